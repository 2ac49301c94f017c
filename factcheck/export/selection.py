"""Which claims an export takes, and what of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from claims_db.records import DECIDED, ClaimRecord, Query, Source

if TYPE_CHECKING:
    from claims_db import Database
    from claims_db.claim import Claim


@dataclass(frozen=True, slots=True)
class Exported:
    """One claim on its way out: what is known of it, and the source that makes it traceable."""

    record: ClaimRecord
    source: Source
    uids: Mapping[int, str]
    """The uid of each claim it is linked to, by id."""
    notes: bool = False
    """Whether private notes go along."""
    reviewers: bool = False
    """Whether the names of reviewers go along."""
    alone: bool = True
    """Whether its figure is the only one of its statement."""
    text: str | None = None
    """The text of its source, on the first claim of each source, where texts go along."""

    @property
    def decided_at(self) -> str | None:
        """When the verdict that stands was given, or reviewers' disagreement settled (UTC, ISO 8601)."""
        if self.record.adjudicated_at:
            return self.record.adjudicated_at
        return max((verdict.at for verdict in self.record.verdicts), default=None)


@dataclass(slots=True)
class Tally:
    """How many claims were taken, and which were asked for and do not go out, by reason."""

    taken: int = 0
    unsourced: list[int] = field(default_factory=list)
    """Decided without evidence."""
    disputed: list[int] = field(default_factory=list)
    """Reviewers disagree on it, and nobody has settled that."""
    undecided: list[int] = field(default_factory=list)
    """Without a verdict, which a review needs."""
    unpublished: list[int] = field(default_factory=list)
    """Without the address of the published review, which ClaimReview requires."""


def decided(query: Query) -> Query:
    """``query``, confined to decided claims unless it names statuses itself."""
    return query if query.status else replace(query, status=DECIDED)


def exported(
    database: Database,
    records: Iterable[ClaimRecord],
    *,
    notes: bool = False,
    reviewers: bool = False,
    texts: bool = False,
) -> Iterator[Exported]:
    """``records`` with what an export says beside them, as they come."""
    source = lru_cache(maxsize=1000)(database.sources.get)
    places = lru_cache(maxsize=100)(partial(figure_places, database))
    given: set[int] = set()
    for record in records:
        others = [link.other(record.id) for link in record.links]
        uids = {row.id: row.uid for row in database.claims.rows(others)} if others else {}
        text = None
        if texts and record.source_id not in given:
            given.add(record.source_id)
            text = database.sources.text(record.source_id)
        alone = stands_alone(record.claim, places(record.source_id))
        yield Exported(record, source(record.source_id), uids, notes, reviewers, alone, text)


def figure_places(database: Database, source_id: int) -> list[tuple[int, int]]:
    """(start, end) of every figure of a source, by place, also of those that state no claim."""
    return [place[:2] for place in database.claims.spans(source_id, every=True)]


def stands_alone(claim: Claim, places: Sequence[tuple[int, int]]) -> bool:
    """Whether no other of ``places``, (start, end) in order, lies in the statement of ``claim``."""
    first = bisect_left(places, (claim.statement.start, 0))
    last = bisect_left(places, (claim.statement.end, 0))
    return all(place == (claim.start, claim.end) for place in places[first:last])


def fit_to_leave(
    claims: Iterable[Exported], tally: Tally, *, allow_unsourced: bool = False, allow_disputed: bool = False
) -> Iterator[Exported]:
    """``claims`` but for those decided without evidence or disputed, unless these are allowed; counted in ``tally``."""
    for claim in claims:
        if claim.record.disputed and not allow_disputed:
            tally.disputed.append(claim.record.id)
        elif claim.record.finding_missing_evidence and not allow_unsourced:
            tally.unsourced.append(claim.record.id)
        else:
            tally.taken += 1
            yield claim
