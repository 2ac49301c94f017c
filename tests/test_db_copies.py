"""Copies: a consistent backup while others work, and merging the work done in a copy back."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from db_case import HARBOUR, WATER, claim, fill, parts, source, water
from shell import factcheck

from claims_db import Database, Finding, Query
from claims_db.errors import DatabaseCorrupt, DatabaseError, DatabaseMissing


def test_backup_while_others_write(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.db", tmp_path / "copy.db"
    stop = threading.Event()

    def write() -> None:
        with Database.open(path, "bob") as bob:
            while not stop.is_set():
                bob.acts.tag([1, 2, 3], "x")
                bob.acts.untag([1, 2, 3], "x")

    with fill(path) as db:
        db.acts.mark([1], "verified")
        writer = threading.Thread(target=write)
        writer.start()
        try:
            for _ in range(5):
                db.backup(copy)
                with Database.open(copy, readonly=True) as opened:
                    assert list(opened.check()) == []
                    assert opened.claims.get(1).status == "verified"
        finally:
            stop.set()
            writer.join()
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a.db", "copy.db"]


def test_backup_refuses_what_would_lose_something(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as db:
        (tmp_path / "folder").mkdir()
        for target in (tmp_path / "a.db", tmp_path / "folder", tmp_path / "none" / "b.db"):
            with pytest.raises(DatabaseError) as caught:
                db.backup(target)
            assert str(target) in str(caught.value)
        assert list(db.check()) == []


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Database, Database]:
    """Ana's database with some work in it, and the copy that Bob took home."""
    ana = fill(tmp_path / "a.db", "ana")
    ana.acts.mark([1], "verified", Finding("ana's"))
    ana.acts.note(1, "before the copy")
    ana.backup(tmp_path / "b.db")
    return ana, Database.open(tmp_path / "b.db", "bob")


def test_the_work_of_a_copy_comes_back_once(copies: tuple[Database, Database]) -> None:
    ana, bob = copies
    bob.acts.mark([2, 3], "refuted", Finding("bob's"))
    bob.acts.link(4, 1, "duplicate")
    bob.acts.cite(2, "https://example.org")
    bob.acts.edit_note(bob.claims.get(1).notes[0].id, "after the copy")
    bob.acts.correct(6, subject="Lindau am See")
    bob.acts.tag([7], "gone")
    bob.acts.undo()
    extra = "Bob's town has 5 bridges.\n"
    bob.intake(source("bob.txt", extra), [claim(extra, "5 bridges")])
    number, _ = bob.acts.add_claim(1, claim(HARBOUR, "三年"))
    bob.acts.mark([number], "verified")
    ana.acts.tag([3], "ana")
    merged = ana.merge(bob.path)
    assert (merged.sources, merged.claims, merged.disputed) == (1, 2, ())
    assert ana.merge(bob.path).events == 0
    assert ana.claims.get(3).tags == ("ana",)
    assert [note.text for note in ana.claims.get(1).notes] == ["after the copy"]
    assert ana.claims.get(1).links[0].a == 4
    assert ana.claims.get(6).claim.subject == "Lindau am See"
    assert list(ana.ids(Query(text="am See"))) == [6]
    assert list(ana.ids(Query(text="bridges"))) != []
    assert ana.claims.get(7).tags == ()
    added = [row for row in ana.claims.rows(range(8, 12)) if row.figure == "三年"]
    assert [(row.status, row.origin) for row in added] == [("verified", "reviewer")]
    assert list(ana.check()) == []
    # both ways, both come to the same
    bob.merge(ana.path)
    assert list(bob.check()) == []

    def by_uid(db: Database) -> dict[str, object]:
        return {db.claims.get(number).uid: state for number, state in parts(db).items()}

    assert by_uid(ana) == by_uid(bob)


def test_different_verdicts_are_shown_as_disagreement_and_the_later_counts(copies: tuple[Database, Database]) -> None:
    ana, bob = copies
    bob.acts.mark([1, 2], "refuted")
    ana.acts.mark([2], "misleading")
    merged = ana.merge(bob.path)
    assert merged.disputed == (1, 2)
    assert [ana.claims.get(number).status for number in (1, 2)] == ["refuted", "misleading"]
    assert {verdict.reviewer: verdict.status for verdict in ana.claims.get(1).verdicts} == {
        "ana": "verified",
        "bob": "refuted",
    }
    assert list(ana.ids(Query(flag="disputed"), "id")) == [1, 2]
    assert list(ana.check()) == []
    # what can be undone is the last act of each, wherever it was done
    undone = ana.acts.undo()
    assert undone is not None
    assert {event.claim_id for event in undone.events} == {2}
    with Database.open(ana.path, "bob") as here:
        undone = here.acts.undo()
        assert undone is not None
        assert {event.claim_id for event in undone.events} == {1, 2}
        assert here.claims.get(1).status == "verified"
        assert list(here.check()) == []


def test_a_claim_joined_here_and_split_there_is_reported_and_sound(
    copies: tuple[Database, Database], tmp_path: Path
) -> None:
    ana, bob = copies
    joined, _ = ana.acts.merge([1, 2], claim(HARBOUR, "3.2亿吨，同比增长8.5%", lang="zh"))
    parts, _ = bob.acts.split(1, [claim(HARBOUR, "3.2", lang="zh"), claim(HARBOUR, "亿吨", lang="zh")])
    bob.close()
    with Database.open(tmp_path / "b.db", "bob", readonly=True) as theirs:
        uids = [theirs.claims.get(number).uid for number in parts]
    merged = ana.merge(tmp_path / "b.db")
    ((number, acts),) = merged.replaced_twice
    assert number == 1
    here = tuple(next(iter(ana.claims.by_uid(uid))) for uid in uids)
    assert [(one.act, one.new) for one in acts] == [("merge", (joined,)), ("split", here)]
    assert list(ana.check()) == []
    ana.acts.withdraw(here)
    assert list(ana.check()) == []
    assert ana.merge(tmp_path / "b.db").replaced_twice == ()


def test_merging_what_was_joined_and_split_says_so(copies: tuple[Database, Database], tmp_path: Path) -> None:
    ana, bob = copies
    ana.acts.merge([1, 2], claim(HARBOUR, "3.2亿吨，同比增长8.5%", lang="zh"))
    bob.acts.split(1, [claim(HARBOUR, "3.2", lang="zh"), claim(HARBOUR, "亿吨", lang="zh")])
    result = factcheck("merge", "b.db", "--db", "a.db", cwd=tmp_path)
    assert result.code == 0
    assert "claim 1 was joined into 8 and split into 9, 10: all of these stand" in result.err


def test_a_source_changed_on_both_sides_keeps_both_versions(copies: tuple[Database, Database]) -> None:
    ana, bob = copies
    for db, share in ((ana, "13%"), (bob, "14%")):
        text = WATER.replace("12%", share)
        db.intake(source("water.txt", text), [claim(text, share)])
    ana.merge(bob.path)
    shown = [row.figure for row in ana.claims.rows(ana.ids(Query(), "id"))]
    assert ("14%" in shown, "13%" in shown, "12%" in shown) == (True, False, False)
    assert list(ana.check()) == []


def test_what_can_not_be_merged_is_refused(copies: tuple[Database, Database], tmp_path: Path) -> None:
    ana, _ = copies
    (tmp_path / "text.db").write_text("just a text, long enough to be none")
    for path, kind in (
        (ana.path, DatabaseError),
        (tmp_path / "none.db", DatabaseMissing),
        (tmp_path / "text.db", DatabaseCorrupt),
    ):
        with pytest.raises(kind):
            ana.merge(path)
    assert ana.count(Query()) == 6
    assert water()[0].figure == "12%"
