"""The detail pane: labelled fields, wrapped by the same rules as the source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from factcheck.review.detail_text import Field
from factcheck.review.keys import bindings_for
from factcheck.review.language import _
from factcheck.review.plain import fit, visible
from factcheck.review.status import STATUSES
from factcheck.review.widgets.pane import Pane
from factcheck.review.wrap import WrapIndex

_LABEL = 13
ROLES = (
    *("label", "text", "strong", "quiet", "link", "linked", "tag", "warning", "suggested"),
    *(f"status-{name}" for name in STATUSES),
)


class DetailPane(Pane):
    """Fields of one claim, or a message where there is none."""

    PREFIX = "detail-pane"
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"detail-pane--{role}" for role in ROLES}
    BINDINGS: ClassVar = bindings_for("detail")

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fields: Sequence[Field] = ()
        self._lines: list[tuple[str, str, str]] = []

    def show(self, fields: Sequence[Field], top: bool = True) -> None:
        """Show ``fields``, from the top unless told to stay."""
        self._fields = fields
        self._wrap()
        if top:
            self.jump(0)
        self.refresh()

    def on_resize(self) -> None:
        """Wrap to the new width."""
        self._wrap()

    def _wrap(self) -> None:
        """Lay the fields out as (label, text, role) lines."""
        width = max(self.scrollable_content_region.width - _LABEL - 2, 8)
        self._lines = []
        for field in self._fields:
            index = WrapIndex(field.text, width)
            for number, (start, end) in enumerate(zip(index.starts, index.ends, strict=True)):
                label = _(field.label) if number == 0 else ""
                self._lines.append((label, visible(field.text[start:end]), field.role))
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))

    def render_line(self, y: int) -> Strip:
        """Draw a line: the label's column, then the text."""
        line = y + self.scroll_offset.y
        base = self.line_style("text")
        if line >= len(self._lines):
            return Strip.blank(self.size.width, base)
        label, text, role = self._lines[line]
        segments = [
            Segment(f" {fit(label, _LABEL)}", base + self.role_style("label")),
            Segment(text, base + self.role_style(role)),
        ]
        return Strip(segments).adjust_cell_length(self.size.width, base)
