"""When an article was written, and the time of a figure as relative words tell it (this year, 去年同期)."""

from __future__ import annotations

import calendar
import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

from factcheck.extraction.dateline import dateline_of
from factcheck.matching.text import normal
from factcheck.matching.wording import quarters

_DAYS_A_MONTH = 31
_DAYS_A_YEAR = 12 * _DAYS_A_MONTH
_DATELINE_WITHIN = 600
"""Code points from an article's beginning within which its dateline stands, under headline and byline."""


class Day(NamedTuple):
    """A day of a dateline: the year, None where it is not written, and the day in it (months of 31 days)."""

    year: int | None
    day: int


class Lag(NamedTuple):
    """A period told from the time of writing: ``("year", -1)`` is last year."""

    unit: str
    steps: int


def day_written(sentence: str, start: Any) -> Day | None:
    """The day of the dateline that ``sentence`` begins with; ``start`` is where it stands in its article, if known."""
    return _dateline(sentence[:120]) if not isinstance(start, int) or start < _DATELINE_WITHIN else None


@lru_cache(maxsize=4096)
def _dateline(opening: str) -> Day | None:
    found = dateline_of(opening)
    if found is not None:
        year, month, day = found
        return Day(year, month * _DAYS_A_MONTH + day)
    match = _stood().search(opening)
    return Day(None, int(match[1]) * _DAYS_A_MONTH + int(match[2])) if match else None


@cache
def _stood() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(_table()['day']['before'])})" + r"(\d{1,2})月(\d{1,2})日")


def days_apart(a: Day | None, b: Day | None) -> int | None:
    """Days between two days, months counted as 31; the least there can be where a year is not known."""
    if a is None or b is None:
        return None
    if a.year is not None and b.year is not None:
        return abs((a.year - b.year) * _DAYS_A_YEAR + a.day - b.day)
    apart = abs(a.day - b.day)
    return min(apart, _DAYS_A_YEAR - apart)


def lag_of(written: Any) -> Lag | None:
    """What a period as written tells if it is told from the time of writing; None for any other."""
    if not isinstance(written, str) or not written:
        return None
    text = normal(written).strip()
    return _lags().get(text) or _lags().get(text[:2] if text[:2] in _table()["day"]["years_of_parts"] else "")


def period_told(written: Any, year: int, month: int | None) -> str | None:
    """The period (``2025``, ``2025Q2``, ``2025-06``) that relative or yearless words name in an article of a time.

    ``month`` is that of writing, None where only the year is known; None where the words leave the period open.
    """
    if not isinstance(written, str) or not written:
        return None
    lag = lag_of(written)
    if lag is not None and lag.unit == "month" and month is not None:
        months = year * 12 + month - 1 + lag.steps
        return f"{months // 12}-{months % 12 + 1:02d}"
    if lag is not None and lag.unit == "quarter" and month is not None:
        count = year * 4 + (month - 1) // 3 + lag.steps
        return f"{count // 4}Q{count % 4 + 1}"
    if lag is not None and lag.unit != "year":
        return None
    named = quarters(written)
    past = year + (lag.steps if lag else 0)
    if len(named) == 1:
        return f"{past}Q{min(named)}"
    in_month = _month().match(written.strip())
    number = int(in_month[1]) if in_month else _MONTHS.get(written.strip().lower(), 0)
    if 1 <= number <= 12:
        # of a month that is still to come the article tells last year's
        return f"{past - (lag is None and month is not None and number > month)}-{number:02d}"
    return str(past) if lag is not None and not named else None


_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}


@cache
def _month() -> re.Pattern[str]:
    return re.compile(_table()["day"]["month"])


@cache
def _table() -> dict[str, dict[str, Any]]:
    text = resources.files("factcheck.matching").joinpath("data/lags.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _lags() -> dict[str, Lag]:
    return {
        normal(form): Lag(unit, int(steps))
        for unit, table in _table().items()
        if unit != "day"
        for steps, forms in table.items()
        for form in forms
    }
