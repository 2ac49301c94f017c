"""Filtering, sorting and searching while reviewing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import fill
from review_pilot import press, reviewing, shown, write

from claims_db import Database
from claims_db.records import Query
from factcheck.review.screen import ReviewScreen


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database


def listed(screen: ReviewScreen) -> list[int]:
    return list(screen.claims.order.ids)


async def test_a_filter_by_status(db: Database) -> None:
    db.acts.mark([2, 3], "verified")
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "f", "down", "down", "space", "enter")
        assert listed(screen) == [2, 3]
        assert "2 of 2" in title(screen) or "1 of 2" in title(screen)
        assert "verified" in title(screen)
        await press(pilot, "F")
        assert len(listed(screen)) == 9


async def test_a_filter_by_kind_source_and_words(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "f", "tab", "down", "space", "enter")
        assert listed(screen) == [3, 4, 7, 9]
        await press(pilot, "f", "tab", "tab", "tab")
        await write(pilot, "性能")
        await press(pilot, "enter")
        assert listed(screen) == [3, 4]
        await press(pilot, "F", "f", "tab", "tab", "tab", "tab", "enter", "down", "down", "enter", "f2")
        assert len({row.source_id for row in db.claims.rows(listed(screen))}) == 1


async def test_a_filter_by_tag(db: Database) -> None:
    db.acts.tag([4, 9], "later")
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "f", "tab", "tab", "space", "enter")
        assert listed(screen) == [4, 9]


async def test_a_filter_without_claims_says_what_to_do(db: Database) -> None:
    async with reviewing(db, query=Query(status=("refuted",))) as (pilot, screen):
        assert "No claim matches: refuted" in shown(screen.claims)
        assert "F shows all claims" in shown(screen.claims)
        await press(pilot, "F")
        assert len(listed(screen)) == 9


async def test_sorting_keeps_the_claim_at_hand(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "j", "j", "s", "j", "j", "j", "enter")
        assert screen.view.sort == "value"
        assert screen.claims.current_id == 3
        values = [row.value or row.high for row in db.claims.rows(listed(screen))]
        assert values[0] == max(value for value in values if value is not None)
        order = listed(screen)
        await press(pilot, "S")
        assert listed(screen)[-1] == order[0]
        assert screen.claims.current_id == 3


async def test_searching_goes_round(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "slash")
        await write(pilot, "算力")
        await press(pilot, "enter")
        assert screen.claims.current_id == 5
        await press(pilot, "n")
        assert screen.claims.current_id == 6
        await press(pilot, "n")
        assert screen.claims.current_id == 5
        await press(pilot, "N")
        assert screen.claims.current_id == 6
        assert shown(screen.claims).splitlines()[4].startswith("›")
        await press(pilot, "escape")
        assert not any(screen.claims.order.hits)


async def test_searching_for_nothing_there(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "slash")
        await write(pilot, "[/red] *%")
        await press(pilot, "enter")
        assert "No claim" in screen.status.message


async def test_searching_inside_the_source(db: Database) -> None:
    async with reviewing(db, (80, 24)) as (pilot, screen):
        await press(pilot, "2", "slash")
        await write(pilot, "对手")
        await press(pilot, "enter", "n")
        assert "of 2" in screen.status.message
        assert screen.claims.current_id == 1


async def test_what_was_marked_stays_until_the_list_is_read_anew(db: Database) -> None:
    async with reviewing(db, query=Query(status=("unreviewed",))) as (pilot, screen):
        await press(pilot, "v")
        assert len(listed(screen)) == 9
        await press(pilot, "R")
        assert len(listed(screen)) == 8
        assert 1 not in listed(screen)


def title(screen: ReviewScreen) -> str:
    return screen.list_title.text
