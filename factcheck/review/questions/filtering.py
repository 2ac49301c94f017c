"""The questions that say which claims the list shows: a filter, a search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import get_args

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Label, OptionList, Select
from textual.widgets.selection_list import Selection

from claims_db.records import FLAGS, KINDS, Flag, Query, SourceSummary
from claims_db.records import STATUSES as STATUS_NAMES
from factcheck.review.blind import TELLING_FLAGS
from factcheck.review.columns import distinct_names
from factcheck.review.language import _
from factcheck.review.plain import visible
from factcheck.review.questions.base import Question
from factcheck.review.status import STATUSES
from factcheck.review.widgets.toggles import CheckList, CheckMark

FLAG_TITLES: dict[Flag, str] = {
    "unsourced": "decided without evidence",
    "noted": "with notes",
    "sourced": "with evidence",
    "linked": "with links",
    "tagged": "with tags",
    "corrected": "corrected",
    "added": "added by a reviewer",
    "retired": "no longer found in its source",
    "suggested": "with suggested matches",
    "disputed": "reviewers disagree",
}


class FilterQuestion(Question[Query]):
    """Which claims to show: all conditions hold together, several of one list are alternatives."""

    WIDE = True
    BINDINGS = [Binding("enter", "enter", "show", priority=True)]  # noqa: RUF012 - Textual's own form

    def __init__(
        self,
        query: Query,
        sources: Sequence[SourceSummary],
        tags: Sequence[tuple[str, int]],
        reviewers: Sequence[str] = (),
        *,
        blind: bool = False,
    ) -> None:
        """``blind``: nothing is offered that tells what others decided or wrote."""
        super().__init__(_("Show only"), _("Space chooses   Tab next list   Enter shows   Esc leaves"))
        self._query = query
        self._sources = sources
        self._tags = tags
        self._reviewers = reviewers
        self._blind = blind

    def fields(self) -> ComposeResult:
        """Statuses, kinds and tags side by side; source, state and words below."""
        query = self._query
        with Horizontal(id="lists"):
            statuses = [] if self._blind else [(_(STATUSES[name].label), name) for name in STATUS_NAMES]
            title = _("Status: hidden, blind review") if self._blind else _("Status")
            yield from _choices("status", title, statuses, query.status)
            yield from _choices("kind", _("Kind"), [(_(kind), kind) for kind in KINDS], query.kind)
            tags = [] if self._blind else [(f"{tag} {count}", tag) for tag, count in self._tags]
            none = _("Tags: hidden, blind review") if self._blind else _("No tags yet: t adds one")
            yield from _choices("tag", _("Tags") if tags else none, tags, query.tag)
        yield Label(_("Words in the claim"), classes="label")
        yield Input(query.text or "", id="text")
        with Horizontal(id="selects"):
            sources = [(Content(visible(label)), number) for number, label in source_labels(self._sources)]
            yield Select(sources, prompt=_("any source"), value=query.source or Select.NULL, id="source", compact=True)
            offered = [flag for flag in FLAGS if not (self._blind and flag in TELLING_FLAGS)]
            flags = [(_(FLAG_TITLES[flag]), flag) for flag in offered]
            yield Select(flags, prompt=_("any state"), value=query.flag or Select.NULL, id="flag", compact=True)
            names = list(dict.fromkeys([*self._reviewers, *([query.assignee] if query.assignee else [])]))
            people = [(Content(visible(name) or _("assigned to nobody")), name) for name in ("", *names)]
            held = Select.NULL if query.assignee is None else query.assignee
            yield Select(people, prompt=_("assigned to anybody"), value=held, id="assignee", compact=True)
        yield CheckMark(_("also figures outside the article and those that state no claim"), query.every, id="every")

    def answer(self) -> Query:
        """The query that the choices add up to."""
        source = self.query_one("#source", Select).value
        flag = self.query_one("#flag", Select).value
        assignee = self.query_one("#assignee", Select).value
        return replace(
            self._query,
            status=tuple(self.query_one("#status", CheckList).selected),
            kind=tuple(self.query_one("#kind", CheckList).selected),
            tag=tuple(self.query_one("#tag", CheckList).selected),
            text=self.text_of("#text"),
            source=source if isinstance(source, int) else None,
            flag=next((name for name in get_args(Flag) if name == flag), None),
            assignee=assignee if isinstance(assignee, str) else None,
            every=self.query_one("#every", CheckMark).value,
        )

    def action_enter(self) -> None:
        """Enter opens or closes a drop-down that has the focus; elsewhere it shows the claims."""
        focused = self.focused
        for select in self.query(Select):
            if select.expanded:
                select.query_one(OptionList).action_select()
                return
        if isinstance(focused, Select):
            focused.action_show_overlay()
            return
        self.action_accept()


def source_labels(sources: Sequence[SourceSummary]) -> Iterator[tuple[int, str]]:
    """Yield number and label of each source: what tells it from the others comes first, for a list may be narrow."""
    short = distinct_names([source.name for source in sources])
    alike = Counter(source.name for source in sources)
    for source in sources:
        number = f" #{source.id}" if alike[source.name] > 1 else ""
        title = f" · {source.title}" if source.title else ""
        yield source.id, f"{short[source.name]}{number} ({source.claims}){title}"


def _choices(id: str, title: str, options: Sequence[tuple[str, str]], chosen: Sequence[str]) -> ComposeResult:
    with Vertical(classes="choices"):
        yield Label(title, classes="label")
        yield CheckList(*(Selection(Content(visible(text)), name, name in chosen) for text, name in options), id=id)


class SearchQuestion(Question[str]):
    """Words to look for; empty ends the search."""

    def __init__(self, where: str, last: str) -> None:
        super().__init__(where, _("Enter searches   n N next and previous   Esc leaves"))
        self._last = last

    def fields(self) -> ComposeResult:
        """The words, those of the last search ready to be typed over."""
        yield Input(self._last, id="words", select_on_focus=True)

    def answer(self) -> str:
        """The words."""
        return self.query_one("#words", Input).value.strip()
