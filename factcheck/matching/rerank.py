"""Which of the texts that share words with a query checks the same claim: features and their weights."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

FEATURES = (
    "words",
    "words, best is 1",
    "title, best is 1",
    "characters",
    "characters, best is 1",
    "text covered",
    "title covered",
    "query covered",
    "rarest shared word",
    "shared words",
    "author named",
    "token set ratio of text",
    "token set ratio of title",
    "ratio of text",
)


@dataclass(slots=True)
class Asked:
    """A query, ready to be compared: its plain text, distinct terms, the terms of its author's name, their idf sum."""

    plain: str
    terms: frozenset[str]
    author: frozenset[str]
    idf: float


@dataclass(slots=True)
class Checked:
    """An earlier check, ready to be compared."""

    plain: str
    plain_title: str
    terms: frozenset[str]
    title_terms: frozenset[str]


@dataclass(slots=True)
class Scores:
    """First-stage scores of every check for one query, each of shape (checks,)."""

    words: NDArray[np.float64]
    title: NDArray[np.float64]
    characters: NDArray[np.float64]


def features(
    asked: Asked, checks: Sequence[Checked], rows: Sequence[int], scores: Scores, idf: dict[str, float]
) -> NDArray[np.float64]:
    """One row of :data:`FEATURES` a check in ``rows``; shape (rows, features)."""
    tops = [max(float(s.max()), 1e-9) for s in (scores.words, scores.title, scores.characters)]
    whole = asked.idf or 1.0
    result = np.empty((len(rows), len(FEATURES)))
    for at, row in enumerate(rows):
        check = checks[row]
        in_text, in_title = check.terms & asked.terms, check.title_terms & asked.terms
        shared = [idf[term] for term in in_text | in_title]
        result[at] = (
            scores.words[row] / whole,
            scores.words[row] / tops[0],
            scores.title[row] / tops[1],
            scores.characters[row] / whole / 5,
            scores.characters[row] / tops[2],
            _share(in_text, check.terms, idf),
            _share(in_title, check.title_terms, idf),
            sum(shared) / whole,
            max(shared, default=0.0) / 10,
            min(len(shared), 10) / 10,
            float(bool(asked.author & (check.terms | check.title_terms))),
            fuzz.token_set_ratio(asked.plain, check.plain) / 100,
            fuzz.token_set_ratio(asked.plain, check.plain_title) / 100,
            fuzz.ratio(asked.plain, check.plain) / 100,
        )
    return result


def _share(part: frozenset[str], whole: frozenset[str], idf: dict[str, float]) -> float:
    total = sum(idf[term] for term in whole)
    return sum(idf[term] for term in part) / total if total else 0.0


@cache
def load_weights() -> NDArray[np.float64]:
    """The packaged weights (``data/retrieval.toml``) in the order of :data:`FEATURES`."""
    text = resources.files("factcheck.matching").joinpath("data/retrieval.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)["weights"]
    return np.array([float(table[name]) for name in FEATURES])
