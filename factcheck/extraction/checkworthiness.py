"""Checkworthiness: which claims a fact-checker would pick first.

A linear model over documented features of the claim, squashed by the logistic function: the design of ClaimBuster
(Hassan et al., KDD 2017) with hand-set weights, which stand with their features in ``data/checkworthiness.toml``.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

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
    words: tuple[str, ...]
    """In lower case."""


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
        words=tuple(word.lower() for word in table["salient"]["words"]),
    )


@lru_cache(maxsize=20_000)
def _salient(metric: str) -> bool:
    return _has_salient_word(metric)


def _has_salient_word(metric: str) -> bool:
    low = metric.lower()  # searching for one word after the other takes a twentieth of the time of one pattern
    return any(word in low for word in _model().words)


def checkworthiness(claim: Claim) -> float:
    """How much a reviewer gains by checking ``claim``: 0 (nothing) to 1, by the features of the data file."""
    return worth(
        claim.kind,
        (claim.value, claim.low, claim.high),
        claim.comparator,
        claim.subject,
        claim.metric,
        claim.relative_to,
        claim.direction,
        claim.period,
        claim.as_of,
        claim.attributed_to,
        claim.modality,
        claim.region,
        claim.states_claim,
    )


def worth(
    kind: str,
    numbers: tuple[Decimal | None, Decimal | None, Decimal | None],
    comparator: str,
    subject: str | None,
    metric: str | None,
    relative_to: str | None,
    direction: str | None,
    period: str | None,
    as_of: str | None,
    attributed_to: str | None,
    modality: str,
    region: str,
    states_claim: bool,
) -> float:
    """``checkworthiness`` of a claim still in parts; ``numbers`` are its value, low and high."""
    value, low, high = numbers
    size = value if value is not None else high
    salient = False
    if metric:
        salient = _salient(metric) if len(metric) < _LONGEST_KEPT else _has_salient_word(metric)
    power, small = 0, False
    if size is not None and size.is_finite():
        power = size.adjusted()
        if power < 1:
            small = kind in _model().small_kinds and size < _model().small_below
            power = 0
    return _score(
        kind,
        comparator,
        bool(subject),
        bool(metric),
        salient,
        bool(relative_to),
        bool(direction),
        bool(period),
        bool(as_of),
        bool(attributed_to),
        modality,
        region,
        states_claim,
        power,
        small,
        low is not None and high is not None and comparator == "approx" and high >= low * _model().spread,
    )


_LONGEST_KEPT: Final = 24
"""Characters of a metric that is likely to come again."""


@lru_cache(maxsize=20_000)
def _score(
    kind: str,
    comparator: str,
    subject: bool,
    metric: bool,
    salient: bool,
    relative_to: bool,
    direction: bool,
    period: bool,
    as_of: bool,
    attributed_to: bool,
    modality: str,
    region: str,
    states_claim: bool,
    power: int,
    small: bool,
    vague: bool,
) -> float:
    """The model's answer for one combination of features; a text repeats a few hundred of them."""
    model = _model()
    stated = model.stated
    total = model.base + model.kind.get(kind, 0.0) + model.comparator.get(comparator, 0.0)
    said = {
        "subject": subject,
        "metric": metric,
        "relative_to": relative_to,
        "direction": direction,
        "period": period,
        "as_of": as_of,
        "attributed_to": attributed_to,
    }
    total += sum(stated[name] for name, is_said in said.items() if is_said)
    if salient:
        total += model.salient
    if modality != "actual":
        total += model.modality.get(modality, 0.0)
    if region != "body":
        total += model.region.get(region, 0.0)
    if not states_claim:
        total += model.silent
    # large figures of money and things weigh more, small counts less, vague bands less
    if power >= model.first_power and kind in ("money", "count", "measure"):
        total += model.each_power * (min(power, model.last_power) - model.first_power + 1)
    if small:
        total += model.small
    if vague:
        total += model.vague
    return round(1.0 / (1.0 + math.exp(-total)), 3)
