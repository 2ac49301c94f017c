"""From evidence to a suggestion: how sure, which relation, and why in words."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, Protocol

from factcheck.matching.features import FEATURES, evidence
from factcheck.matching.figures import Agreement, Amount, agreement
from factcheck.matching.periods import Period
from factcheck.matching.periods import relation as period_relation
from factcheck.matching.profile import Profile

_TELLING_DIGITS = 3
_FAR = 0.2
_EXACT = 1e-6
Relation = Literal["duplicate", "contradiction", "update"]


@dataclass(frozen=True, slots=True)
class Weights:
    """What ``benchmarks/fit_matching.py`` fitted: one weight a feature, and the threshold of each relation."""

    bias: float
    weights: tuple[float, ...]
    thresholds: dict[str, float]

    def log_odds(self, features: Sequence[float]) -> float:
        """Natural log of the odds that two claims speak of the same quantity."""
        return self.bias + sum(w * f for w, f in zip(self.weights, features, strict=True))


class Stated(Protocol):
    """What relation and reasons ask of a claim: a profile, or the sketch of one."""

    id: Any
    amount: Amount
    period: Period | None
    direction: str | None
    change: bool
    modality: str
    shown_subject: str
    shown_metric: str
    sentence_text: str
    origin: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A suggestion: ``a`` and ``b`` are claim ids, ``score`` 0 to 1, ``why`` short reasons for a reviewer."""

    a: Any
    b: Any
    relation: Relation
    score: float
    why: tuple[str, ...]


@cache
def load_weights() -> Weights:
    """The packaged weights, ``data/weights.toml``."""
    file = resources.files("factcheck.matching").joinpath("data/weights.toml")
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return Weights(
        bias=float(table["bias"]),
        weights=tuple(float(table["weights"][name]) for name in FEATURES),
        thresholds={name: float(value) for name, value in table["thresholds"].items()},
    )


def probability(log_odds: float) -> float:
    """The logistic function, safe at both ends."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, log_odds))))


def comparable_dimensions(a: Amount, b: Amount) -> bool:
    """Whether two figures can be of one quantity: one dimension, open currency, or multiple beside percentage."""
    if a.dimension == b.dimension or {a.dimension, b.dimension} == {"%", "x"}:
        return True
    return "money:?" in (a.dimension, b.dimension) and a.dimension[:6] == b.dimension[:6] == "money:"


def figures_agree(a: Stated, b: Stated) -> Agreement:
    """As :func:`agreement`, across multiples and percentages: "1.7 times" is "70 % more"."""
    if a.amount.dimension == b.amount.dimension or a.amount.dimension.startswith("money:"):
        return agreement(a.amount, b.amount)
    percent, multiple = (a, b) if a.amount.dimension == "%" else (b, a)
    sign = -1 if percent.direction == "down" else 1
    as_ratio = [1 + sign * v / 100 for v in (percent.amount.low, percent.amount.high)]
    low, high = min(as_ratio), max(as_ratio)
    readings = ((low, high), (low - 1, high - 1))  # "1.7 times" as a ratio, or as a growth by so much
    inside = any(min(h, multiple.amount.high) >= max(lo, multiple.amount.low) for lo, h in readings)
    return "same" if inside else "different"


def relation_of(a: Stated, b: Stated) -> Relation | None:
    """The relation of two claims known to speak of the same quantity; None where logic settles nothing."""
    times = period_relation(a.period, b.period)
    agree = figures_agree(a, b)
    if times in ("other", "near") and agree == "same" and _one_time(a, b):
        return "duplicate"
    if times == "other" or (times == "near" and (agree != "same" or _few_digits(a, b))):
        return "update"
    if a.direction and b.direction and a.direction != b.direction:
        return "contradiction"
    if agree == "same":
        return "duplicate"
    if agree == "loose":
        return None
    if a.sentence_text and a.sentence_text == b.sentence_text:
        # "From 69,800 to 55,800 yuan": before and after. Else one sentence speaks of two things.
        return "update" if a.origin != b.origin else None
    return "contradiction"


def _far_apart(a: Amount, b: Amount) -> bool:
    """Whether two figures are so different that another time explains it better than an error."""
    return abs(a.middle - b.middle) > _FAR * max(abs(a.middle), abs(b.middle))


def _one_time(a: Stated, b: Stated) -> bool:
    """Whether two figures are so much the same that rather a period nobody wrote in full was read wrong."""
    assert a.period is not None
    assert b.period is not None
    certainty = {a.period.certainty, b.period.certainty}
    least = _TELLING_DIGITS - 1 if "carried over" in certainty else _TELLING_DIGITS
    if certainty == {"stated"} or min(a.amount.digits, b.amount.digits) < least or a.direction != b.direction:
        return False
    return abs(a.amount.middle - b.amount.middle) <= _EXACT * abs(a.amount.middle)


def _few_digits(a: Stated, b: Stated) -> bool:
    """Whether chance can well make two figures agree: of a year and its quarter only long ones are one."""
    return min(a.amount.digits, b.amount.digits) < _TELLING_DIGITS


def judge(a: Profile, b: Profile, weights: Weights) -> tuple[float, Relation | None]:
    """Log odds that two claims speak of the same quantity, and the relation they then have."""
    if not comparable_dimensions(a.amount, b.amount):
        return -math.inf, None
    return weights.log_odds(evidence(a, b)), relation_of(a, b)
