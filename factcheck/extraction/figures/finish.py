"""From readings to figures: comparators around them, lists that share a unit, precision, and the final values."""

from __future__ import annotations

from decimal import Decimal, localcontext
from itertools import pairwise
from typing import Final

from claims_db.claim import Comparator
from factcheck.extraction.figure import Figure
from factcheck.extraction.figures import ranges
from factcheck.extraction.figures.attach import is_chinese, scaled
from factcheck.extraction.figures.hedges import hedge_after, hedge_before
from factcheck.extraction.figures.number import EXACT, times
from factcheck.extraction.figures.places import has_signs
from factcheck.extraction.figures.rates import per_before, per_before_zh
from factcheck.extraction.figures.reading import Reading, Scene
from factcheck.extraction.figures.scan import TO_ASCII, readings
from factcheck.extraction.patterns import pattern

_LIST_GAP: Final = pattern(
    r"(?:, ?(?:and |or |to )?| (?:and|or) |[、/]|和|或)(?:about |around |nearly |roughly )?[$€£¥]?"
)
_FULL_WIDTH: Final = tuple(map(chr, TO_ASCII))
_LONGEST_GAP: Final = 12
_PRECISION: Final = pattern(
    r"(?<![A-Za-z0-9])(FP64|FP32|TF32|FP16|BF16|FP8|FP6|FP4|NVFP4|INT8|INT4|INT16|FP16/BF16)(?![0-9])"
)
_PRECISION_REACH: Final = 40
_PERSONS: Final = pattern(
    r"(?:voters|adults|people|women|men|children|girls|boys|workers|Americans|those|anyone|kids"
    r"|youths|patients|residents) $"
)
_RECENT_UNITS: Final = frozenset({"a", "mo", "d", "wk"})
_RECENT_AFTER: Final = pattern(r"[来里内间]|以来|之内|[，。,]")


def figures(text: str, country_hint: str | None, quick: bool, beyond: str) -> list[Figure]:
    """See ``find_figures``."""
    with localcontext(EXACT):  # sums of written numbers are as exact as their products
        return _figures(text, country_hint, quick, beyond)


def _figures(text: str, country_hint: str | None, quick: bool, beyond: str) -> list[Figure]:
    if beyond and any(wide in beyond for wide in _FULL_WIDTH):
        text = text.translate(TO_ASCII)
    scene = Scene(text, country_hint, quick, has_signs(beyond))
    found = list(readings(scene))
    _share_over_lists(text, found)
    found = [reading for reading in found if reading.own_unit or not reading.tentative]
    result: list[Figure] = []
    floor = 0
    for first, second in pairwise(found):
        if (
            second.start - first.end <= ranges.FARTHEST
            and first.kind == second.kind
            and first.unit == second.unit
            and ranges.leads_from_to(text, first, second)
        ):
            scene.changes.setdefault(second.start, first.start)
    for index, reading in enumerate(found):
        ceiling = found[index + 1].start if index + 1 < len(found) else len(text)
        result.append(_figure(scene, reading, floor, ceiling))
        floor = reading.end
    return result


def _share_over_lists(text: str, found: list[Reading]) -> None:
    """Hands magnitude, currency and unit back over a list: "$1.2, $1.5 and $2 million", "12, 24 or 36 months"."""
    for index in range(len(found) - 2, -1, -1):
        first, second = found[index], found[index + 1]
        if second.start - first.end > _LONGEST_GAP or first.final or first.comparator == "range":
            continue
        if not second.own_unit and not _million_each(first, second):
            continue
        gap = _LIST_GAP.fullmatch(text[first.end : second.start])
        if gap is None:
            continue
        if _million_each(first, second) or (first.tentative and not first.number.plain and second.kind is not None):
            first.number.value = times(first.number.value, second.number.scale)
            first.number.own_scale, first.number.scale = second.number.own_scale, second.number.scale
            if second.own_unit:
                first.kind, first.unit, first.pint, first.factor = second.kind, second.unit, second.pint, second.factor
            first.own_unit = second.own_unit
            continue
        bare = not first.own_unit and first.kind in (None, "count") and first.number.plain
        if (
            first.kind == second.kind == "count"
            and first.unit is None
            and first.number.own_scale
            and second.number.form == "zh"
        ):
            first.unit = second.unit
        elif (
            bare
            and second.kind in ("duration", "measure", "percentage", "age", "multiple", "performance", "count")
            and first.unit is None
        ):
            ranges.hand_on(first, second)
        elif (
            first.kind == second.kind == "money"
            and first.unit == second.unit
            and first.number.scale == 1
            and second.number.scale > 1
            and first.prefixed
        ):
            ranges.carry_scale(first.number, second.number)


def _million_each(first: Reading, second: Reading) -> bool:
    """Whether the magnitude of a list's last count is that of the decimals before: "12.1, 8.4 and 5.5 million"."""
    return (
        first.kind == second.kind == "count"
        and not first.own_unit
        and first.number.form == "digits"
        and not first.number.own_scale
        and second.number.own_scale
        and first.number.value != first.number.value.to_integral_value()
    )


def _figure(scene: Scene, reading: Reading, floor: int, ceiling: int) -> Figure:
    text, number = scene.text, reading.number
    chinese = number.form == "zh" or (number.form == "digits" and is_chinese(text, number))
    outer_start, outer_end, comparator = _surroundings(text, reading, floor, ceiling)
    if reading.factor is None and reading.signed != "-":
        low, high = number.value, number.high
    else:
        low, high = scaled(reading)
    if number.more and comparator in ("eq", "approx"):
        comparator = "approx" if "来" in text[number.start : number.end] else "gt"
    if high is not None and comparator == "eq":
        comparator = "approx" if number.vague else "range"
    kind, unit, per = reading.kind or "count", reading.unit, reading.per
    if kind == "count" and unit is None and not chinese and _counts_years(text, reading, floor, high):
        kind, unit = "age", "a"
    if per is None and kind in _HAS_RATE and (unit is None or "/" not in unit):
        per = per_before_zh(text, outer_start, floor) if chinese else per_before(text, outer_start, floor)
    return Figure(
        reading.start,
        reading.end,
        outer_start,
        outer_end,
        kind,
        "zh" if chinese else "en",
        low if high is None else None,
        None if high is None else low,
        high,
        unit,
        comparator,
        per,
        _precision(text, reading, floor, ceiling) if kind == "performance" else reading.precision,
        reading.direction or ("up" if reading.signed == "+" else None),
        scene.changes.get(reading.start, reading.change_from),
        reading.states_claim,
    )


_HAS_RATE: Final = frozenset({"money", "count", "measure"})


def _surroundings(text: str, reading: Reading, floor: int, ceiling: int) -> tuple[int, int, Comparator]:
    """The outer span, and the comparator that the words there give."""
    comparator = reading.comparator
    outer_start, outer_end = reading.start, max(reading.end, reading.outer_end)
    if reading.signed == "+":
        outer_start = reading.sign_start
    if text[outer_start - 1 : outer_start] == "秒" and text[outer_start - 2 : outer_start] == "每秒":
        outer_start = outer_start - 2 if outer_start - 2 >= floor else outer_start
    before = hedge_before(text, outer_start, floor)
    if before is not None and not _is_recent(text, reading, before[1], outer_start):
        outer_start = before[1]
        if comparator == "eq":
            comparator = before[0]
    if reading.end < ceiling:
        after = hedge_after(text, reading.end)
        if after is not None and after[1] <= ceiling:
            outer_end = max(outer_end, after[1])
            if comparator == "eq" or (comparator == "approx" and after[0] != "approx"):
                comparator = after[0]
    return outer_start, outer_end, comparator


_OLDEST: Final = 110


def _counts_years(text: str, reading: Reading, floor: int, high: Decimal | None) -> bool:
    """Whether a bare range is one of ages ("people 18 to 34")."""
    if high is None or high >= _OLDEST:
        return False
    return _PERSONS.search(text, max(floor, reading.start - 24), reading.start) is not None


def _is_recent(text: str, reading: Reading, begin: int, end: int) -> bool:
    """近三年来 means the last three years, not about three."""
    return (
        text[begin:end] == "近"
        and reading.kind == "duration"
        and reading.unit in _RECENT_UNITS
        and (begin == 0 or text[begin - 1] in "，。；、 \n,;最" or _RECENT_AFTER.match(text, reading.end) is not None)
    )


def _precision(text: str, reading: Reading, floor: int, ceiling: int) -> str | None:
    """The number format a performance figure holds for, named near it in the same stretch between figures."""
    before = _PRECISION.findall(text, max(floor, reading.start - _PRECISION_REACH), reading.start)
    if before:
        return str(before[-1])
    after = _PRECISION.search(text, reading.end, min(ceiling, reading.end + _PRECISION_REACH))
    return after.group(1) if after is not None else None
