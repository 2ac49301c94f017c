"""Joining and splitting claims: nothing hung on them is lost, and no way back hides a figure or shows it twice."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from db_case import HARBOUR, claim, fill, parts

from claims_db import Claim, Database, Query
from claims_db.errors import InvalidRecord
from claims_db.records import Undone

BOTH = claim(HARBOUR, "3.2亿吨，同比增长8.5%")
HALVES = [claim(HARBOUR, "320 million"), claim(HARBOUR, "million tonnes")]


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "a.db") as database:
        database.acts.note(1, "asked the port")
        database.acts.note(2, "a rise")
        database.acts.tag([1, 2], "port")
        database.acts.tag([2], "growth")
        database.acts.cite(1, "https://example.org/port", "3.2亿吨", "refutes", "2026-01-02")
        database.acts.link(1, 4, "duplicate", "the same in English")
        database.acts.link(6, 2, "contradicts")
        database.acts.link(1, 2, "related")
        database.acts.assign([2], "bob")
        yield database
        assert list(database.check()) == []


def shown(db: Database) -> list[int]:
    return list(db.ids(Query(every=True), "id"))


def links(db: Database, claim_id: int) -> set[tuple[int, str, int]]:
    return {(link.a, link.type, link.b) for link in db.claims.get(claim_id).links}


def hung(db: Database, claim_id: int) -> tuple[Any, ...]:
    record = db.claims.get(claim_id)
    return (
        [(note.text, note.by) for note in record.notes],
        record.tags,
        [(piece.url, piece.stance, str(piece.date_seen)) for piece in record.evidence],
        record.assignee,
    )


def state(db: Database) -> tuple[Any, ...]:
    return shown(db), parts(db), [db.claims.rows([number])[0].link_count for number in shown(db)]


def test_what_hangs_on_joined_claims_comes_along(db: Database) -> None:
    before = state(db)
    whole, _ = db.acts.merge([1, 2], BOTH)
    assert shown(db) == [3, 4, 5, 6, 7, whole]
    assert hung(db, whole) == (
        [("asked the port", "ana"), ("a rise", "ana")],
        ("growth", "port"),
        [("https://example.org/port", "refutes", "2026-01-02")],
        "bob",
    )
    # a duplicate of a part is not one of the whole; what linked the two with each other stays with them
    assert links(db, whole) == {(whole, "related", 4), (6, "contradicts", whole)}
    assert links(db, 1) == links(db, 2) == {(1, "related", 2)}
    assert links(db, 4) == {(whole, "related", 4)}
    assert [link.by for link in db.claims.get(whole).links] == ["ana", "ana"]
    assert list(db.ids(Query(tag=("growth",)))) == [whole]
    assert list(db.ids(Query(flag="sourced"))) == [whole]
    after = state(db)
    db.acts.undo()
    assert {key: value for key, value in parts(db).items() if key != whole} == before[1]
    assert state(db)[::2] == before[::2]
    db.acts.redo()
    assert state(db) == after


def test_what_hangs_on_a_split_claim_comes_to_each_part(db: Database) -> None:
    db.acts.note(4, "both")
    new, _ = db.acts.split(4, HALVES)
    for number in new:
        assert hung(db, number)[0] == [("both", "ana")]
        assert links(db, number) == {(1, "related", number)}
    # joined again, the note is there once
    whole, _ = db.acts.merge(new, claim(HARBOUR, "320 million tonnes"))
    assert whole == 4
    assert hung(db, 4)[0] == [("both", "ana")]
    assert links(db, 4) == {(1, "related", 4)}


def test_both_sides_know_of_each_other(db: Database) -> None:
    whole, _ = db.acts.merge([1, 2], BOTH)
    made, into = db.claims.replaced(whole)
    assert made is not None
    assert (made.act, made.old, made.new, into) == ("merge", (1, 2), (whole,), None)
    assert db.claims.replaced(1) == (None, made)
    assert {event.claim_id for event in db.history(1) if event.act == "merge"} == {1, whole}
    db.acts.undo()
    assert db.claims.replaced(1) == db.claims.replaced(whole) == (None, None)
    db.acts.redo()
    assert db.claims.replaced(1) == (None, made)


def last_before(db: Database, claim_id: int, act: str) -> int:
    """The last event on a claim before its first ``act``, 0 where that is the first."""
    own = [event for event in db.history(claim_id) if event.claim_id == claim_id]
    first = next(place for place, event in enumerate(own) if event.act == act)
    return own[first - 1].id if first else 0


@pytest.mark.parametrize("side", ["part", "whole"])
def test_going_back_on_one_side_goes_back_on_both(db: Database, side: str) -> None:
    before = state(db)
    whole, _ = db.acts.merge([1, 2], BOTH)
    db.acts.mark([whole], "verified")
    after = state(db)
    number = 1 if side == "part" else whole
    then = last_before(db, number, "merge")
    db.acts.revert(number, then)
    assert shown(db) == before[0]
    assert {key: value for key, value in parts(db).items() if key != whole} == before[1]
    assert db.claims.replaced(1) == (None, None)
    assert db.acts.revert(number, then) == []
    # the way forth is to join again
    with pytest.raises(InvalidRecord, match=r"join (claims 1, 2|or split that one) anew"):
        db.acts.revert(number, last_before(db, number, "revert"))
    db.acts.undo()
    assert state(db) == after
    db.acts.redo()
    assert shown(db) == before[0]
    again, _ = db.acts.merge([1, 2], BOTH)
    assert again == whole
    assert 1 not in shown(db)


def test_going_back_to_the_middle_of_an_act_is_going_back_to_its_end(db: Database) -> None:
    whole, events = db.acts.merge([1, 2], BOTH)
    db.acts.tag([whole], "late")
    db.acts.revert(whole, next(event.id for event in events if event.claim_id == whole))
    assert hung(db, whole)[1] == ("growth", "port")
    assert len(hung(db, whole)[0]) == 2
    assert whole in shown(db)
    # an event on another claim that concerns this one names a state as well
    number = next(event.id for event in db.history(2) if event.claim_id == 6)
    db.acts.undo()
    db.acts.undo()
    db.acts.undo()
    db.acts.revert(2, number)
    assert db.claims.get(2).assignee is None


def test_what_was_done_on_top_has_to_go_first(db: Database) -> None:
    new, _ = db.acts.split(4, HALVES)
    whole, _ = db.acts.merge(new, claim(HARBOUR, "320 million tonnes, up 8.5 percent"))
    with pytest.raises(InvalidRecord, match=rf"joined into claim {whole} since; go back on that first: ") as told:
        db.acts.revert(4, 0)
    with pytest.raises(InvalidRecord, match=rf"join: claim {new[0]} was joined into claim {whole}"):
        db.acts.merge([new[0], 5], claim(HARBOUR, "tonnes, up 8.5 percent"))
    # what it names works
    number, event = map(int, str(told.value).rpartition("revert ")[2].split())
    db.acts.revert(number, event)
    assert set(new) <= set(shown(db))
    assert whole not in shown(db)
    db.acts.revert(4, 0)
    assert shown(db) == [1, 2, 3, 4, 5, 6, 7]


def test_a_claim_linked_to_one_that_was_joined_goes_back_by_itself(db: Database) -> None:
    start = db.history(6)[0].id
    whole, _ = db.acts.merge([1, 2], BOTH)
    db.acts.tag([6], "late")
    db.acts.revert(6, start)
    assert db.claims.get(6).tags == ()
    assert links(db, 6) == {(6, "contradicts", whole)}


def test_undo_never_takes_half_of_a_join_back(db: Database, tmp_path: Path) -> None:
    bob = Database.open(tmp_path / "a.db", "bob")
    whole, _ = db.acts.merge([4, 5], claim(HARBOUR, "320 million tonnes, up 8.5 percent"))
    new, _ = bob.acts.split(whole, HALVES)
    before = shown(db)
    undone = db.acts.undo()
    assert undone is not None
    assert {(conflict.part, conflict.by) for conflict in undone.conflicts} == {("withdrawn", "bob")}
    assert shown(db) == before
    assert set(new) <= set(before)
    assert db.claims.replaced(4)[1] is not None
    bob.acts.undo()
    assert whole in shown(db)
    bob.close()


def test_joins_come_back_from_a_copy(db: Database, tmp_path: Path) -> None:
    db.backup(tmp_path / "b.db")
    with Database.open(tmp_path / "b.db", "bob") as copy:
        whole, _ = copy.acts.merge([1, 2], BOTH)
        halves, _ = copy.acts.split(3, [claim(HARBOUR, "45亿"), claim(HARBOUR, "亿元")])
        copy.acts.undo()
        copy.acts.revert(1, last_before(copy, 1, "merge"))
        copy.acts.merge([1, 2], BOTH)
        expected = hung(copy, whole), links(copy, whole)
    db.acts.tag([5], "here")
    db.merge(tmp_path / "b.db")
    assert whole in shown(db)
    assert not {1, 2, *halves} & set(shown(db))
    assert (hung(db, whole), links(db, whole)) == expected
    made = db.claims.replaced(whole)[0]
    assert made is not None
    assert made.old == (1, 2)


def test_a_log_that_names_no_far_ends_is_understood(tmp_path: Path) -> None:
    """Joins of earlier releases: no event per pair, nothing came along."""
    path = tmp_path / "old.db"
    with fill(path) as db:
        db.acts.merge([1, 2], BOTH)
    with sqlite3.connect(path) as conn:
        conn.execute("DROP TRIGGER event_is_kept")
        conn.execute("DELETE FROM event WHERE other_id IS NOT NULL")
    with Database.open(path, "ana") as db:
        made, _ = db.claims.replaced(8)
        assert made is not None
        assert (made.old, made.new) == ((1, 2), (8,))
        db.acts.revert(2, 0)
        assert shown(db) == [1, 2, 3, 4, 5, 6, 7]
        assert db.claims.get(1).claim.value == Decimal("320000000")


def halves(whole: Claim) -> list[Claim]:
    """A claim cut in two in the middle of its figure."""
    middle = (whole.start + whole.end) // 2
    return [
        replace(whole, end=middle, figure=HARBOUR[whole.start : middle]),
        replace(whole, start=middle, figure=HARBOUR[middle : whole.end]),
    ]


def wander(db: Database, chance: random.Random) -> None:
    """Split, join, undo, redo or go back, on what stands in the place of claims 4 and 5."""
    records = sorted((db.claims.get(number).claim.start, number) for number in set(shown(db)) - {1, 2, 3, 6, 7})
    ids = [number for _, number in records]
    place = chance.randrange(len(ids))
    chosen = db.claims.get(ids[place]).claim
    match chance.randrange(6):
        case 0 if chosen.end - chosen.start > 3:
            db.acts.split(ids[place], halves(chosen))
        case 1 if place:
            first = db.claims.get(ids[place - 1]).claim
            whole = replace(first, end=chosen.end, figure=HARBOUR[first.start : chosen.end])
            db.acts.merge(ids[place - 1 : place + 1], whole)
        case 2:
            db.acts.undo()
        case 3:
            db.acts.redo()
        case _:
            number = chance.choice([*ids, 4, 5, *range(8, 8 + db.last_event_id() // 8)])
            if db.claims.rows([number]):
                db.acts.revert(number, chance.choice([0, *(event.id for event in db.history(number))]))


@pytest.mark.parametrize("seed", range(6))
def test_whatever_two_reviewers_do_each_figure_is_there_once(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    both = [fill(tmp_path / "a.db", "ana"), Database.open(tmp_path / "a.db", "bob")]
    first, last = HARBOUR.index("320 million"), HARBOUR.index("8.5 percent") + len("8.5 percent")
    for _ in range(25):
        with suppress(InvalidRecord):
            wander(chance.choice(both), chance)
        claims = [both[0].claims.get(number).claim for number in set(shown(both[0])) - {1, 2, 3, 6, 7}]
        spans = sorted((one.start, one.end) for one in claims)
        assert (spans[0][0], spans[-1][1]) == (first, last)
        assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert list(both[0].check()) == []


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Database, Database]:
    """Ana and Bob on one file."""
    return fill(tmp_path / "a.db", "ana"), Database.open(tmp_path / "a.db", "bob")


def held_by(undone: Undone | None) -> list[tuple[int, str, str]]:
    assert undone is not None
    return [(conflict.claim_id, conflict.part, conflict.by) for conflict in undone.conflicts]


@pytest.mark.parametrize("deed", ["note", "cite", "mark", "link to", "link from"])
def test_undo_of_a_join_hides_nobody_elses_work(pair: tuple[Database, Database], deed: str) -> None:
    ana, bob = pair
    whole, _ = ana.acts.merge([1, 2], BOTH)
    {
        "note": lambda: bob.acts.note(whole, "asked"),
        "cite": lambda: bob.acts.cite(whole, "https://example.org/x"),
        "mark": lambda: bob.acts.mark([whole], "refuted"),
        "link to": lambda: bob.acts.link(6, whole, "contradicts"),
        "link from": lambda: bob.acts.link(whole, 6, "contradicts"),
    }[deed]()
    with pytest.raises(InvalidRecord, match=rf"^claim {whole}: bob worked on it since"):
        ana.acts.revert(1, 0)
    with pytest.raises(InvalidRecord, match=rf"^claim {whole}: bob worked on it since"):
        ana.acts.revert(whole, 0)
    before = state(ana)
    assert held_by(ana.acts.undo()) == [(whole, "withdrawn", "bob")]
    assert state(ana) == before
    assert list(ana.check()) == []


def test_once_the_other_took_it_back_a_join_can_be_gone_back_on(pair: tuple[Database, Database]) -> None:
    ana, bob = pair
    whole, _ = ana.acts.merge([1, 2], BOTH)
    bob.acts.note(whole, "asked")
    bob.acts.undo()
    # bob's own work since does not hold bob back
    bob.acts.tag([whole], "late")
    bob.acts.revert(1, 0)
    assert shown(ana) == [1, 2, 3, 4, 5, 6, 7]
    bob.acts.undo()
    bob.acts.undo()
    assert held_by(ana.acts.undo()) == []
    assert shown(ana) == [1, 2, 3, 4, 5, 6, 7]
    # and the way forth hides the old ones
    bob.acts.note(1, "asked")
    assert held_by(ana.acts.redo()) == [(1, "withdrawn", "bob")]
    assert shown(ana) == [1, 2, 3, 4, 5, 6, 7]


def test_a_split_and_an_added_claim_stay_with_what_another_did_on_them(pair: tuple[Database, Database]) -> None:
    ana, bob = pair
    added, _ = ana.acts.add_claim(1, BOTH)
    bob.acts.mark([added], "refuted")
    with pytest.raises(InvalidRecord, match=rf"^claim {added}: bob worked on it since"):
        ana.acts.revert(added, 0)
    assert held_by(ana.acts.undo()) == [(added, "withdrawn", "bob")]
    new, _ = ana.acts.split(4, HALVES)
    bob.acts.note(new[1], "asked")
    before = state(ana)
    assert held_by(ana.acts.undo()) == [(new[1], "withdrawn", "bob")]
    assert state(ana) == before
    assert added in shown(ana)


@pytest.mark.parametrize("way", ["undo", "revert"])
def test_a_link_removed_from_a_joined_claim_does_not_come_back_with_its_part(
    pair: tuple[Database, Database], way: str
) -> None:
    ana, bob = pair
    ana.acts.link(2, 4, "related")
    ana.acts.link(2, 6, "contradicts")
    # joined into the figure of one of them, which stays in sight whatever is undone
    whole, _ = ana.acts.merge([1, 2], ana.claims.get(1).claim)
    assert whole == 1
    bob.acts.unlink(next(link.id for link in bob.claims.get(1).links if link.b == 4))
    if way == "undo":
        assert [part.partition(":")[0] for _, part, _ in held_by(ana.acts.undo())] == ["link"]
    else:
        ana.acts.revert(2, 0)
    assert shown(ana) == [1, 2, 3, 4, 5, 6, 7]
    assert (links(ana, 1), links(ana, 4)) == (set(), set())
    assert links(ana, 2) == ({(2, "contradicts", 6)} if way == "undo" else set())
    assert (2, "related", 4) not in links(ana, 2)
    assert list(ana.check()) == []
