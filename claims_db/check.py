"""Verify a database from the ground up: nothing that can be derived is taken on trust."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from itertools import groupby

from claims_db.columns import sort_value
from claims_db.connection import Store, explain
from claims_db.detail import details
from claims_db.errors import DatabaseCorrupt, InvalidRecord, SpanMismatch
from claims_db.events import SELECT_EVENT, to_event
from claims_db.identity import claim_uid, text_hash
from claims_db.present import present_parts
from claims_db.records import Event
from claims_db.replay import batch_states, replay
from claims_db.reports import Problem
from claims_db.schema import FLAGS_OF_ROW, SHOWN_OF_ROW
from claims_db.validation import valid_claim

_INTEGRITY = "INSERT INTO {0} ({0}) VALUES ('integrity-check')"
_PORTION = 200
"""Sources or claims read in one snapshot, so that others can work meanwhile."""


def check(store: Store) -> Iterator[Problem]:
    """See ``Database.check``."""
    for examine in (_sqlite, _sources, _claims, _log, _batches, _search):
        try:
            yield from examine(store)
        except (DatabaseCorrupt, sqlite3.DatabaseError) as error:
            # what can still be read is examined all the same
            told = explain(store.path, error) if isinstance(error, sqlite3.Error) else error
            yield Problem("sqlite", str(store.path), str(told).removeprefix(f"{store.path}: "))


def _sqlite(store: Store) -> Iterator[Problem]:
    with store.read() as conn:
        found = [row[0] for row in conn.execute("PRAGMA integrity_check(100)")]
        loose = conn.execute("PRAGMA foreign_key_check").fetchmany(100)
    for line in found:
        if line != "ok":
            yield Problem("sqlite", str(store.path), " ".join(line.split()))
    for table, rowid, parent, _ in loose:
        yield Problem("link", f"{table} {rowid}", f"refers to a row of {parent} that is not there")


def _sources(store: Store) -> Iterator[Problem]:
    last = 0
    while True:
        with store.read() as conn:
            rows = conn.execute(
                """
                SELECT id, sha256, text_sha256, length, text, raw FROM source LEFT JOIN source_text ON source_id = id
                WHERE id > ? ORDER BY id LIMIT ?
                """,
                (last, _PORTION),
            ).fetchall()
        if not rows:
            return
        for source_id, digest, text_digest, length, text, raw in rows:
            where = f"source {source_id}"
            if text is None:
                yield Problem("hash", where, "its text is missing")
                continue
            if text_hash(text) != text_digest:
                yield Problem("hash", where, "its text is not the one that was stored")
            if len(text) != length:
                yield Problem("hash", where, f"its text has {len(text)} characters instead of {length}")
            if raw is not None and hashlib.sha256(raw).digest() != digest:
                yield Problem("hash", where, "its bytes are not those that were read")
        last = rows[-1][0]


def _portions(store: Store) -> Iterator[tuple[sqlite3.Connection, list[int]]]:
    """All claims by source, some hundred at a time, each portion with a connection that sees one state."""
    last = 0
    while True:
        with store.read() as conn:
            ids = [
                row[0]
                for row in conn.execute("SELECT id FROM claim WHERE id > ? ORDER BY id LIMIT ?", (last, _PORTION))
            ]
            if not ids:
                return
            yield conn, ids
        last = ids[-1]


def _claims(store: Store) -> Iterator[Problem]:
    """Spans against the stored text, identity, and values derived from the claim itself."""
    for conn, ids in _portions(store):
        marks = ", ".join("?" * len(ids))
        derived = {
            row[0]: row[1:]
            for row in conn.execute(
                f"SELECT claim.id, uid, text_sha256, sort_value, rank, figure, text FROM claim "
                "JOIN source ON source.id = claim.source_id JOIN source_text ON source_text.source_id = source.id "
                f"WHERE claim.id IN ({marks})",
                ids,
            )
        }
        for record in details(conn, [claim_id for claim_id in ids if claim_id in derived]):
            where = f"claim {record.id}"
            uid, digest, by_value, rank, figure, text = derived[record.id]
            for claim in (record.claim, record.extracted):
                try:
                    valid_claim(claim, text, claim.source)
                except SpanMismatch as error:
                    yield Problem("span", where, str(error))
                    break
                except InvalidRecord as error:
                    yield Problem("sqlite", where, str(error))
                    break
            if figure != text[record.claim.start : record.claim.end]:
                yield Problem("span", where, "its figure is not what stands in the text at its place")
            extracted = record.extracted
            if uid != claim_uid(digest, extracted.start, extracted.end):
                yield Problem("uid", where, "its uid is not that of its text and place")
            if by_value != sort_value(record.claim) or rank != round(extracted.checkworthiness * 100):
                yield Problem("sqlite", where, "its place in sorted lists is out of date")


def _log(store: Store) -> Iterator[Problem]:
    """What each claim's events add up to against what the tables say."""
    for conn, ids in _portions(store):
        marks = ", ".join("?" * len(ids))
        rows = conn.execute(f"{SELECT_EVENT} WHERE claim_id IN ({marks}) ORDER BY claim_id", ids)
        events: dict[int, list[Event]] = defaultdict(list)
        for claim_id, group in groupby(map(to_event, rows), key=lambda event: event.claim_id):
            events[claim_id] = list(group)
        stored = present_parts(conn, ids)
        for claim_id in ids:
            expected = replay(events.get(claim_id, ()))
            if expected != stored[claim_id]:
                differing = sorted(
                    part
                    for part in expected.keys() | stored[claim_id].keys()
                    if expected.get(part) != stored[claim_id].get(part)
                )
                yield Problem("log", f"claim {claim_id}", f"its state is not what its events say: {differing[0]}")
        yield from _counts(conn, ids)


def _counts(conn: sqlite3.Connection, ids: list[int]) -> Iterator[Problem]:
    marks = ", ".join("?" * len(ids))
    rows = conn.execute(
        f"""
        SELECT id FROM claim WHERE id IN ({marks}) AND (
            note_count <> (SELECT count(*) FROM note WHERE claim_id = claim.id AND NOT gone)
            OR evidence_count <> (SELECT count(*) FROM evidence WHERE claim_id = claim.id AND NOT gone)
            OR link_count <> (SELECT count(*) FROM link WHERE a = claim.id AND NOT gone)
                + (SELECT count(*) FROM link WHERE b = claim.id AND NOT gone)
            OR tag_count <> (SELECT count(*) FROM claim_tag WHERE claim_id = claim.id)
            OR correction_count <> (SELECT count(*) FROM correction WHERE claim_id = claim.id)
            OR suggestion_count <> (SELECT count(*) FROM suggestion WHERE a = claim.id AND state = 'open')
                + (SELECT count(*) FROM suggestion WHERE b = claim.id AND state = 'open')
            OR disputed <> (adjudicated_by IS NULL
                AND (SELECT count(DISTINCT status) FROM verdict WHERE claim_id = claim.id) > 1)
        )
        """,
        ids,
    )
    for (claim_id,) in rows:
        yield Problem("log", f"claim {claim_id}", "a count on it is out of date")
    for (claim_id,) in conn.execute(
        f"SELECT id FROM claim WHERE id IN ({marks}) AND (flags IS NOT {FLAGS_OF_ROW} OR shown IS NOT {SHOWN_OF_ROW})",
        ids,
    ):
        yield Problem("log", f"claim {claim_id}", "what lists filter by is out of date")


def _batches(store: Store) -> Iterator[Problem]:
    """What can be undone and redone, derived from the log again."""
    with store.read() as conn:
        stored = dict(conn.execute("SELECT id, state FROM batch"))
        expected = batch_states(
            conn.execute("SELECT id, reviewer, act, batch, undoes FROM event ORDER BY at, id").fetchall()
        )
    for batch in sorted(stored.keys() | expected.keys()):
        if stored.get(batch) != expected.get(batch):
            yield Problem("log", f"act {batch}", f"is {stored.get(batch)}, its events say {expected.get(batch)}")


def _search(store: Store) -> Iterator[Problem]:
    """Which rows were indexed (the words themselves are not kept), and FTS5's own check of its index."""
    for table, content in (("claim_search", "claim"), ("note_search", "note")):
        with store.read() as conn:
            missing = conn.execute(
                f"SELECT id FROM {content} WHERE id NOT IN (SELECT id FROM {table}_docsize) LIMIT 100"
            ).fetchall()
            loose = conn.execute(
                f"SELECT id FROM {table}_docsize WHERE id NOT IN (SELECT id FROM {content}) LIMIT 100"
            ).fetchall()
        for (row,) in missing:
            yield Problem("search", f"{content} {row}", "can't be found by searching")
        for (row,) in loose:
            yield Problem("search", f"{content} {row}", "is in the search index, but not there")
        # FTS5 offers its check as a statement that writes
        if not store.readonly:
            try:
                store.write(partial(_execute, sql=_INTEGRITY.format(table)))
            except DatabaseCorrupt:
                yield Problem("search", table, "the search index is damaged")


def _execute(conn: sqlite3.Connection, sql: str) -> None:
    conn.execute(sql)
