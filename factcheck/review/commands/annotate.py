"""New notes, evidence, findings and links; corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from factcheck.review.commands.meanwhile import do
from factcheck.review.commands.registry import command
from factcheck.review.drafting import with_base
from factcheck.review.history_text import changes
from factcheck.review.language import _
from factcheck.review.questions.correcting import CorrectQuestion
from factcheck.review.questions.evidence import CiteQuestion
from factcheck.review.questions.linking import LinkQuestion
from factcheck.review.questions.writing import FindingQuestion, NoteQuestion

if TYPE_CHECKING:
    from claims_db.records import ClaimRow, Event
    from factcheck.review.screen import ReviewScreen

_RESULTS = 50


@command("note")
async def note(screen: ReviewScreen) -> None:
    """Write a note; one left unfinished comes back when the question is asked again."""
    claim_id, seen = screen.current_claim(), screen.seen
    if claim_id is None:
        return
    question = NoteQuestion(_("Note on claim {id}").format(id=claim_id), screen.drafts.pop(claim_id, ""))
    text = await screen.ask(question)
    if text is None:
        if question.left_over.strip():
            screen.drafts[claim_id] = question.left_over
            screen.say(_("Not saved; i takes the note up again."))
        return
    said = _("Claim {id}: note saved").format(id=claim_id)
    own = changes({}, {"note:": {"text": text}})
    if not await do(screen, seen, lambda seen: screen.db.acts.note(claim_id, text, seen=seen), own, said):
        screen.drafts[claim_id] = text


@command("cite")
async def cite(screen: ReviewScreen) -> None:
    """Cite evidence for the claim at hand."""
    claim_id, seen = screen.current_claim(), screen.seen
    if claim_id is None:
        return
    citation = await screen.ask(CiteQuestion(_("Evidence on claim {id}").format(id=claim_id)))
    if citation is None:
        return
    await do(
        screen,
        seen,
        lambda seen: screen.db.acts.cite(
            claim_id,
            citation.url,
            quote=citation.quote,
            stance=citation.stance,
            date_seen=citation.date_seen,
            archive_url=citation.archive_url,
            seen=seen,
        ),
        changes({}, {"evidence:": asdict(citation)}),
        _("Claim {id}: evidence cited").format(id=claim_id),
    )


@command("finding")
async def finding(screen: ReviewScreen) -> None:
    """Write why the claim at hand was decided so."""
    claim_id, seen = screen.current_claim(), screen.seen
    if claim_id is None:
        return
    record = screen.record(claim_id)
    answer = await screen.ask(FindingQuestion(_("Finding on claim {id}").format(id=claim_id), record.finding))
    if answer is None:
        return
    own = changes({"finding": record.finding and asdict(record.finding)}, {"finding": asdict(answer)})
    said = _("Claim {id}: finding saved").format(id=claim_id)
    await do(screen, seen, lambda seen: screen.db.acts.find(claim_id, answer, seen=seen), own, said)


@command("link")
async def link(screen: ReviewScreen) -> None:
    """Link the claim at hand to another, found by words or number."""
    claim_id, seen = screen.current_claim(), screen.seen
    if claim_id is None:
        return
    title = _("Link claim {id} to").format(id=claim_id)
    choice = await screen.ask(LinkQuestion(title, lambda words: _others(screen, claim_id, words)))
    if choice is None:
        return
    own = _("Claim {id} {type} claim {other}").format(id=claim_id, type=_(choice.type), other=choice.other)
    await do(
        screen,
        seen,
        lambda seen: screen.db.acts.link(claim_id, choice.other, choice.type, choice.why, seen=seen),
        [own],
        _("{what}: linked").format(what=own),
    )


def _others(screen: ReviewScreen, claim_id: int, words: str) -> Sequence[ClaimRow]:
    """Claims to link to: those of the same source without words, else what number or words find."""
    db, everything = (
        screen.db,
        replace(screen.view.query, status=(), kind=(), source=None, tag=(), text=None, flag=None),
    )
    if not words:
        source_id = db.claims.get(claim_id).source_id
        return [row for row in db.claims.of_source(source_id)[:500] if row.id != claim_id][:_RESULTS]
    ids = list(db.ids(replace(everything, text=words), limit=_RESULTS))
    if words.isdecimal():
        ids = [*db.ids(replace(everything, ids=(int(words),), every=True)), *ids]
    return db.claims.rows([found for found in dict.fromkeys(ids) if found != claim_id])


@command("correct")
async def correct(screen: ReviewScreen) -> None:
    """Overwrite what extraction got wrong; the extracted value is kept beside it."""
    claim_id, seen = screen.current_claim(), screen.seen
    if claim_id is None:
        return
    record = screen.db.claims.get(claim_id)
    text = screen.db.sources.text(record.source_id)
    fields = await screen.ask(CorrectQuestion(_("Correct claim {id}").format(id=claim_id), record.claim, text))
    if fields is None:
        return
    before = {f"field:{name}": {"to": getattr(record.claim, name)} for name in fields}
    own = changes(before, {f"field:{name}": {"to": value} for name, value in fields.items()})
    names = ", ".join(_(name.replace("_", " ")) for name in fields)
    said = _("Claim {id}: {fields} corrected").format(id=claim_id, fields=names)

    def act(seen: int | None) -> Sequence[Event]:
        # the base value is that of the figure as it is by then
        return screen.db.acts.correct(claim_id, seen=seen, **with_base(screen.db.claims.get(claim_id).claim, fields))

    await do(screen, seen, act, own, said)
