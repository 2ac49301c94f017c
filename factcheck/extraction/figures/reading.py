"""The record a figure is built up in while its surroundings are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from claims_db.claim import Comparator, Direction, Kind
from factcheck.extraction.figures.number import Number


@dataclass(slots=True)
class Scene:
    """A text being read: what is known of it, and what earlier figures left for later ones."""

    text: str
    country_hint: str | None = None
    quick: bool = True
    """Read plain shapes at one look; otherwise everything goes through the full grammar."""
    nouns: list[tuple[int, str]] = field(default_factory=list)
    """Ends and nouns of the last English counts, for "another 1,700 will go"."""
    money: tuple[int, str | None] | None = None
    """End and currency of the last money, for "$1 billion … and millions in loans"."""
    changes: dict[int, int] = field(default_factory=dict)
    """For the second figure of "from A to B": its start, and the start of A."""


@dataclass(slots=True)
class Reading:
    """A number with what stands around it; ``start``..``end`` is the figure's span."""

    number: Number
    start: int
    end: int
    kind: Kind | None = None
    unit: str | None = None
    pint: str = ""
    per: str | None = None
    factor: Decimal | None = None
    """What a unit word multiplies the number by, where that is not one."""
    signed: str = ""
    """``-`` where a sign of a level is in the span, ``+`` or ``~-`` (a change) where it is outside."""
    sign_start: int = -1
    own_unit: bool = False
    """A unit, currency or noun of its own is written with it."""
    prefixed: bool = False
    """Its currency stands before it."""
    comparator: Comparator = "eq"
    direction: Direction | None = None
    change_from: int | None = None
    states_claim: bool = True
    outer_start: int = -1
    outer_end: int = -1
    precision: str | None = None
    final: bool = False
    """Complete as it is: no range or list may take it in."""
    money_word: str = ""
    tentative: bool = False
    """Kept only if a list lends it a unit ("6, 9 or 18 months")."""
