"""Cuts the repaired view into sentences and deals the figures out to them."""

from __future__ import annotations

import tomllib
from collections import deque
from collections.abc import Iterator
from importlib.resources import files
from string import ascii_letters
from typing import Final

from claims_db.claim import Lang
from factcheck.extraction.characters import HAN, HAN_END
from factcheck.extraction.context import Sentence
from factcheck.extraction.figure import Figure
from factcheck.extraction.once import Once
from factcheck.extraction.patterns import pattern
from factcheck.repair.script import beyond_ascii

LONGEST: Final = 2000
"""Code points of the longest sentence; longer runs are parted, so that every later step stays linear."""

_MARKS: Final = ".\n。！？!?"
_SHOUTS: Final = frozenset("。！？!?")
_AFTER_STOP: Final = frozenset("\"'”’)]")
_AFTER_SHOUT: Final = frozenset("\"'”’』」)]")
_BREATH: Final = pattern(r"[,;:，；：、\s]")
_HAN: Final = pattern(r"[\u3400-\u9fff]")
_LATIN: Final = pattern(r"[A-Za-z]+")
_IN_ABBREVIATION: Final = frozenset(ascii_letters + ".")
_NEXT_WORD: Final = pattern(r"\s*([^\W\d_]+)")


def _read_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = tomllib.loads((files("factcheck.extraction") / "data/sentences.toml").read_text("utf-8"))
    return frozenset(table["abbreviations"]), frozenset(table["may_end"]), frozenset(table["openers"])


_WORDS: Final = Once(_read_words)


def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Abbreviations, those that may end a sentence, and words that open one (``data/sentences.toml``)."""
    return _WORDS.get()


def _read_endings() -> frozenset[str]:
    return frozenset(word[-2:] for word in _words()[0])


_ENDINGS: Final = Once(_read_endings)


def _endings() -> frozenset[str]:
    """The last two letters of abbreviations: what ends in no such pair is none."""
    return _ENDINGS.get()


def language(text: str) -> Lang:
    """``zh`` or ``en``, by the letters of ``text``: a Chinese sentence may be half Latin names."""
    if text.isascii():
        return "en"
    han, length = 0, len(text)
    for at in range(length):
        if HAN <= ord(text[at]) < HAN_END:
            han += 1
            if 7 * han >= length:
                return "zh"  # the letters, at most what is no Han character, are only counted where those are many
    return "zh" if han and 6 * han >= len("".join(_LATIN.findall(text))) else "en"


def _line_goes_on(text: str, at: int, after: int) -> bool:
    """Whether the sentence runs on past the line break ``at``..``after``: a line broken inside it."""
    if text[after : after + 1].islower() and at > 0 and text[at - 1] not in ".:!?\"'”":
        return text.count("\n", at, after) == 1
    return False


def _abbreviates(text: str, at: int, after: int) -> bool:
    """Whether the full stop at ``at`` belongs to an abbreviation, or to an initial, and ends no sentence."""
    if not (text[at - 1 : at].isupper() or text[max(0, at - 2) : at] in _endings()):
        return False
    begin, floor = at, max(0, at - 12)
    while begin > floor and text[begin - 1] in _IN_ABBREVIATION:
        begin -= 1
    if begin == at:
        return False
    word = text[begin:at]
    abbreviations, may_end, openers = _words()
    if len(word) == 1 and word.isupper():
        return True
    if word not in abbreviations:
        return False
    following = _NEXT_WORD.match(text, after)
    return word not in may_end or not (following and following.group(1) in openers)


def _boundary_end(text: str, at: int, mark: str) -> int:
    """Where the end of a sentence at its ``mark`` ends, quotation marks and brackets included; -1 if it is none."""
    end, length = at + 1, len(text)
    if mark == "\n":
        while end < length and text[end].isspace():
            end += 1
        return end
    if mark == ".":
        while end < length and text[end] in _AFTER_STOP:
            end += 1
        return end if end < length and text[end].isspace() else -1
    while end < length and text[end] in _SHOUTS:
        end += 1
    while end < length and text[end] in _AFTER_SHOUT:
        end += 1
    return end


def _boundaries(text: str) -> Iterator[tuple[int, int]]:
    """The ends of sentences by their marks alone. Each mark is searched for by itself: no pattern is as fast."""
    marks = [mark for mark in _MARKS if mark in text]
    places = [text.find(mark) for mark in marks]
    while places:
        first = 0
        for index in range(1, len(places)):
            if places[index] < places[first]:
                first = index
        at = places[first]
        after = _boundary_end(text, at, marks[first])
        if after >= 0:
            yield at, after
        else:
            after = at + 1
        for index in range(len(places) - 1, -1, -1):
            if places[index] < after:
                place = text.find(marks[index], after)
                if place < 0:
                    del places[index], marks[index]
                else:
                    places[index] = place


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    endings = _endings()
    for at, after in _boundaries(text):
        end = after
        mark = text[at]
        if mark == ".":
            if (text[at - 2 : at] in endings or at < 2 or text[at - 1].isupper()) and _abbreviates(text, at, after):
                continue
        elif mark == "\n":
            if _line_goes_on(text, at, after):
                continue
            end = at
        if end - start > LONGEST:
            yield from _parted(text, start, end)
        elif start < end:
            yield start, end
        start = after
    yield from _parted(text, start, len(text))


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = start + LONGEST
        cut = max((breath.end() for breath in _BREATH.finditer(text, cut - LONGEST // 4, cut)), default=cut)
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def sentences(
    text: str, figures: list[Figure], *, look_back: int | None = None, beyond: str | None = None
) -> Iterator[Sentence]:
    """The sentences of ``text`` in order, each with its ``figures`` (ascending; each in exactly one sentence).

    A figure that a boundary would cut keeps its sentence whole. Empty sentences are left out, and with ``look_back``
    those without figures except so many before each with figures. ``beyond`` is the text's ``beyond_ascii``, for
    callers that have it.
    """
    before: deque[tuple[int, int]] = deque(maxlen=look_back)
    has_han = _HAN.search(beyond_ascii(text) if beyond is None else beyond) is not None
    for start, end, mine in _dealt(text, figures):
        if not mine:
            before.append((start, end))
            continue
        for first, last in before:
            yield Sentence(first, last, language(text[first:last]) if has_han else "en", [])
        before.clear()
        yield Sentence(start, end, language(text[start:end]) if has_han else "en", mine)
        if look_back is not None and mine[-1] is figures[-1]:
            return
    if look_back is None:
        for first, last in before:
            yield Sentence(first, last, language(text[first:last]) if has_han else "en", [])


def _dealt(text: str, figures: list[Figure]) -> Iterator[tuple[int, int, list[Figure]]]:
    """The spans of the sentences without the white space before them, each with the figures that begin in it."""
    count = len(figures)
    waiting = 0
    next_figure = figures[0].start if figures else len(text) + 1
    held: int | None = None
    for start, end in _spans(text):
        mine = waiting
        if next_figure < end:
            while mine < count and figures[mine].start < end:
                mine += 1
            if held is not None:
                start = held
            if figures[mine - 1].end > end:
                held = start
                continue
            next_figure = figures[mine].start if mine < count else len(text) + 1
        held = None
        while start < end and text[start].isspace():
            start += 1
        if start < end:
            yield start, end, figures[waiting:mine]
        waiting = mine
    if held is not None:
        yield held, len(text), figures[waiting:]
