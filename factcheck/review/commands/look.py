"""Seeing more, and the screen itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from textual.content import Content

from factcheck.review.commands.registry import command
from factcheck.review.plain import visible
from factcheck.review.questions.choosing import ChooseQuestion
from factcheck.review.questions.help import Sheet, help_sheet

if TYPE_CHECKING:
    from claims_db.records import Event
    from factcheck.review.screen import ReviewScreen


@command("detail-toggle")
def detail_toggle(screen: ReviewScreen) -> None:
    """Show or hide the details."""
    screen.toggle_detail()


@command("history")
async def history(screen: ReviewScreen) -> None:
    """Show who did what to the claim at hand."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return
    events = screen.db.history(claim_id)
    lines = [line for event in events for line in _lines(event)] or [Content("Nothing was done to it yet.")]
    await screen.ask(Sheet(f"History of claim {claim_id}", Content("\n").join(lines)))


def _lines(event: Event) -> list[Content]:
    head = Content.assemble(
        (f"{event.at[:19].replace('T', ' ')}  ", "$text-muted"),
        (visible(event.reviewer), "bold"),
        f"  {event.act}",
        f"  (takes {event.undoes} back)" if event.undoes else "",
    )
    changes = []
    for part in dict.fromkeys([*event.before, *event.after]):
        before, after = _value(event.before.get(part)), _value(event.after.get(part))
        changes.append(Content(visible(f"    {part.split(':')[0]}: {before} → {after}")))
    return [head, *changes]


def _value(value: object) -> str:
    if value is None:
        return "none"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


@command("copy")
def copy(screen: ReviewScreen) -> None:
    """Copy the statement of the claim at hand with its source, through the terminal (OSC 52)."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return
    record = screen.db.claims.get(claim_id)
    source = screen.db.sources.get(record.source_id)
    published = f", {source.published}" if source.published else ""
    screen.app.copy_to_clipboard(
        f"“{record.claim.statement.text.strip()}” ({source.title or source.name}{published}; {source.name}, "
        f"characters {record.claim.start}–{record.claim.end})"
    )
    screen.say(f"Claim {claim_id}: statement and citation copied")


@command("theme")
async def theme(screen: ReviewScreen) -> None:
    """Choose the colours."""
    names = sorted(screen.app.available_themes)
    chosen = await screen.ask(ChooseQuestion("Colours", [(name, name) for name in names], screen.app.theme))
    if chosen is not None:
        screen.app.theme = chosen


@command("palette")
def palette(screen: ReviewScreen) -> None:
    """Offer every act by name."""
    screen.app.action_command_palette()


@command("help")
async def help_keys(screen: ReviewScreen) -> None:
    """Show the keys that work in the pane that has the focus."""
    await screen.ask(help_sheet(screen.where, screen.keys_in_force()))


@command("quit")
def quit_screen(screen: ReviewScreen) -> None:
    """Leave; everything acknowledged is in the database already."""
    screen.app.exit()
