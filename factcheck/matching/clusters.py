"""Pairs that make sense together: claims of one question at one time as a group, seen by average linkage.

An article does not contradict itself in passing, and what holds between two pairs of three claims tells about the
third: single pairs are therefore accepted or dropped as part of the groups they join.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from factcheck.matching.relations import Relation

_UNSEEN = -4.0
_CAP = 8.0
_LARGEST = 64
_SLACK = 2.0


class Edge(NamedTuple):
    """Two claims (by number) that may speak of one quantity: log odds, and the relation they would have."""

    a: int
    b: int
    log_odds: float
    relation: Relation | None


@dataclass(slots=True)
class Groups:
    """Claims of one quantity and time; every claim is in one group, most in one of their own."""

    group_of: dict[int, int]
    members: dict[int, list[int]]


def group(
    edges: Iterable[Edge],
    may_contradict: Callable[[int, int], bool],
    threshold: float = 0.0,
    unweighed: Callable[[int, int], bool] = lambda a, b: False,
) -> tuple[Groups, dict[tuple[int, int], Edge]]:
    """Merge claims along edges of one time, the surest first, while the mean log odds across stay up.

    Pairs without an edge count as unlikely, but for those ``unweighed``: nothing is known of them.
    """
    by_pair = {(min(e.a, e.b), max(e.a, e.b)): e for e in edges}
    groups = Groups({}, {})
    for a, b in by_pair:
        for claim in (a, b):
            groups.group_of.setdefault(claim, claim)
            groups.members.setdefault(claim, [claim])
    same_time = [e for e in by_pair.values() if e.relation in ("duplicate", "contradiction") and e.log_odds > threshold]
    for edge in sorted(same_time, key=lambda e: (-e.log_odds, e.a, e.b)):
        one, other = groups.group_of[edge.a], groups.group_of[edge.b]
        if one != other and _may_merge(
            groups.members[one], groups.members[other], by_pair, may_contradict, threshold, unweighed
        ):
            for claim in groups.members[other]:
                groups.group_of[claim] = one
            groups.members[one] += groups.members.pop(other)
    return groups, by_pair


def _may_merge(
    one: list[int],
    other: list[int],
    by_pair: dict[tuple[int, int], Edge],
    may_contradict: Callable[[int, int], bool],
    threshold: float,
    unweighed: Callable[[int, int], bool],
) -> bool:
    if len(one) * len(other) > _LARGEST * _LARGEST:
        return True
    total, weighed = 0.0, 0
    for a in one:
        for b in other:
            edge = by_pair.get((min(a, b), max(a, b)))
            if edge is None and unweighed(a, b):
                continue
            weighed += 1
            total += max(-_CAP, min(_CAP, edge.log_odds)) if edge else _UNSEEN
            if edge and edge.relation != "duplicate" and not may_contradict(a, b):
                return False
    return total / weighed > threshold - _SLACK


def updates(groups: Groups, by_pair: dict[tuple[int, int], Edge], threshold: float) -> Iterator[tuple[int, int, float]]:
    """Pairs of claims whose groups speak of one quantity at two times, with the mean log odds across."""
    across: dict[tuple[int, int], list[float]] = defaultdict(list)
    later: set[tuple[int, int]] = set()
    for (a, b), edge in by_pair.items():
        one, other = groups.group_of[a], groups.group_of[b]
        if one != other:
            across[min(one, other), max(one, other)].append(max(-_CAP, min(_CAP, edge.log_odds)))
            later |= {(min(one, other), max(one, other))} if edge.relation == "update" else set()
    for (one, other), odds in across.items():
        if (one, other) not in later:
            continue
        pairs = len(groups.members[one]) * len(groups.members[other])
        mean = sum(odds) / len(odds)
        if pairs <= _LARGEST:
            mean = (sum(odds) + _UNSEEN * (pairs - len(odds))) / pairs
        for a in groups.members[one]:
            for b in groups.members[other]:
                edge_ = by_pair.get((min(a, b), max(a, b)))
                if edge_ is None or edge_.relation not in ("update", "contradiction"):
                    continue
                both = max(mean, (mean + min(_CAP, edge_.log_odds)) / 2)
                if both > threshold:
                    yield a, b, both
