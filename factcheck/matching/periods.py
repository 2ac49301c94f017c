"""Whether two claims speak of the same time."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, Protocol

from factcheck.matching.dates import Lag

Relation = Literal["same", "near", "unknown", "other"]
Certainty = Literal["stated", "yearless", "carried over"]

_FORM = re.compile(
    r"^(?P<fiscal>FY)?(?P<year>\d{4})"
    r"(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[89]|20|21)\d{2}")
_DAYS_A_MONTH = 31
_SIMILAR = 0.65


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time in days since the year 0 (months of 31 days), ends included.

    ``label`` is the period as given. A period of a form nobody knows has no days and equals only itself.
    ``certainty``: whether the text states it with its year, without ("in June"), or it was carried over from another
    sentence.
    """

    label: str
    first: int | None = None
    last: int | None = None
    fiscal: bool = False
    certainty: Certainty = "stated"

    @property
    def length(self) -> int:
        """Days from the first to the last."""
        return 0 if self.first is None or self.last is None else self.last - self.first + 1


def period_before(label: str, years: int = 1) -> str:
    """The same period a year before (2023Q1 of 2024Q1), or so many years; "" of a day or another form."""
    match = _FORM.match(label)
    if match is None or match["day"]:
        return ""
    return f"{label[: match.start('year')]}{int(match['year']) - years:04d}{label[match.end('year') :]}"


@lru_cache(maxsize=65536)
def parse_period(text: str) -> Period:
    """``2004``, ``2025-05``, ``2025-05-01``, ``2025H1``, ``2026Q1``, ``FY2026Q1``, ``2023/2025``; others by name."""
    label = text.strip()
    first, slash, last = label.partition("/")
    if slash:
        start, end = parse_period(first), parse_period(last)
        if start.first is not None and end.last is not None and start.first <= end.last:
            return Period(label, start.first, end.last)
        return Period(label)
    match = _FORM.match(label)
    if match is None:
        return Period(label)
    return _resolve(label, match)


@lru_cache(maxsize=65536)
def less_certain(text: str, certainty: Certainty) -> Period:
    """As :func:`parse_period`, of a period that the text does not state in full."""
    return replace(parse_period(text), certainty=certainty)


def _resolve(label: str, match: re.Match[str]) -> Period:
    year, fiscal = int(match["year"]), bool(match["fiscal"])
    months, days = (1, 12), (1, _DAYS_A_MONTH)
    if match["quarter"]:
        months = (int(match["quarter"]) * 3 - 2, int(match["quarter"]) * 3)
    elif match["half"]:
        months = (int(match["half"]) * 6 - 5, int(match["half"]) * 6)
    elif match["month"]:
        months = (int(match["month"]), int(match["month"]))
        if not 1 <= months[0] <= 12:
            return Period(label)
        if match["day"]:
            days = (int(match["day"]), int(match["day"]))
            if not 1 <= days[0] <= calendar.monthrange(max(1, year), months[0])[1]:
                return Period(label)
    first = (year * 12 + months[0]) * _DAYS_A_MONTH + days[0]
    return Period(label, first, (year * 12 + months[1]) * _DAYS_A_MONTH + days[1], fiscal)


def relation(a: Period | None, b: Period | None) -> Relation:
    """How two periods stand to each other.

    ``same``; ``near``: one holds part of the other; ``unknown``: one is unstated, or one is fiscal and the other not
    and they may coincide (fiscal years begin up to a year early); ``other``.
    """
    if a is None or b is None:
        return "unknown"
    if a.label == b.label or (a.first is not None and (a.first, a.last, a.fiscal) == (b.first, b.last, b.fiscal)):
        return "same"
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return _by_year(a, b)
    if a.fiscal != b.fiscal:
        fiscal, plain = (a, b) if a.fiscal else (b, a)
        if not _may_coincide(fiscal, plain):
            return "other"
        alike = _SIMILAR * fiscal.length <= plain.length <= fiscal.length / _SIMILAR
        return "unknown" if alike or plain.length <= _DAYS_A_MONTH else "near"
    if min(a.last, b.last) < max(a.first, b.first) or (_season(a) and _season(b)):
        return "other"
    return "near"


class Timed(Protocol):
    """A claim as far as its time goes."""

    @property
    def period(self) -> Period | None: ...
    @property
    def lag(self) -> Lag | None: ...


def times_of(a: Timed, b: Timed) -> Relation:
    """How the times of two claims stand to each other: as :func:`relation`, and this year is not last year."""
    if a.lag and b.lag and a.lag.unit == b.lag.unit and a.lag.steps != b.lag.steps:
        return "other"
    return relation(a.period, b.period)


def _season(period: Period) -> bool:
    """Whether a period may be a school year or a playing season: 2023/2024, of which the next shares a year's name."""
    first, _, last = period.label.partition("/")
    return first.isdecimal() and last.isdecimal() and int(last) - int(first) == 1


def _may_coincide(fiscal: Period, plain: Period) -> bool:
    assert fiscal.first is not None
    assert fiscal.last is not None
    assert plain.first is not None
    assert plain.last is not None
    year = 12 * _DAYS_A_MONTH
    same_size = plain.length <= 2 * fiscal.length
    return same_size and plain.last >= fiscal.first - year and plain.first <= fiscal.last + _DAYS_A_MONTH


def _by_year(a: Period, b: Period) -> Relation:
    """A period of unknown form (``2025SF``, ``before-2025-05``) against another: by the years they name."""
    years_a, years_b = set(_YEAR.findall(a.label)), set(_YEAR.findall(b.label))
    if years_a and years_b and not years_a & years_b:
        return "other"
    return "other" if years_a and years_b and a.label != b.label else "unknown"
