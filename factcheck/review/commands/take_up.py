"""Taking up again what was typed and not saved, wherever its claim is in the list."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from factcheck.review.commands.items import edit_evidence, edit_note
from factcheck.review.commands.registry import COMMANDS, command
from factcheck.review.commands.revise import describe_new
from factcheck.review.language import _
from factcheck.review.questions.choosing import ChooseQuestion
from factcheck.review.unsaved import Unsaved, unsaved

if TYPE_CHECKING:
    from claims_db.records import ClaimRow
    from factcheck.review.screen import ReviewScreen


@command("take-up")
async def take_up(screen: ReviewScreen) -> None:
    """Open the form that was left, the cursor on its claim; asks which where several were."""
    waiting = unsaved(screen.drafts)
    if not waiting:
        screen.say(_("Nothing that you typed is unsaved."))
        return
    chosen: str | None = "0"
    if len(waiting) > 1:
        options = [(str(place), str(one)) for place, one in enumerate(waiting)]
        chosen = await screen.ask(ChooseQuestion(_("Not saved yet"), options))
    if chosen is not None:
        await _open(screen, waiting[int(chosen)])


async def _open(screen: ReviewScreen, form: Unsaved) -> None:
    """Come to the claim that ``form`` is on, and open it."""
    claims = _claims_of(screen, form)
    there = bool(claims) and await screen.come_to(claims[0])
    if form.kind == "add-claim" and form.span is not None:
        await describe_new(screen, form.number, form.span)
        return
    if not there:
        screen.say(_("{what}: its claim is not in the list.").format(what=form))
        return
    record = screen.record(claims[0])
    note = next((note for note in record.notes if note.id == form.number), None)
    piece = next((piece for piece in record.evidence if piece.id == form.number), None)
    if form.kind == "edit-note" and note is not None:
        await edit_note(screen, record.id, note)
        return
    if form.kind == "edit-evidence" and piece is not None:
        await edit_evidence(screen, record.id, piece)
        return
    if form.kind == "join":
        screen.claims.select_all(False)
        screen.claims.order.select(claims)
    doing = COMMANDS[form.act](screen)
    assert isinstance(doing, Awaitable)
    await doing


def _claims_of(screen: ReviewScreen, form: Unsaved) -> list[int]:
    """The claims that ``form`` is on: those joined, the one nearest to a new figure, else the one it names."""
    if form.kind in ("edit-note", "edit-evidence"):
        found = screen.db.names.claim_of("note" if form.kind == "edit-note" else "evidence", form.number)
        return [] if found is None else [found]
    if form.kind not in ("add-claim", "join"):
        return [form.number]
    rows = screen.db.claims.of_source(form.number)
    if form.span is None or not rows:
        return []
    start, end = form.span
    if form.kind == "join":
        return [row.id for row in rows if start <= row.start and row.end <= end]

    def distance(row: ClaimRow) -> int:
        return abs(row.start - start)

    return [min(rows, key=distance).id]
