"""PDF files: their text layer."""

from __future__ import annotations

import hashlib
import re
import statistics
from importlib.metadata import version
from typing import Any

from factcheck.reading.document import CannotRead, Document

_LIST_ITEM = re.compile(r"\s*(?:[•·▪◦*–—-]|\(?\d{1,2}[.)、]|[(（]?[一二三四五六七八九十]{1,3}[)）、])\s*\S")
_FULL = 0.8
"""Share of the usual line length from which a line is taken to be broken by the margin."""


def read_pdf(name: str, data: bytes) -> Document:
    """The document of a PDF file's text layer, lines that the margin broke joined again, pages parted by a blank line.

    Raises CannotRead for a broken or locked file, or one without a text layer (a scan).
    """
    import pypdfium2
    from pypdfium2 import PdfiumError

    try:
        file = pypdfium2.PdfDocument(data)
    except PdfiumError as error:
        locked = "assword" in str(error)
        reason = "locked by a password; save an open copy" if locked else "a broken PDF file; save it anew"
        raise CannotRead(reason) from error
    try:
        pages = [_page_text(file, i) for i in range(len(file))]
        metadata = file.get_metadata_dict()
    except PdfiumError as error:
        raise CannotRead("a broken PDF file; save it anew") from error
    finally:
        file.close()
    text = "\n\n".join(page for page in pages if page)
    if not text:
        raise CannotRead("a PDF file without a text layer (a scan?); run it through OCR first")
    return Document(
        name=name,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="application/pdf",
        raw=data,
        reader=f"pdf 1 (pypdfium2 {version('pypdfium2')})",
        title=(metadata.get("Title") or "").strip() or None,
    )


def _page_text(file: Any, number: int) -> str:
    page = file[number]
    textpage = page.get_textpage()
    try:
        return _unwrap(textpage.get_text_bounded().replace("\r\n", "\n").replace("\r", "\n"))
    finally:
        textpage.close()
        page.close()


def _unwrap(text: str) -> str:
    """Join lines that end at the margin with the next one."""
    lines = [line.rstrip() for line in text.split("\n")]
    lengths = [_columns(line) for line in lines if line]
    if len(lengths) < 3:
        return "\n".join(lines).strip()
    margin = _FULL * statistics.quantiles(lengths, n=10)[-1]
    joined: list[str] = []
    full = False
    for line in lines:
        if full and line and not _LIST_ITEM.match(line):
            before = joined[-1]
            if before.endswith(("\u00ad", "\ufffe", "\x02")):  # a hyphen that only the line break made
                joined[-1] = before[:-1] + line
            else:
                wide = before[-1] > "\u2e80" or line[0] > "\u2e80"
                joined[-1] = before + ("" if wide else " ") + line
        else:
            joined.append(line)
        full = _columns(line) >= margin
    return "\n".join(joined).strip()


def _columns(line: str) -> int:
    return len(line) + sum(character > "\u2e80" for character in line)
