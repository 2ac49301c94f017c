"""A stated change against the figures that other articles give for its subject: 40 in 2023, 50 in 2024, "rose 10 %".

Only figures of one subject, one measured thing and stated periods are put together, and only where every article that
gives a figure for such a period gives the same: else it is not known which of them the change was taken from. Changes
are in per cent, times or, of percentages, in points; levels are of any dimension.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping

from factcheck.matching.changes import Ends, against
from factcheck.matching.figures import agreement
from factcheck.matching.periods import period_before
from factcheck.matching.places import figure_place
from factcheck.matching.profile import Profile
from factcheck.matching.rivals import who_of
from factcheck.matching.scoring import Pair
from factcheck.matching.told import averaged, is_level, other_quantity
from factcheck.matching.topics import OF_ANOTHER
from factcheck.matching.wording import wording

_YEAR_BEFORE = wording("<year_before>")
_OTHER_BASE = wording("<other_base>")
_SCOPE = wording("<scopes>")
_LEVEL = wording("<level_before><hedge>$")
MOST = 32
"""How many figures of one thing and time are looked at."""


def across_articles(profiles: Iterable[Profile]) -> Iterator[Pair]:
    """Contradictions between a change and the figures of its subject before and after it, from two articles or more."""
    levels: dict[tuple[Hashable, str, bool], list[Profile]] = defaultdict(list)
    changes: list[tuple[Hashable, Profile]] = []
    for claim in profiles:
        thing = _thing(claim)
        if thing is None:
            continue
        if (is_level(claim) or _is_rate(claim)) and (claim.direction is None or _LEVEL.search(_before(claim))):
            told = levels[thing, claim.period.label if claim.period else "", _is_rate(claim)]
            if len(told) < MOST:
                told.append(claim)
        elif claim.change:
            changes.append((thing, claim))
    for thing, change in changes:
        yield from _held(thing, change, levels)


def _is_rate(claim: Profile) -> bool:
    """Whether a figure is a level in per cent, which changes by points."""
    return claim.amount.dimension == "%" and not claim.change and claim.amount.middle > 0


def _thing(claim: Profile) -> Hashable | None:
    """What a claim measures of whom, where both are named and the time is stated; else None."""
    # what the lexicon lacks ("assembly time") is one thing where it is put in the same words
    measured: Hashable = claim.metric.metrics - OF_ANOTHER or (not claim.metric.metrics and claim.metric_text)
    timed = claim.period is not None and claim.period.certainty == "stated" and claim.period.first is not None
    if not claim.source or not claim.subject_text or claim.generic or not measured or not timed:
        return None
    if claim.modality != "actual" or claim.topic_inferred:
        return None
    return who_of(claim.subject.names, claim.subject_text), measured, narrowed(claim)


def narrowed(claim: Profile) -> frozenset[str]:
    """What else is named: places and products other than the subject, words that narrow a metric or what it is of."""
    subject = claim.subject_text.split()
    scopes = {match[0].lower() for match in _SCOPE.finditer(claim.sentence_text)}
    said = {scope for scope in scopes if scope.split()[-1] not in subject}
    names = claim.clause.names - claim.subject.names
    return frozenset(names | said) | claim.metric.qualifiers | claim.clause.qualifiers


def _before(claim: Profile) -> str:
    start, _ = figure_place(claim.record, claim.sentence_text)
    return claim.sentence_text[max(0, start - 24) : start]


def _held(
    thing: Hashable, change: Profile, levels: Mapping[tuple[Hashable, str, bool], list[Profile]]
) -> Iterator[Pair]:
    assert change.period is not None
    before = period_before(change.period.label)
    if not before or averaged(change):
        return
    said = change.record.relative_to if isinstance(change.record.relative_to, str) else ""
    before_that = _YEAR_BEFORE.search(said or change.sentence_text)
    # a quarter or a month may be held against the one before it; another base is another sum
    if (
        (not change.period.label[-4:].isdigit() and not before_that)
        or _OTHER_BASE.search(change.sentence_text)
        or (said and not before_that)
    ):
        return
    points = change.amount.dimension == "pp"
    labels = (before, change.period.label)
    first, last = (one_figure(change, levels.get((thing, label, points), [])) for label in labels)
    if first is None or last is None or len({change.source, first.source, last.source}) < 2:
        return
    if not all(_of_the_same(change, level) for level in (first, last)):
        return
    counted = first.amount.dimension == "count" and first.record.unit != last.record.unit
    if counted or first.amount.dimension != last.amount.dimension or first.record.per != last.record.per:
        return
    # "rose three times" is said of three times and of four
    way = 0 if change.amount.dimension == "x" else -1 if change.direction == "down" else 1
    if way or change.direction == "up":
        yield from against(change, Ends(first, last), way)


def _of_the_same(change: Profile, level: Profile) -> bool:
    """Whether what else the metrics name is told of both: "car sales" of cars sold, not of lorries."""
    if not _plainly(change) or not _plainly(level):
        return False
    if change.chinese != level.chinese:
        return change.metric.runs == level.metric.runs == ()
    for one, other in ((change, level), (level, change)):
        words = {token for token in one.metric.weights if token[:2] not in ("g:", "d:")} - one.metric.metrics
        words.update(one.metric.runs)
        if not words <= set(other.sentence.weights) | set(other.sentence.runs) | set(other.noun.weights):
            return False
    return True


def _plainly(claim: Profile) -> bool:
    """Whether Chinese has nothing but a time between subject and metric: 某公司服务营收 is of its services."""
    if not claim.chinese:
        return True
    between = (
        rf"{re.escape(claim.shown_subject)}的?[\d年财季度月一二三四上下半第全]{{0,10}}{re.escape(claim.shown_metric)}"
    )
    return re.search(between, claim.sentence_text) is not None


def one_figure(change: Profile, told: list[Profile]) -> Profile | None:
    """The figure of a period, if there is one and all that is told of the period agrees with it."""
    if not told or any(other_quantity(change, level) for level in told):
        return None
    one = told[0]
    alike = all(
        level.amount.dimension == one.amount.dimension and agreement(one.amount, level.amount) == "same"
        for level in told[1:]
    )
    # the finest figure is the surest; of equals the first, so that an article that repeats it changes no sum
    return max(told, key=lambda level: (level.amount.digits, -level.order)) if alike else None
