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
        added_by, supersedes, superseded, length, record_file
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
            raise UnknownSource("source {id} is unknown", id=source_id)
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
            raise UnknownSource("source {id} is unknown", id=source_id)
        raw: bytes | None = row[0]
        return raw

    def standing(self, source: SourceData) -> int | None:
        """Id of the current source that ``source`` is, where adding it would change nothing.

        Raises ``InvalidRecord`` for a text that can't be stored.
        """
        from claims_db.validation import valid_source

        checked = valid_source(source)
        digest, text_digest = bytes.fromhex(checked.sha256), text_hash(checked.text)
        with self._store.read() as conn:
            current = _current(conn, checked.name, checked.record_file)
            known = find_source(conn, digest, text_digest, checked.name, checked.record_file)
            if current is not None:
                same = known == current[0] or (known is None and current[1] == text_digest)
                return current[0] if same else None
            standing = conn.execute("SELECT id FROM source WHERE id = ? AND NOT superseded", (known,)).fetchone()
        return standing[0] if standing else None

    def by_sha256(self, digest: str) -> int | None:
        """Id of the source read from bytes with this SHA-256 (hexadecimal), a current one where there is any."""
        try:
            key = bytes.fromhex(digest)
        except ValueError:
            raise InvalidRecord(f"{digest!r} is no SHA-256: 64 hexadecimal digits") from None
        with self._store.read() as conn:
            row = conn.execute("SELECT id FROM source WHERE sha256 = ? ORDER BY superseded, id", (key,)).fetchone()
        return row[0] if row else None

    def by_name(self, name: str) -> Sequence[int]:
        """Ids of the versions of a name, the current one first."""
        with self._store.read() as conn:
            rows = conn.execute("SELECT id FROM source WHERE name = ? ORDER BY superseded, id DESC", (name,)).fetchall()
        return [row[0] for row in rows]

    def versions_of(self, source_id: int) -> Sequence[int]:
        """Ids of all versions of a source's article, itself among them, the latest added first."""
        with self._store.read() as conn:
            rows = conn.execute(
                """
                SELECT other.id FROM source AS one
                JOIN source AS other ON other.name = one.name AND other.record_file IS one.record_file
                WHERE one.id = ? ORDER BY other.id DESC
                """,
                (source_id,),
            )
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
        raise UnknownSource("source {id} is unknown", id=source_id)
    text: str = row[0]
    return text


def add_source(conn: sqlite3.Connection, source: NewSource, reviewer: str) -> SourceAdded:
    """Inside a transaction; ``source`` is checked already."""
    digest, text_digest = bytes.fromhex(source.sha256), text_hash(source.text)
    current = _current(conn, source.name, source.record_file)
    known = find_source(conn, digest, text_digest, source.name, source.record_file)
    if known is None and current is not None and current[1] == text_digest:
        known = current[0]
    if current is not None and current[0] != known:
        supersede(conn, current[0])
    if known is None:
        added = _insert(conn, source, digest, text_digest, current[0] if current else None, reviewer)
        return SourceAdded(added, "changed" if current else "added", source.name)
    # a page that went back to what it was
    restored = _restore(conn, known)
    return SourceAdded(known, "changed" if restored else "known", source.name)


def find_source(
    conn: sqlite3.Connection, digest: bytes, text_digest: bytes, name: str, record_file: str | None
) -> int | None:
    """The stored source that these bytes, read as this text, under this name are.

    Under its own name a source is known by its bytes, whatever text a reader makes of them today, also where another
    version has followed. Under another name it is known by bytes and text, and only where it is current: what is
    superseded is one name's past.
    """
    row = conn.execute(
        """
        SELECT id FROM source
        WHERE sha256 = ?1 AND ((name = ?3 AND record_file IS ?4) OR (text_sha256 = ?2 AND NOT superseded))
        ORDER BY name = ?3 AND record_file IS ?4 DESC, superseded, id LIMIT 1
        """,
        (digest, text_digest, name, record_file),
    ).fetchone()
    return row[0] if row else None


def _current(conn: sqlite3.Connection, name: str, record_file: str | None) -> tuple[int, bytes] | None:
    row: tuple[int, bytes] | None = conn.execute(
        "SELECT id, text_sha256 FROM source WHERE name = ? AND record_file IS ? AND NOT superseded", (name, record_file)
    ).fetchone()
    return row


def supersede(conn: sqlite3.Connection, source_id: int) -> None:
    """Another version has followed; the source's claims leave the lists with it."""
    conn.execute("UPDATE source SET superseded = 1 WHERE id = ?", (source_id,))
    conn.execute("UPDATE claim SET retired = 1, left_with_source = 1 WHERE source_id = ? AND NOT retired", (source_id,))


def _restore(conn: sqlite3.Connection, source_id: int) -> bool:
    """Make a superseded source current again, with the claims that left with it; whether it was superseded."""
    changed = conn.execute("UPDATE source SET superseded = 0 WHERE id = ? AND superseded", (source_id,))
    conn.execute(
        "UPDATE claim SET retired = 0, left_with_source = 0 WHERE source_id = ? AND left_with_source", (source_id,)
    )
    return changed.rowcount > 0


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
        INSERT INTO source (name, record_file, sha256, text_sha256, media_type, encoding, reader, title, published,
            boilerplate, length, added_at, added_by, supersedes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            source.name,
            source.record_file,
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
        record_file=row[15],
    )
