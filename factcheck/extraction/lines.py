"""The lines of a page and what each looks like by itself."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import islice
from typing import Any, Literal, NamedTuple

from factcheck.extraction.patterns import pattern

LineKind = Literal["prose", "plain", "stamped", "dated", "related", "ends", "furniture"]
"""``prose``: a paragraph. ``plain``: any other line. ``stamped``: a headline with the time it appeared. ``dated``: a
time with a source and no headline. ``related``, ``ends``, ``furniture``: as in ``data/layout.toml``."""

_LONGEST = 120
_SHORTEST_PROSE = 30
"""Columns; a shorter line that ends like a sentence may be one of a list."""
_SHORTEST_BEFORE_STAMP = 4
_SHORTEST_BEHIND_STAMP = 8
_LONGEST_STAMP = 40

_OPENING = "([【（「『<>|·•*#-—–→▪■◆●★☆▶ "
_SENTENCE_ENDS = frozenset("。！？!?.…;；")
_ALSO_IN_HEADLINES = frozenset("！？!?…")
_LONGEST_HEADLINE = 60
"""Columns up to which a line that ends in a question or exclamation mark may be a headline."""
_CLOSING = '"”’』」)）] '
_STAMP_ENDS = frozenset("0123456789])前oOyYmM")
_STAMP_BEGINS = frozenset("0123456789[(")
_TAIL = pattern(
    r"[(\[【（]\s*(?:责任编辑|责编|编辑|本文来源|文章来源|来源)\s*[:：|丨/ ][^()（）\[\]【】]{0,50}[)\]】）]\s*$"
)
_GAP = pattern(r"[\s|>›»·•/\\,、\-—]+")
_BREADCRUMBS = pattern(r"[^>›»]{1,16}(?:\s?[>›»]\s?[^>›»]{1,24}){1,5}")
_FIRST_WORD = pattern(r"[a-z']+|[\u3400-\u9fff]{2}|.")


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

    def outside(self, spans: Sequence[tuple[int, int]]) -> Lines:
        """The lines that lie in none of the ascending ``spans``."""
        kept = Lines(tails=self.tails)
        starts = [start for start, _ in spans]
        for line in self.items:
            i = bisect_right(starts, line.start) - 1
            if i < 0 or line.start >= spans[i][1]:
                kept.add(line)
        return kept

    def add(self, line: Line) -> None:
        """Append ``line``, to the run of its neighbours or as the first of a new one."""
        i = len(self.items)
        if self.runs and (self.items[-1].kind == "prose") == (line.kind == "prose"):
            self.runs[-1] = (self.runs[-1][0], i + 1)
        else:
            self.runs.append((i, i + 1))
        self.items.append(line)

    def __iter__(self) -> Iterator[Line]:
        return iter(self.items)

    def __getitem__(self, span: slice) -> list[Line]:
        return self.items[span]

    def head(self, count: int) -> Iterator[Line]:
        """The first ``count`` lines."""
        return islice(self.items, count)

    @property
    def has_furniture(self) -> bool:
        """Whether any line is neither paragraph nor plain."""
        return bool(self.tails) or any(line.kind not in ("prose", "plain") for line in self.items)


def read_lines(view: str) -> Lines:
    """Cut ``view`` at its line breaks and say of each line what it looks like."""
    lines = Lines()
    at = 0
    for raw in view.split("\n"):
        text = raw.strip()
        if text:
            start = at + len(raw) - len(raw.lstrip())
            width = len(text) if text.isascii() else _columns(text)
            kind: LineKind = _kind(text, width) if len(text) <= _LONGEST else "prose"
            if kind == "prose" and text[-1] in ")）]】" and (tail := _TAIL.search(text, max(0, len(text) - 80))):
                lines.tails.append((start + tail.start(), start + len(text)))
            lines.add(Line(start, start + len(text), kind, width))
        at += len(raw) + 1
    return lines


def _columns(text: str) -> int:
    """Two for a character of three UTF-8 bytes, as the Chinese ones are."""
    return (len(text) + len(text.encode("utf-8", "replace"))) // 2


def _kind(text: str, width: int) -> LineKind:
    patterns = read_patterns()
    low = text.lower()
    bare = low.lstrip(_OPENING)
    first = _FIRST_WORD.match(bare)
    if first and first[0] in patterns.first_words:
        if related := patterns.related.match(bare):
            return "related" if related.end() == len(bare) else "furniture"
        if patterns.ends.fullmatch(bare):
            return "ends"
        if patterns.furniture.fullmatch(bare) or _is_navigation(low, patterns.navigation):
            return "furniture"
    for telltale in patterns.telltales:
        if telltale in low:
            return "furniture"
    if ">" in text and _BREADCRUMBS.fullmatch(text):
        return "furniture"
    if (kind := _stamp(text, patterns)) is not None:
        return kind
    if width < _SHORTEST_PROSE or not _has_sentence(text):
        return "plain"
    exclaims = text[-1] in _ALSO_IN_HEADLINES and width <= _LONGEST_HEADLINE and "。" not in text
    return "plain" if exclaims else "prose"


def _stamp(text: str, patterns: Patterns) -> LineKind | None:
    if text[-1] in _STAMP_ENDS:
        stamp = patterns.stamp_behind.search(text, max(0, len(text) - _LONGEST_STAMP))
        if stamp:
            return "stamped" if stamp.start() >= _SHORTEST_BEFORE_STAMP else "dated"
    if text[0] in _STAMP_BEGINS:
        stamp = patterns.stamp_before.match(text)
        if stamp and not _has_sentence(text):
            # a short rest is the paper that printed it
            return "stamped" if len(text[stamp.end() :].strip()) >= _SHORTEST_BEHIND_STAMP else "dated"
    return None


def _has_sentence(text: str) -> bool:
    """Whether ``text`` ends like a sentence, or a Chinese one ends inside it."""
    if text[-1] in _SENTENCE_ENDS:
        return True
    if text[-1] in _CLOSING and text.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS:
        return True
    return "。" in text or "！" in text or "？" in text


def _is_navigation(low: str, words: frozenset[str]) -> bool:
    if low in words:
        return True
    parts = [part for part in _GAP.split(low) if part]
    return len(parts) > 1 and all(part in words for part in parts)


class Patterns(NamedTuple):
    """What ``data/layout.toml`` says, ready to match against lower-case lines."""

    first_words: frozenset[str]
    """How a line has to begin to be worth matching against the first three and ``navigation``."""
    related: re.Pattern[str]
    ends: re.Pattern[str]
    furniture: re.Pattern[str]
    telltales: tuple[str, ...]
    stamp_behind: re.Pattern[str]
    stamp_before: re.Pattern[str]
    navigation: frozenset[str]
    common: frozenset[str]


@cache
def read_patterns() -> Patterns:
    """``data/layout.toml``, compiled."""
    source = resources.files("factcheck.extraction").joinpath("data/layout.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(source)
    furniture = data["furniture"]
    starts = [word for rule in furniture for word in rule["starts"]]
    words = [*data["related"], *data["navigation"], *starts]
    first = {match[0] for word in words if (match := _FIRST_WORD.match(word.lower().lstrip(_OPENING)))}
    return Patterns(
        frozenset(first),
        re.compile(rf"(?:{_alternatives(data['related'])})(?:\W{{0,4}}$|\s?[:：|丨>»→])"),
        _rules([rule for rule in furniture if rule.get("ends")]),
        _rules([rule for rule in furniture if not rule.get("ends")]),
        tuple(word.lower() for word in data["telltales"]),
        re.compile(rf"(?:{'|'.join(data['stamps']['ends_with'])})$", re.IGNORECASE),
        re.compile("|".join(data["stamps"]["begins_with"]), re.IGNORECASE),
        frozenset(word.lower() for word in data["navigation"]),
        frozenset(data["common"]),
    )


def _rules(rules: list[dict[str, Any]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_alternatives(rule['starts'])}){rule['then']}" for rule in rules))


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word.lower()) for word in sorted(words, key=len, reverse=True))
