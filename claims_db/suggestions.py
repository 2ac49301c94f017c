"""Pairs of claims that matching proposes, until a reviewer accepts or rejects them."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from claims_db.blocks import changed_since
from claims_db.clock import now
from claims_db.connection import Store
from claims_db.errors import InvalidRecord, UnknownItem
from claims_db.records import DECIDED, STATUSES, Event, LinkType, Suggestion, SuggestionState

if TYPE_CHECKING:
    from claims_db.events import Act

_SELECT = "SELECT id, a, b, relation, score, why, state, by, at FROM suggestion"
_CHUNK = 500
_ACCEPTED = "suggestion {id} was accepted; unlink {a} and {b}"
_FIGURE = tuple(f"field:{name}" for name in ("kind", "value", "low", "high", "unit", "comparator", "per"))
_EITHER_WAY = (("b = suggestion.b", "a = suggestion.a"), ("b = suggestion.a", "a = suggestion.b"))
_NOT_BY = "".join(
    # each way round on its own: of two ways in one condition SQLite makes a pass over all links
    f" AND NOT EXISTS (SELECT 1 FROM link WHERE NOT gone AND by = {{reviewer}} AND +{one} AND {other})"
    f" AND NOT EXISTS (SELECT 1 FROM rejection WHERE NOT gone AND by = {{reviewer}} AND +{one} AND {other}"
    " AND relation = suggestion.relation)"
    for one, other in _EITHER_WAY
)
"""Of a suggestion: that a reviewer neither linked its claims nor rejected it."""
LINK_OF: dict[str, LinkType] = {"duplicate": "duplicate", "contradiction": "contradicts", "update": "updates"}
"""The link that accepting a relation makes."""


class Suggestions:
    """``db.suggestions``. Suggestions follow from the claims and are no acts; accepting and rejecting them are.

    ``seen`` is as in ``Acts``: where another reviewer touched one of the two claims since, nothing is done.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(
        self,
        pairs: Iterable[tuple[int, int, str, float, Sequence[str]]],
        matched: Iterable[int] = (),
        stale: Iterable[tuple[int, int, str]] = (),
        since: int | None = None,
    ) -> int:
        """Store (a, b, relation, score from 0 to 1, reasons) and return how many were new.

        The order of ``a`` and ``b`` does not matter. A pair that is there gets the new score and reasons; one that
        was rejected stays rejected unless a figure was corrected since. Those ``stale`` (a, b, relation) that nobody
        decided about are dropped. The claims ``matched`` count as matched from now on, in the same transaction.
        Where ``since`` is given (``Blocks.last_change`` before the claims were read), those that changed after it
        still count as not matched, and no pair of theirs is stored: it was of what they said before.
        Raises ``InvalidRecord`` for a relation other than those of ``LINK_OF``.
        """
        rows = []
        for one, two, relation, score, why in pairs:
            if relation not in LINK_OF:
                raise InvalidRecord(f"relation {relation!r} is unknown; choose one of {', '.join(LINK_OF)}")
            rows.append((min(one, two), max(one, two), relation, float(score), json.dumps(list(why))))
        done, dropped = list(matched), list(stale)
        stamp = now()

        def work(conn: sqlite3.Connection) -> int:
            changed: set[int] = set() if since is None else changed_since(conn, since)
            kept = [row for row in rows if row[0] not in changed and row[1] not in changed]
            conn.executemany(
                "DELETE FROM suggestion WHERE a = ? AND b = ? AND relation = ? AND state = 'open'", dropped
            )
            before = _total(conn)
            conn.executemany(
                f"""
                INSERT INTO suggestion (a, b, relation, score, why, at) VALUES (?, ?, ?, ?, ?, '{stamp}')
                ON CONFLICT DO UPDATE SET score = excluded.score, why = excluded.why
                """,
                kept,
            )
            for pair in _decided(conn, {row[:2] for row in kept}):
                settle(conn, *pair)
            _recount(conn, sorted({end for row in kept for end in row[:2]}))
            conn.executemany(
                "INSERT OR IGNORE INTO matched VALUES (?)", ((number,) for number in done if number not in changed)
            )
            return _total(conn) - before

        with self._store.room():
            return self._store.write(work)

    def of(self, claim_id: int, state: SuggestionState | None = "open") -> list[Suggestion]:
        """A claim's suggestions, the surest first; ``state`` None for all."""
        return self._fetch("(a = ?1 OR b = ?1) AND (?2 IS NULL OR state = ?2)", (claim_id, state))

    def within(self, claim_ids: Iterable[int], relation: str, state: SuggestionState) -> set[tuple[int, int, str]]:
        """(a, b, relation) of the suggestions of ``relation`` in ``state`` between any two of the claims."""
        ids = set(claim_ids)
        return {key for key in self._keys(ids, state) if key[1] in ids and key[2] == relation}

    def rejected(self, claim_ids: Iterable[int]) -> set[tuple[int, int, str]]:
        """(a, b, relation) of the rejected suggestions whose ``a`` is among the claims."""
        return self._keys(claim_ids, "rejected")

    def decided(self, claim_ids: Iterable[int], relations: Sequence[str]) -> list[tuple[int, int, str, float]]:
        """(claim, other, relation, score) of what is suggested of the claims with decided ones, the surest first.

        Only of ``relations``; withdrawn claims are left out, rejected suggestions, and those that were accepted as
        something else or whose link was taken away.
        """
        ids = list(claim_ids)
        codes = ", ".join(str(STATUSES.index(status)) for status in DECIDED)
        kinds = ", ".join("?" * len(relations))
        types = " ".join(f"WHEN '{relation}' THEN '{link}'" for relation, link in LINK_OF.items())
        linked = (
            "EXISTS (SELECT 1 FROM link WHERE NOT gone AND link.type = CASE relation " + types + " END AND "
            "(link.a = suggestion.a AND link.b = suggestion.b OR link.a = suggestion.b AND link.b = suggestion.a))"
        )
        found: list[tuple[int, int, str, float]] = []
        with self._store.read() as conn:
            for first in range(0, len(ids), _CHUNK):
                some = ids[first : first + _CHUNK]
                for own, other in (("a", "b"), ("b", "a")):
                    query = (
                        f"SELECT {own}, {other}, relation, score FROM suggestion JOIN claim ON claim.id = {other} "
                        f"WHERE {own} IN ({', '.join('?' * len(some))}) AND relation IN ({kinds}) "
                        f"AND (state = 'open' OR state = 'accepted' AND {linked}) "
                        f"AND claim.status IN ({codes}) AND NOT withdrawn"
                    )
                    found += conn.execute(query, (*some, *relations)).fetchall()
        return sorted(found, key=lambda row: (row[0], -row[3], row[1]))

    def _keys(self, claim_ids: Iterable[int], state: SuggestionState) -> set[tuple[int, int, str]]:
        ids = list(claim_ids)
        found: set[tuple[int, int, str]] = set()
        with self._store.read() as conn:
            for first in range(0, len(ids), _CHUNK):
                some = ids[first : first + _CHUNK]
                marks = ", ".join("?" * len(some))
                query = f"SELECT a, b, relation FROM suggestion WHERE +state = ? AND a IN ({marks})"
                found.update(conn.execute(query, (state, *some)))
        return found

    def open(self, limit: int = 1000) -> list[Suggestion]:
        """Undecided suggestions, the surest first."""
        return self._fetch("state = 'open'", (), limit)

    def unjudged(self, limit: int = 1000, claim_id: int | None = None) -> list[Suggestion]:
        """What the database's reviewer neither linked nor rejected, whatever others did, the surest first.

        Those of ``claim_id`` alone where it is given. For a second review that is told nothing of the first.
        """
        settled = f"state = ?3{_NOT_BY.format(reviewer='?2')}"
        here = "(?1 IS NULL OR a = ?1 OR b = ?1) AND " if claim_id is None else "(a = ?1 OR b = ?1) AND +"
        found = self._fetch(f"{here}state = 'open'", (claim_id,), limit)
        for state in ("accepted", "rejected"):
            found += self._fetch(f"{here}{settled}", (claim_id, self._store.reviewer, state), limit)
        return sorted(found, key=lambda suggestion: (-suggestion.score, suggestion.id))[:limit]

    def count_unjudged(self, claim_ids: Iterable[int]) -> dict[int, int]:
        """How many of what :meth:`unjudged` finds each claim has; claims without any are left out."""
        ids = list(claim_ids)
        found: dict[int, int] = {}
        with self._store.read() as conn:
            for first in range(0, len(ids), _CHUNK):
                some = ids[first : first + _CHUNK]
                for end in ("a", "b"):
                    rows = conn.execute(
                        f"SELECT {end}, count(*) FROM suggestion WHERE {end} IN ({', '.join('?' * len(some))}) "
                        f"AND (+state = 'open' OR 1{_NOT_BY.format(reviewer=f'?{len(some) + 1}')}) GROUP BY {end}",
                        (*some, self._store.reviewer),
                    )
                    for claim_id, count in rows:
                        found[claim_id] = found.get(claim_id, 0) + count
        return found

    def get(self, suggestion_id: int) -> Suggestion:
        """Raises ``UnknownItem``."""
        found = self._fetch("id = ?", (suggestion_id,))
        if not found:
            raise UnknownItem("suggestion {id} is unknown", id=suggestion_id)
        return found[0]

    def accept(self, suggestion_id: int, *, seen: int | None = None) -> list[Event]:
        """Link the two claims as suggested, and take back a rejection of it. Can be undone, as one act."""
        from claims_db.act_values import add_link

        def change(act: Act, suggestion: Suggestion) -> None:
            _take_back(act, suggestion)
            add_link(act, suggestion.a, suggestion.b, LINK_OF[suggestion.relation], "; ".join(suggestion.why) or None)

        return self._decide("accept", suggestion_id, change, seen)

    def reject(self, suggestion_id: int, *, seen: int | None = None, beside: bool = False) -> list[Event]:
        """The pair is not suggested again. Can be undone.

        Raises ``InvalidRecord`` where the claims are linked; with ``beside`` the rejection is written beside whatever
        others decided, as it would be in a copy of their own that is merged later.
        """

        def change(act: Act, suggestion: Suggestion) -> None:
            if suggestion.state == "accepted" and not beside:
                raise InvalidRecord(_ACCEPTED, id=suggestion.id, a=suggestion.a, b=suggestion.b)
            if suggestion.state == "open" or (beside and suggestion.by != act.reviewer):
                ends = {end: _uid(act.conn, number) for end, number in (("a", suggestion.a), ("b", suggestion.b))}
                value = {**ends, "relation": suggestion.relation, "by": act.reviewer, "at": act.at}
                act.change(suggestion.a, {f"rejection:{os.urandom(16).hex()}": value}, other_id=suggestion.b)

        return self._decide("reject", suggestion_id, change, seen)

    def reopen(self, suggestion_id: int, *, seen: int | None = None) -> list[Event]:
        """Take a rejection back. Can be undone. Raises ``InvalidRecord`` where the claims are linked."""

        def change(act: Act, suggestion: Suggestion) -> None:
            if suggestion.state == "accepted":
                raise InvalidRecord(_ACCEPTED, id=suggestion.id, a=suggestion.a, b=suggestion.b)
            _take_back(act, suggestion)

        return self._decide("reopen", suggestion_id, change, seen)

    def _decide(
        self, name: str, suggestion_id: int, change: Callable[[Act, Suggestion], None], seen: int | None
    ) -> list[Event]:
        from claims_db.events import Act, require_unchanged

        def work(conn: sqlite3.Connection) -> list[Event]:
            found = conn.execute(f"{_SELECT} WHERE id = ?", (suggestion_id,)).fetchone()
            if found is None:
                raise UnknownItem("suggestion {id} is unknown", id=suggestion_id)
            suggestion = _suggestion(found)
            require_unchanged(conn, (suggestion.a, suggestion.b), seen, self._store.reviewer)
            act = Act(self._store, conn, name)
            change(act, suggestion)
            return act.done()

        return self._store.write(work)

    def _fetch(self, where: str, values: tuple[Any, ...], limit: int = -1) -> list[Suggestion]:
        with self._store.read() as conn:
            rows = conn.execute(
                f"{_SELECT} WHERE {where} ORDER BY score DESC, id LIMIT {int(limit)}", values
            ).fetchall()
        return [_suggestion(row) for row in rows]


def _suggestion(row: tuple[Any, ...]) -> Suggestion:
    return Suggestion(row[0], row[1], row[2], row[3], row[4], tuple(json.loads(row[5])), row[6], row[7], row[8])


def _uid(conn: sqlite3.Connection, claim_id: int) -> str:
    uid: bytes = conn.execute("SELECT uid FROM claim WHERE id = ?", (claim_id,)).fetchone()[0]
    return uid.hex()


def _take_back(act: Act, suggestion: Suggestion) -> None:
    """Drop the rejections that stand against a suggestion."""
    rows = act.conn.execute(
        "SELECT uid, a, b FROM rejection WHERE NOT gone AND relation = ?3 AND (a = ?1 AND b = ?2 OR a = ?2 AND b = ?1)",
        (suggestion.a, suggestion.b, suggestion.relation),
    ).fetchall()
    for uid, a, b in rows:
        act.change(a, {f"rejection:{uid.hex()}": None}, other_id=b)


def _decided(conn: sqlite3.Connection, pairs: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of ``pairs`` (low, high) that a link or rejection is of, or that have a suggestion that is not open."""
    ids = sorted({pair[0] for pair in pairs})
    found: set[tuple[int, int]] = set()
    for first in range(0, len(ids), _CHUNK):
        some = ids[first : first + _CHUNK]
        marks = ", ".join("?" * len(some))
        for table, those in (("link", "NOT gone"), ("rejection", "NOT gone"), ("suggestion", "+state <> 'open'")):
            for end in ("a",) if table == "suggestion" else ("a", "b"):
                rows = conn.execute(f"SELECT a, b FROM {table} WHERE {those} AND {end} IN ({marks})", some)
                found.update((min(a, b), max(a, b)) for a, b in rows)
    return sorted(found & pairs)


def settle(conn: sqlite3.Connection, a: int, b: int) -> None:
    """Bring the suggestions for two claims to what was decided about them.

    One is rejected while a rejection of its relation stands that was of today's figures, accepted while a link joins
    the claims, otherwise open.
    """
    pair = (min(a, b), max(a, b))
    either = "NOT gone AND (a = ?1 AND b = ?2 OR a = ?2 AND b = ?1)"
    linked = conn.execute(f"SELECT by FROM link WHERE {either} LIMIT 1", pair).fetchone()
    rejected = {
        relation: by
        for relation, by, at in conn.execute(f"SELECT relation, by, at FROM rejection WHERE {either}", pair).fetchall()
        if not any(_corrected_since(conn, claim_id, at) for claim_id in pair)
    }
    changed = False
    stored = conn.execute("SELECT id, relation, state, by FROM suggestion WHERE a = ? AND b = ?", pair).fetchall()
    for number, relation, *present in stored:
        if relation in rejected:
            wanted = ["rejected", rejected[relation]]
        else:
            wanted = ["accepted", linked[0]] if linked else ["open", None]
        if wanted != present:
            conn.execute("UPDATE suggestion SET state = ?, by = ? WHERE id = ?", (*wanted, number))
            changed = True
    if changed:
        _recount(conn, pair)


def _corrected_since(conn: sqlite3.Connection, claim_id: int, at: str) -> bool:
    """Whether a claim's figure is another than it was at a time; a correction taken back has changed nothing."""
    then: dict[str, object] = {}
    today: dict[str, object] = {}
    query = "SELECT before, after FROM event WHERE claim_id = ? AND at > ? ORDER BY at, id"
    for before, after in conn.execute(query, (claim_id, at)):
        was, became = json.loads(before), json.loads(after)
        for part in _FIGURE:
            if part in became:
                then.setdefault(part, was.get(part))
                today[part] = became[part]
    return then != today


def _total(conn: sqlite3.Connection) -> int:
    return int(conn.execute("SELECT count(*) FROM suggestion").fetchone()[0])


def _recount(conn: sqlite3.Connection, claims: Iterable[int]) -> None:
    """Count the open suggestions of ``claims`` anew; in the order of their ids fewer pages are read twice."""
    # +state: SQLite would else go through all open suggestions by the index over states
    conn.executemany(
        """
        UPDATE claim SET suggestion_count = counted.number FROM (
            SELECT (SELECT count(*) FROM suggestion WHERE a = ?1 AND +state = 'open')
                + (SELECT count(*) FROM suggestion WHERE b = ?1 AND +state = 'open') AS number
        ) AS counted WHERE id = ?1 AND suggestion_count IS NOT counted.number
        """,
        ((claim_id,) for claim_id in claims),
    )
