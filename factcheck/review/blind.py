"""Blind second review: what others decided and wrote stays hidden until the reviewer has a verdict of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from factcheck.review.order import View

if TYPE_CHECKING:
    from claims_db import Database
    from claims_db.records import ClaimRecord, ClaimRow, Event, Flag, Sort

TELLING_FLAGS: tuple[Flag, ...] = ("unsourced", "suggested", "noted", "sourced", "linked", "tagged", "disputed")
"""Conditions of a filter that tell what others decided or wrote."""
TELLING_SORTS: tuple[Sort, ...] = ("status", "changed")
"""Orders that tell what others decided."""
_SHARED = ("status", "finding", "adjudicated", "verdict:")
"""Parts of a claim's state that hold for all reviewers, or say whose they are."""


def own_list(view: View) -> View:
    """Return ``view`` without the conditions and orders that tell what others decided or wrote."""
    query = view.query
    flag = None if query.flag in TELLING_FLAGS else query.flag
    kept = replace(view, query=replace(query, status=(), flag=flag, tag=()))
    return replace(kept, sort="checkworthiness", descending=True) if view.sort in TELLING_SORTS else kept


def own_events(events: Sequence[Event], reviewer: str) -> list[Event]:
    """Return the acts of ``reviewer``, without what they say of the verdicts of others before them."""

    def own(parts: Mapping[str, Any]) -> dict[str, Any]:
        mine = f"verdict:{reviewer}"
        return {name: value for name, value in parts.items() if name == mine or not name.startswith(_SHARED)}

    return [
        replace(event, before=own(event.before), after=own(event.after))
        for event in events
        if event.reviewer == reviewer
    ]


def own_view(record: ClaimRecord, db: Database) -> ClaimRecord:
    """Return ``record`` as it would be had nobody but the reviewer of ``db`` judged, tagged or written anything."""
    tags = db.tags_by([record.id], db.reviewer) if record.tags else {}
    return _own_view(record, db.reviewer, tags.get(record.id, ()))


def _own_view(record: ClaimRecord, reviewer: str, tags: tuple[str, ...]) -> ClaimRecord:
    own = next((verdict for verdict in record.verdicts if verdict.reviewer == reviewer), None)
    return replace(
        record,
        status=own.status if own else "unreviewed",
        finding=own.finding if own else None,
        verdicts=(own,) if own else (),
        notes=tuple(note for note in record.notes if note.by == reviewer),
        evidence=tuple(evidence for evidence in record.evidence if evidence.by == reviewer),
        links=tuple(link for link in record.links if link.by == reviewer),
        tags=tags,
        group=None,
    )


def own_rows(db: Database, rows: Sequence[ClaimRow]) -> list[ClaimRow]:
    """Return ``rows`` as ``own_view`` shows their claims."""
    # one question to the log, and one to the suggestions, for all that is visible
    waiting = db.suggestions.count_unjudged([row.id for row in rows])
    tags = db.tags_by([row.id for row in rows if row.tags], db.reviewer)
    views = {
        record.id: _own_view(record, db.reviewer, tags.get(record.id, ()))
        for record in db.claims.iterate(ids=[row.id for row in rows])
    }
    return [
        replace(
            row,
            status=views[row.id].status,
            note_count=len(views[row.id].notes),
            evidence_count=len(views[row.id].evidence),
            link_count=len(views[row.id].links),
            tags=views[row.id].tags,
            suggestion_count=waiting.get(row.id, 0),
            disputed=False,
            group=None,
        )
        for row in rows
    ]
