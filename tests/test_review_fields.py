"""The fields of a claim in a form: units are checked and completed, closed lists show their words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import fill
from review_pilot import press, reviewing, write
from shell import factcheck
from textual.pilot import Pilot
from textual.widgets import Input

from claims_db import Database
from claims_db.claim import Kind
from claims_db.records import KINDS
from factcheck.review.language import use_language
from factcheck.review.questions.claim_fields import ClaimForm
from factcheck.review.questions.correcting import CorrectQuestion
from factcheck.review.screen import ReviewScreen
from factcheck.review.unit_words import completions, read_unit


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database
    use_language("en")


def entry(pilot: Pilot[None], name: str) -> Input:
    return pilot.app.screen.query_one(f"#field-{name}", Input)


def line(pilot: Pilot[None], name: str) -> str:
    return str(pilot.app.screen.query_one(f"#{name}").render())


UNITS: list[tuple[Kind, str, str]] = [
    ("money", "EUR", "EUR"),
    ("money", "usd", "USD"),
    ("money", "US dollars", "USD"),
    ("money", "美元", "USD"),
    ("money", "人民币", "CNY"),
    ("measure", "公里", "km"),
    ("measure", "kilometres", "km"),
    ("measure", "吨/a", "t/a"),
    ("measure", "km / h", "km/h"),
    ("duration", "years", "a"),
    ("age", "year", "a"),
    ("performance", "TFLOPS", "TFLOP/s"),
    ("percentage", "个百分点", "pp"),
    ("multiple", "倍", "x"),
    ("fraction", "1", "1"),
    ("count", "whatever is counted", "whatever is counted"),
]


@pytest.mark.parametrize(("kind", "written", "unit"), UNITS)
def test_a_unit_is_read_as_people_write_it(kind: Kind, written: str, unit: str) -> None:
    assert read_unit(kind, written) == unit
    assert read_unit(kind, "  ") is None


@pytest.mark.parametrize(
    ("kind", "written", "perhaps"),
    [
        ("money", "dolars", "USD"),
        ("money", "$", "USD"),
        ("money", "cents", "EUR"),
        ("money", "km", "CNY"),
        ("measure", "bananas", "km"),
        ("measure", "km/", "km"),
        ("measure", "kilometrs", "km"),
        ("duration", "decades", "a"),
        ("percentage", "km", "pp"),
        ("fraction", "2", "1"),
        ("age", "岁月", "a"),
    ],
)
def test_what_is_no_unit_of_the_kind_is_refused_with_one_that_is(kind: Kind, written: str, perhaps: str) -> None:
    with pytest.raises(ValueError, match=r"^unit: ") as refused:
        read_unit(kind, written)
    said = str(refused.value)
    assert f"“{written}”" in said
    assert perhaps in said.split("such as ")[1].rstrip(".").split(", ")
    assert "\n" not in said


def test_every_unit_that_is_offered_is_one() -> None:
    for kind in KINDS:
        for word in completions(kind):
            assert read_unit(kind, word)


async def test_a_unit_that_is_none_stays_in_the_form_with_the_reason(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        assert db.claims.get(1).claim.kind == "money"
        await press(pilot, "E")
        entry(pilot, "unit").value = "bananas"
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, CorrectQuestion)
        assert "“bananas” is no currency" in line(pilot, "problem")
        assert pilot.app.focused is entry(pilot, "unit")
        assert db.last_event_id() == 0
        await press(pilot, "ctrl+u")
        assert line(pilot, "problem") == ""
        await write(pilot, "欧元")
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, ReviewScreen)
        claim = db.claims.get(1).claim
        assert (claim.unit, claim.base_unit) == ("EUR", "EUR")


async def test_units_are_completed_by_the_kind_at_hand(db: Database) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "E")
        entry(pilot, "unit").value = ""
        entry(pilot, "unit").focus()
        await write(pilot, "GB")
        await press(pilot, "right")
        assert entry(pilot, "unit").value == "GBP"
        entry(pilot, "kind").value = "measure"
        entry(pilot, "unit").value = ""
        await write(pilot, "kilom")
        await press(pilot, "right")
        assert read_unit("measure", entry(pilot, "unit").value) == "km"
        assert "km/h" in line(pilot, "hint")


@pytest.mark.parametrize("tongue", ["en", "zh_CN"])
async def test_closed_lists_show_their_words_and_arrows_go_through_them(
    db: Database, tongue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", tongue)
    expected = {
        "en": {"kind": "percentage", "comparator": "≥ at least", "direction": "down", "modality": "forecast"},
        "zh_CN": {"kind": "百分比", "comparator": "≥ 至少", "direction": "下降", "modality": "预测"},
    }[tongue]
    async with reviewing(db, size=(100, 30)) as (pilot, _):
        await press(pilot, "E")
        for name, word in expected.items():
            entry(pilot, name).focus()
            await pilot.pause()
            assert word.split()[-1] in line(pilot, "hint"), name
            wanted = word.split()[0]
            for _turn in range(12):
                if entry(pilot, name).value == wanted:
                    break
                await press(pilot, "down")
            assert entry(pilot, name).value == wanted
        entry(pilot, "unit").value = "%"
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, ReviewScreen), line(pilot, "problem")
        claim = db.claims.get(1).claim
        found = (claim.kind, claim.comparator, claim.direction, claim.modality)
        assert found == ("percentage", "ge", "down", "forecast")


@pytest.mark.parametrize("field", ["kind", "comparator", "direction", "modality"])
async def test_a_word_that_is_none_of_a_closed_list_is_refused_in_the_form(db: Database, field: str) -> None:
    async with reviewing(db) as (pilot, _):
        await press(pilot, "E")
        entry(pilot, field).value = "sideways"
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, ClaimForm)
        assert f"{field}: “sideways” is none; choose of " in line(pilot, "problem")
        assert pilot.app.focused is entry(pilot, field)
        assert db.last_event_id() == 0


def test_the_shell_reads_fields_as_the_form_does(db: Database, tmp_path: Path) -> None:
    def refused(*fields: str) -> str:
        return factcheck("correct", "1", *fields, cwd=tmp_path).complaint()

    assert "“bananas” is no currency" in refused("unit=bananas")
    assert "comparator: “about so” is none" in refused("comparator=about so")
    assert "unit: “USD” is no unit of this kind" in refused("kind=measure")
    assert db.last_event_id() == 0
    assert factcheck("correct", "1", "unit=euros", "comparator=≥", cwd=tmp_path).code == 0
    claim = db.claims.get(1).claim
    assert (claim.unit, claim.comparator) == ("EUR", "ge")
