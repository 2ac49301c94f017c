"""Modality: whether a figure is a fact, a target, a forecast, or part of a supposition."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from claims_db.claim import Modality
from factcheck.extraction.context_zh.branches import Branches
from factcheck.extraction.context_zh.lexicon import lexicon

_LOOK_BACK: Final = 60
_DENIAL: Final = 8
"""Code points before a word such as 预期 in which another may deny it (超出|预期)."""
_SENTENCE_LONG = re.compile(
    r"(?:规划|计划|方案|预计|预测|预报|预期|估计|目标是)[，,：:]|[到至]20[2-9]\d年(?:[底末中]|前)?[，,]"
)
"""What makes a word such as 预计 or 力争 hold for all the clauses after it."""
_DONE: Final = re.compile("已经?|此前|去年|昨[日天]|目前|截[至止]|曾")
_BY_YEAR: Final = re.compile("[到至]20[2-9]\\d年")
_FLOOR: Final = re.compile("不(?:[低少高多]于|超过)$")
_EXPECTED: Final = re.compile("(?:预期|预测|预估|预计)(?:值|数|水平)?的[约近超]?$")
"""市场预期的|3%: what was expected, also where it was missed."""
_HAPPENED: Final = re.compile(f"{_DONE.pattern}|应声|股价|收[报盘于]|实际|但|却|而|仍|如今|现[在有]|当前|上[年月季]")
_HANDS_ON: Final = re.compile(r".{0,2}[，,]|.{0,12}[：:].{0,12}[，,]?.{0,30}[，,]?")
"""What may stand between a word such as 预计 and the clause it holds for."""


_KINDS: tuple[Modality, ...] = ("hypothetical", "target", "forecast")


_BRANCHES: Final[list[Branches]] = []


def _branches() -> list[Branches]:
    """The words of each of ``_KINDS``, then those of all."""
    if not _BRANCHES:
        words: dict[str, list[str]] = lexicon().table["modality"]
        _BRANCHES.extend(Branches(words[kind]) for kind in _KINDS)
        _BRANCHES.append(Branches([word for kind in _KINDS for word in words[kind]]))
    return _BRANCHES


@cache
def _denied() -> re.Pattern[str]:
    return re.compile("|".join(lexicon().table["modality"]["denied_by"]))


def speaks_of_other_worlds(text: str, start: int, end: int) -> bool:
    """Whether there is any modality word between ``start`` and ``end``: where not, all figures are actual."""
    return _branches()[-1].search(text, start, end) is not None


def modality_of(text: str, sentence: int, clause: int, figure: int, end: int) -> Modality:
    """Modality of the figure at ``figure``..``end``, its clause beginning at ``clause``, its sentence at ``sentence``.

    A supposition (如果…) holds for the clauses after it; a plan or forecast only where it ends the clause before
    (预计，…), or stands before a colon.
    """
    own = text[max(clause, figure - _LOOK_BACK) : figure]
    if "预" in own and _EXPECTED.search(own):
        return "forecast"
    if "不" in own and _FLOOR.search(own) and _BY_YEAR.search(text, max(sentence, figure - _LOOK_BACK), figure):
        return "target"
    before = text[max(sentence, figure - 2 * _LOOK_BACK) : clause]
    for kind, words in zip(_KINDS, _branches(), strict=False):
        found = words.search(own, 0, len(own))
        if kind == "hypothetical":
            window = text[max(clause, figure - 30) : end + 12]
            around = words.search(window, 0, len(window))
            if (
                found
                or words.search(before, 0, len(before))
                or (around and around.start() < len(window) - 12 - (end - figure))
            ):
                return kind
            continue
        if not found:
            last = _last(words, before)
            if last and _denied().search(before, max(0, last.start() - _DENIAL)):
                continue
            if (last and _HANDS_ON.fullmatch(before, last.end())) or (
                last and _SENTENCE_LONG.search(before) and not _DONE.search(own)
            ):
                found = last
        if found and not _denied().search(own):
            return kind
    return "actual"


def _last(words: Branches, text: str) -> re.Match[str] | None:
    last = None
    found = words.search(text, 0, len(text))
    while found is not None:
        last = found
        found = words.search(text, found.end(), len(text))
    return last


def goes_on(text: str, clause: int, figure: int) -> bool:
    """Whether nothing between ``clause`` and ``figure`` says that a forecast told before does not go on there."""
    return _HAPPENED.search(text, clause, figure) is None
