"""The question for a piece of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.widgets import Input, Label, RadioSet, TextArea

from claims_db.records import STANCES, Evidence, Stance
from factcheck.review.language import _
from factcheck.review.questions.base import field
from factcheck.review.questions.forms import Form
from factcheck.review.widgets.toggles import RadioMark


@dataclass(frozen=True)
class Citation:
    """Evidence as the reviewer gave it."""

    url: str
    quote: str | None
    stance: Stance
    date_seen: date | None
    archive_url: str | None


class CiteQuestion(Form[Citation]):
    """Address, quote, stance, date seen, archived copy."""

    def __init__(self, title: str, piece: Evidence | None = None) -> None:
        super().__init__(title, _("Enter next field   F2 or Alt+Enter saves   Esc leaves"))
        self._piece = piece
        """What is there already and is to be changed."""

    def fields(self) -> ComposeResult:
        """Five fields: as they are, or empty with today's date."""
        piece = self._piece
        yield from field(_("Address"), Input(piece.url if piece else "", id="url", placeholder="https://"))
        yield Label(_("Stance: ← → and Space"), classes="label")
        with RadioSet(id="stance"):
            for stance in STANCES:
                yield RadioMark(_(stance), value=stance == (piece.stance if piece else STANCES[0]))
        yield Label(_("Quote"), classes="label")
        yield TextArea((piece and piece.quote) or "", id="quote", tab_behavior="focus", show_line_numbers=False)
        day = piece.date_seen if piece else date.today()
        yield from field(_("Seen on"), Input(day.isoformat() if day else "", id="seen", placeholder="2025-07-19"))
        archived = (piece and piece.archive_url) or ""
        yield from field(_("Archived copy"), Input(archived, id="archive", placeholder="https://web.archive.org/…"))

    def answer(self) -> Citation:
        """The citation; raises ValueError without an address or with a date that is none."""
        url = self.text_of("#url")
        if url is None:
            raise ValueError(_("The address is missing: paste the URL of the evidence."))
        seen = self.text_of("#seen")
        try:
            date_seen = date.fromisoformat(seen) if seen else None
        except ValueError:
            raise ValueError(
                _("“{seen}” is no date: write it as 2025-07-19, or leave it empty.").format(seen=seen)
            ) from None
        stance = STANCES[max(self.query_one("#stance", RadioSet).pressed_index, 0)]
        quote = self.query_one("#quote", TextArea).text.strip() or None
        return Citation(url, quote, stance, date_seen, self.text_of("#archive"))
