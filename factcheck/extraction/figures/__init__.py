"""The figure grammar: finds every number used as a quantity in Chinese and English text."""

from __future__ import annotations

from factcheck.extraction.figure import Figure
from factcheck.repair.script import beyond_ascii

__all__ = ["find_figures"]


def find_figures(
    text: str, *, country_hint: str | None = None, quick: bool = True, beyond: str | None = None
) -> list[Figure]:
    """All figures of ``text``, ascending and not overlapping; offsets count its code points.

    ``text`` is best the repaired view (simplified Chinese, ASCII width), but anything is read without failing.
    ``country_hint``: ISO 3166 code of the source's country, which decides what a bare $ or 元 is.
    ``quick`` false reads plain shapes with the full grammar too: the same figures, slower. ``beyond`` is the text's
    ``beyond_ascii``, for callers that have it. Time is linear in the length of the text.
    """
    from factcheck.extraction.figures.finish import figures

    return figures(text, country_hint, quick, beyond_ascii(text) if beyond is None else beyond)
