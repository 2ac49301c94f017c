"""From documents to stored claims: the one path that ``add`` and the demonstration take."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims_db.errors import InvalidRecord
from claims_db.records import SourceAdded, SourceData, Stored
from factcheck.extraction.streaming import extract_documents
from factcheck.reading.document import Document

if TYPE_CHECKING:
    from claims_db import Database

STDIN = "-"
"""What readers call standard input."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one document: its source in the database, and its claims."""

    name: str
    source: SourceAdded
    stored: Stored


@dataclass(frozen=True, slots=True)
class Refused:
    """A document the database does not take, and why, in one line that names it."""

    name: str
    why: str


def take_in(
    database: Database, documents: Iterable[Document], *, refresh: bool = False, jobs: int = 1
) -> Iterator[Taken | Refused]:
    """Extract and store ``documents``; yield what became of each once it is durable, those that need no storing first.

    A document that is stored already, and current, is left alone, or with ``refresh`` extracted again from the stored
    text: ids and decisions stay. A source and its claims go in together or not at all; one that is refused does not
    keep the others out. Raises the ``claims_db.errors.ClaimsDbError`` of a database that can't be written.
    """
    settled: deque[Taken | Refused] = deque()

    def refuse(source: SourceData, refusal: InvalidRecord) -> None:
        settled.append(Refused(source.name, str(refusal)))

    def new() -> Iterator[Document]:
        for document in map(_named, documents):
            try:
                known = database.sources.standing(document)
            except InvalidRecord as refusal:
                refuse(document, refusal)
                continue
            if known is None:
                yield document
            elif refresh:
                stored = stored_document(database, known)
                yield replace(stored, name=document.name, record_file=document.record_file)
            else:
                settled.append(Taken(document.name, SourceAdded(known, "known"), Stored()))

    for source, claims in database.intake_many(extract_documents(new(), jobs=jobs), refuse):
        while settled:
            yield settled.popleft()
        yield Taken(source.name, source, claims)
    yield from settled


def _named(document: Document) -> Document:
    """Text from standard input by a name of its own: another text that comes that way is no new version of it."""
    if document.name != STDIN or document.record_file is not None:
        return document
    return replace(document, name=f"{STDIN}#{document.sha256[:8]}")


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
        record_file=source.record_file,
    )
