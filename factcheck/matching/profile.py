"""What a claim says, in language-neutral tokens: the form in which two claims are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any, Final

from factcheck.matching import glosses
from factcheck.matching.aliases import Lexicon
from factcheck.matching.bags import EMPTY, Bag, bag_of
from factcheck.matching.dates import Day, Lag, lag_of, vague
from factcheck.matching.figures import Amount, amount_of
from factcheck.matching.periods import Period, less_certain, parse_period
from factcheck.matching.places import CLAUSE_END, figure_place, follows_from, local_clause, reached
from factcheck.matching.record import Record
from factcheck.matching.rivals import rival_of
from factcheck.matching.text import is_chinese, normal, tokens
from factcheck.matching.topics import topic_of, with_topic
from factcheck.matching.wording import words_of

# Metrics that are percentages themselves: "its share fell to 50 %" is a level, whatever its direction.
_LEVELS: Final = frozenset(words_of("metrics_in_per_cent"))
_CAPITAL = re.compile(r"\b[A-Z][\w&'’.-]*")
_YEAR = re.compile(r"\d{4}")
_COMMON = ("count", "%", "x", "pp")
# Who is so called is named elsewhere in the article.
_GENERIC: Final = frozenset(words_of("named_elsewhere"))


@dataclass(slots=True)
class Profile:
    """A claim as matching compares it."""

    id: Any
    record: Record
    amount: Amount
    chinese: bool
    """Whether its sentence is mainly Chinese."""
    subject_text: str
    metric_text: str
    subject: Bag
    metric: Bag
    about: Bag
    """Subject and metric as one: where the border between them lies is often a matter of taste."""
    clause: Bag
    sentence: Bag
    baseline: Bag
    noun: Bag
    proper: str
    """What the subject has of names the lexicon lacks: capitalised English words, unknown Chinese characters."""
    period: Period | None
    modality: str
    direction: str | None
    change: bool
    """Whether the figure is a change ("up 69 %"), not a level."""
    source: str
    shown_subject: str = ""
    """The subject as written."""
    shown_metric: str = ""
    sentence_text: str = ""
    clause_text: str = ""
    """The clause around the figure, without it."""
    origin: bool = False
    """Whether the figure is where a change began: it follows "from" or 从."""
    sides: dict[str, frozenset[str]] = field(default_factory=dict)
    """Of each exclusive group that the claim touches, which concept it is of: new homes, not existing ones."""
    capitals: tuple[str, ...] = ()
    """Capitalised words of the sentence that the lexicon lacks, in lower case."""
    topic: frozenset[str] = frozenset()
    """What is measured, as concepts: what the metric names, else the subject or the words around the figure."""
    topic_inferred: bool = False
    """Whether the topic was found outside metric and subject."""
    generic: bool = False
    """Whether the subject is named elsewhere in its article ("the company", 该公司)."""
    told: int | None = None
    """When its article was written, as :func:`factcheck.matching.stories.date_articles` sees it."""
    written: Day | None = None
    """The day of its article's dateline, as :func:`factcheck.matching.stories.date_articles` sees it."""
    lag: Lag | None = None
    """Its period where relative words tell it and nothing settles the date they are told from."""
    contrasts: dict[str, frozenset[str]] | None = None
    """Once asked for: which side of words that leave each other out it is told with (``contrasts.py``)."""
    rival_text: str = ""
    """With what a comparison is made ("twice what Zenith sold"); "" for a claim that compares nothing."""
    rival_names: frozenset[str] = frozenset()
    order: int = 0
    """Its number among the claims read: tells neighbours where offsets are unknown."""


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, str) else ""


def profile_of(record: Record, lexicon: Lexicon) -> Profile | None:
    """The profile of a claim, or None where it has no figure that can be compared."""
    amount = amount_of(record)
    if amount is None:
        return None
    sentence = record.statement_text
    clause = local_clause(record, sentence)
    subject, metric = _text(record.subject), _text(record.metric)
    period = _text(record.period) or ""
    direction = record.direction if record.direction in ("up", "down") else None
    letters = sentence or subject + metric
    unit = _text(record.unit) if amount.dimension == "count" else ""
    subject, subject_bag, generic = subject_of(subject, lexicon)
    clause_bag = bag_of(clause, lexicon)
    metric_bag = metric_of(metric, amount.dimension, lexicon)
    about = f"{subject} {metric}"
    about_bag = bag_of(about, lexicon) if subject or metric else EMPTY
    sentence_bag = bag_of(sentence, lexicon)
    rival, rival_bag, _ = subject_of(rival_of(subject, record.relative_to, amount.dimension), lexicon)
    topic, inferred = topic_of(metric_bag, subject_bag, record, sentence, lexicon)
    chinese = record.lang == "zh" if record.lang in ("zh", "en") else any(map(is_chinese, letters))
    return Profile(
        id=record.id,
        record=record,
        amount=amount,
        chinese=chinese,
        subject_text=normal(subject),
        metric_text=normal(metric),
        subject=subject_bag,
        metric=with_topic(metric_bag, topic),
        about=about_bag,
        clause=clause_bag,
        sentence=sentence_bag,
        baseline=bag_of(_text(record.relative_to), lexicon) if record.relative_to else EMPTY,
        noun=bag_of(unit, lexicon) if unit else EMPTY,
        proper=proper_part(subject, subject_bag),
        period=_period(period, record, sentence) if period else None,
        modality=_text(record.modality) or "actual",
        direction=direction,
        change=direction is not None
        and (
            amount.dimension in ("x", "pp")
            or (amount.dimension == "%" and not metric_bag.metrics & _LEVELS and not reached(record, sentence))
        ),
        source=_text(record.source),
        shown_subject=subject,
        shown_metric=metric,
        sentence_text=sentence,
        clause_text=clause,
        origin=follows_from(record, sentence),
        sides=_sides(record, sentence_bag, bag_of(f"{about} {unit}", lexicon) if unit else about_bag, lexicon),
        capitals=tuple({w.lower() for w in _CAPITAL.findall(sentence) if len(w) > 3}) if not chinese else (),
        topic=topic,
        topic_inferred=inferred,
        generic=generic,
        lag=None if period else lag_of(record.as_of),
        rival_names=rival_bag.names,
        rival_text=normal(rival),
    )


def subject_of(subject: str, lexicon: Lexicon) -> tuple[str, Bag, bool]:
    """A subject as written, its tokens, and whether it is a word for somebody named elsewhere: then it is empty."""
    bag = bag_of(subject, lexicon, naming=True) if subject else EMPTY
    if subject and set(bag.weights) <= _GENERIC and not bag.runs:
        return "", EMPTY, True
    return subject, bag, False


def metric_of(metric: str, dimension: str, lexicon: Lexicon) -> Bag:
    """The tokens of a metric, and of what the unit tells of it."""
    bag = bag_of(metric, lexicon) if metric else EMPTY
    if dimension in _COMMON or dimension.startswith("money:"):
        return bag
    return _with_dimension(bag, dimension)


def _period(label: str, record: Record, sentence: str) -> Period:
    """The period of a claim, less certain where neither it as written nor the sentence names its year."""
    written = _text(record.as_of)
    year = _YEAR.search(label)
    if year is None or year[0] in written or year[0] in sentence:
        return parse_period(label)
    return less_certain(label, "yearless" if written and not vague(written) else "carried over")


def _sides(record: Record, sentence: Bag, named: Bag, lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Which concept of each exclusive group a claim is of.

    What subject, metric or unit name decides; else the last one before the figure in its clause, the first after it
    there, the last before it in the sentence.
    """
    sides = {group: frozenset(keys) for group, keys in named.exclusive}
    if not sentence.exclusive:
        return sides
    text = record.statement_text
    start, end = figure_place(record, text)
    if start == end:
        return {group: frozenset(keys) for group, keys in sentence.exclusive} | sides
    before, after = text[:start], text[end:]
    cut = max((match.end() for match in CLAUSE_END.finditer(before)), default=0)
    stop = CLAUSE_END.search(after)
    stretches = ((before[cut:], -1), (after[: stop.start()] if stop else after, 0), (before[:cut], -1))
    for stretch, which in stretches:
        for group, keys in bag_of(stretch, lexicon).exclusive:
            sides.setdefault(group, frozenset((keys[which],)))
    return sides


def proper_part(subject: str, bag: Bag) -> str:
    """The part of a subject that names somebody the lexicon does not know, as one string; not a common noun alone."""
    if bag.runs:
        return "" if len(bag.runs) == 1 and glosses.is_common(bag.runs[0]) else "".join(bag.runs)
    capitals = [t for w in _CAPITAL.findall(subject) for t in tokens(normal(w)) if "t:" + t in bag.weights]
    return " ".join(capitals)


def _with_dimension(bag: Bag, dimension: str) -> Bag:
    """``bag`` and what is measured as far as the unit tells: square metres are an area whatever else is said."""
    weights = {**bag.weights, "d:" + dimension: 1.0}
    return replace(bag, weights=weights, total=bag.total + 1.0)
