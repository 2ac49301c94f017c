"""Okapi BM25 (Robertson and Zaragoza 2009) over lists of terms, postings as arrays."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_K1 = 1.2


class Bm25:
    """An index of texts as term lists; ``b`` is how much a long text is marked down, 0 to 1."""

    def __init__(self, texts: Iterable[Sequence[str]], b: float = 0.4) -> None:
        rows: dict[str, list[int]] = defaultdict(list)
        counts: dict[str, list[int]] = defaultdict(list)
        lengths: list[int] = []
        for number, terms in enumerate(texts):
            lengths.append(max(1, len(terms)))
            for term, count in Counter(terms).items():
                rows[term].append(number)
                counts[term].append(count)
        self.size = len(lengths)
        length = np.array(lengths, dtype=np.float64)
        norm = _K1 * (1 - b + b * length / (length.mean() if self.size else 1.0))
        self._rows = {term: np.array(found, dtype=np.int32) for term, found in rows.items()}
        self._shares: dict[str, NDArray[np.float64]] = {}
        for term, found in self._rows.items():
            frequency = np.array(counts[term], dtype=np.float64)
            self._shares[term] = self.idf(term) * frequency * (_K1 + 1) / (frequency + norm[found])

    def idf(self, term: str) -> float:
        """How telling a term is: ln(1 + (N - n + ½) / (n + ½)), highest for one in no text."""
        found = self._rows.get(term)
        n = 0 if found is None else len(found)
        return math.log(1 + (self.size - n + 0.5) / (n + 0.5))

    def scores(self, query: Mapping[str, float]) -> NDArray[np.float64]:
        """The score of every text for weighted query terms; shape (size,)."""
        total = np.zeros(self.size)
        for term, weight in query.items():
            found = self._rows.get(term)
            if found is not None:
                total[found] += weight * self._shares[term]
        return total
