"""Chinese news reports: who only reports, whom clauses speak of, what figures are held against, when and how surely."""

from __future__ import annotations

import pytest
from context_zh_case import contexts

REPORTED = [
    ("国家林草局发布数据，上半年全社会用水量3200亿吨，同比增长4%。", "3200亿吨", "全社会", "国家林草局"),
    ("国家粮储局监测显示，10月以来全国日均收购稻谷超60万吨。", "60万吨", "全国", "国家粮储局"),
    ("中国钢铁工业协会最新数据显示，9月挖掘机销量1.9万台。", "1.9万台", "挖掘机", "中国钢铁工业协会"),
    ("卫生处负责人表示，流感疫苗接种率升至41%。", "41%", "流感疫苗", "卫生处负责人"),
    ("英国央行在最新的报告中预计，2026年通胀率将回落到2%。", "2%", "通胀率", "英国央行"),
    ("比亚迪发布财报，上半年研发投入达300亿元。", "300亿元", "比亚迪", None),  # its own figures
    ("华为公司表示，上半年营收达4200亿元。", "4200亿元", "华为公司", "华为公司"),
    ("文旅局新增编制30个。", "30个", "文旅局", None),  # it does not report
]


@pytest.mark.parametrize(("text", "figure", "subject", "speaker"), REPORTED)
def test_who_reports_is_not_whose_it_is(text: str, figure: str, subject: str, speaker: str | None) -> None:
    found = contexts(text)[figure]
    assert (found.subject, found.attributed_to) == (subject, speaker)


NAMED_HERE = [
    ("受台风影响，全市提前转移居民8.6万人，经济损失达12亿元。", "12亿元", "全市"),
    ("某市原局长受贿900余万 二审获刑十年", "十年", "某市原局长"),
    ("爷爷今年身体硬朗，眼不花背不驼，每天喝三两白酒。", "三两", "爷爷"),
    ("受访者平均睡眠7.2小时，年轻人平均只睡了6.5小时。", "6.5小时", "年轻人"),
    ("当地农民人均增收2300元。", "2300元", "当地农民"),
    ("新机型续航620公里，比老款多出近百公里。", "百公里", "新机型"),
    ("全省共查获假酒3万瓶。", "3万瓶", "假酒"),  # what was seized, not where
    ("比亚迪销量达40万辆。", "40万辆", "比亚迪"),  # 比 inside a name
    ("不锈钢产量达300万吨。", "300万吨", "不锈钢"),  # 不 inside a noun
]


@pytest.mark.parametrize(("text", "figure", "subject"), NAMED_HERE)
def test_the_clause_names_whose_it_is(text: str, figure: str, subject: str) -> None:
    assert contexts(text)[figure].subject == subject
