"""Acts while another program holds the file: they wait for it, and the screen does not stand still meanwhile."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from claims_db.errors import DatabaseBusy
from factcheck.review.language import _
from factcheck.review.plain import visible

if TYPE_CHECKING:
    from factcheck.review.list_screen import ListScreen

T = TypeVar("T")

PATIENCE = 0.3
"""Seconds an act may hold the screen up: those of other reviewers take a few hundredths."""
_AGAIN = 0.2


class HeldFile:
    """Does acts of ``screen`` once nobody else holds the file; one at a time, as questions are asked."""

    def __init__(self, screen: ListScreen) -> None:
        self._screen = screen
        self.waiting = False
        """Whether an act waits."""

    def give_up(self) -> None:
        """Do not do the act that waits."""
        self.waiting = False

    async def done(self, act: Callable[[], T]) -> T:
        """Do ``act``, at once or as soon as the file is free, and return what it returns; nothing is done twice.

        Raises ``DatabaseBusy`` where the reviewer gave up, and whatever else ``act`` raises.
        """
        try:
            return act()
        except DatabaseBusy as refusal:
            held = refusal
        began, self.waiting = time.monotonic(), True
        self._screen.notify(visible(self._said(0)), severity="warning", timeout=4, markup=False)
        self._screen.db.be_patient(0)
        try:
            while self.waiting:
                self._screen.say(self._said(int(time.monotonic() - began)))
                await asyncio.sleep(_AGAIN)
                try:
                    return act()
                except DatabaseBusy as refusal:
                    held = refusal
        finally:
            self.waiting = False
            self._screen.db.be_patient(PATIENCE)
        raise held

    def _said(self, seconds: int) -> str:
        said = _("Another program holds the file; waiting for it ({seconds} s). Esc gives up.")
        return said.format(seconds=seconds)
