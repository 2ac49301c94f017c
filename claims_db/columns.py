"""A claim as a row of the table ``claim`` and back.

Numbers are kept as the text of their exact decimals in plain notation; words with few values that lists filter by
are codes (``claims_db.codes``). The statement's text is not kept twice: it is a slice of the source text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from claims_db.claim import Claim, Statement
from claims_db.codes import KIND_CODES
from claims_db.records import KINDS

NUMBERS = ("value", "low", "high", "base_value", "base_low", "base_high")
COLUMNS = (
    "start",
    "end",
    "figure",
    "statement_start",
    "statement_end",
    "kind",
    "value",
    "low",
    "high",
    "unit",
    "base_value",
    "base_low",
    "base_high",
    "base_unit",
    "comparator",
    "subject",
    "metric",
    "relative_to",
    "as_of",
    "period",
    "per",
    "precision",
    "modality",
    "direction",
    "attributed_to",
    "region",
    "states_claim",
    "extractor",
    "checkworthiness",
    "lang",
    "sort_value",
    "rank",
)
"""What of the row comes from the claim itself, in the order of ``to_row``."""
SELECT = ", ".join(f'claim."{name}"' for name in COLUMNS)


def plain(number: Decimal | None) -> str | None:
    """A decimal without exponent: ``4500000000``, ``0.0000001``."""
    return None if number is None else format(number, "f")


def number(text: str | None) -> Decimal | None:
    """The decimal that ``plain`` wrote."""
    return None if text is None else Decimal(text)


def sort_value(claim: Claim) -> float:
    """Where a claim stands in the order by value: in its base unit if known, the middle of a range."""
    for value, low, high in (
        (claim.base_value, claim.base_low, claim.base_high),
        (claim.value, claim.low, claim.high),
    ):
        if value is not None:
            return float(value)
        if low is not None and high is not None:
            return float(low) / 2 + float(high) / 2
    return 0.0


def to_row(claim: Claim) -> tuple[Any, ...]:
    """The values of ``COLUMNS``."""
    statement = claim.statement
    return (
        claim.start,
        claim.end,
        claim.figure,
        statement.start,
        statement.end,
        KIND_CODES[claim.kind],
        plain(claim.value),
        plain(claim.low),
        plain(claim.high),
        claim.unit,
        plain(claim.base_value),
        plain(claim.base_low),
        plain(claim.base_high),
        claim.base_unit,
        claim.comparator,
        claim.subject,
        claim.metric,
        claim.relative_to,
        claim.as_of,
        claim.period,
        claim.per,
        claim.precision,
        claim.modality,
        claim.direction,
        claim.attributed_to,
        claim.region,
        int(claim.states_claim),
        claim.extractor,
        claim.checkworthiness,
        claim.lang,
        sort_value(claim),
        round(claim.checkworthiness * 100),
    )


def from_row(row: Sequence[Any], source: str, text: str) -> Claim:
    """The claim of a row of ``COLUMNS``; ``text`` is the source text, for the statement."""
    # by place, not by name: matching reads thousands of rows for one article
    start, end, figure, sentence, sentence_end, kind, *numbers_and_words = row
    value, low, high, unit, base_value, base_low, base_high, base_unit, comparator, *words = numbers_and_words
    subject, metric, relative_to, as_of, period, per, precision, modality, direction, attributed_to, *rest = words
    region, states_claim, extractor, checkworthiness, lang, _, _ = rest
    return Claim(
        source,
        start,
        end,
        figure,
        Statement(sentence, sentence_end, text[sentence:sentence_end]),
        KINDS[kind],
        value if value is None else Decimal(value),
        low if low is None else Decimal(low),
        high if high is None else Decimal(high),
        unit,
        base_value if base_value is None else Decimal(base_value),
        base_low if base_low is None else Decimal(base_low),
        base_high if base_high is None else Decimal(base_high),
        base_unit,
        comparator,
        subject,
        metric,
        relative_to,
        as_of,
        period,
        per,
        precision,
        modality,
        direction,
        attributed_to,
        region,
        bool(states_claim),
        extractor,
        checkworthiness,
        lang,
    )


def with_fields(claim: Claim, fields: Mapping[str, Any], text: str) -> Claim:
    """``claim`` with some columns set to other values, figure and statement cut anew from ``text``.

    ``fields`` has the names of ``COLUMNS`` and the values of a claim (decimals, kind by name). Raises nothing: the
    result may be invalid.
    """
    statement = claim.statement
    merged: dict[str, Any] = {name: getattr(claim, name) for name in CLAIM_FIELDS} | dict(fields)
    start = merged.pop("statement_start", statement.start)
    end = merged.pop("statement_end", statement.end)
    merged["figure"] = text[merged["start"] : merged["end"]]
    return Claim(source=claim.source, statement=Statement(start, end, text[start:end]), **merged)


CLAIM_FIELDS = tuple(name for name in COLUMNS if name not in ("statement_start", "statement_end", "sort_value", "rank"))
"""Columns that are fields of a claim under the same name."""
