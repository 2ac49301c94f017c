"""Where the article is in a page: body and boilerplate, headline, date. All offsets are the repaired view's."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from claims_db.claim import Region
from factcheck.extraction.dateline import find_published
from factcheck.extraction.lines import Line, Lines, read_lines
from factcheck.extraction.topic import Topic
from factcheck.reading.document import Document
from factcheck.repair import Repaired

Span = tuple[int, int]

_REOPENS_WIDTH = 40
"""Columns of a paragraph that ends a list of related articles: 20 Chinese characters, 8 English words."""
_REOPENS_AFTER_END = 120
"""The same behind the article's last line (editor, copyright), where comments and teasers stand."""
_OFF_TOPIC = 0.25
"""Below this share of words known from the article a run of headlines at its end is about something else."""


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
    """Find the article in ``document``, whose repaired view is ``repaired``.

    Where the reader marked the boilerplate (HTML), its marks decide. Otherwise the lines do: a text of one line, or
    without a trace of page furniture, is all body.
    """
    view = repaired.text
    lines = read_lines(view)
    if document.boilerplate is not None:
        spans = tuple(
            span for start, end in document.boilerplate if (span := repaired.offsets.to_view(start, end))[0] < span[1]
        )
        headline = _titled(view, lines, document.title)
    else:
        headline = _titled(view, lines, document.title) or _headline(view, lines)
        spans = tuple(_merge(view, _outside(view, lines, headline)))
    published = document.published or _published(view, lines, Layout(spans))
    title = document.title or (view[slice(*headline)] if headline else None)
    return Layout(spans, headline, published, title)


def _outside(view: str, lines: Lines, headline: Span | None) -> list[Span]:
    """Spans of the lines (and line ends) that are no part of the article, ascending."""
    if not lines.has_furniture and len(lines.runs) < 2:
        return []
    if not any(line.kind == "prose" for line in lines):
        return _outside_list(lines)
    found = list(lines.tails)
    topic = Topic.of(view, lines)
    last_prose = max(i for i, line in enumerate(lines) if line.kind == "prose")
    state = "lead"  # then "article", and by turns "related" and "ended"
    for run in lines.runs:
        members = lines[run[0] : run[1]]
        first = members[0]
        if first.kind == "prose":
            for line in members:
                if state == "lead" or line.width >= (_REOPENS_AFTER_END if state == "ended" else _REOPENS_WIDTH):
                    state = "article"
                if state != "article":
                    found.append((line.start, line.end))
            continue
        leading = state == "lead"
        stamped = sum(line.kind == "stamped" for line in members)
        listed = stamped >= 2 or (stamped == 1 and not leading)
        strange = run[0] > last_prose and _is_strange(members, view, topic)
        for line in members:
            if line.kind == "ends" and not leading:
                state = "ended"
            elif line.kind == "related" and not leading:
                state = "related" if state != "ended" else state
            out = state in ("related", "ended") or line.kind != "plain" or listed or strange
            if leading and line.kind == "plain" and not out and headline:
                out = line.end <= headline[0] and topic.share(view[line.start : line.end]) < _OFF_TOPIC
            if out and (line.start, line.end) != headline:
                found.append((line.start, line.end))
    return sorted(found)


def _outside_list(lines: Lines) -> list[Span]:
    """Without any paragraph only unmistakable furniture beside other lines is outside."""
    if all(line.kind != "plain" for line in lines):
        return []
    return [(line.start, line.end) for line in lines if line.kind in ("furniture", "ends", "related")]


def _is_strange(members: list[Line], view: str, topic: Topic) -> bool:
    """Whether five or more headlines in a row behind the last paragraph are about other things."""
    plain = [line for line in members if line.kind == "plain" and line.width >= 16]
    if len(plain) < 5 or any(view[line.start] in "-*•·–—" for line in plain):
        return False
    shares = [topic.share(view[line.start : line.end]) for line in plain]
    return sum(shares) / len(shares) < _OFF_TOPIC


def _titled(view: str, lines: Lines, title: str | None) -> Span | None:
    """The line that is the reader's title."""
    if not title:
        return None
    from factcheck.repair import repair

    wanted = "".join(repair(title).text.split())
    for line in lines.head(60):
        written = "".join(view[line.start : line.end].split())
        if written and (written == wanted or (len(written) >= 8 and wanted.startswith(written))):
            return line.start, line.end
    return None


def _headline(view: str, lines: Lines) -> Span | None:
    """The plain line above the first paragraph that shares most words with the article, the first of equals."""
    topic = Topic.of(view, lines)
    best: tuple[float, Span] | None = None
    for line in lines.head(60):
        if line.kind == "prose":
            return best[1] if best else None
        if line.kind == "plain" and line.width >= 8:
            share = topic.weight(view[line.start : line.end])
            if best is None or share > best[0]:
                best = (share, (line.start, line.end))
    return None


def _published(view: str, lines: Lines, layout: Layout) -> date | None:
    heads: list[str] = []
    lead = ""
    for line in lines.head(60):
        if line.kind == "prose":
            if layout.region_at(line.start) == "boilerplate":
                continue
            lead = view[line.start : line.start + 200]
            break
        if line.kind in ("plain", "furniture", "dated"):
            heads.append(view[line.start : line.end])
    labelled = (view[line.start : line.end] for line in lines if line.kind == "furniture")
    return find_published(heads, lead, labelled, view)


def _merge(view: str, spans: list[Span]) -> list[Span]:
    """Neighbouring spans with nothing but white space between become one."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and (start <= merged[-1][1] or not view[merged[-1][1] : start].strip()):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
