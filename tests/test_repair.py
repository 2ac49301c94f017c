"""What repair changes, what it leaves, and that every character of the view leads back to the stored text."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.repair import repair

SCARS = [
    "45億(yì)美元",
    "達（dá）",
    "壁壘(如CUDA替代)",
    "\u200b",
    "\x1b[31m",
    "&nbsp;",
    "&#165;",
    "?！?/p>",
    "â€™",
    "<b>",
    "</p>",
    "４５％",
    "，",
    "\r\n",
    "\r",
    "\0",
    "\ud800",
    "昇騰",
    "\u00ad",
    "1\u202f000",
    "(",
    "們(men)",
    "乾",
    "\U0001d7d8",
    "⼀",
    "&",
    "<",
    "?/p>",
]
SCARRED = st.lists(st.sampled_from(SCARS) | st.text(max_size=4), max_size=20).map("".join)


@settings(deadline=None)  # the first reading found imports pypinyin
@given(SCARRED)
def test_any_text_maps_back_in_order(text: str) -> None:
    repaired = repair(text)
    spans = [repaired.to_source(i, i + 1) for i in range(len(repaired.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(spans))


@settings(deadline=None)  # the first reading found imports pypinyin
@given(SCARRED)
def test_plain_ascii_characters_of_the_view_are_where_they_come_from(text: str) -> None:
    repaired = repair(text)
    for i, character in enumerate(repaired.text):
        start, end = repaired.to_source(i, i + 1)
        if end == start + 1 and character.isalnum() and character.isascii():
            assert character in unicodedata.normalize("NFKC", text[start])


@given(st.text("abc 123.,$%\n中国增长亿元。，", max_size=60))
def test_a_clean_text_is_its_own_view(text: str) -> None:
    repaired = repair(text)
    assert repaired.text == text
    assert repaired.offsets.is_identity


@pytest.mark.parametrize(
    ("scarred", "view", "raw"),
    [
        ("積壓45億(yì)美元(yuán)庫存", "45亿美元", "45億(yì)美元(yuán)"),
        ("約4\u200b5\u200b亿元", "45亿元", "4\u200b5\u200b亿元"),
        ("達４５億元", "45亿元", "４５億元"),
        ("共１，２３４．５萬輛(liàng)。", "1,234.5万辆", "１，２３４．５萬輛(liàng)"),
        ("增长１２％。", "12%", "１２％"),
        ("worth 45&nbsp;billion&#x20;dollars", "45 billion dollars", "45&nbsp;billion&#x20;dollars"),
        ("賺了&#165;5000&nbsp;。", "¥5000", "&#165;5000"),
        ("sold 1\u202f000\u00a0000 cars", "1 000 000", "1\u202f000\u00a0000"),
        ("rose 4<b>5</b> per cent", "45 per cent", "4<b>5</b> per cent"),
        ("某廠\u202a12\u00ad.5\u202c%的", "12.5%", "12\u00ad.5\u202c%"),
        ("用了 \U0001d7d2\U0001d7d3 天", "45 天", "\U0001d7d2\U0001d7d3 天"),
    ],
)
def test_an_interrupted_figure_is_whole_and_leads_to_the_raw_text(scarred: str, view: str, raw: str) -> None:
    repaired = repair(scarred)
    start = repaired.text.index(view)
    source = repaired.to_source(start, start + len(view))
    assert scarred[slice(*source)] == raw


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("英偉達(dá)H20對(duì)華", "英伟达H20对华"),
        ("差(chā)距與(yǔ)出差(chāi)", "差距与出差"),
        ("重（zhòng）量 重( chóng )複", "重量 重复"),
        ("達(da\u0301)到", "达到"),
        ("一(yí)個 不(bú)是", "一个 不是"),
        ("&#36948;(d&aacute;)到", "达到"),
        ("們(men)达(dá)", "们达"),
    ],
)
def test_readings_are_removed(text: str, view: str) -> None:
    assert repair(text).text == view


@pytest.mark.parametrize(
    "text",
    [
        "壁垒(如CUDA替代)",
        "达(ná)到",
        "我们(men)",
        "公司(AI)",
        "上涨(up)",
        "x(dá)",
        "(dá)",
        "餐厅(café)",
        "英伟达(yīng wěi dá)",
    ],
)
def test_other_brackets_stay(text: str) -> None:
    assert repair(text).text == text


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("美國政府與臺灣的企業，說後來乾燥。", "美国政府与台湾的企业，说后来干燥。"),
        ("昇騰910B、昇腾芯片、升腾910C、華為升騰", "昇腾910B、昇腾芯片、昇腾910C、华为昇腾"),
        ("热气升腾", "热气升腾"),
        ("乾隆年間", "乾隆年间"),
        ("隨著著名作家，意味著", "随着著名作家，意味着"),
        ("衞星與裏程", "卫星与里程"),
        ("⼀⽉", "一月"),
    ],
)
def test_one_script(text: str, view: str) -> None:
    assert repair(text).text == view
    assert repair(text).offsets.is_identity


@pytest.mark.parametrize(
    "kept", ["面积5㎡", "½ 杯", "10⁵", "①项", "25℃", "（约５人）：！？；，".replace("５", "5"), "3:1", "A−B"]
)
def test_characters_with_a_meaning_of_their_own_stay(kept: str) -> None:
    assert repair(kept).text == kept


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("\x1b[31mred\x1b[0m cars, \x9b2J5 m, [5 m]", "red cars, 5 m, [5 m]"),
        ("他說：“買美國芯片?！?/p>\n下", "他说：“买美国芯片。”\n下"),
        ("說：“結束。?！?/p>", "说：“结束。”"),
        ("“很好?/p>", "“很好”"),
        ("很好?/p>", "很好。"),
        ("itâ€™s 5Â°C, cafÃ©", "it’s 5°C, café"),
        ("è‹±ä¼Ÿè¾¾ up", "英伟达 up"),
        ("AT&amp;amp;T &lt;5%", "AT&T <5%"),
        ("10<sup>5</sup> km", "10^5 km"),
        ("one<br/>two", "one\ntwo"),
        ("a\r\nb\rc\x0bd\u2028e", "a \nb\nc\nd\ne"),
    ],
)
def test_remains_of_pages_and_wrong_decodings(text: str, view: str) -> None:
    assert repair(text).text == view


@pytest.mark.parametrize(
    "kept", ["Ångström", "naïve café à 5 €", "a < b & c > d", "&unknown;", "&notice;", "AT&T; x", "why?!", "和/p"]
)
def test_what_only_looks_damaged_stays(kept: str) -> None:
    assert repair(kept).text == kept


def test_hostile_texts_take_linear_time() -> None:
    for unit in ("\x1b[", "(", "&", "<", "達(dá", "&amp;", "Ã", "?！?", "１，", "\ud800", "<a ", "乾", "\u200b"):
        repaired = repair(unit * 60_000)
        assert repaired.to_source(0, len(repaired.text))[1] <= len(unit) * 60_000
