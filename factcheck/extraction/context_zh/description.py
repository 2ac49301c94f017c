"""Puts it together: one ``Context`` for each figure of a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from claims_db.claim import Modality
from factcheck.extraction.context import Context, Discourse, Sentence
from factcheck.extraction.context_zh import attribution, coreference
from factcheck.extraction.context_zh.baselines import compared_first, held_against
from factcheck.extraction.context_zh.clauses import Clause, clauses_of
from factcheck.extraction.context_zh.earlier import REFERS_BACK, put_off, settle, settle_times
from factcheck.extraction.context_zh.lexicon import lexicon
from factcheck.extraction.context_zh.modality import goes_on, modality_of, speaks_of_other_worlds
from factcheck.extraction.context_zh.readings import TOLD_OF, read
from factcheck.extraction.context_zh.sayings import Sayings
from factcheck.extraction.context_zh.times import begins_change, carries, leave, lies_ahead, when
from factcheck.extraction.context_zh.topics import Topics
from factcheck.extraction.context_zh.words import words_of

LONGEST_STATEMENT: Final = 160
"""Code points of the longest sentence that is its own statement; of a longer one it is the clauses around."""


_QUOTED, _IN_PARAGRAPH = "zh.quoted", "zh.paragraph"
_PAUSES: Final = frozenset("，,：:")
_COLONS: Final = frozenset("：:")
_TWO: Final = 2
_GOES_ON: Final = frozenset("，,、")
_EARLIER: Final = frozenset(("此前", "原先", "原来", "之前", "早前"))
_DUE: Final = re.compile("到期|期限|期满|有效|截止|届满|年的")
"""2030年到期的债券: of a time ahead, but no forecast."""
_FORESEEN: Final = re.compile("预[测期估计]|指引|目标")
"""In the name of a metric: what such a figure is changed from was foreseen too."""
_ABLE: Final = frozenset(("可", "能", "可以", "能够", "应", "须", "已", "已经", "曾", "不", "并", "而", "会"))
"""Before 将 they make it 把 (可|将|腹泻|减少48%)."""
_WILL: Final = re.compile("h[dg]*([vUDI])(?!y)")
_OPENS_SCENE: Final = frozenset("Bv&pc")
"""Classes of the first word of clauses like "与X相比，" and "关于X的规模，"."""
_HOLDS_AGAINST: Final = frozenset("UDadc&Bp")
_COMPARES: Final = frozenset("B&p")
_PARAGRAPH: Final = 1000
"""Code points looked back at most for the start of a paragraph."""
_BASELINE: Final = re.compile(
    r"(?:但|而|且)?(?:(?:相比(?!之)于?|相较(?!之)于?|较|比起|对比)(.{2,30}?)(?:相比之?下?|相较|比较|比)?"
    r"|(?:与|同|跟|和)(.{2,30}?)(?:相比之?下?|相较|比较|比))"
)


def describe(text: str, sentence: Sentence, discourse: Discourse) -> list[Context]:
    """The contexts of ``sentence.figures``, in order; updates ``discourse``.

    ``text`` is the repaired view in simplified Chinese, in which all offsets count. Time is linear in the length of
    the sentence, which ``sentences.LONGEST`` bounds.
    """
    if not sentence.figures:
        put_off(sentence, discourse)
        return []
    if REFERS_BACK.search(text, sentence.start, sentence.end):
        settle(text, discourse)
    words = words_of(text, sentence)
    said = Sayings(words, sentence, discourse, Topics(discourse))
    said.speaker = attribution.by_source(text, sentence.start, sentence.end)
    said.modal = speaks_of_other_worlds(text, sentence.start, sentence.end)
    contexts: list[Context | None] = [None] * len(sentence.figures)
    _take_up_quotation(said)
    k = -1
    for clause in clauses_of(words):
        codes = clause.codes
        if "S" in codes or clause.mark in _COLONS:
            _note_speaker(said, clause)
        elif "F" not in codes and "v" in codes:
            _note_issuer(said, clause)
        if clause.host is None:
            sets_scene = codes[0] in _OPENS_SCENE or codes[-1] == "f"
            if not (sets_scene and _note_frame(said, clause)):
                said.topics.enter(clause)
        low = 0
        place = codes.find("F")
        if place < 0 and k >= 0 and codes[0] in _HOLDS_AGAINST:
            _hold_against(contexts[k], clause)
        while place >= 0:
            k = bisect_left(words.figure_at, clause.first + place if clause.first >= 0 else clause.at[place])
            contexts[k] = _context(said, clause, place, low, k)
            low = place + 1
            place = codes.find("F", low)
        if low and codes[0] in _COMPARES:
            said.baseline = compared_first(clause) or said.baseline
        if "T" in codes or "fF" in codes or "mF" in codes or codes[0] == "F" or codes[:2] == "dF":
            leave(said, clause)
    _leave(said)
    for context in contexts:
        if context is not None and context.subject is None:
            topic = said.topics.current()
            context.subject = topic.name if topic is not None else said.topics.mention()
    return [context or Context(sentence.start, sentence.end) for context in contexts]


def _leave(said: Sayings) -> None:
    """Keep in mind who spoke, and whose the first figure was: 这一数字 may refer to it."""
    if said.speaker:
        said.discourse.attributed_to = said.speaker
    if said.readings and (subject := said.readings[0].subject):
        said.discourse.memory[TOLD_OF] = subject


def _hold_against(context: Context | None, clause: Clause) -> None:
    """Take in "，与去年持平" after a figure that is not measured against anything in its own clause."""
    if context is not None and context.relative_to is None:
        context.relative_to = held_against(clause)


def _take_up_quotation(said: Sayings) -> None:
    """The speaker of "X：…" speaks to the end of the paragraph."""
    memory, sentence = said.discourse.memory, said.sentence
    paragraph = str(said.words.text.rfind("\n", max(0, sentence.start - _PARAGRAPH), sentence.start))
    if memory.get(_IN_PARAGRAPH) != paragraph:
        memory[_IN_PARAGRAPH] = paragraph
        opened = attribution.opening_speaker(said.words.text, int(paragraph) + 1, sentence.start)
        memory.pop(_QUOTED, None)
        if opened:
            memory[_QUOTED] = opened
    said.speaker = said.speaker or memory.get(_QUOTED)


def _note_speaker(said: Sayings, clause: Clause) -> None:
    if said.speaker and said.words.text.find(said.speaker, clause.start, clause.end) >= 0:
        return  # 事件后据|中国政府|统计
    named = attribution.quoted(clause)
    if named:
        said.discourse.memory[_QUOTED] = named
    if not named and "S" in clause.codes:
        found = attribution.speaker(clause, len(clause.codes))
        named = found[0] if found else None
    if named:
        said.topics.speaker = said.topics.speaker or named
        said.speaker = coreference.resolved(named, said.discourse) if not coreference.is_pronoun(named) else named


def _note_issuer(said: Sayings, clause: Clause) -> None:
    if said.speaker is None and clause.mark in _PAUSES:
        said.speaker = attribution.issuer(clause)


def _note_frame(said: Sayings, clause: Clause) -> bool:
    """Note "与X相比，" and "X方面，", which only set the scene for the clauses after them."""
    codes = clause.codes
    if codes[0] in _OPENS_SCENE and "F" not in codes:
        baseline = _BASELINE.fullmatch(clause.text(0, len(codes)))
        if baseline:
            said.baseline = baseline[1] or baseline[2]
            return True
        about = coreference.subject_matter(clause)
        if about is not None:
            _, metric = about.owner_and_metric()
            said.frame = metric.text if metric is not None else said.frame
    if codes[-1] == "f" and clause.word(len(codes) - 1) == "方面":
        if codes[:-1].strip("gaN"):
            said.frame = clause.text(0, len(codes) - 1)  # no place: 海外方面
        return True
    return False


def _context(said: Sayings, clause: Clause, place: int, low: int, k: int) -> Context:
    figure = said.sentence.figures[k]
    reading = read(said, clause, place, low, figure)
    said.readings.append(reading)
    text = said.words.text
    start, end = _statement(said, clause)
    modality: Modality = "actual"
    will = _announced(clause, place) if "h" in clause.codes else "actual"
    if said.modal or will != "actual" or said.modality != "actual":
        modality = modality_of(text, said.sentence.start, clause.start, figure.start, figure.end)
        if modality == "actual":
            modality = will
        if modality == "actual" and said.modality != "actual" and _shares_outlook(said, clause, place, figure.start):
            modality = said.modality
        elif modality in ("target", "forecast") and begins_change(clause, place, dated=True):
            modality = modality if _FORESEEN.search(reading.metric or "") else "actual"
        said.modality = "actual" if reading.in_baseline else modality
    if carries(figure, reading.metric):
        settle_times(text, said.discourse)
    as_of, period = when(said, clause, place, reading, figure, note=modality == "actual")
    if modality == "actual" and as_of and lies_ahead(said.discourse, period) and not _DUE.search(clause.text(0, place)):
        modality = "forecast"  # 到2030年能力可达5000万人次
    return Context(
        statement_start=start,
        statement_end=end,
        subject=reading.subject,
        metric=reading.metric,
        relative_to=reading.relative_to,
        as_of=as_of,
        period=period,
        modality=modality,
        direction=reading.direction,
        comparator=reading.comparator,
        attributed_to=said.speaker,
        states_claim=reading.states_claim,
    )


def _announced(clause: Clause, place: int) -> Modality:
    """Target or forecast where 将 and a verb stand before word ``place`` ("年内还将改造310个"), else actual.

    Before a noun 将 means 把.
    """
    codes = clause.codes
    at = codes.rfind("h", 0, place)
    found = _WILL.match(codes, at, place) if at >= 0 and clause.word(at) == "将" else None
    if found is None or (at and clause.word(at - 1) in _ABLE):
        return "actual"
    planned = found[1] == "v" and (
        clause.word(0) in lexicon().areas or "T" in codes[:at] or codes[at - 1 : at] in ("d", "f")
    )
    return "target" if planned else "forecast"


def _shares_outlook(said: Sayings, clause: Clause, place: int, start: int) -> bool:
    """Whether the figure at word ``place`` goes on with the forecast or target told just before it."""
    if len(said.readings) < _TWO:
        return False
    before, reading = said.readings[-2], said.readings[-1]
    if before.clause is None or before.clause is clause or before.clause.mark not in _GOES_ON:
        return False
    at = clause.codes.rfind("T", 0, place)
    ahead = at >= 0 and clause.word(at)[0] in "到至"
    if at >= 0 and not ahead and at != reading.baseline_time and clause.codes[at - 1 : at] != "B":
        elliptic = not reading.own_metric and clause.word(at) in _EARLIER
        return (
            elliptic
            and said.sentence.figures[len(said.readings) - 2].unit == said.sentence.figures[len(said.readings) - 1].unit
        )
    if not ahead and reading.own_subject and reading.subject != before.subject:
        return False
    return goes_on(said.words.text, clause.start, start)


def _statement(said: Sayings, clause: Clause) -> tuple[int, int]:
    sentence, text = said.sentence, said.words.text
    start, end = sentence.start, sentence.end
    if end - start <= LONGEST_STATEMENT and said.statement is not None:
        return said.statement
    if end - start > LONGEST_STATEMENT:
        start = max(start, max(text.rfind(mark, start, clause.start) for mark in "；;") + 1)
        later = [at for mark in "；;" if (at := text.find(mark, clause.end, end)) >= 0]
        end = min([*later, end])
    if end - start > LONGEST_STATEMENT:
        host = clause.host if clause.host is not None and clause.host.at else clause
        start, end = min(host.start, clause.start), max(host.end, clause.end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    said.statement = (start, end)
    return start, end
