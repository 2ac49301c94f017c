"""What a claim measures where its metric only says that something changed: "sales rose; the growth was 12 %"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.matching.aliases import Lexicon
from factcheck.matching.bags import METRIC_WEIGHT, Bag
from factcheck.matching.places import CLAUSE_END, Located, figure_place
from factcheck.matching.text import normal, tokens

if TYPE_CHECKING:
    from factcheck.matching.profile import Profile

# Metrics that name a change of something, not the thing.
BARE = frozenset(["growth"])
OF_ANOTHER = BARE | {"share"}
"""Metrics that name no thing measured: they are of some other."""


def topic_of(metric: Bag, subject: Bag, claim: Located, sentence: str, lexicon: Lexicon) -> tuple[frozenset[str], bool]:
    """The concepts of what is measured, and whether they were found in another clause than the figure.

    What the metric names, else what the subject does ("prices" rose), else the last metric before the figure in its
    clause, the first after it there, the last before it in the sentence.
    """
    for named in (metric.metrics - BARE, subject.metrics - BARE):
        if named:
            return named, False
    start, end = figure_place(claim, sentence)
    if start == end:
        return frozenset(), False
    before, after = sentence[:start], sentence[end:]
    cut = max((match.end() for match in CLAUSE_END.finditer(before)), default=0)
    stop = CLAUSE_END.search(after)
    stretches = ((before[cut:], -1), (after[: stop.start()] if stop else after, 0), (before[:cut], -1))
    for text, which in stretches:
        found = _metrics(text, lexicon)
        if found:
            return found[which], named_otherwise(metric) or text is stretches[2][0]
    return frozenset(), False


def carry_topics(claims: Iterable[Profile]) -> None:
    """Give claims that name no topic that of the figure of their kind just before them in their article, in place."""
    before: dict[str, Profile] = {}
    for claim in sorted(claims, key=lambda claim: claim.order):
        last = before.get(claim.source)
        silent = not claim.topic and not named_otherwise(claim.metric)
        if last is not None and silent and last.amount.dimension == claim.amount.dimension:
            claim.topic, claim.topic_inferred = last.topic, True
            claim.metric = with_topic(claim.metric, last.topic)
        if claim.source:
            before[claim.source] = claim


def named_otherwise(metric: Bag) -> bool:
    """Whether a metric is in words the lexicon lacks, so that it is not to be read as some other."""
    return bool(metric.runs) or any(token[:2] == "t:" for token in metric.weights)


def with_topic(metric: Bag, topic: frozenset[str]) -> Bag:
    """A metric that only says that something changed, with what did."""
    if metric.metrics - BARE or not topic:
        return metric
    weights = metric.weights | dict.fromkeys(topic, METRIC_WEIGHT)
    return replace(metric, weights=weights, total=metric.total + METRIC_WEIGHT)


def _metrics(text: str, lexicon: Lexicon) -> list[frozenset[str]]:
    """The metrics that a text mentions, in order."""
    found = []
    for mention in lexicon.mentions(_tokens(text)):
        keys = frozenset(c.key for c in mention.concepts if c.kind == "metric") - BARE
        if keys:
            found.append(keys)
    return found


@lru_cache(maxsize=4096)
def _tokens(text: str) -> list[str]:
    return tokens(normal(text))
