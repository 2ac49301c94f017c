"""Joins two numbers into a range ("between X and Y", 3-5亿); the first takes magnitude and unit of the second."""

from __future__ import annotations

import re

from factcheck.extraction.figures.attach import scaled
from factcheck.extraction.figures.number import Number, times
from factcheck.extraction.figures.reading import Reading
from factcheck.extraction.patterns import pattern

CONNECTOR = pattern(
    r"-to-|[ \u00a0]?(?:[-－–—―~～∼〜]{1,2}|-? ?to[ -]|至|到|—)[ \u00a0]?(?=[^\s])"
    r"|[ ](?P<up>up to|through)[ ]|[ ]?(?P<and>and|和|与|及)[ ]?(?=[^\s])|[ ]?(?P<or>or|或者?"
    r"|、)[ ]?(?=[^\s])|(?P<slash>/)(?=[0-9])"
)
_BETWEEN_AND = pattern(
    r"(?:^|[^a-z])between (?:about |around |roughly |an? |the )?$|(?:介于|在|于)(?:约)?$", re.IGNORECASE
)
HEDGE_INSIDE = pattern(
    r"(?:more than|about|around|some|nearly|roughly|approximately|up to|over|an estimated|almost"
    r"|perhaps|as many as|约|近|超过?) ?",
    re.IGNORECASE,
)
_FROM = pattern(
    r"(?:^|[^A-Za-z])from (?:about |around |roughly |just |nearly |over |under |an? |the |up to "
    r"|some |more than |less than )?$|(?:从|由|自)(?:约)?[^，。；,;]{0,3}$",
    re.IGNORECASE,
)
_RANGING = pattern(
    r"(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|anywhere|priced|sizes?|spans?|spann(?:ed|ing)"
    r"|start(?:s|ing)?|homes|anything|everything|stretch(?:es|ed|ing)?"
    r"|prices?|aged|ages|sentences?|of) ?(?:\w+ ){0,2}$",
    re.IGNORECASE,
)
_CHANGE = pattern(
    r"(?:rais|rose|ris|f[ae]ll|increas|decreas|up|down|gr[eo]w|climb|dropp?|declin|cut|reduc|slipp?"
    r"|shr[aiu]n|jump|expand|go(?:es|ne|ing)?|went|mov|slow|boost"
    r"|extend|lower|lift|doubl|tripl|surg|soar|plung|tumbl|slid|chang|improv|advanc|upgrad|downgrad"
    r"|widen|narrow|hik|push|bump|gain|los[et]|swell|swung|eas|shift"
    r"|升|降|增|减|涨|跌|提|调|扩|缩|上调|下调|翻)"
)


def is_between(text: str, start: int, floor: int) -> bool:
    """Whether "between" or 介于 stands right before ``start``."""
    return _BETWEEN_AND.search(text, max(floor, start - 24), start) is not None


_STATED_BEFORE = pattern(
    r"[^,;，；。]{0,24}?(?:, ?|[，、])?(?:that is |or )?(?:from (?:about |around |just |nearly )?|[从由自])$",
    re.IGNORECASE,
)


def is_change(text: str, start: int, floor: int) -> bool:
    """Whether "from A to B" with A at ``start`` tells a change (two figures) rather than a range."""
    nearest = text[max(0, start - _FARTHEST_FROM) : start]
    if not ("rom" in nearest or "从" in nearest or "由" in nearest or "自" in nearest or "ROM" in nearest):
        return False
    if _STATED_BEFORE.fullmatch(text, floor, start) is not None:
        floor = 0  # "rose 20%, from A to B": the verb stands before the figure of the change
    before = text[max(floor, start - 64) : start]
    from_ = _FROM.search(before)
    if from_ is None:
        return False
    head = _ENDS.split(before[: from_.start() + 1])[-1]
    if _RANGING.search(head + " ") and not _OF_PRICE.search(head + " "):
        return False
    return _CHANGE.search(head.lower()) is not None


_FARTHEST_FROM = 20
"""Characters in which "from" and the longest words after it ("approximately", say) fit: ``_FROM`` looks no farther."""
_ENDS = pattern(r"[.;!?。；！？\n]")
_OF_PRICE = pattern(r"(?:price|of)s? (?:\w+ ){0,2}$")
_LEADS_TO = pattern(
    r"(?: (?:in|on|at|last|a|the|this|by|percent|during|per)(?: [A-Za-z0-9-]{1,12}){0,4})?,? to"
    r" (?:about |around |nearly |just |over |more than |almost |fewer than |less than |roughly |the )?$"
    r"|[^，。；,;]{0,8}?(?:增|升|降|减|提|调|扩|缩|涨|跌|回|变|改|拉|压|下滑|攀)[^，。；,;]{0,6}?[至到为]"
    r"(?:了|约|近|超过?|不足)?$"
)
_FROM_HERE = pattern(
    r"(?:^|[^A-Za-z])from (?:[a-z]+ ){0,3}$|[从由自][^，。；,;]{0,10}$",
    re.IGNORECASE,
)
FARTHEST = 40


def leads_from_to(text: str, first: Reading, second: Reading) -> bool:
    """Whether two figures apart are the ends of a change: "from 61% in 2009 to 78%", 从30亿增至45亿."""
    if second.start - first.end > FARTHEST or first.comparator == "range":
        return False
    gap = text[first.end : second.start]
    if "to " not in gap and gap[-1:] not in tuple("至到为了约近超过足"):
        return False
    if _LEADS_TO.match(gap) is None:
        return False
    return _FROM_HERE.search(text, max(0, first.start - 24), first.start) is not None


def hand_on(first: Reading, second: Reading) -> None:
    """Gives ``first`` the magnitude, currency and unit ``second`` ends in, where it has none of its own."""
    carry_scale(first.number, second.number)
    if first.kind is None or not first.own_unit:
        first.kind, first.unit, first.pint = second.kind, second.unit, second.pint
        first.factor, first.per = second.factor, second.per
        first.own_unit = second.own_unit


def carry_scale(first: Number, second: Number) -> None:
    """十八至三十万, "10 to 20 billion": the magnitude of the second holds for the first unless that would exceed it."""
    if second.scale <= 1 or first.fraction:
        return
    if first.own_scale and first.scale >= second.scale:
        return
    top = second.high or second.value
    if first.own_scale and first.scale >= 10000:
        return
    grown = times(first.value, second.scale)
    if grown < top and (not first.own_scale or first.form == "zh"):
        first.value = grown
        first.high = times(first.high, second.scale) if first.high is not None else None
        first.own_scale, first.scale = True, second.scale


def joined(first: Reading, second: Reading) -> Reading | None:
    """One reading for the range of two, or None where they measure different things or run downwards."""
    if (first.kind != second.kind or first.unit != second.unit) and not _convert(first, second):
        return None
    low, _ = scaled(first)
    value, high = scaled(second)
    top = high if high is not None else value
    if low > top:
        if not first.own_unit or not (
            first.signed == second.signed == "-" or (first.kind == second.kind == "measure" and second.own_unit)
        ):
            return None
        low, top = top, low
    number = Number(first.number.start, second.number.end, low, top, second.number.scale, second.number.form)
    number.own_scale = second.number.own_scale
    number.more = second.number.more
    result = Reading(number, first.start, second.end, second.kind, second.unit, second.pint)
    result.per = second.per or first.per
    result.own_unit = second.own_unit or first.own_unit
    result.prefixed = first.prefixed
    result.comparator = "range"
    result.outer_end = second.outer_end
    if first.signed in ("+", "~-") or second.signed in ("+", "~-"):
        result.signed, result.sign_start = first.signed, first.sign_start
    return result


def _convert(first: Reading, second: Reading) -> bool:
    """Turns ``first`` into the unit of ``second``, the larger one of the same dimension (256 MB to 1 GB)."""
    if first.kind != second.kind or not first.pint or not second.pint:
        return False
    from factcheck.extraction.base_units import conversion

    factor = conversion(first.unit or "", second.unit or "")
    if factor is None or factor >= 1:
        return False
    first.number.value = times(first.number.value, factor)
    first.unit = second.unit
    return True
