"""Whose figures headlines and short news reports state: topics kept over clauses, changes from A to B, compounds."""

from __future__ import annotations

import pytest
from context_zh_case import contexts

WHOSE = [
    ("宁德时代前三季度净利490亿元，日赚1.8亿元", "490亿元", "宁德时代", "净利"),
    ("国际油价大跌4% 布伦特原油跌破60美元", "60美元", "布伦特原油", "油价"),
    ("小鹏汽车10月交付新车42013辆 同比增长76%", "42013辆", "小鹏汽车", "交付"),
    ("中国10月出口同比下降1.1%", "1.1%", "中国", "出口"),
    ("印尼渡轮沉没，船上载有350人，已救起280人", "280人", "印尼渡轮", "救起"),
    ("秘鲁南部发生6.3级地震，震源深度90公里", "90公里", "地震", "震源深度"),
    ("这款SUV轴距2.9米，百公里油耗5.8升", "5.8升", "这款SUV", "油耗"),
    ("大疆新款无人机售价2999元，续航46分钟，机身仅重249克", "249克", "大疆新款无人机", "重"),
    ("故宫博物院每日限流4万人，学生票20元", "4万人", "故宫博物院", "限流"),
    ("内蒙古局地降雪20毫米", "20毫米", "内蒙古局地", "降雪"),
    ("京沪高速发生多车相撞事故 已致3人死亡16人受伤", "3人", "京沪高速", "死亡"),
    ("两名工人坠井身亡", "两名", "工人", "坠井身亡"),
    ("女子整容失败 法院判赔12万元", "12万元", "法院", "判赔"),
    ("由于暴雨，航班取消率达40%", "40%", "航班", "取消率"),
    ("时薪30多元的骑手每天跑12小时", "30多元", "骑手", "时薪"),
    ("国家统计局：10月CPI同比上涨0.2%，PPI同比下降2.1%", "2.1%", "PPI", "PPI"),
]


@pytest.mark.parametrize(("text", "figure", "subject", "metric"), WHOSE)
def test_whose_and_what(text: str, figure: str, subject: str, metric: str) -> None:
    context = contexts(text)[figure]
    assert (context.subject, context.metric) == (subject, metric)


CHANGES = [
    ("地铁票价由2元涨至3元", "3元", "2元", "up"),
    ("起征点由800元调整为1000元", "1000元", "800元", "up"),
    ("床位由120张调整为90张", "90张", "120张", "down"),
    ("收盘报3200点，较上一交易日缩量300亿元", "300亿元", "上一交易日", "down"),
    ("特斯拉工厂交付6万辆 环比降32%", "32%", "环比", "down"),
    ("产量比上年减少30吨，下降1.5%", "1.5%", "上年", "down"),
    ("支持率较三个月前下滑5个百分点", "5个百分点", "三个月前", "down"),
    ("批价跌破1700元", "1700元", None, "down"),
]


@pytest.mark.parametrize(("text", "figure", "baseline", "direction"), CHANGES)
def test_changes(text: str, figure: str, baseline: str | None, direction: str) -> None:
    context = contexts(text)[figure]
    assert (context.relative_to, context.direction) == (baseline, direction)


def test_figures_told_in_turn() -> None:
    found = contexts("全县查获毒品案件50起，抓获毒贩80名，同比分别增长4%、6%。")
    assert [found[share].metric for share in ("4%", "6%")] == ["查获", "抓获"]
    assert [found[share].direction for share in ("4%", "6%")] == ["up", "up"]


@pytest.mark.parametrize("damage", ["\0", "\ufffd", "\u200b"])
def test_damaged_text(damage: str) -> None:
    assert contexts(f"英伟达{damage}股价下跌6%，{damage}市值蒸发100亿美元。")["6%"].direction == "down"
