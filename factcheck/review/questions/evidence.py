"""The question for a piece of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult
from textual.widgets import Input, Label, RadioButton, RadioSet, TextArea

from claims_db.records import STANCES, Stance
from factcheck.review.questions.base import Question, field


@dataclass(frozen=True)
class Citation:
    """Evidence as the reviewer gave it."""

    url: str
    quote: str | None
    stance: Stance
    date_seen: date | None
    archive_url: str | None


class CiteQuestion(Question[Citation]):
    """Address, quote, stance, date seen, archived copy."""

    def __init__(self, title: str) -> None:
        super().__init__(title, "Enter next field   F2 or Alt+Enter saves   Esc leaves")

    def fields(self) -> ComposeResult:
        """Five fields, the date filled with today's."""
        yield from field("Address", Input(id="url", placeholder="https://"))
        yield Label("Stance: ← → and Space", classes="label")
        with RadioSet(id="stance"):
            for stance in STANCES:
                yield RadioButton(stance, value=stance == STANCES[0])
        yield Label("Quote", classes="label")
        yield TextArea(id="quote", tab_behavior="focus", show_line_numbers=False)
        yield from field("Seen on", Input(date.today().isoformat(), id="seen", placeholder="2025-07-19"))
        yield from field("Archived copy", Input(id="archive", placeholder="https://web.archive.org/…"))

    def answer(self) -> Citation:
        """The citation; raises ValueError without an address or with a date that is none."""
        url = self.text_of("#url")
        if url is None:
            raise ValueError("The address is missing: paste the URL of the evidence.")
        seen = self.text_of("#seen")
        try:
            date_seen = date.fromisoformat(seen) if seen else None
        except ValueError:
            raise ValueError(f"“{seen}” is no date: write it as 2025-07-19, or leave it empty.") from None
        stance = STANCES[max(self.query_one("#stance", RadioSet).pressed_index, 0)]
        quote = self.query_one("#quote", TextArea).text.strip() or None
        return Citation(url, quote, stance, date_seen, self.text_of("#archive"))
