"""Groups in the screen: a verdict on one claim shows on all that say the same, and a mark may hold for all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import fill
from review_pilot import press, reviewing, shown, statuses

from claims_db import Database
from factcheck.review.columns import columns_for, row_cells
from factcheck.review.questions.choosing import ChooseQuestion


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        database.acts.link_all(1, [8, 2], "duplicate")
        yield database


async def test_a_verdict_on_one_shows_on_all(db: Database) -> None:
    with Database.open(db.path, reviewer="bo") as other:
        other.acts.mark([8], "refuted")
    async with reviewing(db, (200, 45)) as (_, screen):
        first = shown(screen.claims).splitlines()[0]
        assert "·✗" in first
        cells = [text for text, _ in row_cells(db.claims.rows([1])[0], columns_for(120, 2))]
        assert cells[2].strip() == "= 8 refuted"
        details = shown(screen.detail)
        assert "8: 4.5 B USD Nvidia · ✗ refuted" in details
        assert details.index("same as") < details.index("reads as")
        for line in range(screen.claims.size.height):
            assert screen.claims.render_line(line).cell_length == screen.claims.size.width


@pytest.mark.parametrize("size", [(80, 24), (200, 45)])
async def test_a_mark_asks_whether_it_holds_for_the_group(db: Database, size: tuple[int, int]) -> None:
    before = statuses(db)
    async with reviewing(db, size) as (pilot, screen):
        await press(pilot, "v")
        question = pilot.app.screen
        assert isinstance(question, ChooseQuestion)
        assert statuses(db) == before
        await press(pilot, "enter")
        marked = statuses(db)
        assert {number for number, status in marked.items() if status == "verified"} == {1, 2, 8}
        assert "and 2 more that say the same" in screen.status.message
        await press(pilot, "z")
        assert statuses(db) == before
        await press(pilot, "v", "j", "enter")
        assert [number for number, status in statuses(db).items() if status == "verified"] == [1]
        await press(pilot, "z", "v", "escape")
        assert statuses(db) == before
        await press(pilot, "F", "g", "space", "j", "space", "r", "enter")
        assert {number for number, status in statuses(db).items() if status == "refuted"} >= {1, 2, 8}
        await press(pilot, "z")
    assert statuses(db) == before


async def test_a_claim_whose_group_is_marked_already_asks_nothing(db: Database) -> None:
    db.acts.mark([2, 8], "verified")
    async with reviewing(db) as (pilot, _):
        await press(pilot, "v")
        assert not isinstance(pilot.app.screen, ChooseQuestion)
    assert statuses(db)[1] == "verified"


async def test_a_blind_review_tells_nothing_of_the_group(db: Database) -> None:
    with Database.open(db.path, reviewer="bo") as other:
        other.acts.mark([1, 8], "refuted")
        other.acts.mark([2], "verified")
    async with reviewing(db, (200, 45)) as (pilot, screen):
        await press(pilot, "B")
        assert "✗" not in shown(screen.claims)
        assert "✗" not in shown(screen.detail)
        await press(pilot, "v")
        assert not isinstance(pilot.app.screen, ChooseQuestion)
