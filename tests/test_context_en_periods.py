"""Stretches of time, "since", decades and events as periods of English figures."""

from __future__ import annotations

from datetime import date

import pytest
from context_en_reading import read

PUBLISHED = date(2025, 8, 20)

READ = [
    ("Fees in Texas jumped by 55% since 2003.", "55%", "since 2003", "2003/2025"),
    ("Ohio has lost 200,000 jobs since May 2007.", "200,000", "since May 2007", "2007-05/2025-08"),
    ("Since 1970, the act has cut emissions by 60%.", "60%", "Since 1970", "1970/2025"),
    ("In the last five years, 28,000 people were killed.", "28,000", "the last five years", None),
    ("Clay County hired 1,300 people over the past seven months.", "1,300", "the past seven months", None),
    ("Sales were $4m in the first nine months of 2024.", "$4m", "the first nine months of 2024", "2024-01/2024-09"),
    ("In the 1980s, output was 40 tonnes.", "40 tonnes", "the 1980s", "1980/1989"),
    ("Output was 40 tonnes in the 17th century.", "40 tonnes", "the 17th century", "1601/1700"),
    ("Output was 40 tonnes at the start of the year.", "40 tonnes", "the start of the year", None),
    ("By nightfall, 82 people had been rescued.", "82", "By nightfall", None),
    ("A year later the firm employed 900 people.", "900", "A year later", None),
    ("Some 800 people died two days ago.", "800", "two days ago", "2025-08"),
    ("Gas prices have gone up $2 since Lund took office.", "$2", "since Lund took office", None),
    ("Since taking office, Lund has cut 400 posts.", "400", "Since taking office", None),
    ("Texas has kept 40 tonnes since we fought for it.", "40 tonnes", "since we fought for it", None),
    ("Jobs fell by 40,000 during the recession.", "40,000", "the recession", None),
]


@pytest.mark.parametrize(("text", "figure", "as_of", "period"), READ, ids=[case[2] for case in READ])
def test_stretches_and_events(text: str, figure: str, as_of: str, period: str | None) -> None:
    context = read(text, PUBLISHED)[figure]
    assert (context.as_of, context.period) == (as_of, period)


LEFT_ALONE = [
    ("Inflation hit 5%, the highest since 2008.", "5%"),
    ("The rate is 9%, the first rise since May 2019.", "9%"),
    ("Sales were $4m, more than in the previous 12 years.", "$4m"),
    ("Since the law allows it, the town hired 40 people.", "40"),
    ("Trains carry 300 tonnes on the Sunset line.", "300 tonnes"),
    ("She has sold 300 tonnes since she was nine.", "300 tonnes"),
    ("Since masks can tear, the firm sold 300 tonnes.", "300 tonnes"),
]


@pytest.mark.parametrize(("text", "figure"), LEFT_ALONE, ids=[case[0] for case in LEFT_ALONE])
def test_what_is_compared_with_or_a_cause_dates_nothing(text: str, figure: str) -> None:
    assert read(text, PUBLISHED)[figure].as_of is None


def test_a_year_in_a_name_dates_nothing() -> None:
    assert read("A 2018 order gave 300 people a home.", PUBLISHED)["300"].as_of is None


def test_a_period_long_past_ends_with_its_paragraph() -> None:
    text = "In 1987, the mill employed 900 people. It made 40 tonnes.\n\nThe town has 300 shops and built 12 homes."
    found = read(text, PUBLISHED)
    assert (found["900"].period, found["40 tonnes"].period) == ("1987", "1987")
    assert found["12"].period is None


def test_a_recent_period_goes_on_into_the_next_paragraph() -> None:
    text = "In 2024, the mill employed 900 people.\n\nIt made 40 tonnes."
    assert read(text, PUBLISHED)["40 tonnes"].period == "2024"


LEVELS = [
    ("House prices are 7% below their 2022 peak.", "7%", None, "their 2022 peak"),
    ("Turnout was 54%, down six points on 2020.", "six points", None, "2020"),
    ("Emissions must fall 45% from 1990 levels by 2030.", "45%", "2030", "1990"),
    ("The company, founded in 1987, employs 4,500 people.", "4,500", None, None),
    ("In its last financial year it lost £14m, more than double the previous year's deficit.", "£14m", "last", None),
    ("Turnout was 54% in 2020.", "54%", "2020", None),
    ("Founded in 1987, the company employed 30 people.", "30", "1987", None),
    ("The club lost the previous year's £14m.", "£14m", "the previous year", None),
]


@pytest.mark.parametrize(("text", "figure", "as_of", "baseline"), LEVELS, ids=[case[0] for case in LEVELS])
def test_years_that_are_levels_or_stand_in_asides(
    text: str, figure: str, as_of: str | None, baseline: str | None
) -> None:
    context = next(context for written, context in read(text, PUBLISHED).items() if written.startswith(figure))
    assert (context.as_of or "").startswith(as_of or "")
    assert (context.as_of is None, context.relative_to) == (as_of is None, baseline)


def test_a_period_after_during_is_no_event() -> None:
    context = read("Imports rose by 27% during the period April-August 2020.", PUBLISHED)["27%"]
    assert (context.as_of, context.period) == ("April-August 2020", "2020-04/2020-08")


def test_a_century_dates_nothing_after_its_sentence() -> None:
    assert read("The 19th century saw 30 wars. The town lost 300 homes.", PUBLISHED)["300"].period is None
