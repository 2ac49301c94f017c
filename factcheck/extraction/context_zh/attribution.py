"""Attribution: who says so (据 X 统计, X 表示, X：…)."""

from __future__ import annotations

import re
from functools import cache

from factcheck.extraction.context_zh.clauses import Clause
from factcheck.extraction.context_zh.lexicon import lexicon
from factcheck.extraction.context_zh.phrases import phrase_before

_REPORTER = re.compile("记者|通讯员|本报|编辑")
_OPENING = re.compile(r"([A-Z][A-Za-z.·’' -]{2,30}|[\u4e00-\u9fff·]{2,4})\s?[：:]")
_VAGUE = frozenset(
    (
        "记者",
        "了解",
        "悉",
        "介绍",
        "初步",
        "不完全",
        "有关",
        "最新",
        "此",
        "外电",
        "我们",
        "他",
        "她",
        "它",
        "他们",
        "本报",
        "笔者",
        "我",
        "你",
        "其",
    )
)


@cache
def _by_source() -> re.Pattern[str]:
    closers = sorted(lexicon().table["attribution"]["closers"], key=len, reverse=True)
    return re.compile(rf"(?:根据|依据|据)([^，,。；：:、]{{2,24}}?)的?(?:{'|'.join(map(re.escape, closers))})")


@cache
def _verbs() -> frozenset[str]:
    return frozenset(lexicon().table["attribution"]["verbs"])


def by_source(text: str, start: int, end: int) -> str | None:
    """X of "据 X 统计" between ``start`` and ``end`` of ``text``."""
    if text.find("据", start, end) < 0:
        return None
    found = _by_source().search(text, start, end)
    if not found or (found.start() and text[found.start() - 1] in "数证依占根收票凭单论"):
        return None
    source = found.group(1).strip("《》“” ").removesuffix("的")
    return source if source and source not in _VAGUE and not source[0].isdigit() else None


def is_reporter(name: str) -> bool:
    """Whether ``name`` is that of the reporter, whose figures they are not."""
    return _REPORTER.search(name) is not None


@cache
def _bystanders() -> tuple[str, ...]:
    return tuple(lexicon().table["attribution"]["bystanders"])


def is_bystander(name: str) -> bool:
    """Whether ``name`` speaks of others' figures, as statisticians, experts and papers do."""
    return name.endswith(_bystanders())


def opening_speaker(text: str, start: int, end: int) -> str | None:
    """X of a paragraph that begins "X：" and is cut into sentences before ``end``."""
    found = _OPENING.match(text, start, end)
    return found.group(1).strip() if found and not is_reporter(found.group(1)) else None


def speaker(clause: Clause, upto: int) -> tuple[str, int] | None:
    """The one who says what follows in ``clause`` before word ``upto``, and the index after the verb of saying."""
    at = clause.codes.find("S", 0, upto)
    while at >= 0:
        if clause.text(at, at + 1) in _verbs() and clause.codes[at + 1 : at + 2] != "y":
            who = _before(clause, at)
            if who:
                return who, at + 1
        at = clause.codes.find("S", at + 1, upto)
    return None


def _before(clause: Clause, verb: int) -> str | None:
    """The noun phrase that speaks: skips adverbs, times and prepositional phrases before the verb."""
    codes = clause.codes
    at = verb
    while at > 0:
        code = codes[at - 1]
        if code in "dTcla_vSf":
            at -= 1
            continue
        phrase = phrase_before(clause, at, 0)
        if phrase is not None and phrase.codes[-1] == "M":
            return None  # a metric says nothing: "规模预计…"
        if phrase is None:
            if code in "mqaQep":
                at -= 1
                continue
            return None
        if phrase.start > 0 and codes[phrase.start - 1] in "ph":
            at = phrase.start - 1
            continue
        text = phrase.text
        return None if text in _VAGUE or _REPORTER.search(text) or not any(c in "nNeMr" for c in phrase.codes) else text
    return None


def quoted(clause: Clause) -> str | None:
    """The speaker of "黄仁勋：…": a clause that is one name before a colon."""
    if clause.mark not in ("：", ":") or len(clause.at) > 8 or "F" in clause.codes:
        return None
    codes = clause.codes.strip("_")
    if not re.fullmatch(r"[nNeMa_]*(?:N|e)", codes):
        return None
    return clause.text(0, len(clause.codes)) or None
