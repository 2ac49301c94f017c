"""Check finds whatever was tampered with; a sound database gives nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from db_case import fill

from claims_db import Database, Finding


def worked_on(path: Path) -> Database:
    db = fill(path)
    db.acts.mark([1, 2], "verified", Finding("seen"))
    db.acts.note(1, "a note")
    db.acts.cite(1, "https://example.org")
    db.acts.link(1, 4, "duplicate")
    db.acts.tag([2], "port")
    db.acts.correct(6, subject="Lindau (Bodensee)")
    db.acts.mark([3], "refuted")
    db.acts.undo()
    return db


def test_a_sound_database_has_no_problem(tmp_path: Path) -> None:
    with worked_on(tmp_path / "a.db") as db:
        assert list(db.check()) == []
    with Database.open(tmp_path / "a.db", readonly=True) as db:
        assert list(db.check()) == []


@pytest.mark.parametrize(
    ("change", "what", "where"),
    [
        ("UPDATE source_text SET text = replace(text, '3.2', '3.3') WHERE source_id = 1", "hash", "source 1"),
        ("UPDATE source_text SET text = replace(text, '3.2', '3.3') WHERE source_id = 1", "span", "claim 1"),
        ("UPDATE source SET length = 3 WHERE id = 2", "hash", "source 2"),
        ("UPDATE claim SET figure = '12 %' WHERE id = 6", "span", "claim 6"),
        ('UPDATE claim SET "end" = "end" + 1 WHERE id = 7', "span", "claim 7"),
        ("UPDATE claim SET statement_end = 100000 WHERE id = 7", "span", "claim 7"),
        ("UPDATE claim SET uid = zeroblob(16) WHERE id = 5", "uid", "claim 5"),
        ("UPDATE claim SET status = 3 WHERE id = 1", "log", "claim 1"),
        ("UPDATE claim SET withdrawn = 1 WHERE id = 7", "log", "claim 7"),
        ("UPDATE claim SET shown = 1 WHERE id = 7", "log", "claim 7"),
        ("UPDATE claim SET sort_value = 0 WHERE id = 7", "sqlite", "claim 7"),
        ("UPDATE note SET text = 'another'", "log", "claim 1"),
        ("UPDATE evidence SET gone = 1", "log", "claim 1"),
        ("UPDATE link SET type = 'supports'", "log", "claim 1"),
        ("DELETE FROM claim_tag", "log", "claim 2"),
        ('UPDATE finding SET finding = \'{"rationale":"x"}\'', "log", "claim 1"),
        ("DELETE FROM verdict", "log", "claim 1"),
        ("UPDATE correction SET corrected = '\"Bregenz\"'", "log", "claim 6"),
        ("UPDATE batch SET state = 'standing'", "log", "act 8"),
        ("UPDATE link SET b = 99", "link", "link 1"),
        ("INSERT INTO claim_search (claim_search) VALUES ('delete-all')", "search", "claim 1"),
        ("DELETE FROM claim_search_data WHERE id > 10", "search", "claim_search"),
    ],
)
def test_tampering_is_found(tmp_path: Path, change: str, what: str, where: str) -> None:
    path = tmp_path / "a.db"
    worked_on(path).close()
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA foreign_keys = OFF")
        conn.execute("PRAGMA trusted_schema = ON")
        conn.execute(change)
    with Database.open(path) as db:
        problems = list(db.check())
        assert (what, where) in {(problem.what, problem.where) for problem in problems}
        assert all("\n" not in problem.message for problem in problems)


def test_a_damaged_page_is_reported_and_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    worked_on(path).close()
    content = bytearray(path.read_bytes())
    with sqlite3.connect(path) as conn:
        page = conn.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'claim_by_value'").fetchone()[0]
    content[(page - 1) * 4096 + 8 : (page - 1) * 4096 + 200] = b"\x7f" * 192
    path.write_bytes(content)
    with Database.open(path) as db:
        assert any(problem.what == "sqlite" for problem in db.check())
