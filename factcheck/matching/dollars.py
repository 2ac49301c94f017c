"""Whose dollars an article means that writes just "$": those of an article that tells the same sums as C$ or A$."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from factcheck.matching.figures import DOLLARS
from factcheck.matching.profile import Profile

_US = "money:USD"
_TELLING_DIGITS = 2
_ENOUGH = 2
"""How many sums two articles must share before one is read as the other's dollars."""


def settle_dollars(claims: Sequence[Profile]) -> None:
    """Read bare dollars of an article as those of another that tells two or more and half of its sums as Canadian,
    Australian or other dollars, in place; one that names US dollars anywhere stays as it is."""
    if not any(claim.amount.dimension in DOLLARS and claim.amount.dimension != _US for claim in claims):
        return
    told: dict[float, set[tuple[str, str]]] = defaultdict(set)
    spelt_out, sums = set(), Counter[str]()
    for claim in claims:
        amount = claim.amount
        if amount.dimension not in DOLLARS or not claim.source:
            continue
        if amount.dimension == _US and not _bare(claim):
            spelt_out.add(claim.source)
        elif amount.digits >= _TELLING_DIGITS:
            sums[claim.source] += 1
            told[amount.middle].add((claim.source, amount.dimension))
    shared: Counter[tuple[str, str]] = Counter()
    for those in told.values():
        bare = {source for source, dimension in those if dimension == _US}
        others = {(source, dimension) for source, dimension in those if dimension != _US}
        shared.update((source, dimension) for source in bare for dimension in {d for s, d in others if s != source})
    read_as: dict[str, str] = {}
    for (source, dimension), count in shared.most_common():
        if count >= max(_ENOUGH, sums[source] / 2) and source not in spelt_out:
            read_as.setdefault(source, dimension)
    for claim in claims:
        if claim.amount.dimension == _US and claim.source in read_as and _bare(claim):
            claim.amount = replace(claim.amount, dimension=read_as[claim.source])


def _bare(claim: Profile) -> bool:
    """Whether a figure is written with the dollar sign or word alone."""
    figure = claim.record.figure
    return isinstance(figure, str) and figure.lstrip().startswith("$")
