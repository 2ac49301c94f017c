"""A sentence as words: figures, Latin names and time expressions whole, everything between segmented and classed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from factcheck.extraction.characters import END, table
from factcheck.extraction.context import Sentence
from factcheck.extraction.context_zh.lexicon import UNKNOWN, cut, lexicon
from factcheck.extraction.context_zh.time_places import mark_words

_HOLE: Final = "\0"
"""Stands for a whole word while the text around is cut."""
_BEFORE_OR_AFTER: Final = frozenset("前后")
"""五年|前, which segmentation would join with what follows (前少)."""
_ACTIVITY: Final = re.compile("g(?=[dB]*[UDI])")
_DONE: Final = re.compile("n(?=l[^,)])")
"""服用|了|法匹拉韦: what stands before 了 and an object is a verb."""
_HAS_DONE: Final = re.compile("dn(?=[,)y]|$)")
_PERFECT: Final = frozenset(("已", "已经", "正在", "曾", "曾经", "尚未", "从未", "未"))
"""已经|毕业: what stands after them at the end of a clause is a verb."""
_WILL: Final = re.compile("(?<=[hd])a")
"""将|新建: an adjective that is a verb there."""
_ADDS: Final = re.compile("(?:^|(?<=[,&]))g(?=n+F)")
"""新增|学位|5.6万个, at the head of a clause."""
_COUNTED: Final = re.compile("(?<=F)v")
"""100多家|组织: a verb that is a noun after a count."""
_MANY: Final = re.compile("d(?=lF)")
"""多|了|4万人"""
_FIRM: Final = re.compile(r"(?<=[nN])M(?=T?d*S|T[^,F]*M|\(e\))")
"""湖畔|电力|表示, 湖畔|电力|2025年|净利润: a name must stand there."""
_GLOSSED: Final = re.compile(r"(?:(?<=,)|^)[nNvfr]+(?=\(e\))")
_BODY: Final = re.compile(r"(?<=[nN])v(?=[nN](?:\(e\))?[dpvIS])")
_BODIES: Final = frozenset(
    ("联盟", "协会", "企业", "集团", "中心", "基金会", "委员会", "研究院", "平台", "机构", "生产商")
)
"""Nouns for bodies in whose names verbs stand."""
_HELD_AGAINST: Final = re.compile("(?<=[BUD])[ga](?=[dlaUDFIy])")
_IN_TIME: Final = frozenset(
    "0123456789〇零一二三四五六七八九十百千几多半按每逐近连历往去今前明后当本上下个全首同次春夏秋冬 "
)
"""Before 年 or 月 they make it part of a time or length of time (今年|增3%)."""
_SPACE: Final = re.compile(r"\s")
QUOTES: Final = "“”\"'‘’「」『』《》"
_QUOTES: Final = table({1: QUOTES})
_QUOTED: Final = re.compile(r"Q([^QF,()]{1,6})Q")


@dataclass(slots=True, init=False)
class Words:
    """The words of a sentence, side by side: word i is ``text[starts[i]:starts[i + 1]]``, ``codes[i]`` its class."""

    text: str
    starts: list[int]
    """Offsets of the words, and last of all where the sentence ends."""
    codes: str
    figure_at: list[int]
    """Index of the word that is figure k of the sentence."""

    def __init__(self, text: str, starts: list[int], codes: str = "") -> None:
        self.text = text
        self.starts = starts
        self.codes = codes
        self.figure_at = []

    def __getitem__(self, index: int) -> str:
        return self.text[self.starts[index] : self.starts[index + 1]]

    def between(self, first: int, last: int) -> str:
        """Text of the words ``first`` up to but not with ``last``."""
        return self.text[self.starts[first] : self.starts[last]]


def words_of(text: str, sentence: Sentence) -> Words:
    """The words of ``sentence``, in order; spaces between Chinese phrases (as in headlines) end a clause."""
    known = lexicon()
    whole, letters, has_figures = _whole_words(text, sentence)
    start, end = sentence.start, max(sentence.end, whole[-1][1] if whole else 0)
    at = start
    pieces: list[str] = []
    for first, last in whole:
        pieces.append(text[at:first])
        at = last
    pieces.append(text[at:end])
    joined = _HOLE.join(pieces)
    if joined.count(_HOLE) != len(whole):  # a damaged text holds one of its own
        joined = _HOLE.join([piece.replace(_HOLE, " ") for piece in pieces])
    cut_words = cut(joined)
    codes = known.classes_of(cut_words)
    if UNKNOWN in codes:
        cut_words = [part for word, code in zip(cut_words, codes, strict=True) for part in _parts(word, code)]
        codes = known.classes_of(cut_words).replace(UNKNOWN, "n")
    if codes.find("M", 1) > 0:
        codes = _join_suffixes(cut_words, codes)
    starts = _starts(cut_words, start, whole)
    if whole:
        codes = _filled(codes, letters)
    if "_" in codes and _SPACE.search(text, start, end):
        codes = _break_at_spaces(text, starts, codes)
    words = Words(text, starts)
    place = codes.find("F") if has_figures else -1
    while place >= 0:
        words.figure_at.append(place)
        place = codes.find("F", place + 1)
    if "dlF" in codes:
        codes = _MANY.sub(lambda found: "U" if words[found.start()] == "多" else "d", codes)
    if "B" in codes or "U" in codes or "D" in codes:
        codes = _HELD_AGAINST.sub(lambda found: _as_expected(words, found), codes)
    if "h" in codes or "d" in codes or "Fv" in codes or "nl" in codes or "gn" in codes:
        codes = _verbs(words, codes)
    if "NM" in codes or "nM" in codes:
        codes = _FIRM.sub(lambda found: "N" if words[found.start()] in known.in_names else "M", codes)
    if "v" in codes and ("(e)" in codes or "vn" in codes or "vN" in codes):
        codes = _names(words, codes)
    if "g" in codes:
        codes = _ACTIVITY.sub(lambda found: _as_metric(words, found), codes)
    words.codes = _QUOTED.sub(_as_noun, codes) if "Q" in codes else codes
    return words


def _starts(words: list[str], start: int, whole: list[tuple[int, int]]) -> list[int]:
    """Offsets of ``words``, the first of which begins at ``start``, and of their end; ``whole`` fills the holes."""
    starts: list[int] = []
    at, hole = start, 0
    for word in words:
        starts.append(at)
        if word == _HOLE:
            at = whole[hole][1]
            hole += 1
        else:
            at += len(word)
    starts.append(at)
    return starts


def _filled(codes: str, letters: str) -> str:
    """``codes`` with ``letters`` in the holes."""
    parts: list[str] = []
    done = 0
    for letter in letters:
        hole = codes.find(_HOLE, done)
        parts.append(codes[done:hole])
        parts.append(letter)
        done = hole + 1
    parts.append(codes[done:])
    return "".join(parts)


def _whole_words(text: str, sentence: Sentence) -> tuple[list[tuple[int, int]], str, bool]:
    """Spans and class letters of the words not to be cut (figures, Latin, times), and whether any is a figure."""
    at, end = sentence.start, sentence.end
    figures = sentence.figures
    whole: list[tuple[int, int]] = []
    letters: list[str] = []
    dateline = lexicon().dateline.match(text, at, end)
    if dateline and not (figures and figures[0].start < dateline.end()):
        whole.append(dateline.span())
        letters.append(",")
        at = dateline.end()
    classes = lexicon().classes
    for figure in figures:
        start = min(max(figure.outer_start, at), figure.start)
        change = start - 2 if _on_year(text, at, start) else start
        mark_words(text, at, change, whole, letters, classes)
        if change < start:
            whole.append((change, start))
            letters.append(classes.get(text[start - 1], "U"))
        if start > at + 1 and text[start - 1] == " " and text[start - 2] > "\u3000" > text[start]:
            start -= 1  # 的| 96%: spaces set around figures part nothing
        at = max(figure.outer_end, figure.end)
        whole.append((start, at))
        letters.append("F")
        if figure.kind == "duration" and text[at : at + 1] in _BEFORE_OR_AFTER and text[at + 1 : at + 2] not in "后期":
            whole.append((at, at + 1))
            letters.append("f")
            at += 1
    mark_words(text, at, end, whole, letters, classes)
    return whole, "".join(letters), bool(figures)


def _on_year(text: str, low: int, end: int) -> bool:
    """Whether 年增, 月减, 季增 stands right before ``end``: a change against the year, month or quarter before."""
    if end - low < len("年增") or text[end - 2] not in "年月季" or text[end - 1] not in "增减升跌降衰":
        return False
    return end - low == len("年增") or text[end - 3] not in _IN_TIME


def has_half_quotation(text: str) -> bool:
    """Whether ``text`` holds one mark of a pair of quotation marks without the other."""
    half = False
    for at in range(len(text)):
        code = ord(text[at])
        if code < END and _QUOTES[code]:
            half = not half
    return half


def _break_at_spaces(text: str, starts: list[int], codes: str) -> str:
    letters = list(codes)
    at = codes.find("_")
    while at >= 0:
        first, last = starts[at], starts[at + 1]
        if text[first:last].isspace() and (_parts_phrases(text, first, last) or _after_figure(text, starts, codes, at)):
            letters[at] = ","
        at = codes.find("_", at + 1)
    return "".join(letters)


def _verbs(words: Words, codes: str) -> str:
    """``codes`` with the words made verbs that their neighbours show to be verbs, and those nouns that are none."""
    known = lexicon()
    if "ha" in codes or "da" in codes:
        codes = _WILL.sub(lambda found: "v" if words[found.start()] in known.acts else "a", codes)
    if "gn" in codes:
        codes = _ADDS.sub(lambda found: "v" if words[found.start()] in known.directions else "g", codes)
    if "Fv" in codes:
        codes = _COUNTED.sub(lambda found: "n" if words[found.start()] in known.doers else "v", codes)
    if "nl" in codes:
        codes = _DONE.sub(lambda found: "v" if words[found.end()] in "了过" else "n", codes)
    if "dn" in codes:
        codes = _HAS_DONE.sub(lambda found: "dv" if words[found.start()] in _PERFECT else "dn", codes)
    return codes


def _names(words: Words, codes: str) -> str:
    """``codes`` with the verbs inside names of bodies made nouns: 免疫|联盟|已, 养殖|企业|北方|海洋|养殖（Havbruk）."""
    if "(e)" in codes:
        codes = _GLOSSED.sub(lambda found: _as_body(words, found), codes)
    return _BODY.sub(lambda found: "n" if words[found.end()] in _BODIES else "v", codes)


def _as_body(words: Words, found: re.Match[str]) -> str:
    """A name before its Latin form in brackets: its verbs stand before a noun for bodies or are of one character."""
    letters = list(found.group())
    first = found.start()
    for at, letter in enumerate(letters):
        last = at + 1 == len(letters)
        if letter == "v" and not last and words[first + at + 1] not in _BODIES and len(words[first + at]) > 1:
            return found.group()  # 收购|英伟达（Nvidia）
        if letter == "v" and not last and at == 0:
            return found.group()
    return "".join(["n" if letter in "vf" else letter for letter in letters])


def _as_metric(words: Words, found: re.Match[str]) -> str:
    return "M" if words[found.start()] in lexicon().activities else "g"


def _as_expected(words: Words, found: re.Match[str]) -> str:
    """比|预期|多, 高于|全国: what was expected, and areas, where they modify nothing."""
    word = words[found.start()]
    return "n" if word == "预期" or word in lexicon().areas else found.group()


def _as_noun(quoted: re.Match[str]) -> str:
    """A short quotation is a name, whatever its words are elsewhere (“濒海作战”舰艇)."""
    return "Q" + re.sub(r"[^nNMe_]", "n", quoted.group(1)) + "Q"


def _join_suffixes(words: list[str], codes: str) -> str:
    """Joins a metric of one character with the word before (负担|率, 楼面|价), a bare count with verbs (休息|人数)."""
    suffixes, counts = lexicon().suffixes, lexicon().counts
    at = codes.rfind("M")
    while at > 0:
        if words[at] in suffixes and len(words[at - 1]) > 1 and codes[at - 1] in "vUDnM":
            words[at - 1] += words[at]
            del words[at]
            codes = codes[: at - 1] + "M" + codes[at + 1 :]
            at -= 1
        elif words[at] in counts and codes[at - 1] == "v" and len(words[at - 1]) > 1:
            first = at - 1 - (at > 1 and codes[at - 2] == "v" and len(words[at - 2]) > 1)
            words[first : at + 1] = ["".join(words[first : at + 1])]  # 减班|休息|人数
            codes = codes[:first] + "M" + codes[at + 1 :]
            at = first
        at = codes.rfind("M", 0, at)
    return codes


def _parts(word: str, code: str) -> Sequence[str]:
    if code != UNKNOWN:
        return (word,)
    if len(word) < 4 and lexicon().adverbs.search(word):
        return [part for part in lexicon().adverbs.split(word) if part]
    if len(word) == 3 and word[0] in "最至":
        return (word[:2], word[2])  # 最多领
    if len(word) > 2 and (word[-2:] in lexicon().directions or lexicon().classes.get(word[-2:]) == "M"):
        return (word[:-2], word[-2:])
    return (word[0], word[1:]) if word[0] in lexicon().closers or word[0] == "距" else (word[:-1], word[-1])


def _after_figure(text: str, starts: list[int], codes: str, at: int) -> bool:
    """Whether the space ``at`` ends a phrase of a headline ("上涨0.2% PPI下降") that sets no spaces around figures."""
    if codes[at - 1 : at] != "F" or codes[at + 1 : at + 2] not in ("M", "e"):
        return False
    return " " not in text[starts[at - 1] - 1 : starts[at - 1] + 1]


def _parts_phrases(text: str, start: int, end: int) -> bool:
    """Whether the space parts two Chinese phrases, as in a headline, rather than standing by a Latin word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before > "\u3000" and after > "\u3000") or "\n" in text[start:end]
