"""Switches whose state is a sign, not a colour alone: ``[x]`` where several may be on, ``●`` or ``○`` where one is."""

from __future__ import annotations

from typing import Any

from rich.segment import Segment
from textual.strip import Strip
from textual.widgets import Checkbox, RadioButton, SelectionList


class CheckMark(Checkbox):
    """A check box."""

    BUTTON_LEFT = BUTTON_RIGHT = ""
    BUTTON_INNER = "[ ]"

    def watch_value(self) -> None:
        """Draw the sign of the new state."""
        self.BUTTON_INNER = "[x]" if self.value else "[ ]"
        super().watch_value()


class RadioMark(RadioButton):
    """One of several buttons of which one is on."""

    BUTTON_LEFT = BUTTON_RIGHT = ""
    BUTTON_INNER = "○"

    def watch_value(self) -> None:
        """Draw the sign of the new state."""
        self.BUTTON_INNER = "●" if self.value else "○"
        super().watch_value()


class CheckList(SelectionList[Any]):
    """A list of check boxes."""

    def render_line(self, y: int) -> Strip:
        """Draw the line with the sign of its state before it."""
        strip = super().render_line(y)
        place = y + self.scroll_offset.y
        if place >= self.option_count:
            return strip
        sign = "[x]" if self.get_option_at_index(place).value in self.selected else "[ ]"
        _edge, inside, _other_edge, *rest = strip
        return Strip([Segment(sign, inside.style), *rest])
