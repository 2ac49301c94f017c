"""Hostile text made harmless, one code point for one code point, and measured in terminal cells.

Scraped text may hold escape sequences, bidirectional overrides and emoji families. Each code point that could move
the cursor, reorder a line or change a neighbour's width is shown as a visible stand-in, so that offsets stay the
stored text's and the sum of the single widths is the width of the whole.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import accumulate

from rich.cells import get_character_cell_size

_INVISIBLE = "·"
"""Stands for a zero-width, joining or direction-changing character."""
_UNPRINTABLE = "�"
_REGIONAL_A = 0x1F1E6
_EMOJI_MODIFIERS = range(0x1F3FB, 0x1F400)


def _stand_in(character: str) -> str:
    """The single code point shown for ``character``: itself where that is harmless."""
    code = ord(character)
    if code < 0x20:
        return " " if character in "\t\r\n" else chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if _REGIONAL_A <= code < _REGIONAL_A + 26:
        return chr(ord("A") + code - _REGIONAL_A)
    category = unicodedata.category(character)
    if category == "Zs":
        return "\u3000" if code == 0x3000 else " "
    if category in ("Zl", "Zp"):
        return "␤"
    if category in ("Cc", "Cs", "Co", "Cn"):
        return _UNPRINTABLE
    if category == "Cf" or code in _EMOJI_MODIFIERS or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return _INVISIBLE
    if not category.startswith("M") and get_character_cell_size(character) == 0:
        return _INVISIBLE
    return character


class _Table(dict[int, str]):
    """A translation table that decides each code point when it first meets it."""

    def __missing__(self, code: int) -> str:
        shown = self[code] = _stand_in(chr(code))
        return shown


class _Widths(dict[str, int]):
    """Cells of each character as shown."""

    def __missing__(self, character: str) -> int:
        width = self[character] = get_character_cell_size(character)
        return width


_TABLE = _Table()
WIDTHS = _Widths()
"""Cells (0, 1 or 2) of a character that :func:`visible` may return."""


def visible(text: str) -> str:
    """Return ``text`` as it may be shown on one line: the same number of code points, each harmless."""
    return text if text.isascii() and text.isprintable() else text.translate(_TABLE)


def cells(text: str) -> int:
    """Return the width in terminal cells of text that :func:`visible` returned."""
    return len(text) if text.isascii() else sum(map(WIDTHS.__getitem__, text))


def cell_positions(text: str) -> Iterator[int]:
    """Yield, for each character of visible ``text``, the cells up to and including it."""
    return accumulate(map(WIDTHS.__getitem__, text))


def fit(text: str, width: int) -> str:
    """Return ``text`` made visible and exactly ``width`` cells wide: padded, or cut with an ellipsis."""
    shown = visible(text[: width * 2 + 2])
    used = cells(shown)
    if used <= width:
        return shown + " " * (width - used)
    if width <= 0:
        return ""
    kept = 0
    for index, end in enumerate(cell_positions(shown)):
        if end > width - 1:
            return f"{shown[:index]}…{' ' * (width - 1 - kept)}"
        kept = end
    return shown  # pragma: no cover - the loop ends before, since the text is too wide
