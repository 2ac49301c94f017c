"""Keys of one's own, and what the screen remembers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from newsroom import fill
from review_pilot import press, reviewing, statuses
from textual.binding import Binding

from claims_db import Database
from factcheck.review.actions import ACTIONS, Where
from factcheck.review.keys import bindings_for
from factcheck.review.settings import conflicts, memory_path, read_settings, settings_path

PUNCTUATION = {"slash", "question_mark", "equals_sign", "colon", "space", "left_square_bracket", "right_square_bracket"}
PASSED = {*(f"f{number}" for number in range(1, 13)), *("up", "down", "left", "right", "enter", "escape", "insert")}


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database


def write_settings(text: str) -> Path:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_no_key_is_given_twice() -> None:
    assert conflicts({}) == []
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_no_key_fights_the_terminal() -> None:
    keys = {key for action in ACTIONS for key in action.keys.split(",")}
    assert not keys & {"ctrl+s", "ctrl+j", "ctrl+o", "ctrl+m", "ctrl+i", "ctrl+z", "ctrl+c"}


async def test_keys_of_ones_own(db: Database) -> None:
    write_settings('[keys]\nmark-verified = "a,f5"\nhelp = "?"\n')
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "a", "f5", "alt+a", "v")
        assert [status for status in statuses(db).values() if status != "unreviewed"] == ["verified"] * 3
        assert screen.keys_in_force()["mark-verified"] == "a f5"
        await press(pilot, "question_mark")
        assert "a f5" in "\n".join(pilot.app.screen.text_lines())  # type: ignore[attr-defined]


async def test_swapped_keys(db: Database) -> None:
    write_settings('[keys]\nmark-verified = "r"\nmark-refuted = "v"\n')
    async with reviewing(db) as (pilot, _):
        await press(pilot, "r", "v")
        assert [statuses(db)[number] for number in (1, 2)] == ["verified", "refuted"]


def test_what_is_wrong_in_the_settings_is_named() -> None:
    path = write_settings('theme = "paper"\n[keys]\nmark-verified = "r"\nfly = "w"\nnote = 3\n')
    settings = read_settings(path)
    assert settings.theme == "paper"
    assert settings.keys == {"mark-verified": "r"}
    text = "\n".join(settings.problems)
    assert "r is the key of both mark-verified and mark-refuted" in text
    assert "no act named fly" in text
    assert "note needs keys" in text
    path.write_text("keys = [", "utf-8")
    assert str(path) in read_settings(path).problems[0]


async def test_filter_sort_place_layout_and_colours_are_remembered(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "f", "space", "enter", "s", "j", "enter", "j", "j", "d")
        pilot.app.theme = "paper"
        claim = screen.claims.current_id
    async with reviewing(db) as (pilot, screen):
        assert tuple(screen.view.query.status) == ("unreviewed",)
        assert screen.view.sort == "source"
        assert screen.claims.current_id == claim
        assert screen.has_class("-no-detail")
        assert pilot.app.theme == "paper"


async def test_a_memory_that_is_no_memory_is_passed_over(db: Database) -> None:
    path = memory_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("not json", "utf-8")
    async with reviewing(db) as (_, screen):
        assert screen.claims.current_id == 1


def test_every_act_on_one_character_has_a_twin_for_input_methods() -> None:
    for where in get_args(Where):
        bindings = [one for one in bindings_for(where) if isinstance(one, Binding)]
        for action in (action for action in ACTIONS if action.where == where):
            keys = ",".join(one.key for one in bindings if one.id == action.id).split(",")
            typed = [key for key in keys if (len(key) == 1 and key.isascii()) or key in PUNCTUATION]
            # keys that no input method takes; a full-width character is what it makes of punctuation and digits
            passed = [key for key in keys if key.startswith(("alt+", "ctrl+")) or key in PASSED]
            assert passed or not any(key.isalpha() and len(key) == 1 for key in typed), action.id
            assert passed or not typed or any(not key.isascii() or "fullwidth" in key for key in keys), action.id


async def test_twins_do_what_the_keys_do(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "ideographic_space", "insert")
        assert screen.claims.order.selected_count == 2
        await press(pilot, "escape", "２")
        assert screen.where == "source"
        await press(pilot, "１", "ｖ", "alt+r")
        assert sorted(status for status in statuses(db).values() if status != "unreviewed") == ["refuted", "verified"]
        for key, name in (("／", "SearchQuestion"), ("？", "Sheet"), ("＝", "ReviewScreen"), ("alt+i", "NoteQuestion")):
            await press(pilot, key)
            assert type(pilot.app.screen).__name__ == name, key
            await press(pilot, "escape")
