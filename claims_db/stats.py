"""Progress, and agreement between reviewers."""

from __future__ import annotations

import sqlite3
from typing import Any

from claims_db.claim import Kind
from claims_db.codes import FLAG_BITS, SHOWN_ALWAYS, SHOWN_ON_REQUEST
from claims_db.connection import Store
from claims_db.records import KINDS, STATUSES, Status
from claims_db.reports import Agreement, Stats

LARGEST_SOURCES = 20
"""Sources in ``Stats.by_source``."""


def stats(store: Store) -> Stats:
    """See ``Database.stats``."""
    with store.read() as conn:
        # one pass over a covering index for all counts of claims
        counted = conn.execute(
            """
            SELECT kind, status, count(*), sum((flags & ?) <> 0) FROM claim INDEXED BY claim_by_kind
            WHERE shown = ? GROUP BY kind, status
            """,
            (FLAG_BITS["unsourced"], SHOWN_ALWAYS),
        ).fetchall()
        # all versions of an article together: what was worked on in an earlier one is still shown
        by_source = conn.execute(
            """
            SELECT current.name, count(*) AS claims, sum(status <> 0) AS reviewed FROM (
                SELECT DISTINCT name, record_file FROM (
                    SELECT source_id, count(*) AS claims FROM claim INDEXED BY claim_by_source WHERE shown = ?1
                    GROUP BY source_id ORDER BY claims DESC, source_id LIMIT ?2
                ) JOIN source ON source.id = source_id
            ) AS current
            JOIN source ON source.name = current.name AND source.record_file IS current.record_file
            JOIN claim INDEXED BY claim_by_source ON source_id = source.id AND shown = ?1
            GROUP BY current.name, current.record_file ORDER BY claims DESC, min(source.id)
            """,
            (SHOWN_ALWAYS, LARGEST_SOURCES),
        ).fetchall()
        sources, events, hidden = conn.execute(
            "SELECT (SELECT count(*) FROM source WHERE NOT superseded), (SELECT count(*) FROM event), "
            "(SELECT count(*) FROM claim WHERE shown = ?)",
            (SHOWN_ON_REQUEST,),
        ).fetchone()
        by_reviewer = dict(conn.execute("SELECT reviewer, count(*) FROM verdict GROUP BY reviewer"))
        verdicts = _double(conn) if len(by_reviewer) > 1 else []
    by_status: dict[Status, int] = dict.fromkeys(STATUSES, 0)
    by_kind: dict[Kind, dict[Status, int]] = {}
    for kind, status, number, _ in counted:
        by_status[STATUSES[status]] += number
        by_kind.setdefault(KINDS[kind], dict.fromkeys(STATUSES, 0))[STATUSES[status]] = number
    claims = sum(by_status.values())
    return Stats(
        sources=sources,
        claims=claims,
        hidden=hidden,
        by_status=by_status,
        by_kind=by_kind,
        by_source=tuple(by_source),
        by_reviewer=by_reviewer,
        unsourced=sum(row[3] for row in counted),
        events=events,
        agreement=_by_kind(verdicts),
    )


def _double(conn: sqlite3.Connection) -> list[tuple[int, int, str, int]]:
    """(claim, kind, reviewer, status) of the claims on which two reviewers or more have a verdict."""
    return conn.execute(
        """
        SELECT claim_id, kind, reviewer, verdict.status FROM verdict JOIN claim ON claim.id = claim_id
        WHERE claim_id IN (SELECT claim_id FROM verdict GROUP BY claim_id HAVING count(*) > 1)
        ORDER BY claim_id, reviewer
        """
    ).fetchall()


def _by_kind(verdicts: list[tuple[int, int, str, int]]) -> dict[str, Agreement]:
    if not verdicts:
        return {}
    from claims_db.agreement import agreement

    groups: dict[str, list[Any]] = {"all": [(claim, name, status) for claim, _, name, status in verdicts]}
    for claim, kind, name, status in verdicts:
        groups.setdefault(KINDS[kind], []).append((claim, name, status))
    return {group: agreement(rows) for group, rows in groups.items()}
