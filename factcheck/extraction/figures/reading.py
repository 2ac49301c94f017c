"""The record a figure is built up in while its surroundings are read."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from claims_db.claim import Comparator, Direction, Kind
from factcheck.extraction.figures.number import Number


@dataclass(slots=True, init=False)
class Scene:
    """A text being read: what is known of it, and what earlier figures left for later ones."""

    text: str
    country_hint: str | None
    quick: bool
    """Read plain shapes at one look; otherwise everything goes through the full grammar."""
    has_signs: bool
    """Whether figures may begin with other signs than the digits of ASCII."""
    nouns: list[tuple[int, str]]
    """Ends and nouns of the last English counts, for "another 1,700 will go"."""
    money: tuple[int, str | None] | None
    """End and currency of the last money, for "$1 billion … and millions in loans"."""
    changes: dict[int, int]
    """For the second figure of "from A to B": its start, and the start of A."""

    def __init__(self, text: str, country_hint: str | None, quick: bool, has_signs: bool) -> None:
        self.text = text
        self.country_hint = country_hint
        self.quick = quick
        self.has_signs = has_signs
        self.nouns = []
        self.money = None
        self.changes = {}


@dataclass(slots=True, init=False)
class Reading:
    """A number with what stands around it; ``start``..``end`` is the figure's span."""

    number: Number
    start: int
    end: int
    kind: Kind | None
    unit: str | None
    pint: str
    per: str | None
    factor: Decimal | None
    """What a unit word multiplies the number by, where that is not one."""
    signed: str
    """``-`` where a sign of a level is in the span, ``+`` or ``~-`` (a change) where it is outside."""
    sign_start: int
    own_unit: bool
    """A unit, currency or noun of its own is written with it."""
    prefixed: bool
    """Its currency stands before it."""
    comparator: Comparator
    direction: Direction | None
    change_from: int | None
    states_claim: bool
    outer_start: int
    outer_end: int
    precision: str | None
    final: bool
    """Complete as it is: no range or list may take it in."""
    money_word: str
    tentative: bool
    """Kept only if a list lends it a unit ("6, 9 or 18 months")."""

    def __init__(
        self,
        number: Number,
        start: int,
        end: int,
        kind: Kind | None = None,
        unit: str | None = None,
        pint: str = "",
        per: str | None = None,
        factor: Decimal | None = None,
        signed: str = "",
        sign_start: int = -1,
        own_unit: bool = False,
        prefixed: bool = False,
        comparator: Comparator = "eq",
        direction: Direction | None = None,
        change_from: int | None = None,
        states_claim: bool = True,
        outer_start: int = -1,
        outer_end: int = -1,
        precision: str | None = None,
        final: bool = False,
        money_word: str = "",
        tentative: bool = False,
    ) -> None:
        self.number = number
        self.start = start
        self.end = end
        self.kind = kind
        self.unit = unit
        self.pint = pint
        self.per = per
        self.factor = factor
        self.signed = signed
        self.sign_start = sign_start
        self.own_unit = own_unit
        self.prefixed = prefixed
        self.comparator = comparator
        self.direction = direction
        self.change_from = change_from
        self.states_claim = states_claim
        self.outer_start = outer_start
        self.outer_end = outer_end
        self.precision = precision
        self.final = final
        self.money_word = money_word
        self.tentative = tentative
