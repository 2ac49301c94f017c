"""Questions answered by choosing one of a list: a sort, an annotation to remove, a tag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key
from textual.suggester import SuggestFromList
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from factcheck.review.plain import visible
from factcheck.review.questions.base import Question


def plain_option(text: str, id: str | None = None, disabled: bool = False) -> Option:
    """Return an option that shows ``text`` as it is, without markup."""
    return Option(Content(visible(text)), id=id, disabled=disabled)


class ChooseQuestion(Question[str]):
    """One of some options, given as (id, text)."""

    def __init__(self, title: str, options: Sequence[tuple[str, str]], current: str | None = None) -> None:
        super().__init__(title, "↑ ↓ or j k move   Enter chooses   Esc leaves")
        self._options = options
        self._current = current

    def fields(self) -> ComposeResult:
        """The list."""
        yield OptionList(*(plain_option(text, name) for name, text in self._options), id="options")

    def on_mount(self) -> None:
        """Begin at the current choice."""
        names = [name for name, _ in self._options]
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
            raise ValueError("Nothing is chosen.")
        return self._options[place][0]


@dataclass(frozen=True)
class TagChange:
    """A tag to add, or to take away."""

    tag: str
    add: bool


class TagQuestion(Question[TagChange]):
    """A tag by name, with completion from those in use; one the claim has already is taken away."""

    def __init__(self, title: str, held: Sequence[str], known: Sequence[tuple[str, int]]) -> None:
        super().__init__(title, "→ completes   ↑ ↓ choose   Enter adds, or removes one it has   Esc leaves")
        self._held = frozenset(held)
        self._known = known

    def fields(self) -> ComposeResult:
        """The name, and the tags in use."""
        names = [tag for tag, _ in self._known]
        yield Input(id="tag", placeholder="tag", suggester=SuggestFromList(names, case_sensitive=False))
        yield OptionList(id="tags")

    def on_mount(self) -> None:
        """Show all tags."""
        self._offer("")
        self.query_one("#tag", Input).focus()

    @on(Input.Changed, "#tag")
    def _typed(self, event: Input.Changed) -> None:
        self._offer(event.value.strip().lower())

    def _offer(self, beginning: str) -> None:
        tags = self.query_one("#tags", OptionList)
        tags.clear_options()
        for tag, count in self._known:
            if beginning in tag.lower():
                held = "✓" if tag in self._held else " "
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
        self.dismiss(TagChange(tag, tag not in self._held))

    def answer(self) -> TagChange:
        """The tag typed."""
        tag = self.text_of("#tag")
        if tag is None:
            raise ValueError("Type a tag, or choose one with the arrow keys.")
        return TagChange(tag, tag not in self._held)
