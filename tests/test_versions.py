"""A corrected article: what was checked in its earlier version is said, told apart, and taken over by one act."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from review_pilot import press, reviewing, shown
from shell import factcheck

from claims_db import Database
from claims_db.records import Query
from factcheck.matching.store import find, match_new

BEFORE = """The port of Larkhaven handled 4.2 million tonnes of cargo in 2025, up 12% on the year before.
It employs 3,100 people.
"""
AFTER = BEFORE.replace("12%", "14%")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """Claims 1 to 3 of the earlier version, all decided; 4 to 6 of the corrected one."""
    article = tmp_path / "port.txt"
    article.write_text(BEFORE)
    path = tmp_path / "a.db"
    assert factcheck("add", str(article), "--db", str(path)).code == 0
    with Database.open(path, "ana") as database:
        assert [record.claim.figure for record in database.claims.iterate(ids=[1, 2, 3])] == [
            "4.2 million tonnes",
            "12%",
            "3,100",
        ]
        database.acts.mark([1, 3], "verified")
        database.acts.mark([2], "refuted")
        article.write_text(AFTER)
        assert "claim 6: checked before: verified" in factcheck("add", str(article), "--db", str(path)).out
        yield database


def test_what_was_repeated_or_corrected_is_suggested(db: Database) -> None:
    found = {(s.a, s.b): (s.relation, s.why) for s in db.suggestions.open()}
    assert found[3, 6] == ("duplicate", ("the same sentence in an earlier version of the article",))
    assert found[1, 4] == ("duplicate", ("the same figure in an earlier version of the article",))
    assert found[2, 5] == ("update", ("12% in an earlier version of the article, now 14%",))
    assert list(match_new(db)) == []


def test_one_act_takes_the_verdict_over_and_undo_takes_it_back(db: Database) -> None:
    (number,) = (s.id for s in db.suggestions.open() if s.b == 6)
    db.suggestions.accept(number)
    assert db.claims.rows([6])[0].verdict_elsewhere == "verified"
    db.acts.undo()
    assert db.claims.rows([6])[0].verdict_elsewhere is None


def test_what_nobody_worked_on_leaves_with_its_version(tmp_path: Path) -> None:
    article, path = tmp_path / "port.txt", tmp_path / "a.db"
    for text in (BEFORE, AFTER):
        article.write_text(text)
        factcheck("add", str(article), "--db", str(path))
    with Database.open(path, "ana") as db:
        assert db.suggestions.open() == []
        assert sorted(db.ids(Query())) == [4, 5, 6]


def test_lists_and_counts_tell_the_versions_apart(db: Database) -> None:
    listed = factcheck("list", "--db", str(db.path)).out
    assert [line.split()[0] for line in listed.splitlines() if "earlier port.txt" in line] == ["2", "1", "3"]
    assert [row.superseded for row in db.claims.rows([1, 4])] == [True, False]
    stats = db.stats()
    assert [source[1:] for source in stats.by_source] == [(6, 3)]
    assert stats.sources == 1
    only = factcheck("list", "--source", "port.txt", "--db", str(db.path)).out
    assert [line.split()[0] for line in only.splitlines()[1:]] == ["5", "4", "6"]
    assert "an earlier one of its article" in factcheck("show", "1", "--db", str(db.path)).out


async def test_the_screen_names_the_earlier_version(db: Database) -> None:
    async with reviewing(db, (180, 40), Query(status=("refuted",))) as (pilot, screen):
        assert "earlier port" in shown(screen.claims)
        assert "of an earlier version of its article" in shown(screen.detail)
        await press(pilot, "F", "J")
        assert "an earlier version of the article" in shown(screen.detail)


def test_find_gives_what_was_decided_in_an_earlier_version(db: Database) -> None:
    for asked in ("The port of Larkhaven handled 4.2 million tonnes of cargo in 2025", "4.2 million tonnes"):
        assert [match.claim_id for match in find(db, asked, 2)] == [1, 4]


def test_versions_are_all_of_the_article_also_when_an_old_text_came_back(tmp_path: Path) -> None:
    article, path = tmp_path / "chips.txt", tmp_path / "a.db"
    texts = ("Acme sold 300 chips.", "Acme sold 400 chips.", "Acme sold 300 chips.", "Acme sold 400 chips, it said.")
    for text in texts:
        article.write_text(text)
        factcheck("add", str(article), "--db", str(path))
        if text == "Acme sold 400 chips.":
            factcheck("mark", "2", "verified", "--db", str(path))
    with Database.open(path, "ana") as db:
        assert [(s.a, s.b, s.relation) for s in db.suggestions.of(3)] == [(2, 3, "duplicate")]


def test_the_same_figure_written_otherwise_is_no_correction(tmp_path: Path) -> None:
    article, path = tmp_path / "n.txt", tmp_path / "a.db"
    article.write_text("Revenue of Nvidia was $4.5 billion in 2024.")
    factcheck("add", str(article), "--db", str(path))
    factcheck("mark", "1", "verified", "--db", str(path))
    article.write_text("In 2024, revenue of Nvidia was $4,500 million.")
    factcheck("add", str(article), "--db", str(path))
    with Database.open(path, "ana") as db:
        assert [(s.a, s.b, s.relation) for s in db.suggestions.of(2)] == [(1, 2, "duplicate")]


def test_stats_say_how_many_more_a_list_of_all_has(db: Database) -> None:
    db.acts.withdraw([4])
    assert db.stats().hidden == len(db.ids(Query(every=True))) - len(db.ids(Query()))
