"""A database that can't be written is opened for looking, and says so."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from newsroom import fill
from review_pilot import press, reviewing, shown
from shell import ROOT, command
from terminal import Terminal
from textual.widgets import Static

from claims_db import Database
from factcheck.review.actions import ACTIONS, BY_ID
from factcheck.review.adjudication_screen import AdjudicationScreen
from factcheck.review.matching_screen import MatchingScreen
from factcheck.review.screen import ReviewScreen


async def test_every_act_that_writes_is_refused_in_one_line(tmp_path: Path) -> None:
    with fill(tmp_path / "claims.db") as db:
        db.suggestions.add([(1, 8, "duplicate", 0.9, [])])
        db.acts.mark([1], "verified")
        newest = db.last_event_id()
    with Database.open(tmp_path / "claims.db", "bo", readonly=True) as db:
        async with reviewing(db) as (pilot, screen):
            assert "Read-only: " in str(screen.query_one("#banner", Static).render())
            for action in ACTIONS:
                if action.writes and action.where == "anywhere":
                    screen.say("")
                    await press(pilot, action.keys.split(",")[0])
                    assert isinstance(pilot.app.screen, ReviewScreen), action.id
                    assert "Read-only" in screen.status.message, action.id
            await press(pilot, "M", "d")
            mode = pilot.app.screen
            assert isinstance(mode, MatchingScreen)
            assert "Read-only" in mode.said
            await press(pilot, "escape", "V", "v")
            mode = pilot.app.screen
            assert isinstance(mode, AdjudicationScreen)
            assert "Read-only" in mode.said
            await press(pilot, "escape", "j", "space", "S")
            assert screen.claims.order.selected_count == 1
            assert "✓" in shown(screen.claims)
        assert db.last_event_id() == newest


def test_acts_that_look_are_not_refused() -> None:
    for name in ("search", "filter", "history", "copy", "plot", "match", "adjudicate", "select", "open-url", "quit"):
        assert not BY_ID[name].writes, name


@pytest.mark.parametrize("what", ["file", "folder", "both"])
def test_a_file_or_folder_without_rights_is_shown(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    fill(folder / "claims.db").close()
    bounded: list[str] = []
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root is refused nothing, and setpriv is not here")
        bounded = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner"]
    if what != "folder":
        (folder / "claims.db").chmod(0o444)
    if what != "file":
        folder.chmod(0o555)
    try:
        home = str(tmp_path / "home")
        with Terminal(
            [*bounded, *command("review", "--reviewer", "ana")],
            cwd=folder,
            columns=80,
            rows=24,
            HOME=home,
            XDG_CONFIG_HOME=home,
            XDG_STATE_HOME=home,
            PYTHONPATH=str(ROOT),
        ) as screen:
            screen.wait("0 of 9 reviewed")
            screen.wait("Read-only: claims.db")
            screen.press("j", "v")
            screen.wait(lambda text: text.count("Read-only: ") == 2)
            screen.press("/")
            screen.wait("Search the claims")
            screen.press("escape")
            screen.wait(lambda text: "Search the claims" not in text)
            screen.press("q")
            assert screen.wait_end() == 0
    finally:
        folder.chmod(0o755)


def test_a_log_left_in_a_folder_without_rights_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    with fill(tmp_path / "claims.db") as db:
        db.acts.mark([1], "refuted")
        for name in ("claims.db", "claims.db-wal"):
            shutil.copy(tmp_path / name, folder / name)
    bounded: list[str] = []
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root is refused nothing, and setpriv is not here")
        bounded = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner"]
    folder.chmod(0o555)
    try:
        listed = subprocess.run(
            [*bounded, *command("list", "--db", str(folder / "claims.db"))],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert listed.returncode == 2
        assert "its last acts are in claims.db-wal" in listed.stderr
        for name in ("claims.db", "claims.db-wal"):
            shutil.copy(folder / name, tmp_path / f"copy{name.removeprefix('claims')}")
        with Database.open(tmp_path / "copy.db", "bo", readonly=True) as copied:
            assert copied.claims.get(1).status == "refuted"
    finally:
        folder.chmod(0o755)
