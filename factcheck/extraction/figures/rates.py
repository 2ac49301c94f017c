"""Denominators in words, which stay outside the figure: "a month", per GB, 每吨, 月薪."""

from __future__ import annotations

import re
from typing import Final

from factcheck.extraction.characters import first_of, table
from factcheck.extraction.figures.chinese_units import Measure, words
from factcheck.extraction.figures.counts_en import counted_noun
from factcheck.extraction.figures.units import Unit, units
from factcheck.extraction.patterns import pattern

_TIMES: Final = {
    "year": "a", "yr": "a", "month": "mo", "week": "wk", "day": "d", "hour": "h", "minute": "min", "second": "s",
    "annum": "a", "night": "d", "quarter": "quarter", "kwh": "kW.h", "kilowatt-hour": "kW.h", "kilowatt hour": "kW.h",
    "megawatt-hour": "MW.h", "megawatt hour": "MW.h", "mwh": "MW.h", "square metre": "m2", "square meter": "m2",
    "square foot": "[sft_i]", "sq ft": "[sft_i]", "mmbtu": "M[Btu]",
}  # fmt: skip
_PER: Final = pattern(
    r"(?:[ \u00a0]|-)(?:(?:per|each|every|an?|/)[ -])"
    r"((?:(?:square|cubic|million|thousand|metric|kilowatt|megawatt|sq) )?[A-Za-z][A-Za-z-]*)",
    re.IGNORECASE,
)
_ADVERB: Final = pattern(
    r" (?:[a-z]+ )?(annually|yearly|monthly|weekly|daily|hourly|apiece|each)(?![A-Za-z])", re.IGNORECASE
)
_ADVERBS: Final = {"annually": "a", "yearly": "a", "monthly": "mo", "weekly": "wk", "daily": "d", "hourly": "h"}
_ADJECTIVE: Final = pattern(
    (
        r"(?:^|[^A-Za-z])(annual|yearly|monthly|weekly|daily|hourly)(?: [A-Za-z]+){0,3}? (?:of|at|is|was"
        r"|by|to)(?: [a-z]+){0,2} ?$"
    ),
    re.IGNORECASE,
)
_ADJECTIVES: Final = {"annual": "a", "yearly": "a", "monthly": "mo", "weekly": "wk", "daily": "d", "hourly": "h"}
_NOT_RATE: Final = pattern(
    r"[ -](?:earlier|ago|later|before|after|prior|previously|previous|old|on|from|into|and a half)(?![A-Za-z])"
)
_NO_DENOMINATOR: Final = frozenset(
    [
        "the",
        "total",
        "result",
        "year-earlier",
        "lot",
        "few",
        "little",
        "while",
        "record",
        "new",
        "bit",
        "decade",
        "century",
        "third",
        "quarter",
        "fifth",
        "tenth",
        "half",
        "share-based",
        "deal",
        "bid",
        "move",
        "fine",
        "large",
        "huge",
        "small",
        "rise",
        "fall",
        "drop",
        "loss",
        "profit",
        "number",
        "maximum",
        "minimum",
        "mere",
        "further",
        "more",
        "result",
        "plan",
        "project",
        "good",
        "great",
        "big",
        "major",
        "single",
        "long",
        "short",
        "dozen",
        "hundred",
        "thousand",
        "million",
        "billion",
        "trillion",
        "premium",
        "discount",
        "price",
        "cost",
        "rate",
        "time",
        "day-long",
        "year-long",
        "decline",
        "increase",
        "gain",
        "cut",
        "fund",
        "company",
        "settlement",
        "lawsuit",
        "tax",
        "bond",
        "contract",
        "package",
        "grant",
        "loan",
        "investment",
        "budget",
        "deficit",
        "surplus",
        "bill",
        "pay",
        "cash",
    ]
)


def per_after(text: str, end: int, *, money: bool) -> tuple[str, int] | None:
    """The denominator after an English figure that ends at ``end``, and where its words end."""
    if text[end : end + 1] not in (" ", "-", "\u00a0"):
        return None
    match = _PER.match(text, end) if text[end + 1 : end + 2] in "peaPEA/" else None
    if match is None:
        adverb = _ADVERB.match(text, end)
        if adverb is not None and adverb.group(1).lower() in _ADVERBS:
            return _ADVERBS[adverb.group(1).lower()], adverb.end()
        return None
    word = match.group(1).lower()
    symbol = _TIMES.get(word)
    said_per = match.group()[1:4].lower() == "per"
    if symbol is None:
        if not said_per and (not money or word in _NO_DENOMINATOR or _followed_by_noun(text, match.end())):
            return None
        found = units().forms.at(text, match.start(1))
        symbol = found[0].symbol if found is not None and not found[0].word else word
    if not said_per and _NOT_RATE.match(text, match.end()):
        return None
    if symbol == "d" and not said_per and _followed_by_noun(text, match.end()):
        return None
    return symbol, match.end()


_NOUN_AFTER: Final = pattern(
    r"[ -](?!and |or |in |on |for |to |from |by |at |of |with |is |was |as |but |while |when |than "
    r"|after |before |during |under |over )[a-z]"
)


def _followed_by_noun(text: str, end: int) -> bool:
    """Whether another plain word follows at once, so that "a day" began a longer phrase."""
    return counted_noun(text, end) is not None and _NOUN_AFTER.match(text, end) is not None


def per_before(text: str, start: int, floor: int) -> str | None:
    """The denominator an adjective before an English figure gives ("a yearly benefit of £29,900")."""
    window = text[max(floor, start - 48) : start]
    if "ly " not in window and "nnual " not in window:
        return None
    match = _ADJECTIVE.search(window)
    return _ADJECTIVES[match.group(1).lower()] if match is not None else None


_ZH_EACH: Final = pattern(r"每(?:个|一)?([^，。；、！？,;!?\s每]{1,14})$")
_ZH_MONTHLY: Final = pattern(
    r"(单月|月薪|月租|月均|月收入|月供|月工资|年薪|年均|年租|日均|日薪|时薪|周薪|人均|户均|每股收益"
    r"|单季度)[^，。；,;]{0,8}$"
)
_ZH_RATE_SIGNS: Final = table({1: "月年日时周均每季"})
_ZH_PERIOD: Final = {
    "月": "mo",
    "年": "a",
    "日": "d",
    "时": "h",
    "周": "wk",
    "人": "人",
    "户": "户",
    "股": "股",
    "季": "quarter",
}
_ZH_TIME: Final = {
    "年": "a", "月": "mo", "天": "d", "日": "d", "周": "wk", "星期": "wk", "小时": "h", "分钟": "min", "秒": "s",
    "晚": "d", "季度": "quarter", "个月": "mo",
}  # fmt: skip
_ZH_PER_AFTER: Final = pattern(r" ?(?:[/／]|每)(?=\S)")


def per_before_zh(text: str, start: int, floor: int) -> str | None:
    """The denominator 每… or 月…/年… gives to a Chinese figure after it."""
    begin = max(floor, start - 16)
    if first_of(_ZH_RATE_SIGNS, text, begin, start) < 0:
        return None
    window = text[begin:start]
    if "每" in window:
        match = _ZH_EACH.search(window)
        if match is not None:
            return _denominator(match.group(1))
    match = _ZH_MONTHLY.search(window)
    if match is None:
        return None
    word = match.group(1)
    return _ZH_PERIOD.get(word[0]) or _ZH_PERIOD.get(word[1])


def _denominator(phrase: str) -> str | None:
    for length in (3, 2, 1):
        if phrase[:length] in _ZH_TIME:
            return _ZH_TIME[phrase[:length]]
    found = words().at(phrase, 0)
    if found is None:
        return None
    word, _ = found
    if isinstance(word, Unit):
        return word.symbol
    return word.word if isinstance(word, Measure) else None


def per_after_zh(text: str, end: int) -> tuple[str, int] | None:
    """A denominator written after a Chinese figure: 元/吨 or 元每吨; the end of its word."""
    match = _ZH_PER_AFTER.match(text, end)
    if match is None:
        return None
    at = match.end()
    found = words().at(text, at)
    if found is not None:
        word, stop = found
        if isinstance(word, Unit):
            return _ZH_TIME.get(text[at:stop], word.symbol), stop
        if isinstance(word, Measure):
            return word.word, stop
    for length in (2, 1):
        if text[at : at + length] in _ZH_TIME:
            return _ZH_TIME[text[at : at + length]], at + length
    unit = units().forms.at(text, at)
    if unit is not None:
        return unit[0].symbol, unit[1]
    return None
