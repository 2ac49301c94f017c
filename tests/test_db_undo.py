"""Undo and redo over all acts, across restarts and between reviewers."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from db_case import HARBOUR, claim, fill, parts

from claims_db import Database, Finding, Query
from claims_db.errors import ChangedMeanwhile, ClaimsDbError, InvalidRecord
from claims_db.records import LINK_TYPES, STATUSES, Event


def random_act(db: Database, chance: random.Random) -> list[Event]:
    """One act of any sort on claims 1 to 7."""
    ids = chance.sample(range(1, 8), chance.randint(1, 4))
    one = db.claims.get(ids[0])
    word = chance.choice(["甲", "乙", "丙"])
    acts: list[Callable[[], Any]] = [
        lambda: db.acts.mark(ids, chance.choice(STATUSES), chance.choice([None, Finding(word)])),
        lambda: db.acts.find(ids[0], Finding(correct_value=word)),
        lambda: db.acts.note(ids[0], word),
        lambda: db.acts.edit_note(chance.choice(one.notes).id, word + word) if one.notes else [],
        lambda: db.acts.drop_note(chance.choice(one.notes).id) if one.notes else [],
        lambda: db.acts.tag(ids, word),
        lambda: db.acts.untag(ids, word),
        lambda: db.acts.cite(ids[0], f"https://e.org/{word}", stance="refutes"),
        lambda: db.acts.uncite(chance.choice(one.evidence).id) if one.evidence else [],
        lambda: db.acts.link(ids[0], ids[0] % 7 + 1, chance.choice(LINK_TYPES)),
        lambda: db.acts.unlink(chance.choice(one.links).id) if one.links else [],
        lambda: db.acts.assign(ids, chance.choice([None, "bob", "ana"])),
        lambda: db.acts.correct(ids[0], subject=word, value=Decimal(chance.randrange(9))),
        lambda: db.acts.restore(ids[0], "subject"),
        lambda: db.acts.withdraw([ids[0]]),
        lambda: db.acts.adjudicate(ids, chance.choice(STATUSES)),
        lambda: db.acts.add_claim(1, claim(HARBOUR, chance.choice(["三年", "320", "million"])))[1],
        lambda: db.acts.split(4, [claim(HARBOUR, "320 million"), claim(HARBOUR, "million tonnes")])[1],
        lambda: db.acts.merge([4, 5], claim(HARBOUR, "320 million tonnes, up 8.5 percent"))[1],
        lambda: db.acts.revert(ids[0], chance.choice([0, *(event.id for event in db.history(ids[0]))])),
    ]
    try:
        events: list[Event] = chance.choice(acts)()
    except InvalidRecord:
        # split or joined already
        return []
    return events


@pytest.mark.parametrize("seed", range(8))
def test_undoing_everything_leads_back_and_redoing_forth_again(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = tmp_path / "a.db"
    db = fill(path)
    states = [parts(db)]
    for _ in range(40):
        if random_act(db, chance):
            states.append(parts(db))
        if chance.random() < 0.1:
            db.close()
            db = Database.open(path, "ana")
    shown = list(db.ids(Query(every=True)))
    assert list(db.check()) == []
    for state in states[-2::-1]:
        undone = db.acts.undo()
        assert undone is not None
        assert undone.conflicts == ()
        # claims that were added stay in the file, hidden
        assert {number: value for number, value in parts(db).items() if number in state} == state
        if chance.random() < 0.1:
            db.close()
            db = Database.open(path, "ana")
    assert db.acts.undo() is None
    assert list(db.ids(Query(every=True), "id")) == [1, 2, 3, 4, 5, 6, 7]
    assert list(db.check()) == []
    while db.acts.redo():
        pass
    assert parts(db) == states[-1]
    assert list(db.ids(Query(every=True))) == shown
    assert list(db.check()) == []


def test_a_new_act_ends_what_could_be_redone(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as db:
        db.acts.mark([1], "verified")
        db.acts.mark([2], "verified")
        db.acts.undo()
        db.acts.tag([3], "x")
        assert db.acts.redo() is None
        undone = db.acts.undo()
        assert undone is not None
        assert undone.act == "tag"
        undone = db.acts.undo()
        assert undone is not None
        assert {event.claim_id for event in undone.events} == {1}
        assert [event.act for event in db.history(1)] == ["mark", "undo"]
        assert db.history(1)[1].undoes == db.history(1)[0].id


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Database, Database]:
    """Ana and Bob on one file."""
    return fill(tmp_path / "a.db", "ana"), Database.open(tmp_path / "a.db", "bob")


def test_each_undoes_only_what_is_theirs(pair: tuple[Database, Database]) -> None:
    ana, bob = pair
    ana.acts.mark([1], "verified")
    bob.acts.mark([2], "refuted")
    assert bob.acts.undo() is not None
    assert bob.acts.undo() is None
    assert ana.claims.get(1).status == "verified"


def test_undo_leaves_what_another_changed_since_and_says_so(pair: tuple[Database, Database]) -> None:
    ana, bob = pair
    ana.acts.mark([1, 2], "verified", Finding("ok"))
    bob.acts.mark([1], "refuted")
    assert ana.claims.rows([1])[0].disputed
    undone = ana.acts.undo()
    assert undone is not None
    left = {(conflict.claim_id, conflict.part, conflict.by) for conflict in undone.conflicts}
    assert left == {(1, "status", "bob"), (1, "finding", "bob")}, "bob's verdict does not rest on what ana found"
    assert undone.description == "undo mark: 2 claims; 1 left as bob changed it since"
    assert (ana.claims.get(1).status, ana.claims.get(2).status) == ("refuted", "unreviewed")
    # ana's own verdict is taken back all the same
    assert [verdict.reviewer for verdict in ana.claims.get(1).verdicts] == ["bob"]
    assert not ana.claims.rows([1])[0].disputed
    again = ana.acts.redo()
    assert again is not None
    assert {conflict.by for conflict in again.conflicts} == {"bob"}
    assert ana.claims.get(1).status == "refuted"
    bob.acts.undo()
    # bob's mark came after ana's, which stands again
    assert ana.claims.get(1).status == "verified"
    assert list(ana.check()) == []


def test_an_act_held_by_anothers_change_stays_and_can_be_undone_later(pair: tuple[Database, Database]) -> None:
    ana, bob = pair
    ana.acts.tag([2], "early")
    ana.acts.assign([1], "ana")
    bob.acts.assign([1], "bob")
    last = ana.last_event_id()
    held = ana.acts.undo()
    assert held is not None
    assert held.held
    assert held.description == "not undone: assign, claim 1; bob changed it since"
    assert ana.last_event_id() == last
    before = ana.acts.undo()
    assert before is not None
    assert before.act == "tag", "what was said to be held is passed over"
    assert (ana.claims.get(2).tags, ana.claims.get(1).assignee) == ((), "bob")
    bob.acts.undo()
    freed = ana.acts.undo()
    assert freed is not None
    assert freed.act == "assign"
    assert ana.claims.get(1).assignee is None
    assert list(ana.check()) == []


def test_what_is_held_can_be_passed_by_at_once(pair: tuple[Database, Database]) -> None:
    ana, bob = pair
    ana.acts.tag([2], "early")
    ana.acts.assign([1], "ana")
    bob.acts.assign([1], "bob")
    before = ana.acts.undo(past_held=True)
    assert before is not None
    assert before.act == "tag"
    assert ana.acts.undo(past_held=True) is None


def test_the_same_verdict_of_another_is_not_taken_away(pair: tuple[Database, Database]) -> None:
    ana, bob = pair
    ana.acts.mark([1], "verified")
    bob.acts.mark([1], "verified")
    undone = ana.acts.undo()
    assert undone is not None
    assert ana.claims.get(1).status == "verified"


def test_an_act_on_what_someone_changed_meanwhile_says_so(pair: tuple[Database, Database]) -> None:
    ana, bob = pair
    seen = ana.last_event_id()
    bob.acts.mark([1], "refuted")
    with pytest.raises(ChangedMeanwhile, match="bob") as caught:
        ana.acts.mark([1, 2], "verified", seen=seen)
    assert [event.after["status"] for event in caught.value.events] == ["refuted"]
    assert ana.claims.get(2).status == "unreviewed"
    # other claims are not concerned, nor are one's own acts; without what was seen, the act goes ahead
    ana.acts.mark([2], "verified", seen=seen)
    ana.acts.tag([2], "x", seen=seen)
    ana.acts.mark([1], "verified")
    assert ana.claims.get(1).status == "verified"


def test_others_acts_are_noticed_by_polling(pair: tuple[Database, Database]) -> None:
    ana, bob = pair
    version, last = ana.data_version(), ana.last_event_id()
    assert ana.data_version() == version
    bob.acts.note(3, "here")
    assert ana.data_version() != version
    assert [(event.reviewer, event.claim_id) for event in ana.changes_since(last)] == [("bob", 3)]
    assert ana.reviewers() == ["bob"]


def test_adjudication_settles_and_keeps_every_verdict(pair: tuple[Database, Database]) -> None:
    ana, bob = pair
    ana.acts.mark([1, 2], "verified")
    bob.acts.mark([1], "refuted")
    assert list(ana.ids(Query(flag="disputed"))) == [1]
    bob.acts.adjudicate([1], "misleading", Finding("depends on the year"))
    record = ana.claims.get(1)
    assert (record.status, [verdict.status for verdict in record.verdicts]) == ("misleading", ["verified", "refuted"])
    assert list(ana.ids(Query(flag="disputed"))) == []
    bob.acts.undo()
    assert list(ana.ids(Query(flag="disputed"))) == [1]
    assert ana.claims.get(1).finding is None
    assert list(ana.check()) == []


def test_time_goes_on_in_the_log_even_where_the_clock_does_not(
    pair: tuple[Database, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, bob = pair
    monkeypatch.setattr("claims_db.events.now", lambda: "2020-01-01T00:00:00.000Z")
    for db in (ana, bob, ana):
        db.acts.tag([1], db.reviewer)
        db.acts.untag([1], db.reviewer)
    times = [event.at for event in ana.history(1)]
    assert times == sorted(set(times))
    assert times[1] == "2020-01-01T00:00:00.001Z"


def test_threads_of_one_process_share_a_database(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def work(number: int) -> int:
        made = 0
        for _ in range(20):
            made += len(db.acts.tag([number % 7 + 1], f"t{number}"))
            made += len(db.acts.untag([number % 7 + 1], f"t{number}"))
            db.ids(Query())
        return made

    with fill(tmp_path / "a.db") as db:
        with ThreadPoolExecutor(4) as pool:
            assert sum(pool.map(work, range(8))) == 320
        assert db.last_event_id() == 320
        assert list(db.check()) == []


def test_errors_inside_an_act_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with fill(tmp_path / "a.db") as db:

        def fails(*_: object) -> None:
            raise ClaimsDbError("stop")

        monkeypatch.setattr("claims_db.parts.State._write_verdict", fails)
        with pytest.raises(ClaimsDbError, match="stop"):
            db.acts.mark([1, 2], "verified")
        assert db.last_event_id() == 0
        assert list(db.check()) == []
