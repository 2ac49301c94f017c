"""What reviewers do: each act, its event, and what it leaves in the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from db_case import HARBOUR, claim, fill

from claims_db import ClaimsDbError, Database, Finding, Query
from claims_db.errors import InvalidRecord, SpanMismatch, UnknownClaim, UnknownItem, UnknownLinkType, UnknownStatus


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return fill(tmp_path / "a.db")


def test_mark_with_a_finding(db: Database) -> None:
    finding = Finding(rationale="The port's own report says 3.1", correct_value="3.1亿吨", review_url="https://e.org/1")
    (event,) = db.acts.mark([1], "refuted", finding)
    record = db.claims.get(1)
    assert (record.status, record.finding) == ("refuted", finding)
    assert record.finding_missing_evidence
    assert [(verdict.reviewer, verdict.status, verdict.finding) for verdict in record.verdicts] == [
        ("ana", "refuted", finding)
    ]
    assert (event.act, event.reviewer, event.claim_id, event.before["status"]) == ("mark", "ana", 1, "unreviewed")
    assert event.at.endswith("Z")
    assert record.version == event.id == db.last_event_id()
    # a finding is kept when none is given, and taken away by an empty one
    db.acts.mark([1], "misleading")
    assert db.claims.get(1).finding == finding
    db.acts.find(1, Finding())
    assert db.claims.get(1).finding is None
    assert list(db.check()) == []


def test_marking_what_is_so_already_is_no_event(db: Database) -> None:
    assert len(db.acts.mark([1, 2, 2], "verified")) == 2
    assert db.acts.mark([1, 2], "verified") == []
    assert db.acts.tag([1], "x") != []
    assert db.acts.tag([1], "x") == []
    assert db.acts.link(1, 2, "contradicts") != []
    assert db.acts.link(2, 1, "contradicts") == []
    assert db.acts.link(2, 1, "updates") != []


def test_a_bulk_act_is_one_batch_and_one_undo(db: Database) -> None:
    events = db.acts.mark(db.ids(Query()), "not-a-claim")
    assert len(events) == 6
    assert len({event.batch for event in events}) == 1
    undone = db.acts.undo()
    assert undone is not None
    assert undone.description == "undo mark: 6 claims"
    assert db.count(Query(status=["unreviewed"])) == 6


def test_notes_evidence_tags_and_links(db: Database) -> None:
    hostile = "\x1b[31m<b>'; DROP TABLE claim; --\u202e\n\n第二行"
    db.acts.note(1, hostile)
    db.acts.cite(1, " https://example.org/a?b=c ", "“3.1”", "refutes", "2026-03-31", "https://archive.example/1")
    db.acts.tag([1], "port")
    db.acts.link(1, 4, "duplicate", why="same figure")
    record, far = db.claims.get(1), db.claims.get(4)
    assert record.notes[0].text == hostile
    (evidence,) = record.evidence
    assert (evidence.url, evidence.quote, evidence.stance, evidence.date_seen, evidence.archive_url) == (
        "https://example.org/a?b=c",
        "“3.1”",
        "refutes",
        date(2026, 3, 31),
        "https://archive.example/1",
    )
    assert record.links == far.links
    assert (record.links[0].other(1), record.links[0].other(4), record.links[0].why) == (4, 1, "same figure")
    row = db.claims.rows([1])[0]
    assert (row.note_count, row.evidence_count, row.link_count, row.tags) == (1, 1, 1, ("port",))
    assert db.claims.rows([4])[0].link_count == 1
    # both ends have it in their history
    assert db.history(4) == [event for event in db.history(1) if event.act == "link"]
    note_id = record.notes[0].id
    db.acts.edit_note(note_id, "shorter")
    db.acts.uncite(evidence.id)
    db.acts.untag([1], "port")
    db.acts.unlink(record.links[0].id)
    record = db.claims.get(1)
    assert ([note.text for note in record.notes], record.evidence, record.tags, record.links) == (
        ["shorter"],
        (),
        (),
        (),
    )
    assert db.claims.rows([4])[0].link_count == 0
    for _ in range(4):
        db.acts.undo()
    assert db.claims.get(1).notes[0].id == note_id
    assert db.claims.get(1).evidence == (evidence,)
    assert db.claims.get(4).links[0].why == "same figure"
    assert list(db.check()) == []


def test_corrections_keep_the_extracted_value(db: Database) -> None:
    before = db.claims.get(1)
    end = before.claim.end
    db.acts.correct(1, value=Decimal("3.10e8"), subject="滨海集团", end=end - 1, statement_start=2)
    after = db.claims.get(1)
    assert (after.claim.figure, after.claim.value, after.claim.subject) == ("3.2亿", Decimal("310000000"), "滨海集团")
    assert after.claim.statement.text == HARBOUR[2 : before.claim.statement.end]
    # only extraction knows units, so a corrected figure has no base value
    assert after.claim.base_value is None
    assert after.extracted == before.claim
    assert after.uid == before.uid
    assert after.corrected["subject"] == "滨海集团"
    assert db.claims.rows([1])[0].corrected
    # corrected back to what was extracted, it is no correction
    db.acts.correct(1, subject=before.claim.subject)
    assert "subject" not in db.claims.get(1).corrected
    db.acts.restore(1, "value")
    assert db.claims.get(1).claim.base_value == before.claim.base_value
    assert set(db.claims.get(1).corrected) == {"end", "statement_start"}
    assert list(db.check()) == []


def test_re_extraction_leaves_corrections_in_force(db: Database) -> None:
    from dataclasses import replace

    from db_case import harbour

    db.acts.correct(1, subject="滨海集团")
    db.claims.store(1, [replace(item, subject="港口", metric="总量") for item in harbour()])
    record = db.claims.get(1)
    assert (record.claim.subject, record.extracted.subject, record.claim.metric) == ("滨海集团", "港口", "总量")
    assert list(db.ids(Query(text="集团"))) == [1]
    db.acts.undo()
    assert db.claims.get(1).claim.subject == "港口"
    assert list(db.ids(Query(text="集团"))) == []
    assert list(db.check()) == []


def test_add_split_merge_and_withdraw(db: Database) -> None:
    missed = claim(HARBOUR, "三年", kind="duration", value=Decimal(3), unit="a")
    number, events = db.acts.add_claim(1, missed)
    assert (number, len(events), db.claims.get(number).origin) == (8, 1, "reviewer")
    assert 8 in db.ids(Query(text="三年"))
    db.acts.undo()
    assert 8 not in db.ids(Query(every=True))
    db.acts.redo()
    assert 8 in db.ids(Query())
    halves = [claim(HARBOUR, "320 million"), claim(HARBOUR, "million tonnes")]
    new, _ = db.acts.split(4, halves)
    assert new == [9, 10]
    assert {4, 9, 10} & set(db.ids(Query())) == {9, 10}
    whole, _ = db.acts.merge([9, 10], claim(HARBOUR, "320 million tonnes", value=Decimal(320)))
    # that is the figure of claim 4, which comes back with what the reviewer says of it
    assert whole == 4
    assert {4, 9, 10} & set(db.ids(Query())) == {4}
    assert db.claims.get(4).claim.value == Decimal(320)
    for _ in range(3):
        db.acts.undo()
    assert list(db.ids(Query(every=True), "id")) == [1, 2, 3, 4, 5, 6, 7]
    db.acts.withdraw([2])
    assert 2 not in db.ids(Query(every=True))
    # extracted again, what a reviewer added or withdrew stays so
    db.acts.redo()
    assert list(db.check()) == []
    with pytest.raises(InvalidRecord, match="one source"):
        db.acts.merge([1, 6], missed)
    with pytest.raises(SpanMismatch):
        db.acts.add_claim(2, missed)


def test_history_and_going_back(db: Database) -> None:
    db.acts.mark([1], "verified")
    then = db.acts.tag([1], "sure")[0].id
    db.acts.untag([1], "sure")
    db.acts.mark([1], "refuted", Finding("no"))
    db.acts.note(1, "hm")
    (event,) = db.acts.revert(1, then)
    record = db.claims.get(1)
    assert (record.status, record.tags, record.finding, record.notes) == ("verified", ("sure",), None, ())
    assert [item.act for item in db.history(1)] == ["mark", "tag", "untag", "mark", "note", "revert"]
    assert event.before["status"] == "refuted"
    db.acts.revert(1, 0)
    assert db.claims.get(1).status == "unreviewed"
    db.acts.undo()
    assert db.claims.get(1).tags == ("sure",)
    assert list(db.check()) == []


def test_refusals_change_nothing(db: Database) -> None:
    attempts: list[tuple[type[ClaimsDbError], Callable[[], object]]] = [
        (UnknownStatus, lambda: db.acts.mark([1], "done")),  # type: ignore[arg-type]
        (UnknownClaim, lambda: db.acts.mark([1, 2, 99], "verified")),
        (UnknownLinkType, lambda: db.acts.link(1, 2, "likes")),  # type: ignore[arg-type]
        (UnknownClaim, lambda: db.acts.link(1, 99, "related")),
        (InvalidRecord, lambda: db.acts.link(1, 1, "related")),
        (InvalidRecord, lambda: db.acts.note(1, "  \n")),
        (InvalidRecord, lambda: db.acts.note(1, "half \udc80")),
        (InvalidRecord, lambda: db.acts.tag([1], "a\x1b[0m")),
        (InvalidRecord, lambda: db.acts.cite(1, "https://e.org", stance="proves")),  # type: ignore[arg-type]
        (InvalidRecord, lambda: db.acts.cite(1, "https://e.org", date_seen="yesterday")),
        (InvalidRecord, lambda: db.acts.cite(1, "two\nlines")),
        (InvalidRecord, lambda: db.acts.correct(1, figure="9")),
        (InvalidRecord, lambda: db.acts.correct(1, value="many")),
        (InvalidRecord, lambda: db.acts.correct(1, value=None)),
        (SpanMismatch, lambda: db.acts.correct(1, end=10_000)),
        (UnknownItem, lambda: db.acts.uncite(5)),
        (UnknownItem, lambda: db.acts.revert(1, 77)),
    ]
    for kind, attempt in attempts:
        with pytest.raises(kind) as caught:
            attempt()
        assert isinstance(caught.value, ClaimsDbError)
        assert "\n" not in str(caught.value)
    assert db.last_event_id() == 0
    assert list(db.check()) == []


def test_the_log_can_only_grow(db: Database) -> None:
    db.acts.mark([1], "verified")
    with sqlite3.connect(db.path) as conn:
        for change in (
            "UPDATE event SET reviewer = 'eve'",
            "DELETE FROM event",
            "REPLACE INTO event SELECT * FROM event",
        ):
            with pytest.raises(sqlite3.Error):
                conn.execute(change)


def test_suggestions_are_accepted_or_rejected_for_good(db: Database) -> None:
    assert db.suggestions.add([(4, 1, "duplicate", 0.9, ["same value"]), (2, 5, "update", 0.4, [])]) == 2
    assert db.suggestions.add([(1, 4, "duplicate", 0.95, ["same value", "滨海港 = harbour"])]) == 0
    first, second = db.suggestions.open()
    assert (first.a, first.b, first.score, first.why) == (1, 4, 0.95, ("same value", "滨海港 = harbour"))
    assert list(db.ids(Query(flag="suggested", every=True), "id")) == [1, 2, 4, 5]
    db.suggestions.accept(first.id)
    assert db.claims.get(4).links[0].type == "duplicate"
    db.suggestions.reject(second.id)
    db.suggestions.add([(2, 5, "update", 0.8, [])])
    assert db.suggestions.open() == []
    assert db.suggestions.of(5, None)[0].state == "rejected"
    assert db.claims.rows([2])[0].suggestion_count == 0
    with pytest.raises(InvalidRecord):
        db.suggestions.add([(1, 2, "friends", 1.0, [])])
    assert list(db.check()) == []


def test_a_verdict_never_carries_what_another_reviewer_found(tmp_path: Path) -> None:
    with fill(tmp_path / "claims.db") as ana, Database.open(tmp_path / "claims.db", "bo") as bo:
        theirs = Finding("page 14", "forty")
        ana.acts.mark([1], "verified", theirs)
        bo.acts.mark([1], "verified")
        assert bo.claims.get(1).finding == theirs, "of one mind: it still explains what stands"
        bo.acts.mark([1], "misleading")
        assert bo.claims.get(1).finding is None
        ana.acts.mark([1], "refuted")
        assert ana.claims.get(1).finding == theirs, "their own comes back with their verdict"
        ana.acts.undo()
        assert ana.claims.get(1).finding is None
        ana.acts.find(2, theirs)
        ana.acts.mark([2], "verified")
        assert ana.claims.get(2).finding == theirs, "found before it was decided"
