"""Colours of the terminal itself, and none at all: nothing is told by colour alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import fill
from review_pilot import press, reviewing, shown
from shell import ROOT, command
from terminal import Terminal
from textual.widgets import RadioButton, SelectionList

from claims_db import Database
from factcheck.review.questions.filtering import FilterQuestion
from factcheck.review.settings import settings_path
from factcheck.review.themes import PLAIN_THEME

COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")
FIXED = re.compile(rb"[34]8;[25];")
"""Colours that the terminal's palette does not choose."""


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database


def session(folder: Path, **environment: str) -> Terminal:
    home = str(folder / "home")
    environment |= {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home, "PYTHONPATH": str(ROOT)}
    return Terminal(
        command("review", "--reviewer", "ana"), cwd=folder, columns=120, rows=40, before=None, **environment
    )


def visit(screen: Terminal) -> None:
    screen.wait("0 of 9 reviewed")
    screen.press("v")
    screen.wait("1 of 9 reviewed")
    for key, words in (("f", "Show only"), ("c", "Evidence on"), ("L", "derived-from"), ("?", "Keys that work")):
        screen.press(key)
        screen.wait(words)
        screen.press("escape")
        screen.wait(lambda text, words=words: words not in text)  # type: ignore[misc]
    screen.press("q")
    assert screen.wait_end() == 0


def test_the_plain_theme_uses_the_terminals_palette_alone(db: Database, tmp_path: Path) -> None:
    settings = tmp_path / "home" / "factcheck" / "review.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'theme = "{PLAIN_THEME}"\n', "utf-8")
    with session(tmp_path) as screen:
        visit(screen)
        assert COLOUR.search(screen.raw)
        assert not FIXED.search(screen.raw)


def test_no_color_sends_no_colour_at_all(db: Database, tmp_path: Path) -> None:
    with session(tmp_path, NO_COLOR="1") as screen:
        visit(screen)
        assert not COLOUR.search(screen.raw)
        assert b"\x1b[" in screen.raw


async def test_switches_show_their_state_by_a_sign(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "f", "space")
        question = pilot.app.screen
        assert isinstance(question, FilterQuestion)
        lines = shown(question.query_one("#status", SelectionList)).splitlines()
        assert lines[0].strip().startswith("[x] unreviewed")
        assert lines[1].strip().startswith("[ ] needs evidence")
        await press(pilot, "escape", "c", "tab", "right", "space")
        buttons = [button.render().plain for button in pilot.app.screen.query(RadioButton)]
        assert [text.strip()[0] for text in buttons] == ["○", "●", "○"]


async def test_colours_that_do_not_exist_are_named(db: Database) -> None:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('theme = "mauve"\n', "utf-8")
    async with reviewing(db) as (pilot, _):
        assert any("mauve" in note.message for note in pilot.app._notifications)
