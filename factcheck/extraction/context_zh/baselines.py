"""What a figure is measured against: 比X, 较X, X的15%, 同比, 从90%到50%."""

from __future__ import annotations

import re
from typing import Final

from factcheck.extraction.context_zh.clauses import Clause
from factcheck.extraction.context_zh.look import LOOK_BACK, Look
from factcheck.extraction.context_zh.phrases import trimmed
from factcheck.extraction.context_zh.predicates import ON_YEAR
from factcheck.extraction.context_zh.predicates import YEAR_ON_YEAR as YEAR_ON_YEAR_WORDS
from factcheck.extraction.context_zh.sayings import Reading

YEAR_ON_YEAR: Final = re.compile(r"同比|环比|按[年季月](?=[^，,。；]{0,3}[升降增减涨跌])|(?i:yoy|y/y|qoq)")
_HELD_AGAINST: Final = re.compile(
    r"(?:但|而|却|也|均|都|仍|略|稍|远|已|明显|显著|大幅|小幅)*"
    r"(?:(?:[高低快慢优好差逊弱强多少大小]于|超过|超出|不及|不如|高过|低过)([^的]{2,20}|[^的]{1,12}的[^的]{1,8})"
    r"|[与同和跟](.{1,20}?)(?:大体|大致|基本)?(?:持平|相当|一致|一样|相若|相同))"
)
_YEAR_BEFORE: Final = re.compile(
    "同比|环比|(?:比|较)?(?:上年|去年|上季度?|上月|前一年|上一年度?)(?:同期|同月|同季)?|(?:上年|去年)"
)
_TRADED: Final = re.compile("[股指盘汇币]")
"""Prices that move by the day, whatever else a list compares with."""
_WINDOW: Final = 60
"""Code points before the figure in which 同比 is looked for."""
_COMPARED: Final = re.compile(r"B[nNMgeT]*y?$")
_THEN_CHANGES: Final = re.compile(r"[dTf_]*[UD]")
_AGO: Final = re.compile("B(Ff(?:y[nM])?)y?[dlUDI]*$")
_OVER_OR_UNDER: Final = re.compile("[UD][nNMgeTSr]+y$")
_FROM: Final = re.compile("p[Tdyn]*$")
_TO_NOW: Final = re.compile("(?:^|[^达得做])[到至](?:如今|现在|目前|今年|今天|后来|\\d{4}年)")
_TO: Final = re.compile("[到至]")


def compare(look: Look, reading: Reading) -> None:
    """Set what ``reading`` is relative to, and whether its figure is itself a baseline."""
    clause, left = look.clause, look.left
    last = look.last
    if left.baseline is not None:
        first, end = left.baseline
        reading.relative_to = trimmed(clause, first, end).removeprefix("到")
        reading.baseline_time = first if clause.codes[first] == "T" else None
    elif "B" in clause.codes and (ago := _ago(look)):
        reading.relative_to = ago
    elif last is not None and last.clause is clause and last.in_baseline:
        reading.relative_to = trimmed(clause, last.baseline_time or last.place, last.place + 1)
    else:
        changed = _changed_from(look) if left.change is not None else None
        reading.relative_to = changed or _whole(look) or year_on_year(look) or look.said.baseline
    if reading.relative_to is None and left.change is not None and clause.word(left.change) in ON_YEAR:
        reading.relative_to = clause.word(left.change)
    if reading.relative_to is None and left.change is not None and left.said_of is None and last is not None:
        # "比上年减少30亿斤，下降1.0%"
        unlike = look.figure.unit == "%" and look.said.sentence.figures[len(look.said.readings) - 1].unit == "pp"
        if last.clause is not clause and not last.in_baseline and not unlike:
            reading.relative_to = last.relative_to
    if reading.relative_to is None and left.change is not None and look.figure.kind == "percentage" and not left.reach:
        reading.relative_to = _told_before(look)
    if not left.reach and left.change is None and "B" in clause.codes:
        reading.in_baseline = _is_baseline(look)
    elif look.place > 1 and clause.codes[look.place - 1] == "y" and _OVER_OR_UNDER.search(clause.codes, 0, look.place):
        at = next(i for i in range(look.place - 2, -1, -1) if clause.codes[i] in "UD")
        part = look.figure.kind in ("fraction", "multiple")  # 不及去年的一半
        if clause.word(at)[-1] in "于出过及" and not part:
            reading.in_baseline = True
            left.change = None  # 低于市场预期的502亿美元
    if (
        reading.relative_to is None
        and last is not None
        and last.clause is clause
        and _FROM.search(clause.codes, 0, last.place)
    ):
        reading.relative_to = _from_then_to(look, last)
    told = reading.relative_to in YEAR_ON_YEAR_WORDS
    if reading.in_baseline and (reading.baseline_time is not None or told):
        reading.relative_to = None  # 98亿 of "较2023年的98亿" is of 2023


def _told_before(look: Look) -> str | None:
    """同比 for "增长8.9%" after "同比增长2.2%；": what the changes of a list are measured against is told once."""
    readings, said_of = look.said.readings, look.left.said_of
    if said_of is not None and ("T" in look.clause.codes or _TRADED.search(said_of.text)):
        return None
    for k in range(len(readings) - 1, max(-1, len(readings) - 1 - LOOK_BACK), -1):
        against = readings[k].relative_to
        if look.said.sentence.figures[k].unit == "pp":
            continue
        if against is not None and readings[k].direction is not None and readings[k].clause is not look.clause:
            return against if _YEAR_BEFORE.fullmatch(against) else None
    return None


def held_against(clause: Clause) -> str | None:
    """X of "，低于X" and "，与X持平": what the figure of the clause before is held against."""
    found = _HELD_AGAINST.fullmatch(clause.text(0, len(clause.codes)))
    return (found[1] or found[2]) if found else None


def compared_first(clause: Clause) -> str | None:
    """去年的12万人次 of "相比去年的12万人次，", which the figures of the clauses after are compared with."""
    codes = clause.codes
    if "U" in codes or "D" in codes or "I" in codes:
        return None
    if codes[-1] == "B" and codes[0] in "&Bp":
        return trimmed(clause, 1, len(codes) - 1)
    stands = codes[0] == "B" and codes[-1] in "Fn" and codes[-2:] != "MF" and clause.word(0) not in YEAR_ON_YEAR_WORDS
    return trimmed(clause, 1, len(codes)) if stands else None


def _from_then_to(look: Look, last: Reading) -> str | None:
    """最初的40亩 of "从最初的40亩试验田到如今的11万亩基地", without a verb of change."""
    clause = look.clause
    start = max(i for i in range(last.place) if clause.codes[i] == "p")
    if clause.word(start) not in ("从", "由"):
        return None
    between = clause.text(last.place + 1, look.place)
    figure = look.said.sentence.figures[len(look.said.readings) - 1]
    if figure.unit != look.figure.unit or not _TO_NOW.search(between):
        return None
    return look.said.words.text[figure.start : figure.end]


def _ago(look: Look) -> str | None:
    """三个月前 of "较三个月前下滑5个百分点"."""
    found = _AGO.search(look.clause.codes, max(0, look.place - 9), look.place)
    return trimmed(look.clause, found.start(1), found.end(1)) if found else None


def year_on_year(look: Look) -> str | None:
    """同比, 环比, yoy in the clause before the figure."""
    if "B" not in look.clause.codes:
        return None
    start = max(look.clause.start, look.figure.start - _WINDOW)
    found = YEAR_ON_YEAR.search(look.said.words.text, start, look.figure.start)
    return found.group() if found else None


def _whole(look: Look) -> str | None:
    of = look.left.of
    return of.text if of is not None and look.relative else None


def _changed_from(look: Look) -> str | None:
    """The figure that "降到50%" starts from: the one before it in the clause, of the same unit."""
    left, figure, readings = look.left, look.figure, look.said.readings
    if left.change is None or not readings or not _TO.search(look.clause.text(left.change, look.place)):
        return None
    for k in range(len(readings) - 1, max(-1, len(readings) - 1 - LOOK_BACK), -1):
        other = look.said.sentence.figures[k]
        if readings[k].clause is look.clause and other.unit == figure.unit and other.kind == figure.kind:
            return look.said.words.text[other.start : other.end]
    return None


def _is_baseline(look: Look) -> bool:
    """比2023年的|180.9万辆|下降: the figure stands right after 比, or 比…的, and a change follows."""
    codes = look.clause.codes
    before = codes[max(0, look.place - 12) : look.place]
    return _COMPARED.search(before) is not None and _THEN_CHANGES.match(codes, look.place + 1) is not None
