"""Reads English sentences for the tests of the context grammar: figures found, sentences cut, contexts given."""

from __future__ import annotations

from datetime import date

from factcheck.extraction.context import Context, Discourse
from factcheck.extraction.context_en import describe
from factcheck.extraction.figure import Figure
from factcheck.extraction.figures import find_figures
from factcheck.extraction.sentences import sentences


def read(text: str, published: date | None = None) -> dict[str, Context]:
    """The context of each figure of ``text``, by the figure as written; a later one of the same form wins."""
    return {text[figure.start : figure.end]: context for figure, context in read_all(text, published)}


def read_all(text: str, published: date | None = None) -> list[tuple[Figure, Context]]:
    """All figures of ``text`` with their contexts, in order."""
    discourse = Discourse(published=published)
    found: list[tuple[Figure, Context]] = []
    for sentence in sentences(text, find_figures(text)):
        contexts = describe(text, sentence, discourse)
        found.extend(zip(sentence.figures, contexts, strict=True))
    return found
