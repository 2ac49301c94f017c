"""The progress line: how far the work is, and what the last act said."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from factcheck.review.language import _
from factcheck.review.plain import cells, fit, visible
from factcheck.review.progress import Progress
from factcheck.review.status import STATUSES
from factcheck.review.wrap import WrapIndex

_BAR = 16
_MOST = 3
"""Lines that a message may take."""


class StatusLine(Widget):
    """Bar and counts on the left, the latest message on the right; a long one takes the line, and lines below."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "status-line--bar",
        "status-line--rest",
        "status-line--count",
        "status-line--information",
        "status-line--error",
        *(f"status-line--{status}" for status in STATUSES),
    }

    def __init__(self, idle: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self._idle = visible(idle)
        """Shown while there is no message."""
        self.progress = Progress()
        self.message = ""
        self._severity = "information"
        self._lines: list[str] = []
        """The message as wrapped, where it needs a line of its own or several."""

    def show_progress(self, progress: Progress) -> None:
        """Show new counts."""
        self.progress = progress
        self.refresh()

    def say(self, message: str, error: bool = False) -> None:
        """Show ``message`` until the next one."""
        self.message = visible(" ".join(message.split()))
        self._severity = "error" if error else "information"
        self._lay_out()

    def on_resize(self) -> None:
        """Wrap the message to the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        """Take as many lines as the message needs, up to ``_MOST`` of them."""
        width = max(self.size.width - 2, 20)
        index = WrapIndex(self.message, width)
        lines = [self.message[start:end].strip() for start, end in zip(index.starts, index.ends, strict=True)]
        if len(lines) > _MOST:
            lines = [*lines[: _MOST - 1], fit(" ".join(lines[_MOST - 1 :]), width)]
        self._lines = lines
        self.styles.height = max(len(lines), 1)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw counts and message; one that needs the room pushes counts and bar aside, and goes on below."""
        width, base = self.size.width, self.rich_style
        if len(self._lines) > 1:
            line = self._lines[y] if y < len(self._lines) else ""
            return Strip([Segment(f" {line}", base + self._style(self._severity))]).adjust_cell_length(width, base)
        left = self._progress(base)
        text = self.message or self._idle
        whole = left
        for kept in (slice(None), slice(3), slice(2, 3), slice(0)):  # all, no counts by status, no bar, nothing
            left = whole[kept]
            used = sum(cells(segment.text) for segment in left)
            if not self.message or used + cells(text) + 3 <= width:
                break
        if not left:
            left, used = [Segment(" ", base)], 1
            text = f"{text}{' ' * max(width - 2 - cells(text), 0)}"
        room = max(width - used - 1, 0)
        message = text if cells(text) <= room else fit(text, room)
        gap = " " * max(room - cells(message), 0)
        said = Segment(message + " ", base + self._style(self._severity))
        return Strip([*left, Segment(gap, base), said]).adjust_cell_length(width, base)

    def _progress(self, base: Style) -> list[Segment]:
        claims, reviewed = self.progress.claims, self.progress.reviewed
        said = _(" {reviewed} of {claims} reviewed ")
        if self.progress.own:
            said = _(" {reviewed} of {claims} judged by you ")
        filled = round(_BAR * reviewed / claims) if claims else 0
        segments = [
            Segment(" " + "━" * filled, base + self._style("bar")),
            Segment("━" * (_BAR - filled), base + self._style("rest")),
            Segment(
                said.format(reviewed=f"{reviewed:,}", claims=f"{claims:,}"),
                base + self._style("count"),
            ),
        ]
        for status, count in self.progress.by_status.items():
            if count and status != "unreviewed" and status in STATUSES:
                segments.append(Segment(f" {STATUSES[status].glyph} {count:,}", base + self._style(status)))
        return segments

    def _style(self, role: str) -> Style:
        return self.get_component_rich_style(f"status-line--{role}", partial=True)
