"""Rules of the Chinese context grammar that newswires, results and local reports call for."""

from __future__ import annotations

import pytest
from context_zh_case import contexts

CHANGES_ON_YEAR = [
    ("外銷订单488亿美元，月增3.1%。", "3.1%", "月增", "up"),
    ("该厂第二季营收910亿元，年减7.4%。", "7.4%", "年减", "down"),
    ("港口货量季增2.2%、年增9.1%。", "9.1%", "年增", "up"),
    ("全市产值今年增3%。", "3%", None, "up"),
    ("住宅租金按年升4.6%。", "4.6%", "按年", "up"),
    ("客流逐年增5%。", "5%", None, "up"),
]


@pytest.mark.parametrize(("text", "figure", "against", "way"), CHANGES_ON_YEAR)
def test_a_change_on_the_year_in_one_word(text: str, figure: str, against: str | None, way: str) -> None:
    context = contexts(text)[figure]
    assert (context.relative_to, context.direction) == (against, way)


BESIDE = [
    ("与2019年同期相比增长8.2%。", "8.2%", "2019年同期"),
    ("水电站发电量与上一年相比减少6%。", "6%", "上一年"),
    ("社零总额同比增长12%，与2019年相比增长30%。", "30%", "2019年"),
    ("社零总额同比增长12%，与2019年相比增长30%。", "12%", "同比"),
    ("两家公司与地方政府合作投资9亿元。", "9亿元", None),
    ("甲公司与乙公司营收增长8%。", "8%", None),
]


@pytest.mark.parametrize(("text", "figure", "against"), BESIDE)
def test_with_and_compared_around_the_baseline(text: str, figure: str, against: str | None) -> None:
    assert contexts(text)[figure].relative_to == against


FORESEEN = [
    ("年内还将改造老旧小区310个。", "310个", "target"),
    ("今年，全市将新建、改扩建中小学42所，新增学位5.6万个。", "5.6万个", "target"),
    ("票价将上升3%。", "3%", "forecast"),
    ("公司将价格下调5%。", "5%", "actual"),
    ("警方将3名嫌疑人抓获。", "3名", "actual"),
    ("用肥皂洗手可将腹泻事件减少48%。", "48%", "actual"),
    ("银行将利率由4%下调至3.5%。", "3.5%", "actual"),
]


@pytest.mark.parametrize(("text", "figure", "modality"), FORESEEN)
def test_will_before_a_verb_and_before_a_noun(text: str, figure: str, modality: str) -> None:
    assert contexts(text)[figure].modality == modality


COUNTED = [
    ("受访的1,204名租客中，68%认为租金过高。", "1,204名", "受访"),
    ("甲公司、乙公司等100多家组织呼吁暂停。", "100多家", None),
    ("今年将新建2.8万套保障房。", "2.8万套", "新建"),
    ("防疫医师指出，有3人未接种疫苗。", "3人", "接种疫苗"),
    ("仅3人因此退出试验。", "3人", "退出试验"),
    ("学校组织了3次演练。", "3次", "组织"),
]


@pytest.mark.parametrize(("text", "figure", "metric"), COUNTED)
def test_what_is_said_of_those_counted(text: str, figure: str, metric: str | None) -> None:
    context = contexts(text)[figure]
    assert context.states_claim or metric is None
    assert metric is None or metric in (context.metric or "")


def test_bodies_counted_organise_nothing() -> None:
    assert contexts("甲公司、乙公司等100多家组织呼吁暂停。")["100多家"].metric != "组织"


TURNS = [
    ("甲公司上半年由盈转亏，净亏损4.6亿元。", "4.6亿元", "down"),
    ("公司去年扭亏为盈，净利润1.2亿元。", "1.2亿元", "up"),
    ("指数创十年新高。", "十年", "up"),
    ("成交量创五年来新低。", "五年", "down"),
    ("公司净利润1.2亿元。", "1.2亿元", None),
    ("他在该校任教十年。", "十年", None),
    ("公司去年扭亏为盈，净利润1.2亿元，资产9亿元。", "9亿元", None),
]


@pytest.mark.parametrize(("text", "figure", "way"), TURNS)
def test_the_way_a_turn_or_record_goes(text: str, figure: str, way: str | None) -> None:
    assert contexts(text)[figure].direction == way


TIMES = [
    ("2014年的一项研究发现，海洋中漂浮着5万亿个塑料颗粒。", "5万亿个", None),
    ("俱乐部与球员续约至2029年，解约金高达10亿欧元。", "10亿欧元", None),
    ("首三季楼价累计跌7.2%。", "7.2%", "首三季"),
    ("前三季营收90亿元。", "90亿元", "前三季"),
    ("2014年的数据显示，该市有人口90万。", "90万", "2014年"),
    ("公司2024年亏损，裁员300人。", "300人", "2024年"),
]


@pytest.mark.parametrize(("text", "figure", "when"), TIMES)
def test_times_that_date_no_figure(text: str, figure: str, when: str | None) -> None:
    assert contexts(text)[figure].as_of == when


def test_who_publishes_results_is_remembered() -> None:
    told = contexts("宁川科技周四披露三季报，营业收入186亿元。其中第三季度营收65亿元。")
    assert "宁川" in (told["65亿元"].subject or "")


THIS_FIGURE = [
    ("截至10月末，5G基站总数达414万个。这一数字比上年末净增76万个。", "76万个", "5G基站"),
    ("海洋中漂浮着5万亿个塑料颗粒。最新调查估算，这一数字已增至9万亿个。", "9万亿个", "塑料颗粒"),
    ("该市空置率为12%，这一比例较去年提高2个百分点。", "2个百分点", "该市"),
    ("甲公司营收9亿元。乙公司营收6亿元。", "6亿元", "乙公司"),
    ("甲公司营收9亿元。数字电视用户达3万户。", "3万户", "数字电视"),
    ("甲公司营收9亿元。该项目投资6亿元。", "6亿元", "该项目"),
]


@pytest.mark.parametrize(("text", "figure", "subject"), THIS_FIGURE)
def test_this_figure_is_that_of_the_sentence_before(text: str, figure: str, subject: str) -> None:
    assert subject in (contexts(text)[figure].subject or "")


HOW_LONG = [
    ("制造业PMI连续两个月位于扩张区间。", "两个月", "位于扩张区间"),
    ("该市出口连续8个月正增长。", "8个月", "正增长"),
    ("该股已连续15周下跌。", "15周", "下跌"),
    ("他连续执教两个月。", "两个月", "执教"),
    ("工程工期为8个月。", "8个月", "工期"),
    ("平均住院时间为三天。", "三天", "平均住院时间"),
]


@pytest.mark.parametrize(("text", "figure", "metric"), HOW_LONG)
def test_what_went_on_so_long(text: str, figure: str, metric: str) -> None:
    assert contexts(text)[figure].metric == metric


SHARES_OF_PERSONS = [
    ("有些病毒可导致30%以上的感染者致死。", "30%", "致死"),
    ("约四成的受害者报案。", "四成", "报案"),
    ("约两成的伤员出院。", "两成", "出院"),
    ("死亡人数占感染者的3%。", "3%", "占感染者"),
    ("新增感染者30人。", "30人", "感染者"),
    ("确诊病例下降30%。", "30%", "确诊病例"),
]


@pytest.mark.parametrize(("text", "figure", "metric"), SHARES_OF_PERSONS)
def test_persons_are_no_metric_of_their_share(text: str, figure: str, metric: str) -> None:
    assert metric in (contexts(text)[figure].metric or "")


GROUPS = [
    ("腾讯音乐集团第三季度收入70亿元。网易云音乐收入20亿元。集团付费用户达1.2亿。", "1.2亿", "腾讯音乐集团"),
    ("北海集团营收9亿元。对手甲公司营收6亿元。该集团裁员300人。", "300人", "北海集团"),
    ("国泰集团营收9亿元。香港快运亏损6亿元。本集团派息3亿元。", "3亿元", "国泰集团"),
    ("国泰集团营收9亿元。香港快运亏损6亿元。该公司裁员300人。", "300人", "香港快运"),
    ("甲公司营收9亿元。乙集团营收6亿元。丙公司裁员300人。", "300人", "丙公司"),
    ("甲公司营收9亿元。集团裁员300人。", "300人", "甲公司"),
]


@pytest.mark.parametrize(("text", "figure", "subject"), GROUPS)
def test_the_group_is_the_company_that_calls_itself_one(text: str, figure: str, subject: str) -> None:
    assert contexts(text)[figure].subject == subject
