"""Judging what matching suggests: by keyboard, and by the command of the same code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import fill
from review_pilot import press, reviewing, shown
from shell import factcheck

from claims_db import Database
from factcheck.review.matching_screen import MatchingScreen
from factcheck.review.screen import ReviewScreen
from factcheck.review.widgets.pair_pane import PairPane


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        database.suggestions.add(
            [
                (1, 8, "duplicate", 0.97, ["same base value 4.5e9 USD", "英伟达 = Nvidia"]),
                (4, 5, "contradiction", 0.9, ["320 / 148 = 2.16, not 1.12"]),
                (5, 6, "contradiction", 0.8, ["figures differ by 54 %: 320, 148"]),
            ]
        )
        yield database


def links(db: Database, claim_id: int) -> list[tuple[str, int]]:
    return [(link.type, link.other(claim_id)) for link in db.claims.get(claim_id).links]


async def test_suggestions_stand_in_the_details(db: Database) -> None:
    db.acts.mark([8], "refuted")
    async with reviewing(db, (160, 45)) as (_, screen):
        text = shown(screen.detail)
        assert "duplicate?" in text
        assert "8: 4.5 B USD Nvidia (97%) · ✗ refuted" in text
        assert "英伟达 = Nvidia" in text


async def test_both_claims_side_by_side_with_the_reasons(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "M")
        assert isinstance(pilot.app.screen, MatchingScreen)
        text = shown(pilot.app.screen.query_one(PairPane))
        assert "45亿美元" in text
        assert "$4.5 billion" in text
        assert "英伟达 = Nvidia" in text
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ReviewScreen)


@pytest.mark.parametrize(
    ("key", "link"), [("d", "duplicate"), ("c", "contradicts"), ("u", "updates"), ("r", "related"), ("x", None)]
)
async def test_one_key_judges_and_z_takes_it_back(db: Database, key: str, link: str | None) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "M", key)
        assert links(db, 1) == ([(link, 8)] if link else [])
        assert [(s.a, s.b) for s in db.suggestions.open()] == [(4, 5), (5, 6)]
        assert db.claims.rows([1])[0].suggestion_count == 0
        await press(pilot, "z")
        assert links(db, 1) == []
        assert len(db.suggestions.open()) == 3
        mode = pilot.app.screen
        assert isinstance(mode, MatchingScreen)
        assert (mode.queue[mode.place].a, mode.queue[mode.place].b) == (1, 8)
        await press(pilot, "z")
        assert "Nothing was judged" in mode.said
        await press(pilot, key, "escape")
        assert ("↔" in shown(screen.claims).splitlines()[0]) == (link is not None)
    assert list(db.check()) == []


async def test_not_related_stays_away_when_matched_again(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "equals_sign", "x")
        db.suggestions.add([(1, 8, "duplicate", 0.99, [])])
        assert db.suggestions.of(1) == []
        await press(pilot, "escape", "equals_sign")
        assert isinstance(pilot.app.screen, ReviewScreen)


async def test_undo_in_the_list_opens_the_suggestion_again(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "M", "d", "escape", "z")
        assert links(db, 1) == []
        assert len(db.suggestions.of(1)) == 1
        await press(pilot, "Z")
        assert links(db, 1) == [("duplicate", 8)]
        assert db.suggestions.of(1) == []


async def test_an_empty_queue_says_what_to_do(db: Database) -> None:
    async with reviewing(db, (80, 24)) as (pilot, _):
        await press(pilot, "M", "d", "n", "N", "c", "c", "d", "z")
        assert len(db.suggestions.open()) == 1
        await press(pilot, "c")
        assert "factcheck match" in shown(pilot.app.screen.query_one(PairPane))


def test_the_command_judges_too(db: Database, tmp_path: Path) -> None:
    listed = factcheck("suggestions", "--format", "jsonl", cwd=tmp_path).lines()
    assert next((line["a"], line["b"], line["relation"]) for line in listed) == (1, 8, "duplicate")
    number = str(listed[0]["id"])
    assert factcheck("suggestions", number, "--judge", "duplicate", cwd=tmp_path).code == 0
    assert links(db, 1) == [("duplicate", 8)]
    other = str(listed[1]["id"])
    assert factcheck("suggestions", other, "--judge", "unrelated", cwd=tmp_path).code == 0
    assert len(factcheck("suggestions", "--format", "jsonl", cwd=tmp_path).lines()) == 1
    assert factcheck("suggestions", other, "--reopen", cwd=tmp_path).code == 0
    assert "999" in factcheck("suggestions", "999", "--judge", "related", cwd=tmp_path).complaint()
