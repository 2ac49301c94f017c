"""Questions answered in words: a note, a finding."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input, Label, TextArea

from claims_db.records import Finding
from factcheck.review.language import _
from factcheck.review.questions.base import field
from factcheck.review.questions.forms import Form


def _editor(text: str, id: str) -> TextArea:
    editor = TextArea(text, id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
    editor.move_cursor(editor.document.end)  # whoever changes a text goes on with it
    return editor


class NoteQuestion(Form[str]):
    """A note of any number of lines."""

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__(title, _("F2 or Alt+Enter saves   Tab next field   Esc leaves"))
        self._text = text

    def fields(self) -> ComposeResult:
        """The editor."""
        yield _editor(self._text, "note")

    @property
    def text(self) -> str:
        """What the editor holds."""
        return self.query_one("#note", TextArea).text

    def answer(self) -> str:
        """The note's text."""
        if not self.text.strip():
            raise ValueError(_("The note is empty: write something, or leave with Esc."))
        return self.text


class FindingQuestion(Form[Finding]):
    """Why a claim was decided so, the right figure, and where the review is published."""

    def __init__(self, title: str, finding: Finding | None) -> None:
        super().__init__(title, _("F2 or Alt+Enter saves   Tab next field   Esc leaves"))
        self._finding = finding or Finding()

    def fields(self) -> ComposeResult:
        """Rationale, corrected figure, address."""
        yield Label(_("Why"), classes="label")
        yield _editor(self._finding.rationale or "", "rationale")
        yield from field(
            _("Corrected figure, where there is one"),
            Input(self._finding.correct_value or "", id="correct-value", placeholder="4.3 B USD"),
        )
        yield from field(
            _("Address of the published review"),
            Input(self._finding.review_url or "", id="review-url", placeholder="https://"),
        )

    def answer(self) -> Finding:
        """The finding; a field left empty is not stated."""
        rationale = self.query_one("#rationale", TextArea).text.strip() or None
        return Finding(rationale, self.text_of("#correct-value"), self.text_of("#review-url"))
