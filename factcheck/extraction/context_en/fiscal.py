"""Calendar and fiscal years: turns "the second quarter" or "two years ago" into a period by the article's date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from factcheck.extraction.context_en.lexicon import lexicon

DECEMBER = 12


def fiscal_year_end(owner: str | None) -> int:
    """The month in which ``owner``'s fiscal year ends; 12 for companies not listed."""
    return lexicon().fiscal_year_end.get(owner.lower(), DECEMBER) if owner else DECEMBER


def months_back(day: date, count: int) -> str:
    """The month ``count`` months before that of ``day``, as ``YYYY-MM``."""
    months = day.year * 12 + day.month - 1 - count
    return f"{months // 12}-{months % 12 + 1:02d}"


@dataclass(slots=True, init=False)
class Calendar:
    """The article's date, and the month in which the fiscal year of the company spoken of ends."""

    published: date | None
    year_end: int

    def __init__(self, published: date | None, year_end: int = DECEMBER) -> None:
        self.published = published
        self.year_end = year_end

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
        shift = {"last": -1, "previous": -1, "prior": -1, "preceding": -1, "past": -1, "next": 1, "coming": 1}.get(
            which, 0
        )
        if unit == "year":
            return str(self.published.year + shift)
        if unit == "quarter":
            return self._running_quarter(shift)
        if unit == "decade":
            return None
        if unit == "week":
            return months_back(self.published + timedelta(weeks=shift), 0)
        return months_back(self.published, -shift)
