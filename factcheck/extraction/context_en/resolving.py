"""Resolves a period as written by the article's date and the period told before."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from factcheck.extraction.context_en.fiscal import Calendar, months_back

_MONTH_NUMBER: Final = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}


def resolve(group: re.Match[str], calendar: Calendar) -> str | None:
    """The period that a match of a form of ``timex`` names: "2025-05", "2025H1"; None where nothing settles it."""
    if group["q"]:
        return calendar.quarter(
            _ordinal(group["q"]), _year(group["qy"], calendar), bool(group["fq"]) or "fiscal" in group.group().lower()
        )
    if group["h"]:
        return calendar.half(1 if group["h"].lower() == "first" else 2, _year(group["hy"], calendar))
    short = group["qs"] or group["yqs"]
    if short:
        year = _year(group["qsy"] or group["yq"], calendar)
        if short[0] in "hH":
            return calendar.half(int(short[1]), year)
        return calendar.quarter(int(short[1]), year, bool(group["fqs"]))
    for read in (_by_month, _by_year, _by_name, _by_distance):
        done, value = read(group, calendar)
        if done:
            return value
    return None


_Outcome = tuple[bool, str | None]
_MONTHS_IN: Final = {"quarter": 3, "half": 6, "half-year": 6, "year": 12}


def _by_month(group: re.Match[str], calendar: Calendar) -> _Outcome:
    if group["m2"]:
        first, last, year = _month(group["m0"] or group["m1"]), _month(group["m2"]), _year(group["my"], calendar)
        if group["mmq"] and (last - first) % 12 == 2:
            return True, calendar.months_to(last, 3, year)
        return True, calendar.months(first, last, year)
    if group["nm"]:
        last = _month(group["nm"])
        unit = (group["nu"] or "").lower()
        if unit:
            own = group["nf"] is not None and group["nf"].lower() != "full "
            return True, calendar.unit_to(last, _MONTHS_IN[unit], _year(group["ny"], calendar), own)
        count = {"three": 3, "six": 6, "nine": 9, "twelve": 12}.get((group["n"] or "").lower()) or int(group["n"] or 3)
        return True, calendar.months_to(last, count, _year(group["ny"], calendar))
    if group["mq"]:
        return True, calendar.months_to(_month(group["mq"]), 3, None)
    if group["dm1"]:
        return True, calendar.month(_month(group["dm1"]), _year(group["dy1"], calendar))
    if group["m"]:
        return True, calendar.month(_month(group["m"]), _year(group["y"], calendar))
    return False, None


def _by_year(group: re.Match[str], calendar: Calendar) -> _Outcome:
    if group["ye"]:
        year = _year(group["yey"], calendar)
        return True, f"{year}-12" if year else None
    if group["ya"]:
        return True, f"{group['ya']}/{group['yz']}"
    if group["dec"]:
        return True, f"{group['dec']}/{int(group['dec']) + 9}"
    if group["cent"]:
        return True, f"{int(group['cent']) * 100 - 99}/{int(group['cent']) * 100}"
    if group["span"]:
        return True, _stretch(group, calendar)
    if group["fyy"]:
        year_text = group["fyy"]
        return True, f"FY{year_text}" if len(year_text) == 4 else f"FY20{year_text}"
    return False, None


def _stretch(group: re.Match[str], calendar: Calendar) -> str | None:
    """ "The first nine months of 2025" are these; "the last five years" end at no known day.

    "The previous three months" of a text about a quarter are the quarter before.
    """
    count = _small(group["spann"] or "")
    if count == 3 and group["spanu"].lower() == "months" and group["span"].lower() == "previous":
        told = calendar.told or ""
        return calendar.before(1, "quarter") if "Q" in told else None
    if group["span"].lower() != "first" or group["spanu"].lower() != "months" or not group["spany"]:
        return None
    today = calendar.published
    year = today.year if group["spany"] == "year" and today else _year(group["spany"], calendar)
    return calendar.months(1, count, year) if year is not None and 1 < count <= 12 else None


def years(match: re.Match[str]) -> str:
    """A plain year, or a span of two: "2004", "2023-24"."""
    first, second = match["y1"], match["y2"]
    return f"{first}/{second if len(second) == 4 else first[:2] + second}" if second else first


_OLDEST: Final = 999
"""Units counted back by the calendar: "120,000 years ago" is no year of it."""


def _ago(count: int, unit: str, word: str, calendar: Calendar) -> str | None:
    """ "Four years ago", "two days earlier", "a decade before"."""
    today = calendar.published
    if count > _OLDEST or word == "later" or unit in ("century", "centurie"):
        return None
    if unit in ("day", "hour"):
        return months_back(today - timedelta(days=count * (unit == "day")), 0) if today else None
    if unit == "decade":
        count, unit = 10 * count, "year"
    if word == "ago" and not (count == 1 and unit == "year" and calendar.is_recent()):
        return calendar.back(count, unit)
    return calendar.before(count, unit)  # "4.1% in May, 4.4% a year ago": the same month


def _by_name(group: re.Match[str], calendar: Calendar) -> _Outcome:
    if group["fullyear"] is not None:
        return True, calendar.running_year()
    if group["day"]:
        return True, None if calendar.told else _weekday(group["day"], calendar.published)
    if group["ellipsis"]:
        told = calendar.told or ""
        shift = 1 if group["ellipsis"].lower() == "next" else -1
        return True, str(int(told) + shift) if told.isdigit() else None
    return False, None


def _by_distance(group: re.Match[str], calendar: Calendar) -> _Outcome:
    today = calendar.published
    if group["ago"] and group["agou"]:
        return True, _ago(_small(group["ago"]), group["agou"].rstrip("s").lower(), group["agow"].lower(), calendar)
    if group["ana"]:
        return True, calendar.told
    if group["ahalf"]:
        return True, calendar.last_half() if group["ahalf"].lower() == "half-year" else calendar.running_year()
    if group["sff"] is not None or group["vague"]:
        return True, str(today.year) if group["sf"] and today else None
    if group["same"]:
        return True, calendar.before(1, "year") if group["sy"] is None or not group["sy"].isdigit() else group["sy"]
    if group["tt"]:
        return True, months_back(today, 12) if today else None
    if group["rel"] and group["relu"]:
        which, unit = group["rel"].lower(), group["relu"].lower()
        if which == "following" or unit == "century":
            return True, None
        if which in ("previous", "prior", "preceding"):
            return True, calendar.before(1, unit)
        return True, calendar.relative(which, unit)
    if group["yb"]:
        return True, calendar.before(1, group["yb"].lower())
    if group["season"] or group["moment"]:
        return True, None
    if group["seasoned"]:
        return True, group["seasoned"]
    if group["now"]:
        return True, months_back(today, 0) if today else None
    return True, str(today.year) if today else None


def _weekday(name: str, today: date | None) -> str | None:
    """The month of the last such day before the article, or of its own day.

    Where another time was told the day is mostly that of the report, so it is asked for only where none was.
    """
    if today is None:
        return None
    back = (today.weekday() - _WEEKDAYS.index(name[:3].lower())) % 7
    return months_back(today - timedelta(days=back), 0)


_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _ordinal(word: str) -> int:
    return {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}.get(word.lower(), 4)


def _small(word: str) -> int:
    low = word.lower().replace(",", "")
    return int(low) if low.isdigit() else _NUMBERS.get(low, 1)


_NUMBERS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip


def _month(word: str | None) -> int:
    return _MONTH_NUMBER[(word or "jan")[:3].lower()]


def _year(word: str | None, calendar: Calendar) -> int | None:
    if word is None:
        return None
    if word.isdigit():
        return int(word)
    if calendar.published is None:
        return None
    return calendar.published.year + {"last year": -1, "next year": 1}.get(word.lower(), 0)
