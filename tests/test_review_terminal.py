"""The review screen as a process in a pseudo-terminal: keys typed ahead, a database that can't be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsroom import fill
from shell import ROOT, command
from terminal import Terminal

from claims_db import Database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path / "claims.db").close()
    return tmp_path


def session(folder: Path, **environment: str) -> Terminal:
    return Terminal(
        command("review", "--reviewer", "ana"),
        cwd=folder,
        columns=120,
        rows=40,
        before=None,
        PYTHONPATH=str(ROOT),
        **environment,
    )


def test_keys_typed_ahead_of_a_question_reach_it(folder: Path) -> None:
    with session(folder) as screen:
        screen.wait("0 of 9 reviewed")
        screen.press("iverified by mail, x\x1bOQvL9\t\x1b[C \x1bOQ")
        screen.wait("contradicts claim 9: linked")
        screen.press("q")
        assert screen.wait_end() == 0
    with Database.open(folder / "claims.db", reviewer="test", readonly=True) as db:
        first, second = db.claims.get(1), db.claims.get(2)
        assert [note.text for note in first.notes] == ["verified by mail, x"]
        assert (first.status, second.status) == ("verified", "unreviewed")
        assert [(link.type, link.other(2)) for link in second.links] == [("contradicts", 9)]


def test_without_colour(folder: Path) -> None:
    with session(folder, NO_COLOR="1") as screen:
        screen.wait("0 of 9 reviewed")
        colours = {cell.fg for row in screen.screen.buffer.values() for cell in row.values()}
        assert all(len(set(zip(*[iter(colour)] * 2, strict=True))) == 1 for colour in colours - {"default"})
