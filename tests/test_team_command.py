"""What `assign`, `adjudicate` and `cite` say and take away from the shell."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from newsroom import fill
from shell import ROOT, command, factcheck

from claims_db import Database


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database


def test_assign_says_to_whom_and_how_many(db: Database) -> None:
    said = [factcheck("assign", "1-3", *given, "--db", str(db.path)).out for given in (["--to", "bo"], ["--to", "bo"])]
    assert said == ["3 claims assigned to bo\n", "nothing changed: assigned to bo already\n"]
    assert factcheck("assign", "3-4", "--to", "bo", "--db", str(db.path)).out == (
        "1 claim assigned to bo, 1 claim before\n"
    )
    assert factcheck("assign", "3", "--nobody", "--db", str(db.path)).out == "1 claim assigned to nobody\n"


def test_adjudicate_says_what_was_settled(db: Database) -> None:
    for reviewer, status in (("bo", "verified"), ("cy", "refuted")):
        factcheck("mark", "2", status, "--reviewer", reviewer, "--db", str(db.path))
    assert factcheck("adjudicate", "2", "refuted", "--db", str(db.path)).out == "1 claim settled as refuted\n"


def test_the_day_evidence_was_seen_can_be_taken_away(db: Database) -> None:
    cited = ("cite", "2", "--db", str(db.path))
    assert factcheck(*cited, "https://example.org/a", "--date-seen", "2026-01-02").code == 0
    (piece,) = db.claims.get(2).evidence
    assert piece.date_seen == date(2026, 1, 2)
    assert factcheck(*cited, "--replace", str(piece.id), "--quote", "as said").code == 0
    assert db.claims.get(2).evidence[0].date_seen == date(2026, 1, 2)
    assert factcheck(*cited, "--replace", str(piece.id), "--date-seen", "").code == 0
    assert db.claims.get(2).evidence[0].date_seen is None
    wrong = factcheck(*cited, "https://example.org/b", "--date-seen", "2026-13-02")
    assert wrong.code == 2
    assert "is no day; write it as 2026-05-19" in wrong.err


def test_a_command_that_waits_for_the_file_says_so_and_goes_on(db: Database) -> None:
    holder = sqlite3.connect(db.path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with subprocess.Popen(
        [*command("mark", "2", "verified", "--db", str(db.path))],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as waiting:
        assert waiting.stderr
        assert waiting.stdout
        assert waiting.stderr.readline() == f"another program holds {db.path}; waiting for it\n"
        holder.execute("ROLLBACK")
        holder.close()
        assert waiting.stdout.read() == "1 claim marked verified\n"
    assert [event.act for event in db.history(2)] == ["mark"]
