"""Modality: whether a figure is a fact, a target, a forecast, or part of a supposition."""

from __future__ import annotations

import re
from functools import cache

from claims_db.claim import Modality
from factcheck.extraction.context_zh.lexicon import lexicon

_LOOK_BACK = 60
_DENIAL = 8
"""Code points before a word such as 预期 in which another may deny it (超出|预期)."""
_SENTENCE_LONG = re.compile(
    r"(?:规划|计划|方案|预计|预测|预报|预期|估计|目标是)[，,：:]|[到至]20[2-9]\d年(?:[底末中]|前)?[，,]"
)
"""What makes a word such as 预计 or 力争 hold for all the clauses after it."""
_DONE = re.compile("已经?|此前|去年|昨[日天]|目前|截[至止]|曾")
_BY_YEAR = re.compile("[到至]20[2-9]\\d年")
_FLOOR = re.compile("不(?:[低少高多]于|超过)$")
_EXPECTED = re.compile("(?:预期|预测|预估|预计)(?:值|数|水平)?的[约近超]?$")
"""市场预期的|3%: what was expected, also where it was missed."""
_HAPPENED = re.compile(f"{_DONE.pattern}|应声|股价|收[报盘于]|实际|但|却|而|仍|如今|现[在有]|当前|上[年月季]")
_HANDS_ON = re.compile(r".{0,2}[，,]|.{0,12}[：:].{0,12}[，,]?.{0,30}[，,]?")
"""What may stand between a word such as 预计 and the clause it holds for."""


_KINDS: tuple[Modality, ...] = ("hypothetical", "target", "forecast")


@cache
def _patterns() -> tuple[tuple[Modality, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(_words(kind))) for kind in _KINDS)


def _words(kind: Modality) -> str:
    """The words that tell ``kind``, as a pattern."""
    return "|".join(lexicon().table["modality"][kind])


@cache
def _denied() -> re.Pattern[str]:
    return re.compile("|".join(lexicon().table["modality"]["denied_by"]))


@cache
def _any() -> re.Pattern[str]:
    """A quick look: does the text hold any modality word at all?"""
    first = "".join(sorted({c for kind in _KINDS for c in _first_letters(_words(kind))}))
    return re.compile(f"(?=[{first}])(?:" + "|".join(map(_words, _KINDS)) + ")")


def _first_letters(pattern: str) -> set[str]:
    """The Chinese characters that a match of ``pattern`` may begin with."""
    found: set[str] = set()
    for branch in re.split(r"\|(?![^(]*\))", re.sub(r"\(\?<!.*?\)", "", pattern)):
        group = re.match(r"\(\?:([^)]*)\)|\[([^\]]*)\]", branch)
        text = (group.group(1) or group.group(2)) if group else branch[:1]
        found.update({part[:1] for part in text.split("|")} if group and group.group(1) else set(text))
    return {c for c in found if c > "\u2e80"}


def speaks_of_other_worlds(text: str, start: int, end: int) -> bool:
    """Whether there is any modality word between ``start`` and ``end``: where not, all figures are actual."""
    return _any().search(text, start, end) is not None


def modality_of(text: str, sentence: int, clause: int, figure: int, end: int) -> Modality:
    """Modality of the figure at ``figure``..``end``, its clause beginning at ``clause``, its sentence at ``sentence``.

    A supposition (如果…) holds for the clauses after it; a plan or forecast only where it ends the clause before
    (预计，…), or stands before a colon.
    """
    own = text[max(clause, figure - _LOOK_BACK) : figure]
    if _EXPECTED.search(own):
        return "forecast"
    if _FLOOR.search(own) and _BY_YEAR.search(text, max(sentence, figure - _LOOK_BACK), figure):
        return "target"
    before = text[max(sentence, figure - 2 * _LOOK_BACK) : clause]
    for kind, pattern in _patterns():
        found = pattern.search(own)
        if kind == "hypothetical":
            window = text[max(clause, figure - 30) : end + 12]
            around = pattern.search(window)
            if found or pattern.search(before) or (around and around.start() < len(window) - 12 - (end - figure)):
                return kind
            continue
        if not found:
            last = max(pattern.finditer(before), key=lambda match: match.end(), default=None)
            if last and _denied().search(before, max(0, last.start() - _DENIAL)):
                continue
            if (last and _HANDS_ON.fullmatch(before, last.end())) or (
                last and _SENTENCE_LONG.search(before) and not _DONE.search(own)
            ):
                found = last
        if found and not _denied().search(own):
            return kind
    return "actual"


def goes_on(text: str, clause: int, figure: int) -> bool:
    """Whether nothing between ``clause`` and ``figure`` says that a forecast told before does not go on there."""
    return _HAPPENED.search(text, clause, figure) is None
