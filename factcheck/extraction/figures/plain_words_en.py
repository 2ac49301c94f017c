"""English number words in their plain use: "three years", "one of them", "the third man", "a few"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from factcheck.extraction.figures.number import ONE, Number
from factcheck.extraction.figures.numerals_en import DENOMINATORS, SCALES, SMALL, WORDS
from factcheck.extraction.figures.plain_en import CONNECTORS, NOT_PLAIN, may_be_signed_or_priced, with_word, words_after
from factcheck.extraction.figures.reading import Reading, Scene
from factcheck.extraction.patterns import pattern

_WORD_AND_NEXT: Final = pattern(r"([A-Za-z]+)([ -])([A-Za-z]{2,}|a(?= ))(?![0-9])")
_ORDINALS: Final = frozenset({"third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"})
_VAGUE: Final = frozenset({"few", "several"})
_GOES_ON: Final = (
    NOT_PLAIN
    | frozenset(WORDS)
    | frozenset(DENOMINATORS)
    | {word + "s" for word in DENOMINATORS}
    | {"in", "out", "In", "Out", "IN", "OUT", "point", "and"}
)
_VALUES: Final = {word: Decimal(value) for word, value in SMALL.items() if value}
_LEAST_BEFORE: Final = 4


def plain_word(scene: Scene, start: int, floor: int) -> Reading | bool | None:
    """The figure of the number word at ``start``; False where it is none; None for the full grammar."""
    text = scene.text
    if start < _LEAST_BEFORE or text[start - 1] != " ":
        return None
    match = _WORD_AND_NEXT.match(text, start)
    if match is None:
        return None
    first, separator, word = match.groups()
    value = _VALUES.get(first) or _VALUES.get(first.lower())
    if value is None:
        if first in _ORDINALS:
            return None if text[start - 2] in "aAn" else False
        if first in _VAGUE:
            return None if word.lower() in _SCALE_WORDS else False
        return None
    if word in _GOES_ON or word.lower() in _GOES_ON or may_be_signed_or_priced(text, start - 1, floor, symbol=""):
        return None
    if value == ONE and separator == " " and word not in CONNECTORS and not words_after()[word].begins:
        return None if "age" in text[max(floor, start - 24) : start].lower() else False
    end = match.end(1)
    reading = Reading(Number(start, end, value, None, ONE, "en"), start, end)
    found = with_word(scene, reading, floor, separator, word, match.end())
    return False if isinstance(found, int) else found


_SCALE_WORDS: Final = frozenset({"hundred", "dozen", *SCALES})
