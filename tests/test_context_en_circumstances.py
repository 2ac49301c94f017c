"""Periods, modality, direction, baselines and sources of English figures."""

from __future__ import annotations

from datetime import date

import pytest
from context_en_reading import read

PUBLISHED = date(2025, 8, 20)

PERIODS = [
    ("Output was 40 tonnes in 2004.", "40 tonnes", "2004", "2004"),
    ("Output was 40 tonnes last year.", "40 tonnes", "last year", "2024"),
    ("Output was 40 tonnes in May.", "40 tonnes", "May", "2025-05"),
    ("Output was 40 tonnes in November.", "40 tonnes", "November", "2024-11"),
    ("Output was 40 tonnes in December 2023.", "40 tonnes", "December 2023", "2023-12"),
    ("Output was 40 tonnes in the first half of 2025.", "40 tonnes", "first half of 2025", "2025H1"),
    ("Output was 40 tonnes in the final quarter of last year.", "40 tonnes", "final quarter of last year", "2024Q4"),
    ("Output was 40 tonnes in the second quarter.", "40 tonnes", "second quarter", "2025Q2"),
    ("Output was 40 tonnes between January and June.", "40 tonnes", "between January and June", "2025H1"),
    ("Output was 40 tonnes in the three months to March.", "40 tonnes", "three months to March", "2025Q1"),
    ("Output was 40 tonnes at the end of 2024.", "40 tonnes", "the end of 2024", "2024-12"),
    (
        "Output was 40 tonnes in the first quarter of fiscal 2026.",
        "40 tonnes",
        "first quarter of fiscal 2026",
        "FY2026Q1",
    ),
    ("Output was 40 tonnes so far this year.", "40 tonnes", "so far this year", "2025"),
    ("Output was 40 tonnes two years ago.", "40 tonnes", "two years ago", "2023"),
    ("Output was 40 tonnes in 2023-24.", "40 tonnes", "2023-24", "2023/2024"),
]


@pytest.mark.parametrize(("text", "figure", "as_of", "period"), PERIODS, ids=[case[2] for case in PERIODS])
def test_period_as_written_and_resolved(text: str, figure: str, as_of: str, period: str) -> None:
    context = read(text, PUBLISHED)[figure]
    assert context.as_of is not None
    assert as_of.lower() in context.as_of.lower()
    assert context.period == period


def test_without_a_date_relative_periods_stay_unresolved() -> None:
    context = read("Output was 40 tonnes last year.")["40 tonnes"]
    assert (context.as_of, context.period) == ("last year", None)


def test_each_figure_has_the_period_beside_it() -> None:
    found = read("The rate rose from 61% in 2009 to 78% in 2013.")
    assert (found["61%"].period, found["78%"].period) == ("2009", "2013")


def test_an_opening_period_holds_for_the_whole_sentence() -> None:
    found = read("In 2017, Ann paid $300 and Bob paid $500.")
    assert {context.period for context in found.values()} == {"2017"}


def test_a_baseline_is_no_period_of_the_figure() -> None:
    context = read("Sales rose 5% from a year earlier.", PUBLISHED)["5%"]
    assert context.relative_to is not None
    assert "a year earlier" in context.relative_to
    assert context.as_of is None


def test_fiscal_quarters_of_companies_with_their_own_year() -> None:
    context = read("Nvidia reported second-quarter revenue of $46bn.", date(2025, 8, 29))["$46bn"]
    assert context.period == "FY2026Q2"


def test_the_modal_may_is_no_month() -> None:
    assert read("Prices may fall 5% soon.", PUBLISHED)["5%"].as_of is None


MODALITIES = [
    ("The firm plans to construct 300 homes.", "300", "target"),
    ("The group's sales target is 5.5 million cars.", "5.5 million", "target"),
    ("The bank expects growth of 3%.", "3%", "forecast"),
    ("Profit will reach $3bn.", "$3bn", "forecast"),
    ("The plant is set to cut 400 jobs.", "400", "forecast"),
    ("Officials said costs would rise 4%.", "4%", "forecast"),
    ("If the bill passed, rents would fall 8%.", "8%", "hypothetical"),
    ("The plant might produce 300 tonnes.", "300 tonnes", "hypothetical"),
    ("The firm could not deliver 300 orders, it said.", "300", "actual"),
    ("The firm built 300 homes.", "300", "actual"),
]


@pytest.mark.parametrize(("text", "figure", "modality"), MODALITIES, ids=[case[0] for case in MODALITIES])
def test_modality(text: str, figure: str, modality: str) -> None:
    assert read(text)[figure].modality == modality


DIRECTIONS = [
    ("Sales fell 4%.", "4%", "down"),
    ("Sales were up 4%.", "4%", "up"),
    ("Sales were 4% lower than in 2023.", "4%", "down"),
    ("The firm cut 900 jobs.", "900", "down"),
    ("Debt increased from £2bn to £3bn.", "£3bn", "up"),
    ("There was a 4% drop in sales.", "4%", "down"),
    ("Sales were $4bn.", "$4bn", None),
    ("Such cars made up 44% of sales.", "44%", None),
]


@pytest.mark.parametrize(("text", "figure", "direction"), DIRECTIONS, ids=[case[0] for case in DIRECTIONS])
def test_direction(text: str, figure: str, direction: str | None) -> None:
    assert read(text)[figure].direction == direction


BASELINES = [
    ("Vacancy eased to 30% from 33% in spring.", "30%", "33%"),
    ("The flat sold for £15,000 under the asking price.", "£15,000", "the asking price"),
    ("The mill shipped 900 boats, up from 700 in 2019.", "900", "700"),
    ("It is now half the level of a year ago.", "half", "the level of a year ago"),
    ("Visitors pay $9 more than everyone else.", "$9", "everyone else"),
    ("Debt rose from £2bn to £3bn.", "£3bn", "£2bn"),
    ("The lake is 3 times larger than Lake Como.", "3 times", "Lake Como"),
    ("Women earn twice as much money as interns.", "twice", "interns"),
    ("Spain uses 40 percent of the water.", "40 percent", "water"),
]


@pytest.mark.parametrize(("text", "figure", "baseline"), BASELINES, ids=[case[0] for case in BASELINES])
def test_baseline(text: str, figure: str, baseline: str) -> None:
    found = read(text)[figure].relative_to
    assert found is not None
    assert baseline in found


SOURCES = [
    ("Sales rose 4%, the bureau said.", "4%", "bureau"),
    ("According to the World Bank, exports fell 7%.", "7%", "World Bank"),
    ("Bernstein reckons sales fell 7%.", "7%", "Bernstein"),
    ("Sales fell 7%, central bank figures show.", "7%", "central bank"),
    ("Sales rose 4%.", "4%", None),
    ("Sales rose 4%, and the firm said it was pleased.", "4%", None),
]


@pytest.mark.parametrize(("text", "figure", "source"), SOURCES, ids=[case[0] for case in SOURCES])
def test_attribution(text: str, figure: str, source: str | None) -> None:
    found = read(text)[figure].attributed_to
    assert found is None if source is None else found is not None and source in found
