"""What every reader hands on: one source, decoded once, with where it came from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Document:
    """One source text and its provenance.

    ``text`` is what is stored and what all offsets count in (code points). For plain text and records it is the
    decoded text itself, byte order mark aside; for HTML the visible text as ``reader`` rendered it.
    """

    name: str
    """Path, URL or record id, as the user gave it."""
    text: str
    sha256: str
    """Of the bytes read; of the UTF-8 text for a record."""
    media_type: str = "text/plain"
    encoding: str | None = None
    raw: bytes | None = None
    """The bytes as read, kept where ``text`` is a rendering of them."""
    reader: str = "text 1"
    """Name and version of what made ``text`` from the bytes."""
    title: str | None = None
    published: date | None = None
    boilerplate: tuple[tuple[int, int], ...] | None = None
    """Spans of ``text`` outside the article, ascending; None where the reader can't tell (plain text)."""
    record_file: str | None = None
    """The record file that ``name`` is an id of; None for a name of its own right."""


def document_of_text(text: str, *, name: str, published: date | None = None) -> Document:
    """A document of text already in memory; its hash is that of the UTF-8 text (lone surrogates kept as they are)."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(name=name, text=text, sha256=digest, published=published)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that gave no document, and why; reading goes on with the others."""

    name: str
    """Path, URL, or record file, as the user gave it."""
    reason: str
    """What is wrong and what would work, without a line break."""

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


class CannotRead(Exception):  # noqa: N818 - a reason, raised and caught inside this package
    """Raised inside the readers; its text becomes ``Unreadable.reason``."""
