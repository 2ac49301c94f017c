"""The visible text of a page, rendered once: document order, one line a block, white space collapsed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SPACE = re.compile("[ \t\n\r\f]+")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NAME_WORD = re.compile(r"[a-z]+\d*|[A-Z][a-z]*\d*")
_RAISED = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
_RAISABLE = frozenset("0123456789+-−()")


@dataclass(slots=True)
class Block:
    """One line of the rendered text and where in the page it stood."""

    start: int
    end: int
    tag: str
    """The innermost element that makes a line of its own."""
    outside: bool
    """Inside an element that never holds an article (``nav``, ``footer``)."""
    doubtful: bool
    """Inside one that seldom does (``aside``, ``class="related"``)."""


@dataclass(frozen=True, slots=True)
class _Rules:
    skipped: frozenset[str]
    spaced: frozenset[str]
    blocks: frozenset[str]
    parted: frozenset[str]
    outside: frozenset[str]
    doubtful: frozenset[str]
    roles: frozenset[str]
    words: frozenset[str]


@cache
def _rules() -> _Rules:
    source = resources.files("factcheck.reading").joinpath("data/page.toml").read_text(encoding="utf-8")
    return _Rules(**{name: frozenset(words) for name, words in tomllib.loads(source).items()})


def render(tree: HtmlElement) -> tuple[str, list[Block]]:
    """The visible text below ``tree`` and its blocks, ascending.

    Raised digits become superscript characters (10⁵, m²), ruby readings are left out, cells of a table row are parted
    by tabs, paragraphs by a blank line.
    """
    from lxml.etree import iterwalk

    rules = _rules()
    rendering = _Rendering(rules)
    walker = iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if not isinstance(tag, str):
            if event == "end":
                rendering.text(element.tail)
            continue
        if event == "end":
            rendering.close(tag)
            rendering.text(element.tail)
        elif tag in rules.skipped or _is_hidden(element):
            walker.skip_subtree()
            rendering.open("", None)
        elif tag == "sup" and (raised := _raised(element)):
            walker.skip_subtree()
            rendering.open("", None)
            rendering.text(raised)
        else:
            rendering.open(tag, element)
            rendering.text(element.text)
    return "".join(rendering.parts), rendering.blocks


class _Rendering:
    """Text so far, and what has to come before the next piece of it."""

    def __init__(self, rules: _Rules) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self._rules = rules
        self._length = 0
        self._breaks = 0
        self._space = ""
        self._last_closed = ""
        # for each open element: its tag as far as it makes a line, and whether it is outside or doubtful
        self._open: list[tuple[str, str, bool, bool]] = [("", "", False, False)]
        self._preformatted = 0
        self._names: dict[str, bool] = {}

    def open(self, tag: str, element: HtmlElement | None) -> None:
        block, outside, doubtful = self._open[-1][1:]
        if tag in self._rules.spaced or tag in self._rules.blocks:
            block = tag
            self._break(2 if tag in self._rules.spaced else 1)
            outside = outside or tag in self._rules.outside
            doubtful = doubtful or (element is not None and self._is_doubtful(tag, element))
            if tag in ("article", "main"):
                doubtful = False
        elif tag == "br":
            self._break(min(self._breaks + 1, 2), exactly=True)
        elif tag in ("td", "th"):
            self._space = "\t"
        elif tag in self._rules.parted and tag == self._last_closed:
            self._space = self._space or " "
        self._preformatted += tag == "pre"
        self._last_closed = ""
        self._open.append((tag, block, outside, doubtful))

    def close(self, tag: str) -> None:
        opened = self._open.pop()[0]
        if not opened:
            return
        self._preformatted -= tag == "pre"
        if tag in self._rules.spaced:
            self._break(2)
        elif tag in self._rules.blocks:
            self._break(1)
        self._last_closed = tag

    def text(self, text: str | None) -> None:
        if not text:
            return
        if self._preformatted:
            for i, line in enumerate(text.splitlines()):
                if i:
                    self._break(1)
                self._write(line)
            return
        words = _SPACE.sub(" ", text)
        if words[0] == " ":
            self._space = self._space or " "
            words = words[1:]
        if words:
            ends_in_space = words[-1] == " "
            self._write(words[:-1] if ends_in_space else words)
            self._space = " " if ends_in_space else ""

    def _write(self, words: str) -> None:
        if not words:
            return
        if self._breaks or not self.blocks:
            if self.blocks:
                self._put("\n" * self._breaks)
            _, block, outside, doubtful = self._open[-1]
            self.blocks.append(Block(self._length, self._length, block, outside, doubtful))
        elif self._space:
            self._put(self._space)
        self._put(words)
        self.blocks[-1].end = self._length
        self._breaks = 0
        self._space = ""
        self._last_closed = ""

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)

    def _break(self, count: int, *, exactly: bool = False) -> None:
        self._breaks = count if exactly else max(self._breaks, count)
        self._space = ""

    def _is_doubtful(self, tag: str, element: HtmlElement) -> bool:
        if tag in self._rules.doubtful or element.get("role") in self._rules.roles:
            return True
        name = f"{element.get('class', '')} {element.get('id', '')}"
        if name not in self._names:
            words = {word.lower() for word in _NAME_WORD.findall(name)}
            self._names[name] = not words.isdisjoint(self._rules.words)
        return tag not in ("html", "body") and self._names[name]


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and bool(_HIDING.search(style)))


def _raised(element: HtmlElement) -> str:
    """Superscript characters for raised digits; empty for any other raised text."""
    text = "".join(element.itertext()).strip()
    if not text or len(text) > 20 or not _RAISABLE.issuperset(text):
        return ""
    return text.translate(_RAISED)
