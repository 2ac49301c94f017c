"""Where a figure stands in its sentence, and the clause around it."""

from __future__ import annotations

import re
from typing import Any, Protocol

from factcheck.matching.record import Statement

CLAUSE_END = re.compile(r"[，；。：！？、（）]|[,;:!?()](?=\s|$)|[.](?=\s|$)|\n|[—–](?=\s)")
_FROM = re.compile(
    r"(?:\b(?:from|against|versus|compared (?:with|to)|rather than|instead of|previously|earlier)\b[^,;.\d]{0,40}"
    r"|(?:[从從由自]|此前|先前|原先|原来|原定|之前)[^，；。,\d]{0,20}"
    r"|[去上](?:[一]?年|财年)?[同]?期?[为是仅]{1,2})$"
)

_TO = re.compile(
    r"(?:\bto (?:(?:about|around|roughly|nearly|almost|just|over|under|below|above|an?|some) ){0,2}|[至到][约近]?)$"
)


class Located(Protocol):
    """A claim that knows where its figure stands; all three may be of any type or null."""

    figure: Any
    start: Any
    statement: Any


def figure_place(record: Located, sentence: str) -> tuple[int, int]:
    """Where the figure stands in its sentence, as code points; (0, 0) where it can't be found."""
    said = record.statement
    figure = record.figure if isinstance(record.figure, str) else ""
    if isinstance(said, Statement) and isinstance(said.start, int) and isinstance(record.start, int):
        at = record.start - said.start
        if 0 <= at < len(sentence):
            return at, min(len(sentence), at + len(figure))
    at = sentence.find(figure) if figure else -1
    return (at, at + len(figure)) if at >= 0 else (0, 0)


def follows_from(record: Located, sentence: str) -> bool:
    """Whether the words before the figure make it the beginning of a change: "from 24 %", not "from Rome to 24 %"."""
    start, end = figure_place(record, sentence)
    return start < end and _FROM.search(sentence, 0, start) is not None and not reached(record, sentence)


def reached(record: Located, sentence: str) -> bool:
    """Whether the words before the figure make it where a change ended: "fell to 24 %", 降至24%."""
    start, end = figure_place(record, sentence)
    return start < end and _TO.search(sentence, 0, start) is not None


def local_clause(record: Located, sentence: str) -> str:
    """The clause around the figure, without the figure; the whole sentence where the figure can't be found."""
    start, end = figure_place(record, sentence)
    if start == end:
        return sentence
    before, after = sentence[:start], sentence[end:]
    cut = max((match.end() for match in CLAUSE_END.finditer(before)), default=0)
    stop = CLAUSE_END.search(after)
    return before[cut:] + " " + after[: stop.start() if stop else len(after)]
