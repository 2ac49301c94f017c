"""Garbage is looked for while the reviewer pauses, not between a key and its repaint.

A full collection over what a session holds takes 40 to 90 ms, three times as long as a key; left to itself it comes in
the middle of one, some every hundred keys.
"""

from __future__ import annotations

import gc
import time

LOOK = 0.5
"""Seconds between two looks whether the reviewer pauses."""
_PAUSE = 1.5
"""Seconds without a key that count as a pause."""
_SELDOM = 1000
"""Collections of the middle generation after which a full one comes also without a pause: some thousand keys."""


def postpone_full_collections() -> None:
    """Leave full collections to :class:`Garbage`; what is imported by now is never looked through."""
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _SELDOM)


class Garbage:
    """Collects once in each pause."""

    def __init__(self) -> None:
        self._collected_after: float | None = None
        """The key after which garbage was last collected."""

    def look(self, last_key: float) -> bool:
        """Collect where the reviewer pauses since ``last_key`` (monotonic seconds); whether it was done."""
        if last_key == self._collected_after or time.monotonic() - last_key < _PAUSE:
            return False
        gc.collect()
        if self._collected_after is None:  # the first pause: what the start has made stays as long as the session
            gc.freeze()
        self._collected_after = last_key
        return True
