"""The review app: themes, key map, command palette around the review screen."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import SystemCommand
from textual.screen import Screen

from factcheck.review.actions import ACTIONS, BY_ID, MODES
from factcheck.review.garbage import LOOK, Garbage
from factcheck.review.keys import shown_keys, with_twins
from factcheck.review.language import _, use_language
from factcheck.review.mode_screen import ModeScreen
from factcheck.review.order import View
from factcheck.review.plain import visible
from factcheck.review.questions.base import Question
from factcheck.review.screen import ReviewScreen
from factcheck.review.settings import memory_path, read_settings, recall, remember, settings_path
from factcheck.review.themes import DEFAULT_THEME, PLAIN_THEME, THEMES, quiet_colours
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
        # without colours the terminal's own are used, of which Textual then leaves only the attributes
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.db = db
        self._settings = read_settings(settings_path())
        use_language(self._settings.language)
        self._remembered = recall(memory_path(), db.path, db.reviewer)
        self._view = View(query) if query is not None else self._remembered.view()
        if self._view.query.unjudged_by not in (None, db.reviewer):  # another reviewer's blind review
            self._view = replace(self._view, query=replace(self._view.query, unjudged_by=None))
        for theme in THEMES:
            self.register_theme(theme)
        wanted = self._settings.theme or self._remembered.theme
        if self.no_color:
            wanted = PLAIN_THEME
        self.theme = wanted if wanted in self.available_themes else DEFAULT_THEME
        self.set_keymap({name: with_twins(keys) for name, keys in self._settings.keys.items()})

    def on_mount(self) -> None:
        """Say what of the settings could not be taken over."""
        garbage = Garbage()
        self.set_interval(LOOK, lambda: garbage.look(self.last_key))
        problems = list(map(str, self._settings.problems))
        if self._settings.theme and self._settings.theme not in self.available_themes:
            problems.append(_("There are no colours named {name}; F9 shows all.").format(name=self._settings.theme))
        if problems:  # in one box: several would cover the list, and each other on a small screen
            said = "\n".join(map(visible, problems))
            self.notify(said, title=_("Settings"), severity="warning", timeout=20, markup=False)

    def remember(self, view: View, claim_id: int | None, detail: bool) -> None:
        """Remember where the reviewer left off, for the next session on this database."""
        self._remembered.take(view)
        self._remembered.claim = claim_id
        self._remembered.detail = detail
        if not self.no_color:
            self._remembered.theme = self.theme
        remember(memory_path(), self.db.path, self.db.reviewer, self._remembered)

    async def on_event(self, event: events.Event) -> None:
        """Escape gives up an act that waits for the file; all else goes its usual way."""
        if isinstance(event, events.Key) and event.key == "escape" and self._give_up():
            return
        await super().on_event(event)

    def _give_up(self) -> bool:
        first = self.screen_stack[0] if self.screen_stack else None
        if not isinstance(first, ReviewScreen) or not first.held.waiting:
            return False
        first.held.give_up()
        return True

    def opening(self) -> bool:
        """Whether the next key is meant for a question that is not there yet."""
        screen = self.screen
        asking = isinstance(screen, ReviewScreen) and screen.asking
        waiting = screen.closing if isinstance(screen, Question | ModeScreen) else asking
        return super().opening() or waiting

    def get_default_screen(self) -> Screen[None]:
        """The review screen itself, so that the first frame is the work."""
        screen = ReviewScreen(self.db, self._view, self._remembered.claim)
        screen.set_class(not self._remembered.detail, "-no-detail")
        return screen

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of ours that a theme need not name."""
        theme = self.current_theme
        palette = theme.to_color_system().generate()
        return quiet_colours(theme, palette["foreground"], palette["background"])

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every act in the command palette."""
        if not isinstance(screen, ReviewScreen | ModeScreen):
            return
        keys = self.keys_in_force()
        for action in ACTIONS:
            here = action.where == screen.WHERE if isinstance(screen, ModeScreen) else action.where not in MODES
            if here:
                title, group = _(action.title), _(action.group)
                yield SystemCommand(title, f"{group}  {keys[action.id]}", partial(self._act, action.id))

    def action_help_quit(self) -> None:
        """Say which key leaves, where another program would be interrupted."""
        said = _("{key} leaves; everything that was acknowledged is saved.").format(
            key=self.keys_for("quit").split()[0]
        )
        self.notify(visible(said), markup=False)

    def action_command_palette(self) -> None:
        """Offer every act by name."""
        from factcheck.review.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    async def _act(self, action_id: str) -> None:
        screen = self.screen
        if isinstance(screen, ReviewScreen):
            await screen.action_act(action_id)
        elif isinstance(screen, ModeScreen):
            screen.action_act(action_id)

    def keys_in_force(self) -> dict[str, str]:
        """For each act the keys that do it, as people write them, twins for input methods aside."""
        return {action.id: self.keys_for(action.id) for action in ACTIONS}

    def keys_for(self, action_id: str) -> str:
        """The keys that do one act."""
        return shown_keys(self._settings.keys.get(action_id, BY_ID[action_id].keys))
