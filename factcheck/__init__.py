"""factcheck: find the quantitative claims of an article, review them, match them, export them.

``factcheck.extract(text)`` is the door for programs; everything else is a package along the way of the data
(``reading``, ``repair``, ``extraction``, ``matching``, ``review``, ``export``). Imports are made where they are
used, so that ``factcheck --help`` answers at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from claims_db.claim import Claim

__version__ = "0.1.0"


def extract(text: str, *, source: str = "text", published: date | None = None, every: bool = False) -> list[Claim]:
    """The quantitative claims of ``text``, in order of their figures.

    ``source`` is the name the claims carry; ``published`` resolves "last year" and 去年同期. With ``every`` also the
    figures outside the article body and those that state no claim. Offsets count code points of ``text``, and
    ``text[c.start:c.end] == c.figure`` for every claim. Never raises on odd text: lone surrogates, NULs and
    megabyte lines give their claims, or none.
    """
    from factcheck.extraction.registry import extractor
    from factcheck.reading.document import document_of_text

    claims = extractor("rules").extract(document_of_text(text, name=source, published=published))
    return [claim for claim in claims if every or claim.reviewable]
