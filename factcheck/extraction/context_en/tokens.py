"""Cuts a sentence into words, one token a figure, and gives each a word class by lists, form and neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from factcheck.extraction.context_en.lexicon import lexicon
from factcheck.extraction.context_en.tagging import settle
from factcheck.extraction.context_en.words import APOSTROPHES, EITHER, by_place, piece_of, simple
from factcheck.extraction.figure import Figure

PADDING: Final = 3
"""Empty closing tokens, so that rules may look a few tokens ahead without asking whether there are any."""
_NEVER_VERBS: Final = frozenset(("close", "short", "over", "up", "under"))


@dataclass(slots=True, init=False)
class Tokens:
    """The words of one stretch of text. ``classes`` has one character a token; see ``lexicon`` for the letters.

    Beside the lexicon's classes: F figure, K capitalised name, Y year, X other number, ``'`` possessive, v noun or
    verb, d past form (all v and d are resolved to N, J or V), and punctuation as itself (``-`` for dashes).
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    classes: str
    figure_at: list[int]
    """For each figure handed in, the index of its token."""
    marks: list[int]
    """What the lists say of each word: bits of ``marks``."""
    present: int
    """All of ``marks`` in one: shows at once whether a rule's telling word is there."""

    def __init__(
        self,
        text: str,
        starts: list[int],
        ends: list[int],
        words: list[str],
        classes: str,
        figure_at: list[int],
        marks: list[int],
        present: int,
    ) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends
        self.words = words
        self.classes = classes
        self.figure_at = figure_at
        self.marks = marks
        self.present = present

    def slice(self, first: int, last: int) -> str:
        """The text of tokens ``first`` up to but not including ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""


@dataclass(slots=True, init=False)
class _Line:
    """Tokens while they are read."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    classes: list[str]
    marks: list[int]

    def __init__(
        self, text: str, starts: list[int], ends: list[int], words: list[str], classes: list[str], marks: list[int]
    ) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends
        self.words = words
        self.classes = classes
        self.marks = marks


def tokenize(text: str, start: int, end: int, figures: list[Figure]) -> Tokens:
    """The tokens of ``text[start:end]``; the figures in it are single tokens with their hedges."""
    line = _Line(text, [], [], [], [], [])
    starts, ends, words, classes = line.starts, line.ends, line.words, line.classes
    figure_at: list[int] = []
    position = start
    for figure in figures:
        first = figure.start
        outer = min(figure.outer_start, first)
        outer = max(outer, position)
        if outer < first and (_opens_with_verb(text[outer:first]) or _moves_up(line, outer)):
            outer = first
        if outer > position:
            _read_words(line, position, outer)
        if classes and classes[-1] == "-" and ends[-1] == outer and text[outer - 2 : outer - 1].isalnum():
            _drop(line, len(words) - 1)  # the hyphen of "over-21s"
        position = max(outer, figure.outer_end, figure.end)
        figure_at.append(len(words))
        starts.append(outer)
        ends.append(position)
        line.marks.append(0)
        verb = ""
        if figure.kind == "multiple":
            verb = _as_verb(text[first : figure.end], classes[-1] if classes else ".")
        words.append(verb)
        classes.append("V" if verb else "F")
    if end > position:
        _read_words(line, position, end)
    starts += [end] * PADDING
    ends += [end] * PADDING
    words += [""] * PADDING
    classes += ["."] * PADDING
    line.marks += [0] * PADDING
    present = 0
    for mark in line.marks:
        present |= mark
    return Tokens(text, starts, ends, words, settle(words, classes, present), figure_at, line.marks, present)


def _read_words(line: _Line, start: int, end: int) -> None:
    """Adds the tokens of ``line.text[start:end]``."""
    text, starts, ends, words, classes, marks = line.text, line.starts, line.ends, line.words, line.classes, line.marks
    known = simple
    low = len(words)
    open_ones = 0
    position = start
    for raw in text[start:end].split(" "):
        entry = known.get(raw)
        if entry is not None:
            word, code, mark = entry
            words.append(word)
            classes.append(code)
            marks.append(mark)
            starts.append(position)
            position += len(raw)
            ends.append(position)
        elif raw:
            piece = piece_of(raw)
            after = position + len(raw)
            if piece.before_name is not None and after + 1 < end and "A" <= text[after + 1] <= "Z":
                piece = piece.before_name
            words += piece.words
            classes += piece.codes
            marks += piece.marks
            for offset in piece.starts:
                starts.append(position + offset)
            for offset in piece.ends:
                ends.append(position + offset)
            if EITHER in piece.codes:
                open_ones += piece.codes.count(EITHER)
            position = after
        position += 1
    if open_ones:
        _decide(line, low, open_ones)


def _decide(line: _Line, low: int, count: int) -> None:
    """Settles the ``count`` tokens from ``low`` whose class their place decides; drops quotation marks."""
    text, words, classes = line.text, line.words, line.classes
    quotes: list[int] = []
    at = low - 1
    for _ in range(count):
        at = classes.index(EITHER, at + 1)
        raw = text[line.starts[at] : line.ends[at]]
        before = at - 1
        if quotes and quotes[-1] == before:
            before -= 1
        if raw in APOSTROPHES:
            if before >= 0 and words[before].endswith("s") and text[line.ends[at] : line.ends[at] + 1] == " ":
                classes[at] = "'"
            else:
                quotes.append(at)
            continue
        opening, inside = by_place(raw)
        if raw == "May" and before >= 0 and words[before] in _BEFORE_MAY:
            inside = "Y"
        classes[at] = inside if before >= 0 and classes[before] not in ".:-(" else opening
    for at in reversed(quotes):
        _drop(line, at)


_BEFORE_MAY: Final = frozenset(("in", "since", "until", "during", "early", "late", "last", "from", "to", "of", "by"))
"""After these "May" is the month, not a name."""


def _drop(line: _Line, at: int) -> None:
    del line.starts[at], line.ends[at], line.words[at], line.classes[at], line.marks[at]


_VERB_FIGURE = re.compile(r"(?:doubl|tripl|trebl|quadrupl|quintupl|halv)e[ds]?", re.IGNORECASE)


def _as_verb(figure: str, before: str) -> str:
    """The lower-case form of a figure that is the verb of its clause ("has doubled"); empty for others."""
    if figure[0].isdigit() or before in "DPZJO" or not _VERB_FIGURE.fullmatch(figure):
        return ""
    if figure[-1] == "e" and before not in "TMNKvQ":
        return ""  # "nearly triple the 2011 low"
    return figure.lower()


def _opens_with_verb(hedge: str) -> bool:
    """Whether a comparator is the clause's verb: "rents exceed €2,500", "starts at $899"."""
    known = _verb_hedges.get(hedge)
    if known is None:
        word = hedge.split(maxsplit=1)[0].lower() if not hedge.isspace() else ""
        known = word in lexicon().verbs and not word.endswith(("ing", "ted", "ced")) and word not in _NEVER_VERBS
        if len(_verb_hedges) >= _MOST_KEPT:
            _verb_hedges.clear()
        _verb_hedges[hedge] = known
    return known


def _moves_up(line: _Line, outer: int) -> bool:
    """Whether "up to" before a figure belongs to the verb: "it went up to 4.4%" is no limit."""
    if not line.text.startswith("up to ", outer):
        return False
    before = line.text[max(0, outer - _LONGEST_VERB) : outer].split()
    known = lexicon().verbs.get(before[-1]) if before else None
    return known is not None and known.base in _MOVING


_LONGEST_VERB: Final = 12
_MOVING: Final = frozenset(("go", "come", "edge", "inch", "tick", "creep", "drift", "move", "shoot", "climb"))
_MOST_KEPT: Final = 1000
_verb_hedges: Final[dict[str, bool]] = {}
