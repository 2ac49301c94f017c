"""Subject and metric of a figure, out of the predicate before it, the phrase after it, and the clauses before."""

from __future__ import annotations

import re

from claims_db.claim import Direction
from factcheck.extraction.context_zh import coreference
from factcheck.extraction.context_zh.clauses import Clause
from factcheck.extraction.context_zh.lexicon import lexicon
from factcheck.extraction.context_zh.phrases import Phrase, phrase_after, phrase_before, trimmed
from factcheck.extraction.context_zh.predicates import Predicate, predicate
from factcheck.extraction.context_zh.sayings import Reading, Sayings
from factcheck.extraction.figure import Figure

_COORDINATED = re.compile(r"[nNMgaeQ_mqvydUIB]*&[dc]*|[nNMgaeQ_mq]*[dc]+")
_YEAR_ON_YEAR = re.compile(r"同比|环比|(?i:yoy|y/y|qoq)")
_MORE = re.compile(r"\s*(?:的)?更[高多快长大强好久远深广]|\s*以上的(?:增长|提升)")
_LESS = re.compile(r"\s*(?:的)?更[低少慢短小差]|\s*以上的(?:下降|减少)")
_HAPPENED = re.compile(r"d*([vgM]+)l?(?=&|$)")
_RELATIVE_KINDS = frozenset(("percentage", "multiple", "fraction"))
_DONE = re.compile(r"[dl]*([vg])(?!y)")
_RELATIVE = re.compile(r"([vUDg]l?[nNMea]+)y$")
_VERB_AFTER = re.compile(r"[dlpTQfS_]*(?:b|h)?[dl]*([vUDM]v*|g(?=l))")


def read(said: Sayings, clause: Clause, place: int, low: int, figure: Figure) -> Reading:
    """What the figure at word ``place`` of ``clause`` says of whom; ``low`` is the word after the figure before it."""
    reading = Reading(clause=clause, place=place)
    before = said.readings[-1] if low and said.readings else None
    if before is not None and _COORDINATED.fullmatch(clause.codes, low, place):
        return _coordinated(said, reading, before, figure)
    if before is None and clause.host is not None and said.readings and _bare_insertion(clause):
        left = predicate(clause, place, low)
        reading = _coordinated(said, reading, said.readings[-1], figure)
        reading.direction = figure.direction or left.direction
        found = _YEAR_ON_YEAR.search(said.words.text, clause.start, figure.start)
        reading.relative_to = found.group() if found else None
        return reading
    said_left = predicate(clause, place, low, relative=figure.kind in _RELATIVE_KINDS)
    after = phrase_after(clause, place + 1)
    if after is None and clause.codes[place + 1 : place + 3] == "&F":
        after = phrase_after(clause, place + 3)
    _compare(said, reading, said_left, figure)
    _measure(said, reading, said_left, after, figure)
    _whose(said, reading, said_left, after, figure)
    reading.direction = figure.direction or reading.direction or _direction_around(said, said_left, reading, figure)
    return reading


def _bare_insertion(clause: Clause) -> bool:
    """A bracket right after a figure that holds another figure alone: "500万元（约100万人民币）"."""
    host = clause.host
    if host is None or clause.host_end == 0 or not re.fullmatch(r"[dIBUDa_]*F", clause.codes):
        return False
    return host.words.codes[host.at[clause.host_end - 1]] == "F"


def _coordinated(said: Sayings, reading: Reading, before: Reading, figure: Figure) -> Reading:
    """The second figure of "十辆坦克和二十辆装甲车": the predicate of the first."""
    clause, place = reading.clause, reading.place
    assert clause is not None
    reading.metric, reading.direction = before.metric, figure.direction or before.direction
    reading.relative_to, reading.subject = before.relative_to, before.subject
    after = phrase_after(clause, place + 1, loose=figure.kind == "multiple")
    if after is not None and figure.kind == "multiple":
        reading.metric = after.text
        reading.direction = _direction_around(said, None, reading, figure) or reading.direction
    reading.own_metric = before.own_metric
    happened = _HAPPENED.match(clause.codes, place + 1) if figure.kind == "count" else None
    if happened:
        reading.metric = trimmed(clause, happened.start(1), happened.end(1))
    counted = _counted(after, figure)
    if counted is not None and before.counted is not None and before.subject == before.counted:
        reading.subject = reading.counted = counted
    return reading


def _compare(said: Sayings, reading: Reading, left: Predicate, figure: Figure) -> None:
    clause = left.clause
    if left.baseline is not None:
        first, last = left.baseline
        reading.relative_to = trimmed(clause, first, last)
        reading.baseline_time = first if clause.codes[first] == "T" else None
    elif (last := said.readings[-1] if said.readings else None) and last.clause is clause and last.in_baseline:
        reading.relative_to = trimmed(clause, last.baseline_time or last.place, last.place + 1)
    elif left.change is not None and (start := _changed_from(said, left, figure)):
        reading.relative_to = start
    elif left.of is not None and figure.kind in ("percentage", "multiple", "fraction"):
        reading.relative_to = left.of.text
    elif "B" in clause.codes and (found := _YEAR_ON_YEAR.search(said.words.text, clause.start, figure.start)):
        reading.relative_to = found.group()
    elif said.baseline:
        reading.relative_to = said.baseline
    if left.reach is False and left.change is None and "B" in clause.codes:
        reading.in_baseline = _in_baseline(clause.codes, left)


def _changed_from(said: Sayings, left: Predicate, figure: Figure) -> str | None:
    """The figure that "降到50%" starts from: one of the same unit before it in the clause."""
    clause = left.clause
    if not said.readings or not re.search("[到至]", clause.text(left.change or 0, left.figure)):
        return None
    for k in range(len(said.readings) - 1, -1, -1):
        other = said.sentence.figures[k]
        if said.readings[k].clause is clause and other.unit == figure.unit and other.kind == figure.kind:
            return said.words.text[other.start : other.end]
    return None


def _in_baseline(codes: str, left: Predicate) -> bool:
    """比2023年的|180.9万辆|下降: the figure right after 比 or 比…的."""
    return bool(re.search(r"B[nNMgeT]*y?$", codes[: left.figure])) and bool(
        re.match(r"[dTf_]*[UD]", codes[left.figure + 1 :])
    )


def _measure(said: Sayings, reading: Reading, left: Predicate, after: Phrase | None, figure: Figure) -> None:
    clause = left.clause
    reading.direction = left.direction
    measured = left.said_of.owner_and_metric()[1] if left.said_of else None
    if measured is None and left.thing is not None:
        measured = left.thing.owner_and_metric()[1]
    after_metric = after.owner_and_metric()[1] if after else None
    if left.share is not None:
        end = left.of.end if left.of else left.share + 1
        reading.metric = trimmed(clause, left.share, end)
        reading.own_metric = True
    elif left.share is None and figure.kind == "count" and (what := _HAPPENED.match(clause.codes, left.figure + 1)):
        reading.metric, reading.own_metric = trimmed(clause, what.start(1), what.end(1)), True
    elif (
        figure.kind == "measure"
        and left.figure + 1 < len(clause.codes)
        and clause.word(left.figure + 1) in lexicon().dimensions
    ):
        reading.metric, reading.own_metric = clause.word(left.figure + 1), True
    elif reading.in_baseline and said.readings:
        reading.metric = next((r.metric for r in reversed(said.readings) if r.metric), None)
    elif after is not None and _of_thing_after(said, left, after, figure):
        loose = phrase_after(clause, left.figure + 1, loose=True) or after
        reading.metric, reading.own_metric = loose.text, True
    elif left.verb is not None and clause.word(left.verb) in lexicon().spending and (done := _done_with(left)):
        reading.metric, reading.own_metric = done, True
    elif after_metric is not None and after is not None and _takes_after(left, measured, figure):
        reading.metric = after.text if len(after.text) <= 12 and after.codes[-1] == "M" else after_metric.text
        reading.own_metric = True
    elif measured is not None:
        reading.metric = measured.text
        reading.own_metric = True
    elif left.of is not None and (of_metric := left.of.owner_and_metric()[1]) is not None and left.said_of is None:
        reading.metric = of_metric.text
        reading.own_metric = True
    elif left.verb is not None:
        reading.metric = clause.word(left.verb)
        reading.own_metric = True
        light = clause.word(left.verb) in lexicon().light_verbs
        if (light or figure.kind == "money") and after is not None and len(after.codes) <= 4:
            reading.metric = after.text
    elif left.thing is not None and left.reach and left.change is None:
        reading.metric, reading.own_metric = left.thing.text, True
    elif tail := _metric_in_unit(said, figure):
        reading.metric, reading.own_metric = tail, True
    else:
        _measure_elsewhere(said, reading, left, after, figure)


def _metric_in_unit(said: Sayings, figure: Figure) -> str | None:
    """人口 of "700多万人口", where the figure grammar takes the noun for its unit."""
    tail = said.words.text[figure.end : figure.outer_end].strip()
    return tail if tail and lexicon().class_of(tail) == "M" else None


def _of_thing_after(said: Sayings, left: Predicate, after: Phrase, figure: Figure) -> bool:
    """消息限制 of "10倍更高的消息限制", 视频 of "创建6分钟的视频"."""
    clause = left.clause
    if figure.kind == "multiple":
        end = max(figure.end, figure.outer_end)
        return bool(_MORE.match(said.words.text, end) or _LESS.match(said.words.text, end))
    return (
        figure.kind in ("measure", "duration")
        and left.verb is not None
        and clause.codes[left.figure + 1 : left.figure + 2] == "y"
    )


def _done_with(left: Predicate) -> str | None:
    """回购股票 of "斥资141亿美元回购股票"."""
    clause = left.clause
    following = _DONE.match(clause.codes, left.figure + 1)
    if not following:
        return None
    tail = phrase_after(clause, following.end())
    return trimmed(
        clause, following.start(1), tail.end if tail and tail.end - following.end() <= 3 else following.end()
    )


def _takes_after(left: Predicate, measured: Phrase | None, figure: Figure) -> bool:
    """Whether a metric that follows the figure is what it measures (计提45亿美元费用), not the next thing said."""
    return figure.kind not in ("duration", "age") and (measured is None or left.verb is not None)


def _dimension(left: Predicate) -> str | None:
    """高 in "高3米", 重 in "23公斤重"."""
    clause, at = left.clause, left.figure
    for index in (at - 1, at + 1):
        if 0 <= index < len(clause.codes) and clause.word(index) in lexicon().dimensions:
            return clause.word(index)
    return None


def _measure_elsewhere(said: Sayings, reading: Reading, left: Predicate, after: Phrase | None, figure: Figure) -> None:
    """No metric noun and no verb before the figure: look after it, then back to the clauses before."""
    clause = left.clause
    inherited = _inherited_metric(said, figure)
    relative = figure.kind in ("percentage", "multiple", "fraction")
    if figure.kind == "measure" and (dimension := _dimension(left)):
        reading.metric, reading.own_metric = dimension, True
    elif left.change is not None and left.said_of is None and inherited and (relative or _same_unit(said, figure)):
        reading.metric = inherited
    elif left.change is not None:
        reading.metric = clause.word(left.change)
        reading.own_metric = True
    elif (
        (following := _VERB_AFTER.match(clause.codes, left.figure + 1 if after is None else after.end))
        and (not left.reach or figure.kind in ("percentage", "fraction"))
        and (relative or not left.reach)
    ):
        end = following.end()
        tail = phrase_after(clause, end)
        light = clause.word(following.start(1)) in lexicon().light_verbs
        reading.metric = (
            tail.text
            if light and tail
            else trimmed(clause, following.start(1), tail.end if tail and tail.end - end <= 3 else end)
        )
        reading.own_metric = True
    elif figure.kind in ("percentage", "fraction") and after is not None:
        reading.metric = after.text
        reading.own_metric = True
    elif said.frame:
        reading.metric = said.frame
    elif (relation := _relative_clause(left)) and relative:
        reading.metric, reading.own_metric = relation, True
    elif (
        (left.said_of is None and (figure.kind != "count" or left.reach))
        or _same_unit(said, figure)
        or figure.kind in ("performance", "measure", "percentage", "money")
    ):
        reading.metric = inherited or _same_kind(said, figure)
    if reading.metric is None and figure.kind == "count" and after is None and left.said_of is not None:
        reading.metric = left.said_of.text  # 在校生4763万人


def _same_unit(said: Sayings, figure: Figure) -> bool:
    """Whether the figure before this one in the sentence has the same unit."""
    figures = said.sentence.figures
    return len(said.readings) > 0 and figures[len(said.readings) - 1].unit == figure.unit


def _relative_clause(left: Predicate) -> str | None:
    """进入口腔 of "进入口腔的尼古丁有5%"."""
    if left.said_of is None:
        return None
    found = _RELATIVE.search(left.clause.codes, max(0, left.said_of.start - 6), left.said_of.start)
    return trimmed(left.clause, found.start(1), found.end(1)) if found else None


def _inherited_metric(said: Sayings, figure: Figure) -> str | None:
    """The metric of the last figure in the same unit; else of the last one that has any."""
    readings, figures = said.readings, said.sentence.figures
    nearest = None
    for k in range(len(readings) - 1, max(-1, len(readings) - 9), -1):
        metric = readings[k].metric
        if metric:
            if figure.kind in _RELATIVE_KINDS or figures[k].unit == figure.unit:
                return metric
            nearest = nearest or metric
    return nearest


def _same_kind(said: Sayings, figure: Figure) -> str | None:
    """The metric last measured in this unit: what a bare "H20仅148 TFLOPs" means."""
    return (
        said.discourse.memory.get(f"zh.metric.{figure.unit}") if figure.unit and figure.kind == "performance" else None
    )


def _whose(said: Sayings, reading: Reading, left: Predicate, after: Phrase | None, figure: Figure) -> None:
    subject = _own_subject(said, left, after, figure)
    reading.own_subject = subject is not None
    if subject is None:
        host = reading.clause.host if reading.clause else None
        if host is not None and reading.clause is not None:
            subject = _before_bracket(said, host, reading.clause.host_end)
    if subject is None:
        inherited = next((r.subject for r in reversed(said.readings[-8:]) if r.subject), None)
        last = said.readings[-1] if said.readings else None
        if inherited and not reading.own_metric and figure.kind != "count":
            subject = inherited
        else:
            topic = said.topics.current()
            subject = topic.name if topic is not None else None
            if last is not None and topic is not None and _closer(last, topic.clause, left.clause):
                subject = last.subject
            if inherited and last is not None and inherited == last.counted:
                inherited = _thing(left) or inherited
            subject = subject or inherited or _counted(after, figure) or _object_after(left) or _thing(left)
            subject = subject or said.topics.mention() or said.discourse.subject
    reading.counted = _counted(after, figure) or (subject if subject == _thing(left) else None)
    reading.subject = coreference.resolved(subject, said.discourse)
    if reading.subject is None and reading.own_metric and left.said_of is not None:
        reading.subject = left.said_of.text
    reading.states_claim = _states_claim(reading, left, figure)
    if figure.unit and figure.kind == "performance" and reading.metric:
        said.discourse.memory[f"zh.metric.{figure.unit}"] = reading.metric


def _states_claim(reading: Reading, left: Predicate, figure: Figure) -> bool:
    """Whether anything is asserted of the figure: not of an age in passing, nor of a bare count of things."""
    if figure.kind == "age":
        return left.reach
    return reading.metric is not None or left.reach or figure.kind not in ("count", "duration")


def _closer(last: Reading, topic: Clause, clause: Clause) -> bool:
    """Whether the subject of the figure before is a better one than the topic of the clause it stood in."""
    if not last.own_subject or last.subject == last.counted or last.clause is None or topic is clause:
        return False
    return last.clause.start >= topic.start


def _object_after(left: Predicate) -> str | None:
    """该项目 of "33万人参与了该项目"."""
    following = _VERB_AFTER.match(left.clause.codes, left.figure + 1)
    phrase = phrase_after(left.clause, following.end()) if following else None
    return trimmed(left.clause, following.end(), phrase.end) if phrase and following else None


def _thing(left: Predicate) -> str | None:
    if left.thing is None:
        return None
    owner, _ = left.thing.owner_and_metric()
    return (owner or left.thing).text


def _counted(after: Phrase | None, figure: Figure) -> str | None:
    if after is None or figure.kind in ("money", "percentage", "multiple", "performance", "fraction"):
        return None
    return after.text if not all(c in "Mg" for c in after.codes) else None


def _own_subject(said: Sayings, left: Predicate, after: Phrase | None, figure: Figure) -> str | None:
    """The subject that the clause itself names."""
    counted = _counted(after, figure)
    bare = left.change is None and left.verb is None and left.share is None and not left.reach
    if left.beneficiary is not None and left.change is not None and after is not None and "M" in after.codes:
        return left.beneficiary.text
    if counted is not None and (
        left.prepositional
        or left.relative
        or _listed(left)
        or (bare and left.said_of and "M" not in left.said_of.codes)
    ):
        return counted
    if (
        figure.kind == "measure"
        and left.clause.codes[left.figure + 1 :]
        and left.clause.word(left.figure + 1) in lexicon().dimensions
    ):
        sized = phrase_after(left.clause, left.figure + 2)
        if sized is not None:
            return sized.text
    if left.said_of is not None:
        owner, metric = left.said_of.owner_and_metric()
        if metric is None or owner is not None:
            name = (owner or left.said_of).text
            if counted and coreference.is_pronoun(name) and coreference.resolved(name, said.discourse) in (None, name):
                return counted
            if coreference.is_pronoun(name) and coreference.resolved(name, said.discourse) in (None, name):
                return _topic_name(said) or name
            return name
        further = _owner_further(left)
        if further is not None and coreference.is_pronoun(further):
            known = coreference.resolved(further, said.discourse)
            return known if known not in (None, further) else _topic_name(said) or further
        return further
    if left.of is not None and figure.kind not in _RELATIVE_KINDS and counted is None and left.located:
        return left.of.text
    if left.of is not None and figure.kind in _RELATIVE_KINDS and left.share is None:
        owner, metric = left.of.owner_and_metric()
        before = (
            next((r.subject for r in reversed(said.readings[-4:]) if r.subject), None)
            if left.change is not None
            else None
        )
        return before or _topic_name(said) or (owner.text if owner else left.of.text)
    if counted is not None:
        topic = None if left.verb is None else _topic_name(said)
        if topic is None or coreference.is_pronoun(topic):
            return counted
    if (
        left.verb is None
        and figure.kind in ("percentage", "fraction")
        and after is not None
        and not left.reach
        and left.change is None
    ):
        return after.text
    return None


def _announces(left: Predicate, after: Phrase | None) -> bool:
    """Whether the things counted are listed next ("解决了三个难题：…")."""
    return left.clause.mark in ("：", ":") and after is not None and after.end == len(left.clause.codes)


def _topic_name(said: Sayings) -> str | None:
    topic = said.topics.current()
    return topic.name if topic is not None else None


def _listed(left: Predicate) -> bool:
    """Whether a list ends before the figure ("巡逻车、充电车等三十多种车型")."""
    return left.figure > 0 and left.clause.word(left.figure - 1) == "等"


def _owner_further(left: Predicate) -> str | None:
    """The owner that stands further left: 英伟达|2025年|营收, 公司|当季|营收."""
    clause = left.clause
    codes = clause.codes
    at = left.left
    while at > 0 and codes[at - 1] in "Tdf_y":
        at -= 1
    if at == left.left or at == 0 or codes[at - 1] == "F":
        return None
    phrase = phrase_before(clause, at, 0)
    if phrase is None or (phrase.start > 0 and codes[phrase.start - 1] in "pB"):
        return None
    owner, metric = phrase.owner_and_metric()
    if metric is None:
        return phrase.text
    return owner.text if owner else None


def _before_bracket(said: Sayings, host: Clause, end: int) -> str | None:
    """The noun phrase right before the bracket a figure stands in."""
    codes = "".join([host.words.codes[i] for i in host.at[:end]])
    if not codes or codes[-1] == "F":
        return None
    before = Clause(host.words, host.at[:end], codes)
    phrase = phrase_before(before, end, 0)
    return coreference.named(phrase) if phrase else None


def _direction_around(said: Sayings, left: Predicate | None, reading: Reading, figure: Figure) -> Direction | None:
    """A direction told by the metric (涨幅, 跌幅) or by what follows the figure (10倍更高)."""
    text = said.words.text
    end = max(figure.end, figure.outer_end)
    if "更" in text[end : end + 3] or "以" in text[end : end + 2]:
        if _MORE.match(text, end):
            return "up"
        if _LESS.match(text, end):
            return "down"
    if (
        left is not None
        and reading.own_metric
        and reading.metric
        and figure.kind in ("percentage", "multiple", "fraction")
    ):
        return lexicon().directions.get(reading.metric[-2:]) or lexicon().directions.get(reading.metric)
    return None
