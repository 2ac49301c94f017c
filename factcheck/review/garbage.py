"""Memory: garbage is looked for while the reviewer pauses, and large blocks are given back as soon as they are free.

A full collection over what a session holds takes 40 to 90 ms, three times as long as a key; left to itself it comes
between a key and its repaint, some every hundred keys.
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

_MMAP_THRESHOLD = -3
"""``M_MMAP_THRESHOLD`` in glibc's ``malloc.h``."""
_LARGE = 1 << 20


def postpone_full_collections() -> None:
    """Leave full collections to :class:`Garbage`; what is imported by now is never looked through."""
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _SELDOM)


def give_large_blocks_back() -> None:
    """Have the C library return every block of a megabyte or more to the system when it is freed.

    glibc otherwise keeps them once some were freed, and the lists of a million ids leave 40 MB of holes. Where the
    library has no such setting (musl, macOS, Windows) nothing is done.
    """
    import ctypes

    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # no such setting; no C library to be asked
        return
    mallopt(_MMAP_THRESHOLD, _LARGE)


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
