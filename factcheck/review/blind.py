"""Blind second review: what others decided and wrote stays hidden until the reviewer has a verdict of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims_db import Database
    from claims_db.records import ClaimRecord, ClaimRow


def own_view(record: ClaimRecord, reviewer: str) -> ClaimRecord:
    """Return ``record`` as it would be had nobody but ``reviewer`` judged it, noted or cited anything."""
    own = next((verdict for verdict in record.verdicts if verdict.reviewer == reviewer), None)
    return replace(
        record,
        status=own.status if own else "unreviewed",
        finding=own.finding if own else None,
        verdicts=(own,) if own else (),
        notes=tuple(note for note in record.notes if note.by == reviewer),
        evidence=tuple(evidence for evidence in record.evidence if evidence.by == reviewer),
        group=None,
    )


def own_rows(db: Database, rows: Sequence[ClaimRow]) -> list[ClaimRow]:
    """Return ``rows`` as ``own_view`` shows their claims."""
    views = {record.id: own_view(record, db.reviewer) for record in db.claims.iterate(ids=[row.id for row in rows])}
    return [
        replace(
            row,
            status=views[row.id].status,
            note_count=len(views[row.id].notes),
            evidence_count=len(views[row.id].evidence),
            disputed=False,
            group=None,
        )
        for row in rows
    ]
