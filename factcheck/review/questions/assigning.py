"""The question whose claims these shall be."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from factcheck.review.language import _
from factcheck.review.plain import visible
from factcheck.review.questions.base import Question


class AssignQuestion(Question[str]):
    """A reviewer's name, with completion from those who acted; empty for nobody."""

    def __init__(self, title: str, reviewers: Sequence[str]) -> None:
        super().__init__(title, _("→ completes   Enter assigns, empty for nobody   Esc leaves"))
        self._reviewers = reviewers

    def fields(self) -> ComposeResult:
        """The name, and who there is."""
        yield Input(id="reviewer", suggester=SuggestFromList(self._reviewers, case_sensitive=False))
        yield Static(Content(visible(", ".join(self._reviewers))), classes="label", markup=False)

    def answer(self) -> str:
        """The name."""
        return self.text_of("#reviewer") or ""
