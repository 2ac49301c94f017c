"""How far reviewers agree beyond chance, on claims that two or more of them have a verdict on.

Krippendorff's alpha for nominal values (Krippendorff, Content Analysis, 2018, ch. 12) over all reviewers, Cohen's
kappa (Educational and Psychological Measurement 20, 1960) for the two with the most claims in common.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from claims_db.reports import Agreement


def agreement(verdicts: Sequence[tuple[int, str, int]]) -> Agreement:
    """From (claim, reviewer, status code). A figure is None where it is undefined: all verdicts alike, or none."""
    by_claim: dict[int, dict[str, int]] = defaultdict(dict)
    for claim, reviewer, status in verdicts:
        by_claim[claim][reviewer] = status
    shared = {claim: given for claim, given in by_claim.items() if len(given) > 1}
    reviewers = sorted({name for given in shared.values() for name in given})
    different = {status for given in shared.values() for status in given.values()}
    # with one value only, chance alone would agree: both figures divide by nothing
    defined = len(different) > 1
    return Agreement(
        claims=len(shared),
        reviewers=tuple(reviewers),
        krippendorff_alpha=_alpha(shared, reviewers) if defined else None,
        cohen_kappa=_kappa(shared) if defined else None,
    )


def _alpha(shared: dict[int, dict[str, int]], reviewers: list[str]) -> float:
    import krippendorff
    import numpy as np

    values = np.full((len(reviewers), len(shared)), np.nan)
    row_of = {name: row for row, name in enumerate(reviewers)}
    for column, given in enumerate(shared.values()):
        for name, status in given.items():
            values[row_of[name], column] = status
    return float(krippendorff.alpha(reliability_data=values, level_of_measurement="nominal"))


def _kappa(shared: dict[int, dict[str, int]]) -> float | None:
    from nltk.metrics.agreement import AnnotationTask

    together = Counter(pair for given in shared.values() for pair in combinations(sorted(given), 2))
    # the first by name among those with as many claims
    one, two = min(together, key=lambda pair: (-together[pair], pair))
    both = {claim: given for claim, given in shared.items() if one in given and two in given}
    if len({status for given in both.values() for status in (given[one], given[two])}) < 2:
        return None
    task = AnnotationTask([(name, claim, given[name]) for claim, given in both.items() for name in (one, two)])
    return float(task.kappa_pairwise(one, two))
