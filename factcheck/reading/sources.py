"""One entrance for everything that can be read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath

from factcheck.reading.decoding import decode
from factcheck.reading.document import CannotRead, Document, Unreadable
from factcheck.reading.files import (
    PAGE_SUFFIXES,
    PDF_SUFFIXES,
    RECORD_SUFFIXES,
    TEXT_SUFFIXES,
    is_folder,
    read_bytes,
    walk_folder,
)

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_PAGE_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE
)


def read(sources: Iterable[str], *, records: Iterable[str] = ()) -> Iterator[Document | Unreadable]:
    """Read ``sources`` and then the record files ``records``, one document at a time.

    A source is the path of a file or folder, an ``http`` or ``https`` address, or ``-`` for standard input; a record
    file is a path or ``-``. What can't be read comes as one ``Unreadable`` in its place, and reading goes on. A page is
    fetched only for an address among ``sources``. docs/reading.md says which files of a folder count as text.
    """
    for source in sources:
        yield from _guarded(source, _read_source)
    for source in records:
        yield from _guarded(source, _read_records)


def _guarded(source: str, reader: Callable[[str], Iterator[Document | Unreadable]]) -> Iterator[Document | Unreadable]:
    try:
        yield from reader(source)
    except CannotRead as error:
        yield Unreadable("standard input" if source == "-" else source, str(error))


def _read_source(source: str) -> Iterator[Document | Unreadable]:
    if match := _ADDRESS.match(source):
        yield _fetched(source, match[1].lower())
    elif source != "-" and is_folder(source):
        for path in walk_folder(source):
            yield from _guarded(path, _read_file)
    else:
        yield from _read_file(source)


def _read_file(path: str) -> Iterator[Document | Unreadable]:
    if PurePath(path).suffix.lower() in RECORD_SUFFIXES:
        yield from _read_records(path)
    else:
        yield from_bytes(path, read_bytes(path), suffix=PurePath(path).suffix.lower())


def _read_records(path: str) -> Iterator[Document | Unreadable]:
    from factcheck.reading.records import read_records

    if path != "-" and is_folder(path):
        raise CannotRead("a folder, not a record file; give it as a source")
    yield from read_records(path)


def _fetched(address: str, scheme: str) -> Document:
    if scheme not in ("http", "https"):
        raise CannotRead("only http and https addresses can be read")
    from factcheck.reading.fetching import fetch

    page = fetch(address)
    suffix = {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt"}
    return from_bytes(address, page.data, suffix=suffix.get(page.media_type, ""), charset=page.charset)


def from_bytes(name: str, data: bytes, *, suffix: str = "", charset: str | None = None) -> Document:
    """The document that ``data`` holds: PDF or HTML by ``suffix`` or by its first bytes, else plain text.

    Raises CannotRead.
    """
    if suffix in PDF_SUFFIXES or (suffix not in TEXT_SUFFIXES and data.startswith(b"%PDF-")):
        from factcheck.reading.pdf import read_pdf

        return read_pdf(name, data)
    if suffix in PAGE_SUFFIXES or (suffix not in TEXT_SUFFIXES and _PAGE_START.match(data[:4096])):
        from factcheck.reading.page import read_page

        return read_page(name, data, charset)
    text, encoding = decode(data, charset)
    if not text.strip():
        raise CannotRead("holds nothing but white space" if text else "empty")
    return Document(name=name, text=text, sha256=hashlib.sha256(data).hexdigest(), encoding=encoding)
