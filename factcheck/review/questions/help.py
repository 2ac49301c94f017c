"""Read-only answers: the keys that work here, the history of a claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from factcheck.review.actions import ACTIONS, MODES, Where
from factcheck.review.columns import EDGE_LEGEND, FLAG_LEGEND
from factcheck.review.language import _
from factcheck.review.plain import fit, visible
from factcheck.review.questions.base import Question
from factcheck.review.status import STATUSES
from factcheck.review.wrap import WrapIndex

_HIGHEST = 94
"""Per cent of the screen's height that a sheet may take, as in the style sheet."""
_FRAME = 4
"""Rows of a sheet's border, the empty row and the keys."""
_EDGES = 8
"""Cells of a sheet's border, padding and scroll bar."""
_KEYS = 20
"""Cells of the column of keys."""


class Sheet(Question[None]):
    """Lines to read, scrolled by arrows or vim's keys."""

    WIDE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,enter,question_mark,h,left", "leave", "close"),
        Binding("j,down", "scroll(1)", "down"),
        Binding("k,up", "scroll(-1)", "up"),
        Binding("ctrl+d,pagedown,space", "scroll(10)", "down a page"),
        Binding("ctrl+u,pageup", "scroll(-10)", "up a page"),
        Binding("g,home", "scroll(-100000)", "to the top"),
        Binding("G,end", "scroll(100000)", "to the end"),
    ]

    def __init__(self, title: str, content: Content, *, at: int = 0) -> None:
        """``at`` is the line that must be in view when it opens."""
        super().__init__(title, _("j k scroll   Esc or q closes"))
        self._content = content
        self._at = at

    def on_mount(self) -> None:
        """Bring the line wanted into view."""
        if self._at:  # else a key typed ahead would be undone
            self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        lines = self.query_one("#fields")
        lines.scroll_to(y=self._at - lines.size.height // 2, animate=False)

    def on_resize(self) -> None:
        """Be as high as the lines where they fit, else as high as the screen allows, the keys in view."""
        room = self.app.size.height * _HIGHEST // 100 - _FRAME
        self.set_class(len(self.text_lines()) <= room, "-fit")

    def fields(self) -> ComposeResult:
        """The lines."""
        yield Static(self._content, markup=False)

    def action_scroll(self, lines: int) -> None:
        """Scroll by ``lines``."""
        self.query_one("#fields").scroll_relative(y=lines, animate=False)

    def answer(self) -> None:
        """Nothing to answer."""

    def text_lines(self) -> Sequence[str]:
        """The lines as plain text."""
        return self._content.plain.splitlines()


def sheet_width(screen: int) -> int:
    """Cells a line of a sheet has on a screen so many cells wide."""
    return max(min(screen if screen < 87 else screen * 9 // 10, 140) - _EDGES, 30)


def help_sheet(where: Where, keys_of: dict[str, str], width: int) -> Sheet:
    """Return the sheet of the keys that work in the pane ``where``, for lines of ``width`` cells.

    ``keys_of`` maps act to the keys in force.
    """
    parts: list[Content] = []
    groups = dict.fromkeys(action.group for action in ACTIONS)
    for group in groups:
        places = (where,) if where in MODES else ("anywhere", where)
        here = [action for action in ACTIONS if action.group == group and action.where in places]
        if not here:
            continue
        parts.append(Content.styled(_(group), "bold $primary"))
        for action in here:
            parts.extend(_entry(visible(keys_of.get(action.id, "")), _(action.title), width))
        parts.append(Content(""))
    parts.append(Content.styled(_("Signs"), "bold $primary"))
    signs = [*((look.glyph, look.label) for look in STATUSES.values()), *FLAG_LEGEND, *EDGE_LEGEND]
    for glyph, meaning in signs:
        parts.extend(_entry(glyph, _(meaning), width))
    parts.append(Content(""))
    parts.append(Content(_("With an input method on: Alt and the letter do the same as the letter.")))
    return Sheet(_("Keys that work here"), Content("\n").join(parts))


def _entry(keys: str, title: str, width: int) -> list[Content]:
    """What a key does, the lines after the first under the first."""
    index = WrapIndex(title, width - _KEYS)
    lines = [title[start:end] for start, end in zip(index.starts, index.ends, strict=True)]
    heads = [fit(f"  {keys}", _KEYS), *(" " * _KEYS for _line in lines[1:])]
    return [Content.assemble((head, "bold"), line) for head, line in zip(heads, lines, strict=True)]
