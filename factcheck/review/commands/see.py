"""Seeing what sources say of one thing, and how far the work is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from factcheck.review.bars import progress_lines
from factcheck.review.commands.registry import command
from factcheck.review.language import _
from factcheck.review.plot import HERE, Piece, plot_lines, values_like
from factcheck.review.questions.help import Sheet, sheet_width

if TYPE_CHECKING:
    from factcheck.review.screen import ReviewScreen

_STYLES = {
    "strong": "bold",
    "quiet": "$muted",
    "axis": "$rule",
    "done": "$success",
    "status-needs-evidence": "$accent",
    "status-verified": "$success",
    "status-refuted": "$error",
    "status-misleading": "$warning",
    "status-unverifiable": "$primary",
    "status-not-a-claim": "$faint",
}


@command("plot")
async def plot(screen: ReviewScreen) -> None:
    """Draw what all sources give for the subject and metric of the claim at hand, on one axis."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return
    values = screen.attempt(lambda: values_like(screen.db, claim_id, own=screen.blind))
    if values is None:
        return
    title = _("Who says what: {title}").format(title=values.title)
    lines = plot_lines(values, sheet_width(screen.size.width), claim_id)
    here = next((place for place, line in enumerate(lines) if line[0][0] == HERE), 0)
    await screen.ask(Sheet(title, _content(lines), at=here))


@command("progress")
async def progress(screen: ReviewScreen) -> None:
    """Show how far the work is, by kind, source and reviewer."""
    if screen.blind:
        screen.say(_("Blind review: what others decided is hidden; B ends it first."))
        return
    stats = screen.attempt(screen.db.stats)
    if stats is not None:
        await screen.ask(Sheet(_("Progress"), _content(progress_lines(stats, sheet_width(screen.size.width)))))


def _content(lines: Iterable[Sequence[Piece]]) -> Content:
    return Content("\n").join(
        Content.assemble(*((text, _STYLES.get(role, "")) for text, role in line)) for line in lines
    )
