"""Sums found in whole articles: each template holds a fault, and with the right figure none."""

from __future__ import annotations

import io
import json

import msgspec
import pytest
from matching_claims import claim

from factcheck import extract
from factcheck.matching.aliases import load_lexicon
from factcheck.matching.arithmetic import contradictions
from factcheck.matching.engine import match_profiles
from factcheck.matching.profile import Profile, profile_of
from factcheck.matching.record import record_of
from factcheck.matching.scoring import Pair
from factcheck.matching.stream import match_lines


def sums(*articles: str) -> list[Pair]:
    found: list[Profile] = []
    for number, text in enumerate(articles):
        for one in extract(text, source=f"article {number}"):
            profile = profile_of(record_of(one, len(found)), load_lexicon())
            if profile:
                profile.order = len(found)
                found.append(profile)
    return list(contradictions(found))


CHANGES = [
    ("Cod landings rose {}%, from 80 tonnes to 100 tonnes.", 40, 25),
    ("Cod landings rose from 80 tonnes to 100 tonnes, up {}%.", 15, 25),
    ("Cod landings rose {}% last year, from 80 tonnes a month to 100 tonnes.", 40, 25),
    ("Ferry fares were raised from $20 in 2022 to $24 in 2023, an increase of {}%.", 35, 20),
    ("Ferry fares rose {}% to $24 from $20.", 35, 20),
    ("Ferry fares stood at $24, up {}% from $20 in 2022.", 35, 20),
    ("The ferry was cut to $18 in May from a list price of $24, a cut of {}%.", 40, 25),
    ("The canal cost $9bn, {} times the $3bn first planned.", "four", "three"),
    ("渔获量从80吨增至100吨，增长{}%。", 40, 25),
    ("渔获量为100吨，比上年的80吨增长{}%。", 40, 25),
    ("Absence rose {} percentage points, from 8% to 11%.", 5, 3),
    ("Absence was 11%, up {} percentage points from 8% in 2021.", 5, 3),
    ("该县贫困率从6.2%降至5.1%，下降{}个百分点。", "1.6", "1.1"),
    ("Backing for the mayor fell from 45% to 41%, a loss of {} points.", 7, 4),
    ("Loans were $60m, against $50m a year earlier. That is a rise of {}%.", 32, 20),
    ("The zoo had 60,000 guests in 2023. In 2022 it had 50,000 guests. That was an increase of {}%.", 32, 20),
    ("该社去年贷款60亿元，前年为50亿元。增幅为{}%。", 32, 20),
]
COMPARISONS = [
    (
        "A ferry ticket costs $30 at Quayside and $20 at Lowbank. Tickets at Quayside are {}% dearer than at Lowbank.",
        20,
        50,
    ),
    (
        "North Yard built 90 boats. South Yard built 30 boats. North Yard built {} times as many boats as South Yard.",
        "four",
        "three",
    ),
    ("Acme earned $20m. Zenith earned $5m, a {} of what Acme earned.", "half", "quarter"),
    ("东港县人口为60万，西港县人口为20万。东港县人口是西港县的{}。", "五倍", "三倍"),
    (
        "North Yard built 90 boats. South Yard built 30 boats. South Yard built {} as many boats as North Yard.",
        "half",
        "a third",
    ),
    ("The Tern sells for $30,000 and the Gull for $20,000. The Tern is {}% dearer than the Gull.", 20, 50),
    ("甲地铁线长60公里，乙地铁线长40公里。甲地铁线比乙地铁线长{}%。", 80, 50),
    ("甲馆门票为90元，乙馆门票为60元。甲馆门票比乙馆高{}%。", 20, 50),
]
SHARES = [
    ("Acme holds 45% of the market. Zenith has {}% of the market. Quorvex accounts for 20% of the market.", 50, 30),
    ("Oil accounts for 45% of exports, gas accounts for {}% of exports and fish accounts for 20% of exports.", 50, 30),
    ("By market share, Acme holds 45%, Zenith has {}% and Quorvex 20%.", 50, 30),
    ("全县用水量中，农业占65%。工业占{}%。居民占10%。", 40, 20),
    ("Of the members, 48% chose Lind, {}% chose Maro and 20% chose Pell.", 45, 30),
]
TOTALS = [
    ("Of the 90 staff, 60 are drivers and {} are mechanics.", 50, 25),
    ("公司共有员工90人，其中研发人员60人，销售人员{}人。", 50, 25),
    ("The choir has 90 members, including 50 men and {} women.", 60, 40),
    ("The harbour has 90 boats: 60 trawlers and {} ferries.", 50, 30),
    ("Acme, Zenith and Quorvex together built {} boats: Acme built 40, Zenith built 30 and Quorvex built 20.", 120, 90),
    ("The hospital employs 900 people, of whom 600 are nurses and {} are doctors.", 500, 300),
    ("The council has 90 seats: 60 for Labour and {} for the Greens.", 60, 30),
    ("三个码头共卸货{}吨：东码头40吨，西码头30吨，南码头20吨。", 120, 90),
    ("一季度销售20万辆，二季度销售30万辆，上半年共销售{}万辆。", 60, 50),
    (
        "Acme built 40 boats in the north, 30 boats in the west and 20 in the east. The company's total was {} boats.",
        70,
        90,
    ),
    (
        "The Quay plant made 300 tonnes and the Bank plant made 100 tonnes. In total the two plants made {} tonnes.",
        500,
        400,
    ),
]


@pytest.mark.parametrize(("text", "wrong", "right"), [*CHANGES, *COMPARISONS, *SHARES, *TOTALS])
def test_a_planted_fault_is_found_and_the_right_figure_left_alone(text: str, wrong: object, right: object) -> None:
    assert sums(text.format(wrong))
    assert sums(text.format(right)) == []


CLEAN = [
    # another thing, or another time, than the two figures
    "Landings rose from 80 tonnes to 100 tonnes, while exports grew 10%.",
    "渔获量从80吨增至100吨，出口增长10%。",
    "The fare fell from $50 to $40 last week, and is down 60% this year.",
    "Eel costs $4, up from $3 in May and 60% above a year ago.",
    "The fleet grew from 20 boats in 2010 to 60 boats in 2020, an average annual growth of 12%.",
    "产值从2010年的20亿元增至2020年的60亿元，年均增长12%。",
    "Absence rose from 8% to 11%. Youth absence rose 5 percentage points.",
    "Landings more than doubled, from 20,000 to 55,000.",
    # wholes that differ, or parts that overlap
    "Acme holds 60% of the market in France. In Germany it holds 50% of the market.",
    "Some 60% of users own a phone, 70% own a laptop and 50% own a tablet.",
    "一班男生占60%，二班男生占55%。",
    "员工中，研发人员占70%，女性占45%，党员占20%。",
    "Of the 90 staff, 60 are drivers and 50 are women.",
    "公司共有员工90人，其中研发人员60人，女性50人。",
    "The choir has 90 members: 50 sing in English and 60 sing in French.",
    "第一大股东持股占40%，前十大股东持股占75%。",
    # another measure than the figures, or another base
    "The Lark weighs 40 kg. The Wren weighs 20 kg. The Lark is three times as fast as the Wren.",
    "Arlen has 300,000 people and Bergo 200,000. House prices in Arlen are 20% higher than in Bergo.",
    "Arlen has 300,000 people and Bergo 200,000. Arlen is 20% larger than Bergo in area.",
    "Shares rose 5% to $42, from a low of $30 in March.",
    "Turnout was 60%, compared with 58% in 2019. The rise was 9% among the young.",
    "Drivers under 20 are 5 times as likely to crash as drivers of 40.",
    # more than what is told belongs to the total
    "Acme built 40 boats in the north and 30 in the west. The company's total was 90, with the rest built abroad.",
    "Acme built 50 boats in May and 40 boats in June. In total it built 110 boats last year.",
    "一季度销售20万辆，二季度销售30万辆，全年共销售60万辆。",
]


@pytest.mark.parametrize("text", CLEAN)
def test_figures_of_no_one_sum_are_left_alone(text: str) -> None:
    assert sums(text) == []


def test_why_writes_the_sum_out() -> None:
    assert {pair.why for pair in sums("Absence rose 5 percentage points, from 8% to 11%.")} == {
        ("from 8% to 11% is a change of 3", "stated 5 percentage points up", "with claim 1: 8%"),
        ("from 8% to 11% is a change of 3", "stated 5 percentage points up", "with claim 2: 11%"),
    }


OVER_ARTICLES = [
    (
        "Orlo Vans sold 40,000 vans in 2023.",
        "Orlo Vans sold 50,000 vans in 2024.",
        "Van sales at Orlo Vans rose {}% in 2024.",
    ),
    ("2023年，奥洛汽车营收为40亿元。", "2024年，奥洛汽车营收为50亿元。", "2024年，奥洛汽车营收同比增长{}%。"),
]


@pytest.mark.parametrize("articles", OVER_ARTICLES)
def test_a_change_is_held_against_what_other_articles_say(articles: tuple[str, ...]) -> None:
    before, after, change = articles
    wrong = sums(before, after, change.format(10))
    assert len(wrong) == 2
    assert all("that is 25 % more" in pair.why[0] for pair in wrong)
    assert sums(before, after, change.format(25)) == []


@pytest.mark.parametrize(
    "change",
    [
        "Truck sales at Orlo Vans rose 10% in 2024.",
        "Van sales at Orlo Vans in Germany rose 10% in 2024.",
        "Van sales at Orlo Vans rose 10% in 2025.",
        "Van sales at Orlo Vans rose 10%.",
        "Van sales at Orlo Vans have risen 10% since 2019, it said in 2024.",
        "Van sales at Marlo Vans rose 10% in 2024.",
    ],
)
def test_changes_of_something_else_are_not(change: str) -> None:
    before, after, _ = OVER_ARTICLES[0]
    assert sums(before, after, change) == []


def test_figures_that_differ_among_themselves_are_not_taken_for_the_ends() -> None:
    before, after, change = OVER_ARTICLES[0]
    assert sums(before, after, "Orlo Vans sold 55,000 vans in 2024.", change.format(10)) == []


@pytest.mark.parametrize("articles", OVER_ARTICLES)
def test_a_change_is_held_against_other_articles_among_very_many_claims(articles: tuple[str, ...]) -> None:
    before, after, change = articles
    fillers = [
        claim(f"f{number}", subject=f"firm {number}", value=1000 + 7 * number, figure=f"${1000 + 7 * number}")
        for number in range(1600)
    ]

    def pairs(stated: int) -> list[Pair]:
        told = [
            record_of(one, f"{number}")
            for number, text in enumerate((before, after, change.format(stated)))
            for one in extract(text, source=f"article {number}")
        ]
        lines = [json.dumps(row).encode() for row in fillers] + [msgspec.json.encode(record) for record in told]
        return list(match_lines(io.BytesIO(b"\n".join(lines)), "claims"))

    assert sum("that is 25 % more" in pair.why[0] for pair in pairs(10)) == 2
    assert not any(" % more" in pair.why[0] for pair in pairs(25))


@pytest.mark.parametrize(
    "text",
    [
        "Ardent holds 60% of the market. Bresk holds 30% of the market. In Europe, Corvel holds 40% of the market.",
        "52% of men chose Lind, and 61% of women chose Lind.",
        "70% chose Lind as best speaker and 65% chose Maro as best writer.",
        "In 2023 60% voted for Lind; in the run-off 70% voted for Maro.",
        "60% chose Lind and 55% chose Maro; multiple answers were allowed.",
        "Acme sold 50 trucks in the north and 40 in the south. In total, Zenith sold 120 trucks.",
        "全年收入100亿元，其中上半年40亿元，下半年60亿元，三季度35亿元。",
    ],
)
def test_parts_of_no_one_whole_are_not_added_up(text: str) -> None:
    assert sums(text) == []


def test_choices_of_the_same_people_and_halves_of_a_year_are() -> None:
    assert sums("60% of voters chose Lind, and 55% of voters chose Maro.")
    assert sums("Acme sold 50 trucks in the north and 40 in the south. In total, Acme sold 120 trucks.")
    (first, *_) = sums("全年收入100亿元，其中上半年75亿元，下半年60亿元。")
    assert "= 135亿元, more than" in first.why[0]


def test_another_base_in_chinese_is_another_sum() -> None:
    levels = "某公司2023年营收40亿元。", "某公司2024年营收50亿元。"
    assert sums(*levels, "某公司2024年营收增长10%。")
    for base in ("同口径", "同店", "按不变价"):
        assert not sums(*levels, f"某公司2024年营收{base}增长10%。")


def test_an_article_that_repeats_a_figure_changes_no_sum() -> None:
    articles = (
        "Acme revenue was $40 million in 2023.",
        "Acme revenue was $50 million in 2024.",
        "Acme revenue rose 10% in 2024.",
    )
    before = {(pair.a, pair.b) for pair in sums(*articles)}
    assert before
    assert before == {(p.a, p.b) for p in sums(*articles, "Acme revenue was $50 million in 2024, it said.")}


def test_a_share_of_people_is_no_change_of_profit() -> None:
    def suggested(*texts: str) -> list[Pair]:
        found = [
            profile
            for number, text in enumerate(texts)
            for claim in extract(text, source=f"article {number}", every=True)
            if (profile := profile_of(record_of(claim, number), load_lexicon()))
        ]
        return list(match_profiles(found))

    assert suggested("Profit at Acme fell by a fifth.", "Acme's profit fell 20%.")
    assert not suggested("Profit at Acme fell by a fifth.", "One in five is a woman at Acme.")
