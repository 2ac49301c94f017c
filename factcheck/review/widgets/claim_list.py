"""The list of claims on the line API: rows come from the database a page at a time, only where they are looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.strip import Strip
from textual.widget import Widget

from factcheck.review.columns import EDGE_LEGEND, Columns, columns_for, row_cells
from factcheck.review.keys import bindings_for
from factcheck.review.language import _
from factcheck.review.order import Order
from factcheck.review.plain import fit, visible
from factcheck.review.status import STATUSES
from factcheck.review.widgets.pane import Pane

if TYPE_CHECKING:
    from claims_db.records import ClaimRow

_PAGE = 64
_PAGES_KEPT = 32
_STRIPS_KEPT = 512

_SELECTED, _FOUND = (glyph for glyph, _meaning in EDGE_LEGEND)
ROLES = ("figure", "text", "quiet", "flags", "hit", "selected", *(f"status-{name}" for name in STATUSES))


class ListHeader(Widget):
    """The column titles above the list."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list-header--title"}
    columns: reactive[Columns | None] = reactive(None)

    def render_line(self, y: int) -> Strip:
        """Draw the titles, each over its column."""
        text = "   " + "".join(f"{fit(title, width)} " for width, title in self._titles())
        style = self.rich_style
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style)

    def _titles(self) -> list[tuple[int, str]]:
        if self.columns is None:
            return []
        return [(width, f"{title:>{width}}" if title == "id" else _(title)) for width, title in self.columns.titles()]


class ClaimList(Pane):
    """Claims in the order of an :class:`Order`, one a line, with a cursor.

    ``fetch`` returns the rows of some ids, in their order; it is called for pages as they come into view. ``moved`` is
    called as soon as the cursor or the selection is another, so that what depends on it is painted with the list.
    """

    PREFIX = "claim-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "claim-list--row",
        "claim-list--cursor",
        "claim-list--reviewed",
        *(f"claim-list--{role}" for role in ROLES),
    }
    BINDINGS: ClassVar = bindings_for("claims")

    cursor: var[int] = var(0, always_update=True)

    @dataclass
    class Highlighted(Message):
        """The cursor came to a claim, or the list became empty (None)."""

        claim_id: int | None

    @dataclass
    class Opened(Message):
        """A claim was chosen with the mouse."""

        claim_id: int

    @dataclass
    class Resized(Message):
        """The columns have new widths."""

        columns: Columns

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], list[ClaimRow]],
        moved: Callable[[], None] = lambda: None,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.order = Order(array("q"), bytearray())
        self.empty: Sequence[str] = ()
        """Lines shown where there is no claim."""
        self._fetch = fetch
        self._moved = moved
        self._strips: dict[int, tuple[tuple[object, ...], Strip]] = {}
        """The rows drawn last by position, each with what it was drawn from."""
        self._columns = columns_for(80, 2)
        self._pages: OrderedDict[int, list[ClaimRow]] = OrderedDict()

    # --- what is shown ---

    def show(self, order: Order, position: int = 0) -> None:
        """Show ``order`` with the cursor at ``position``."""
        self.order = order
        self.forget()
        self._resize()
        self.cursor = position

    def forget(self) -> None:
        """Drop the rows in hand, because they may have changed; those in view are fetched anew."""
        self._pages.clear()
        self.refresh()

    def renew(self, rows: Mapping[int, ClaimRow]) -> None:
        """Show these rows, by position, in place of those in hand."""
        for position, row in rows.items():
            page, within = divmod(position, _PAGE)
            held = self._pages.get(page)
            if held is not None and within < len(held) and held[within].id == row.id:
                held[within] = row
            elif held is not None:
                del self._pages[page]
            self.refresh_line(position)

    @property
    def current_id(self) -> int | None:
        """The claim under the cursor."""
        return self.order.ids[self.cursor] if len(self.order) else None

    def row(self, position: int) -> ClaimRow | None:
        """The row at ``position``, from the pages in hand or the database."""
        page, within = divmod(position, _PAGE)
        rows = self._pages.get(page)
        if rows is None:
            rows = self._fetch(self.order.ids[page * _PAGE : (page + 1) * _PAGE])
            self._pages[page] = rows
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        return rows[within] if within < len(rows) else None

    def prefetch(self) -> None:
        """Have the rows drawn that the next page up or down shows."""
        top, rows, width = round(self.scroll_y), self.page_rows, self.size.width
        for position in (*range(top + rows, top + 2 * rows), *range(top - rows, top)):
            if 0 <= position < len(self.order):
                self._strip(position, width)

    def _share_out(self) -> Columns:
        largest = len(str(max(self.order.ids[:: max(len(self.order) // 512, 1)], default=0)))
        return columns_for(self.scrollable_content_region.width, max(largest, 2))

    # --- moving ---

    def move(self, step: int) -> None:
        """Move the cursor by ``step`` rows, stopping at the ends."""
        self.cursor = self.cursor + step

    def validate_cursor(self, position: int) -> int:
        """Keep the cursor inside the list."""
        return max(0, min(position, len(self.order) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Bring the cursor's row into view and tell who listens."""
        top, rows = round(self.scroll_y), self.page_rows
        if new < top or new >= top + rows:
            near = abs(new - old) == 1
            goal = new if near and new < top else new - rows + 1 if near else new - rows // 2
            self.jump(goal)
        if old != new:
            self.refresh_line(old)
        self.refresh_line(new)
        self._moved()
        self.post_message(self.Highlighted(self.current_id))

    def toggle_selected(self) -> None:
        """Select the row under the cursor, or no longer."""
        if len(self.order):
            self.order.selected[self.cursor] ^= 1
            self.refresh_line(self.cursor)
            self._moved()

    def select_all(self, on: bool) -> None:
        """Select every claim of the list, or none."""
        self.order.selected = bytearray(b"\1" if on else b"\0") * len(self.order)
        self.refresh()
        self._moved()

    # --- drawing ---

    def on_resize(self) -> None:
        """Share the new width out, the cursor still in view: keys act on its claim."""
        self._resize()
        top, rows = round(self.scroll_y), self.page_rows
        if not top <= self.cursor < top + rows:
            self.jump(self.cursor - rows // 2)

    def _resize(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.order))
        self._columns = self._share_out()
        self.post_message(self.Resized(self._columns))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the rows of ``crop``; a row that looks as before is not made anew.

        There is no border or padding here, so that the row is the line, wherever the list is scrolled to.
        """
        width, top = self.size.width, self.scroll_offset.y
        whole = crop.column_span == (0, width)
        filters, background = self.get_line_filters(), self.background_colors[1]
        strips = []
        for y in crop.line_range:
            strip = self._strip(top + y, width) if top + y < len(self.order) else self.render_line(y)
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, background)
            strips.append(strip if whole else strip.crop(*crop.column_span))
        if len(self._strips) > _STRIPS_KEPT:
            self._strips.clear()
        return strips

    def _strip(self, position: int, width: int) -> Strip:
        order, row = self.order, self.row(position)
        looks = (
            row,
            position == self.cursor,
            order.selected[position],
            order.hits[position],
            self._columns,
            width,
            self.line_style("cursor"),
            self.line_style("row"),
        )
        known = self._strips.get(position)
        if known is not None and known[0] == looks:
            return known[1]
        strip = self._draw(position, row, width)
        self._strips[position] = (looks, strip)
        return strip

    def _draw(self, position: int, row: ClaimRow | None, width: int) -> Strip:
        line = self.line_style("cursor" if position == self.cursor else "row")
        if row is None:
            return Strip.blank(width, line)
        return Strip(self._segments(position, row)).adjust_cell_length(width, line)

    def notify_style_update(self) -> None:
        """Draw every row in the new colours."""
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Draw the row at ``y`` of the view."""
        position = y + self.scroll_offset.y
        if position < len(self.order):
            return self._draw(position, self.row(position), self.size.width)
        blank = self.line_style("row")
        text = f"  {self.empty[y - 1]}" if 1 <= y <= len(self.empty) else ""
        return Strip([Segment(visible(text), blank)]).adjust_cell_length(self.size.width, blank)

    def _segments(self, position: int, row: ClaimRow) -> list[Segment]:
        at_cursor = position == self.cursor
        line = "cursor" if at_cursor else "row"
        if self.order.selected[position]:
            gutter, role = _SELECTED, "selected"
        elif self.order.hits[position]:
            gutter, role = _FOUND, "hit"
        else:
            gutter, role = ("▌" if at_cursor else " "), "hit"
        segments = [Segment(gutter, self.layered(line, role))]
        muted = row.status != "unreviewed" and not at_cursor
        for cell_role, cells in groupby(row_cells(row, self._columns), key=itemgetter(1)):
            roles = (cell_role, "reviewed") if muted and cell_role in ("figure", "text") else (cell_role,)
            segments.append(Segment("".join(text for text, _ in cells), self.layered(line, *roles)))
        return segments

    # --- mouse ---

    def on_click(self, event: events.Click) -> None:
        """Move to the row clicked; a double click opens it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        position = offset.y + self.scroll_offset.y
        if position < len(self.order):
            self.cursor = position
            if event.chain == 2:
                self.post_message(self.Opened(self.order.ids[position]))
