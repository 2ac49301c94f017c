"""A sentence as words: figures and time expressions whole, everything between them segmented and classed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from factcheck.extraction.context import Sentence
from factcheck.extraction.context_zh.lexicon import cut, lexicon
from factcheck.extraction.context_zh.periods import TIME


_WHOLE = re.compile(
    r"(?P<latin>(?=[\dA-Za-z])(?![A-Z][股恤])(?:\d+[A-Za-z]|[A-Za-z])[A-Za-z0-9.+&'’]*(?:[ ·-][A-Z0-9][A-Za-z0-9.+&'’]*)*)|" + TIME.pattern
)
"""Latin names, model names and time expressions: each one word."""
_QUOTED = re.compile(r"Q([^QF,()]{1,6})Q")


@dataclass(slots=True)
class Words:
    """The words of a sentence: ``starts[i]``..``ends[i]`` of ``text`` is word i, ``codes[i]`` its class letter."""

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)
    codes: str = ""
    figure_at: list[int] = field(default_factory=list)
    """Index of the word that is figure k of the sentence."""

    def __getitem__(self, index: int) -> str:
        return self.text[self.starts[index] : self.ends[index]]

    def between(self, first: int, last: int) -> str:
        """Text of the words ``first`` up to but not with ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""

    def add(self, start: int, end: int, letter: str) -> None:
        """Append one word."""
        self.starts.append(start)
        self.ends.append(end)
        self.letters.append(letter)


def words_of(text: str, sentence: Sentence) -> Words:
    """The words of ``sentence``, in order; spaces between Chinese phrases (as in headlines) end a clause."""
    words = Words(text)
    at = sentence.start
    dateline = lexicon().dateline.match(text, at, sentence.end)
    if dateline and not (sentence.figures and sentence.figures[0].start < dateline.end()):
        words.add(at, dateline.end(), ",")
        at = dateline.end()
    for figure in sentence.figures:
        start = max(figure.outer_start, at)
        _fill(words, at, min(start, figure.start))
        words.figure_at.append(len(words.starts))
        end = max(figure.outer_end, figure.end)
        words.add(min(start, figure.start), end, "F")
        at = end
    _fill(words, at, sentence.end)
    words.codes = _QUOTED.sub(_as_noun, "".join(words.letters))
    return words


def _as_noun(quoted: re.Match[str]) -> str:
    """A short quotation is a name, whatever its words are elsewhere (“濒海作战”舰艇)."""
    return "Q" + re.sub(r"[^nNMe_]", "n", quoted.group(1)) + "Q"


def _fill(words: Words, start: int, end: int) -> None:
    for whole in _WHOLE.finditer(words.text, start, end):
        if whole.start() > start:
            _segment(words, start, whole.start())
        at, start = whole.span()
        latin = whole["latin"]
        words.add(at, start, "T" if latin is None else _class_of_latin(latin))
    _segment(words, start, end)


def _class_of_latin(name: str) -> str:
    return lexicon().classes.get(name, "e")


def _segment(words: Words, start: int, end: int) -> None:
    if start >= end:
        return
    text = words.text
    class_of = lexicon().class_of
    at = start
    for word in cut(text[start:end]):
        after = at + len(word)
        letter = class_of(word)
        if letter == "_" and word.isspace() and _parts_phrases(text, at, after):
            letter = ","
        words.add(at, after, letter)
        at = after


def _parts_phrases(text: str, start: int, end: int) -> bool:
    """Whether the space parts two Chinese phrases, as in a headline, rather than standing by a Latin word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before > "\u3000" and after > "\u3000" or "\n" in text[start:end]
