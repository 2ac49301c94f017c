"""The question for what a figure says that extraction did not find: the fields of a new claim, drafted."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from claims_db.claim import Claim
from factcheck.review.drafting import DRAFTED, with_fields
from factcheck.review.language import _
from factcheck.review.plain import visible
from factcheck.review.questions.claim_fields import ClaimForm


class DescribeQuestion(ClaimForm[Claim]):
    """The fields of a drafted claim; the answer is the claim as they say it."""

    def __init__(self, title: str, drafted: Claim) -> None:
        super().__init__(title, _("Tab next field   F2 or Alt+Enter saves   Esc leaves"), drafted)

    def fields(self) -> ComposeResult:
        """The figure, then three columns of one-line fields."""
        yield Static(Content.assemble((visible(self._claim.figure), "bold")), markup=False)
        yield from self.columns(DRAFTED[0:6], DRAFTED[6:11], DRAFTED[11:])

    def read(self) -> Claim:
        """The claim; raises ``FieldError`` where a field holds no value of its sort."""
        return with_fields(self._claim, self.written(DRAFTED))
