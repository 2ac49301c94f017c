"""Choosing a span of a source text by keyboard, as vim's visual mode does: one end is held, the other moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from factcheck.review.drafting import next_word, previous_word, warm, word_end
from factcheck.review.keys import bindings_for
from factcheck.review.language import _
from factcheck.review.mode_screen import ModeScreen
from factcheck.review.widgets.source_pane import Mark, Passage, SourcePane

if TYPE_CHECKING:
    from claims_db import Database

Span = tuple[int, int]


class SpanScreen(ModeScreen):
    """One span of ``text``; ``chosen`` is None until it was accepted.

    With a ``span`` to begin with, its end moves and ``o`` changes ends. With an offset alone a caret moves, and ``v``
    begins to select at it.
    """

    WHERE = "span"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for("span")

    def __init__(
        self, db: Database, title: str, text: str, marks: Sequence[Mark], span: Span, *, selecting: bool
    ) -> None:
        super().__init__(db)
        self._title = title
        self._text = text
        self._marks = marks
        self._held, self._caret = (span[0], max(span[1] - 1, span[0])) if selecting else (span[0], span[0])
        self._selecting = selecting
        self.chosen: Span | None = None

    def work(self) -> ComposeResult:
        """The text."""
        pane = SourcePane(id="span-text")
        pane.can_focus = False
        yield pane

    def on_mount(self) -> None:
        """Show where it begins."""
        self.entitle(self._title)
        self._pane.show(Passage(self._text, self._marks))
        self.run_worker(warm, group="warm", thread=True)  # while the span is being chosen
        self.call_after_refresh(self._show)

    @property
    def span(self) -> Span:
        """The span as it stands: from the one end to the other, both included."""
        return min(self._held, self._caret), max(self._held, self._caret) + 1

    @property
    def _pane(self) -> SourcePane:
        return self.query_one("#span-text", SourcePane)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each act does."""
        return {
            "span-left": partial(self._by_character, -1),
            "span-right": partial(self._by_character, 1),
            "span-word-back": partial(self._by_word, -1),
            "span-word": partial(self._by_word, 1),
            "span-down": partial(self._by_line, 1),
            "span-up": partial(self._by_line, -1),
            "span-select": self._select,
            "span-other": self._other_end,
            "span-accept": self._accept,
        }

    def _by_character(self, step: int) -> None:
        self._move(self._caret + step)

    def _by_word(self, step: int) -> None:
        if step < 0:
            self._move(previous_word(self._text, self._caret))
        elif self._selecting and self._caret >= self._held:
            self._move(word_end(self._text, self._caret))
        else:
            self._move(next_word(self._text, self._caret))

    def _by_line(self, step: int) -> None:
        self._move(self._pane.offset_below(self._caret, step))

    def _move(self, offset: int) -> None:
        self._caret = max(0, min(offset, len(self._text) - 1))
        if not self._selecting:
            self._held = self._caret
        self._show()

    def _select(self) -> None:
        self._selecting = not self._selecting
        self._held = self._caret
        self._show()

    def _other_end(self) -> None:
        self._held, self._caret = self._caret, self._held
        self._show()

    def _accept(self) -> None:
        start, end = self.span
        figure = self._text[start:end]
        if not figure.strip() or not self._selecting:
            self.say(_("Nothing is selected: v begins to select, the movements extend it."))
            return
        self.chosen = (start, end)
        self.dismiss(None)

    def _show(self) -> None:
        start, end = self.span
        self._pane.point_at((start, end), (start, end))
        self._pane.reveal(self._caret, self._caret + 1)
        if not self._selecting:
            self.say(_("v begins to select here."))
            return
        moving = _("end") if self._caret >= self._held else _("start")
        said = _("{figure} · characters {start}–{end} · the {moving} moves, o changes ends")
        self.say(said.format(figure=self._text[start:end][:60], start=f"{start:,}", end=f"{end:,}", moving=moving))
