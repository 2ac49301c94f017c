"""Figures of one sentence that do not add up: parts and their whole, a total, a change and its two ends, shares.

Every figure stands for the interval its rounding and its comparator allow; only intervals apart are reported, and only
where the words say that the figures belong to one sum.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from factcheck.matching.features import excluding
from factcheck.matching.periods import relation as period_relation
from factcheck.matching.places import figure_place
from factcheck.matching.profile import Profile
from factcheck.matching.scoring import Pair

_NO_ABSOLUTES = frozenset({"%", "x", "pp"})
_MARGIN = 0.005
_MARGIN_POINTS = 1.0
_SCORE = 0.8
_SHARE = "share"
_OF_ANOTHER = frozenset({"growth", "share"})
# The words before a whole's parts; after those of the second kind the parts are all there is.
_END = re.compile(r"[。；;\n]|\.(?!\d)")
_PARTS = re.compile(
    r"其中|包括|\bof (?:which|whom|them|these)\b|\bincluding\b"
    r"|(?P<all>由(?=[^，。]*[组构]成)|分别[为是]|\b(?:made up|consisting|composed) of\b"
    r"|\bcomprising\b|\bsplit between\b)"
)
_TOTAL_BEFORE = re.compile(
    r"(?:合计|共计|总计|总共|\ba (?:combined )?total of\b|\btogether\b|\bcombined\b)[^,;，；。\d]{0,14}$"
)
_TOTAL_AFTER = re.compile(r"^[^,;，；。\d]{0,14}(?:\bin (?:total|all)\b|\baltogether\b|\bcombined\b)")
_BY = re.compile(
    r"(?:\bby|\b(?:rise|increase|gain|fall|drop|cut|decline|reduction|jump) of"
    r"|(?:增加|减少|上涨|下降|增长|下跌|净增|上调|下调)了?)"
    r"(?: (?:about|some|nearly|almost|around|roughly))?[约近]?\s*$"
)
_TO = re.compile(r"(?:\bto\b|[至到为])[^,;，；。\d]{0,8}$")
_OF_WHOLE = re.compile(r"占|比重|\b(?:make|makes|made|making) up\b|\baccount(?:s|ed|ing)? for\b|\bshare of\b")
_OF_WHICH = re.compile(r"其中|\bof (?:which|whom|them|these|those)\b", re.IGNORECASE)
_NEAR = 12
_PLACEABLE = 0.6
_MOST_PARTS = 64
"""A sum of more parts is none a reader checks; it also keeps a source of thousands of like sentences cheap."""


class _Placed(NamedTuple):
    """A claim and where its figure stands in its sentence."""

    claim: Profile
    start: int
    end: int


def off_totals(claims: Sequence[Profile]) -> Iterator[Pair]:
    """Contradictions by addition within the sentences of one article; every pair's ``why`` has the sum written out."""
    sentences: dict[str, list[_Placed]] = defaultdict(list)
    for claim in claims:
        start, end = figure_place(claim.record, claim.sentence_text)
        if start < end:
            sentences[claim.sentence_text].append(_Placed(claim, start, end))
    for text, placed in sentences.items():
        placed.sort(key=lambda item: item.start)
        levels = [item for item in placed if _is_level(item.claim)]
        if len(levels) >= 2:
            yield from _parts(text, levels)
        if len(levels) >= 3:
            yield from _total(text, levels)
        if len(placed) >= 3:
            yield from _change(text, [item for item in placed if item.claim.amount.dimension not in _NO_ABSOLUTES])
    yield from _shares_over_hundred(claims)


def _is_level(claim: Profile) -> bool:
    return claim.amount.dimension not in _NO_ABSOLUTES and not claim.change and claim.amount.middle > 0


def _parts(text: str, levels: Sequence[_Placed]) -> Iterator[Pair]:
    """ "17,514 restaurants, of which 12,640 …": no part, nor several of one kind together, exceed the whole."""
    markers = list(_PARTS.finditer(text))
    before = [
        item.claim
        for item in levels
        if markers and item.end <= markers[0].start() and not _END.search(text, item.end, markers[0].start())
    ]
    if len(markers) != 1 or not before:
        return
    whole = before[-1]
    stop = _END.search(text, markers[0].end())
    after = [i for i in levels if markers[0].end() <= i.start < (stop.start() if stop else len(text))]
    parts = [item.claim for item in after[:1] if item.start - markers[0].end() <= _NEAR]
    for part in parts:
        if not _same_kind(whole, part):
            continue
        if _least(part) > _most(whole) * (1 + _MARGIN):
            words = f"{shown(part)} is more than {shown(whole)}, of which it is said to be a part"
            yield Pair(whole.id, part.id, "contradiction", _SCORE, (words,))
            return
    alike = [item.claim for item in after if _same_kind(whole, item.claim)]
    # Parts merely listed may overlap (49 countries, 39 of one kind and 22 of another), sums of money don't.
    everything = bool(markers[0]["all"])
    if not 2 <= len(alike) <= _MOST_PARTS or not (everything or whole.amount.dimension.startswith("money:")):
        return
    low, high = sum(map(_least, alike)), sum(map(_most, alike))
    over = low > _most(whole) * (1 + _MARGIN)
    under = everything and high < _least(whole) * (1 - _MARGIN) and high > _PLACEABLE * _least(whole)
    if over or under:
        yield from _off(whole, alike, "more than" if over else "less than")


def _may_be_part(whole: Profile, part: Profile) -> bool:
    return (
        part.amount.dimension == whole.amount.dimension
        and part.modality == whole.modality
        and part.record.per == whole.record.per
        and period_relation(whole.period, part.period) != "other"
        and not other_quantity(whole, part)
    )


def _same_kind(whole: Profile, part: Profile) -> bool:
    return _may_be_part(whole, part) and part.record.unit == whole.record.unit


def _total(text: str, levels: Sequence[_Placed]) -> Iterator[Pair]:
    """ "300 and 400, a total of 800": a total after two figures or more of other subjects."""
    for number, item in enumerate(levels):
        earlier = levels[number - 1].end if number else 0
        later = levels[number + 1].start if number + 1 < len(levels) else len(text)
        named = _TOTAL_BEFORE.search(text[earlier : item.start]) or _TOTAL_AFTER.search(text[item.end : later])
        if not named:
            continue
        whole = item.claim
        near = levels[max(0, number - _MOST_PARTS) : number]
        parts = [other.claim for other in near if _same_kind(whole, other.claim)]
        subjects = {part.subject_text for part in parts} | {whole.subject_text}
        if len(parts) < 2 or len(subjects) < len(parts) or any(part.origin for part in parts):
            continue
        low, high = sum(map(_least, parts)), sum(map(_most, parts))
        over, under = low > _most(whole) * (1 + _MARGIN), high < _least(whole) * (1 - _MARGIN)
        if (over or under) and _PLACEABLE <= high / _most(whole) <= 1 / _PLACEABLE:
            yield from _off(whole, parts, "more than" if over else "less than")


def _off(whole: Profile, parts: Sequence[Profile], how: str) -> Iterator[Pair]:
    added = sum(part.amount.middle for part in parts)
    words = f"{' + '.join(map(shown, parts))} = {added:,.10g}, {how} the {shown(whole)} stated for the whole"
    for part in parts:
        yield Pair(whole.id, part.id, "contradiction", _SCORE, (words,))


def _change(text: str, placed: Sequence[_Placed]) -> Iterator[Pair]:
    """ "Rose by 12,000, from 50,000 to 70,000": the change against its two ends."""
    origins = [item.claim for item in placed if item.claim.origin]
    changes = [item.claim for item in placed if _BY.search(text[: item.start])]
    ends = [item.claim for item in placed if _TO.search(text[: item.start]) and not item.claim.origin]
    by = {id(claim) for claim in changes}
    ends = [claim for claim in ends if id(claim) not in by]
    if not (len(origins) == len(changes) == len(ends) == 1):
        return
    start, change, end = origins[0], changes[0], ends[0]
    if not start.amount.dimension == change.amount.dimension == end.amount.dimension or other_quantity(start, end):
        return
    gaps = (_least(end) - _most(start), _most(end) - _least(start))
    low, high = (gaps[0], gaps[1]) if end.amount.middle >= start.amount.middle else (-gaps[1], -gaps[0])
    if low <= _most(change) * (1 + _MARGIN) and high >= _least(change) * (1 - _MARGIN):
        return
    gap = abs(end.amount.middle - start.amount.middle)
    words = f"from {shown(start)} to {shown(end)} is a change of {gap:,.10g}"
    for absolute, third in ((end, start), (start, end)):
        why = (words, f"stated {shown(change)}", f"with claim {third.id}: {shown(third)}")
        yield Pair(change.id, absolute.id, "contradiction", _SCORE, why)


def _shares_over_hundred(claims: Iterable[Profile]) -> Iterator[Pair]:
    """Shares of one whole, in one sentence and period, that add up to more than it."""
    groups: dict[tuple[str, str, str, int], list[Profile]] = defaultdict(list)
    for claim in claims:
        if claim.amount.dimension == "%" and not claim.change:
            label = claim.period.label if claim.period else ""
            whole = _which_whole(claim)
            groups[claim.sentence_text, claim.metric_text, label, whole].append(claim)
    for (sentence, *_), shares in groups.items():
        named = all(_SHARE in claim.metric.metrics for claim in shares)
        if not named and (len(shares) < 3 or not _OF_WHOLE.search(sentence)):
            continue
        subjects = {claim.subject_text for claim in shares}
        total = sum(claim.amount.low for claim in shares)
        if (
            not 2 <= len(shares) <= _MOST_PARTS
            or len(subjects) < len(shares)
            or "" in subjects
            or total <= 100 + _MARGIN_POINTS
        ):
            continue
        stated = sum(claim.amount.middle for claim in shares)
        words = f"{' + '.join(map(shown, shares))} = {stated:g} %, more than the whole"
        for claim in shares[1:]:
            yield Pair(shares[0].id, claim.id, "contradiction", _SCORE, (words,))


def _which_whole(claim: Profile) -> int:
    """How many "of which" stand before a share: each one makes what was named before it the whole."""
    start, _ = figure_place(claim.record, claim.sentence_text)
    return sum(1 for _ in _OF_WHICH.finditer(claim.sentence_text, 0, start))


def _least(claim: Profile) -> float:
    return max(0.0, claim.amount.low)


def _most(claim: Profile) -> float:
    """The most a figure can be: without end after "more than"."""
    return max(claim.amount.high, claim.amount.ceiling)


def other_quantity(a: Profile, b: Profile) -> bool:
    """Whether two claims measure different things: profit and revenue, new and existing homes."""
    metrics_a, metrics_b = _measured(a), _measured(b)
    return bool(metrics_a and metrics_b and not metrics_a & metrics_b) or excluding(a, b)


def _measured(claim: Profile) -> frozenset[str]:
    """The metrics a claim names, "growth" aside, which is of some other."""
    return (claim.metric.metrics - _OF_ANOTHER) or (claim.topic - _OF_ANOTHER if claim.change else frozenset())


def shown(claim: Profile) -> str:
    """A figure as written; from its value and unit where that is unknown."""
    record = claim.record
    if isinstance(record.figure, str) and record.figure:
        return record.figure
    return f"{claim.amount.middle:,.10g} {record.unit or ''}".strip()
