"""Two claims side by side on the line API: what differs stands out, what agrees stands back."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from factcheck.review.plain import cells, fit, visible
from factcheck.review.status import STATUSES
from factcheck.review.widgets.pane import Pane
from factcheck.review.wrap import WrapIndex

_LABEL = 12
_GAP = 2

Cell = tuple[str, str]
"""Text and its role."""
Row = tuple[str, Cell, Cell | None]
"""Label, left and right; a right side of None gives the left the whole width."""


class PairPane(Pane):
    """Labelled rows of two columns, each wrapped in its own."""

    PREFIX = "pair-pane"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"pair-pane--{role}" for role in ("text", "label", "differs", "strong", "quiet", "rule")),
        *(f"pair-pane--status-{name}" for name in STATUSES),
    }

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._lines: list[list[Cell]] = []

    def show(self, rows: Sequence[Row], top: bool = True) -> None:
        """Show ``rows``, from the top unless told to stay."""
        self._rows = rows
        self._lay_out()
        if top:
            self.jump(0)
        self.refresh()

    def on_resize(self) -> None:
        """Wrap to the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = max(self.scrollable_content_region.width - 1, _LABEL + 20)
        half = (width - _LABEL - _GAP) // 2
        self._lines = []
        for label, left, right in self._rows:
            columns = half if right is not None else width - _LABEL
            one = _wrapped(left[0], columns)
            two = _wrapped(right[0], half) if right is not None else []
            for number, (first, second) in enumerate(zip_longest(one, two, fillvalue="")):
                line = [(fit(label if not number else "", _LABEL), "label"), (first, left[1])]
                if right is not None:
                    line += [(" " * (half - cells(first) + _GAP), "text"), (second, right[1])]
                self._lines.append(line)
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))

    def render_line(self, y: int) -> Strip:
        """Draw a line: label, left, right."""
        line = y + self.scroll_offset.y
        base = self.line_style("text")
        if line >= len(self._lines):
            return Strip.blank(self.size.width, base)
        segments = [Segment(" ", base)]
        segments += [Segment(text, base + self.role_style(role)) for text, role in self._lines[line]]
        return Strip(segments).adjust_cell_length(self.size.width, base)


def _wrapped(text: str, width: int) -> list[str]:
    index = WrapIndex(text, width)
    return [visible(text[start:end]) for start, end in zip(index.starts, index.ends, strict=True)]
