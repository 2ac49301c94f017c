"""What reviewers decide about suggestions is in the log: undone, redone, merged, and kept when claims change."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from db_case import HARBOUR, claim, fill, harbour, source

from claims_db import Database, Query
from claims_db.errors import InvalidRecord


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "a.db") as opened:
        opened.suggestions.add([(1, 4, "duplicate", 0.9, ["same value"])])
        yield opened


def state(db: Database) -> str:
    return db.suggestions.get(1).state


def test_rejecting_and_reopening_are_acts(db: Database) -> None:
    (event,) = db.suggestions.reject(1)
    assert (event.act, event.claim_id, event.reviewer) == ("reject", 1, "ana")
    assert (state(db), db.claims.rows([4])[0].suggestion_count) == ("rejected", 0)
    assert [one.act for one in db.history(4)] == ["reject"]
    assert db.suggestions.reject(1) == []
    assert db.acts.undo() is not None
    assert (state(db), db.claims.rows([4])[0].suggestion_count) == ("open", 1)
    assert db.acts.redo() is not None
    assert state(db) == "rejected"
    assert [one.act for one in db.suggestions.reopen(1)] == ["reopen"]
    assert state(db) == "open"
    db.acts.undo()
    assert state(db) == "rejected"
    db.suggestions.accept(1)
    assert state(db) == "accepted"
    with pytest.raises(InvalidRecord, match="unlink 1 and 4"):
        db.suggestions.reopen(1)
    db.acts.undo()
    assert state(db) == "rejected"
    assert list(db.check()) == []


def test_a_rejection_outlives_a_change_of_the_claim_but_not_of_its_figure(db: Database) -> None:
    db.suggestions.add([(1, 2, "update", 0.5, [])])
    db.suggestions.reject(1)
    db.acts.correct(1, subject="Norlund")
    assert [(pair.b, pair.state) for pair in db.suggestions.of(1, None)] == [(4, "rejected")]
    db.suggestions.add([(1, 4, "duplicate", 0.99, [])])
    assert state(db) == "rejected"
    db.acts.correct(1, value=Decimal(5))
    db.acts.undo()
    db.suggestions.add([(1, 4, "duplicate", 0.99, [])])
    assert state(db) == "rejected"
    assert db.suggestions.rejected([1]) == {(1, 4, "duplicate")}
    db.acts.correct(1, value=Decimal(5))
    db.suggestions.add([(1, 4, "duplicate", 0.99, [])])
    assert state(db) == "open"
    db.suggestions.reject(1)
    db.suggestions.add([(1, 4, "duplicate", 0.99, [])])
    assert state(db) == "rejected"
    assert [row.suggestion_count for row in db.claims.rows([1, 2, 4])] == [0, 0, 0]
    assert list(db.check()) == []


def test_a_rejection_comes_with_a_merge(db: Database, tmp_path: Path) -> None:
    db.backup(tmp_path / "b.db")
    with Database.open(tmp_path / "b.db", "bob") as copy:
        copy.suggestions.reject(1)
    db.merge(tmp_path / "b.db")
    assert (state(db), db.suggestions.get(1).by) == ("rejected", "bob")
    assert list(db.check()) == []
    with Database.open(tmp_path / "new.db", "cy", create=True) as other:
        other.merge(tmp_path / "b.db")
        other.suggestions.add([(1, 4, "duplicate", 0.9, [])])
        assert [pair.state for pair in other.suggestions.of(1, None)] == ["rejected"]
        assert list(other.check()) == []


def test_a_verdict_that_differs_ends_an_adjudication(db: Database) -> None:
    db.acts.mark([1], "verified")
    with Database.open(db.path, "bob") as bob:
        bob.acts.mark([1], "refuted")
        bob.acts.adjudicate([1], "refuted")
        assert list(bob.ids(Query(flag="disputed"))) == []
        bob.acts.mark([1], "refuted")
        assert list(bob.ids(Query(flag="disputed"))) == []
    db.acts.mark([1], "misleading")
    assert list(db.ids(Query(flag="disputed"))) == [1]
    assert list(db.check()) == []
    db.acts.undo()
    assert list(db.ids(Query(flag="disputed"))) == []
    assert db.claims.get(1).status == "refuted"


def test_adding_only_what_is_new_leaves_the_rest_alone(db: Database) -> None:
    db.acts.withdraw([1])
    stored = db.claims.store(1, harbour()[:2], only_new=True)
    assert (stored.added, stored.kept, stored.retired) == (0, 2, 0)
    db.acts.undo()
    assert [row.retired for row in db.claims.rows([1, 2, 3, 4, 5])] == [False] * 5
    assert db.sources.text(1) == HARBOUR


def test_what_a_figure_is_relative_to_is_watched_and_stale_pairs_are_dropped(db: Database) -> None:
    db.suggestions.add([(2, 3, "contradiction", 0.8, ["sum"])], matched=[1, 2, 3, 4])
    assert db.suggestions.within([2, 3], "contradiction", "open") == {(2, 3, "contradiction")}
    db.acts.correct(1, relative_to="Norlund")
    assert 1 in db.blocks.unmatched()
    db.suggestions.add([], stale=[(2, 3, "contradiction")])
    assert db.suggestions.of(2) == []
    assert list(db.check()) == []


def test_what_was_accepted_as_something_else_is_no_duplicate_of_a_decided_claim(tmp_path: Path) -> None:
    with fill(tmp_path / "claims.db") as db:
        db.suggestions.add([(1, 4, "duplicate", 0.9, ["same value"])])
        db.acts.mark([4], "verified")
        found = [(1, 4, "duplicate", 0.9)]
        assert db.suggestions.decided([1], ["duplicate"]) == found, "open"
        db.acts.link(1, 4, "duplicate")
        assert db.suggestions.decided([1], ["duplicate"]) == found, "accepted"
        db.acts.undo()
        db.acts.link(1, 4, "contradicts")
        assert db.suggestions.decided([1], ["duplicate"]) == []


def test_the_work_for_a_pair_does_not_grow_with_all_that_are_open(db: Database) -> None:
    text = "".join(f"Kiosk {number} sold {number} tickets.\n" for number in range(1000, 1400))
    db.intake(source("kiosk.txt", text), [claim(text, str(number)) for number in range(1000, 1400)])
    ids = sorted(db.ids(Query(every=True)))[4:]
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    def work() -> int:
        nonlocal steps
        steps = 0
        with db._store.read() as conn:
            conn.set_progress_handler(step, 100)
            db.suggestions.add([(1, 2, "update", 0.5, [])])
            db.suggestions.add([], stale=[(1, 2, "update")])
            conn.set_progress_handler(None, 0)
        return steps

    few = work()
    assert few > 0
    db.suggestions.add([(a, b, "duplicate", 0.9, []) for a, b in pairwise(ids)])
    assert work() < 2 * few
    assert list(db.check()) == []


def test_a_link_made_before_a_suggestion_settles_it_whichever_end_it_began_at(db: Database) -> None:
    db.acts.link(3, 2, "contradicts")
    db.suggestions.add([(2, 3, "contradiction", 0.8, []), (2, 4, "contradiction", 0.8, [])])
    assert [(pair.b, pair.state) for pair in db.suggestions.of(2, None)] == [(3, "accepted"), (4, "open")]
    assert [row.suggestion_count for row in db.claims.rows([2, 3])] == [1, 0]
    assert list(db.check()) == []
