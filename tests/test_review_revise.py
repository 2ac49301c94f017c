"""Claims that extraction missed or cut wrongly: chosen in the source by keyboard, split, joined; and the commands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import CHIPS, FILING, fill
from review_pilot import press, reviewing, settle, shown, write
from shell import factcheck
from textual.events import Key

from claims_db import Database
from claims_db.records import Query
from factcheck.review.drafting import draft, next_word, previous_word, statement_around, word_end
from factcheck.review.span_screen import SpanScreen


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database


def state(db: Database) -> list[Any]:
    return [replace(record, version=0) for record in map(db.claims.get, db.ids(Query(), sort="id"))]


def figures(db: Database) -> list[str]:
    return [db.claims.get(number).claim.figure for number in db.ids(Query(), sort="id")]


async def test_edges_move_by_character_and_word(db: Database) -> None:
    before = state(db)
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "b", "l")
        mode = pilot.app.screen
        assert isinstance(mode, SpanScreen)
        assert "45亿美元库 " in mode.said
        await press(pilot, "w", "h", "o", "b", "enter")
        record = db.claims.get(1)
        assert record.claim.figure == "积压45亿美元库"
        assert record.claim.figure == CHIPS[record.claim.start : record.claim.end]
        assert record.extracted.figure == "45亿美元"
        assert "积压45亿美元库" in shown(screen.detail)
        await press(pilot, "z")
    assert state(db) == before


async def test_edges_left_or_unmoved_change_nothing(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "b", "l", "escape", "b", "enter")
    assert db.last_event_id() == 0


async def test_a_missed_claim_is_added_with_what_extraction_makes_of_it(db: Database) -> None:
    before = state(db)
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "G", "k", "I", "k", "k", "k", "enter")
        mode = pilot.app.screen
        assert isinstance(mode, SpanScreen)
        assert "Nothing is selected" in mode.said
        place = FILING.index("in the quarter")
        while mode.span[0] < place:
            await pilot.press("l" if place - mode.span[0] < 6 else "w")
        await press(pilot, "v", "w", "w", "enter")
        await write(pilot, "1")
        await press(pilot, "f2")
        number = db.ids(Query(flag="added"))[0]
        record = db.claims.get(number)
        assert record.claim.figure == "in the"
        assert (record.claim.value, record.claim.kind, record.origin) == (Decimal(1), "count", "reviewer")
        assert screen.claims.current_id == number
        assert "10" in screen.list_title.text
        await press(pilot, "z")
        assert state(db) == before
        await press(pilot, "Z")
        assert db.count(Query()) == 10
    assert list(db.check()) == []


async def test_a_claim_is_split_into_the_parts_chosen(db: Database) -> None:
    before = state(db)
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "j", "j", "X", "v", "l", "l", "enter", "f2")
        await press(pilot, "l", "v", "l", "l", "enter", "f2", "escape")
        assert [f for f in figures(db) if "%" in f] == ["12%", "6%", "40%", "15%", "30%"]
        parts = [db.claims.get(number) for number in db.ids(Query(flag="added"), sort="source")]
        assert [(part.claim.value, part.claim.metric) for part in parts] == [
            (Decimal(15), "性能"),
            (Decimal(30), "性能"),
        ]
        await press(pilot, "z")
        assert state(db) == before
        await press(pilot, "X", "escape")
        assert "Not split" in screen.status.message
    assert list(db.check()) == []


async def test_selected_claims_are_joined(db: Database) -> None:
    before = state(db)
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "C")
        assert "Select the claims" in screen.status.message
        await press(pilot, "j", "j", "j", "j", "space", "space", "C", "f2")
        (number,) = db.ids(Query(flag="added"))
        assert db.claims.get(number).claim.figure == "320 TFLOPS，而对手仅148 TFLOPS"
        assert db.count(Query()) == 8
        assert "joined from" in shown(screen.detail)
        await press(pilot, "z")
    assert state(db) == before


def test_the_commands_do_the_same(db: Database, tmp_path: Path) -> None:
    before = state(db)
    start = CHIPS.index("45亿美元")
    run = [
        ("correct", "1", "value=4,300,000,000", "subject=", f"end={start + 5}"),
        ("restore", "1", "value"),
        (
            "split",
            "3",
            f"{CHIPS.index('15%')}-{CHIPS.index('15%') + 3}",
            f"{CHIPS.index('30%')}-{CHIPS.index('30%') + 3}",
        ),
        ("join", "5", "6"),
        ("add-claim", "filing.txt", "25", "30", "--set", "value=7", "--set", "kind=count"),
        ("withdraw", "9"),
    ]
    for arguments in run:
        result = factcheck(*arguments, cwd=tmp_path)
        assert result.code == 0, result
    first = db.claims.get(1)
    assert (first.claim.value, first.claim.subject, first.claim.figure) == (Decimal(4500000000), None, "45亿美元库"[:5])
    assert db.count(Query()) == 9 - 1 + 2 - 2 + 1 + 1 - 1
    for _ in run:
        assert factcheck("undo", cwd=tmp_path).code == 0
    assert state(db) == before
    assert "value: “many”" in factcheck("correct", "1", "value=many", cwd=tmp_path).complaint()
    assert "colour" in factcheck("correct", "1", "colour=red", cwd=tmp_path).complaint()
    assert "no span" in factcheck("add-claim", "filing.txt", "5", "5000", cwd=tmp_path).complaint()


def test_a_draft_is_what_extraction_reads_there() -> None:
    start = FILING.index("$4.5 billion")
    claim = draft(FILING, start, start + len("$4.5 billion"), "filing.txt")
    assert (claim.value, claim.unit, claim.kind) == (Decimal(4500000000), "USD", "money")
    assert claim.statement.text == "Nvidia wrote off $4.5 billion of inventory in the quarter."


@settings(deadline=None)
@given(st.text(max_size=80), st.data())
def test_words_and_statements_stay_in_any_text(text: str, data: st.DataObject) -> None:
    if not text:
        return
    offset = data.draw(st.integers(0, len(text) - 1))
    assert offset < next_word(text, offset) <= len(text)
    assert previous_word(text, offset) < max(offset, 1)
    assert offset < word_end(text, offset) <= len(text)
    end = data.draw(st.integers(offset + 1, len(text)))
    left, right = statement_around(text, offset, end)
    assert 0 <= left <= offset < end <= right <= len(text)
    claim = draft(text, offset, end, "text")
    assert text[claim.start : claim.end] == claim.figure


async def test_keys_typed_ahead_of_the_form_for_a_part_reach_its_fields(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "j", "j")
        number = screen.claims.current_id
        assert number is not None
        for key in ("X", "v", "l", "enter", "f2", "w", "v", "l", "enter", "9", "f2", "escape"):
            # as a terminal sends them: without waiting for what the one before does
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        for _turn in range(100):
            await settle(pilot)
            if screen.is_current and "split into" in screen.status.message:
                break
            await pilot.pause(0.05)
        assert "split into" in screen.status.message
        assert Decimal(9) in {record.claim.value for record in map(db.claims.get, db.ids(Query()))}


async def test_the_key_for_an_interrupt_says_which_key_leaves(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "ctrl+c")
        assert pilot.app.is_running
        (note,) = pilot.app._notifications
        assert note.message.startswith("q leaves")
