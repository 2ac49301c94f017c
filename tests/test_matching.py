"""Stateless matching: duplicates, contradictions, updates, and what must not be paired."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from matching_claims import claim, profile

from factcheck.matching.reasons import reasons
from factcheck.matching.scoring import Pair
from factcheck.matching.stories import date_articles
from factcheck.matching.stream import match_lines


def match(*rows: dict[str, Any]) -> list[Pair]:
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    return list(match_lines(io.BytesIO(lines), "claims"))


def relations(*rows: dict[str, Any]) -> dict[tuple[str, str], str]:
    return {(min(p.a, p.b), max(p.a, p.b)): p.relation for p in match(*rows)}


PAIRS = [
    (
        claim(
            "a",
            subject="英伟达",
            metric="营收",
            lang="zh",
            figure="45.3亿美元",
            value=4_530_000_000,
            said="英伟达营收为45.3亿美元。",
        ),
        claim("b", subject="Nvidia", comparator="approx", said="Nvidia reported revenue of about $4.5bn."),
        "duplicate",
    ),
    (
        claim(
            "a",
            subject="三峡集团",
            metric="装机容量",
            lang="zh",
            kind="measure",
            figure="1.2万千瓦",
            value=12000,
            unit="kW",
            said="三峡集团的装机容量为1.2万千瓦。",
        ),
        claim(
            "b",
            subject="China Three Gorges",
            metric="installed capacity",
            kind="measure",
            figure="12 MW",
            value=12,
            unit="MW",
        ),
        "duplicate",
    ),
    (
        claim(
            "a",
            subject="新能源汽车",
            metric="渗透率",
            lang="zh",
            kind="percentage",
            figure="三成",
            value=30,
            unit="%",
            said="新能源汽车渗透率为三成。",
        ),
        claim(
            "b",
            subject="new-energy vehicles",
            metric="market share",
            kind="percentage",
            figure="30%",
            value=30,
            unit="%",
        ),
        "duplicate",
    ),
    (claim("a"), claim("b", figure="$5.5bn", value=5_500_000_000), "contradiction"),
    (
        claim("a", kind="percentage", figure="3%", value=3, unit="%", direction="up", metric="sales growth"),
        claim("b", kind="percentage", figure="3%", value=3, unit="%", direction="down", metric="sales growth"),
        "contradiction",
    ),
    (claim("a"), claim("b", figure="$5.5bn", value=5_500_000_000, period="2025"), "update"),
    # one number in two currencies: one of the articles has it wrong
    (claim("a"), claim("b", unit="EUR", figure="€4.5bn"), "contradiction"),
]


@pytest.mark.parametrize(("one", "other", "relation"), PAIRS)
def test_a_pair_gets_its_relation_whichever_comes_first(
    one: dict[str, Any], other: dict[str, Any], relation: str
) -> None:
    assert relations(one, other) == {("a", "b"): relation}
    assert relations(other, one) == {("a", "b"): relation}


@pytest.mark.parametrize(
    "other",
    [
        claim("b", subject="Zenith"),
        claim("b", metric="net profit"),
        claim("b", unit="EUR", figure="€4.2bn", value=4_200_000_000),
        claim("b", kind="count", unit="shops", figure="4.5bn"),
        claim("b", metric="overseas revenue", figure="$1.5bn", value=1_500_000_000),
        claim("b", metric="advertising revenue", figure="$1.5bn", value=1_500_000_000),
    ],
    ids=["other subject", "other metric", "other currency", "other dimension", "part of it", "named part of it"],
)
def test_claims_that_share_only_the_figure_or_only_the_rest_are_no_pair(other: dict[str, Any]) -> None:
    assert relations(claim("a"), other) == {}


def test_every_pair_says_why_and_how_sure() -> None:
    (pair,) = match(*PAIRS[0][:2])
    assert 0.5 < pair.score <= 1
    assert "英伟达 = Nvidia" in pair.why
    assert "period 2024 = 2024" in pair.why
    assert any("agree as rounded" in reason for reason in pair.why)


def test_names_the_lexicon_lacks_are_learned_from_figures_that_agree() -> None:
    rows = []
    for n, (metric, metrik, value) in enumerate(
        [("revenue", "营收", 7_318_000_000), ("net profit", "净利润", 913_400_000), ("employees", "员工数", 48_213)]
    ):
        kind, unit = ("count", None) if metric == "employees" else ("money", "USD")
        figure = f"{value:,}"
        rows.append(claim(f"e{n}", subject="Quorvex", metric=metric, value=value, figure=figure, kind=kind, unit=unit))
        rows.append(
            claim(
                f"z{n}",
                subject="夸沃克斯",
                metric=metrik,
                value=value,
                figure=figure,
                kind=kind,
                unit=unit,
                lang="zh",
                said=f"夸沃克斯{metrik}为{figure}。",
            )
        )
    found = relations(*rows)
    assert {pair for pair, relation in found.items() if relation == "duplicate"} >= {("e0", "z0"), ("e1", "z1")}


def test_an_article_does_not_contradict_itself_in_passing() -> None:
    other = {"figure": "$5.5bn", "value": 5_500_000_000}
    for apart in (
        {"period": None},
        {"subject": "Zenith"},
        {"value": 55_000_000_000},
        {"said": "Acme: $4.5bn, $5.5bn."},
    ):
        rows = [claim("a", source="x", **({"said": apart["said"]} if "said" in apart else {}))]
        rows.append(claim("b", source="x", **{**other, **apart}))
        assert "contradiction" not in relations(*rows).values(), apart


def test_an_article_that_tells_one_figure_twice_with_two_values() -> None:
    rows = [claim("a", source="x"), claim("b", source="x", figure="$5.5bn", value=5_500_000_000)]
    assert relations(*rows) == {("a", "b"): "contradiction"}


@pytest.mark.parametrize(
    "odd",
    [
        {"value": None},
        {"value": float("nan")},
        {"value": float("inf")},
        {"value": None, "low": 9, "high": 1},
        {"value": "many"},
        {"value": True},
        {"value": 0, "figure": "$0"},
        {"unit": "smoot", "kind": "measure"},
        {"period": "sometime", "kind": "vibes", "modality": 7, "direction": [], "lang": {}},
        {"subject": ["Acme", "Acme Inc"], "metric": None},
    ],
    ids=repr,
)
def test_odd_values_are_read_or_passed_over(odd: dict[str, Any]) -> None:
    found = match(claim("a"), {**claim("b"), **odd}, claim("c"))
    assert ("a", "c") in {(min(p.a, p.b), max(p.a, p.b)) for p in found}


def test_two_zeros_agree() -> None:
    zero = {"value": 0, "figure": "$0"}
    assert relations(claim("a", **zero), claim("b", **zero)) == {("a", "b"): "duplicate"}


@pytest.mark.parametrize(
    ("one", "other"), [("new flats", "second-hand flats"), ("women", "men"), ("exports", "imports")]
)
def test_kinds_that_exclude_each_other_are_no_pair(one: str, other: str) -> None:
    rows = [
        claim(name, kind="count", unit=None, figure=figure, value=value, subject="Hangzhou", metric=metric, said=said)
        for name, metric, figure, value in (("a", one, "4,620", 4620), ("b", other, "7,210", 7210))
        for said in [f"In 2024 Hangzhou counted {figure} {metric}."]
    ]
    assert relations(*rows) == {}


NEAR_NAMES = [
    ("Plant 3", "Plant 4"),
    ("Plant 3", "四号厂"),
    ("Model X", "Model Y"),
    ("2023 Falcon", "2024 Falcon"),
    ("North Korea", "South Korea"),
    ("North Borland", "South Borland"),
    ("Hebei", "湖北"),
    ("Hebei Province", "Hubei Province"),
    ("华星电子科技", "华新电子科技"),
]


@pytest.mark.parametrize("value", [4_530_000_000, 5_530_000_000], ids=["figures agree", "figures differ"])
@pytest.mark.parametrize(("one", "other"), NEAR_NAMES)
def test_names_that_read_nearly_alike_are_of_two_things(one: str, other: str, value: int) -> None:
    rows = []
    for name, subject, stated in (("a", one, 4_530_000_000), ("b", other, value)):
        chinese = not subject.isascii()
        figure = f"{stated / 1e8:g}亿美元" if chinese else f"${stated / 1e9:g}bn"
        said = f"{subject}2024年营收为{figure}。" if chinese else f"{subject} reported revenue of {figure} for 2024."
        metric, lang = ("营收", "zh") if chinese else ("revenue", "en")
        rows.append(claim(name, subject=subject, metric=metric, lang=lang, figure=figure, value=stated, said=said))
    assert relations(*rows) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Plant 3", "the third plant"),
        ("Acme Foods", "Acme"),
        ("Walmart", "Wal-Mart"),
        ("Wanke", "万科"),
        ("三号厂", "Plant 3"),
    ],
)
def test_the_same_name_otherwise_written_is_no_other(one: str, other: str) -> None:
    from factcheck.matching.features import FEATURES, evidence

    pair = [profile(claim("a", subject=name, lang="en" if name.isascii() else "zh")) for name in (one, other)]
    seen = dict(zip(FEATURES, evidence(*pair), strict=True))
    assert seen["names differ"] == seen["carried name differs"] == seen["excluding kinds"] == 0


def test_a_month_and_a_year_are_two_rates() -> None:
    told = {"kind": "money", "unit": "USD", "value": 7, "figure": "$7", "subject": "Filmbox", "metric": "price"}
    monthly = claim("a", **told, source="one", per="mo", said="Filmbox costs $7 a month.")
    yearly = claim("b", **told, source="two", per="a", said="Filmbox costs $7 a year.")
    again = claim("c", **told, source="three", per="mo", said="Filmbox asks a price of $7 a month.")
    assert relations(monthly, yearly, again) == {("a", "c"): "duplicate"}


def test_what_was_expected_is_not_contradicted_by_what_happened() -> None:
    told = {"kind": "count", "unit": "cars", "subject": "Ostra", "metric": "cars sold", "period": "2025"}
    sold = claim(
        "a", **told, value=2_000_000, figure="2 million", source="one", said="Ostra sold 2 million cars in 2025."
    )
    hoped = {**told, "value": 2_500_000, "figure": "2.5 million", "modality": "forecast", "source": "two"}
    assert relations(sold, claim("b", **hoped, said="Ostra was expected to sell 2.5 million cars in 2025.")) == {}
    assert relations(
        sold, claim("b", **{**hoped, "modality": "actual"}, said="Ostra sold 2.5 million cars in 2025.")
    ) == {("a", "b"): "contradiction"}


def test_names_that_only_differ_are_not_said_to_be_equal() -> None:
    one, other = profile(claim("a", metric="profit")), profile(claim("b", metric="loss"))
    assert "profit / loss" in reasons(one, other, "duplicate")


def test_reasons_say_physical_figures_as_their_texts_do() -> None:
    time: dict[str, Any] = {"kind": "duration", "subject": "repairs", "metric": "time"}
    days = profile(claim("a", **time, value=98, unit="d", figure="98 days"))
    weeks = profile(claim("b", **time, value=14, unit="wk", figure="14 weeks"))
    months = profile(claim("c", **time, value=20, unit="wk", figure="20 weeks"))
    assert reasons(days, weeks, "duplicate")[0] == "same amount: 98 days, 14 weeks"
    assert reasons(days, months, "contradiction")[0] == "figures differ by 30 %: 98 days, 20 weeks"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (claim("a", figure="$3bn", value=3e9), claim("b", period="2025")),
        (
            claim("a", figure="$3bn", value=3e9, period=None, said="OSLO, May 3, 2024 - Acme has revenue of $3bn."),
            claim("b", period=None, said="OSLO, June 9, 2024 - Acme has revenue of $4.5bn."),
        ),
        (
            claim("a", figure="$3bn", value=3e9, period=None, as_of="a year earlier", source="one"),
            claim("b", period=None, source="one"),
        ),
    ],
    ids=["period", "dateline", "words"],
)
def test_an_update_is_told_from_the_older_claim_to_the_newer(old: dict[str, Any], new: dict[str, Any]) -> None:
    one, other = profile(old), profile(new)
    date_articles([one, other])
    assert reasons(one, other, "update")[0] == reasons(other, one, "update")[0] == "3 B USD, then 4.5 B USD"
