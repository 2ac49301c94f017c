"""Messages that threads and panes send to the review screen."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from factcheck.review.order import Order
from factcheck.review.progress import Progress


@dataclass
class OrderLoaded(Message):
    """The claims of a view, in order; the first of them, or all."""

    order: Order
    generation: int
    """Which load this answers; an older one than the latest is dropped."""


@dataclass
class HitsFound(Message):
    """Which claims of the list a search found."""

    words: str
    order: Order
    hits: bytearray
    generation: int


@dataclass
class Counted(Message):
    """How many claims there are of each status."""

    progress: Progress
    newest: int
    """Id of the newest event when the count began."""


@dataclass
class LoadFailed(Message):
    """A thread could not read the database."""

    reason: str
    generation: int
