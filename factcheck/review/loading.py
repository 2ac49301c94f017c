"""Reading the order of the list in threads, so that no key ever waits for a million ids.

Each load has a generation; the screen drops what an older one brings.
"""

from __future__ import annotations

from asyncio import get_running_loop
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from claims_db.errors import ClaimsDbError
from factcheck.review.commands import COMMANDS
from factcheck.review.language import told
from factcheck.review.messages import Counted, HitsFound, LoadFailed, OrderLoaded
from factcheck.review.order import FIRST_ROWS, Order, View, load_order
from factcheck.review.progress import Progress

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.worker import WorkType

    from claims_db import Database

_GROUPS = ("order", "search", "count")
_TO_PAINT = 0.25
"""Seconds that reading the rest waits for the first rows to be painted: both would go slower side by side."""


class Loader:
    """Runs loads and searches for ``screen``, each thread on its own connection."""

    def __init__(self, screen: Screen[None], db: Database) -> None:
        self._screen = screen
        self._db = db
        self._load = 0
        self._search = 0
        self._painted = Event()
        # a few threads that stay: each has a connection with its pages, and memory that is not given back. Two for
        # orders, so that the first rows of a view need not wait for the last of another
        self._order_threads = ThreadPoolExecutor(2, "order")
        self._other_thread = ThreadPoolExecutor(1, "search")

    @property
    def busy(self) -> bool:
        """Whether a thread is reading."""
        return any(not worker.is_finished for worker in self._screen.workers if worker.group in _GROUPS)

    def is_current(self, generation: int) -> bool:
        """Whether no newer load was asked for."""
        return generation == self._load

    def is_current_search(self, generation: int) -> bool:
        """Whether no newer search was asked for."""
        return generation == self._search

    def first_rows_painted(self) -> None:
        """Go on reading: the first rows are on the screen."""
        self._painted.set()

    def load(self, view: View, *, rest_only: bool = False, within: Order | None = None) -> None:
        """Post the first rows of ``view`` to the screen, unless they are there already, then all of them.

        Where ``view`` is part of the order ``within``, its first rows are picked from that.
        """
        self._load += 1
        whole = within if within is not None and within.complete and view.is_part_of(within.view) else None
        self._start(partial(self._read, view, self._load, rest_only, whole), "order")

    def expect_words(self, order: Order) -> None:
        """Make ready to find words in ``order`` while they are typed."""
        if order.complete:
            self._start(order.learn_places, "warm")

    def search(self, order: Order, words: str, *, own: bool = False) -> None:
        """Post which claims of ``order`` have ``words``, the notes of others aside with ``own``."""
        self._search += 1
        self._start(partial(self._find, order, words, self._search, own), "search")

    def count(self, *, own: bool = False) -> None:
        """Post how many claims there are of each status, or how many the reviewer has judged."""
        self._start(partial(self._tally, own), "count")

    def warm(self) -> None:
        """Import what the first act needs, so that its key need not wait for it."""
        self._start(self._import, "warm")

    def _import(self) -> None:
        COMMANDS.load()
        _ = self._db.acts

    def _tally(self, own: bool) -> None:
        try:
            newest = self._db.last_event_id()
            self._screen.post_message(Counted(Progress.own_of(self._db) if own else Progress.of(self._db), newest))
        except ClaimsDbError as trouble:
            self._screen.post_message(LoadFailed(told(trouble), self._load))

    def _start(self, work: Callable[[], None], group: str) -> None:
        threads = self._order_threads if group == "order" else self._other_thread

        # taken out when it begins: a worker goes with the next garbage only, the order that its work holds at once
        waiting = [work]

        async def wait() -> None:
            await get_running_loop().run_in_executor(threads, waiting.pop())

        # the function, not its coroutine: a worker that a newer one replaces before it begins leaves none unawaited
        work_later: WorkType[None] = wait
        self._screen.run_worker(work_later, group=group, exclusive=True, exit_on_error=True)

    def _first_rows(self, view: View, whole: Order | None) -> Order:
        if whole is None:
            return load_order(self._db, view, FIRST_ROWS)
        return whole.narrowed(self._db.matching(view.query.text or ""), view, FIRST_ROWS)

    def _read(self, view: View, generation: int, rest_only: bool, whole: Order | None) -> None:
        if not self.is_current(generation):
            return
        try:
            complete = False
            if not rest_only:
                first = self._first_rows(view, whole)
                complete = first.complete
                self._painted.clear()
                self._screen.post_message(OrderLoaded(first, generation))
                if not complete:
                    self._painted.wait(_TO_PAINT)
            if not complete and self.is_current(generation):
                self._screen.post_message(OrderLoaded(load_order(self._db, view), generation))
        except ClaimsDbError as trouble:
            self._screen.post_message(LoadFailed(told(trouble), generation))

    def _find(self, order: Order, words: str, generation: int, own: bool) -> None:
        try:
            hits = order.flags(self._db.matching(words, self._db.reviewer if own else None))
            self._screen.post_message(HitsFound(words, order, hits, generation))
        except ClaimsDbError as trouble:
            self._screen.post_message(LoadFailed(told(trouble), self._load))
