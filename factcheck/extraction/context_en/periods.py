"""Finds the periods a sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from factcheck.extraction.context_en.fiscal import Calendar, fiscal_year_end, months_back
from factcheck.extraction.context_en.lexicon import lexicon
from factcheck.extraction.context_en.marks import TIME_TRIGGER
from factcheck.extraction.context_en.resolving import resolve, years
from factcheck.extraction.context_en.timex import AFTER_THE, COMPARES, period_from
from factcheck.extraction.context_en.tokens import PADDING, Tokens
from factcheck.extraction.context_en.words import lowered


@dataclass(slots=True, init=False)
class Period:
    """A period as written: span, words and resolution (None where the article's date is needed but unknown)."""

    start: int
    end: int
    text: str
    resolved: str | None
    baseline: bool
    """Whether the text compares with it ("from a year earlier", "than in 2023")."""
    dated: bool
    """A full date, a moment or a vague now: no period that later sentences inherit."""
    weekday: bool
    aside: bool
    """It stands in a relative clause: later sentences do not inherit it."""

    def __init__(
        self,
        start: int,
        end: int,
        text: str,
        resolved: str | None,
        baseline: bool = False,
        dated: bool = False,
        weekday: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.resolved = resolved
        self.baseline = baseline
        self.dated = dated
        self.weekday = weekday
        self.aside = False


_BEFORE, _AFTER = 6, 4
"""Tokens of a period before and after its telling word."""
_DASH: Final = re.compile(r"(?:\s*\([^()]{0,40}\))?\s+[-–—]")
_DATELINE: Final = re.compile(r"\A[^a-z]{0,60}[A-Za-z.,'() ]{0,40}\Z")


def find_periods(tokens: Tokens, published: date | None, owner: str | None, told: str | None) -> list[Period]:
    """The periods named among ``tokens``, ascending. ``owner`` is the company whose fiscal year may apply.

    ``told`` is the period the text spoke of last, resolved: what "the quarter" means, and from what "a year earlier"
    is counted. The pattern is tried only around words that can be part of a period.
    """
    windows = _windows(tokens)
    if not windows:
        return []
    calendar = Calendar(published, fiscal_year_end(owner), told)
    text, start = tokens.text, tokens.starts[0]
    found: list[Period] = []
    for low, high in windows:
        for match in _matches(tokens, low, high):
            opening = match.group()[:3]
            if (opening == "may" or opening == "mar") and not _is_month(text, match):  # noqa: PLR1714
                continue
            if _in_figure(tokens, match) or (match["ana"] and not _is_told(text, match, calendar)):
                continue
            if match["moment"] and match.start() > start and text[match.start()].isupper():
                continue  # "on the Sunset freeway"
            if match["y1"] and _names_document(text, match):
                continue
            if match["fullyear"] and text.endswith("last ", 0, match.start()):
                continue
            if match["ellipsis"] and not _is_elliptical(tokens, match, found):
                continue
            period = _period(text, start, match, calendar)
            found.append(period)
            if period.resolved and not period.baseline and not (match["now"] or match["day"]):
                calendar.told = period.resolved
    if found and found[0].dated and _is_dateline(text, start, found[0]):
        del found[0]
    return found


def _windows(tokens: Tokens) -> list[tuple[int, int]]:
    """Stretches of tokens, the last included, around the words that can be part of a period."""
    classes = tokens.classes
    if "Y" not in classes and not tokens.present & TIME_TRIGGER:
        return []
    last = len(classes) - PADDING - 1
    windows: list[tuple[int, int]] = []
    for at, mark in enumerate(tokens.marks):
        if (mark & TIME_TRIGGER and classes[at] != "M") or classes[at] == "Y":
            low, high = max(at - _BEFORE, 0), min(at + _AFTER, last)
            if windows and low <= windows[-1][1]:
                low = windows.pop()[0]
            windows.append((low, high))
    return windows


_WORD: Final = re.compile(r"\w+")


def _matches(tokens: Tokens, low: int, high: int) -> Iterator[re.Match[str]]:
    """The periods among tokens ``low`` to ``high``, tried only at words a period can begin with.

    They are matched in the text in lower case: a pattern that ignores case takes three times as long.
    """
    text, starts, words, classes = lowered(tokens.text), tokens.starts, tokens.words, tokens.classes
    openers, end = lexicon().time_openers, tokens.ends[high]
    done = starts[low]
    for at in range(low, high + 1):
        word = words[at]
        if classes[at] == "F" or "-" in word or "/" in word:
            inside = _WORD.finditer(text, starts[at], tokens.ends[at])
            places = [part.start() for part in inside if _opens(part.group(), openers)]
        elif word == "the" and not _follows_the(text[starts[at] + 4 : starts[at] + 7]):
            continue
        elif _opens(word, openers):
            places = [starts[at]]
        else:
            continue
        for place in places:
            form = period_from(text[place]) if place >= done else None
            match = form.match(text, place, end) if form is not None else None
            if match is not None:
                done = match.end()
                yield match


def _opens(word: str, openers: frozenset[str]) -> bool:
    """Whether a period may begin with ``word``."""
    return word in openers or word[:1].isdigit() or word.startswith("fy") or word == "mid"


def _in_figure(tokens: Tokens, match: re.Match[str]) -> bool:
    """Whether the match is part of a figure ("₹2000"); "four years ago" and "three months to May" may well be both."""
    if match["agow"] or match["n"] or match["nu"] or match["span"]:
        return False
    return any(tokens.starts[at] < match.end() and match.start() < tokens.ends[at] for at in tokens.figure_at)


def _period(text: str, start: int, match: re.Match[str], calendar: Calendar) -> Period:
    before = text[max(start, match.start() - 24) : match.start()]
    written = text[match.start() : match.end()]
    if before[-6:].lower() == "since " and not _singles_out(before):
        return _since(text, match, calendar)
    if match["y1"]:  # most are plain years: spare them the questions for the other forms
        level = before[-3:] == "on " or _LEVEL.match(text, match.end()) is not None
        level = level or (before[-5:] == "over " and _CHANGE_OVER.search(before) is not None)
        level = level or (before[-3:] == "of " and _TIMES_THAT.search(text, start, match.start()) is not None)
        return Period(match.start(), match.end(), written, years(match), level or _compares(before))
    if match["dec"] or match["cent"]:
        return Period(match.start(), match.end(), written, resolve(match, calendar), _compares(before), True)
    back = match["agow"] or match["same"] or match["yb"]
    back = back or (match["rel"] or match["span"] or "").lower() in ("previous", "prior")
    baseline = _compares(before, bool(back))
    if match["ana"] and before[-4:] == " on ":
        baseline = True
    if baseline and match["same"] and not match["sy"] and before[-5:].lower() == "over ":
        baseline = False  # "over the same period" goes on with it, "on the same period" compares
    dated = bool(match["day"] or match["season"] or match["d"] or match["dm1"] or match["now"] or match["ago"])
    dated = dated or match["relu"] == "week" or match["sff"] is not None or match["moment"] is not None
    dated = dated or match["span"] is not None
    if match["same"] and not match["sy"] and not baseline and calendar.told:
        resolved: str | None = calendar.told  # "over the same period": the one just told
    else:
        resolved = resolve(match, calendar)
    return Period(match.start(), match.end(), written.rstrip("."), resolved, baseline, dated, match["day"] is not None)


_TIMES_THAT: Final = re.compile(
    r"\b(?:times|double|triple|twice|half|quarter|thirds?) (?:the|that|those|its|their)(?: \w+){0,3} of \Z"
)
"""Before what a multiple is of: "four times the tally of 2023"."""
_CHANGE_OVER: Final = re.compile(
    r"\b(?:growth|increase|gain|improvement|decline|drop|fall|rise) over \Z", re.IGNORECASE
)
_LEVEL: Final = re.compile(r" (?:levels?|peak|high|low|trough|baseline)\b")
"""After a year: the height of that year, which other figures are compared with ("45% from 1990 levels")."""
_SINGLES_OUT: Final = re.compile(
    r"\b(?:\w+est|most|least|best|worst|first|time|low|high|peak|record|seen)(?: \w+){0,3} since \Z", re.IGNORECASE
)


def _singles_out(before: str) -> bool:
    """Whether "since" only says how far back nothing like it was: "the highest since 2008"."""
    return _SINGLES_OUT.search(before) is not None


def _since(text: str, match: re.Match[str], calendar: Calendar) -> Period:
    """The stretch from a period to the article's day: "since 2003"; where that day is unknown it stays open."""
    began, today = years(match) if match["y1"] else resolve(match, calendar), calendar.published
    resolved: str | None = None
    if began is not None and today is not None:
        if _PLAIN_YEAR.match(began) and int(began) <= today.year:
            resolved = f"{began}/{today.year}" if int(began) < today.year else began
        elif _PLAIN_MONTH.match(began):
            resolved = f"{began}/{months_back(today, 0)}"
    return Period(match.start(), match.end(), text[match.start() - 6 : match.end()].rstrip("."), resolved, False, True)


_PLAIN_YEAR: Final = re.compile(r"\d{4}\Z")
_PLAIN_MONTH: Final = re.compile(r"\d{4}-\d\d\Z")


def _is_told(text: str, match: re.Match[str], calendar: Calendar) -> bool:
    """Whether "the quarter" or "that year" means the period told before: after a preposition, and of its length."""
    if text[max(0, match.start() - 4) : match.start()] == " on ":
        return True  # "down 2% on the month": what it is compared with
    if _WITHIN.search(text, max(0, match.start() - 12), match.start()) is None:
        return False
    return calendar.told is not None and _is_length(calendar.told, match["ana"].lower())


def _is_elliptical(tokens: Tokens, match: re.Match[str], found: list[Period]) -> bool:
    """Whether "next" or "last" after a figure is short for the year: "4.5 per cent this year and 4.8 per cent next"."""
    before = any(tokens.ends[at] == match.start() - 1 for at in tokens.figure_at)
    return before and bool(found) and found[-1].text.lower() in ("this year", "last year", "next year")


_WITHIN: Final = re.compile(r"\b(?:in|over|during|for|of|within|throughout)\s\Z", re.IGNORECASE)
_LENGTHS: Final = {
    "quarter": re.compile(r"(?:FY)?\d{4}Q\d\Z"),
    "half": re.compile(r"(?:FY)?\d{4}H\d\Z"),
    "month": re.compile(r"\d{4}-\d\d\Z"),
    "year": re.compile(r"(?:FY)?\d{4}\Z"),
}


def _is_length(told: str, unit: str) -> bool:
    """Whether the resolved period ``told`` is a ``unit``; any will do for a "period"."""
    wanted = _LENGTHS.get(unit)
    return wanted is None or wanted.match(told) is not None


def _follows_the(three: str) -> bool:
    """Whether "the" may open a period before these three characters: "the 1980s", "the last"."""
    return three[:1].isdigit() or three.lower() in AFTER_THE


def _compares(before: str, back: bool = False) -> bool:
    """Whether a period after the words ``before`` is compared with; ``back``: by its own form, as "a year ago"."""
    if before[-6:].lower() == "since ":
        return True  # "the highest since 2008"
    ending = before.rstrip(" ").lower()
    if not ending.endswith(_ENDS_COMPARING) and "than " not in ending and "what " not in ending:
        return False
    found = COMPARES.search(before.lower())
    return found is not None and (back or found.group().split()[0] not in ("on", "from", "over"))


_ENDS_COMPARING: Final = (
    *("than", "from", "on", "against", "versus", "over", "with", "to", "above", "below"),
    *("in", "at", "during", "for", "of", "the", "those", "its", "their", "his", "her", "our"),
)
"""Last words of what ``COMPARES`` finds: looked for first, because the pattern is tried at every word."""


def _is_dateline(text: str, start: int, period: Period) -> bool:
    """Whether the date only opens the article: "SHANGHAI, May 16, 2025 - "."""
    return (
        period.start - start < 50
        and _DASH.match(text, period.end) is not None
        and _DATELINE.match(text[start : period.start]) is not None
    )


def _names_document(text: str, match: re.Match[str]) -> bool:
    """Whether a year is part of a name: "a 2006 law", "our 1994 Nature article"."""
    before = text[max(0, match.start() - 7) : match.start()].lower().split()
    if not before or before[-1] not in _DETERMINERS:
        return False
    following = text[match.end() : match.end() + 40].lower().split()[:2]
    documents = lexicon().documents
    return any(word.rstrip(".,;:") in documents for word in following)


_DETERMINERS: Final = frozenset(("a", "an", "the", "this", "that", "its", "our", "their", "his", "her"))


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Whether "may" or "mar…" is the month: capitalised, and not the sentence's verb."""
    if not text[match.start()].isupper():
        return False
    if match["d"] or match["y"] or match["mq"] or match["m1"]:
        return True
    if match.group().startswith(("late", "early", "mid", "march")):
        return True
    return _BEFORE_MONTH.search(text[max(0, match.start() - 8) : match.start()]) is not None


_BEFORE_MONTH: Final = re.compile(
    r"(?i:\b(?:in|of|by|since|until|to|during|last|late|early|mid-|from|before|after)\s|-)\Z"
)
