"""Alternatives of a pattern by the character each begins with: at a place only those are tried that may match."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from factcheck.extraction.characters import first_of, table
from factcheck.extraction.patterns import pattern

_OPENING: Final = re.compile(
    r"(?:\(\?<[!=][^()]*\))*"
    r"(?:([\u3400-\u9fff])|\[([\u3400-\u9fff]+)\]|\(\?:((?:[\u3400-\u9fff]+\|)*[\u3400-\u9fff]+)\))(?![?*{|])"
)
_CLASS: Final = re.compile(r"\[[^\]]*\]")
_GROUP: Final = re.compile(r"\([^()]*\)")


class Branches:
    """A pattern that is one of the regular expressions ``alternatives``, the first that matches at a place."""

    def __init__(self, alternatives: Sequence[str]) -> None:
        self._by_first: dict[str, re.Pattern[str]] = {}
        self._whole: re.Pattern[str] | None = None
        """Stands in for all where one begins with what is hard to tell."""
        firsts: dict[str, list[str]] = {}
        for alternative in alternatives:
            for first in beginnings(alternative):
                firsts.setdefault(first, []).append(alternative)
        if not all(map(beginnings, alternatives)):
            self._whole = pattern("|".join(alternatives))
        for first, those in firsts.items():
            self._by_first[first] = pattern("|".join(those))
        self._table = table({1: "".join(firsts)})

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match between ``start`` and ``end``, as a compiled pattern would find it."""
        if self._whole is not None:
            return self._whole.search(text, start, end)
        at = first_of(self._table, text, start, end)
        while at >= 0:
            found = self._by_first[text[at]].match(text, at, end)
            if found is not None:
                return found
            at = first_of(self._table, text, at + 1, end)
        return None


def beginnings(alternative: str) -> str:
    """The Chinese characters a match of the regular expression may begin with; "" where that is hard to tell."""
    found = _OPENING.match(alternative)
    if found is None or "|" in _outside_groups(alternative):
        return ""
    if found[3] is not None:
        return "".join(sorted({part[0] for part in found[3].split("|")}))
    return found[1] or found[2]


def _outside_groups(alternative: str) -> str:
    rest = _CLASS.sub("", alternative)
    while (less := _GROUP.sub("", rest)) != rest:
        rest = less
    return rest
