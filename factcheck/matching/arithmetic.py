"""Figures of one article, or of one subject, that cannot all be true, by a sum a reader can check.

A relative figure ("about 12 % ahead of B", "a cut of 12 %", "40 % of all sales", "a lead of 12,000") is held against
the two absolute figures it relates. Absolutes are intervals (rounding, comparators), so the result of the sum is one
too; only a stated figure outside it, with a margin, is reported.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import permutations
from typing import NamedTuple

from factcheck.matching.bags import Bag
from factcheck.matching.changes import off_changes
from factcheck.matching.comparisons import off_comparisons
from factcheck.matching.halving import off_halvings
from factcheck.matching.periods import relation as period_relation
from factcheck.matching.portions import off_portions
from factcheck.matching.products import off_products
from factcheck.matching.profile import Profile
from factcheck.matching.record import Statement
from factcheck.matching.scoring import Pair
from factcheck.matching.segments import off_segments
from factcheck.matching.shares import off_shares
from factcheck.matching.similarity import comparable, containment, same_script
from factcheck.matching.told import averaged, ends, other_quantity, plain, sentences, shown
from factcheck.matching.totals import off_totals
from factcheck.matching.versus import over_articles
from factcheck.matching.wording import wording

_RELATIVE = frozenset({"%", "x"})
_MARGIN_POINTS = 1.0
_MARGIN_SHARE = 0.05
_MOST_ABSOLUTES = 16
_WINDOW = 64
_LEAD = "lead"
_GAP_READ_WRONG = 20
_SURE = 3
_UNSURE = 0.5
_FEW = 4
_YEAR_BEFORE = wording("<year_before>")
_DAYS_A_MONTH = 31


class Sum(NamedTuple):
    """What the absolutes say: an interval in the unit of the relative figure, and the sum in words."""

    low: float
    high: float
    words: str


def contradictions(profiles: Iterable[Profile], within: Collection[str] | None = None) -> Iterator[Pair]:
    """Pairs (relative or restated claim, absolute claim) that a sum shows to be at odds, in and across articles.

    ``within`` are the sources whose own sums are checked, all where None is given.
    """
    articles: dict[str, list[Profile]] = defaultdict(list)
    profiles = list(profiles)
    for profile in profiles:
        if profile.source:
            articles[profile.source].append(profile)
    for source, claims in articles.items():
        if within is not None and source not in within:
            continue
        # how old somebody is is no end of a change of anything else
        absolutes = [
            c
            for c in claims
            if c.amount.dimension not in _RELATIVE | {"pp"} and c.amount.middle > 0 and c.record.kind != "age"
        ]
        by_dimension: dict[str, list[Profile]] = defaultdict(list)
        for claim in sorted(absolutes, key=_position):
            by_dimension[claim.amount.dimension].append(claim)
        told = sentences(claims)
        pairs, read = off_changes(told)
        yield from pairs
        for check in (off_comparisons, off_portions):
            pairs, settled = check(told)
            yield from pairs
            read |= settled
        for claim in claims:
            if id(claim) in read:
                continue
            if claim.amount.dimension in _RELATIVE:
                yield from _ratio(claim, by_dimension)
            elif _LEAD in claim.metric.metrics:
                yield from _difference(claim, by_dimension[claim.amount.dimension])
        for adding in (off_totals, off_segments, off_products, off_halvings, off_shares):
            yield from adding(told)
    if len(articles) > 1:
        yield from over_articles(profiles)


def _ratio(claim: Profile, by_dimension: dict[str, list[Profile]]) -> Iterator[Pair]:
    """A relative claim against every pair of absolutes it may relate; silent as soon as one pair bears it out."""
    found: list[tuple[float, Profile, Profile, Sum]] = []
    if averaged(claim):
        return
    for dimension, absolutes in by_dimension.items():
        related = _nearest(claim, [c for c in _around(claim, absolutes) if _concerns(claim, c)])
        crowd = sum(_sentence(claim) == _sentence(c) for c in related) > 2
        for one, other in permutations(related, 2):
            fit = _relates(claim, one, other)
            if crowd and (fit <= 1 or not _apart(one, other)):
                fit = min(fit, _UNSURE)  # of three figures any two may be meant
            if fit <= 0:
                continue
            for check in _sums(claim, one, other):
                if _within(claim, check):
                    return
                # "After 30 seconds 99 %, after 1 minute more": how long is seldom what changed, but from … to.
                if fit >= (_SURE if dimension == "s" else 1) and _plausible(claim, check):
                    found.append((fit, one, other, check))
    if found:
        best = max(found, key=lambda item: item[0])
        yield from _report(claim, best[1], best[2], best[3], best[0])


def _plausible(claim: Profile, check: Sum) -> bool:
    """Figures whose quotient is many times what is stated are not the two it was taken from."""
    return max(abs(check.low), abs(check.high)) < _GAP_READ_WRONG * max(abs(claim.amount.middle), 1e-9)


def _concerns(claim: Profile, absolute: Profile) -> bool:
    """Whether an absolute can be one of the two a relative claim relates: of its subject or baseline, or beside it."""
    if _together(claim, absolute) or _names(claim.subject, absolute.subject):
        return True
    return bool(claim.baseline.total and _names(claim.baseline, absolute.subject))


def _nearest(claim: Profile, absolutes: list[Profile]) -> list[Profile]:
    """At most :data:`_MOST_ABSOLUTES` absolutes, those closest in the text, so that a long list stays cheap."""
    if len(absolutes) <= _MOST_ABSOLUTES:
        return absolutes
    place, order = _position(claim)
    return sorted(absolutes, key=lambda other: (abs(_place(other) - place), abs(other.order - order)))[:_MOST_ABSOLUTES]


def _around(claim: Profile, ordered: list[Profile]) -> list[Profile]:
    """The :data:`_WINDOW` of ``ordered`` around a claim: an article of thousands of figures takes time by its length.

    Words are compared only within it, for that is what costs.
    """
    if len(ordered) <= _WINDOW:
        return ordered
    at = bisect_left(ordered, _position(claim), key=_position)
    first = max(0, min(at - _WINDOW // 2, len(ordered) - _WINDOW))
    return ordered[first : first + _WINDOW]


def _position(claim: Profile) -> tuple[int, int]:
    """Where a claim stands; the order of reading where offsets are unknown or the same."""
    return _place(claim), claim.order


def _place(claim: Profile) -> int:
    return claim.record.start if isinstance(claim.record.start, int) else 0


def _relates(claim: Profile, one: Profile, other: Profile) -> float:
    """How sure the claim relates ``one`` to ``other``: 1 and more to report, above 0 to be borne out by it."""
    if other_quantity(one, other):
        return 0.0
    if other_quantity(claim, one) or other_quantity(claim, other):
        return 0.0
    if claim.change and _from_one_to_other(claim, one, other):
        return 3.0
    metric = max(_like(one.metric, other.metric, one, other), same_script(one.metric_text, other.metric_text))
    if metric < 0.5:
        return 0.0
    about = max(
        _like(claim.metric, one.metric, claim, one),
        _like(claim.clause, one.metric, claim, one),
        _like(claim.metric, one.clause, claim, one),
    )
    same_sentence = float(_together(claim, one)) + float(_together(claim, other))
    if _apart(one, other):
        return _relates_subjects(claim, one, other, about, same_sentence)
    return _relates_periods(claim, one, other, about, same_sentence)


def _relates_subjects(claim: Profile, one: Profile, other: Profile, about: float, same_sentence: float) -> float:
    """ "A is 12 % ahead of B": ``one`` is A's figure, ``other`` B's, both of one period."""
    if period_relation(one.period, other.period) == "other":
        return 0.0
    is_subject = _names(claim.subject, one.subject)
    is_baseline = _names(claim.baseline, other.subject) if claim.baseline.total else 0.0
    if not is_subject and not (is_baseline and same_sentence):
        return 0.0
    # "On this measure A is 12 % ahead of B": which measure is told before.
    follows = not claim.topic and all(abs(claim.order - absolute.order) <= _FEW for absolute in (one, other))
    if is_subject and is_baseline and (about > 0 or same_sentence or follows):
        return 2.0 + same_sentence
    if claim.baseline.total or same_sentence < 2:
        return 0.5 if is_subject and about > 0 else 0.0
    return 1.0 if is_subject and about > 0 and claim.change else 0.5


def _relates_periods(claim: Profile, one: Profile, other: Profile, about: float, same_sentence: float) -> float:
    """ "Cut by 12 %": ``one`` is the figure after, ``other`` the one before, of one subject and metric."""
    if period_relation(one.period, other.period) != "other" or not claim.change:
        return 0.0
    if one.modality != other.modality or not _later(one, other):
        return 0.0
    if not _same_subject(one, other) or not (_names(claim.subject, one.subject) or same_sentence):
        return 0.0
    if not _as_long(one, other) or not _as_long(claim, one) or not _a_year_apart(claim, one, other):
        return 0.0
    if period_relation(claim.period, one.period) == "other":
        return 0.0
    if same_sentence == 2:
        return 2.0
    return 1.0 if same_sentence and about > 0 else 0.5


def _from_one_to_other(claim: Profile, one: Profile, other: Profile) -> bool:
    """ "A rise from 40 to 50 in 2024 … 20 % in 2024", all in one sentence: ``other`` is where it began."""
    if not (_sentence(claim) == _sentence(one) == _sentence(other)) or not _same_subject(one, other):
        return False
    alike = claim.subject_text == one.subject_text and period_relation(claim.period, one.period) == "same"
    return alike and other.origin and not one.origin


def _as_long(one: Profile, other: Profile) -> bool:
    """Whether the periods of two figures are about as long, as far as they are known."""
    if not one.period or not other.period or not one.period.length or not other.period.length:
        return True
    return 0.8 <= one.period.length / other.period.length <= 1.25


def _a_year_apart(claim: Profile, one: Profile, other: Profile) -> bool:
    """False where the claim compares with a year before and the two figures are known to lie closer or further."""
    said = claim.record.relative_to if isinstance(claim.record.relative_to, str) else ""
    if not _YEAR_BEFORE.search(said or _sentence(claim)) or one.period is None or other.period is None:
        return True
    if one.period.first is None or other.period.first is None:
        return True
    return 11 <= (one.period.first - other.period.first) / _DAYS_A_MONTH <= 13


def _later(one: Profile, other: Profile) -> bool:
    if one.period is None or other.period is None:
        return True
    if one.period.first is not None and other.period.first is not None:
        return one.period.first > other.period.first
    return other.period.label.startswith(("before", "<"))


def _sums(claim: Profile, one: Profile, other: Profile) -> Iterator[Sum]:
    """The sums the claim may mean, in its own unit."""
    low, high = _quotient(one, other)
    division = f"{shown(one)} / {shown(other)} = {one.amount.middle / other.amount.middle:.3g}"
    if claim.amount.dimension == "x":
        yield Sum(low, high, f"{division} times")
        if claim.change:
            yield Sum(low - 1, high - 1, f"{division}, a change of {low - 1:.2g} times")
        return
    if not claim.change:
        yield Sum(low * 100, high * 100, f"{division}, that is {100 * one.amount.middle / other.amount.middle:.3g} %")
        return
    change = 100 * (one.amount.middle / other.amount.middle - 1)
    way = "more" if change > 0 else "less"
    words = f"{division}, that is {abs(change):.3g} % {way}"
    ends = (100 * (low - 1), 100 * (high - 1))
    if claim.direction == "down":
        ends = (-ends[1], -ends[0])
    yield Sum(ends[0], ends[1], words)


def _quotient(one: Profile, other: Profile) -> tuple[float, float]:
    (low, high), (least, most) = ends(one), ends(other)
    return max(low, 0.0) / most, high / least if least > 0 else float("inf")


def _difference(claim: Profile, absolutes: list[Profile]) -> Iterator[Pair]:
    """ "A lead of 12,000" against two figures of two subjects, one of them the claim's and one in its sentence."""
    found: list[tuple[float, Profile, Profile, Sum]] = []
    own = [c for c in _nearest(claim, _around(claim, absolutes)) if c is not claim and _LEAD not in c.metric.metrics]
    for one, other in permutations(own, 2):
        if one.amount.middle < other.amount.middle or not _apart(one, other):
            continue
        beside = _together(claim, one) or _together(claim, other)
        if not beside or period_relation(one.period, other.period) == "other":
            continue
        if not (_names(claim.subject, one.subject) or _names(claim.subject, other.subject)):
            continue
        (low, high), (least, most) = ends(one), ends(other)
        gap = one.amount.middle - other.amount.middle
        check = Sum(low - most, high - least, f"{shown(one)} - {shown(other)} = {plain(gap)}")
        if min(claim.amount.high, check.high) >= max(claim.amount.low, check.low):
            return
        # Figures many times the gap apart from what it says are not the two it was taken from.
        if gap < _GAP_READ_WRONG * claim.amount.middle:
            found.append((abs(gap - claim.amount.middle), one, other, check))
    if found:
        _, one, other, check = min(found, key=lambda item: item[0])
        yield from _report(claim, one, other, check, 1.0)


def _within(claim: Profile, check: Sum) -> bool:
    margin = _MARGIN_POINTS if claim.amount.dimension == "%" else 0.0
    margin = max(margin, _MARGIN_SHARE * abs(claim.amount.middle))
    low, high = ends(claim)
    return check.low - margin <= high and low <= check.high + margin


def _report(claim: Profile, one: Profile, other: Profile, check: Sum, fit: float) -> Iterator[Pair]:
    stated = f"stated {shown(claim)}" + (f" {claim.direction}" if claim.direction else "")
    score = round(min(0.95, 0.7 + 0.08 * fit), 3)
    for absolute, third in ((one, other), (other, one)):
        why = (check.words, stated, f"with claim {third.id}: {shown(third)}")
        yield Pair(claim.id, absolute.id, "contradiction", score, why)


def _sentence(claim: Profile) -> str:
    return claim.record.statement_text


def _together(a: Profile, b: Profile) -> bool:
    """Whether two figures stand in one sentence; next to each other in the list where offsets are unknown."""
    if _sentence(a) == _sentence(b):
        return True
    known = all(isinstance(c.record.statement, Statement) and c.record.statement.start is not None for c in (a, b))
    return not known and abs(a.order - b.order) <= 2


def _like(a: Bag, b: Bag, one: Profile, other: Profile) -> float:
    return containment(*comparable(a, b, one.chinese, other.chinese))


def _names(asked: Bag, subject: Bag) -> float:
    """Whether two texts name the same thing: by shared names where both have some, else by shared words."""
    if asked.names and subject.names:
        return float(bool(asked.names & subject.names))
    return float(containment(*comparable(asked, subject, True, True)) >= 0.6)


def _same_subject(one: Profile, other: Profile) -> bool:
    return one.subject_text == other.subject_text or bool(_names(one.subject, other.subject))


def _apart(one: Profile, other: Profile) -> bool:
    """Whether two figures are of different subjects."""
    return not _same_subject(one, other)
