"""Sentences of English news and what they must, or must not, be read as."""

from __future__ import annotations

from datetime import date

import pytest
from context_en_reading import read

PUBLISHED = date(2025, 8, 20)

PERIODS = [
    ("Output for the April-June quarter was 40 tonnes.", "April-June quarter", "2025Q2"),
    ("Output was 40 tonnes in January to March 2025.", "January to March 2025", "2025Q1"),
    ("Output was 40 tonnes on December 20th.", "December 20th", "2024-12"),
    ("Output in the year to March 2026 was 40 tonnes.", "the year to March 2026", "2025-04/2026-03"),
    ("Output for the fiscal year ended March 31, 2025 was 40 tonnes.", "year ended March 31, 2025", "FY2025"),
    ("Output in the quarter ended September 28, 2024 was 40 tonnes.", "quarter ended September 28, 2024", "2024Q3"),
    ("Output in the latest quarter was 40 tonnes.", "latest quarter", "2025Q2"),
    ("Output was 30 boxes in 2021. In that year 40 tonnes were lost.", "that year", "2021"),
    ("Sales were $3m in the second quarter of 2024. Output was 40 tonnes in the quarter.", "the quarter", "2024Q2"),
    ("Sales were $3m in 2023. Over the same period output was 40 tonnes.", "the same period", "2023"),
    ("By the end of June it had 90 boxes, against 40 tonnes three months earlier.", "three months earlier", "2025-03"),
    ("Of the 90 boxes shipped in May, 40 tonnes lost in June were the worst.", "June", "2025-06"),
    ("The lake will hold 40 tonnes by March.", "March", "2026-03"),
]


@pytest.mark.parametrize(("text", "as_of", "period"), PERIODS, ids=[case[0] for case in PERIODS])
def test_periods_of_news(text: str, as_of: str, period: str) -> None:
    context = read(text, PUBLISHED)["40 tonnes"]
    assert context.as_of is not None
    assert as_of.lower() in context.as_of.lower()
    assert context.period == period


CARRIED = [
    ("It earned $9bn in 2024, a rise of 4% on the $8bn it earned in 2023. Output was 40 tonnes.", "2024"),
    ("It earned $9bn in 2024, against $8bn in 2023. Output was 40 tonnes.", "2024"),
    ("It earned $9bn in 2024 after a review this week. Output was 40 tonnes.", "2024"),
    ("Its report, out this week, says it made $9bn. Output was 40 tonnes.", None),
    ("It now has 90 shops, its board said on Monday. Output was 40 tonnes.", None),
    ("It fell from $8bn in 2023. Output was 40 tonnes.", None),
    ("It opened 90 shops in 2023. Output was 40 tonnes.", "2023"),
    ("For the year to December 2023 nothing changed. It lost 40 tonnes.", "2023"),
]


@pytest.mark.parametrize(("text", "period"), CARRIED, ids=[case[0] for case in CARRIED])
def test_only_the_period_of_what_is_stated_is_carried_on(text: str, period: str | None) -> None:
    context = read(text, PUBLISHED)["40 tonnes"]
    assert (context.as_of, context.period) == (None, period)


SAID = [
    ("Costs were 24% instead of the 21% it projected in November.", "21%", None),
    ("It published in May a survey of 40% of shops.", "40%", None),
    ("It said in May that exports had cut its share to 50%.", "50%", "2025-05"),
    ("It opened 900 shops in May.", "900", "2025-05"),
]


@pytest.mark.parametrize(("text", "figure", "period"), SAID, ids=[case[0] for case in SAID])
def test_the_date_of_a_report_is_no_period(text: str, figure: str, period: str | None) -> None:
    assert read(text, PUBLISHED)[figure].period == period
