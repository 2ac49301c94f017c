"""Articles that tell one story: figures they share make other figures that agree between them less of a chance."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from factcheck.matching.features import FEATURES, digits_agreed
from factcheck.matching.profile import Profile

STORY = FEATURES.index("told by the same story")
SOURCES = FEATURES.index("sources of one story")
_DIGITS = FEATURES.index("digits that agree")
_TELLING = digits_agreed(3, 3)
_ENOUGH = 5
_QUARTER = 93

Row = tuple[int, int, list[float]]


def tell_stories(profiles: Sequence[Profile], rows: Sequence[Row]) -> None:
    """Fill in the evidence of pairs whose figures agree: how many other long figures their two sources share.

    ``rows`` are positions of two claims and their evidence, which is changed in place: 0 for none, 1 for
    :data:`_ENOUGH` and more, times the digits that agree.
    """
    shared: dict[tuple[str, str], tuple[set[float], set[float]]] = defaultdict(lambda: (set(), set()))
    for a, b, features in rows:
        if features[_DIGITS] >= _TELLING and (pair := _sources(profiles[a], profiles[b])):
            one, other = shared[pair]
            one.add(profiles[a].amount.middle)
            other.add(profiles[b].amount.middle)
    for a, b, features in rows:
        if (pair := _sources(profiles[a], profiles[b])) and pair in shared:
            others = min(map(len, shared[pair])) - (features[_DIGITS] >= _TELLING)
            told = min(1.0, math.log1p(others) / math.log1p(_ENOUGH))
            features[STORY] = features[_DIGITS] * told
            features[SOURCES] = told


def date_articles(profiles: Sequence[Profile]) -> None:
    """Fill in when each claim's article was written: at the end of the last month or quarter it tells of as past."""
    latest: dict[str, int] = {}
    for claim in profiles:
        period = claim.period
        if period is None or period.last is None or period.fiscal or claim.modality != "actual":
            continue
        if claim.source and period.length <= _QUARTER:
            latest[claim.source] = max(latest.get(claim.source, 0), period.last)
    for claim in profiles:
        claim.told = latest.get(claim.source)


def _sources(a: Profile, b: Profile) -> tuple[str, str] | None:
    if not a.source or not b.source or a.source == b.source:
        return None
    return (a.source, b.source) if a.source < b.source else (b.source, a.source)
