"""A claim as its sketch shows it: enough for its relation to another and for the reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from factcheck.matching.blocks import Rows
from factcheck.matching.dates import Day, Lag
from factcheck.matching.figures import Amount
from factcheck.matching.periods import Period, parse_period
from factcheck.matching.sketch import ACTUAL, DOWN, UP, Sketches

Said = tuple[Any, frozenset[str], str]
"""Id, words that narrow the metric, sentence."""


class Light:
    """A claim of ``sketches``; attributes as of :class:`factcheck.matching.profile.Profile`, ``source`` a number."""

    __slots__ = (
        "amount",
        "change",
        "direction",
        "id",
        "lag",
        "modality",
        "narrowing",
        "origin",
        "period",
        "row",
        "sentence_text",
        "shown_metric",
        "shown_subject",
        "source",
        "told",
        "written",
    )

    def __init__(
        self, row: int, said: Said, amount: Amount, period: Period | None, flags: int, source: int, names: list[str]
    ) -> None:
        self.row = row
        self.id, self.narrowing, self.sentence_text = said
        self.origin = False
        self.told: int | None = None
        self.written: Day | None = None
        self.lag: Lag | None = None
        self.amount = amount
        self.period = period
        self.direction: str | None = "up" if flags & UP else "down" if flags & DOWN else None
        self.change = self.direction is not None and amount.dimension in ("%", "x", "pp")
        self.modality = "actual" if flags & ACTUAL else "other"
        self.source = source
        self.shown_subject, self.shown_metric = names


def lights(sketches: Sketches, rows: Rows, said: Callable[[int, int], Said]) -> Iterator[Light]:
    """The claims ``rows``; ``said`` reads what stands at an offset with a length."""
    tables, s = sketches.tables, sketches
    dimensions, subjects, metrics = tables.dimensions.things, tables.subjects.things, tables.metrics.things
    columns = (s.offset, s.length, s.dimension, s.digits, s.period, s.flags, s.source, s.subject, s.metric)
    cells = zip(*(column[rows].tolist() for column in columns), strict=True)
    for row, figures, some in zip(rows.tolist(), s.figures[rows].tolist(), cells, strict=True):
        offset, length, dimension, digits, period, flags, source, subject, metric = some
        low, high, floor, ceiling, middle = figures
        label = tables.periods.things[period]
        yield Light(
            row,
            said(offset, length),
            Amount(dimensions[dimension], low, high, floor, ceiling, middle, digits, False),
            parse_period(label) if label else None,
            flags,
            source,
            [subjects[subject] or "", metrics[metric] or ""],
        )
