"""Under which keys a claim is filed in the database, so that a new one finds its likes without a scan."""

from __future__ import annotations

from collections.abc import Hashable
from hashlib import blake2b

from factcheck.matching.profile import Profile
from factcheck.matching.sketch import meaning

_SAME_QUESTION, _FIGURE, _NAME = 40, 30, 20


def keys_of(profile: Profile) -> list[int]:
    """The keys a claim is stored under: subject with metric, its figure's bucket with its period, its names."""
    return [_number(key) for key, _ in _own(profile)]


def lookups(profile: Profile) -> list[tuple[int, int]]:
    """Keys to look for its likes under, with the most claims to take of each: also the neighbouring buckets."""
    period = profile.period.label if profile.period else ""
    wanted = _own(profile)
    for step in (-1, 1):
        wanted.append((("figure", _family(profile), profile.amount.bucket + step, period), _FIGURE))
    return [(_number(key), limit) for key, limit in wanted]


def _own(profile: Profile) -> list[tuple[Hashable, int]]:
    family = _family(profile)
    subject = meaning(profile.subject, profile.subject_text, True)
    metric = meaning(profile.metric, profile.metric_text, False)
    period = profile.period.label if profile.period else ""
    found: list[tuple[Hashable, int]] = []
    if profile.subject_text and profile.metric_text:
        found.append((("question", family, _stable(subject), _stable(metric)), _SAME_QUESTION))
    found.append((("figure", family, profile.amount.bucket, period), _FIGURE))
    found += [(("name", family, name), _NAME) for name in sorted(profile.subject.names)]
    return found


def _family(profile: Profile) -> str:
    """The dimension; money of every currency together with money of an open one, multiples with percentages."""
    dimension = profile.amount.dimension
    return "money" if dimension.startswith("money:") else "%" if dimension == "x" else dimension


def _stable(meant: Hashable) -> Hashable:
    return tuple(sorted(meant)) if isinstance(meant, frozenset) else meant


def _number(key: Hashable) -> int:
    digest = blake2b(repr(key).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
