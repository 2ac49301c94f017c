"""English multiples: doubled, twice as many, threefold, 10-fold, halved; and "1 in 5"."""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.extraction.figures.number import Number, ratio
from factcheck.extraction.figures.reading import Reading
from factcheck.extraction.patterns import pattern

_VALUES = {"doubl": 2, "trebl": 3, "tripl": 3, "quadrupl": 4, "quintupl": 5, "sextupl": 6, "twice": 2, "thrice": 3}
_WORD = pattern(
    r"(doubl|trebl|tripl|quadrupl|quintupl|sextupl)(e|es|ed|ing)(?![A-Za-z-])|(twice|thrice)(?![A-Za-z-])",
    re.IGNORECASE,
)
_PLAIN_AFTER = pattern(
    r" (?:the|that|its|their|his|her|our|your|my|what|from|in|by|to|since|over|within|as|between|this"
    r"|last|again|those)(?![A-Za-z])|[,.;]|$",
    re.IGNORECASE,
)
_PLAIN_BEFORE = pattern(
    r"(?:more than|less than|almost|nearly|over|to|will|would|could|may|might|should|can|about"
    r"|roughly|around|well over|at least|or|and)"
    r" $",
    re.IGNORECASE,
)
_TWICE_AFTER = pattern(r" (?:as|the|that|what|its|their|his|her|our|more|those|this|last)(?![A-Za-z])", re.IGNORECASE)
_FOLD = pattern(r"[ -]?fold(?![A-Za-z])", re.IGNORECASE)
_ONE_IN = pattern(r" (?:in|out of)(?: every)? (?=[0-9a-z])", re.IGNORECASE)
_TENNIS = pattern(r"(?:mixed|men['’]s|women['’]s|ladies['’]?|the|a|gentlemen's) $", re.IGNORECASE)


def multiple_word(text: str, start: int) -> Reading | None:
    """The multiple a verb or adverb states at ``start`` ("doubled", "twice as many")."""
    match = _WORD.match(text, start)
    if match is None:
        return None
    stem, ending = match.group(1), match.group(2)
    end = match.end()
    if stem is None:
        if _TWICE_AFTER.match(text, end) is None:
            return None
        return _multiple(start, end, _VALUES[match.group(3).lower()], None)
    ending = ending.lower()
    before = text[max(0, start - 12) : start]
    if ending == "e" and _PLAIN_AFTER.match(text, end) is None:
        return None
    if (
        ending == "e"
        and _PLAIN_BEFORE.search(before) is None
        and not text.startswith((" the ", " that ", " its ", " their ", " what "), end)
    ):
        return None
    if ending == "es" and _TENNIS.search(before) is not None:
        return None
    return _multiple(start, end, _VALUES[stem.lower()], "up")


def _multiple(start: int, end: int, value: int, direction: str | None) -> Reading:
    reading = Reading(
        Number(start, end, Decimal(value), form="en"), start, end, "multiple", "x", own_unit=True, final=True
    )
    reading.direction = "up" if direction == "up" else None
    return reading


def fold(text: str, number: Number) -> int | None:
    """The end of "-fold" after a number, or None."""
    if "f" not in text[number.end : number.end + 2]:
        return None
    match = _FOLD.match(text, number.end)
    return match.end() if match is not None else None


def one_in(text: str, number: Number) -> int | None:
    """Where the second number of "1 in 5" would begin, or None where ``number`` can't begin such a share."""
    if (
        number.high is not None
        or number.own_scale
        or not number.value
        or number.value != number.value.to_integral_value()
    ):
        return None
    if text[number.end + 1 : number.end + 2] not in ("i", "o", "I", "O"):
        return None
    match = _ONE_IN.match(text, number.end)
    return match.end() if match is not None else None


def share_of(first: Number, second: Number) -> Number | None:
    """ "1 in 5" as a number, where it is a share."""
    if second.high is not None or second.value <= first.value or first.value > 100 or second.fraction:
        return None
    return Number(first.start, second.end, ratio(first.value, second.value), form=first.form, fraction=True)
