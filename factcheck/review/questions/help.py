"""Read-only answers: the keys that work here, the history of a claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from factcheck.review.actions import ACTIONS, MODES, Where
from factcheck.review.columns import FLAG_LEGEND
from factcheck.review.language import _
from factcheck.review.plain import visible
from factcheck.review.questions.base import Question
from factcheck.review.status import STATUSES


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

    def __init__(self, title: str, content: Content) -> None:
        super().__init__(title, _("j k scroll   Esc or q closes"))
        self._content = content

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


def help_sheet(where: Where, keys_of: dict[str, str]) -> Sheet:
    """Return the sheet of the keys that work in the pane ``where``; ``keys_of`` maps act to the keys in force."""
    parts: list[Content] = []
    groups = dict.fromkeys(action.group for action in ACTIONS)
    for group in groups:
        places = (where,) if where in MODES else ("anywhere", where)
        here = [action for action in ACTIONS if action.group == group and action.where in places]
        if not here:
            continue
        parts.append(Content.styled(_(group), "bold $primary"))
        for action in here:
            keys = visible(keys_of.get(action.id, ""))
            parts.append(Content.assemble((f"  {keys:<18}", "bold"), _(action.title)))
        parts.append(Content(""))
    parts.append(Content.styled(_("Signs"), "bold $primary"))
    signs = [*((look.glyph, look.label) for look in STATUSES.values()), *FLAG_LEGEND]
    parts.extend(Content.assemble((f"  {glyph:<18}", "bold"), _(meaning)) for glyph, meaning in signs)
    parts.append(Content(""))
    parts.append(Content(_("With an input method on: Alt and the letter do the same as the letter.")))
    return Sheet(_("Keys that work here"), Content("\n").join(parts))
