"""The adjudication screen: what each reviewer holds of a claim and wrote about it, one key to settle it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from claims_db.records import STATUSES as STATUS_NAMES
from claims_db.records import Query, Status, act_name
from factcheck.normal_form import normal_form
from factcheck.review.columns import short_name
from factcheck.review.held_undo import held_line
from factcheck.review.keys import bindings_for
from factcheck.review.language import _, _n
from factcheck.review.mode_screen import ModeScreen
from factcheck.review.status import STATUSES
from factcheck.review.widgets.pair_pane import Cell, PairPane, Row

if TYPE_CHECKING:
    from claims_db import Database
    from claims_db.records import ClaimRecord, Finding, Verdict

SETTLED: tuple[Status, ...] = tuple(status for status in STATUS_NAMES if status != "unreviewed")
ADOPTED = range(1, 10)
"""Reviewers whose verdict a digit takes over."""

_NOTHING: Cell = ("", "text")


class AdjudicationScreen(ModeScreen):
    """Settle the claims on which verdicts differ; every verdict stays."""

    WHERE = "adjudication"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("adjudication")
    AUTO_FOCUS = "#verdicts"

    def __init__(self, db: Database, claim_id: int | None = None) -> None:
        super().__init__(db)
        self._start_at = claim_id
        self.queue: list[int] = []
        self.place = 0
        self._done: list[int] = []
        """Claims settled here, the last at the end."""
        self._seen = 0

    def work(self) -> ComposeResult:
        """The verdicts."""
        yield PairPane(id="verdicts")

    def on_mount(self) -> None:
        """Begin at the claim at hand where it is disputed."""
        self._read(self._start_at)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each act does."""
        return {
            **{f"settle-{status}": partial(self._settle, status) for status in SETTLED},
            **{f"settle-as-{number}": partial(self._adopt, number) for number in ADOPTED},
            "settle-undo": self._undo,
            "settle-next": partial(self._go, 1),
            "settle-previous": partial(self._go, -1),
            "settle-down": partial(self._pane.move, 1),
            "settle-up": partial(self._pane.move, -1),
        }

    @property
    def _pane(self) -> PairPane:
        return self.query_one("#verdicts", PairPane)

    def _read(self, claim_id: int | None = None) -> None:
        """Read the queue anew and come to ``claim_id`` if it is in it."""
        self._seen = self.db.last_event_id()
        found = self.attempt(lambda: list(self.db.ids(Query(flag="disputed", every=True))))
        self.queue = found or []
        inside = claim_id is not None and claim_id in self.queue
        self.place = self.queue.index(claim_id) if inside and claim_id else min(self.place, max(len(self.queue) - 1, 0))
        self._show()

    def follow(self) -> None:
        """Take up what others settled, judged or wrote; a claim they settled stays until this reviewer goes on."""
        held = self.queue[self.place] if self.queue else None
        events = [event for event in self.db.changes_since(self._seen) if event.reviewer != self.db.reviewer]
        queue = list(self.db.ids(Query(flag="disputed", every=True)))
        gone = held is not None and held not in queue
        if held is not None and gone:
            # an act on it is still refused once, for nobody can have read who settled it before pressing the key
            queue.insert(min(self.place, len(queue)), held)
        elif events:
            self._seen = events[-1].id
        if queue == self.queue and held not in {event.claim_id for event in events}:
            return
        self.queue = queue
        self.place = queue.index(held) if held is not None else 0
        self._show(top=held is None)
        here = [event for event in events if event.claim_id == held]
        if gone and here:
            said = _("{name} settled claim {id} meanwhile; n goes on.")
            self.say(said.format(name=here[-1].reviewer, id=held))
        elif events:
            last = events[-1]
            said = _("{name}: {act} on claim {id}")
            self.say(said.format(name=last.reviewer, act=_(act_name(last.act)), id=last.claim_id))

    def _go(self, step: int) -> None:
        if self.queue:  # one that others settled is left behind
            fresh = self.attempt(lambda: list(self.db.ids(Query(flag="disputed", every=True))))
            if fresh is not None and self.queue[self.place] not in fresh:
                self._seen = self.db.last_event_id()
                self.queue, self.place = fresh, min(max(self.place + min(step, 0), 0), max(len(fresh) - 1, 0))
                self._show()
                return
        place = self.place + step
        if 0 <= place < len(self.queue):
            self.place = place
            self._show()
        else:
            self.say(_("The last disagreement.") if step > 0 else _("The first disagreement."))

    def _record(self) -> ClaimRecord | None:
        return self.attempt(partial(self.db.claims.get, self.queue[self.place])) if self.queue else None

    def _show(self, top: bool = True) -> None:
        record = self._record()
        if record is None:
            self.entitle(_("No disagreement is open"))
            hint = _("Claims on which two reviewers' verdicts differ come here. Esc goes back.")
            self._pane.show([("", (hint, "quiet"), None)])
            return
        place = _("{place} of {total}").format(place=f"{self.place + 1:,}", total=f"{len(self.queue):,}")
        self.entitle(f"{place} · {_('reviewers disagree')} · {_('claim')} {record.id}")
        self._pane.show([*self._head(record), *verdict_rows(record)], top=top)

    def _head(self, record: ClaimRecord) -> Iterator[Row]:
        claim = record.claim
        source = self.db.sources.get(record.source_id)
        yield _("figure"), (f"{claim.figure}   {normal_form(claim, claim.per)}", "strong"), None
        about = " · ".join(part for part in (claim.subject, claim.metric, claim.period) if part)
        yield _("about"), (about or "–", "text"), None
        yield _("stated"), (claim.statement.text.strip(), "text"), None
        yield _("source"), (source.title or short_name(source.name), "quiet"), None
        for piece in record.evidence:
            said = f" “{piece.quote}”" if piece.quote else ""
            yield _(piece.stance), (f"{piece.url}{said} ({piece.by})", "text"), None
        yield "", ("", "text"), None

    def _settle(self, status: Status, finding: Finding | None = None) -> None:
        record = self._record()
        if record is None:
            return
        if finding is None:
            finding = next((verdict.finding for verdict in record.verdicts if verdict.status == status), None)
        act = partial(self.db.acts.adjudicate, [record.id], status, finding, seen=self._seen)
        events = self.attempt(act)
        if events is None:
            self._read(record.id)
            return
        self._done.append(record.id)
        self._read()
        said = _("Claim {id}: settled as {status}. z takes it back.")
        self.say(said.format(id=record.id, status=_(STATUSES[status].label)))

    def _adopt(self, number: int) -> None:
        record = self._record()
        if record is None:
            return
        if number > len(record.verdicts):
            self.say(_n("There is one verdict.", "There are {count} verdicts.", len(record.verdicts)))
            return
        verdict = record.verdicts[number - 1]
        self._settle(verdict.status, verdict.finding)

    def _undo(self) -> None:
        if not self._done:
            self.say(_("Nothing was settled here yet; z in the list takes back earlier acts."))
            return
        undone = self.attempt(self.db.acts.undo)
        if undone is not None and undone.held:
            self._done.pop()
            self.say(held_line(undone, blind=False))
        elif undone is not None:
            claim_id = self._done.pop()
            self._read(claim_id)
            self.say(_("Claim {id}: open again.").format(id=claim_id))


def verdict_rows(record: ClaimRecord) -> Iterator[Row]:
    """Yield the verdicts two by two: who, what, why, and what they noted."""
    sides = [_side(record, number, verdict) for number, verdict in enumerate(record.verdicts, 1)]
    labels = (_("verdict"), "", _("corrected"), _("why"), _("review"))
    for first in range(0, len(sides), 2):
        left, right = sides[first], sides[first + 1] if first + 1 < len(sides) else []
        for line in range(max(len(left), len(right))):
            label = labels[line] if line < len(labels) else _("note")
            one = left[line] if line < len(left) else _NOTHING
            two = right[line] if line < len(right) else _NOTHING
            if one[0] or two[0]:
                yield label, one, two
        yield "", _NOTHING, None


def _side(record: ClaimRecord, number: int, verdict: Verdict) -> list[Cell]:
    look, finding = STATUSES[verdict.status], verdict.finding
    cells: list[Cell] = [
        (f"{number}  {look.glyph} {_(look.label)}", f"status-{verdict.status}"),
        (f"{verdict.reviewer}, {verdict.at[:16].replace('T', ' ')}", "quiet"),
        ((finding.correct_value or "") if finding else "", "strong"),
        ((finding.rationale or "") if finding else "", "text"),
        ((finding.review_url or "") if finding else "", "quiet"),
    ]
    cells += [(note.text, "text") for note in record.notes if note.by == verdict.reviewer]
    return cells
