"""The review screen: list, source, details, progress. It wires the panes to the database; acts are commands."""

from __future__ import annotations

import asyncio
import inspect
from array import array
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from claims_db.errors import ChangedMeanwhile, ClaimsDbError, DatabaseBusy
from factcheck.review.actions import BY_ID, Where
from factcheck.review.blind import own_list
from factcheck.review.changes_screen import POLL, ChangesScreen
from factcheck.review.commands import COMMANDS
from factcheck.review.drafts import Drafts, drafts_path
from factcheck.review.garbage import give_large_blocks_back
from factcheck.review.held import HeldFile
from factcheck.review.keys import bindings_for
from factcheck.review.language import _, told
from factcheck.review.loading import Loader
from factcheck.review.mode_screen import ModeScreen, read_only
from factcheck.review.order import FIRST_ROWS, Order, View, load_order
from factcheck.review.plain import visible
from factcheck.review.reading_desk import ReadingDesk
from factcheck.review.unsaved import unsaved_line
from factcheck.review.widgets.claim_list import ClaimList, ListHeader
from factcheck.review.widgets.detail_pane import DetailPane
from factcheck.review.widgets.key_line import KeyLine
from factcheck.review.widgets.list_title import ListTitle
from factcheck.review.widgets.source_pane import SourcePane
from factcheck.review.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from claims_db import Database
    from claims_db.records import Event
    from factcheck.review.app import ReviewApp
    from factcheck.review.questions.base import Question

T = TypeVar("T")

_SETTLE = 0.03
"""Seconds the cursor rests on a claim before its source is opened, so that holding a key down stays smooth."""
_FIRST_PAINT = 0.1
"""Seconds left to the first rows before threads that read the rest compete with them."""
_WARM = 0.5
"""Seconds after the start at which what acts need is imported."""


class ReviewScreen(ChangesScreen):
    """What a reviewer works in."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_for("anywhere")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (150, "-wide")]  # noqa: RUF012 - declared so by Textual
    AUTO_FOCUS = "#list"

    def __init__(self, db: Database, view: View, start_at: int | None = None) -> None:
        super().__init__()
        self._start_at = start_at
        """The claim to begin at, where the view has it."""
        self.db = db
        self.view = own_list(view) if view.query.unjudged_by == db.reviewer else view
        self.words = ""
        """What was searched last."""
        self.drafts = Drafts(drafts_path(), db.path, db.reviewer, db.names)
        """What was typed into forms and not saved."""
        self._refused = False
        """Whether a refusal may still stand over the screen."""
        self.claims = ClaimList(self._rows, self._retitle, id="list")
        self.list_title = ListTitle(id="list-title")
        self.source = SourcePane(id="source")
        self.detail = DetailPane(id="detail")
        self.status = StatusLine(f"{db.path.name} · {db.reviewer}", id="status")
        self.desk = ReadingDesk(db, self.source, self.detail)
        self.desk.be_blind(self.blind)
        self._loader = Loader(self, db)
        self._whole = asyncio.Event()
        self.decided: int | None = None
        """The claim marked last in this session."""
        self.left_for: int | None = None
        """The claim that was at hand when the reviewer went back to the one decided."""
        self.held = HeldFile(self)
        """Waits where another program holds the file."""
        self.asking = False
        """Whether a question is opening or open: letters typed ahead of it must not become acts."""
        self._settling: Timer | None = None
        self._beginning: Timer | None = None
        self._shown_source: int | None = None
        self._seen_version = 0
        self.seen = 0

    def compose(self) -> ComposeResult:
        """Lay the panes out."""
        if self.db.readonly:
            yield Static(Content(f" {visible(read_only(self.db))}"), id="banner", markup=False)
        with Container(id="panes"):
            with Vertical(id="claims"):
                yield self.list_title
                yield ListHeader(id="list-header")
                yield self.claims
            yield self.source
            yield self.detail
        yield self.status
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show the first rows at once, read the rest in the background, then look out for others' acts."""
        self._seen_version = self.db.data_version()
        self.seen = self.db.last_event_id()
        self.detail.border_title = _("Details")
        first = self.attempt(lambda: load_order(self.db, self.view, FIRST_ROWS))
        order = first or Order(array("q"), bytearray())
        place = order.position(self._start_at) if self._start_at is not None else None
        self._show_order(order, place or 0)
        if not self.db.readonly:
            self.say(unsaved_line(self.drafts, self.key_for("take-up")))
        complete = first is None or first.complete
        if complete:
            self._whole.set()
        self._beginning = self.set_timer(_FIRST_PAINT, partial(self._read_the_rest, complete))
        self.set_timer(_WARM, self._loader.warm)
        self.polling = self.set_interval(POLL, self.look_around)

    def _read_the_rest(self, complete: bool) -> None:
        """Read what is not needed to draw the first rows, once they are drawn."""
        self._beginning = None
        give_large_blocks_back()
        if not complete and self._loader.is_current(0):
            self._loader.load(self.view, rest_only=True)
        self.count()

    def load(self, view: View, claim_id: int | None = None) -> None:
        """Show another view, and remember it at once: a program that is killed leaves no word."""
        was_blind = self.blind
        super().load(view, claim_id)
        if self.blind != was_blind:
            self.count()
        self._remember()

    def on_unmount(self) -> None:
        """Leave word where the reviewer stopped."""
        self._remember()

    def _remember(self) -> None:
        self._review_app().remember(self.view, self.claims.current_id, not self.has_class("-no-detail"))

    # --- acts ---

    async def action_act(self, action_id: str) -> None:
        """Do the act ``action_id`` of the table of acts."""
        if self.asking:
            if self.held.waiting and BY_ID[action_id].writes:
                self.notify(_("Nothing is done while the act before waits."), severity="warning", markup=False)
            return
        self._clear_refusal()
        if self.db.readonly and BY_ID[action_id].writes:
            self.say(read_only(self.db))
            return
        done = COMMANDS[action_id](self)
        if inspect.isawaitable(done):
            self.asking = True
            self.run_worker(self._finish(done), group="questions", exit_on_error=True)

    async def _finish(self, done: Awaitable[None]) -> None:
        try:
            await done
        except ClaimsDbError as refusal:
            self.fail(told(refusal))
        finally:
            self.asking = False

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Run ``act``; a refusal of the database becomes a message and None, and the screen stays up."""
        try:
            return act()
        except ClaimsDbError as refusal:
            self._refuse(refusal)
            return None

    def _refuse(self, refusal: ClaimsDbError) -> None:
        if isinstance(refusal, ChangedMeanwhile):
            self.acted(refusal.events)
        self.fail(told(refusal))

    def do(self, act: Callable[[], T], then: Callable[[T], None]) -> Awaitable[None] | None:
        """Do ``act`` and go on with ``then`` and what it returned; refusals become messages.

        Where another program holds the file, what is returned does both when it is free.
        """
        try:
            done = act()
        except DatabaseBusy:
            return self._do_later(act, then)
        except ClaimsDbError as refusal:
            self._refuse(refusal)
            return None
        then(done)
        return None

    async def _do_later(self, act: Callable[[], T], then: Callable[[T], None]) -> None:
        try:
            then(await self.held.done(act))
        except ClaimsDbError as refusal:
            self._refuse(refusal)

    def act(self, act: Callable[[], Sequence[Event]], done: str) -> Awaitable[None] | None:
        """Do ``act`` as ``do`` does, show what it changed and say ``done``."""

        def then(events: Sequence[Event]) -> None:
            self.acted(events)
            self.say(done)

        return self.do(act, then)

    async def ask(self, question: Question[T]) -> T | None:
        """Show ``question`` and wait for its answer, None where it was left."""
        return await self.app.push_screen_wait(question)

    async def work_in(self, mode: ModeScreen) -> None:
        """Work in a screen of its own; what was done there shows here afterwards."""
        self.say("")
        await self.app.push_screen_wait(mode)
        self.catch_up()

    def say(self, message: str) -> None:
        """Show a message in the status line, in the place of what went wrong before."""
        self._clear_refusal()
        self.status.say(message)

    def _clear_refusal(self) -> None:
        if self._refused:
            self._refused = False
            self.app.clear_notifications()

    def fail(self, message: str) -> None:
        """Show what went wrong, and that nothing was written."""
        self._clear_refusal()
        self._refused = True
        self.status.say(message, error=True)
        self.notify(visible(message), title=_("Not done"), severity="error", timeout=8, markup=False)

    def next_hit(self) -> None:
        """Go to the next claim found."""
        COMMANDS["hit-next"](self)

    def chosen_ids(self) -> list[int]:
        """The claims the next act holds for: those selected, or the one at hand."""
        selected = self.claims.order.selected_ids()
        current = self.claims.current_id
        return selected or ([current] if current is not None else [])

    def current_claim(self) -> int | None:
        """The claim at hand; says so where there is none."""
        if self.claims.current_id is None:
            self.say(_("There is no claim here."))
        return self.claims.current_id

    @property
    def where(self) -> Where:
        """The pane that has the focus."""
        if self.focused is self.source:
            return "source"
        return "detail" if self.focused is self.detail else "claims"

    @property
    def settled(self) -> bool:
        """Whether nothing is being read in the background and the claim under the cursor is open."""
        return self._settling is None and self._beginning is None and not self._loader.busy

    def keys_in_force(self) -> dict[str, str]:
        """For each act the keys that do it, twins for input methods aside."""
        return self._review_app().keys_in_force()

    def key_for(self, action_id: str) -> str:
        """The first of the keys that do an act."""
        return self._review_app().keys_for(action_id).split()[0]

    def _review_app(self) -> ReviewApp:
        from factcheck.review.app import ReviewApp

        assert isinstance(self.app, ReviewApp)
        return self.app

    # --- the claim at hand ---

    @on(ClaimList.Highlighted)
    def settle(self) -> None:
        """Show the claim at hand once the cursor rests on it."""
        if self._settling is not None:
            self._settling.stop()
        self._settling = self.set_timer(_SETTLE, self.show_current)

    @on(ClaimList.Opened)
    def _opened(self) -> None:
        self.show_pane("source")

    @on(ClaimList.Resized)
    def _resized(self, message: ClaimList.Resized) -> None:
        self.query_one(ListHeader).columns = message.columns

    @on(SourcePane.MarkClicked)
    def _mark_clicked(self, message: SourcePane.MarkClicked) -> None:
        self.go_to(message.claim_id)

    def show_current(self) -> None:
        self._settling = None
        claim_id = self.claims.current_id
        if claim_id is None:
            self.desk.clear()
        else:
            self.attempt(lambda: self.desk.open(claim_id))
            self.call_after_refresh(self.claims.prefetch)

    # --- layout ---

    def show_pane(self, pane: Where) -> None:
        """Give ``pane`` the focus, unfolding it."""
        if pane == "detail":
            self.set_class(True, "-detail")
            self.set_class(False, "-no-detail")
        elif pane == "source":
            self.set_class(False, "-detail")
        {"claims": self.claims, "source": self.source, "detail": self.detail}[pane].focus()

    def toggle_detail(self) -> None:
        """Fold the details away, or open them."""
        if self.has_class("-narrow"):
            self.toggle_class("-detail")
        else:
            self.toggle_class("-no-detail")
        if self.focused is not None and not self.focused.display:
            self.claims.focus()
