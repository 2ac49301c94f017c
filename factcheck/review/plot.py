"""Who says what: the values that sources give for one subject and metric, on one axis.

``values_like`` and ``values_of`` collect the claims, ``plot_lines`` draws them; the screen and ``factcheck plot`` share
all three.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.normal_form import decimal_text, normal_form, unit_name
from factcheck.review.blind import own_view
from factcheck.review.columns import distinct_names
from factcheck.review.language import _
from factcheck.review.plain import cells, fit, visible
from factcheck.review.status import STATUSES

if TYPE_CHECKING:
    from decimal import Decimal

    from claims_db import Database
    from claims_db.claim import Claim
    from claims_db.records import ClaimRecord, Status

MOST = 400
"""Claims looked at; more would not fit any screen."""
_FROM_ZERO = 0.5
"""Where values spread over more than this share of the highest, the axis begins at zero."""
_LABEL = 22
HERE = "▌"
"""Marks the line of the claim at hand."""
_BESIDE = 60
"""Cells from which the source stands beside its value; on less it gets a line of its own."""

Piece = tuple[str, str]
"""Text and its role: ``text``, ``quiet``, ``strong``, ``axis``, or ``status-NAME``."""


@dataclass(frozen=True, slots=True)
class Value:
    """One claim on the axis; ``low`` and ``high`` are equal unless it is a range, both in the plot's unit."""

    claim_id: int
    label: str
    low: float
    high: float
    source: str
    period: str | None
    status: Status


@dataclass(frozen=True, slots=True)
class Values:
    """What a plot shows: claims of one dimension, ascending, and how many of other dimensions were left out."""

    title: str
    unit: str
    values: tuple[Value, ...]
    others: int = 0


def values_like(db: Database, claim_id: int, *, own: bool = False) -> Values:
    """Collect the claims with the subject and metric of ``claim_id``, those linked to it and suggested for it.

    ``own`` leaves out what other reviewers than the database's decided and linked.
    """

    def seen(record: ClaimRecord) -> ClaimRecord:
        return own_view(record, db) if own else record

    record = seen(db.claims.get(claim_id))
    claim = record.claim
    ids = [claim_id, *(link.other(claim_id) for link in record.links)]
    # a pair that is missing would tell that others rejected it
    ids += [
        s.b if s.a == claim_id else s.a
        for s in db.suggestions.of(claim_id, None)
        if s.state != "rejected" or (own and s.by != db.reviewer)
    ]
    known = {r.id: r for r in db.claims.iterate(ids=list(dict.fromkeys(ids)))}
    for found in _named(db, claim.subject, claim.metric):
        known.setdefault(found.id, found)
    title = " · ".join(part for part in (claim.subject, claim.metric) if part) or claim.figure
    return _values(db, title, map(seen, known.values()), _dimension(claim))


def values_of(db: Database, subject: str, metric: str) -> Values:
    """Collect the claims on ``metric`` of ``subject``, and those linked to them or suggested for them as the same."""
    known = {record.id: record for record in _named(db, subject, metric)}
    near = [
        other
        for claim_id in known
        for s in db.suggestions.of(claim_id, None)
        if s.state != "rejected" and (other := s.b if s.a == claim_id else s.a) not in known
    ]
    records = [*known.values(), *db.claims.iterate(ids=list(dict.fromkeys(near))[:MOST])]
    dimensions = Counter(_dimension(record.claim) for record in records)
    return _values(db, f"{subject} · {metric}", records, max(dimensions, key=lambda d: dimensions[d], default=("", "")))


def _named(db: Database, subject: str | None, metric: str | None) -> Iterator[ClaimRecord]:
    """The claims whose subject and metric are these, wording aside."""
    if not subject or not metric:
        return
    from factcheck.matching.store import search_words

    ids = db.blocks.with_words(search_words(f"{subject} {metric}"), MOST)
    for record in db.claims.iterate(ids=ids):
        claim = record.claim
        if _near(subject, claim.subject) and _near(metric, claim.metric):
            yield record


def _near(wanted: str, said: str | None) -> bool:
    """Whether one of two names holds all words of the other, scripts and inflection aside."""
    from factcheck.matching.text import normal, tokens

    one, two = set(tokens(normal(wanted))), set(tokens(normal(said or "")))
    return bool(one and two) and (one <= two or two <= one)


def _dimension(claim: Claim) -> tuple[str, str]:
    """Claims of one dimension can stand on one axis; a change is none of the level it changes."""
    changes = claim.direction is not None and claim.kind == "percentage"
    return claim.base_unit or claim.unit or claim.kind, "change" if changes else "level"


def _values(db: Database, title: str, records: Iterable[ClaimRecord], dimension: tuple[str, str]) -> Values:
    found, others = [], 0
    records = list(records)
    names = distinct_names({record.claim.source for record in records})
    former = {number for number in {record.source_id for record in records} if db.sources.get(number).superseded}
    for record in records:
        claim = record.claim
        ends = _ends(claim)
        if ends is None or _dimension(claim) != dimension:
            others += 1
            continue
        low, high = sorted(float(end) for end in ends)
        label = normal_form(claim, claim.per)
        source = names[claim.source]
        source = _("earlier {name}").format(name=source) if record.source_id in former else source
        period = claim.period or claim.as_of
        found.append(Value(record.id, label, low, high, source, period, record.status))
    found.sort(key=lambda value: (value.low, value.high, value.claim_id))
    return Values(title, unit_name(dimension[0]), tuple(found), others)


def _ends(claim: Claim) -> tuple[Decimal, Decimal] | None:
    based = claim.base_unit is not None
    value = claim.base_value if based else claim.value
    low = claim.base_low if based else claim.low
    high = claim.base_high if based else claim.high
    if value is not None:
        return value, value
    return (low, high) if low is not None and high is not None else None


def plot_lines(values: Values, width: int, here: int | None = None) -> list[list[Piece]]:
    """Draw one line a claim, its value on a shared axis; ``here`` is the claim at hand. ``width`` in cells."""
    if not values.values:
        return [[(_("No other source gives this figure."), "quiet")]]
    label = _LABEL if width >= 76 else 18
    below = width < _BESIDE
    source = 0 if below else max(width // 4, min(width * 5 // 12, 30, width - label - 20))
    axis = max(width - label - source - 4, 16)
    low, high = min(v.low for v in values.values), max(v.high for v in values.values)
    if high > low > 0 and (high - low) / high > _FROM_ZERO:
        low = 0.0
    span = (high - low) or 1.0

    def column(number: float) -> int:
        return round((number - low) / span * (axis - 1)) if high > low else axis // 2

    lines: list[list[Piece]] = []
    for value in values.values:
        first, last = column(value.low), column(value.high)
        role = f"status-{value.status}"
        mark = "●" if first == last else "├" + "─" * max(last - first - 1, 0) + "┤"
        rest = "·" * max(axis - first - cells(mark), 0)
        sign = HERE if value.claim_id == here else " "
        line: list[Piece] = [
            (sign, "strong"),
            (fit(f"{STATUSES[value.status].glyph} {value.label}", label), role),
            ("·" * first, "axis"),
            (mark, role if value.status != "unreviewed" else "strong"),
            (rest, "axis"),
        ]
        said = " ".join(part for part in (value.period, value.source) if part)
        if source:
            # the source is what tells them apart: where both don't fit, the period goes
            fits = cells(visible(said)) <= source
            line.append((f"  {fit(said if fits else _ending(value.source, source), source)}", "quiet"))
        lines.append(line)
        if below:
            lines.append([(fit(f"   {said}", width), "quiet")])
    lines.append(_axis(low, high, axis, values.unit, label))
    if values.others:
        left_out = _("{count} more in another unit or kind").format(count=values.others)
        lines.append([(f" {left_out}", "quiet")])
    return lines


def _ending(text: str, width: int) -> str:
    """The end of ``text`` where it is wider than ``width`` cells: names differ there."""
    shown = visible(text)
    if cells(shown) <= width:
        return shown
    kept = ""
    for character in reversed(shown):
        if cells(character + kept) > width - 1:
            break
        kept = character + kept
    return f"…{kept}"


def _axis(low: float, high: float, axis: int, unit: str, label: int) -> list[Piece]:
    left, right = _number(low, unit), _number(high, unit)
    if high <= low:
        return [(" " * (1 + label), "text"), (f"{left:^{axis}}", "quiet")]
    gap = " " * max(axis - cells(visible(left)) - cells(visible(right)), 1)
    return [(" " * (1 + label), "text"), (f"{left}{gap}{right}", "quiet")]


def _number(number: float, unit: str) -> str:
    from decimal import Decimal

    return f"{decimal_text(Decimal(f'{number:.6g}'))} {unit}".strip()


def plain_lines(lines: Sequence[Sequence[Piece]]) -> list[str]:
    """The lines as text."""
    return ["".join(text for text, _role in line).rstrip() for line in lines]
