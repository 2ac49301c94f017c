"""Bring the work done in a copy of a database back in.

Sources are known by the SHA-256 of their bytes and text, claims by their uid, events by theirs: merging twice, or
both ways, adds nothing twice and comes to the same state. Where both sides changed the same part of a
claim, the later act counts (as within one file); differing verdicts of different reviewers all stay, and make the
claim disputed. A claim joined in one copy and split in the other keeps what both put in its place, which is reported.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims_db.connection import Store
from claims_db.detail import details
from claims_db.errors import DatabaseError
from claims_db.events import SELECT_EVENT, to_event
from claims_db.intake import Prepared, insert_claims
from claims_db.parts import NOTHING, State
from claims_db.present import present_parts
from claims_db.records import Replacement
from claims_db.replay import batch_states, replay
from claims_db.search import Folding
from claims_db.sources import supersede
from claims_db.succession import in_place_of, replaced_often

_PORTION = 400


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge brought in, and the claims that reviewers now disagree on because of it."""

    sources: int
    claims: int
    events: int
    disputed: tuple[int, ...]
    replaced_twice: tuple[tuple[int, tuple[Replacement, ...]], ...] = ()
    """Claims that were joined or split in both copies, otherwise in each, with those acts: what both made stands."""


def merge(store: Store, other: Path) -> Merged:
    """See ``Database.merge``. All or nothing; the other file is only read.

    Raises what opening ``other`` raises, and ``DatabaseError`` where it is this very file.
    """
    if other.exists() and other.samefile(store.path):
        raise DatabaseError(other, "is this database itself; name the copy")
    theirs = Store.open(other, reviewer=store.reviewer, create=False, readonly=True)
    try:
        folding = store.folding()
        with theirs.read() as source:
            return store.write(lambda conn: _Merge(source, conn, folding).run())
    finally:
        theirs.close()


class _Merge:
    """One merge of ``theirs`` into ``ours``, within a read and a write transaction."""

    def __init__(self, theirs: sqlite3.Connection, ours: sqlite3.Connection, folding: Folding) -> None:
        self.theirs = theirs
        self.ours = ours
        self.folding = folding
        self.source_of: dict[int, int] = {}
        """Their source ids to ours."""

    def run(self) -> Merged:
        sources = sum(
            self._source(source_id) for source_id in _column(self.theirs, "SELECT id FROM source ORDER BY id")
        )
        claims = sum(self._claims(source_id) for source_id in self.source_of)
        touched, events = self._events()
        disputed = tuple(claim_id for claim_id in sorted(touched) if self._settle(claim_id))
        if events:
            self._batches()
        twice = tuple(
            (claim_id, acts)
            for claim_id in replaced_often(self.ours, sorted(touched))
            if len(acts := in_place_of(self.ours, claim_id)) > 1
        )
        return Merged(sources, claims, events, disputed, twice)

    def _source(self, source_id: int) -> int:
        names = (
            "name, record_file, sha256, text_sha256, media_type, encoding, reader, title, published, boilerplate, "
            "length, added_at, added_by"
        )
        row = self.theirs.execute(f"SELECT {names}, superseded FROM source WHERE id = ?", (source_id,)).fetchone()
        known = self.ours.execute(
            """
            SELECT id FROM source WHERE sha256 = ?3 AND text_sha256 = ?4 AND (name = ?1 AND record_file IS ?2
                OR NOT superseded) ORDER BY name = ?1 AND record_file IS ?2 DESC, superseded, id LIMIT 1
            """,
            row[:4],
        ).fetchone()
        if known:
            self.source_of[source_id] = known[0]
            return 0
        *values, superseded = row
        current = self.ours.execute(
            "SELECT id, added_at FROM source WHERE name = ? AND record_file IS ? AND NOT superseded", values[:2]
        ).fetchone()
        # of two new versions of one name the one read later is current
        newer = current is not None and not superseded and values[11] > current[1]
        cursor = self.ours.execute(
            f"INSERT INTO source ({names}, supersedes, superseded) VALUES ({', '.join('?' * 15)})",
            (*values, current[0] if newer else None, int(superseded or (current is not None and not newer))),
        )
        added = cursor.lastrowid
        assert added is not None
        text = self.theirs.execute("SELECT text, raw FROM source_text WHERE source_id = ?", (source_id,)).fetchone()
        self.ours.execute("INSERT INTO source_text (source_id, text, raw) VALUES (?, ?, ?)", (added, *text))
        if newer:
            supersede(self.ours, current[0])
        self.source_of[source_id] = added
        return 1

    def _claims(self, source_id: int) -> int:
        ours = self.source_of[source_id]
        known = set(_column(self.ours, "SELECT uid FROM claim WHERE source_id = ?", ours))
        new = [
            row
            for row in self.theirs.execute(
                "SELECT id, uid, retired, left_with_source, origin FROM claim WHERE source_id = ? ORDER BY id",
                (source_id,),
            )
            if row[1] not in known
        ]
        name, superseded = self.ours.execute("SELECT name, superseded FROM source WHERE id = ?", (ours,)).fetchone()
        for first in range(0, len(new), _PORTION):
            portion = new[first : first + _PORTION]
            records = details(self.theirs, [row[0] for row in portion])
            prepared = Prepared(ours, name, "", [])
            for (_, uid, retired, left, origin), record in zip(portion, records, strict=True):
                added = insert_claims(self.ours, prepared, [(uid, record.extracted)], self.folding, origin=origin)[0]
                # a claim that a reviewer added is shown by the event that comes with it
                self.ours.execute(
                    "UPDATE claim SET retired = ?, left_with_source = ?, withdrawn = ? WHERE id = ?",
                    (int(retired or superseded), int(superseded and (left or not retired)), origin, added),
                )
        return len(new)

    def _events(self) -> tuple[set[int], int]:
        """Append their events that are not in our log; the claims touched, and how many events."""
        known = set(_column(self.ours, "SELECT uid FROM event"))
        next_id = self.ours.execute("SELECT coalesce(max(id), 0) + 1 FROM event").fetchone()[0]
        batch_of: dict[int, int] = {}
        touched: set[int] = set()
        count = 0
        for row in self.theirs.execute(
            "SELECT id, uid, at, reviewer, act, claim_id, other_id, batch, before, after, undoes FROM event ORDER BY id"
        ):
            _, uid, at, reviewer, act, claim_id, other_id, batch, before, after, undoes = row
            if uid in known:
                continue
            ours = self._claim(claim_id)
            far = None if other_id is None else self._claim(other_id)
            new_batch = batch_of.setdefault(batch, next_id)
            self.ours.execute(
                "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (next_id, uid, at, reviewer, act, ours, far, new_batch, before, after, self._event(undoes)),
            )
            touched.add(ours)
            next_id += 1
            count += 1
        return touched, count

    def _claim(self, claim_id: int) -> int:
        uid, source_id = self.theirs.execute("SELECT uid, source_id FROM claim WHERE id = ?", (claim_id,)).fetchone()
        row = self.ours.execute(
            "SELECT id FROM claim WHERE uid = ? AND source_id = ?", (uid, self.source_of[source_id])
        ).fetchone()
        return int(row[0])

    def _event(self, event_id: int | None) -> int | None:
        if event_id is None:
            return None
        uid = self.theirs.execute("SELECT uid FROM event WHERE id = ?", (event_id,)).fetchone()[0]
        return int(self.ours.execute("SELECT id FROM event WHERE uid = ?", (uid,)).fetchone()[0])

    def _settle(self, claim_id: int) -> bool:
        """Bring a claim to what its events now add up to; whether that made it disputed."""
        before = self._disputed(claim_id)
        rows = self.ours.execute(f"{SELECT_EVENT} WHERE claim_id = ?", (claim_id,)).fetchall()
        events = [to_event(row) for row in rows]
        wanted = replay(events)
        present = present_parts(self.ours, [claim_id])[claim_id]
        last = max(event.id for event in events)
        state = State(self.ours, self.folding)
        parts: dict[str, Any] = {}
        # in the order of the acts, which notes and evidence keep
        for part in dict.fromkeys([*wanted, *present]):
            value = wanted.get(part, NOTHING.get(part))
            if value == present.get(part, NOTHING.get(part)):
                continue
            if part.startswith(("link:", "rejection:")):
                state.apply(last, claim_id, {part: value}, self._far_end(events, part))
            else:
                parts[part] = value
        state.apply(last, claim_id, parts)
        return self._disputed(claim_id) and not before

    def _disputed(self, claim_id: int) -> bool:
        return bool(self.ours.execute("SELECT disputed FROM claim WHERE id = ?", (claim_id,)).fetchone()[0])

    def _far_end(self, events: list[Any], part: str) -> int | None:
        for event in events:
            if part in event.after:
                row = self.ours.execute("SELECT other_id FROM event WHERE id = ?", (event.id,)).fetchone()
                far: int | None = row[0]
                return far
        return None

    def _batches(self) -> None:
        """What can be undone now, of all acts in order of time."""
        rows = self.ours.execute("SELECT id, reviewer, act, batch, undoes FROM event ORDER BY at, id").fetchall()
        states = batch_states(rows)
        self.ours.execute("DELETE FROM batch")
        self.ours.executemany(
            "INSERT INTO batch (id, at, reviewer, act, state) SELECT id, at, reviewer, act, ? FROM event WHERE id = ?",
            ((state, batch) for batch, state in states.items()),
        )


def _column(conn: sqlite3.Connection, sql: str, *values: Any) -> Iterator[Any]:
    return (row[0] for row in conn.execute(sql, values).fetchall())
