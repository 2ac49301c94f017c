"""Several claims at once: what the title counts, and decided claims that a mark would overrule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import fill
from review_pilot import press, reviewing, statuses
from textual.pilot import Pilot
from textual.widgets import OptionList

from claims_db import Database
from factcheck.review.matching_screen import MatchingScreen
from factcheck.review.questions.choosing import ChooseQuestion
from factcheck.review.screen import ReviewScreen


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database


def selected(screen: ReviewScreen) -> int:
    """How many claims the title says are selected."""
    parts = [part for part in screen.list_title.text.split(" · ") if part.endswith(" selected")]
    return int(parts[0].split()[0]) if parts else 0


def offered(pilot: Pilot[None]) -> list[str]:
    """The choices of the question that is open."""
    options = pilot.app.screen.query_one(OptionList)
    return [str(options.get_option_at_index(place).prompt) for place in range(options.option_count)]


async def test_the_title_counts_what_is_selected(db: Database) -> None:
    db.acts.mark([1, 2], "refuted")
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "f", "space", "enter", "A")
        assert selected(screen) == 7
        await press(pilot, "F")
        assert selected(screen) == screen.claims.order.selected_count == 7
        await press(pilot, "escape")
        assert selected(screen) == screen.claims.order.selected_count == 0
        await press(pilot, "A")
        assert selected(screen) == screen.claims.order.selected_count == 9
        await press(pilot, "A", "G", "space")
        assert selected(screen) == screen.claims.order.selected_count == 1
        await press(pilot, "v")
        assert selected(screen) == 0


async def test_a_mark_over_decided_claims_asks_first(db: Database) -> None:
    db.acts.mark([1, 2], "refuted")
    before = statuses(db)
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "F", "A", "v")
        assert isinstance(pilot.app.screen, ChooseQuestion)
        assert offered(pilot) == ["All 9, also the 2 decided already", "The 7 unreviewed only"]
        await press(pilot, "escape")
        assert statuses(db) == before
        assert screen.claims.order.selected_count == 9
        await press(pilot, "v", "j", "enter")
        assert statuses(db) == {number: "refuted" if number in (1, 2) else "verified" for number in before}
        assert screen.status.message.startswith("7 claims: verified")
        await press(pilot, "z")
        assert statuses(db) == before
        await press(pilot, "A", "v", "enter")
        assert set(statuses(db).values()) == {"verified"}
        await press(pilot, "z")
        assert statuses(db) == before


async def test_a_mark_over_unreviewed_claims_or_back_to_unreviewed_does_not_ask(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "A", "v")
        assert set(statuses(db).values()) == {"verified"}
        await press(pilot, "A", "o")
        assert set(statuses(db).values()) == {"unreviewed"}


async def test_where_all_are_decided_nothing_else_is_offered(db: Database) -> None:
    db.acts.mark([1, 2], "refuted")
    async with reviewing(db) as (pilot, _):
        await press(pilot, "F", "g", "space", "space", "v")
        assert offered(pilot) == ["All 2, also the 2 decided already"]
        await press(pilot, "enter")
    assert [number for number, status in statuses(db).items() if status == "verified"] == [1, 2]


async def test_undo_calls_a_join_a_join(db: Database) -> None:
    db.acts.merge([5, 6], db.claims.get(5).claim)
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "z")
        assert screen.status.message == "Undone: join, 2 claims"


async def test_the_message_of_before_is_gone_after_the_matching_screen(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "v")
        assert screen.status.message.startswith("Claim 1: verified")
        await press(pilot, "M")
        assert isinstance(pilot.app.screen, MatchingScreen)
        await press(pilot, "escape")
        assert screen.status.message == ""
