"""What was typed is never lost: a form that is refused stays, one that is left or killed comes back."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import db_case
import pytest
from newsroom import CHIPS, fill
from review_pilot import press, reviewing, until, write
from shell import ROOT, command
from terminal import Terminal
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from claims_db import Database
from claims_db.records import Finding
from factcheck.review.drafts import Draft, Drafts, drafts_path
from factcheck.review.held import PATIENCE
from factcheck.review.questions.describing import DescribeQuestion
from factcheck.review.questions.evidence import CiteQuestion
from factcheck.review.questions.forms import Form
from factcheck.review.questions.writing import FindingQuestion
from factcheck.review.screen import ReviewScreen
from factcheck.review.span_screen import SpanScreen


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database


@contextmanager
def refusing(db: Database) -> Iterator[None]:
    """SQLite answers as it does where the file may not be written."""
    for connection in db._store._all:
        connection.execute("PRAGMA query_only = 1")
    try:
        yield
    finally:
        for connection in db._store._all:
            connection.execute("PRAGMA query_only = 0")


FORMS = [
    ("i", ["#note"], ["half a thought"], "note-1"),
    ("c", ["#url", "#quote"], ["https://example.org/f", "wrote off"], "cite-1"),
    ("w", ["#rationale", "#correct-value"], ["the filing says", "4.3"], "finding-1"),
    ("E", ["#field-subject"], ["Nvidia"], "correct-1"),
    ("L", ["#why"], ["same quarter"], "link-1"),
]


async def type_into(pilot: Pilot[None], form: Form[Any], fields: list[str], texts: list[str]) -> None:
    for field, text in zip(fields, texts, strict=True):
        widget = form.query_one(field)
        widget.focus()
        await write(pilot, text)


def held(form: Form[Any], field: str) -> str:
    widget = form.query_one(field)
    assert isinstance(widget, Input | TextArea)
    return widget.text if isinstance(widget, TextArea) else widget.value


@pytest.mark.parametrize(("key", "fields", "texts", "name"), FORMS)
async def test_a_refused_form_stays_with_what_was_typed_and_why(
    db: Database, key: str, fields: list[str], texts: list[str], name: str
) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, key)
        form = pilot.app.screen
        assert isinstance(form, Form)
        await type_into(pilot, form, fields, texts)
        typed = [held(form, field) for field in fields]
        assert all(text in now for text, now in zip(texts, typed, strict=True))
        with refusing(db):
            await press(pilot, "f2")
            assert form.is_current
            assert [held(form, field) for field in fields] == typed
            assert "can't be written" in str(form.query_one("#problem").render())
            assert db.last_event_id() == 0
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert db.last_event_id() == 1
        assert screen.drafts.read(name) is None


@pytest.mark.parametrize(("key", "fields", "texts", "name"), FORMS)
async def test_a_form_that_was_left_comes_back_in_the_next_session(
    db: Database, key: str, fields: list[str], texts: list[str], name: str
) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, key)
        form = pilot.app.screen
        assert isinstance(form, Form)
        await type_into(pilot, form, fields, texts)
        typed = [held(form, field) for field in fields]
        await press(pilot, "escape")
        assert f"{key} takes up what you wrote" in screen.status.message
    async with reviewing(db) as (pilot, screen):
        await press(pilot, key)
        form = pilot.app.screen
        assert isinstance(form, Form)
        assert [held(form, field) for field in fields] == typed
        assert "not saved yet" in str(form.query_one("#draft").render())
        await press(pilot, "f3", "escape")
        assert screen.drafts.read(name) is None
        assert not screen.status.message
        assert db.last_event_id() == 0


async def test_an_address_that_is_none_is_named_in_the_form(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "c")
        await write(pilot, "example dot org")
        await press(pilot, "f2")
        form = pilot.app.screen
        assert isinstance(form, CiteQuestion)
        assert "no web address" in str(form.query_one("#problem").render())
        assert held(form, "#url") == "example dot org"
        await press(pilot, "escape", "w", "tab", "tab")
        await write(pilot, "nowhere")
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, FindingQuestion)
        assert "no web address" in str(pilot.app.screen.query_one("#problem").render())


async def test_a_file_that_another_program_holds_is_said_in_the_form_once_given_up(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        db.be_patient(PATIENCE)
        await press(pilot, "i")
        await write(pilot, "kept")
        holder = sqlite3.connect(db.path, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        await pilot.press("f2")
        await until(pilot, lambda: screen.held.waiting)
        await pilot.press("escape")
        await until(pilot, lambda: "another program holds it" in str(pilot.app.screen.query_one("#problem").render()))
        holder.execute("ROLLBACK")
        holder.close()
        await press(pilot, "f2")
        assert pilot.app.screen is screen
    assert [note.text for note in db.claims.get(1).notes] == ["kept"]


async def test_a_draft_says_when_what_is_stored_has_changed_since(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "w")
        await write(pilot, "mine")
        await press(pilot, "escape")
        db.acts.find(1, Finding("stored since"))
        await press(pilot, "w")
        form = pilot.app.screen
        assert isinstance(form, FindingQuestion)
        assert held(form, "#rationale") == "mine"
        assert "changed since" in str(form.query_one("#draft").render())
        await press(pilot, "f3")
        assert held(form, "#rationale") == "stored since"


async def test_a_claim_begun_keeps_its_figure_and_its_fields(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "I")
        await press(pilot, "w", "v", "l", "enter")
        form = pilot.app.screen
        assert isinstance(form, DescribeQuestion)
        await type_into(pilot, form, ["#field-value", "#field-subject"], ["7", "Huawei"])
        with refusing(db):
            await press(pilot, "f2")
            assert form.is_current
        await press(pilot, "escape")
        (name,) = screen.drafts.names("add-claim-")
        span = tuple(map(int, name.split("-")[-2:]))
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "I")
        mode = pilot.app.screen
        assert isinstance(mode, SpanScreen)
        assert mode.span == span
        await press(pilot, "enter")
        form = pilot.app.screen
        assert isinstance(form, DescribeQuestion)
        assert held(form, "#field-subject").endswith("Huawei")
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, ReviewScreen)
        added = db.claims.get(10)
        assert (added.claim.figure, added.origin) == (CHIPS[slice(*span)], "reviewer")
        assert list(screen.drafts.names("add-claim-")) == []


async def test_the_parts_of_a_split_outlast_a_refusal(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "j", "j", "X")
        await press(pilot, "v", "l", "enter", "f2", "w", "v", "l", "enter", "f2", "escape")
        assert isinstance(pilot.app.screen, ReviewScreen)
        number = db.claims.get(3).id
        await press(pilot, "z")
        assert db.claims.get(number).claim.figure == "15%-30%"
        with refusing(db):
            await press(pilot, "X", "v", "l", "enter", "f2", "w", "v", "l", "enter", "f2", "escape")
            assert "Not done" in str(pilot.app.screen.query_one("#box").border_title)
            assert len(list(screen.drafts.names(f"split-{number}-"))) == 2
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert "split into" in screen.status.message
        assert list(screen.drafts.names("split-")) == []


def test_what_was_typed_outlasts_a_kill(tmp_path: Path) -> None:
    fill(tmp_path / "claims.db").close()
    home = str(tmp_path / "home")

    def session() -> Terminal:
        return Terminal(
            command("review", "--reviewer", "ana"),
            cwd=tmp_path,
            HOME=home,
            XDG_CONFIG_HOME=home,
            XDG_STATE_HOME=home,
            PYTHONPATH=str(ROOT),
        )

    with session() as screen:
        screen.wait("0 of 9 reviewed")
        screen.press("w")
        screen.wait("Finding on claim 1")
        screen.press("asked the company twice")
        screen.wait("asked the company twice")
        kept = Path(home) / "factcheck" / "drafts"
        screen.wait(lambda _text: any("company twice" in file.read_text("utf-8") for file in kept.rglob("*.json")))
        screen.kill()
    with session() as screen:
        screen.wait("0 of 9 reviewed")
        screen.press("w")
        screen.wait("asked the company twice")
        screen.press("f2")
        screen.wait("finding saved")
        screen.press("q")
        assert screen.wait_end() == 0
    with Database.open(tmp_path / "claims.db", readonly=True) as db:
        assert db.claims.get(1).finding == Finding("asked the company twice")


def test_drafts_are_each_reviewers_own_and_private(tmp_path: Path) -> None:
    mine = Drafts(drafts_path(), tmp_path / "a.db", "ana")
    mine.write("note-1", Draft({"note": "半句"}, {"note": ""}))
    assert Drafts(drafts_path(), tmp_path / "a.db", "ana").read("note-1") == Draft({"note": "半句"}, {"note": ""})
    for path, reviewer in ((tmp_path / "a.db", "bo"), (tmp_path / "b.db", "ana")):
        assert Drafts(drafts_path(), path, reviewer).read("note-1") is None
    (file,) = drafts_path().rglob("*.json")
    assert file.stat().st_mode & 0o077 == 0
    file.write_text(json.dumps({"values": 3}), "utf-8")
    assert Drafts(drafts_path(), tmp_path / "a.db", "ana").read("note-1") is None


def test_where_the_folder_cannot_be_written_a_draft_lasts_the_session(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    drafts = Drafts(tmp_path / "file", tmp_path / "a.db", "ana")
    draft = Draft({"note": "kept"}, {"note": ""})
    assert not drafts.write("note-1", draft)
    assert drafts.read("note-1") == draft
    assert list(drafts.names("note-")) == ["note-1"]
    drafts.drop("note-1")
    assert drafts.read("note-1") is None


async def test_what_is_unsaved_is_named_at_the_start(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        assert screen.status.message == ""
        await press(pilot, "i")
        await write(pilot, "half a thought")
        await press(pilot, "escape")
    async with reviewing(db) as (pilot, screen):
        assert screen.status.message == "Unsaved: note on claim 1 (+ takes it up)"
        await press(pilot, "i", "escape", "j", "c")
        await write(pilot, "https://example")
        await press(pilot, "escape")
    async with reviewing(db) as (pilot, screen):
        assert screen.status.message == "Unsaved: evidence on claim 2 (+ takes it up), and 1 more"
    with Database.open(db.path, reviewer="bo") as other:
        async with reviewing(other) as (_, screen):
            assert screen.status.message == ""


async def test_a_refusal_is_shown_once_and_goes_with_the_next_act(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "i")
        await write(pilot, "a thought")
        with refusing(db):
            await press(pilot, "f2")
            assert not pilot.app._notifications, "the form itself shows it"
            await press(pilot, "escape", "v", "v")
            assert [note.severity for note in pilot.app._notifications] == ["error"]
            assert "can't be written" in screen.status.message
        await press(pilot, "v")
        assert not pilot.app._notifications
        assert screen.status.message.startswith("Claim 1: verified")


def left_over(folder: Path) -> list[str]:
    return [file.name for file in folder.rglob("*") if file.is_file()]


def test_a_draft_that_cannot_be_put_in_its_place_is_held_and_leaves_no_rest(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, tmp_path / "a.db", "ana")
    draft = Draft({"note": "kept"}, {"note": ""})
    assert drafts.write("note-1", draft)
    (folder,) = tmp_path.iterdir()
    (folder / "note-2.json").mkdir()  # a file can't take the place of a folder
    assert not drafts.write("note-2", draft)
    assert left_over(tmp_path) == ["note-1.json"]
    assert drafts.read("note-2") == draft
    drafts.drop("note-2")
    assert drafts.read("note-2") is None


def test_a_draft_that_goes_while_they_are_listed_is_left_out(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, tmp_path / "a.db", "ana")
    drafts.write("note-1", Draft({"note": "kept"}, {"note": ""}))
    (folder,) = tmp_path.iterdir()
    (folder / "note-2.json").symlink_to(folder / "gone")
    assert list(drafts.names("")) == ["note-1"]


def test_a_folder_without_rights_never_ends_the_screen(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    script = """
import os, sys, pathlib
from factcheck.review.drafts import Draft, Drafts
folder = pathlib.Path(sys.argv[1])
drafts, draft = Drafts(folder / "kept", folder / "a.db", "ana"), Draft({"note": "kept"}, {})
(folder / "kept").mkdir(mode=0o000)
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
print(drafts.write("note-1", draft), drafts.write("note-1", draft))
print(drafts.read("note-1") == draft, list(drafts.names("")))
drafts.drop("note-1")
print(drafts.read("note-1"), list(drafts.names("")))
"""
    run = subprocess.run(
        [sys.executable, "-c", script, tmp_path], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert run.stdout.splitlines() == ["False False", "True ['note-1']", "None []"], run.stderr


def test_a_draft_belongs_to_what_it_is_on_not_to_a_row(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"

    def draft(text: str) -> Draft:
        return Draft({"note": text}, {"note": ""})

    with db_case.fill(path) as db:
        db.acts.note(1, "asked")
        drafts = Drafts(drafts_path(), path, "ana", db.names)
        forms = ["note-1", "note-6", "add-claim-1-3-5", "split-1-1-3-5", "edit-note-1"]
        for form in forms:
            assert drafts.write(form, draft(form))
        again = Drafts(drafts_path(), path, "ana", db.names)
        assert list(again.names("")) == forms[::-1]
        assert [again.read(form) for form in forms] == [draft(form) for form in forms]
        assert not drafts.write("note-99", draft("on nothing"))
    for file in tmp_path.glob("claims.db*"):
        file.unlink()
    # made anew with the articles in another order: every row id is something else's
    with Database.open(path, "ana", create=True) as db:
        db.intake(db_case.source("water.txt", db_case.WATER), db_case.water())
        db.intake(db_case.source("harbour.txt", db_case.HARBOUR), db_case.harbour())
        db.acts.note(1, "another note")
        fresh = Drafts(drafts_path(), path, "ana", db.names)
        assert fresh.read("add-claim-1-3-5") is None
        assert fresh.read("edit-note-1") is None
        assert fresh.read("note-1") == draft("note-6")
        assert list(fresh.names("")) == ["split-3-1-3-5", "add-claim-2-3-5", "note-1", "note-3"]
        fresh.drop("note-3")
        assert list(fresh.names("note-")) == ["note-1"]


async def test_typing_goes_on_while_the_disk_is_slow(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    on: list[str] = []

    def slow(_file: int) -> None:
        on.append(threading.current_thread().name)

    monkeypatch.setattr("factcheck.review.drafts.os.fsync", slow)
    async with reviewing(db) as (pilot, _):
        await press(pilot, "i")
        await write(pilot, "half a thought")
        for _turn in range(50):
            await pilot.pause(0.1)
            if on:
                break
        assert on
        assert threading.main_thread().name not in on, "typing waits for no disk"
        await write(pilot, "!")
        await press(pilot, "escape")
        (file,) = drafts_path().rglob("*.json")
        assert "half a thought!" in file.read_text("utf-8"), "leaving puts the rest there"


def test_a_late_writer_brings_nothing_back(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path, tmp_path / "a.db", "ana")
    drafts.hold("note-1", Draft({"note": "kept"}, {"note": ""}))
    drafts.drop("note-1")
    assert not drafts.flush("note-1")
    assert left_over(tmp_path) == []
