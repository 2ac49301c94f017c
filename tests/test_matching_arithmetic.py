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
