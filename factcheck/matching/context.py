"""What the other pairs of two articles tell about one pair: the second look.

Two articles that tell one story tell its figures beside each other, one figure once, and call a thing by one name
each. A first look at every pair alone finds the sure ones; they speak for or against those near them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from factcheck.matching.features import FEATURES, same_question
from factcheck.matching.peculiar import Rarity, shared_weight
from factcheck.matching.periods import times_of
from factcheck.matching.profile import Profile
from factcheck.matching.relations import Relation, relation_of
from factcheck.matching.scoring import probability
from factcheck.matching.stories import SOURCES, Row

BESIDE = FEATURES.index("beside another agreement")
OTHERWISE = FEATURES.index("agrees with another")
MUTUAL = FEATURES.index("best of both")
PAIRED = FEATURES.index("subjects paired elsewhere")
CROSSED = FEATURES.index("subjects paired otherwise")
WORDS = FEATURES.index("peculiar words")
CLAUSE_WORDS = FEATURES.index("peculiar words of the clause")
MARGIN = FEATURES.index("question fits better than others")
DESPITE = FEATURES.index("contrasted though long figures agree")
TOGETHER = FEATURES.index("figures of the story that agree")
CONTEXT = (BESIDE, OTHERWISE, MUTUAL, PAIRED, CROSSED, WORDS, CLAUSE_WORDS, MARGIN, DESPITE, TOGETHER)
_OF_FIGURES = tuple(map(FEATURES.index, ("figure agrees", "digits that agree", "told by the same story")))
_CONTRASTS = tuple(
    map(
        FEATURES.index,
        ("names differ", "metrics differ", "qualifiers differ", "carried name differs", "metrics found around differ"),
    )
)
_SAID = tuple(map(FEATURES.index, ("subject with metric", "metric", "counted thing in the other's clause")))
_STORY = FEATURES.index("told by the same story")
_ENOUGH = 8
_SEEN = 0.01
"""What tells a pair that was looked at again from others, where no figure of its story agrees."""
_MARGIN = 4.0
"""Natural log odds by which a question that fits better is as good as alone."""
_REACH = 3
"""How many figures before and after one another still count as beside it."""
_LEAST = 0.2


class Seen(NamedTuple):
    """A pair after the first look: its row, how likely it is one quantity, and the relation it would have.

    ``question`` are the log odds that the words alone give, whatever the figures.
    """

    row: Row
    chance: float
    relation: Relation | None
    question: float = 0.0


def look_again(profiles: Sequence[Profile], rows: Sequence[Row], log_odds: Callable[[list[float]], float]) -> None:
    """Fill in the evidence of context for pairs of two articles that tell one story, in place."""
    ranks = _ranks(profiles)
    stories: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    telling = {(profiles[a].source, profiles[b].source) for a, b, features in rows if features[SOURCES] > 0}
    for a, b, features in rows:
        one, other = profiles[a].source, profiles[b].source
        if (one, other) not in telling and (other, one) not in telling:
            continue
        chance, question = probability(log_odds(features)), _of_words(features, log_odds)
        features[CONTEXT[0] : CONTEXT[-1] + 1] = [0.0] * len(CONTEXT)
        if one > other:
            a, b = b, a
        seen = Seen((a, b, features), chance, relation_of(profiles[a], profiles[b]), question)
        stories[profiles[a].source, profiles[b].source].append(seen)
    for pairs in stories.values():
        _words(profiles, pairs)
        _beside(profiles, pairs, ranks)
        _rivals(pairs)
        _subjects(profiles, pairs)
        _fits(profiles, pairs)
        _despite(pairs)


def seen_together(features: Sequence[float]) -> bool:
    """Whether a pair is of two articles that tell one story, and was looked at again."""
    return features[TOGETHER] > 0


def _of_words(features: list[float], log_odds: Callable[[list[float]], float]) -> float:
    """Log odds of a pair as if its figures were unreadable."""
    bare = list(features)
    for feature in (*_OF_FIGURES, MUTUAL, MARGIN, OTHERWISE, DESPITE):
        bare[feature] = 0.0
    return log_odds(bare)


def _words(profiles: Sequence[Profile], pairs: Sequence[Seen]) -> None:
    """How much two figures share of the words that few others of their articles are told with."""
    ours = {a: profiles[a] for (a, _, _), *_ in pairs}
    theirs = {b: profiles[b] for (_, b, _), *_ in pairs}
    across = any(p.chinese for p in ours.values()) != any(p.chinese for p in theirs.values())
    here, there = Rarity(ours.values(), across), Rarity(theirs.values(), across)
    told: dict[tuple[str, str], float] = {}
    for (a, b, features), *_ in pairs:
        one, other = profiles[a], profiles[b]
        both = one.sentence_text, other.sentence_text
        if both not in told:
            told[both] = shared_weight(here.bag(one.sentence, one), there.bag(other.sentence, other), here, there)
        features[WORDS] = told[both]
        features[CLAUSE_WORDS] = shared_weight(here.bag(one.clause, one), there.bag(other.clause, other), here, there)


def _shared(features: Sequence[float]) -> float:
    """How much two claims share in words: where it is nothing, that nothing fits better is no reason, 0 to 1."""
    return min(1.0, max(2 * features[WORDS], *(features[i] for i in _SAID)))


def _of_two_times(a: Profile, b: Profile) -> bool:
    """Whether one article tells two times of one question: "71 crowns against 92 a year ago"."""
    return same_question(a, b) and times_of(a, b) == "other"


def _fits(profiles: Sequence[Profile], pairs: Sequence[Seen]) -> None:
    """By how much the words of a pair fit better than those of either claim with any other of the other article, but
    for what that tells of the same question at another time."""
    best: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for (a, b, _), _, _, question in pairs:
        best[a].append((question, b))
        best[b].append((question, a))
    for rivals in best.values():
        rivals.sort(reverse=True)

    def others(claim: int, paired: int) -> float:
        for question, rival in best[claim]:
            if rival != paired and not _of_two_times(profiles[paired], profiles[rival]):
                return question
        return -math.inf

    for (a, b, features), _, _, question in pairs:
        rival = max(others(a, b), others(b, a))
        margin = max(-1.0, min(1.0, (question - rival) / _MARGIN))
        features[MARGIN] = margin * _shared(features) if margin > 0 else margin


def _despite(pairs: Sequence[Seen]) -> None:
    """Contrasts between two claims whose long figures agree, and how many figures of the story do."""
    chances: dict[int, float] = defaultdict(float)
    for (a, _, _), chance, relation, _ in pairs:
        if relation == "duplicate":
            chances[a] = max(chances[a], chance)
    together = max(_SEEN, min(1.0, math.log1p(sum(chances.values())) / math.log1p(_ENOUGH)))
    for (_, _, features), *_ in pairs:
        features[DESPITE] = features[_STORY] * min(1.0, sum(features[i] for i in _CONTRASTS))
        features[TOGETHER] = together


def _ranks(profiles: Sequence[Profile]) -> list[int]:
    """The place of each claim among those of its source."""
    counts: dict[str, int] = defaultdict(int)
    ranks = [0] * len(profiles)
    for position in sorted(range(len(profiles)), key=lambda i: profiles[i].order):
        source = profiles[position].source
        ranks[position] = counts[source]
        counts[source] += 1
    return ranks


def _beside(profiles: Sequence[Profile], pairs: Sequence[Seen], ranks: Sequence[int]) -> None:
    """How likely another figure beside one agrees with a figure beside the other."""
    here = {(ranks[a], ranks[b]): 0.0 for (a, b, _), *_ in pairs}
    for (a, b, _), chance, relation, _ in pairs:
        if relation != "duplicate" or chance < _LEAST:
            continue
        for i in range(-_REACH, _REACH + 1):
            for j in range(-_REACH, _REACH + 1):
                place = ranks[a] + i, ranks[b] + j
                if i and j and place in here:
                    share = chance * (1 - (max(abs(i), abs(j)) - 1) / (_REACH + 1))
                    here[place] = 1 - (1 - here[place]) * (1 - share)
    for (a, b, features), *_ in pairs:
        features[BESIDE] = here[ranks[a], ranks[b]]


def _rivals(pairs: Sequence[Seen]) -> None:
    """Whether one of two claims of one time agrees with another claim there, or each is the other's likeliest."""
    agreeing: dict[int, list[tuple[float, int]]] = defaultdict(list)
    likeliest: dict[int, tuple[float, int]] = {}
    for (a, b, _), chance, relation, _ in pairs:
        for one, other in ((a, b), (b, a)):
            if relation == "duplicate":
                agreeing[one].append((chance, other))
            if relation in ("duplicate", "contradiction"):
                likeliest[one] = max(likeliest.get(one, (0.0, -1)), (chance, other))
    for (a, b, features), _, relation, _ in pairs:
        if relation not in ("duplicate", "contradiction"):
            continue
        rivals = [c for one, other in ((a, b), (b, a)) for c, third in agreeing[one] if third != other]
        features[OTHERWISE] = max(rivals, default=0.0)
        mutual = likeliest[a][1] == b and likeliest[b][1] == a
        features[MUTUAL] = mutual * (1.0 if relation == "duplicate" else _shared(features))


def _subjects(profiles: Sequence[Profile], pairs: Sequence[Seen]) -> None:
    """Whether other figures that agree are of these two subjects, or of one of them and some other."""
    votes: dict[tuple[str, str], float] = defaultdict(float)
    of_one: dict[str, float] = defaultdict(float)

    def named(a: int, b: int) -> tuple[str, str]:
        return profiles[a].subject_text, profiles[b].subject_text

    own: dict[tuple[int, int], float] = {}
    for (a, b, _), chance, relation, _ in pairs:
        if relation == "duplicate" and chance >= _LEAST and all(named(a, b)):
            one, other = named(a, b)
            votes[one, other] += chance
            of_one["a" + one] += chance
            of_one["b" + other] += chance
            own[a, b] = chance
    for (a, b, features), *_ in pairs:
        one, other = named(a, b)
        if one and other:
            mine = own.get((a, b), 0.0)
            together = votes[one, other] - mine if (one, other) in votes else 0.0
            features[PAIRED] = min(1.0, together)
            apart = max(of_one["a" + one], of_one["b" + other]) - mine - together
            features[CROSSED] = min(1.0, max(0.0, apart)) * (1 - features[PAIRED])
