"""Undo and redo: each reviewer's own, over all acts and across restarts, and themselves events in the log.

A part of a claim that another reviewer has changed since is left as it is and reported: undoing one's own work never
takes away someone else's, nor puts a claim out of sight that another reviewer has worked on since. A join or split of
which a claim has to stay as it is, is left whole: half of it taken back would show a figure twice, or not at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from claims_db.connection import Store
from claims_db.events import SELECT_EVENT, Act, to_event
from claims_db.records import Conflict, Event, Undone
from claims_db.succession import REPLACING, events_of_batch, far_end, moves_links


def undo(store: Store, past: Collection[int] = ()) -> Undone | None:
    """See ``Acts.undo``; acts in ``past`` are passed over while others' changes hold them."""
    return store.write(lambda conn: _turn(store, conn, back=True, past=past))


def redo(store: Store, past: Collection[int] = ()) -> Undone | None:
    """See ``Acts.redo``."""
    return store.write(lambda conn: _turn(store, conn, back=False, past=past))


def _turn(store: Store, conn: sqlite3.Connection, *, back: bool, past: Collection[int]) -> Undone | None:
    # acts are undone from the last to the first, so the first undone is the next to come back
    rows = conn.execute(
        f"SELECT id, act FROM batch WHERE reviewer = ? AND state = ? ORDER BY at {'DESC' if back else ''}",
        (store.reviewer, "standing" if back else "undone"),
    )
    for batch, name in rows:
        act = Act(store, conn, "undo" if back else "redo")
        events = list(events_of_batch(conn, batch))
        if back:
            events.reverse()
        turned, conflicts = _turned(act, events, back=back)
        if conflicts and not any(turned):
            # it stays as it is, so that it can be turned once the others' changes are gone
            if batch in past:
                continue
            return Undone((), name, tuple(conflicts), batch=batch, back=back)
        for event, parts in zip(events, turned, strict=True):
            undoes = event.id
            if not back:
                undoes = conn.execute("SELECT max(id) FROM event WHERE undoes = ?", (event.id,)).fetchone()[0]
            act.change(event.claim_id, parts, other_id=far_end(conn, event.id), undoes=undoes, always=True)
        conn.execute("UPDATE batch SET state = ? WHERE id = ?", ("undone" if back else "standing", batch))
        return Undone(tuple(act.events), name, tuple(conflicts), batch=batch, back=back)
    return None


def _turned(act: Act, events: Sequence[Event], *, back: bool) -> tuple[list[dict[str, Any]], list[Conflict]]:
    """For each event of one act the parts to write, and what is left as it was changed since."""
    turned: list[dict[str, Any]] = []
    conflicts: list[Conflict] = []
    for event, (parts, left) in zip(events, free_parts(act.conn, events, back=back), strict=True):
        if parts.get("withdrawn") and not act.state.read(event.claim_id, "withdrawn"):
            hidden = [
                Conflict(event.claim_id, "withdrawn", by, at)
                for by, at in worked_on(act.conn, event.claim_id, event.at, event.reviewer)
            ]
            if hidden:
                del parts["withdrawn"]
            left = [*left, *hidden]
        turned.append(parts)
        conflicts += left
    if events[0].act in (*REPLACING, "revert", "add-claim"):
        held = [conflict for conflict in conflicts if conflict.part == "withdrawn"] or _out_of_place(act, events, back)
        if held:
            return [{} for _ in events], held
    return turned, conflicts


def _out_of_place(act: Act, events: Sequence[Event], back: bool) -> list[Conflict]:
    """Claims that are hidden or shown otherwise than the act left them, and who made them so."""
    held: list[Conflict] = []
    for event in events:
        expected = (event.after if back else event.before).get("withdrawn")
        if expected is not None and act.state.read(event.claim_id, "withdrawn") != expected:
            by, at = act.conn.execute(
                "SELECT reviewer, at FROM event WHERE claim_id = ? AND json_extract(after, '$.withdrawn') IS NOT NULL "
                "ORDER BY at DESC, id DESC LIMIT 1",
                (event.claim_id,),
            ).fetchone()
            held.append(Conflict(event.claim_id, "withdrawn", by, at))
    return held


def worked_on(conn: sqlite3.Connection, claim_id: int, since: str, but: str) -> list[tuple[str, str]]:
    """Reviewers other than ``but`` with a standing act on a claim, at either end, after ``since``; when they last did.

    That time is one of the log, as ``Event.at``. Ordered by name.
    """
    found: list[tuple[str, str]] = conn.execute(
        """
        SELECT reviewer, max(at) FROM event
        WHERE (claim_id = ?1 OR other_id = ?1) AND at > ?2 AND reviewer <> ?3 AND act NOT IN ('undo', 'redo')
            AND (SELECT state FROM batch WHERE id = event.batch) = 'standing'
        GROUP BY reviewer ORDER BY reviewer
        """,
        (claim_id, since, but),
    ).fetchall()
    return found


def free_parts(
    conn: sqlite3.Connection, events: Sequence[Event], *, back: bool
) -> list[tuple[dict[str, Any], list[Conflict]]]:
    """For each event of one act the parts to turn that no other reviewer has a standing change of since, and the rest.

    A link that came along with a join or split is held at both its places: were only the new one left as another
    reviewer removed it, the old one would bring it back.
    """
    free = [_free_of(conn, event, event.before if back else event.after) for event in events]
    kin = _moved_from(sorted(events, key=lambda event: event.id))
    held = {kin[conflict.part] for _, left in free for conflict in left if conflict.part in kin}
    return [({part: value for part, value in parts.items() if kin.get(part) not in held}, left) for parts, left in free]


def _moved_from(events: Sequence[Event]) -> dict[str, str]:
    """The link that each link of a join or split comes from, itself included, by part names."""
    origin: dict[str, str] = {}
    moved = None
    for event in events:
        if event.act in REPLACING and moves_links(event):
            # taken from the old claim first, then given to each new one: see carry
            for part, value in event.after.items():
                moved = part if value is None else moved
                if moved is not None:
                    origin[part] = moved
    return origin


def _free_of(
    conn: sqlite3.Connection, event: Event, wanted: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Conflict]]:
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
