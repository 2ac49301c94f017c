"""Source texts: stored once, unchanged, with where they came from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

from claims_db.clock import now
from claims_db.codes import SHOWN_ALWAYS
from claims_db.connection import Store
from claims_db.errors import InvalidRecord, UnknownSource
from claims_db.identity import text_hash
from claims_db.records import NewSource, Source, SourceAdded, SourceData, SourceSummary

_SELECT = """
    SELECT id, name, sha256, text_sha256, media_type, encoding, reader, title, published, boilerplate, added_at,
        added_by, supersedes, superseded, length
    FROM source
"""


class Sources:
    """``db.sources``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, source: SourceData) -> SourceAdded:
        """Store a source without claims. Raises ``InvalidRecord``.

        The outcome is ``known`` when the same bytes, or the same text under the same name, are stored and current;
        ``changed`` when the name is known with another text, whose claims are then retired.
        """
        from claims_db.validation import valid_source

        checked = valid_source(source)
        return self._store.write(lambda conn: add_source(conn, checked, self._store.reviewer))

    def get(self, source_id: int) -> Source:
        """Raises ``UnknownSource``."""
        with self._store.read() as conn:
            row = conn.execute(f"{_SELECT} WHERE id = ?", (source_id,)).fetchone()
        if row is None:
            raise UnknownSource(f"source {source_id} is unknown")
        return _source(row)

    def text(self, source_id: int) -> str:
        """The stored text. Raises ``UnknownSource``."""
        with self._store.read() as conn:
            return source_text(conn, source_id)

    def raw(self, source_id: int) -> bytes | None:
        """The bytes as read, where they were kept. Raises ``UnknownSource``."""
        with self._store.read() as conn:
            row = conn.execute("SELECT raw FROM source_text WHERE source_id = ?", (source_id,)).fetchone()
        if row is None:
            raise UnknownSource(f"source {source_id} is unknown")
        raw: bytes | None = row[0]
        return raw

    def by_sha256(self, digest: str) -> int | None:
        """Id of the source read from bytes with this SHA-256 (hexadecimal)."""
        try:
            key = bytes.fromhex(digest)
        except ValueError:
            raise InvalidRecord(f"{digest!r} is no SHA-256: 64 hexadecimal digits") from None
        with self._store.read() as conn:
            row = conn.execute("SELECT id FROM source WHERE sha256 = ?", (key,)).fetchone()
        return row[0] if row else None

    def by_name(self, name: str) -> Sequence[int]:
        """Ids of the versions of a name, the current one first."""
        with self._store.read() as conn:
            rows = conn.execute("SELECT id FROM source WHERE name = ? ORDER BY superseded, id DESC", (name,)).fetchall()
        return [row[0] for row in rows]

    def list(self) -> Sequence[SourceSummary]:
        """All sources in the order they were added, with counts of the claims shown by default."""
        with self._store.read() as conn:
            # the inner query is one pass over a covering index
            rows = conn.execute(
                """
                SELECT source.id, name, title, coalesce(claims, 0), coalesce(unreviewed, 0), superseded
                FROM source LEFT JOIN (
                    SELECT source_id, count(*) AS claims, sum(status = 0) AS unreviewed
                    FROM claim INDEXED BY claim_by_source WHERE shown = ? GROUP BY source_id
                ) ON source_id = source.id
                ORDER BY source.id
                """,
                (SHOWN_ALWAYS,),
            ).fetchall()
        return [SourceSummary(row[0], row[1], row[2], row[3], row[4], bool(row[5])) for row in rows]


def source_text(conn: sqlite3.Connection, source_id: int) -> str:
    """Raises ``UnknownSource``."""
    row = conn.execute("SELECT text FROM source_text WHERE source_id = ?", (source_id,)).fetchone()
    if row is None:
        raise UnknownSource(f"source {source_id} is unknown")
    text: str = row[0]
    return text


def add_source(conn: sqlite3.Connection, source: NewSource, reviewer: str) -> SourceAdded:
    """Inside a transaction; ``source`` is checked already."""
    digest, text_digest = bytes.fromhex(source.sha256), text_hash(source.text)
    same_bytes = conn.execute("SELECT id, name, superseded FROM source WHERE sha256 = ?", (digest,)).fetchone()
    if same_bytes is not None:
        found, name, superseded = same_bytes
        if not superseded:
            return SourceAdded(found, "known")
        # a page that went back to what it was
        current = _current(conn, name)
        if current is not None:
            _supersede(conn, current[0])
        _restore(conn, found)
        return SourceAdded(found, "changed")
    current = _current(conn, source.name)
    if current is not None and current[1] == text_digest:
        return SourceAdded(current[0], "known")
    if current is not None:
        _supersede(conn, current[0])
    added = _insert(conn, source, digest, text_digest, current[0] if current else None, reviewer)
    return SourceAdded(added, "changed" if current else "added")


def _current(conn: sqlite3.Connection, name: str) -> tuple[int, bytes] | None:
    row: tuple[int, bytes] | None = conn.execute(
        "SELECT id, text_sha256 FROM source WHERE name = ? AND NOT superseded", (name,)
    ).fetchone()
    return row


def _supersede(conn: sqlite3.Connection, source_id: int) -> None:
    conn.execute("UPDATE source SET superseded = 1 WHERE id = ?", (source_id,))
    conn.execute("UPDATE claim SET retired = 1 WHERE source_id = ? AND NOT retired", (source_id,))


def _restore(conn: sqlite3.Connection, source_id: int) -> None:
    conn.execute("UPDATE source SET superseded = 0 WHERE id = ?", (source_id,))
    conn.execute("UPDATE claim SET retired = 0 WHERE source_id = ? AND retired", (source_id,))


def _insert(
    conn: sqlite3.Connection,
    source: NewSource,
    digest: bytes,
    text_digest: bytes,
    supersedes: int | None,
    reviewer: str,
) -> int:
    spans = None if source.boilerplate is None else json.dumps(source.boilerplate)
    cursor = conn.execute(
        """
        INSERT INTO source (name, sha256, text_sha256, media_type, encoding, reader, title, published, boilerplate,
            length, added_at, added_by, supersedes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            source.name,
            digest,
            text_digest,
            source.media_type,
            source.encoding,
            source.reader,
            source.title,
            source.published.isoformat() if source.published else None,
            spans,
            len(source.text),
            now(),
            reviewer,
            supersedes,
        ),
    )
    added = cursor.lastrowid
    assert added is not None
    conn.execute("INSERT INTO source_text (source_id, text, raw) VALUES (?, ?, ?)", (added, source.text, source.raw))
    return added


def _source(row: tuple[Any, ...]) -> Source:
    spans = None if row[9] is None else tuple((start, end) for start, end in json.loads(row[9]))
    return Source(
        id=row[0],
        name=row[1],
        sha256=row[2].hex(),
        text_sha256=row[3].hex(),
        media_type=row[4],
        encoding=row[5],
        reader=row[6],
        title=row[7],
        published=date.fromisoformat(row[8]) if row[8] else None,
        boilerplate=spans,
        added_at=row[10],
        added_by=row[11],
        supersedes=row[12],
        superseded=bool(row[13]),
        length=row[14],
    )
