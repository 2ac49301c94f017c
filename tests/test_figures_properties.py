"""What holds of every text: spans inside and in order, exact values, and numbers read back as they were written."""

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck.extraction.base_units import to_base
from factcheck.extraction.figures import find_figures
from factcheck.extraction.figures.numerals_zh import whole
from factcheck.extraction.figures.units import units

PIECES = [
    *"一二两三四五六七八九十百千万亿几数余多半成折倍翻番个元角分年月日点约近超第每",
    *(
        "百分之",
        "分之",
        "个百分点",
        "万亿次",
        "每秒",
        "零下",
        "至",
        "到",
        "岁",
        "公里",
        "美元",
        "港元",
        "，",
        "。",
        "　",
    ),
    *(
        "1",
        "2.5",
        "1,000",
        "1/2",
        "½",
        "10^5",
        "e5",
        "×10",
        "-",
        "−",
        "±",
        "+",
        "~",
        "$",
        "€",
        "US$",
        "RMB ",
        "%",
        "pp",
    ),
    *(
        "to ",
        " and ",
        " or ",
        "between ",
        "from ",
        "twenty ",
        "half ",
        "a ",
        "hundred ",
        "million ",
        "dozens ",
        "of ",
        "fold",
    ),
    *(
        "km",
        "kg",
        "/",
        "°C",
        "'",
        '"',
        "in",
        "GB",
        "TFLOPS",
        "FP16 ",
        "H20",
        "-year-old",
        "bn",
        "k",
        "m",
        "B",
        "http://a.b/1",
    ),
    *("\ud800", "\x00", "\u202e", "\u200b", "\n", " ", "²", "８", "％", "İ"),
]
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=16).map("".join))


@given(TEXTS)
@example("一又" * 600)
@example("第½")
@example("dozens RMB million.")
@settings(max_examples=600, deadline=None)
def test_spans_and_values(text: str) -> None:
    end = 0
    for figure in find_figures(text):
        assert end <= figure.start < figure.end <= len(text)
        assert 0 <= figure.outer_start <= figure.start
        assert figure.end <= figure.outer_end <= len(text)
        assert text[figure.start : figure.end].strip() == text[figure.start : figure.end]
        end = figure.end
        assert (figure.value is None) == (figure.low is not None) == (figure.high is not None)
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high
        for number in (figure.value, figure.low, figure.high, *to_base(figure)[:3]):
            assert number is None or number.is_finite()


CHINESE_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """``number`` in Chinese numerals, the standard way, below 10^16."""
    groups = []
    for scale in ("", "万", "亿", "万亿"):
        number, group = divmod(number, 10_000)
        groups.append((group, scale))
    written = ""
    for group, scale in reversed(groups):
        if not group:
            continue
        if written and group < 1000:
            written += "零"
        written += below_ten_thousand(group) + (scale if scale != "万亿" else "万亿" if not groups[2][0] else "万")
    return written


def below_ten_thousand(number: int) -> str:
    written, pending_zero = "", False
    for power, scale in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            written += ("零" if pending_zero and written else "") + CHINESE_DIGITS[digit] + scale
            pending_zero = False
        else:
            pending_zero = True
    return written


@given(st.integers(2, 10**16 - 1))
@settings(max_examples=400)
def test_chinese_numerals_read_back(number: int) -> None:
    assert whole(chinese(number)) == number


ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def english(number: int) -> str:
    """``number`` in English words, without "and"."""
    if number < 20:
        return ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")
    for scale, word in (
        (10**12, "trillion"),
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        if number >= scale:
            above, rest = divmod(number, scale)
            return f"{english(above)} {word}" + (f" {english(rest)}" if rest else "")
    raise AssertionError


@given(st.integers(2, 10**14))
@settings(max_examples=400)
def test_english_number_words_read_back(number: int) -> None:
    text = f"They counted {english(number)} birds."
    (figure,) = find_figures(text)
    assert figure.value == number
    assert text[figure.start : figure.end] == english(number)
    assert figure.unit == "birds"


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False, allow_infinity=False))
@settings(max_examples=200)
def test_grouped_digits_read_back(number: Decimal) -> None:
    (figure,) = find_figures(f"It cost ${number:,} in all.")
    assert figure.value == number


@given(st.decimals(min_value="0.1", max_value=9999, places=1, allow_nan=False), st.sampled_from(["万", "亿", "万亿"]))
@settings(max_examples=200)
def test_magnitudes_are_exact(number: Decimal, scale: str) -> None:
    (figure,) = find_figures(f"总额为{number}{scale}元。")
    assert figure.value == number * {"万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]


@pytest.mark.parametrize("symbol", sorted(symbol for symbol, name in units().pint.items() if name))
def test_every_unit_has_a_base(symbol: str) -> None:
    from factcheck.extraction.figure import Figure

    figure = Figure(0, 1, 0, 1, "measure", "en", value=Decimal(2), unit=symbol)
    value, _, _, base = to_base(figure)
    assert value is not None
    assert value > 0
    assert base


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.2万千瓦", "12 MW"),
        ("36 km/h", "10 m/s"),
        ("2吨", "2000 kg"),
        ("1 TFLOPS", "每秒1万亿次"),
        ("8 Gbps", "1 GB/s"),
        ("3小时", "180 minutes"),
    ],
)
def test_the_same_quantity_has_one_base_value(one: str, other: str) -> None:
    (first,), (second,) = find_figures(one), find_figures(other)
    assert to_base(first) == to_base(second)


@pytest.mark.parametrize("text", ["5 " + "1" * 5000 + " x 个", "7 2 " * 2000 + "成", "1.2" * 3000, "三 " * 4000 + "9"])
def test_runs_of_digits_and_spaces_are_read_once(text: str) -> None:
    """A pattern that tries every way to cut such a run would not come back."""
    assert all(figure.end - figure.start < 200 for figure in find_figures(text))
