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


PERIODS = [
    ("前6个月我国出口额达2.1万亿美元。", "2.1万亿美元", "前6个月", "2025-01/2025-06"),
    ("2024年前九个月，公司营收为45亿元。", "45亿元", "2024年前九个月", "2024-01/2024-09"),
    ("本财年前两个季度订单同比增长31%。", "31%", "本财年前两个季度", None),
    ("过去五年，全县造林面积达80万亩。", "80万亩", "过去五年", None),
    ("近三年全市投入治污资金38亿元。", "38亿元", "近三年", None),
    ("十四五期间，森林覆盖率提高到24%。", "24%", "十四五期间", "2021/2025"),
    ("2023/24年度，该国小麦产量为420万吨。", "420万吨", "2023/24年度", "2024"),
    ("2024/25学年，在校生人数达4800人。", "4800人", "2024/25学年", "2024/2025"),
    ("截至2026年3月的财年，索尼营收为12万亿日元。", "12万亿日元", "2026年3月的财年", "FY2026"),
    ("截至2025年3月31日止年度，集团收入为45亿港元。", "45亿港元", "2025年3月31日止年度", "FY2025"),
    ("2020年到2024年，研发投入达420亿元。", "420亿元", "2020年到2024年", "2020/2024"),
    ("6月1日至16日，乘用车零售98万辆。", "98万辆", "6月1日至16日", "2025-06"),
    ("6月5日上市的游戏截至当月底销量达58万份。", "58万份", "当月底", "2025-06"),
    ("该药进医保前一盒卖900元。", "900元", "进医保前", None),
    ("央行将利率由4.5%下调至4%。", "4.5%", None, None),  # what was before is not of now
    ("统计局7月20日公布，失业率为5%。", "5%", None, None),  # the day it was made known
    ("暑期档总票房接近120亿元。", "120亿元", None, None),  # 暑期 in the name of a season of films
    ("前5家企业销售额达3亿元。", "3亿元", None, None),  # a rank
    ("去年5月，车企交付汽车30万辆。", "30万辆", "去年5月", "2024-05"),
]


@pytest.mark.parametrize(("text", "figure", "written", "period"), PERIODS)
def test_when(text: str, figure: str, written: str | None, period: str | None) -> None:
    found = contexts(text)[figure]
    assert (found.as_of, found.period) == (written, period)


def test_a_contrast_in_passing_dates_nothing_after() -> None:
    found = contexts("2024年，客座率为83%，2023年则为85%。货运收入达240亿元。")
    assert [found[figure].period for figure in ("83%", "85%", "240亿元")] == ["2024", "2023", "2024"]


def test_the_year_before_the_one_told() -> None:
    found = contexts("2023/24年度，玉米产量为151万吨，比上一年度的326万吨减少54%。")
    assert (found["326万吨"].period, found["54%"].relative_to) == ("2023", "上一年度的326万吨")


HELD_AGAINST = [
    ("失业率为5.1%，与上月持平。", "5.1%", "上月"),
    ("制造业PMI为49.2%，低于市场预期。", "49.2%", "市场预期"),
    ("控球率38%，不及对手。", "38%", "对手"),
    ("相比去年同期的12万人次，今年入园人数下降到9万人次。", "9万人次", "去年同期的12万人次"),
    ("与2019年的45万人相比，今年报名人数少了8万人。", "8万人", "2019年的45万人"),
    ("游客量恢复到2019年的112%。", "112%", "2019年"),
    ("票房收入超出预期两成。", "两成", "预期"),
    ("就业人数比预期多了4万人。", "4万人", "预期"),
    ("生产总值按年实质增长3.8%。", "3.8%", "按年"),
    ("溢利98亿元，较2023年的97亿元增长1%。", "97亿元", None),  # it is of 2023
    ("不良贷款率1.25%，与年初持平；拨备覆盖率246%。", "246%", None),  # of the first alone
    ("净利润为3亿元，与三家银行签约。", "3亿元", None),  # another 与
]


@pytest.mark.parametrize(("text", "figure", "baseline"), HELD_AGAINST)
def test_what_it_is_held_against(text: str, figure: str, baseline: str | None) -> None:
    assert contexts(text)[figure].relative_to == baseline


OUTLOOK = [
    ("联电预计第四季营收达20亿美元，毛利率介于28%至30%。", "28%至30%", "forecast"),
    ("公司预计营收增长4%至6%，此前为8%至10%。", "8%至10%", "forecast"),
    ("公司计划投资30亿元，建设厂房5万平方米。", "5万平方米", "target"),
    ("GDP增长3.8%，高于市场预期的3.0%。", "3.0%", "forecast"),
    ("到2030年，森林覆盖率不低于27%。", "27%", "target"),
    ("该省计划三年内建站12万座，到2027年底充电桩总数达到30万个。", "30万个", "target"),
    ("该项目将创造就业岗位3000个。", "3000个", "forecast"),
    ("公司预计亏损5亿元，股价应声跌8%。", "8%", "actual"),
    ("预计2025年出货500万台，上季度出货120万台。", "120万台", "actual"),
    ("票房收入超出预期两成，达到3.4亿元。", "3.4亿元", "actual"),
    ("计划把月产由38架提高到47架。", "38架", "actual"),
    ("券商把目标价由26美元上调至27美元。", "27美元", "actual"),
]


@pytest.mark.parametrize(("text", "figure", "modality"), OUTLOOK)
def test_how_surely(text: str, figure: str, modality: str) -> None:
    assert contexts(text)[figure].modality == modality


WAYS = [
    ("交房时套内少了4.6平方米。", "4.6平方米", "down"),
    ("新增岗位比去年多了3万个。", "3万个", "up"),
    ("气温较常年同期偏低6℃。", "6℃", "down"),
    ("2月消费者物价同比上涨39%，1月为42%。", "42%", "up"),
    ("甲药令体重下降20%，而乙药为13%。", "13%", "down"),
    ("失业率下降1%，去年同期为6%。", "6%", None),  # a level
    ("多数门店售价为3元。", "3元", None),
    ("股价下跌6%，占比为13%。", "13%", None),  # another metric
]


@pytest.mark.parametrize(("text", "figure", "direction"), WAYS)
def test_which_way(text: str, figure: str, direction: str | None) -> None:
    assert contexts(text)[figure].direction == direction


OTHERS = [
    ("英国11月零售额下滑0.1%，市场原先预期增长0.4%。", "0.4%", "英国", "零售额", None),
    ("门诊量达310万人次，比高峰时少了四成。", "四成", "门诊量", "门诊量", "高峰时"),
    ("增速比全国高0.2个百分点。", "0.2个百分点", "增速", "增速", "全国"),
    ("支持者占42%，比三年前的调查少了一成。", "一成", "支持者", "占", "三年前的调查"),
    ("生源比例由去年的31%提高到36%。", "31%", "生源", "比例", None),
    ("人均消费只有120元，低于全省平均水平。", "120元", "人均消费", "人均消费", "全省平均水平"),
    ("2024年我国老年人占比为22%，到2035年这一比例将超过30%。", "30%", "我国老年人", "比例", None),
    ("六成受访者运动不足，其中年轻人比例最高，达71%。", "71%", "年轻人", "比例", None),
    ("营收40亿元，创历史新高，同比增长9%。", "9%", "营收", "营收", "同比"),  # nothing singled out
    ("前10个月深圳进出口3.7万亿元。", "3.7万亿元", "深圳", "进出口", None),
    ("沙特把销往亚洲的原油价格下调0.6美元。", "0.6美元", "原油", "价格", None),
    ("贸易逆差扩大至782亿美元。", "782亿美元", "贸易逆差", "贸易逆差", None),  # one term
    ("市场增长20%。", "20%", "市场", "增长", None),  # nobody expects
    ("机构增加3000家。", "3000家", "机构", "增加", None),
]


@pytest.mark.parametrize(("text", "figure", "subject", "metric", "baseline"), OTHERS)
def test_whose_what_and_against_what(text: str, figure: str, subject: str, metric: str, baseline: str | None) -> None:
    found = contexts(text)[figure]
    assert (found.subject, found.metric, found.relative_to) == (subject, metric, baseline)


def test_a_missed_expectation_makes_no_forecast_of_what_follows() -> None:
    found = contexts("新增就业6.4万人，好于预期的5万人，失业率升至4.6%。")
    assert [found[figure].modality for figure in ("6.4万人", "5万人", "4.6%")] == ["actual", "forecast", "actual"]
