"""The command palette in the language of the screen: Textual's own texts are English."""

from __future__ import annotations

from rich.align import Align
from rich.text import Text
from textual.command import CommandList, CommandPalette
from textual.widgets.option_list import Option

from factcheck.review.language import _


class Palette(CommandPalette):
    """Every act by name."""

    def __init__(self) -> None:
        super().__init__(placeholder=_("An act, or part of its name"), id="--command-palette")

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Say after a moment that nothing is found, as Textual does in English."""
        self._stop_no_matches_countdown()

        def show() -> None:
            if search_value:
                nothing = Align.center(Text(_("No act is called so.")))
                self.query_one(CommandList).add_option(Option(nothing, disabled=True, id=self._NO_MATCHES))
            self._list_visible = bool(search_value)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, show)
