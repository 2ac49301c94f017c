"""Fits the weights of matching and of retrieval, with cross-validation, and prints the curves for the docs.

usage: python -m benchmarks.fit_matching [matching [CORPUS ...]|retrieval] [--write]

Matching: logistic regression, ridge towards a prior and held to its signs, on every pair of comparable claims of
each CORPUS (``../shared/bench/matching`` where none is given; others in its form): as given and as the extractor finds
them, with the names lexicon and without it (so that the rest of the evidence learns to stand alone). Cross-validation
leaves out one subject area, then one corpus at a time. Retrieval is fitted by ``fit_retrieval.py``.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.fit_retrieval import fit_retrieval, line_search
from factcheck.matching import aliases
from factcheck.matching.context import CONTEXT, look_again
from factcheck.matching.engine import weigh
from factcheck.matching.features import FEATURES
from factcheck.matching.profile import Profile, profile_of
from factcheck.matching.record import decode
from factcheck.matching.scoring import load_weights
from factcheck.matching.stories import Row

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT.parent / "shared" / "bench"
DATA = ROOT / "factcheck" / "matching" / "data"
RIDGE = 3.0
# Of two claims looked at alone contrasts so clear hold on to their prior, which no corpus of this size should argue
# away; where two articles tell one story there is more to go by.
FIRM = {"names differ": 200.0, "metrics differ": 80.0, "excluding kinds": 20.0, "qualifiers differ": 20.0}
# What a person would guess, in natural log odds; the fit moves from here as far as the pairs ask for.
PRIOR = {
    "subject": 3, "subject with metric": 3, "subject unstated": 1, "names differ": -8,
    "subject in the other's sentence": 1.5, "unknown name across languages": 1, "metric": 2.5, "metric unstated": 1,
    "metric in the other's clause": 1.5, "metrics differ": -5, "clause": 1.5, "sentence": 2,
    "names of the sentence": 1, "qualifiers differ": -5, "kind of figure differs": -3, "figure agrees": 1.5,
    "digits that agree": 4, "counted thing": 0.5, "counted thing differs": -0.5, "modality differs": -2,
    "period same": 1, "period near": 0, "period differs": 0, "same source": -0.5, "baseline": 0.5,
    "baseline differs": -1, "subject and metric": 3, "excluding kinds": -6, "narrower metric": -2,
    "name spelt in the other's sentence": 1.5, "carried name differs": -3, "same source and time": -1.5,
    "metrics found around differ": -3,
    "told by the same story": 2,
    "sources of one story": 1, "beside another agreement": 1, "agrees with another": -3, "best of both": 1,
    "subjects paired elsewhere": 1, "subjects paired otherwise": -1, "counted thing in the other's clause": 1,
    "same question in one article": 1, "figures far apart": -2, "units read differently": -1,
    "figures far apart at two times": -3,
    "peculiar words": 1, "peculiar words of the clause": 2, "question fits better than others": 1,
    "contrasted though long figures agree": 2, "figures of the story that agree": 1,
}  # fmt: skip
BIAS = -8.0
# Log odds from which a pair is suggested. Of two answers for one time only the likelier update stays, so that
# less will do: over five corpora F1 of updates is best between -0.5 and -1 (a sweep over all, not cross-validated).
LEAST = {"duplicate": 0.0, "contradiction": 0.0, "update": -0.5}
THRESHOLDS = (-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0)
Matrix = NDArray[np.float64]


class Pairs(NamedTuple):
    """Evidence of pairs, shape (pairs, features); whether each is related; its ids; its corpus and subject area.

    ``seen`` are the claims the evidence is of, with every pair of them, ``chosen`` which of these pairs count.
    """

    evidence: Matrix
    related: Matrix
    ids: list[tuple[str, str]]
    area: list[tuple[int, str]]
    seen: tuple[list[Profile], list[Row]]
    chosen: list[int]


class Fitted(NamedTuple):
    """Bias and weights of a pair looked at alone, and of one seen together with the others."""

    alone: Matrix
    together: Matrix


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", nargs="?", choices=["matching", "retrieval"], default="matching")
    parser.add_argument(
        "corpora", nargs="*", type=Path, default=[BENCH / "matching"], help="folders of articles, claims and pairs"
    )
    parser.add_argument("--write", action="store_true", help="replace the packaged weights")
    given = parser.parse_args()
    if not BENCH.is_dir():
        sys.exit(f"{BENCH}: not there; the development corpus is not part of this repository")
    if given.what == "matching":
        fit_matching(given.corpora, given.write)
    else:
        fit_retrieval(BENCH / "retrieval", DATA / "retrieval.toml" if given.write else None)


def fit_matching(folders: Sequence[Path], write: bool) -> None:
    """Print the cross-validated scores and the curve over the threshold; with ``write`` store the weights."""
    sets = _sets(folders)
    weights = _fit_twice([pairs for _, pairs in sets])
    for name, alone, together in zip(("bias", *FEATURES), *weights, strict=True):
        print(f"{name:35} {alone:7.3f} {together:7.3f}")
    for what, folds in _folds(sets, len(folders)).items():
        for name, rows in _cross_validated(sets, folds).items():
            print(f"\n{name}: threshold, precision, recall, F1 of related pairs, one {what} left out at a time")
            for threshold, *scores in rows:
                print(f"{threshold:5.1f}  " + "  ".join(f"{score:.3f}" for score in scores))
    if write:
        _write_weights(weights)


def threshold_table(folders: Sequence[Path]) -> list[str]:
    """Precision, recall and F1 of related pairs against the threshold, cross-validated by subject area, in Markdown."""
    sets = _sets(folders)
    curves = _cross_validated(sets, _folds(sets, len(folders))["subject area"])
    lines = ["| claims | threshold (log odds) | precision | recall | F1 |", "| --- | --- | --- | --- | --- |"]
    for name, rows in curves.items():
        lines += [f"| {name} | {row[0]:g} | " + " | ".join(f"{score:.3f}" for score in row[1:]) + " |" for row in rows]
    return lines


def _sets(folders: Sequence[Path]) -> list[tuple[str, Pairs]]:
    sets: list[tuple[str, Pairs]] = []
    for number, folder in enumerate(folders):
        truth = _truth(folder)
        lexicons = {"names known": aliases.load_lexicon(), "names unknown": _without_names()}
        for name, rows in _claims(folder).items():
            for names, lexicon in lexicons.items():
                pairs = _pairs(rows, lexicon, truth)
                sets.append((f"{name}, {names}", pairs._replace(area=[(number, a) for a in _areas(pairs.ids, truth)])))
    return sets


def _folds(sets: Sequence[tuple[str, Pairs]], corpora: int) -> dict[str, list[list[tuple[int, str]]]]:
    """What is left out together: each subject area, and each corpus where there are two or more."""
    areas = sorted({area for _, pairs in sets for area in pairs.area})
    folds = {"subject area": [[area] for area in areas]}
    if corpora > 1:
        folds["corpus"] = [[a for a in areas if a[0] == number] for number in range(corpora)]
    return folds


def _cross_validated(
    sets: Sequence[tuple[str, Pairs]], folds: Sequence[Sequence[tuple[int, str]]]
) -> dict[str, list[tuple[float, float, float, float]]]:
    """Of each set threshold, precision, recall and F1, where each fold is judged by weights fitted on the others."""
    held_out = [np.zeros(len(pairs.ids)) for _, pairs in sets]
    for fold in folds:
        inside = [np.array([area in fold for area in pairs.area]) for _, pairs in sets]
        weights = _fit_twice([_kept(pairs, ~left_out) for (_, pairs), left_out in zip(sets, inside, strict=True)])
        for odds, (_, pairs), left_out in zip(held_out, sets, inside, strict=True):
            evidence_ = _in_context(pairs, *weights)
            odds[left_out] = (evidence_ @ weights.together[1:] + weights.together[0])[left_out]
    curves: dict[str, list[tuple[float, float, float, float]]] = {}
    for name in dict.fromkeys(name for name, _ in sets):
        chosen = [n for n, (other, _) in enumerate(sets) if other == name]
        odds = np.concatenate([held_out[n] for n in chosen])
        related = np.concatenate([sets[n][1].related for n in chosen])
        curves[name] = [(threshold, *_score(odds > threshold, related)) for threshold in THRESHOLDS]
    return curves


def _claims(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The claims of a corpus as given and as the extractor finds them, under the ids of the corpus."""
    sys.path.insert(0, str(BENCH))
    import score_matching  # type: ignore[import-not-found]

    gold = [json.loads(line) for line in (folder / "claims.jsonl").open(encoding="utf-8")]
    as_given, _ = score_matching.given(folder, gold)
    found, to_gold, _ = score_matching.found(folder, gold, _command())
    # what the gold lacks stands beside the rest, and counts neither way
    as_found = [{**row, "id": to_gold.get(row["id"], "")} for row in found]
    return {"given": as_given, "extracted": as_found}


def _areas(ids: Sequence[tuple[str, str]], truth: Mapping[tuple[str, str], str | None]) -> list[str]:
    """The subject area of each pair: articles joined to the one they share most pairs with, named by the first."""
    shared: dict[str, Counter[str]] = {}
    for pair in truth:
        one, other = (claim.partition("-")[0] for claim in pair)
        if one != other:
            shared.setdefault(one, Counter())[other] += 1
            shared.setdefault(other, Counter())[one] += 1
    area = {article: article for article in shared}
    for article in sorted(shared):
        partner = shared[article].most_common(1)[0][0]
        old, new = max(area[article], area[partner]), min(area[article], area[partner])
        area = {name: new if first == old else first for name, first in area.items()}
    return [area.get(a.partition("-")[0], a.partition("-")[0]) for a, _ in ids]


def _command() -> str:
    return f"{sys.executable} -m factcheck"


def _truth(folder: Path) -> dict[tuple[str, str], str | None]:
    """Relation by pair of ids; None for pairs that count neither way."""
    truth: dict[tuple[str, str], str | None] = {}
    for line in (folder / "pairs.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        truth[row["a"], row["b"]] = None if row.get("derived") else row["relation"]
    for line in (folder / "borderline.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        truth[row["a"], row["b"]] = None
    return truth


def _without_names() -> aliases.Lexicon:
    """The lexicon without companies, people and products: how matching fares with names it does not know."""
    lexicon = aliases.Lexicon()
    for file in ("terms.tsv", "names.tsv"):
        lines = (DATA / file).read_text(encoding="utf-8").splitlines()
        for concept, forms in aliases.read_lexicon(lines, file):
            if file == "terms.tsv" or concept.kind == "place":
                lexicon.add(concept, forms)
    return lexicon


def _pairs(rows: Sequence[dict[str, Any]], lexicon: aliases.Lexicon, truth: dict[tuple[str, str], str | None]) -> Pairs:
    profiles: list[Profile] = []
    for number, row in enumerate(rows):
        profile = profile_of(decode(json.dumps(row).encode(), "corpus", number), lexicon)
        if profile is not None:
            profile.order = number
            profiles.append(profile)
    seen = weigh(profiles, itertools.combinations(range(len(profiles)), 2), load_weights())
    features, related, ids, chosen = [], [], [], []
    for number, (one, other, weighed) in enumerate(seen):
        pair = min(profiles[one].id, profiles[other].id), max(profiles[one].id, profiles[other].id)
        if all(pair) and truth.get(pair, "") is not None:
            features.append(list(weighed))
            related.append(float(pair in truth))
            ids.append(pair)
            chosen.append(number)
    return Pairs(np.array(features), np.array(related), ids, [], (profiles, seen), chosen)


def _kept(pairs: Pairs, kept: NDArray[np.bool_]) -> Pairs:
    chosen = [number for number, stays in zip(pairs.chosen, kept, strict=True) if stays]
    return Pairs(pairs.evidence[kept], pairs.related[kept], [], [], pairs.seen, chosen)


def _log_odds(weights: Matrix, features: Sequence[float]) -> float:
    return float(weights[0] + weights[1:] @ np.array(features))


def _in_context(pairs: Pairs, *looks: Matrix) -> Matrix:
    """The evidence with what the other pairs tell, after a look at them with each of the weights in turn."""
    profiles, seen = pairs.seen
    for _, _, features in seen:
        features[CONTEXT[0] : CONTEXT[-1] + 1] = [0.0] * len(CONTEXT)
    for weights in looks:
        look_again(profiles, seen, partial(_log_odds, weights))
    return np.array([seen[number][2] for number in pairs.chosen]).reshape(-1, len(FEATURES))


def _fit_twice(sets: Sequence[Pairs]) -> Fitted:
    """Weights of pairs looked at alone, then, with what those show of the other pairs, of pairs seen together.

    The latter are fitted once more with what they themselves show.
    """
    without = [pairs.evidence.copy() for pairs in sets]
    for evidence_ in without:
        evidence_[:, CONTEXT] = 0
    alone = _fit([pairs._replace(evidence=evidence_) for pairs, evidence_ in zip(sets, without, strict=True)], FIRM)
    alone[[1 + feature for feature in CONTEXT]] = 0
    together = _fit([pairs._replace(evidence=_in_context(pairs, alone)) for pairs in sets])
    return Fitted(alone, _fit([pairs._replace(evidence=_in_context(pairs, alone, together)) for pairs in sets]))


def _fit(sets: Sequence[Pairs], firm: Mapping[str, float] = MappingProxyType({})) -> Matrix:
    """Damped Newton steps; weights that would take the sign against their prior's are held at 0."""
    evidence_ = np.concatenate([pairs.evidence for pairs in sets])
    related = np.concatenate([pairs.related for pairs in sets])
    design = np.c_[np.ones(len(evidence_)), evidence_]
    prior = np.array([BIAS, *(PRIOR[name] for name in FEATURES)], float)
    sign = np.sign(prior)
    sign[0] = 0
    ridge = np.diag([0.01, *(firm.get(name, RIDGE) for name in FEATURES)])

    def loss(weights: Matrix) -> float:
        odds, off = design @ weights, weights - prior
        return float((np.logaddexp(0, odds) - related * odds).sum() + off @ ridge @ off / 2)

    weights, free = prior.copy(), np.ones(len(prior), bool)
    for _ in range(60):
        chance = 1 / (1 + np.exp(-np.clip(design @ weights, -60, 60)))
        slope = design.T @ (chance - related) + ridge @ (weights - prior)
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + ridge
        step = np.zeros(len(prior))
        step[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])
        weights, _ = line_search(loss, weights, step, loss(weights))
        wrong = weights * sign < 0
        weights[wrong] = 0
        free &= ~wrong
        if float(np.abs(step).max()) < 1e-4:
            break
    return weights


def _score(said: NDArray[np.bool_], related: Matrix) -> tuple[float, float, float]:
    right = float((said & (related > 0)).sum())
    precision, recall = right / max(1, int(said.sum())), right / max(1.0, float(related.sum()))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _write_weights(weights: Fitted) -> None:
    alone, together = weights
    named = list(enumerate(FEATURES, 1))
    lines = [
        "# Fitted by benchmarks/fit_matching.py on development corpora; natural log odds. docs/matching.md says",
        "# what each feature is.",
        f"bias = {alone[0]:.3f}",
        "",
        "[thresholds]",
        *(f"{name} = {least}" for name, least in LEAST.items()),
        "",
        "[weights]",
        *(f'"{name}" = {alone[place]:.3f}' for place, name in named if place - 1 not in CONTEXT),
        "",
        '["seen together"]',
        f"bias = {together[0]:.3f}",
        *(f'"{name}" = {together[place]:.3f}' for place, name in named),
    ]
    (DATA / "weights.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
