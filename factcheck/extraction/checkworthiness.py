"""Checkworthiness: which claims a fact-checker would pick first.

A linear model over documented features of the claim, squashed by the logistic function: the design of ClaimBuster
(Hassan et al., KDD 2017) with hand-set weights, which stand with their features in ``data/checkworthiness.toml``.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
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


_MOST_KEPT: Final = 20_000
_LONGEST_KEPT: Final = 24
"""Characters of a metric that is likely to come again."""
_salient: Final[dict[str, bool]] = {}


def _is_salient(metric: str, model: _Model) -> bool:
    known = _salient.get(metric)
    if known is not None:
        return known
    low = metric.lower()  # searching for one word after the other takes a twentieth of the time of one pattern
    found = False
    for word in model.words:
        if word in low:
            found = True
            break
    if len(metric) < _LONGEST_KEPT:
        if len(_salient) >= _MOST_KEPT:
            _salient.clear()
        _salient[metric] = found
    return found


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
    model = _model()
    value, low, high = numbers
    size = value if value is not None else high
    power, small = 0, False
    if size is not None and size.is_finite():
        power = size.adjusted()
        if power < 1:
            small = kind in model.small_kinds and size < model.small_below
            power = 0
    vague = comparator == "approx" and low is not None and high is not None and high >= low * model.spread
    # what is said, as bits: first those of ``_STATED``, in its order
    said = (
        bool(subject)
        | bool(metric) << 1
        | bool(relative_to) << 2
        | bool(direction) << 3
        | bool(period) << 4
        | bool(as_of) << 5
        | bool(attributed_to) << 6
    )
    if metric and _is_salient(metric, model):
        said |= _SALIENT
    if states_claim:
        said |= _STATES_CLAIM
    if small:
        said |= _SMALL
    if vague:
        said |= _VAGUE
    combination = kind, comparator, modality, region, said, power
    score = _scores.get(combination)
    if score is None:
        score = _score(model, kind, comparator, modality, region, said, power)
        if len(_scores) >= _MOST_KEPT:
            _scores.clear()
        _scores[combination] = score
    return score


_STATED: Final = ("subject", "metric", "relative_to", "direction", "period", "as_of", "attributed_to")
_SALIENT: Final = 128
_STATES_CLAIM: Final = 256
_SMALL: Final = 512
_VAGUE: Final = 1024
_scores: Final[dict[tuple[str, str, str, str, int, int], float]] = {}
"""The model's answers; a text repeats a few hundred combinations."""


def _score(model: _Model, kind: str, comparator: str, modality: str, region: str, said: int, power: int) -> float:
    """The model's answer for one combination of features."""
    stated = model.stated
    total = model.base + model.kind.get(kind, 0.0) + model.comparator.get(comparator, 0.0)
    total += sum(stated[name] for bit, name in enumerate(_STATED) if said & 1 << bit)
    if said & _SALIENT:
        total += model.salient
    if modality != "actual":
        total += model.modality.get(modality, 0.0)
    if region != "body":
        total += model.region.get(region, 0.0)
    if not said & _STATES_CLAIM:
        total += model.silent
    # large figures of money and things weigh more, small counts less, vague bands less
    if power >= model.first_power and kind in ("money", "count", "measure"):
        total += model.each_power * (min(power, model.last_power) - model.first_power + 1)
    if said & _SMALL:
        total += model.small
    if said & _VAGUE:
        total += model.vague
    return round(1.0 / (1.0 + math.exp(-total)), 3)
