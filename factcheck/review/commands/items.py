"""Changing a note or a piece of evidence that is there, and taking notes, evidence and links away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from factcheck.review.commands.filling import fill_in
from factcheck.review.commands.meanwhile import do
from factcheck.review.commands.registry import command
from factcheck.review.history_text import changes
from factcheck.review.language import _
from factcheck.review.questions.choosing import ChooseQuestion
from factcheck.review.questions.evidence import Citation, CiteQuestion
from factcheck.review.questions.writing import NoteQuestion

if TYPE_CHECKING:
    from claims_db.records import ClaimRecord, Event, Evidence, Note
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
    claim_id = screen.current_claim()
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
        await edit_note(screen, claim_id, next(note for note in record.notes if note.id == int(number)))
    else:
        await edit_evidence(screen, claim_id, next(one for one in record.evidence if one.id == int(number)))


async def edit_note(screen: ReviewScreen, claim_id: int, note: Note) -> None:
    """Change a note of a claim."""
    events = await fill_in(
        screen,
        NoteQuestion(_("Note on claim {id}").format(id=claim_id), note.text),
        f"edit-note-{note.id}",
        lambda text, seen: screen.db.acts.edit_note(note.id, text, seen=seen) if text != note.text else [],
        lambda text: changes({"note:": {"text": note.text}}, {"note:": {"text": text}}),
        again="edit",
    )
    _changed(screen, events, _("Claim {id}: note changed. z takes it back.").format(id=claim_id))


async def edit_evidence(screen: ReviewScreen, claim_id: int, piece: Evidence) -> None:
    """Change a piece of evidence of a claim."""
    before = asdict(piece)

    def act(citation: Citation, seen: int | None) -> Sequence[Event]:
        fields = asdict(citation)
        if all(before[name] == value for name, value in fields.items()):
            return []
        return screen.db.acts.edit_evidence(piece.id, **fields, seen=seen)

    events = await fill_in(
        screen,
        CiteQuestion(_("Evidence on claim {id}").format(id=claim_id), piece),
        f"edit-evidence-{piece.id}",
        act,
        lambda citation: changes({"evidence:": before}, {"evidence:": asdict(citation)}),
        again="edit",
    )
    _changed(screen, events, _("Claim {id}: evidence changed. z takes it back.").format(id=claim_id))


def _changed(screen: ReviewScreen, events: Sequence[Event] | None, said: str) -> None:
    if events:
        screen.acted(events)
        screen.say(said)
    elif events is not None:
        screen.say(_("Not changed."))


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
