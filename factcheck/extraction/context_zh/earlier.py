"""Sentences without figures: read only when a later figure turns out to need what they say.

Most figures name whose they are. The sentences before are therefore only noted, and skimmed for whom they begin with
and the time they speak of when a pronoun, a missing subject or a missing period calls for it.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from factcheck.extraction.characters import first_of, table
from factcheck.extraction.context import Discourse, Sentence
from factcheck.extraction.context_zh.clauses import clauses_of
from factcheck.extraction.context_zh.times import leave_in_passing
from factcheck.extraction.context_zh.topics import Topics
from factcheck.extraction.context_zh.words import words_of

REFERS_BACK: Final = re.compile(
    "该|其(?<![尤极与]其)(?![中他它余次实间])|它(?<!其它)|他(?<!其他)|她|此(?<![因如从]此)(?![前外次刻])|这|"
    "公司(?<=[，。；：的在]公司)|集团(?<=[，。；：的在]集团)|同期|当季|本季|全年|当年|同年|前者|后者"
)
"""What makes a sentence lean on those before it."""
_KEPT: Final = 2
_TIMED: Final = "zh.timed"
_SKIMMED: Final = 120
"""Code points read of each."""
_MARKS: Final = table({1: "，,；;：:。！!？?"})
_BRACKETS: Final = table({1: "（([【"})
_TIMES: Final = ("年", "月", "季", "目前", "现在", "如今")


def put_off(sentence: Sentence, discourse: Discourse) -> None:
    """Keep ``sentence`` in mind; the last two are kept."""
    pending = discourse.pending
    if len(pending) == _KEPT:
        del pending[0]
    pending.append((sentence.start, sentence.end))


def settle(text: str, discourse: Discourse) -> None:
    """Skim the sentences put off."""
    pending = discourse.pending
    if not pending:
        return
    settle_times(text, discourse)
    discourse.pending = []
    discourse.unread.append(partial(_skim_all, text, pending, discourse))


def _skim_all(text: str, pending: list[tuple[int, int]], discourse: Discourse) -> None:
    for start, end in pending:
        _skim(text, start, _skimmed(text, start, end), discourse)


def settle_times(text: str, discourse: Discourse) -> None:
    """Note the times the sentences put off speak of, and leave whom they are about until that is asked."""
    pending = discourse.pending
    if not pending:
        return
    noted = int(discourse.memory.get(_TIMED, -1))
    if pending[-1][0] <= noted:
        return
    discourse.memory[_TIMED] = str(pending[-1][0])
    for start, end in pending:
        if start <= noted:
            continue
        end = _skimmed(text, start, end)
        if _may_be_timed(text, start, end):
            for first, last in _parts(text, start, end):
                leave_in_passing(text, first, last, discourse)


def _may_be_timed(text: str, start: int, end: int) -> bool:
    return any(text.find(word, start, end) >= 0 for word in _TIMES)


def _skimmed(text: str, start: int, end: int) -> int:
    """Where reading of the sentence ``start``..``end`` stops: at its end, or at a comma not too far on."""
    if end - start <= _SKIMMED:
        return end
    end = start + _SKIMMED
    cut = max(text.rfind("，", start, end), text.rfind(",", start, end))
    return cut if cut > start else end


def _skim(text: str, start: int, end: int, discourse: Discourse) -> None:
    """Read as many clauses as it takes to see whom the sentence is about."""
    topics = Topics(discourse)
    for first, last in _parts(text, start, end):
        for clause in clauses_of(words_of(text, Sentence(first, last, "zh", []))):
            if clause.host is None and not topics.remembered:
                topics.take(clause)
                topics.note()
        if topics.remembered:
            return


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses between ``start`` and ``end``, each with its closing mark; where a bracket opens, all in one."""
    if first_of(_BRACKETS, text, start, end) >= 0:
        return [(start, end)]
    parts: list[tuple[int, int]] = []
    mark = first_of(_MARKS, text, start, end)
    while mark >= 0:
        parts.append((start, mark + 1))
        start = mark + 1
        mark = first_of(_MARKS, text, start, end)
    if start < end:
        parts.append((start, end))
    return parts
