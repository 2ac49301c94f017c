"""Which relation two claims of one quantity have: the same, at odds, or of two times."""

from __future__ import annotations

from typing import Any, Literal, Protocol

from factcheck.matching.dates import DAYS_A_YEAR, Day, Lag, days_apart
from factcheck.matching.figures import Amount, figures_agree
from factcheck.matching.periods import Period, times_of
from factcheck.matching.periods import Relation as Times

Relation = Literal["duplicate", "contradiction", "update"]
_TELLING_DIGITS = 3
_EXACT = 1e-6
_SHARES = frozenset(["%", "x", "pp"])
_MONTH = 31
_REVISED = 70
"""Days after which another forecast of the same thing is a new one rather than at odds with the old: a quarter, for
that is how often they are made, less what the last figures of an article may lag behind it."""

_BEYOND = 10_000

_GONE_ON = 3
"""Days after which another figure of the same thing is later news: an agency's story is in print a day or two later."""


class Stated(Protocol):
    """What relation and reasons ask of a claim: a profile, or the sketch of one."""

    id: Any
    amount: Amount
    period: Period | None
    direction: str | None
    change: bool
    modality: str
    shown_subject: str
    shown_metric: str
    sentence_text: str
    origin: bool
    source: Any
    told: int | None
    """When its article was written, as far as its figures show: the end of the latest short period that is past."""
    written: Day | None
    """The day of its article's dateline."""
    lag: Lag | None


def relation_of(a: Stated, b: Stated) -> Relation | None:
    """The relation of two claims known to speak of the same quantity; None where logic settles nothing."""
    agree = figures_agree(a, b)
    times = _times(a, b, agree == "same")
    if times == "unknown" and agree != "same" and (_begins_after(a, b) or _begins_after(b, a)):
        times = "other"
    if agree == "same" and (times == "near" and _at_its_end(a.period, b.period)):
        times = "same"
    if times in ("other", "near") and agree == "same" and (_one_time(a, b) or (times == "near" and _loosely(a, b))):
        return "duplicate"
    if times == "other" or (times == "near" and (agree != "same" or _few_digits(a, b))):
        # What was expected is no later news of what happened.
        return "update" if _expected(a) == _expected(b) or _supposed(a, b) else None
    if a.direction and b.direction and a.direction != b.direction:
        return "contradiction"
    if agree == "same":
        # a plan is no deed; what was forecast and what happened extraction does not part as surely
        return None if {a.modality, b.modality} == {"actual", "target"} else "duplicate"
    if times == "unknown" and _told_days_apart(a, b):
        return "update"
    if agree == "loose":
        return None
    if a.sentence_text and a.sentence_text == b.sentence_text:
        # "From 69,800 to 55,800 yuan": before and after. Else one sentence speaks of two things.
        return "update" if a.origin != b.origin else None
    if _expected(a) != _expected(b) and not _supposed(a, b):
        return None  # sold 2 million where 2.5 million were expected
    if _beyond_error(a.amount, b.amount):
        return None
    return "update" if _revised(a, b) else "contradiction"


def _beyond_error(a: Amount, b: Amount) -> bool:
    """Whether two figures are so far apart that no slip, a billion for a million, makes one of the other."""
    small, large = sorted((abs(a.middle), abs(b.middle)))
    return small > 0 and large > _BEYOND * small


def _times(a: Stated, b: Stated, agree: bool) -> Times:
    """How the periods stand to each other; what neither sentence states is not known to differ in two articles of one
    time, and does differ in articles of two, unless the figures agree: a later article repeats what an earlier told."""
    times = times_of(a, b)
    carried = [claim.period is not None and claim.period.certainty == "carried over" for claim in (a, b)]
    if not any(carried) or a.source == b.source or times == "same":
        return times
    if times == "unknown" and (a.period is None or b.period is None):
        return "other" if _told_apart(a, b) and not agree else times
    if times == "near" and _inferred_around(a.period, b.period) and not _told_apart(a, b):
        return "unknown"  # an article of 2024 that names no day may well speak of the December of the other
    return "unknown" if all(carried) and _told_together(a, b) else times


def told_later(a: Stated, b: Stated) -> bool:
    """Whether ``a`` is the later of two claims of which one updates the other: of a later period, else of a later
    article; in one article and where no date tells, what is told from an earlier time is the earlier."""
    if a.origin != b.origin:
        return b.origin
    one, other = a.period, b.period
    if one is not None and other is not None:
        ends = [period.last for period in (one, other)]
        if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
            return ends[0] > ends[1]
        if None in ends:
            return _before(other) or not (_before(one) or one.label < other.label)
    if a.lag and b.lag and a.lag.steps != b.lag.steps:
        return a.lag.steps > b.lag.steps
    days = [day_of(claim) for claim in (a, b)]
    if days[0] is not None and days[1] is not None and days[0] != days[1]:
        return days[0] > days[1]
    back = [claim.lag.steps if claim.lag else 0 for claim in (a, b)]
    return back[0] > back[1]


def _before(period: Period) -> bool:
    return period.label.startswith(("before", "<"))


def day_of(claim: Stated) -> int | None:
    """When the article of a claim was written, in days since the year 0 (months of 31 days), as far as is known."""
    if claim.written is not None and claim.written.year is not None:
        return claim.written.year * DAYS_A_YEAR + claim.written.day
    return claim.told


def _at_its_end(a: Period | None, b: Period | None) -> bool:
    """Whether one period is the last month or day of the other: inflation of 2025 is that of its December."""
    if a is None or b is None or a.last != b.last or a.fiscal != b.fiscal:
        return False
    return min(a.length, b.length) <= _MONTH


def _inferred_around(a: Period | None, b: Period | None) -> bool:
    """Whether the longer of two periods was carried over from elsewhere."""
    if a is None or b is None:
        return False
    longer = a if a.length > b.length else b
    return longer.certainty == "carried over"


def _told_apart(a: Stated, b: Stated) -> bool:
    apart = _days_between(a, b)
    return apart is not None and apart >= _REVISED


def _days_between(a: Stated, b: Stated) -> int | None:
    """Days between the writing of two articles: by their datelines where both name the year, else by what they tell."""
    if a.written is not None and b.written is not None and None not in (a.written.year, b.written.year):
        return days_apart(a.written, b.written)
    return None if a.told is None or b.told is None else abs(a.told - b.told)


def _told_days_apart(a: Stated, b: Stated) -> bool:
    """Whether two articles were written so far apart that a count may have gone on: a death toll, takings so far."""
    if _expected(a) or _expected(b) or (a.change or b.change) or not _goes_on(a.amount.dimension):
        return False
    apart = days_apart(a.written, b.written)
    return apart is not None and apart >= _GONE_ON


def _goes_on(dimension: str) -> bool:
    """Whether figures of a dimension add up as time goes by; a share at week 52 of a trial stays what it was."""
    return dimension == "count" or dimension.startswith("money:")


def _told_together(a: Stated, b: Stated) -> bool:
    apart = _days_between(a, b)
    return apart is not None and apart < _REVISED


def _expected(claim: Stated) -> bool:
    return claim.modality != "actual"


def _supposed(a: Stated, b: Stated) -> bool:
    """Whether one is told as what may be ("they may draw 16bn litres"): that settles nothing."""
    return "hypothetical" in (a.modality, b.modality)


def _revised(a: Stated, b: Stated) -> bool:
    """Whether two forecasts are an old and a new one.

    One that its own article gives up ("from ¥280bn", "instead of the 21 % it projected") is as old as an article a
    quarter earlier: held against that one it must be the same, held against any other it is the older.
    """
    if not _expected(a) or not _expected(b) or "target" in (a.modality, b.modality):
        return False
    if a.origin == b.origin:
        return _told_apart(a, b)
    return not _told_apart(a, b)


def _one_time(a: Stated, b: Stated) -> bool:
    """Whether two figures are so much the same that rather a period nobody wrote in full was read wrong."""
    certainty = {claim.period.certainty for claim in (a, b) if claim.period is not None}
    if certainty == {"stated"} or a.direction != b.direction:
        return False
    digits = min(a.amount.digits, b.amount.digits)
    if "carried over" in certainty and a.source != b.source:
        return digits >= _TELLING_DIGITS - 1
    return digits >= _TELLING_DIGITS and abs(a.amount.middle - b.amount.middle) <= _EXACT * abs(a.amount.middle)


def _loosely(a: Stated, b: Stated) -> bool:
    """Whether one number of two digits or more is told of two stretches of time of which one is not told in full: "in
    the same period". A share may well be alike in a year and its quarter."""
    dimensions, digits = (a.amount.dimension, b.amount.dimension), min(a.amount.digits, b.amount.digits)
    certainty = {claim.period.certainty for claim in (a, b) if claim.period is not None}
    return certainty != {"stated"} and digits >= _TELLING_DIGITS - 1 and not _SHARES & set(dimensions)


def _begins_after(a: Stated, b: Stated) -> bool:
    """Whether the period of ``b`` begins after the article was written that tells ``a`` without a period."""
    if a.period is not None or a.lag is not None or b.period is None or b.period.first is None:
        return False
    day = day_of(a)
    if day is not None and (a.written is None or a.written.year is None):
        day += _MONTH  # what an article tells of as past lies a month back
    return day is not None and b.period.first > day


def _few_digits(a: Stated, b: Stated) -> bool:
    """Whether chance can well make two figures agree: of a year and its quarter only long ones are one."""
    return min(a.amount.digits, b.amount.digits) < _TELLING_DIGITS
