"""Matching where extraction read subject, metric, period or unit differently on the two sides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from matching_claims import claim, profile

from factcheck.matching.engine import match_profiles
from factcheck.matching.features import far_apart
from factcheck.matching.peculiar import Rarity, shared_weight
from factcheck.matching.periods import parse_period, relation
from factcheck.matching.relations import relation_of
from factcheck.matching.stories import date_articles


def told(source: str, sentences: Sequence[tuple[str, str, float, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Counts of one article: sentence, figure, value, other fields; subject and metric as a poor reader gives them."""
    fields = {"kind": "count", "unit": None, "subject": None, "metric": None, "period": None, "source": source}
    return [
        claim(f"{source}{n}", said=said, figure=figure, value=value, **(fields | more))
        for n, (said, figure, value, more) in enumerate(sentences)
    ]


HARBOUR: list[tuple[str, str, float, dict[str, Any]]] = [
    ("The harbour board let 7,412 berths to owners.", "7,412", 7412, {}),
    ("Divers removed 318 wrecks from the lagoon.", "318", 318, {}),
    ("Lighthouse keepers number 96 along the coast.", "96", 96, {}),
]
HARBOUR_AGAIN: list[tuple[str, str, float, dict[str, Any]]] = [
    ("Owners rent 7,412 berths from the board.", "7,412", 7412, {}),
    ("From the lagoon 318 wrecks were taken by divers.", "318", 318, {}),
    ("Some 81 lighthouse keepers watch the coast.", "81", 81, {}),
]


def pairs(*rows: dict[str, Any]) -> dict[tuple[str, str], str]:
    return {(min(p.a, p.b), max(p.a, p.b)): p.relation for p in match_profiles([profile(row) for row in rows])}


def test_two_articles_of_one_story_pair_their_figures_without_subject_and_metric() -> None:
    rows = [*told("x", HARBOUR), *told("y", HARBOUR_AGAIN)]
    assert pairs(*rows) == {("x0", "y0"): "duplicate", ("x1", "y1"): "duplicate", ("x2", "y2"): "contradiction"}


def test_figures_of_other_questions_do_not_contradict_for_want_of_words() -> None:
    other = [*HARBOUR_AGAIN[:2], ("A ferry ticket buys 81 minutes of sea air.", "81", 81, {})]
    assert ("x2", "y2") not in pairs(*told("x", HARBOUR), *told("y", other))


def test_words_that_few_sentences_have_tell_more_than_those_of_all() -> None:
    article = [profile(row) for row in told("x", [
        ("Ruritania let 40 berths.", "40", 40, {}),
        ("Ruritania paid 50 divers.", "50", 50, {}),
        ("Ruritania has 60 parks.", "60", 60, {}),
    ])]  # fmt: skip
    rarity = Rarity(article, across=False)
    berths, divers, _ = (one.sentence for one in article)
    assert rarity.of("t:diver") > rarity.of("t:ruritania") > 0
    assert shared_weight(berths, berths, rarity, rarity) > 2 * shared_weight(berths, divers, rarity, rarity) > 0


def test_a_rate_that_fell_to_a_figure_is_a_level() -> None:
    rate = {"kind": "percentage", "unit": "%", "figure": "24%", "value": 24, "metric": "vacancy rate"}
    fell = profile(claim("a", **rate, direction="down", said="The vacancy rate fell to 24%."))
    by = profile(claim("b", **rate, direction="down", said="The vacancy rate fell by 24%."))
    chinese = profile(claim("c", **rate, direction="down", lang="zh", said="空置率回落至24%。"))
    assert (fell.change, by.change, chinese.change) == (False, True, False)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("FY2026Q1", "2025-04/2025-06", "unknown"),
        ("FY2026H1", "2025-04/2025-06", "near"),
        ("FY2026", "2025-04/2025-06", "near"),
    ],
)
def test_a_fiscal_and_a_calendar_period_coincide_only_where_they_are_about_as_long(
    one: str, other: str, expected: str
) -> None:
    assert relation(parse_period(one), parse_period(other)) == expected


def test_a_year_and_its_last_month_are_one_time_where_the_figures_agree() -> None:
    rate = {
        "kind": "percentage",
        "unit": "%",
        "figure": "24%",
        "value": 24,
        "metric": "inflation",
        "modality": "forecast",
    }
    year = profile(claim("a", **rate, period="2025", said="It sees inflation of 24% in 2025."))
    month = profile(claim("b", **rate, period="2025-12", said="It sees inflation of 24% in December 2025."))
    march = profile(claim("c", **rate, period="2025-03", said="It sees inflation of 24% in March 2025."))
    assert relation_of(year, month) == "duplicate"
    assert relation_of(year, march) == "update"


def test_a_year_inferred_around_a_month_does_not_make_an_update() -> None:
    month = profile(claim("a", period="2024-12", said="In December 2024 Acme had revenue of $4.5bn."))
    fields = {"figure": "$5.5bn", "value": 5_500_000_000, "period": "2024"}
    inferred = profile(claim("b", **fields, said="Acme had revenue of $5.5bn."))
    stated = profile(claim("c", **fields, said="Acme had revenue of $5.5bn in 2024."))
    assert relation_of(month, inferred) == "contradiction"
    assert relation_of(month, stated) == "update"


def test_what_may_be_settles_nothing_but_what_was_expected_does() -> None:
    fields = {"figure": "$5.5bn", "value": 5_500_000_000}
    happened = profile(claim("a"))
    assert relation_of(happened, profile(claim("b", **fields, modality="hypothetical"))) == "contradiction"
    assert relation_of(happened, profile(claim("b", **fields, modality="forecast"))) is None


def test_dollars_of_two_countries_are_one_figure_where_they_agree_and_euros_another() -> None:
    sum_ = {"subject": "Harbour Trust", "metric": "bill", "value": 51_400_000}
    bare = claim("a", **sum_, figure="$51.4 million", said="The Harbour Trust's bill is $51.4 million.")
    written = claim(
        "b", **sum_, unit="CAD", figure="C$51.4 million", said="The Harbour Trust's bill is C$51.4 million."
    )
    assert pairs(bare, written) == {("a", "b"): "duplicate"}
    euros = claim("b", **sum_, unit="EUR", figure="€51.4 million", said="The Harbour Trust's bill is €51.4 million.")
    assert pairs(bare, euros) == {("a", "b"): "contradiction"}


def test_bare_dollars_are_those_of_the_article_that_tells_the_same_sums() -> None:
    def bill(source: str, sign: str, unit: str, *sums: float) -> list[dict[str, Any]]:
        names = ("chargers", "budget", "ferries")
        return [
            claim(
                f"{source}{name}", source=source, subject=name, metric="cost", period=None, unit=unit,
                value=value * 1e6,
                figure=f"{sign}{value} million", said=f"The {name} cost {sign}{value} million.",
            )
            for name, value in zip(names, sums, strict=True)
        ]  # fmt: skip

    local, wire = bill("local", "$", "USD", 51, 25, 86), bill("wire", "C$", "CAD", 51, 25, 92)
    assert pairs(*local, *wire)["localferries", "wireferries"] == "contradiction"
    american = bill("wire", "C$", "CAD", 38, 19, 92)
    assert ("localferries", "wireferries") not in pairs(*local, *american)


def test_figures_a_factor_of_ten_apart_are_hardly_of_one_quantity() -> None:
    amounts = [profile(claim("a", value=value, figure=str(value))).amount for value in (100, 180, 450, 1000)]
    apart = [far_apart(amounts[0], other) for other in amounts[1:]]
    assert apart[0] == 0 < apart[1] < apart[2] == pytest.approx(1)
    slip, other = (profile(claim("b", value=4.5e9 * factor, figure="4.5")) for factor in (1000, 100_000))
    assert relation_of(profile(claim("a")), slip) == "contradiction"
    assert relation_of(profile(claim("a")), other) is None


def test_places_on_a_scale_and_ages_are_compared_whatever_they_are_counted_in() -> None:
    film = {"kind": "number", "value": 8.4, "subject": "Cloud Boy", "metric": "rating"}
    chinese = claim("a", **film, unit="分", figure="8.4分", lang="zh", said="Cloud Boy评分8.4分。")
    assert pairs(chinese, claim("b", **film, unit="points", figure="8.4")) == {("a", "b"): "duplicate"}
    boats = {"value": 71, "subject": "ferries", "metric": "average age"}
    counted = claim("a", **boats, kind="count", unit="years", figure="71")
    assert pairs(counted, claim("b", **boats, kind="age", unit="a", figure="71 years")) == {("a", "b"): "duplicate"}


def test_a_rate_is_of_what_its_article_tells() -> None:
    rate = {"kind": "percentage", "unit": "%", "figure": "4.3%", "value": 4.3}
    named = claim(
        "a", **rate, subject="Ireland", metric="unemployment rate", said="Ireland's unemployment rate is 4.3%."
    )
    bare = claim(
        "b", **rate, subject="Ireland", metric="rate", said="More people are jobless, pushing the rate to 4.3%."
    )
    assert pairs(named, bare) == {("a", "b"): "duplicate"}
    lent = claim("c", **rate, subject="Acme", metric="rate", said="Acme borrows money at a rate of 4.3%.")
    assert pairs(named, lent) == {}


def test_a_figure_that_a_later_article_repeats_is_no_news() -> None:
    said = {"period": None, "source": "one"}
    before = profile(claim("a", **said, said="OSLO, Feb 11, 2025 - Acme has revenue of $4.5bn."))
    later = {"period": "2025", "as_of": None, "said": "OSLO, Nov 18, 2025 - Acme has revenue of $4.5bn."}
    after = profile(claim("b", **later))
    date_articles([before, after])
    assert relation_of(before, after) == "duplicate"
    more = profile(claim("b", **later, figure="$5.5bn", value=5_500_000_000))
    date_articles([before, more])
    assert relation_of(before, more) == "update"
