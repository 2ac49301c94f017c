"""Chinese clauses: spaces around figures, relative clauses, passing dates, and names that verbs stand in."""

from __future__ import annotations

import pytest
from context_zh_case import contexts

AS_OF = [
    ("截至 2020 年 2 月 14 日，确诊病例超过 2500 例。", "2500 例", "2020 年 2 月 14 日"),
    ("2024 年 1 月至 9 月，出口额达 300 亿元。", "300 亿元", "2024 年 1 月至 9 月"),
    ("3 月 25 日，医院收治患者 47 人。", "47 人", "3 月 25 日"),
    ("该店星期天晚上卖出200份。", "200份", "星期天晚上"),
    # what dates only an event told in passing
    ("公司成立于2015年，估值达10亿美元。", "10亿美元", None),
    ("该校创办于1984年，教师有387人。", "387人", None),
    ("建校于1919年的小学班级数共70个。", "70个", None),
    # dates that stay: of the figure itself, or of what is done
    ("公司于2015年投资3亿元建厂。", "3亿元", "2015年"),
    ("2015年，公司估值达10亿美元。", "10亿美元", "2015年"),
    ("该校2024年招生300人。", "300人", "2024年"),
]


@pytest.mark.parametrize(("text", "figure", "as_of"), AS_OF)
def test_as_of(text: str, figure: str, as_of: str | None) -> None:
    assert contexts(text)[figure].as_of == as_of


READ = [
    # a space before digits parts nothing
    ("甲国的检测人数超过其人口的 3%。", "3%", "甲国", "检测人数"),
    ("出版社已有 2000 部作品。", "2000 部", "出版社", None),
    ("该菌株具有 87% 的核苷酸序列同源性。", "87%", "该菌株", "核苷酸序列同源性"),
    # 位于X的Y, V于X的Y: whose figure it is stands after 的
    ("位于台中市的亚洲大学教师人数少于300人。", "300人", "亚洲大学教师", "人数"),
    ("位于市中心的商场客流量达3万人次。", "3万人次", "商场", "客流量"),
    ("公司的教师人数少于300人。", "300人", "公司", "教师人数"),
    # 与X … opens no topic; 和 does
    ("里仁村是山区的村，与美雅村相距甚远，人口约有1211人。", "1211人", "里仁村", "人口"),
    ("该县与邻县接壤，面积300平方公里。", "300平方公里", "该县", "面积"),
    ("上海和北京接壤，面积300平方公里。", "300平方公里", "上海和北京", "面积"),
    # the head of a relative clause, not the object behind it
    ("孵化出的幼鱼容易成为水鸟的猎物，死亡率达90%。", "90%", "幼鱼", "死亡率"),
    ("推出的手机使用国产的芯片，售价3000元。", "3000元", "手机", "售价"),
    ("推出新款手机的企业，营收30亿元。", "30亿元", "企业", "营收"),
    # 了 shows a verb
    ("一半患者服用了新药。", "一半", "患者", "服用了新药"),
    ("三成受访者投票了两次。", "三成", "受访者", "投票"),
    # an area owns what is measured there
    ("全球病死率为6.9%。", "6.9%", "全球", "病死率"),
    ("全市失业率为5%。", "5%", "全市", "失业率"),
    ("全市的医院床位数为5万张。", "5万张", "全市", "医院床位数"),
]


@pytest.mark.parametrize(("text", "figure", "subject", "metric"), READ)
def test_subject_and_metric(text: str, figure: str, subject: str, metric: str | None) -> None:
    found = contexts(text)[figure]
    assert subject in (found.subject or "")
    assert metric is None or metric in (found.metric or "")


SPEAKERS = [
    ("据媒体4月1日报道，出口增长5%。", "5%", "媒体"),
    ("据新华社昨日报道，出口增长5%。", "5%", "新华社"),
    ("据国家统计局2024年数据，出口增长5%。", "5%", "国家统计局"),
    ("据陈博士所说，有30例发热。", "30例", "陈博士"),
    ("一项人口学研究显示，发热患者占98%。", "98%", "一项人口学研究"),
    ("甲国疾病控制与预防中心报告称，病例增加20%。", "20%", "甲国疾病控制与预防中心"),
    # left alone: whole names, sources of data, and headings that name nobody
    ("据研究所称，出口增长5%。", "5%", "研究所"),
    ("据上海证券交易所披露，出口增长5%。", "5%", "上海证券交易所"),
    ("国家能源局的数据显示，用电量增长5%。", "5%", "国家能源局"),
    ("市监测中心报告称，病例增加20%。", "20%", "市监测中心"),
    ("来源：全国病例达300例。", "300例", None),
    ("王芳：我们的准确率为50%。", "50%", "王芳"),
]


@pytest.mark.parametrize(("text", "figure", "speaker"), SPEAKERS)
def test_attribution(text: str, figure: str, speaker: str | None) -> None:
    assert contexts(text)[figure].attributed_to == speaker


VERB_AND_COUNT = [
    ("减班休息人数达3200人。", "3200人", "减班休息人数"),
    ("全市参加报名人数为3000人。", "3000人", "报名人数"),
    ("机场到访人次达3万人次。", "3万人次", "到访人次"),
    ("学校学生人数达300人。", "300人", "人数"),
    ("学校减少人数300人。", "300人", "人数"),
    ("公司支付金额300万元。", "300万元", "金额"),
]


@pytest.mark.parametrize(("text", "figure", "metric"), VERB_AND_COUNT)
def test_a_count_joins_with_the_verbs_before_it(text: str, figure: str, metric: str) -> None:
    assert contexts(text)[figure].metric == metric


SHARES = [
    ("约有20%的患者需要重症监护和机械通气。", "20%", "患者", "需要重症监护和机械通气"),
    ("45%的学生有资格享受学校伙食补贴。", "45%", "学生", "有资格享受学校伙食补贴"),
    ("七成的学生受到学校关闭举措的影响。", "七成", "学生", "受到学校关闭举措的影响"),
    ("七成夜戏在北京拍摄。", "七成", "夜戏", "拍摄"),
    ("七成的学生是女生。", "七成", "学生", "学生"),
    ("三成航班被取消。", "三成", "航班", "取消"),
    # a cause and what it led to
    ("该药可将腹泻导致的死亡减少一半。", "一半", "该药", "死亡"),
    ("流行病学史：患者300例。", "300例", "患者", "患者"),
]


@pytest.mark.parametrize(("text", "figure", "subject", "metric"), SHARES)
def test_what_is_said_of_a_share(text: str, figure: str, subject: str, metric: str) -> None:
    found = contexts(text)[figure]
    assert (found.subject, found.metric) == (subject, metric)


@pytest.mark.parametrize(
    ("text", "figure", "modality"),
    [
        ("探测器运行时间出乎预料，长达20年。", "20年", "actual"),
        ("销量超出预料，达到20万辆。", "20万辆", "actual"),
        ("机构预料销量达20万辆。", "20万辆", "forecast"),
    ],
)
def test_beyond_what_was_foreseen_is_no_forecast(text: str, figure: str, modality: str) -> None:
    assert contexts(text)[figure].modality == modality


def test_a_stretch_of_days_is_one_period() -> None:
    text = "2020 年 1 月 1 日至 3 月 15 日期间，各国报告 300 例病例。"
    assert contexts(text)["300 例"].as_of == "2020 年 1 月 1 日至 3 月 15 日期间"


MORE = [
    ("只有30%的企业在2024年实现盈利。", "30%", "企业", "2024年", None),
    ("50家企业于2024年签约。", "50家", "企业", "2024年", None),
    ("有三成的企业亏损。", "三成", "企业", None, None),
    ("该市有12%的家庭从未上网。", "12%", "该市", None, None),
    ("七成的学生已经毕业。", "七成", "学生", None, None),
    # what a figure is less than a part of; and a level that is under another
    ("销量不及去年的一半。", "一半", "销量", None, "去年"),
    ("销量低于前年的两倍。", "两倍", "销量", None, "前年"),
    ("销量是去年的一半。", "一半", "销量", None, "去年"),
    ("销量低于去年的300万辆。", "300万辆", "销量", "去年", None),
    # what is compared with owns nothing
    ("失业率比欧盟平均水平高3个百分点。", "3个百分点", "失业率", None, "欧盟平均水平"),
    ("甲国失业率比欧盟平均水平高3个百分点。", "3个百分点", "甲国", None, "欧盟平均水平"),
]


@pytest.mark.parametrize(("text", "figure", "subject", "as_of", "relative_to"), MORE)
def test_times_and_baselines_around_shares(
    text: str, figure: str, subject: str, as_of: str | None, relative_to: str | None
) -> None:
    found = contexts(text)[figure]
    assert (found.subject, found.as_of, found.relative_to) == (subject, as_of, relative_to)


SUBJECTS = [
    ("甲公司是国内首家营收突破100亿元的企业。", "100亿元", "甲公司"),
    ("桃园机场是台湾目前唯一拥有两条跑道的机场。", "两条", "桃园机场"),
    ("该县是全省第一个产值超过30亿元的县。", "30亿元", "该县"),
    ("问题是乙公司亏损3亿元。", "3亿元", "乙公司"),
    ("甲公司营收3亿元，是国内首家上市的企业。", "3亿元", "甲公司"),
    ("机场拥有两条跑道。", "两条", "机场"),
    ("患者体重减轻12公斤。", "12公斤", "患者"),
    ("其发展分成两个阶段。", "两个", "其发展"),
]


@pytest.mark.parametrize(("text", "figure", "subject"), SUBJECTS)
def test_subject(text: str, figure: str, subject: str) -> None:
    assert contexts(text)[figure].subject == subject
