"""Corrections: every field of the figure and its clause, and the base value that follows from them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from db_case import fill
from review_pilot import press, reviewing, write
from shell import factcheck
from textual.widgets import Input

from claims_db import Database


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database
        assert list(database.check()) == []


def base(db: Database, claim_id: int) -> tuple[Any, ...]:
    claim = db.claims.get(claim_id).claim
    return claim.base_value, claim.base_low, claim.base_high, claim.base_unit


def test_the_base_value_follows_the_figure(db: Database, tmp_path: Path) -> None:
    """Claim 1 is 320000000 t, extracted with 320000000000 kg."""
    before = base(db, 1)

    def run(*arguments: str) -> None:
        assert factcheck(*arguments, cwd=tmp_path).code == 0

    run("correct", "1", "value=310,000,000")
    assert base(db, 1) == (Decimal("310000000000"), None, None, "kg")
    run("correct", "1", "unit=kg")
    assert base(db, 1) == (Decimal("310000000"), None, None, "kg")
    # the unit stays corrected, so the extracted base value would be wrong
    run("restore", "1", "value")
    assert base(db, 1) == (Decimal("320000000"), None, None, "kg")
    run("restore", "1", "unit")
    assert base(db, 1) == before
    assert db.claims.get(1).corrected == {}
    run("correct", "1", "kind=count", "unit=boxes")
    assert base(db, 1) == (Decimal("320000000"), None, None, "boxes")
    run("correct", "1", "value=", "low=1", "high=2", "kind=measure", "unit=km")
    assert base(db, 1) == (None, Decimal(1000), Decimal(2000), "m")
    run("correct", "1", "base_value=5", "base_unit=m", "value=5", "low=", "high=")
    assert base(db, 1)[0] == Decimal(5)
    for _ in range(7):
        run("undo")
    assert base(db, 1) == before
    assert db.claims.get(1).corrected == {}


def test_the_store_alone_leaves_no_base_value_that_is_wrong(db: Database) -> None:
    db.acts.correct(1, value=Decimal(5), unit="kg", base_value=Decimal(5), base_unit="kg")
    db.acts.restore(1, "value")
    assert base(db, 1) == (None, None, None, None)
    db.acts.restore(1, "unit")
    assert base(db, 1)[0] == Decimal("320000000000")


def test_every_field_of_the_clause_can_be_corrected(db: Database, tmp_path: Path) -> None:
    given = {
        "kind": "count",
        "per": "d",
        "as_of": "last year",
        "period": "2025",
        "precision": "rounded",
        "relative_to": "2024",
        "states_claim": "no",
        "region": "boilerplate",
    }
    result = factcheck("correct", "2", *(f"{name}={value}" for name, value in given.items()), cwd=tmp_path)
    assert result.code == 0, result
    claim = db.claims.get(2).claim
    assert {name: getattr(claim, name) for name in given} == given | {"states_claim": False}
    assert "kind: “colour”" in factcheck("correct", "2", "kind=colour", cwd=tmp_path).complaint()


async def test_the_screen_corrects_kind_per_and_as_of(db: Database) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "E")
        question = pilot.app.screen
        await write(pilot, "7")
        for name, value in (("kind", "count"), ("per", "d"), ("as_of", "2025"), ("unit", "ships")):
            question.query_one(f"#field-{name}", Input).value = value
        await press(pilot, "f2")
        number = screen.claims.current_id
        assert number is not None
        claim = db.claims.get(number).claim
        assert (claim.value, claim.kind, claim.per, claim.as_of) == (Decimal(7), "count", "d", "2025")
        assert base(db, number) == (Decimal(7), None, None, "ships")
        await press(pilot, "z")
        assert db.claims.get(number).corrected == {}
        await press(pilot, "E")
        pilot.app.screen.query_one("#field-kind", Input).value = "colour"
        await press(pilot, "f2")
        assert "colour" in str(pilot.app.screen.query_one("#problem").render())
