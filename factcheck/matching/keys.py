"""Under which keys a claim is filed in the database, so that a new one finds its likes without a scan."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from factcheck.matching.aliases import Lexicon
from factcheck.matching.bags import meaning
from factcheck.matching.figures import bucket_of
from factcheck.matching.periods import parse_period, period_before
from factcheck.matching.profile import Profile, metric_of, subject_of
from factcheck.matching.rivals import COMPARING, rival_of, who_of
from factcheck.matching.text import normal
from factcheck.matching.topics import OF_ANOTHER

if TYPE_CHECKING:
    from factcheck.matching.sketch import Sketches

FORMAT = "6"
"""Which keys claims are filed under; another one whenever they change, so that older databases are filed anew."""
_SAME_QUESTION, _ANY_TIME, _FIGURE, _NEAR_FIGURE, _NAME = 40, 16, 30, 10, 10
_SAME_SUM = 32

_FIGURE_BITS = 15
"""Of a key that tells figures of one question apart: its lowest bits are the figure's bucket."""


class Filing(NamedTuple):
    """What a claim is filed by; ``question`` is what subject and metric mean, None where one is unstated.

    ``summed`` is the same as sums have it, whatever the figure is measured in; ``rival`` is what stands there for what
    a comparison is made with ("three times the V2"), None where a claim is no comparison.
    """

    dimension: str
    bucket: int
    period: str
    question: tuple[Hashable, Hashable] | None
    names: tuple[str, ...]
    summed: tuple[Hashable, Hashable] | None = None
    rival: Hashable = None


def keys_of(profile: Profile) -> list[int]:
    """The keys a claim is stored under: its names; subject with metric and its figure, with and without its period."""
    return _stored(_filing(profile))


def lookups(profile: Profile) -> list[tuple[int, int]]:
    """Keys to look for its likes under, with the most claims to take of each: also the neighbouring buckets."""
    filing = _filing(profile)
    wanted = _own(filing)
    for step in (-1, 1):
        wanted.append((("figure", _family(filing.dimension), filing.bucket + step, filing.period), _NEAR_FIGURE))
    if not filing.period:
        # who names no period may mean any; last, so that of many finds the closer ones are kept
        wanted += [(_value(filing, step), _FIGURE) for step in (0, -1, 1)]
    return [(_number(key), limit) for key, limit in wanted]


def figure_lookup(profile: Profile) -> tuple[int, int, int] | None:
    """The key of question, period and figure, and the first and last of those of other figures; None where unstated.

    These keys are in order of the figure, so that each figure said can be found, however often another was said since.
    """
    filing = _filing(profile)
    if filing.question is None:
        return None
    key = _figure_key(filing)
    first = key >> _FIGURE_BITS << _FIGURE_BITS
    return key, first, first + (1 << _FIGURE_BITS) - 1


def question_at(profile: Profile) -> Hashable | None:
    """What a claim asks, and of which time: equal where :func:`figure_lookup` finds one among the other's figures."""
    question = _question(profile)
    if question is None:
        return None
    return _family(profile.amount.dimension), question, profile.period.label if profile.period else ""


def sum_lookups(profile: Profile) -> list[tuple[int, int]]:
    """Where to look for what a claim may be in one sum with, whatever it is measured in.

    A change has its levels among the figures of its subject and metric for its period and the year before; a level has
    there the changes of it and their other level, and the comparisons that are made with it; a comparison has there
    the figures of the two that it compares; a share other shares of its whole.
    """
    filing = _filing(profile)
    keys = _whole(filing)
    if filing.summed is not None:
        who, what = filing.summed
        times = (filing.period, period_before(filing.period), period_before(filing.period, -1))
        keys += [("sum", who, what, time) for time in times if time or filing.rival]
        if filing.rival is not None:
            keys.append(("sum", filing.rival, what, filing.period))
    keys += _against(profile, filing)
    return [(_number(key), _SAME_SUM) for key in keys]


def compared_lookups(profile: Profile) -> list[tuple[int, int]]:
    """Where to look for comparisons that are made with a figure: "three times the V2" for one of the V2."""
    return [(_number(key), _SAME_SUM) for key in _against(profile, _filing(profile))]


def _against(profile: Profile, filing: Filing) -> list[Hashable]:
    if filing.summed is None or profile.amount.dimension in COMPARING or profile.change:
        return []
    return [("against", *filing.summed, filing.period)]


def keys_of_sketches(
    sketches: Sketches, lexicon: Lexicon, compared_with: Callable[[int], object]
) -> Iterator[list[int]]:
    """As :func:`keys_of` of the profile of every claim in ``sketches``, in order.

    ``compared_with`` gives what the claim of a row has as ``relative_to``, which sketches leave in the file.
    """
    from factcheck.matching.sketch import BASELINE  # and with it numpy, which ``find`` needs not

    tables = sketches.tables
    asked = _Questions(lexicon)
    columns = (sketches.dimension, sketches.subject, sketches.metric, sketches.period, sketches.flags)
    rows = zip(*(column.tolist() for column in columns), sketches.figures[:, 4].tolist(), strict=True)
    for row, (dimension, subject, metric, period, flags, middle) in enumerate(rows):
        kind = tables.dimensions.things[dimension]
        who, what = tables.subjects.things[subject] or "", tables.metrics.things[metric] or ""
        label = tables.periods.things[period]
        when = parse_period(label).label if label else ""
        rival = asked.rival(who, compared_with(row), kind) if flags & BASELINE and kind in COMPARING else None
        yield _stored(Filing(kind, bucket_of(middle), when, *asked.of(who, what, kind), rival))


class _Questions:
    """What subjects and metrics mean, each read once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._subject = cache(self._read_subject)
        self._metric = cache(self._read_metric)

    def of(
        self, subject: str, metric: str, dimension: str
    ) -> tuple[tuple[Hashable, Hashable] | None, tuple[str, ...], tuple[Hashable, Hashable] | None]:
        """The question, the names of its subject, and the same question as sums have it."""
        who, names, told = self._subject(subject)
        what, measured = self._metric(metric, dimension)
        question = None if who is None or what is None else (who, what)
        return question, names, _summed(names, told, measured, normal(metric))

    def rival(self, subject: str, compared_with: object, dimension: str) -> Hashable:
        """Whom a comparison is made with, None where nobody."""
        _, names, told = self._subject(rival_of(subject, compared_with, dimension))
        return who_of(names, told) or None

    def _read_subject(self, subject: str) -> tuple[Hashable, tuple[str, ...], str]:
        subject, bag, _ = subject_of(subject, self._lexicon)
        text = normal(subject)
        return (_stable(meaning(bag, text, True)) if text else None), tuple(sorted(bag.names)), text

    def _read_metric(self, metric: str, dimension: str) -> tuple[Hashable, frozenset[str]]:
        text = normal(metric)
        bag = metric_of(metric, dimension, self._lexicon)
        return (_stable(meaning(bag, text, False)) if text else None), bag.metrics


def _question(profile: Profile) -> tuple[Hashable, Hashable] | None:
    if not profile.subject_text or not profile.metric_text:
        return None
    subject = meaning(profile.subject, profile.subject_text, True)
    metric = meaning(profile.metric, profile.metric_text, False)
    return _stable(subject), _stable(metric)


def _filing(profile: Profile) -> Filing:
    question = _question(profile)
    period = profile.period.label if profile.period else ""
    names = tuple(sorted(profile.subject.names))
    summed = _summed(names, profile.subject_text, profile.metric.metrics, profile.metric_text)
    rival = who_of(profile.rival_names, profile.rival_text) or None
    return Filing(profile.amount.dimension, profile.amount.bucket, period, question, names, summed, rival)


def _summed(
    names: tuple[str, ...], subject: str, metrics: frozenset[str], metric: str
) -> tuple[Hashable, Hashable] | None:
    what = tuple(sorted(metrics - OF_ANOTHER)) or ("" if metrics else metric)
    return (who_of(names, subject), what) if subject and what else None


def format_key() -> int:
    """The key whose presence says that a database is filed as :data:`FORMAT` has it."""
    return _number(("format", FORMAT))


def _stored(filing: Filing) -> list[int]:
    keys = [key for key, _ in _own(filing)]
    if filing.period:
        # without a period the figure's own key is already without one
        keys.append(_value(filing))
    keys += _whole(filing)
    if filing.summed:
        keys.append(("sum", *filing.summed, filing.period))
        if filing.rival is not None:
            keys.append(("against", filing.rival, filing.summed[1], filing.period))
    numbers = [_number(key) for key in keys]
    return [*numbers, _figure_key(filing)] if filing.question else numbers


def _whole(filing: Filing) -> list[Hashable]:
    """The key of shares of one whole: what they are of is what their metric names."""
    if filing.dimension != "%" or not filing.period or filing.question is None:
        return []
    return [("whole", filing.question[1], filing.period)]


def _figure_key(filing: Filing) -> int:
    assert filing.question is not None
    asked = _number(("figures", _family(filing.dimension), *filing.question, filing.period))
    half = 1 << (_FIGURE_BITS - 1)
    return (asked >> _FIGURE_BITS << _FIGURE_BITS) + half + max(-half, min(half - 1, filing.bucket))


def _value(filing: Filing, step: int = 0) -> Hashable:
    return "value", _family(filing.dimension), filing.bucket + step


def _own(filing: Filing) -> list[tuple[Hashable, int]]:
    family = _family(filing.dimension)
    found: list[tuple[Hashable, int]] = []
    if filing.question:
        if filing.period:
            # what contradicts a claim may stand behind many later claims of other periods
            found.append((("question", family, *filing.question, filing.period), _SAME_QUESTION))
        found.append((("question", family, *filing.question), _ANY_TIME if filing.period else _SAME_QUESTION))
    found.append((("figure", family, filing.bucket, filing.period), _FIGURE))
    return found + [(("name", family, name), _NAME) for name in filing.names]


def _family(dimension: str) -> str:
    """The dimension; money of every currency together with money of an open one, multiples with percentages."""
    return "money" if dimension.startswith("money:") else "%" if dimension == "x" else dimension


def _stable(meant: Hashable) -> Hashable:
    return tuple(sorted(meant)) if isinstance(meant, frozenset) else meant


def _number(key: Hashable) -> int:
    digest = blake2b(repr(key).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
