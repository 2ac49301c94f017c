"""The question for what a figure says that extraction did not find: the fields of a new claim, drafted."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from claims_db.claim import Claim
from claims_db.records import KINDS
from factcheck.review.drafting import DRAFTED, with_fields
from factcheck.review.field_words import shown_field
from factcheck.review.language import _
from factcheck.review.plain import visible
from factcheck.review.questions.base import field
from factcheck.review.questions.forms import Form


class DescribeQuestion(Form[Claim]):
    """The fields of a drafted claim; the answer is the claim as they say it."""

    WIDE = True

    def __init__(self, title: str, drafted: Claim) -> None:
        super().__init__(title, _("Tab next field   F2 or Alt+Enter saves   Esc leaves"))
        self._drafted = drafted

    def fields(self) -> ComposeResult:
        """The figure, then three columns of one-line fields."""
        yield Static(Content.assemble((visible(self._drafted.figure), "bold")), markup=False)
        with Horizontal(id="columns"):
            for names in (DRAFTED[0:6], DRAFTED[6:11], DRAFTED[11:]):
                with Vertical(classes="column"):
                    for name in names:
                        suggester = SuggestFromList([_(kind) for kind in KINDS]) if name == "kind" else None
                        entry = Input(self._shown(name), id=f"field-{name}", suggester=suggester)
                        yield from field(_(name.replace("_", " ")), entry)

    def _shown(self, name: str) -> str:
        return shown_field(name, getattr(self._drafted, name))

    def answer(self) -> Claim:
        """The claim; raises ValueError with one line where a field holds no value of its sort."""
        written = {name: self.text_of(f"#field-{name}") or "" for name in DRAFTED}
        return with_fields(self._drafted, {name: text for name, text in written.items() if text != self._shown(name)})
