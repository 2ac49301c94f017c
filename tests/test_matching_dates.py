"""When articles were written, and what that tells of figures whose period is told in relative words or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from matching_claims import claim, profile

from factcheck.matching.dates import Day, Lag, day_written, days_apart, lag_of, period_told
from factcheck.matching.engine import match_profiles
from factcheck.matching.relations import relation_of
from factcheck.matching.stories import date_articles

LEADS = [
    ("LAOAG, Philippines, Feb 11, 2025 - Some 53 people died.", Day(2025, 2 * 31 + 11)),
    ("MANILA, Feb 18, 2025 - Some 71 people died.", Day(2025, 2 * 31 + 18)),
    ("新华社马尼拉2月11日电 地震已造成53人遇难。", Day(None, 2 * 31 + 11)),
    ("截至7月20日晚，影片票房突破10亿元。", Day(None, 7 * 31 + 20)),
    ("Some 71 people have died since Feb 9, 2025.", None),
]


@pytest.mark.parametrize(("lead", "day"), LEADS, ids=[case[0] for case in LEADS])
def test_a_dateline_tells_the_day(lead: str, day: Day | None) -> None:
    assert day_written(lead, 40) == day
    assert day_written(lead, 4000) is None


def test_days_apart_without_a_year_are_the_least_there_can_be() -> None:
    assert days_apart(Day(2025, 60), Day(2024, 60)) == 372
    assert days_apart(Day(None, 33), Day(2024, 372)) == 33
    assert days_apart(None, Day(2024, 372)) is None


TOLD = [
    ("last month", "2024-12"),
    ("this year", "2025"),
    ("去年同期", "2024"),
    ("今年第二季度", "2025Q2"),
    ("上季度", "2024Q4"),
    ("June", "2024-06"),
    ("6月底", "2024-06"),
    ("last week", None),
    ("Thursday", None),
]


@pytest.mark.parametrize(("written", "period"), TOLD, ids=[case[0] for case in TOLD])
def test_relative_words_name_a_period_once_the_month_is_known(written: str, period: str | None) -> None:
    assert period_told(written, 2025, 1) == period


def test_words_of_the_year_are_read_before_a_part_of_it() -> None:
    assert lag_of("去年12月") == Lag("year", -1)
    assert lag_of("last month") == Lag("month", -1)
    assert lag_of("2025") is None


def test_a_period_that_begins_after_an_article_is_none_of_its_own() -> None:
    rate: dict[str, Any] = {"subject": "Acme", "metric": "debt", "value": 4.75e9}
    before = profile(claim("a", **rate, figure="$4.75bn", period=None, said="OSLO, Dec 30, 2024 - Debt is $4.75bn."))
    later = {**rate, "value": 4.25e9, "figure": "$4.25bn", "period": "2025-03"}
    after = profile(claim("b", **later, said="Debt was $4.25bn in March 2025."))
    date_articles([before, after])
    assert relation_of(before, after) == relation_of(after, before) == "update"
    undated = profile(claim("a", **rate, figure="$4.75bn", period=None, said="Debt is $4.75bn."))
    date_articles([undated, after])
    assert relation_of(undated, after) == "contradiction"


def test_what_an_article_tells_of_a_time_to_come_is_a_forecast_and_its_own_date_dates_it() -> None:
    told = {"subject": "Acme", "metric": "debt", "source": "one", "period": None}
    opening = profile(claim("a", **told, said="OSLO, 12 April 2026 - Acme has debt of $4.5bn."))
    quarter = profile(claim("b", **told, as_of="今年一季度"))
    planned = profile(claim("c", **{**told, "period": "2030"}))
    date_articles([opening, quarter, planned])
    assert quarter.period is not None
    assert quarter.period.label == "2026Q1"
    assert (quarter.modality, planned.modality) == ("actual", "forecast")


def test_one_number_of_a_stretch_not_told_in_full_is_one() -> None:
    sold: dict[str, Any] = {"kind": "count", "unit": "consoles", "value": 2.5e6, "figure": "2.5m", "metric": "sales"}
    year = profile(claim("a", **sold, period="2025", as_of="the same period"))
    quarter = profile(claim("b", **sold, period="2025Q2", as_of="the quarter"))
    assert relation_of(year, quarter) == "duplicate"
    stated = [profile(claim(name, **sold, period=when, as_of=when)) for name, when in (("a", "2025"), ("b", "2025Q2"))]
    assert relation_of(*stated) == "update"


def people(name: str, source: str, value: int, said: str, **more: Any) -> dict[str, Any]:
    row = claim(name, source=source, kind="count", unit="people", value=value, figure=str(value), said=said, **more)
    return {**row, "subject": "earthquake", "metric": "deaths", "period": more.get("period")}


@pytest.mark.parametrize(("day", "relation"), [("Feb 12", "contradiction"), ("Feb 18", "update")])
def test_another_toll_a_week_later_is_later_news(day: str, relation: str) -> None:
    rows = [
        people("a", "x", 53, "MANILA, Feb 11, 2025 - The earthquake killed 53 people."),
        people("b", "y", 71, f"MANILA, {day}, 2025 - The earthquake killed 71 people."),
    ]
    profiles = [profile(row) for row in rows]
    date_articles(profiles)
    assert relation_of(*profiles) == relation


def test_the_same_toll_a_week_later_is_the_same() -> None:
    rows = [
        people("a", "x", 53, "MANILA, Feb 11, 2025 - The earthquake killed 53 people."),
        people("b", "y", 53, "MANILA, Feb 18, 2025 - The earthquake killed 53 people."),
    ]
    profiles = [profile(row) for row in rows]
    date_articles(profiles)
    assert relation_of(*profiles) == "duplicate"


def test_this_year_is_not_last_year() -> None:
    school = {"period": None, "subject": "学校", "metric": "招生人数", "lang": "zh", "kind": "count", "unit": "人"}
    now = claim("a", **school, source="x", value=4860, figure="4860人", as_of="今年", said="学校今年招生人数为4860人。")
    then = {**now, "id": "b", "value": 4340, "figure": "4340人", "as_of": "去年"}
    then["statement"] = {"text": "学校去年招生人数为4340人。"}
    assert {(p.a, p.b): p.relation for p in match_profiles([profile(now), profile(then)])} == {("a", "b"): "update"}


def test_an_undated_article_is_of_the_time_of_its_story() -> None:
    def told(source: str, value: int, period: str | None, as_of: str | None = None) -> dict[str, Any]:
        said = f"Output was {value:,} tonnes."
        return claim(
            f"{source}{value}", source=source, kind="measure", unit="t", value=value, figure=f"{value:,} tonnes",
            subject="Acme", metric="output", said=said, period=period, as_of=as_of,
        )  # fmt: skip

    shared = [told(source, value, None) for source in "xy" for value in (41263, 38417, 20551)]
    dated, undated = told("x", 61111, "2025-06"), told("y", 52222, None, "a year ago")
    profiles = [profile(row) for row in [*shared, dated, undated]]
    for number, found in enumerate(profiles):
        found.order = number
    list(match_profiles(profiles))
    assert profiles[-1].period is not None
    assert profiles[-1].period.label == "2024"


def test_where_a_change_ended_is_not_where_it_began() -> None:
    said = "The line cut the journey from Rome to Bari to 5 hours from 14 hours."
    ended = profile(claim("a", kind="measure", unit="h", value=5, figure="5 hours", said=said))
    began = profile(claim("b", kind="measure", unit="h", value=14, figure="14 hours", said=said))
    assert (ended.origin, began.origin) == (False, True)
