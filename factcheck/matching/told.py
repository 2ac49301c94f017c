"""The figures of one article, sentence by sentence, as sums look at them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from factcheck.matching.features import excluding
from factcheck.matching.places import figure_place
from factcheck.matching.profile import Profile
from factcheck.matching.record import Statement
from factcheck.matching.topics import OF_ANOTHER
from factcheck.matching.wording import wording

NO_ABSOLUTES = frozenset({"%", "x", "pp"})
_AVERAGE = wording("<averages>")
_WRITTEN = re.compile(r"\d[\d,]*(?:\.\d+)?")
_NEXT = 3
"""How many characters may part two sentences of which one follows the other."""


class Placed(NamedTuple):
    """A claim and where its figure stands in its sentence."""

    claim: Profile
    start: int
    end: int


class Told(NamedTuple):
    """A sentence, where it begins in the article (None where that is unknown) and its figures in order."""

    text: str
    start: int | None
    figures: list[Placed]

    def before(self, number: int) -> str:
        """The text from the figure before figure ``number`` to it."""
        return self.text[self.figures[number - 1].end if number else 0 : self.figures[number].start]

    def after(self, number: int) -> str:
        """The text from figure ``number`` to the next one."""
        stop = self.figures[number + 1].start if number + 1 < len(self.figures) else len(self.text)
        return self.text[self.figures[number].end : stop]

    def follows(self, other: Told) -> bool:
        """Whether this sentence is the one right after ``other``."""
        if self.start is None or other.start is None:
            return False
        return 0 <= self.start - other.start - len(other.text) <= _NEXT


def sentences(claims: Iterable[Profile]) -> list[Told]:
    """The sentences of an article that have figures whose place in them is known, in order."""
    found: dict[tuple[int | None, str], list[Placed]] = {}
    for claim in claims:
        start, end = figure_place(claim.record, claim.sentence_text)
        if start < end:
            said = claim.record.statement
            at = said.start if isinstance(said, Statement) and isinstance(said.start, int) else None
            found.setdefault((at, claim.sentence_text), []).append(Placed(claim, start, end))
    told = [Told(text, at, sorted(placed, key=lambda item: item.start)) for (at, text), placed in found.items()]
    return sorted(told, key=lambda sentence: sentence.start or 0)


def is_level(claim: Profile) -> bool:
    """Whether a figure is an amount of something, not a change or a share."""
    return claim.amount.dimension not in NO_ABSOLUTES and not claim.change and claim.amount.middle > 0


def other_quantity(a: Profile, b: Profile) -> bool:
    """Whether two claims measure different things: profit and revenue, new and existing homes."""
    metrics_a, metrics_b = _measured(a), _measured(b)
    return bool(metrics_a and metrics_b and not metrics_a & metrics_b) or excluding(a, b)


def _measured(claim: Profile) -> frozenset[str]:
    """The metrics a claim names that are things measured."""
    return (claim.metric.metrics - OF_ANOTHER) or (claim.topic - OF_ANOTHER if claim.change else frozenset())


def averaged(claim: Profile) -> bool:
    """Whether a change is one a year, or on average: its two ends lie years apart."""
    start, end = figure_place(claim.record, claim.sentence_text)
    around = claim.sentence_text[max(0, start - 24) : start], claim.sentence_text[end : end + 16]
    return any(map(_AVERAGE.search, around))


def ends(claim: Profile) -> tuple[float, float]:
    """The figure's interval for a sum: half its rounding, for writers who do sums have the exact figures at hand.

    A bound ("more than") is open at its side.
    """
    amount = claim.amount
    if claim.record.comparator in ("gt", "ge", "lt", "le"):
        return max(0.0, amount.floor), amount.ceiling
    if amount.digits == 0:
        return amount.low, amount.high
    return (amount.low + amount.middle) / 2, (amount.high + amount.middle) / 2


def plain(value: float) -> str:
    """A number of a sum in plain digits, ten of them significant: 13,500,000,000 and not 1.35e+10."""
    whole = float(f"{value:.10g}")
    return f"{whole:,.10f}".rstrip("0").rstrip(".") if abs(whole) >= 1e-4 or not whole else f"{whole:g}"


def shown(claim: Profile) -> str:
    """A figure as written; from its value and unit where that is unknown."""
    record = claim.record
    if isinstance(record.figure, str) and record.figure:
        return record.figure
    return f"{plain(claim.amount.middle)} {record.unit or ''}".strip()


def in_unit_of(claim: Profile, value: float) -> str:
    """``value``, of the claim's dimension, as the claim's figure is written: 13.5e9 beside 100亿元 is 135亿元."""
    written = _WRITTEN.search(shown(claim))
    number = float(written[0].replace(",", "")) if written else 0.0
    if written is None or not number or len(_WRITTEN.findall(shown(claim))) > 1:
        return plain(value)
    return shown(claim).replace(written[0], plain(value * number / claim.amount.middle))
