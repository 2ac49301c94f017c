"""When two figures can be the same number: units, rounding and comparators considered.

A figure is read as the interval of true values its wording allows, in the coherent base unit of its dimension:
"45.3亿" has a last written digit of 0.1亿, so it stands for 45.25亿 to 45.35亿; "more than 17m" for 17m to 18m as
reporters use it, and for everything above 17m as logic has it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from factcheck.matching.record import Record
from factcheck.matching.units import dimension_of

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_UNBOUNDED = math.inf
_CUT_OFF = 0.01
_COARSEST = 0.05
_TELLING = 2
DOLLARS = frozenset(f"money:{code}" for code in ("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD"))
_COARSEST_APPROXIMATE = 0.15

Agreement = Literal["same", "loose", "different"]


@dataclass(slots=True, frozen=True)
class Amount:
    """A figure as an interval of base units.

    ``low``..``high`` is what a reader takes it to mean, ``floor``..``ceiling`` what logic allows (infinite after
    "more than"). ``middle`` is the stated value (of a range its centre), ``digits`` how many significant
    digits it was written with (0 for a range).
    """

    dimension: str
    """``money:USD``, ``%``, ``x``, ``pp``, ``count``, or a base unit such as ``W``."""
    low: float
    high: float
    floor: float
    ceiling: float
    middle: float
    digits: int
    approximate: bool

    @property
    def bucket(self) -> int:
        """Number of the logarithmic bucket of ``middle``."""
        return bucket_of(self.middle)


def bucket_of(value: float) -> int:
    """Number of the logarithmic bucket of a value: each is 5 % wide; 0 has one of its own."""
    return math.floor(math.log(abs(value)) / _BUCKET) if value else -(10**6)


_BUCKET = math.log(1.05)


def number(value: Any) -> float | None:
    """``value`` as a finite float, else None."""
    if type(value) is float:
        return value if math.isfinite(value) else None
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        result = float(value)
    except (ValueError, OverflowError):
        return None
    return result if math.isfinite(result) else None


def amount_of(record: Record) -> Amount | None:
    """The figure of ``record``, or None where it has none that can be compared.

    That is no number, NaN, low above high, or more than a float holds in base units.
    """
    value = None if record.value is None else number(record.value)
    low = high = None
    if value is None:
        low, high = number(record.low), number(record.high)
        if low is None or high is None or low > high:
            return None
    kind = record.kind if isinstance(record.kind, str) else ""
    unit = record.unit if isinstance(record.unit, str) else None
    dimension, factor = dimension_of(kind, unit)
    if record.base_unit and isinstance(record.base_unit, str):
        base = number(record.base_value) if value is not None else number(record.base_low)
        written = value if value is not None else low
        if written and base:
            base_dimension, base_factor = dimension_of(kind, record.base_unit)
            dimension, factor = base_dimension, base * base_factor / written
    figure = record.figure if isinstance(record.figure, str) else ""
    comparator = record.comparator if isinstance(record.comparator, str) else "eq"
    if value is None:
        assert low is not None
        assert high is not None
        ends = low * factor, high * factor
        return _span(dimension, *ends, comparator == "approx") if all(map(math.isfinite, ends)) else None
    return _point(dimension, value, factor, figure, comparator) if math.isfinite(value * factor) else None


def _span(dimension: str, low: float, high: float, approximate: bool) -> Amount:
    return Amount(dimension, low, high, low, high, low / 2 + high / 2, 0, approximate)


def _point(dimension: str, value: float, factor: float, figure: str, comparator: str) -> Amount:
    step, digits = last_digit(value, figure)
    middle = value * factor
    step *= abs(factor)
    half = step / 2
    approximate = comparator == "approx"
    if comparator in ("gt", "ge"):
        return Amount(dimension, middle, middle + _reach(middle, step), middle - half, _UNBOUNDED, middle, digits, True)
    if comparator in ("lt", "le"):
        reach = _reach(middle, step)
        return Amount(dimension, middle - reach, middle, -_UNBOUNDED, middle + half, middle, digits, True)
    if approximate:
        half = max(half * 1.5, abs(middle) * 0.01)
    # Nobody writes 1 for 1.3: beyond this share of it a short figure is no rounding of a longer one.
    half = min(half, abs(middle) * (_COARSEST_APPROXIMATE if approximate else _COARSEST)) or half
    return Amount(dimension, middle - half, middle + half, middle - half, middle + half, middle, digits, approximate)


def _reach(middle: float, step: float) -> float:
    """How far above "more than X" the true figure may lie for a reporter to still put it so."""
    size = abs(middle)
    return min(max(step, _last_nonzero_digit(size), size * 0.05), size * 0.25) if size else step


def _last_nonzero_digit(size: float) -> float:
    digits = f"{size:.12e}"
    mantissa, _, exponent = digits.partition("e")
    kept = len(mantissa.rstrip("0").rstrip(".").replace(".", ""))
    return float(10.0 ** (int(exponent) - kept + 1))


def last_digit(value: float, figure: str) -> tuple[float, int]:
    """The worth of the last digit written, in the unit of ``value``, and the number of significant digits.

    Zeros at the end of a whole number are taken as rounding beyond its second digit (200,000 is good to 10,000).
    Words and Chinese numerals ("half", 三成) are good to the tenth they name, else to 2 %.
    """
    match = _NUMBER.search(figure)
    if match is None:
        if "成" in figure or "折" in figure:
            return (0.1 if abs(value) <= 1 else 10.0), 1
        if not figure:
            return _last_digit_of_value(value)
        return _step_of_words(value), 2
    written = match[0].replace(",", "")
    whole, _, decimals = written.partition(".")
    shown = float(written)
    magnitude = abs(value) / shown if shown else 1.0
    digits = len((whole + decimals).lstrip("0")) or 1
    if decimals:
        return 10.0 ** -len(decimals) * magnitude, digits
    zeros = len(whole) - len(whole.rstrip("0"))
    rounded = max(0, min(zeros, len(whole) - 2))
    return 10.0**rounded * magnitude, max(1, digits - rounded)


def _step_of_words(value: float) -> float:
    """How coarse a fraction in words is: "one in eight" lies between one in 7.5 and one in 8.5, "nine in ten" is good
    to half a tenth; other words to 2 % either way."""
    share = abs(value) if abs(value) <= 1 else abs(value) / 100
    parts = 1 / share if share else 0.0
    if 2 < parts < 21 and abs(parts - round(parts)) < 0.02:
        return abs(value) / round(parts)
    if 0.5 <= share < 1 and abs(share * 10 - round(share * 10)) < 0.01:
        return abs(value) * 0.1 / share
    return abs(value) * 0.04


def _last_digit_of_value(value: float) -> tuple[float, int]:
    mantissa, _, exponent = f"{abs(value):.11e}".partition("e")
    digits = max(2, len(mantissa.replace(".", "").rstrip("0")))
    return 10.0 ** (int(exponent) - digits + 1), digits


def agreement(a: Amount, b: Amount) -> Agreement:
    """Whether two figures of one dimension can be the same number.

    ``same``: readers would take them for one; ``loose``: logic does not exclude it ("more than 17m" and 25m);
    ``different``: one must be wrong if both speak of the same thing.
    """
    if _symmetric(a) and _symmetric(b):
        if _rounds_to(a, b):
            return "same"
    elif _overlap(a.low, a.high, b.low, b.high):
        return "same"
    if (_symmetric(a) and _symmetric(b)) or not _overlap(a.floor, a.ceiling, b.floor, b.ceiling):
        return "different"
    return "loose"


def read_differently(a: Amount, b: Amount) -> bool:
    """Whether one long figure was read in two units: money of two currencies, money whose currency nobody knew."""
    kinds = {a.dimension, b.dimension}
    if len(kinds) == 1 or min(a.digits, b.digits) < _TELLING or agreement(a, b) != "same":
        return False
    return any(kind.startswith("money:") for kind in kinds) and all(k == "count" or k[:6] == "money:" for k in kinds)


def of_two_currencies(a: Amount, b: Amount) -> bool:
    """Whether two figures are of two known currencies; dollars of two countries are often told as just dollars."""
    kinds = {a.dimension, b.dimension}
    if len(kinds) == 1 or "money:?" in kinds or not all(kind.startswith("money:") for kind in kinds):
        return False
    return not kinds <= DOLLARS


class Directed(Protocol):
    """A figure that may be a change up or down."""

    @property
    def amount(self) -> Amount: ...
    @property
    def direction(self) -> str | None: ...


def figures_agree(a: Directed, b: Directed) -> Agreement:
    """As :func:`agreement`, across multiples and percentages: "1.7 times" is "70 % more"."""
    if {a.amount.dimension, b.amount.dimension} != {"%", "x"}:
        return "different" if of_two_currencies(a.amount, b.amount) else agreement(a.amount, b.amount)
    percent, multiple = (a, b) if a.amount.dimension == "%" else (b, a)
    sign = -1 if percent.direction == "down" else 1
    as_ratio = [1 + sign * v / 100 for v in (percent.amount.low, percent.amount.high)]
    low, high = min(as_ratio), max(as_ratio)
    readings = ((low, high), (low - 1, high - 1))  # "1.7 times" as a ratio, or as a growth by so much
    inside = any(min(h, multiple.amount.high) >= max(lo, multiple.amount.low) for lo, h in readings)
    return "same" if inside else "different"


def _symmetric(amount: Amount) -> bool:
    """Whether the interval is rounding around a stated value, not a range or a bound."""
    return amount.floor == amount.low and amount.ceiling == amount.high and amount.digits > 0


def _rounds_to(a: Amount, b: Amount) -> bool:
    """Whether the finer figure, rounded, is the coarser one; within 1 % also where it was cut off instead."""
    apart = abs(a.middle - b.middle)
    halves = a.high - a.middle, b.high - b.middle
    if apart <= 1e-9 * max(abs(a.middle), abs(b.middle)) or apart < max(halves) * (1 - 1e-9):
        return True
    return apart <= sum(halves) * (1 + 1e-9) and apart <= _CUT_OFF * max(abs(a.middle), abs(b.middle))


def _overlap(low_a: float, high_a: float, low_b: float, high_b: float) -> bool:
    shared = min(high_a, high_b) - max(low_a, low_b)
    slack = 1e-9 * max(abs(low_a), abs(low_b), 1e-30) if math.isfinite(low_a + low_b) else 0.0
    if low_a == high_a or low_b == high_b:
        return shared >= -slack
    return shared > slack
