"""A figure as the numeral grammar reads it, before anything is known about whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from claims_db.claim import Comparator, Direction, Kind


@dataclass(slots=True, init=False)
class Figure:
    """A number used as a quantity; offsets count code points of the repaired view.

    ``start``..``end`` is the contract's span (number, magnitude, sign of a level, currency, unit or measure word).
    ``outer_start``..``outer_end`` adds what belongs to it but stays outside the span: approximators and comparators
    ("about", 超过, 左右), the sign of a change, a denominator in words ("per month").
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    kind: Kind
    lang: str
    """``zh`` or ``en``: the language its words are written in, by the text around it for bare digits."""
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    comparator: Comparator
    per: str | None
    precision: str | None
    direction: Direction | None
    """Of a signed change (+5%), or of a word that carries both number and direction (doubled, 翻倍, 打九折)."""
    change_from: int | None
    """For the second figure of "from A to B": the ``start`` of A."""
    states_claim: bool
    """False where the form alone shows that nothing is claimed ("8卡" in a product name, an age in a headline)."""

    def __init__(
        self,
        start: int,
        end: int,
        outer_start: int,
        outer_end: int,
        kind: Kind,
        lang: str,
        value: Decimal | None = None,
        low: Decimal | None = None,
        high: Decimal | None = None,
        unit: str | None = None,
        comparator: Comparator = "eq",
        per: str | None = None,
        precision: str | None = None,
        direction: Direction | None = None,
        change_from: int | None = None,
        states_claim: bool = True,
    ) -> None:
        self.start = start
        self.end = end
        self.outer_start = outer_start
        self.outer_end = outer_end
        self.kind = kind
        self.lang = lang
        self.value = value
        self.low = low
        self.high = high
        self.unit = unit
        self.comparator = comparator
        self.per = per
        self.precision = precision
        self.direction = direction
        self.change_from = change_from
        self.states_claim = states_claim
