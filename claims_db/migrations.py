"""The tables, as numbered migrations.

A migration never changes once released. ``user_version`` of the file is how many of them it has had, so that opening
an up-to-date file imports nothing of this, and a file from a later release is told at once.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from sqlite_utils import Database as SqliteDatabase
from sqlite_utils import Migrations

from claims_db.codes import KIND_CODES, STATUS_CODES
from claims_db.schema import (
    CLAIM,
    DECISIONS,
    INDEXES,
    LOG,
    RECOUNT_SINCE_4,
    SEARCH,
    SOURCES,
    SUGGESTIONS,
    VOCABULARY,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

migrations = Migrations("claims_db")


@migrations(name="0001_tables")
def tables(db: SqliteDatabase) -> None:
    """Everything of the first release."""
    conn = db.conn
    _run(conn, (*VOCABULARY, *SOURCES, *CLAIM, *INDEXES, *DECISIONS, *LOG, *SUGGESTIONS, *SEARCH))
    conn.executemany("INSERT INTO status (name, code) VALUES (?, ?)", STATUS_CODES.items())
    conn.executemany("INSERT INTO kind (name, code) VALUES (?, ?)", KIND_CODES.items())
    from claims_db.search import script_variants

    conn.executemany("INSERT INTO script_variant (variant, plain) VALUES (?, ?)", script_variants())


@migrations(name="0002_matching")
def matching(db: SqliteDatabase) -> None:
    """The matching index."""
    from claims_db.blocks import SCHEMA as MATCHING

    _run(db.conn, MATCHING)


@migrations(name="0003_watched")
def watched(db: SqliteDatabase) -> None:
    """Claims corrected in what their figure is relative to, per or of are matched again."""
    from claims_db.blocks import WATCHED_SINCE_3

    _run(db.conn, WATCHED_SINCE_3)


@migrations(name="0004_recount")
def recount(db: SqliteDatabase) -> None:
    """Suggestions that go are counted anew in time that does not grow with all that are open."""
    _run(db.conn, RECOUNT_SINCE_4)


@migrations(name="0005_changes")
def changes(db: SqliteDatabase) -> None:
    """A claim that changes while matching runs is known to have changed."""
    from claims_db.blocks import CHANGES_SINCE_5

    _run(db.conn, CHANGES_SINCE_5)


def _run(conn: sqlite3.Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        conn.execute(statement)


def migrate(conn: sqlite3.Connection) -> None:
    """Apply what is pending; the caller holds the transaction, so that it happens whole or not at all."""
    db = SqliteDatabase(conn)
    migrations.apply(db)
    conn.execute(f"PRAGMA user_version = {len(migrations.applied(db))}")
