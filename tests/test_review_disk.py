"""A disk that fills up, or may no longer be written, while the screen is open: it says so, stays up and goes on."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from newsroom import fill
from review_pilot import press, reviewing, statuses
from shell import ROOT, command, factcheck
from terminal import Terminal

from claims_db import Database

PASTE = "\x1b[200~{}\x1b[201~"
"""What a terminal sends for text that is pasted."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 4 MB with the database on it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode:
        pytest.skip("no file system may be mounted here (it takes root)")
    try:
        fill(folder / "claims.db").close()
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def session(folder: Path, home: Path, before: Callable[[], None] | None = None, prefix: Sequence[str] = ()) -> Terminal:
    places = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    return Terminal(
        [*prefix, *command("review", "--reviewer", "ana")],
        cwd=folder,
        columns=140,
        rows=40,
        before=before,
        PYTHONPATH=str(ROOT),
        PYTHONDONTWRITEBYTECODE="1",
        **places,
    )


def fill_up(folder: Path) -> Path:
    """Take all the room there is."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as out:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    out.write(b"\0" * size)
            except OSError:
                continue
    return ballast


def verdicts(folder: Path) -> dict[int, str]:
    with Database.open(folder / "claims.db", reviewer="test", readonly=True) as db:
        return {row.id: row.status for row in db.claims.rows(range(1, 10)) if row.status != "unreviewed"}


def test_a_full_disk_is_said_and_work_goes_on_when_there_is_room(small_disk: Path, tmp_path: Path) -> None:
    with session(small_disk, tmp_path / "home") as screen:
        screen.wait("0 of 9 reviewed")
        screen.press("v")
        screen.wait("Claim 1: verified")
        ballast = fill_up(small_disk)
        screen.press("i")
        screen.wait("Note on claim")
        screen.press(PASTE.format("long " * 4000))
        screen.settle()
        screen.press("f2")
        screen.wait("the disk is full; make room and repeat, nothing was written")
        screen.wait("Note on claim")
        screen.press("escape")
        screen.wait(lambda text: "Note on claim" not in text)
        screen.press("r")
        screen.settle()
        screen.press("j", "k", "?")
        screen.wait("Keys that work here")
        screen.press("escape")
        screen.wait(lambda text: "Keys that work here" not in text)
        ballast.unlink()
        held = verdicts(small_disk)
        assert set(held.values()) <= {"verified", "refuted"}
        screen.press("G")
        screen.settle()
        screen.press("m")
        screen.wait("Claim 9: misleading")
        assert verdicts(small_disk)[9] == "misleading"
        screen.press("g")
        screen.settle()
        screen.press("j", "i")
        screen.wait("long long")
        screen.press("f2")
        screen.wait("note saved")
        screen.press("q")
        assert screen.wait_end() == 0
    with Database.open(small_disk / "claims.db", reviewer="test", readonly=True) as db:
        notes = [note.text for row in range(1, 10) for note in db.claims.get(row).notes]
        assert notes == ["long " * 4000]
    checked = factcheck("check", cwd=small_disk)
    assert checked.code == 0, checked


async def test_a_file_that_may_no_longer_be_written_is_said_and_work_goes_on_afterwards(tmp_path: Path) -> None:
    with fill(tmp_path / "claims.db") as db:
        async with reviewing(db) as (pilot, screen):
            await press(pilot, "v")

            def refuse(on: bool) -> None:
                # SQLite then answers as it does where the file is read-only
                for connection in db._store._all:
                    connection.execute(f"PRAGMA query_only = {int(on)}")

            refuse(True)
            for key in ("v", "T", "z"):
                await press(pilot, key)
                assert "can't be written" in screen.status.message
            await press(pilot, "i", "k", "f2")
            assert "can't be written" in screen.status.message
            assert "can't be written" in str(pilot.app.screen.query_one("#problem").render())
            await press(pilot, "escape")
            assert list(screen.drafts.names("note-"))
            assert len(db.changes_since(0)) == 1
            refuse(False)
            await press(pilot, "i", "f2", "r")
            assert sorted(set(statuses(db).values())) == ["refuted", "unreviewed", "verified"]
            assert sum(row.note_count for row in db.claims.rows(range(1, 10))) == 1
        assert list(db.check()) == []


def test_rights_taken_away_while_working(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    fill(folder / "claims.db").close()
    bounded: list[str] = []
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root is refused nothing, and setpriv is not here")
        bounded = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner"]
    with session(folder, tmp_path / "home", prefix=bounded) as screen:
        screen.wait("0 of 9 reviewed")
        for path in (*folder.glob("claims.db*"), folder):
            path.chmod(0o555 if path.is_dir() else 0o444)
        screen.press("v")
        shown = screen.wait(lambda text: "Claim 1: verified" in text or "can't be written" in text)
        done = "Claim 1: verified" in shown
        screen.press("j", "R", "s")
        screen.wait("Sort by")
        screen.press("escape")
        screen.wait(lambda text: "Sort by" not in text)
        for path in (folder, *folder.glob("claims.db*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        assert verdicts(folder) == ({1: "verified"} if done else {})
        screen.press("G")
        screen.settle()
        screen.press("r")
        screen.wait("Claim 9: refuted")
        screen.press("q")
        assert screen.wait_end() == 0
    assert factcheck("check", cwd=folder).code == 0


def test_a_limit_on_the_size_of_files_is_said(tmp_path: Path) -> None:
    """As with a quota; it takes no root."""
    fill(tmp_path / "claims.db").close()
    size = (tmp_path / "claims.db").stat().st_size

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, size * 4))

    with session(tmp_path, tmp_path / "home", limit) as screen:
        screen.wait("0 of 9 reviewed")
        screen.press("i")
        screen.wait("Note on claim")
        screen.press(PASTE.format("long " * 20000))
        screen.settle()
        screen.press("f2")
        screen.wait("refuses to take more; nothing was")
        screen.press("escape")
        screen.wait(lambda text: "Note on claim" not in text)
        screen.press("v")
        screen.wait("Claim 1: verified")
        screen.press("q")
        assert screen.wait_end() == 0
    assert verdicts(tmp_path) == {1: "verified"}
    assert factcheck("check", cwd=tmp_path).code == 0
