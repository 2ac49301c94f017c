"""From documents to stored claims: the one path that ``add`` and the demonstration take."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims_db.errors import InvalidRecord
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


@dataclass(frozen=True, slots=True)
class Refused:
    """A document the database does not take, and why, in one line that names it."""

    name: str
    why: str


def take_in(
    database: Database, documents: Iterable[Document], *, refresh: bool = False, jobs: int = 1
) -> Iterator[Taken | Refused]:
    """Extract and store ``documents``; yield what became of each, in their order, once it is durable.

    A document whose bytes are stored already is left alone, or with ``refresh`` extracted again from the stored text:
    ids and decisions stay. A source and its claims go in together or not at all; one that is refused does not keep
    the others out. Raises the ``claims_db.errors.ClaimsDbError`` of a database that can't be written.
    """
    # names of documents on their way into the file, and what is known already of those between them
    order: deque[str | Taken] = deque()

    def new() -> Iterator[Document]:
        for document in documents:
            known = database.sources.by_sha256(document.sha256)
            if known is not None and not refresh:
                order.append(Taken(document.name, SourceAdded(known, "known"), Stored()))
            else:
                order.append(document.name)
                yield document if known is None else stored_document(database, known)

    pairs = extract_documents(new(), jobs=jobs)
    more = True
    while more:
        try:
            for source, stored in database.intake_many(pairs):
                yield from _known(order)
                yield Taken(_next_name(order), source, stored)
            more = False
        except InvalidRecord as refusal:
            # the store has kept what came before; the stream goes on behind the refused one
            yield from _known(order)
            yield Refused(_next_name(order), str(refusal))
    yield from _known(order)


def _known(order: deque[str | Taken]) -> Iterator[Taken]:
    """What stands at the front of ``order`` and needs no storing."""
    while order and isinstance(order[0], Taken):
        item = order.popleft()
        if isinstance(item, Taken):
            yield item


def _next_name(order: deque[str | Taken]) -> str:
    item = order.popleft()
    return item if isinstance(item, str) else item.name


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
