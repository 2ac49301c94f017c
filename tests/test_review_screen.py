"""The review screen on a real database: what keys do there, and what is shown."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from newsroom import fill, found, source
from review_pilot import press, reviewing, settle, shown, statuses, write
from shell import factcheck

from claims_db import Database
from claims_db.records import Query
from factcheck.review.actions import ACTIONS, MODES
from factcheck.review.commands import COMMANDS
from factcheck.review.questions.help import Sheet
from factcheck.review.screen import ReviewScreen
from factcheck.review.settings import settings_path
from factcheck.review.widgets.key_line import KeyLine


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database


def test_every_act_of_the_table_is_done_by_a_command() -> None:
    assert {action.id for action in ACTIONS if action.where not in MODES} == set(COMMANDS)


async def test_the_first_frame_shows_the_claims_most_worth_checking(db: Database) -> None:
    async with reviewing(db) as (_, screen):
        lines = shown(screen.claims).splitlines()
        assert "4.5 B USD" in lines[0]
        assert "> 10 B USD" in lines[1]
        assert "15–30 %" in lines[2]
        assert "6 % ↓" in lines[6]
        assert "45亿美元库存" in shown(screen.source)
        assert "0 of 9 reviewed" in shown(screen.status)
        assert "库存" in shown(screen.detail)


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("v", "verified"),
        ("r", "refuted"),
        ("m", "misleading"),
        ("u", "unverifiable"),
        ("e", "needs-evidence"),
        ("x", "not-a-claim"),
        ("alt+v", "verified"),
        ("ｖ", "verified"),
    ],
)
async def test_one_key_marks_and_goes_on(db: Database, key: str, status: str) -> None:
    async with reviewing(db) as (pilot, screen):
        first = screen.claims.current_id
        await press(pilot, key)
        assert first is not None
        assert db.claims.get(first).status == status
        assert screen.claims.cursor == 1
        assert "1 of 9 reviewed" in shown(screen.status)


async def test_marking_all_ends_with_nothing_unreviewed(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        for _ in range(9):
            await pilot.press("v")
        await settle(pilot)
        assert set(statuses(db).values()) == {"verified"}
        await press(pilot, "J")
        assert "No unreviewed claim" in screen.status.message


async def test_undo_and_redo_across_a_restart(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "v", "r", "m")
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "z")
        assert sorted(statuses(db).values()).count("misleading") == 0
        await press(pilot, "z", "z")
        assert set(statuses(db).values()) == {"unreviewed"}
        await press(pilot, "z")
        assert "nothing of yours to undo" in screen.status.message
        await press(pilot, "Z")
        assert sorted(set(statuses(db).values())) == ["unreviewed", "verified"]


async def test_vim_keys_and_arrows_move(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        for keys, place in (
            (("j",), 1),
            (("down",), 2),
            (("k",), 1),
            (("up",), 0),
            (("G",), 8),
            (("g", "g"), 0),
            (("end",), 8),
            (("home",), 0),
            (("ctrl+d",), 5),
            (("ctrl+u",), 0),
        ):
            await press(pilot, *keys)
            if keys != ("ctrl+d",):
                assert screen.claims.cursor == place, keys
            else:
                assert screen.claims.cursor > 0


async def test_the_source_follows_the_cursor(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "G")
        assert "domestic share to 40%" in shown(screen.source)
        await press(pilot, "k")
        assert "$4.5 billion of inventory" in shown(screen.source)


async def test_neighbours_in_the_source(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "right_square_bracket", "right_square_bracket")
        row = screen.claims.row(screen.claims.cursor)
        assert row is not None
        assert row.figure == "15%-30%"
        await press(pilot, "left_square_bracket")
        row = screen.claims.row(screen.claims.cursor)
        assert row is not None
        assert row.figure == "100亿美元"


async def test_a_selection_is_one_act_and_one_undo(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "space", "space", "space")
        assert "3 selected" in screen.status.message
        await press(pilot, "r")
        assert list(statuses(db).values()).count("refuted") == 3
        assert not any(screen.claims.order.selected)
        await press(pilot, "z")
        assert set(statuses(db).values()) == {"unreviewed"}
        await press(pilot, "A", "x")
        assert set(statuses(db).values()) == {"not-a-claim"}


async def test_help_lists_the_keys_that_work_here(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "2", "question_mark")
        sheet = pilot.app.screen
        assert isinstance(sheet, Sheet)
        text = "\n".join(sheet.text_lines())
        assert "Mark verified" in text
        assert "Down a line" in text
        assert "Down a claim" not in text
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReviewScreen)


async def test_every_act_is_in_the_command_palette(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        offered = {command.title for command in pilot.app.get_system_commands(screen)}
        assert offered == {action.title for action in ACTIONS if action.where not in MODES}
        await press(pilot, "ctrl+p")
        await write(pilot, "refuted")
        await pilot.pause(0.5)
        await press(pilot, "enter")
        await press(pilot, "enter")
        assert "refuted" in statuses(db).values()


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45), (240, 60), (40, 12)])
async def test_it_fits_every_size(db: Database, size: tuple[int, int]) -> None:
    async with reviewing(db, size) as (pilot, screen):
        assert screen.claims.size.height >= 1
        assert "4.5 B USD" in shown(screen.claims)
        await press(pilot, "3")
        assert screen.detail.size.height >= 1
        assert "claim 1" in shown(screen.detail)
        await press(pilot, "2")
        assert "亿美元" in shown(screen.source)
        for line in range(screen.claims.size.height):
            assert screen.claims.render_line(line).cell_length == screen.claims.size.width


async def test_an_empty_database_says_what_to_do(tmp_path: Path) -> None:
    with Database.open(tmp_path / "empty.db", reviewer="ana", create=True) as empty:
        async with reviewing(empty) as (pilot, screen):
            assert "factcheck add --db" in shown(screen.claims) or "add ARTICLE" in shown(screen.claims)
            await press(pilot, "v", "i", "c", "L", "n", "J", "G", "j", "space", "A", "z")
            assert isinstance(pilot.app.screen, ReviewScreen)


async def test_others_acts_appear_without_moving_the_cursor(db: Database, tmp_path: Path) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "j", "j")
        with Database.open(tmp_path / "claims.db", reviewer="bo") as other:
            other.acts.mark([1], "refuted")
        await pilot.pause(1.3)
        assert screen.claims.cursor == 2
        assert "✗" in shown(screen.claims).splitlines()[0]
        assert "bo" in screen.status.message


async def test_a_claim_changed_meanwhile_is_asked_back(db: Database, tmp_path: Path) -> None:
    async with reviewing(db) as (pilot, screen):
        screen.polling.pause()
        with Database.open(tmp_path / "claims.db", reviewer="bo") as other:
            other.acts.mark([1], "refuted")
        await press(pilot, "v")
        assert "changed meanwhile by bo" in screen.status.message
        assert db.claims.get(1).status == "refuted"
        await press(pilot, "v")
        assert db.claims.get(1).status == "verified"


async def test_a_refused_act_is_said_and_the_screen_stays(db: Database, tmp_path: Path) -> None:
    with Database.open(tmp_path / "claims.db", reviewer="ana") as frozen:
        async with reviewing(frozen) as (pilot, screen):
            for connection in frozen._store._all:
                connection.execute("PRAGMA query_only = 1")
            await press(pilot, "v")
            assert "can't be written" in screen.status.message
            await press(pilot, "i")
            await write(pilot, "kept")
            await press(pilot, "f2")
            assert "can't be written" in str(pilot.app.screen.query_one("#problem").render())
            await press(pilot, "escape", "z", "j")
            assert list(screen.drafts.names("note-")) == ["note-1"]
            assert screen.claims.cursor == 1
    assert set(statuses(db).values()) == {"unreviewed"}


async def test_hostile_text_shows_harmlessly(tmp_path: Path) -> None:
    text = "\x1b[31m[red]x[/red] \u202e\u200b👩\u200d👩\u200d👧 卖出45亿美元\x07 " + "长" * 10_000 + "\n"
    with Database.open(tmp_path / "hostile.db", reviewer="[b]ana[/b]", create=True) as hostile:
        claim = replace(found(text, "45亿美元", "money", 0.5, value=1), subject="[bold]\x1b[2J", metric="\u202eabc")
        hostile.intake(source("[red]\x1b]0;x\x07.txt", text, "\x1b[31m[b]title"), [claim])
        async with reviewing(hostile) as (pilot, screen):
            await press(pilot, "v", "c", "escape", "L", "escape", "H", "escape", "E", "escape", "f", "escape")
            for pane in (screen.claims, screen.source, screen.detail):
                for line in range(pane.size.height):
                    strip = pane.render_line(line)
                    assert strip.cell_length == pane.size.width
                    assert strip.text.isprintable()
            assert "[bold]␛[2J" in shown(screen.detail)
            assert "[red]x[/red]" in shown(screen.source)


async def test_the_key_line_names_the_keys_in_force_and_a_click_does_what_they_do(db: Database) -> None:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('[keys]\nmark-refuted = "5"\n', "utf-8")
    async with reviewing(db, (160, 40)) as (pilot, screen):
        line = screen.query_one(KeyLine)
        text = shown(line)
        assert text.startswith(" v verified  5 refuted  m misleading")
        assert line.render_line(0).cell_length == 160
        await pilot.click(KeyLine, offset=(text.index("5 refuted") + 2, 0))
        await settle(pilot)
        assert statuses(db)[1] == "refuted"
        await press(pilot, "M")
        mode = shown(pilot.app.screen.query_one(KeyLine))
        assert "not related" in mode
        assert "misleading" not in mode


async def test_acts_hold_for_the_claim_that_is_shown(db: Database) -> None:
    async with reviewing(db, query=Query(kind=("money",))) as (pilot, screen):
        listed = list(screen.claims.order.ids)
        hidden = next(number for number in db.ids(Query(), sort="id") if number not in listed)
        before = shown(screen.detail)
        screen.go_to(hidden)
        await settle(pilot)
        assert shown(screen.detail) == before
        assert screen.current_claim() == listed[0]
        for _ in range(len(listed)):
            await press(pilot, "]")
            await settle(pilot)
            assert f"claim {screen.claims.current_id}" in shown(screen.detail)


async def test_the_cursor_stays_in_view_when_the_terminal_gets_smaller(db: Database) -> None:
    async with reviewing(db, (80, 40)) as (pilot, screen):
        await press(pilot, "G")
        await pilot.resize_terminal(80, 14)
        await settle(pilot)
        top = round(screen.claims.scroll_y)
        assert screen.claims.page_rows < len(screen.claims.order)
        assert top <= screen.claims.cursor < top + screen.claims.page_rows


async def test_an_empty_database_names_a_command_that_works(tmp_path: Path) -> None:
    path = tmp_path / "with space.db"
    with Database.open(path, reviewer="ana", create=True) as empty:
        async with reviewing(empty, (500, 40)) as (_, screen):
            command = next(line for line in shown(screen.claims).splitlines() if "factcheck" in line)
    words = shlex.split(command)
    assert words[:3] == ["factcheck", "add", "--db"]
    (tmp_path / "ARTICLE.html").write_text("<p>Acme sold 1,200 cars in 2024.</p>", "utf-8")
    assert factcheck(*words[1:], cwd=tmp_path).code == 0
