"""Keys of one's own, and what the screen remembers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from newsroom import fill
from review_pilot import press, reviewing, statuses
from textual.binding import Binding

from claims_db import Database
from factcheck.review.actions import ACTIONS, Where
from factcheck.review.keys import bindings_for, is_key
from factcheck.review.order import View
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


async def test_what_is_wrong_in_the_settings_is_said_in_one_box(db: Database) -> None:
    write_settings('theme = "mud"\n[keys]\nmark-verified = "r"\nfly = "w"\n')
    async with reviewing(db, (80, 24)) as (pilot, _):
        (note,) = pilot.app._notifications
        assert [line for line in note.message.splitlines() if "fly" in line or "mud" in line or "both" in line]
        assert len(note.message.splitlines()) == 3


def test_what_is_wrong_in_the_settings_is_named() -> None:
    path = write_settings('theme = "paper"\n[keys]\nmark-verified = "r"\nfly = "w"\nnote = 3\n')
    settings = read_settings(path)
    assert settings.theme == "paper"
    assert settings.keys == {"mark-verified": "r"}
    text = "\n".join(map(str, settings.problems))
    assert "r is the key of both mark-verified and mark-refuted" in text
    assert "no act named fly" in text
    assert "note needs keys" in text
    path.write_text("keys = [", "utf-8")
    assert str(path) in str(read_settings(path).problems[0])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('note = "ctlr+x"', "note: there is no key ctlr+x; write it as ctrl+x"),
        ('note = "F5"', "there is no key F5; write it as f5"),
        ('note = "pgdown"', "there is no key pgdown; write it as pagedown"),
        ('note = "qwertz"', "there is no key qwertz; write it as a, A, f5"),
        ('notes = "f5"', "there is no act named notes; look at note"),
        ('note = "alt+v"', "alt+v is the key of both mark-verified and note"),
        ('note = "、"', "、 is the key of both note and search"),
        ('note = "insert"', "insert is the key of both note and select"),
        ('note = "。,f6"\nplot = "full_stop"', "。 is the key of both note and plot"),
        ("note = 3", "note needs keys as text"),
    ],
)
async def test_a_key_that_cannot_be_is_named_with_its_line_and_the_screen_starts(
    db: Database, line: str, said: str
) -> None:
    path = write_settings(f"[keys]\n\n{line}\n")
    problems = [str(problem) for problem in read_settings(path).problems]
    assert any(problem.startswith(f"{path}:3: ") or ":4: " in problem for problem in problems), problems
    assert said in "\n".join(problems)
    async with reviewing(db) as (pilot, _):
        await press(pilot, "v")
        assert db.claims.get(1).status == "verified"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('langauge = "en"', ":1: there is no setting langauge; choose of keys, theme, language"),
        ("keys = 3", ":1: keys are a table"),
        ("\ntheme = 3", ":2: the name of a theme is a text"),
        ("keys = [1 2]", "line 1"),
    ],
)
async def test_settings_that_are_none_are_named_and_the_screen_starts(db: Database, text: str, said: str) -> None:
    path = write_settings(text)
    (problem,) = read_settings(path).problems
    assert said in str(problem)
    async with reviewing(db) as (_, screen):
        assert screen.claims.current_id == 1


def test_keys_that_are_some_are_taken() -> None:
    plain = ("a", "A", "+", "ä", "、", "f12", "slash", "full_stop", "pagedown", "space")
    keys = (*plain, "ctrl+t", "alt+shift+x", "ctrl+pageup", "ctrl+f5", "shift+tab")
    assert [key for key in keys if not is_key(key)] == []


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


async def test_each_reviewer_of_one_login_has_a_place_of_their_own(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "f", "space", "enter", "j", "j")
        claim = screen.claims.current_id
    with Database.open(db.path, reviewer="bo") as other:
        async with reviewing(other) as (pilot, screen):
            assert screen.view == View()
            assert screen.claims.current_id == 1
            await press(pilot, "s", "j", "enter")
    async with reviewing(db) as (_, screen):
        assert tuple(screen.view.query.status) == ("unreviewed",)
        assert screen.view.sort == "checkworthiness"
        assert screen.claims.current_id == claim


async def test_a_memory_of_one_place_a_database_goes_to_who_comes_first(db: Database) -> None:
    path = memory_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({str(db.path.resolve()): {"sort": "source", "descending": False, "claim": 3}}), "utf-8")
    async with reviewing(db) as (_, screen):
        assert (screen.view.sort, screen.claims.current_id) == ("source", 3)
    with Database.open(db.path, reviewer="bo") as other:
        async with reviewing(other) as (_, screen):
            assert screen.view == View()
    async with reviewing(db) as (_, screen):
        assert (screen.view.sort, screen.claims.current_id) == ("source", 3)


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
