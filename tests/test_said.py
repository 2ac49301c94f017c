"""What commands say of what they did, and of what they refuse."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import CHIPS, fill
from shell import ROOT, command, factcheck

from claims_db import Database
from claims_db.records import Finding


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database


def said(*arguments: str, cwd: Path) -> str:
    """What a command that succeeds says on stdout."""
    result = factcheck(*arguments, cwd=cwd, FACTCHECK_REVIEWER="ana")
    assert result.code == 0, result
    return result.out


def test_a_mark_says_what_it_changed(db: Database, tmp_path: Path) -> None:
    assert said("mark", "3", "verified", cwd=tmp_path) == "1 claim marked verified\n"
    assert said("mark", "3", "verified", cwd=tmp_path) == "nothing changed: claim 3 is verified already\n"
    assert said("mark", "1-4", "refuted", cwd=tmp_path) == "4 claims marked refuted, 1 of them decided before\n"
    assert said("mark", "1-4", "refuted", cwd=tmp_path) == "nothing changed: 4 claims are refuted already\n"
    assert said("undo", cwd=tmp_path) == "undo mark: 4 claims\n"
    assert db.claims.get(3).status == "verified"


def test_acts_say_what_they_did(db: Database, tmp_path: Path) -> None:
    assert said("correct", "1", "subject=Nvidia", cwd=tmp_path) == "claim 1: subject corrected\n"
    assert said("correct", "1", "subject=Nvidia", cwd=tmp_path) == "nothing changed: claim 1 says so already\n"
    assert said("restore", "1", "subject", cwd=tmp_path) == "claim 1: subject as extracted\n"
    assert said("note", "1", "call them", cwd=tmp_path) == "claim 1: note saved\n"
    note = str(db.claims.get(1).notes[0].id)
    assert said("note", "1", "call", "--replace", note, cwd=tmp_path) == f"claim 1: note {note} changed\n"
    assert said("note", "1", "--remove", note, cwd=tmp_path) == f"claim 1: note {note} removed\n"
    assert said("withdraw", "9", cwd=tmp_path) == "1 of 1 claim withdrawn\n"
    assert said("backup", "copy.db", cwd=tmp_path) == "claims.db: copied to copy.db\n"


def test_assigning_and_settling_are_said_and_one_act(db: Database, tmp_path: Path) -> None:
    assert said("assign", "1-3", "--to", "bo", cwd=tmp_path) == "3 claims assigned to bo\n"
    assert said("assign", "3", "--nobody", cwd=tmp_path) == "1 claim assigned to nobody\n"
    db.acts.mark([1, 2], "refuted", Finding("both sides"))
    with Database.open(db.path, "bo") as bo:
        bo.acts.mark([1, 2, 3], "verified")
    assert said("adjudicate", "1-2", "refuted", "--as", "ana", cwd=tmp_path) == "2 claims settled as refuted\n"
    assert db.claims.get(2).finding == Finding("both sides")
    refused = factcheck("adjudicate", "2-3", "verified", "--as", "ana", cwd=tmp_path)
    assert (refused.code, refused.complaint()) == (2, "factcheck: ana has no verdict on claim 3")
    assert db.claims.get(2).status == "refuted"
    assert said("undo", cwd=tmp_path) == "undo adjudicate: 2 claims\n"


def test_the_day_of_evidence_can_be_cleared(db: Database, tmp_path: Path) -> None:
    said("cite", "1", "https://example.org", "--date-seen", "2026-05-19", cwd=tmp_path)
    piece = db.claims.get(1).evidence[0]
    assert str(piece.date_seen) == "2026-05-19"
    said("cite", "1", "--replace", str(piece.id), "--quote", "so", cwd=tmp_path)
    assert db.claims.get(1).evidence[0].date_seen == piece.date_seen
    said("cite", "1", "--replace", str(piece.id), "--date-seen", "", cwd=tmp_path)
    assert db.claims.get(1).evidence[0].date_seen is None
    assert "2026-05-19" in factcheck("cite", "1", "https://example.org", "--date-seen", "May", cwd=tmp_path).complaint()


def test_a_correction_worked_out_from_a_claim_that_changed_meanwhile_is_refused(db: Database, tmp_path: Path) -> None:
    """The command reads the claim before another reviewer's correction is committed, and writes after it."""
    with Database.open(db.path, "bo") as bo:

        def work(_conn: object) -> subprocess.Popen[str]:
            bo.acts.correct(1, unit="GBP")
            running = subprocess.Popen(
                command("correct", "1", "value=46", "--db", db.path, "--reviewer", "ana"),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
            )
            # it has the file open, and a moment later waits for the lock
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline:
                held = [str(entry.readlink()) for entry in Path(f"/proc/{running.pid}/fd").iterdir()]
                if any(name.endswith("-shm") for name in held):
                    break
                time.sleep(0.05)
            time.sleep(2)
            return running

        running = bo._store.write(work)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (2, "")
    assert "changed meanwhile by bo" in err
    assert db.claims.get(1).claim.value == 4500000000


def test_a_name_stands_for_the_latest_version_of_its_source(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    article = tmp_path / "desk" / "port.txt"
    for figure in ("320", "330", "320"):
        article.write_text(f"The port of Lindau handled {figure} tonnes of grain in 2024.\n", encoding="utf-8")
        factcheck("add", "desk/port.txt", "--no-match", cwd=tmp_path)
        factcheck("mark", "1-2", "verified", cwd=tmp_path)
        listed = factcheck("list", "--source", "port.txt", "--format", "jsonl", cwd=tmp_path)
        assert (listed.code, [line["value"] for line in listed.lines()]) == (0, [int(figure)]), listed


def test_a_join_has_its_name_everywhere(db: Database, tmp_path: Path) -> None:
    joined = factcheck("join", "5", "6", "--reviewer", "ana", cwd=tmp_path)
    assert (joined.code, joined.out, joined.err) == (0, "10\n", "claims 5, 6 joined into 10\n")
    history = said("show", "10", "--history", cwd=tmp_path)
    assert "  join" in history
    assert "merge" not in history
    assert said("undo", cwd=tmp_path) == "undo join: 3 claims\n"
    assert said("redo", cwd=tmp_path) == "redo join: 3 claims\n"


def test_a_span_without_a_number_is_named(db: Database, tmp_path: Path) -> None:
    start = CHIPS.index("英伟达")
    for arguments in (("split", "1", f"{start}-{start + 3}"), ("add-claim", "chips.txt", str(start), str(start + 3))):
        complaint = factcheck(*arguments, cwd=tmp_path).complaint()
        assert f"{start}-{start + 3} “英伟达”: value: a number is needed" in complaint


@pytest.mark.parametrize("content", ["id,figure\n1,5%\n", "[]", '{\n "@context": "https://schema.org"\n}\n'])
def test_an_import_of_another_format_is_refused_in_a_line(content: str, tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text(content, "utf-8")
    result = factcheck("import", "export.csv", cwd=tmp_path)
    assert (result.code, result.out) == (2, "")
    assert "export.csv: import takes JSON lines (factcheck export --format jsonl)" in result.complaint()
    assert not list(tmp_path.glob("claims.db*"))


def test_an_import_that_brings_nothing_leaves_no_database(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("{}\n{}\n", "utf-8")
    assert factcheck("import", "out.jsonl", cwd=tmp_path).code == 2
    assert factcheck("import", "nowhere.jsonl", cwd=tmp_path).code == 2
    assert not list(tmp_path.glob("claims.db*"))
