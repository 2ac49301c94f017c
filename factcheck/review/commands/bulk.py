"""Choosing several claims for one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.review.commands.registry import command
from factcheck.review.language import _

if TYPE_CHECKING:
    from factcheck.review.screen import ReviewScreen


@command("select")
def select(screen: ReviewScreen) -> None:
    """Select the claim under the cursor and go down, or unselect it."""
    screen.claims.toggle_selected()
    screen.claims.move(1)
    tell(screen)


@command("select-all")
def select_all(screen: ReviewScreen) -> None:
    """Select every claim of the list, or none where all are selected."""
    if not screen.claims.order.complete:
        screen.say(_("The list is still being read: try again in a moment."))
        return
    screen.claims.select_all(screen.claims.order.selected_count < len(screen.claims.order))
    tell(screen)


def tell(screen: ReviewScreen) -> None:
    """Say how many claims the next act holds for."""
    count = screen.claims.order.selected_count
    if not count:
        screen.say(_("None selected."))
        return
    fresh = screen.claims.order.selected_fresh_count
    if count == 1:
        screen.say(_("One selected: the next mark or tag holds for it."))
        return
    said = _("{count} selected, {fresh} of them unreviewed: the next mark or tag holds for all.")
    if screen.blind:
        said = _("{count} selected, {fresh} of them not judged by you: the next mark or tag holds for all.")
    screen.say(said.format(count=f"{count:,}", fresh=f"{fresh:,}"))
