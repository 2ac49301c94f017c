"""Claims of a source into the file, for the first time or again.

A claim is known by its uid: extracted again it keeps its id and what reviewers decided, whatever else about it
changed. One that is no longer found is retired, never deleted.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from claims_db.claim import Claim
from claims_db.codes import FLAG_BITS, SHOWN_ALWAYS, SHOWN_ON_REQUEST
from claims_db.columns import COLUMNS, SELECT, from_row, to_row
from claims_db.connection import Store
from claims_db.corrections import decode, encode, field_value
from claims_db.errors import InvalidRecord, UnknownSource
from claims_db.identity import claim_uid, text_hash
from claims_db.records import NewSource, SourceAdded, SourceData, Stored
from claims_db.search import Folding
from claims_db.sources import add_source, source_text
from claims_db.validation import valid_claim, valid_source

_INSERT = f"""
    INSERT INTO claim (id, uid, source_id, origin, flags, shown, {", ".join(f'"{name}"' for name in COLUMNS)})
    VALUES ({", ".join("?" * (len(COLUMNS) + 6))})
"""
_UPDATE = f"""
    UPDATE claim SET {", ".join(f'"{name}" = ?' for name in COLUMNS)}, retired = 0, left_with_source = 0 WHERE id = ?
"""
_BRING_BACK = "UPDATE claim SET retired = 0, left_with_source = 0 WHERE id = ?"
_INDEX = "INSERT INTO claim_search (rowid, words) VALUES (?, ?)"
_UNINDEX = "INSERT INTO claim_search (claim_search, rowid, words) VALUES ('delete', ?, ?)"

Refuse = Callable[[SourceData, InvalidRecord], None]
"""Told of a source that is not taken, and why."""

BATCH_CLAIMS = 1000
"""``intake_many`` writes when this many claims, or ``BATCH_SECONDS`` of reading, have gathered."""
BATCH_SECONDS = 1.0
BATCH_CHARACTERS = 2_000_000


@dataclass(slots=True)
class Prepared:
    """A source's claims, checked against its text before any transaction begins."""

    source_id: int
    name: str
    text: str
    claims: list[tuple[bytes, Claim]]
    """(uid, claim)"""


def prepare(source_id: int, name: str, text: str, claims: Iterable[Claim]) -> Prepared:
    """Check every claim. Raises ``InvalidRecord`` or ``SpanMismatch``: then none is stored."""
    digest = text_hash(text)
    checked: list[tuple[bytes, Claim]] = []
    seen: set[tuple[int, int]] = set()
    for claim in claims:
        valid = valid_claim(claim, text, name)
        span = (valid.start, valid.end)
        if span in seen:
            raise InvalidRecord(
                "{source}: two claims on the same figure at {start}-{end}",
                source=name,
                start=valid.start,
                end=valid.end,
            )
        seen.add(span)
        checked.append((claim_uid(digest, *span), valid))
    return Prepared(source_id, name, text, checked)


def store_claims(store: Store, source_id: int, claims: Iterable[Claim], *, only_new: bool = False) -> Stored:
    """See ``Claims.store``."""
    with store.read() as conn:
        row = conn.execute("SELECT name FROM source WHERE id = ?", (source_id,)).fetchone()
        if row is None:
            raise UnknownSource("source {id} is unknown", id=source_id)
        text = source_text(conn, source_id)
    prepared = prepare(source_id, row[0], text, claims)
    folding = store.folding()
    return store.write(lambda conn: (_add_new if only_new else _store)(conn, prepared, folding))


def _add_new(conn: sqlite3.Connection, prepared: Prepared, folding: Folding) -> Stored:
    known = {row[0] for row in conn.execute("SELECT uid FROM claim WHERE source_id = ?", (prepared.source_id,))}
    new = [(uid, claim) for uid, claim in prepared.claims if uid not in known]
    insert_claims(conn, prepared, new, folding, origin=0)
    return Stored(added=len(new), kept=len(prepared.claims) - len(new))


def intake(store: Store, source: SourceData, claims: Iterable[Claim]) -> tuple[SourceAdded, Stored]:
    """See ``Database.intake``."""
    checked = valid_source(source)
    prepared = prepare(0, checked.name, checked.text, claims)
    folding = store.folding()
    return store.write(lambda conn: _take_in(conn, checked, prepared, store.reviewer, folding))


def intake_many(
    store: Store, pairs: Iterable[tuple[SourceData, Iterable[Claim]]], refuse: Refuse | None
) -> Iterator[tuple[SourceAdded, Stored]]:
    """See ``Database.intake_many``."""
    with store.bulk():
        for batch in _batches(pairs, refuse):
            yield from _take_in_all(store, batch)


def _batches(
    pairs: Iterable[tuple[SourceData, Iterable[Claim]]], refuse: Refuse | None
) -> Iterator[list[tuple[NewSource, Prepared]]]:
    """Checked sources in portions small enough to be written without holding others up."""
    batch: list[tuple[NewSource, Prepared]] = []
    claims = characters = 0
    since = time.monotonic()
    try:
        for source, found in pairs:
            try:
                checked = valid_source(source)
                prepared = prepare(0, checked.name, checked.text, found)
            except InvalidRecord as refusal:
                if refuse is None:
                    raise
                refuse(source, refusal)
                continue
            batch.append((checked, prepared))
            claims += len(prepared.claims)
            characters += len(checked.text)
            late = time.monotonic() - since > BATCH_SECONDS
            if claims >= BATCH_CLAIMS or characters >= BATCH_CHARACTERS or late:
                yield batch
                batch, claims, characters, since = [], 0, 0, time.monotonic()
    except GeneratorExit:
        raise
    except BaseException:
        # what was read before a refused source is kept
        yield batch
        raise
    yield batch


def _take_in_all(store: Store, batch: list[tuple[NewSource, Prepared]]) -> list[tuple[SourceAdded, Stored]]:
    folding = store.folding()
    return store.write(
        lambda conn: [_take_in(conn, source, prepared, store.reviewer, folding) for source, prepared in batch]
    )


def _take_in(
    conn: sqlite3.Connection, source: NewSource, prepared: Prepared, reviewer: str, folding: Folding
) -> tuple[SourceAdded, Stored]:
    added = add_source(conn, source, reviewer)
    if added.outcome == "known":
        # it may stand under another name
        name = conn.execute("SELECT name FROM source WHERE id = ?", (added.id,)).fetchone()[0]
    else:
        name = source.name
    if added.outcome != "added" and source_text(conn, added.id) != prepared.text:
        # same bytes that a reader made another text of: the stored text rules, and these claims are not its own
        return added, Stored()
    return added, _store(conn, Prepared(added.id, name, prepared.text, prepared.claims), folding)


def _store(conn: sqlite3.Connection, prepared: Prepared, folding: Folding) -> Stored:
    known = {
        row[0]: row[1:]
        for row in conn.execute(
            f"SELECT uid, id, origin, retired, correction_count, {SELECT} FROM claim WHERE source_id = ?",
            (prepared.source_id,),
        )
    }
    new: list[tuple[bytes, Claim]] = []
    kept = changed = 0
    for uid, claim in prepared.claims:
        row = known.pop(uid, None)
        if row is None:
            new.append((uid, claim))
        elif row[1] == 1 or not _refresh(conn, row, claim, prepared, folding):
            kept += 1
        else:
            changed += 1
    insert_claims(conn, prepared, new, folding, origin=0)
    gone = [(row[0],) for row in known.values() if row[1] == 0 and not row[2]]
    conn.executemany("UPDATE claim SET retired = 1 WHERE id = ?", gone)
    return Stored(added=len(new), kept=kept, changed=changed, retired=len(gone))


def insert_claims(
    conn: sqlite3.Connection, prepared: Prepared, new: list[tuple[bytes, Claim]], folding: Folding, *, origin: int
) -> range:
    """Insert claims that are not there yet; their ids, which are never used twice."""
    first = conn.execute("SELECT coalesce(max(id), 0) + 1 FROM claim").fetchone()[0]
    ids = range(first, first + len(new))
    flags = FLAG_BITS["added"] if origin else 0
    conn.executemany(
        _INSERT,
        (
            (claim_id, uid, prepared.source_id, origin, flags, _shown(claim), *to_row(claim))
            for claim_id, (uid, claim) in zip(ids, new, strict=True)
        ),
    )
    conn.executemany(
        _INDEX,
        ((claim_id, folding.of_claim(claim, prepared.name)) for claim_id, (_, claim) in zip(ids, new, strict=True)),
    )
    return ids


def _shown(claim: Claim) -> int:
    """``claim.shown`` of a claim that nobody has worked on, as the trigger in ``schema`` has it."""
    return SHOWN_ALWAYS if claim.reviewable else SHOWN_ON_REQUEST


def _refresh(
    conn: sqlite3.Connection, row: tuple[Any, ...], claim: Claim, prepared: Prepared, folding: Folding
) -> bool:
    """Bring a known claim up to today's extraction; whether anything but its retirement changed."""
    claim_id, _, retired, corrections, *columns = row
    if corrections:
        return _refresh_corrected(conn, claim_id, tuple(columns), claim, prepared, folding, retired=bool(retired))
    fresh = to_row(claim)
    if tuple(columns) == fresh:
        if retired:
            conn.execute(_BRING_BACK, (claim_id,))
        return False
    conn.execute(_UPDATE, (*fresh, claim_id))
    reindex(conn, claim_id, from_row(columns, prepared.name, prepared.text), claim, prepared.name, folding)
    return True


def _refresh_corrected(
    conn: sqlite3.Connection,
    claim_id: int,
    columns: tuple[Any, ...],
    claim: Claim,
    prepared: Prepared,
    folding: Folding,
    *,
    retired: bool,
) -> bool:
    """The extracted values of corrected fields are renewed where corrections keep them; corrections stay in force."""
    from claims_db.columns import with_fields

    stored = conn.execute(
        "SELECT field, extracted, corrected FROM correction WHERE claim_id = ?", (claim_id,)
    ).fetchall()
    differs = False
    for field, extracted, _ in stored:
        fresh = json.dumps(encode(field, field_value(claim, field)), ensure_ascii=False)
        if fresh != extracted:
            differs = True
            conn.execute(
                "UPDATE correction SET extracted = ? WHERE claim_id = ? AND field = ?", (fresh, claim_id, field)
            )
    corrected = {field: decode(field, json.loads(value)) for field, _, value in stored}
    effective = with_fields(claim, corrected, prepared.text)
    fresh_row = to_row(effective)
    if columns != fresh_row:
        conn.execute(_UPDATE, (*fresh_row, claim_id))
        before = from_row(columns, prepared.name, prepared.text)
        reindex(conn, claim_id, before, effective, prepared.name, folding)
        return True
    if retired:
        conn.execute(_BRING_BACK, (claim_id,))
    return differs


def reindex(
    conn: sqlite3.Connection, claim_id: int, before: Claim, after: Claim, source_name: str, folding: Folding
) -> None:
    """Bring the search index from what a claim was to what it is."""
    old, new = folding.of_claim(before, source_name), folding.of_claim(after, source_name)
    if old != new:
        # a contentless index takes a row out by the very words it was put in with
        conn.execute(_UNINDEX, (claim_id, old))
        conn.execute(_INDEX, (claim_id, new))
