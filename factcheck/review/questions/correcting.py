"""The question for what extraction got wrong."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult

from claims_db.claim import Claim
from factcheck.review.drafting import CORRECTED, OFFSETS, FieldError, read_fields
from factcheck.review.language import _
from factcheck.review.plain import fit
from factcheck.review.questions.claim_fields import ClaimForm

_FIGURE = 40
"""Cells of the title for the figure."""


class CorrectQuestion(ClaimForm[dict[str, Any]]):
    """The fields of a claim, each to be overwritten; the answer holds those that changed."""

    def __init__(self, title: str, claim: Claim, text: str) -> None:
        keys = _("Tab next field   F2 or Alt+Enter saves   Esc leaves   the extracted value is kept")
        super().__init__(f"{title} · {fit(claim.figure, _FIGURE).rstrip()}", keys, claim)
        self._text = text

    def fields(self) -> ComposeResult:
        """Three columns of one-line fields."""
        yield from self.columns(CORRECTED[0:6], CORRECTED[6:12], CORRECTED[12:])

    def read(self) -> dict[str, Any]:
        """The changed fields, by name."""
        written = self.written(CORRECTED)
        for name in OFFSETS:
            place = written.get(name, "0")
            if not (place.isdecimal() and 0 <= int(place) <= len(self._text)):
                message = _("{name}: a whole number from 0 to {most} is needed.")
                raise FieldError(name, message.format(name=_(name), most=len(self._text)))
        if not written:
            raise ValueError(_("Nothing is changed: overwrite a field, or leave with Esc."))
        return read_fields(self._claim, written)
