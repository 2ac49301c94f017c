"""Groups of claims that say the same: what links of the type ``duplicate`` join, directly or by way of others.

Nothing of a group is stored. It follows from the links that stand, so that a link more joins two groups, one less
splits them, and undo needs nothing of its own. Suggestions join nothing until a reviewer confirms them.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from claims_db.records import DECIDED, STATUSES, Group, Member

_CHUNK = 400
"""Ids to one statement."""


def groups_of(conn: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Group]:
    """The group of each of ``ids`` that is in one of two claims or more; withdrawn claims belong to none."""
    wanted = set(ids)
    beside = _neighbours(conn, wanted)
    members = {member.id: member for member in _members(conn, beside)}
    groups: dict[int, Group] = {}
    for claim_id in wanted & members.keys():
        if claim_id not in groups:
            reached = _reached(claim_id, beside, members)
            if len(reached) > 1:
                group = Group(tuple(sorted((members[number] for number in reached), key=_lead_first)))
                groups |= dict.fromkeys(reached, group)
    return {claim_id: groups[claim_id] for claim_id in wanted & groups.keys()}


def with_groups(conn: sqlite3.Connection, ids: Iterable[int]) -> list[int]:
    """``ids``, each followed by the others of its group; nothing twice."""
    wanted = list(ids)
    groups = groups_of(conn, wanted)
    found: dict[int, None] = {}
    for claim_id in wanted:
        group = groups.get(claim_id)
        found |= dict.fromkeys([claim_id, *(member.id for member in group.members)] if group else [claim_id])
    return list(found)


def _lead_first(member: Member) -> tuple[bool, int, int]:
    """What orders a group: decided before undecided, then by evidence, then the one stored first."""
    return (member.status not in DECIDED, -member.evidence_count, member.id)


def _neighbours(conn: sqlite3.Connection, ids: set[int]) -> Mapping[int, set[int]]:
    """For every claim that links reach from ``ids``, those it is linked to."""
    beside: dict[int, set[int]] = defaultdict(set)
    seen, frontier = set(ids), set(ids)
    while frontier:
        found = list(_links(conn, frontier))
        for a, b in found:
            beside[a].add(b)
            beside[b].add(a)
        frontier = {end for pair in found for end in pair} - seen
        seen |= frontier
    return beside


def _links(conn: sqlite3.Connection, ids: Iterable[int]) -> Iterator[tuple[int, int]]:
    for marks, some in _chunks(ids):
        for end in ("a", "b"):
            yield from conn.execute(
                f"SELECT a, b FROM link WHERE {end} IN ({marks}) AND type = 'duplicate' AND NOT gone", some
            )


def _members(conn: sqlite3.Connection, ids: Iterable[int]) -> Iterator[Member]:
    for marks, some in _chunks(ids):
        for claim_id, status, evidence in conn.execute(
            f"SELECT id, status, evidence_count FROM claim WHERE id IN ({marks}) AND NOT withdrawn", some
        ):
            yield Member(claim_id, STATUSES[status], evidence)


def _chunks(ids: Iterable[int]) -> Iterator[tuple[str, list[int]]]:
    every = sorted(ids)
    for first in range(0, len(every), _CHUNK):
        some = every[first : first + _CHUNK]
        yield ", ".join("?" * len(some)), some


def _reached(claim_id: int, beside: Mapping[int, set[int]], members: Mapping[int, Member]) -> set[int]:
    reached, frontier = {claim_id}, {claim_id}
    while frontier:
        frontier = {far for near in frontier for far in beside[near] if far in members} - reached
        reached |= frontier
    return reached
