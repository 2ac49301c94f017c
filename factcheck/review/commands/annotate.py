"""Notes, tags, evidence, findings, links, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from factcheck.review.blind import own_rows
from factcheck.review.commands.filling import fill_in
from factcheck.review.commands.registry import command
from factcheck.review.drafting import with_base
from factcheck.review.field_words import link_sentence
from factcheck.review.history_text import changes
from factcheck.review.language import _
from factcheck.review.questions.correcting import CorrectQuestion
from factcheck.review.questions.evidence import Citation, CiteQuestion
from factcheck.review.questions.linking import LinkChoice, LinkQuestion
from factcheck.review.questions.writing import FindingQuestion, NoteQuestion

if TYPE_CHECKING:
    from claims_db.records import ClaimRow, Event, Finding
    from factcheck.review.screen import ReviewScreen

_RESULTS = 50


@command("note")
async def note(screen: ReviewScreen) -> None:
    """Write a note; one left unfinished comes back when the question is asked again."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return
    question = NoteQuestion(_("Note on claim {id}").format(id=claim_id))
    act = partial(screen.db.acts.note, claim_id)
    events = await fill_in(
        screen,
        question,
        f"note-{claim_id}",
        lambda text, seen: act(text, seen=seen),
        lambda text: changes({}, {"note:": {"text": text}}),
        again="note",
    )
    shown(screen, events, _("Claim {id}: note saved").format(id=claim_id))


def shown(screen: ReviewScreen, events: Sequence[Event] | None, done: str) -> None:
    """Show what a form that was saved changed, and say ``done``."""
    if events is not None:
        screen.acted(events)
        screen.say(done)


@command("cite")
async def cite(screen: ReviewScreen) -> None:
    """Cite evidence for the claim at hand."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return

    def act(citation: Citation, seen: int | None) -> Sequence[Event]:
        return screen.db.acts.cite(
            claim_id,
            citation.url,
            quote=citation.quote,
            stance=citation.stance,
            date_seen=citation.date_seen,
            archive_url=citation.archive_url,
            seen=seen,
        )

    def own(citation: Citation) -> Sequence[str]:
        return changes({}, {"evidence:": asdict(citation)})

    question = CiteQuestion(_("Evidence on claim {id}").format(id=claim_id))
    events = await fill_in(screen, question, f"cite-{claim_id}", act, own, again="cite")
    shown(screen, events, _("Claim {id}: evidence cited").format(id=claim_id))


@command("finding")
async def finding(screen: ReviewScreen) -> None:
    """Write why the claim at hand was decided so."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return
    record, act = screen.record(claim_id), partial(screen.db.acts.find, claim_id)

    def own(answer: Finding) -> Sequence[str]:
        return changes({"finding": record.finding and asdict(record.finding)}, {"finding": asdict(answer)})

    question = FindingQuestion(_("Finding on claim {id}").format(id=claim_id), record.finding)
    events = await fill_in(
        screen, question, f"finding-{claim_id}", lambda answer, seen: act(answer, seen=seen), own, again="finding"
    )
    shown(screen, events, _("Claim {id}: finding saved").format(id=claim_id))


@command("link")
async def link(screen: ReviewScreen) -> None:
    """Link the claim at hand to another, found by words or number."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return
    said = ""

    def own(choice: LinkChoice) -> Sequence[str]:
        nonlocal said
        said = link_sentence(claim_id, choice.type, choice.other)
        return [said]

    def act(choice: LinkChoice, seen: int | None) -> Sequence[Event]:
        return screen.db.acts.link(claim_id, choice.other, choice.type, choice.why, seen=seen)

    question = LinkQuestion(_("Link claim {id} to").format(id=claim_id), lambda words: _others(screen, claim_id, words))
    events = await fill_in(screen, question, f"link-{claim_id}", act, own, again="link")
    shown(screen, events, _("{what}: linked").format(what=said))


def _others(screen: ReviewScreen, claim_id: int, words: str) -> Sequence[ClaimRow]:
    """Claims to link to: those of the same source without words, else what number or words find."""
    db, everything = (
        screen.db,
        replace(screen.view.query, status=(), kind=(), source=None, tag=(), text=None, flag=None),
    )
    if not words:
        source_id = db.claims.get(claim_id).source_id
        rows = [row for row in db.claims.of_source(source_id)[:500] if row.id != claim_id][:_RESULTS]
        return own_rows(db, rows) if screen.blind else rows
    ids = list(db.ids(replace(everything, text=words), limit=_RESULTS))
    if words.isdecimal():
        ids = [*db.ids(replace(everything, ids=(int(words),), every=True)), *ids]
    rows = db.claims.rows([found for found in dict.fromkeys(ids) if found != claim_id])
    return own_rows(db, rows) if screen.blind else rows


@command("correct")
async def correct(screen: ReviewScreen) -> None:
    """Overwrite what extraction got wrong; the extracted value is kept beside it."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return
    record = screen.db.claims.get(claim_id)
    text = screen.db.sources.text(record.source_id)
    names: list[str] = []

    def own(fields: dict[str, Any]) -> Sequence[str]:
        names[:] = [_(name.replace("_", " ")) for name in fields]
        before = {f"field:{name}": {"to": getattr(record.claim, name)} for name in fields}
        return changes(before, {f"field:{name}": {"to": value} for name, value in fields.items()})

    def act(fields: dict[str, Any], seen: int | None) -> Sequence[Event]:
        # the base value is that of the figure as it is by then
        return screen.db.acts.correct(claim_id, seen=seen, **with_base(screen.db.claims.get(claim_id).claim, fields))

    question = CorrectQuestion(_("Correct claim {id}").format(id=claim_id), record.claim, text)
    events = await fill_in(screen, question, f"correct-{claim_id}", act, own, again="correct")
    shown(screen, events, _("Claim {id}: {fields} corrected").format(id=claim_id, fields=", ".join(names)))
