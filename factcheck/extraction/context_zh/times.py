"""Which time expression a figure stands under, and the period it names."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import Final

from factcheck.extraction.context import Discourse
from factcheck.extraction.context_zh.clauses import Clause
from factcheck.extraction.context_zh.lexicon import acts, lexicon
from factcheck.extraction.context_zh.periods import TIME, Anchor, quarter_before, resolve
from factcheck.extraction.context_zh.predicates import CHANGE_FROM, CHANGE_TO
from factcheck.extraction.context_zh.sayings import Reading, Sayings
from factcheck.extraction.context_zh.time_places import next_time
from factcheck.extraction.figure import Figure

_CAUSES: Final = frozenset(("受", "因", "由于", "因为", "根据", "按照", "按", "随着", "据"))
_PROPERTY: Final = re.compile("算力|性能|显存|带宽|续航|功耗|容量|射程|时速|重|高|长|宽|深|厚|直径|频率|内存|FP16|轴距")
CARRIED_KINDS: Final = frozenset(("money", "percentage", "count"))
"""Kinds that take the period the sentences before speak of, where their own names none."""
_FLOW: Final = re.compile("(?:[产销用耗运货电气]|吞吐|进口|出口|排放|消费|交付|捕捞)量$|[总单]产$")
"""Metrics of a stretch of time, told in tonnes or kilowatt hours."""
_YEARS: Final = re.compile(r"\d{4}")
_COMPARING: Final = frozenset("比较与同跟")
_PERIOD: Final = "zh.period"
_THREE_MONTHS: Final = re.compile(r"(\d{4})-(?:01/\1-03|04/\1-06|07/\1-09|10/\1-12)")
_QUARTER: Final = "zh.quarter"
_LASTING: Final = frozenset(("performance", "measure"))
"""Kinds that mostly tell a lasting property: a time named in an earlier clause does not date them."""
_TOLD: Final = "zh.told"
"""Where the discourse keeps the period of the last figure told under one of its own."""
_REPORTED: Final = re.compile("(?:报告)?期内|报告期")
_MONTHS_OF: Final = re.compile(r"(?:[\d一二两三四五六七八九十]+)个(?:月|季度?)")
_KNOWN_BY: Final = re.compile("[dp]*[nNr]*v[nN]?l?y")
_YEARS_AGO: Final = re.compile("[一二两三四五六七八九十0-9]+年")
_YEAR: Final = re.compile(r"(?:19|20)\d\d年")
_LATELY: Final = re.compile(
    r"(?:近|最近|过去|未来|此前)[\d一二两三四五六七八九十几]+个?(?:小时|交易日|季度|[年月天日周])来?|"
    r"[\d一二两三四五六七八九十几]+个?(?:[年月天日周]|季度)(?:以?来|间)"
)
_EVENT: Final = re.compile(r"[cdr]*((?:[nN]*[vS][nNM]{0,2}|[nN]{1,2}v?)f)")
_SPANS: Final = frozenset(("过去", "未来", "最近", "此前"))
_EVENTS: Final = frozenset(("前", "后", "之前", "之后", "以前", "以后"))
_QUARTER_BEFORE: Final = re.compile("[上前]一?个?财?季度?")
_CONTRAST: Final = re.compile("(?:[上去前]年|年度?)同[期月季]$")
"""Of a figure told beside one of the time spoken of."""
_DAY: Final = frozenset("日号天晚间午晨夜一二三四五六")
_LATER: Final = re.compile("_?y?[nNMgea_]+d*pT")
_WITHIN: Final = frozenset(("在", "于"))
"""三成|的|企业|在|2024年|盈利: when, told after the figure."""
_HEADS: Final = ("n", "N", "a", "e")
_STUDY: Final = re.compile("的?(?:一[项篇份个])?[^，的]{0,10}?(?:研究|论文|文章|综述)")
_DONE: Final = frozenset(("已", "已经", "曾"))
_UNTIL: Final = frozenset(("至", "到"))
_FISCAL_YEAR: Final = "zh.fiscal_year"


def _anchor(discourse: Discourse) -> Anchor:
    fiscal = discourse.memory.get(_FISCAL_YEAR)
    return Anchor(
        discourse.published,
        discourse.memory.get(_PERIOD) or discourse.period,
        discourse.memory.get(_QUARTER),
        int(fiscal) if fiscal else None,
        partial(_year_end, discourse),
    )


def _year_end(discourse: Discourse) -> int | None:
    """Month in which the fiscal year of the company spoken of ends, where ``data/context_zh.toml`` lists it."""
    company = discourse.organisation or discourse.subject
    if not company:
        return None
    table: dict[str, int] = lexicon().table["fiscal_year_end"]
    return next((month for name, month in table.items() if name in company), None)


def when(
    said: Sayings, clause: Clause, place: int, reading: Reading, figure: Figure, *, note: bool
) -> tuple[str | None, str | None]:
    """The period of a figure as (written, resolved); each may be None.

    Its own clause decides, then the time the clauses before stand under, then what the sentences before spoke of.
    ``note``: later figures may stand under it, as they may not under the time of a forecast.
    """
    codes = clause.codes
    if place and codes[place - 1] == "p" and begins_change(clause, place):
        return None, None  # 由|45%|下调至
    written = _own_time(clause, place, reading) or _host_time(clause)
    event = _event(clause, place) if "f" in codes else None
    if event and not written and said.time and "S" in codes[:place]:
        return event, None  # 消息公布后, after a clause of last year
    if not written and not (figure.kind in _LASTING and _PROPERTY.search(reading.metric or "")):
        written = said.time
    discourse = said.discourse
    if written:
        anchor = _spoken_of(discourse, clause, place, written)
        anchor.ahead = not note
        period = resolve(written, anchor)
        if reading.in_baseline and anchor.quarter and _QUARTER_BEFORE.fullmatch(written):
            period = quarter_before(anchor.quarter) or period  # 第三季度…，高于上一季度的15.9%
        in_passing = len(said.readings) > 1 and not reading.own_metric  # "2024年则为85%"
        if period and not reading.in_baseline:
            in_passing = in_passing or _year_of(period) < _year_of(said.dated or period)  # 而上一财年为盈利3亿元
            said.dated = said.dated or period
        from_then = codes[place - 1 : place] == "y" and begins_change(clause, place, dated=True)  # 由上一财年的3亿
        in_passing = in_passing or from_then or lies_ahead(discourse, period)
        if period and note and not reading.in_baseline and not in_passing:
            _note(discourse, written, period)
            discourse.memory[_TOLD] = period
        return written, period
    return event, discourse.memory.get(_PERIOD) if carries(figure, reading.metric) else None


def lies_ahead(discourse: Discourse, period: str | None) -> bool:
    """Whether ``period`` begins in a year after that of publication, so that nothing can have happened in it."""
    if discourse.published is None or period is None:
        return False
    found = _YEARS.search(period)
    return found is not None and period[0] != "F" and int(found.group()) > discourse.published.year


def carries(figure: Figure, metric: str | None) -> bool:
    """Whether a figure without a time of its own is of the period that the sentences before speak of."""
    if not metric:
        return False
    return figure.kind in CARRIED_KINDS or (figure.kind == "measure" and _FLOW.search(metric) is not None)


def _year_of(period: str) -> str:
    """The last year that ``period`` names."""
    return _YEARS.findall(period)[-1] if _YEARS.search(period) else period


def _spoken_of(discourse: Discourse, clause: Clause, place: int, written: str) -> Anchor:
    """What ``written`` is counted from: 期内 from the period told last, 当月 from a month named in its own clause."""
    anchor = _anchor(discourse)
    if _REPORTED.match(written):
        anchor.said = discourse.memory.get(_TOLD) or anchor.said
    elif written[0] in "当同":
        at = clause.codes.rfind("T", 0, place)
        before = clause.codes.rfind("T", 0, max(at, 0))
        if before >= 0:
            anchor.said = resolve(_written(clause, before), anchor) or anchor.said
    return anchor


def begins_change(clause: Clause, place: int, *, dated: bool = False) -> bool:
    """Whether a change begins with the figure at word ``place``; ``dated``: also with a time, as 由去年的3万."""
    codes, at = clause.codes, place - 1
    if dated and codes[at - 1 : place] == "Ty":
        at -= 2
    if at < 0 or codes[at] != "p" or clause.word(at) not in CHANGE_FROM:
        return False
    return CHANGE_TO.match(codes, place + 1) is not None


def _event(clause: Clause, place: int) -> str | None:
    """进医保前 of "进医保前一盒卖1.2万元": a time told by what happened."""
    found = _EVENT.match(clause.codes, 0, place)
    return clause.text(found.start(1), found.end(1)) if found and clause.word(found.end() - 1) in _EVENTS else None


def _note(discourse: Discourse, written: str, period: str) -> None:
    discourse.period = discourse.memory[_PERIOD] = period
    discourse.period_text = written
    if "Q" in period or _THREE_MONTHS.fullmatch(period):
        discourse.memory[_QUARTER] = period
    if period.startswith("FY"):
        discourse.memory[_FISCAL_YEAR] = period[2:6]


def _written(clause: Clause, index: int) -> str:
    if index and clause.codes[index - 1] == "T" and clause.word(index) in lexicon().day_parts:
        return clause.text(index - 1, index + 1)  # 星期天|晚上
    return _core(clause.text(index, index + 1))


@lru_cache(maxsize=4096)
def _core(raw: str) -> str:
    """``raw`` without 截至, 自 or 到 before the time."""
    found = TIME.match(raw)
    return found["core"] if found else raw


def _own_time(clause: Clause, place: int, reading: Reading) -> str | None:
    """The nearest time expression before the figure that is not the baseline's; else one right after it."""
    codes = clause.codes
    if reading.in_baseline and reading.baseline_time is not None:
        return _written(clause, reading.baseline_time)
    at = codes.rfind("T", 0, place)
    while at >= 0:
        stands = at != reading.baseline_time and (reading.in_baseline or not _of_baseline(codes, at))
        change = "F" in codes[at:place] and _starts_change(clause, at)  # 由|去年|的3万个收窄到
        if stands and not change and not _of_event(clause, at) and not _of_relative(clause, at, place):
            spans = "F" in codes[at + 1 : min(at + 3, place)]
            return (_with_months(clause, at, place) if spans else None) or _written(clause, at)
        at = codes.rfind("T", 0, at)
    if codes.count("F") == 1 and (later := _LATER.match(codes, place + 1)):
        return _written(clause, later.end() - 1) if clause.word(later.end() - 2) in _WITHIN else None
    return (_ago(clause, place) or _span_of_time(clause, place)) if "F" in codes[:place] else None


def _ago(clause: Clause, place: int) -> str | None:
    """一年前 of "而一年前仅为38.6%"."""
    at = clause.codes.find("Ff", 0, place)
    before = clause.codes[at - 1 : at] if at > 0 else ""
    if at >= 0 and _KNOWN_BY.match(clause.codes, at + 2, place):
        return None  # 三年前开通的铁路
    if at < 0 or before == "B" or clause.word(at + 1) != "前" or _YEARS_AGO.fullmatch(clause.word(at)) is None:
        return None
    return clause.text(at, at + 2)


def _with_months(clause: Clause, at: int, place: int) -> str | None:
    """今年前10个月 and 过去五年, whose lengths the figure grammar has taken."""
    codes = clause.codes
    if codes.startswith("F", at + 1) and at + 1 < place:
        word = clause.word(at)
        spans = word in _SPANS or (word[-1] == "前" and _MONTHS_OF.fullmatch(clause.word(at + 1)))
        return clause.text(at, at + 2) if spans else None
    if not codes.startswith("fF", at + 1) or at + 2 >= place or not _MONTHS_OF.fullmatch(clause.word(at + 2)):
        return None
    return clause.text(at, at + 3) if clause.word(at + 1) in "前头" else None


def _span_of_time(clause: Clause, place: int) -> str | None:
    """近三年, 五年来, 前10个月: a length of time that dates what follows."""
    codes = clause.codes
    at = _before_length(codes)
    if 0 <= at < place - 1 and clause.word(at) in "前头首" and _MONTHS_OF.fullmatch(clause.word(at + 1)):
        of_year = at > 0 and codes[at - 1] == "F" and _YEAR.fullmatch(clause.word(at - 1)) is not None
        return clause.text(at - of_year, at + 2)
    found = _LATELY.search(clause.text(0, min(place, len(codes))))
    return found.group() if found else None


def _before_length(codes: str) -> int:
    """The word before a length of time that may be 前 or 首 (首|10个月); -1 where there is none."""
    return max(codes.find("fF"), codes.find("mF"))


def _of_baseline(codes: str, at: int) -> bool:
    return at > 0 and codes[at - 1] == "B"


def _starts_change(clause: Clause, at: int) -> bool:
    """Whether a change begins at the time that is word ``at``: 原来 of "由原来的5个增至8个"."""
    return at > 0 and clause.codes[at - 1] == "p" and clause.word(at - 1) in CHANGE_FROM


def _of_event(clause: Clause, at: int) -> bool:
    """Whether the time that is word ``at`` only dates an event told in passing: 创办|于|2001年|的大学, 成立于1984年."""
    codes = clause.codes
    if at < 1 or codes[at + 1 : at + 2] not in ("", "y"):
        return False
    before = clause.word(at - 1)
    return before[-1] == "于" and (len(before) > 1 or (at > 1 and codes[at - 2] in "vg")) and codes[at - 1] in "pv"


def _of_relative(clause: Clause, at: int, end: int) -> bool:
    """Whether the time that is word ``at`` dates what a noun before word ``end`` is known by: 明年1月|交货|的|原油."""
    codes = clause.codes
    of = codes.find("y", at + 1, end)
    if of < at + 2 or codes[of + 1 : of + 2] not in _HEADS:
        return False
    if codes[at + 1 : of].strip("nNrvdplS"):
        return False
    return codes[of - 1] in "vS" or (codes[of - 1] == "n" and acts(clause.word(of - 1)))


def _held(clause: Clause, at: int) -> bool:
    """Whether the time that is word ``at`` belongs to what is held against a figure: 与|年初|持平, 高于|上月."""
    if at == 0 or clause.codes[at - 1] not in "UD&":
        return False
    return clause.word(at - 1)[-1] in "于过及" if clause.codes[at - 1] != "&" else at == 1


def _host_time(clause: Clause) -> str | None:
    host = clause.host
    if host is None:
        return None
    at = host.codes.rfind("T", 0, clause.host_end) if host.codes else -1
    if at < 0 and host.at:
        letters = [host.words.codes[i] for i in host.at[: clause.host_end]]
        at = "".join(letters).rfind("T")
    return _written(host, at) if at >= 0 else None


def leave(said: Sayings, clause: Clause) -> None:
    """Note the time the clauses after ``clause`` stand under: one it opens with, or its predicate's."""
    codes = clause.codes
    at = codes.rfind("T")
    if clause.host is not None or clause.word(0) in _CAUSES:
        return
    if at < 0:
        said.time = _span_of_time(clause, len(codes) + 1) or said.time
        return
    compared = [reading.baseline_time for reading in said.readings if reading.clause is clause]
    while at >= 0 and (
        _of_baseline(codes, at)
        or at in compared
        or _starts_change(clause, at)
        or _held(clause, at)
        or _of_event(clause, at)
        or _of_relative(clause, at, len(codes))
    ):
        at = codes.rfind("T", 0, at)
    if at < 0:
        return
    written = _with_months(clause, at, len(codes) + 1) or _written(clause, at)
    told = codes.find("S", at) > 0 and written[-1] in _DAY
    if "F" not in codes and (told or _STUDY.match(clause.text(at + 1, len(codes)))):
        return  # the day something was made known, the year of a study
    if "F" not in codes and at > 1 and codes[at - 2] in "vgn" and clause.word(at - 1) in _UNTIL:
        return  # 续约|至|2029年
    done = at > 1 and clause.word(at - 1) in _WITHIN and clause.word(at - 2) in _DONE
    if "F" not in codes and done and codes[at + 1 : at + 2] == "v":
        return  # 一期|已|于|2023年|投产
    if said.time and _CONTRAST.search(written) and "F" in codes:
        return  # 上年同期亏损3.1亿元；毛利率21.4%
    said.time = written
    if "F" not in codes:
        period = resolve(said.time, _anchor(said.discourse))
        if period:
            _note(said.discourse, said.time, period)


def leave_in_passing(text: str, start: int, end: int, discourse: Discourse) -> None:
    """What ``leave`` notes, from the bare text of a clause without figures."""
    written = None
    found = next_time(text, start, end)
    while found is not None:
        before = text[found.start() - 1] if found.start() > start else ""
        if before not in _COMPARING and not (before.isascii() and before.isalnum()):
            written = found["core"]
        found = next_time(text, found.end(), end)
    if written is not None and not text.startswith(tuple(_CAUSES), start):
        period = resolve(written, _anchor(discourse))
        if period:
            _note(discourse, written, period)
