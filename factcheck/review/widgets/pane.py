"""What the three panes share: they scroll by lines at once, and know how many they show."""

from __future__ import annotations

from rich.style import Style
from textual.scroll_view import ScrollView


class Pane(ScrollView, can_focus=True):
    """A scrolling pane on the line API; its component classes are named ``PREFIX--role``."""

    PREFIX = "pane"

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._styles_known: dict[tuple[str, bool], Style] = {}

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

    def notify_style_update(self) -> None:
        """Redraw in the new colours."""
        super().notify_style_update()
        self._styles_known.clear()
        self.refresh()

    def role_style(self, role: str) -> Style:
        """Return the colours of ``role``, without the background it does not set."""
        return self._style(role, True)

    def line_style(self, role: str) -> Style:
        """Return the colours of ``role`` over the pane's background."""
        return self._style(role, False)

    def watch_has_focus(self, focused: bool) -> None:
        """The cursor has another colour in the pane that has the focus."""
        self._styles_known.clear()
        super().watch_has_focus(focused)

    def _style(self, role: str, partial: bool) -> Style:
        style = self._styles_known.get((role, partial))
        if style is None:
            style = self.get_component_rich_style(f"{self.PREFIX}--{role}", partial=partial)
            self._styles_known[role, partial] = style
        return style
