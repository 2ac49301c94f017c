"""Matching at the size of an archive: blocks over sketches first, full profiles only where those leave doubt.

Articles that tell one story are matched as a small file is (``articles.py``, ``engine.py``). What is left are pairs
across stories, found by blocks. Two claims with one subject key, metric key and kind of figure
are accepted on these: what their sentences would add to the evidence is never negative, except words that narrow one of
them, and these are looked up. Other pairs are profiled and weighed: contradictions of articles, claims whose kinds of
figure differ or whose subjects read differently while figure, metric and period agree and chance does not explain it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations, islice

import numpy as np
from numpy.typing import NDArray

from factcheck.matching.aliases import Lexicon
from factcheck.matching.articles import Articles, families
from factcheck.matching.blocks import LARGEST, Rows, blocks, overlapping
from factcheck.matching.contrasts import opposed
from factcheck.matching.distant import Distant
from factcheck.matching.engine import comparable_rates, match_profiles
from factcheck.matching.features import FEATURES, digits_agreed, evidence, far_apart, narrowing
from factcheck.matching.light import Light, Said, lights
from factcheck.matching.outlook import Outlook
from factcheck.matching.parallel import in_processes
from factcheck.matching.periods import relation as period_relation
from factcheck.matching.profile import Profile
from factcheck.matching.reasons import reasons
from factcheck.matching.relations import Relation, Stated, relation_of
from factcheck.matching.scoring import Pair, comparable_dimensions, load_weights, probability
from factcheck.matching.sketch import CHINESE, HAN_NAME, Records, Sketches

_FITTED_ON = 1000
_CHANCE = 0.005
_NEIGHBOURHOOD = 0.35
_SHARED_BITS = 0.5
_PARTS = 8
_PARALLEL_FROM = 20_000
_AT_ONCE = 2_000
_PERIOD_FEATURES = {"same": "period same", "near": "period near", "other": "period differs"}
_SURE = dict.fromkeys(
    (
        "subject",
        "subject in the other's sentence",
        "metric",
        "subject with metric",
        "subject and metric",
        "names of the sentence",
    ),
    1.0,
)
"""What follows from one subject key and one metric key."""


class Bulk:
    """One pass over the claims of a file."""

    def __init__(self, records: Records, sketches: Sketches, lexicon: Lexicon) -> None:
        self._records = records
        self._s = sketches
        self._lexicon = lexicon
        self._articles = Articles(sketches)
        self._family = families(sketches)
        self._weights = load_weights()
        # A pair drawn at random is the rarer a match the more claims there are.
        self._prior = math.log(max(1.0, len(sketches) / _FITTED_ON))
        self._least = min(self._weights.thresholds.values()) + self._prior
        self._outlook = Outlook(sketches, self._weights, lexicon)
        self._profile = lru_cache(maxsize=20_000)(self._read_profile)
        self._distant = Distant(sketches, self._articles, self._profile, self._compared_with)
        self._odds: dict[tuple[Relation, str, int, int, float], float] = {}

    def pairs(self) -> Iterator[Pair]:
        """All suggestions, block by block; in two processes or more where there is much to do."""
        parts = _PARTS if len(self._s) >= _PARALLEL_FROM else 1
        # Plain tuples cross from process to process much faster than objects.
        work = lambda part: [(p.a, p.b, p.relation, p.score, p.why) for p in self._part(part, parts)]  # noqa: E731
        for found in in_processes(work, range(parts)):
            yield from (Pair(*fields) for fields in found)

    def _compared_with(self, row: int) -> object:
        return self._records.record(int(self._s.offset[row]), int(self._s.length[row])).relative_to

    def _part(self, part: int, parts: int) -> Iterator[Pair]:
        s = self._s
        yield from self._same_subject_and_metric(s.subject_key % parts == part)
        yield from self._other_subject(s.period % parts == part)
        yield from self._other_metric(s.subject_key % parts == part)
        yield from self._stories(self._articles.groups[part::parts])
        yield from self._distant.pairs(s.subject_key % parts == part)

    def _same_subject_and_metric(self, kept: NDArray[np.bool_]) -> Iterator[Pair]:
        s = self._s
        some: list[Rows] = []
        for rows in blocks(s.subject_key, s.metric_key, self._family, kept=kept):
            if len(rows) > LARGEST:
                yield from self._sure_pairs(self._chained_lights(rows))
                continue
            some.append(rows)
            if len(some) >= _AT_ONCE:
                yield from self._sure_pairs(self._paired(some))
                some = []
        if some:
            yield from self._sure_pairs(self._paired(some))

    def _said(self, offset: int, length: int) -> Said:
        said = self._records.brief(offset, length)
        return said.id, narrowing(said, self._lexicon), said.statement_text

    def _paired(self, some: list[Rows]) -> Iterator[tuple[Light, Light]]:
        """All pairs within each of some small blocks."""
        read = lights(self._s, np.concatenate(some), self._said)
        for rows in some:
            yield from combinations(islice(read, len(rows)), 2)

    def _chained_lights(self, rows: Rows) -> Iterator[tuple[Light, Light]]:
        """A linear number of pairs of a large block: each claim with the first that agrees, the firsts in order."""
        rows, leads = self._leads(rows)
        lead = None
        for first in range(0, len(rows), _AT_ONCE):
            places = range(first, min(first + _AT_ONCE, len(rows)))
            for place, light in zip(places, lights(self._s, rows[places.start : places.stop], self._said), strict=True):
                if lead is not None:
                    yield lead, light
                if lead is None or leads[place]:
                    lead = light

    def _leads(self, rows: Rows) -> tuple[Rows, list[bool]]:
        """A block by period and figure, and of each claim whether it is the first that agrees with those after it."""
        s = self._s
        rows = rows[np.lexsort((s.figures[rows, 4], s.period[rows]))]
        found: list[bool] = []
        when, lowest, highest = 0, math.inf, -math.inf
        claims = zip(s.period[rows].tolist(), s.figures[rows, 0].tolist(), s.figures[rows, 1].tolist(), strict=True)
        for period, low, high in claims:
            agrees = period == when and min(high, highest) >= max(low, lowest)
            found.append(not agrees)
            if not agrees:
                when, lowest, highest = period, low, high
        return rows, found

    def _sure_pairs(self, candidates: Iterable[tuple[Light, Light]]) -> Iterator[Pair]:
        among = self._articles.among
        for one, other in candidates:
            if not _one_kind(one, other):
                yield from self._weighed(iter([(one.row, other.row)]), 0.0)
                continue
            relation = relation_of(one, other)
            if relation is None or one.narrowing != other.narrowing or self._articles.told(one.row, other.row):
                continue
            if relation == "contradiction" and (among[one.row] or among[other.row]):
                # how sure their periods are, only the sentences tell
                yield from self._weighed(iter([(one.row, other.row)]), 0.0)
                continue
            yield self._pair(one, other, relation, self._sure_odds(one, other, relation))

    def _sure_odds(self, one: Light, other: Light, relation: Relation) -> float:
        """Log odds on what the sketches show; the sentences could only add to it."""
        times = period_relation(one.period, other.period)
        far = far_apart(one.amount, other.amount) if relation == "contradiction" else 0.0
        case = relation, times, one.amount.digits, other.amount.digits, far
        if case not in self._odds:
            shown = dict(_SURE)
            if times in _PERIOD_FEATURES:
                shown[_PERIOD_FEATURES[times]] = 1.0
            shown["figures far apart"] = far
            if relation == "duplicate":
                shown["figure agrees"] = 1.0
                shown["digits that agree"] = digits_agreed(one.amount.digits, other.amount.digits)
            self._odds[case] = self._weights.log_odds([shown.get(name, 0.0) for name in FEATURES])
        return self._odds[case]

    def _pair(self, one: Stated, other: Stated, relation: Relation, odds: float) -> Pair:
        return Pair(one.id, other.id, relation, round(probability(odds), 3), reasons(one, other, relation))

    def _read_profile(self, row: int) -> Profile:
        return self._records.profile(self._s, row, self._lexicon)

    def _other_subject(self, kept: NDArray[np.bool_]) -> Iterator[Pair]:
        """Claims that agree in figure, metric and period under names that read differently."""
        s = self._s
        for rows in blocks(self._family, s.metric_key, s.period, kept=kept):
            a, b = overlapping(rows, s.figures[:, 0], s.figures[:, 1])
            apart = s.subject_key[a] != s.subject_key[b]
            a, b = a[apart], b[apart]
            alike = self._names_may_match(a, b, rows)
            a, b = self._outlook.hopeful(a[alike], b[alike], self._least)
            yield from self._weighed(zip(a.tolist(), b.tolist(), strict=True), self._prior)

    def _names_may_match(self, a: Rows, b: Rows, rows: Rows) -> NDArray[np.bool_]:
        s = self._s
        signature = s.subjects.signature
        one, other = signature[s.subject[a]], signature[s.subject[b]]
        least = np.maximum(1, np.minimum(np.bitwise_count(one), np.bitwise_count(other)))
        alike = np.bitwise_count(one & other) >= _SHARED_BITS * least
        known = s.subjects.known[s.subject[a]] & s.subjects.known[s.subject[b]]
        scripts_differ = (s.flags[a] ^ s.flags[b]) & HAN_NAME != 0
        languages_differ = (s.flags[a] ^ s.flags[b]) & CHINESE != 0
        across = scripts_differ & languages_differ & ~known & (self._chance(a, b, rows) < _CHANCE)
        matching: NDArray[np.bool_] = (alike & ~scripts_differ) | across
        return matching

    def _chance(self, a: Rows, b: Rows, rows: Rows) -> NDArray[np.float64]:
        """How many claims of the block would agree with each pair's figures by chance, from the density around them."""
        figures = self._s.figures
        place = np.sort(np.log(np.maximum(np.abs(figures[rows, 4]), 1e-30)))
        middle = np.log(np.maximum(np.abs(figures[a, 4]), 1e-30))
        near = np.searchsorted(place, middle + _NEIGHBOURHOOD) - np.searchsorted(place, middle - _NEIGHBOURHOOD)
        width = (figures[a, 1] - figures[a, 0]) + (figures[b, 1] - figures[b, 0])
        share = width / np.maximum(np.abs(figures[a, 4]), 1e-30) / (2 * _NEIGHBOURHOOD)
        chance: NDArray[np.float64] = near * share
        return chance

    def _other_metric(self, kept: NDArray[np.bool_]) -> Iterator[Pair]:
        """Claims of one subject and period whose metrics read differently."""
        s = self._s
        for rows in blocks(self._family, s.subject_key, s.period, kept=kept):
            if len(rows) > LARGEST:
                rows = rows[:LARGEST]
            found = [
                (a, b)
                for a, b in combinations(rows.tolist(), 2)
                if s.metric_key[a] != s.metric_key[b] and self._metrics_may_match(int(s.metric[a]), int(s.metric[b]))
            ]
            yield from self._weighed(iter(found), self._prior)

    def _metrics_may_match(self, a: int, b: int) -> bool:
        one, other = self._s.metrics.metrics[a], self._s.metrics.metrics[b]
        return not (one and other and not one & other)

    def _weighed(self, candidates: Iterator[tuple[int, int]], prior: float) -> Iterator[Pair]:
        for a, b in candidates:
            if self._articles.told(a, b):
                continue
            one, other = self._profile(a), self._profile(b)
            if not comparable_dimensions(one.amount, other.amount) or not comparable_rates(one, other):
                continue
            if opposed(one, other):
                continue
            relation = relation_of(one, other)
            if relation is None:
                continue
            odds = self._weights.log_odds(evidence(one, other))
            if odds > self._weights.thresholds[relation] + prior:
                yield self._pair(one, other, relation, odds)

    def _stories(self, groups: list[list[int]]) -> Iterator[Pair]:
        """Everything within articles and between those of one story, as in a small file, sums among it."""
        for group in groups:
            profiles = [self._read_profile(row) for row in self._articles.claims(group)]
            for place, profile in enumerate(profiles):
                profile.order = place  # beside each other, wherever the file has them
            yield from match_profiles(profiles, self._articles.pairs(group))


def _one_kind(one: Light, other: Light) -> bool:
    """Whether sketches show all that could speak against two claims of one question."""
    return (
        one.amount.dimension == other.amount.dimension
        and one.change == other.change
        and one.modality == other.modality
        and (one.direction is None) == (other.direction is None)
    )
