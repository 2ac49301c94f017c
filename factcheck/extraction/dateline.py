"""The date of an article, from the places where newspapers print it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from factcheck.extraction.characters import first_of, table
from factcheck.extraction.patterns import pattern

_MONTHS = {name: i for i, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name: i for i, name in enumerate(calendar.month_abbr) if name} | {"Sept": 9}
_MONTHS |= {name.upper(): i for name, i in _MONTHS.items()}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"

_ISO = r"(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?!\d)"
_HAN = r"(?P<y2>(?:19|20)\d\d)\s?年\s?(?P<m2>\d{1,2})\s?月(?:\s?(?P<d2>\d{1,2})\s?[日号])?"
_US = rf"(?P<m3>{_MONTH})\s(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y3>(?:19|20)\d\d)\b"
_UK = rf"(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m4>{_MONTH}),?\s(?P<y4>(?:19|20)\d\d)\b"
_IN_DIGITS = rf"(?<!\d)(?:{_ISO}|{_HAN})"
# the look ahead spares most characters a try of every month
_FULL: Final = pattern(rf"(?=[JFMASOND\d])(?:{_IN_DIGITS}|\b(?:{_US}|{_UK}))")
_FULL_IN_DIGITS: Final = pattern(_IN_DIGITS)
"""The same where no month can be named."""
_MONTH_LETTERS: Final = table({1: "".join({name[0] for name in _MONTHS})})
_MONTH_BEGINNINGS: Final = frozenset(name[:3] for name in _MONTHS)
_CENTURIES: Final = table({1: "12"})
_YEAR = pattern(r"[12][09]\d\d")

_HAN_DAY = r"(?P<m5>\d{1,2})\s?月\s?(?P<d5>\d{1,2})\s?[日号]"
_EN_DAY = rf"\b(?:(?P<m6>{_MONTH})\s(?P<d6>\d{{1,2}})|(?P<d7>\d{{1,2}})\s(?P<m7>{_MONTH}))\b"
_DAY: Final = pattern(f"(?=[JFMASOND\\d])(?:(?<!\\d){_HAN_DAY}|{_EN_DAY})")
_DAY_IN_DIGITS: Final = pattern(f"(?<!\\d){_HAN_DAY}")
_DIGIT: Final = pattern(r"\d")
_DIGITS: Final = table({1: "0123456789"})
# "May 5" or "5 May"; a pattern that begins with one set of characters is searched for much faster than two branches
_NAMED_MONTH = pattern(r"[JFMASOND](?:[A-Za-z.]{2,9}\s\d|(?<=\d\s.)[A-Za-z]{2})")

# What stands before the date of a dateline: an agency or paper, a place, a reporter in brackets.
_HAN_LEAD = pattern(
    r"[(\[【（]?(?:[\w·:：/（()）\s]{0,16}?(?:讯|消息|电|报道|社|网|报)[)\]】）]?[\w\s（()）]{0,12}?)?\s*$"
)
_EN_LEAD = pattern(r"[A-Z][\w .'/()-]{0,40}(?:, [A-Z][\w .'-]{0,30})?,?\s*$|\(?$")
_AFTER_HAN = pattern(r"\s*(?:[ 　电讯,，|丨—-]|消息|报道|$)")
_AFTER_EN = pattern(r"\s*(?:[-–—:|(/]|$)")
_SHORT_STAMP = pattern(r"(?<![\d.-])(\d{1,2})[-/月](\d{1,2})日?\s+\d{1,2}:\d{2}")
_LABEL = pattern(
    r"\b(?:published|updated|posted|date|issued|released|last modified)\b|发布|发表|时间|日期|刊发|更新", re.IGNORECASE
)


def full_dates(text: str) -> list[tuple[int, int, date]]:
    """All complete dates with their spans; a month without a day counts as its last day."""
    found: list[tuple[int, int, date]] = []
    if "年" in text and _names_no_month(text):
        matches = _in_digits(text, _FULL_IN_DIGITS, _CENTURIES)
    else:
        matches = list(_FULL.finditer(text)) if _YEAR.search(text) else []
    for match in matches:
        day = _to_date(match)
        if day:
            found.append((match.start(), match.end(), day))
    return found


def _names_no_month(text: str) -> bool:
    at = first_of(_MONTH_LETTERS, text, 0, len(text))
    while at >= 0:
        if text[at : at + 3] in _MONTH_BEGINNINGS:
            return False
        at = first_of(_MONTH_LETTERS, text, at + 1, len(text))
    return True


def _in_digits(text: str, form: re.Pattern[str], firsts: bytes) -> list[re.Match[str]]:
    """The matches of ``form``, which begin with a character of the table ``firsts``, in order."""
    found: list[re.Match[str]] = []
    at = first_of(firsts, text, 0, len(text))
    while at >= 0:
        match = form.match(text, at)
        if match is not None:
            found.append(match)
        at = first_of(firsts, text, at + 1 if match is None else match.end(), len(text))
    return found


def find_published(
    heads: Iterable[str], lead: str, labelled: Iterable[str], stamped: Iterable[str], body: str
) -> date | None:
    """The day an article appeared, or None where the text does not say.

    ``heads`` are the short lines above the first paragraph, ``lead`` that paragraph (its dateline counts), ``labelled``
    other short lines (they count if they say "published"). ``stamped`` are headlines of other articles with the time
    they appeared: on a scraped page the next best guess. ``body`` serves to find the year of a day without one.
    """
    for line in heads:
        for start, end, day in full_dates(line[:200]):
            if _LABEL.search(line) or len(line) - (end - start) <= 40:
                return day
    return _of_dateline(lead, body) or _of_labelled(labelled) or _of_stamps(stamped, body)


def _of_dateline(lead: str, body: str) -> date | None:
    found = dateline_of(lead)
    if found is None:
        return None
    year, month, day = found
    return _year_by_context(month, day, body) if year is None else _date(year, month, day)


def dateline_of(lead: str) -> tuple[int | None, int, int] | None:
    """Year (None where it is not written), month and day of the dateline that a paragraph begins with."""
    opening = lead[:120]
    if not _DIGIT.search(opening):
        return None
    has_month = "月" in opening or _NAMED_MONTH.search(opening) is not None
    if not has_month and not _YEAR.search(opening):
        return None
    full = full_dates(opening)[:1]
    match = None
    if has_month and _names_no_month(opening):
        match = next(iter(_in_digits(opening, _DAY_IN_DIGITS, _DIGITS)), None)
    elif has_month:
        match = _DAY.search(opening)
    if match and not (full and full[0][0] <= match.start()):
        if not _is_dateline(opening, match.start(), match.end()):
            return None
        groups = match.groupdict()
        month = _month(groups["m5"] or groups["m6"] or groups["m7"])
        return None, month, int(groups["d5"] or groups["d6"] or groups["d7"])
    for start, end, when in full:
        if _is_dateline(opening, start, end):
            return when.year, when.month, when.day
    return None


def _is_dateline(opening: str, start: int, end: int) -> bool:
    han = opening[end - 1] in "日号月"
    before, after = (_HAN_LEAD, _AFTER_HAN) if han else (_EN_LEAD, _AFTER_EN)
    return bool(before.match(opening[:start]) and after.match(opening[end:]))


def _of_labelled(lines: Iterable[str]) -> date | None:
    for line in lines:
        if _LABEL.search(line):
            for _, _, day in full_dates(line[:200]):
                return day
    return None


def _of_stamps(lines: Iterable[str], body: str) -> date | None:
    for line in lines:
        for _, _, day in full_dates(line):
            return day
        if match := _SHORT_STAMP.search(line):
            return _year_by_context(int(match[1]), int(match[2]), body)
    return None


def _year_by_context(month: int, day: int, body: str) -> date | None:
    """The year that puts the day in or soonest after the latest month the beginning of the article mentions."""
    mentioned = [when for _, _, when in full_dates(body[:1000])] or [when for _, _, when in full_dates(body[:20_000])]
    if not mentioned:
        return None
    latest = max(mentioned)
    for year in (latest.year, latest.year + 1):
        candidate = _date(year, month, day)
        if candidate and (candidate.year, candidate.month) >= (latest.year, latest.month):
            return candidate
    return _date(latest.year, month, day)


def _to_date(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    for i in "1234":
        if parts[f"y{i}"]:
            year, month = int(parts[f"y{i}"]), _month(parts[f"m{i}"])
            day = parts[f"d{i}"]
            if day is None:
                return _date(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else None
            return _date(year, month, int(day))
    return None


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _MONTHS[written.rstrip(".")]


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
