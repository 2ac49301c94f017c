"""Notes, tags, evidence, findings, links, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.review.commands.registry import command
from factcheck.review.questions.choosing import ChooseQuestion, TagQuestion
from factcheck.review.questions.correcting import CorrectQuestion
from factcheck.review.questions.evidence import CiteQuestion
from factcheck.review.questions.linking import LinkQuestion
from factcheck.review.questions.writing import FindingQuestion, NoteQuestion

if TYPE_CHECKING:
    from claims_db.records import ClaimRow
    from factcheck.review.screen import ReviewScreen

_RESULTS = 50


@command("note")
async def note(screen: ReviewScreen) -> None:
    """Write a note; one left unfinished comes back when the question is asked again."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return
    question = NoteQuestion(f"Note on claim {claim_id}", screen.drafts.pop(claim_id, ""))
    text = await screen.ask(question)
    if text is None:
        if question.left_over.strip():
            screen.drafts[claim_id] = question.left_over
            screen.say("Not saved; i takes the note up again.")
        return
    if not screen.act(lambda: screen.db.acts.note(claim_id, text), f"Claim {claim_id}: note saved"):
        screen.drafts[claim_id] = text


@command("tag")
async def tag(screen: ReviewScreen) -> None:
    """Add or remove a tag, of the selection or the claim at hand."""
    ids = screen.chosen_ids()
    if not ids:
        screen.say("There is no claim here to tag.")
        return
    held = screen.db.claims.get(ids[0]).tags if len(ids) == 1 else ()
    title = f"Tag claim {ids[0]}" if len(ids) == 1 else f"Tag {len(ids):,} claims"
    change = await screen.ask(TagQuestion(title, held, screen.db.tags()))
    if change is None:
        return
    act = screen.db.acts.tag if change.add else screen.db.acts.untag
    what = f"Claim {ids[0]}" if len(ids) == 1 else f"{len(ids):,} claims"
    screen.act(lambda: act(ids, change.tag), f"{what}: tag {change.tag} {'added' if change.add else 'removed'}")


@command("cite")
async def cite(screen: ReviewScreen) -> None:
    """Cite evidence for the claim at hand."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return
    citation = await screen.ask(CiteQuestion(f"Evidence on claim {claim_id}"))
    if citation is None:
        return
    screen.act(
        lambda: screen.db.acts.cite(
            claim_id,
            citation.url,
            quote=citation.quote,
            stance=citation.stance,
            date_seen=citation.date_seen,
            archive_url=citation.archive_url,
        ),
        f"Claim {claim_id}: evidence cited",
    )


@command("finding")
async def finding(screen: ReviewScreen) -> None:
    """Write why the claim at hand was decided so."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return
    record = screen.db.claims.get(claim_id)
    answer = await screen.ask(FindingQuestion(f"Finding on claim {claim_id}", record.finding))
    if answer is not None:
        screen.act(lambda: screen.db.acts.find(claim_id, answer), f"Claim {claim_id}: finding saved")


@command("link")
async def link(screen: ReviewScreen) -> None:
    """Link the claim at hand to another, found by words or number."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return
    choice = await screen.ask(LinkQuestion(f"Link claim {claim_id} to", lambda words: _others(screen, claim_id, words)))
    if choice is None:
        return
    screen.act(
        lambda: screen.db.acts.link(claim_id, choice.other, choice.type, choice.why),
        f"Claim {claim_id} {choice.type} claim {choice.other}: linked",
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
    claim_id = screen.current_claim()
    if claim_id is None:
        return
    record = screen.db.claims.get(claim_id)
    text = screen.db.sources.text(record.source_id)
    fields = await screen.ask(CorrectQuestion(f"Correct claim {claim_id}", record.claim, text))
    if fields is not None:
        screen.act(
            lambda: screen.db.acts.correct(claim_id, **fields), f"Claim {claim_id}: {', '.join(fields)} corrected"
        )


@command("remove")
async def remove(screen: ReviewScreen) -> None:
    """Take a note, a piece of evidence or a link away."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return
    record, acts = screen.db.claims.get(claim_id), screen.db.acts
    options = [
        *((f"note {note.id}", f"note      {note.text.splitlines()[0][:80]}") for note in record.notes),
        *((f"cite {piece.id}", f"evidence  {piece.url}") for piece in record.evidence),
        *((f"link {link.id}", f"link      {link.type} {link.other(claim_id)}") for link in record.links),
    ]
    if not options:
        screen.say("The claim has no note, evidence or link to remove.")
        return
    chosen = await screen.ask(ChooseQuestion(f"Remove from claim {claim_id}", options))
    if chosen is None:
        return
    what, _, number = chosen.partition(" ")
    drop = {"note": acts.drop_note, "cite": acts.uncite, "link": acts.unlink}[what]
    screen.act(lambda: drop(int(number)), f"Claim {claim_id}: {what} removed. z takes it back.")
