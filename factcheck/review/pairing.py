"""Two claims that matching suggests belong together: how they differ, and what a reviewer's judgement of them does.

The screen and ``factcheck suggestions`` share this; every judgement is an act of the log.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, get_args

from factcheck.normal_form import decimal_text, normal_form, unit_name
from factcheck.review.language import _

if TYPE_CHECKING:
    from claims_db import Database
    from claims_db.claim import Claim
    from claims_db.records import ClaimRecord, Event, LinkType, Suggestion

Judgement = Literal["duplicate", "contradicts", "updates", "related", "unrelated"]
JUDGEMENTS: tuple[Judgement, ...] = get_args(Judgement)


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of two claims side by side."""

    label: str
    left: str
    right: str
    differs: bool


def compare(a: ClaimRecord, b: ClaimRecord, names: tuple[str, str]) -> list[Compared]:
    """Return what two claims say, line by line; ``names`` are those of their sources. Empty lines are left out."""
    one, two = a.claim, b.claim
    rows = [
        Compared(_("figure"), one.figure, two.figure, False),
        Compared(
            _("reads as"), normal_form(one, one.per), normal_form(two, two.per), comparable(one) != comparable(two)
        ),
        _row(_("base"), _base(one), _base(two)),
        _row(_("unit"), unit_name(one.unit), unit_name(two.unit)),
        _row(_("subject"), one.subject, two.subject),
        _row(_("metric"), one.metric, two.metric),
        _row(_("against"), one.relative_to, two.relative_to),
        _row(_("period"), one.period or one.as_of, two.period or two.as_of),
        _row(_("modality"), _(one.modality), _(two.modality)),
        Compared(_("said by"), one.attributed_to or "", two.attributed_to or "", False),
        Compared(_("source"), *names, False),
    ]
    return [row for row in rows if row.left or row.right]


def comparable(claim: Claim) -> tuple[object, ...]:
    """What must be equal for two figures to be the same: numbers in the base unit where there is one, and direction."""
    if claim.base_unit is not None:
        return (claim.base_value, claim.base_low, claim.base_high, claim.base_unit, claim.direction)
    return (claim.value, claim.low, claim.high, claim.unit, claim.direction)


def _row(label: str, left: str | None, right: str | None) -> Compared:
    one, two = left or "", right or ""
    return Compared(label, one, two, one.casefold() != two.casefold())


def _base(claim: Claim) -> str:
    numbers: Sequence[Decimal | None] = (
        [claim.base_value] if claim.base_value is not None else [claim.base_low, claim.base_high]
    )
    written = "–".join(decimal_text(number) for number in numbers if number is not None)
    return f"{written} {unit_name(claim.base_unit)}".strip() if written and claim.base_unit != claim.unit else ""


def judge(
    db: Database, suggestion: Suggestion, judgement: Judgement, *, seen: int | None = None, blind: bool = False
) -> list[Event]:
    """Settle a suggestion: link its claims, or, where they are not related, never suggest them again.

    An update is linked from the newer claim to the older. ``seen`` is as in ``claims_db.acts``; in a ``blind`` review
    the judgement is written beside what others judged. Raises ``ClaimsDbError``.
    """
    if judgement == "unrelated":
        return db.suggestions.reject(suggestion.id, seen=seen, beside=blind)
    a, b = suggestion.a, suggestion.b
    if judgement == "updates" and not _newer(db, a, b):
        a, b = b, a
    kind: LinkType = judgement
    return db.acts.link(a, b, kind, "; ".join(suggestion.why) or None, seen=seen, beside=blind)


def to_judge(db: Database, claim_id: int | None = None, *, blind: bool = False, limit: int = 1000) -> list[Suggestion]:
    """Return the suggestions that wait for a judgement, the surest first: all, or those of one claim.

    In a ``blind`` review these are the ones without a judgement of the database's reviewer, whatever others did.
    """
    if blind:
        return db.suggestions.unjudged(limit, claim_id)
    return db.suggestions.open(limit) if claim_id is None else db.suggestions.of(claim_id)


def _newer(db: Database, a: int, b: int) -> bool:
    """Whether claim ``a`` speaks of the later time: by its period, else by when its source was published."""
    from factcheck.matching.periods import parse_period

    one, two = db.claims.get(a), db.claims.get(b)
    first, second = (parse_period(r.claim.period).last if r.claim.period else None for r in (one, two))
    if first is not None and second is not None and first != second:
        return first > second
    days = [db.sources.get(record.source_id).published for record in (one, two)]
    return days[0] is not None and days[1] is not None and days[0] > days[1]
