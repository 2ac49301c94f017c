"""What an earlier version of an article said: its claims that reviewers worked on, against those of the new version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from claims_db.records import ClaimRecord, Query
from factcheck.matching.relations import Relation
from factcheck.matching.scoring import Pair

if TYPE_CHECKING:
    from claims_db import Database

_SAME_SENTENCE = 1.0
_SAME_FIGURE = 0.95
_CORRECTED = 0.9


def with_earlier_versions(database: Database, by_source: Mapping[int, Sequence[int]]) -> Iterator[Pair]:
    """Pair new claims, by source, with claims of the versions before: the same figure, or the one it was corrected to.

    Claims of an earlier version that nobody worked on have left with it and are in no pair.
    """
    for source_id, claim_ids in by_source.items():
        earlier = _earlier(database, source_id)
        if earlier:
            yield from _pairs(earlier, list(database.claims.iterate(ids=claim_ids)))


def _earlier(database: Database, source_id: int) -> list[ClaimRecord]:
    """The claims shown of all versions before this one, the latest version first."""
    found: list[ClaimRecord] = []
    before = database.sources.get(source_id).supersedes
    while before is not None:
        found += database.claims.iterate(ids=database.ids(Query(source=before), sort="source"))
        before = database.sources.get(before).supersedes
    return found


def _pairs(earlier: Sequence[ClaimRecord], now: Sequence[ClaimRecord]) -> Iterator[Pair]:
    """Each new claim with at most one earlier one, by the most telling of three keys that only one on each side has."""
    left, fresh = list(earlier), list(now)
    for key, relation, score, why in _WAYS:
        before, after = _unique(left, key), _unique(fresh, key)
        for shared in before.keys() & after.keys():
            one, other = before[shared], after[shared]
            words = why.format(one.claim.figure, other.claim.figure)
            yield Pair(one.id, other.id, relation, score, (words,))
            left.remove(one)
            fresh.remove(other)


def _unique(
    records: Iterable[ClaimRecord], key: Callable[[ClaimRecord], Hashable | None]
) -> dict[Hashable, ClaimRecord]:
    found: defaultdict[Hashable, list[ClaimRecord]] = defaultdict(list)
    for record in records:
        found[key(record)].append(record)
    return {shared: some[0] for shared, some in found.items() if len(some) == 1 and shared is not None}


def _sentence(record: ClaimRecord) -> Hashable | None:
    claim = record.claim
    return claim.statement.text, claim.start - claim.statement.start


def _figure(record: ClaimRecord) -> Hashable | None:
    claim = record.claim
    return claim.figure, claim.subject, claim.metric, claim.period, claim.relative_to


def _question(record: ClaimRecord) -> Hashable | None:
    """What the figure answers; None where it does not say."""
    claim = record.claim
    if claim.subject is None or claim.metric is None:
        return None
    return claim.kind, claim.unit, claim.subject, claim.metric, claim.period, claim.relative_to, claim.modality


_WAYS: tuple[tuple[Callable[[ClaimRecord], Hashable | None], Relation, float, str], ...] = (
    (_sentence, "duplicate", _SAME_SENTENCE, "the same sentence in an earlier version of the article"),
    (_figure, "duplicate", _SAME_FIGURE, "the same figure in an earlier version of the article"),
    (_question, "update", _CORRECTED, "{} in an earlier version of the article, now {}"),
)
