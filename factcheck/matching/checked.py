"""What was decided before about what a claim says: the verdicts on claims that matching pairs it with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims_db.records import Status

if TYPE_CHECKING:
    from claims_db import Database

RELATIONS = ("duplicate", "contradiction")
"""An update speaks of another time, so that a verdict on it is none on the claim."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Claim ``claim_id`` says the same as claim ``other_id`` or contradicts it (``relation``), which was decided.

    ``figure``, ``text`` (its sentence) and ``source`` are the decided claim's, ``score`` is matching's, 0 to 1.
    """

    claim_id: int
    other_id: int
    relation: str
    status: Status
    score: float
    figure: str
    text: str
    source: str


def checked_before(database: Database, claim_ids: Iterable[int]) -> list[Checked]:
    """The verdicts on what the claims say or contradict, claim by claim, the surest first; none that was rejected."""
    found = database.suggestions.decided(claim_ids, RELATIONS)
    records = {record.id: record for record in database.claims.iterate(ids=sorted({row[1] for row in found}))}
    names: dict[int, str] = {}
    checked = []
    for claim_id, other_id, relation, score in found:
        record = records[other_id]
        if record.source_id not in names:
            names[record.source_id] = database.sources.get(record.source_id).name
        claim = record.claim
        checked.append(
            Checked(
                claim_id,
                other_id,
                relation,
                record.status,
                score,
                claim.figure,
                claim.statement.text,
                names[record.source_id],
            )
        )
    return checked
