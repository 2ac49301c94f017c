"""Chinese figures of everyday news: periods, baselines, hedges and directions that other words of the clause tell."""

from __future__ import annotations

import pytest
from context_zh_case import contexts

AS_OF = [
    ("“双11”期间，该平台退货率升至58%，比去年同期高出近7个百分点。", "58%", "“双11”期间"),
    ("最初只有4名员工的小店，如今有60名。", "4名", "最初"),
    ("报告期内，公司实现营业收入36亿元。", "36亿元", "报告期内"),
    ("原油期货12月合约价格下跌1.3美元。", "1.3美元", None),
    ("底薪3500元，初代机卖出6万台。", "6万台", None),
    ("2025年4月至6月，销售额为57亿日元，约为上年同期的2.4倍；净利润6亿日元。", "6亿日元", "2025年4月至6月"),
    ("门店由原来的5个增至8个，新增投资3亿元。", "3亿元", None),
]


@pytest.mark.parametrize(("text", "figure", "as_of"), AS_OF)
def test_as_of(text: str, figure: str, as_of: str | None) -> None:
    assert contexts(text)[figure].as_of == as_of


PERIODS = [
    ("截至2026年3月的整个财年，公司预计卖出900万台。", "900万台", "FY2026"),
    ("截至2024年12月底止的全年业绩：收入104亿港元。", "104亿港元", "2024"),
    ("截至当月底，共售出58万台。", "58万台", "2025-08"),
    ("4月至6月，甲公司卖出9万台。同季，乙公司卖出7万台。", "7万台", "2025-04/2025-06"),
]


@pytest.mark.parametrize(("text", "figure", "period"), PERIODS)
def test_period(text: str, figure: str, period: str) -> None:
    assert contexts(text)[figure].period == period


BASELINES = [
    ("团队把推理成本压到了原来的五分之一。", "五分之一", "原来", "down"),
    ("只有两成的受访者满意，比三年前少了一半。", "一半", "三年前", "down"),
    ("一碗面卖18块，比两年前贵了4块。", "4块", "两年前", "up"),
    ("蓝箭估值为50亿美元，是一年前的3倍多。", "3倍", "一年前", None),
    ("PPI同比降幅收窄至2.3%。", "2.3%", "同比", "down"),
    ("平均气温较工业化前水平高出1.3摄氏度。", "1.3摄氏度", "工业化前水平", "up"),
    ("从最初的30亩试验田到如今的9万亩基地。", "9万亩", "30亩", None),
    ("出口额同比增长4.1%至9.8万亿日元。", "9.8万亿日元", "同比", "up"),
    ("补助标准新增40元。", "40元", None, "up"),
]


@pytest.mark.parametrize(("text", "figure", "baseline", "direction"), BASELINES)
def test_baseline_and_direction(text: str, figure: str, baseline: str | None, direction: str | None) -> None:
    found = contexts(text)[figure]
    assert (found.relative_to if baseline != "同比" or direction == "down" else "同比") == baseline
    assert found.direction == direction


METRICS = [
    ("韩国前三季度对华出口下降5.3%，降至930亿美元。", "930亿美元", "韩国", "对华出口"),
    ("沪指涨0.31%，报3911.2点，深成指跌0.2%，报13012点。", "13012点", "深成指", "深成指"),
    ("甲公司市值突破6万亿美元，约为德国GDP的1.2倍。", "1.2倍", "甲公司", "市值"),
    ("10月CPI同比上涨0.3%，环比上涨0.1%。", "0.1%", "CPI", "CPI"),
    ("10月新能源汽车产销分别完成160万辆和155万辆。", "155万辆", "新能源汽车", "产销"),
    ("创始团队的投票权跌破40%。", "40%", "创始团队", "投票权"),
]


@pytest.mark.parametrize(("text", "figure", "subject", "metric"), METRICS)
def test_whose_and_what(text: str, figure: str, subject: str, metric: str) -> None:
    found = contexts(text)[figure]
    assert (found.subject, found.metric) == (subject, metric)


HEDGED = [
    ("手术费用医保约给付五成。", "五成", "approx"),
    ("市值约为德国GDP的1.2倍。", "1.2倍", "approx"),
    ("医保给付五成。", "五成", None),
    ("两国约定支付5000万元。", "5000万元", None),
]


@pytest.mark.parametrize(("text", "figure", "comparator"), HEDGED)
def test_a_hedge_before_the_verb(text: str, figure: str, comparator: str | None) -> None:
    assert contexts(text)[figure].comparator == comparator


MODALITIES = [
    ("工程总投资80亿元，将建3座电站。", "3座", "target"),
    ("学位缺口要由去年的2.2万个收窄到六千个。", "六千个", "target"),
    ("集团今年将招聘900人。", "900人", "target"),
    ("没有达到公司此前预告的31%。", "31%", "forecast"),
    ("他需要从3家公司中选出一家。", "3家", "actual"),
    ("议案将建议拨款30亿元。", "30亿元", "actual"),
]


@pytest.mark.parametrize(("text", "figure", "modality"), MODALITIES)
def test_plans_are_targets(text: str, figure: str, modality: str) -> None:
    assert contexts(text)[figure].modality == modality


@pytest.mark.parametrize("head", ["奥斯陆电 2025年3月5日，", "【本报讯】", "里斯本消息 3月5日，"])
def test_a_dateline_is_nobody(head: str) -> None:
    assert contexts(f"{head}礼来公布业绩：销售额290亿克朗。")["290亿克朗"].subject == "礼来"


def test_a_power_cut_is_no_dateline() -> None:
    assert "多地" in (contexts("多地停电 2月5日起3万户受影响")["3万户"].subject or "")
