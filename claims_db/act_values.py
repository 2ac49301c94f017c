"""What acts write of a claim: a link, a finding, a piece of evidence, a tag as the log has it."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import asdict
from datetime import date
from typing import Any

from claims_db.errors import InvalidRecord
from claims_db.events import Act
from claims_db.records import Finding, LinkType, Stance

_SYMMETRIC = ("duplicate", "contradicts", "related")


def add_link(
    act: Act,
    a: int,
    b: int,
    kind: LinkType,
    why: str | None,
    *,
    by: str | None = None,
    at: str | None = None,
    beside: bool = False,
) -> None:
    """A link as part of an act, unless it is there already; ``by`` and ``at`` where it was made before.

    ``beside``: only one's own counts as there.
    """
    pairs = [(a, b), (b, a)] if kind in _SYMMETRIC else [(a, b)]
    for one, two in pairs:
        there = act.conn.execute(
            "SELECT by FROM link WHERE a = ? AND b = ? AND type = ? AND NOT gone", (one, two, kind)
        )
        if any(not beside or name == act.reviewer for (name,) in there.fetchall()):
            return
    uids = [act.conn.execute("SELECT uid FROM claim WHERE id = ?", (end,)).fetchone()[0].hex() for end in (a, b)]
    value = {"a": uids[0], "b": uids[1], "type": kind, "why": why, "by": by or act.reviewer, "at": at or act.at}
    act.change(a, {f"link:{new_uid()}": value}, other_id=b)


def citation(
    url: str, quote: str | None, stance: Stance, date_seen: date | str | None, archive_url: str | None
) -> dict[str, Any]:
    """Evidence as the log has it. Raises ``InvalidRecord``."""
    from claims_db.validation import valid_date, valid_stance, valid_text, valid_url

    day = valid_date(date_seen, "date seen")
    return {
        "url": valid_url(url, "evidence address"),
        "quote": None if quote is None else valid_text(quote, "quote"),
        "stance": valid_stance(stance),
        "date_seen": day.isoformat() if day else None,
        "archive_url": None if archive_url is None else valid_url(archive_url, "archive address"),
    }


def is_own_finding(act: Act, claim_id: int) -> bool:
    """Whether a claim has a finding, and no other reviewer's verdict rests on it."""
    row = act.conn.execute("SELECT finding FROM finding WHERE claim_id = ?", (claim_id,)).fetchone()
    if row is None:
        return False
    rests = "SELECT 1 FROM verdict WHERE claim_id = ? AND reviewer <> ? AND finding = ?"
    return act.conn.execute(rests, (claim_id, act.reviewer, row[0])).fetchone() is None


def drop(act: Act, claim_id: int, part: str) -> None:
    """Take a note, a piece of evidence or a link away, as part of an act."""
    act.change(claim_id, {part: None}, other_id=_far_end(act.conn, part))


def _far_end(conn: sqlite3.Connection, part: str) -> int | None:
    name, _, key = part.partition(":")
    if name != "link":
        return None
    row = conn.execute("SELECT b FROM link WHERE uid = ?", (bytes.fromhex(key),)).fetchone()
    return row[0] if row else None


def finding_value(finding: Finding | None) -> dict[str, Any] | None:
    """A finding as the log has it."""
    return None if finding is None else asdict(finding)


def new_uid() -> str:
    """A name for a note, a piece of evidence or a link, the only one in all copies of a database."""
    return os.urandom(16).hex()


def valid_tag(tag: str) -> str:
    """A tag with single blanks. Raises ``InvalidRecord``."""
    from claims_db.validation import valid_text

    kept = " ".join(valid_text(tag, "tag").split())
    if not kept.isprintable():
        raise InvalidRecord("tag: {text} holds control characters", text=ascii(kept[:60]))
    return kept
