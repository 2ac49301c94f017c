"""Seeing more, and the screen itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from factcheck.review.blind import own_events
from factcheck.review.commands.meanwhile import unless_changed
from factcheck.review.commands.registry import command
from factcheck.review.language import _
from factcheck.review.questions.choosing import ChooseQuestion
from factcheck.review.questions.help import help_sheet, sheet_width
from factcheck.review.questions.history import HistoryQuestion
from factcheck.review.themes import THEMES

if TYPE_CHECKING:
    from factcheck.review.screen import ReviewScreen


@command("detail-toggle")
def detail_toggle(screen: ReviewScreen) -> None:
    """Show or hide the details."""
    screen.toggle_detail()


@command("history")
async def history(screen: ReviewScreen) -> None:
    """Show who did what to the claim at hand."""
    claim_id, seen = screen.current_claim(), screen.seen
    if claim_id is None:
        return
    events = screen.db.history(claim_id)
    if screen.blind:
        events = own_events(events, screen.db.reviewer)
    event_id = await screen.ask(HistoryQuestion(_("History of claim {id}").format(id=claim_id), events, claim_id))
    if event_id is None:
        return
    own = _("back to the state after event {id}").format(id=event_id)
    act = partial(screen.db.acts.revert, claim_id, event_id)
    done = await unless_changed(screen, seen, lambda seen: act(seen=seen), [own])
    if done:
        screen.acted(done)
        others = sorted({event.claim_id for event in done if "withdrawn" in event.after} - {claim_id})
        said = _("Claim {id}: as it was then. z takes it back.")
        if others:
            said = _("Claim {id}: as it was then, and with it {others}. z takes it back.")
        screen.say(said.format(id=claim_id, others=", ".join(map(str, others))))
    elif done is not None:
        screen.say(_("Claim {id} is in that state already.").format(id=claim_id))


@command("open-url")
async def open_url(screen: ReviewScreen) -> None:
    """Open an address of the claim at hand in the browser: evidence, published review, the source itself."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return
    record = screen.record(claim_id)
    urls = [url for piece in record.evidence for url in (piece.url, piece.archive_url) if url]
    urls += [record.finding.review_url] if record.finding and record.finding.review_url else []
    urls += [screen.db.sources.get(record.source_id).name]
    # nothing but web addresses: what a scraped text or another reviewer wrote must not start a program
    urls = [url for url in dict.fromkeys(urls) if url.startswith(("https://", "http://"))]
    if not urls:
        screen.say(_("The claim has no address to open; c cites one."))
        return
    question = ChooseQuestion(_("Open in the browser"), [(url, url) for url in urls])
    url: str | None = urls[0]
    if len(urls) > 1:
        url = await screen.ask(question)
    if url is not None:
        screen.app.open_url(url)
        screen.say(_("Opened {url}").format(url=url))


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
    screen.say(_("Claim {id}: statement and citation copied").format(id=claim_id))


@command("theme")
async def theme(screen: ReviewScreen) -> None:
    """Choose the colours."""
    own = [theme.name for theme in THEMES]
    names = [*own, *sorted(screen.app.available_themes.keys() - set(own))]
    chosen = await screen.ask(ChooseQuestion(_("Colours"), [(name, name) for name in names], screen.app.theme))
    if chosen is not None:
        screen.app.theme = chosen


@command("palette")
def palette(screen: ReviewScreen) -> None:
    """Offer every act by name."""
    screen.app.action_command_palette()


@command("help")
async def help_keys(screen: ReviewScreen) -> None:
    """Show the keys that work in the pane that has the focus."""
    await screen.ask(help_sheet(screen.where, screen.keys_in_force(), sheet_width(screen.size.width)))


@command("quit")
def quit_screen(screen: ReviewScreen) -> None:
    """Leave; everything acknowledged is in the database already."""
    screen.app.exit()
