"""Deciding claims, and taking decisions back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from claims_db.records import act_name
from factcheck.review.commands.registry import COMMANDS, command
from factcheck.review.held_undo import held_line
from factcheck.review.language import _, _n
from factcheck.review.order import following
from factcheck.review.questions.choosing import ChooseQuestion
from factcheck.review.status import STATUSES

if TYPE_CHECKING:
    from claims_db.records import Event, Status, Undone
    from factcheck.review.screen import ReviewScreen

_GROUPS_LOOKED_UP = 10_000
"""A selection of more claims is marked as it is, without looking for others that say the same."""
_MATES_NAMED = 8
_BOTH = 2


def mark(screen: ReviewScreen, status: Status) -> Awaitable[None] | None:
    """Mark the selection, or the claim at hand and go on to the next unreviewed.

    Where several are selected and some of them are decided, whether it overrules those is asked first; where reviewers
    linked other claims as saying the same, whether it holds for these as well.
    """
    ids = screen.chosen_ids()
    if not ids:
        screen.say(_("There is no claim here to mark."))
        return None
    order = screen.claims.order
    # to make claims unreviewed again is meant for decided ones
    if status != "unreviewed" and len(ids) > 1 and order.selected_fresh_count < len(ids):
        return _mark_selection(screen, ids, order.selected_fresh_ids(), status)
    mates = _mates(screen, ids, status)
    if mates:
        return _mark_group(screen, ids, mates, status)
    return _mark(screen, ids, status)


async def _mark_selection(screen: ReviewScreen, ids: list[int], fresh: list[int], status: Status) -> None:
    """Mark those of the selected claims that the reviewer means: all, or those nobody decided (``fresh``)."""
    every = _("All {count}, also the {decided} decided already")
    some = _("The {count} unreviewed only")
    if screen.blind:
        some = _("The {count} not judged by you only")
    options = [("all", every.format(count=f"{len(ids):,}", decided=f"{len(ids) - len(fresh):,}"))]
    if fresh:
        options.append(("fresh", some.format(count=f"{len(fresh):,}")))
    choice = await screen.ask(ChooseQuestion(_mark_title(status), options))
    if choice is None:
        screen.say(_("Not marked."))
        return
    ids = fresh if choice == "fresh" else ids
    if mates := _mates(screen, ids, status):
        await _mark_group(screen, ids, mates, status)
    else:
        await _marked(screen, ids, status)


def _mark_title(status: Status) -> str:
    return _("Mark as {status}").format(status=_(STATUSES[status].label))


def _mates(screen: ReviewScreen, ids: Sequence[int], status: Status) -> list[int]:
    """The claims that say the same as one of ``ids``, are not among them, and are not marked so yet."""
    if screen.blind or len(ids) > _GROUPS_LOOKED_UP:
        return []
    chosen = set(ids)
    rows = screen.attempt(lambda: screen.db.claims.rows(ids)) or []
    found = {
        member.id: None
        for row in rows
        if row.group
        for member in row.group.members
        if member.id not in chosen and member.status != status
    }
    return list(found)


async def _mark_group(screen: ReviewScreen, ids: list[int], mates: list[int], status: Status) -> None:
    every = [*ids, *mates]
    shown = ", ".join(map(str, every[:_MATES_NAMED])) + (", …" if len(every) > _MATES_NAMED else "")
    both = _("Both claims that say the same: {claims}")
    if len(every) > _BOTH:
        both = _("All {count} claims that say the same: {claims}")
    both = both.format(count=f"{len(every):,}", claims=shown)
    one = _("Only claim {id}").format(id=ids[0]) if len(ids) == 1 else _("Only those selected")
    choice = await screen.ask(ChooseQuestion(_mark_title(status), [("group", both), ("alone", one)]))
    if choice is None:
        screen.say(_("Not marked."))
    else:
        await _marked(screen, ids, status, also=len(mates) if choice == "group" else 0)


async def _marked(screen: ReviewScreen, ids: list[int], status: Status, also: int = 0) -> None:
    waiting = _mark(screen, ids, status, also)
    if waiting is not None:
        await waiting


def _mark(screen: ReviewScreen, ids: list[int], status: Status, also: int = 0) -> Awaitable[None] | None:
    return screen.do(
        lambda: screen.db.acts.mark(ids, status, group=bool(also), seen=screen.known),
        partial(_show_mark, screen, ids, status, also),
    )


def _show_mark(screen: ReviewScreen, ids: list[int], status: Status, also: int, events: Sequence[Event]) -> None:
    selected = screen.claims.order.selected_count > 0
    screen.acted(events)
    label = _(STATUSES[status].label)
    if selected:
        screen.claims.select_all(False)
        said = _n(
            "One claim: {status}. z takes it back.", "{count} claims: {status}. z takes it back.", len(ids) + also
        )
        screen.say(said.format(status=label))
        return
    row = screen.claims.row(screen.claims.cursor)
    bare = row is not None and row.finding_missing_evidence
    screen.decided, screen.left_for = ids[0], None
    # where the act waited for the file the reviewer may have gone on already
    stays = status == "unreviewed" or screen.claims.current_id != ids[0]
    left = stays or _go_on(screen)
    if also:
        said = _n(
            "Claim {id} and one more that says the same: {status}. z takes it back.",
            "Claim {id} and {count} more that say the same: {status}. z takes it back.",
            also,
        )
        screen.say(said.format(id=ids[0], status=label))
        return
    said = _("Claim {id}: {status}, no evidence yet") if bare else _("Claim {id}: {status}")
    done = said.format(id=ids[0], status=label)
    if not left:
        done = _("{done}. No unreviewed claim is left in this list.").format(done=done)
    elif screen.claims.current_id != ids[0]:
        done = _("{done} ({key} goes back)").format(done=done, key=screen.key_for("decided"))
    screen.say(done)


def _go_on(screen: ReviewScreen) -> bool:
    """Move to the next unreviewed claim, or down where there is none left; whether there was one."""
    place = following(screen.claims.order.unreviewed, screen.claims.cursor, 1)
    if place is None:
        screen.claims.move(1)
        return not screen.claims.order.complete
    screen.claims.cursor = place
    return True


for _name in STATUSES:
    COMMANDS[f"mark-{_name}"] = partial(mark, status=_name)  # type: ignore[arg-type]


@command("undo")
def undo(screen: ReviewScreen) -> Awaitable[None] | None:
    """Take this reviewer's last act back, also one of an earlier session."""
    return _turn(screen, screen.db.acts.undo, _("There is nothing of yours to undo."))


@command("redo")
def redo(screen: ReviewScreen) -> Awaitable[None] | None:
    """Do again what was undone last."""
    return _turn(screen, screen.db.acts.redo, _("There is nothing to redo."))


def _turn(screen: ReviewScreen, turn: Callable[[], Undone | None], nothing: str) -> Awaitable[None] | None:
    return screen.do(turn, partial(_show_turn, screen, nothing))


def _show_turn(screen: ReviewScreen, nothing: str, undone: Undone | None) -> None:
    if undone is None:
        screen.say(nothing)
        return
    if undone.held:
        screen.say(held_line(undone, blind=screen.blind))
        return
    ids = list(dict.fromkeys(event.claim_id for event in undone.events))
    screen.acted(undone.events)
    if ids:  # where the act began: undo goes through its claims backwards
        screen.go_to(ids[-1] if undone.events[0].act == "undo" else ids[0])
    screen.say(_description(undone, blind=screen.blind))


def _description(undone: Undone, *, blind: bool) -> str:
    """What an undo or redo did, in one line; in a blind review nothing of what others changed."""
    claims = {event.claim_id for event in undone.events}
    what = f"{_('claim')} {min(claims)}" if len(claims) == 1 else _n("{count} claim", "{count} claims", len(claims))
    said = _("Undone: {act}, {what}") if undone.events[0].act == "undo" else _("Done again: {act}, {what}")
    line = said.format(act=_(act_name(undone.act)), what=what)
    if undone.conflicts and not blind:
        names = ", ".join(sorted({conflict.by for conflict in undone.conflicts}))
        left = len({conflict.claim_id for conflict in undone.conflicts})
        said = _n("; one left as {names} changed it since", "; {count} left as {names} changed them since", left)
        line += said.format(names=names)
    return line
