"""Attribution: who says so (据 X 统计, X 表示, X：…)."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from factcheck.extraction.context_zh.clauses import Clause
from factcheck.extraction.context_zh.lexicon import cut, lexicon
from factcheck.extraction.context_zh.phrases import Phrase, phrase_before

_REPORTER: Final = re.compile("记者|通讯员|本报|编辑")
_OPENING: Final = re.compile(r"([A-Z][A-Za-z.·’' -]{2,30}|[\u4e00-\u9fff·]{2,4})\s?[：:]")
_TELL_NOT: Final = frozenset("yf")
"""After the verb they make it part of something else: 公布|的|财报, 消息|公布|后."""
_DATED: Final = re.compile(r"(?:当地时间)?\s?(?:\d{1,4}\s?[年月日]|[今昨当前][天日晚]|本?周[一二三四五六日]).*$")
_ONE_OF: Final = re.compile("[一两这该某][项份个篇则]")
_VAGUE: Final = frozenset(
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
    closing = "|".join(map(re.escape, closers))
    return re.compile(rf"(?:根据|依据|据)([^，,。；：:、]{{2,24}}?)的?(?:{closing})(?![局处署部院会队师员司])")


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
    source = _source(found.group(1).strip("《》“” ").removesuffix("的"))
    return source if source and source not in _VAGUE and not source[0].isdigit() else None


def _source(name: str) -> str:
    """媒体 of 媒体4月1日, and 张博士 of 张博士所(说): who, without when and without 所; 研究所 stays whole."""
    dated = _DATED.search(name)
    if dated is not None and dated.start() > 1:
        name = name[: dated.start()].rstrip()
    return name[:-1] if len(name) > 2 and name[-1] == "所" and cut(name)[-1] == "所" else name


@cache
def _documents() -> tuple[str, ...]:
    return tuple(lexicon().table["attribution"]["documents"])


@cache
def _issues() -> frozenset[str]:
    return frozenset(lexicon().table["attribution"]["issues"])


def author(name: str) -> str:
    """X of "X的最新数据" and "X监测": whose data they are; ``name`` itself where it says only that it is data."""
    while name.endswith(_documents()):
        ending = next(ending for ending in _documents() if name.endswith(ending))
        if len(name) < len(ending) + 2 or _ONE_OF.search(name, 0, len(name) - len(ending)):
            break  # 一项人口学|研究
        name = name[: -len(ending)].removesuffix("的").removesuffix("最新")
    return name


@cache
def _issuing() -> re.Pattern[str]:
    return re.compile("|".join(_issues()))


def issuer(clause: Clause) -> str | None:
    """X of a clause "X发布数据，": a statistician who hands out what others' figures are."""
    codes = clause.codes
    if not _issuing().search(clause.words.text, clause.start, clause.end):
        return None
    at = codes.find("v", 1)
    while at > 0:
        if clause.word(at) in _issues():
            tail = clause.text(at + 1, len(codes))
            end = len(codes[:at].rstrip("Td"))
            phrase = phrase_before(clause, end, 0) if not tail or tail.endswith(_documents()) else None
            return phrase.text if phrase is not None and is_bystander(phrase.text) else None
        at = codes.find("v", at + 1)
    return None


def is_reporter(name: str) -> bool:
    """Whether ``name`` is that of the reporter, whose figures they are not."""
    return _REPORTER.search(name) is not None


@cache
def _bystanders() -> tuple[str, ...]:
    return tuple(lexicon().table["attribution"]["bystanders"])


def is_bystander(name: str) -> bool:
    """Whether ``name`` speaks of others' figures, as statisticians, experts and papers do."""
    return name.endswith(_bystanders()) or (len(name) > 2 and name.endswith(_documents()))


def opening_speaker(text: str, start: int, end: int) -> str | None:
    """X of a paragraph that begins "X：" and is cut into sentences before ``end``."""
    found = _OPENING.match(text, start, end)
    if found is None or is_reporter(found.group(1)):
        return None
    name = found.group(1).strip()
    return None if _is_heading(name) else name


def _is_heading(name: str) -> bool:
    """Whether ``name`` is no one's: a label (来源) or what a section is about (流行病学史, 另请查看)."""
    words = cut(name)
    return (
        name.endswith(_labels()) or "v" in map(lexicon().class_of, words[:-1]) or lexicon().class_of(words[-1]) == "v"
    )


@cache
def _labels() -> tuple[str, ...]:
    return tuple(lexicon().table["attribution"]["labels"])


def speaker(clause: Clause, upto: int) -> tuple[str, int] | None:
    """The one who says what follows in ``clause`` before word ``upto``, and the index after the verb of saying."""
    at = clause.codes.find("S", 0, upto)
    while at >= 0:
        if (
            clause.text(at, at + 1) in _verbs()
            and clause.codes[at + 1 : at + 2] not in _TELL_NOT
            and not _denied(clause, at)
        ):
            who = _before(clause, at)
            if who:
                return who, at + 1
        at = clause.codes.find("S", at + 1, upto)
    return None


def _denied(clause: Clause, verb: int) -> bool:
    """Whether nothing is said: 尚|不|完全|明确."""
    at = verb
    while at > 0 and clause.codes[at - 1] == "d":
        at -= 1
        if "不" in clause.word(at) or "未" in clause.word(at):
            return True
    return False


def _before(clause: Clause, verb: int) -> str | None:
    """The noun phrase that speaks: skips adverbs, times and prepositional phrases before the verb."""
    codes = clause.codes
    at = verb
    document = None
    while at > 0:
        code = codes[at - 1]
        if code == "f" and codes.rfind("p", 0, at) > 0:
            at = codes.rfind("p", 0, at)  # 央行|在|最新的报告|中
            continue
        if code in "dTcla_vSf" or (code == "y" and document):
            at -= 1
            continue
        phrase = phrase_before(clause, at, 0)
        if phrase is not None and phrase.codes[-1] == "M":
            return None  # a metric says nothing: "规模预计…"
        if phrase is None:
            if code in "mqaQep":
                at -= 1
                continue
            return document
        if phrase.start > 0 and codes[phrase.start - 1] in "ph":
            at = phrase.start - 1
            continue
        phrase = _whole_body(phrase)
        text = author(phrase.text)
        if document is None and text in _documents() and phrase.start > 0:
            document, at = text, phrase.start  # 协会|最新|数据
            continue
        return None if text in _VAGUE or _REPORTER.search(text) or not any(c in "nNeMr" for c in phrase.codes) else text
    return document


def _whole_body(phrase: Phrase) -> Phrase:
    """疾病|控制|与|预防|中心: the name of a body in which verbs stand."""
    clause, start = phrase.clause, phrase.start
    if phrase.end - start > 1 or phrase.text not in lexicon().table["organisations"]["endings"]:
        return phrase
    while start > 0 and clause.codes[start - 1] in "vgnN&":
        start -= 1
    return Phrase(clause, start, phrase.end) if clause.codes[start] in "nN" else phrase


def quoted(clause: Clause) -> str | None:
    """The speaker of "黄仁勋：…": a clause that is one name before a colon."""
    if clause.mark not in ("：", ":") or len(clause.at) > 8 or "F" in clause.codes:
        return None
    codes = clause.codes.strip("_")
    name = clause.text(0, len(clause.codes))
    if not re.fullmatch(r"[nNeMa_]*(?:N|e)", codes) and not (len(name) > 2 and is_bystander(name)):
        return None
    return None if not name or (not is_bystander(name) and _is_heading(name)) else name
