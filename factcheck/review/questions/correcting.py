"""The question for what extraction got wrong."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from claims_db.claim import Claim
from factcheck.review.field_words import read_word, shown_field
from factcheck.review.language import _
from factcheck.review.questions.base import field
from factcheck.review.questions.forms import Form

NUMBERS = ("value", "low", "high")
WORDS = ("unit", "comparator", "direction", "subject", "metric", "relative_to", "period", "attributed_to", "modality")
OFFSETS = ("start", "end")


class CorrectQuestion(Form[dict[str, Any]]):
    """The fields of a claim, each to be overwritten; the answer holds those that changed."""

    WIDE = True

    def __init__(self, title: str, claim: Claim, text: str) -> None:
        super().__init__(title, _("Tab next field   F2 or Alt+Enter saves   Esc leaves   the extracted value is kept"))
        self._claim = claim
        self._text = text

    def fields(self) -> ComposeResult:
        """Three columns of one-line fields."""
        names = (*NUMBERS, *WORDS, *OFFSETS)
        with Horizontal(id="columns"):
            for column in (names[0:5], names[5:10], names[10:]):
                with Vertical(classes="column"):
                    for name in column:
                        yield from field(_(name.replace("_", " ")), Input(self._shown(name), id=f"field-{name}"))

    def _shown(self, name: str) -> str:
        return shown_field(name, getattr(self._claim, name))

    def answer(self) -> dict[str, Any]:
        """The changed fields, by name."""
        changed: dict[str, Any] = {}
        for name in (*NUMBERS, *WORDS, *OFFSETS):
            written = self.text_of(f"#field-{name}")
            if (written or "") == self._shown(name):
                continue
            changed[name] = self._read(name, written)
        if not changed:
            raise ValueError(_("Nothing is changed: overwrite a field, or leave with Esc."))
        return changed

    def _read(self, name: str, written: str | None) -> Decimal | int | str | None:
        if name in NUMBERS:
            try:
                return Decimal(written.replace(",", "")) if written else None
            except InvalidOperation:
                message = _("{name}: “{text}” is no number; write digits such as 4500000000.")
                raise ValueError(message.format(name=_(name), text=written)) from None
        if name in OFFSETS:
            if not written or not written.isdecimal() or not 0 <= int(written) <= len(self._text):
                message = _("{name}: a whole number from 0 to {most} is needed.")
                raise ValueError(message.format(name=_(name), most=len(self._text)))
            return int(written)
        return read_word(name, written) if written else None
