"""The matching index: under which keys a claim can be found by claims that may say the same.

What a key stands for is matching's business; here it is a 64-bit number. A claim whose figure or circumstances change
counts as not matched again, and what was suggested for it no longer holds; what reviewers decided stays.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from claims_db.claim import Claim
from claims_db.codes import STATUS_CODES
from claims_db.columns import SELECT, from_row
from claims_db.connection import Store
from claims_db.records import DECIDED
from claims_db.sources import source_text

_WATCHED = (
    "figure, value, low, high, unit, comparator, subject, metric, period, modality, direction, statement_start, "
    "statement_end, retired, withdrawn"
)
_MORE_WATCHED = f"{_WATCHED}, kind, relative_to, per, base_value, base_low, base_high, base_unit"
_CHUNK = 500
_COMMON = 20_000
_WORDS = 12
_ITSELF = 0
"""In place of a claim's id, which begin at 1: what is noted about the index as a whole."""

SCHEMA = (
    """
    CREATE TABLE match_key (
        key INTEGER NOT NULL, claim_id INTEGER NOT NULL, PRIMARY KEY (key, claim_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE TABLE matched (claim_id INTEGER PRIMARY KEY) STRICT",
    f"""
    CREATE TRIGGER claim_is_to_be_matched AFTER UPDATE OF {_WATCHED} ON claim
    WHEN {" OR ".join(f"old.{name} IS NOT new.{name}" for name in _WATCHED.split(", "))}
    BEGIN
        DELETE FROM matched WHERE claim_id = new.id;
        DELETE FROM suggestion WHERE (a = new.id OR b = new.id) AND state = 'open';
    END
    """,
    "CREATE VIRTUAL TABLE claim_word USING fts5vocab (claim_search, row)",
)

# a figure is also what it is measured against: sums are found by these
WATCHED_SINCE_3 = (
    "DROP TRIGGER claim_is_to_be_matched",
    f"""
    CREATE TRIGGER claim_is_to_be_matched AFTER UPDATE OF {_MORE_WATCHED} ON claim
    WHEN {" OR ".join(f"old.{name} IS NOT new.{name}" for name in _MORE_WATCHED.split(", "))}
    BEGIN
        DELETE FROM matched WHERE claim_id = new.id;
        DELETE FROM suggestion WHERE (a = new.id OR b = new.id) AND state = 'open';
    END
    """,
)

# a run of matching reads claims long before it stores what came of them: what changed in between is told by numbers
CHANGES_SINCE_5 = (
    "CREATE TABLE match_change (claim_id INTEGER PRIMARY KEY, number INTEGER NOT NULL) STRICT",
    "CREATE INDEX match_change_by_number ON match_change (number)",
    f"""
    CREATE TRIGGER claim_to_be_matched_has_changed AFTER UPDATE OF {_MORE_WATCHED} ON claim
    WHEN {" OR ".join(f"old.{name} IS NOT new.{name}" for name in _MORE_WATCHED.split(", "))}
    BEGIN
        INSERT INTO match_change VALUES (new.id, (SELECT coalesce(max(number), 0) + 1 FROM match_change))
        ON CONFLICT (claim_id) DO UPDATE SET number = excluded.number;
    END
    """,
)

_DECIDED = ", ".join(str(STATUS_CODES[status]) for status in DECIDED)
"""The codes of the verdicts, for SQL."""


class Blocks:
    """``db.blocks``. The index follows from the claims: filling it is no act."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def unmatched(self) -> list[int]:
        """Ids of the claims of the article bodies that were never matched, or have changed since."""
        with self._store.read() as conn:
            rows = conn.execute(
                # the inner select reads an index alone, not a million whole claims of which none is new
                "SELECT id FROM claim WHERE region = 'body' AND NOT retired AND NOT withdrawn AND id IN "
                "(SELECT id FROM claim WHERE id NOT IN (SELECT claim_id FROM matched)) ORDER BY id"
            )
            return [row[0] for row in rows]

    def last_change(self) -> int:
        """The number of the latest change of a claim's figure or circumstances, 0 before any; it only grows."""
        with self._store.read() as conn:
            return int(conn.execute("SELECT coalesce(max(number), 0) FROM match_change").fetchone()[0])

    def changed_since(self, number: int) -> set[int]:
        """Ids of the claims whose figure or circumstances changed after the change of this number."""
        with self._store.read() as conn:
            return changed_since(conn, number)

    def by_source(self, claim_ids: Sequence[int]) -> dict[int, list[int]]:
        """The claims by source; ids that are unknown are left out."""
        found: dict[int, list[int]] = {}
        with self._store.read() as conn:
            for first in range(0, len(claim_ids), _CHUNK):
                some = claim_ids[first : first + _CHUNK]
                marks = ", ".join("?" * len(some))
                for claim_id, source_id in conn.execute(
                    f"SELECT id, source_id FROM claim WHERE id IN ({marks}) ORDER BY id", tuple(some)
                ):
                    found.setdefault(source_id, []).append(claim_id)
        return found

    def called_the_same(self) -> list[tuple[str | None, str | None, str | None, str | None]]:
        """Both subjects and both metrics of each pair of claims of different articles that a duplicate link joins.

        Links taken back and withdrawn claims are left out; a pair that several reviewers linked counts once.
        """
        with self._store.read() as conn:
            return conn.execute(
                "SELECT a.subject, b.subject, a.metric, b.metric FROM "
                "(SELECT DISTINCT min(a, b) AS low, max(a, b) AS high FROM link "
                "WHERE NOT gone AND type = 'duplicate') AS pair "
                "CROSS JOIN claim AS a ON a.id = pair.low CROSS JOIN claim AS b ON b.id = pair.high "
                "WHERE a.source_id <> b.source_id AND NOT a.withdrawn AND NOT b.withdrawn "
                "AND (a.subject <> b.subject OR a.metric <> b.metric) ORDER BY pair.low, pair.high"
            ).fetchall()

    def of_sources(self, source_ids: Iterable[int]) -> list[int]:
        """Ids of the claims of the article bodies of sources, matched or not."""
        found: list[int] = []
        with self._store.read() as conn:
            for source_id in source_ids:
                rows = conn.execute(
                    "SELECT id FROM claim WHERE source_id = ? AND region = 'body' AND NOT retired AND NOT withdrawn",
                    (source_id,),
                )
                found.extend(row[0] for row in rows)
        return found

    def claims(self) -> Iterator[tuple[int, int, Claim]]:
        """Id, source and content of every claim of the article bodies, source by source."""
        with self._store.read() as conn:
            sources = conn.execute("SELECT id, name FROM source WHERE NOT superseded ORDER BY id").fetchall()
        for source_id, name in sources:
            with self._store.read() as conn:
                rows = conn.execute(
                    f"SELECT id, {SELECT} FROM claim WHERE source_id = ? AND region = 'body' AND NOT retired "
                    "AND NOT withdrawn ORDER BY id",
                    (source_id,),
                ).fetchall()
                text = source_text(conn, source_id) if rows else ""
            for claim_id, *row in rows:
                yield claim_id, source_id, from_row(row, name, text)

    def contents(self, claim_ids: Sequence[int]) -> Iterator[tuple[int, int, Claim]]:
        """Id, source and content of the claims in that order, corrections applied; ids that are unknown are left out.

        Nothing is read of what was decided: matching weighs thousands of claims for one article.
        """
        for first in range(0, len(claim_ids), _CHUNK):
            some = claim_ids[first : first + _CHUNK]
            with self._store.read() as conn:
                rows = conn.execute(
                    f"SELECT claim.id, source_id, source.name, {SELECT} FROM claim "
                    f"JOIN source ON source.id = source_id WHERE claim.id IN ({', '.join('?' * len(some))})",
                    some,
                )
                found = {row[0]: row for row in rows}
                known, text = 0, ""
                portion: list[tuple[int, int, Claim]] = []
                for claim_id, source_id, name, *row in (found[i] for i in some if i in found):
                    if source_id != known:
                        known, text = source_id, source_text(conn, source_id)
                    portion.append((claim_id, source_id, from_row(row, name, text)))
            yield from portion

    def put(self, keys: Iterable[tuple[int, Sequence[int]]]) -> None:
        """Store the keys (signed 64-bit numbers) under which each claim is found.

        Whether it is matched itself is noted with what came of it, by ``Suggestions.add``.
        """
        claims = list(keys)

        def work(conn: sqlite3.Connection) -> None:
            conn.executemany(
                "INSERT OR IGNORE INTO match_key VALUES (?, ?)",
                ((key, claim_id) for claim_id, some in claims for key in some),
            )

        self._store.write(work)

    def note(self, key: int) -> None:
        """Note something about the index itself, under a key no claim has."""
        self.put([(_ITSELF, [key])])

    def noted(self, key: int) -> bool:
        """Whether ``key`` was noted about the index."""
        with self._store.read() as conn:
            row = conn.execute("SELECT 1 FROM match_key WHERE key = ? AND claim_id = ?", (key, _ITSELF)).fetchone()
            return row is not None

    def empty(self) -> bool:
        """Whether nothing is filed yet."""
        with self._store.read() as conn:
            return conn.execute("SELECT 1 FROM match_key LIMIT 1").fetchone() is None

    def forget(self) -> None:
        """Nothing counts as matched or filed any more, and suggestions nobody decided about go; decisions stay."""

        def work(conn: sqlite3.Connection) -> None:
            conn.execute("DELETE FROM match_key")
            conn.execute("DELETE FROM matched")
            conn.execute("UPDATE claim SET suggestion_count = 0 WHERE suggestion_count > 0")
            conn.execute("DELETE FROM suggestion WHERE state = 'open'")

        self._store.write(work)

    def partners(self, keys: Iterable[tuple[int, int]], *, checked: bool = False) -> list[int]:
        """Ids found under the (key, most of it) pairs, those of early keys first, each once; retired ones left out.

        ``checked``: but for those of them that were decided, as in an earlier version of an article.
        """
        found: dict[int, None] = {}
        with self._store.read() as conn:
            for key, limit in keys:
                found.update(dict.fromkeys(_latest(conn, key, limit, checked)))
        return list(found)

    def around(self, key: int, first: int, last: int, keys: int, each: int) -> list[int]:
        """Ids found under other keys of ``first`` to ``last``: of the ``keys`` next to ``key`` each way that have any.

        Of each key the latest ``each``, retired ones left out. A key is sought, not its claims gone through: a million
        claims under one cost no more than a few.
        """
        found: dict[int, None] = {}
        steps = (
            "SELECT min(key) FROM match_key WHERE key > ? AND key <= ?",
            "SELECT max(key) FROM match_key WHERE key < ? AND key >= ?",
        )
        with self._store.read() as conn:
            for step, end in zip(steps, (last, first), strict=True):
                at, left = key, keys
                while left and (at := conn.execute(step, (at, end)).fetchone()[0]) is not None:
                    some = _latest(conn, at, each)
                    found.update(dict.fromkeys(some))
                    left -= bool(some)
        return list(found)

    def with_words(self, words: Sequence[str], limit: int) -> list[int]:
        """Ids of claims whose text has some of ``words`` (folded as for search), best first by BM25.

        The rarest words are looked for, as long as few enough claims have them to be ranked at once.
        """
        with self._store.read() as conn:
            budget = _COMMON
            counts = _counts(conn, {part.lower() for word in words for part in word.split()})
            counted = [(_rarest(word, counts), word) for word in dict.fromkeys(words)]
            known = sorted((count, word) for count, word in counted if count)
            telling: list[str] = []
            for count, word in known[:_WORDS]:
                budget -= count
                if budget < 0 and telling:
                    break
                telling.append(word)
            if not telling:
                return []
            expression = " OR ".join('"' + word.replace('"', '""') + '"' for word in telling)
            rows = conn.execute(
                "SELECT rowid FROM claim_search WHERE claim_search MATCH ? ORDER BY rank LIMIT ?", (expression, limit)
            )
            return [row[0] for row in rows]


def _counts(conn: sqlite3.Connection, words: Iterable[str]) -> dict[str, int]:
    """In how many claims each of some single words occurs; those in none are left out."""
    query = "SELECT term, doc FROM claim_word WHERE term IN (SELECT value FROM json_each(?))"
    return dict(conn.execute(query, (json.dumps(sorted(words)),)))


def _rarest(word: str, counts: Mapping[str, int]) -> int:
    """In how many claims a word occurs; of a phrase its rarest character."""
    return min((counts.get(part.lower(), 0) for part in word.split()), default=0)


def changed_since(conn: sqlite3.Connection, number: int) -> set[int]:
    """As :meth:`Blocks.changed_since`."""
    return {row[0] for row in conn.execute("SELECT claim_id FROM match_change WHERE number > ?", (number,))}


def _latest(conn: sqlite3.Connection, key: int, limit: int, checked: bool = False) -> list[int]:
    gone = f"retired AND status NOT IN ({_DECIDED})" if checked else "retired"
    rows = conn.execute(
        f"SELECT claim_id FROM match_key JOIN claim ON id = claim_id WHERE key = ? AND NOT ({gone}) "
        "AND NOT withdrawn ORDER BY claim_id DESC LIMIT ?",
        (key, limit),
    )
    return [row[0] for row in rows]
