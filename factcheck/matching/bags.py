"""Texts as weighted, language-neutral tokens."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from factcheck.matching.aliases import EXCLUSIVE, NAME_KINDS, Lexicon, strip_legal_form
from factcheck.matching.text import is_chinese, is_code, is_number, normal, tokens

METRIC_WEIGHT = 1.5
_WEIGHTS = {
    "company": 3.0, "agency": 2.0, "person": 2.0, "product": 3.0, "event": 2.0, "place": 1.2,
    "metric": METRIC_WEIGHT, "item": 1.2, "qualifier": 1.0, "change": 0.8, "stop": 0.0,
}  # fmt: skip
_CODE_WEIGHT = 3.0
WORD_WEIGHT = 0.7
NAME_WEIGHT = 2.0
_GROUP_SHARE = 0.5


@dataclass(slots=True)
class Bag:
    """Weighted tokens of one text.

    ``weights``: concept keys, ``t:`` English stems, ``w:`` Chinese words, ``g:`` groups of near concepts. ``total`` is
    what a text identical to this one would share with it. ``names``: keys of names and codes among them.
    """

    weights: dict[str, float]
    total: float
    names: frozenset[str]
    qualifiers: frozenset[str]
    metrics: frozenset[str]
    changes: frozenset[str]
    runs: tuple[str, ...]
    """Chinese characters that the lexicon does not know, run by run."""
    word_weight: float = WORD_WEIGHT
    """What a word counts that the lexicon does not know."""
    exclusive: tuple[tuple[str, tuple[str, ...]], ...] = field(default=(), compare=False, repr=False)
    """Each exclusive group with the concepts of it in the text, in order."""
    as_words: Bag | None = field(default=None, init=False, compare=False, repr=False)
    """Once asked for: the same with ``runs`` as dictionary words."""
    as_glosses: Bag | None = field(default=None, init=False, compare=False, repr=False)
    """Once asked for: the same with ``runs`` as the stems of English glosses."""


EMPTY = Bag({}, 0.0, frozenset(), frozenset(), frozenset(), frozenset(), ())


@lru_cache(maxsize=16384)
def bag_of(text: str, lexicon: Lexicon, naming: bool = False) -> Bag:
    """The tokens of ``text``; a sentence is read once for all its figures.

    ``naming``: the text names somebody or something, so that a company's legal form at its end is dropped and unknown
    words count as much as names.
    """
    said = tokens(normal(text))
    word_weight = WORD_WEIGHT
    if naming:
        said = strip_legal_form(said)
        word_weight = NAME_WEIGHT
    weights: dict[str, float] = {}
    by_kind: dict[str, set[str]] = {}
    names: set[str] = set()
    exclusive: dict[str, tuple[str, ...]] = {}
    runs: list[str] = []
    run: list[str] = []
    total = 0.0
    for token, concepts in lexicon.mentions(said):
        if not concepts and is_chinese(token):
            run.append(token)
            continue
        if run:
            runs.append("".join(run))
            run = []
        if concepts:
            best = 0.0
            for key, kind, group in concepts:
                alone = group.startswith(EXCLUSIVE)
                if alone:
                    exclusive[group] = (*exclusive.get(group, ()), key)
                weight = _WEIGHTS[kind]
                if weight <= best and key in weights:
                    continue
                best = max(best, weight)
                if weight:
                    weights[key] = max(weights.get(key, 0.0), weight)
                if group and kind != "stop" and not alone:
                    weights.setdefault("g:" + group, weight * _GROUP_SHARE)
                by_kind.setdefault(kind, set()).add(key)
            group = concepts[0].group
            total += best * (1 + _GROUP_SHARE) if group and not group.startswith(EXCLUSIVE) else best
            continue
        what = _what(token)
        if what == "code":
            names.add(token)
            weights[token] = _CODE_WEIGHT
            total += _CODE_WEIGHT
        elif what == "word" and "t:" + token not in weights:
            weights["t:" + token] = word_weight
            total += word_weight
    if run:
        runs.append("".join(run))
    return Bag(
        weights,
        total,
        frozenset(names.union(*(keys for kind, keys in by_kind.items() if kind in NAME_KINDS))),
        frozenset(by_kind.get("qualifier", ())),
        frozenset(by_kind.get("metric", ())),
        frozenset(by_kind.get("change", ())),
        tuple(runs),
        word_weight,
        tuple(exclusive.items()),
    )


@lru_cache(maxsize=16384)
def _what(token: str) -> Literal["code", "word"] | None:
    """What a token that the lexicon lacks is; None for numbers and single letters."""
    if is_code(token):
        return "code"
    return "word" if not is_number(token) and not token[0].isdigit() and len(token) > 1 else None


def meaning(bag: Bag, text: str, naming: bool) -> Hashable:
    """What two texts have in common that mean the same: their known concepts; a subject with other words, its words."""
    known = frozenset(token for token in bag.weights if token[:2] not in ("t:", "g:"))
    if naming and (bag.runs or bag.changes or any(token[:2] == "t:" for token in bag.weights)):
        return " ".join(strip_legal_form(tokens(text)))
    return known or text
