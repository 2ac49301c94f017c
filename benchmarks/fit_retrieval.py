"""Fits the weights of retrieval: listwise logistic regression on the train and dev queries.

The test queries are never read here. Run by ``python -m benchmarks.fit_matching retrieval [--write]``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from factcheck.matching import rerank
from factcheck.matching.retrieval import Archive, read_texts

Matrix = NDArray[np.float64]


class Listing(NamedTuple):
    """A query: positions of candidates, their features, which are right (copies included), which the gold names."""

    rows: list[int]
    features: Matrix
    right: NDArray[np.bool_]
    relevant: frozenset[int]


def fit_retrieval(folder: Path, written: Path | None) -> None:
    """Print mean average precision at 5 on train and dev of ``folder``; store weights fitted on both in ``written``."""
    with (folder / "retrieval_clef2020_claims.jsonl").open("rb") as lines:
        checks = list(read_texts(lines, "claims"))
    archive = Archive(checks)
    place = {check.id: number for number, check in enumerate(checks)}
    by_split: dict[str, list[Listing]] = {"train": [], "dev": []}
    for line in (folder / "retrieval_clef2020_queries.jsonl").open(encoding="utf-8"):
        query = json.loads(line)
        if query["split"] in by_split:
            rows, features = archive.candidates(query["text"])
            relevant = frozenset(place[check] for check in query["relevant"])
            words = {archive.words_of(row) for row in relevant}
            right = np.array([archive.words_of(row) in words for row in rows], bool)
            by_split[query["split"]].append(Listing(rows, features, right, relevant))
    weights = _fit_listwise(by_split["train"])
    for split, listings in by_split.items():
        print(f"{split}: {len(listings)} queries, MAP@5 {_map5(archive, listings, weights):.4f} (fitted on train)")
    weights = _fit_listwise(by_split["train"] + by_split["dev"])
    for name, weight in zip(rerank.FEATURES, weights, strict=True):
        print(f"{name:28} {weight:8.3f}")
    if written is not None:
        head = (
            "# Fitted by benchmarks/fit_retrieval.py (listwise logistic regression). docs/matching.md says what it is."
        )
        rows_ = [f'"{name}" = {weight:.3f}' for name, weight in zip(rerank.FEATURES, weights, strict=True)]
        written.write_text("\n".join([head, "[weights]", *rows_]) + "\n", encoding="utf-8")


def _fit_listwise(listings: Sequence[Listing], ridge: float = 0.5) -> Matrix:
    """Maximise the softmax probability of the right candidates; damped Newton steps on standardised features."""
    usable = [listing for listing in listings if listing.right.any()]
    scale = np.concatenate([listing.features for listing in usable]).std(0) + 1e-9
    tables = [(listing.features / scale, listing.right / listing.right.sum()) for listing in usable]

    def loss(weights: Matrix) -> float:
        scores = [features @ weights for features, _ in tables]
        terms = (np.logaddexp.reduce(s) - right @ s for s, (_, right) in zip(scores, tables, strict=True))
        return float(sum(terms)) + ridge / 2 * float(weights @ weights)

    weights = np.zeros(len(scale))
    before = loss(weights)
    for _ in range(25):
        slope, curve = ridge * weights, np.eye(len(weights)) * ridge
        for features, right in tables:
            scores = features @ weights
            chance = np.exp(scores - np.logaddexp.reduce(scores))
            mean = chance @ features
            slope = slope + mean - right @ features
            curve = curve + (features * chance[:, None]).T @ features - np.outer(mean, mean)
        weights, after = line_search(loss, weights, np.asarray(np.linalg.solve(curve, slope), np.float64), before)
        if before - after < 1e-3:
            break
        before = after
    return np.asarray(weights / scale, np.float64)


def line_search(loss: Callable[[Matrix], float], weights: Matrix, step: Matrix, before: float) -> tuple[Matrix, float]:
    """Weights after as much of a Newton step as makes the loss smaller, and that loss."""
    size = 1.0
    while size > 1e-4 and loss(weights - size * step) > before:
        size /= 2
    return weights - size * step, loss(weights - size * step)


def _map5(archive: Archive, listings: Sequence[Listing], weights: Matrix) -> float:
    total = 0.0
    for listing in listings:
        ranked = [row for row, _ in archive.ranking(listing.rows, listing.features @ weights)[:5]]
        hits, precision = 0, 0.0
        for rank, row in enumerate(ranked, 1):
            if row in listing.relevant:
                hits += 1
                precision += hits / rank
        total += precision / min(5, len(listing.relevant))
    return total / len(listings)
