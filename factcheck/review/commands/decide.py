"""Deciding claims, and taking decisions back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from factcheck.review.commands.registry import COMMANDS, command
from factcheck.review.language import _
from factcheck.review.order import following
from factcheck.review.status import STATUSES

if TYPE_CHECKING:
    from claims_db.records import Status, Undone
    from factcheck.review.screen import ReviewScreen


def mark(screen: ReviewScreen, status: Status) -> None:
    """Mark the selection, or the claim at hand and go on to the next unreviewed."""
    ids = screen.chosen_ids()
    if not ids:
        screen.say("There is no claim here to mark.")
        return
    selected = screen.claims.order.selected_count > 0
    events = screen.attempt(lambda: screen.db.acts.mark(ids, status, seen=screen.seen))
    if events is None:
        return
    screen.acted(events)
    label = _(STATUSES[status].label)
    if selected:
        screen.claims.select_all(False)
        said = _("{count} claims: {status}. z takes it back.")
        screen.say(said.format(count=f"{len(ids):,}", status=label))
        return
    row = screen.claims.row(screen.claims.cursor)
    bare = row is not None and row.finding_missing_evidence
    if status != "unreviewed":
        _go_on(screen)
    said = _("Claim {id}: {status}, no evidence yet") if bare else _("Claim {id}: {status}")
    screen.say(said.format(id=ids[0], status=label))


def _go_on(screen: ReviewScreen) -> None:
    """Move to the next unreviewed claim, or say that there is none left."""
    place = following(screen.claims.order.unreviewed, screen.claims.cursor, 1)
    if place is None:
        screen.claims.move(1)
    else:
        screen.claims.cursor = place


for _name in STATUSES:
    COMMANDS[f"mark-{_name}"] = partial(mark, status=_name)  # type: ignore[arg-type]


@command("undo")
def undo(screen: ReviewScreen) -> None:
    """Take this reviewer's last act back, also one of an earlier session."""
    _turn(screen, screen.db.acts.undo, "There is nothing of yours to undo.")


@command("redo")
def redo(screen: ReviewScreen) -> None:
    """Do again what was undone last."""
    _turn(screen, screen.db.acts.redo, "There is nothing to redo.")


def _turn(screen: ReviewScreen, turn: Callable[[], Undone | None], nothing: str) -> None:
    failures = screen.failures
    undone = screen.attempt(turn)
    if undone is None:
        if screen.failures == failures:
            screen.say(nothing)
        return
    ids = list(dict.fromkeys(event.claim_id for event in undone.events))
    screen.acted(undone.events)
    if ids:
        screen.go_to(ids[0])
    screen.say(undone.description)
