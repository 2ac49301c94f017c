"""Sums over the figures of one article."""

from __future__ import annotations

from typing import Any

import pytest
from matching_claims import claim, profile

from factcheck.matching.arithmetic import contradictions
from factcheck.matching.scoring import Pair


def sums(*rows: dict[str, Any]) -> list[Pair]:
    profiles = [profile({**row, "source": "article"}) for row in rows]
    for number, found in enumerate(profiles):
        found.order = number
    return list(contradictions(profiles))


CHIP = {"kind": "performance", "unit": "TFLOP/s", "metric": "compute", "period": None}


def ahead(percent: float) -> list[dict[str, Any]]:
    said = f"The 910B, at 320 TFLOPS, is {percent:g}% ahead of the H20, at 148 TFLOPS."
    return [
        claim(
            "rel",
            kind="percentage",
            unit="%",
            value=percent,
            figure=f"{percent:g}%",
            subject="910B",
            metric="compute",
            relative_to="H20",
            direction="up",
            period=None,
            said=said,
        ),
        claim("one", **CHIP, value=320, figure="320 TFLOPS", subject="910B", said=said),
        claim("two", **CHIP, value=148, figure="148 TFLOPS", subject="H20", said=said),
    ]


def test_a_lead_in_per_cent_against_the_two_figures() -> None:
    found = sums(*ahead(12))
    assert {(p.a, p.b, p.relation) for p in found} == {("rel", "one", "contradiction"), ("rel", "two", "contradiction")}
    assert all(p.why[0] == "320 TFLOPS / 148 TFLOPS = 2.16, that is 116 % more" for p in found)


@pytest.mark.parametrize("percent", [116, 116.2, 117])
def test_a_sum_that_holds_is_silent(percent: float) -> None:
    assert sums(*ahead(percent)) == []


def cut(percent: float) -> list[dict[str, Any]]:
    said = f"Acme cut the price from $50 to $40, a cut of {percent:g}%."
    price = {"unit": "USD", "metric": "price", "period": "2024", "said": said}
    return [
        claim("old", **price, value=50, figure="$50"),
        claim("new", **price, value=40, figure="$40"),
        claim(
            "rel",
            kind="percentage",
            unit="%",
            value=percent,
            figure=f"{percent:g}%",
            metric="cut",
            direction="down",
            period="2024",
            said=said,
        ),
    ]


def test_from_and_to_against_the_stated_change() -> None:
    assert {frozenset((p.a, p.b)) for p in sums(*cut(30))} == {frozenset(("rel", "old")), frozenset(("rel", "new"))}
    assert sums(*cut(20)) == []


def test_a_gap_against_the_two_figures() -> None:
    said = "That left Tesla, with 1.79 million cars against BYD's 1.76 million, a lead of 12,000."
    rows = [
        claim(
            "t",
            kind="count",
            unit="cars",
            subject="Tesla",
            metric="sales",
            value=1_790_000,
            figure="1.79 million",
            said=said,
        ),
        claim(
            "b",
            kind="count",
            unit="cars",
            subject="BYD",
            metric="sales",
            value=1_760_000,
            figure="1.76 million",
            said=said,
        ),
        claim("l", kind="count", unit="cars", subject="Tesla", metric="lead", value=12_000, figure="12,000", said=said),
    ]
    assert {(p.a, p.b) for p in sums(*rows)} == {("l", "t"), ("l", "b")}
    rows[2].update(value=30_000, figure="30,000")
    assert sums(*rows) == []


def test_shares_of_one_whole_over_a_hundred() -> None:
    said = "By market share, Acme has 60%, Zenith 35% and Quorvex 20%."
    rows = [
        claim(
            name,
            kind="percentage",
            unit="%",
            metric="market share",
            subject=name,
            value=value,
            figure=f"{value}%",
            said=said,
        )
        for name, value in (("Acme", 60), ("Zenith", 35), ("Quorvex", 20))
    ]
    found = sums(*rows)
    assert found[0].why == ("60% + 35% + 20% = 115 %, more than the whole",)
    assert sums(*rows[:2]) == []


def stated(said: str, *figures: tuple[str, float], **fields: Any) -> list[Pair]:
    """Sums over figures of one sentence, each a claim ``c0``, ``c1`` … of its own subject unless told."""
    rows = [
        claim(
            f"c{n}", **{"subject": f"Firm{n}", "figure": figure, "value": value, "said": said, "period": None, **fields}
        )
        for n, (figure, value) in enumerate(figures)
    ]
    return sums(*rows)


def test_a_part_larger_than_its_whole() -> None:
    said = "The chain has {} restaurants, of which 12,640 sell chicken."
    shops = {"kind": "count", "unit": "restaurants", "metric": "restaurants"}
    (pair,) = stated(said.format("10,514"), ("10,514", 10514), ("12,640", 12640), **shops)
    assert pair.why == ("12,640 is more than 10,514, of which it is said to be a part",)
    assert stated(said.format("17,514"), ("17,514", 17514), ("12,640", 12640), **shops) == []


@pytest.mark.parametrize(("total", "wrong"), [(7, False), (7.05, False), (9, True), (6, True)])
def test_a_restated_total_within_rounding(total: float, wrong: bool) -> None:
    said = f"Acme earned $3bn and Zenith $4bn, a total of ${total}bn."
    found = stated(said, ("$3bn", 3e9), ("$4bn", 4e9), (f"${total}bn", total * 1e9))
    assert {(pair.a, pair.b) for pair in found} == ({("c2", "c0"), ("c2", "c1")} if wrong else set())
    assert all("$3bn + $4bn = $7bn" in pair.why[0] for pair in found)


@pytest.mark.parametrize("parts", [(39, 22), (30, 15)])
def test_kinds_that_may_overlap_are_not_added(parts: tuple[int, int]) -> None:
    said = f"In 49 countries schools closed, including {parts[0]} all over the country and {parts[1]} here and there."
    figures = [("49", 49), *((str(part), part) for part in parts)]
    assert stated(said, *figures, kind="count", unit="countries", metric="closures") == []


def test_a_change_against_its_two_ends() -> None:
    said = "Sales rose by {} from 50,000 to 70,000 cars."
    cars = {"kind": "count", "unit": "cars", "metric": "sales", "subject": "Acme"}
    ends = ("50,000", 50_000), ("70,000", 70_000)
    assert {(p.a, p.b) for p in stated(said.format("12,000"), ("12,000", 12_000), *ends, **cars)} == {
        ("c0", "c2"),
        ("c0", "c1"),
    }
    assert stated(said.format("20,000"), ("20,000", 20_000), *ends, **cars) == []


def share(number: int, percent: int, said: str) -> dict[str, Any]:
    return claim(
        f"s{number}",
        kind="percentage",
        unit="%",
        value=percent,
        figure=f"{percent}%",
        subject=f"Line {number}",
        metric="market share",
        start=said.index(f"{percent}%"),
        end=said.index(f"{percent}%") + 3,
        said=said,
    ) | {"statement": {"text": said, "start": 0, "end": len(said)}}


@pytest.mark.parametrize(("between", "odds"), [(" and ", True), (", of which ", False), ("，其中", False)])
def test_of_which_opens_another_whole(between: str, odds: bool) -> None:
    said = f"Norlund has a market share of 45%{between}Line 2 has 60%."
    assert bool(sums(share(1, 45, said), share(2, 60, said))) == odds


def test_a_change_of_one_year_is_not_held_against_the_ends_of_another() -> None:
    def found(year: str) -> list[Pair]:
        said = f"Tram fares rose 60% in {year} after a rise from 40 to 50 euros in 2024."
        money = {"unit": "EUR", "subject": "Tram fares", "metric": "price", "said": said}
        place = {"start": said.index("40"), "end": said.index("40") + 2}
        origin = claim("from", **money, value=40, figure="40", period=None) | place
        origin["statement"] = {"text": said, "start": 0, "end": len(said)}
        return sums(
            claim(
                "rel",
                kind="percentage",
                unit="%",
                value=60,
                figure="60%",
                subject="Tram fares",
                metric="price",
                direction="up",
                period=year,
                said=said,
            ),
            origin,
            claim("to", **money, value=50, figure="50 euros", period="2024"),
        )

    assert found("2024")
    assert not found("2025")


def test_a_claim_is_held_against_what_stands_around_it() -> None:
    far = [claim(f"far{n}", **CHIP, value=9, figure="9 TFLOPS", subject="H20") for n in range(200)]
    assert {p.b for p in sums(*far, *ahead(12))} == {"one", "two"}
