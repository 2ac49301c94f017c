"""Questions answered by typing: what the fields hold survives refusals, Escape and the end of the program."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import ClassVar, TypeVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, RadioSet, Static, TextArea

from factcheck.review.drafts import Draft, Drafts
from factcheck.review.language import _
from factcheck.review.plain import visible
from factcheck.review.questions.base import Question
from factcheck.review.widgets.toggles import RadioMark

Answer = TypeVar("Answer")

_KEEP = 0.3
"""Seconds after a key within which what was typed is on its way to the disk."""


class Form(Question[Answer]):
    """A question with fields to type into.

    With ``keep_as`` its fields are kept as a draft while they are typed. With ``save`` set it stays open until that
    returns None; what it returns else is the line that says why nothing was saved.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f3", "start_over", "start over")]

    def __init__(self, title: str, keys: str) -> None:
        super().__init__(title, keys)
        self.save: Callable[[Answer], Awaitable[str | None]] | None = None
        self.unsaved = False
        """Whether it was left with something typed, which is kept."""
        self._drafts: Drafts | None = None
        self._draft_name = ""
        self._initial: dict[str, str] = {}
        self._keeping: Timer | None = None
        self._left = False

    def keep_as(self, drafts: Drafts, name: str) -> None:
        """Keep what is typed in ``drafts`` under ``name``, and begin with what is there."""
        self._drafts, self._draft_name = drafts, name

    def values(self) -> dict[str, str]:
        """What the fields hold, by their ids."""
        held = {entry.id: entry.value for entry in self.query(Input) if entry.id}
        held |= {editor.id: editor.text for editor in self.query(TextArea) if editor.id}
        return held | {choice.id: str(choice.pressed_index) for choice in self.query(RadioSet) if choice.id}

    def worth_keeping(self) -> bool:
        """Whether something was typed that would be missed."""
        return self.values() != self._initial

    def on_mount(self) -> None:
        """Take up what was typed before, and say so."""
        self._initial = self.values()
        draft = self._drafts.read(self._draft_name) if self._drafts else None
        if draft is None or draft.values == self._initial:
            return
        self._fill({**self._initial, **draft.values})
        said = _("Taken up again as you left it, not saved yet. F3 starts over.")
        if draft.base != self._initial:
            said = _("Taken up again as you left it; what is stored has changed since. F3 shows that instead.")
        self.query_one("#box").mount(Static(Content(said), id="draft", markup=False), before="#problem")

    def _fill(self, values: dict[str, str]) -> None:
        for entry in self.query(Input):
            entry.value = values.get(entry.id or "", entry.value)
        for editor in self.query(TextArea):
            if values.get(editor.id or "", editor.text) != editor.text:
                editor.text = values[editor.id or ""]
                editor.move_cursor(editor.document.end)
        for choice in self.query(RadioSet):
            place, marks = values.get(choice.id or "", ""), list(choice.query(RadioMark))
            if place.isdecimal() and int(place) < len(marks):
                marks[int(place)].value = True

    def action_start_over(self) -> None:
        """Give up what was typed: the fields hold what is stored."""
        self._fill(self._initial)
        self.query("#draft").remove()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(RadioSet.Changed)
    def _typed_into(self) -> None:
        self.query_one("#problem", Static).update("")  # it was of what the fields held before
        if self._drafts is not None and self._keeping is None and not self._left:
            self._keeping = self.set_timer(_KEEP, self._keep_meanwhile)

    def _keep_meanwhile(self) -> None:
        """Keep what the fields hold while typing goes on: no key waits for a slow disk."""
        if self._hold() and self._drafts is not None:
            self.run_worker(partial(self._drafts.flush, self._draft_name), group="draft", thread=True)

    def _keep(self) -> None:
        """Put what the fields hold on the disk before anything else happens."""
        if self._hold() and self._drafts is not None:
            self._drafts.flush(self._draft_name)

    def _hold(self) -> bool:
        """Note what the fields hold; whether there is anything to put on the disk."""
        self._keeping = None
        if self._drafts is None or self._left:
            return False
        if not self.worth_keeping():
            self._drafts.drop(self._draft_name)
            return False
        self._drafts.hold(self._draft_name, Draft(self.values(), self._initial))
        return True

    def action_leave(self) -> None:
        """Leave; what was typed is kept."""
        if self._left:
            return
        self._keep()
        self.unsaved = self._drafts is not None and self.worth_keeping()
        self._left = True
        super().action_leave()

    def answered(self, answer: Answer) -> None:
        """Save the answer, and close only when it is saved."""
        if self.save is None:
            if self._drafts is not None:  # one of several that are saved together, later
                self._drafts.write(self._draft_name, Draft(self.values(), self._initial))
            self._left = True
            self.dismiss(answer)
            return
        self._keep()  # before an act that may take long, or end with the program
        self.closing = True
        self.run_worker(self._save(answer, self.save), group="save", exclusive=True)

    async def _save(self, answer: Answer, save: Callable[[Answer], Awaitable[str | None]]) -> None:
        try:
            refusal = await save(answer)
        finally:
            self.closing = False
        if refusal is not None:
            self.query_one("#problem", Static).update(Content(visible(refusal)))
            return
        if self._left:  # given up while it was being saved
            return
        self._left = True
        if self._drafts is not None:
            self._drafts.drop(self._draft_name)
        self.dismiss(answer)
