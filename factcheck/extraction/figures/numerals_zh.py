"""Chinese numerals: 〇 to 万亿, financial forms, decimals with 点, hedges inside (几, 数, 十几, 三四十)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from factcheck.extraction.figures.number import ONE, Number, times
from factcheck.extraction.patterns import pattern

_DIGITS = {
    "〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
    "九": 9, "壹": 1, "贰": 2, "貳": 2, "叁": 3, "參": 3, "肆": 4, "伍": 5, "陆": 6, "陸": 6, "柒": 7, "捌": 8, "玖": 9,
    "幺": 1, "弌": 1,
}  # fmt: skip
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
_FUSED = str.maketrans({"廿": "二十", "卅": "三十", "卌": "四十"})

DIGIT_CLASS = "〇零○一二两兩三四五六七八九壹贰貳叁參肆伍陆陸柒捌玖廿卅"
SCALE_CLASS = "十拾百佰千仟万萬亿億兆"
ALL = DIGIT_CLASS + SCALE_CLASS
_RUN = pattern(
    rf"(?P<vague>[几数幾數])?(?P<core>[{ALL}]+)"
    rf"(?P<inner>[几幾余多来](?P<tail>[{SCALE_CLASS}]*))?"
    rf"(?:[点點](?P<point>[{DIGIT_CLASS}]+)(?P<after>[{SCALE_CLASS}]*))?"
)
_PAIR = pattern(
    rf"(?P<before>[{ALL}]*[{SCALE_CLASS}])?(?P<first>[一二两三四五六七八九])(?P<second>[二两三四五六七八"
    rf"九])(?P<after>[{SCALE_CLASS}]*)"
)
_UNIT_PREFIX = pattern(r"[瓦米克卡伏帕赫焦]|字节|比特|电子伏")
_LONGEST = 40
_GOES_ON = frozenset(ALL + "几余多来点點")


@lru_cache(maxsize=4096)
def whole(numeral: str) -> int | None:
    """The whole number a numeral without hedges writes, positional (二〇二五) or with magnitudes, or None.

    >>> whole("四十九兆九千五百九十二亿"), whole("三千万亿"), whole("一百零五"), whole("三万五")
    (49959200000000, 3000000000000000, 105, 35000)
    """
    numeral = numeral.translate(_FUSED)
    if all(c in _DIGITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total = section = digit = 0
    seen_digit = False
    last_big = 0
    last_scale = 1
    zero = False
    for c in numeral:
        if c in _DIGITS:
            if seen_digit and digit:
                return None
            digit, seen_digit = _DIGITS[c], True
            zero = zero or not digit
            continue
        if c in _SMALL:
            section += (digit if seen_digit and digit else 1) * _SMALL[c]
            last_scale = _SMALL[c]
        else:
            big = _BIG[c]
            group = section + digit
            if last_big and big >= last_big:
                total = (total + group) * big
            elif group or not total:
                total += (group or 1) * big
            section, last_big, last_scale = 0, big, big
        digit, seen_digit, zero = 0, False, False
    if digit and not zero and last_scale >= 100:
        digit *= last_scale // 10
    return total + section + digit


def trailing_scale(numeral: str) -> int:
    """The magnitude a numeral ends in, for the numbers of a range before it: 万 of 三十万, 千 of 三千."""
    scale = 1
    for c in reversed(numeral):
        if c not in _BIG:
            break
        scale *= _BIG[c]
    if scale == 1 and len(numeral) == 2 and numeral[-1] in _SMALL:
        scale = _SMALL[numeral[-1]]
    return scale


def read_numeral(text: str, start: int) -> Number | None:
    """The Chinese numeral at ``start``; None for runs no number is written in."""
    first = _DIGITS.get(text[start])
    if first is not None and text[start + 1 : start + 2] not in _GOES_ON:
        return Number(start, start + 1, Decimal(first), form="zh")
    match = _RUN.match(text, start)
    if match is None or match.end() - start > _LONGEST:
        return None
    core, end = match.group("core"), match.end()
    if len(core) > 1 and end == match.end("core") and core[-1] in "千兆" and _UNIT_PREFIX.match(text, end):
        core, end = core[:-1], end - 1
    if core[-1] == "两" and len(core) > 1 and end == match.end("core") and not match.group("vague"):
        core, end = core[:-1], end - 1  # 二两黄酒: the unit
    if match.group("vague"):
        return _vague(text, start, core, match)
    inner = match.group("inner")
    if inner:
        if inner[0] in "余多来":
            return _with_more(text, start, core, match)
        return _open_ended(text, start, core, match)
    point = match.group("point")
    if point:
        return _decimal(start, core, match)
    pair = _PAIR.fullmatch(core)
    if pair is not None:
        return _neighbours(start, end, pair)
    value = whole(core)
    if value is None:
        return None
    scale = trailing_scale(core)
    return Number(start, end, Decimal(value), scale=Decimal(scale), form="zh", own_scale=any(c in _BIG for c in core))


def _decimal(start: int, core: str, match: re.Match[str]) -> Number | None:
    value = whole(core)
    if value is None or len(match.group("point")) > _LONGEST:
        return None
    decimals = "".join(str(_DIGITS[c]) for c in match.group("point").translate(_FUSED) if c in _DIGITS)
    scale = ONE
    for c in match.group("after"):
        scale = scale * (_SMALL.get(c) or _BIG[c])
    amount = times(Decimal(f"{value}.{decimals}"), scale) if scale > 1 else Decimal(f"{value}.{decimals}")
    return Number(start, match.end(), amount, scale=scale, form="zh", own_scale=scale > 1)


def _vague(text: str, start: int, core: str, match: re.Match[str]) -> Number | None:
    """数百, 几十万: two to nine times the magnitude."""
    if core[0] not in _SMALL and core[0] not in _BIG:
        return None
    one = whole(core)
    if one is None:
        return None
    end = match.end("core")
    more = text[end : end + 1] in ("多", "余")
    scale = Decimal(trailing_scale(core))
    return Number(
        start, end + more, Decimal(2 * one), Decimal(9 * one), scale=scale, form="zh", vague=True, own_scale=True
    )


def _open_ended(text: str, start: int, core: str, match: re.Match[str]) -> Number | None:
    """十几, 二十几万, 一百几十: the digit after the magnitude is left open, 1 to 9."""
    tail = match.group("tail")
    if core[-1] not in _SMALL:
        value = whole(core)
        return None if value is None else Number(start, match.end("core"), Decimal(value), form="zh")
    low, high = whole(core + "一" + tail), whole(core + "九" + tail)
    if low is None or high is None:
        return None
    return Number(
        start, match.end("inner"), Decimal(low), Decimal(high), Decimal(trailing_scale(tail)), "zh", vague=True
    )


_NOT_MORE = pattern(r"余[额款量票地热震波生下]|多[元边样媒伦云功数维方少云]|来[自源宾到了说看临年日电访]")


def _with_more(text: str, start: int, core: str, match: re.Match[str]) -> Number | None:
    """三十多, 百余, 二十来万: at least the number said."""
    tail = match.group("tail")
    at = match.end("core")
    value = whole(core + tail)
    if value is None or _NOT_MORE.match(text, at) or (match.group("inner")[0] == "来" and core[-1] not in _SMALL):
        value = whole(core)
        return (
            None if value is None else Number(start, at, Decimal(value), scale=Decimal(trailing_scale(core)), form="zh")
        )
    scale = trailing_scale(core + tail)
    return Number(
        start, match.end("inner"), Decimal(value), scale=Decimal(scale), form="zh", more=True, own_scale=scale >= 10**4
    )


def _neighbours(start: int, end: int, pair: re.Match[str]) -> Number | None:
    """二三十, 四五千, 三五百, 十七八: two digits side by side are a range."""
    first, second = _DIGITS[pair.group("first")], _DIGITS[pair.group("second")]
    before, after = pair.group("before") or "", pair.group("after")
    if second != first + 1 and (first, second) != (3, 5):
        value = whole(pair.group()) if not before and not after else None
        return None if value is None else Number(start, end, Decimal(value), form="zh")
    low, high = whole(before + pair.group("first") + after), whole(before + pair.group("second") + after)
    if low is None or high is None:
        return None
    scale = trailing_scale(after)
    return Number(start, end, Decimal(low), Decimal(high), Decimal(scale), "zh", own_scale=bool(after))
