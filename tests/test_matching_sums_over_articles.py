"""Sums of figures of two articles or more, of every dimension, in a database, and among very many claims."""

from __future__ import annotations

import io
from itertools import permutations
from pathlib import Path

import msgspec
import pytest
from db_case import source
from matching_claims import claim
from test_matching_sums import sums

from claims_db import Database
from factcheck import extract
from factcheck.matching.aliases import load_lexicon
from factcheck.matching.record import record_of
from factcheck.matching.rivals import rival_of
from factcheck.matching.scoring import Pair
from factcheck.matching.store import match_new
from factcheck.matching.stream import match_lines

ENERGY = (
    "Electricity output at Skerry Wind was 210 GWh in 2023.",
    "Electricity output at Skerry Wind was 252 GWh in 2024.",
    "Electricity output at Skerry Wind rose {}% in 2024.",
)
POINTS = (
    "Norland's unemployment rate was 5.0% in 2023.",
    "Norland's unemployment rate was 5.5% in 2024.",
    "Norland's unemployment rate rose {} percentage points in 2024.",
)
MASS = ("2023年青石煤矿产量为3140万吨。", "2024年青石煤矿产量为3520万吨。", "2024年青石煤矿产量同比增长{}%。")
COMPUTING = ("星野中心2023年算力为400PFLOPS。", "星野中心2024年算力为900PFLOPS。", "星野中心2024年算力同比增长{}%。")
VERSUS = (
    "The Vantor V2 accelerator delivers {} TFLOPS.",
    "The Vantor V3 accelerator delivers 900 TFLOPS, three times the V2.",
)
VERSUS_ZH = ("乙厂2024年产量为{}万吨。", "甲厂2024年产量为900万吨，是乙厂的3倍。")
SHARES = ("Acme held 60% of the tablet market in 2024.", "Zenith had {}% of the tablet market in 2024.")
SHARES_ZH = ("2024年，甲辰科技占平板电脑市场的60%。", "2024年，乙巳科技占平板电脑市场的{}%。")

STORIES = [
    (ENERGY, 40, 20),
    (POINTS, "1.5", "0.5"),
    (MASS, 22, 12),
    (COMPUTING, 60, 125),
    (VERSUS, 400, 300),
    (VERSUS_ZH, 600, 300),
    (SHARES, 55, 35),
    (SHARES_ZH, 55, 35),
]


def told(story: tuple[str, ...], figure: object) -> list[str]:
    return [text.format(figure) for text in story]


@pytest.mark.parametrize(("story", "wrong", "right"), STORIES)
def test_a_fault_over_articles_is_found_and_the_right_figure_left_alone(
    story: tuple[str, ...], wrong: object, right: object
) -> None:
    assert sums(*told(story, wrong))
    assert sums(*told(story, right)) == []


@pytest.mark.parametrize(("story", "wrong"), [(story, wrong) for story, wrong, _ in STORIES])
def test_in_a_database_it_is_found_whichever_article_comes_last(
    tmp_path: Path, story: tuple[str, ...], wrong: object
) -> None:
    expected = len(sums(*told(story, wrong)))
    for number, order in enumerate(permutations(told(story, wrong))):
        with Database.open(tmp_path / f"{number}.db", "ana", create=True) as db:
            for place, text in enumerate(order):
                db.intake(source(f"{place}.txt", f"{text}\n"), extract(f"{text}\n"))
                list(match_new(db))
            assert len([pair for pair in db.suggestions.open() if pair.relation == "contradiction"]) == expected


@pytest.mark.parametrize(("story", "wrong", "right"), STORIES)
def test_and_among_very_many_claims(story: tuple[str, ...], wrong: object, right: object) -> None:
    fillers = [
        claim(f"f{number}", subject=f"firm {number}", value=1000 + 7 * number, figure=f"${1000 + 7 * number}")
        for number in range(1600)
    ]

    def pairs(figure: object) -> list[Pair]:
        records = [
            record_of(one, f"{number}.{place}")
            for number, text in enumerate(told(story, figure))
            for place, one in enumerate(extract(text, source=f"article {number}"))
        ]
        lines = [msgspec.json.encode(row) for row in (*fillers, *records)]
        own = {record.id for record in records}
        found = match_lines(io.BytesIO(b"\n".join(lines)), "claims")
        return [pair for pair in found if pair.relation == "contradiction" and {pair.a, pair.b} <= own]

    assert len(pairs(wrong)) == len(sums(*told(story, wrong)))
    assert pairs(right) == []


CLEAN = [
    ("Acme held 60% of the tablet market in 2024.", "Chinese makers had 75% of the tablet market in 2024."),
    ("Acme held 60% of the tablet market in 2024.", "Zenith had 55% of the tablet market in 2023."),
    ("Acme held 60% of the market in 2024.", "Zenith had 55% of the market in 2024."),
    ("Acme held 60% of the tablet market in Spain in 2024.", "Zenith had 55% of the tablet market in Chile in 2024."),
    ("2024年，甲辰科技占平板电脑市场的60%。", "2024年，国产品牌占平板电脑市场的75%。"),
    ("乙厂2023年产量为600万吨。", "甲厂2024年产量为900万吨，是乙厂的3倍。"),
    ("The Vantor V2 delivers 400 TFLOPS.", "The Vantor V3 delivers 900 TFLOPS, three times more than the V2."),
    ("The Orlo V2 accelerator delivers 400 TFLOPS.", VERSUS[1]),
    ("The Vantor V2 weighs 400 kg.", "The Vantor V3 delivers 900 TFLOPS, three times the V2."),
    ("The Vantor V2 delivers 400 TFLOPS.", "The V2 gives 300 TFLOPS. The V3 delivers 900 TFLOPS, three times the V2."),
    (
        "Norland's unemployment rate was 5.0% in 2023.",
        "Norland's unemployment rate rose 1.5 percentage points in 2024.",
    ),
]


@pytest.mark.parametrize("articles", CLEAN)
def test_figures_of_other_wholes_times_and_measures_are_left_alone(articles: tuple[str, ...]) -> None:
    assert sums(*articles) == []


def test_a_comparison_goes_with_the_figure_it_was_made_with(tmp_path: Path) -> None:
    with Database.open(tmp_path / "a.db", "ana", create=True) as db:
        for number, text in enumerate(told(VERSUS, 400)):
            db.intake(source(f"{number}.txt", f"{text}\n"), extract(f"{text}\n"))
        list(match_new(db))
        (own,) = [row.id for row in db.claims.rows([1, 2, 3]) if row.figure == "900 TFLOPS"]
        assert len(db.suggestions.open()) == 2
        db.acts.correct(own, value=1200)
        list(match_new(db))
        assert db.suggestions.open() == []


@pytest.mark.parametrize(
    ("subject", "compared_with", "rival"),
    [
        ("Vantor V3 accelerator", "the V2", "Vantor V2 accelerator"),
        ("云杉V3加速卡", "云杉V2", "云杉V2加速卡"),
        ("Acme", "that of Corvo Metals", "Corvo Metals"),
        ("甲厂", "乙厂", "乙厂"),
        ("Acme", "a year earlier", ""),
        ("甲厂", "去年同期", ""),
        ("Acme", "2019", ""),
        ("Acme", "the planned figure", ""),
    ],
)
def test_with_what_a_comparison_is_made(subject: str, compared_with: str, rival: str) -> None:
    assert rival_of(subject, compared_with, "x") == rival
    assert rival_of(subject, compared_with, "kg") == ""


def test_filing_from_a_file_and_one_by_one_is_the_same(tmp_path: Path) -> None:
    from factcheck.matching.keys import keys_of, keys_of_sketches
    from factcheck.matching.profile import profile_of
    from factcheck.matching.sketch import Records

    records = [
        record_of(one, f"{number}.{place}")
        for story, wrong, _ in STORIES
        if story is not VERSUS  # its topic is one that only the words around the figure tell
        for number, text in enumerate(told(story, wrong))
        for place, one in enumerate(extract(text))
    ]
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"\n".join(map(msgspec.json.encode, records)))
    lexicon = load_lexicon()
    with path.open("rb") as file:
        read = Records(file, "claims")
        sketches = read.read(lexicon)

        def compared_with(row: int) -> object:
            return read.record(int(sketches.offset[row]), int(sketches.length[row])).relative_to

        filed = list(keys_of_sketches(sketches, lexicon, compared_with))
    profiles = [profile_of(record, lexicon) for record in records]
    assert [sorted(keys) for keys in filed] == [sorted(keys_of(p)) for p in profiles if p is not None]
