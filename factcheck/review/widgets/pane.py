"""What the three panes share: they scroll by lines at once, and know how many they show."""

from __future__ import annotations

from rich.style import Style
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBarRender


class Pane(ScrollView, can_focus=True):
    """A scrolling pane on the line API; its component classes are named ``PREFIX--role``."""

    PREFIX = "pane"

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._styles_known: dict[tuple[str, ...], Style] = {}

    @property
    def page_rows(self) -> int:
        """Lines in view."""
        return max(self.scrollable_content_region.height, 1)

    def move(self, step: int) -> None:
        """Scroll by ``step`` lines."""
        self.jump(self.scroll_y + step)

    def jump(self, line: float) -> None:
        """Show ``line`` as the first, at once."""
        self.scroll_to(y=max(line, 0), animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Redraw what is in view; the scroll bar only where its thumb moves, which takes as long as the rows do."""
        if self.show_vertical_scrollbar:
            steps = self.page_rows * len(ScrollBarRender.VERTICAL_BARS) / max(self.max_scroll_y, 1)
            shown = self.vertical_scrollbar.position
            if int(shown * steps) != int(new_value * steps) or new_value in (0, self.max_scroll_y):
                self.vertical_scrollbar.position = new_value
        if round(old_value) != round(new_value):
            self.refresh(self.size.region)

    def notify_style_update(self) -> None:
        """Redraw in the new colours."""
        super().notify_style_update()
        self._styles_known.clear()
        self.refresh()

    def role_style(self, role: str) -> Style:
        """Return the colours of ``role``, without the background it does not set."""
        key = (role, "")
        style = self._styles_known.get(key)
        if style is None:
            style = self._styles_known[key] = self.get_component_rich_style(f"{self.PREFIX}--{role}", partial=True)
        return style

    def line_style(self, role: str) -> Style:
        """Return the colours of ``role`` over the pane's background."""
        key = (role,)
        style = self._styles_known.get(key)
        if style is None:
            style = self._styles_known[key] = self.get_component_rich_style(f"{self.PREFIX}--{role}")
        return style

    def layered(self, line: str, *roles: str) -> Style:
        """Return the colours of ``roles``, the later over the earlier, on a line of the role ``line``."""
        key = (line, *roles, "layered")
        style = self._styles_known.get(key)
        if style is None:
            style = self.line_style(line)
            for role in roles:
                style += self.role_style(role)
            self._styles_known[key] = style
        return style

    def watch_has_focus(self, focused: bool) -> None:
        """The cursor has another colour in the pane that has the focus."""
        self._styles_known.clear()
        super().watch_has_focus(focused)
