"""An act on a claim that another reviewer changed meanwhile: both are seen, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from newsroom import fill
from review_pilot import press, reviewing, write

from claims_db import Database
from claims_db.errors import ChangedMeanwhile
from claims_db.records import Event, Finding
from factcheck.review.matching_screen import MatchingScreen
from factcheck.review.questions.meanwhile import MeanwhileQuestion
from factcheck.review.screen import ReviewScreen


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database


@pytest.fixture
def other(db: Database) -> Iterator[Database]:
    with Database.open(db.path, reviewer="bo") as database:
        yield database


Act = Callable[[Database, int], object]
ACTS: dict[str, Act] = {
    "mark": lambda db, seen: db.acts.mark([1], "verified", seen=seen),
    "adjudicate": lambda db, seen: db.acts.adjudicate([1], "verified", seen=seen),
    "find": lambda db, seen: db.acts.find(1, Finding("mine"), seen=seen),
    "note": lambda db, seen: db.acts.note(1, "mine", seen=seen),
    "edit_note": lambda db, seen: db.acts.edit_note(1, "mine", seen=seen),
    "drop_note": lambda db, seen: db.acts.drop_note(1, seen=seen),
    "tag": lambda db, seen: db.acts.tag([1], "mine", "too", seen=seen),
    "untag": lambda db, seen: db.acts.untag([1], "old", seen=seen),
    "cite": lambda db, seen: db.acts.cite(1, "https://example.org/mine", seen=seen),
    "uncite": lambda db, seen: db.acts.uncite(1, seen=seen),
    "link": lambda db, seen: db.acts.link(3, 1, "supports", seen=seen),
    "unlink": lambda db, seen: db.acts.unlink(1, seen=seen),
    "assign": lambda db, seen: db.acts.assign([1], "ana", seen=seen),
    "correct": lambda db, seen: db.acts.correct(1, subject="mine", seen=seen),
    "restore": lambda db, seen: db.acts.restore(1, "metric", seen=seen),
    "withdraw": lambda db, seen: db.acts.withdraw([1], seen=seen),
    "split": lambda db, seen: db.acts.split(1, [db.claims.get(2).claim], seen=seen),
    "merge": lambda db, seen: db.acts.merge([1, 2], db.claims.get(1).claim, seen=seen),
    "revert": lambda db, seen: db.acts.revert(1, 0, seen=seen),
    "accept": lambda db, seen: db.suggestions.accept(1, seen=seen),
    "reject": lambda db, seen: db.suggestions.reject(1, seen=seen),
    "reopen": lambda db, seen: db.suggestions.reopen(2, seen=seen),
}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("touch", ["finding", "far end of a link"])
def test_every_act_says_that_a_claim_was_changed(db: Database, other: Database, name: str, touch: str) -> None:
    db.acts.note(1, "old")
    db.acts.tag([1], "old")
    db.acts.cite(1, "https://example.org/old")
    db.acts.link(1, 2, "related")
    db.acts.correct(1, metric="old")
    db.suggestions.add([(1, 8, "duplicate", 0.9, []), (1, 9, "duplicate", 0.8, [])])
    db.suggestions.reject(2)
    seen = db.last_event_id()
    other.acts.find(1, Finding("theirs")) if touch == "finding" else other.acts.link(6, 1, "supports")
    last = db.last_event_id()
    with pytest.raises(ChangedMeanwhile) as refused:
        ACTS[name](db, seen)
    assert [(event.reviewer, event.id) for event in refused.value.events] == [("bo", last)]
    assert db.last_event_id() == last
    ACTS[name](db, last)
    assert db.last_event_id() > last


def last(db: Database) -> Event:
    return db.changes_since(0)[-1]


@pytest.mark.parametrize(
    ("keys", "answer", "part"),
    [
        ("w", "mine", "finding"),
        ("i", "mine", "note"),
        ("t", "mine", "tag"),
        ("c", "https://example.org/mine", "evidence"),
        ("L", "7", "link"),
        ("a", "mine", "assignee"),
    ],
)
async def test_what_was_written_meanwhile_is_shown_beside_theirs(
    db: Database, other: Database, keys: str, answer: str, part: str
) -> None:
    async with reviewing(db) as (pilot, screen):
        for choice in ("escape", "enter"):
            await press(pilot, keys)
            await write(pilot, answer)
            other.acts.find(1, Finding(f"theirs, then {choice}"))
            theirs = last(db)
            await pilot.pause(1.2)
            await press(pilot, "f2")
            question = pilot.app.screen
            assert isinstance(question, MeanwhileQuestion)
            shown = str(question.query_one("#meanwhile").render())
            assert f"theirs, then {choice}" in shown
            assert answer in shown
            await press(pilot, choice)
            assert isinstance(pilot.app.screen, ReviewScreen)
            if choice == "escape":
                assert last(db) == theirs
                assert "stays as it is" in screen.status.message
        assert last(db).reviewer == "ana"
        assert any(name.startswith(part) for name in last(db).after)
        assert "theirs" in str(db.history(1))


async def test_a_judgement_on_a_pair_that_was_changed_shows_it_first(db: Database, other: Database) -> None:
    db.suggestions.add([(1, 8, "duplicate", 0.9, [])])
    async with reviewing(db) as (pilot, _):
        await press(pilot, "M")
        mode = pilot.app.screen
        assert isinstance(mode, MatchingScreen)
        mode.polling.stop()  # the key comes before the screen has seen it
        other.acts.mark([8], "refuted")
        await press(pilot, "d")
        assert "bo" in mode.said
        assert db.claims.get(1).links == ()
        await press(pilot, "d")
        assert [link.other(1) for link in db.claims.get(1).links] == [8]


async def test_what_others_did_just_before_an_act_is_shown_too(db: Database, other: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        screen.polling.stop()
        other.acts.mark([5], "refuted")
        await press(pilot, "v")
        assert screen.claims.row(4) is not None
        assert [screen.claims.row(place).status for place in (0, 4)] == ["verified", "refuted"]  # type: ignore[union-attr]
        assert screen.status.progress.reviewed == 2
