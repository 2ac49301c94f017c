"""Moving in the panes and between them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from factcheck.review.commands.registry import COMMANDS, command
from factcheck.review.language import _
from factcheck.review.order import following

if TYPE_CHECKING:
    from factcheck.review.screen import ReviewScreen

_FAR = 1 << 40
_STEPS: dict[str, Callable[[int], int]] = {
    "down": lambda rows: 1,
    "up": lambda rows: -1,
    "half-down": lambda rows: max(rows // 2, 1),
    "half-up": lambda rows: -max(rows // 2, 1),
    "page-down": lambda rows: max(rows - 1, 1),
    "page-up": lambda rows: -max(rows - 1, 1),
    "top": lambda rows: -_FAR,
    "end": lambda rows: _FAR,
}
"""How far each key moves in a pane that shows so many rows."""


def _move(screen: ReviewScreen, pane: str, step: str) -> None:
    widget = {"claims": screen.claims, "source": screen.source, "detail": screen.detail}[pane]
    widget.move(_STEPS[step](widget.page_rows))


for _pane in ("claims", "source", "detail"):
    for _step in _STEPS:
        COMMANDS[f"{_pane}-{_step}"] = partial(_move, pane=_pane, step=_step)


def _to_unreviewed(screen: ReviewScreen, step: int) -> None:
    place = following(screen.claims.order.unreviewed, screen.claims.cursor, step)
    if place is None:
        screen.say(_("No unreviewed claim in this list."))
    else:
        screen.claims.cursor = place


COMMANDS["next-unreviewed"] = partial(_to_unreviewed, step=1)
COMMANDS["previous-unreviewed"] = partial(_to_unreviewed, step=-1)


@command("decided")
def decided(screen: ReviewScreen) -> None:
    """Go back to the claim marked last, for a note or a tag on it; from there, on to where the reviewer was."""
    here = screen.claims.current_id
    if screen.decided is None:
        screen.say(_("Nothing was decided yet in this session."))
    elif here != screen.decided:
        screen.left_for = here
        screen.say("")
        screen.go_to(screen.decided)
    elif screen.left_for is not None:
        screen.say("")
        screen.go_to(screen.left_for)


def _in_source(screen: ReviewScreen, step: int) -> None:
    """Go to the neighbour of the claim at hand in its source's text, past those that the filter leaves out."""
    claim_id = screen.current_claim()
    marks = [mark.claim_id for mark in screen.source.passage.marks]
    if claim_id is None or claim_id not in marks:
        return
    ahead = marks[marks.index(claim_id) + 1 :] if step > 0 else marks[: marks.index(claim_id)][::-1]
    listed = screen.claims.order.places(ahead, screen.claims.cursor)
    neighbour = next((found for found in ahead if found in listed), None)
    if neighbour is not None:
        screen.go_to(neighbour)
    else:
        screen.say(_("The last claim of this source.") if step > 0 else _("The first claim of this source."))


COMMANDS["next-in-source"] = partial(_in_source, step=1)
COMMANDS["previous-in-source"] = partial(_in_source, step=-1)


@command("focus-claims")
def focus_claims(screen: ReviewScreen) -> None:
    """Give the list the focus."""
    screen.claims.focus()


@command("focus-source")
def focus_source(screen: ReviewScreen) -> None:
    """Give the source text the focus, folding the details away where both don't fit."""
    screen.show_pane("source")


@command("focus-detail")
def focus_detail(screen: ReviewScreen) -> None:
    """Give the details the focus, opening them where they are folded."""
    screen.show_pane("detail")


COMMANDS["open"] = COMMANDS["detail-left"] = focus_source
COMMANDS["source-left"] = focus_claims
COMMANDS["source-right"] = focus_detail


@command("back")
def back(screen: ReviewScreen) -> None:
    """One step back: to the list, out of the selection, out of the search."""
    if screen.where != "claims":
        screen.claims.focus()
    elif screen.claims.order.selected_count:
        screen.claims.select_all(False)
        screen.say(_("None selected."))
    else:
        screen.clear_search()
