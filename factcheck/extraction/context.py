"""What the clause around a figure says of it: the hand-over from the context grammars to the claim."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from claims_db.claim import Comparator, Direction, Lang, Modality
from factcheck.extraction.figure import Figure


@dataclass(slots=True)
class Sentence:
    """A sentence (or headline, or table line) of the repaired view, with the figures in it, ascending."""

    start: int
    end: int
    lang: Lang
    """``zh`` or ``en``, by its letters."""
    figures: list[Figure] = field(default_factory=list)


@dataclass(slots=True)
class Discourse:
    """What earlier sentences of the same document leave behind for the next one.

    A context grammar reads it to resolve 该公司, "the chip", "its", 去年同期, and writes what it learned.
    """

    published: date | None = None
    title: str | None = None
    subject: str | None = None
    """The last full subject (a name, not a pronoun)."""
    organisation: str | None = None
    """The last company, country or institution: what 该公司, "the company" and "its" refer to."""
    product: str | None = None
    """The last product: what 该芯片, "the chip" refer to."""
    period: str | None = None
    """The last period stated, resolved."""
    period_text: str | None = None
    attributed_to: str | None = None
    memory: dict[str, str] = field(default_factory=dict)
    """Anything else a grammar carries over, under a key of its own."""


@dataclass(slots=True)
class Context:
    """Whose figure it is and what it measures. Offsets count code points of the repaired view."""

    statement_start: int
    statement_end: int
    subject: str | None = None
    metric: str | None = None
    relative_to: str | None = None
    as_of: str | None = None
    period: str | None = None
    modality: Modality = "actual"
    direction: Direction | None = None
    comparator: Comparator | None = None
    """Where the clause decides it and the figure's own words do not; None keeps the figure's."""
    attributed_to: str | None = None
    states_claim: bool = True
