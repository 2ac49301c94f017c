"""The question for a link: search for the other claim, choose what it is to this one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.events import Key
from textual.widgets import Input, OptionList, RadioSet

from claims_db.records import LINK_TYPES, LinkType
from factcheck.normal_form import normal_form
from factcheck.review.columns import short_name
from factcheck.review.language import _
from factcheck.review.questions.base import field
from factcheck.review.questions.choosing import plain_option
from factcheck.review.questions.forms import Form
from factcheck.review.status import STATUSES
from factcheck.review.widgets.toggles import RadioMark

if TYPE_CHECKING:
    from claims_db.records import ClaimRow


@dataclass(frozen=True)
class LinkChoice:
    """The other claim and the relation "this ``type`` other"."""

    other: int
    type: LinkType
    why: str | None


class LinkQuestion(Form[LinkChoice]):
    """Another claim, found by words or by its number."""

    WIDE = True

    def __init__(self, title: str, find: Callable[[str], Sequence[ClaimRow]]) -> None:
        super().__init__(title, _("type to search   ↓ ↑ choose   Tab relation   Enter or F2 links   Esc leaves"))
        self._find = find
        self._rows: Sequence[ClaimRow] = ()

    def fields(self) -> ComposeResult:
        """Search, results, relation, reason."""
        yield Input(id="wanted", placeholder=_("words, or the number of a claim"))
        yield OptionList(id="found")
        with RadioSet(id="type"):
            for link_type in LINK_TYPES:
                # the least that a link can say, until the reviewer says more
                yield RadioMark(_(link_type), value=link_type == "related")
        yield from field(_("Why"), Input(id="why"))

    def on_mount(self) -> None:
        """Offer what the search finds without words: the claims of the same source."""
        self._offer("")
        # the arrows choose among the results while words are typed: Tab goes on to the relation
        self.query_one("#found", OptionList).can_focus = False
        self.query_one("#wanted", Input).focus()

    def worth_keeping(self) -> bool:
        """Words of a search are not missed, a reason is."""
        return super().worth_keeping() and self.text_of("#why") is not None

    @on(Input.Changed, "#wanted")
    def _typed(self, event: Input.Changed) -> None:
        self._offer(event.value.strip())

    def _offer(self, wanted: str) -> None:
        self._rows = self._find(wanted)
        found = self.query_one("#found", OptionList)
        found.clear_options()
        for row in self._rows:
            about = " ".join(dict.fromkeys(part for part in (row.subject, row.metric) if part))
            line = f"{row.id:>4} {STATUSES[row.status].glyph} {normal_form(row, row.per)}  {about}"
            found.add_option(plain_option(f"{line}  ({short_name(row.source_name)})", str(row.id)))
        if self._rows:
            found.highlighted = 0

    def on_key(self, event: Key) -> None:
        """Arrows move in the results while words are typed."""
        found = self.query_one("#found", OptionList)
        if self.focused is self.query_one("#wanted", Input) and event.key in ("down", "up"):
            (found.action_cursor_down if event.key == "down" else found.action_cursor_up)()
            event.stop()

    def submitted(self, input: Input) -> None:
        """Enter links, from the search or from the reason."""
        self.action_accept()

    @on(OptionList.OptionSelected, "#found")
    def _picked(self) -> None:
        self.action_accept()

    def answer(self) -> LinkChoice:
        """The claim highlighted, with the relation."""
        place = self.query_one("#found", OptionList).highlighted
        if place is None or place >= len(self._rows):
            raise ValueError(_("No claim is found: try other words, or its number."))
        link_type = LINK_TYPES[max(self.query_one("#type", RadioSet).pressed_index, 0)]
        return LinkChoice(self._rows[place].id, link_type, self.text_of("#why"))
