"""The lines of a page and what each looks like by itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import islice
from typing import Literal, NamedTuple

LineKind = Literal["prose", "plain", "stamped", "dated", "related", "ends", "furniture"]
"""``prose``: a paragraph. ``plain``: any other line. ``stamped``: a headline with the time it appeared. ``dated``: a
time with a source and no headline. ``related``, ``ends``, ``furniture``: as in ``data/layout.toml``."""

_LONGEST = 120
_SHORTEST_PROSE = 30
"""Columns; a shorter line that ends like a sentence may be one of a list."""
_SENTENCE_END = re.compile(r"[。！？!?.…;；][\"”’』」)）\]]*$|[。！？][\"”’』」)）]*(?=.)")
_TAIL = re.compile(
    r"[(\[【（]\s*(?:责任编辑|责编|编辑|本文来源|文章来源|来源)\s*[::|丨/ ][^()（）\[\]【】]{0,50}[)\]】）]\s*$"
)
_NAVIGATION_GAP = re.compile(r"[\s|>›»·•/\\,、\-—]+")


class Line(NamedTuple):
    """A line without the white space around it."""

    start: int
    end: int
    kind: LineKind
    width: int
    """Columns: a Chinese character takes two."""


@dataclass(slots=True)
class Lines:
    """The lines that are not blank, ascending."""

    items: list[Line] = field(default_factory=list)
    tails: list[tuple[int, int]] = field(default_factory=list)
    """Editor's notes at the end of a paragraph."""
    runs: list[tuple[int, int]] = field(default_factory=list)
    """Neighbours that are all paragraphs, or all not: index spans."""

    def __iter__(self) -> Iterator[Line]:
        return iter(self.items)

    def __getitem__(self, span: slice) -> list[Line]:
        return self.items[span]

    def head(self, count: int) -> Iterator[Line]:
        return islice(self.items, count)

    @property
    def has_furniture(self) -> bool:
        """Whether any line is neither paragraph nor plain."""
        return bool(self.tails) or any(line.kind not in ("prose", "plain") for line in self.items)


class _Patterns(NamedTuple):
    related: re.Pattern[str]
    ends: re.Pattern[str]
    furniture: re.Pattern[str]
    stamp_behind: re.Pattern[str]
    stamp_before: re.Pattern[str]
    navigation: frozenset[str]


def read_lines(view: str) -> Lines:
    """Cut ``view`` at its line breaks and say of each line what it looks like."""
    lines = Lines()
    at = 0
    for raw in view.split("\n"):
        text = raw.strip()
        if text:
            start = at + raw.index(text[0])
            _add(lines, text, start)
        at += len(raw) + 1
    return lines


def _add(lines: Lines, text: str, start: int) -> None:
    width = len(text) if text.isascii() else len(text) + sum("\u2e80" <= c <= "\uffef" for c in text[:_LONGEST])
    kind: LineKind = "prose"
    if len(text) <= _LONGEST:
        kind = _kind(text, width)
    if kind == "prose" and text[-1] in ")）]】" and (tail := _TAIL.search(text, max(0, len(text) - 80))):
        lines.tails.append((start + tail.start(), start + len(text)))
    is_prose = kind == "prose"
    i = len(lines.items)
    if lines.runs and (lines.items[-1].kind == "prose") == is_prose:
        lines.runs[-1] = (lines.runs[-1][0], i + 1)
    else:
        lines.runs.append((i, i + 1))
    lines.items.append(Line(start, start + len(text), kind, width))


def _kind(text: str, width: int) -> LineKind:
    patterns = _patterns()
    if patterns.related.match(text):
        return "related"
    if patterns.ends.fullmatch(text):
        return "ends"
    if patterns.furniture.fullmatch(text) or _is_navigation(text, patterns.navigation):
        return "furniture"
    if stamp := patterns.stamp_behind.search(text) or patterns.stamp_before.match(text):
        rest = (text[: stamp.start()] + text[stamp.end() :]).strip()
        return "stamped" if len(rest) > 12 else "dated"
    return "prose" if width >= _SHORTEST_PROSE and _SENTENCE_END.search(text) else "plain"


def _is_navigation(text: str, words: frozenset[str]) -> bool:
    if len(text) > 100:
        return False
    low = text.lower().strip()
    if low in words:
        return True
    parts = [part for part in _NAVIGATION_GAP.split(low) if part]
    return len(parts) > 1 and all(part in words for part in parts)


@cache
def _patterns() -> _Patterns:
    source = resources.files("factcheck.extraction").joinpath("data/layout.toml").read_text(encoding="utf-8")
    data = tomllib.loads(source)
    related = "|".join(re.escape(word) for word in sorted(data["related"], key=len, reverse=True))
    return _Patterns(
        re.compile(rf"\W{{0,4}}(?:{related})(?:\W{{0,4}}$|\s?[::|丨>»→])", re.IGNORECASE),
        _any(data["ends"]),
        _any(data["furniture"]),
        re.compile(rf"(?:{'|'.join(data['stamps']['ends_with'])})\W*$", re.IGNORECASE),
        re.compile("|".join(data["stamps"]["begins_with"]), re.IGNORECASE),
        frozenset(word.lower() for word in data["navigation"]),
    )


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
