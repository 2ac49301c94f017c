"""Sums over articles among very many claims: only what a sum needs is read in full.

That is a change and the levels a year apart, a comparison and the figures of the two compared, shares of one whole and
period that may exceed it. The work grows with these claims, not with their pairs: blocks are of one subject and one
measured thing, and of each period a few levels are enough (``across.py``, ``versus.py``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from factcheck.matching.across import MOST, across_articles
from factcheck.matching.articles import Articles
from factcheck.matching.blocks import Rows, blocks
from factcheck.matching.periods import parse_period, period_before
from factcheck.matching.profile import Profile
from factcheck.matching.rivals import COMPARING, rival_of
from factcheck.matching.scoring import Pair
from factcheck.matching.sketch import ACTUAL, BASELINE, DOWN, UP, Interner, Sketches
from factcheck.matching.text import normal
from factcheck.matching.told import NO_ABSOLUTES
from factcheck.matching.topics import OF_ANOTHER
from factcheck.matching.versus import compared_over_articles, shares_over_articles

_WHOLE = 100.0


class Distant:
    """What :func:`over_articles` finds among ``sketches`` beyond the single stories of ``articles``.

    ``profile`` reads a claim in full, ``compared_with`` what it has as ``relative_to``.
    """

    def __init__(
        self,
        sketches: Sketches,
        articles: Articles,
        profile: Callable[[int], Profile],
        compared_with: Callable[[int], object],
    ) -> None:
        self._s = sketches
        self._profile = profile
        self._compared_with = compared_with
        self._group = {source: number for number, group in enumerate(articles.groups) for source in group}
        things = sketches.tables.dimensions.things
        relative = np.array([thing in NO_ABSOLUTES for thing in things])[sketches.dimension]
        percent = np.array([thing == "%" for thing in things])[sketches.dimension]
        moved = sketches.flags & (UP | DOWN) != 0
        self._rate = percent & ~moved
        self._change = relative & moved
        self._level = (~relative & (sketches.dimension != 0)) | self._rate
        self._baseline = sketches.flags & BASELINE != 0
        self._comparing = np.array([thing in COMPARING for thing in things])[sketches.dimension] & self._baseline
        self._points = np.array([thing == "pp" for thing in things])[sketches.dimension]
        measured, numbers = Interner(), [0]
        named = zip(sketches.metrics.metrics[1:], sketches.tables.metrics.things[1:], strict=True)
        numbers += [measured[metrics - OF_ANOTHER or (None if metrics else normal(text))] for metrics, text in named]
        self._measured: NDArray[np.int32] = np.array(numbers, np.int32)[sketches.metric]
        self._label = cache(self._read_label)

    def pairs(self, kept: NDArray[np.bool_]) -> Iterator[Pair]:
        """The contradictions of the subjects ``kept``."""
        yield from self._changes(kept)
        yield from self._comparisons(kept)
        yield from self._shares(kept)

    def _changes(self, kept: NDArray[np.bool_]) -> Iterator[Pair]:
        s = self._s
        usable = kept & (s.flags & ACTUAL != 0) & (s.period != 0) & (s.source != 0) & (self._change | self._level)
        if not (usable & self._change).any():
            return
        for rows in blocks(s.subject_key, self._measured, kept=usable):
            some = self._summed(rows)
            if some:
                yield from self._new(some, across_articles)

    def _comparisons(self, kept: NDArray[np.bool_]) -> Iterator[Pair]:
        """Comparisons whose rival has a figure of the same measured thing, with the figures of both."""
        s = self._s
        subjects, dimensions = s.tables.subjects, s.tables.dimensions.things
        usable = (s.flags & ACTUAL != 0) & (s.source != 0) & (s.subject != 0) & (self._measured != 0)
        asked: list[tuple[int, int, int]] = []
        key = s.subject_key.astype(np.int64) << 32 | self._measured
        for row in np.flatnonzero(kept & usable & self._comparing).tolist():
            named = rival_of(subjects.things[s.subject[row]], self._compared_with(row), dimensions[s.dimension[row]])
            if rival := subjects.get(named):
                asked.append((row, int(key[row]), int(s.subjects.key[rival]) << 32 | int(self._measured[row])))
        wanted = np.unique(np.array([other for _, mine, theirs in asked for other in (mine, theirs)], np.int64))
        own: dict[tuple[int, int], list[int]] = defaultdict(list)
        timed: dict[tuple[int, int], list[int]] = defaultdict(list)
        for row in np.flatnonzero(self._level & ~self._rate & usable & np.isin(key, wanted)).tolist():
            for told in (own[int(key[row]), int(s.source[row])], timed[int(key[row]), int(s.period[row])]):
                if len(told) < MOST:
                    told.append(row)
        for row, mine, theirs in asked:
            others = timed.get((theirs, int(s.period[row])), [])
            beside = own.get((mine, int(s.source[row])), [])
            if others and beside:
                yield from self._new(sorted({row, *others, *beside}), compared_over_articles)

    def _shares(self, kept: NDArray[np.bool_]) -> Iterator[Pair]:
        """Shares of which two exceed their whole; a whole is looked at where its first claim is kept."""
        s = self._s
        usable = self._rate & self._baseline & (s.flags & ACTUAL != 0) & (s.source != 0) & (s.subject != 0)
        for rows in blocks(s.metric, s.period, kept=usable):
            largest = np.sort(s.figures[rows, 4])[-2:].sum()
            if kept[rows[0]] and largest > _WHOLE and len(set(s.source[rows].tolist())) > 1:
                yield from self._new(rows[:MOST].tolist(), shares_over_articles)

    def _summed(self, rows: Rows) -> list[int]:
        """Of a block the changes that have levels at both ends, and these levels."""
        changes = rows[self._change[rows]].tolist()
        if not changes:
            return []
        levels: dict[tuple[str, bool], list[int]] = defaultdict(list)
        for row in rows[self._level[rows]].tolist():
            told = levels[self._label(int(self._s.period[row])), bool(self._rate[row])]
            if len(told) < MOST:
                told.append(row)
        wanted: set[int] = set()
        for row in changes:
            label = self._label(int(self._s.period[row]))
            ends = (period_before(label), bool(self._points[row])), (label, bool(self._points[row]))
            if all(end in levels for end in ends):
                wanted.update((row, *levels[ends[0]], *levels[ends[1]]))
        return sorted(wanted) if len(set(self._s.source[sorted(wanted)].tolist())) > 1 else []

    def _new(self, rows: list[int], summed: Callable[[list[Profile]], Iterable[Pair]]) -> Iterator[Pair]:
        """Sums over ``rows`` but those of the claims of one story, which are said with it."""
        stories: dict[int, list[Profile]] = defaultdict(list)
        profiles = [self._profile(row) for row in rows]
        for row, profile in zip(rows, profiles, strict=True):
            stories[self._group.get(int(self._s.source[row]), -1)].append(profile)
        alone = stories.pop(-1, [])
        if not alone and len(stories) == 1:
            return
        said = {(pair.a, pair.b) for story in stories.values() for pair in summed(story)}
        yield from (pair for pair in summed(profiles) if (pair.a, pair.b) not in said)

    def _read_label(self, period: int) -> str:
        return parse_period(self._s.tables.periods.things[period]).label
