"""From documents to stored claims: the one path that ``add`` and the demonstration take."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims_db.records import SourceAdded, Stored
from factcheck.extraction.streaming import extract_documents
from factcheck.reading.document import Document

if TYPE_CHECKING:
    from claims_db import Database


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one document: its source in the database, and its claims."""

    name: str
    source: SourceAdded
    stored: Stored


def take_in(
    database: Database, documents: Iterable[Document], *, refresh: bool = False, jobs: int = 1
) -> Iterator[Taken]:
    """Extract and store ``documents`` one after the other; yield what became of each once it is durable.

    A document whose bytes are stored already is left alone, or with ``refresh`` extracted again from the stored text:
    ids and decisions stay. A source and its claims go in together or not at all. Raises
    ``claims_db.errors.ClaimsDbError``.
    """
    waiting: deque[Taken] = deque()

    def new() -> Iterator[Document]:
        for document in documents:
            known = database.sources.by_sha256(document.sha256)
            if known is None:
                yield document
            elif refresh:
                yield stored_document(database, known)
            else:
                waiting.append(Taken(document.name, SourceAdded(known, "known"), Stored()))

    extracted = extract_documents(new(), jobs=jobs)
    for document, claims in extracted:
        while waiting:
            yield waiting.popleft()
        source, stored = database.intake(document, claims)
        yield Taken(document.name, source, stored)
    yield from waiting


def stored_documents(database: Database) -> Iterator[Document]:
    """Every stored source in its newest version, as a document to extract again."""
    for source in database.sources.list():
        if not source.superseded:
            yield stored_document(database, source.id)


def stored_document(database: Database, number: int) -> Document:
    """Source ``number`` as it is stored: the text is never derived from the bytes a second time."""
    source = database.sources.get(number)
    return Document(
        name=source.name,
        text=database.sources.text(number),
        sha256=source.sha256,
        media_type=source.media_type,
        encoding=source.encoding,
        reader=source.reader,
        title=source.title,
        published=source.published,
        boilerplate=source.boilerplate,
    )
