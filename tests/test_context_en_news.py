"""Sentences of English news and what they must, or must not, be read as."""

from __future__ import annotations

from datetime import date

import pytest
from context_en_reading import read, read_all

PUBLISHED = date(2025, 8, 20)

PERIODS = [
    ("Output for the April-June quarter was 40 tonnes.", "April-June quarter", "2025Q2"),
    ("Output was 40 tonnes in January to March 2025.", "January to March 2025", "2025Q1"),
    ("Output was 40 tonnes on December 20th.", "December 20th", "2024-12"),
    ("Output in the year to March 2026 was 40 tonnes.", "the year to March 2026", "2025-04/2026-03"),
    ("Output for the fiscal year ended March 31, 2025 was 40 tonnes.", "year ended March 31, 2025", "FY2025"),
    ("Output in the quarter ended September 28, 2024 was 40 tonnes.", "quarter ended September 28, 2024", "2024Q3"),
    ("Output in the latest quarter was 40 tonnes.", "latest quarter", "2025Q2"),
    ("Output was 30 boxes in 2021. In that year 40 tonnes were lost.", "that year", "2021"),
    ("Sales were $3m in the second quarter of 2024. Output was 40 tonnes in the quarter.", "the quarter", "2024Q2"),
    ("Sales were $3m in 2023. Over the same period output was 40 tonnes.", "the same period", "2023"),
    ("By the end of June it had 90 boxes, against 40 tonnes three months earlier.", "three months earlier", "2025-03"),
    ("Of the 90 boxes shipped in May, 40 tonnes lost in June were the worst.", "June", "2025-06"),
    ("The lake will hold 40 tonnes by March.", "March", "2026-03"),
    ("In May it was 40 tonnes.", "May", "2025-05"),
]


@pytest.mark.parametrize(("text", "as_of", "period"), PERIODS, ids=[case[0] for case in PERIODS])
def test_periods_of_news(text: str, as_of: str, period: str) -> None:
    context = read(text, PUBLISHED)["40 tonnes"]
    assert context.as_of is not None
    assert as_of.lower() in context.as_of.lower()
    assert context.period == period


CARRIED = [
    ("Some 40 tonnes are wet, and the rest will be by 2032.", None),
    ("It earned $9bn in 2024, a rise of 4% on the $8bn it earned in 2023. Output was 40 tonnes.", "2024"),
    ("It earned $9bn in 2024, against $8bn in 2023. Output was 40 tonnes.", "2024"),
    ("It earned $9bn in 2024 after a review this week. Output was 40 tonnes.", "2024"),
    ("Its report, out this week, says it made $9bn. Output was 40 tonnes.", None),
    ("It now has 90 shops, its board said on Monday. Output was 40 tonnes.", None),
    ("It fell from $8bn in 2023. Output was 40 tonnes.", None),
    ("It opened 90 shops in 2023. Output was 40 tonnes.", "2023"),
    ("It opened 90 shops in 2023. The shed holds 40 tonnes.", None),
    ("It opened 90 shops in 2023. It was designed for 40 tonnes.", None),
    ("For the year to December 2023 nothing changed. It lost 40 tonnes.", "2023"),
]


@pytest.mark.parametrize(("text", "period"), CARRIED, ids=[case[0] for case in CARRIED])
def test_only_the_period_of_what_is_stated_is_carried_on(text: str, period: str | None) -> None:
    context = read(text, PUBLISHED)["40 tonnes"]
    assert (context.as_of, context.period) == (None, period)


SAID = [
    ("Costs were 24% instead of the 21% it projected in November.", "21%", None),
    ("It published in May a survey of 40% of shops.", "40%", None),
    ("It said in May that exports had cut its share to 50%.", "50%", "2025-05"),
    ("It opened 900 shops in May.", "900", "2025-05"),
]


@pytest.mark.parametrize(("text", "figure", "period"), SAID, ids=[case[0] for case in SAID])
def test_the_date_of_a_report_is_no_period(text: str, figure: str, period: str | None) -> None:
    assert read(text, PUBLISHED)[figure].period == period


ROLES = [
    ("Its main carrier, Cathay Pacific, carried 20m people.", "20m", "Cathay Pacific", "people"),
    ("Novacore, its main rival, shipped 20m chips.", "20m", "Novacore", "shipped chips"),
    ("The weak spot was HK Express, the group's budget airline, which lost $400m.", "$400m", "HK Express", "lost"),
    (
        "Mario Kart World, bundled with most of the consoles, has sold 9m copies.",
        "9m",
        "Mario Kart World",
        "sold",
    ),
    ("ENAG, a group of economists, put annual inflation in January at 81%.", "81%", "inflation", "annual inflation"),
    ("Operating profit was less impressive at $56.9bn.", "$56.9bn", "Operating profit", "Operating profit"),
    ("Spot rates from Shanghai to Rotterdam jumped 10%.", "10%", "Spot rates", "Spot rates"),
    ("Net income attributable to the retailer fell 10%.", "10%", "retailer", "Net income"),
    ("Annual inflation cooled to 42.1% in January.", "42.1%", "inflation", "inflation"),
    ("A year ago Novacore could do no wrong. Its sales rose 4%.", "4%", "Novacore", "sales"),
    ("By nightfall the number of dead had risen to 82.", "82", "dead", "number of dead"),
    ("Some 900 people were hurt, with 30 still missing.", "30", "people", "missing"),
    ("Three people were killed and at least 17 injured in Cusco.", "17", "people", "injured"),
    ("The fire was 91% contained as of Saturday.", "91%", "fire", "contained"),
    ("The line is now 27 months late.", "27 months", "line", "late"),
    ("The telescope sits 3,046 m above sea level.", "3,046 m", "telescope", "above sea level"),
    ("Power draw stays at 700 watts.", "700 watts", "Power draw", "Power draw"),
    ("The lake stood 90 feet deep, with usable storage at 27%.", "27%", "usable storage", "usable storage"),
    ("Weighing in at 1.2kg, the laptop is light.", "1.2kg", "laptop", "Weighing"),
    ("The harvest fell to 4m tonnes; officials forecast 3m tonnes this time.", "3m tonnes", "harvest", "harvest"),
    ("Weight fell by 3%. Investors had been told to expect 25%.", "25%", "Weight", "Weight"),
    ("Novacore expects profit of 3%. Investors had been told to buy 25%.", "25%", "Investors", "buy"),
    ("Some 70 homes burned and 2,300 people fled as it spread.", "2,300", "people", "fled"),
    ("It costs $900 a year and cut relapses by 38% in a trial of 900 people.", "38%", "relapses", "cut"),
    ("Two thirds of pupils passed the exam, and only 8% got the top grade.", "8%", "pupils", "top grade"),
    ("Revenue jumped to $26.8bn, beating the $25.9bn analysts had forecast.", "$25.9bn", "Revenue", "Revenue"),
    ("The rollout reached 62%, officials said, but fell short of the 80% goal.", "80%", "rollout", "goal"),
    ("Sweden will spend 2.6% of GDP on defence.", "2.6%", "Sweden", "spend on defence"),
    ("The city lost trade and now counts 611,000 residents.", "611,000", "city", "residents"),
    ("The court ordered the airline to pay $42m.", "$42m", "airline", "pay"),
    ("The airline raised fares to earn $42m.", "$42m", "airline", "earn"),
    ("Burglaries were down 12% in the first half.", "12%", "Burglaries", "Burglaries"),
    ("Sales of the Switch sank 5%, although its price rose to $300.", "$300", "Switch", "price"),
    ("Guidance was lifted: to $370bn of net sales from $280bn.", "$280bn", "Guidance", "net sales"),
]


@pytest.mark.parametrize(("text", "figure", "subject", "metric"), ROLES, ids=[case[0] for case in ROLES])
def test_roles_of_news(text: str, figure: str, subject: str, metric: str) -> None:
    context = read(text, PUBLISHED)[figure]
    assert subject in (context.subject or "")
    assert metric in (context.metric or "")


NAMES = [
    ("Cathay made $3m. Fuel swallowed $2m. Its revenue rose 5%.", "Cathay"),
    ("Novacore made $3m. Nvidia made $2m. Its revenue rose 5%.", "Nvidia"),
    ("KYOTO, August 2, 2025 - Shops love Nintendo's console. The company sold 5%.", "Nintendo"),
    ("KYOTO, August 2, 2025 - Nintendo is in the lead. The company sold 5%.", "Nintendo"),
]


@pytest.mark.parametrize(("text", "subject"), NAMES, ids=[case[0] for case in NAMES])
def test_whom_the_text_goes_on_about(text: str, subject: str) -> None:
    assert read(text, PUBLISHED)["5%"].subject == subject


SURE = [
    ("The projection for 2026 stays at 12%.", "12%", "forecast"),
    ("India's deficit is seen at 4% of output.", "4%", "forecast"),
    ("The bank sees inflation ending 2025 at 24%.", "24%", "forecast"),
    ("Its rate was seen by 24% of the town.", "24%", "actual"),
    ("Losses may reach $40bn, analysts estimate.", "$40bn", "forecast"),
    ("Losses may reach $40bn.", "$40bn", "hypothetical"),
    ("Temperatures could plunge to -14C by Thursday, forecasters warned.", "-14C", "forecast"),
    ("A planned 5% rise in fares was dropped.", "5%", "target"),
    ("Customers will see their bills go up by 5%.", "5%", "forecast"),
    ("Bills will fall in April, when the cap drops to 5%.", "5%", "forecast"),
    ("The bank sank when the price fell by 5%.", "5%", "actual"),
    ("Snow of up to 60cm is forecast for the Alps.", "60cm", "forecast"),
    ("Companies with a turnover below $750m would be exempt.", "$750m", "hypothetical"),
    ("An investor with $750m in bonds could expect to receive a third.", "$750m", "actual"),
    ("It expects sales of $40bn, up from $30bn.", "$30bn", "actual"),
    ("It made more than analysts had pencilled in, and its shares dropped 5%.", "5%", "actual"),
    ("It let its stake go down by 5%.", "5%", "actual"),
]


@pytest.mark.parametrize(("text", "figure", "modality"), SURE, ids=[case[0] for case in SURE])
def test_how_surely_news_states_it(text: str, figure: str, modality: str) -> None:
    assert read(text, PUBLISHED)[figure].modality == modality


SPEAKERS = [
    ("Revenue grew by 10%, the airline said on Wednesday.", "airline"),
    ("Revenue grew by 10%, chairman Ann Lam said on Friday as she presented the report.", "chairman Ann Lam"),
    ("ENAG put inflation at 10%.", "ENAG"),
    ("Ann Lam, the chief executive, is happy. Cathay will grow by 10%, she said.", "Ann Lam"),
    ("The airline put 10% of its planes on the ground.", None),
    ("Revenue grew by 10%. The airline said on Wednesday that it was happy.", None),
]


@pytest.mark.parametrize(("text", "who"), SPEAKERS, ids=[case[0] for case in SPEAKERS])
def test_who_says_so(text: str, who: str | None) -> None:
    assert read(text, PUBLISHED)["10%"].attributed_to == who


MONEY = [
    ("COPENHAGEN - Sales were 290 billion kroner.", "DKK"),
    ("The Norwegian fund has 290 billion kroner.", "NOK"),
    ("It has 290 billion kroner.", None),
    ("Danish and Norwegian funds have 290 billion kroner.", None),
    ("A Mexican firm paid 30 pesos.", "MXN"),
    ("The Swedish mill earned 3.2 billion crowns.", "SEK"),
]


@pytest.mark.parametrize(("text", "unit"), MONEY, ids=[case[0] for case in MONEY])
def test_an_open_currency_is_that_of_the_country_spoken_of(text: str, unit: str | None) -> None:
    [(figure, _)] = read_all(text)
    assert figure.unit == unit


PARTS = [
    ("In 2023 it lost 40 tonnes and in 2022 60 tonnes.", ["2023", "2022"]),
    ("In 2023 output was 40 tonnes, in 2022 60 tonnes.", ["2023", "2022"]),
    ("It lost 40 tonnes in 2023 and 2024 and 60 boxes.", ["2023", "2024"]),
]


@pytest.mark.parametrize(("text", "periods"), PARTS, ids=[case[0] for case in PARTS])
def test_a_period_that_opens_a_part_dates_the_figure_after_it(text: str, periods: list[str]) -> None:
    assert [context.period for _, context in read_all(text, PUBLISHED)] == periods


AMOUNTS = [
    ("Profit was $1.24 billion, down from 1.61 billion a year earlier.", ["money", "money"]),
    ("Revenue of $3 billion compared with 2.8 billion a year ago.", ["money", "money"]),
    ("It paid $3 billion for 40 mines and 2.8 billion tonnes of ore.", ["money", "count", "measure"]),
    ("It paid $3 million. Users rose from 2.8 million.", ["money", "count"]),
]


@pytest.mark.parametrize(("text", "kinds"), AMOUNTS, ids=[case[0] for case in AMOUNTS])
def test_the_other_end_of_an_amount_is_money_too(text: str, kinds: list[str]) -> None:
    assert [figure.kind for figure, _ in read_all(text)] == kinds


def test_a_number_with_m_before_a_pronoun_counts_on() -> None:
    units = [figure.unit for figure, _ in read_all("It sold 19m consoles rather than the 15m it pencilled in.")]
    assert units == ["consoles", "consoles"]
    assert read_all("The 15m it swam on Sunday was a record.")[0][0].unit == "m"


BASELINES = [
    ("A profit of $9bn is a rise of 4% on the $8bn it earned in 2023.", "4%", "$8bn"),
    ("It spent 4% on the project.", "4%", None),
    ("Prices fell 4% on the month.", "4%", "the month"),
    ("Snow stood at 45cm against a norm of 110cm.", "45cm", "a norm of 110cm"),
    ("He stole $8m from 34 clients.", "$8m", None),
    ("The rate went to $8m from $6m.", "$8m", "$6m"),
]


@pytest.mark.parametrize(("text", "figure", "baseline"), BASELINES, ids=[case[0] for case in BASELINES])
def test_what_news_compares_with(text: str, figure: str, baseline: str | None) -> None:
    assert read(text, PUBLISHED)[figure].relative_to == baseline


def test_a_forecast_held_against_another_is_for_the_same_time() -> None:
    found = read("It will sell 19m consoles in the year to March 2026, rather than the 15m it pencilled in.", PUBLISHED)
    assert found["19m"].period == found["15m"].period == "2025-04/2026-03"


def test_over_a_time_after_a_figure_is_no_comparator() -> None:
    assert read("It will cost $3m over five years.")["five years"].comparator == "eq"
    assert read("It lasted over five years.")["five years"].comparator is None
