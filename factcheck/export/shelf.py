"""The sources an export refers to: by hash in a database, by name among the files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.reading.document import Document

if TYPE_CHECKING:
    from claims_db import Database
    from claims_db.records import ClaimRow


class Shelf:
    """Looks sources up one after the other and keeps the last at hand, since exports come source by source."""

    def __init__(self, database: Database | None) -> None:
        self.database = database
        self._hash: str | None = None
        self._text: str | None = None
        self._rows: dict[str, ClaimRow] = {}

    def text(self, sha256: str, name: str) -> str | None:
        """The text of the source with this hash, else of the file ``name`` if its bytes have it; None for neither."""
        self._take(sha256)
        if self._text is None and (document := document_of_file(name, sha256)):
            self._text = document.text
        return self._text

    def row(self, sha256: str, uid: str) -> ClaimRow | None:
        """The database's claim ``uid`` of the source with this hash."""
        self._take(sha256)
        return self._rows.get(uid)

    def _take(self, sha256: str) -> None:
        if self._hash == sha256:
            return
        self._hash, self._text, self._rows = sha256, None, {}
        number = self.database.sources.by_sha256(sha256) if self.database else None
        if self.database and number is not None:
            self._text = self.database.sources.text(number)
            self._rows = {row.uid: row for row in self.database.claims.of_source(number)}


def document_of_file(name: str, sha256: str) -> Document | None:
    """The file called ``name`` as it is read, where there is one and its bytes have this hash."""
    from factcheck.reading import read

    if not Path(name).is_file():
        return None
    for document in read([name]):
        if isinstance(document, Document) and document.sha256 == sha256:
            return document
    return None
