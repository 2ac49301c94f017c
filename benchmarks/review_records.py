"""Generated records for the review benchmark: short reports in English and Chinese, each of known many claims.

Nothing is random beyond a seed, so that two runs fill the same database. Companies, metrics and numbers are drawn with
the skew of real archives: few subjects are often in the news, most seldom.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

CLAIMS_A_SOURCE = 10
LONG_SOURCE = 5_000
"""Claims of the one long source."""
_METRICS = (
    ("revenue", "营收"),
    ("net profit", "净利润"),
    ("capital spending", "资本开支"),
    ("research spending", "研发投入"),
    ("export value", "出口额"),
    ("operating cost", "营业成本"),
    ("order backlog", "在手订单"),
    ("cash flow", "现金流"),
)
_ENGLISH = (
    "{name}'s {metric} rose {percent}% to ${money} million in {year}.",
    "The company employed {people:,} people at the end of {year}.",
    "Its plant in {town} produces {people:,} vehicles a year.",
    "{name} spent ${money} million on {metric} in {year}.",
    "Shares of the market fell {percent}% last year.",
    "A new line of {length} km connects {town} with the port.",
)
_CHINESE = (
    "{name}{year}年{metric}为{money}亿元，同比增长{percent}%。",
    "截至{year}年底，{name}共有员工{people}人。",
    "{town}工厂全年产量为{people}辆。",
    "{name}{metric}同比下降{percent}%。",
    "项目总投资{money}亿元。",
    "新线全长{length}公里。",
)
_CLAIMS = (2, 1, 1, 1, 1, 1)
"""Claims of each sentence, in both languages."""
_TOWNS = (("Leipzig", "合肥"), ("Austin", "西安"), ("Pune", "宁波"), ("Osaka", "长春"), ("Lyon", "东莞"))
_PARTS = (("North", "华"), ("Bright", "明"), ("Stone", "石"), ("River", "江"), ("Silver", "银"), ("High", "高"))
_ENDS = (("star", "星"), ("field", "田"), ("bridge", "桥"), ("wood", "林"), ("port", "港"), ("gate", "门"))


def write_records(path: Path, claims: int, *, seed: int = 7) -> None:
    """Write records that make ``claims`` claims, ``CLAIMS_A_SOURCE`` to a source, half of them Chinese."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(_reports(claims // CLAIMS_A_SOURCE, seed)):
            file.write(json.dumps({"id": f"report-{number:06}", "text": text}, ensure_ascii=False) + "\n")


def long_record(path: Path, claims: int = LONG_SOURCE, characters: int = 1_000_000) -> None:
    """Write one record of about ``characters`` code points that makes ``claims`` claims."""
    dice = random.Random(11)
    parts: list[str] = []
    made = 0
    filler = "It is not known when the work began, nor who ordered it. "
    share = characters // (claims // CLAIMS_A_SOURCE)
    while made < claims:
        report = _report(dice, chinese=False)
        parts.append(report + filler * max((share - len(report)) // len(filler), 0))
        made += CLAIMS_A_SOURCE
    path.write_text(json.dumps({"id": "yearbook", "text": "\n\n".join(parts)}) + "\n", "utf-8")


def _reports(count: int, seed: int) -> Iterator[str]:
    dice = random.Random(seed)
    for number in range(count):
        # the last sentence keeps two sources from ever being the same text
        serial = f"报告编号 {number}。" if number % 2 else f"Report no. {number}."
        yield f"{_report(dice, chinese=bool(number % 2))}\n{serial}"


def _report(dice: random.Random, *, chinese: bool) -> str:
    """Sentences on one company that state ``CLAIMS_A_SOURCE`` figures."""
    tongue = int(chinese)
    # squared, so that low numbers, and with them the same few names, come often
    draw = int(dice.random() ** 2 * len(_PARTS) * len(_ENDS) * 40)
    part, end = _PARTS[draw % 6][tongue], _ENDS[draw // 6 % 6][tongue]
    suffix = "集团" if chinese else f" {('Motors', 'Steel', 'Energy', 'Foods')[draw % 4]}"
    name = f"{part}{end}{suffix}"
    templates = _CHINESE if chinese else _ENGLISH
    sentences: list[str] = []
    made = 0
    while made < CLAIMS_A_SOURCE:
        which = dice.randrange(len(templates))
        if made + _CLAIMS[which] > CLAIMS_A_SOURCE:
            continue
        made += _CLAIMS[which]
        sentences.append(
            templates[which].format(
                name=name,
                metric=dice.choice(_METRICS)[tongue],
                town=dice.choice(_TOWNS)[tongue],
                percent=round(dice.uniform(0.3, 90), 1),
                money=round(10 ** dice.uniform(0.5, 3.5), 1),
                people=dice.randrange(1000, 400_000),
                length=dice.randrange(12, 2_000),
                year=dice.randrange(2012, 2026),
            )
        )
    return ("" if chinese else " ").join(sentences)
