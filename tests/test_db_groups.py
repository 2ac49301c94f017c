"""Claims that say the same: groups made by confirmed duplicates, with one that leads."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from db_case import fill, parts
from shell import factcheck

from claims_db import Database


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database


def group(db: Database, claim_id: int) -> list[int]:
    found = db.claims.get(claim_id).group
    row = db.claims.rows([claim_id])[0]
    assert row.group == found
    return [member.id for member in found.members] if found else []


def test_links_join_groups_and_removing_one_splits_them(db: Database) -> None:
    db.acts.link(1, 4, "duplicate")
    db.acts.link(6, 4, "duplicate")
    db.acts.link(1, 2, "related")
    assert [group(db, number) for number in (1, 4, 6, 2)] == [[1, 4, 6]] * 3 + [[]]
    link = next(link for link in db.claims.get(4).links if link.other(4) == 6)
    db.acts.unlink(link.id)
    assert [group(db, number) for number in (1, 4, 6)] == [[1, 4], [1, 4], []]
    db.acts.undo()
    assert group(db, 6) == [1, 4, 6]
    db.acts.withdraw([4])
    assert group(db, 6) == []


def test_a_suggestion_joins_nothing_until_it_is_accepted(db: Database) -> None:
    db.suggestions.add([(1, 4, "duplicate", 0.9, ["same figure"])])
    assert group(db, 1) == []
    db.suggestions.accept(db.suggestions.of(1)[0].id)
    assert group(db, 1) == [1, 4]


def test_the_lead_is_decided_then_best_sourced_then_first(db: Database) -> None:
    db.acts.link_all(1, [2, 3, 4], "duplicate")
    assert group(db, 1) == [1, 2, 3, 4]
    db.acts.cite(3, "https://example.org/a")
    assert group(db, 1)[0] == 3
    db.acts.mark([4], "refuted")
    assert group(db, 1) == [4, 3, 1, 2]
    row = db.claims.rows([1])[0]
    assert (row.status, row.verdict_elsewhere) == ("unreviewed", "refuted")
    assert db.claims.rows([4])[0].verdict_elsewhere is None
    db.acts.mark([1], "verified")
    assert db.claims.rows([1])[0].verdict_elsewhere is None
    assert db.claims.rows([2])[0].verdict_elsewhere == "verified"


def test_a_mark_for_the_group_is_one_act(db: Database) -> None:
    db.acts.link(1, 4, "duplicate")
    db.acts.link(4, 6, "duplicate")
    before = parts(db)
    events = db.acts.mark([6], "refuted", group=True)
    assert sorted(event.claim_id for event in events) == [1, 4, 6]
    assert len({event.batch for event in events}) == 1
    db.acts.undo()
    assert parts(db) == before
    assert list(db.check()) == []


def test_a_long_chain_is_one_group(db: Database) -> None:
    numbers = [1, 2, 3, 4, 5, 6, 7]
    for one, two in itertools.pairwise(numbers):
        db.acts.link(two, one, "duplicate")
    assert group(db, 7) == numbers
    assert [row.group is not None for row in db.claims.rows(numbers)] == [True] * 7


def test_the_command_marks_and_shows_the_group(db: Database, tmp_path: Path) -> None:
    db.acts.link_all(1, [4, 6], "duplicate")
    assert factcheck("mark", "4", "verified", cwd=tmp_path).code == 0
    assert "= 4 verified" in factcheck("list", cwd=tmp_path).out
    assert "4 verified, 6 unreviewed; 4 leads" in factcheck("show", "1", cwd=tmp_path).out
    line = factcheck("show", "1", "--format", "jsonl", cwd=tmp_path).lines()[0]
    assert line["group"] == {"lead": 4, "claims": [4, 1, 6], "verdict": "verified"}
    assert line["status"] == "unreviewed"
    assert factcheck("mark", "1", "refuted", "--group", cwd=tmp_path).out == (
        "3 claims marked refuted, 1 of them decided before\n"
    )
    assert {row.status for row in db.claims.rows([1, 4, 6])} == {"refuted"}
    assert factcheck("undo", cwd=tmp_path).code == 0
