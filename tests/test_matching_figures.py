"""Figures and periods: what can be the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matching_claims import claim, profile

from factcheck.matching.figures import agreement, amount_of
from factcheck.matching.periods import parse_period, relation
from factcheck.matching.record import Record
from factcheck.matching.units import dimension_of


def money(figure: str, value: float, comparator: str = "eq") -> Any:
    return profile(claim("x", figure=figure, value=value, comparator=comparator)).amount


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("$4.53bn", 4.53e9), ("$4.5bn", 4.5e9), "same"),
        (("$4.56bn", 4.56e9), ("$4.5bn", 4.5e9), "different"),
        (("$10bn", 1e10), ("$10.5bn", 1.05e10), "different"),
        (("$1.765m", 1.765e6), ("$1.76m", 1.76e6), "same"),
        (("$14.1bn", 14.1e9), ("$14bn", 14e9, "gt"), "same"),
        (("$25bn", 25e9), ("$17bn", 17e9, "gt"), "loose"),
        (("$9bn", 9e9), ("$17bn", 17e9, "gt"), "different"),
        (("$989m", 989e6), ("$990m", 990e6, "lt"), "same"),
        (("$1bn", 1e9), ("$1.3bn", 1.3e9), "different"),
        (("$200,000", 2e5), ("$201,300", 201_300), "same"),
    ],
)
def test_figures_agree_as_a_reader_would_say(one: tuple[Any, ...], other: tuple[Any, ...], expected: str) -> None:
    assert agreement(money(*one), money(*other)) == expected
    assert agreement(money(*other), money(*one)) == expected


@given(
    st.floats(min_value=1e-6, max_value=1e15, allow_nan=False),
    st.sampled_from(["eq", "approx", "gt", "ge", "lt", "le"]),
)
def test_a_figure_agrees_with_itself_and_lies_in_its_interval(value: float, comparator: str) -> None:
    amount = money(f"${value:,.6f}", value, comparator)
    assert amount.floor <= amount.low <= amount.middle <= amount.high <= amount.ceiling
    assert agreement(amount, amount) == "same"


@pytest.mark.parametrize(
    ("kind", "unit", "other_unit", "ratio"),
    [
        ("measure", "GW", "MW", 1000),
        ("measure", "km", "m", 1000),
        ("measure", "GW.h", "kW.h", 1e6),
        ("performance", "PFLOP/s", "TFLOP/s", 1000),
        ("fraction", "ratio", "%", 100),
    ],
)
def test_units_of_one_dimension_are_compared_in_its_base_unit(
    kind: str, unit: str, other_unit: str, ratio: float
) -> None:
    (dimension, factor), (other_dimension, other) = dimension_of(kind, unit), dimension_of(kind, other_unit)
    assert dimension == other_dimension
    assert factor / other == pytest.approx(ratio)


def test_a_range_upside_down_is_no_figure() -> None:
    row = claim("x", value=None, low=9, high=3)
    assert amount_of(profile(claim("y")).record) is not None
    assert amount_of(Record(id="x", kind=row["kind"], low=row["low"], high=row["high"])) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2024", "2024", "same"),
        ("2024", "2023", "other"),
        ("2024", "2024Q4", "near"),
        ("2025H1", "2025-03", "near"),
        ("FY2026Q1", "FY2026Q2", "other"),
        ("FY2026Q1", "2025-04", "unknown"),
        ("FY2026Q1", "2021", "other"),
        ("2023/2025", "2024", "near"),
        ("2025SF", "2025SF", "same"),
        ("before-2025-05", "2025-05", "other"),
        ("2024-13", "2024", "other"),
    ],
)
def test_periods(one: str, other: str, expected: str) -> None:
    assert relation(parse_period(one), parse_period(other)) == expected
    assert relation(parse_period(other), parse_period(one)) == expected
    assert relation(parse_period(one), None) == "unknown"


@pytest.mark.parametrize(
    ("share", "percent", "agrees"),
    [(0.125, 13, "same"), (0.9, 92, "same"), (0.2, 21, "same"), (0.25, 14.1, "different"), (0.5, 20, "different")],
)
def test_fractions_in_words_are_as_coarse_as_their_parts(share: float, percent: float, agrees: str) -> None:
    words = profile(claim("a", kind="fraction", unit="1", value=share, figure="in words", comparator="approx"))
    exact = profile(claim("b", kind="percentage", unit="%", value=percent, figure=f"{percent}%"))
    assert agreement(words.amount, exact.amount) == agrees


def test_seasons_that_share_a_year_are_two_times() -> None:
    assert relation(parse_period("2023/2024"), parse_period("2024/2025")) == "other"
    assert relation(parse_period("2023/2025"), parse_period("2024/2026")) == "near"


def test_a_figure_that_overflows_in_base_units_is_none() -> None:
    assert amount_of(Record(id="x", kind="measure", unit="GW", low=1e300, high=1.7e308)) is None
    assert amount_of(Record(id="x", kind="measure", unit="GW", value=1.7e308)) is None


def test_the_middle_of_a_vast_range_is_no_infinity() -> None:
    found = amount_of(Record(id="x", kind="count", low=1.5e308, high=1.7e308))
    assert found is not None
    assert found.middle == pytest.approx(1.6e308)
