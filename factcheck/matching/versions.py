"""What earlier versions of an article said: their claims that reviewers worked on, against those of a new version."""

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
Key = Callable[[ClaimRecord], Hashable | None]


def with_earlier_versions(database: Database, by_source: Mapping[int, Sequence[int]]) -> Iterator[Pair]:
    """Pair new claims, by source, with claims of the versions before: the same figure, or the one it was corrected to.

    Claims of an earlier version that nobody worked on have left with it and are in no pair.
    """
    for source_id, claim_ids in by_source.items():
        versions = [other for other in database.sources.versions_of(source_id) if other != source_id]
        ids = [claim_id for other in versions for claim_id in database.ids(Query(source=other), sort="source")]
        if ids:
            earlier = {record.id: record for record in database.claims.iterate(ids=ids)}
            yield from _pairs(earlier, {record.id: record for record in database.claims.iterate(ids=claim_ids)})


def _pairs(earlier: dict[int, ClaimRecord], now: dict[int, ClaimRecord]) -> Iterator[Pair]:
    """Each new claim with at most one earlier one, by the most telling key that only one on each side has."""
    for key, relation, score, why in _WAYS:
        before, after = _unique(earlier.values(), key), _unique(now.values(), key)
        for shared in [shared for shared in before if shared in after]:
            one, other = earlier.pop(before[shared]), now.pop(after[shared])
            words = why.format(one.claim.figure, other.claim.figure)
            yield Pair(one.id, other.id, relation, score, (words,))


def _unique(records: Iterable[ClaimRecord], key: Key) -> dict[Hashable, int]:
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for record in records:
        found[key(record)].append(record.id)
    return {shared: some[0] for shared, some in found.items() if len(some) == 1 and shared is not None}


def _sentence(record: ClaimRecord) -> Hashable | None:
    claim = record.claim
    return claim.statement.text, claim.start - claim.statement.start


def _figure(record: ClaimRecord) -> Hashable | None:
    """What the figure answers and the value it gives, whatever its wording."""
    claim, question = record.claim, _question(record)
    unit = claim.base_unit or claim.unit
    ends = (claim.base_value, claim.base_low, claim.base_high)
    if ends == (None, None, None):
        ends = (claim.value, claim.low, claim.high)
    return None if question is None else (question, unit, ends, claim.direction)


def _question(record: ClaimRecord) -> Hashable | None:
    """What the figure answers; None where it does not say."""
    claim = record.claim
    if claim.subject is None and claim.metric is None:
        return None
    names = tuple((name or "").casefold() for name in (claim.subject, claim.metric, claim.relative_to))
    return claim.kind, claim.base_unit or claim.unit, names, claim.period, claim.modality


_WAYS: tuple[tuple[Key, Relation, float, str], ...] = (
    (_sentence, "duplicate", _SAME_SENTENCE, "the same sentence in an earlier version of the article"),
    (_figure, "duplicate", _SAME_FIGURE, "the same figure in an earlier version of the article"),
    (_question, "update", _CORRECTED, "{} in an earlier version of the article, now {}"),
)
