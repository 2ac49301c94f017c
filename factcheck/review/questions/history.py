"""The history of a claim, act by act; any of its states can be gone back to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from factcheck.review.history_text import event_head, event_sentences
from factcheck.review.language import _
from factcheck.review.questions.base import Question

if TYPE_CHECKING:
    from claims_db.records import Event


class HistoryQuestion(Question[int]):
    """Who did what when, the last act highlighted; the answer is the event to go back to, 0 for before the first."""

    WIDE = True

    def __init__(self, title: str, events: Sequence[Event], claim_id: int) -> None:
        super().__init__(title, _("j k move   Enter goes back to the state after that act   Esc leaves"))
        self._events = events
        self._claim_id = claim_id

    def fields(self) -> ComposeResult:
        """The acts, oldest first."""
        yield OptionList(
            Option(Content(_("as it was before the first act")), id="0"),
            *(Option(Content("\n").join(self._lines(event)), id=str(event.id)) for event in self._events),
            id="events",
        )

    def _lines(self, event: Event) -> list[Content]:
        return event_lines(event, self._claim_id)

    def on_mount(self) -> None:
        """Begin at the state the claim is in."""
        events = self.query_one("#events", OptionList)
        events.highlighted = len(self._events)
        events.focus()

    def on_key(self, event: Key) -> None:
        """Vim's keys beside the arrows, and q."""
        events = self.query_one("#events", OptionList)
        match event.key:
            case "j":
                events.action_cursor_down()
            case "k":
                events.action_cursor_up()
            case "q":
                self.dismiss(None)

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_accept()

    def answer(self) -> int:
        """The event highlighted."""
        place = self.query_one("#events", OptionList).highlighted
        if not place:
            return 0
        return self._events[place - 1].id

    def text_lines(self) -> Sequence[str]:
        """The lines as plain text."""
        return [line.plain for event in self._events for line in self._lines(event)]


def event_lines(event: Event, about: int | None = None) -> list[Content]:
    """Return an act as lines: who, what, when, the claim where it is not ``about``, and a sentence for each change."""
    when, who, act = event_head(event, about)
    head = Content.assemble((f"{when}  ", "$text-muted"), (who, "bold"), f"  {act}")
    return [head, *(Content(f"    {sentence}") for sentence in event_sentences(event))]
