"""A claim as its sketch shows it: enough for its relation to another and for the reasons."""

from __future__ import annotations

from typing import Any

from factcheck.matching.figures import Amount
from factcheck.matching.periods import Period, parse_period
from factcheck.matching.sketch import ACTUAL, DOWN, UP, Sketches


class Light:
    """Claim ``row`` of ``sketches``; attributes as of :class:`factcheck.matching.profile.Profile`."""

    __slots__ = (
        "amount",
        "change",
        "direction",
        "id",
        "modality",
        "narrowing",
        "origin",
        "period",
        "row",
        "sentence_text",
        "shown_metric",
        "shown_subject",
        "source",
    )

    def __init__(self, sketches: Sketches, row: int, claim_id: Any, narrowing: frozenset[str], sentence: str) -> None:
        tables = sketches.tables
        flags = int(sketches.flags[row])
        label: str | None = tables.periods.things[sketches.period[row]]
        dimension: str = tables.dimensions.things[sketches.dimension[row]]
        low, high, floor, ceiling, middle = sketches.figures[row].tolist()
        self.row = row
        self.sentence_text = sentence
        self.origin = False
        self.id = claim_id
        self.narrowing = narrowing
        self.amount = Amount(dimension, low, high, floor, ceiling, middle, int(sketches.digits[row]), False)
        self.period: Period | None = parse_period(label) if label else None
        self.direction: str | None = "up" if flags & UP else "down" if flags & DOWN else None
        self.change = self.direction is not None and dimension in ("%", "x", "pp")
        self.modality = "actual" if flags & ACTUAL else "other"
        self.source: str = tables.sources.things[sketches.source[row]] or ""
        self.shown_subject: str = tables.subjects.things[sketches.subject[row]] or ""
        self.shown_metric: str = tables.metrics.things[sketches.metric[row]] or ""
