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


ITEMS = ("note", "edit_note", "drop_note", "tag", "untag", "cite", "uncite", "unlink")
"""Acts on a thing of its own beside others on the claim."""
TOUCHES: dict[str, Callable[[Database], object]] = {
    "finding": lambda other: other.acts.find(1, Finding("theirs")),
    "far end of a link": lambda other: other.acts.link(6, 1, "supports"),
    "note": lambda other: other.acts.note(1, "theirs"),
    "evidence": lambda other: other.acts.cite(1, "https://example.org/theirs"),
    "tag": lambda other: other.acts.tag([1], "theirs"),
}
SAME: dict[str, tuple[Act, str]] = {
    "edit_note": (lambda db, _: db.acts.edit_note(1, "theirs"), "edit_note"),
    "tag": (lambda db, _: db.acts.tag([1], "mine"), "tag"),
    "untag": (lambda db, _: db.acts.untag([1], "old"), "untag"),
    "edit_evidence": (lambda db, _: db.acts.edit_evidence(1, "https://example.org/theirs"), "uncite"),
    "withdraw": (lambda db, _: db.acts.withdraw([1]), "note"),
}
"""What another does to one thing, and the act on that very thing."""


def begin(db: Database) -> int:
    """Something of each kind on claim 1; the newest event."""
    db.acts.note(1, "old")
    db.acts.tag([1], "old")
    db.acts.cite(1, "https://example.org/old")
    db.acts.link(1, 2, "related")
    db.acts.correct(1, metric="old")
    db.suggestions.add([(1, 8, "duplicate", 0.9, []), (1, 9, "duplicate", 0.8, [])])
    db.suggestions.reject(2)
    return db.last_event_id()


@pytest.mark.parametrize("name", ITEMS)
@pytest.mark.parametrize("touch", TOUCHES)
def test_a_note_a_tag_and_evidence_stand_beside_what_others_do(
    db: Database, other: Database, name: str, touch: str
) -> None:
    seen = begin(db)
    TOUCHES[touch](other)
    last = db.last_event_id()
    ACTS[name](db, seen)
    assert db.changes_since(last)[0].reviewer == "ana"


@pytest.mark.parametrize("what", SAME)
def test_the_same_thing_changed_by_both_is_said(db: Database, other: Database, what: str) -> None:
    theirs, mine = SAME[what]
    seen = begin(db)
    theirs(other, seen)
    last = db.last_event_id()
    with pytest.raises(ChangedMeanwhile) as refused:
        ACTS[mine](db, seen)
    assert [event.id for event in refused.value.events] == [last]
    assert db.last_event_id() == last


@pytest.mark.parametrize("name", [name for name in ACTS if name not in ITEMS])
@pytest.mark.parametrize("touch", TOUCHES)
def test_every_other_act_says_that_a_claim_was_changed(db: Database, other: Database, name: str, touch: str) -> None:
    seen = begin(db)
    TOUCHES[touch](other)
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


@pytest.mark.parametrize(
    ("keys", "answer", "part"),
    [
        ("i", "mine", "note"),
        ("t", "mine", "tag"),
        ("c", "https://example.org/mine", "evidence"),
    ],
)
async def test_what_stands_beside_others_work_is_saved_without_a_question(
    db: Database, other: Database, keys: str, answer: str, part: str
) -> None:
    async with reviewing(db) as (pilot, screen):
        screen.polling.stop()
        await press(pilot, keys)
        await write(pilot, answer)
        other.acts.note(1, "theirs")
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert last(db).reviewer == "ana"
        assert next(iter(last(db).after)).startswith(part)


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
