"""Filling a form in: it stays open until the act is done, and what is left in it comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from claims_db.errors import ClaimsDbError
from factcheck.review.commands.meanwhile import unless_changed
from factcheck.review.language import _, told
from factcheck.review.questions.forms import Form
from factcheck.review.unsaved import unsaved_line

if TYPE_CHECKING:
    from factcheck.review.screen import ReviewScreen

Answer = TypeVar("Answer")
Done = TypeVar("Done")


async def fill_in(
    screen: ReviewScreen,
    form: Form[Answer],
    draft: str,
    act: Callable[[Answer, int | None], Done],
    own: Callable[[Answer], Sequence[str]],
    *,
    again: str,
) -> Done | None:
    """Ask ``form`` and do ``act`` with the answer and the newest event seen; what the act returned, None if left.

    ``draft`` names what was typed while it is not saved, ``own`` says it in words for the comparison with what others
    did meanwhile, and ``again`` is the act whose key takes the form up again.
    """
    seen, done = screen.seen, []

    async def save(answer: Answer) -> str | None:
        try:
            result = await unless_changed(screen, seen, lambda newest: act(answer, newest), own(answer))
        except ClaimsDbError as refusal:
            return told(refusal)  # the form shows it
        if result is None:
            form.action_leave()
        else:
            done.append(result)
        return None

    form.keep_as(screen.drafts, draft)
    form.save = save
    waiting = unsaved_line(screen.drafts, screen.key_for("take-up"))
    await screen.ask(form)
    if done:
        return done[0]
    if form.unsaved:
        said = _("Not saved, the claim stays as it is; {key} takes up what you wrote.")
        screen.say(said.format(key=screen.key_for(again)))
    elif screen.status.message == waiting:  # said at the start, and perhaps no longer true
        screen.say(unsaved_line(screen.drafts, screen.key_for("take-up")))
    return None
