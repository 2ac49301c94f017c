"""From evidence to a suggestion: how sure, which relation, and why in words."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from operator import mul
from typing import Any

from factcheck.matching.features import FEATURES
from factcheck.matching.figures import Amount
from factcheck.matching.relations import Relation


@dataclass(frozen=True, slots=True)
class Weights:
    """What ``benchmarks/fit_matching.py`` fitted: one weight a feature, and the threshold of each relation.

    ``bias`` and ``weights`` are of a pair looked at alone; ``seen_bias`` and ``seen_weights`` of one of two articles
    that tell one story, once all their pairs have been looked at.
    """

    bias: float
    weights: tuple[float, ...]
    thresholds: dict[str, float]
    seen_bias: float
    seen_weights: tuple[float, ...]

    def log_odds(self, features: Sequence[float]) -> float:
        """Natural log of the odds that two claims speak of the same quantity."""
        return self.bias + float(sum(map(mul, self.weights, features)))

    def log_odds_in_context(self, features: Sequence[float]) -> float:
        """The same where :func:`factcheck.matching.context.look_again` has filled in the evidence of context."""
        return self.seen_bias + float(sum(map(mul, self.seen_weights, features)))


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
        weights=tuple(float(table["weights"].get(name, 0.0)) for name in FEATURES),
        thresholds={name: float(value) for name, value in table["thresholds"].items()},
        seen_bias=float(table["seen together"]["bias"]),
        seen_weights=tuple(float(table["seen together"].get(name, 0.0)) for name in FEATURES),
    )


def probability(log_odds: float) -> float:
    """The logistic function, safe at both ends."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, log_odds))))


def comparable_dimensions(a: Amount, b: Amount) -> bool:
    """Whether two figures can be of one quantity: one dimension, open currency, or multiple beside percentage."""
    if a.dimension == b.dimension or {a.dimension, b.dimension} == {"%", "x"}:
        return True
    return "money:?" in (a.dimension, b.dimension) and a.dimension[:6] == b.dimension[:6] == "money:"
