"""The matching screen: two claims side by side, why they may belong together, one key for each judgement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from claims_db.records import Undone, act_name
from factcheck.review.blind import own_view
from factcheck.review.columns import short_name
from factcheck.review.held_undo import held_line
from factcheck.review.keys import bindings_for
from factcheck.review.language import _
from factcheck.review.mode_screen import ModeScreen
from factcheck.review.pairing import JUDGEMENTS, Judgement, compare, judge, to_judge
from factcheck.review.reason_words import told_reason
from factcheck.review.status import STATUSES
from factcheck.review.widgets.pair_pane import PairPane, Row

if TYPE_CHECKING:
    from claims_db import Database
    from claims_db.records import ClaimRecord, Suggestion

QUEUE = 1000
"""Suggestions taken into the queue at once; the next ones come when these are settled."""


class MatchingScreen(ModeScreen):
    """Judge the suggestions of one claim, or all by score."""

    WHERE = "matching"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("matching")
    AUTO_FOCUS = "#pair"

    def __init__(self, db: Database, claim_id: int | None = None, *, blind: bool = False) -> None:
        super().__init__(db)
        self._blind = blind
        """Whether what others decided and wrote is hidden."""
        self._claim_id = claim_id
        self.queue: list[Suggestion] = []
        self.place = 0
        self._done: list[tuple[Suggestion, bool]] = []
        """What was judged here, the last at the end, and whether that is an act of the log."""
        self._seen = 0
        """The newest event when the pair was shown; a judgement on claims that changed since is refused once."""

    def work(self) -> ComposeResult:
        """The two claims."""
        yield PairPane(id="pair")

    def on_mount(self) -> None:
        """Begin with the surest."""
        self._read()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each act does."""
        return {
            **{f"pair-{judgement}": partial(self._judge, judgement) for judgement in JUDGEMENTS},
            "pair-undo": self._undo,
            "pair-next": partial(self._go, 1),
            "pair-previous": partial(self._go, -1),
            "pair-down": partial(self._pair.move, 1),
            "pair-up": partial(self._pair.move, -1),
        }

    @property
    def _pair(self) -> PairPane:
        return self.query_one("#pair", PairPane)

    def _open(self) -> list[Suggestion]:
        """The suggestions to judge, the surest first."""
        return to_judge(self.db, self._claim_id, blind=self._blind, limit=QUEUE)

    def follow(self) -> None:
        """Take up what others judged, and new suggestions; a pair they judged stays until this reviewer goes on."""
        held = self.queue[self.place] if self.queue else None
        queue = self._open()
        known = [suggestion.id for suggestion in queue]
        events = [event for event in self.db.changes_since(self._seen) if event.reviewer != self.db.reviewer]
        ends = set() if held is None else {held.a, held.b}
        here = [event for event in events if event.claim_id in ends]
        gone = held is not None and held.id not in known
        if held is not None and gone:
            place = min(self.place, len(queue))
            queue.insert(place, held)
        else:
            place = known.index(held.id) if held is not None else 0
        if queue == self.queue and not here:
            return
        self.queue, self.place, seen = queue, place, self._seen
        self._show(top=held is None)
        if gone:
            # a judgement on it is still refused once, for nobody can have read that before pressing the key
            self._seen = seen
            self.say(_("This pair was judged meanwhile; n goes on."))
        elif here and not self._blind:
            said = _("{name}: {act} on claim {id}")
            self.say(said.format(name=here[-1].reviewer, act=_(act_name(here[-1].act)), id=here[-1].claim_id))

    def _read(self, stay_at: int | None = None) -> None:
        """Read the queue anew; ``stay_at`` is the suggestion to come to."""
        self.queue = self.attempt(self._open) or []
        places = [place for place, suggestion in enumerate(self.queue) if suggestion.id == stay_at]
        self.place = places[0] if places else min(self.place, max(len(self.queue) - 1, 0))
        self._show()

    def _go(self, step: int) -> None:
        if self.queue:  # a pair that others judged is left behind
            fresh = self.attempt(self._open)
            if fresh is not None and self.queue[self.place].id not in {suggestion.id for suggestion in fresh}:
                self.queue, self.place = fresh, min(max(self.place + min(step, 0), 0), max(len(fresh) - 1, 0))
                self._show()
                return
        place = self.place + step
        if 0 <= place < len(self.queue):
            self.place = place
            self._show()
        else:
            self.say(_("The last suggestion.") if step > 0 else _("The first suggestion."))

    def _show(self, top: bool = True) -> None:
        if not self.queue:
            self.entitle(_("No suggestion is open"))
            hint = _("factcheck match compares what is new with everything stored; Esc goes back.")
            self._pair.show([("", (hint, "quiet"), None)])
            return
        suggestion = self.queue[self.place]
        self._seen = self.db.last_event_id()
        records = self.attempt(lambda: (self.db.claims.get(suggestion.a), self.db.claims.get(suggestion.b)))
        if records is None:
            return
        total = f"{len(self.queue):,}" + ("+" if len(self.queue) == QUEUE else "")
        place = _("{place} of {total}").format(place=f"{self.place + 1:,}", total=total)
        self.entitle(f"{place} · {relation_name(suggestion.relation)}? · {suggestion.score:.0%}")
        a, b = records
        if self._blind:
            a, b = own_view(a, self.db), own_view(b, self.db)
        self._pair.show(list(self._rows(suggestion, a, b)), top=top)

    def _rows(self, suggestion: Suggestion, a: ClaimRecord, b: ClaimRecord) -> Iterator[Row]:
        looks = [STATUSES[record.status] for record in (a, b)]
        heads = [f"{record.id}  {look.glyph} {_(look.label)}" for record, look in zip((a, b), looks, strict=True)]
        yield _("claim"), (heads[0], f"status-{a.status}"), (heads[1], f"status-{b.status}")
        sources = [self.db.sources.get(record.source_id) for record in (a, b)]
        names = tuple(source.title or short_name(source.name) for source in sources)
        for line in compare(a, b, (names[0], names[1])):
            role = "differs" if line.differs else "strong" if line.label == _("reads as") else "text"
            label = f"{line.label} ≠" if line.differs else line.label
            yield label, (line.left or "–", role), (line.right or "–", role)
        yield "", ("", "text"), None
        yield _("stated"), (a.claim.statement.text.strip(), "text"), (b.claim.statement.text.strip(), "text")
        if a.finding or b.finding:
            found = [(record.finding.rationale or "") if record.finding else "" for record in (a, b)]
            yield _("why"), (found[0], "quiet"), (found[1], "quiet")
        yield "", ("", "text"), None
        for number, reason in enumerate(suggestion.why):
            yield _("because") if not number else "", (told_reason(reason), "strong"), None

    def _judge(self, judgement: Judgement) -> None:
        if not self.queue:
            return
        suggestion = self.queue[self.place]
        seen = None if self._blind else self._seen
        done = self.attempt(lambda: (judge(self.db, suggestion, judgement, seen=seen, blind=self._blind),))
        if done is None:
            self._read(suggestion.id)
            return
        self._done.append((suggestion, bool(done[0])))
        self._read()
        said = _("{a} and {b}: {judgement}. z takes it back.")
        self.say(said.format(a=suggestion.a, b=suggestion.b, judgement=judgement_name(judgement)))

    def _undo(self) -> None:
        if not self._done:
            self.say(_("Nothing was judged here yet; z in the list takes back earlier acts."))
            return
        suggestion, logged = self._done[-1]
        taken = self.attempt(partial(self._take_back, suggestion, logged))
        if taken is None:
            return
        self._done.pop()
        if isinstance(taken, Undone) and taken.held:
            self.say(held_line(taken, blind=self._blind))
            return
        self._read(suggestion.id)
        self.say(_("{a} and {b}: open again.").format(a=suggestion.a, b=suggestion.b))

    def _take_back(self, suggestion: Suggestion, logged: bool) -> Undone | bool:
        if logged:
            return self.db.acts.undo() or True
        self.db.suggestions.reopen(suggestion.id)
        return True


def judgement_name(judgement: Judgement) -> str:
    """What a judgement is called."""
    return {
        "duplicate": _("duplicate"),
        "contradicts": _("contradicts"),
        "updates": _("update"),
        "related": _("related"),
        "unrelated": _("not related"),
    }[judgement]


def relation_name(relation: str) -> str:
    """What a suggested relation is called."""
    names: Mapping[str, str] = {
        "duplicate": _("duplicate"),
        "contradiction": _("contradiction"),
        "update": _("update"),
    }
    return names[relation]
