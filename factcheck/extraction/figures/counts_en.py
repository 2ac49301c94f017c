"""The noun an English number counts: the head of the noun phrase that follows it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from factcheck.extraction.figures.lexicon import groups, word_list
from factcheck.extraction.figures.numerals_en import SMALL
from factcheck.extraction.once import Once
from factcheck.extraction.patterns import pattern

_WORD: Final = pattern(r"([ \u00a0]|-)(?:\[[^\[\]\n]{1,40}\] )?([A-Za-z][A-Za-z0-9'’&/-]*)(?: [0-9]{1,3}(?= [a-z]))?")
_WHOSE: Final = pattern(r" (?:the|its|their|his|her|our|my|your|these|those|[A-Z][A-Za-z]+['’]s?)(?= )")
NUMBER_WORDS: Final = frozenset(SMALL)
_MOST_WORDS: Final = 6
_NO_PLURAL: Final = ("ss", "us", "is", "ous")


def _read_stops() -> frozenset[str]:
    return frozenset().union(*groups("count_stops_en.txt").values())


_STOPS: Final = Once(_read_stops)


def _stops() -> frozenset[str]:
    return _STOPS.get()


def _read_noun_or_verb() -> frozenset[str]:
    return groups("count_stops_en.txt")["verbs"] - frozenset(
        ["is", "was", "has", "does", "says", "goes", "comes", "becomes", "remains", "seems", "gets"]
    )


_NOUN_OR_VERB: Final = Once(_read_noun_or_verb)


def _noun_or_verb() -> frozenset[str]:
    """Stop words that are plural nouns right after a number ("12 votes", "3 wins")."""
    return _NOUN_OR_VERB.get()


def _read_plurals() -> frozenset[str]:
    return word_list("plurals_en.txt")


_PLURALS: Final = Once(_read_plurals)


def _plurals() -> frozenset[str]:
    return _PLURALS.get()


@lru_cache(maxsize=20_000)
def is_plural(word: str) -> bool:
    """Whether ``word`` looks like a plural noun."""
    lower = word.lower().rstrip("'’")
    if lower in _plurals():
        return True
    if word.isupper() and len(word) > 1:
        return False
    return (
        len(lower) > 2 and lower.endswith("s") and not lower.endswith(_NO_PLURAL) and not lower.endswith(("'s", "’s"))
    )


def counted_noun(text: str, end: int, *, single: bool = False) -> tuple[str, int] | None:
    """The noun counted by a number that ends at ``end`` and where it ends, or None.

    The first plural noun before the phrase ends is the head ("321,092 public school **teachers** in Texas"); with
    words before it that name it ("SD cards") only the head is returned. ``single``: the number is one, any noun does.
    """
    at = end
    words: list[tuple[str, int]] = []
    stops = _stops()
    for _ in range(_MOST_WORDS):
        match = _WORD.match(text, at)
        if match is None:
            break
        word = match.group(2)
        lower = word.lower()
        if match.group(1) == "-" and not words:
            return _hyphened(word, match.end())
        if lower in NUMBER_WORDS:
            break  # "5.8 million three months earlier": another number begins
        if lower in stops and not (not words and lower.endswith("s") and lower in _noun_or_verb()):
            if not words and lower == "of":
                whose = _WHOSE.match(text, match.end())
                if whose is None:
                    break
                at = whose.end()
                continue
            if lower == "and" and words and len(words) <= 2 and not is_plural(words[-1][0]):
                at = match.end()
                continue
            break
        words.append((word, match.end()))
        at = match.end()
        if is_plural(word):
            while True:  # "wafer starts", "job cuts": a plural may be followed by the real head
                follow = _WORD.match(text, at)
                if (
                    follow is None
                    or follow.group(1) == "-"
                    or follow.group(2).lower() in stops
                    or not is_plural(follow.group(2))
                ):
                    break
                words.append((follow.group(2), follow.end()))
                at = follow.end()
            noun = words[-1][0].rstrip("'’")
            return noun, words[-1][1]
        if text[at : at + 1] not in (" ", "-", "\u00a0"):
            break
    if words and single:
        return words[-1]
    return None


def _hyphened(word: str, end: int) -> tuple[str, int] | None:
    """ "8-core", "300-bed": the word after the hyphen, up to the next one."""
    noun = word.split("-", 1)[0]
    if not noun or not noun.islower() or noun in _stops():
        return None
    return noun, end - len(word) + len(noun)


def carried_noun(text: str, start: int, nouns: list[tuple[int, str]]) -> str | None:
    """The noun the last counted number of the same sentence counted ("5,125 positions … Another 1,700 will go")."""
    if not nouns:
        return None
    at, noun = nouns[-1]
    if start - at > 160 or "\n" in text[at:start]:
        return None
    return noun


_TWO_WORDS: Final = pattern(r" ([a-z][a-z-]+) ([a-z][a-z-]+)")


def compound_noun(text: str, end: int) -> str | None:
    """The counted noun before a singular head: "three **course** meal", "11 **member** trade agreement"."""
    match = _TWO_WORDS.match(text, end)
    if match is None or match.group(1) not in word_list("count_modifiers_en.txt") or match.group(2) in _stops():
        return None
    return match.group(1)
