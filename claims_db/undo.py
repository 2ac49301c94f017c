"""Undo and redo: each reviewer's own, over all acts and across restarts, and themselves events in the log.

A part of a claim that another reviewer has changed since is left as it is and reported: undoing one's own work never
takes away someone else's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from claims_db.connection import Store
from claims_db.events import SELECT_EVENT, Act, to_event
from claims_db.records import Conflict, Event, Undone


def undo(store: Store) -> Undone | None:
    """See ``Acts.undo``."""

    def work(conn: sqlite3.Connection) -> Undone | None:
        row = conn.execute(
            "SELECT id, act FROM batch WHERE reviewer = ? AND state = 'standing' ORDER BY at DESC LIMIT 1",
            (store.reviewer,),
        ).fetchone()
        if row is None:
            return None
        batch, name = row
        act = Act(store, conn, "undo")
        conflicts: list[Conflict] = []
        for event in reversed(list(_events(conn, batch))):
            parts, left = _free(conn, event, event.before)
            conflicts += left
            act.change(event.claim_id, parts, other_id=_other(conn, event.id), undoes=event.id, always=True)
        conn.execute("UPDATE batch SET state = 'undone' WHERE id = ?", (batch,))
        return Undone(tuple(act.events), name, tuple(conflicts))

    return store.write(work)


def redo(store: Store) -> Undone | None:
    """See ``Acts.redo``."""

    def work(conn: sqlite3.Connection) -> Undone | None:
        # acts are undone from the last to the first, so the first undone is the next to come back
        row = conn.execute(
            "SELECT id, act FROM batch WHERE reviewer = ? AND state = 'undone' ORDER BY at LIMIT 1",
            (store.reviewer,),
        ).fetchone()
        if row is None:
            return None
        batch, name = row
        act = Act(store, conn, "redo")
        conflicts: list[Conflict] = []
        for event in list(_events(conn, batch)):
            parts, left = _free(conn, event, event.after)
            conflicts += left
            taken_back = conn.execute("SELECT max(id) FROM event WHERE undoes = ?", (event.id,)).fetchone()[0]
            act.change(event.claim_id, parts, other_id=_other(conn, event.id), undoes=taken_back, always=True)
        conn.execute("UPDATE batch SET state = 'standing' WHERE id = ?", (batch,))
        return Undone(tuple(act.events), name, tuple(conflicts))

    return store.write(work)


def _events(conn: sqlite3.Connection, batch: int) -> Iterator[Event]:
    """The events of a batch: consecutive from the one it is named after."""
    for row in conn.execute(f"{SELECT_EVENT} WHERE id >= ? ORDER BY id", (batch,)):
        event = to_event(row)
        if event.batch != batch:
            return
        yield event


def _free(conn: sqlite3.Connection, event: Event, wanted: Mapping[str, Any]) -> tuple[dict[str, Any], list[Conflict]]:
    """Of the parts to write, those no other reviewer has a standing change of since ``event``, and the rest."""
    parts = dict(wanted)
    conflicts: list[Conflict] = []
    rows = conn.execute(
        f"""
        {SELECT_EVENT} WHERE claim_id = ? AND at > ? AND reviewer <> ? AND act NOT IN ('undo', 'redo')
            AND (SELECT state FROM batch WHERE id = event.batch) = 'standing'
        ORDER BY at DESC
        """,
        (event.claim_id, event.at, event.reviewer),
    )
    for newer in map(to_event, rows):
        for part in newer.after:
            if part in parts:
                del parts[part]
                conflicts.append(Conflict(event.claim_id, part, newer.reviewer, newer.at))
    return parts, conflicts


def _other(conn: sqlite3.Connection, event_id: int) -> int | None:
    row = conn.execute("SELECT other_id FROM event WHERE id = ?", (event_id,)).fetchone()
    other: int | None = row[0]
    return other
