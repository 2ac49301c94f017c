"""Where in a text a figure can be: digits, Chinese numerals, and English number words that stand alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from factcheck.extraction.figures.digits import VULGAR_CHARACTERS
from factcheck.extraction.figures.numerals_zh import ALL
from factcheck.extraction.patterns import pattern

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

NUMERAL_START = frozenset(ALL + "几数半翻")
_SIGN = pattern(f"[0-9{VULGAR_CHARACTERS}{''.join(sorted(NUMERAL_START))}]")
_SURROGATE = pattern(f"[{chr(0xD800)}-{chr(0xDFFF)}]")
_BEFORE_WORD = frozenset(" \n\t\u00a0\u3000([\"'“”‘’—–/$.,:;!?>，。：；（《「…-")
_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety hundred thousand million billion "
    "trillion hundreds thousands millions billions trillions tens scores dozen dozens lakhs crores half third quarter "
    "fourth fifth sixth seventh eighth ninth tenth "
    "quarters few several couple twice thrice "
    "double doubles doubled doubling triple triples tripled tripling quadruple quadruples quadrupled quadrupling "
    "quintuple quintuples quintupled quintupling"
)
_IN_CAPITALS = (
    "ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN TWENTY HALF DOZEN DOZENS HUNDRED HUNDREDS THOUSAND THOUSANDS "
    "MILLION MILLIONS BILLION BILLIONS"
)


@cache
def _automaton() -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, MatchKind

    spellings = [*_WORDS.split(), *_WORDS.title().split(), *_IN_CAPITALS.split()]
    return AhoCorasick(spellings, matchkind=MatchKind.LeftmostLongest)


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def word_places(text: str) -> Iterator[int]:
    """Where number words begin, ascending; "-fold" may be joined to them."""
    find = _automaton().find_matches_as_indexes
    try:
        found = find(text)
    except UnicodeEncodeError:  # lone surrogates; the length must stay
        found = find(_SURROGATE.sub("?", text))
    for _, start, end in found:
        if start and text[start - 1] not in _BEFORE_WORD:
            continue
        after = text[end : end + 1]
        if after == "f" and text.startswith("fold", end):
            after = text[end + 4 : end + 5]
        if not _is_letter(after):
            yield start


class Places:
    """The places of one text, from any position on."""

    __slots__ = ("_search", "_sign", "_word", "_words", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._words = word_places(text)
        self._word = next(self._words, -1)
        self._search = _SIGN.search
        self._sign = -2

    def next(self, position: int) -> int:
        """The first place at ``position`` or later, -1 where there is none; a word needs a character before it."""
        word = self._word
        while 0 <= word < position:
            word = self._word = next(self._words, -1)
        sign = self._sign
        if sign < position and sign != -1:
            match = self._search(self.text, position)
            sign = self._sign = match.start() if match is not None else -1
        if word < 0 or 0 <= sign < word:
            return sign
        return word
