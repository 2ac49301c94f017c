"""What reviewers correct while a matching run is going on: the next run weighs it as it then is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from db_case import claim, source

from claims_db import Database
from factcheck.matching import store
from factcheck.matching.bulk import Bulk
from factcheck.matching.engine import match_profiles
from factcheck.matching.scoring import Pair
from factcheck.matching.store import match_new

WIRE = "NEW YORK - Nvidia reported revenue of $44.1bn in 2024.\n"
DESK = "LONDON - Nvidia reported revenue of $52.3bn in 2024.\n"
CORRECT = """
import sys
from decimal import Decimal
from claims_db import Database
with Database.open(sys.argv[1], "bo") as db:
    claim_id = int(sys.argv[2])
    other = 44_100_000_000 if claim_id == 2 else 52_300_000_000
    db.acts.correct(claim_id, value=Decimal(other))
"""


def add(db: Database, name: str, text: str, value: int) -> None:
    fields = {"unit": "USD", "subject": "Nvidia", "metric": "revenue", "period": "2024", "as_of": "2024"}
    figure = f"${value / 10**9:.1f}bn"
    db.intake(source(name, text), [claim(text, figure, kind="money", value=Decimal(value), **fields)])


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "a.db", "ana", create=True) as opened:
        add(opened, "wire.txt", WIRE, 44_100_000_000)
        yield opened


def corrected_meanwhile(
    db: Database, patch: pytest.MonkeyPatch, tmp_path: Path, claim_id: int, archive: bool
) -> list[Pair]:
    """Match while another process gives the claim the figure of the other one, after the claims were read."""

    def correct() -> None:
        subprocess.run([sys.executable, "-c", CORRECT, str(tmp_path / "a.db"), str(claim_id)], check=True)

    def then_profiles(*arguments: Any) -> Iterator[Pair]:
        correct()
        return match_profiles(*arguments)

    pairs = Bulk.pairs

    def then_pairs(bulk: Bulk) -> Iterator[Pair]:
        correct()
        return pairs(bulk)

    with patch.context() as during:
        if archive:
            during.setattr(store, "_ARCHIVE", 1)
            during.setattr(Bulk, "pairs", then_pairs)
        else:
            during.setattr("factcheck.matching.engine.match_profiles", then_profiles)
        return list(match_new(db))


@pytest.mark.parametrize("archive", [False, True])
def test_a_claim_of_an_earlier_run_corrected_while_new_ones_are_matched_is_weighed_anew(
    db: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, archive: bool
) -> None:
    assert list(match_new(db)) == []
    add(db, "desk.txt", DESK, 52_300_000_000)
    # the figures read were at odds, those stored by now agree
    assert corrected_meanwhile(db, monkeypatch, tmp_path, 1, archive) == []
    assert db.suggestions.open() == []
    assert db.blocks.unmatched() == [1]
    assert [(pair.relation, {pair.a, pair.b}) for pair in match_new(db)] == [("duplicate", {1, 2})]
    assert db.blocks.unmatched() == []
    assert [row.suggestion_count for row in db.claims.rows([1, 2])] == [1, 1]
    assert list(db.check()) == []


def test_what_changed_before_the_run_does_not_keep_it_from_storing(db: Database) -> None:
    add(db, "desk.txt", DESK, 52_300_000_000)
    db.acts.correct(1, value=Decimal(44_200_000_000))
    assert [pair.relation for pair in match_new(db)] == ["contradiction"]
    db.acts.correct(1, value=Decimal(52_300_000_000))
    db.acts.correct(2, period="2023")
    db.acts.undo()
    assert db.blocks.unmatched() == [1, 2]
    assert [pair.relation for pair in match_new(db)] == ["duplicate"]
    assert db.blocks.unmatched() == []
