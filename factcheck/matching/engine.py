"""Claims in, suggestions out: the plain way, for as many claims as fit in memory as profiles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import combinations

from factcheck.matching import clusters
from factcheck.matching.arithmetic import contradictions
from factcheck.matching.bracketed import Bracketed
from factcheck.matching.context import look_again, seen_together
from factcheck.matching.contrasts import opposed
from factcheck.matching.dollars import settle_dollars
from factcheck.matching.features import FEATURES, at_odds, evidence
from factcheck.matching.figures import figures_agree, read_differently
from factcheck.matching.periods import times_of
from factcheck.matching.profile import Profile
from factcheck.matching.reasons import reasons
from factcheck.matching.relations import Relation, relation_of
from factcheck.matching.scoring import (
    Pair,
    Weights,
    comparable_dimensions,
    load_weights,
    probability,
)
from factcheck.matching.stories import Row, date_articles, date_by_story, tell_stories
from factcheck.matching.topics import OF_ANOTHER, carry_topics

_SUBJECT = FEATURES.index("subject")
_METRIC = FEATURES.index("metric")
_BOTH = FEATURES.index("subject and metric")
_UNKNOWN = FEATURES.index("unknown name across languages")
_DIGITS = FEATURES.index("digits that agree")
_FLOOR = -6.0
_SURE = -2.0
_FAR = 0.5

_BETTER = 1.0
"""Log odds by which another answer of an article must be the likelier one."""
_SPANS = ("s", "min", "h", "d", "wk", "mo", "a")
_SHORT = _SPANS[:-1]
_BARE = ("count", "%", "x", "pp")
_RATES = {"h": "hourly", "d": "daily", "wk": "weekly", "mo": "monthly"}
"""Words of the lexicon that say a rate in other words."""
"""Times that money or counts are per."""


def match_profiles(
    profiles: list[Profile],
    candidates: Iterable[tuple[int, int]] | None = None,
    articles: Collection[str] | None = None,
    unweighed: Callable[[int, int], bool] = lambda a, b: False,
) -> Iterator[Pair]:
    """Suggestions among ``profiles``, the sums of arithmetic last; ``candidates`` are pairs of positions to look at.

    Without ``candidates`` every pair of comparable figures is looked at. ``articles`` are the sources whose own sums
    are checked, all where None is given. Pairs ``unweighed`` are no candidates and yet may be of one quantity: that
    they were not looked at speaks against no other pair.
    """
    weights = load_weights()
    rows = weigh(profiles, combinations(range(len(profiles)), 2) if candidates is None else candidates, weights)
    same = learned_names(profiles, rows, weights)
    edges = []
    for a, b, features in rows:
        if features[_UNKNOWN] and (profiles[a].subject_text, profiles[b].subject_text) in same:
            _of_one_name(features)
        odds = (weights.log_odds_in_context if seen_together(features) else weights.log_odds)(features)
        if odds > _FLOOR:
            edges.append(clusters.Edge(a, b, odds, relation_of(profiles[a], profiles[b])))
    sums = list(contradictions(profiles, articles))
    told = {frozenset((pair.a, pair.b)) for pair in sums}
    for pair in decide(profiles, edges, weights, unweighed):
        if frozenset((pair.a, pair.b)) not in told:
            yield pair
    yield from sums
    for edge in edges:
        one, other = profiles[edge.a], profiles[edge.b]
        if edge.relation == "contradiction" and edge.log_odds > _SURE and told_twice(one, other):
            yield _pair(one, other, "contradiction", edge.log_odds)


def weigh(profiles: Sequence[Profile], looked_at: Iterable[tuple[int, int]], weights: Weights) -> list[Row]:
    """The evidence of every pair of comparable figures among ``looked_at``, seen alone and together."""
    settle_dollars(profiles)
    carry_topics(profiles)
    date_articles(profiles)
    rows = [
        (a, b, evidence(profiles[a], profiles[b]))
        for a, b in looked_at
        if one_unit(profiles[a], profiles[b])
        and comparable_rates(profiles[a], profiles[b])
        and not opposed(profiles[a], profiles[b])
        and not share_and_change(profiles[a], profiles[b])
    ]
    if bracketed := Bracketed(profiles):
        for a, b, features in rows:
            if features[_UNKNOWN] and bracketed.same(profiles[a], profiles[b]):
                _of_one_name(features)
    tell_stories(profiles, rows)
    if filled := date_by_story(profiles, rows):
        rows = [
            (a, b, evidence(profiles[a], profiles[b]) if a in filled or b in filled else features)
            for a, b, features in rows
        ]
        tell_stories(profiles, rows)
    look_again(profiles, rows, weights.log_odds)
    look_again(profiles, rows, weights.log_odds_in_context)
    return rows


def _of_one_name(features: list[float]) -> None:
    """Fill in that two subjects in two scripts are one."""
    features[_SUBJECT], features[_UNKNOWN], features[_BOTH] = 1.0, 0.0, features[_METRIC]


def one_unit(a: Profile, b: Profile) -> bool:
    """Whether two figures can be of one quantity by their units, or of two articles where one was read wrong."""
    if comparable_dimensions(a.amount, b.amount):
        return True
    counted = a.noun.total or b.noun.total
    return a.source != b.source and not counted and read_differently(a.amount, b.amount)


def comparable_rates(a: Profile, b: Profile) -> bool:
    """Whether two figures can be of one rate: $7 a month is not $7 a year, whatever else agrees.

    A physical quantity told without a time may be that of a year, and of a shorter time only where other words say so
    ("daily"); of money and counts writers often leave the time out.
    """
    one, other = a.record.per, b.record.per
    if one == other:
        return True
    if one in _SPANS and other in _SPANS:
        return False
    physical = a.amount.dimension not in _BARE and not a.amount.dimension.startswith("money:")
    if physical and (one in _SHORT) != (other in _SHORT):
        rate, plain = (a, b) if one in _SHORT else (b, a)
        return _RATES.get(rate.record.per, "") in plain.sentence.qualifiers
    return True


def share_and_change(a: Profile, b: Profile) -> bool:
    """Whether one is a share and the other a change of something the share's clause does not name.

    "One in five is a woman" and "profit fell by a fifth" are both 20 %, and of no one quantity.
    """
    if a.change == b.change or not {a.amount.dimension, b.amount.dimension} <= {"%", "x"}:
        return False
    share, change = (b, a) if a.change else (a, b)
    changed = change.metric.metrics - OF_ANOTHER
    named = share.metric.metrics | share.clause.metrics | share.topic
    return share.direction is None and bool(changed) and not changed & named and "growth" not in named


def decide(
    profiles: list[Profile],
    edges: Iterable[clusters.Edge],
    weights: Weights,
    unweighed: Callable[[int, int], bool] = lambda a, b: False,
) -> Iterator[Pair]:
    """The pairs that stand once all edges are seen together; one without an edge never does."""
    groups, by_pair = clusters.group(edges, lambda a, b: _may_contradict(profiles[a], profiles[b]), unweighed=unweighed)
    for members in groups.members.values():
        for a, b in combinations(sorted(members), 2):
            edge = by_pair.get((a, b))
            if edge is None or edge.relation is None or edge.log_odds <= weights.thresholds[edge.relation]:
                continue
            if edge.relation != "contradiction" or _may_contradict(profiles[a], profiles[b]):
                yield _pair(profiles[a], profiles[b], edge.relation, edge.log_odds)
    updates = list(clusters.updates(groups, by_pair, weights.thresholds["update"]))
    for a, b, odds in best_answers(profiles, updates):
        yield _pair(profiles[a], profiles[b], "update", odds)


def best_answers(
    profiles: Sequence[Profile], updates: Sequence[tuple[int, int, float]]
) -> Iterator[tuple[int, int, float]]:
    """Of pairs of two times those that no other answer bests: an article answers a question once for each time."""
    partners: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for a, b, odds in updates:
        partners[a].append((b, odds))
        partners[b].append((a, odds))

    def bested(claim: int, partner: int, odds: float) -> bool:
        one = profiles[partner]
        return any(
            better > odds + _BETTER
            and profiles[other].source == one.source
            and times_of(profiles[other], one) == "same"
            and figures_agree(profiles[other], one) != "same"
            for other, better in partners[claim]
            if other != partner
        )

    for a, b, odds in updates:
        if not bested(a, b, odds) and not bested(b, a, odds):
            yield a, b, odds


def told_twice(a: Profile, b: Profile) -> bool:
    """Whether one article tells the same thing in two sentences: the same named subject, metric, unit and time.

    Stricter than between articles: an article is full of like figures of different things. Figures far apart are two
    things rather than one told wrong.
    """
    if not a.source or a.source != b.source or a.sentence_text == b.sentence_text:
        return False
    alike = a.subject_text and a.subject_text == b.subject_text and a.metric_text and a.metric_text == b.metric_text
    if not alike or a.record.unit != b.record.unit or a.record.per != b.record.per or a.modality != b.modality:
        return False
    if a.period is None or b.period is None or a.period.label != b.period.label or a.direction != b.direction:
        return False
    larger = max(abs(a.amount.middle), abs(b.amount.middle))
    return abs(a.amount.middle - b.amount.middle) <= _FAR * larger


def _may_contradict(a: Profile, b: Profile) -> bool:
    return not a.source or a.source != b.source or at_odds(a, b)


def _pair(a: Profile, b: Profile, relation: Relation, odds: float) -> Pair:
    return Pair(a.id, b.id, relation, round(probability(odds), 3), reasons(a, b, relation))


def learned_names(profiles: list[Profile], rows: Sequence[Row], weights: Weights) -> set[tuple[str, str]]:
    """Subjects of two languages that the lexicon does not know and the figures show to be the same.

    Two claims or more must pair the names with figures that agree, and no other name may have as many.
    """
    votes: Counter[tuple[str, str]] = Counter()
    for a, b, features in rows:
        telling = features[_UNKNOWN] and features[_DIGITS] and weights.log_odds(features) > 0
        if telling and relation_of(profiles[a], profiles[b]) == "duplicate":
            votes[profiles[a].subject_text, profiles[b].subject_text] += 1
    best: Counter[str] = Counter()
    for (one, other), count in votes.items():
        best[one], best[other] = max(best[one], count), max(best[other], count)
    same = {(x, y) for (x, y), count in votes.items() if count >= 2 and best[x] == best[y] == count}
    return same | {(y, x) for x, y in same}
