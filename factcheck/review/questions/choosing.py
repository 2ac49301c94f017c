"""Questions answered by choosing one of a list: a sort, an annotation to remove, a tag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.suggester import Suggester
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from factcheck.review.language import _
from factcheck.review.plain import visible
from factcheck.review.questions.base import Question
from factcheck.review.tagging import LAST_TAG, split_tags


def plain_option(text: str, id: str | None = None, disabled: bool = False) -> Option:
    """Return an option that shows ``text`` as it is, without markup."""
    return Option(Content(visible(text)), id=id, disabled=disabled)


class ChooseQuestion(Question[str]):
    """One of some options, given as (id, text)."""

    def __init__(self, title: str, options: Sequence[tuple[str, str]], current: str | None = None) -> None:
        super().__init__(title, _("↑ ↓ or j k move   Enter chooses   Esc leaves"))
        self._options = options
        self._current = current

    def fields(self) -> ComposeResult:
        """The list."""
        yield OptionList(*(plain_option(text, name) for name, text in self._options), id="options")

    def on_mount(self) -> None:
        """Begin at the current choice."""
        names = [name for name, _text in self._options]
        options = self.query_one("#options", OptionList)
        options.highlighted = names.index(self._current) if self._current in names else 0
        options.focus()

    def on_key(self, event: Key) -> None:
        """Vim's keys beside the arrows."""
        options = self.query_one("#options", OptionList)
        if event.key == "j":
            options.action_cursor_down()
        elif event.key == "k":
            options.action_cursor_up()

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_accept()

    def answer(self) -> str:
        """The id of the option chosen."""
        place = self.query_one("#options", OptionList).highlighted
        if place is None:
            raise ValueError(_("Nothing is chosen."))
        return self._options[place][0]


class LastTag(Suggester):
    """Completes the last of several tags from those in use."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(case_sensitive=True)
        self._known = known

    async def get_suggestion(self, value: str) -> str | None:
        """The value with its last tag completed, None where nothing begins so."""
        begun = LAST_TAG.search(value)
        word = begun.group().casefold() if begun else ""
        found = next((tag for tag in self._known if word and tag.casefold().startswith(word)), None)
        return None if found is None else value + found[len(word) :]


@dataclass(frozen=True)
class TagChange:
    """Tags to add, or to take away."""

    tags: tuple[str, ...]
    add: bool


class TagQuestion(Question[TagChange]):
    """Tags by name, with completion from those in use; what the claim has already is taken away."""

    def __init__(self, title: str, held: Sequence[str], known: Sequence[tuple[str, int]]) -> None:
        super().__init__(
            title, _("→ completes   commas part   ↑ ↓ choose   Enter adds, or removes what it has   Esc leaves")
        )
        self._held = frozenset(held)
        self._known = known

    def fields(self) -> ComposeResult:
        """The name, and the tags in use."""
        names = [tag for tag, _count in self._known]
        yield Input(id="tag", placeholder=_("tag, or several: h20, nvidia"), suggester=LastTag(names))
        yield OptionList(id="tags")

    def on_mount(self) -> None:
        """Show all tags."""
        self._offer("")
        self.query_one("#tag", Input).focus()

    @on(Input.Changed, "#tag")
    def _typed(self, event: Input.Changed) -> None:
        begun = LAST_TAG.search(event.value)
        self._offer(begun.group().strip().lower() if begun else "")

    def _offer(self, beginning: str) -> None:
        tags = self.query_one("#tags", OptionList)
        tags.clear_options()
        for tag, count in self._known:
            if beginning in tag.lower():
                held = "[x]" if tag in self._held else "[ ]"
                tags.add_option(plain_option(f"{held} {tag}  {count}", tag))
        tags.display = tags.option_count > 0

    def on_key(self, event: Key) -> None:
        """Arrows choose from the list while the name has the focus."""
        tags = self.query_one("#tags", OptionList)
        if event.key == "down" and self.focused is not tags and tags.option_count:
            tags.highlighted = 0
            tags.focus()
            event.stop()

    @on(OptionList.OptionSelected, "#tags")
    def _picked(self, event: OptionList.OptionSelected) -> None:
        tag = event.option.id or ""
        self.dismiss(TagChange((tag,), tag not in self._held))

    def answer(self) -> TagChange:
        """The tags typed: to be removed where the claim has all of them, else to be added."""
        tags = split_tags(self.text_of("#tag") or "")
        if not tags:
            raise ValueError(_("Type a tag, or choose one with the arrow keys."))
        return TagChange(tags, not self._held.issuperset(tags))
