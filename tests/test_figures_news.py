"""Figures as headlines and reports write them: what is counted, what is only named, and what a list or a verb says."""

from itertools import pairwise

import pytest

from factcheck.extraction.figures import find_figures

CASES = [
    ("全省破获诈骗案件3.2万起，抓获2100人", [("3.2万起", 32000, "起"), ("2100人", 2100, "人")]),
    ("新车售价12.8万起", [("12.8万", 128000, None)]),
    ("买菜花了46块5，不算贵", [("46块5", 46.5, "CNY")]),
    ("暴雨持续近四小时", [("四小时", 4, "h")]),
    ("聘期五年。", [("五年", 5, "a")]),
    ("上千辆车被堵", [("千辆", 1000, "辆")]),
    ("山里一块2亿年前的石头", [("2亿年", 200000000, "a")]),
    ("每天工作十四五个小时", [("十四五个小时", (14, 15), "h")]),
    ("十四五规划发布", []),
    ("小米Pad 70系列和iOS 31用户", []),
    ("应急响应由四级升为三级", []),
    ("三年级二班的家长", []),
    ("利润为3.1、4.2和5亿元", [("3.1", 310000000, "CNY"), ("4.2", 420000000, "CNY"), ("5亿元", 500000000, "CNY")]),
    ("以2分10秒50夺冠", [("2分10秒50", 2.175, "min")]),
    ("Last week 61 people fell ill", [("61", 61, "people")]),
    ("It plans to build 450 homes", [("450", 450, "homes")]),
    ("see week 12 and chapter 4", []),
    ("Four dead after storm", [("Four", 4, None)]),
    ("A fifth of voters agree; on a fifth floor", [("A fifth", 0.2, "1")]),
    ("Output fell by a tenth.", [("a tenth", 0.1, "1")]),
    ("Exports shrank by a fifth last year", [("a fifth", 0.2, "1")]),
    ("Profit fell a quarter to $3 million", [("a quarter", 0.25, "1"), ("$3 million", 3000000, "USD")]),
    ("It costs a third more than before", [("a third", 0.333333333333, "1")]),
    ("cut by a third party; they lost a third game", []),
    ("up from 5.8 million three months earlier", [("5.8 million", 5800000, None), ("three months", 3, "mo")]),
    ("They own Gameboy 4s", []),
    ("It paid 1,300 CFA francs and 22,000 lira", [("1,300 CFA francs", 1300, "XOF"), ("22,000 lira", 22000, "TRY")]),
    ("The yard built 4.1m dwt of tankers", [("4.1m dwt", 4100000, "t")]),
    ("Two or more jobs", [("Two", 2, "jobs")]),
    ("The mixture was cooled to a temperature of 14 C overnight", [("14 C", 14, "Cel")]),
    ("the iPhone 5C and Vitamin 12 C", []),
    ("Rents rose 3.8pc", [("3.8pc", 3.8, "%")]),
    ("He owes 12 grand to two grand masters", [("12 grand", 12000, None), ("two", 2, "masters")]),
    ("backlog shrank by 2,300 to 91,400", [("2,300", 2300, None), ("91,400", 91400, None)]),
    ("cut costs by 10 to 15 percent", [("10 to 15 percent", (10, 15), "%")]),
    ("fares stay at $3.10 through 2027", [("$3.10", 3.1, "USD")]),
    (
        "sales of 2.5, 3.5 and 4 million cars",
        [("2.5", 2500000, "cars"), ("3.5", 3500000, "cars"), ("4 million", 4000000, "cars")],
    ),
    ("Ring 0800 555 1234 today", []),
    ("a PS5 console", []),
    ("the 2008 A class", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_reads(text: str, expected: list[tuple[str, float | tuple[int, int], str | None]]) -> None:
    read = []
    for figure in find_figures(text):
        value = float(figure.value) if figure.value is not None else (figure.low, figure.high)
        read.append((text[figure.start : figure.end], value, figure.unit))
    assert read == expected


@pytest.mark.parametrize(
    "text",
    ["a \ud800 three men and 5 dogs \udc00 twelve cats", "\ud83d" * 40 + "中文三百人", "twenty\ud800five 7\ud8003%"],
)
def test_lone_surrogates_leave_the_offsets_as_they_are(text: str) -> None:
    figures = find_figures(text)
    assert figures
    assert all(0 <= figure.start < figure.end <= len(text) for figure in figures)
    assert all(first.end <= second.start for first, second in pairwise(figures))


def test_long_numbers_keep_every_digit() -> None:
    (figure,) = find_figures("100000000000000000045亿美元")
    assert str(figure.value) == "10000000000000000004500000000"


@pytest.mark.parametrize(
    ("text", "figure", "value"),
    [
        ("经过两个多小时扑救", "两个多小时", "2"),
        ("去年光春茶就卖了8万多元。", "8万多元", "80000"),
        ("林孝文以40秒388夺冠", "40秒388", "40.388"),
        ("尖峰用电量为3850万瓩", "3850万瓩", "38500000"),
        ("at an all-in cost of $1,293/oz.", "$1,293/oz", "1293"),
        ("涉及三个多年期产品批准阶段", "三个", "3"),
    ],
)
def test_shapes_met_in_the_wild(text: str, figure: str, value: str) -> None:
    (found,) = find_figures(text)
    assert (text[found.start : found.end], str(found.value)) == (figure, value)


@pytest.mark.parametrize(
    "text", ["wait until at least 2031 for the extension", "Half-hourly trains", "三个臭皮匠", "0e:45"]
)
def test_no_figures_met_in_the_wild(text: str) -> None:
    assert not [figure for figure in find_figures(text) if figure.value != 45]
