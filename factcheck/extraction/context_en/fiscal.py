"""Calendar and fiscal years: turns "the second quarter" or "two years ago" into a period by the article's date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from factcheck.extraction.context_en.lexicon import lexicon

DECEMBER = 12
_BACK: Final = ("last", "latest", "most recent", "previous", "prior", "preceding", "past")
_SHIFTS: Final = dict.fromkeys(_BACK, -1) | {"next": 1, "coming": 1}
_TOLD: Final = re.compile(r"(?P<fy>FY)?(?P<year>\d{4})(?P<part>Q\d|H\d|-\d\d)?\Z")


def fiscal_year_end(owner: str | None) -> int:
    """The month in which ``owner``'s fiscal year ends; 12 for companies not listed."""
    return lexicon().fiscal_year_end.get(owner.lower(), DECEMBER) if owner else DECEMBER


def months_back(day: date, count: int) -> str:
    """The month ``count`` months before that of ``day``, as ``YYYY-MM``."""
    months = day.year * 12 + day.month - 1 - count
    return f"{months // 12}-{months % 12 + 1:02d}"


_MONTHS: Final = re.compile(r"(?P<first>\d{4})(?P<m1>-\d\d)/(?P<last>\d{4})(?P<m2>-\d\d)\Z")
_TO: Final = re.compile(r"(?P<year>\d{4})(?:Q(?P<quarter>\d)|H(?P<half>\d)|-(?P<month>\d\d))?\Z")


def is_over(resolved: str, day: date) -> bool:
    """Whether a resolved period lies wholly before the month of ``day``; not known of fiscal ones."""
    last = _TO.search(resolved)
    if last is None or resolved.startswith("FY"):
        return False
    month = DECEMBER
    if last["quarter"]:
        month = 3 * int(last["quarter"])
    elif last["half"]:
        month = 6 * int(last["half"])
    elif last["month"]:
        month = int(last["month"])
    return int(last["year"]) * 12 + month < day.year * 12 + day.month


@dataclass(slots=True, init=False)
class Calendar:
    """The article's date, and the month in which the fiscal year of the company spoken of ends."""

    published: date | None
    year_end: int
    told: str | None
    """The period the text spoke of last, resolved."""

    def __init__(self, published: date | None, year_end: int = DECEMBER, told: str | None = None) -> None:
        self.published = published
        self.year_end = year_end
        self.told = told

    def quarter(self, number: int, year: int | None, fiscal: bool) -> str | None:
        """Quarter ``number``, of ``year`` or the last one that had ended when the article appeared."""
        prefix = "FY" if fiscal or self.year_end != DECEMBER else ""
        if year is None:
            if self.published is None:
                return None
            year = self.published.year + 2
            while self._end_of_quarter(number, year) > self._now():
                year -= 1
        return f"{prefix}{year}Q{number}"

    def _end_of_quarter(self, number: int, year: int) -> int:
        """Months since year 0 of the last month of fiscal quarter ``number`` of ``year``."""
        return year * 12 + self.year_end - 1 - 3 * (4 - number)

    def _now(self) -> int:
        return self.published.year * 12 + self.published.month - 1 if self.published else 0

    def _running_quarter(self, shift: int) -> str | None:
        if self.published is None:
            return None
        months = self._now() - self.year_end + 3 * shift
        year, month = divmod(months, 12)
        prefix = "FY" if self.year_end != DECEMBER else ""
        return f"{prefix}{year + 1}Q{month // 3 + 1}"

    def half(self, number: int, year: int | None) -> str | None:
        """A half-year; without ``year`` the last one that had begun."""
        if year is None:
            if self.published is None:
                return None
            year = self.published.year - (number == 2 and self.published.month <= 6)
        return f"{year}H{number}"

    def month(self, number: int, year: int | None) -> str | None:
        """A month; without ``year`` the last one that had begun."""
        if year is None:
            if self.published is None:
                return None
            year = self.published.year - (number > self.published.month)
        return f"{year}-{number:02d}"

    def months(self, first: int, last: int, year: int | None) -> str | None:
        """The months ``first`` to ``last`` of one year: a half or quarter where they make one."""
        if year is None:
            if self.published is None:
                return None
            year = self.published.year - (last > self.published.month)
        if last - first == 5 and first in (1, 7):
            return f"{year}H{1 if first == 1 else 2}"
        if last - first == 2 and first in (1, 4, 7, 10):
            return f"{year}Q{first // 3 + 1}"
        if (first, last) == (1, DECEMBER):
            return str(year)
        return f"{year}-{first:02d}/{year}-{last:02d}"

    def months_to(self, last: int, count: int, year: int | None) -> str | None:
        """The ``count`` months that end with month ``last``; a fiscal quarter where the company's year says so."""
        if year is None:
            if self.published is None:
                return None
            year = self.published.year - (last > self.published.month)
        behind = (last - self.year_end) % 12
        if count == 3 and behind % 3 == 0:
            number = behind // 3 or 4
            fiscal = year + (last > self.year_end)
            return f"{'FY' if self.year_end != DECEMBER else ''}{fiscal}Q{number}"
        first = last - count + 1
        return self.months(first, last, year) if first >= 1 else f"{year - 1}-{first + 12:02d}/{year}-{last:02d}"

    def unit_to(self, last: int, count: int, year: int | None, fiscal: bool) -> str | None:
        """A quarter, half or year (``count`` months) that ends with month ``last``.

        ``fiscal``: the text calls it so. A year that ends with the company's own, or is called fiscal, is that fiscal
        year; another one is the months it has.
        """
        if year is None and self.published is not None:
            year = self.published.year - (last > self.published.month)
        if count == 12 and year is not None and last != DECEMBER and (fiscal or last == self.year_end):
            return f"FY{year}"
        return self.months_to(last, count, year)

    def last_half(self) -> str | None:
        """The half-year that had ended when the article appeared."""
        if self.published is None:
            return None
        year, month = divmod(self._now() - self.year_end - 6, 12)
        prefix = "FY" if self.year_end != DECEMBER else ""
        return f"{prefix}{year + 1}H{month // 6 + 1}"

    def running_year(self) -> str | None:
        """The year that runs when the article appears; None soon after its start, when the last one is reported on."""
        if self.published is None:
            return None
        year, month = divmod(self._now() - self.year_end, 12)
        return f"{'FY' if self.year_end != DECEMBER else ''}{year + 1}" if month > 3 else None

    def is_recent(self) -> bool:
        """Whether the period told is a part of the year in which, or of the year before that in which, one writes."""
        told = _TOLD.match(self.told) if self.told else None
        if told is None or not told["part"] or self.published is None:
            return False
        return self.published.year - 1 <= int(told["year"]) <= self.published.year + (told["fy"] is not None)

    def before(self, count: int, unit: str) -> str | None:
        """``count`` years, quarters, months or weeks before the period told, or before the article if none was."""
        told = _TOLD.match(self.told) if self.told else None
        if told is None:
            months = _MONTHS.match(self.told) if self.told and unit == "year" else None
            if months is not None:  # the year before "the year to June 2025"
                first, last = int(months["first"]) - count, int(months["last"]) - count
                return f"{first}{months['m1']}/{last}{months['m2']}"
            return self.back(count, unit)
        prefix, year, part = told["fy"] or "", int(told["year"]), told["part"] or ""
        if unit == "year":
            return f"{prefix}{year - count}{part if count == 1 else ''}"
        if unit == "quarter" and part[:1] == "Q":
            quarters = year * 4 + int(part[1:]) - 1 - count
            return f"{prefix}{quarters // 4}Q{quarters % 4 + 1}"
        if unit in ("month", "week") and part[:1] == "-":
            return months_back(date(year, int(part[1:]), 1), count if unit == "month" else count // 4)
        return self.back(count, unit)

    def back(self, count: int, unit: str) -> str | None:
        """``count`` years, quarters, months or weeks before the article."""
        if self.published is None:
            return None
        if unit == "year":
            return str(self.published.year - count)
        if unit == "quarter":
            return self._running_quarter(-count)
        return months_back(self.published, count if unit == "month" else count // 4)

    def relative(self, which: str, unit: str) -> str | None:
        """ "Last year", "this quarter", "next month"."""
        if self.published is None:
            return None
        shift = _SHIFTS.get(which, 0)
        if unit == "year":
            return str(self.published.year + shift)
        if unit == "quarter":
            return self._running_quarter(shift)
        if unit == "decade":
            return None
        if unit == "week":
            return months_back(self.published + timedelta(weeks=shift), 0)
        return months_back(self.published, -shift)
