"""Keys are done one after the other, also when they come faster than a question opens.

Textual hands each key to the widget that has the focus when the key arrives. Typed ahead (or pasted, or sent by a
script), the letters meant for a question would reach the list, where each is an act. Here a key waits until the one
before it has been done and the question it opened can be typed into.
"""

from __future__ import annotations

import time
from collections import deque

from textual import events
from textual.app import App
from textual.dom import DOMNode

_PATIENCE = 2.0
"""Seconds after which a key no longer waits for the one before it."""
_RETRY = 0.005


class TypeAheadApp(App[None]):
    """An app that does keys strictly in order."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._ahead: deque[events.Key] = deque()
        self._since: float | None = None
        """When the key that is being done was handed on; None while there is none."""
        self.last_key = time.monotonic()
        """When a key last came."""

    def opening(self) -> bool:
        """Whether a screen is about to open that the next key is meant for."""
        return self.focused is None and bool(self.screen.focus_chain)

    async def on_event(self, event: events.Event) -> None:
        """Hold keys back; all else goes its usual way."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self.last_key = time.monotonic()
            self._ahead.append(event)
            if self._since is None or time.monotonic() - self._since > _PATIENCE:
                self._since = time.monotonic()
                await self._next_key()
            return
        await super().on_event(event)

    async def _next_key(self) -> None:
        """Hand the next key on, once what it is meant for is there."""
        if not self._ahead:
            self._since = None
        elif self.opening() and time.monotonic() - (self._since or 0.0) < _PATIENCE:
            self.set_timer(_RETRY, self._next_key)
        else:
            self._since = time.monotonic()
            target = self.focused or self.screen
            await super().on_event(self._ahead.popleft())
            self._follow(target)

    def _follow(self, node: DOMNode | None) -> None:
        """Go the way of the key, from queue to queue up to the app: when the end is reached, the key is done."""
        while node is not None:
            if node.call_later(self._follow, node.parent):
                return
            node = node.parent
        self.call_later(self._next_key)
