"""Acts that took a while to write: where another reviewer changed the claim in between, both are seen first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from claims_db.errors import ChangedMeanwhile, ClaimsDbError
from factcheck.review.language import _, told
from factcheck.review.questions.meanwhile import MeanwhileQuestion

if TYPE_CHECKING:
    from claims_db.records import Event
    from factcheck.review.screen import ReviewScreen

T = TypeVar("T")


async def unless_changed(
    screen: ReviewScreen, seen: int, act: Callable[[int | None], T], own: Sequence[str]
) -> T | None:
    """Do ``act``, which is given the newest event the reviewer had seen when they began: ``seen``.

    Where others changed a claim since, what they did is shown beside ``own``, sentences for what this reviewer was
    about to do, and the act is done only if they want it all the same. None where it was not done.
    """
    # in a blind review others' acts are hidden, so that nothing may be said of them
    newest: int | None = None if screen.blind else seen
    while True:
        try:
            return await screen.held.done(partial(act, newest))
        except ChangedMeanwhile as refusal:
            screen.acted(refusal.events)
            if await screen.ask(MeanwhileQuestion(refusal.events, own)) != "again":
                screen.say(_("Not done: the claim stays as it is now."))
                return None
            newest = max(event.id for event in refusal.events)


async def do(
    screen: ReviewScreen,
    seen: int,
    act: Callable[[int | None], Sequence[Event]],
    own: Sequence[str],
    done: str | Callable[[Sequence[Event]], str],
) -> bool:
    """Do an act as ``unless_changed`` does, and say ``done``, which may depend on what was changed by it.

    False where it was refused, or left because others changed the claim meanwhile.
    """
    try:
        events = await unless_changed(screen, seen, act, own)
    except ClaimsDbError as refusal:
        screen.fail(told(refusal))
        return False
    if events is None:
        return False
    screen.acted(events)
    screen.say(done if isinstance(done, str) else done(events))
    return True
