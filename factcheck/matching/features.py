"""The evidence that two claims speak of the same quantity, as numbers; ``scoring`` weighs them."""

from __future__ import annotations

import math
from typing import Protocol

from factcheck.matching.aliases import Lexicon
from factcheck.matching.bags import Bag
from factcheck.matching.figures import Amount, figures_agree, read_differently
from factcheck.matching.identity import marked_apart, same_name, told_apart
from factcheck.matching.periods import times_of
from factcheck.matching.places import local_clause
from factcheck.matching.profile import Profile
from factcheck.matching.record import Brief
from factcheck.matching.similarity import comparable, containment, jaccard, likeness, same_script, transliterates
from factcheck.matching.text import is_chinese, normal

FEATURES = (
    "subject",
    "subject unstated",
    "names differ",
    "subject in the other's sentence",
    "unknown name across languages",
    "metric",
    "subject with metric",
    "metric unstated",
    "metric in the other's clause",
    "metrics differ",
    "clause",
    "sentence",
    "names of the sentence",
    "qualifiers differ",
    "kind of figure differs",
    "figure agrees",
    "digits that agree",
    "counted thing",
    "counted thing differs",
    "modality differs",
    "period same",
    "period near",
    "period differs",
    "same source",
    "baseline",
    "baseline differs",
    "subject and metric",
    "excluding kinds",
    "narrower metric",
    "name spelt in the other's sentence",
    "carried name differs",
    "same source and time",
    "metrics found around differ",
    "counted thing in the other's clause",
    "same question in one article",
    "figures far apart",
    "units read differently",
    "figures far apart at two times",
    "told by the same story",
    "sources of one story",
    "beside another agreement",
    "agrees with another",
    "best of both",
    "subjects paired elsewhere",
    "subjects paired otherwise",
    "peculiar words",
    "peculiar words of the clause",
    "question fits better than others",
    "contrasted though long figures agree",
    "figures of the story that agree",
)


# What stories.tell_stories and context.look_again fill in.
_SEEN_TOGETHER = (0.0,) * 12
_TRANSLITERATED = 0.75
_SAME_NAME = 0.85
_CHANGING = frozenset(["inflation", "cpi"])
_DOUBLE, _TENFOLD = math.log(2), math.log(10)
# What follows a place's own name in Chinese: a district, a county.
_PLACE_ENDS = ("", "区", "县", "市", "省", "镇", "州")
# Words that often come and go between two tellings of the same thing.
_MILD = frozenset(
    [
        "new",
        "average",
        "annual",
        "minimum",
        "maximum",
        "target",
        "forecastq",
        "net",
        "operating",
        "domesticq",
        "urban",
        "maincities",
        "commercial",
        "passenger",
        "industrial",
        "lineitem",
        "record",
        "preliminary",
        "first_half",
        "grossq",
    ]
)


def evidence(a: Profile, b: Profile) -> list[float]:
    """One number a name of :data:`FEATURES`, mostly 0 to 1; symmetric in ``a`` and ``b``."""
    cross = a.chinese != b.chinese
    subject, subject_names_differ, unknown_name = subject_evidence(a, b)
    carried = subject_names_differ > 0 and not (said_here(a) and said_here(b))
    metric_a, metric_b = comparable(a.metric, b.metric, a.chinese, b.chinese)
    clause_a, clause_b = comparable(a.clause, b.clause, a.chinese, b.chinese)
    sentence_a, sentence_b = comparable(a.sentence, b.sentence, a.chinese, b.chinese)
    subject_a, subject_b = comparable(a.subject, b.subject, a.chinese, b.chinese)
    metric = containment(metric_a, metric_b)
    if not cross:
        metric = max(metric, same_script(a.metric_text, b.metric_text))
    metrics_differ, inferred = _metrics_differ(a, b), a.topic_inferred or b.topic_inferred
    agrees = figures_agree(a, b) == "same"
    times = times_of(a, b)
    names_a, names_b = a.sentence.names | a.subject.names, b.sentence.names | b.subject.names
    noun = containment(*comparable(a.noun, b.noun, a.chinese, b.chinese)) if a.noun.total and b.noun.total else 0.0
    return [
        subject,
        float(not a.subject_text or not b.subject_text),
        0.0 if carried else subject_names_differ,
        (containment(subject_a, sentence_b) + containment(subject_b, sentence_a)) / 2,
        unknown_name,
        metric,
        _about(a, b),
        float(not a.metric_text or not b.metric_text),
        (containment(metric_a, clause_b) + containment(metric_b, clause_a)) / 2,
        0.0 if inferred else metrics_differ,
        jaccard(clause_a, clause_b),
        jaccard(sentence_a, sentence_b),
        len(names_a & names_b) / max(1, min(len(names_a), len(names_b))),
        _qualifiers_differ(a, b),
        float(a.change != b.change and a.amount.dimension == b.amount.dimension and not _rates_of_change(a, b)),
        float(agrees),
        _digits(a, b) if agrees else 0.0,
        noun,
        float(bool(a.noun.weights and b.noun.weights) and noun == 0),
        float((a.modality == "actual") != (b.modality == "actual")),
        float(times == "same"),
        float(times == "near"),
        float(times == "other"),
        float(bool(a.source) and a.source == b.source),
        containment(*comparable(a.baseline, b.baseline, a.chinese, b.chinese)),
        float(bool(a.baseline.names and b.baseline.names) and not a.baseline.names & b.baseline.names),
        subject * metric,
        float(excluding(a, b) or told_apart(a.subject_text, b.subject_text, a.proper, b.proper)),
        _narrower(a, b),
        _spelt_in_sentence(a, b) if cross and subject < _TRANSLITERATED else 0.0,
        subject_names_differ if carried else 0.0,
        float(bool(a.source) and a.source == b.source and times != "other" and not at_odds(a, b)),
        metrics_differ if inferred else 0.0,
        _thing_in_clause(a, b) if not noun else 0.0,
        float(bool(a.source) and a.source == b.source and same_question(a, b)),
        0.0 if agrees or times in ("other", "near") else far_apart(a.amount, b.amount),
        float(read_differently(a.amount, b.amount)),
        far_apart(a.amount, b.amount) if times in ("other", "near") and not (a.change or b.change) else 0.0,
        *_SEEN_TOGETHER,
    ]


def _thing_in_clause(a: Profile, b: Profile) -> float:
    """How much the words around one figure say of the thing that the other counts (48 bridges, 设48座桥梁)."""
    found = 0.0
    for one, other in ((a, b), (b, a)):
        if one.noun.total and other.amount.dimension == "count":
            found = max(found, containment(*comparable(one.noun, other.clause, one.chinese, other.chinese)))
    return found


def same_question(a: Profile, b: Profile) -> bool:
    """Whether subject and metric of two claims are in the same words, none unstated."""
    if not a.subject_text or not a.metric_text or a.amount.dimension != b.amount.dimension:
        return False
    return a.subject_text == b.subject_text and a.metric_text == b.metric_text


def figure_and_metric(a: Profile, b: Profile) -> bool:
    """Whether two claims tell one figure of one metric, whoever of: by the lexicon, else in the same words."""
    if figures_agree(a, b) != "same":
        return False
    return bool(a.metric.metrics & b.metric.metrics) or (bool(a.metric_text) and a.metric_text == b.metric_text)


def far_apart(a: Amount, b: Amount) -> float:
    """How unlikely two figures are to be of one quantity for their sizes: 0 up to a factor of two, 1 from ten on."""
    if not a.middle or not b.middle:
        return 0.0
    factor = abs(math.log(abs(a.middle / b.middle)))
    return min(1.0, max(0.0, (factor - _DOUBLE) / (_TENFOLD - _DOUBLE)))


def _rates_of_change(a: Profile, b: Profile) -> bool:
    """Whether both are of a rate that is itself a change: inflation of 5 %, prices up 5 %."""
    return all(bool((p.topic | p.metric.metrics | p.subject.metrics) & _CHANGING) for p in (a, b))


def at_odds(a: Profile, b: Profile) -> bool:
    """Whether two figures of one article are put in two mouths, in two sentences: that is told as a dispute."""
    one, other = a.record.attributed_to, b.record.attributed_to
    if not isinstance(one, str) or not isinstance(other, str) or a.sentence_text == b.sentence_text:
        return False
    return normal(one) != normal(other)


def said_here(claim: Profile) -> bool:
    """Whether the claim's own sentence names its subject; else it was carried over from another one."""
    if claim.shown_subject in claim.sentence_text or claim.subject.names & claim.sentence.names:
        return True
    return bool(claim.proper) and claim.proper in normal(claim.sentence_text)


def excluding(a: Profile, b: Profile) -> bool:
    """Whether the claims are of kinds that exclude each other: new and existing homes, men and women."""
    return any(not keys & b.sides[group] for group, keys in a.sides.items() if group in b.sides)


def _narrower(a: Profile, b: Profile) -> float:
    """How much one metric says that the other claim nowhere does ("matchday revenue" against "revenue"): 0 to 1."""
    return min(1.0, (_alone(a, b) + _alone(b, a)) / 2)


def _alone(a: Profile, b: Profile) -> int:
    """Words of the metric of ``a`` that ``b`` lacks; of words the lexicon lacks only those in one language."""
    count = 0
    for token in a.metric.weights:
        if (
            token[:2] in ("g:", "d:", "w:")
            or token in a.metric.changes
            or (token[:2] == "t:" and a.chinese != b.chinese)
        ):
            continue
        if not any(token in bag.weights for bag in (b.metric, b.subject, b.noun, b.sentence)):
            count += token not in _MILD
    return count


def _spelt_in_sentence(a: Profile, b: Profile) -> float:
    """Whether a Chinese name in one subject is a word of the other's sentence, as pinyin (滨江, Binjiang)."""
    chinese, english = (a, b) if a.chinese else (b, a)
    if not chinese.subject.runs or not english.capitals:
        return 0.0
    runs = [run.removesuffix(end) for run in chinese.subject.runs for end in _PLACE_ENDS if run.endswith(end)]
    spelt = max((transliterates(run, word) for run in runs if len(run) > 1 for word in english.capitals), default=0.0)
    return float(spelt >= _SAME_NAME)


class Named(Protocol):
    """A claim as far as its subject goes; attributes as of :class:`Profile`."""

    @property
    def subject_text(self) -> str: ...
    @property
    def subject(self) -> Bag: ...
    @property
    def proper(self) -> str: ...
    @property
    def chinese(self) -> bool: ...
    @property
    def sentence(self) -> Bag: ...


def subject_evidence(a: Named, b: Named) -> tuple[float, float, float]:
    """Likeness of the subjects, whether they are different names, whether a script hides the answer."""
    if not a.subject_text or not b.subject_text:
        return 0.0, 0.0, 0.0
    one, other = comparable(a.subject, b.subject, a.chinese, b.chinese)
    alike = likeness(one, other)
    if marked_apart(a.subject_text, b.subject_text):
        return 0.0, 1.0, 0.0
    if _han(a.subject_text) == _han(b.subject_text):
        differ = _names_differ(a, b)
        # Names of two things are no more alike for the letters and words they share.
        return 0.0 if differ == 1 else max(alike, same_script(a.subject_text, b.subject_text)), differ, 0.0
    chinese, english = (a, b) if _han(a.subject_text) else (b, a)
    latin = max((transliterates(run, english.subject_text) for run in chinese.subject.runs), default=0.0)
    if latin >= _TRANSLITERATED:
        return max(alike, latin), 0.0, 0.0
    names_a, names_b = a.subject.names, b.subject.names
    known = bool(names_a and names_b)
    across = a.chinese != b.chinese
    differ = _names_differ(a, b) if known else float(not across and alike == 0)
    return alike, differ, float(across and alike == 0 and not known)


def _metrics_differ(a: Profile, b: Profile) -> float:
    """1 where both topics are known and of different groups (revenue, headcount), half where near (sales,
    deliveries) or where the other's clause has it too."""
    if not a.topic or not b.topic or a.topic & b.topic:
        return 0.0
    near = any(token[:2] == "g:" and token in b.metric.weights for token in a.metric.weights)
    mentioned = a.topic & b.clause.metrics or b.topic & a.clause.metrics
    return 0.5 if near or mentioned else 1.0


def _about(a: Profile, b: Profile) -> float:
    one, other = comparable(a.about, b.about, a.chinese, b.chinese)
    return likeness(one, other)


def _han(text: str) -> bool:
    """Whether a name is written in Chinese."""
    return not text.isascii() and any(map(is_chinese, text))


def _names_differ(a: Named, b: Named) -> float:
    """1 where the subjects are different names, half of it less for each that the other's sentence mentions."""
    names_a, names_b = a.subject.names, b.subject.names
    if names_a & names_b:
        return 0.0
    if names_a and names_b:
        mentioned = bool(names_a & b.sentence.names) + bool(names_b & a.sentence.names)
        return 1.0 - 0.5 * mentioned
    if a.proper and b.proper and not same_name(a.proper, b.proper):
        return 1.0 - 0.5 * (_mentions(b.sentence, a.proper) + _mentions(a.sentence, b.proper))
    return 0.0


def _mentions(sentence: Bag, name: str) -> bool:
    """Whether a sentence has a name that the lexicon lacks: rather what its figure is of was cut otherwise there."""
    if is_chinese(name[0]):
        return any(name in run for run in sentence.runs)
    return all("t:" + word in sentence.weights for word in name.split())


def _qualifiers_differ(a: Profile, b: Profile) -> float:
    """Whether one is narrowed (overseas, net, a day) and the other is not: 1 where a metric names it, else ⅔ for one
    such word, 1 for more."""
    one = a.metric.qualifiers | a.clause.qualifiers | a.subject.qualifiers
    other = b.metric.qualifiers | b.clause.qualifiers | b.subject.qualifiers
    apart = (one ^ other) - _MILD
    return 1.0 if apart & (a.metric.qualifiers | b.metric.qualifiers) else min(1.0, len(apart) / 1.5)


def narrowing(said: Brief, lexicon: Lexicon) -> frozenset[str]:
    """The words that narrow a claim's metric in the clause around its figure, read quickly."""
    clause = local_clause(said, said.statement_text)
    return lexicon.qualifiers(clause.lower() if clause.isascii() else normal(clause)) - _MILD


def _digits(a: Profile, b: Profile) -> float:
    """How much a chance agreement would surprise: the digits of the coarser figure, 0 to 1 for four and more."""
    return digits_agreed(a.amount.digits, b.amount.digits)


def digits_agreed(a: int, b: int) -> float:
    """The same from numbers of digits; a range (0) counts as two."""
    return math.log1p(min(a or 2, b or 2, 4) - 1) / math.log(4)
