"""What the clause around a figure says of it: the hand-over from the context grammars to the claim."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from claims_db.claim import Comparator, Direction, Lang, Modality
from factcheck.extraction.figure import Figure


@dataclass(slots=True, init=False)
class Sentence:
    """A sentence (or headline, or table line) of the repaired view, with the figures in it, ascending."""

    start: int
    end: int
    lang: Lang
    """``zh`` or ``en``, by its letters."""
    figures: list[Figure]

    def __init__(self, start: int, end: int, lang: Lang, figures: list[Figure]) -> None:
        self.start = start
        self.end = end
        self.lang = lang
        self.figures = figures


class Discourse:
    """What earlier sentences of the same document leave behind for the next one.

    A context grammar reads it to resolve 该公司, "the chip", "its", 去年同期, and writes what it learned. Whom the
    sentences were about may be put off (``unread``): asking for it reads them, in order, first.
    """

    __slots__ = (
        "_organisation",
        "_product",
        "_subject",
        "at",
        "attributed_to",
        "memory",
        "pending",
        "period",
        "period_text",
        "published",
        "title",
        "unread",
    )

    def __init__(self, published: date | None = None, title: str | None = None) -> None:
        self.published = published
        self.title = title
        self.period: str | None = None
        """The last period stated, resolved."""
        self.period_text: str | None = None
        self.attributed_to: str | None = None
        self.at = -1
        """Where the last sentence with figures began, in texts whose grammar forgets with the distance; -1 at first."""
        self.memory: dict[str, str] = {}
        """Anything else a grammar carries over, under a key of its own."""
        self.pending: list[tuple[int, int]] = []
        """Spans of the sentences without figures that wait to be read, in texts whose grammar puts them off."""
        self.unread: list[Callable[[], None]] = []
        """What notes the subjects of the sentences put off, in order of the text."""
        self._subject: str | None = None
        self._organisation: str | None = None
        self._product: str | None = None

    @property
    def subject(self) -> str | None:
        """The last full subject (a name, not a pronoun)."""
        if self.unread:
            self.catch_up()
        return self._subject

    @subject.setter
    def subject(self, name: str | None) -> None:
        if self.unread:
            self.catch_up()
        self._subject = name

    @property
    def organisation(self) -> str | None:
        """The last company, country or institution: what 该公司, "the company" and "its" refer to."""
        if self.unread:
            self.catch_up()
        return self._organisation

    @organisation.setter
    def organisation(self, name: str | None) -> None:
        if self.unread:
            self.catch_up()
        self._organisation = name

    @property
    def product(self) -> str | None:
        """The last product: what 该芯片, "the chip" refer to."""
        if self.unread:
            self.catch_up()
        return self._product

    @product.setter
    def product(self, name: str | None) -> None:
        if self.unread:
            self.catch_up()
        self._product = name

    def catch_up(self) -> None:
        """Read what was put off."""
        unread, self.unread = self.unread, []
        for note in unread:
            note()


@dataclass(slots=True, init=False)
class Context:
    """Whose figure it is and what it measures. Offsets count code points of the repaired view."""

    statement_start: int
    statement_end: int
    subject: str | None
    metric: str | None
    relative_to: str | None
    as_of: str | None
    period: str | None
    modality: Modality
    direction: Direction | None
    comparator: Comparator | None
    """Where the clause decides it and the figure's own words do not; None keeps the figure's."""
    attributed_to: str | None
    states_claim: bool

    def __init__(
        self,
        statement_start: int,
        statement_end: int,
        subject: str | None = None,
        metric: str | None = None,
        relative_to: str | None = None,
        as_of: str | None = None,
        period: str | None = None,
        modality: Modality = "actual",
        direction: Direction | None = None,
        comparator: Comparator | None = None,
        attributed_to: str | None = None,
        states_claim: bool = True,
    ) -> None:
        self.statement_start = statement_start
        self.statement_end = statement_end
        self.subject = subject
        self.metric = metric
        self.relative_to = relative_to
        self.as_of = as_of
        self.period = period
        self.modality = modality
        self.direction = direction
        self.comparator = comparator
        self.attributed_to = attributed_to
        self.states_claim = states_claim
