"""Claims whose figures agree: which are the same, and which are told with words that leave each other out."""

from __future__ import annotations

import pytest

from factcheck import extract
from factcheck.matching.aliases import load_lexicon
from factcheck.matching.engine import match_profiles
from factcheck.matching.profile import Profile, profile_of
from factcheck.matching.record import record_of

APART = [
    ("Orlo produced 412,000 barrels a day of crude in 2024.", "Orlo produced 412,000 barrels of crude in 2024."),
    ("The share of under-15s in Norland was 14.2% in 2024.", "The share of over-65s in Norland was 14.2% in 2024."),
    ("2024年诺兰15岁以下人口占14.2%。", "2024年诺兰65岁以上人口占14.2%。"),
    ("诺兰2023年旅游收入同比增长18.9%。", "诺兰2023年旅游收入较2019年增长18.9%。"),
    ("Wages in Norland rose 5.24% after inflation in 2024.", "Wages in Norland rose 5.24% in 2024."),
    ("Orlo employs 2,910 production staff.", "Orlo employs 2,910 staff."),
    ("Orlo employs 2,910 people, not 3,420.", "Orlo employs 3,420 people."),
    ("奥洛公司雇用2910人，而非3420人。", "奥洛公司雇用3420人。"),
    ("Orlo's gross profit was $4.5bn in 2023.", "Orlo's net profit was $4.5bn in 2023."),
    ("Orlo made a profit of $4.5bn in 2023.", "Orlo made a loss of $4.5bn in 2023."),
    ("The quake killed 312 people in Marun in 2023.", "The quake injured 312 people in Marun in 2023."),
    ("Employment in Norland was 62.4% in May 2024.", "Unemployment in Norland was 62.4% in May 2024."),
    ("In Norland 31,200 men had the disease in 2022.", "In Norland 31,200 women had the disease in 2022."),
    (
        "Norland's GDP grew 2.3% year on year in the first quarter of 2024.",
        "Norland's GDP grew 2.3% from the previous quarter in the first quarter of 2024.",
    ),
    ("Orlo's sales rose 12.4% from 2022 in 2024.", "Orlo's sales rose 12.4% from 2019 in 2024."),
    ("Orlo sold 512,000 cars in 2024.", "Orlo plans to sell 512,000 cars in 2024."),
    ("Orlo's sales rose 12.4% in 2023.", "Orlo's sales did not rise 12.4% in 2023."),
    ("Orlo's exports rose 12.4% in 2023.", "Orlo's exports fell 12.4% in 2023."),
    ("Norland's exports were $41.3bn in 2023.", "Norland's imports were $41.3bn in 2023."),
    ("Orlo hired 3,120 people in 2023.", "Orlo laid off 3,120 people in 2023."),
    ("Orlo's operating profit was $4.52bn in 2023.", "Orlo's net profit was $4.52bn in 2023."),
    ("Orlo's revenue was $4.52bn in 2023.", "Orlo's costs were $4.52bn in 2023."),
    ("Orlo's revenue was $4.52bn in 2023.", "Orlo's profit was $4.52bn in 2023."),
    ("Orlo opened 412 shops in 2023.", "Orlo closed 412 shops in 2023."),
    ("Births in Norland fell to 41,200 in 2023.", "Deaths in Norland fell to 41,200 in 2023."),
    ("Norland's core inflation was 3.4% in May 2024.", "Norland's headline inflation was 3.4% in May 2024."),
    ("Orlo's domestic sales were 412,000 cars in 2023.", "Orlo's overseas sales were 412,000 cars in 2023."),
    ("The project created 4,120 jobs in 2023.", "The project destroyed 4,120 jobs in 2023."),
    ("Orlo imported 412 buses in 2023.", "Orlo exported 412 buses in 2023."),
    ("Orlo's debt was $4.12bn in 2023.", "Orlo's cash was $4.12bn in 2023."),
    (
        "The minimum temperature in Marun was 31.2 °C in July 2023.",
        "The maximum temperature in Marun was 31.2 °C in July 2023.",
    ),
    ("Orlo's average price was $41,200 in 2023.", "Orlo's median price was $41,200 in 2023."),
    ("奥洛公司2023年毛利为45.2亿元。", "奥洛公司2023年净利润为45.2亿元。"),
    ("奥洛公司2023年盈利45.2亿元。", "奥洛公司2023年亏损45.2亿元。"),
    ("2023年马伦地震造成312人死亡。", "2023年马伦地震造成312人受伤。"),
    ("2023年诺兰的就业率为62.4%。", "2023年诺兰的失业率为62.4%。"),
    ("2022年诺兰有3.12万名男性患病。", "2022年诺兰有3.12万名女性患病。"),
    ("2024年第一季度诺兰GDP同比增长2.3%。", "2024年第一季度诺兰GDP环比增长2.3%。"),
    ("奥洛2024年销售汽车51.2万辆。", "奥洛计划2024年销售汽车51.2万辆。"),
    ("奥洛2023年销售额增长12.4%。", "奥洛2023年销售额下降12.4%。"),
    ("诺兰2023年出口413亿美元。", "诺兰2023年进口413亿美元。"),
    ("奥洛2023年营业收入为45.2亿元。", "奥洛2023年营业成本为45.2亿元。"),
    ("奥洛2023年新开门店412家。", "奥洛2023年关闭门店412家。"),
    ("奥洛2023年招聘3120人。", "奥洛2023年裁员3120人。"),
    ("Orlo bought 41,200 tonnes of gold in 2023.", "Orlo sold 41,200 tonnes of gold in 2023."),
    ("奥洛2023年买入黄金4.12万吨。", "奥洛2023年卖出黄金4.12万吨。"),
    ("Orlo's sales did not increase by 12.4% in 2024.", "Orlo's sales increased by 12.4% in 2024."),
    ("Orlo no longer employs 41,200 people.", "Orlo employs 41,200 people."),
    ("奥洛2024年销售额并未上涨12.4%。", "奥洛2024年销售额上涨12.4%。"),
]

SAME = [
    ("Orlo's gross profit was $4.52bn in 2023.", "In 2023 Orlo reported gross profit of $4.5bn."),
    ("Orlo's net profit was $4.52bn in 2023.", "Orlo made $4.52bn in net profit in 2023."),
    ("Orlo made a loss of $4.5bn in 2023.", "Orlo lost $4.5bn in 2023."),
    ("The quake killed 312 people in Marun in 2023.", "In 2023 the quake left 312 dead in Marun."),
    ("The quake injured 312 people in Marun in 2023.", "The quake wounded 312 people in Marun in 2023."),
    ("Unemployment in Norland was 6.4% in May 2024.", "Norland's jobless rate was 6.4% in May 2024."),
    ("In Norland 31,200 women had the disease in 2022.", "The disease was found in 31,200 women in Norland in 2022."),
    (
        "Norland's GDP grew 2.3% year on year in the first quarter of 2024.",
        "GDP in Norland rose 2.3% from a year earlier in the first quarter of 2024.",
    ),
    ("Orlo's sales rose 12.4% in 2024.", "Sales at Orlo grew by 12.4% in 2024."),
    ("Orlo sold 512,000 cars in 2024.", "In 2024 Orlo's car sales came to 512,000."),
    (
        "Norland's oil output was 2.71m barrels a day in 2023.",
        "Norland produced 2.71 million barrels of oil a day in 2023.",
    ),
    ("Norland's exports were $41.3bn in 2023.", "Norland exported goods worth $41.3bn in 2023."),
    ("Orlo laid off 3,120 people in 2023.", "Orlo cut 3,120 jobs in 2023."),
    ("Orlo's operating profit was $4.52bn in 2023.", "Operating profit at Orlo reached $4.5 billion in 2023."),
    ("Orlo's revenue was $4.52bn in 2023.", "Orlo's turnover was $4.52bn in 2023."),
    ("Orlo closed 412 shops in 2023.", "In 2023 Orlo shut 412 stores."),
    ("Orlo opened 412 shops in 2023.", "Orlo opened 412 stores in 2023."),
    ("Norland's core inflation was 3.4% in May 2024.", "Core inflation in Norland stood at 3.4% in May 2024."),
    ("Orlo employs 41,200 people in 2023.", "Orlo had 41,200 employees in 2023."),
    ("Orlo plans to sell 512,000 cars in 2025.", "Orlo aims to sell 512,000 cars in 2025."),
    ("Orlo's debt was $4.12bn in 2023.", "Orlo's debts stood at $4.1bn in 2023."),
    ("Orlo invested $4.12bn in chips in 2023.", "Orlo spent $4.12bn on chips in 2023."),
    ("Norland's population was 4.12m in 2023.", "In 2023 Norland had 4.12 million inhabitants."),
    ("The bridge in Marun cost $412m in 2023.", "The cost of the Marun bridge was $412 million in 2023."),
    ("奥洛公司2023年毛利为45.2亿元。", "2023年，奥洛公司毛利达45.2亿元。"),
    ("奥洛公司2023年亏损45.2亿元。", "2023年奥洛公司净亏损为45.2亿元。"),
    ("2023年马伦地震造成312人死亡。", "2023年马伦地震夺去312人的生命。"),
    ("2023年马伦地震造成312人受伤。", "马伦地震2023年致312人受伤。"),
    ("2023年诺兰的失业率为6.4%。", "诺兰失业率2023年为6.4%。"),
    ("2022年诺兰有3.12万名女性患病。", "诺兰2022年患病女性达31200人。"),
    ("2024年第一季度诺兰GDP同比增长2.3%。", "诺兰2024年一季度国内生产总值同比增长2.3%。"),
    ("奥洛2024年销售汽车51.2万辆。", "2024年奥洛汽车销量为51.2万辆。"),
    ("诺兰2023年出口413亿美元。", "诺兰2023年出口额为413亿美元。"),
    ("奥洛2023年营业收入为45.2亿元。", "2023年奥洛营收45.2亿元。"),
    ("奥洛2023年裁员3120人。", "2023年奥洛裁减员工3120人。"),
    ("中国2023年出口413亿美元。", "China's exports were $41.3bn in 2023."),
    ("英伟达2023年营收为45.2亿美元。", "Nvidia's revenue was $4.52bn in 2023."),
    ("特斯拉2023年交付汽车51.2万辆。", "Tesla delivered 512,000 cars in 2023."),
    ("德国2023年失业率为6.4%。", "Germany's unemployment rate was 6.4% in 2023."),
    ("日本2024年第一季度GDP环比增长2.3%。", "Japan's GDP grew 2.3% quarter on quarter in the first quarter of 2024."),
]


def relations(*articles: str) -> set[str]:
    """The relations between claims of different articles."""
    found: list[Profile] = []
    for number, text in enumerate(articles):
        for claim in extract(text, source=f"article {number}"):
            profile = profile_of(record_of(claim, len(found)), load_lexicon())
            if profile:
                profile.order = len(found)
                found.append(profile)
    return {pair.relation for pair in match_profiles(found) if found[pair.a].source != found[pair.b].source}


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_leaves_each_other_out_is_not_the_same(one: str, other: str) -> None:
    assert "duplicate" not in relations(one, other)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_in_other_words_is_the_same(one: str, other: str) -> None:
    assert "duplicate" in relations(one, other)


def test_a_clause_with_both_words_is_of_either() -> None:
    told = "The quake killed 312 people in Marun in 2023."
    assert "duplicate" in relations(told, "The quake in Marun killed 312 people and injured 4,000 in 2023.")


def test_opposites_do_not_contradict_each_other() -> None:
    assert relations("Orlo opened 412 shops in 2023.", "Orlo closed 530 shops in 2023.") == set()
