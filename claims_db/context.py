"""What an event leaves to be looked up: the claims it names by uid, the extracted value under a correction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims_db.records import Event


@dataclass(frozen=True, slots=True)
class Context:
    """What telling an event to people takes beside the event."""

    others: tuple[int, ...] = ()
    """Of a join or split, the claims on its other side."""
    ends: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """The two claims of each part that is a link or a rejection."""
    extracted: Mapping[str, Any] = field(default_factory=dict)
    """Of each corrected field what was extracted, as JSON."""


def with_context(conn: sqlite3.Connection, events: Iterable[Event]) -> Iterator[Event]:
    """``events``, each with its context."""
    extracted: dict[int, Mapping[str, Any]] = {}
    for event in events:
        if any(part.startswith("field:") for part in event.after) and event.claim_id not in extracted:
            extracted[event.claim_id] = _extracted(conn, event.claim_id)
        context = Context(_others(conn, event), dict(_ends(conn, event)), extracted.get(event.claim_id, {}))
        yield replace(event, context=context)


def _others(conn: sqlite3.Connection, event: Event) -> tuple[int, ...]:
    from claims_db.succession import REPLACING, far_end, moves_links, replacement

    if event.act not in REPLACING or moves_links(event):
        return ()
    far = far_end(conn, event.id)
    if far is not None:
        return (far,)
    one = replacement(conn, event.batch)
    return one.new if event.claim_id in one.old and event.claim_id not in one.new else one.old


def _ends(conn: sqlite3.Connection, event: Event) -> Iterator[tuple[str, tuple[int, int]]]:
    for part in event.after:
        table, _, uid = part.partition(":")
        if table in ("link", "rejection"):
            row = conn.execute(f"SELECT a, b FROM {table} WHERE uid = ?", (bytes.fromhex(uid),)).fetchone()
            if row is not None:
                yield part, (row[0], row[1])


def _extracted(conn: sqlite3.Connection, claim_id: int) -> Mapping[str, Any]:
    from claims_db.corrections import CORRECTABLE, encode, field_value
    from claims_db.revisions import load

    claim = load(conn, claim_id)[1]
    return {name: encode(name, field_value(claim, name)) for name in CORRECTABLE}
