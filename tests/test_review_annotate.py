"""Notes, tags, evidence, findings, links and corrections by keyboard, and taking all of them back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from newsroom import fill
from review_pilot import press, reviewing, shown, write

from claims_db import Database
from claims_db.records import Query
from factcheck.review.questions.writing import NoteQuestion
from factcheck.review.screen import ReviewScreen


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database


async def test_a_note_of_two_lines(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "i")
        await write(pilot, "asked the company\nno answer")
        await press(pilot, "f2")
        assert [note.text for note in db.claims.get(1).notes] == ["asked the company\nno answer"]
        assert "no answer" in shown(screen.detail)
        assert "✎" in shown(screen.claims).splitlines()[0]


async def test_a_note_left_unfinished_comes_back(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "i")
        await write(pilot, "half a th")
        await press(pilot, "escape")
        assert not db.claims.get(1).notes
        await press(pilot, "i")
        question = pilot.app.screen
        assert isinstance(question, NoteQuestion)
        assert question.text == "half a th"


async def test_an_empty_note_says_so_and_stays(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "i", "f2")
        assert isinstance(pilot.app.screen, NoteQuestion)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReviewScreen)


async def test_evidence_with_stance_quote_and_date(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "v", "k", "c")
        await write(pilot, "https://example.org/filing")
        await press(pilot, "enter", "right", "space", "tab")
        await write(pilot, "wrote off $4.3bn")
        await press(pilot, "tab")
        await write(pilot, "2025-07-19")
        await press(pilot, "enter", "enter")
        (piece,) = db.claims.get(1).evidence
        assert (piece.url, piece.stance, piece.quote) == ("https://example.org/filing", "refutes", "wrote off $4.3bn")
        assert piece.date_seen == date(2025, 7, 19)
        assert not db.claims.get(1).finding_missing_evidence


async def test_a_wrong_date_is_named_and_nothing_is_written(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "c")
        await write(pilot, "https://example.org")
        await press(pilot, "enter", "tab", "tab")
        await write(pilot, "last week")
        await press(pilot, "f2")
        problem = pilot.app.screen.query_one("#problem")
        assert "last week" in str(problem.render())
        assert not db.claims.get(1).evidence


async def test_the_finding_is_kept_and_shown(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "r", "k", "w")
        await write(pilot, "The filing says 4.3.")
        await press(pilot, "tab")
        await write(pilot, "4.3 B USD")
        await press(pilot, "enter")
        await write(pilot, "https://example.org/review")
        await press(pilot, "enter")
        finding = db.claims.get(1).finding
        assert finding is not None
        assert (finding.rationale, finding.correct_value) == ("The filing says 4.3.", "4.3 B USD")
        assert finding.review_url == "https://example.org/review"
        assert "The filing says 4.3." in shown(screen.detail)


async def test_tags_complete_and_toggle(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "t")
        await write(pilot, "semiconductors")
        await press(pilot, "enter", "j", "t")
        await write(pilot, "semi")
        await press(pilot, "right", "enter")
        assert [db.claims.get(number).tags for number in (1, 2)] == [("semiconductors",)] * 2
        await press(pilot, "t", "down", "enter")
        assert db.claims.get(2).tags == ()


async def test_a_selection_is_tagged_at_once(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "space", "space", "t")
        await write(pilot, "later")
        await press(pilot, "enter", "z")
        assert db.tags() == []
        await press(pilot, "Z")
        assert db.tags() == [("later", 2)]


async def test_a_link_is_found_by_words(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "L")
        await write(pilot, "Nvidia")
        await press(pilot, "tab", "right", "space", "tab")
        await write(pilot, "other amount")
        await press(pilot, "enter")
        (link,) = db.claims.get(1).links
        assert (link.type, link.other(1), link.why) == ("contradicts", 8, "other amount")
        assert "8: 4.5 B USD Nvidia" in shown(screen.detail)


async def test_a_link_by_number_in_one_burst(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "L", "9", "enter")
        assert [(link.other(1), link.type) for link in db.claims.get(1).links] == [(9, "related")]


async def test_the_extracted_value_stays_beside_the_corrected(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "E")
        await write(pilot, "4,300,000,000")
        await press(pilot, "f2")
        record = db.claims.get(1)
        assert record.claim.value == Decimal(4300000000)
        assert record.extracted.value == Decimal(4500000000)
        assert "4.3 B USD" in shown(screen.claims)
        assert "4.5 B" in shown(screen.detail)


async def test_a_correction_that_does_not_hold_is_refused(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "E")
        await write(pilot, "many")
        await press(pilot, "f2")
        assert "many" in str(pilot.app.screen.query_one("#problem").render())
        await press(pilot, "escape")
        assert not db.claims.get(1).corrected


async def test_a_note_is_removed(db: Database) -> None:
    db.acts.note(1, "first")
    db.acts.note(1, "second")
    async with reviewing(db) as (pilot, _):
        await press(pilot, "D", "j", "enter")
        assert [note.text for note in db.claims.get(1).notes] == ["first"]


def state(db: Database) -> list[Any]:
    """Everything known of every claim, the log of events and times aside."""
    return [replace(record, version=0) for record in map(db.claims.get, db.ids(Query(), sort="id"))]


async def test_every_act_undone_leaves_the_state_before(db: Database) -> None:
    before = state(db)
    async with reviewing(db) as (pilot, _):
        await press(pilot, "v", "k", "i")
        await write(pilot, "note")
        await press(pilot, "f2", "t")
        await write(pilot, "tag")
        await press(pilot, "enter", "c")
        await write(pilot, "https://example.org")
        await press(pilot, "f2", "w")
        await write(pilot, "why")
        await press(pilot, "f2", "L", "9", "enter", "E", "7", "f2")
        await press(pilot, "space", "space", "x", "enter")  # also what is decided already: asked first
        acts = len({event.batch for event in db.changes_since(0)})
        assert acts == 8
        assert state(db) != before
        for _ in range(acts):
            await press(pilot, "z")
    assert state(db) == before


async def test_history_tells_who_did_what(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "v", "k", "H")
        lines = "\n".join(pilot.app.screen.text_lines())  # type: ignore[attr-defined]
        assert "ana" in lines
        assert "unreviewed → verified" in lines
