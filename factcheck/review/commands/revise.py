"""Acts on what the claims are: adding one that extraction missed, moving edges, splitting, joining."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims_db.claim import Claim
from factcheck.review.commands.meanwhile import unless_changed
from factcheck.review.commands.registry import command
from factcheck.review.drafting import draft, joined_span, part_of, statement_around
from factcheck.review.language import _
from factcheck.review.questions.describing import DescribeQuestion
from factcheck.review.span_screen import Span, SpanScreen
from factcheck.review.widgets.source_pane import Mark

if TYPE_CHECKING:
    from claims_db.records import ClaimRecord, Event
    from factcheck.review.screen import ReviewScreen


@command("add-claim")
async def add_claim(screen: ReviewScreen) -> None:
    """Add a claim that extraction missed: choose its figure in the source, then say what it states."""
    record = _record(screen)
    if record is None:
        return
    title = _("A new claim: move to its figure, v selects, Enter accepts, Esc leaves")
    span = await _choose(screen, record, title, (record.claim.end, record.claim.end), selecting=False)
    if span is None:
        return
    text = screen.db.sources.text(record.source_id)
    drafted = draft(text, *span, record.claim.source)
    claim = await screen.ask(DescribeQuestion(_("What the new claim states"), drafted))
    if claim is None:
        return
    added = screen.attempt(lambda: screen.db.acts.add_claim(record.source_id, claim))
    if added is not None:
        _show(screen, added[1], added[0], _("Claim {id} added").format(id=added[0]))


@command("edges")
async def edges(screen: ReviewScreen) -> None:
    """Move the edges of the figure of the claim at hand."""
    record, seen = _record(screen), screen.seen
    if record is None:
        return
    claim_id, before = record.id, (record.claim.start, record.claim.end)
    title = _("The figure of claim {id}: the end moves, o changes ends, Enter accepts").format(id=claim_id)
    span = await _choose(screen, record, title, before, selecting=True)
    if span is None or span == before:
        return
    fields = {name: new for name, old, new in zip(("start", "end"), before, span, strict=True) if old != new}
    statement = record.claim.statement
    if span[0] < statement.start or span[1] > statement.end:
        left, right = statement_around(screen.db.sources.text(record.source_id), *span)
        fields |= {"statement_start": min(left, statement.start), "statement_end": max(right, statement.end)}
    figure = screen.db.sources.text(record.source_id)[slice(*span)]
    own = [f"{_('figure')} “{record.claim.figure}” → “{figure}”"]
    events = await unless_changed(screen, seen, lambda seen: screen.db.acts.correct(claim_id, seen=seen, **fields), own)
    if events is not None:
        _show(screen, events, claim_id, _("Claim {id}: edges moved; E corrects its value").format(id=claim_id))


@command("split")
async def split(screen: ReviewScreen) -> None:
    """Put several claims in the place of the one at hand: choose the figure of each."""
    record, seen = _record(screen), screen.seen
    if record is None:
        return
    parts: list[Claim] = []
    text = screen.db.sources.text(record.source_id)
    start = (record.claim.start, record.claim.start)
    while True:
        title = _("Split claim {id}, part {number}: v selects, Enter accepts; Esc after the last part")
        title = title.format(id=record.id, number=len(parts) + 1)
        span = await _choose(screen, record, title, start, selecting=False)
        if span is None:
            break
        question = DescribeQuestion(
            _("Part {number}").format(number=len(parts) + 1),
            part_of(record.claim, draft(text, *span, record.claim.source)),
        )
        claim = await screen.ask(question)
        if claim is not None:
            parts.append(claim)
            start = (span[1], span[1])
    if len(parts) < 2:
        screen.say(_("Not split: two parts are needed."))
        return
    own = [_("split into {figures}").format(figures=" · ".join(f"“{part.figure}”" for part in parts))]
    done = await unless_changed(screen, seen, lambda seen: screen.db.acts.split(record.id, parts, seen=seen), own)
    if done is not None:
        numbers = ", ".join(map(str, done[0]))
        _show(screen, done[1], done[0][0], _("Claim {id} split into {numbers}").format(id=record.id, numbers=numbers))


@command("join")
async def join(screen: ReviewScreen) -> None:
    """Put one claim in the place of those selected."""
    ids, seen = screen.claims.order.selected_ids(), screen.seen
    records = [screen.db.claims.get(claim_id) for claim_id in ids[:50]]
    if len(ids) < 2 or len({record.source_id for record in records}) != 1 or len(ids) > len(records):
        screen.say(_("Select the claims of one source to join with Space first."))
        return
    first = records[0]
    start, end = joined_span(records)
    drafted = draft(screen.db.sources.text(first.source_id), start, end, first.claim.source)
    claim = await screen.ask(DescribeQuestion(_("One claim for {count}").format(count=len(ids)), drafted))
    if claim is None:
        return
    own = [_("joined into {figure}").format(figure=f"“{claim.figure}”")]
    done = await unless_changed(screen, seen, lambda seen: screen.db.acts.merge(ids, claim, seen=seen), own)
    if done is not None:
        screen.claims.select_all(False)
        _show(screen, done[1], done[0], _("Claims joined into {id}").format(id=done[0]))


async def _choose(screen: ReviewScreen, record: ClaimRecord, title: str, span: Span, *, selecting: bool) -> Span | None:
    rows = screen.db.claims.of_source(record.source_id)
    marks = [Mark(row.start, row.end, row.id, row.status) for row in rows]
    text = screen.db.sources.text(record.source_id)
    mode = SpanScreen(screen.db, title, text, marks, span, selecting=selecting)
    await screen.work_in(mode)
    return mode.chosen


def _record(screen: ReviewScreen) -> ClaimRecord | None:
    claim_id = screen.current_claim()
    return None if claim_id is None else screen.db.claims.get(claim_id)


def _show(screen: ReviewScreen, events: list[Event], claim_id: int, said: str) -> None:
    screen.acted(events)
    screen.load(screen.view, claim_id)
    screen.say(said)
