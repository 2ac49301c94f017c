"""From where a text in traditional characters comes: what its bare 元 and $ are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from factcheck.extraction.characters import first_of, pair_of, table
from factcheck.extraction.figures.lexicon import groups
from factcheck.extraction.patterns import pattern

_TRADITIONAL: Final = pattern("[億萬國會來與這個發電應後業數產點過開關問題經長無為從時對學實現體報說員門間當進動價錢]")
"""Characters that simplified script lacks; hardly a sentence of traditional text has none of them."""
_MONEY: Final = "元塊圓$"
_LARGE: Final = "萬億"
"""Ask for a currency after a digit."""
_SAMPLE: Final = 300
"""Code points in which the script shows."""
_READ: Final = 4_000
"""Code points of the text searched for its country."""


class _Cues:
    """The words that show a country, by their first character."""

    def __init__(self, named: Mapping[str, Iterable[str]]) -> None:
        self.codes = [code for code, cues in named.items() if cues]
        self.by_first: dict[str, list[tuple[int, str]]] = {}
        for index, code in enumerate(self.codes):
            for cue in sorted(named[code]):
                self.by_first.setdefault(cue[0], []).append((index, cue))
        self.beginnings = table({1: "".join(self.by_first)})
        self.pairs = frozenset(pair_of(cue, 0) for those in self.by_first.values() for _, cue in those)


_CUES: Final[list[_Cues]] = []


def _cues() -> _Cues:
    if not _CUES:
        _CUES.append(_Cues(groups("country_cues_zh.txt")))
    return _CUES[0]


def country_of(text: str, view: str) -> str | None:
    """HK, TW or MO where ``text`` is in traditional characters and speaks of one of them most.

    ``view`` is the repaired text in simplified characters. Simplified texts keep no hint: there 元 is the yuan, and
    the money of Hong Kong or Taiwan is named.
    """
    if text == view or not _asks(text) or _TRADITIONAL.search(text, 0, _SAMPLE) is None:
        return None
    cues = _cues()
    said = _counts(view, cues)
    most = max(said)
    return cues.codes[said.index(most)] if most and said.count(most) == 1 else None


def _asks(text: str) -> bool:
    """Whether a money sign stands in ``text``, or 萬 or 億 after a digit."""
    for sign in _MONEY:
        if text.find(sign, 0, _READ) >= 0:
            return True
    for word in _LARGE:
        at = text.find(word, 0, _READ)
        while at >= 0:
            if at and text[at - 1] in "0123456789":
                return True
            at = text.find(word, at + 1, _READ)
    return False


def _counts(view: str, cues: _Cues) -> list[int]:
    """How often each country of ``cues`` is spoken of; of words that overlap the first counts."""
    said = [0] * len(cues.codes)
    free = [0] * len(cues.codes)
    last = min(len(view), _READ)
    at = first_of(cues.beginnings, view, 0, last)
    while at >= 0:
        for index, cue in cues.by_first[view[at]] if pair_of(view, at) in cues.pairs else ():
            if at >= free[index] and view.startswith(cue, at, last):
                said[index] += 1
                free[index] = at + len(cue)
        at = first_of(cues.beginnings, view, at + 1, last)
    return said
