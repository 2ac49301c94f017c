"""The review app: themes, key map, command palette around the review screen."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.keys import format_key
from textual.screen import Screen

from factcheck.review.actions import ACTIONS
from factcheck.review.order import View
from factcheck.review.screen import ReviewScreen
from factcheck.review.themes import DEFAULT_THEME, THEMES, quiet_colours
from factcheck.review.typeahead import TypeAheadApp

if TYPE_CHECKING:
    from claims_db import Database
    from claims_db.records import Query


class ReviewApp(TypeAheadApp):
    """Review the claims of an open database; ``db.reviewer`` signs what is done."""

    TITLE = "factcheck"
    CSS_PATH = "review.tcss"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+underscore"
    """The palette's key is in the table of acts; Textual's own binding gets one that nobody needs."""

    def __init__(self, db: Database, *, query: Query | None = None) -> None:
        super().__init__()
        self.db = db
        self._view = View(query) if query is not None else View()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DEFAULT_THEME

    def opening(self) -> bool:
        """Whether the next key is meant for a question that is not there yet."""
        return super().opening() or (isinstance(self.screen, ReviewScreen) and self.screen.asking)

    def get_default_screen(self) -> Screen[None]:
        """The review screen itself, so that the first frame is the work."""
        return ReviewScreen(self.db, self._view)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of ours that a theme need not name."""
        theme = self.current_theme
        palette = theme.to_color_system().generate()
        return quiet_colours(theme, palette["foreground"], palette["background"])

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every act in the command palette."""
        if not isinstance(screen, ReviewScreen):
            return
        keys = self.keys_in_force()
        for action in ACTIONS:
            yield SystemCommand(action.title, f"{action.group}  {keys[action.id]}", partial(self._act, action.id))

    async def _act(self, action_id: str) -> None:
        if isinstance(self.screen, ReviewScreen):
            await self.screen.action_act(action_id)

    def keys_in_force(self) -> dict[str, str]:
        """For each act the keys that do it, as people write them, twins for input methods aside."""
        return {action.id: shown_keys(action.keys) for action in ACTIONS}


def shown_keys(keys: str) -> str:
    """Return Textual key names as people write them: ``ctrl+d, /``."""
    return " ".join(_shown(key) for key in keys.split(","))


def _shown(key: str) -> str:
    *modifiers, name = key.split("+")
    prefix = "".join("^" if modifier == "ctrl" else f"{modifier}+" for modifier in modifiers)
    return prefix + format_key(name)
