"""The append-only log: how an act is written to it, and how it is read."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from claims_db.clock import now, written
from claims_db.connection import Store
from claims_db.errors import ChangedMeanwhile, UnknownClaim
from claims_db.records import Event

SELECT_EVENT = """
    SELECT id, uid, at, reviewer, act, claim_id, batch, before, after, undoes FROM event
"""
_INSERT = """
    INSERT INTO event (id, uid, at, reviewer, act, claim_id, other_id, batch, before, after, undoes)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class Act:
    """One act of a reviewer in the making: changes to any number of claims, one event each, undone together.

    Lives inside one write transaction. ``at`` is later than that of any event in the log, so that time orders the
    log, here and when logs are merged, even where the clock was set back.
    """

    def __init__(self, store: Store, conn: sqlite3.Connection, name: str) -> None:
        from claims_db.parts import State

        self.conn = conn
        self.reviewer = store.reviewer
        self.name = name
        self.state = State(conn, store.folding())
        last, latest = conn.execute("SELECT (SELECT max(id) FROM event), (SELECT max(at) FROM event)").fetchone()
        self._next = (last or 0) + 1
        self.at = later(latest)
        self.events: list[Event] = []

    def change(
        self,
        claim_id: int,
        after: dict[str, Any],
        *,
        other_id: int | None = None,
        undoes: int | None = None,
        always: bool = False,
        affirm: Collection[str] = (),
    ) -> None:
        """Bring parts of a claim to new values; no event where nothing differs, unless ``always``.

        Parts to ``affirm`` stand in the event even where they were so before: another reviewer's undo then knows
        that this reviewer wants them so.
        """
        before = {part: self.state.read(claim_id, part) for part in after}
        differs = any(value != before[part] for part, value in after.items())
        after = {part: value for part, value in after.items() if value != before[part] or (differs and part in affirm)}
        before = {part: before[part] for part in after}
        if not after and not always:
            return
        event = Event(
            id=self._next,
            uid=os.urandom(16).hex(),
            at=self.at,
            reviewer=self.reviewer,
            act=self.name,
            claim_id=claim_id,
            batch=self.events[0].id if self.events else self._next,
            before=before,
            after=after,
            undoes=undoes,
        )
        insert_event(self.conn, event, other_id)
        self.state.apply(event.id, claim_id, after, other_id)
        self.events.append(event)
        self._next += 1

    def done(self) -> list[Event]:
        """The events made; an act that made any can be undone, and ends what could be redone."""
        if self.events:
            self.conn.execute(
                "UPDATE batch SET state = 'dead' WHERE reviewer = ? AND state = 'undone'", (self.reviewer,)
            )
            self.conn.execute(
                "INSERT INTO batch (id, at, reviewer, act, state) VALUES (?, ?, ?, ?, 'standing')",
                (self.events[0].id, self.at, self.reviewer, self.name),
            )
        return self.events


def insert_event(conn: sqlite3.Connection, event: Event, other_id: int | None) -> None:
    """Append to the log."""
    from claims_db.parts import dumps

    conn.execute(
        _INSERT,
        (
            event.id,
            bytes.fromhex(event.uid),
            event.at,
            event.reviewer,
            event.act,
            event.claim_id,
            other_id,
            event.batch,
            dumps(event.before),
            dumps(event.after),
            event.undoes,
        ),
    )


def later(latest: str | None) -> str:
    """Now, or a millisecond after ``latest`` where the clock has not got there yet."""
    present = now()
    if latest is None or present > latest:
        return present
    return written(datetime.fromisoformat(latest) + timedelta(milliseconds=1))


def require_claims(conn: sqlite3.Connection, ids: Iterable[int]) -> list[int]:
    """``ids`` without repetition. Raises ``UnknownClaim`` for the first that is not there."""
    wanted = list(dict.fromkeys(ids))
    for claim_id in wanted:
        if conn.execute("SELECT 1 FROM claim WHERE id = ?", (claim_id,)).fetchone() is None:
            raise UnknownClaim("claim {id} is unknown", id=claim_id)
    return wanted


def require_unchanged(
    conn: sqlite3.Connection,
    ids: Sequence[int],
    seen: int | None,
    reviewer: str,
    about: Callable[[Event], bool] | None = None,
) -> None:
    """Raises ``ChangedMeanwhile`` where another reviewer touched one of the claims after event ``seen``.

    ``about`` says of such an event whether it is about the same thing as the act in hand; without it any event counts.
    That a claim was hidden or shown again always does.
    """
    if seen is None:
        return
    wanted = set(ids)
    rows = conn.execute(
        "SELECT id, claim_id, other_id FROM event WHERE id > ? AND reviewer <> ? ORDER BY id", (seen, reviewer)
    )
    # a link made from another claim changes this one as well
    touching = [number for number, *ends in rows if not wanted.isdisjoint(ends)]
    events = [to_event(conn.execute(f"{SELECT_EVENT} WHERE id = ?", (number,)).fetchone()) for number in touching]
    missed = [event for event in events if about is None or "withdrawn" in event.after or about(event)]
    if missed:
        from claims_db.context import with_context

        raise ChangedMeanwhile(list(with_context(conn, missed)))


def same_parts(*parts: str) -> Callable[[Event], bool]:
    """For ``require_unchanged``: whether an event is about one of ``parts``. New notes and evidence have none yet."""
    return lambda event: any(part in event.after for part in parts)


def to_event(row: Sequence[Any]) -> Event:
    """An event from a row of ``SELECT_EVENT``."""
    return Event(
        id=row[0],
        uid=row[1].hex(),
        at=row[2],
        reviewer=row[3],
        act=row[4],
        claim_id=row[5],
        batch=row[6],
        before=json.loads(row[7]),
        after=json.loads(row[8]),
        undoes=row[9],
    )


def history(store: Store, claim_id: int) -> list[Event]:
    """See ``Database.history``."""
    from claims_db.context import with_context

    with store.read() as conn:
        require_claims(conn, (claim_id,))
        rows = conn.execute(
            f"{SELECT_EVENT} WHERE claim_id = ?1 UNION ALL {SELECT_EVENT} WHERE other_id = ?1 ORDER BY at, id",
            (claim_id,),
        ).fetchall()
        return list(with_context(conn, map(to_event, rows)))


def changes_since(store: Store, event_id: int, limit: int | None) -> list[Event]:
    """See ``Database.changes_since``."""
    with store.read() as conn:
        rows = conn.execute(
            f"{SELECT_EVENT} WHERE id > ? ORDER BY id LIMIT ?", (event_id, -1 if limit is None else limit)
        ).fetchall()
    return [to_event(row) for row in rows]


def last_event_id(store: Store) -> int:
    """See ``Database.last_event_id``."""
    with store.read() as conn:
        return int(conn.execute("SELECT coalesce(max(id), 0) FROM event").fetchone()[0])


def reviewers(store: Store) -> list[str]:
    """See ``Database.reviewers``."""
    with store.read() as conn:
        rows = conn.execute(
            "SELECT DISTINCT reviewer FROM batch UNION SELECT DISTINCT reviewer FROM verdict ORDER BY 1"
        )
        return [row[0] for row in rows]
