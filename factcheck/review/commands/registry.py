"""The table from an act's id to the function that does it, filled when an act is first asked for.

Most acts open questions, and the widgets those are made of take as long to import as the list takes to show.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.review.screen import ReviewScreen

Command = Callable[["ReviewScreen"], Awaitable[None] | None]
"""A plain function acts at once; a coroutine may ask questions first."""


class Commands(dict[str, Command]):
    """Commands by the id of their act; ``modules`` are imported when one is missing, or all are wanted."""

    modules: tuple[str, ...] = ()

    def load(self) -> None:
        """Import the modules that have not been."""
        for name in self.modules:
            import_module(name)

    def __missing__(self, action_id: str) -> Command:
        # one module after the other: a key that moves does not wait for what questions are made of
        for name in self.modules:
            import_module(name)
            if action_id in self:
                return self[action_id]
        raise KeyError(action_id)

    def __iter__(self) -> Iterator[str]:
        self.load()
        return super().__iter__()


COMMANDS = Commands()


def command(action_id: str) -> Callable[[Command], Command]:
    """Register the decorated function as what ``action_id`` does."""

    def register(function: Command) -> Command:
        COMMANDS[action_id] = function
        return function

    return register
