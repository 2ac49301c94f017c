"""The state of claims as the tables have it, for comparison with the log."""

from __future__ import annotations

import sqlite3
from typing import Any

from claims_db.parts import NOTHING, State
from claims_db.search import Folding


def present_parts(conn: sqlite3.Connection, ids: list[int]) -> dict[int, dict[str, Any]]:
    """The parts of claims that are not as at the start, read back from the tables."""
    state = State(conn, Folding(()))
    marks = ", ".join("?" * len(ids))
    names: dict[int, list[str]] = {
        claim_id: ["status", "withdrawn", "assignee", "adjudicated", "finding"] for claim_id in ids
    }
    for sql in (
        "SELECT claim_id, 'verdict:' || reviewer FROM verdict WHERE claim_id IN ({})",
        "SELECT claim_id, 'tag:' || name FROM claim_tag JOIN tag ON tag.id = tag_id WHERE claim_id IN ({})",
        "SELECT claim_id, 'note:' || lower(hex(uid)) FROM note WHERE NOT gone AND claim_id IN ({})",
        "SELECT claim_id, 'evidence:' || lower(hex(uid)) FROM evidence WHERE NOT gone AND claim_id IN ({})",
        "SELECT a, 'link:' || lower(hex(uid)) FROM link WHERE NOT gone AND a IN ({})",
        "SELECT a, 'rejection:' || lower(hex(uid)) FROM rejection WHERE NOT gone AND a IN ({})",
        "SELECT claim_id, 'field:' || field FROM correction WHERE claim_id IN ({})",
    ):
        for claim_id, part in conn.execute(sql.format(marks), ids):
            names[claim_id].append(part)
    present: dict[int, dict[str, Any]] = {}
    for claim_id, parts in names.items():
        values = {part: state.read(claim_id, part) for part in parts}
        present[claim_id] = {part: value for part, value in values.items() if value != NOTHING.get(part)}
    return present
