"""What those counted do, who does it, and what a figure measures in clauses without a plain predicate."""

from __future__ import annotations

import pytest
from context_zh_case import contexts

DEEDS = [
    ("3.1万名居民住进临时安置点。", "3.1万名", "居民", "住进"),
    ("11个学院在此落户。", "11个", "学院", "落户"),
    ("最热闹的是图书馆：4200个座位，180万册藏书。", "4200个", "座位", "座位"),
    ("最长可在物体表面存活72小时。", "72小时", None, "存活"),
    ("两个月的时间内已有200多篇论文发表。", "200多篇", "论文", "发表"),
    ("调查人员曾在2019年突击搜查23处办公地点。", "23处", "办公地点", "搜查"),
    ("研究人员在33个地区对41.2万名儿童进行了为期4年的跟踪。", "33个", "地区", "跟踪"),
    ("中国大约有500万人失业。", "500万人", "中国", "失业"),
    ("全球193个国家和地区实行停学措施。", "193个", "国家", "实行"),
    ("南非有约5900万人处于封锁状态。", "5900万人", "南非", "处于封锁状态"),
    ("影片已在14个国家和地区上映。", "14个", "影片", "上映"),
    ("这种药在五个国家获批。", "五个", "这种药", "获批"),
    ("联盟已向20个国家交付2400万剂疫苗。", "20个", "国家", "交付"),
    ("该病毒可在物体表面存活72小时。", "72小时", "该病毒", "存活"),
    ("2023年全球有59.7万人死于疟疾。", "59.7万人", None, "死于"),
    ("全校学生中有120名来自外省。", "120名", "全校学生", "来自外省"),
]


@pytest.mark.parametrize(("text", "figure", "subject", "metric"), DEEDS)
def test_what_those_counted_do(text: str, figure: str, subject: str | None, metric: str) -> None:
    found = contexts(text)[figure]
    assert found.states_claim
    assert subject is None or found.subject == subject
    assert metric in (found.metric or "")


@pytest.mark.parametrize(
    ("text", "figure"),
    [("两个学生。", "两个"), ("这三种药与酒精会发生作用。", "三种"), ("三年后公司倒闭。", "三年")],
)
def test_a_bare_count_or_length_states_nothing(text: str, figure: str) -> None:
    assert not contexts(text)[figure].states_claim


OWNERS = [
    ("意大利卡尔切斯特拉公司（Calcestra）需缴纳9750万欧元。", "9750万欧元", "意大利卡尔切斯特拉公司", "缴纳"),
    ("全球疫苗免疫联盟已交付2400万剂疫苗。", "2400万剂", "全球疫苗免疫联盟", "交付"),
    ("药企已收购企业12家。", "12家", "药企", "收购"),
    ("黄花机场发布消息。该场共迎送旅客842万人次。", "842万人次", "黄花机场", "迎送"),
    ("该县产值超过30亿元。", "30亿元", "该县", "产值"),
    ("回看2025年，黄花机场全年旅客吞吐量突破3300万人次。", "3300万人次", "黄花机场", "旅客吞吐量"),
    ("全国10月新能源汽车销量为98万辆。", "98万辆", "新能源汽车", "销量"),
    ("正在建设的T3航站楼建筑面积约50万平方米。", "50万平方米", "T3航站楼", "建筑面积"),
    ("机场年旅客保障能力将达6000万人次。", "6000万人次", "机场", "年旅客保障能力"),
    ("该药2032年的销售峰值有望达到130亿元。", "130亿元", "该药", "销售峰值"),
    ("玉米产量4402万吨，水稻产量2718万吨。", "2718万吨", "水稻", "产量"),
    ("S5000有64核，卡间带宽784GB/s。", "784GB/s", "S5000", "卡间带宽"),
    ("国际旅客为74.5万人次，占比升至8.8%。", "8.8%", "国际旅客", "占比"),
    ("CPI上涨0.2%，PPI下降2.1%。", "2.1%", "PPI", "PPI"),
    ("蓝湄生物研发费用6.42亿元，6月末账上现金为21.3亿元。", "21.3亿元", "蓝湄生物", "现金"),
    ("国家有140亿美元的黄金储备。", "140亿美元", "国家", "黄金储备"),
    ("该段线路设7座车站、58座桥梁。", "58座", "该段线路", "桥梁"),
    ("新校区设有9个学院，以工科为主。", "9个", "新校区", "学院"),
    ("该镇有11个学院。", "11个", "该镇", "学院"),
    ("自卫队拥有90架巡逻机。", "90架", "自卫队", "拥有"),
    ("湖畔电力2025年净利润3.2亿元。", "3.2亿元", "湖畔电力", "净利润"),
    ("湖畔电力表示，年产能达20万吨。", "20万吨", "湖畔电力", "年产能"),
    ("全国电力缺口达3万千瓦。", "3万千瓦", "全国", "电力缺口"),
    ("研究人员发现一颗行星，质量约为地球的1.4倍。", "1.4倍", "行星", "质量"),
    ("研究人员发现一颗行星，距离地球40光年。", "40光年", "行星", "距离地球"),
    ("研究人员发现一颗行星，发表论文3篇。", "3篇", "研究人员", "发表"),
    ("布莱顿球队亏损。从构成看，转播收入为1.71亿英镑。", "1.71亿英镑", "布莱顿球队", "转播收入"),
    ("甲集团公布业绩。农民收入为3万元。", "3万元", "农民", "收入"),
    ("长沙机场完成旅客吞吐量3302万人次。", "3302万人次", "长沙机场", "旅客吞吐量"),
    ("甲公司发布财报，并裁减加工部门250个岗位。", "250个", "甲公司", "裁减"),
    ("就业水平达到平均水平，可增加三亿个岗位。", "三亿个", "岗位", "增加"),
]


@pytest.mark.parametrize(("text", "figure", "subject", "metric"), OWNERS)
def test_whose_it_is(text: str, figure: str, subject: str, metric: str) -> None:
    found = contexts(text)[figure]
    assert found.subject == subject
    assert metric in (found.metric or "")


MEASURES = [
    ("该疫苗价格为9.3欧元，生产商承诺到2028年降至5美元。", "5美元", "价格"),
    ("公司承诺投资5亿元。", "5亿元", "投资"),
    ("75%的儿童接种了疫苗，而完成第四剂接种的只有36%。", "36%", "完成第四剂接种"),
    ("大豆产量占全国的近五成。", "五成", "占全国"),
    ("海外方面，影片收入2100万美元。", "2100万美元", "收入"),
    ("收购市场方面，玉米均价为每吨2140元，去年同期为2050元。", "2050元", "均价"),
    ("影片评分从8.4分升到8.5分。", "8.5分", "评分"),
]


@pytest.mark.parametrize(("text", "figure", "metric"), MEASURES)
def test_what_is_measured(text: str, figure: str, metric: str) -> None:
    assert contexts(text)[figure].metric == metric


TIMES = [
    ("截至7月20日晚，累计票房突破10亿元。", "10亿元", "截至7月20日晚", "2025-07"),
    ("公司股价15日收涨17.2%。", "17.2%", "15日", "2025-07"),
    ("公司2024年营收100亿元，2023年为90亿元。净利润8亿元。", "8亿元", None, "2024"),
    ("公司2024年营收100亿元，2025年上半年营收为60亿元。净利润8亿元。", "8亿元", None, "2025H1"),
    ("去年销售额为27亿欧元，消息公布后股价下跌4.6%。", "4.6%", "消息公布后", None),
    ("2024年粮食增产。玉米产量4402万吨。", "4402万吨", None, "2024"),
    ("2024年公司上市。新车重量为1.5吨。", "1.5吨", None, None),
    ("首10个月，出口增长3%。", "3%", "首10个月", "2025-01/2025-10"),
    ("今夏农作物受灾面积为1280万亩。", "1280万亩", "今夏", "2025"),
    ("年内已有45家企业关闭。", "45家", "年内", "2025"),
    ("两年内关闭45家门店。", "45家", None, None),
    ("营收由2023年的3亿元降至2亿元。公司员工900人。", "900人", None, None),
    ("公司2024年上市，家中休息后治愈33例。", "33例", "2024年", "2024"),
    ("2024/25财年营收2亿英镑。全年薪酬支出1.51亿英镑。", "1.51亿英镑", "全年", "FY2025"),
]


@pytest.mark.parametrize(("text", "figure", "written", "period"), TIMES)
def test_when(text: str, figure: str, written: str | None, period: str | None) -> None:
    found = contexts(text)[figure]
    assert (found.as_of, found.period) == (written, period)


AGAINST = [
    ("运送旅客3302万人次，较上年增长4.5%；吞吐量21万吨，增长8.9%。", "8.9%", "上年"),
    ("营收100亿元，较上年增长4%，股价上涨5%。", "5%", None),
    ("比预期增长4%，产量增长5%。", "5%", None),
]


@pytest.mark.parametrize(("text", "figure", "against"), AGAINST)
def test_the_changes_of_a_list_share_a_baseline(text: str, figure: str, against: str | None) -> None:
    assert contexts(text)[figure].relative_to == against


def test_of_a_list_in_brackets_each_place_has_its_own() -> None:
    assert contexts("包括甘肃（63.7%）、宁夏（50%）和湖南（40%）。")["50%"].subject == "宁夏"


def test_a_denominator_states_nothing() -> None:
    found = contexts("公司每10股派发现金红利3元。")
    assert not found["10股"].states_claim
    assert found["3元"].states_claim


BASELINES = [
    ("甲公司营收83亿元，高于乙公司的76亿元。", "76亿元", "乙公司"),
    ("甲公司营收83亿元，高于市场预期的76亿元。", "76亿元", "甲公司"),
    ("甲公司营收83亿元，高于去年的76亿元。", "76亿元", "甲公司"),
]


@pytest.mark.parametrize(("text", "figure", "subject"), BASELINES)
def test_whose_a_baseline_is(text: str, figure: str, subject: str) -> None:
    assert contexts(text)[figure].subject == subject


def test_nothing_is_said_by_what_is_denied() -> None:
    text = "疾控中心表示，虽然病毒的传播力尚不完全明确，但一般1人会传染2-3人。"
    assert contexts(text)["2-3人"].attributed_to == "疾控中心"


PLANNED = [
    ("按照规划，到2030年，机场年旅客能力将达6000万人次。", "6000万人次", "target"),
    ("按照规划，到2030年，当地将累计建成高标准农田1.62亿亩。", "1.62亿亩", "target"),
    ("到2030年，机场能力可达5000万人次。", "5000万人次", "forecast"),
    ("2030年到期的债券利率为3%。", "3%", "actual"),
    ("按照规定，企业缴纳罚款3万元。", "3万元", "actual"),
    ("警方将3名嫌疑人抓获。", "3名", "actual"),
]


@pytest.mark.parametrize(("text", "figure", "modality"), PLANNED)
def test_what_follows_a_plan_is_a_target(text: str, figure: str, modality: str) -> None:
    assert contexts(text)[figure].modality == modality
