"""Sums of set phrases: products, halvings, shares of a part, kinds that leave each other out, businesses of a firm."""

from __future__ import annotations

import pytest
from test_matching_sums import sums

from factcheck.review import language
from factcheck.review.reason_words import told_reason

FAULTS = [
    # product of count and figure of each
    ("The yard sold 300 boats at an average price of $20,000, for sales of ${} million.", 9, 6),
    ("The clinic bought 40 beds at $500 each, a total of ${}.", "25,000", "20,000"),
    ("Each of the 60 turbines generates 5 MW, giving the park a total capacity of {} MW.", 450, 300),
    ("学校采购40台电脑，每台5000元，共计{}万元。", 25, 20),
    ("该船厂售出300艘游船，平均售价2万元，销售额达{}万元。", 900, 600),
    ("风电场装有60台风机，单机容量5兆瓦，总装机容量{}兆瓦。", 450, 300),
    # a halving in words
    ("The ferry fare was halved, falling from $60 to ${}.", 42, 30),
    ("The ferry fare was nearly halved, falling from $60 to ${}.", 48, 34),
    ("渔获量减半，从60吨降至{}吨。", 42, 30),
    # a share with its part and its whole
    ("Of its 900 staff, 300, or {}%, are drivers.", 50, 33),
    ("Exports were $20 million, or {}% of the company's sales of $50 million.", 60, 40),
    ("该厂营收50亿元，其中海外收入20亿元，占{}成。", "六", "四"),
    ("该厂员工共900人，其中研发人员300人，占比{}%。", 50, 33),
    # kinds that leave each other out, and the total of what came from where
    ("该校共有学生900人，其中本科生600人，研究生{}人。", 500, 300),
    ("The fund took $70 million from banks and $40 million from insurers, for a total of ${} million.", 130, 110),
    ("该基金从银行募得70亿元，从保险公司募得40亿元，合计{}亿元。", 130, 110),
    (
        "Orlo had sales of $500 million. Vans brought in $300 million, parts $150 million and repairs ${} million.",
        90,
        50,
    ),
    ("Of the votes, 48% went to Lind, 39% went to Maro and {}% went to Pell.", 27, 13),
    ("The ferry cut its debt in half, from $60 million to ${} million.", 42, 30),
    ("The mill sold 120,000 jars for $5 each, bringing in ${}.", "800,000", "600,000"),
    ("会员900人，男性600人，女性{}人。", 500, 300),
    ("今年吞吐量{}万箱，是2015年500万箱的两倍。", 800, 1000),
    ("Membership has doubled since 2015, from 3,000 to {}.", "4,200", "6,000"),
    ("会员人数从3000人翻番至{}人。", 4200, 6000),
    ("今年前三季度净利润6.6亿元，上年同期为6亿元，同比增长{}%。", 25, 10),
    ("The museum drew 900 visitors: 500 adults and {} children.", 600, 400),
    ("全年接待游客80万人次，其中境内游客50万人次，境外游客{}万人次。", 40, 30),
    ("200名员工人均奖金1500元，合计{}万元。", 45, 30),
    ("Coal provides 50% of the power, gas 40% and wind {}%.", 25, 10),
    # 同比增长 is a change, no comparison by length
    ("该社2022年运量为4000万件，2023年增至5200万件，同比增长{}%。", 45, 30),
]


@pytest.mark.parametrize(("text", "wrong", "right"), FAULTS)
def test_a_planted_fault_is_found_and_the_right_figure_left_alone(text: str, wrong: object, right: object) -> None:
    assert sums(text.format(wrong))
    assert sums(text.format(right)) == []


CLEAN = [
    # counts, rates or kinds besides
    "The clinic bought 40 beds at $500 each and 20 chairs at $50 each, a total of $21,000.",
    "The firm pays 40 workers $500 a week, a total of $1 million a year.",
    "公司40名员工，每人每月补贴5000元，共计240万元。",
    "学校采购40台电脑和20台打印机，每台5000元，共计30万元。",
    "Shipping one container costs $2,000 to $3,000, so the 400 containers cost about $1 million.",
    # another halving, or more and less than one
    "It halved its fleet and cut fares from $80 to $52.",
    "Fares more than halved, from $80 to $25.",
    "产量近乎减半，从80吨降至45吨。",
    # another, shorter time
    "2022年销量40万辆，2023年销量50万辆，12月销量同比增长60%。",
    # another whole
    "营收50亿元，其中海外收入20亿元，占海外市场的六成。",
    "营收50亿元，其中海外收入20亿元，增长六成。",
    "Of its 900 staff, 300, or 60% of all drivers in the county, are drivers.",
    # parts told in two ways overlap
    "该厂总营收为90亿元，其中海外收入50亿元，线上收入60亿元。",
    "该校共有学生900人，其中本科生600人，女生500人。",
    "Orlo had sales of $50m. Vans brought in $30m, parts $15m and repairs $9m before eliminations.",
    "The fund took $70 million from banks and $40 million from insurers, and spent a total of $130 million.",
    "60% of teachers went to Lind High and 55% of pupils went to Maro High.",
]


@pytest.mark.parametrize("text", CLEAN)
def test_figures_of_no_one_sum_are_left_alone(text: str) -> None:
    assert sums(text) == []


def test_a_sum_is_written_in_the_unit_of_the_article_and_in_both_languages() -> None:
    (pair, *_) = sums("学校采购40台电脑，每台5000元，共计25万元。")
    assert pair.why[:2] == ("40台 × 5000元 = 20万元", "stated 25万元")
    language.use_language("zh_CN")
    assert [told_reason(reason) for reason in pair.why[:2]] == ["40台 × 5000元 = 20万元", "原文写 25万元"]
    language.use_language("en")
