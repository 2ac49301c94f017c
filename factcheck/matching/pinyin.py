"""How Chinese characters are read: the tables of pypinyin, kept because loading them takes a third of a second."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

from factcheck.derived import SortedLines, derived

_SYLLABLES = "+"
"""The line that holds the syllables: no character."""


@lru_cache(maxsize=65536)
def syllables_of(run: str) -> tuple[str, ...]:
    """The toneless syllable of every character of ``run``, phrase by phrase; characters without one are left out."""
    return tuple(reading.partition("/")[0] for reading in _readings(run))


@lru_cache(maxsize=65536)
def initials_of(run: str) -> str:
    """The first letters of these syllables."""
    return "".join(reading.partition("/")[2] for reading in _readings(run))


@cache
def syllables() -> frozenset[str]:
    """The syllables of Mandarin without tones, ü as v and as u."""
    return frozenset((_table().get(_SYLLABLES) or "").split(" "))


def _readings(run: str) -> Iterator[str]:
    """The reading of each character, in the longest phrases from the left, as pypinyin cuts them."""
    table = _table()
    while run:
        known = table.beginning_with(run[0])
        phrase = next((run[:end] for end in range(min(len(run), _LONGEST), 0, -1) if run[:end] in known), "")
        if len(phrase) < 2 and any(len(word) > len(run) and word.startswith(run) for word in known):
            # what may be a phrase cut off is read character by character
            for character in run:
                yield from (table.get(character) or "").split()
            return
        yield from known.get(phrase, "").split()
        run = run[len(phrase) or 1 :]


_LONGEST = 30


@cache
def _table() -> SortedLines:
    return SortedLines(derived("pinyin", [Path(__file__)], ["pypinyin"], table_lines))


def table_lines() -> bytes:
    """Characters and phrases with their readings (``shang/s hai/h``), sorted; and the syllables there are."""
    from pypinyin import Style
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
    from pypinyin.style import convert

    @cache
    def reading(syllable: str) -> str:
        plain, letter = (
            convert(syllable, style=style, strict=True, default=syllable)
            for style in (Style.NORMAL, Style.FIRST_LETTER)
        )
        return f"{plain}/{letter}"

    lines = {chr(number): reading(readings.split(",")[0]) for number, readings in PINYIN_DICT.items()}
    for phrase, readings in PHRASES_DICT.items():
        lines[phrase] = " ".join(reading(some[0]) for some in readings)
    lines[_SYLLABLES] = " ".join(sorted(_syllables(PINYIN_DICT.values())))
    return "".join(f"{word}\t{known}\n" for word, known in sorted(lines.items())).encode("utf-8")


def _syllables(readings: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for some in readings:
        for reading in some.split(","):
            letters = unicodedata.normalize("NFD", reading.replace("ü", "v"))
            found.add("".join(c for c in letters if c.isascii() and c.isalpha()))
    return {s for s in found | {s.replace("v", "u") for s in found} if s not in ("", "m", "n", "ng", "hm", "hng")}
