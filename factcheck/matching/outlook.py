"""The best that two claims can come to, from their sketches alone: it spares most pairs of an archive a full look."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from factcheck.matching.aliases import Lexicon
from factcheck.matching.bags import EMPTY, Bag
from factcheck.matching.blocks import Rows
from factcheck.matching.features import FEATURES, digits_agreed, subject_evidence
from factcheck.matching.figures import Amount, agreement
from factcheck.matching.profile import proper_part, subject_of
from factcheck.matching.scoring import Weights
from factcheck.matching.sketch import BASELINE, CHINESE, Sketches
from factcheck.matching.text import normal

_SHOWN = ("subject", "subject unstated", "names differ", "unknown name across languages", "subject and metric")
_AGREEING = ("figure agrees", "digits that agree")
_ACROSS = "name spelt in the other's sentence"
_BASELINES = ("baseline", "baseline differs")
# Of claims that share metric and period, judged pair by pair.
_NEVER = (
    "metric unstated",
    "period near",
    "period differs",
    "told by the same story",
    "sources of one story",
    "same question in one article",
)


@dataclass(slots=True)
class _Subject:
    """The subject of a claim in the language of its sentence, which is not read."""

    subject_text: str
    subject: Bag
    proper: str
    chinese: bool
    sentence: Bag


class Outlook:
    """Upper bounds of log odds for pairs of one metric and period."""

    def __init__(self, sketches: Sketches, weights: Weights, lexicon: Lexicon) -> None:
        self._s = sketches
        self._lexicon = lexicon
        self._weight = dict(zip(FEATURES, weights.weights, strict=True))
        known = {*_SHOWN, *_AGREEING, *_BASELINES, *_NEVER, _ACROSS, "carried name differs"}
        self._rest = weights.bias + sum(max(0.0, w) for name, w in self._weight.items() if name not in known)
        self._best_subjects = sum(max(0.0, self._weight[name]) for name in (*_SHOWN, _ACROSS))
        self._subject = lru_cache(maxsize=20_000)(self._read_subject)
        self._of_subjects = lru_cache(maxsize=20_000)(self._weigh_subjects)

    def hopeful(self, a: Rows, b: Rows, least: float) -> tuple[Rows, Rows]:
        """Of the pairs ``a``, ``b`` those whose log odds can be above ``least``."""
        s = self._s
        chinese = s.flags & CHINESE != 0
        named = np.stack((s.subject[a], chinese[a], s.subject[b], chinese[b]), axis=1).tolist()
        baselines = (s.flags[a] & s.flags[b] & BASELINE != 0).tolist()
        odds = (
            self._rest + self._of_figures(one, other) + self._of_baselines(both)
            for one, other, both in zip(self._amounts(a), self._amounts(b), baselines, strict=True)
        )
        hopes = [
            some + self._best_subjects > least and some + self._of_subjects(*subjects) > least
            for some, subjects in zip(odds, named, strict=True)
        ]
        kept = np.array(hopes, bool)
        return a[kept], b[kept]

    def _amounts(self, rows: Rows) -> list[Amount]:
        figures, digits = self._s.figures[rows].tolist(), self._s.digits[rows].tolist()
        return [
            Amount("", low, high, floor, ceiling, middle, written, False)
            for (low, high, floor, ceiling, middle), written in zip(figures, digits, strict=True)
        ]

    def _of_figures(self, one: Amount, other: Amount) -> float:
        if agreement(one, other) != "same":
            return 0.0
        agrees, digits = (self._weight[name] for name in _AGREEING)
        return agrees + digits * digits_agreed(one.digits, other.digits)

    def _of_baselines(self, both: bool) -> float:
        return sum(max(0.0, self._weight[name]) for name in _BASELINES) if both else 0.0

    def _weigh_subjects(self, a: int, chinese_a: bool, b: int, chinese_b: bool) -> float:
        weight = self._weight
        one, other = self._subject(a, chinese_a), self._subject(b, chinese_b)
        likeness, differ, unknown = subject_evidence(one, other)
        if one.subject.names and other.subject.names:
            differ = 0.0  # a sentence may mention the other's name
        return (
            weight["subject"] * likeness
            + weight["subject unstated"] * (not one.subject_text or not other.subject_text)
            + differ * max(weight["names differ"], weight["carried name differs"])
            + weight["unknown name across languages"] * unknown
            + max(0.0, weight["subject and metric"]) * likeness
            + (max(0.0, weight[_ACROSS]) if chinese_a != chinese_b else 0.0)
        )

    def _read_subject(self, number: int, chinese: bool) -> _Subject:
        text, bag, _ = subject_of(self._s.tables.subjects.things[number] or "", self._lexicon)
        return _Subject(normal(text), bag, proper_part(text, bag), chinese, EMPTY)
