"""The source text on the line API, its figures marked, with the claim at hand in its statement."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from factcheck.review.keys import bindings_for
from factcheck.review.plain import visible
from factcheck.review.status import STATUSES
from factcheck.review.widgets.pane import Pane
from factcheck.review.wrap import WrapIndex

_WIDEST = 110
"""Cells of a line beyond which reading tires."""
_GUTTER = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim's figure in the text; offsets are code points."""

    start: int
    end: int
    claim_id: int
    status: str


@dataclass
class Passage:
    """A source text with the figures found in it, ascending by start."""

    text: str
    marks: Sequence[Mark] = ()
    reach: list[int] = field(init=False)
    """For each mark the furthest end so far, which is ascending and can be searched."""

    def __post_init__(self) -> None:
        self.reach = list(accumulate((mark.end for mark in self.marks), max))

    def marks_between(self, start: int, end: int) -> list[Mark]:
        """Return the marks that overlap ``start..end``."""
        found = []
        for index in range(bisect_left(self.reach, start + 1), len(self.marks)):
            mark = self.marks[index]
            if mark.start >= end:
                break
            if mark.end > start:
                found.append(mark)
        return found


class SourcePane(Pane):
    """One source text, wrapped, scrolled to the claim at hand."""

    PREFIX = "source-pane"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "source-pane--text",
        "source-pane--statement",
        "source-pane--bar",
        "source-pane--current",
        "source-pane--found",
        *(f"source-pane--{status}" for status in STATUSES),
    }
    BINDINGS: ClassVar = bindings_for("source")

    @dataclass
    class MarkClicked(Message):
        """A figure was clicked."""

        claim_id: int

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.passage = Passage("")
        self._index = WrapIndex("", 40)
        self._statement = (0, 0)
        self._current = (0, 0)
        self._found: list[tuple[int, int]] = []

    # --- what is shown ---

    def show(self, passage: Passage) -> None:
        """Show another text, from its beginning."""
        new_text = passage.text is not self.passage.text
        self.passage = passage
        if new_text:
            self._statement = self._current = (0, 0)
            self._found = []
            self._wrap()
        self.refresh()

    def point_at(self, current: tuple[int, int], statement: tuple[int, int]) -> None:
        """Highlight a figure in its statement and scroll so that both are in view."""
        self._current, self._statement = current, statement
        self.reveal(*statement, current[0])
        self.refresh()

    def reveal(self, start: int, end: int, most: int | None = None) -> None:
        """Scroll so that ``start..end`` is in view, and ``most`` (an offset) in any case."""
        rows = self.page_rows
        first, last = self._index.line_of(start), self._index.line_of(max(end - 1, start))
        goal_line = self._index.line_of(start if most is None else most)
        top = round(self.scroll_y)
        if top <= first and last < top + rows:
            return
        goal = first - max((rows - (last - first + 1)) // 3, 0)
        if goal_line >= goal + rows:
            goal = goal_line - rows // 2
        self.jump(goal)

    def find(self, text: str) -> int:
        """Highlight every place where ``text`` stands, whatever its case; return how many there are."""
        self._found = _places(self.passage.text, text) if text else []
        self.refresh()
        return len(self._found)

    def next_found(self, step: int) -> tuple[int, int] | None:
        """Scroll to the place after (or before) those in view; return its number and how many there are."""
        if not self._found:
            return None
        starts = [start for start, _ in self._found]
        edge = self._index.starts[min(round(self.scroll_y) + self.page_rows // 2, len(self._index) - 1)]
        place = bisect_left(starts, edge + 1) if step > 0 else bisect_left(starts, edge) - 1
        place %= len(starts)
        self.centre(starts[place])
        return place + 1, len(starts)

    def offset_below(self, offset: int, lines: int) -> int:
        """Return the offset ``lines`` lines below ``offset`` (above where negative), as far into its line."""
        line = self._index.line_of(offset)
        goal = max(0, min(line + lines, len(self._index) - 1))
        within = offset - self._index.starts[line]
        return min(self._index.starts[goal] + within, max(self._index.ends[goal] - 1, self._index.starts[goal]))

    def centre(self, offset: int) -> None:
        """Scroll so that ``offset`` stands in the middle."""
        line = self._index.line_of(offset)
        self.jump(line - self.page_rows // 2)

    # --- drawing ---

    def _wrap(self) -> None:
        width = min(self.scrollable_content_region.width - _GUTTER, _WIDEST)
        self._index = WrapIndex(self.passage.text, width)
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._index))

    def on_resize(self) -> None:
        """Wrap to the new width, the claim at hand still in view."""
        if self._index.width != min(self.scrollable_content_region.width - _GUTTER, _WIDEST):
            self._wrap()
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._index))
        if self._current[1]:
            self.reveal(*self._statement, self._current[0])

    def render_line(self, y: int) -> Strip:
        """Draw the wrapped line at ``y`` of the view."""
        base = self.line_style("text")
        line = y + self.scroll_offset.y
        width = self.size.width
        if line >= len(self._index):
            return Strip.blank(width, base)
        start, end = self._index.starts[line], self._index.ends[line]
        stated = self._statement[0] < max(end, start + 1) and start < self._statement[1]
        bar = "▎ " if stated else "  "
        segments = [Segment(bar, base + self.role_style("bar"))]
        segments.extend(self._segments(start, end, base))
        return Strip(segments).adjust_cell_length(width, base).apply_offsets(0, line)

    def _segments(self, start: int, end: int, base: Style) -> list[Segment]:
        """Cut the line where a highlight begins or ends; later layers lie over earlier ones."""
        layers: list[tuple[int, int, Style]] = [(*self._statement, self.role_style("statement"))]
        marks = self.passage.marks_between(start, end)
        layers.extend((mark.start, mark.end, self.role_style(mark.status)) for mark in marks)
        first = bisect_left(self._found, (start - 200, 0))
        for place in self._found[first : first + 400]:
            if place[0] >= end:
                break
            layers.append((*place, self.role_style("found")))
        layers.append((*self._current, self.role_style("current")))
        layers = [(max(a, start), min(b, end), style) for a, b, style in layers if a < end and b > start]
        cuts = sorted({start, end, *(a for a, _, _ in layers), *(b for _, b, _ in layers)})
        segments = []
        for left, right in pairwise(cuts):
            style = base
            for a, b, over in layers:
                if a <= left and right <= b:
                    style += over
            segments.append(Segment(visible(self.passage.text[left:right]), style))
        return segments

    # --- mouse ---

    def on_click(self, event: events.Click) -> None:
        """Go to the claim whose figure was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        line = offset.y + self.scroll_offset.y
        if line >= len(self._index):
            return
        start, end = self._index.starts[line], self._index.ends[line]
        used = _GUTTER
        for position in range(start, end):
            used += Segment(visible(self.passage.text[position])).cell_length
            if used > offset.x:
                for mark in self.passage.marks_between(position, position + 1):
                    self.post_message(self.MarkClicked(mark.claim_id))
                return


def _places(text: str, wanted: str) -> list[tuple[int, int]]:
    """Every place of ``wanted`` in ``text``, case aside where that keeps offsets."""
    haystack, needle = text.lower(), wanted.lower()
    if len(haystack) != len(text):
        haystack, needle = text, wanted
    places, position = [], haystack.find(needle)
    while position >= 0:
        places.append((position, position + len(needle)))
        position = haystack.find(needle, position + len(needle))
    return places
