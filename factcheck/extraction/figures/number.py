"""A number as read from a text, before its unit is known, and exact arithmetic on it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal

EXACT = Context(prec=120, traps=[])
"""Wide enough that no product of written figures is rounded; quotients are rounded on purpose, see ``ratio``."""

RATIO = Context(prec=12, traps=[])

ONE = Decimal(1)
LONGEST_DIGITS = 40
"""A run of more digits than this is an identifier, no quantity."""
LARGEST_EXPONENT = 60
"""Powers of ten beyond this are no measured quantity."""


@dataclass(slots=True, init=False)
class Number:
    """Magnitude words are applied; ``start``..``end`` are its characters, hedges inside (余, 多, 几) included."""

    start: int
    end: int
    value: Decimal
    """The value, or the lower end where ``high`` is given."""
    high: Decimal | None
    scale: Decimal
    """The magnitude it ends in (万 in 30万), which a range or list hands on to the numbers before."""
    form: str
    """``digits``, ``zh`` or ``en``: how it is written."""
    more: bool
    """余 or 多 stands inside."""
    vague: bool
    """A band that stands for a magnitude only (数百, dozens)."""
    plain: bool
    """Bare ASCII digits: no grouping, decimals or magnitude."""
    fraction: bool
    own_scale: bool
    """A magnitude word is written with it."""

    def __init__(
        self,
        start: int,
        end: int,
        value: Decimal,
        high: Decimal | None = None,
        scale: Decimal = ONE,
        form: str = "digits",
        more: bool = False,
        vague: bool = False,
        plain: bool = False,
        fraction: bool = False,
        own_scale: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.high = high
        self.scale = scale
        self.form = form
        self.more = more
        self.vague = vague
        self.plain = plain
        self.fraction = fraction
        self.own_scale = own_scale


def times(value: Decimal, factor: Decimal) -> Decimal:
    """The exact product in plain notation, whole numbers without decimals."""
    product = EXACT.multiply(value, factor)
    whole = product.to_integral_value()
    return whole if whole == product else product.normalize(EXACT)


def ratio(numerator: Decimal, denominator: Decimal) -> Decimal:
    """The quotient to 12 significant digits (a third is 0.333333333333)."""
    quotient = RATIO.divide(numerator, denominator)
    return Decimal(format(quotient.normalize(RATIO), "f"))


def plain(value: Decimal) -> Decimal:
    """``value`` without an exponent."""
    return Decimal(format(value, "f"))
