"""Articles that tell one story: figures they share make other figures that agree between them less of a chance."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from factcheck.matching.dates import Day, day_written, period_told
from factcheck.matching.features import FEATURES, digits_agreed
from factcheck.matching.periods import less_certain
from factcheck.matching.profile import Profile
from factcheck.matching.record import Statement

STORY = FEATURES.index("told by the same story")
SOURCES = FEATURES.index("sources of one story")
_DIGITS = FEATURES.index("digits that agree")
_TELLING = digits_agreed(3, 3)
_ENOUGH = 5
_QUARTER = 93
_DAYS_A_MONTH = 31

Row = tuple[int, int, list[float]]


def tell_stories(profiles: Sequence[Profile], rows: Sequence[Row]) -> None:
    """Fill in the evidence of pairs whose figures agree: how many other long figures their two sources share.

    ``rows`` are positions of two claims and their evidence, which is changed in place: 0 for none, 1 for
    :data:`_ENOUGH` and more, times the digits that agree.
    """
    shared: dict[tuple[str, str], tuple[set[float], set[float]]] = defaultdict(lambda: (set(), set()))
    for a, b, features in rows:
        if features[_DIGITS] >= _TELLING and (pair := _sources(profiles[a], profiles[b])):
            one, other = shared[pair]
            one.add(profiles[a].amount.middle)
            other.add(profiles[b].amount.middle)
    for a, b, features in rows:
        if (pair := _sources(profiles[a], profiles[b])) and pair in shared:
            others = min(map(len, shared[pair])) - (features[_DIGITS] >= _TELLING)
            told = min(1.0, math.log1p(others) / math.log1p(_ENOUGH))
            features[STORY] = features[_DIGITS] * told
            features[SOURCES] = told


def date_articles(profiles: Sequence[Profile]) -> None:
    """Fill in when each claim's article was written: at the end of the last month or quarter it tells of as past.

    The day of its dateline, if it has one that was read, is filled in beside that.
    """
    latest: dict[str, int] = {}
    days: dict[str, Day] = {}
    for claim in profiles:
        if claim.source and claim.source not in days and (day := _dateline(claim)):
            days[claim.source] = day
        period = claim.period
        if period is None or period.last is None or period.fiscal or claim.modality != "actual":
            continue
        if claim.source and period.length <= _QUARTER:
            latest[claim.source] = max(latest.get(claim.source, 0), period.last)
    for claim in profiles:
        claim.written = days.get(claim.source)
        claim.told = _no_earlier(latest.get(claim.source), claim.written)
        _date(claim)


def _date(claim: Profile) -> None:
    """Resolve a relative or yearless period by the dateline; what is told of a time after it is a forecast."""
    written = claim.written
    if written is None or written.year is None:
        return
    if claim.period is None:
        label = period_told(claim.record.as_of, written.year, (written.day - 1) // _DAYS_A_MONTH)
        claim.period = less_certain(label, "yearless") if label is not None else None
    first = claim.period.first if claim.period is not None and not claim.period.fiscal else None
    if claim.modality == "actual" and first is not None and first > _day(written.year, written.day):
        claim.modality = "forecast"


def _no_earlier(told: int | None, written: Day | None) -> int | None:
    """The end of the latest period told of, or where the dateline shows that to be of long before, a quarter before."""
    if told is None or written is None or written.year is None:
        return told
    return max(told, _day(written.year, written.day) - _QUARTER)


def _day(year: int, day: int) -> int:
    """Days since the year 0 (months of 31 days) of a day of a year."""
    return year * 12 * _DAYS_A_MONTH + day


def date_by_story(profiles: Sequence[Profile], rows: Sequence[Row]) -> set[int]:
    """Resolve relative and yearless periods of articles without a date by the dated articles of their story.

    Returns the positions of the claims whose period was filled in.
    """
    months = _months_of_writing(profiles)
    mates: dict[str, set[int]] = defaultdict(set)
    for a, b, features in rows:
        if features[SOURCES] > 0 and (pair := _sources(profiles[a], profiles[b])):
            for one, other in (pair, pair[::-1]):
                if other in months and one not in months:
                    mates[one].add(months[other])
    filled = set()
    for position, claim in enumerate(profiles):
        if claim.period is None and (dates := mates.get(claim.source)):
            when = max(dates)
            together = when - min(dates) <= 1
            label = period_told(claim.record.as_of, when // 12, when % 12 + 1 if together else None)
            if label is not None:
                claim.period = less_certain(label, "carried over")
                filled.add(position)
    return filled


def _months_of_writing(profiles: Sequence[Profile]) -> dict[str, int]:
    """Months since the year 0 in which articles were written: by their datelines, else by the latest past they tell.

    What tells of a whole month is written in the next one.
    """
    months: dict[str, int] = {}
    for claim in profiles:
        if claim.written is not None and claim.written.year is not None:
            months[claim.source] = claim.written.year * 12 + (claim.written.day - 1) // _DAYS_A_MONTH - 1
        elif claim.told is not None:
            in_month = claim.told % _DAYS_A_MONTH != 0
            months.setdefault(claim.source, (claim.told - 1) // _DAYS_A_MONTH - in_month)
    return months


def _dateline(claim: Profile) -> Day | None:
    said = claim.record.statement
    return day_written(claim.sentence_text, said.start if isinstance(said, Statement) else None)


def _sources(a: Profile, b: Profile) -> tuple[str, str] | None:
    if not a.source or not b.source or a.source == b.source:
        return None
    return (a.source, b.source) if a.source < b.source else (b.source, a.source)
