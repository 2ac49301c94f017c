"""Which articles of an archive tell one story: those are matched as a small file is, pair by pair and seen together.

Two articles tell one story where they share two telling things: a long figure, or a question (subject, metric, period)
that both answer. Only the nearest few that share a thing are compared, so that the work stays linear in the claims.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from factcheck.matching.sketch import Sketches

_TELLING_DIGITS = 3
_NEIGHBOURS = 8
_LONG = 200
_REACH = 32
_MOST_PAIRS = 20_000
_LARGEST_GROUP = 600
_SMALL_GROUP = 120


class Articles:
    """The sources of ``sketches`` that have two claims or more, in groups that tell one story."""

    def __init__(self, sketches: Sketches) -> None:
        counts = np.bincount(sketches.source, minlength=1)
        self.among: NDArray[np.bool_] = (counts >= 2)[sketches.source] & (sketches.source != 0)
        """Of every claim whether its source is such an article."""
        self._source = sketches.source
        self._rows = np.argsort(sketches.source, kind="stable")
        self._starts = np.concatenate(([0], np.cumsum(counts)))
        self._stories: set[tuple[int, int]] = set()
        self.groups: list[list[int]] = []
        """Sources, group by group; most are alone."""
        self._gather(_sharing(sketches, self.among), counts.tolist())

    def told(self, a: int, b: int) -> bool:
        """Whether two claims are of one article or of two of one story, and so weighed with these."""
        one, other = int(self._source[a]), int(self._source[b])
        if one == other:
            return one != 0
        return (min(one, other), max(one, other)) in self._stories

    def claims(self, group: list[int]) -> list[int]:
        """Rows of the claims of a group, article by article."""
        return [row for source in group for row in self._of(source)]

    def pairs(self, group: list[int]) -> Iterator[tuple[int, int]]:
        """Positions in :meth:`claims` to look at: all of one article or story, of a long
        article those near each other.

        Of a small group all: what two articles share with a third makes one story of the three.
        """
        places: dict[int, range] = {}
        at = 0
        for source in group:
            places[source] = range(at, at + len(self._of(source)))
            at = places[source].stop
        for place in places.values():
            if len(place) <= _LONG:
                yield from combinations(place, 2)
            else:
                yield from ((a, b) for a in place for b in range(a + 1, min(a + 1 + _REACH, place.stop)))
        for one, other in combinations(sorted(group), 2):
            if (one, other) in self._stories:
                yield from ((min(a, b), max(a, b)) for a, b in product(places[one], places[other]))

    def _of(self, source: int) -> list[int]:
        rows: list[int] = self._rows[self._starts[source] : self._starts[source + 1]].tolist()
        return rows

    def _gather(self, sharing: list[tuple[int, int]], counts: list[int]) -> None:
        """Join articles that share much, the largest shares first, while a group stays small."""
        sources = [source for source, count in enumerate(counts) if source and count >= 2]
        group_of = {source: source for source in sources}
        members = {source: [source] for source in sources}
        sizes = {source: counts[source] for source in sources}
        for one, other in sharing:
            if counts[one] * counts[other] > _MOST_PAIRS:
                continue
            a, b = group_of[one], group_of[other]
            if a != b:
                if sizes[a] + sizes[b] > _LARGEST_GROUP:
                    continue
                for source in members[b]:
                    group_of[source] = a
                members[a] += members.pop(b)
                sizes[a] += sizes.pop(b)
            self._stories.add((one, other))
        self.groups = list(members.values())
        for source, group in members.items():
            if len(group) > 2 and sizes[source] <= _SMALL_GROUP:
                self._stories.update(combinations(sorted(group), 2))


def _sharing(s: Sketches, among: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Pairs of sources with two telling things or more in common, those with most first."""
    family = families(s)
    size = np.abs(s.figures[:, 4])
    long = np.flatnonzero(among & (s.digits >= _TELLING_DIGITS) & (size > 0))
    power = np.floor(np.log10(size[long]))
    mantissa = np.round(size[long] / 10.0 ** (power - 2))
    asked = np.flatnonzero(among & (s.subject_key != 0) & (s.metric_key != 0) & (s.period != 0))
    figures = numbered(family[long], power.astype(np.int64), mantissa.astype(np.int64))
    questions = numbered(family[asked], s.subject_key[asked], s.metric_key[asked], s.period[asked])
    thing = np.concatenate((figures, questions + (figures.max() + 1 if len(figures) else 0)))
    source = np.concatenate((s.source[long], s.source[asked]))
    if not len(thing):
        return []
    sources = int(source.max()) + 1
    told = np.unique(thing * sources + source)
    thing, source = told // sources, told % sources
    found = [
        source[:-step][same] * sources + source[step:][same]
        for step in range(1, min(_NEIGHBOURS, len(thing) - 1) + 1)
        if (same := thing[:-step] == thing[step:]).any()
    ]
    if not found:
        return []
    pairs, shared = np.unique(np.concatenate(found), return_counts=True)
    pairs, shared = pairs[shared >= 2], shared[shared >= 2]
    pairs = pairs[np.argsort(-shared, kind="stable")]
    return list(zip((pairs // sources).tolist(), (pairs % sources).tolist(), strict=True))


def families(s: Sketches) -> NDArray[np.int32]:
    """Of every claim the number of its dimension; money of every currency together, multiples with percentages."""
    numbers: dict[str, int] = {}
    table = [0]
    for dimension in s.tables.dimensions.things[1:]:
        family = "money" if dimension.startswith("money:") else "%" if dimension == "x" else dimension
        table.append(numbers.setdefault(family, len(numbers) + 1))
    found: NDArray[np.int32] = np.array(table, np.int32)[s.dimension]
    return found


def numbered(*columns: NDArray[np.int32] | NDArray[np.int64]) -> NDArray[np.int64]:
    """One number from 0 for each combination of values, given column by column."""
    found = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        values, place = np.unique(column, return_inverse=True)
        _, found = np.unique(found * max(1, len(values)) + place, return_inverse=True)
    return found
