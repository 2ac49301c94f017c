"""The half of the review screen that shows what changed: by an act done here, or by other processes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on

from claims_db.errors import ClaimsDbError
from claims_db.records import act_name
from factcheck.review.language import _, told
from factcheck.review.list_screen import ListScreen
from factcheck.review.messages import Counted
from factcheck.review.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from claims_db.records import Event

POLL = 1.0
"""Seconds between two looks for what other processes did."""
_ROWS_LOOKED_UP = 2000
"""An act on more claims than this reads the list anew instead of looking its rows up."""
_MOVES_FIGURES = frozenset(("field:start", "field:end"))
"""Parts of a claim after whose change the figures in the source stand elsewhere."""


class ChangesScreen(ListScreen):
    """A list of claims that is kept true to the event log."""

    status: StatusLine
    seen: int
    """The newest event shown here; an act on a claim that changed since is asked back."""
    _seen_version: int
    """Of the database, at the last look for what others did."""

    def settle(self) -> None:
        """Show the claim at hand once the cursor rests on it."""
        raise NotImplementedError

    def show_current(self) -> None:
        """Show the claim at hand."""
        raise NotImplementedError

    @property
    def known(self) -> int | None:
        """The newest event an act may be refused for; in a blind review nothing is said of others' acts."""
        return None if self.blind else self.seen

    def count(self) -> None:
        """Count in the background how far the work is."""
        self._loader.count(own=self.blind)

    def acted(self, events: Sequence[Event]) -> None:
        """Show what an act did, and what others did before it that was not shown yet."""
        newest = max((event.id for event in events), default=self.seen)
        own = {event.id for event in events}
        if newest > self.seen + len(own):
            between = self.attempt(lambda: self.db.changes_since(self.seen, newest - self.seen)) or []
            events = [*(event for event in between if event.id not in own and event.id < newest), *events]
        self.seen = max(self.seen, newest)
        self._show_changes(events)

    def _show_changes(self, events: Sequence[Event]) -> None:
        """Show what ``events`` changed: rows, marks in the source, details, counts; the cursor stays."""
        ids = list(dict.fromkeys(event.claim_id for event in events))
        comes_or_goes = any("withdrawn" in event.after for event in events)
        if self.blind or comes_or_goes:
            self.count()
        else:
            self.status.show_progress(self.status.progress.after(events))
        if any(_MOVES_FIGURES.intersection(event.after) for event in events):
            self.desk.forget()
        if len(ids) > _ROWS_LOOKED_UP or comes_or_goes:
            self._loader.load(self.view)
            self.desk.forget()
        else:
            rows = {row.id: row for row in self._rows(ids)}
            statuses = {claim_id: row.status for claim_id, row in rows.items()}
            places = self.claims.order.note_statuses(statuses, self.claims.cursor)
            if any(row.group for row in rows.values()):
                self.claims.forget()  # what became of one shows in the rows of all that say the same
            else:
                self.claims.renew({place: rows[claim_id] for claim_id, place in places.items()})
            if self.desk.note_statuses(statuses):
                self.settle()
        if self.claims.current_id in ids:
            self.settle()

    def catch_up(self) -> None:
        """Show what was done since the last look elsewhere than here, suggestions included."""
        events = self.attempt(lambda: self.db.changes_since(self.seen))
        if events:
            self.acted(events)
        self.claims.forget()
        self.show_current()

    def look_around(self) -> None:
        """Show what other processes did since the last look; what can't be read is looked at again next time."""
        try:
            version = self.db.data_version()
            if version == self._seen_version:
                return
            events = self.db.changes_since(self.seen)
            if events:
                self._show_changes(events)
        except ClaimsDbError as trouble:
            self.status.say(told(trouble), error=True)
            return
        self._seen_version = version
        if events:
            last = events[-1]
            self.seen = last.id
            if not self.blind:
                said = _("{name}: {act} on claim {id}")
                # what others do is no answer to a refusal, which stays
                self.status.say(said.format(name=last.reviewer, act=_(act_name(last.act)), id=last.claim_id))
        if not len(self.claims.order):
            self._loader.load(self.view)
        self.count()
        self._retitle()

    @on(Counted)
    def _counted(self, message: Counted) -> None:
        if message.newest == self.seen and message.progress.own == self.blind:
            self.status.show_progress(message.progress)
        else:  # acts came in between: what was counted is neither the state before them nor that after
            self.count()
