"""How much two texts share: as weighted tokens, as strings, across scripts."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz

from factcheck.matching import glosses
from factcheck.matching.bags import EMPTY, Bag
from factcheck.matching.identity import is_pinyin
from factcheck.matching.pinyin import initials_of, syllables_of


def containment(a: Bag, b: Bag) -> float:
    """Weight that two texts share, as part of the lighter one: 0 to 1."""
    return _of_lighter(a, b, _shared(a, b))


def jaccard(a: Bag, b: Bag) -> float:
    """Weight that two texts share, as part of all they say: 0 to 1."""
    return _of_all(a, b, _shared(a, b))


def likeness(a: Bag, b: Bag) -> float:
    """The mean of :func:`containment` and :func:`jaccard`."""
    shared = _shared(a, b)
    return (_of_lighter(a, b, shared) + _of_all(a, b, shared)) / 2


def _of_lighter(a: Bag, b: Bag, shared: float) -> float:
    least = a.total if a.total < b.total else b.total
    return min(1.0, shared / least) if least else 0.0


def _of_all(a: Bag, b: Bag, shared: float) -> float:
    every = a.total + b.total - shared
    return min(1.0, shared / every) if every > 0 else 0.0


def _shared(a: Bag, b: Bag) -> float:
    if len(a.weights) > len(b.weights):
        a, b = b, a
    other = b.weights.get
    shared = 0.0
    for token, one in a.weights.items():
        two = other(token, 0.0)
        shared += one if one < two else two
    return shared


def comparable(a: Bag, b: Bag, chinese_a: bool, chinese_b: bool) -> tuple[Bag, Bag]:
    """The two texts with Chinese words the lexicon lacks as words, or as English glosses where the other is English."""
    if chinese_a == chinese_b:
        return (with_words(a), with_words(b)) if a.runs or b.runs else (a, b)
    return (glossed(a) if a.runs else a), (glossed(b) if b.runs else b)


@lru_cache(maxsize=8192)
def _cut(runs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for run in runs for word in glosses.words(run))


def with_words(bag: Bag) -> Bag:
    """``bag`` with its unknown Chinese runs as dictionary words."""
    if not bag.runs:
        return bag
    if bag.as_words is None:
        bag.as_words = _with_words(bag)
    return bag.as_words


def _with_words(bag: Bag) -> Bag:
    weights, total = dict(bag.weights), bag.total
    for word in _cut(bag.runs):
        weight = bag.word_weight if len(word) > 1 else bag.word_weight / 3
        if "w:" + word not in weights:
            weights["w:" + word] = weight
            total += weight
    return Bag(weights, total, bag.names, bag.qualifiers, bag.metrics, bag.changes, (), bag.word_weight)


def glossed(bag: Bag) -> Bag:
    """``bag`` with its unknown Chinese runs as the stems of their English glosses."""
    if bag.as_glosses is None:
        bag.as_glosses = _glossed(bag)
    return bag.as_glosses


def _glossed(bag: Bag) -> Bag:
    weights, total = dict(bag.weights), bag.total
    for word in _cut(bag.runs):
        meaning = glosses.gloss(word)
        for stem in meaning:
            weights.setdefault("t:" + stem, bag.word_weight)
        if len(word) > 1:
            total += bag.word_weight
    return Bag(weights, total, bag.names, bag.qualifiers, bag.metrics, bag.changes, (), bag.word_weight)


def same_script(a: str, b: str) -> float:
    """rapidfuzz's ratio of two names or phrases in one script, words in any order: 0 to 1."""
    return fuzz.token_sort_ratio(a, b) / 100 if a and b else 0.0


@lru_cache(maxsize=65536)
def pinyin(run: str) -> str:
    """The toneless pinyin of Chinese characters, run together: 万科 is wanke."""
    return "".join(syllables_of(run))


@lru_cache(maxsize=65536)
def transliterates(chinese: str, latin: str) -> float:
    """How well a Latin name reads as the pinyin of a Chinese one (万科, Vanke), or as its initials: 0 to 1."""
    letters = "".join(filter(str.isalpha, latin))
    if len(chinese) < 2 or len(letters) < 2:
        return 0.0
    if letters == initials_of(chinese):
        return 0.9
    spelt = pinyin(chinese)
    if spelt != letters and is_pinyin(letters):
        return 0.0  # Hebei is not a misspelt Hubei
    return fuzz.ratio(spelt, letters) / 100


__all__ = [
    "EMPTY",
    "comparable",
    "containment",
    "glossed",
    "jaccard",
    "likeness",
    "pinyin",
    "same_script",
    "transliterates",
    "with_words",
]
