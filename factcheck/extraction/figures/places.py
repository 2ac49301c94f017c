"""Where in a text a figure can be: digits, Chinese numerals, and English number words that stand alone."""

from __future__ import annotations

from functools import cache
from string import ascii_letters
from typing import TYPE_CHECKING, Final

from factcheck.extraction.characters import table
from factcheck.extraction.figures.digits import VULGAR_CHARACTERS
from factcheck.extraction.figures.numerals_zh import ALL
from factcheck.extraction.patterns import pattern

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

NUMERAL_START: Final = frozenset(ALL + "几数半翻")
SIGNS: Final = table({1: f"0123456789{VULGAR_CHARACTERS}{''.join(NUMERAL_START)}"})
"""What a figure in digits or Chinese numerals begins with."""
_OTHER_SIGN: Final = pattern(f"[{VULGAR_CHARACTERS}{''.join(sorted(NUMERAL_START))}]")
_BEFORE_WORD: Final = frozenset(" \n\t\u00a0\u3000([\"'“”‘’—–/$.,:;!?>，。：；（《「…-")
_WORDS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety hundred thousand million billion "
    "trillion hundreds thousands millions billions trillions tens scores dozen dozens lakhs crores half third quarter "
    "fourth fifth sixth seventh eighth ninth tenth "
    "quarters few several couple twice thrice "
    "double doubles doubled doubling triple triples tripled tripling quadruple quadruples quadrupled quadrupling "
    "quintuple quintuples quintupled quintupling"
)
_IN_CAPITALS: Final = (
    "ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN TWENTY HALF DOZEN DOZENS HUNDRED HUNDREDS THOUSAND THOUSANDS "
    "MILLION MILLIONS BILLION BILLIONS"
)


_DIGITS: Final = "0123456789"


@cache
def _automaton(digits: bool) -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    spellings = [*_WORDS.split(), *_WORDS.title().split(), *_IN_CAPITALS.split()]
    if digits:
        spellings += _DIGITS
    return AhoCorasick(spellings, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)


def has_signs(beyond: str) -> bool:
    """Whether a text whose ``beyond_ascii`` is ``beyond`` has any other of ``SIGNS`` than the digits of ASCII."""
    return beyond != "" and _OTHER_SIGN.search(beyond) is not None


_LETTERS: Final = frozenset(ascii_letters)


def word_places(text: str, *, digits: bool) -> list[int]:
    """Where number words begin, ascending; "-fold" may be joined to them.

    With ``digits`` also each digit of ASCII: one walk over the text for both.
    """
    plain = text if text.isascii() else text.encode("ascii", "replace").decode("ascii")  # of the same length
    places: list[int] = []
    for _, start, end in _automaton(digits).find_matches_as_indexes(plain):
        if text[start] in _DIGITS:
            places.append(start)
            continue
        if start and text[start - 1] not in _BEFORE_WORD:
            continue
        after = text[end : end + 1]
        if after == "f" and text.startswith("fold", end):
            after = text[end + 4 : end + 5]
        if after not in _LETTERS:
            places.append(start)
    return places
