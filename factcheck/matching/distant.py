"""Sums over articles among very many claims: only a change and the levels a year apart that it needs are read in full.

The work grows with the changes and levels of stated periods, not with their pairs: blocks are of one subject and one
measured thing, and of each period a few levels are enough (``across.py``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from factcheck.matching.across import MOST, across_articles, period_before
from factcheck.matching.articles import Articles
from factcheck.matching.blocks import Rows, blocks
from factcheck.matching.periods import parse_period
from factcheck.matching.profile import Profile
from factcheck.matching.scoring import Pair
from factcheck.matching.sketch import ACTUAL, DOWN, UP, Interner, Sketches
from factcheck.matching.told import OF_ANOTHER

_RELATIVE = ("%", "x", "pp")


class Distant:
    """What :func:`across_articles` finds among ``sketches`` beyond the single stories of ``articles``."""

    def __init__(self, sketches: Sketches, articles: Articles, profile: Callable[[int], Profile]) -> None:
        self._s = sketches
        self._profile = profile
        self._group = {source: number for number, group in enumerate(articles.groups) for source in group}
        things = sketches.tables.dimensions.things
        relative = np.array([thing in _RELATIVE for thing in things])[sketches.dimension]
        percent = np.array([thing == "%" for thing in things])[sketches.dimension]
        self._change = percent & (sketches.flags & (UP | DOWN) != 0)
        self._level = ~relative & (sketches.dimension != 0)
        measured, numbers = Interner(), [0]
        numbers += [measured[metrics - OF_ANOTHER or None] for metrics in sketches.metrics.metrics[1:]]
        self._measured: NDArray[np.int32] = np.array(numbers, np.int32)[sketches.metric]
        self._label = cache(self._read_label)

    def pairs(self, kept: NDArray[np.bool_]) -> Iterator[Pair]:
        """The contradictions of the subjects ``kept``."""
        s = self._s
        usable = kept & (s.flags & ACTUAL != 0) & (s.period != 0) & (s.source != 0) & (self._change | self._level)
        if not (usable & self._change).any():
            return
        for rows in blocks(s.subject_key, self._measured, kept=usable):
            some = self._summed(rows)
            if some:
                yield from self._new(some)

    def _summed(self, rows: Rows) -> list[int]:
        """Of a block the changes that have levels at both ends, and these levels."""
        changes = rows[self._change[rows]].tolist()
        if not changes:
            return []
        levels: dict[str, list[int]] = defaultdict(list)
        for row in rows[self._level[rows]].tolist():
            told = levels[self._label(int(self._s.period[row]))]
            if len(told) < MOST:
                told.append(row)
        wanted: set[int] = set()
        for row in changes:
            label = self._label(int(self._s.period[row]))
            before = period_before(label)
            if before in levels and label in levels:
                wanted.update((row, *levels[before], *levels[label]))
        return sorted(wanted) if len(set(self._s.source[sorted(wanted)].tolist())) > 1 else []

    def _new(self, rows: list[int]) -> Iterator[Pair]:
        """Sums over ``rows`` but those of the claims of one story, which are said with it."""
        stories: dict[int, list[Profile]] = defaultdict(list)
        profiles = [self._profile(row) for row in rows]
        for row, profile in zip(rows, profiles, strict=True):
            stories[self._group.get(int(self._s.source[row]), -1)].append(profile)
        alone = stories.pop(-1, [])
        if not alone and len(stories) == 1:
            return
        said = {(pair.a, pair.b) for story in stories.values() for pair in across_articles(story)}
        yield from (pair for pair in across_articles(profiles) if (pair.a, pair.b) not in said)

    def _read_label(self, period: int) -> str:
        return parse_period(self._s.tables.periods.things[period]).label
