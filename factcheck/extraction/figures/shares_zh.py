"""Chinese shares and multiples: 百分之, 分之, 成, 折, 番, 翻倍, 过半."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from claims_db.claim import Comparator, Direction, Kind
from factcheck.extraction.figures.digits import read_digits
from factcheck.extraction.figures.number import Number, ratio, times
from factcheck.extraction.figures.numerals_zh import ALL, DIGIT_CLASS, read_numeral, whole
from factcheck.extraction.patterns import pattern

HUNDRED = Decimal(100)
TEN = Decimal(10)


@dataclass(slots=True, init=False)
class Share:
    """A number that carries its own unit."""

    number: Number
    kind: Kind
    unit: str
    comparator: Comparator
    direction: Direction | None

    def __init__(
        self, number: Number, kind: Kind, unit: str, comparator: Comparator = "eq", direction: Direction | None = None
    ) -> None:
        self.number = number
        self.kind = kind
        self.unit = unit
        self.comparator = comparator
        self.direction = direction


_SPACE = r"[ \u00a0\u3000]{0,4}"
_PERCENT = pattern(rf"[百佰]{_SPACE}分{_SPACE}之{_SPACE}(?=[负正]?[0-9{ALL}几数])")
_PERMILLE = pattern(r"([千仟])分之(?=[0-9一二两三四五六七八九十百壹贰叁])")
_OF = pattern(r"[ ]?分之[ ]?")
_SPACED_NUMERAL = pattern(rf"[{ALL}](?:[ \u3000]{{0,3}}[{ALL}点點]){{1,24}}")
# possessive, so that a long run of digits is tried once
_SPACED_SHARE = pattern(
    rf"((?:[{ALL}点點]|[0-9](?:[0-9]|\.(?=[0-9]))*+)(?:[ \u3000]{{0,3}}(?:[{ALL}点點]"
    rf"|[0-9]++(?:\.[0-9]++)?+)){{0,24}}+)[ \u3000]{{0,4}}"
    rf"(个{_SPACE}百{_SPACE}分{_SPACE}点|折|成)"
)
_TENTHS = pattern(
    r"[ ]?成(?!功|为|本|立|员|绩|交|就|长|果|熟|都|份|分|品|形|型|年|人|语|名|群|片|套|效|渝|了|天"
    r"|家|行|对|全|千上|因|书|像|事|婚|药|虫|龙|文|建|飞|化|城|色|批|精|材|活|吉)"
    r"(?:[ ]?(半|[一二三四五六七八九](?![十百千万亿年月个倍名人成])))?"
)
_DISCOUNT = pattern(
    r"[ ]?折(?!叠|扣率|射|线|页|磨|旧|合|算|返|损|腾|桂|戟|价|让|成|现|断|子|弯|纸|中|服|寿|跃|腰|回|股)"
)
_AND_OF = pattern(r"又(?=[一二三四五六七八九十0-9])")


def percent_words(text: str, start: int) -> Share | None:
    """百分之八, 百分之 2.4, 千分之三 at ``start``: percent, or per mille turned into percent."""
    match = _PERCENT.match(text, start)
    factor = Decimal(1)
    if match is None:
        match = _PERMILLE.match(text, start)
        factor = Decimal("0.1")
        if match is None:
            return None
    number = _spaced_number(text, match.end())
    if number is None:
        return None
    number.start = start
    if factor != 1:
        number.value = times(number.value, factor)
        if number.high is not None:
            number.high = times(number.high, factor)
    return Share(number, "percentage", "%")


def _spaced_number(text: str, start: int) -> Number | None:
    """A number whose characters may be parted by spaces, as in badly set text: 百分之五 十."""
    if text[start] in "负正":
        number = _spaced_number(text, start + 1) if start + 1 < len(text) else None
        if number is not None:
            number.value = -number.value if text[start] == "负" else number.value
        return number
    if text[start].isdigit():
        number = read_digits(text, start)
        if number is not None and re.match(r" {0,2}k(?![A-Za-z])", text[number.end : number.end + 4]):
            number.end = text.index("k", number.end) + 1
            number.value = times(number.value, Decimal(1000))
        return number
    spaced = _SPACED_NUMERAL.match(text, start)
    if spaced is not None and (" " in spaced.group() or "\u3000" in spaced.group()):
        return squeezed(spaced.group(), start)
    return read_numeral(text, start)


def squeezed(numeral: str, start: int) -> Number | None:
    """The number a numeral with spaces inside writes."""
    tight = numeral.replace(" ", "").replace("\u3000", "").replace("點", "点")
    number = read_digits(tight, 0) if tight[0].isdigit() else read_numeral(tight, 0)
    if number is None or number.end != len(tight):
        return None
    number.start, number.end = start, start + len(numeral)
    return number


def spaced_share(text: str, start: int) -> Share | None:
    """六 点 五 成, 7 2 折, 一 百 五 十 个 百 分 点: shares set with spaces between the characters."""
    match = _SPACED_SHARE.match(text, start)
    if match is None or (" " not in match.group() and "\u3000" not in match.group()):
        return None
    number = squeezed(match.group(1), start)
    if number is None:
        return None
    if match.group(2)[0] == "个":
        number.end = match.end()
        return Share(number, "percentage", "pp")
    number.end = match.start(2)
    return tenths(text, number)


def fraction_words(text: str, number: Number) -> Share | None:
    """三分之二, 3分之1, 一又四分之一, where ``number`` is the denominator (or the whole before 又)."""
    and_ = _AND_OF.match(text, number.end)
    if and_ is not None and number.high is None:
        below = _number(text, and_.end())
        part = _fraction_after(text, below) if below is not None else None
        if part is None:
            return None
        part.number.value += number.value
        part.number.start = number.start
        return part
    return _fraction_after(text, number)


def _fraction_after(text: str, number: Number) -> Share | None:
    of = _OF.match(text, number.end)
    if of is None or number.high is not None or number.value <= 0:
        return None
    above = _number(text, of.end())
    if above is None:
        return None
    value = ratio(above.value, number.value)
    high = ratio(above.high, number.value) if above.high is not None else None
    return Share(
        Number(number.start, above.end, value, high, form="zh", fraction=True, more=above.more), "fraction", "1"
    )


def _number(text: str, start: int) -> Number | None:
    following = text[start : start + 1]
    if not following:
        return None
    if following.isascii() and following.isdigit():
        return read_digits(text, start)
    return read_numeral(text, start) if following in ALL or following in "几数" else None


def tenths(text: str, number: Number) -> Share | None:
    """三成, 七成六, 八九成, 九折, 六五折, 95折 after ``number``, as percentages."""
    match = _TENTHS.match(text, number.end)
    if match is not None:
        top = number.high or number.value
        if not 0 < top <= 10 or number.own_scale:
            return None
        number.value = times(number.value, TEN)
        number.high = times(number.high, TEN) if number.high is not None else None
        number.end = match.end()
        rest = match.group(1)
        if rest:
            number.value += 5 if rest == "半" else Decimal(whole(rest) or 0)
        return Share(number, "percentage", "%")
    match = _DISCOUNT.match(text, number.end)
    if match is None:
        return None
    value = number.value
    if number.high is not None and number.form == "zh" and number.end - number.start == 2:
        value, number.high = number.value * 10 + number.high, None  # 五六折 means 56 %
    if not 0 < value < 100 or number.own_scale:
        return None
    number.value = times(value, TEN) if value < 10 else value
    if number.high is not None:
        number.high = times(number.high, TEN) if number.high < 10 else number.high
    number.end = match.end()
    return Share(number, "percentage", "%", direction="down")


_DOUBLING = pattern(
    rf"翻(?:了)?(?:(?P<n>[{DIGIT_CLASS}0-9]{{1,3}}|几)(?:个)?(?P<unit>番|倍)|(?P<bare>番|倍)"
    rf"|一?(?P<bare2>倍))(?!译|茄)"
)


def doubling(text: str, start: int) -> Share | None:
    """翻番, 翻倍, 翻了一番 (twice), 翻两番 (four times), 翻了3倍."""
    match = _DOUBLING.match(text, start)
    if match is None:
        return None
    count, unit = match.group("n"), match.group("unit")
    value = Decimal(2)
    if count and count != "几":
        times_ = Decimal(count) if count.isdigit() and count.isascii() else Decimal(whole(count) or 1)
        if unit == "番":
            if times_ > 20:
                return None
            value = Decimal(2) ** int(times_)
        else:
            value = times_ if times_ > 1 else value
    elif count == "几":
        return None
    return Share(Number(start, match.end(), value, form="zh"), "multiple", "x", direction="up")


_HALF = pattern(r"半数(?!人马)")


def half(text: str, start: int) -> Share | None:
    """一半 and 半数: a fraction of one half."""
    if text.startswith("一半", start):
        end = start + 2
    else:
        match = _HALF.match(text, start)
        if match is None:
            return None
        end = match.end()
    return Share(Number(start, end, Decimal("0.5"), form="zh", fraction=True), "fraction", "1")
