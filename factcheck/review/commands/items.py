"""Changing a note or a piece of evidence that is there, and taking notes, evidence and links away."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from factcheck.review.commands.meanwhile import do
from factcheck.review.commands.registry import command
from factcheck.review.history_text import changes
from factcheck.review.language import _
from factcheck.review.questions.choosing import ChooseQuestion
from factcheck.review.questions.evidence import CiteQuestion
from factcheck.review.questions.writing import NoteQuestion

if TYPE_CHECKING:
    from claims_db.records import ClaimRecord, Evidence, Note
    from factcheck.review.screen import ReviewScreen


def _notes_and_evidence(record: ClaimRecord) -> list[tuple[str, str]]:
    """What a claim has of both, as options: what it is and its id, and its beginning."""
    return [
        *((f"note {note.id}", f"{_('note')}  {note.text.strip().splitlines()[0][:80]}") for note in record.notes),
        *((f"cite {piece.id}", f"{_('evidence')}  {piece.url}") for piece in record.evidence),
    ]


@command("edit")
async def edit(screen: ReviewScreen) -> None:
    """Change a note or a piece of evidence of the claim at hand; the log keeps what it was."""
    claim_id, seen = screen.current_claim(), screen.seen
    if claim_id is None:
        return
    record = screen.record(claim_id)
    options = _notes_and_evidence(record)
    if not options:
        screen.say(_("The claim has no note or evidence to change."))
        return
    chosen: str | None = options[0][0]
    if len(options) > 1:
        chosen = await screen.ask(ChooseQuestion(_("Change on claim {id}").format(id=claim_id), options))
    if chosen is None:
        return
    what, _space, number = chosen.partition(" ")
    if what == "note":
        await _edit_note(screen, seen, claim_id, next(note for note in record.notes if note.id == int(number)))
    else:
        await _edit_evidence(screen, seen, claim_id, next(one for one in record.evidence if one.id == int(number)))


async def _edit_note(screen: ReviewScreen, seen: int, claim_id: int, note: Note) -> None:
    text = await screen.ask(NoteQuestion(_("Note on claim {id}").format(id=claim_id), note.text))
    if text is None or text == note.text:
        screen.say(_("Not changed."))
        return
    own = changes({"note:": {"text": note.text}}, {"note:": {"text": text}})
    said = _("Claim {id}: note changed. z takes it back.").format(id=claim_id)
    await do(screen, seen, lambda seen: screen.db.acts.edit_note(note.id, text, seen=seen), own, said)


async def _edit_evidence(screen: ReviewScreen, seen: int, claim_id: int, piece: Evidence) -> None:
    citation = await screen.ask(CiteQuestion(_("Evidence on claim {id}").format(id=claim_id), piece))
    if citation is None:
        screen.say(_("Not changed."))
        return
    own = changes({"evidence:": asdict(piece)}, {"evidence:": asdict(citation)})
    if not own:
        screen.say(_("Not changed."))
        return
    said = _("Claim {id}: evidence changed. z takes it back.").format(id=claim_id)
    fields = asdict(citation)
    await do(screen, seen, lambda seen: screen.db.acts.edit_evidence(piece.id, **fields, seen=seen), own, said)


@command("remove")
async def remove(screen: ReviewScreen) -> None:
    """Take a note, a piece of evidence or a link away."""
    claim_id, seen = screen.current_claim(), screen.seen
    if claim_id is None:
        return
    record, acts = screen.record(claim_id), screen.db.acts
    options = [
        *_notes_and_evidence(record),
        *((f"link {link.id}", f"{_('link')}  {_(link.type)} {link.other(claim_id)}") for link in record.links),
    ]
    if not options:
        screen.say(_("The claim has no note, evidence or link to remove."))
        return
    chosen = await screen.ask(ChooseQuestion(_("Remove from claim {id}").format(id=claim_id), options))
    if chosen is None:
        return
    what, _space, number = chosen.partition(" ")
    drop = {"note": acts.drop_note, "cite": acts.uncite, "link": acts.unlink}[what]
    own = [_("removed: {what}").format(what=dict(options)[chosen])]
    said = _("Claim {id}: removed. z takes it back.").format(id=claim_id)
    await do(screen, seen, lambda seen: drop(int(number), seen=seen), own, said)
