"""The table from an act's id to the function that does it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.review.screen import ReviewScreen

Command = Callable[["ReviewScreen"], Awaitable[None] | None]
"""A plain function acts at once; a coroutine may ask questions first."""

COMMANDS: dict[str, Command] = {}


def command(action_id: str) -> Callable[[Command], Command]:
    """Register the decorated function as what ``action_id`` does."""

    def register(function: Command) -> Command:
        COMMANDS[action_id] = function
        return function

    return register
