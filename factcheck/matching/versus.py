"""Comparisons and shares over articles: "three times the V2" against what another article says of the V2.

The figure of what is compared stands in the comparison's own article, that of what it is compared with in others, which
must agree. Two shares of one market and time that exceed it are told of two holders by two articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from factcheck.matching.across import MOST, across_articles, narrowed, one_figure
from factcheck.matching.changes import Ends, against
from factcheck.matching.profile import Profile
from factcheck.matching.rivals import who_of
from factcheck.matching.scoring import Pair
from factcheck.matching.text import normal
from factcheck.matching.told import averaged, is_level, other_quantity, shown
from factcheck.matching.topics import OF_ANOTHER
from factcheck.matching.wording import wording

_SCORE = 0.8
_MARGIN_POINTS = 1.0
_MORE = wording(r"^ (?:<comparing_en>)\b")
_MARKET = wording("<one_market>")
_SOMEBODY = wording("<vague_wholes>")
_SEVERAL = wording("<several_holders>")

Levels = dict[tuple[Hashable, Hashable, str], list[Profile]]


def over_articles(profiles: Sequence[Profile]) -> Iterator[Pair]:
    """Every contradiction that a sum of figures of two articles or more shows: changes, comparisons and shares."""
    yield from across_articles(profiles)
    yield from compared_over_articles(profiles)
    yield from shares_over_articles(profiles)


def compared_over_articles(profiles: Iterable[Profile]) -> Iterator[Pair]:
    """Contradictions between comparisons and the figures of the two things compared, from two articles or more."""
    levels: Levels = defaultdict(list)
    comparisons: list[tuple[Hashable, Profile]] = []
    for claim in profiles:
        measured = _measured(claim)
        if not measured or not claim.source or not claim.subject_text or claim.modality != "actual":
            continue
        if claim.rival_text and not averaged(claim):
            comparisons.append((measured, claim))
        elif is_level(claim) and claim.direction is None:
            told = levels[who_of(claim.subject.names, claim.subject_text), measured, _time(claim)]
            if len(told) < MOST:
                told.append(claim)
    for measured, claim in comparisons:
        yield from _held(measured, claim, levels)


def _measured(claim: Profile) -> Hashable:
    return claim.metric.metrics - OF_ANOTHER or (not claim.metric.metrics and claim.metric_text)


def _time(claim: Profile) -> str:
    return claim.period.label if claim.period else ""


def _held(measured: Hashable, claim: Profile, levels: Levels) -> Iterator[Pair]:
    way = 0 if claim.amount.dimension == "x" else {"up": 1, "down": -1}.get(claim.direction or "", 0)
    if claim.amount.dimension == "%" and not way:
        return
    who, rival = who_of(claim.subject.names, claim.subject_text), who_of(claim.rival_names, claim.rival_text)
    if who == rival or _says_more_times(claim):
        return
    mine = [level for level in levels.get((who, measured, _time(claim)), []) if level.source == claim.source]
    theirs = levels.get((rival, measured, _time(claim)), [])
    if len(mine) != 1 or mine[0].sentence_text != claim.sentence_text:
        return
    if not theirs or any(level.source == claim.source for level in theirs):
        return
    own, other = mine[0], one_figure(claim, theirs)
    if other is None or own.amount.dimension != other.amount.dimension or own.record.per != other.record.per:
        return
    counted = own.amount.dimension == "count" and own.record.unit != other.record.unit
    if counted or other_quantity(own, other) or narrowed(own) != narrowed(other):
        return
    yield from against(claim, Ends(other, own), way)


def _says_more_times(claim: Profile) -> bool:
    """Whether it is "three times more than", which is said of three times and of four."""
    if claim.amount.dimension != "x":
        return False
    if claim.chinese:
        return claim.direction is not None
    figure = shown(claim)
    return any(_MORE.match(part) for part in claim.sentence_text.split(figure)[1:]) if figure else True


def shares_over_articles(profiles: Iterable[Profile]) -> Iterator[Pair]:
    """Pairs of shares that two holders have of one market at one time by two articles, together more than all of it."""
    wholes: dict[Hashable, list[Profile]] = defaultdict(list)
    for claim in profiles:
        whole = _whole(claim)
        if whole is not None and len(wholes[whole]) < MOST:
            wholes[whole].append(claim)
    for shares in wholes.values():
        for one, other in combinations(shares, 2):
            if one.source != other.source and _exclude(one, other):
                added = one.amount.middle + other.amount.middle
                words = f"{shown(one)} + {shown(other)} = {added:g} %, more than the whole"
                yield Pair(one.id, other.id, "contradiction", _SCORE, (words, f"{_written(one)}, {_written(other)}"))


def _written(claim: Profile) -> str:
    return f"{claim.shown_subject} {shown(claim)}"


def _whole(claim: Profile) -> Hashable | None:
    """The market that a share is of and its time, where both are named and the holder is one."""
    if claim.amount.dimension != "%" or claim.change or claim.modality != "actual" or not claim.source:
        return None
    if claim.period is None or claim.period.certainty != "stated" or not claim.subject_text or claim.generic:
        return None
    said = claim.record.relative_to
    if not isinstance(said, str) or not _MARKET.search(said) or _SOMEBODY.search(said):
        return None
    if _SEVERAL.search(claim.shown_subject) or not _named(claim):
        return None
    return normal(said), claim.period.label, narrowed(claim)


def _named(claim: Profile) -> bool:
    """Whether the holder is a name: in English each of its words begins with a capital or a digit."""
    if claim.subject.names:
        return True
    words = claim.shown_subject.split()
    return claim.chinese or all(word[0].isupper() or word[0].isdigit() for word in words)


def _exclude(one: Profile, other: Profile) -> bool:
    """Whether two shares are of different holders, neither a part of the other, and exceed the whole."""
    first, second = one.subject_text, other.subject_text
    if first in second or second in first or one.subject.names & other.subject.names:
        return False
    return one.amount.low + other.amount.low > 100 + _MARGIN_POINTS
