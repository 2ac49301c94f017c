"""How the tests of the Chinese context grammar ask for contexts: through the real figures and sentences."""

from __future__ import annotations

from datetime import date

from factcheck.extraction.context import Context, Discourse
from factcheck.extraction.context_zh import describe
from factcheck.extraction.figures import find_figures
from factcheck.extraction.sentences import sentences

PUBLISHED = date(2025, 8, 1)


def contexts(text: str, published: date | None = PUBLISHED) -> dict[str, Context]:
    """Figure text to its context, for every figure of ``text``."""
    discourse = Discourse(published=published)
    found: dict[str, Context] = {}
    for sentence in sentences(text, find_figures(text)):
        for figure, context in zip(sentence.figures, describe(text, sentence, discourse), strict=True):
            found[text[figure.start : figure.end]] = context
    return found
