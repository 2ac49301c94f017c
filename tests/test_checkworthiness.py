"""Which claims are put first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from claims_db.claim import Claim, Statement
from factcheck.extraction.checkworthiness import checkworthiness

REVENUE = Claim(
    source="a", start=0, end=4, figure="45亿元", statement=Statement(0, 4, "45亿元"), kind="money",
    value=Decimal(4500000000), unit="CNY", subject="某公司", metric="营收", period="2024", direction="up", lang="zh",
)  # fmt: skip


def test_it_lies_between_0_and_1() -> None:
    worst = replace(REVENUE, kind="age", subject=None, metric=None, region="boilerplate", states_claim=False)
    assert 0.0 <= checkworthiness(worst) < 0.05
    assert 0.9 < checkworthiness(REVENUE) <= 1.0


def test_what_is_left_unsaid_lowers_it() -> None:
    whole = checkworthiness(REVENUE)
    assert checkworthiness(replace(REVENUE, subject=None)) < whole
    assert checkworthiness(replace(REVENUE, metric=None)) < whole
    assert checkworthiness(replace(REVENUE, period=None)) < whole
    assert checkworthiness(replace(REVENUE, direction=None)) < whole


def test_facts_come_before_forecasts_and_these_before_suppositions() -> None:
    fact, forecast, supposition = (
        checkworthiness(replace(REVENUE, modality=modality)) for modality in ("actual", "forecast", "hypothetical")
    )
    assert fact > forecast > supposition


def test_small_counts_ages_and_vague_bands_come_last() -> None:
    count = replace(REVENUE, kind="count", unit="人", metric="参加", value=Decimal(80000))
    assert checkworthiness(replace(count, value=Decimal(3))) < checkworthiness(count)
    vague = replace(count, value=None, low=Decimal(20), high=Decimal(90), comparator="approx")
    assert checkworthiness(vague) < checkworthiness(count)
    assert checkworthiness(replace(count, kind="age", value=Decimal(18))) < checkworthiness(count)


def test_magnitude_is_capped() -> None:
    huge = replace(REVENUE, value=Decimal("1E+40"))
    assert checkworthiness(huge) == checkworthiness(replace(REVENUE, value=Decimal("1E+12")))
