"""A screen over the review screen for one kind of work, with acts of its own in the table of acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from claims_db.errors import ClaimsDbError
from factcheck.review.actions import BY_ID, Where
from factcheck.review.language import _, told
from factcheck.review.plain import visible
from factcheck.review.questions.help import help_sheet, sheet_width
from factcheck.review.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from claims_db import Database

T = TypeVar("T")

_POLL = 0.5
"""Seconds between two looks for what other processes did."""


def read_only(db: Database) -> str:
    """What is said of a database that was opened for looking, at the top and when an act is refused."""
    return _("Read-only: {path} can't be written here, nothing can be changed.").format(path=db.path)


class ModeScreen(Screen[None]):
    """A title, the work, what was said last, and the keys."""

    WHERE: ClassVar[Where]

    def __init__(self, db: Database) -> None:
        super().__init__()
        self.db = db
        self.closing = False
        """Whether it is being left: the next key is meant for what comes then."""
        self.said = ""
        """The last message."""
        self._version = 0
        """Of the database, at the last look for what others did."""

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Static("", id="mode-title", markup=False)
        yield from self.work()
        yield Static("", id="mode-said", markup=False)
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Look out for what others do."""
        self.polling = self.set_interval(_POLL, self._poll)

    def _poll(self) -> None:
        """Show what other processes did since the last look; what can't be read is looked at again next time."""
        try:
            version = self.db.data_version()
            if version != self._version and self.is_current:
                self.follow()
                self._version = version
        except ClaimsDbError as trouble:
            self.say(told(trouble))

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Leave."""
        self.closing = True
        return super().dismiss(result)

    def follow(self) -> None:
        """Show what others changed, without another claim coming under the keys. Raises ``ClaimsDbError``."""

    def work(self) -> ComposeResult:
        """Yield the widgets of the work."""
        raise NotImplementedError

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each act of this screen does."""
        raise NotImplementedError

    def action_act(self, action_id: str) -> None:
        """Do the act ``action_id`` of the table of acts."""
        if self.db.readonly and BY_ID[action_id].writes:
            self.say(read_only(self.db))
            return
        match action_id.removeprefix(f"{self.WHERE}-"):
            case "help":
                from factcheck.review.app import ReviewApp

                assert isinstance(self.app, ReviewApp)
                self.app.push_screen(help_sheet(self.WHERE, self.app.keys_in_force(), sheet_width(self.size.width)))
            case "palette":
                self.app.action_command_palette()
            case "leave":
                self.dismiss(None)
            case _:
                self.commands()[action_id]()

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Run ``act``; a refusal of the database becomes a message and None."""
        try:
            return act()
        except ClaimsDbError as refusal:
            self.say(told(refusal))
            return None

    def say(self, message: str) -> None:
        """Show a message until the next one."""
        self.said = message
        self.query_one("#mode-said", Static).update(Content(f" {visible(message)}"))

    def entitle(self, title: str) -> None:
        """Show what the screen is about."""
        self.query_one("#mode-title", Static).update(Content(f" {visible(title)}"))

    def pane(self, selector: str) -> Widget:
        """A widget of the work."""
        return self.query_one(selector)
