"""The half of the review screen that keeps the list: loads, searches and moves in it arrive here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from textual import on
from textual.screen import Screen

from claims_db.records import Query
from factcheck.review.blind import own_list, own_rows, own_view
from factcheck.review.language import _, _n
from factcheck.review.loading import Loader
from factcheck.review.messages import HitsFound, LoadFailed, OrderLoaded
from factcheck.review.order import Order, View
from factcheck.review.reading_desk import ReadingDesk
from factcheck.review.titles import empty_lines, list_title
from factcheck.review.widgets.claim_list import ClaimList
from factcheck.review.widgets.list_title import ListTitle
from factcheck.review.widgets.source_pane import SourcePane

if TYPE_CHECKING:
    from claims_db import Database
    from claims_db.records import ClaimRecord, ClaimRow

T = TypeVar("T")


class ListScreen(Screen[None]):
    """A screen around a list of claims; what it says and how it refuses is the review screen's."""

    db: Database
    view: View
    claims: ClaimList
    list_title: ListTitle
    source: SourcePane
    desk: ReadingDesk
    _loader: Loader
    _whole: asyncio.Event
    """Set while all of the list is there, or can't be read."""
    _start_at: int | None
    """The claim to come to when the order has been read, where the view has it."""

    def say(self, message: str) -> None:
        """Show a message in the status line."""
        raise NotImplementedError

    def fail(self, message: str) -> None:
        """Show what went wrong, and that nothing was written."""
        raise NotImplementedError

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Run ``act``; a refusal of the database becomes a message and None."""
        raise NotImplementedError

    def next_hit(self) -> None:
        """Go to the next claim found."""
        raise NotImplementedError

    def load(self, view: View, claim_id: int | None = None) -> None:
        """Show another view of the claims, the cursor on ``claim_id``, or on the claim at hand, if it is in it."""
        self.view = view
        self._whole.clear()
        if self.blind:
            self.view = view = own_list(view)
        self.desk.be_blind(self.blind)
        self._start_at = self._start_at if claim_id is None else claim_id
        self._loader.load(view, within=self.claims.order)

    def expect_words(self) -> None:
        """Make ready for a search or a filter by words, which is being typed."""
        self._loader.expect_words(self.claims.order)

    @on(OrderLoaded)
    def _order_loaded(self, message: OrderLoaded) -> None:
        if not self._loader.is_current(message.generation):
            return
        current, order = self.claims.current_id, message.order
        if order.complete and self._start_at is not None and order.position(self._start_at) is not None:
            current = self._start_at
        self._start_at = None if order.complete else self._start_at
        place = order.position(current, self.claims.cursor) if current is not None else None
        if place is None and not order.complete:
            place = 0
        order.adopt(self.claims.order)
        self._show_order(order, place if place is not None else min(self.claims.cursor, max(len(order) - 1, 0)))
        if order.complete:
            self._whole.set()
        else:
            self.call_after_refresh(self._loader.first_rows_painted)

    def _show_order(self, order: Order, position: int) -> None:
        self.claims.empty = empty_lines(self.db, self.view) if not len(order) else ()
        self.claims.show(order, position)
        self._retitle()

    @on(LoadFailed)
    def _load_failed(self, message: LoadFailed) -> None:
        if self._loader.is_current(message.generation):
            self.fail(message.reason)
            self._whole.set()

    def search(self, words: str) -> None:
        """Look for ``words`` in the claims of the list, in the background."""
        self._loader.search(self.claims.order, words, own=self.blind)

    @on(HitsFound)
    def _hits_found(self, message: HitsFound) -> None:
        if not self._loader.is_current_search(message.generation):
            return
        order = self.claims.order
        if message.order is not order:  # the list has been read anew meanwhile
            self.search(message.words)
            return
        order.hits = message.hits
        count = order.hits.count(1)
        self.claims.refresh()
        self.source.find(message.words)
        if not count:
            self.say(_("No claim of the list has “{words}”.").format(words=message.words))
            return
        if not order.hits[self.claims.cursor]:
            self.next_hit()
        else:
            one = _n("One claim with “{words}”.", "{count} claims with “{words}”: n and N go through them.", count)
            self.say(one.format(words=message.words))

    def clear_search(self) -> None:
        """End the search."""
        self.claims.order.hits = bytearray(len(self.claims.order))
        self.claims.refresh()
        self.source.find("")
        self.say("")

    def go_to(self, claim_id: int) -> None:
        """Move the cursor to a claim; one outside the list is only named, for acts hold for the claim that is shown."""
        place = self.claims.order.position(claim_id, self.claims.cursor)
        if place is not None:
            self.claims.cursor = place
        else:
            self.say(_("Claim {id} is not in this list: F shows all claims.").format(id=claim_id))

    async def come_to(self, claim_id: int) -> bool:
        """Move the cursor to a claim, once the list is read; one that the filter leaves out, without the filter.

        False where it is in no list.
        """
        await self._whole.wait()
        own = self.db.reviewer if self.blind else None
        for query in (Query(unjudged_by=own), Query(unjudged_by=own, every=True), None):
            place = self.claims.order.position(claim_id, self.claims.cursor)
            if place is not None:
                self.claims.cursor = place
                return True
            if query is not None:
                self.load(replace(self.view, query=query), claim_id)
                await self._whole.wait()
        return False

    def record(self, claim_id: int) -> ClaimRecord:
        """What may be shown of a claim: in a blind review nothing that others decided or wrote."""
        record = self.db.claims.get(claim_id)
        return own_view(record, self.db) if self.blind else record

    def _rows(self, ids: Sequence[int]) -> list[ClaimRow]:
        rows = self.attempt(lambda: self.db.claims.rows(ids)) or []
        return own_rows(self.db, rows) if self.blind else rows

    @property
    def blind(self) -> bool:
        """Whether what others decided is hidden: the list holds what the reviewer has not judged."""
        return self.view.query.unjudged_by == self.db.reviewer

    def _retitle(self) -> None:
        self.list_title.text = list_title(self.view, self.claims.order, self.claims.cursor)
