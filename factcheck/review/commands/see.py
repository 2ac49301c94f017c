"""Seeing what sources say of one thing, and how far the work is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from factcheck.review.bars import progress_lines
from factcheck.review.commands.registry import command
from factcheck.review.language import _
from factcheck.review.plot import Piece, plot_lines, values_like
from factcheck.review.questions.help import Sheet

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
_EDGES = 8
"""Cells of a sheet's border, padding and scroll bar."""


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
    sheet = Sheet(title, _content(plot_lines(values, sheet_width(screen), claim_id)))
    sheet.add_class("-fit")
    await screen.ask(sheet)


@command("progress")
async def progress(screen: ReviewScreen) -> None:
    """Show how far the work is, by kind, source and reviewer."""
    if screen.blind:
        screen.say(_("Blind review: what others decided is hidden; B ends it first."))
        return
    stats = screen.attempt(screen.db.stats)
    if stats is not None:
        await screen.ask(Sheet(_("Progress"), _content(progress_lines(stats, sheet_width(screen)))))


def sheet_width(screen: ReviewScreen) -> int:
    """Cells a line of a sheet has on this screen."""
    width = screen.size.width
    return max(min(width if width < 87 else width * 9 // 10, 140) - _EDGES, 30)


def _content(lines: Iterable[Sequence[Piece]]) -> Content:
    return Content("\n").join(
        Content.assemble(*((text, _STYLES.get(role, "")) for text, role in line)) for line in lines
    )
