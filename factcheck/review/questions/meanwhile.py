"""The question after another reviewer changed a claim while an act was being written: theirs and one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from factcheck.review.language import _
from factcheck.review.plain import visible
from factcheck.review.questions.choosing import ChooseQuestion
from factcheck.review.questions.history import event_lines

if TYPE_CHECKING:
    from claims_db.records import Event

_SHOWN = 6
"""Acts of others that are listed, the last ones."""


class MeanwhileQuestion(ChooseQuestion):
    """What others did, what the reviewer was about to do, and whether to do it all the same."""

    WIDE = True

    def __init__(self, events: Sequence[Event], own: Sequence[str]) -> None:
        super().__init__(
            _("Changed meanwhile"),
            [("again", _("Do mine all the same; both stay in the history")), ("leave", _("Leave it as it is now"))],
        )
        self._events = events[-_SHOWN:]
        self._own = own

    def fields(self) -> ComposeResult:
        """Theirs, mine, and the choice."""
        lines = [line for event in self._events for line in event_lines(event)]
        lines += [Content(""), Content.styled(_("Yours, not written yet"), "bold")]
        lines += [Content(f"    {visible(line)}") for line in self._own]
        yield Static(Content("\n").join(lines), id="meanwhile", markup=False)
        yield from super().fields()
