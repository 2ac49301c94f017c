"""Claims of the store: stored by source, read as light rows for lists or whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from claims_db.codes import SHOWN_ALWAYS, SHOWN_NEVER
from claims_db.columns import number
from claims_db.connection import Store
from claims_db.errors import InvalidRecord
from claims_db.records import KINDS, STATUSES, ClaimRecord, ClaimRow, Group, Query, Replacement, Sort, Status, Stored

if TYPE_CHECKING:
    from claims_db.claim import Claim

_ROW = """
    SELECT claim.id, claim.uid, source_id, source.name, start, "end", figure, kind, value, low, high, unit, per,
        comparator, subject, metric, period, modality, direction, region, states_claim, lang, checkworthiness,
        status, note_count, evidence_count, link_count, suggestion_count, tag_count, assignee, claim.origin,
        correction_count, retired OR withdrawn, disputed, version, source.superseded
    FROM claim JOIN source ON source.id = source_id
"""
_CHUNK = 500
"""Ids to one statement."""


class Claims:
    """``db.claims``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def store(self, source_id: int, claims: Iterable[Claim], *, only_new: bool = False) -> Stored:
        """Store what was extracted from a source, for the first time or again.

        A claim on a figure that is known keeps its id and decisions; one no longer given is retired. With
        ``only_new`` nothing that is stored changes: claims on figures not known yet are added to it. Every span is
        compared with the stored text: ``SpanMismatch`` or ``InvalidRecord`` refuses the whole. Raises
        ``UnknownSource``.
        """
        from claims_db.intake import store_claims

        return store_claims(self._store, source_id, claims, only_new=only_new)

    def get(self, claim_id: int) -> ClaimRecord:
        """Everything known about a claim. Raises ``UnknownClaim``."""
        from claims_db.detail import details

        with self._store.read() as conn:
            return next(details(conn, (claim_id,)))

    def rows(self, ids: Sequence[int]) -> list[ClaimRow]:
        """Light rows in the order of ``ids``; ids that are not there are left out."""
        found: dict[int, ClaimRow] = {}
        with self._store.read() as conn:
            for first in range(0, len(ids), _CHUNK):
                some = list(ids[first : first + _CHUNK])
                marks = ", ".join("?" * len(some))
                found |= {row.id: row for row in _rows(conn, f"WHERE claim.id IN ({marks})", some)}
        return [found[claim_id] for claim_id in ids if claim_id in found]

    def of_source(self, source_id: int, *, every: bool = False) -> list[ClaimRow]:
        """A source's claims by place; ``every`` as in ``Query``."""
        least = SHOWN_NEVER + 1 if every else SHOWN_ALWAYS
        with self._store.read() as conn:
            return _rows(conn, 'WHERE source_id = ? AND shown >= ? ORDER BY start, "end"', (source_id, least))

    def spans(self, source_id: int, *, every: bool = False) -> list[tuple[int, int, int, Status]]:
        """(start, end, id, status) of a source's claims by place: what marking them in its text needs."""
        least = SHOWN_NEVER + 1 if every else SHOWN_ALWAYS
        with self._store.read() as conn:
            rows = conn.execute(
                'SELECT start, "end", id, status FROM claim WHERE source_id = ? AND shown >= ? ORDER BY start, "end"',
                (source_id, least),
            ).fetchall()
        return [(start, end, claim_id, STATUSES[status]) for start, end, claim_id, status in rows]

    def by_uid(self, uid: str) -> Sequence[int]:
        """Ids of the claims with this uid: several where one text is stored in several sources."""
        try:
            key = bytes.fromhex(uid)
        except ValueError:
            raise InvalidRecord(f"{uid!r} is no uid: 32 hexadecimal digits") from None
        with self._store.read() as conn:
            return [row[0] for row in conn.execute("SELECT id FROM claim WHERE uid = ? ORDER BY id", (key,))]

    def replaced(self, claim_id: int) -> tuple[Replacement | None, Replacement | None]:
        """The join or split that put this claim in the place of others, and the one that put others in its place.

        None for one that never was or does not stand. Raises ``UnknownClaim``.
        """
        from claims_db.events import require_claims
        from claims_db.succession import standing

        with self._store.read() as conn:
            require_claims(conn, (claim_id,))
            return standing(conn, claim_id)

    def iterate(
        self, query: Query | None = None, sort: Sort = "source", ids: Sequence[int] | None = None
    ) -> Iterator[ClaimRecord]:
        """Whole claims in order, a few hundred in memory at a time; ``ids`` instead of ``query`` names them.

        Each portion is read as one state of the database; what others commit in between shows in later portions.
        """
        from claims_db.detail import details
        from claims_db.query import ids as ordered

        wanted = ordered(self._store, query or Query(), sort, None, None, 0) if ids is None else ids
        for first in range(0, len(wanted), _CHUNK):
            with self._store.read() as conn:
                portion = list(details(conn, wanted[first : first + _CHUNK]))
            yield from portion


def _rows(conn: sqlite3.Connection, where: str, values: Sequence[Any]) -> list[ClaimRow]:
    raw = conn.execute(f"{_ROW} {where}", values).fetchall()
    tagged = [row[0] for row in raw if row[28]]
    tags = tags_of(conn, tagged) if tagged else {}
    linked = [row[0] for row in raw if row[26]]
    groups: dict[int, Group] = {}
    if linked:
        from claims_db.groups import groups_of

        groups = groups_of(conn, linked)
    return [_row(row, tags, groups.get(row[0])) for row in raw]


def tags_of(conn: sqlite3.Connection, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The tags of claims that have any, by name."""
    tags: dict[int, tuple[str, ...]] = {}
    for first in range(0, len(ids), _CHUNK):
        some = ids[first : first + _CHUNK]
        marks = ", ".join("?" * len(some))
        for claim_id, name in conn.execute(
            f"SELECT claim_id, name FROM claim_tag JOIN tag ON tag.id = tag_id WHERE claim_id IN ({marks}) "
            "ORDER BY name",
            tuple(some),
        ):
            tags[claim_id] = (*tags.get(claim_id, ()), name)
    return tags


def tags_by(conn: sqlite3.Connection, ids: Sequence[int], reviewer: str) -> dict[int, tuple[str, ...]]:
    """The tags of claims that ``reviewer`` put there and did not take off again, by name."""
    tagged = tags_of(conn, ids)
    last: dict[int, dict[str, Any]] = {}  # what this reviewer did last to each tag: put it there, or took it off
    wanted = list(tagged)
    for first in range(0, len(wanted), _CHUNK):
        some = wanted[first : first + _CHUNK]
        for claim_id, after in conn.execute(
            f"SELECT claim_id, after FROM event WHERE claim_id IN ({', '.join('?' * len(some))}) AND reviewer = ? "
            "AND instr(after, '\"tag:') ORDER BY id",
            (*some, reviewer),
        ):
            last.setdefault(claim_id, {}).update(json.loads(after))
    return {
        claim_id: tuple(name for name in names if last.get(claim_id, {}).get(f"tag:{name}"))
        for claim_id, names in tagged.items()
    }


def _row(row: tuple[Any, ...], tags: dict[int, tuple[str, ...]], group: Group | None) -> ClaimRow:
    return ClaimRow(
        id=row[0],
        uid=row[1].hex(),
        source_id=row[2],
        source_name=row[3],
        start=row[4],
        end=row[5],
        figure=row[6],
        kind=KINDS[row[7]],
        value=number(row[8]),
        low=number(row[9]),
        high=number(row[10]),
        unit=row[11],
        per=row[12],
        comparator=row[13],
        subject=row[14],
        metric=row[15],
        period=row[16],
        modality=row[17],
        direction=row[18],
        region=row[19],
        states_claim=bool(row[20]),
        lang=row[21],
        checkworthiness=row[22],
        status=STATUSES[row[23]],
        note_count=row[24],
        evidence_count=row[25],
        link_count=row[26],
        suggestion_count=row[27],
        tags=tags.get(row[0], ()),
        assignee=row[29],
        origin="reviewer" if row[30] else "extractor",
        corrected=row[31] > 0,
        retired=bool(row[32]),
        disputed=bool(row[33]),
        version=row[34],
        superseded=bool(row[35]),
        group=group,
    )
