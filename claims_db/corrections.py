"""Which fields of a claim reviewers may correct, and how their values are written in the log."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from claims_db.claim import Claim
from claims_db.columns import CLAIM_FIELDS, NUMBERS, number, plain

CORRECTABLE = frozenset((*CLAIM_FIELDS, "statement_start", "statement_end")) - {
    "figure",  # follows from start and end
    "extractor",
    "checkworthiness",
}
FIGURE = frozenset(("kind", "value", "low", "high", "unit"))
BASE = ("base_value", "base_low", "base_high", "base_unit")


def field_value(claim: Claim, field: str) -> Any:
    """A correctable field of ``claim``."""
    match field:
        case "statement_start":
            return claim.statement.start
        case "statement_end":
            return claim.statement.end
        case _:
            return getattr(claim, field)


def encode(field: str, value: Any) -> Any:
    """``value`` as JSON: decimals as text in plain notation."""
    if field in NUMBERS and value is not None:
        return plain(value if isinstance(value, Decimal) else Decimal(str(value)))
    return value


def decode(field: str, value: Any) -> Any:
    """What ``encode`` wrote."""
    return number(value) if field in NUMBERS else value


def restored_with(field: str, corrected: Collection[str]) -> set[str]:
    """The corrected fields that go back to the extracted value together with ``field``."""
    fields = {field}
    if field in FIGURE and not (FIGURE - {field}).intersection(corrected):
        fields.update(name for name in BASE if name in corrected)
    return fields


def with_consequences(fields: dict[str, Any]) -> dict[str, Any]:
    """A figure corrected without its base value has none any more: only extraction knows units."""
    if (FIGURE - {"kind"}) & fields.keys() and not any(name in fields for name in BASE):
        return fields | dict.fromkeys(BASE)
    return fields
