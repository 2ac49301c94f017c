"""What the forms for a claim's fields share: columns of one-line fields, each with its words, completion and hint."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantFocus
from textual.suggester import Suggester, SuggestFromList
from textual.widgets import Input, Static

from claims_db.claim import Claim, Kind
from claims_db.records import KINDS
from factcheck.review.drafting import NUMBERS, OFFSETS, FieldError
from factcheck.review.field_words import WORDS_OF, shown_field, shown_words, told_words
from factcheck.review.language import _
from factcheck.review.plain import visible
from factcheck.review.questions.base import field
from factcheck.review.questions.forms import Form
from factcheck.review.unit_words import completions, unit_hint

Answer = TypeVar("Answer")


class WordInput(Input):
    """A field that holds one of a few words: up and down go through them, and typing completes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "turn(1)", "next word", show=False),
        Binding("up", "turn(-1)", "previous word", show=False),
    ]

    def __init__(self, value: str, words: Sequence[str], id: str) -> None:
        super().__init__(value, id=id, suggester=SuggestFromList(words, case_sensitive=False))
        self._words = list(words)

    def action_turn(self, step: int) -> None:
        """Put the next of the words into the field, or the one before."""
        before = -1 if step > 0 else 0
        place = (self._words.index(self.value) if self.value in self._words else before) + step
        self.value = self._words[place % len(self._words)]
        self.cursor_position = len(self.value)


class _Units(Suggester):
    """Completes a unit from those that a claim of the kind at hand may have."""

    def __init__(self, kind: Callable[[], Kind]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._kind = kind

    async def get_suggestion(self, value: str) -> str | None:
        """The first symbol, then the first word, that begins with what is typed."""
        words = completions(self._kind())
        begun = next((word for word in words if word.startswith(value)), None)
        folded = value.casefold()
        return begun or next((word for word in words if word.casefold().startswith(folded)), None)


class ClaimForm(Form[Answer]):
    """Fields of ``claim``; under them the line that says what the field at hand takes."""

    WIDE = True
    AUTO_FOCUS = "#field-value"
    """Begin at what is wrong most often."""

    def __init__(self, title: str, keys: str, claim: Claim) -> None:
        super().__init__(title, keys)
        self._claim = claim

    def columns(self, *columns: Sequence[str]) -> ComposeResult:
        """Yield the fields named, side by side in columns, and the hint."""
        with Horizontal(id="columns"):
            for names in columns:
                with Vertical(classes="column"):
                    for name in names:
                        yield from field(_(name.replace("_", " ")), self._entry(name))
        yield Static("", id="hint", markup=False)

    def _entry(self, name: str) -> Input:
        value, entry_id = self.shown(name), f"field-{name}"
        if name in WORDS_OF:
            return WordInput(value, shown_words(name), entry_id)
        return Input(value, id=entry_id, suggester=_Units(self._kind) if name == "unit" else None)

    def shown(self, name: str) -> str:
        """What the field ``name`` holds before anything is typed."""
        return shown_field(name, getattr(self._claim, name))

    def written(self, names: Sequence[str]) -> dict[str, str]:
        """What was typed into those of the fields that hold something else than before."""
        typed = {name: self.text_of(f"#field-{name}") or "" for name in names}
        return {name: text for name, text in typed.items() if text != self.shown(name)}

    def answer(self) -> Answer:
        """The answer; a field that holds no value of its sort gets the focus."""
        try:
            return self.read()
        except FieldError as problem:
            self.query_one(f"#field-{problem.field}", Input).focus()
            raise

    def read(self) -> Answer:
        """Return the answer the fields hold. Raises ``ValueError`` or, for what one field holds, ``FieldError``."""
        raise NotImplementedError

    @on(DescendantFocus)
    def _hint_at(self, event: DescendantFocus) -> None:
        self._show_hint((event.widget.id or "").removeprefix("field-"))

    @on(Input.Changed, "#field-kind")
    def _kind_typed(self) -> None:
        if self.focused is not None and self.focused.id == "field-unit":
            self._show_hint("unit")

    def _show_hint(self, name: str) -> None:
        self.query_one("#hint", Static).update(Content(visible("  ".join(self._hints(name)))))

    def _hints(self, name: str) -> Iterator[str]:
        if name in WORDS_OF:
            yield _("↑ ↓ choose:")
            yield told_words(name)
        elif name == "unit":
            yield unit_hint(self._kind())
        elif name in NUMBERS:
            yield _("digits, magnitudes written out: 4500000000")
        elif name == "as_of":
            yield _("the period as the text says it: last year, 去年同期")
        elif name == "period":
            yield "2025  2025-05  2025H1  2026Q1  FY2026Q1  2023/2025"
        elif name in OFFSETS:
            yield _("characters from the beginning of the source; b moves the edges by sight")

    def _kind(self) -> Kind:
        """The kind in its field, or that of the claim while it holds none."""
        typed = self.query("#field-kind")  # not there yet while the fields are made
        said = typed.first(Input).value if typed else ""
        return next((kind for kind in KINDS if said in (kind, _(kind))), self._claim.kind)
