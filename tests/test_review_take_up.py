"""Taking up what was left: an unsaved form on its claim, the claim decided a moment ago."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from newsroom import fill
from review_pilot import press, reviewing, shown, write
from shell import ROOT, command
from terminal import Terminal
from textual.widgets import Input, OptionList, TextArea

from claims_db import Database, Query
from factcheck.review.questions.choosing import ChooseQuestion
from factcheck.review.questions.describing import DescribeQuestion
from factcheck.review.questions.evidence import CiteQuestion
from factcheck.review.questions.help import Sheet
from factcheck.review.questions.writing import NoteQuestion
from factcheck.review.screen import ReviewScreen


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database


@pytest.mark.parametrize("end", [Terminal.kill, Terminal.hang_up], ids=["kill", "closed terminal"])
def test_one_key_opens_the_form_that_a_session_left_on_its_claim(
    tmp_path: Path, end: Callable[[Terminal], None]
) -> None:
    fill(tmp_path / "claims.db").close()
    home = str(tmp_path / "home")

    def session() -> Terminal:
        review = command("review", "--reviewer", "ana")
        return Terminal(
            review, cwd=tmp_path, HOME=home, XDG_CONFIG_HOME=home, XDG_STATE_HOME=home, PYTHONPATH=str(ROOT)
        )

    with session() as screen:
        screen.wait("0 of 9 reviewed")
        screen.press("j", "j", "j", "i")
        screen.wait("Note on claim 4")
        screen.press("asked the company twice")
        kept = Path(home) / "factcheck" / "drafts"
        screen.wait(lambda _text: any("company twice" in file.read_text("utf-8") for file in kept.rglob("*.json")))
        end(screen)
    with session() as screen:
        screen.wait("Unsaved: note on claim 4 (+ takes it up)")
        screen.press("+")
        screen.wait(lambda text: "Note on claim 4" in text and "asked the company twice" in text)
        screen.press("f2")
        screen.wait("Claim 4: note saved")
        screen.press("v")
        screen.wait("Claim 4: verified")
        screen.press("q")
        assert screen.wait_end() == 0
    with Database.open(tmp_path / "claims.db", readonly=True) as db:
        record = db.claims.get(4)
        assert [note.text for note in record.notes] == ["asked the company twice"]
        assert record.status == "verified"


async def test_a_form_on_a_claim_that_the_filter_leaves_out_is_taken_up(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "G", "i")
        await write(pilot, "half")
        await press(pilot, "escape")
        left = screen.claims.current_id
    assert left is not None
    kind = db.claims.get(left).claim.kind
    other = next(row.kind for row in db.claims.rows(db.ids(Query())) if row.kind != kind)
    async with reviewing(db, query=Query(kind=(other,))) as (pilot, screen):
        assert screen.claims.order.position(left) is None
        await press(pilot, "plus")
        form = pilot.app.screen
        assert isinstance(form, NoteQuestion)
        assert form.text == "half"
        assert screen.claims.current_id == left
        assert screen.view.query == Query()


async def test_of_several_forms_left_one_is_chosen(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "plus")
        assert screen.status.message == "Nothing that you typed is unsaved."
        await press(pilot, "i")
        await write(pilot, "half")
        await press(pilot, "escape", "j", "c")
        await write(pilot, "https://example")
        await press(pilot, "escape", "g")
    async with reviewing(db) as (pilot, screen):
        assert screen.status.message == "Unsaved: evidence on claim 2 (+ takes it up), and 1 more"
        await press(pilot, "plus")
        question = pilot.app.screen
        assert isinstance(question, ChooseQuestion)
        options = question.query_one(OptionList)
        lines = [str(option.prompt) for option in options.options]
        assert lines == ["evidence on claim 2", "note on claim 1"]
        await press(pilot, "enter")
        form = pilot.app.screen
        assert isinstance(form, CiteQuestion)
        assert form.query_one("#url", Input).value == "https://example"
        assert screen.claims.current_id == 2


async def test_the_change_of_a_note_and_a_claim_begun_are_taken_up(db: Database) -> None:
    db.acts.note(5, "first")
    db.acts.note(5, "second")
    async with reviewing(db) as (pilot, screen):
        screen.go_to(5)
        await press(pilot, "W", "j", "enter")
        await write(pilot, " thought")
        await press(pilot, "escape", "g", "plus")
        form = pilot.app.screen
        assert isinstance(form, NoteQuestion)
        assert form.text == "second thought"
        assert screen.claims.current_id == 5
        await press(pilot, "f2")
        assert [note.text for note in db.claims.get(5).notes] == ["first", "second thought"]
        await press(pilot, "g", "I", "w", "v", "l", "enter")
        field = pilot.app.screen.query_one("#field-subject", Input)
        field.focus()
        field.value = "Huawei"
        await press(pilot, "escape", "G", "plus")
        assert isinstance(pilot.app.screen, DescribeQuestion)
        assert pilot.app.screen.query_one("#field-subject", Input).value == "Huawei"


async def test_a_join_that_was_left_selects_its_claims_again(db: Database) -> None:
    rows = db.claims.of_source(1)
    async with reviewing(db, query=Query(source=1)) as (pilot, screen):
        screen.claims.order.select([row.id for row in rows[:2]])
        await press(pilot, "C")
        field = pilot.app.screen.query_one("#field-subject", Input)
        field.value = "both"
        await press(pilot, "escape", "escape", "plus")
        form = pilot.app.screen
        assert isinstance(form, DescribeQuestion)
        assert form.query_one("#field-subject", Input).value == "both"
        assert set(screen.claims.order.selected_ids()) == {row.id for row in rows[:2]}


async def test_a_key_goes_back_to_the_claim_decided_and_on_again(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "minus")
        assert screen.status.message == "Nothing was decided yet in this session."
        await press(pilot, "v")
        assert screen.status.message == "Claim 1: verified, no evidence yet (- goes back)"
        here = screen.claims.current_id
        assert here != 1
        await press(pilot, "minus", "i")
        assert isinstance(pilot.app.screen, NoteQuestion)
        await write(pilot, "as the filing says")
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert [note.text for note in db.claims.get(1).notes] == ["as the filing says"]
        assert screen.claims.current_id == 1
        await press(pilot, "minus")
        assert screen.claims.current_id == here
        await press(pilot, "－")  # as a Chinese input method types it
        assert screen.claims.current_id == 1
        await press(pilot, "question_mark")
        sheet = pilot.app.screen
        assert isinstance(sheet, Sheet)
        assert any("claim decided last" in line for line in sheet.text_lines())


async def test_the_key_that_goes_back_is_named_as_it_was_bound(db: Database, tmp_path: Path) -> None:
    from factcheck.review.settings import settings_path

    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text('[keys]\ndecided = "f4"\n', "utf-8")
    async with reviewing(db, size=(80, 24)) as (pilot, screen):
        await press(pilot, "v")
        assert "f4 goes back" in shown(screen.status).lower()
        await press(pilot, "f4")
        assert screen.claims.current_id == 1


async def test_the_last_decision_says_that_none_is_left(db: Database) -> None:
    db.acts.mark(range(2, 10), "refuted")
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "v")
        assert screen.status.message.endswith("No unreviewed claim is left in this list.")
        assert isinstance(pilot.app.screen, ReviewScreen)
        await press(pilot, "i")
        assert not pilot.app.screen.query_one("#note", TextArea).text
