"""Which claims to look at together, so that a million claims take seconds and a block of copies time by its length.

A block is a run of claims that share a key. Small blocks are looked at pair by pair; in a large one claims are sorted
by period and value and each stretch of agreeing claims is tied to its first, so the number of pairs stays linear.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

LARGEST = 64
_WINDOW = 6

Rows = NDArray[np.int64]


def blocks(*keys: NDArray[np.int32], kept: NDArray[np.bool_] | None = None) -> Iterator[Rows]:
    """Rows that agree in all ``keys``, ascending, for every key combination that two rows or more share.

    Rows with a 0 in any key, and those not in ``kept``, are in no block.
    """
    usable = np.ones(len(keys[0]), bool) if kept is None else kept.copy()
    for key in keys:
        usable &= key != 0
    rows = np.flatnonzero(usable)
    if not len(rows):
        return
    order = np.lexsort([key[rows] for key in keys[::-1]])
    rows = rows[order]
    new = np.zeros(len(rows), bool)
    for key in keys:
        taken = key[rows]
        new[1:] |= taken[1:] != taken[:-1]
    starts = np.flatnonzero(new)
    bounds = np.concatenate(([0], starts, [len(rows)]))
    for number in np.flatnonzero(np.diff(bounds) > 1):
        yield rows[bounds[number] : bounds[number + 1]]


def overlapping(rows: Rows, low: NDArray[np.float64], high: NDArray[np.float64]) -> tuple[Rows, Rows]:
    """Pairs of ``rows`` whose figures' intervals overlap, each claim with at most a few that follow it by value."""
    order = np.argsort(low[rows], kind="stable")
    rows = rows[order]
    lows, highs = low[rows], high[rows]
    reach = np.minimum(np.searchsorted(lows, highs, side="left"), np.arange(len(rows)) + 1 + _WINDOW)
    counts = np.maximum(reach - np.arange(len(rows)) - 1, 0)
    first = np.repeat(np.arange(len(rows)), counts)
    start = np.repeat(np.cumsum(counts) - counts, counts)
    second = first + 1 + (np.arange(len(first)) - start)
    return rows[first], rows[second]
