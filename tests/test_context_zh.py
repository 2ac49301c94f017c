"""Whose a Chinese figure is, what it measures, and against what."""

from __future__ import annotations

import pytest
from context_zh_case import contexts
from hypothesis import given, settings
from hypothesis import strategies as st

SUBJECT_AND_METRIC = [
    ("宁德时代上半年营收为1789亿元。", "1789亿元", "宁德时代", "营收"),
    ("印尼登革热死亡人数达87人", "87人", "印尼登革热", "死亡人数"),
    ("全省中学的物理、化学师资缺口达3000多人。", "3000多人", "全省中学", "师资缺口"),
    ("海澜集团已在全国开设300多家门店。", "300多家", "海澜集团", "开设"),
    ("公司斥资52亿元回购股票。", "52亿元", "公司", "回购股票"),
    ("央行行长表示，国家有3万亿美元的外汇储备。", "3万亿美元", "国家", "外汇储备"),
    ("欧盟占该公司全球收入的18%。", "18%", "欧盟", "占该公司全球收入"),
    ("地震已造成至少56人死亡、210人受伤。", "210人", "地震", "受伤"),
    ("连日来，航班大面积延误，三成航班被取消。", "三成", "航班", "取消"),
    ("使用新工艺的工厂能够将单位成本降低20%。", "20%", "工厂", "单位成本"),
    ("医生为患者取出3公斤重肿瘤。", "3公斤", "肿瘤", "重"),
    ("广州二手房成交回暖 涨幅超过30%", "30%", "广州二手房", "涨幅"),
    ("关于火星车的重量曾有过几种说法，最少的认为在900公斤。", "900公斤", "火星车", "重量"),
    ("甲队击沉了三艘驱逐舰和十二艘运输船。", "十二艘", "甲队", "击沉"),
]


@pytest.mark.parametrize(("text", "figure", "subject", "metric"), SUBJECT_AND_METRIC)
def test_subject_and_metric(text: str, figure: str, subject: str, metric: str) -> None:
    found = contexts(text)[figure]
    assert subject in (found.subject or "")
    assert metric in (found.metric or "")


def test_coordinated_figures_keep_subject_and_metric() -> None:
    found = contexts("蔚蓝科技第一季度总收入1113亿元，同比增长47.4%；净利润107亿元，下降3%。")
    assert {c.subject for c in found.values()} == {"蔚蓝科技"}
    assert found["47.4%"].metric == "总收入"
    assert (found["47.4%"].direction, found["47.4%"].relative_to) == ("up", "同比")
    assert (found["3%"].metric, found["3%"].direction) == ("净利润", "down")


def test_pronouns_mean_what_the_sentence_before_named() -> None:
    found = contexts("博通的情况类似。该公司第二季度营收为150亿美元。")
    assert found["150亿美元"].subject == "博通"
    found = contexts("英特尔公布财报。其员工人数为8万人。")
    assert found["8万人"].subject == "英特尔"


def test_a_statistician_is_not_the_subject_of_what_is_counted() -> None:
    found = contexts("国家统计局公布，2024年全国原煤产量为47.6亿吨。")["47.6亿吨"]
    assert "原煤" in (found.subject or "")
    assert found.attributed_to == "国家统计局"


BASELINES = [
    ("甲芯的算力仅为乙星(Yixing)K3的12%。", "12%", "乙星(Yixing)K3"),
    ("访客有385万人次，按年上升13%。", "13%", "按年"),
    ("新芯片的速度比旧型号快40%。", "40%", "旧型号"),
    ("性能仅为旗舰产品的25%。", "25%", "旗舰产品"),
    ("销量较去年同期下降5%。", "5%", "去年同期"),
    ("相比于上一代产品，推理速度提升了3倍。", "3倍", "上一代产品"),
    ("成功率从90%下降到50%。", "50%", "90%"),
    ("失业率降至4.1%，低于市场预期的4.3%。", "4.3%", "市场预期"),
]


@pytest.mark.parametrize(("text", "figure", "baseline"), BASELINES)
def test_baseline(text: str, figure: str, baseline: str) -> None:
    assert contexts(text)[figure].relative_to == baseline


def test_the_baseline_year_is_that_of_the_baseline_figure_alone() -> None:
    found = contexts("2024年特斯拉交付178.9万辆，比2023年的180.9万辆下降1.1%。")
    assert found["180.9万辆"].period == "2023"
    assert found["1.1%"].period == "2024"
    assert found["1.1%"].relative_to == "2023年的180.9万辆"


def test_an_insertion_speaks_of_the_phrase_before_it() -> None:
    found = contexts("甲芯片实测算力达320 TFLOPS（乙芯片仅148 TFLOPS）。")
    assert found["148 TFLOPS"].subject == "乙芯片"
    assert "算力" in (found["148 TFLOPS"].metric or "")
    found = contexts("他去年花费500万元（约70万美元）买画。")
    assert found["70万美元"].metric == found["500万元"].metric


@pytest.mark.parametrize(
    ("text", "figure", "claims"),
    [("18岁少年夺冠。", "18岁", False), ("两个学生见面了。", "两个", False), ("公司有员工8万人。", "8万人", True)],
)
def test_what_asserts_nothing_is_no_claim(text: str, figure: str, claims: bool) -> None:
    assert contexts(text)[figure].states_claim is claims


PIECES = [
    "营收",
    "的",
    "5亿元",
    "，",
    "（",
    "）",
    "比",
    "去年同期",
    "增长",
    "3%",
    "“",
    "”",
    "、",
    "和",
    "公司",
    "占",
    "H20",
    " ",
    "据",
    "称",
    "；",
    "到",
    "每",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join))
def test_what_is_named_stands_in_the_text(text: str) -> None:
    for context in contexts(text).values():
        assert 0 <= context.statement_start < context.statement_end <= len(text)
        for said in (context.subject, context.metric, context.relative_to, context.as_of):
            assert said is None or said in text
