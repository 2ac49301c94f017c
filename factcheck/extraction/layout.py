"""Where the article is in a page: body and boilerplate, headline, date. All offsets are the repaired view's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Literal

from claims_db.claim import Region
from factcheck.extraction.dateline import dateline_of, find_published
from factcheck.extraction.lines import Line, LineKind, Lines, read_lines
from factcheck.extraction.topic import Topic
from factcheck.reading.document import Document
from factcheck.repair import Repaired, repair

Span = tuple[int, int]

_HEAD_LINES = 60
"""Lines from the top among which headline and date are looked for."""
_REOPENS_AFTER_END = 120
"""Columns of a paragraph that belongs to the article though its last line (editor, copyright) is past; shorter ones
there are comments and teasers."""
_OFF_TOPIC = 0.25
"""Below this share of words known from the article a run of headlines at its end is about something else."""
_STRANGE_RUN = 5
"""Headlines in a row from which that is asked."""
_STRANGE_WIDTH = 28
"""Columns they have on average; lists of data are narrower."""
_STRANGE_SAMPLE = 100


@dataclass(frozen=True, slots=True)
class Layout:
    """What is article and what is not."""

    boilerplate: tuple[Span, ...] = ()
    """Ascending spans outside the article; everything else is body, headline included."""
    headline: Span | None = None
    published: date | None = None
    title: str | None = None
    """The reader's title, or the headline, as the view has it."""

    def region_at(self, offset: int) -> Region:
        """``boilerplate`` inside navigation, sidebars, related articles and footers, else ``body``."""
        i = bisect_right(self.boilerplate, (offset, float("inf"))) - 1
        return "boilerplate" if i >= 0 and offset < self.boilerplate[i][1] else "body"


def lay_out(document: Document, repaired: Repaired) -> Layout:
    """Find the article in ``document``, whose repaired view is ``repaired``, in time linear in its length.

    Where the reader marked boilerplate (HTML), its marks count, and inside the rest only what the lines themselves
    give away. A text of one line is all body, and so is one without a trace of page furniture.
    """
    view = repaired.text
    if document.boilerplate is None and "\n" not in view.strip():
        published = document.published or find_published((), view[:200], (), (), view)
        return Layout(published=published, title=document.title)
    title = repair(document.title).text.strip() if document.title else None
    lines = read_lines(view)
    marked: list[Span] = []
    for start, end in document.boilerplate or ():
        span = repaired.offsets.to_view(start, end)
        if span[0] < span[1]:
            marked.append(span)
    article = lines.outside(marked) if marked else lines
    headline = _titled(view, article, title) if title else None
    headline = headline or _headline(view, article)
    spans = tuple(_merge(view, sorted([*marked, *_outside(view, article, headline)])))
    published = document.published or _published(view, lines, Layout(spans))
    return Layout(spans, headline, published, title or (view[slice(*headline)] if headline else None))


def _outside(view: str, lines: Lines, headline: Span | None) -> list[Span]:
    """Spans of the lines (and ends of lines) that are no part of the article, ascending."""
    if not lines.has_furniture and len(lines.runs) < 2:
        return []
    if not any(line.kind == "prose" for line in lines):
        return _outside_list(lines)
    return _ArticleSearch(view, lines, headline).run()


def _outside_list(lines: Lines) -> list[Span]:
    """Without any paragraph only unmistakable furniture beside other lines is outside."""
    if all(line.kind != "plain" for line in lines):
        return []
    return [(line.start, line.end) for line in lines if line.kind in ("furniture", "ends", "related")]


class _ArticleSearch:
    """Goes down the page once and remembers whether it is above, in or behind the article."""

    def __init__(self, view: str, lines: Lines, headline: Span | None) -> None:
        self._view = view
        self._lines = lines
        self._headline = headline
        self._topic = Topic.of(view, lines)
        self._state: Literal["lead", "article", "related", "ended"] = "lead"
        self._found = list(lines.tails)

    def run(self) -> list[Span]:
        """The spans outside the article, ascending."""
        last_prose = max(first for first, _ in self._lines.runs if self._lines.items[first].kind == "prose")
        for first, after in self._lines.runs:
            members = self._lines[first:after]
            if members[0].kind == "prose":
                self._pass_paragraphs(members)
            else:
                self._pass_short_lines(members, is_last=first > last_prose)
        return sorted(self._found)

    def _pass_paragraphs(self, members: list[Line]) -> None:
        for line in members:
            if self._state != "ended" or line.width >= _REOPENS_AFTER_END:
                self._state = "article"
            if self._state != "article":
                self._found.append((line.start, line.end))

    def _pass_short_lines(self, members: list[Line], *, is_last: bool) -> None:
        leading = self._state == "lead"
        stamped = sum(line.kind == "stamped" for line in members)
        all_outside = stamped >= 2 or (stamped == 1 and not leading) or (is_last and self._is_strange(members))
        for line in members:
            if not leading and line.kind == "ends":
                self._state = "ended"
            elif not leading and line.kind == "related" and self._state != "ended":
                self._state = "related"
            outside = all_outside or line.kind != "plain" or self._state in ("related", "ended")
            if (outside or self._is_above_headline(line)) and (line.start, line.end) != self._headline:
                self._found.append((line.start, line.end))

    def _is_above_headline(self, line: Line) -> bool:
        """Whether it is a site's name or the like: above the headline and about nothing the article is about."""
        if self._state != "lead" or not self._headline or line.end > self._headline[0]:
            return False
        return self._topic.share(self._view[line.start : line.end]) < _OFF_TOPIC

    def _is_strange(self, members: list[Line]) -> bool:
        """Whether headlines in a row behind the last paragraph are about other things."""
        plain = [line for line in members[:_STRANGE_SAMPLE] if line.kind == "plain" and line.width >= 16]
        if len(plain) < _STRANGE_RUN or any(self._view[line.start] in "-*•·–—" for line in plain):
            return False
        if not self._lines.has_furniture or sum(line.width for line in plain) < _STRANGE_WIDTH * len(plain):
            return False
        shares = [self._topic.share(self._view[line.start : line.end]) for line in plain]
        return sum(shares) / len(shares) < _OFF_TOPIC


def _titled(view: str, lines: Lines, title: str) -> Span | None:
    """The line that is the reader's title."""
    wanted = "".join(title.split())
    for line in lines.head(_HEAD_LINES):
        written = "".join(view[line.start : line.end].split())
        if written == wanted or (len(written) >= 8 and wanted.startswith(written)):
            return line.start, line.end
    return None


def _headline(view: str, lines: Lines) -> Span | None:
    """The plain line above the first paragraph that shares most words with the article, the first of equals."""
    candidates: list[Span] = []
    for line in lines.head(_HEAD_LINES):
        if line.kind == "prose":
            break
        if line.kind == "plain" and line.width >= 8:
            candidates.append((line.start, line.end))
    else:
        return None
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    topic = Topic.of(view, lines)
    return max(candidates, key=lambda span: topic.weight(view[slice(*span)]))


_LONGEST_HEADLINE = 60
"""Columns of the longest headline."""


def _published(view: str, lines: Lines, layout: Layout) -> date | None:
    heads: list[str] = []
    lead = ""
    for line in lines.head(_HEAD_LINES):
        if line.kind != "prose":
            if line.kind in ("plain", "furniture", "dated"):
                heads.append(view[line.start : line.end])
        elif layout.region_at(line.start) == "body":
            paragraph = view[line.start : min(line.end, line.start + 200)]
            again = lead != ""  # a headline that looks like a paragraph stood before
            lead = paragraph if not again or dateline_of(paragraph) else lead
            if again or line.width > _LONGEST_HEADLINE or dateline_of(paragraph):
                break
    labelled = _some(view, lines, "furniture")
    stamped = _some(view, lines, "stamped")
    return find_published(heads, lead, labelled, stamped, view)


def _some(view: str, lines: Lines, kind: LineKind) -> Iterator[str]:
    of_kind = (view[line.start : line.end] for line in lines if line.kind == kind)
    return islice(of_kind, _HEAD_LINES)


def _merge(view: str, spans: list[Span]) -> list[Span]:
    """Neighbouring spans with nothing but white space between become one."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and (start <= merged[-1][1] or view[merged[-1][1] : start].isspace()):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
