"""Names that duplicate links call the same: learned from two links, gone with them, never against the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from db_case import claim, source

from claims_db import Database
from factcheck.matching.linked import linked_names
from factcheck.matching.store import find, match_new
from factcheck.review.reason_words import told_reason

SAID = "called the same by 2 links"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "a.db", "ana", create=True) as opened:
        yield opened


def tell(db: Database, subject: str, millions: int, year: int, metric: str = "revenue") -> int:
    """Store an article of one figure; the id of its claim."""
    figure = f"${millions}m"
    text = f"{subject} reported {metric} of {figure} in {year}.\n"
    fields = {"kind": "money", "unit": "USD", "subject": subject, "metric": metric}
    found = claim(text, figure, value=Decimal(millions * 10**6), period=str(year), as_of=str(year), **fields)
    stored, _ = db.intake(source(f"{subject} {metric} {year} {millions}.txt", text), [found])
    return db.blocks.of_sources([stored.id])[0]


def joined(db: Database, one: str, other: str, links: int, metrics: tuple[str, str] = ("revenue", "revenue")) -> None:
    for number in range(links):
        a = tell(db, one, 311 + number, 2015 + number, metrics[0])
        db.acts.link(a, tell(db, other, 311 + number, 2015 + number, metrics[1]), "duplicate")


def learned(db: Database) -> bool:
    return bool(linked_names(db).links)


def reasons_of(db: Database) -> list[str]:
    return [reason for pair in match_new(db) for reason in pair.why]


def test_two_links_make_two_names_one_and_undo_parts_them(db: Database) -> None:
    joined(db, "Zorvex Holdings", "Quillmar", 2)
    list(match_new(db))
    earlier = tell(db, "Zorvex Holdings", 470, 2023)
    list(match_new(db))
    later = tell(db, "Quillmar", 530, 2023)
    found = [pair for pair in match_new(db) if {pair.a, pair.b} == {earlier, later}]
    assert [(pair.relation, SAID in pair.why) for pair in found] == [("contradiction", True)]
    asked = "Quillmar reported revenue of $470m in 2023."
    with_links = {e.claim_id: e for e in find(db, asked, 10)}[earlier]
    assert SAID in with_links.why
    db.acts.undo()
    assert not learned(db)
    without = {e.claim_id: e for e in find(db, asked, 10)}[earlier]
    assert SAID not in without.why
    assert without.score < with_links.score
    tell(db, "Quillmar", 540, 2023)
    assert SAID not in reasons_of(db)


def test_a_single_link_is_not_enough(db: Database) -> None:
    joined(db, "Zorvex Holdings", "Quillmar", 1)
    assert not learned(db)
    joined(db, "Zorvex Holdings", "Quillmar", 2)
    assert learned(db)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Nvidia", "Microsoft"), ("the company", "Quillmar"), ("Zorvex 3", "Zorvex 4"), ("Quillmar China", "Zorvex")],
)
def test_names_that_differ_or_name_nobody_are_left_alone(db: Database, one: str, other: str) -> None:
    joined(db, one, other, 3)
    assert not learned(db)


def test_one_link_to_another_known_name_speaks_against_it(db: Database) -> None:
    joined(db, "Quillmar", "Nvidia", 2)
    assert learned(db)
    joined(db, "Quillmar", "Microsoft", 1)
    assert not learned(db)


def test_metrics_are_learned_too(db: Database) -> None:
    joined(db, "Quillmar", "Quillmar", 2, ("revenue", "blimpage"))
    assert learned(db)
    metric = linked_names(db).lexicon
    assert [c.key for m in metric.mentions(["blimpag"]) for c in m.concepts] == ["revenue"]


def test_the_packaged_lexicon_is_untouched(db: Database, tmp_path: Path) -> None:
    joined(db, "Zorvex Holdings", "Quillmar", 2)
    assert learned(db)
    with Database.open(tmp_path / "b.db", "ana", create=True) as other:
        assert not learned(other)
        assert not any(m.concepts for m in linked_names(other).lexicon.mentions(["quillmar"]))


def test_the_reason_is_told_in_the_language_of_the_screen() -> None:
    assert told_reason(SAID) == SAID
