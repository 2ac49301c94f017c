"""A sentence as words: figures, Latin names and time expressions whole, everything between segmented and classed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from factcheck.extraction.context import Sentence
from factcheck.extraction.context_zh.lexicon import UNKNOWN, cut, lexicon
from factcheck.extraction.context_zh.periods import FIRST, TIME

_WHOLE = re.compile(
    rf"(?=[A-Za-z{FIRST}])(?:(?![A-Z][股恤])"
    r"(?P<latin>(?:\d+[A-Za-z]|[A-Za-z])[A-Za-z0-9.+&'’]*(?:[ ·-][A-Z0-9][A-Za-z0-9.+&'’]*)*)"
    rf"|{TIME.pattern})"
)
"""Latin names, model names and time expressions: each one word."""
_ACTIVITY = re.compile("g(?=[dB]*[UD])")
_SPACE = re.compile(r"\s")
_QUOTED = re.compile(r"Q([^QF,()]{1,6})Q")


@dataclass(slots=True)
class Words:
    """The words of a sentence, side by side: word i is ``text[starts[i]:starts[i + 1]]``, ``codes[i]`` its class."""

    text: str
    starts: list[int] = field(default_factory=list)
    """Offsets of the words, and last of all where the sentence ends."""
    codes: str = ""
    figure_at: list[int] = field(default_factory=list)
    """Index of the word that is figure k of the sentence."""

    def __getitem__(self, index: int) -> str:
        return self.text[self.starts[index] : self.starts[index + 1]]

    def between(self, first: int, last: int) -> str:
        """Text of the words ``first`` up to but not with ``last``."""
        return self.text[self.starts[first] : self.starts[last]]


def words_of(text: str, sentence: Sentence) -> Words:
    """The words of ``sentence``, in order; spaces between Chinese phrases (as in headlines) end a clause."""
    words = Words(text)
    starts: list[int] = words.starts
    letters: list[str] = []
    at, end = sentence.start, sentence.end
    figures = sentence.figures
    dateline = lexicon().dateline.match(text, at, end)
    if dateline and not (figures and figures[0].start < dateline.end()):
        starts.append(at)
        letters.append(",")
        at = dateline.end()
    for figure in figures:
        start = min(max(figure.outer_start, at), figure.start)
        if start > at:
            _fill(text, starts, letters, at, start)
        words.figure_at.append(len(starts))
        starts.append(start)
        letters.append("F")
        at = max(figure.outer_end, figure.end)
    if end > at:
        _fill(text, starts, letters, at, end)
    starts.append(max(at, end))
    codes = "".join(letters)
    if "g" in codes:
        codes = _ACTIVITY.sub(lambda found: _as_metric(words, found), codes)
    words.codes = _QUOTED.sub(_as_noun, codes) if "Q" in codes else codes
    return words


def _as_metric(words: Words, found: re.Match[str]) -> str:
    return "M" if words[found.start()] in lexicon().activities else "g"


def _as_noun(quoted: re.Match[str]) -> str:
    """A short quotation is a name, whatever its words are elsewhere (“濒海作战”舰艇)."""
    return "Q" + re.sub(r"[^nNMe_]", "n", quoted.group(1)) + "Q"


def _fill(text: str, starts: list[int], letters: list[str], start: int, end: int) -> None:
    known = lexicon()
    for whole in _WHOLE.finditer(text, start, end):
        at, after = whole.span()
        if at > start:
            _segment(text, starts, letters, start, at)
        starts.append(at)
        latin = whole["latin"]
        letters.append("T" if latin is None else known.classes.get(latin, "e"))
        start = after
    if start < end:
        _segment(text, starts, letters, start, end)


def _segment(text: str, starts: list[int], letters: list[str], start: int, end: int) -> None:
    piece = text[start:end]
    words = cut(piece)
    codes = "".join(map(lexicon().memo.__getitem__, words))
    offsets = list(accumulate(map(len, words), initial=start))
    offsets.pop()
    if UNKNOWN in codes:
        words = [part for word, code in zip(words, codes, strict=True) for part in _parts(word, code)]
        codes = "".join("n" if c == UNKNOWN else c for c in map(lexicon().memo.__getitem__, words))
        offsets = list(accumulate(map(len, words), initial=start))
        offsets.pop()
    if "M" in codes[1:]:
        codes = _join_suffixes(words, codes, offsets)
    if "_" in codes and _SPACE.search(piece):
        codes = "".join(
            "," if code == "_" and word.isspace() and _parts_phrases(text, at, at + len(word)) else code
            for word, code, at in zip(words, codes, offsets, strict=True)
        )
    starts.extend(offsets)
    letters.append(codes)


def _join_suffixes(words: list[str], codes: str, offsets: list[int]) -> str:
    """Joins a metric of one character with the word before: 负担|率, 楼面|价."""
    suffixes = lexicon().suffixes
    at = codes.rfind("M")
    while at > 0:
        if words[at] in suffixes and len(words[at - 1]) > 1 and codes[at - 1] in "vUDnM":
            words[at - 1] += words[at]
            del words[at], offsets[at]
            codes = codes[: at - 1] + "M" + codes[at + 1 :]
            at -= 1
        at = codes.rfind("M", 0, at)
    return codes


def _parts(word: str, code: str) -> Sequence[str]:
    if code != UNKNOWN:
        return (word,)
    if len(word) < 4 and lexicon().adverbs.search(word):
        return [part for part in lexicon().adverbs.split(word) if part]
    if len(word) == 3 and word[0] in "最至":
        return (word[:2], word[2])  # 最多领
    if len(word) > 2 and word[-2:] in lexicon().directions:
        return (word[:-2], word[-2:])
    return (word[0], word[1:]) if word[0] in lexicon().closers else (word[:-1], word[-1])


def _parts_phrases(text: str, start: int, end: int) -> bool:
    """Whether the space parts two Chinese phrases, as in a headline, rather than standing by a Latin word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before > "\u3000" and after > "\u3000") or "\n" in text[start:end]
