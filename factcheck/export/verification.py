"""An export held against its sources: every span, and what was decided."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from claims_db.claim import Claim
from claims_db.records import ClaimRecord, Evidence, Finding
from factcheck.export.claimreview import claim_reviewed, figure_cited, rating_names, reviews_of
from factcheck.export.formulas import guarded, unguarded
from factcheck.export.lines import BadExport, EvidenceLine, FindingLine, export_lines
from factcheck.export.selection import figure_places, stands_alone
from factcheck.export.shelf import Shelf
from factcheck.export.spreadsheet import CLAIM_COLUMNS, claim_cells

if TYPE_CHECKING:
    from claims_db import Database

# By whom a claim was found, and how much it was worth checking, a later extraction may say otherwise.
_INCIDENTAL = ("source", "extractor", "checkworthiness")
_CLAIM_FIELDS = tuple(part.name for part in fields(Claim) if part.name not in _INCIDENTAL)
_CLAIM_CELLS = tuple(name for name in CLAIM_COLUMNS if name not in _INCIDENTAL)
_FINDING_FIELDS = tuple(part.name for part in fields(Finding))


@dataclass(slots=True)
class Outcome:
    """What was found out about one claim of an export."""

    where: str
    """``line 3``, ``row 3`` or ``review 3``, counted from 1."""
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Said:
    """What an export says of one claim, in JSON lines or CSV."""

    where: str
    uid: str
    status: str
    sha256: str
    source: str
    spans: tuple[tuple[str, int, int, str], ...]
    """(name, start, end, text): what should stand where."""
    said: Mapping[str, Any]
    """What else the export says of the claim, by field, as ``known`` writes it."""
    known: Callable[[ClaimRecord], Mapping[str, Any]]
    """The same fields of a claim of the database."""


def verify(database: Database | None, path: str | Path) -> Iterator[Outcome]:
    """Check each claim of the export ``path`` (JSON lines, CSV or ClaimReview, told by how it begins).

    Its source is looked up by hash in ``database``, then by name among the files. Raises ``BadExport`` for a file that
    is no export, ``OSError`` where it can't be read.
    """
    shelf = Shelf(database)
    with Path(path).open("rb") as stream:
        begin = stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if begin == b"[":
        return _check_reviews(shelf, path)
    said = _json_lines(path) if begin == b"{" else _rows(path)
    return (_check(shelf, item) for item in said)


def _check(shelf: Shelf, said: _Said) -> Outcome:
    outcome = Outcome(said.where)
    text = shelf.text(said.sha256, said.source)
    if text is None:
        outcome.problems.append(
            f"its source {said.source} (sha256 {said.sha256[:12]}...) is neither in the database nor a file here"
        )
        return outcome
    for name, start, end, expected in said.spans:
        if text[start:end] != expected:
            outcome.problems.append(
                f"{name} at {start}-{end} should read {expected!r}, the source has {text[start:end]!r}"
            )
    if shelf.database is None:
        return outcome
    row = shelf.row(said.sha256, said.uid)
    if row is None:
        outcome.problems.append("the database has no such claim")
        return outcome
    if row.status != said.status:
        outcome.problems.append(f"exported as {said.status}, the database has {row.status} (claim {row.id})")
    known = said.known(shelf.database.claims.get(row.id))
    for name, value in said.said.items():
        if value != known[name]:
            outcome.problems.append(f"{name} is {value!r}, the database has {known[name]!r} (claim {row.id})")
    return outcome


def _as_json(record: ClaimRecord) -> dict[str, Any]:
    """A claim of the database under the names of JSON lines; numbers by value."""
    return _of_claim(record.claim) | _of_finding(record.finding) | {"evidence": _of_evidence(record.evidence)}


def _of_claim(claim: Claim) -> dict[str, Any]:
    return {name: getattr(claim, name) for name in _CLAIM_FIELDS}


def _of_finding(finding: Finding | FindingLine | None) -> dict[str, Any]:
    return {name: getattr(finding, name, None) for name in _FINDING_FIELDS}


def _of_evidence(evidence: Iterable[Evidence | EvidenceLine]) -> list[tuple[str, str, str | None]]:
    return sorted((item.url, item.stance, item.quote) for item in evidence)


def _json_lines(path: str | Path) -> Iterator[_Said]:
    for line in export_lines(path):
        if isinstance(line, BadExport):
            raise line
        claim, review = line.claim, line.review
        statement = claim.statement
        spans = (
            ("the figure", claim.start, claim.end, claim.figure),
            ("the statement", statement.start, statement.end, statement.text),
        )
        where = f"line {line.number}"
        said = _of_claim(claim) | _of_finding(review.finding) | {"evidence": _of_evidence(review.evidence)}
        yield _Said(where, review.uid, review.status, review.source_sha256, claim.source, spans, said, _as_json)


def _rows(path: str | Path) -> Iterator[_Said]:
    with Path(path).open(encoding="utf-8-sig", newline="") as stream:
        try:
            rows = csv.DictReader(stream)
            if "source_sha256" not in (rows.fieldnames or ()):
                raise ValueError("no header line of an export")
            for number, row in enumerate(rows, start=1):
                yield _said_by_row(row, number)
        except (KeyError, TypeError, ValueError, csv.Error) as error:
            raise BadExport(f"{path}: neither JSON lines nor ClaimReview nor a CSV export ({error})") from error


def _said_by_row(row: dict[str, str], number: int) -> _Said:
    figure = ("the figure", int(row["start"]), int(row["end"]), unguarded(row["figure"]))
    place = int(row["statement_start"]), int(row["statement_end"])
    statement = ("the statement", *place, unguarded(row["statement"]))
    source = unguarded(row["source"])
    spans = (figure, statement)
    said = {name: row[name] for name in (*_CLAIM_CELLS, *_FINDING_FIELDS)}
    return _Said(f"row {number}", row["uid"], row["status"], row["source_sha256"], source, spans, said, _as_cells)


def _as_cells(record: ClaimRecord) -> dict[str, str]:
    """A claim of the database as the cells of CSV."""
    cells = dict(zip(CLAIM_COLUMNS, claim_cells(record.claim), strict=True))
    finding = {name: guarded(value or "") for name, value in _of_finding(record.finding).items()}
    return {name: cells[name] for name in _CLAIM_CELLS} | finding


def _check_reviews(shelf: Shelf, path: str | Path) -> Iterator[Outcome]:
    """The claim is looked up by its uid, and must read, stand and be rated as it is in the database."""
    if shelf.database is None:
        raise BadExport(f"{path}: a ClaimReview export can only be checked against its database (--db)")
    try:
        for number, review in enumerate(reviews_of(Path(path).read_bytes()), start=1):
            yield _check_review(shelf, shelf.database, f"review {number}", review)
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise BadExport(f"{path}: no ClaimReview export ({error!r})") from error


def _check_review(shelf: Shelf, database: Database, where: str, review: dict[str, Any]) -> Outcome:
    outcome = Outcome(where)
    item = review["itemReviewed"]
    row = shelf.row(item["appearance"]["identifier"].removeprefix("sha256:"), review["identifier"])
    if row is None:
        outcome.problems.append("the database has no such claim")
        return outcome
    claim = database.claims.get(row.id).claim
    reviewed = claim_reviewed(claim, alone=stands_alone(claim, figure_places(database, row.source_id)))
    if item["text"] != claim.statement.text or review["claimReviewed"] != reviewed:
        outcome.problems.append(f"the claim reads otherwise in the database (claim {row.id})")
    if item.get("hasPart") != figure_cited(claim, database.sources.get(row.source_id)):
        outcome.problems.append(f"the figure or its place is another in the database (claim {row.id})")
    rating = review["reviewRating"]["alternateName"]
    if rating not in rating_names(row.status):
        outcome.problems.append(f"rated {rating!r}, the database has {row.status} (claim {row.id})")
    return outcome
