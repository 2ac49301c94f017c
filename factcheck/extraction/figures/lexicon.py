"""The word lists behind the figure grammar: data files beside the code, and the user's own on top of them.

Formats are documented in docs/lexicons.md. A user's file has the name of the built-in one, lies in the folder that
the environment variable ``FACTCHECK_LEXICONS`` names (else in ``lexicons`` in the user's configuration folder), and
adds to it; where both define one word, the user's file wins.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import ascii_letters, digits
from typing import Final, Generic, TypeVar

T = TypeVar("T")

FOLDER_VARIABLE: Final = "FACTCHECK_LEXICONS"


class LexiconError(ValueError):
    """A line of a lexicon that can't be read; the message names file, line and remedy."""


def user_folder() -> Path:
    """Where a user's own lexicons are looked for."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("factcheck", appauthor=False) / "lexicons"


def _lines(name: str) -> Iterator[tuple[str, str]]:
    """The lines of the built-in file and then of the user's, each with its place for error messages."""
    builtin = files("factcheck.extraction") / "data" / name
    sources = [(name, builtin.read_text("utf-8"))]
    own = user_folder() / name
    try:
        sources.append((str(own), own.read_text("utf-8-sig")))
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{own}: can't be read ({error}); save it as UTF-8 text or move it away") from None
    for source, text in sources:
        for number, line in enumerate(text.split("\n"), 1):
            line = line.rstrip("\r")
            if line.strip() and not line.startswith("# "):
                yield f"{source}, line {number}", line


def rows(name: str, columns: int) -> Iterator[tuple[str, list[str]]]:
    """Rows of a tab-separated lexicon, missing cells at the end empty, each with its place for error messages."""
    for place, line in _lines(name):
        cells = line.split("\t")
        if len(cells) > columns:
            raise LexiconError(f"{place}: {len(cells)} columns where {columns} are known; see docs/lexicons.md")
        yield place, cells + [""] * (columns - len(cells))


def words_of(cell: str) -> list[str]:
    """The comma-separated words of a cell; a space at a word's end counts."""
    return [word for word in cell.split(",") if word]


@cache
def groups(name: str) -> Mapping[str, frozenset[str]]:
    """The groups of a word list: ``heading:`` lines and the words, parted by spaces, below each."""
    found: dict[str, set[str]] = {}
    heading = ""
    for _, line in _lines(name):
        first, _, rest = line.partition(":")
        if rest or line.endswith(":"):
            heading, line = first.strip(), rest
        found.setdefault(heading, set()).update(line.split())
    return {key: frozenset(value) for key, value in found.items()}


@cache
def word_list(name: str) -> frozenset[str]:
    """All words of a word list, whatever their group."""
    return frozenset().union(*groups(name).values())


_SHORT: Final = (2, 1)
_WORD_CHARACTERS: Final = frozenset(ascii_letters + digits)


class Lookup(Generic[T]):
    """Longest match of known words at a place of a text, in time bounded by the longest word."""

    __slots__ = ("_first", "_lengths", "forms")

    def __init__(self, forms: Mapping[str, T]) -> None:
        self.forms = dict(forms)
        lengths: dict[str, set[int]] = {}
        for form in self.forms:
            lengths.setdefault(form[:3], set()).add(len(form))
        long = {first: found for first, found in lengths.items() if len(first) == 3}
        self._lengths = {
            first: tuple(sorted(found | {n for n in (1, 2) if first[:n] in self.forms}, reverse=True))
            for first, found in long.items()
        }
        self._first = frozenset(form[0] for form in self.forms)

    def at(self, text: str, start: int) -> tuple[T, int] | None:
        """The entry of the longest known word that begins at ``start``, and where it ends.

        A word that ends in an ASCII letter must not run on into another letter or a digit.
        """
        first = text[start : start + 3]
        if not first or first[0] not in self._first:
            return None
        forms = self.forms
        for length in self._lengths.get(first, _SHORT):
            word = text[start : start + length]
            entry = forms.get(word)
            if entry is not None and len(word) == length:
                if word[-1] in _WORD_CHARACTERS and text[start + length : start + length + 1] in _WORD_CHARACTERS:
                    continue
                return entry, start + length
        return None


class SuffixLookup(Generic[T]):
    """Longest match of known words that end at a place of a text."""

    __slots__ = ("_lengths", "forms")

    def __init__(self, forms: Mapping[str, T]) -> None:
        self.forms = dict(forms)
        lengths: dict[str, set[int]] = {}
        for form in self.forms:
            lengths.setdefault(form[-1], set()).add(len(form))
        self._lengths = {last: sorted(found, reverse=True) for last, found in lengths.items()}

    def before(self, text: str, end: int, floor: int = 0) -> tuple[T, int] | None:
        """The entry of the longest known word that ends at ``end`` and begins at ``floor`` or later, and its start."""
        if end <= floor:
            return None
        lengths = self._lengths.get(text[end - 1])
        if lengths is None:
            return None
        for length in lengths:
            start = end - length
            if start >= floor:
                entry = self.forms.get(text[start:end])
                if entry is not None:
                    return entry, start
        return None
