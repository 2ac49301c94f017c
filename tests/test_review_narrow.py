"""The screen at 80 columns: keys to help and quit in view, no message cut, sources told apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import TARGET, fill, found, source
from review_pilot import press, reviewing, shown

from claims_db import Database
from claims_db.records import SourceSummary
from factcheck.review import language
from factcheck.review.columns import distinct_names
from factcheck.review.mode_screen import ModeScreen
from factcheck.review.plain import cells
from factcheck.review.plot import plain_lines, plot_lines, values_like
from factcheck.review.questions.filtering import source_labels
from factcheck.review.settings import settings_path
from factcheck.review.widgets.key_line import KeyLine


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database
    language.use_language("en")


def speak(name: str) -> None:
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text(f'language = "{name}"\n', "utf-8")


@pytest.mark.parametrize(("name", "words"), [("en", ("? help", "q quit")), ("zh_CN", ("? 帮助", "q 退出"))])
@pytest.mark.parametrize("width", [60, 80])
async def test_help_and_quit_stay_in_view(db: Database, name: str, words: tuple[str, str], width: int) -> None:
    speak(name)
    async with reviewing(db, (width, 24)) as (pilot, screen):
        for pane in ("1", "2", "3"):
            await press(pilot, pane)
            line = shown(screen.query_one(KeyLine))
            assert all(word in line for word in words), line
            assert cells(line) <= width


@pytest.mark.parametrize("key", ["M", "V", "b"])
async def test_the_way_out_of_a_screen_of_its_own_stays_in_view(db: Database, key: str) -> None:
    db.suggestions.add([(1, 8, "duplicate", 0.9, [])])
    async with reviewing(db, (80, 24)) as (pilot, _):
        await press(pilot, key)
        assert isinstance(pilot.app.screen, ModeScreen)
        line = shown(pilot.app.screen.query_one(KeyLine))
        assert "? help" in line
        assert "esc back" in line


async def test_a_key_that_fits_no_longer_is_left_out_whole(db: Database) -> None:
    async with reviewing(db, (80, 24)) as (_, screen):
        assert shown(screen.query_one(KeyLine)).rstrip().endswith("q quit")
        assert "v verified" in shown(screen.query_one(KeyLine))


async def test_a_long_message_is_shown_whole_and_the_line_shrinks_again(db: Database) -> None:
    said = "claims.db: the disk or a quota refuses to take more; nothing was written, see to it and repeat"
    async with reviewing(db, (80, 24)) as (pilot, screen):
        screen.fail(said)
        await pilot.pause()
        assert said in " ".join(shown(screen.status).split())
        assert screen.status.size.height == 2
        screen.say("第" * 60)
        await pilot.pause()
        assert shown(screen.status).count("第") == 60
        screen.say("x" * 70)
        await pilot.pause()
        assert "x" * 70 in shown(screen.status)
        screen.say("done")
        await pilot.pause()
        assert screen.status.size.height == 1
        assert "reviewed" in shown(screen.status)
        await press(pilot, "b")
        mode = pilot.app.screen
        assert isinstance(mode, ModeScreen)
        mode.say(said)
        await pilot.pause()
        assert mode.query_one("#mode-said").size.height == 2


async def test_a_message_pushes_the_bar_aside_before_the_count(db: Database) -> None:
    async with reviewing(db, (80, 24)) as (pilot, screen):
        await press(pilot, "v")
        line = shown(screen.status)
        assert "1 of 9 reviewed" in line
        assert "Claim 1: verified, no evidence yet (- goes back)" in line


async def test_a_disagreement_has_a_sign_in_the_list(db: Database) -> None:
    db.acts.mark([1], "verified")
    with Database.open(db.path, "bo") as bo:
        bo.acts.mark([1], "refuted")
    async with reviewing(db, (80, 24)) as (_, screen):
        first, second = shown(screen.claims).splitlines()[:2]
        assert "≠" in first
        assert "≠" not in second


async def test_a_selection_says_how_much_of_it_is_unreviewed(db: Database) -> None:
    db.acts.mark([1, 2], "verified")
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "A")
        assert screen.status.message.startswith("9 selected, 7 of them unreviewed")
        await press(pilot, "B", "A", "A")
        assert screen.status.message.startswith("7 selected, 7 of them not judged by you")


@pytest.mark.parametrize("width", [40, 50, 60, 72, 75, 76, 90, 132])
def test_a_plot_names_its_sources_at_any_width(db: Database, width: int) -> None:
    long = "results/" + "very-long-name-of-an-archive-" * 3 + "page-9.html"
    for name in ("a/2025/report.txt", "b/2025/report.txt", "年报/季度报告（二〇二五）.txt", long):
        text = f"{TARGET}\n{name}\n"
        db.intake(source(name, text, None), [found(text, "40%", "percentage", 0.3, value=40, unit="%", metric="share")])
        db.suggestions.add([(9, db.claims.of_source(db.sources.list()[-1].id)[0].id, "duplicate", 0.9, [])])
    lines = plain_lines(plot_lines(values_like(db, 9), width, 9))
    text = "\n".join(lines)
    assert max(map(cells, lines)) <= width
    assert "target.txt" in text
    for end in ("a/2025/report.txt", "b/2025/report.txt") if width >= 50 else ():
        assert end in text
    assert ("季度报告" in text) or ("二〇二五" in text)


def test_names_are_told_apart_by_what_stands_before_them() -> None:
    names = ["x/a/index.html", "x/b/index.html", "https://e.org/b/index.html", "other.txt", "deep/other2.txt"]
    assert distinct_names(names) == {
        "x/a/index.html": "a/index.html",
        "x/b/index.html": "x/b/index.html",
        "https://e.org/b/index.html": "e.org/b/index.html",
        "other.txt": "other.txt",
        "deep/other2.txt": "other2.txt",
    }
    assert distinct_names(["/", "a/b", "b"]) == {"/": "/", "a/b": "a/b", "b": "b"}
    summaries = [
        SourceSummary(number, name, None, 2, 0, False)
        for number, name in enumerate(("x/a.txt", "y/a.txt", "feed", "feed"), 1)
    ]
    assert [label for _, label in source_labels(summaries)] == [
        "x/a.txt (2)",
        "y/a.txt (2)",
        "feed #3 (2)",
        "feed #4 (2)",
    ]
