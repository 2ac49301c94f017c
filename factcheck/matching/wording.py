"""The words of ``data/sums.toml`` in patterns (``<change_nouns_en>`` stands for any of that list), and plain lists."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("factcheck.matching") / "data" / name).read_text(encoding="utf-8"))


@cache
def _table() -> dict[str, Any]:
    return _read("sums.toml")


@cache
def _words() -> dict[str, list[str]]:
    return _read("words.toml")  # a file of its own: `find` needs these, and never the sums


@cache
def wording(pattern: str) -> re.Pattern[str]:
    """``pattern`` compiled, upper and lower case alike, with each ``<name>`` replaced by any of that list."""
    return re.compile(_filled(pattern), re.IGNORECASE)


def _filled(pattern: str) -> str:
    return re.sub(r"(?<!P)<([a-z_]+)>", lambda name: _any_of(name[1]), pattern)


@cache
def _any_of(name: str) -> str:
    # the longest first: "more than" before "more"
    return f"(?:{'|'.join(_filled(words) for words in sorted(_table()[name], key=len, reverse=True))})"


def words_of(name: str) -> tuple[str, ...]:
    """A list of ``data/words.toml``, in its order."""
    return tuple(_words()[name])


@cache
def _quarters() -> list[tuple[re.Pattern[str], frozenset[int]]]:
    return [(re.compile(words, re.IGNORECASE), frozenset(those)) for words, those in _table()["quarters"].items()]


def quarters(text: str) -> frozenset[int]:
    """The quarters of a year that a text names first: 1 and 2 for 上半年; none where it names none."""
    found = [(match.start(), those) for words, those in _quarters() if (match := words.search(text))]
    # 前三季度 holds 三季度: of those that begin first, or lie one in the other, the longer stretch
    return min(found, key=lambda item: (item[0], -len(item[1])))[1] if found else frozenset()


@cache
def _kinds() -> list[tuple[str, str, re.Pattern[str]]]:
    return [
        (group, side, re.compile(_filled(words), re.IGNORECASE))
        for group, sides in _table()["kinds"].items()
        for side, words in sides.items()
    ]


def kinds_in(text: str) -> dict[str, frozenset[str]]:
    """The kinds a text names, by the group of kinds that leave each other out: {"schooling": {"undergraduate"}}."""
    found: dict[str, set[str]] = {}
    for group, side, pattern in _kinds():
        if pattern.search(text):
            found.setdefault(group, set()).add(side)
    return {group: frozenset(sides) for group, sides in found.items()}


@cache
def _partings() -> list[tuple[str, re.Pattern[str]]]:
    return [(way, re.compile(_filled(words), re.IGNORECASE)) for way, words in _table()["partings"].items()]


def partings_in(text: str) -> frozenset[str]:
    """The ways to part a whole that a text names: "place" for "sales abroad", "channel" for 线上收入."""
    return frozenset(way for way, pattern in _partings() if pattern.search(text))


@cache
def _measures() -> list[tuple[re.Pattern[str], tuple[str, ...]]]:
    return [(re.compile(words, re.IGNORECASE), tuple(those)) for words, those in _table()["measured_in"].items()]


def measured_in(word: str) -> tuple[str, ...]:
    """The beginnings of the dimensions that a word of comparison ("dearer", 快) can be of; none where it may be any."""
    return next((those for words, those in _measures() if words.match(word)), ())
