"""The rule above the list, with place, count, filter and order in it.

A widget of its own one line high: a border title would redraw the whole list at every step of the cursor.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from factcheck.review.plain import cells, fit


class ListTitle(Widget):
    """A horizontal rule with ``text`` in it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list-title--rule", "list-title--text"}
    text: reactive[str] = reactive("")

    def render_line(self, y: int) -> Strip:
        """Draw the rule."""
        width = self.size.width
        rule = self.get_component_rich_style("list-title--rule")
        style = self.get_component_rich_style("list-title--text")
        shown = self.text if cells(self.text) <= width - 2 else fit(self.text, max(width - 2, 0))
        rest = "─" * max(width - 1 - cells(shown), 0)
        return Strip([Segment("─", rule), Segment(shown, style), Segment(rest, rule)]).adjust_cell_length(width, rule)
