"""A claim's figure in one short neutral form that a reviewer reads at a glance: ``≥ 4.5 B USD``, ``15–30 %``.

The same form stands in the screen's list and in the tables of the command line, whatever language stated it.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Protocol


class Quantity(Protocol):
    """What a claim, a row of a list or a correction have in common."""

    @property
    def value(self) -> Decimal | None: ...
    @property
    def low(self) -> Decimal | None: ...
    @property
    def high(self) -> Decimal | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def comparator(self) -> str: ...
    @property
    def direction(self) -> str | None: ...


_SIGNS = {"approx": "≈ ", "lt": "< ", "le": "≤ ", "gt": "> ", "ge": "≥ "}
_ARROWS = {"up": " ↑", "down": " ↓"}
_MAGNITUDES = ((Decimal(10) ** 12, " T"), (Decimal(10) ** 9, " B"), (Decimal(10) ** 6, " M"))
_LONGEST_MANTISSA = 5
"""Digits a mantissa may have before the plain number reads better: 4.5 B, but 1,234,567."""

# UCUM symbols whose bare form a newsroom would not recognize.
_UCUM_NAMES = {
    "a": "yr",
    "Cel": "°C",
    "[degF]": "°F",
    "1": "",
    "x": "×",
    "[in_i]": "in",
    "[ft_i]": "ft",
    "[mi_i]": "mi",
}
_SUPERSCRIPT = str.maketrans("23", "²³")


def normal_form(quantity: Quantity, per: str | None = None) -> str:
    """Return the figure of ``quantity`` as short text: comparator, number or range, unit, arrow.

    The arrow stands last, as on a ticker: `6 % ↓` is a fall of 6 %, `87.15 USD ↓` a price that fell to it.

    Magnitudes are short scale (M = 10^6, B = 10^9, T = 10^12). ``per`` is the denominator of a rate. A quantity with
    neither value nor range gives ``—``.
    """
    number, glued = _number(quantity)
    if number is None:
        return "—"
    unit = unit_name(quantity.unit)
    if unit and unit != "×" and not glued:
        unit = f" {unit}"
    rate = f" / {unit_name(per)}" if per else ""
    arrow = _ARROWS.get(quantity.direction or "", "")
    return f"{_SIGNS.get(quantity.comparator, '')}{number}{unit}{rate}{arrow}"


def unit_name(unit: str | None) -> str:
    """Return a unit as readers write it: ``GW.h`` is GWh, ``m2`` m², ``a`` yr; unknown ones unchanged."""
    if unit is None:
        return ""
    if unit in _UCUM_NAMES:
        return _UCUM_NAMES[unit]
    if unit.isascii() and len(unit) <= 12 and " " not in unit:
        head = unit.replace(".h", "h").replace(".", "·").strip("[]")
        return head.translate(_SUPERSCRIPT) if not head.startswith(tuple("0123456789")) else head
    return unit


def decimal_text(number: Decimal) -> str:
    """Return a number with thousands separators, and M, B or T where that is shorter and as exact."""
    for magnitude, letter in _MAGNITUDES:
        if abs(number) >= magnitude:
            mantissa = number / magnitude
            if len(mantissa.normalize().as_tuple().digits) <= _LONGEST_MANTISSA:
                return f"{_plain(mantissa)}{letter}"
            break
    return _plain(number)


def _plain(number: Decimal) -> str:
    if number != number.to_integral_value():
        return f"{number.normalize():,f}"
    return f"{number.quantize(Decimal(1)) if abs(number) < 10**25 else number:,f}".removesuffix(".0")


def _number(quantity: Quantity) -> tuple[str | None, bool]:
    """The number's text, and whether its unit follows without a space."""
    low, high = quantity.low, quantity.high
    if quantity.value is not None:
        if quantity.unit == "1" and (fraction := _fraction(quantity.value)):
            return fraction, True
        return decimal_text(quantity.value), False
    if low is None and high is None:
        return None, False
    left = decimal_text(low) if low is not None else "?"
    right = decimal_text(high) if high is not None else "?"
    head, _, magnitude = left.partition(" ")
    if magnitude and right.endswith(f" {magnitude}"):
        left = head
    return f"{left}–{right}", False


def _fraction(value: Decimal) -> str | None:
    """``1/3`` for 0.333333333333: a share that was written as a fraction reads best as one."""
    near = Fraction(value).limit_denominator(100)
    if near.denominator > 1 and abs(Fraction(value) - near) < Fraction(1, 10**10):
        return f"{near.numerator}/{near.denominator}"
    return None
