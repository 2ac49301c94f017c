"""Claims with everything known about them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from claims_db.claims import tags_of
from claims_db.columns import SELECT, from_row, with_fields
from claims_db.corrections import decode
from claims_db.errors import UnknownClaim
from claims_db.groups import groups_of
from claims_db.records import STATUSES, ClaimRecord, Evidence, Finding, Link, Note, Verdict
from claims_db.sources import source_text

T = TypeVar("T")


def details(conn: sqlite3.Connection, ids: Sequence[int]) -> Iterator[ClaimRecord]:
    """The claims ``ids`` in that order (at most some hundred at once). Raises ``UnknownClaim``."""
    wanted = list(ids)
    marks = ", ".join("?" * len(wanted))
    rows = {
        row[0]: row[1:]
        for row in conn.execute(
            f"""
            SELECT claim.id, uid, source_id, source.name, status, assignee, claim.origin, retired OR withdrawn, version,
                correction_count, adjudicated_by, {SELECT}
            FROM claim JOIN source ON source.id = source_id WHERE claim.id IN ({marks})
            """,
            wanted,
        )
    }
    for claim_id in wanted:
        if claim_id not in rows:
            raise UnknownClaim("claim {id} is unknown", id=claim_id)
    beside = _Beside(conn, wanted, marks)
    known: tuple[int, str] = (0, "")
    for claim_id in wanted:
        row = rows[claim_id]
        if row[1] != known[0]:
            known = (row[1], source_text(conn, row[1]))
        yield beside.record(claim_id, row, known[1])


class _Beside:
    """What other tables hold on a set of claims, each read once."""

    def __init__(self, conn: sqlite3.Connection, ids: list[int], marks: str) -> None:
        self._conn = conn

        def by_claim(sql: str, make: Callable[..., T]) -> dict[int, list[T]]:
            found: dict[int, list[T]] = defaultdict(list)
            for key, *row in conn.execute(sql.replace("{marks}", marks), ids):
                found[key].append(make(*row))
            return found

        self.notes = by_claim(
            "SELECT claim_id, id, text, by, at FROM note WHERE claim_id IN ({marks}) AND NOT gone ORDER BY id", Note
        )
        self.evidence = by_claim(
            "SELECT claim_id, id, url, quote, stance, date_seen, archive_url, by, at FROM evidence "
            "WHERE claim_id IN ({marks}) AND NOT gone ORDER BY id",
            _evidence,
        )
        ends = "SELECT {end}, id, a, b, type, why, by, at FROM link WHERE {end} IN ({marks}) AND NOT gone"
        self.links = by_claim(ends.replace("{end}", "a") + " ORDER BY id", Link)
        for claim_id, links in by_claim(ends.replace("{end}", "b") + " ORDER BY id", Link).items():
            self.links[claim_id].extend(links)
        self.verdicts = by_claim(
            "SELECT claim_id, reviewer, status, finding, at FROM verdict WHERE claim_id IN ({marks}) ORDER BY at",
            _verdict,
        )
        self.findings = by_claim("SELECT claim_id, finding FROM finding WHERE claim_id IN ({marks})", finding)
        self.corrections = by_claim(
            "SELECT claim_id, field, extracted, corrected FROM correction WHERE claim_id IN ({marks})",
            lambda field, old, new: (field, decode(field, json.loads(old)), decode(field, json.loads(new))),
        )
        self.tags = tags_of(conn, ids)
        linked = [claim_id for claim_id, links in self.links.items() if links]
        self.groups = groups_of(conn, linked) if linked else {}

    def record(self, claim_id: int, row: tuple[Any, ...], text: str) -> ClaimRecord:
        uid, source_id, name, status, assignee, origin, retired, version, corrected, adjudicated, *columns = row
        claim = from_row(columns, name, text)
        changes = self.corrections[claim_id] if corrected else []
        return ClaimRecord(
            id=claim_id,
            uid=uid.hex(),
            source_id=source_id,
            claim=claim,
            extracted=with_fields(claim, {field: old for field, old, _ in changes}, text) if changes else claim,
            corrected={field: new for field, _, new in changes},
            status=STATUSES[status],
            finding=next(iter(self.findings.get(claim_id, ())), None),
            notes=tuple(self.notes.get(claim_id, ())),
            tags=self.tags.get(claim_id, ()),
            evidence=tuple(self.evidence.get(claim_id, ())),
            links=tuple(self.links.get(claim_id, ())),
            verdicts=tuple(self.verdicts.get(claim_id, ())),
            assignee=assignee,
            origin="reviewer" if origin else "extractor",
            retired=bool(retired),
            version=version,
            group=self.groups.get(claim_id),
            adjudicated_at=self._adjudicated_at(claim_id) if adjudicated else None,
        )

    def _adjudicated_at(self, claim_id: int) -> str | None:
        row = self._conn.execute(
            "SELECT max(at) FROM event WHERE claim_id = ? AND json_extract(after, '$.adjudicated') IS NOT NULL",
            (claim_id,),
        ).fetchone()
        found: str | None = row[0]
        return found


def finding(text: str | None) -> Finding | None:
    """A finding from its JSON."""
    return None if text is None else Finding(**json.loads(text))


def _verdict(reviewer: str, status: int, found: str | None, at: str) -> Verdict:
    return Verdict(reviewer, STATUSES[status], finding(found), at)


def _evidence(
    id: int, url: str, quote: str | None, stance: Any, seen: str | None, archive: str | None, by: str, at: str
) -> Evidence:
    return Evidence(id, url, quote, stance, date.fromisoformat(seen) if seen else None, archive, by, at)
