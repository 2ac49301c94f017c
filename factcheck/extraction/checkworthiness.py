"""Checkworthiness: which claims a fact-checker would pick first.

A linear model over documented features of the claim, squashed by the logistic function: the design of ClaimBuster
(Hassan et al., KDD 2017) with hand-set weights, which stand with their features in ``data/checkworthiness.toml``.
"""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from claims_db.claim import Claim


@dataclass(frozen=True, slots=True)
class _Model:
    base: float
    kind: dict[str, float]
    comparator: dict[str, float]
    modality: dict[str, float]
    region: dict[str, float]
    stated: dict[str, float]
    each_power: float
    first_power: int
    last_power: int
    small_below: int
    small_kinds: frozenset[str]
    small: float
    spread: int
    vague: float
    silent: float
    salient: float
    words: re.Pattern[str]


@cache
def _model() -> _Model:
    table: dict[str, Any] = tomllib.loads(
        (files("factcheck.extraction") / "data/checkworthiness.toml").read_text("utf-8")
    )
    magnitude, small = table["magnitude"], table["small"]
    return _Model(
        base=table["base"],
        kind=table["kind"],
        comparator=table["comparator"],
        modality=table["modality"],
        region=table["region"],
        stated=table["stated"],
        each_power=magnitude["each_power"],
        first_power=magnitude["from"],
        last_power=magnitude["to"],
        small_below=small["below"],
        small_kinds=frozenset(small["kinds"]),
        small=small["weight"],
        spread=table["vague"]["spread"],
        vague=table["vague"]["weight"],
        silent=table["silent"]["weight"],
        salient=table["salient"]["weight"],
        words=re.compile("|".join(map(re.escape, table["salient"]["words"])), re.IGNORECASE),
    )


@lru_cache(maxsize=20_000)
def _salient(metric: str) -> bool:
    return _model().words.search(metric) is not None


def checkworthiness(claim: Claim) -> float:
    """How much a reviewer gains by checking ``claim``: 0 (nothing) to 1, by the features of the data file."""
    model = _model()
    stated = model.stated
    total = model.base + model.kind.get(claim.kind, 0.0) + model.comparator.get(claim.comparator, 0.0)
    if claim.subject:
        total += stated["subject"]
    if claim.metric:
        total += stated["metric"] + (model.salient if _is_salient(claim.metric) else 0.0)
    if claim.relative_to:
        total += stated["relative_to"]
    if claim.direction:
        total += stated["direction"]
    if claim.period:
        total += stated["period"]
    if claim.as_of:
        total += stated["as_of"]
    if claim.attributed_to:
        total += stated["attributed_to"]
    if claim.modality != "actual":
        total += model.modality.get(claim.modality, 0.0)
    if claim.region != "body":
        total += model.region.get(claim.region, 0.0)
    if not claim.states_claim:
        total += model.silent
    total += _of_size(model, claim)
    return round(1.0 / (1.0 + math.exp(-total)), 3)


def _is_salient(metric: str) -> bool:
    return _salient(metric) if len(metric) < 24 else _model().words.search(metric) is not None


def _of_size(model: _Model, claim: Claim) -> float:
    """Large figures of money and things weigh more, small counts less, vague bands less."""
    value: Decimal | None = claim.value if claim.value is not None else claim.high
    total = 0.0
    if value is not None and value.is_finite():
        power = value.adjusted()
        if power >= model.first_power and claim.kind in ("money", "count", "measure"):
            total += model.each_power * (min(power, model.last_power) - model.first_power + 1)
        if power < 1 and claim.kind in model.small_kinds and value < model.small_below:
            total += model.small
    if (
        claim.low is not None
        and claim.high is not None
        and claim.comparator == "approx"
        and claim.high >= claim.low * model.spread
    ):
        total += model.vague
    return total
