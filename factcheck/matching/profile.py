"""What a claim says, in language-neutral tokens: the form in which two claims are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Protocol

from factcheck.matching.aliases import EXCLUSIVE, NAME_KINDS, Lexicon, strip_legal_form
from factcheck.matching.figures import Amount, amount_of
from factcheck.matching.periods import Period, less_certain, parse_period
from factcheck.matching.record import Record, Statement
from factcheck.matching.text import is_chinese, is_code, is_number, normal, tokens

_CLAUSE_END = re.compile(r"[，；。：！？、（）]|[,;:!?()](?=\s|$)|[.](?=\s|$)|\n|[—–](?=\s)")
# Metrics that are percentages themselves: "its share fell to 50 %" is a level, whatever its direction.
_LEVELS = frozenset(
    [
        "share",
        "grossmargin",
        "netmargin",
        "interestrate",
        "yield",
        "unemployment",
        "revenueshare",
        "stake",
        "accuracy",
        "successrate",
        "turnout",
        "approval",
        "curtailment",
        "efficiency",
    ]
)
_CAPITAL = re.compile(r"\b[A-Z][\w&'’.-]*")
_FROM = re.compile(
    r"(?:\b(?:from|against|versus|compared (?:with|to))\b[^,;.\d]{0,40}|[从從由自][^，；。,\d]{0,20}"
    r"|[去上](?:[一]?年|财年)?[同]?期?[为是仅]{1,2})$"
)
_YEAR = re.compile(r"\d{4}")
_COMMON = ("count", "%", "x", "pp")
_WEIGHTS = {
    "company": 3.0, "agency": 2.0, "person": 2.0, "product": 3.0, "event": 2.0, "place": 1.2,
    "metric": 1.5, "item": 1.2, "qualifier": 1.0, "change": 0.8, "stop": 0.0,
}  # fmt: skip
_CODE_WEIGHT = 3.0
WORD_WEIGHT = 0.7
NAME_WEIGHT = 2.0
_GROUP_SHARE = 0.5
# Who is so called is named elsewhere in the article.
_GENERIC = frozenset(["company_item", "g:company_item", "generic"])


@dataclass(slots=True)
class Bag:
    """Weighted tokens of one text.

    ``weights``: concept keys, ``t:`` English stems, ``w:`` Chinese words, ``g:`` groups of near concepts. ``total`` is
    what a text identical to this one would share with it. ``names``: keys of names and codes among them.
    """

    weights: dict[str, float]
    total: float
    names: frozenset[str]
    qualifiers: frozenset[str]
    metrics: frozenset[str]
    changes: frozenset[str]
    runs: tuple[str, ...]
    """Chinese characters that the lexicon does not know, run by run."""
    word_weight: float = WORD_WEIGHT
    """What a word counts that the lexicon does not know."""


EMPTY = Bag({}, 0.0, frozenset(), frozenset(), frozenset(), frozenset(), ())


def bag_of(text: str, lexicon: Lexicon, naming: bool = False) -> Bag:
    """The tokens of ``text``.

    ``naming``: the text names somebody or something, so that a company's legal form at its end is dropped and unknown
    words count as much as names.
    """
    said = tokens(normal(text))
    word_weight = WORD_WEIGHT
    if naming:
        said = strip_legal_form(said)
        word_weight = NAME_WEIGHT
    weights: dict[str, float] = {}
    by_kind: dict[str, set[str]] = {}
    names: set[str] = set()
    runs: list[str] = []
    run: list[str] = []
    total = 0.0
    for mention in lexicon.mentions(said):
        token = said[mention.start]
        if not mention.concepts and is_chinese(token):
            run.append(token)
            continue
        if run:
            runs.append("".join(run))
            run = []
        if mention.concepts:
            best = 0.0
            for concept in mention.concepts:
                weight = _WEIGHTS[concept.kind]
                if weight <= best and concept.key in weights:
                    continue
                best = max(best, weight)
                if weight:
                    weights[concept.key] = max(weights.get(concept.key, 0.0), weight)
                if concept.group and concept.kind != "stop" and not concept.group.startswith(EXCLUSIVE):
                    weights.setdefault("g:" + concept.group, weight * _GROUP_SHARE)
                by_kind.setdefault(concept.kind, set()).add(concept.key)
                if concept.kind in NAME_KINDS:
                    names.add(concept.key)
            group = mention.concepts[0].group
            total += best * (1 + _GROUP_SHARE) if group and not group.startswith(EXCLUSIVE) else best
        elif is_code(token):
            names.add(token)
            weights[token] = _CODE_WEIGHT
            total += _CODE_WEIGHT
        elif not is_number(token) and not token[0].isdigit() and len(token) > 1 and "t:" + token not in weights:
            weights["t:" + token] = word_weight
            total += word_weight
    if run:
        runs.append("".join(run))
    return Bag(
        weights,
        total,
        frozenset(names),
        frozenset(by_kind.get("qualifier", ())),
        frozenset(by_kind.get("metric", ())),
        frozenset(by_kind.get("change", ())),
        tuple(runs),
        word_weight,
    )


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
    origin: bool = False
    """Whether the figure is where a change began: it follows "from" or 从."""
    sides: dict[str, frozenset[str]] = field(default_factory=dict)
    """Of each exclusive group that the claim touches, which concept it is of: new homes, not existing ones."""
    capitals: tuple[str, ...] = ()
    """Capitalised words of the sentence that the lexicon lacks, in lower case."""
    generic: bool = False
    """Whether the subject is named elsewhere in its article ("the company", 该公司)."""
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
    chinese = record.lang == "zh" if record.lang in ("zh", "en") else any(map(is_chinese, letters))
    return Profile(
        id=record.id,
        record=record,
        amount=amount,
        chinese=chinese,
        subject_text=normal(subject),
        metric_text=normal(metric),
        subject=subject_bag,
        metric=metric_bag,
        about=bag_of(f"{subject} {metric}", lexicon) if subject or metric else EMPTY,
        clause=clause_bag,
        sentence=bag_of(sentence, lexicon),
        baseline=bag_of(_text(record.relative_to), lexicon) if record.relative_to else EMPTY,
        noun=bag_of(unit, lexicon) if unit else EMPTY,
        proper=proper_part(subject, subject_bag),
        period=_period(period, record, sentence) if period else None,
        modality=_text(record.modality) or "actual",
        direction=direction,
        change=direction is not None
        and (amount.dimension in ("x", "pp") or (amount.dimension == "%" and not metric_bag.metrics & _LEVELS)),
        source=_text(record.source),
        shown_subject=subject,
        shown_metric=metric,
        sentence_text=sentence,
        origin=follows_from(record, sentence),
        sides=_sides(record, sentence, f"{subject} {metric} {unit}", lexicon),
        capitals=tuple({w.lower() for w in _CAPITAL.findall(sentence) if len(w) > 3}) if not chinese else (),
        generic=generic,
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
    return less_certain(label, "yearless" if written else "carried over")


def _sides(record: Record, sentence: str, named: str, lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """Which concept of each exclusive group a claim is of.

    What subject, metric or unit name decides; else the last one before the figure in its clause, the first after it
    there, the last before it in the sentence.
    """
    sides = {group: frozenset(keys) for group, keys in _exclusive(named, lexicon).items()}
    start, end = figure_place(record, sentence)
    if start == end:
        return {group: frozenset(keys) for group, keys in _exclusive(sentence, lexicon).items()} | sides
    before, after = sentence[:start], sentence[end:]
    cut = max((match.end() for match in _CLAUSE_END.finditer(before)), default=0)
    stop = _CLAUSE_END.search(after)
    stretches = ((before[cut:], -1), (after[: stop.start()] if stop else after, 0), (before[:cut], -1))
    for text, which in stretches:
        for group, keys in _exclusive(text, lexicon).items():
            sides.setdefault(group, frozenset((keys[which],)))
    return sides


@lru_cache(maxsize=4096)
def _plain_tokens(text: str) -> list[str]:
    return tokens(normal(text))


def _exclusive(text: str, lexicon: Lexicon) -> dict[str, list[str]]:
    """The concepts of exclusive groups in a text, by group, in order."""
    found: dict[str, list[str]] = {}
    for mention in lexicon.mentions(_plain_tokens(text)):
        for concept in mention.concepts:
            if concept.group.startswith(EXCLUSIVE):
                found.setdefault(concept.group, []).append(concept.key)
    return found


def proper_part(subject: str, bag: Bag) -> str:
    """The part of a subject that names somebody the lexicon does not know, as one string."""
    if bag.runs:
        return "".join(bag.runs)
    capitals = [t for w in _CAPITAL.findall(subject) for t in tokens(normal(w)) if "t:" + t in bag.weights]
    return " ".join(capitals)


def _with_dimension(bag: Bag, dimension: str) -> Bag:
    """``bag`` and what is measured as far as the unit tells: square metres are an area whatever else is said."""
    weights = {**bag.weights, "d:" + dimension: 1.0}
    return replace(bag, weights=weights, total=bag.total + 1.0)


class Located(Protocol):
    """A claim that knows where its figure stands; all three may be of any type or null."""

    figure: Any
    start: Any
    statement: Any


def figure_place(record: Located, sentence: str) -> tuple[int, int]:
    """Where the figure stands in its sentence, as code points; (0, 0) where it can't be found."""
    said = record.statement
    figure = record.figure if isinstance(record.figure, str) else ""
    if isinstance(said, Statement) and isinstance(said.start, int) and isinstance(record.start, int):
        at = record.start - said.start
        if 0 <= at < len(sentence):
            return at, min(len(sentence), at + len(figure))
    at = sentence.find(figure) if figure else -1
    return (at, at + len(figure)) if at >= 0 else (0, 0)


def follows_from(record: Located, sentence: str) -> bool:
    """Whether the words before the figure make it the beginning of a change."""
    start, end = figure_place(record, sentence)
    return start < end and _FROM.search(sentence, 0, start) is not None


def local_clause(record: Located, sentence: str) -> str:
    """The clause around the figure, without the figure; the whole sentence where the figure can't be found."""
    start, end = figure_place(record, sentence)
    if start == end:
        return sentence
    before, after = sentence[:start], sentence[end:]
    cut = max((match.end() for match in _CLAUSE_END.finditer(before)), default=0)
    stop = _CLAUSE_END.search(after)
    return before[cut:] + " " + after[: stop.start() if stop else len(after)]
