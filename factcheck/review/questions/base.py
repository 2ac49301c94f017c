"""What all questions share: a box with a title, a line of keys, Escape to leave, F2 to accept from any field."""

from __future__ import annotations

from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from factcheck.review.language import _

Answer = TypeVar("Answer")


class Question(ModalScreen[Answer | None], Generic[Answer]):
    """A modal question; subclasses give the fields and build the answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave"),
        Binding("f2,alt+enter", "accept", "accept"),
    ]
    WIDE: ClassVar[bool] = False
    """Whether the box takes most of the screen."""

    def __init__(self, title: str, keys: str) -> None:
        super().__init__()
        self.closing = False
        """Whether an answer was asked for and not yet looked at."""
        self._title = title
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Lay out the box around the fields."""
        with Vertical(id="box", classes="-wide" if self.WIDE else "") as box:
            box.border_title = Content(_(self._title))
            with VerticalScroll(id="fields", can_focus=False):
                yield from self.fields()
            yield Static("", id="problem", markup=False)
            yield Label(Content(_(self._keys)), id="keys")

    def fields(self) -> ComposeResult:
        """Yield the widgets of the question."""
        raise NotImplementedError

    def answer(self) -> Answer:
        """Return the answer the fields hold; raise ValueError with one line where they hold none."""
        raise NotImplementedError

    def action_accept(self) -> None:
        """Close with the answer, once the field at hand has taken in every key typed before."""
        self.closing = True
        (self.focused or self).call_later(self._accept)

    def _accept(self) -> None:
        """Close with the answer, or say what is missing; asked twice, it closes once."""
        self.closing = False
        if not self.is_current:
            return
        try:
            answer = self.answer()
        except ValueError as problem:
            self.query_one("#problem", Static).update(Content(str(problem)))
            return
        self.answered(answer)

    def answered(self, answer: Answer) -> None:
        """Close with ``answer``."""
        self.dismiss(answer)

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in a one-line field."""
        event.stop()
        self.submitted(event.input)

    def submitted(self, input: Input) -> None:
        """Go on to the next field, and accept in the last."""
        if input is self.query(Input).last():
            self.action_accept()
        else:
            self.focus_next()

    def text_of(self, selector: str) -> str | None:
        """Return what an input holds, None where it is empty."""
        return self.query_one(selector, Input).value.strip() or None


def field(label: str, *widgets: Input) -> ComposeResult:
    """Yield a label and the widgets under it."""
    yield Label(_(label), classes="label")
    yield from widgets
