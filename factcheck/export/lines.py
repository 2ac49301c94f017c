"""JSON lines exports as they are read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import msgspec

from claims_db.claim import Claim
from claims_db.claim_json import decode
from claims_db.corrections import field_value
from claims_db.errors import ClaimsDbError
from claims_db.records import LinkType, Stance, Status

Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class BadExport(ValueError):
    """A file that is no export, or a line of one that can't be read; the text is one line that names it."""


class FindingLine(msgspec.Struct):
    """Why a claim was decided so."""

    rationale: str | None = None
    correct_value: str | None = None
    review_url: str | None = None


class EvidenceLine(msgspec.Struct):
    """A document that bears on a claim."""

    url: str
    stance: Stance = "supports"
    quote: str | None = None
    date_seen: date | None = None
    archive_url: str | None = None


class LinkLine(msgspec.Struct, rename={"first": "from", "second": "to"}):
    """A link between two claims, by their uids."""

    type: LinkType
    first: str
    second: str
    why: str | None = None


class NoteLine(msgspec.Struct):
    """A private note."""

    text: str


class ReviewLine(msgspec.Struct):
    """What an export line says beside the claim itself."""

    uid: str
    status: Status
    source_sha256: Hash
    id: int | None = None
    source_text_sha256: Hash | None = None
    source_text: str | None = None
    source_title: str | None = None
    source_published: date | None = None
    source_media_type: str = "text/plain"
    source_encoding: str | None = None
    source_reader: str = "text 1"
    extracted: Claim | None = None
    """The claim before reviewers corrected it, where they did."""
    corrected: tuple[str, ...] = ()
    finding: FindingLine | None = None
    evidence: tuple[EvidenceLine, ...] = ()
    tags: tuple[str, ...] = ()
    links: tuple[LinkLine, ...] = ()
    notes: tuple[NoteLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportLine:
    """One line of an export: its number, counted from 1, the claim, and what was decided about it."""

    number: int
    claim: Claim
    """As reviewers left it."""
    review: ReviewLine

    def as_extracted(self) -> Claim:
        """The claim before reviewers corrected it."""
        return self.review.extracted or self.claim

    def corrections(self) -> dict[str, Any]:
        """The fields that reviewers corrected, with the corrected values."""
        return {name: field_value(self.claim, name) for name in self.review.corrected}


def export_lines(path: str | Path) -> Iterator[ExportLine | BadExport]:
    """The lines of the JSON lines export ``path``; one that can't be read comes as a ``BadExport`` that says why.

    Raises ``OSError`` where the file can't be read.
    """
    reviews = msgspec.json.Decoder(ReviewLine)
    with Path(path).open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if line.isspace():
                continue
            try:
                yield ExportLine(number, decode(line), reviews.decode(line))
            except (msgspec.DecodeError, ClaimsDbError, UnicodeDecodeError) as error:
                yield BadExport(f"{path}: line {number} is no line of a JSON lines export: {error}")
