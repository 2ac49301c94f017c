"""Several reviewers on one file: assigning, blind second review, disagreements, histories gone back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from newsroom import fill
from review_pilot import press, reviewing, shown, write
from shell import factcheck
from textual.widgets import TextArea

from claims_db import Database
from claims_db.records import Finding, Query
from factcheck.review.adjudication_screen import AdjudicationScreen
from factcheck.review.widgets.pair_pane import PairPane


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database


@pytest.fixture
def disputed(db: Database, tmp_path: Path) -> Database:
    """Claims 1 and 2, on which ana and bo differ."""
    db.acts.mark([1, 2], "verified", Finding(rationale="as the filing says"))
    with Database.open(tmp_path / "claims.db", reviewer="bo") as other:
        other.acts.mark([1], "refuted", Finding(rationale="it was 4.3", correct_value="4.3 B USD"))
        other.acts.mark([2], "misleading")
        other.acts.note(1, "asked the company")
    return db


def state(db: Database) -> list[Any]:
    return [replace(record, version=0) for record in map(db.claims.get, db.ids(Query(), sort="id"))]


async def test_claims_are_taken_and_assigned(db: Database) -> None:
    before = state(db)
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "T", "j", "a")
        await write(pilot, "bo")
        await press(pilot, "enter")
        assert [db.claims.get(number).assignee for number in (1, 2)] == ["ana", "bo"]
        await press(pilot, "Y")
        assert len(screen.claims.order) == 1
        await press(pilot, "Y")
        assert len(screen.claims.order) == 9
        await press(pilot, "g", "T")
        assert db.claims.get(1).assignee is None
        await press(pilot, "z", "z", "z")
    assert state(db) == before


async def test_a_second_review_is_blind_until_one_has_judged(db: Database, tmp_path: Path) -> None:
    db.acts.mark([1, 2], "refuted", Finding(rationale="it was 4.3"))
    db.acts.note(1, "asked the company")
    with Database.open(tmp_path / "claims.db", reviewer="bo") as own:
        async with reviewing(own, (160, 45)) as (pilot, screen):
            assert "✗" in shown(screen.claims)
            await press(pilot, "B")
            text = shown(screen.claims) + shown(screen.detail)
            assert "✗" not in text
            assert "4.3" not in text
            assert "company" not in text
            assert "✎" not in text
            await press(pilot, "v", "k")
            assert "✓" in shown(screen.claims)
            assert "✗" not in shown(screen.claims) + shown(screen.detail)
            assert [(v.reviewer, v.status) for v in own.claims.get(1).verdicts] == [
                ("ana", "refuted"),
                ("bo", "verified"),
            ]
            await press(pilot, "w")
            assert all("4.3" not in area.text for area in pilot.app.screen.query(TextArea))
            await press(pilot, "escape", "B")
            assert "refuted by ana" in shown(screen.detail)


async def test_disagreements_are_settled_and_taken_back(disputed: Database) -> None:
    db, before = disputed, state(disputed)
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "Q")
        assert len(screen.claims.order) == 2
        await press(pilot, "V")
        mode = pilot.app.screen
        assert isinstance(mode, AdjudicationScreen)
        text = shown(mode.query_one(PairPane))
        for word in ("ana", "bo", "as the filing says", "it was 4.3", "4.3 B USD", "asked the company", "✓", "✗"):
            assert word in text
        await press(pilot, "2")
        record = db.claims.get(1)
        assert (record.status, record.finding) == ("refuted", Finding("it was 4.3", "4.3 B USD"))
        assert len(record.verdicts) == 2
        await press(pilot, "m")
        assert db.count(Query(flag="disputed")) == 0
        assert "Claims on which" in shown(mode.query_one(PairPane))
        await press(pilot, "z", "z", "z")
        assert "Nothing was settled" in mode.said
        assert state(db) == before
        assert mode.queue == [1, 2]
    assert list(db.check()) == []


async def test_history_goes_back_to_any_state(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "v", "k", "t")
        await write(pilot, "chips")
        await press(pilot, "enter", "r", "k")
        await press(pilot, "H", "k", "k", "enter")
        record = db.claims.get(1)
        assert (record.status, record.tags) == ("verified", ())
        await press(pilot, "H", "enter")
        assert "already" in screen.status.message
        await press(pilot, "z")
        record = db.claims.get(1)
        assert (record.status, record.tags) == ("refuted", ("chips",))
        await press(pilot, "H", "g", "home", "enter")
        assert db.claims.get(1).status == "unreviewed"


async def test_only_web_addresses_are_opened(db: Database) -> None:
    opened: list[str] = []
    db.acts.cite(1, "https://example.org/filing")
    async with reviewing(db) as (pilot, screen):
        pilot.app.open_url = lambda url, **_: opened.append(url)  # type: ignore[method-assign]
        await press(pilot, "O", "j", "O")
        assert opened == ["https://example.org/filing"]
        assert "no address" in screen.status.message


def test_the_commands_do_the_same(disputed: Database, tmp_path: Path) -> None:
    db = disputed
    listed = factcheck("list", "--flag", "disputed", "--format", "ids", cwd=tmp_path)
    assert listed.out.split() == ["1", "2"]
    assert factcheck("adjudicate", "1", "refuted", "--as", "bo", cwd=tmp_path).code == 0
    assert db.claims.get(1).finding == Finding("it was 4.3", "4.3 B USD")
    assert factcheck("assign", "1-3", "--to", "bo", cwd=tmp_path).code == 0
    assert factcheck("list", "--assignee", "bo", "--format", "ids", cwd=tmp_path).out.split() == ["1", "2", "3"]
    assert factcheck("list", "--unjudged-by", "bo", "--format", "ids", cwd=tmp_path).out.split()[0] == "3"
    reverted = factcheck("revert", "1", "0", cwd=tmp_path)
    assert (reverted.code, reverted.out) == (0, "back to that state\n")
    assert db.claims.get(1).status == "unreviewed"
    assert "cy" in factcheck("adjudicate", "2", "verified", "--as", "cy", cwd=tmp_path).complaint()


def test_a_copy_is_merged_and_its_disagreements_are_named(db: Database, tmp_path: Path) -> None:
    db.backup(tmp_path / "copy.db")
    db.acts.mark([1], "verified")
    with Database.open(tmp_path / "copy.db", reviewer="bo") as other:
        other.acts.mark([1, 4], "refuted")
    merged = factcheck("merge", "copy.db", cwd=tmp_path)
    assert (merged.code, merged.err) == (0, "reviewers disagree on: 1\n")
    assert "2 acts" in merged.out
    assert "0 acts" in factcheck("merge", "copy.db", cwd=tmp_path).out
    shutil.copy(tmp_path / "copy.db", tmp_path / "cut.db")
    (tmp_path / "cut.db").write_bytes((tmp_path / "cut.db").read_bytes()[:3000])
    assert "cut.db" in factcheck("merge", "cut.db", cwd=tmp_path).complaint()
