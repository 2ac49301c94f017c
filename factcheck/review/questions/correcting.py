"""The question for what extraction got wrong."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.suggester import SuggestFromList
from textual.widgets import Input

from claims_db.claim import Claim
from claims_db.records import KINDS
from factcheck.review.drafting import CORRECTED, OFFSETS, read_field
from factcheck.review.field_words import shown_field
from factcheck.review.language import _
from factcheck.review.questions.base import field
from factcheck.review.questions.forms import Form


class CorrectQuestion(Form[dict[str, Any]]):
    """The fields of a claim, each to be overwritten; the answer holds those that changed."""

    WIDE = True

    def __init__(self, title: str, claim: Claim, text: str) -> None:
        super().__init__(title, _("Tab next field   F2 or Alt+Enter saves   Esc leaves   the extracted value is kept"))
        self._claim = claim
        self._text = text

    def fields(self) -> ComposeResult:
        """Three columns of one-line fields."""
        with Horizontal(id="columns"):
            for column in (CORRECTED[0:6], CORRECTED[6:12], CORRECTED[12:]):
                with Vertical(classes="column"):
                    for name in column:
                        suggester = SuggestFromList([_(kind) for kind in KINDS]) if name == "kind" else None
                        entry = Input(self._shown(name), id=f"field-{name}", suggester=suggester)
                        yield from field(_(name.replace("_", " ")), entry)

    def _shown(self, name: str) -> str:
        return shown_field(name, getattr(self._claim, name))

    def answer(self) -> dict[str, Any]:
        """The changed fields, by name."""
        changed: dict[str, Any] = {}
        for name in CORRECTED:
            written = self.text_of(f"#field-{name}")
            if (written or "") == self._shown(name):
                continue
            changed[name] = self._read(name, written)
        if not changed:
            raise ValueError(_("Nothing is changed: overwrite a field, or leave with Esc."))
        return changed

    def _read(self, name: str, written: str | None) -> Decimal | int | str | None:
        if name in OFFSETS and not (written and written.isdecimal() and 0 <= int(written) <= len(self._text)):
            message = _("{name}: a whole number from 0 to {most} is needed.")
            raise ValueError(message.format(name=_(name), most=len(self._text)))
        return read_field(name, written or "")
