"""When names that read nearly alike are of two things: Plant 3 and Plant 4, Hubei and Hebei, Model X and Model Y."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from factcheck.matching.pinyin import syllables
from factcheck.matching.text import is_chinese, normal

_SAME = 0.85
_NEAR = 0.6
_SHORTEST_MISSPELT = 6
# Years are the period's, unless they name a model; numbers with commas or decimals are figures.
_MARK = re.compile(
    r"(?<![\d.,])(?!(?:19|20)\d\d[年学财/-])\d{1,4}(?![\d.,]|\d)|\b(?![ast]\b)[a-z]\b|\b(?:ii|iii|iv|vi|vii|viii)\b"
    r"|(?<=第)[一二三四五六七八九十]|[一二三四五六七八九十](?=[号期厂线代机])"
)
_AS_DIGITS = dict(zip("一二三四五六七八九十", map(str, range(1, 11)), strict=True)) | {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8",
}  # fmt: skip


@lru_cache(maxsize=65536)
def marks(name: str) -> frozenset[str]:
    """The numerals and single letters that tell things of one name apart: 3 of Plant 3 and of 三号厂, y of Model Y."""
    return frozenset(_AS_DIGITS.get(mark, mark) for mark in _MARK.findall(normal(name)))


def marked_apart(one: str, other: str) -> bool:
    """Whether numerals or letters make two names those of two things; what only one of them has settles nothing."""
    a, b = marks(one), marks(other)
    return not (a <= b or b <= a)


def told_apart(one: str, other: str, proper_a: str, proper_b: str) -> bool:
    """Whether two subjects are of near names that yet are two: by their marks, or by the parts that name somebody."""
    if marked_apart(one, other):
        return True
    if not proper_a or not proper_b or is_chinese(proper_a[:1]) != is_chinese(proper_b[:1]):
        return False
    return not same_name(proper_a, proper_b) and fuzz.token_sort_ratio(proper_a, proper_b) >= 100 * _NEAR


@lru_cache(maxsize=65536)
def same_name(one: str, other: str) -> bool:
    """Whether two names in one script, in lower case, can be of one thing: shortened, in other order, misspelt.

    A word or character of each that the other lacks makes two names of them, unless a long word is misspelt.
    """
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    if is_chinese(one[:1]) or is_chinese(other[:1]):
        return _shortens(one, other) or _shortens(other, one)
    words_a, words_b = one.split(), other.split()
    alone_a = [w for w in words_a if not any(_same_word(w, v) for v in words_b)]
    alone_b = [w for w in words_b if not any(_same_word(w, v) for v in words_a)]
    return not (alone_a and alone_b) and len(alone_a) < len(words_a) and len(alone_b) < len(words_b)


def _shortens(short: str, long: str) -> bool:
    """Whether the characters of a name stand in another in their order, as 中石油 in 中国石油."""
    rest = iter(long)
    return len(short) >= 2 and all(character in rest for character in short)


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST_MISSPELT or (is_pinyin(one) and is_pinyin(other)):
        return False
    return fuzz.ratio(one, other) / 100 >= _SAME


@lru_cache(maxsize=65536)
def is_pinyin(word: str) -> bool:
    """Whether a Latin word can be read as the pinyin of a Chinese name (hubei, shaanxi), so that each letter counts."""
    known = syllables()
    reached = [True] + [False] * len(word)
    for end in range(1, len(word) + 1):
        reached[end] = any(reached[start] and word[start:end] in known for start in range(max(0, end - 6), end))
    return reached[-1]
