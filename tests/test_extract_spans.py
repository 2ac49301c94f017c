"""Whatever the text, every span is exact and every claim is well formed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factcheck
from claims_db.claim import Claim

FRAGMENTS = [
    *(
        "45亿美元",
        "12%",
        "3.5个百分点",
        "一百二十万",
        "3万4000",
        "1,979 TFLOPS",
        "$2.3 million",
        "half",
        "twice",
        "三成",
        "九折",
    ),
    *(
        "15%-30%",
        "10 to 20 billion",
        "約45億(yì)美元",
        "４５億",
        "±0.5",
        "−5 °C",
        "5 ft 2 in",
        "三块五毛",
        "数百",
        "dozens of",
    ),
    *("30余万辆", "H20", "910B", "2025年7月15日", "2025-07-19 22:46:38", "from 40 to 50", "between 3 and 5 million"),
    *(
        "1.10261e6",
        "0.34 $/kWh",
        "元/平方米",
        "3750元/吨",
        "去年同期",
        "该公司",
        "Nvidia",
        "英伟达",
        "revenue rose",
        "同比增长",
    ),
    *(
        "&nbsp;",
        "&#165;30",
        "?！?/p>",
        "\x00",
        "\u200b",
        "\u202e",
        "\ud800",
        "\ufeff",
        "👨‍👩‍👧‍👦",
        " ",
        "\n",
        "\r\n",
        "。",
        "，",
        ".",
    ),
    *(
        ",",
        ";",
        "(",
        ")",
        "亿",
        "万",
        "百分之",
        "分之",
        "至",
        "到",
        "~",
        "–",
        "$",
        "¥",
        "€",
        "%",
        "‰",
        "/",
        "e",
        "E",
        "-",
        "+",
        "x",
    ),
]

hostile_text = st.lists(
    st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8), st.from_regex(r"[0-9.,]{1,12}", fullmatch=True)),
    max_size=40,
).map("".join)


def check(text: str, claims: list[Claim]) -> None:
    end = 0
    for claim in claims:
        assert claim.figure
        assert text[claim.start : claim.end] == claim.figure
        statement = claim.statement
        assert text[statement.start : statement.end] == statement.text
        assert statement.start <= claim.start < claim.end <= statement.end
        assert claim.start >= end
        end = claim.end
        assert (claim.value is None) == (claim.low is not None or claim.high is not None)
        for number in (claim.value, claim.low, claim.high, claim.base_value, claim.base_low, claim.base_high):
            # no digits rounded away; str() would write an exponent for any value below a millionth
            assert number is None or (number.is_finite() and "E+" not in str(number))
        assert 0 <= claim.checkworthiness <= 1


@settings(max_examples=400, deadline=None)
@given(hostile_text)
def test_spans_are_exact_in_any_text(text: str) -> None:
    check(text, factcheck.extract(text, every=True))


@pytest.mark.parametrize(
    "text",
    [
        "7" * 200_000,
        "亿" * 100_000,
        "3-5-" * 50_000,
        "a1b2" * 50_000,
        "(" * 100_000 + "5%",
        "5%\x00" * 20_000,
        "\ud800" * 9,
        "0e:45亿美元",
    ],
    ids=["digits", "magnitudes", "ranges", "no space", "brackets", "NULs", "surrogates", "no exponent"],
)
def test_a_monstrous_line_comes_back(text: str) -> None:
    check(text, factcheck.extract(text, every=True))


def test_the_readme_sentence() -> None:
    (claim,) = factcheck.extract("英偉達(dá)積壓45億(yì)美元庫存。")
    assert (claim.figure, claim.unit, claim.subject) == ("45億(yì)美元", "USD", "英伟达")
    assert claim.value == 4_500_000_000
