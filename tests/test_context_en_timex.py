"""The patterns of English periods, which are kept by the letter a period begins with."""

from __future__ import annotations

import pytest

from factcheck.extraction.context_en.timex import AFTER_THE, period_from

PERIODS = [
    "second quarter of 2025", "fiscal first-quarter", "latter half of last year", "Q3 fiscal 2024", "2025H1",
    "the May quarter", "Sept quarter", "between January and June", "from March to May 2024", "three months to April 27",
    "the fiscal year ended in June", "business year to March", "quarter through September", "half-year ended June 30",
    "the end of 2024", "end-2024", "year-end last year", "5th of May 2025", "late May", "mid-March 2024", "May 5, 2025",
    "December 2024", "from 2019 to 2023", "fiscal year 2026", "FY25", "2023-24", "2004", "four years ago",
    "an hour", "12 months earlier", "a year before", "around the same period of 2024", "same quarter",
    "about this time last year", "so far this year", "the end of the decade", "the full year", "that month",
    "the quarter", "year to date", "the latest quarter", "most recent month", "coming week", "the year earlier",
    "this spring", "summer of 2024", "Tuesday night", "today", "currently", "at present", "yesterday", "now",
    "the last decade", "the previous month", "past year", "next winter", "october", "november 2020",
]  # fmt: skip
NONE = {"an hour"}


@pytest.mark.parametrize("text", PERIODS)
def test_every_form_is_found_by_its_first_letter(text: str) -> None:
    pattern = period_from(text[0])
    assert pattern is not None
    found = pattern.match(text.lower())
    assert (found.group() if found else None) == (None if text in NONE else text.lower())
    if text.startswith("the "):
        assert text[4:7].lower() in AFTER_THE


def test_a_group_of_another_form_is_there_and_empty() -> None:
    pattern = period_from("Y")
    assert pattern is not None
    found = pattern.match("year to date")
    assert found is not None
    assert found["q"] is None
    assert found["ago"] is None


def test_nothing_begins_with_other_letters() -> None:
    assert [letter for letter in "abcdefghijklmnopqrstuvwxyz" if period_from(letter) is None] == list("gikruvxz")
