"""Chinese figures of everyday news: areas, liang, casualties, bare prices, roads and clubs, and whose money a 元 is."""

import pytest

from factcheck import extract
from factcheck.extraction.figures import find_figures

CASES = [
    ("房价跌到六千出头", [("六千", 6000, None)]),
    ("地里种了20来亩花生", [("20来亩", 20, "亩")]),
    ("阳台少了3.5平，90平的房子", [("3.5平", 3.5, "m2"), ("90平", 90, "m2")]),
    ("球队3胜2平1负", []),
    ("每天喝三两白酒", [("三两", 3, "两")]),
    ("周二两市低开", [("两市", 2, "市")]),
    ("车祸致4死7伤", [("4", 4, None), ("7", 7, None)]),
    ("翻车造成两死三伤，伤者九死一生", [("两", 2, None), ("三", 3, None)]),
    ("车辆可绕行208国道，K18+200处封闭", []),
    ("百公里加速3.4秒，跻身3秒俱乐部", [("3.4秒", 3.4, "s")]),
    ("单间月租2600，押金1500元", [("2600", 2600, None), ("1500元", 1500, "CNY")]),
    ("原副县长受贿900余万", [("900余万", 9000000, "CNY")]),
    ("老人享年九十有三，无疾而终", [("九十有三", 93, "a")]),
    ("这事十有八九不成，屋里有三人", [("三人", 3, "人")]),
    ("光绪十七年娶妻，民国113年、昭和63年去世", []),
    ("光绪在位三十四年，令和五年来投资3亿元", [("三十四年", 34, "a"), ("五年", 5, "a"), ("3亿元", 300000000, "CNY")]),
    ("该班在2008年前只招男生，1995年前则不限", []),
    ("2000年前的古城，100年前废弃", [("2000年", 2000, "a"), ("100年", 100, "a")]),
    ("2019冠状病毒病，夺得5冠", [("5冠", 5, "冠")]),
    ("按差价退2万5，业主不答应", [("2万5", 25000, None)]),
    ("股价连续三天下跌，连续3天下降", [("三天", 3, "d"), ("3天", 3, "d")]),
    ("连续五天下雨", [("五天", 5, "d")]),
    ("三分天下，三天下来一切如旧", []),
    ("首三季楼价跌7%，前三季营收9亿元", [("7%", 7, "%"), ("9亿元", 900000000, "CNY")]),
    ("剧集播了三季，连续三季增长", [("三季", 3, "季"), ("三季", 3, "季")]),
    ("七星山形如北斗七星，住七户人", [("七户", 7, "户")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_figures(text: str, expected: list[tuple[str, float, str | None]]) -> None:
    assert [(text[f.start : f.end], float(f.value or 0), f.unit) for f in find_figures(text)] == expected


def test_more_than_a_multiple_may_be_said_after_it() -> None:
    (figure,) = find_figures("这是推荐量的三倍还多。")
    assert figure.comparator == "gt"


def test_admissions_after_takings_are_counted() -> None:
    takings, admissions = find_figures("影片累计票房18.9亿元，观影人次4710万。")
    assert (takings.kind, admissions.kind) == ("money", "count")


PLACES = [
    ("香港統計處數字顯示，零售業總銷貨價值升至298億元。", "HKD"),
    ("健保署表示，今年健保總額為9100億元。", "TWD"),
    ("澳門統計局公佈，旅客人均消費2150元。", "MOP"),
    ("北京市统计局公布，居民人均消费3210元。", "CNY"),
    ("內地車企在香港募資人民幣20億元。", "CNY"),
    ("广东企业在香港设厂，投资20亿元。", "CNY"),
]


@pytest.mark.parametrize(("text", "currency"), PLACES)
def test_traditional_script_and_its_place_tell_whose_money_it_is(text: str, currency: str) -> None:
    assert [claim.unit for claim in extract(text)] == [currency]
