"""Web pages: the visible text, and which of its lines are the article."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from factcheck.reading.decoding import decode_page
from factcheck.reading.document import CannotRead, Document
from factcheck.reading.files import MEBIBYTE
from factcheck.reading.rendering import Block, render

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LARGEST_PAGE = 32 * MEBIBYTE
"""Bytes of one page; its tree takes some ten times as much memory."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SENTENCE_END = re.compile(r"[。！？!?.…][\"”’』」)）]*$")
_SHORT = 12
"""Letters of a line below which finding it somewhere inside the article proves nothing."""
_MOST_BLOCKS = 3000
"""Lines of a page up to which the article is searched for; trafilatura takes minutes for a table of 100,000 rows."""
_SEARCH_BUDGET = 2_000_000_000
"""Comparisons up to which lines are looked for inside the article's text, not only among its lines."""


def read_page(name: str, data: bytes, charset: str | None = None) -> Document:
    """The document of an HTML page; ``charset`` is what the server said of it.

    Raises CannotRead for a page without visible text, too large or not decodable.
    """
    if len(data) > LARGEST_PAGE:
        raise CannotRead(f"a page larger than {LARGEST_PAGE // MEBIBYTE} MiB; save its text as a .txt file")
    source, encoding = decode_page(data, charset or _declared(data))
    source = _XML_DECLARATION.sub("", source)
    text, blocks = render(_parse(source))
    if not text.strip():
        raise CannotRead("a page without visible text")
    article, title, published = _find_article(source) if len(blocks) <= _MOST_BLOCKS else ([], None, None)
    return Document(
        name=name,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/html",
        encoding=encoding,
        raw=data,
        reader=f"html 1 (lxml {version('lxml')}, trafilatura {version('trafilatura')})",
        title=title,
        published=published,
        boilerplate=tuple(_outside(text, blocks, article, title)),
    )


def _declared(data: bytes) -> str | None:
    head = data[:4096]
    match = _XML_ENCODING.search(head) or _CHARSET.search(head)
    return match[1].decode("ascii") if match else None


def _parse(source: str) -> HtmlElement:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree: HtmlElement = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise CannotRead("a page without visible text") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise CannotRead("a page with elements nested too deeply to be read; save its text as a .txt file")
    return tree


def _find_article(source: str) -> tuple[list[str], str | None, date | None]:
    """The article's lines, title and day of publication, as trafilatura finds them; empty and None where it can't."""
    from trafilatura import bare_extraction

    # A date guessed from anywhere in the page (a copyright year) is worse than none: the dateline is read later.
    try:
        found: Any = bare_extraction(
            source,
            favor_recall=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (RecursionError, ValueError, AttributeError, TypeError):
        # its many heuristics fail on some broken pages; the elements' names then have to do
        return [], None, None
    if found is None:
        return [], None, None
    return (found.text or "").splitlines(), found.title or None, _day(found.date)


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written[:10]) if written else None
    except ValueError:
        return None


def _key(text: str) -> str:
    """What is left of a line when two renderings of it are compared: letters, digits and signs."""
    return "".join(unicodedata.normalize("NFKC", text).split()).strip("-*|•·").casefold()


def _outside(text: str, blocks: list[Block], article: list[str], title: str | None) -> list[tuple[int, int]]:
    """Spans of the lines that are no part of the article; neighbours joined."""
    keys = [_key(text[block.start : block.end]) for block in blocks]
    in_article = _matched(keys, article)
    if sum(len(keys[i]) for i in in_article) < 0.1 * sum(map(len, keys)) and len(in_article) < 3:
        inside = _by_element(blocks, keys)
    else:
        inside = _by_article(text, blocks, in_article)
    wanted = _key(title or "")
    inside |= {
        i
        for i, block in enumerate(blocks)
        if keys[i] and block.tag in ("h1", "h2") and not block.outside and wanted.startswith(keys[i])
    }
    spans: list[tuple[int, int]] = []
    for i, block in enumerate(blocks):
        if i in inside:
            continue
        if spans and i - 1 not in inside:
            spans[-1] = (spans[-1][0], block.end)
        else:
            spans.append((block.start, block.end))
    return spans


def _matched(keys: list[str], article: list[str]) -> set[int]:
    """Indexes of the lines that the article has too."""
    wanted = {key for line in article for key in (_key(line), *map(_key, line.split("|"))) if key}
    whole = "\n".join(_key(line).replace("|", "") for line in article)
    searchable = len(keys) * len(whole) <= _SEARCH_BUDGET
    return {
        i
        for i, key in enumerate(keys)
        if key and (key in wanted or (searchable and len(key) >= _SHORT and key in whole))
    }


def _by_article(text: str, blocks: list[Block], matched: set[int]) -> set[int]:
    """The matched lines, less furniture that was matched with them, and what stands between two of them."""

    def belongs(i: int) -> bool:
        block = blocks[i]
        if block.outside:
            return False
        return not block.doubtful or bool(_SENTENCE_END.search(text[block.start : block.end]))

    inside = {i for i in matched if belongs(i)}
    if inside:
        between = range(min(inside), max(inside))
        inside |= {i for i in between if not blocks[i].doubtful and not blocks[i].outside}
    return inside


def _by_element(blocks: list[Block], keys: list[str]) -> set[int]:
    """Every line outside navigation and its like; names of classes count only while they leave most of the page."""
    plain = {i for i, block in enumerate(blocks) if not block.outside}
    sure = {i for i in plain if not blocks[i].doubtful}
    if sum(len(keys[i]) for i in sure) >= 0.3 * sum(len(keys[i]) for i in plain):
        return sure
    return plain or set(range(len(blocks)))
