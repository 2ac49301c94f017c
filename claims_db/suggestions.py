"""Pairs of claims that matching proposes, until a reviewer accepts or rejects them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from claims_db.clock import now
from claims_db.connection import Store
from claims_db.errors import InvalidRecord, UnknownItem
from claims_db.records import Event, LinkType, Suggestion, SuggestionState

_SELECT = "SELECT id, a, b, relation, score, why, state, by, at FROM suggestion"
LINK_OF: dict[str, LinkType] = {"duplicate": "duplicate", "contradiction": "contradicts", "update": "updates"}
"""The link that accepting a relation makes."""


class Suggestions:
    """``db.suggestions``. Suggestions themselves follow from the claims and are no acts; accepting one is."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, pairs: Iterable[tuple[int, int, str, float, Sequence[str]]]) -> int:
        """Store (a, b, relation, score from 0 to 1, reasons) and return how many were new.

        The order of ``a`` and ``b`` does not matter. A pair that is there gets the new score and reasons; one that
        was rejected stays rejected. Raises ``InvalidRecord`` for a relation other than those of ``LINK_OF``.
        """
        rows = []
        for one, two, relation, score, why in pairs:
            if relation not in LINK_OF:
                raise InvalidRecord(f"relation {relation!r} is unknown; choose one of {', '.join(LINK_OF)}")
            rows.append((min(one, two), max(one, two), relation, float(score), json.dumps(list(why))))
        stamp = now()

        def work(conn: sqlite3.Connection) -> int:
            before = _total(conn)
            conn.executemany(
                f"""
                INSERT INTO suggestion (a, b, relation, score, why, at) VALUES (?, ?, ?, ?, ?, '{stamp}')
                ON CONFLICT DO UPDATE SET score = excluded.score, why = excluded.why
                """,
                rows,
            )
            _recount(conn, {end for row in rows for end in row[:2]})
            return _total(conn) - before

        return self._store.write(work)

    def of(self, claim_id: int, state: SuggestionState | None = "open") -> list[Suggestion]:
        """A claim's suggestions, the surest first; ``state`` None for all."""
        return self._fetch("(a = ?1 OR b = ?1) AND (?2 IS NULL OR state = ?2)", (claim_id, state))

    def open(self, limit: int = 1000) -> list[Suggestion]:
        """Undecided suggestions, the surest first."""
        return self._fetch("state = 'open'", (), limit)

    def get(self, suggestion_id: int) -> Suggestion:
        """Raises ``UnknownItem``."""
        found = self._fetch("id = ?", (suggestion_id,))
        if not found:
            raise UnknownItem(f"suggestion {suggestion_id} is unknown")
        return found[0]

    def accept(self, suggestion_id: int) -> list[Event]:
        """Link the two claims as suggested. The link is an act and can be undone."""
        from claims_db.acts import add_link
        from claims_db.events import Act

        suggestion = self.get(suggestion_id)

        def work(conn: sqlite3.Connection) -> list[Event]:
            act = Act(self._store, conn, "accept")
            why = "; ".join(suggestion.why) or None
            add_link(act, suggestion.a, suggestion.b, LINK_OF[suggestion.relation], why)
            self._decide(conn, suggestion, "accepted")
            return act.done()

        return self._store.write(work)

    def reject(self, suggestion_id: int) -> None:
        """The pair is not suggested again."""
        suggestion = self.get(suggestion_id)
        self._store.write(lambda conn: self._decide(conn, suggestion, "rejected"))

    def reopen(self, suggestion_id: int) -> None:
        """Make it undecided again."""
        suggestion = self.get(suggestion_id)
        self._store.write(lambda conn: self._decide(conn, suggestion, "open"))

    def _decide(self, conn: sqlite3.Connection, suggestion: Suggestion, state: SuggestionState) -> None:
        by = None if state == "open" else self._store.reviewer
        conn.execute("UPDATE suggestion SET state = ?, by = ? WHERE id = ?", (state, by, suggestion.id))
        _recount(conn, {suggestion.a, suggestion.b})

    def _fetch(self, where: str, values: tuple[Any, ...], limit: int = -1) -> list[Suggestion]:
        with self._store.read() as conn:
            rows = conn.execute(
                f"{_SELECT} WHERE {where} ORDER BY score DESC, id LIMIT {int(limit)}", values
            ).fetchall()
        return [
            Suggestion(row[0], row[1], row[2], row[3], row[4], tuple(json.loads(row[5])), row[6], row[7], row[8])
            for row in rows
        ]


def settle(conn: sqlite3.Connection, a: int, b: int) -> None:
    """Suggestions for two claims are accepted while a link joins them, and open again when the last one is gone."""
    pair = (min(a, b), max(a, b))
    row = conn.execute(
        "SELECT by FROM link WHERE NOT gone AND ((a = ?1 AND b = ?2) OR (a = ?2 AND b = ?1)) LIMIT 1", pair
    ).fetchone()
    states = ("open", "accepted") if row else ("accepted", "open")
    changed = conn.execute(
        "UPDATE suggestion SET state = ?, by = ? WHERE a = ? AND b = ? AND state = ?",
        (states[1], row[0] if row else None, *pair, states[0]),
    )
    if changed.rowcount:
        _recount(conn, pair)


def _total(conn: sqlite3.Connection) -> int:
    return int(conn.execute("SELECT count(*) FROM suggestion").fetchone()[0])


def _recount(conn: sqlite3.Connection, claims: Iterable[int]) -> None:
    conn.executemany(
        """
        UPDATE claim SET suggestion_count =
            (SELECT count(*) FROM suggestion WHERE a = ?1 AND state = 'open')
            + (SELECT count(*) FROM suggestion WHERE b = ?1 AND state = 'open')
        WHERE id = ?1
        """,
        ((claim_id,) for claim_id in claims),
    )
