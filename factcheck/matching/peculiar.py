"""Words that two figures of one story share and that few other figures of it are told with: which answers which."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from factcheck.matching.bags import Bag
from factcheck.matching.profile import Profile
from factcheck.matching.similarity import glossed, with_words

_HALF = 2.0
"""Weight of shared words at which the evidence is half of what it can be: a word and a half told once in each."""


class Rarity:
    """How rare a word is among the sentences of one article, as seen from one in its own or in the other language."""

    def __init__(self, claims: Iterable[Profile], across: bool) -> None:
        sentences = {claim.sentence_text: claim for claim in claims}
        self._across = across
        self._seen = Counter(token for claim in sentences.values() for token in self.bag(claim.sentence, claim).weights)
        self._count = len(sentences)

    def bag(self, bag: Bag, claim: Profile) -> Bag:
        """The tokens of a text of ``claim`` in which the two articles can be compared."""
        if not bag.runs:
            return bag
        return glossed(bag) if self._across and claim.chinese else with_words(bag)

    def of(self, token: str) -> float:
        """Natural log of how many sentences there are to one with ``token``; 0 where most have it."""
        return math.log((self._count + 1) / max(1, self._seen[token]))


def shared_weight(a: Bag, b: Bag, here: Rarity, there: Rarity) -> float:
    """How much the words that two texts share tell them from the rest of their articles: 0 to 1."""
    if len(a.weights) > len(b.weights):
        a, b, here, there = b, a, there, here
    weight = 0.0
    for token, one in a.weights.items():
        other = b.weights.get(token)
        if other is not None:
            weight += min(one, other) * min(here.of(token), there.of(token))
    return weight / (weight + _HALF)
