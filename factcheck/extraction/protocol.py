"""What an extractor is: anything that turns a document into claims.

Another package adds one by the entry point group ``factcheck.extractors``; the built-in one is ``rules``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from claims_db.claim import Claim
from factcheck.reading.document import Document


class Extractor(Protocol):
    """Finds the quantitative claims of a document.

    ``name`` and ``version`` are stored with every claim, so that a later release can extract again.
    """

    name: str
    version: str

    def extract(self, document: Document) -> Iterable[Claim]:
        """Yield claims in order of ``start``; ``document.text[c.start:c.end] == c.figure`` for each."""
        ...
