"""A quantitative claim: the one definition that extraction, the store, the screen and every export share.

A stdlib dataclass, so that extraction makes a million of them cheaply; the store validates each through pydantic
(``claims_db.validation.valid_claim``) when it crosses the border into the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Literal

Kind = Literal["money", "percentage", "performance", "measure", "duration", "age", "count", "multiple", "fraction"]
Comparator = Literal["eq", "approx", "lt", "le", "gt", "ge", "range"]
Modality = Literal["actual", "target", "forecast", "hypothetical"]
Direction = Literal["up", "down"]
Region = Literal["body", "boilerplate"]
Lang = Literal["zh", "en"]

# Makes pydantic check instances too, not only mappings, when the store validates a claim.
_CHECK_INSTANCES: dict[str, Any] = {"revalidate_instances": "always"}


@dataclass(slots=True)
class Statement:
    """The clause or sentence that states a figure.

    ``start`` and ``end`` are code points of the stored text, ``text`` is that slice, unchanged.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _CHECK_INSTANCES

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Claim:
    """One figure of a source text and what it says of whom.

    Offsets count code points of the stored text, and ``stored_text[start:end] == figure`` always holds. Either
    ``value``, or ``low`` and ``high``, is given, magnitude words applied, in ``unit``; the ``base_*`` fields give the
    same figure in its dimension's coherent base unit. Numbers are exact decimals in plain notation.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _CHECK_INSTANCES

    source: str
    """Path, URL or record id."""
    start: int
    end: int
    figure: str
    """The figure as it stands in the stored text, scars and all, without its approximator."""
    statement: Statement
    kind: Kind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    """ISO 4217, ``%``, ``pp``, ``x``, ``1``, UCUM symbol, ``TFLOP/s`` and kin, or the counted noun or measure word."""
    base_value: Decimal | None = None
    base_low: Decimal | None = None
    base_high: Decimal | None = None
    base_unit: str | None = None
    comparator: Comparator = "eq"
    subject: str | None = None
    """Whose figure it is, repaired to plain simplified Chinese or English."""
    metric: str | None = None
    """What is measured."""
    relative_to: str | None = None
    """The baseline of a comparison or share."""
    as_of: str | None = None
    """The period as written."""
    period: str | None = None
    """The period resolved: ``2004``, ``2025-05``, ``2025H1``, ``2026Q1``, ``FY2026Q1``, ``2023/2025``."""
    per: str | None = None
    """Denominator of a rate of money or counts: ``mo``, ``kW.h``, a counted noun."""
    precision: str | None = None
    """What a performance figure holds for: ``FP16``, ``INT8``."""
    modality: Modality = "actual"
    direction: Direction | None = None
    attributed_to: str | None = None
    region: Region = "body"
    states_claim: bool = True
    """False for a figure that asserts nothing a reviewer could check, such as an age in passing."""
    extractor: str = ""
    """Name and version, as ``rules 1.0``."""
    checkworthiness: float = 0.0
    """0 to 1: how much a reviewer gains by checking it."""
    lang: Lang = "en"

    @property
    def reviewable(self) -> bool:
        """Whether a reviewer should be shown it by default."""
        return self.states_claim and self.region == "body"
