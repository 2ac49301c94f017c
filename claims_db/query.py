"""Which claims, in what order: every list is one pass over the covering index of its order.

Status, kind and flags stand in each of those indexes, so they are tested on the way. What does not (tags, text,
assignee, named ids) is a set of ids: a small one is fetched and sorted, a large one is tested along the index.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from claims_db.codes import FLAG_BITS, KIND_CODES, SHOWN_ALWAYS, SHOWN_ON_REQUEST, STATUS_CODES
from claims_db.connection import Store
from claims_db.errors import InvalidRecord
from claims_db.records import FLAGS, KINDS, SORTS, Query, Sort, Status

if TYPE_CHECKING:
    from claims_db.search import Folding

SMALL_SET = 150_000
"""Ids up to which sorting a set (2 µs an id) beats testing a million index entries."""
SCARCE = 5_000
"""The same where only the first rows are wanted: a larger set mostly has them near the index's beginning."""
NEAR = 20_000
"""Index entries tested for the first rows of a larger set before the set is sorted after all: its members may all
stand at the far end, as those of a word do that begins subjects."""
_PIECE = 1 << 16
_CHUNK = 500
"""Ids to one statement."""
_DIGITS = bytes.maketrans(b"0123456789", bytes(range(10)))
"""From the digit of a status to its code."""


@dataclass(frozen=True, slots=True)
class Order:
    """An index, the columns it is in order of after which ``id`` decides, and the natural direction."""

    index: str
    keys: tuple[str, ...]
    highest_first: bool = False
    """The index stands in descending order of its first key, and lists start with its highest."""
    descending: bool = False
    """Lists start at the index's end."""


ORDERS: dict[Sort, Order] = {
    "checkworthiness": Order("claim_by_checkworthiness", ("rank DESC", "id"), highest_first=True),
    "source": Order("claim_by_source", ("source_id", "start", "id")),
    "id": Order("claim_by_id", ("id",)),
    "value": Order("claim_by_value", ("sort_value", "id"), descending=True),
    "status": Order("claim_by_status", ("status", "rank DESC", "id")),
    "kind": Order("claim_by_kind", ("kind", "rank DESC", "id")),
    "metric": Order("claim_by_metric", ("metric IS NULL", "metric COLLATE NOCASE", "id")),
    "subject": Order("claim_by_subject", ("subject IS NULL", "subject COLLATE NOCASE", "id")),
    "changed": Order("claim_by_changed", ("version", "id"), descending=True),
}


@dataclass(slots=True)
class Plan:
    """A query put into SQL."""

    tests: list[str] = field(default_factory=list)
    """Conditions on columns that every ordering index carries."""
    values: list[Any] = field(default_factory=list)
    sets: list[str] = field(default_factory=list)
    """Queries for ids, each in a column ``id``; all must contain a claim."""
    set_values: list[Any] = field(default_factory=list)
    nothing: bool = False
    """Nothing can meet it."""

    def members(self) -> str:
        """The set of ids that are in all of ``sets``."""
        return " INTERSECT ".join(self.sets)


def ids(store: Store, query: Query, sort: Sort, descending: bool | None, limit: int | None, offset: int) -> array[int]:
    """See ``Database.ids``."""
    return ids_with_status(store, query, sort, descending, limit, offset)[0]


def ids_with_status(
    store: Store, query: Query, sort: Sort, descending: bool | None, limit: int | None, offset: int
) -> tuple[array[int], bytes]:
    """See ``Database.ids_with_status``."""
    if sort not in SORTS:
        raise InvalidRecord(f"order {sort!r} is unknown; choose one of {', '.join(SORTS)}")
    with store.read() as conn:
        plan = _plan(conn, query, store.folding)
        if plan.nothing:
            return array("q"), b""
        if limit is not None and plan.sets and not _has_few(conn, plan, SCARCE):
            walk, values = _walk(plan, query, sort, descending, NEAR)
            found = _fetch(conn, walk, values, limit, offset)
            if len(found[0]) == limit:
                return found
        sql, values = _statement(conn, plan, query, sort, descending)
        return _fetch(conn, sql, values, limit, offset)


def _fetch(
    conn: sqlite3.Connection, sql: str, values: list[Any], limit: int | None, offset: int
) -> tuple[array[int], bytes]:
    # as two texts instead of a million rows: SQLite makes them without holding up other threads of the program
    numbers, codes = conn.execute(
        f"SELECT group_concat(id), group_concat(status, '') FROM ({sql} LIMIT ? OFFSET ?)",
        (*values, -1 if limit is None else limit, offset),
    ).fetchone()
    return _numbers(numbers or ""), bytes(codes or "", "ascii").translate(_DIGITS)


def _numbers(text: str) -> array[int]:
    """The numbers in ``text``, parted by commas; read piece by piece, so that other threads get their turn."""
    found: array[int] = array("q")
    start = 0
    while start < len(text):
        end = text.find(",", start + _PIECE)
        end = len(text) if end < 0 else end
        found.extend(json.loads(f"[{text[start:end]}]"))
        start = end + 1
    return found


def matching(store: Store, text: str, notes_by: str | None = None) -> array[int]:
    """See ``Database.matching``."""
    with store.read() as conn:
        plan = Plan()
        _match(conn, plan, store.folding().expression(text), notes_by)
        if plan.nothing:
            return array("q")
        found = conn.execute(f"SELECT group_concat(id) FROM ({plan.members()})", plan.set_values).fetchone()[0]
    return _numbers(found or "")


def count_by_status(store: Store) -> dict[Status, int]:
    """See ``Database.count_by_status``."""
    with store.read() as conn:
        counted = dict(
            conn.execute(
                "SELECT status, count(*) FROM claim INDEXED BY claim_by_status WHERE shown >= ? GROUP BY status",
                (SHOWN_ALWAYS,),
            ).fetchall()
        )
    return {status: counted.get(code, 0) for status, code in STATUS_CODES.items()}


def count(store: Store, query: Query) -> int:
    """See ``Database.count``."""
    with store.read() as conn:
        plan = _plan(conn, query, store.folding)
        if plan.nothing:
            return 0
        sql, values = _statement(conn, plan, query, "id", None, ordered=False)
        return int(conn.execute(f"SELECT count(*) FROM ({sql})", values).fetchone()[0])


def tags(store: Store, ids: Sequence[int] | None) -> list[tuple[str, int]]:
    """See ``Database.tags``."""
    counts = "SELECT name, count(*) FROM claim_tag JOIN tag ON tag.id = tag_id {} GROUP BY tag_id ORDER BY name"
    with store.read() as conn:
        if ids is None:
            return conn.execute(counts.format("")).fetchall()
        found: Counter[str] = Counter()
        for first in range(0, len(ids), _CHUNK):
            some = ids[first : first + _CHUNK]
            marks = ", ".join("?" * len(some))
            found.update(dict(conn.execute(counts.format(f"WHERE claim_id IN ({marks})"), some).fetchall()))
    return sorted(found.items())


def _statement(
    conn: sqlite3.Connection,
    plan: Plan,
    query: Query,
    sort: Sort,
    descending: bool | None,
    *,
    ordered: bool = True,
) -> tuple[str, list[Any]]:
    if plan.sets and _has_few(conn, plan, SMALL_SET):
        tail = _order_of(query, sort, descending)[1].replace(" id", " claim.id") if ordered else ""
        return (
            f"SELECT claim.id, status FROM ({plan.members()}) AS member "
            f"CROSS JOIN claim ON claim.id = member.id WHERE {_where(plan)} {tail}",
            [*plan.set_values, *plan.values],
        )
    return _walk(plan, query, sort, descending, ordered=ordered)


def _has_few(conn: sqlite3.Connection, plan: Plan, most: int) -> bool:
    """Whether the sets have ``most`` members in common, or fewer."""
    some = f"SELECT count(*) FROM (SELECT 1 FROM ({plan.members()}) LIMIT {most + 1})"
    return bool(conn.execute(some, plan.set_values).fetchone()[0] <= most)


def _where(plan: Plan) -> str:
    return " AND ".join(plan.tests) or "1"


def _walk(
    plan: Plan, query: Query, sort: Sort, descending: bool | None, entries: int = 0, *, ordered: bool = True
) -> tuple[str, list[Any]]:
    """Along the index of the order, of which only the first ``entries`` that meet the tests if there are more."""
    index, order = _order_of(query, sort, descending)
    walk = f"SELECT id, status FROM claim INDEXED BY {index} WHERE {_where(plan)}"
    tail = order if ordered else ""
    within = " AND ".join(f"id IN ({members})" for members in plan.sets)
    if not within:
        return f"{walk} {tail}", plan.values
    if entries:
        sql = f"SELECT id, status FROM ({walk} {tail} LIMIT {entries}) WHERE {within}"
    else:
        sql = f"{walk} AND {within} {tail}"
    return sql, [*plan.values, *plan.set_values]


def _order_of(query: Query, sort: Sort, descending: bool | None) -> tuple[str, str]:
    """The index to go along, and the ORDER BY that it is in."""
    order = ORDERS[sort]
    index = order.index
    if sort == "checkworthiness" and len(query.status) == 1:
        # with one status (or kind) the index by it is in this order too, and holds nothing else
        index = ORDERS["status"].index
    elif sort == "checkworthiness" and len(query.kind) == 1:
        index = ORDERS["kind"].index
    if query.source is not None:
        index = ORDERS["source"].index
    # "descending" speaks of the values: where the index starts with the highest, that is its own direction
    backwards = order.descending if descending is None else descending != order.highest_first
    return index, f"ORDER BY {_keys(order.keys, backwards)}"


def _keys(keys: tuple[str, ...], backwards: bool) -> str:
    if not backwards:
        return ", ".join(keys)
    return ", ".join(key.removesuffix(" DESC") if key.endswith(" DESC") else f"{key} DESC" for key in keys)


def _plan(conn: sqlite3.Connection, query: Query, folding: Callable[[], Folding]) -> Plan:
    plan = Plan()
    plan.tests.append(f"shown >= {SHOWN_ON_REQUEST if query.every else SHOWN_ALWAYS}")
    if query.status:
        from claims_db.validation import valid_status

        codes = [STATUS_CODES[valid_status(status)] for status in query.status]
        plan.tests.append(_among("status", codes))
    if query.kind:
        for kind in query.kind:
            if kind not in KINDS:
                raise InvalidRecord(f"kind {kind!r} is unknown; choose one of {', '.join(KINDS)}")
        plan.tests.append(_among("kind", [KIND_CODES[kind] for kind in query.kind]))
    if query.flag is not None:
        if query.flag not in FLAGS:
            raise InvalidRecord(f"flag {query.flag!r} is unknown; choose one of {', '.join(FLAGS)}")
        plan.tests.append(f"flags & {FLAG_BITS[query.flag]}")
    if query.source is not None:
        plan.tests.append("source_id = ?")
        plan.values.append(query.source)
    for tag in query.tag:
        plan.sets.append("SELECT claim_id AS id FROM claim_tag WHERE tag_id = (SELECT id FROM tag WHERE name = ?)")
        plan.set_values.append(tag)
    if query.assignee:
        plan.sets.append("SELECT id FROM claim WHERE assignee = ?")
        plan.set_values.append(query.assignee)
    elif query.assignee is not None:
        plan.tests.append("claim.id NOT IN (SELECT id FROM claim WHERE assignee IS NOT NULL)")
    if query.unjudged_by is not None:
        plan.tests.append("claim.id NOT IN (SELECT claim_id FROM verdict WHERE reviewer = ?)")
        plan.values.append(query.unjudged_by)
    if query.ids is not None:
        plan.sets.append("SELECT value AS id FROM json_each(?)")
        plan.set_values.append(str(list(query.ids)))
    if query.text and query.text.strip():
        _match(conn, plan, folding().expression(query.text), query.unjudged_by)
    return plan


def _match(conn: sqlite3.Connection, plan: Plan, expression: str | None, notes_by: str | None) -> None:
    """Claims in which the words stand, or in a note on them: anybody's, or only ``notes_by``'s."""
    if expression is None:
        plan.nothing = True
        return
    found = "SELECT rowid AS id FROM claim_search WHERE claim_search MATCH ?"
    in_notes = "SELECT rowid FROM note_search WHERE note_search MATCH ?"
    plan.set_values.append(expression)
    if conn.execute(f"{in_notes} LIMIT 1", (expression,)).fetchone():
        whose = "" if notes_by is None else "AND by = ? "
        found = f"SELECT * FROM ({found} UNION SELECT claim_id FROM note WHERE NOT gone {whose}AND id IN ({in_notes}))"
        plan.set_values += [expression] if notes_by is None else [notes_by, expression]
    plan.sets.append(found)


def _among(column: str, codes: list[int]) -> str:
    # the plus keeps SQLite on the index of the order instead of one it finds cheaper to filter by
    name = column if len(codes) == 1 else f"+{column}"
    return f"{name} IN ({', '.join(map(str, sorted(set(codes))))})"
