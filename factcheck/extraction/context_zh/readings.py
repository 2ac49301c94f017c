"""Reads one figure: baseline, metric, subject and direction, or those of the figure it is coordinated with."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from claims_db.claim import Comparator, Direction
from factcheck.extraction.context_zh import coreference
from factcheck.extraction.context_zh.baselines import compare, year_on_year
from factcheck.extraction.context_zh.clauses import Clause
from factcheck.extraction.context_zh.lexicon import lexicon
from factcheck.extraction.context_zh.look import RELATIVE_KINDS, Look, counted_thing, look_at
from factcheck.extraction.context_zh.metrics import (
    HAPPENED,
    borrowed_metric,
    inherited,
    inherits_change,
    own_metric,
    unit_key,
)
from factcheck.extraction.context_zh.phrases import Phrase, phrase_after, trimmed
from factcheck.extraction.context_zh.predicates import CHANGE_FROM, CHANGE_TO
from factcheck.extraction.context_zh.predicates import YEAR_ON_YEAR as YEAR_ON_YEAR_WORDS
from factcheck.extraction.context_zh.sayings import Reading, Sayings
from factcheck.extraction.context_zh.subjects import borrowed_subject, own_subject, singled_out, thing
from factcheck.extraction.figure import Figure

_COORDINATED: Final = re.compile(r"[nNMgaeQ_mqvydUIB]*&[dc]*|[nNgaeQ_mq]*[dc]+")
_IN_TURN: Final = re.compile("([dTBc]*)[UDI]+l?F(?:&+F)+")
_BARE_INSERTION: Final = re.compile(r"[dIBUDa_]*F")
_ABOUT: Final = re.compile("约|大约|接近|大概")
_ABOUT_ADVERBS: Final = frozenset(("约", "大约", "大概", "差不多", "将近"))
_PASSED: Final = re.compile("跌破|失守|升破|涨破|多出|高出")
TOLD_OF: Final = "zh.told_of"
"""Where the discourse keeps whose the first figure of the last sentence was."""
_THIS_FIGURE: Final = re.compile("(?:这一|这个|该|上述)(?:数字|数据|比例|比率|指标|数值|金额|数额|规模|水平|占比)")
_RECORD: Final = re.compile("(?:以?来)?的?(?:历史)?(?:单[日周月季]|最)?新?([高低])")
_TURN: Final = re.compile("(由盈转亏|盈转亏|由盈利转为?亏损)|扭亏|由亏转盈|亏转盈|转亏为盈")
_RATES: Final = ("率", "度", "比", "比例", "比重", "份额")
_SHARES: Final = frozenset(("占比", "比重", "比例", "份额", "占有率", "渗透率"))
_BEFORE_LENGTHS: Final = frozenset(("前", "首", "头", "近", "过去", "未来", "最近", "此前"))
_AROUND: Final = re.compile(r"\s*(?:的?更|以上的)")
_MORE: Final = re.compile(r"\s*的?更[高多快长大强好久远深广]|\s*以上的(?:增长|提升)")
_LESS: Final = re.compile(r"\s*的?更[低少慢短小差]|\s*以上的(?:下降|减少)")


def read(said: Sayings, clause: Clause, place: int, low: int, figure: Figure) -> Reading:
    """What the figure at word ``place`` of ``clause`` says of whom; ``low`` is the word after the figure before it."""
    if low and said.readings and _changed_to(clause, place, low):
        return _end_of_change(said, clause, place, low, figure)
    if said.readings:
        if clause.codes.count("F") > 1 and _in_turn(said, clause, place) is not None:
            return _coordinated_with(said, clause, place, figure)
        if low and _COORDINATED.fullmatch(clause.codes, low, place):
            return _coordinated(said, clause, place, figure)
        if low == 0 and clause.host is not None and _inserted_after_figure(clause):
            return _inserted(said, clause, place, figure)
    look = look_at(said, clause, place, low, figure)
    reading = Reading(clause=clause, place=place)
    compare(look, reading)
    _measure(look, reading)
    _attribute(look, reading)
    reading.direction = (
        figure.direction
        or look.left.direction
        or _broken(look)
        or _direction_around(said, reading, figure)
        or _reached_by(said, clause, place, low)
        or _turned(look)
    )
    if reading.direction is None and look.relative and not reading.own_metric:
        _go_on(look, reading)
    reading.comparator = _hedged(look)
    reading.states_claim = _states_claim(look, reading)
    if figure.kind == "performance" and reading.metric:
        said.discourse.memory[unit_key(figure.unit)] = reading.metric
    return reading


def _go_on(look: Look, reading: Reading) -> None:
    """Hand on the change of "2月同比上涨39%，1月为42%", told of another time or thing; of a rate 42% is the level."""
    last, codes = look.last, look.clause.codes
    if last is None or last.direction is None or last.clause is look.clause or not look.left.reach:
        return
    if look.left.of is not None or look.left.baseline is not None or reading.metric != last.metric:
        return
    if reading.metric is None or reading.metric.endswith(_RATES) or not _same_unit(look):
        return
    if reading.own_subject or "T" in codes[: look.place]:
        reading.direction = last.direction
        if last.relative_to in YEAR_ON_YEAR_WORDS:
            reading.relative_to = reading.relative_to or last.relative_to


def _measure(look: Look, reading: Reading) -> None:
    if reading.in_baseline and look.said.readings:
        reading.metric = inherited(look)
        return
    reading.metric = own_metric(look)
    if reading.metric and _part_changes(look, reading.metric):
        reading.metric = inherited(look)  # 指数增5.2%，其中半导体业增12.4%
    if reading.metric:
        reading.own_metric = True
        return
    singled = singled_out(look)
    measured = singled.owner_and_metric()[1] if singled is not None else None
    if measured is not None:
        reading.metric = measured.text
        return
    reading.metric = inherited(look) if inherits_change(look) else borrowed_metric(look)
    if reading.metric is None and look.figure.kind == "count" and look.after is None and look.left.said_of is not None:
        reading.metric = look.left.said_of.text  # 在校生4763万人
    if reading.metric is not None and look.left.change is not None and reading.metric == look.last_subject:
        if not (_same_unit(look) or look.figure.unit == "pp" or look.left.baseline or _names_measure(look)):
            reading.metric = look.clause.word(look.left.change)  # 上证指数报3958.21点，涨0.43%
    elif look.left.reach and look.left.change is None and _level_after_change(look, reading.metric):
        reading.metric = look.last_subject  # 沪指涨0.52%，报3985.26点
    if reading.metric is None and look.place and look.clause.word(look.place - 1)[0] == "每":
        reading.metric = look.clause.word(look.place - 1)  # 每手200股


def _part_changes(look: Look, metric: str) -> bool:
    """Whether but a verb of change is said of a part (其中) of what changed before."""
    left, last = look.left, look.last
    if left.change is None or left.said_of is None or last is None or metric != look.clause.word(left.change):
        return False
    return look.clause.word(0) == "其中" and last.direction is not None and last.metric is not None and _same_unit(look)


def _names_measure(look: Look) -> bool:
    """Whether the subject of the figure before is itself what is measured (营收), no index or thing."""
    return look.last_subject is not None and lexicon().class_of(look.last_subject) == "M"


def _same_unit(look: Look) -> bool:
    return look.said.sentence.figures[len(look.said.readings) - 1].unit == look.figure.unit


def _level_after_change(look: Look, metric: str | None) -> bool:
    """Whether ``metric`` is but the verb by which the figure before, a share, was said to change."""
    if metric is None or look.last_subject is None or look.relative:
        return False
    if any(reading.subject == reading.metric == metric for reading in look.said.readings):
        return metric != look.last_subject  # of the index before: 沪指…报4007点，深成指…报13404点
    if look.last_metric != metric:
        return False
    return lexicon().class_of(metric) in "UD" and not _same_unit(look)


def _attribute(look: Look, reading: Reading) -> None:
    if reading.in_baseline and look.last is not None and look.last.subject:
        reading.subject = look.last.subject  # 高于市场预期的3%
        if look.last.subject.endswith(lexicon().beings) and (other := _beside(look)):
            reading.subject, reading.relative_to = other, None  # 甲公司…，高于乙公司的76亿元
        return
    subject = own_subject(look)
    reading.own_subject = subject is not None
    if subject is None:
        subject = borrowed_subject(look, own_metric=reading.own_metric)
    reading.counted = look.counted or (subject if subject is not None and subject == thing(look) else None)
    if subject is not None and reading.own_metric and subject == look.last_metric:
        subject = _its_own(look) or subject
    reading.subject = coreference.resolved(subject, look.said.discourse)
    if reading.subject is None and reading.own_metric and look.left.said_of is not None:
        reading.subject = look.left.said_of.text
    if reading.subject is not None and _THIS_FIGURE.fullmatch(reading.subject):
        before = look.last_subject or look.said.discourse.memory.get(TOLD_OF)
        reading.subject = before or reading.subject  # 这一数字已增至


def _beside(look: Look) -> str | None:
    """The body or group, no expectation, mean or time, by whose own figure another is told."""
    left = look.left
    against = left.of if left.of is not None else left.said_of
    if left.baseline is not None and against is None:
        against = Phrase(look.clause, *left.baseline)
    named = against is not None and against.text.endswith(lexicon().beings) and "M" not in against.codes
    return against.text if against is not None and named else None


def _its_own(look: Look) -> str | None:
    """PPI of "CPI上涨0.2%，PPI下降2.1%": a metric that nobody is named for, like the one before."""
    said_of = look.left.said_of
    if (
        said_of is None
        or said_of.codes[-1] != "M"
        or said_of.text in _SHARES
        or lexicon().direction(said_of.text[-2:]) is not None
    ):
        return None
    return said_of.text


def _changed_to(clause: Clause, place: int, low: int) -> bool:
    """Whether the figure ends the change that the figure before begins: 200K of "由128K扩展到200K"."""
    at = low - 2
    if at < 0 or clause.codes[at] != "p" or clause.word(at) not in CHANGE_FROM:
        return False
    return CHANGE_TO.fullmatch(clause.codes, low, place + 1) is not None


def _end_of_change(said: Sayings, clause: Clause, place: int, low: int, figure: Figure) -> Reading:
    before = said.readings[-1]
    start = said.sentence.figures[len(said.readings) - 1]
    reading = replace(before, in_baseline=False, clause=clause, place=place)
    reading.relative_to = said.words.text[start.start : start.end]
    told = [lexicon().direction(clause.word(at)) for at in range(low, place) if clause.codes[at] in "UD"]
    reading.direction = figure.direction or (told[0] if told else _way(start, figure))
    return reading


def _way(start: Figure, end: Figure) -> Direction | None:
    """Up or down, by the values themselves: "由2490元调整为2660元"."""
    if start.value is None or end.value is None or start.unit != end.unit or start.value == end.value:
        return None
    return "up" if end.value > start.value else "down"


def _turned(look: Look) -> Direction | None:
    """Of "由盈转亏，净亏损4.6亿元" down, of "扭亏为盈" up; of "创十年新高" up."""
    text, clause, figure = look.said.words.text, look.clause, look.figure
    if figure.kind == "duration":
        found = _RECORD.match(text, max(figure.end, figure.outer_end))
        return None if found is None else ("up" if found[1] == "高" else "down")
    if figure.kind != "money":
        return None
    start = clause.start
    clauses = look.said.topics.clauses
    if len(clauses) > 1 and clauses[-1] is clause and "F" not in clauses[-2].codes:
        start = clauses[-2].start
    found = _TURN.search(text, start, figure.start)
    return None if found is None or "F" in clause.codes[: look.place] else ("down" if found[1] else "up")


def _reached_by(said: Sayings, clause: Clause, place: int, low: int) -> Direction | None:
    """The way that led to this level: up for 9.77万亿日元 of "增长3.6%至9.77万亿日元"."""
    if low == 0 or clause.text(low, place) not in ("至", "到") or not said.readings:
        return None
    return said.readings[-1].direction


def _hedged(look: Look) -> Comparator | None:
    """approx of "约给付六成" and "约为上年的2.3倍": the hedge before the verb, or in it, over a plain figure."""
    if look.figure.comparator != "eq":
        return None
    clause, at = look.clause, look.place - 1
    if look.left.of is not None or look.left.baseline is not None:
        at = max(clause.codes.rfind("I", 0, look.place), clause.codes.rfind("K", 0, look.place))
        if at >= 0 and _ABOUT.match(clause.word(at)):
            return "approx"
    if at > 0 and clause.codes[at] in "vIK" and clause.codes[at - 1] == "d" and clause.word(at - 1) in _ABOUT_ADVERBS:
        return "approx"
    return None


def _in_turn(said: Sayings, clause: Clause, place: int) -> Reading | None:
    """The figure that "同比分别上升11.2%、19.5%" speaks of: the k-th of as many before, in the clauses before."""
    codes = clause.codes
    found = _IN_TURN.fullmatch(codes)
    if found is None or all(clause.word(at) != "分别" for at in range(found.start(1), found.end(1))):
        return None
    many, nth = codes.count("F"), codes.count("F", 0, place)
    first = len(said.readings) - nth - many
    if first < 0 or many < 2 or any(reading.clause is clause for reading in said.readings[first : first + many]):
        return None
    return said.readings[first + nth]


def _coordinated_with(said: Sayings, clause: Clause, place: int, figure: Figure) -> Reading:
    before = _in_turn(said, clause, place) or said.readings[-1]
    look = look_at(said, clause, place, 0, figure)
    changes = [lexicon().direction(clause.word(at)) for at in range(place) if clause.codes[at] in "UD"]
    return Reading(
        subject=before.subject,
        metric=before.metric,
        relative_to=year_on_year(look)
        or (said.readings[-1].relative_to if look.clause.codes.count("F", 0, place) else None),
        direction=figure.direction or (changes[0] if changes else None),
        clause=clause,
        place=place,
    )


def _coordinated(said: Sayings, clause: Clause, place: int, figure: Figure) -> Reading:
    """The second figure of "十辆坦克和二十辆装甲车": the predicate of the first."""
    before = said.readings[-1]
    reading = Reading(
        subject=before.subject,
        metric=before.metric,
        relative_to=before.relative_to,
        direction=figure.direction or before.direction,
        own_metric=before.own_metric,
        clause=clause,
        place=place,
    )
    after = phrase_after(clause, place + 1, loose=figure.kind == "multiple")
    if after is not None and figure.kind == "multiple":
        reading.metric = after.text
        reading.direction = _direction_around(said, reading, figure) or reading.direction
    happened = HAPPENED.match(clause.codes, place + 1) if figure.kind == "count" else None
    if happened:
        reading.metric = trimmed(clause, happened.start(1), happened.end(1))
    counted = counted_thing(after, figure)
    if counted is not None and before.counted is not None and before.metric == before.counted:
        reading.metric = counted  # 有11个学院、4200个座位
    if counted is not None and before.counted is not None and before.subject == before.counted:
        reading.subject = reading.counted = counted
    return reading


def _inserted_after_figure(clause: Clause) -> bool:
    """Whether a bracket right after a figure holds another figure alone: "500万元（约100万人民币）"."""
    host = clause.host
    if host is None or clause.host_end == 0 or not _BARE_INSERTION.fullmatch(clause.codes):
        return False
    return host.words.codes[host.at[clause.host_end - 1]] == "F"


def _inserted(said: Sayings, clause: Clause, place: int, figure: Figure) -> Reading:
    look = look_at(said, clause, place, 0, figure)
    reading = _coordinated(said, clause, place, figure)
    reading.direction = figure.direction or look.left.direction
    reading.relative_to = year_on_year(look)
    return reading


def _states_claim(look: Look, reading: Reading) -> bool:
    """Whether anything is asserted of the figure: not of an age in passing, nor of a bare count of things."""
    if look.figure.kind == "age":
        return look.left.reach
    if look.figure.kind == "count" and _is_denominator(look):
        return False
    if look.figure.kind == "duration" and _tells_when(look):
        return False
    return reading.metric is not None or look.left.reach or look.figure.kind not in ("count", "duration")


def _tells_when(look: Look) -> bool:
    """Whether a length of time says when, not how long: 前10个月, 未来五年, 一年前."""
    clause, place = look.clause, look.place
    if place and clause.word(place - 1) in _BEFORE_LENGTHS:
        return True
    return clause.codes.startswith("f", place + 1) and clause.word(place + 1) in "前后" and look.left.change is None


def _is_denominator(look: Look) -> bool:
    """Whether what each so many get follows: 每|10股|派发3元."""
    clause, place = look.clause, look.place
    return place > 0 and clause.word(place - 1) == "每" and "F" in clause.codes[place + 1 :]


def _broken(look: Look) -> Direction | None:
    """Of a level that was passed: down in "跌破1700元", where the figure grammar takes the verb for a comparator."""
    figure = look.figure
    if figure.outer_start >= figure.start:
        return None
    before = look.said.words.text[figure.outer_start : figure.start]
    found = _PASSED.search(before)
    return None if found is None else ("down" if found.group() in "跌破失守" else "up")


def _direction_around(said: Sayings, reading: Reading, figure: Figure) -> Direction | None:
    """A direction told by what follows the figure (10倍更高) or by the metric (涨幅, 跌幅)."""
    text, end = said.words.text, max(figure.end, figure.outer_end)
    if _AROUND.match(text, end):
        if _MORE.match(text, end):
            return "up"
        if _LESS.match(text, end):
            return "down"
    if reading.own_metric and reading.metric and figure.kind in RELATIVE_KINDS:
        directions = lexicon().directions
        return directions.get(reading.metric[-2:]) or directions.get(reading.metric)
    return None
