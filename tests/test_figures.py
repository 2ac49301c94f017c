"""What the figure grammar reads: value, unit and span, case by case, in both languages."""

from decimal import Decimal

import pytest

from factcheck.extraction.figure import Figure
from factcheck.extraction.figures import find_figures


def read(text: str, country_hint: str | None = None) -> list[tuple[str, str, str | None]]:
    """Each figure as its span, its value (``low..high``) and its unit."""
    return [(text[f.start : f.end], shown(f), f.unit) for f in find_figures(text, country_hint=country_hint)]


def shown(figure: Figure) -> str:
    if figure.value is not None:
        return format(figure.value, "f")
    assert figure.low is not None
    assert figure.high is not None
    return f"{figure.low:f}..{figure.high:f}"


NUMERALS = [
    ("拨款3万4000元", "3万4000元", "34000", "CNY"),
    ("出口1亿2000万件", "1亿2000万件", "120000000", "件"),
    ("一千二百零五辆车", "一千二百零五辆", "1205", "辆"),
    ("共七兆三千零五十亿日元", "七兆三千零五十亿日元", "7305000000000", "JPY"),
    ("三千万亿元债务", "三千万亿元", "3000000000000000", "CNY"),
    ("两万五千里", "两万五千里", "25000", "里"),
    ("二三十倍", "二三十倍", "20..30", "x"),
    ("十七八岁", "十七八岁", "17..18", "a"),
    ("数百名士兵", "数百名", "200..900", "名"),
    ("二十几万人", "二十几万人", "210000..290000", "人"),
    ("40余万辆", "40余万辆", "400000", "辆"),
    ("三十多种", "三十多种", "30", "种"),
    ("百分之八点五", "百分之八点五", "8.5", "%"),
    ("死亡率为5.2‰", "5.2‰", "0.52", "%"),
    ("七成六的人", "七成六", "76", "%"),
    ("八九成航班", "八九成", "80..90", "%"),
    ("打八五折", "八五折", "85", "%"),
    ("约三分之二", "三分之二", "0.666666666667", "1"),
    ("翻了两番", "翻了两番", "4", "x"),
    ("两个半小时", "两个半小时", "2.5", "h"),
    ("一吨半大米", "一吨半", "1.5", "t"),
    ("三块五毛", "三块五毛", "3.5", "CNY"),
    ("身高1米8", "1米8", "1.8", "m"),
    ("每秒148万亿次", "148万亿次", "148", "TFLOP/s"),
    ("气温降到零下15摄氏度", "零下15摄氏度", "-15", "Cel"),
    ("4.07133e6 km away", "4.07133e6 km", "4071330", "km"),
    ("a dose of 3.7×10−4 g", "3.7×10−4 g", "0.00037", "g"),
    ("a value of 10 000 dollars", "10 000 dollars", "10000", "USD"),
    ("98,76,543.21 rupees", "98,76,543.21 rupees", "9876543.21", "INR"),
    ("€1.234.567,89 in all", "€1.234.567,89", "1234567.89", "EUR"),
    ("about 2½ miles", "2½ miles", "2.5", "[mi_i]"),
    ("3 1/4 miles of track", "3 1/4 miles", "3.25", "[mi_i]"),
    ("two and a half million dollars", "two and a half million dollars", "2500000", "USD"),
    ("half a million jobs", "half a million", "500000", "jobs"),
    ("twenty-one years", "twenty-one years", "21", "a"),
    ("nearly two-thirds of voters", "two-thirds", "0.666666666667", "1"),
    ("one in three children", "one in three", "0.333333333333", "1"),
    ("dozens of people", "dozens", "24..108", "people"),
    ("tens of thousands of dollars", "tens of thousands of dollars", "20000..90000", "USD"),
    ("a threefold rise", "threefold", "3", "x"),
    ("6 ft 4 in tall", "6 ft 4 in", "6.33333333333", "[ft_i]"),
    ("it cost 8 dollars 25 cents", "8 dollars 25 cents", "8.25", "USD"),
    ("23 lakh rupees", "23 lakh rupees", "2300000", "INR"),
]


@pytest.mark.parametrize(("text", "span", "value", "unit"), NUMERALS, ids=[case[0] for case in NUMERALS])
def test_number_and_unit(text: str, span: str, value: str, unit: str | None) -> None:
    assert read(text) == [(span, value, unit)]


RANGES = [
    ("增长3-5亿美元", [("3-5亿美元", "300000000..500000000", "USD")]),
    ("十八至三十万日元", [("十八至三十万日元", "180000..300000", "JPY")]),
    ("10 to 20 billion euros", [("10 to 20 billion euros", "10000000000..20000000000", "EUR")]),
    ("between $12 and $16 each", [("$12 and $16", "12..16", "USD")]),
    ("128 MB to 2 GB RAM", [("128 MB to 2 GB", "0.128..2", "GB")]),
    ("a 0-to-60-mph time", [("0-to-60-mph", "0..60", "[mi_i]/h")]),
    ("60 or 70 times as much", [("60 or 70 times", "60..70", "x")]),
    ("4GB or 8GB models", [("4GB", "4", "GB"), ("8GB", "8", "GB")]),
    (
        "between 2 million and more than 6 million birds",
        [("2 million and more than 6 million", "2000000..6000000", "birds")],
    ),
    (
        "$1.2, $1.5 and $2 million",
        [("$1.2", "1200000", "USD"), ("$1.5", "1500000", "USD"), ("$2 million", "2000000", "USD")],
    ),
    ("6, 9, or 18-month terms", [("6", "6", "mo"), ("9", "9", "mo"), ("18-month", "18", "mo")]),
    ("temperatures from -18 °C to -5 °C", [("-18 °C to -5 °C", "-18..-5", "Cel")]),
]


@pytest.mark.parametrize(("text", "figures"), RANGES, ids=[case[0] for case in RANGES])
def test_ranges_and_lists(text: str, figures: list[tuple[str, str, str | None]]) -> None:
    assert read(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Yields rose 12%, from 25 tonnes to 28 tonnes.", ["12%", "25 tonnes", "28 tonnes"]),
        ("Absence fell 2 percentage points from 9% to 7%.", ["2 percentage points", "9%", "7%"]),
        ("Traffic jumped by a fifth last year, from 40 to 48 lorries.", ["a fifth", "40", "48"]),
        ("码头吞吐量上升20%，由40吨至48吨。", ["20%", "40吨", "48吨"]),
        ("Fares rose 3% last year, with tickets from 40 to 50 euros.", ["3%", "40 to 50 euros"]),
        ("The shop added 300 models, from 40 to 50 euros.", ["300", "40 to 50 euros"]),
    ],
)
def test_from_to_after_the_figure_of_a_change_is_two_figures(text: str, figures: list[str]) -> None:
    assert [text[found.start : found.end] for found in find_figures(text)] == figures


def test_from_to_as_a_change_is_two_figures() -> None:
    first, second = find_figures("Debt has increased from £0.4 trillion to £3 trillion.")
    assert (first.value, second.value) == (Decimal(400_000_000_000), Decimal(3_000_000_000_000))
    assert second.change_from == first.start
    assert first.change_from is None


def test_a_change_and_the_level_it_led_to() -> None:
    assert [v for _, v, _ in read("The deficit rose $21.5 billion to $310.8 billion.")] == [
        "21500000000",
        "310800000000",
    ]


COMPARATORS = [
    ("约410万个", "approx"),
    ("近200名", "approx"),
    ("超过80架", "gt"),
    ("逾15万人", "gt"),
    ("100多家", "gt"),
    ("至少33万人", "ge"),
    ("30万元起", "ge"),
    ("不足2%", "lt"),
    ("50%以下", "lt"),
    ("最长7分钟", "le"),
    ("不会超过30万颗", "le"),
    ("近三年来", "eq"),
    ("about 20 percent", "approx"),
    ("more than 50 percent", "gt"),
    ("at least around 40 people", "ge"),
    ("under $100K", "lt"),
    ("sub-$800 bundles", "lt"),
    ("up to $80,000", "le"),
    ("no more than 12 hours", "le"),
    ("65 and over", "ge"),
    ("over the past 50 years", "eq"),
    ("$5 or more", "ge"),
]


@pytest.mark.parametrize(("text", "comparator"), COMPARATORS)
def test_comparators(text: str, comparator: str) -> None:
    (figure,) = find_figures(text)
    assert figure.comparator == comparator
    assert figure.outer_start <= figure.start < figure.end <= figure.outer_end


NOTHING = [
    "英伟达H20与910B、MI308、S9T",
    "2025年7月15日",
    "2025-07-19 13:49:24",
    "(责任编辑:0882)",
    "第3条第二款",
    "第十四届全国人大二次会议",
    "一旦万一，三心二意，一带一路",
    "四川九江三峡五角大楼",
    "一季度和下半年",
    "他是唯一一个",
    "以2：2战平",
    "百万富翁",
    "COVID-19",
    "iPhone 15 Pro and PCIe 6.0",
    "the Big 12 and the Fortune 100",
    "Chapter 3, Section 230, No. 10",
    "5G, 4K and 3D",
    "at 10:45 on Jan. 6, 2021",
    "in the 1960s and 2013-14",
    "one of the best at one point",
    "won 21-15 and 3-0",
    "the 21st century",
    "call 1-800-555-0199",
    "version 2.3.1",
    "http://a.example/?x=100%20000",
    "24/7 support",
    "In 2019 the first half ended",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_quantity(text: str) -> None:
    assert read(text) == []


MONEY = [
    ("RMB 300 million", "300000000", "CNY"),
    ("HK $5.1 billion", "5100000000", "HKD"),
    ("RM71.20", "71.20", "MYR"),
    ("A$6.40", "6.40", "AUD"),
    ("20p", "0.2", "GBP"),
    ("€16bn", "16000000000", "EUR"),
    ("45 MUSD", "45000000", "USD"),
    ("新台币 62.4 亿元", "6240000000", "TWD"),
    ("-$3bn", "-3000000000", "USD"),
    ("9亿元人民币", "900000000", "CNY"),
    ("₹500 crore", "5000000000", "INR"),
    ("100泰铢", "100", "THB"),
    ("5 Swiss francs", "5", "CHF"),
    ("¥500元", "500", "CNY"),
]


@pytest.mark.parametrize(("text", "value", "unit"), MONEY)
def test_money(text: str, value: str, unit: str) -> None:
    assert read(text) == [(text, value, unit)]


def test_money_without_a_currency_is_money_by_its_context() -> None:
    (figure,) = find_figures("车主等了2小时被收费9万")[1:]
    assert (figure.kind, figure.value, figure.unit) == ("money", Decimal(90000), None)
    (figure,) = find_figures("现房30万起购")
    assert (figure.kind, figure.unit, figure.comparator) == ("money", "CNY", "ge")


def test_the_country_decides_a_bare_sign() -> None:
    assert read("$5 million", country_hint="AU")[0][2] == "AUD"
    assert read("500元", country_hint="TW")[0][2] == "TWD"
    assert read("$5 million")[0][2] == "USD"


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("$7 a month", "mo"),
        ("3750元/吨", "t"),
        ("$0.28/kWh", "kW.h"),
        ("每平方米均价约6.5万元", "m2"),
        ("$60,000 per person", "person"),
        ("每年200亿美元", "a"),
        ("a yearly grant of £14,500", "a"),
        ("350,000 barrels per day", "d"),
        ("$5 a year earlier", None),
    ],
)
def test_denominators(text: str, per: str | None) -> None:
    (figure,) = find_figures(text)
    assert figure.per == per


def test_precision_of_computing_performance() -> None:
    first, second = find_figures("FP16算力为320 TFLOPS，INT8为640 TOPS")
    assert (first.precision, second.precision) == ("FP16", "INT8")


def test_sign_of_a_change_stays_outside() -> None:
    (figure,) = find_figures("股价+5%")
    assert (figure.start, figure.outer_start, figure.value, figure.direction) == (3, 2, Decimal(5), "up")


def test_figures_that_claim_nothing() -> None:
    (card,) = find_figures("8卡服务器")
    assert not card.states_claim
    (age, *_) = find_figures("Ferreira, 58, has taken the summer off.")
    assert (age.kind, age.states_claim) == ("age", False)


@pytest.mark.parametrize("text", ["规模从30亿元增至45亿元", "it went up from around 40% in 2011 to 70% last year"])
def test_the_ends_of_a_change_know_each_other_at_a_distance(text: str) -> None:
    first, second = find_figures(text)
    assert second.change_from == first.start


def test_the_names_of_currencies_are_what_babel_says() -> None:
    from importlib.resources import files

    from factcheck.extraction.figures.currencies import name_lines

    written = (files("factcheck.extraction") / "data/currency_names.tsv").read_text("utf-8")
    assert written.splitlines() == list(name_lines())


def test_the_table_of_base_units_is_what_pint_says() -> None:
    from importlib.resources import files

    from factcheck.extraction.base_units import table_lines

    written = (files("factcheck.extraction") / "data/base_units.tsv").read_text("utf-8")
    assert written.splitlines() == list(table_lines())


@pytest.mark.parametrize(
    "rate", ["W/m2", "mol/L", "kV/cm", "km/ms", "[mi_i]/[gal_us]", "t/har", "N/{rpm}", "GB/m2", "J/g"]
)
def test_rates_are_what_pint_says(rate: str) -> None:
    from factcheck.extraction.base_units import _base, _pint_name, by_pint

    assert _base(rate) == by_pint(rate, _pint_name(rate))
