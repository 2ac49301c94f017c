"""CSV after RFC 4180 (CRLF, quotes doubled, one header line), safe to open in a spreadsheet program."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import fields
from decimal import Decimal
from typing import BinaryIO

from claims_db.claim import Claim, Statement
from factcheck.export.formulas import guarded
from factcheck.export.selection import Exported

CLAIM_FIELDS = tuple(part.name for part in fields(Claim))
CLAIM_COLUMNS = tuple(
    column
    for name in CLAIM_FIELDS
    for column in (("statement_start", "statement_end", "statement") if name == "statement" else (name,))
)
REVIEW_COLUMNS = (
    *("source_sha256", "source_title", "source_published", "rationale", "correct_value", "review_url"),
    *("evidence", "tags", "links", "decided_at"),
)
NOTE_COLUMN = "notes"
REVIEWER_COLUMN = "reviewers"


def write_csv(
    claims: Iterable[Exported],
    stream: BinaryIO,
    *,
    mark: bool = False,
    notes: bool = False,
    reviewers: bool = False,
) -> None:
    """Write ``claims`` as UTF-8 CSV; with ``mark`` a byte order mark first, which some spreadsheet programs need."""
    header = ["id", "uid", "status", *CLAIM_COLUMNS, *REVIEW_COLUMNS]
    header += [NOTE_COLUMN] * notes + [REVIEWER_COLUMN] * reviewers
    if mark:
        stream.write(codecs.BOM_UTF8)
    _write(header, (_cells(claim, notes, reviewers) for claim in claims), stream)


def write_claims_csv(claims: Iterable[Claim], stream: BinaryIO) -> None:
    """Write claims that no database holds as UTF-8 CSV."""
    _write(CLAIM_COLUMNS, map(claim_cells, claims), stream)


def _write(header: Iterable[str], rows: Iterable[Iterable[str]], stream: BinaryIO) -> None:
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    for row in _with(header, rows):
        writer.writerow(row)
        stream.write(line.getvalue().encode("utf-8", "replace"))
        line.seek(0)
        line.truncate()


def _with(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[Iterable[str]]:
    yield header
    yield from rows


def claim_cells(claim: Claim) -> list[str]:
    """The cells of ``CLAIM_COLUMNS``."""
    cells: list[str] = []
    for name in CLAIM_FIELDS:
        value = getattr(claim, name)
        if isinstance(value, Statement):
            cells += [str(value.start), str(value.end), guarded(value.text)]
        else:
            cells.append(_cell(value))
    return cells


def _cell(value: object) -> str:
    """Numbers in plain notation, as they are; text defused; nothing for None."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case int() | float():
            return str(value)
        case _:
            return guarded(str(value))


def _cells(exported: Exported, notes: bool, reviewers: bool) -> list[str]:
    record, source, finding = exported.record, exported.source, exported.record.finding
    cells = [str(record.id), record.uid, record.status, *claim_cells(record.claim)]
    review: list[object] = [source.sha256, source.title, source.published]
    review += [finding.rationale, finding.correct_value, finding.review_url] if finding else [None] * 3
    review.append("\n".join(_evidence(item.stance, item.url, item.quote) for item in record.evidence))
    review.append("; ".join(record.tags))
    review.append("; ".join(f"{link.a} {link.type} {link.b}" for link in record.links))
    review.append(exported.decided_at)
    if notes:
        review.append("\n".join(note.text for note in record.notes))
    if reviewers:
        review.append("; ".join(dict.fromkeys(verdict.reviewer for verdict in record.verdicts)))
    return cells + [_cell(value) for value in review]


def _evidence(stance: str, url: str, quote: str | None) -> str:
    return f"{stance} {url}" + (f" “{quote}”" if quote else "")
