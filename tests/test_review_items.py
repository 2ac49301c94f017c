"""Changing and removing notes and evidence, and taking tags off many claims: in the screen and by command."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from newsroom import fill
from review_pilot import press, reviewing, write
from shell import factcheck

from claims_db import Database
from claims_db.errors import InvalidRecord, UnknownItem
from factcheck.review.history_text import event_sentences


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database
        assert list(database.check()) == []


async def test_a_note_is_changed_and_the_old_text_stays_in_the_history(db: Database) -> None:
    db.acts.note(1, "asked them")
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "W", "end")
        await write(pilot, " twice")
        await press(pilot, "f2")
        assert [note.text for note in db.claims.get(1).notes] == ["asked them twice"]
        assert "z takes it back" in screen.status.message
        assert event_sentences(db.history(1)[-1]) == ["note: “asked them” → “asked them twice”"]
        await press(pilot, "z")
        assert [note.text for note in db.claims.get(1).notes] == ["asked them"]
        events = db.last_event_id()
        await press(pilot, "W", "f2", "W", "escape")
        assert db.last_event_id() == events
        await press(pilot, "j", "W")
        assert "no note or evidence" in screen.status.message


async def test_evidence_is_changed_field_by_field(db: Database) -> None:
    db.acts.note(1, "first")
    db.acts.cite(1, "https://example.org/a", "4.5", "refutes", "2026-01-02")
    (before,) = db.claims.get(1).evidence
    async with reviewing(db) as (pilot, _):
        await press(pilot, "W", "j", "enter", "end")
        await write(pilot, "bc")
        await press(pilot, "f2")
        (piece,) = db.claims.get(1).evidence
        assert (piece.url, piece.quote, piece.stance) == ("https://example.org/abc", "4.5", "refutes")
        assert (piece.date_seen, piece.at, piece.id) == (date(2026, 1, 2), before.at, before.id)
        assert event_sentences(db.history(1)[-1]) == [
            "evidence https://example.org/a: Address: “https://example.org/a” → “https://example.org/abc”"
        ]
        await press(pilot, "z")
        assert db.claims.get(1).evidence == (before,)


def test_evidence_that_is_none_is_refused(db: Database) -> None:
    db.acts.cite(1, "https://example.org/a")
    with pytest.raises(InvalidRecord, match="no web address"):
        db.acts.edit_evidence(1, "example.org")
    with pytest.raises(UnknownItem):
        db.acts.edit_evidence(2, "https://example.org/a")
    assert db.acts.edit_evidence(1, "https://example.org/a") == []


async def test_a_tag_is_taken_off_a_selection_by_one_act(db: Database) -> None:
    db.acts.tag([1, 3], "later")
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "j", "U")
        assert "no tag" in screen.status.message
        await press(pilot, "A", "U", "enter")
        assert db.tags() == []
        assert "off 2 of 9 claims" in screen.status.message
        await press(pilot, "z")
        assert db.tags() == [("later", 2)]
        await press(pilot, "t")
        await write(pilot, "later")
        await press(pilot, "enter")
        assert "added to 7 of 9 claims" in screen.status.message


def test_the_commands_do_the_same(db: Database, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        result = factcheck(*arguments, cwd=tmp_path)
        assert result.code == 0, result
        return result.out

    run("note", "1", "asked")
    run("cite", "1", "https://example.org/a", "--quote", "4.5", "--stance", "refutes")
    shown = run("show", "1")
    assert "note 1 " in shown
    assert "evidence 1 " in shown
    run("note", "1", "asked twice", "--replace", "1")
    run("cite", "1", "--replace", "1", "--stance", "context")
    record = db.claims.get(1)
    assert [note.text for note in record.notes] == ["asked twice"]
    assert [(piece.url, piece.quote, piece.stance) for piece in record.evidence] == [
        ("https://example.org/a", "4.5", "context")
    ]
    history = run("show", "1", "--history")
    assert "note: “asked” → “asked twice”" in history
    assert "stance: refutes → context" in history
    run("note", "1", "--remove", "1")
    run("cite", "1", "--remove", "1")
    assert (db.claims.get(1).notes, db.claims.get(1).evidence) == ((), ())
    for _ in range(4):
        run("undo")
    assert [note.text for note in db.claims.get(1).notes] == ["asked"]
    assert db.claims.get(1).evidence[0].stance == "refutes"
    for wrong in (
        ("note", "2", "x", "--replace", "1"),
        ("note", "1"),
        ("note", "1", "x", "--remove", "1"),
        ("cite", "1"),
        ("cite", "2", "--remove", "1"),
    ):
        result = factcheck(*wrong, cwd=tmp_path)
        assert result.code == 2, wrong
        assert result.complaint()


def test_untag_by_ids_by_filter_and_everywhere(db: Database, tmp_path: Path) -> None:
    assert factcheck("tag", "1", "2", "3", "x,y", cwd=tmp_path).out == "tag x, y: put on 3 of 3 claims\n"
    assert factcheck("tag", "3-5", "x", cwd=tmp_path).out == "tag x: put on 2 of 3 claims\n"
    assert factcheck("untag", "y", "1", "4", cwd=tmp_path).out == "tag y: taken off 1 of 2 claims\n"
    first = db.claims.get(1).claim.kind
    some = [number for number in range(1, 6) if db.claims.get(number).claim.kind == first]
    out = factcheck("untag", "x", "--kind", first, cwd=tmp_path).out
    assert out == f"tag x: taken off {len(some)} of {len(some)} claims\n"
    assert factcheck("untag", "x,y", cwd=tmp_path).out.startswith("tag x, y: taken off ")
    assert db.tags() == []
    factcheck("undo", cwd=tmp_path)
    assert dict(db.tags()) == {"x": 5 - len(some), "y": 2}
    assert "no claim" in factcheck("untag", "z", cwd=tmp_path).complaint()
