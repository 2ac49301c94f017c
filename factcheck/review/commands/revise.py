"""Acts on what the claims are: adding one that extraction missed, moving edges, splitting, joining."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from claims_db.claim import Claim
from claims_db.errors import ClaimsDbError
from factcheck.review.blind import own_rows
from factcheck.review.commands.filling import fill_in
from factcheck.review.commands.meanwhile import unless_changed
from factcheck.review.commands.registry import command
from factcheck.review.drafting import draft, joined_span, part_of, statement_around
from factcheck.review.language import _, told
from factcheck.review.questions.choosing import ChooseQuestion
from factcheck.review.questions.describing import DescribeQuestion
from factcheck.review.span_screen import Span, SpanScreen
from factcheck.review.widgets.source_pane import Mark

if TYPE_CHECKING:
    from claims_db.records import ClaimRecord, ClaimRow, Event
    from factcheck.review.screen import ReviewScreen

T = TypeVar("T")


@command("add-claim")
async def add_claim(screen: ReviewScreen) -> None:
    """Add a claim that extraction missed: choose its figure in the source, then say what it states."""
    record = _record(screen)
    if record is None:
        return
    title = _("A new claim: move to its figure, v selects, Enter accepts, Esc leaves")
    begun = _begun(screen, f"add-claim-{record.source_id}-")
    if begun is not None:
        title = _("A claim you began: Enter takes it up again; v selects another figure, Esc leaves")
    here = (record.claim.end, record.claim.end)
    span = await _choose(screen, record, title, begun or here, selecting=begun is not None)
    if span is not None:
        await describe_new(screen, record.source_id, span)


async def describe_new(screen: ReviewScreen, source_id: int, span: Span) -> None:
    """Ask what the claim whose figure is ``span`` of a source states, and add it."""
    drafted = draft(screen.db.sources.text(source_id), *span, screen.db.sources.get(source_id).name)
    added = await fill_in(
        screen,
        DescribeQuestion(_("What the new claim states"), drafted),
        f"add-claim-{source_id}-{span[0]}-{span[1]}",
        lambda claim, _seen: screen.db.acts.add_claim(source_id, claim),
        lambda claim: [claim.figure],
        again="add-claim",
    )
    if added is not None:
        _show(screen, added[1], added[0], _("Claim {id} added").format(id=added[0]))


def _begun(screen: ReviewScreen, forms: str) -> Span | None:
    """The span of the draft written last of those whose names begin with ``forms`` and end with a span."""
    for name in screen.drafts.names(forms):
        start, _dash, end = name.removeprefix(forms).partition("-")
        if start.isdecimal() and end.isdecimal():
            return int(start), int(end)
    return None


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
        forms = f"split-{record.id}-{len(parts) + 1}-"
        begun = _begun(screen, forms)
        span = await _choose(screen, record, title, begun or start, selecting=begun is not None)
        if span is None:
            break
        question = DescribeQuestion(
            _("Part {number}").format(number=len(parts) + 1),
            part_of(record.claim, draft(text, *span, record.claim.source)),
        )
        question.keep_as(screen.drafts, f"{forms}{span[0]}-{span[1]}")
        claim = await screen.ask(question)
        if claim is not None:
            parts.append(claim)
            start = (span[1], span[1])
    if len(parts) < 2:
        screen.say(_("Not split: two parts are needed."))
        return
    own = [_("split into {figures}").format(figures=" · ".join(f"“{part.figure}”" for part in parts))]
    act = partial(screen.db.acts.split, record.id, parts)
    done = await _insist(screen, lambda: unless_changed(screen, seen, lambda seen: act(seen=seen), own))
    if done is not None:
        for form in list(screen.drafts.names(f"split-{record.id}-")):
            screen.drafts.drop(form)
        numbers = ", ".join(map(str, done[0]))
        _show(screen, done[1], done[0][0], _("Claim {id} split into {numbers}").format(id=record.id, numbers=numbers))


async def _insist(screen: ReviewScreen, act: Callable[[], Awaitable[T | None]]) -> T | None:
    """Do ``act``; where the database refuses, ask whether to try again, so that what was written before is not lost."""
    while True:
        try:
            return await act()
        except ClaimsDbError as refusal:
            screen.fail(told(refusal))
            options = [("again", _("Try again")), ("leave", _("Leave it; what you wrote comes back with X"))]
            if await screen.ask(ChooseQuestion(_("Not done"), options)) != "again":
                return None


@command("join")
async def join(screen: ReviewScreen) -> None:
    """Put one claim in the place of those selected."""
    ids = screen.claims.order.selected_ids()
    records = [screen.db.claims.get(claim_id) for claim_id in ids[:50]]
    if len(ids) < 2 or len({record.source_id for record in records}) != 1 or len(ids) > len(records):
        screen.say(_("Select the claims of one source to join with Space first."))
        return
    first = records[0]
    start, end = joined_span(records)
    drafted = draft(screen.db.sources.text(first.source_id), start, end, first.claim.source)
    done = await fill_in(
        screen,
        DescribeQuestion(_("One claim for {count}").format(count=len(ids)), drafted),
        f"join-{first.source_id}-{start}-{end}",
        lambda claim, seen: screen.db.acts.merge(ids, claim, seen=seen),
        lambda claim: [_("joined into {figure}").format(figure=f"“{claim.figure}”")],
        again="join",
    )
    if done is not None:
        screen.claims.select_all(False)
        _show(screen, done[1], done[0], _("Claims joined into {id}").format(id=done[0]))


async def _choose(screen: ReviewScreen, record: ClaimRecord, title: str, span: Span, *, selecting: bool) -> Span | None:
    rows: Sequence[ClaimRow] = screen.db.claims.of_source(record.source_id)
    rows = own_rows(screen.db, rows) if screen.blind else rows
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
