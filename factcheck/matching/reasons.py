"""Why two claims are suggested as a pair, in words a reviewer can check at a glance."""

from __future__ import annotations

from factcheck.matching.figures import figures_agree
from factcheck.matching.periods import relation as period_relation
from factcheck.matching.profile import Profile
from factcheck.matching.relations import Relation, Stated, told_later
from factcheck.matching.similarity import transliterates
from factcheck.matching.text import is_chinese

_READS_AS = 0.8

_MAGNITUDES = ((1e6, "M"), (1e9, "B"), (1e12, "T"))
"""Short scale, as figures are shown elsewhere."""
_SYMBOLS = {"kg·m²/s³": "W", "kg·m²/s²": "J", "count": ""}
_ABSTRACT = ("count", "%", "x", "pp")
"""Dimensions whose figures read best as numbers; those of physical units read best as their texts have them."""


def reasons(a: Stated, b: Stated, relation: Relation) -> tuple[str, ...]:
    """Figure, subject, metric and period of the pair, each as one short reason."""
    said = [
        _figures(a, b, relation),
        _names("subject", a.shown_subject, b.shown_subject, _same_subject(a, b)),
        _names("metric", a.shown_metric, b.shown_metric, _same_metric(a, b)),
        _periods(a, b),
    ]
    if a.modality != b.modality:
        said.append(f"{a.modality} against {b.modality}")
    return tuple(reason for reason in said if reason)


def _unit(profile: Stated) -> str:
    dimension = profile.amount.dimension
    if dimension.startswith("money:"):
        return dimension[6:].replace("?", "of open currency")
    return _SYMBOLS.get(dimension, dimension)


def _figure(claim: Stated) -> str:
    """A figure with its unit: of a physical unit as written ("98 days", "14 weeks"), else in the base unit."""
    if written := _written(claim):
        return written
    return f"{_value(claim)} {_unit(claim)}".strip()


def _written(claim: Stated) -> str:
    dimension = claim.amount.dimension
    if not isinstance(claim, Profile) or dimension in _ABSTRACT or dimension.startswith("money:"):
        return ""
    record = claim.record
    if isinstance(record.figure, str) and any(map(str.isalpha, record.figure)):
        return record.figure
    return ""


def _value(profile: Stated) -> str:
    value = profile.amount.middle
    for size, letter in _MAGNITUDES:
        if size <= abs(value) < 1000 * size:
            return f"{value / size:.6g} {letter}"
    return f"{value:.6g}".replace("e+0", "e").replace("e+", "e")


def _figures(a: Stated, b: Stated, relation: Relation) -> str:
    one, other = _figure(a), _figure(b)
    if a.direction and b.direction and a.direction != b.direction:
        return f"opposite directions: {one} {a.direction}, {other} {b.direction}"
    if relation == "update":
        return f"{other}, then {one}" if told_later(a, b) else f"{one}, then {other}"
    if relation == "contradiction":
        if a.amount.dimension != b.amount.dimension:
            return f"figures differ: {one}, {other}"
        larger = max(abs(a.amount.middle), abs(b.amount.middle)) or 1.0
        off = 100 * abs(a.amount.middle - b.amount.middle) / larger
        return f"figures differ by {off:.2g} %: {one if _written(a) else _value(a)}, {other}"
    if _value(a) == _value(b) and figures_agree(a, b) == "same":
        return f"same base value {one}" if not _written(a) or one == other else f"same amount: {one}, {other}"
    return f"{one if _written(a) else _value(a)} and {other} agree as rounded"


def _same_subject(a: Stated, b: Stated) -> bool:
    """Whether the lexicon has two subjects as one, or one is the other in Latin letters.

    Sketches are only paired where their names mean the same.
    """
    if not isinstance(a, Profile) or not isinstance(b, Profile):
        return True
    if a.subject.names & b.subject.names:
        return True
    one, other = (b, a) if b.proper and is_chinese(b.proper[0]) else (a, b)
    if not one.proper or not other.proper or not is_chinese(one.proper[0]) or is_chinese(other.proper[0]):
        return False
    return transliterates(one.proper, other.proper) >= _READS_AS


def _same_metric(a: Stated, b: Stated) -> bool:
    if not isinstance(a, Profile) or not isinstance(b, Profile):
        return True
    return bool(a.metric.metrics & b.metric.metrics)


def _names(what: str, one: str, other: str, backed: bool) -> str:
    if not one or not other:
        return f"{what} unstated in one: {one or other}" if one or other else ""
    return f"same {what} {one}" if one.casefold() == other.casefold() else f"{one} {'=' if backed else '/'} {other}"


def _periods(a: Stated, b: Stated) -> str:
    times = period_relation(a.period, b.period)
    if a.period is None or b.period is None:
        stated = a.period or b.period
        return f"period stated in one only: {stated.label}" if stated else ""
    sign = {"same": "=", "near": "~"}.get(times, "≠")
    return f"period {a.period.label} {sign} {b.period.label}"
