"""Every act of a reviewer by keyboard alone, in the real command on a pseudo-terminal, then undone to the start."""

from __future__ import annotations

import base64
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from db_case import parts
from newsroom import fill
from shell import ROOT, command, factcheck
from terminal import Terminal

from claims_db import Database
from claims_db.records import Query

ESCAPE_PAUSE = 0.25
"""Seconds after Escape, which a terminal else takes together with the key that follows."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A database with a pair that matching suggests, and a browser that writes down what it was to open."""
    with fill(tmp_path / "claims.db") as db:
        db.suggestions.add([(1, 8, "duplicate", 0.97, ["same base value 4.5e9 USD"])])
        # known tags, so that there is something to complete
        with Database.open(db.path, reviewer="bo") as other:
            other.acts.tag([9], "nvidia")
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{tmp_path}/opened"\n', "utf-8")
    browser.chmod(0o755)
    return tmp_path


@pytest.fixture
def screen(folder: Path) -> Iterator[Terminal]:
    home = str(folder / "home")
    environment = {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home, "PYTHONPATH": str(ROOT)}
    environment |= {"BROWSER": str(folder / "browser")}
    arguments = command("review", "--reviewer", "ana")
    with Terminal(arguments, cwd=folder, columns=160, rows=50, before=None, **environment) as terminal:
        terminal.wait("0 of 9 reviewed")
        yield terminal


def state(folder: Path) -> dict[int, Any]:
    with Database.open(folder / "claims.db", reviewer="test", readonly=True) as db:
        return parts(db)


def leave(screen: Terminal) -> None:
    screen.press("escape")
    time.sleep(ESCAPE_PAUSE)
    screen.settle()


def decide(screen: Terminal) -> None:
    screen.press("f")
    screen.wait("Show only")
    # the kinds: money
    screen.press("tab", "space", "enter")
    screen.wait("1 of 3 · money")
    screen.press("A")
    screen.wait("3 selected")
    screen.press("e")
    screen.wait("3 claims: needs evidence")
    screen.press("F")
    screen.wait("1 of 9")
    for key, said in zip("vrmuxo", ("verified", "refuted", "misleading", "unverifiable", "not a claim"), strict=False):
        screen.press(key)
        screen.wait(f": {said}")
    screen.press("g", "o")
    screen.wait("Claim 1: unreviewed")
    screen.press("r")
    screen.wait("Claim 1: refuted")
    screen.press("g")
    screen.settle()


def annotate(screen: Terminal) -> None:
    screen.press("i")
    screen.wait("Note on claim 1")
    screen.press("first line", "enter", "second line", "f2")
    screen.wait("note saved")
    screen.press("t")
    screen.wait("commas part")
    screen.press("h20, nv")
    screen.wait("h20, nvidia")
    screen.press("\x1b[C", "enter")
    screen.wait("tags h20, nvidia added")
    screen.press("c")
    screen.wait("Evidence on claim 1")
    screen.press("https://example.org/filing", "tab", "\x1b[C", "space", "tab", "it was 4.3 billion", "tab")
    screen.press("\x05", "\x15", "2025-07-20", "tab", "https://web.archive.org/x", "f2")
    screen.wait("evidence cited")
    screen.press("w")
    screen.wait("Finding on claim 1")
    screen.press("They wrote off less.", "tab", "4.3 B USD", "tab", "https://daily.example/1", "f2")
    screen.wait("finding saved")


def link(screen: Terminal) -> None:
    screen.press("L")
    screen.wait("derived-from")
    screen.press("40%")
    screen.wait("9 · 40 %")
    screen.press("f2")
    screen.wait("claim 9: linked")
    screen.press("=")
    screen.wait("duplicate? · 97%")
    screen.press("d")
    screen.wait("1 and 8: duplicate")
    leave(screen)
    screen.press("D")
    screen.wait("Remove from claim 1")
    screen.press("j", "j", "enter")
    screen.wait("removed")


def revise(screen: Terminal) -> None:
    screen.press("b")
    screen.wait("the end moves")
    screen.press("l", "enter")
    screen.wait("edges moved")
    screen.press("E")
    screen.wait("Correct claim 1")
    screen.press("\x05", "\x15", "4300000000", "f2")
    screen.wait("value corrected")
    screen.press("I")
    screen.wait("A new claim")
    screen.press("l", "l", "v", "l", "enter")
    screen.wait("What the new claim states")
    screen.press("\x05", "\x15", "7", "f2")
    screen.wait("Claim 10 added")
    screen.press("F", "g")
    screen.settle()
    screen.press("j", "j", "X")
    screen.wait("part 1")
    screen.press("v", "l", "l", "enter")
    screen.wait("Part 1")
    screen.press("f2")
    screen.wait("part 2")
    screen.press("l", "v", "l", "l", "enter")
    screen.wait("Part 2")
    screen.press("f2")
    screen.wait("part 3")
    leave(screen)
    screen.wait("split into")
    screen.press("/")
    screen.wait("Search the claims")
    screen.press("TFLOPS", "enter")
    screen.wait("of 2 claims with")
    screen.press("space", "space")
    screen.wait("2 selected")
    screen.press("C")
    screen.wait("One claim for 2")
    screen.press("f2")
    screen.wait("Claims joined into")


def look(screen: Terminal, folder: Path) -> None:
    screen.press("F", "g")
    screen.settle()
    screen.press("]")
    screen.settle()
    screen.press("[")
    screen.settle()
    screen.wait("1 of")
    screen.press("y")
    screen.wait("statement and citation copied")
    copied = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)", screen.raw)
    assert "英伟达此前积压45亿美元库存" in base64.b64decode(copied[-1]).decode("utf-8")
    screen.press("O")
    screen.wait("Open in the browser")
    screen.press("enter")
    screen.wait("Opened https://example.org/filing")
    deadline = time.monotonic() + 10
    while not (folder / "opened").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert (folder / "opened").read_text("utf-8") == "https://example.org/filing\n"


def go_back(screen: Terminal) -> None:
    screen.press("T")
    screen.wait("assigned to ana")
    screen.press("a")
    screen.wait("Assign claim 1")
    screen.press("bo", "enter")
    screen.wait("assigned to bo")
    screen.press("H")
    screen.wait("History of claim 1")
    screen.press("g", "k", "k", "enter")
    screen.wait("as it was then")


def undo_all(screen: Terminal) -> int:
    for turns in range(60):
        before = len(screen.raw)
        screen.press("z")
        # a busy machine may take a while before it says anything
        screen.wait(lambda _: len(screen.raw) > before)  # noqa: B023 (asked at once, in this turn)
        screen.settle(0.2)
        if "nothing of yours to undo" in screen.text:
            return turns
    raise AssertionError("there is no end to undoing")


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal is needed")
def test_every_act_by_keyboard_then_undone_to_the_start(screen: Terminal, folder: Path) -> None:
    before = state(folder)
    decide(screen)
    annotate(screen)
    link(screen)
    revise(screen)
    look(screen, folder)
    go_back(screen)
    with Database.open(folder / "claims.db", reviewer="test", readonly=True) as db:
        done = {event.act for event in db.changes_since(0) if event.reviewer == "ana"}
        first = db.claims.get(1)
        assert first.notes[0].text == "first line\nsecond line"
        assert first.tags == ("h20", "nvidia")
        assert (first.claim.figure, first.extracted.figure) == ("45亿美元库", "45亿美元")
        assert db.count(Query(flag="added")) == 4
    assert done == {
        *("mark", "note", "tag", "cite", "finding", "link", "unlink", "correct", "add-claim", "split", "merge"),
        *("assign", "revert"),
    }
    assert undo_all(screen) > 15
    screen.press("q")
    assert screen.wait_end() == 0
    after = state(folder)
    assert {number: after[number] for number in before} == before
    assert all(after[number]["withdrawn"] for number in after.keys() - before.keys())
    assert factcheck("check", cwd=folder).code == 0
