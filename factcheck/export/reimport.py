"""A JSON lines export, brought into a database: its sources, its claims, and what was decided about them.

What the database has already stays as it is; bringing the same export in twice changes nothing the second time.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from claims_db.errors import InvalidRecord
from claims_db.records import ClaimRecord, Finding, NewSource, SourceData
from factcheck.export.lines import BadExport, ExportLine, ReviewLine, export_lines
from factcheck.export.shelf import document_of_file

if TYPE_CHECKING:
    from claims_db import Database


@dataclass(slots=True)
class Brought:
    """What an import did, in claims, and what it refused."""

    added: int = 0
    """Claims that were not there before."""
    decided: int = 0
    """Claims that got the export's status."""
    same: int = 0
    """Claims whose status was the same already."""
    kept: int = 0
    """Claims with another status here, which stands."""
    refused: list[str] = field(default_factory=list)
    """One line each."""

    @property
    def summary(self) -> str:
        """One line for the user."""
        return (
            f"{self.added:,} new claims, {self.decided:,} decided as exported, {self.same:,} so already, "
            f"{self.kept:,} decided otherwise here and left so, {len(self.refused):,} refused"
        )


def bring_in(database: Database, path: str | Path) -> Brought:
    """Bring the export ``path`` into ``database``, source by source, links last.

    A line that can't be read, or whose source is nowhere, is refused and the others go in. Raises ``OSError`` where
    the file can't be read, ``BadExport`` where it is of another format, ``ClaimsDbError`` where the database can't be
    written.
    """
    _require_lines(path)
    brought = Brought()
    by_source: dict[str, list[ExportLine]] = {}
    for line in export_lines(path):
        if isinstance(line, BadExport):
            brought.refused.append(str(line))
        else:
            by_source.setdefault(line.review.source_sha256, []).append(line)
    here: dict[str, int] = {}
    for lines in by_source.values():
        try:
            _bring_source(database, lines, brought, here)
        except InvalidRecord as refusal:
            brought.refused.append(f"{path}: line {lines[0].number} and those of its source: {refusal}")
        except BadExport as refusal:
            brought.refused.append(f"{path}: line {lines[0].number}: {refusal}")
    for line in (line for lines in by_source.values() for line in lines):
        try:
            _bring_links(database, line, here)
        except InvalidRecord as refusal:
            brought.refused.append(f"{path}: line {line.number}: {refusal}")
    return brought


def _require_lines(path: str | Path) -> None:
    """Raises ``BadExport`` for a file that does not begin as JSON lines do, such as a spreadsheet."""
    with Path(path).open("rb") as stream:
        first = next((line.strip() for line in stream if not line.isspace()), b"{}")
    # a line that holds the brace alone begins JSON over several lines
    if not first.startswith(b"{") or first == b"{":
        raise BadExport(f"{path}: import takes JSON lines (factcheck export --format jsonl)")


def _bring_source(database: Database, lines: list[ExportLine], brought: Brought, here: dict[str, int]) -> None:
    """One source of the export with its claims, then what was decided about each; notes in ``here`` which is which.

    One uid may stand in several sources of the same text, so a claim is looked up in the source the export names.
    """
    number = database.sources.by_sha256(lines[0].review.source_sha256)
    if number is None:
        _, stored = database.intake(_source(lines), [line.as_extracted() for line in lines])
    else:
        stored = database.claims.store(number, [line.as_extracted() for line in lines], only_new=True)
    brought.added += stored.added
    number = database.sources.by_sha256(lines[0].review.source_sha256)
    for line in lines:
        rows = database.claims.rows(database.claims.by_uid(line.review.uid))
        found = next((row.id for row in rows if row.source_id == number), None)
        if found is None:
            raise BadExport(f"the uid {line.review.uid} is not that of figure {line.claim.figure!r} in its source")
        here.setdefault(line.review.uid, found)
        _bring_review(database, database.claims.get(found), line, brought)


def _source(lines: list[ExportLine]) -> SourceData:
    """The source of ``lines``: its text as exported, or the file it was."""
    first = lines[0]
    said = next((line.review for line in lines if line.review.source_text is not None), None)
    if said is not None and said.source_text is not None:
        if said.source_text_sha256 not in (None, hashlib.sha256(said.source_text.encode()).hexdigest()):
            raise BadExport("the text of its source is not the one whose hash the export gives; export it again")
        return NewSource(
            name=first.claim.source,
            text=said.source_text,
            sha256=said.source_sha256,
            media_type=said.source_media_type,
            encoding=said.source_encoding,
            reader=said.source_reader,
            title=said.source_title,
            published=said.source_published,
        )
    document = document_of_file(first.claim.source, first.review.source_sha256)
    if document is None:
        raise BadExport(
            f"its source {first.claim.source} (sha256 {first.review.source_sha256[:12]}...) is neither in the database "
            "nor in the export nor a file here; export it again with --with-text"
        )
    return document


def _bring_review(database: Database, record: ClaimRecord, line: ExportLine, brought: Brought) -> None:
    """What the export says about one claim, as far as the database does not say it already."""
    review = line.review
    if record.status == review.status:
        brought.same += 1
    elif record.status != "unreviewed":
        brought.kept += 1
    else:
        database.acts.mark([record.id], review.status, _finding(review))
        brought.decided += 1
    if corrections := {name: value for name, value in line.corrections().items() if name not in record.corrected}:
        database.acts.correct(record.id, **corrections)
    cited = {(item.url, item.quote) for item in record.evidence}
    for item in review.evidence:
        if (item.url, item.quote) not in cited:
            database.acts.cite(record.id, item.url, item.quote, item.stance, item.date_seen, item.archive_url)
    for tag in review.tags:
        database.acts.tag([record.id], tag)
    written = {note.text for note in record.notes}
    for note in review.notes:
        if note.text not in written:
            database.acts.note(record.id, note.text)


def _finding(review: ReviewLine) -> Finding | None:
    said = review.finding
    return Finding(said.rationale, said.correct_value, said.review_url) if said else None


def _bring_links(database: Database, line: ExportLine, here: dict[str, int]) -> None:
    """The links of one claim whose other claim is in this export, or once in the database."""
    for link in line.review.links:
        ends = []
        for uid in (link.first, link.second):
            known = database.claims.by_uid(uid)
            ends.append(here.get(uid) or (known[0] if len(known) == 1 else None))
        first, second = ends
        if first is not None and second is not None and first != second:
            database.acts.link(first, second, link.type, link.why)
