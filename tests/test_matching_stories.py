"""What two articles of one story tell about each other's figures, and what a claim leaves to its surroundings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from matching_claims import claim, profile

from factcheck.matching.engine import best_answers, match_profiles
from factcheck.matching.relations import relation_of
from factcheck.matching.stories import date_articles
from factcheck.matching.stream import match_lines
from factcheck.matching.topics import carry_topics

ZH = {"source": "zh", "lang": "zh", "subject": None, "metric": None}
EN = {"source": "en", "lang": "en", "subject": None, "metric": None}


def percent(name: str, value: float, **more: Any) -> dict[str, Any]:
    return claim(name, kind="percentage", unit="%", value=value, figure=f"{value:g}%", **more)


def relations(*rows: dict[str, Any]) -> dict[tuple[str, str], str]:
    profiles = [profile(row) for row in rows]
    for number, found in enumerate(profiles):
        found.order = number
    return {(p.a, p.b): p.relation for p in match_profiles(profiles)}


def harvest(source: str, lost: float) -> list[dict[str, Any]]:
    """One story of an orchard in Chinese or English: three long figures, then one that may differ."""
    chinese = source == "zh"
    base = {**(ZH if chinese else EN), "kind": "count", "period": "2024"}
    said = "今年青禾果园采收38417箱，比预计的41263箱少，霜冻毁掉果树的{}。" if chinese else (
        "Green Meadow harvested 38,417 crates, not the 41,263 expected, and frost took {} of its trees."
    )  # fmt: skip
    said = said.format(f"{lost:g}%")
    return [
        claim(f"{source}1", **base, value=38417, figure="38417" if chinese else "38,417", said=said),
        claim(f"{source}2", **base, value=41263, figure="41263" if chinese else "41,263", said=said),
        claim(f"{source}3", **base, value=20551, figure="20551" if chinese else "20,551", said="20551 20,551"),
        percent(f"{source}4", lost, **(ZH if chinese else EN), period="2024", said=said),
    ]


def test_a_figure_beside_others_that_agree_is_told_of_the_same_thing() -> None:
    found = relations(*harvest("zh", 17), *harvest("en", 27))
    assert found[("zh1", "en1")] == "duplicate"
    assert found[("zh4", "en4")] == "contradiction"


def test_the_same_figure_alone_in_two_articles_is_no_pair() -> None:
    one = percent("a", 17, **ZH, period="2024", said="霜冻毁掉果树的17%。")
    other = percent("b", 27, **EN, period="2024", said="Some 27% of voters stayed at home.")
    assert relations(one, other) == {}


@pytest.mark.parametrize(
    ("text", "figure", "topic"),
    [
        ("净利润增幅约两成。", "两成", "profit"),
        ("销售额达9亿元，增长12%。", "12%", "revenue"),
        ("Net profit was up 21%.", "21%", "profit"),
        ("Exports came to $3bn, an increase of 12%.", "12%", "exports"),
    ],
)
def test_what_grew_is_found_before_the_figure(text: str, figure: str, topic: str) -> None:
    lang = "en" if text.isascii() else "zh"
    grown = percent("a", 12, metric="growth" if lang == "en" else "增长", lang=lang, said=text, direction="up")
    assert topic in profile({**grown, "figure": figure}).topic


def test_growth_of_one_thing_is_no_growth_of_another() -> None:
    grown = {"subject": "Acme", "metric": "growth", "direction": "up"}
    one = percent("a", 12, **grown, period="2024", said="Sales growth at Acme was 12%.")
    other = percent("b", 30, **grown, period="2025", said="Profit growth at Acme was 30%.")
    again = percent("c", 30, **grown, period="2025", said="Sales growth at Acme was 30%.")
    assert not profile(one).topic & profile(other).topic
    assert relations(one, again) == {("a", "c"): "update"}


def test_a_figure_that_names_nothing_is_of_what_the_one_before_it_measured() -> None:
    first = profile(percent("a", 4.1, source="x", metric="consumer prices", said="Consumer prices rose 4.1%."))
    second = profile(percent("b", 0.3, source="x", metric="growth", said="The growth was 0.3%."))
    second.order = 1
    carry_topics([first, second])
    assert second.topic == first.topic
    assert second.topic_inferred


def forecast(name: str, source: str, value: float, said: str = "Acme expects revenue of {} in 2026.") -> dict[str, Any]:
    figure = f"${value:g}bn"
    return claim(
        name, source=source, value=value * 1e9, figure=figure, modality="forecast", period="2026", subject="Acme",
        said=said.format(figure),
    )  # fmt: skip


def dated(source: str, month: str) -> dict[str, Any]:
    return claim(
        f"{source} {month}", source=source, kind="count", value=7, figure="7", unit="shops", period=month,
        subject="Acme", metric="new shops", said=f"Acme opened 7 new shops ({month}).",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("month", "old", "relation"),
    [
        ("2025-11", "Acme expects revenue of {} in 2026.", "update"),
        ("2025-08", "Acme expects revenue of {} in 2026.", "contradiction"),
        ("2025-11", "Acme expects revenue of $9bn in 2026, rather than {}.", "contradiction"),
        ("2025-08", "Acme expects revenue of $9bn in 2026, rather than {}.", "update"),
    ],
    ids=["a quarter on", "a month on", "what it was, told a quarter on", "what it was, told at once"],
)
def test_a_forecast_made_a_quarter_later_is_a_new_one(month: str, old: str, relation: str) -> None:
    rows = [dated("x", "2025-07"), forecast("a", "x", 4.5), dated("y", month), forecast("b", "y", 5.5, old)]
    profiles = [profile(row) for row in rows]
    date_articles(profiles)
    assert relation_of(profiles[1], profiles[3]) == relation


def test_what_was_expected_is_no_later_news_of_what_happened() -> None:
    before = profile(claim("a", period="2024", said="Acme had revenue of $4.5bn in 2024."))
    expected = profile(
        claim("b", figure="$5.5bn", value=5.5e9, period="2026", modality="forecast", said="$5.5bn in 2026, it expects.")
    )
    assert relation_of(before, expected) is None


def test_one_article_may_tell_of_a_dispute() -> None:
    rate = {"source": "x", "subject": "Ruritania", "metric": "inflation", "period": "2025-01"}
    official = percent("a", 42.1, **rate, attributed_to="statistics office", said="Inflation was 42.1%, it said.")
    others = percent("b", 91, **rate, attributed_to="a union", said="A union put inflation at 91%.")
    assert relations(official, others) == {("a", "b"): "contradiction"}
    assert relations(official, {**others, "attributed_to": None}) == {}


def test_a_rise_is_the_same_as_the_multiple_it_makes() -> None:
    sales = {"subject": "Acme", "metric": "sales", "period": "2025"}
    rise = percent("a", 132, **sales, direction="up", source="x", said="Acme's sales rose 132% in 2025.")
    times = claim(
        "b", **sales, kind="multiple", unit="x", value=2.3, figure="2.3 times", comparator="approx", source="y",
        said="Acme's sales in 2025 were about 2.3 times those of 2024.",
    )  # fmt: skip
    assert relations(rise, times) == {("a", "b"): "duplicate"}


def test_a_story_among_thousands_of_other_claims_is_told_as_it_is_alone(tmp_path: Path) -> None:
    story = [*harvest("zh", 17), *harvest("en", 27)]
    at_odds = [
        claim("p", source="paper", attributed_to="the board", said="Acme had revenue of $4.5bn, it said."),
        claim(
            "q", source="paper", attributed_to="the union", value=5_500_000_000, figure="$5.5bn",
            said="The union puts Acme's revenue at $5.5bn.",
        ),
    ]  # fmt: skip
    told = [*story, *at_odds]
    spread: list[dict[str, Any]] = []
    for n in range(2000):
        spread += told[n // 200 : n // 200 + 1] if n % 200 == 0 else []
        more = {"metric": "employees", "kind": "count", "unit": None, "value": n + 1, "figure": f"{n + 1}"}
        spread.append(claim(f"f{n}", subject=f"Firm{n:05d}", **more))
    assert all(row in spread for row in told)
    alone = paired(tmp_path / "alone.jsonl", told)
    assert ("zh4", "en4") in alone
    assert ("p", "q") in alone
    names = {row["id"] for row in told}
    among = paired(tmp_path / "among.jsonl", spread)
    assert {pair: found for pair, found in among.items() if names & set(pair)} == alone


def paired(path: Path, rows: list[dict[str, Any]]) -> dict[tuple[str, str], tuple[str, float]]:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with path.open("rb") as lines:
        return {(p.a, p.b): (p.relation, p.score) for p in match_lines(lines, path.name)}


def test_a_name_given_in_both_scripts_is_one_name_to_every_article() -> None:
    profit = {"metric": "operating profit", "unit": "NOK", "period": "2025Q2"}
    chinese = claim(
        "a", **{**profit, "metric": "营业利润"}, subject="北方海洋养殖", figure="14.2亿克朗", value=1.42e9, lang="zh",
        said="挪威企业北方海洋养殖（Havbruk Nord）公布，第二季度营业利润14.2亿克朗。",
    )  # fmt: skip
    english = claim("b", **profit, subject="Havbruk Nord", figure="1.24 billion crowns", value=1.24e9)
    other = claim("b", **profit, subject="Fjord Sund", figure="1.24 billion crowns", value=1.24e9)
    assert {p.relation for p in match_profiles([profile(chinese), profile(english)])} == {"contradiction"}
    assert list(match_profiles([profile(chinese), profile(other)])) == []


def test_of_two_answers_of_an_article_for_one_time_the_likelier_is_the_update() -> None:
    old = claim("a", metric="operating profit", figure="$7.3bn", value=7.3e9)
    told = {"period": "2025", "source": "later", "figure": "$3.4bn", "value": 3.4e9}
    same = claim("b", **told, metric="operating profit")
    part = claim("c", **{**told, "value": 3.1e9, "figure": "$3.1bn"}, metric="operating profit of overseas plants")
    claims = [profile(row) for row in (old, same, part)]
    assert [{p.a, p.b} for p in match_profiles(claims) if "a" in (p.a, p.b)] == [{"a", "b"}]
    sure, poor = (0, 1, 5.0), (0, 2, 3.0)
    assert list(best_answers(claims, [sure, poor])) == [sure]
    claims[2].period = None
    assert list(best_answers(claims, [sure, poor])) == [sure, poor]
