"""Parts and their whole: a part larger than it, parts that are said to be all, a restated total.

Every figure stands for the interval its rounding and its comparator allow; only intervals apart are reported, and only
where the words say that the figures belong to one sum.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from factcheck.matching.parting import leave_out, parted_alike
from factcheck.matching.periods import relation as period_relation
from factcheck.matching.profile import Profile
from factcheck.matching.scoring import Pair
from factcheck.matching.told import Placed, Told, in_unit_of, is_level, other_quantity, shown
from factcheck.matching.wording import quarters, wording

_MARGIN = 0.005
_SCORE = 0.8
# The words before a whole's parts; after those of the second kind the parts are all there is.
_END = re.compile(r"[。；;\n]|\.(?!\d)")
_PARTS = wording(
    r"<of_which>|<some_parts>|(?P<all><all_parts>|(?<=[^\d，。；,;:：])[:：](?= ?[^，。；,;:：\d]{0,24}\d))"
)
_OF_THE = wording("(?:^|[,;] )<of_the> $")
_TOTAL_BEFORE = wording(r"<total_before>[^,;，；。\d]{0,14}$")
_TOTAL_AFTER = wording(r"^[^,;，；。\d]{0,14}<total_after>")
_ORIGIN = wording("<origin>$")
_OPENER = wording(r"^(?:<total_openers>)[^,;，；。0-9]{0,24}[,，]?[^,;，；。0-9]{0,24}$")
_FOR_THE = wording(r"^<over_a_year><the_total>[^,;0-9]{0,20}$")
_REST = wording(r"<rest>")
_OVERLAPPING = wording(r"<overlapping>")
# "from insurers", 从保险公司募得; then ", for a total of", ，合计
_SOURCE = wording("<source>")
_SOURCE_ZH = wording("<source_zh>$")
_ALL_THESE = wording("<all_these>$")
_ALTOGETHER = wording(r"[^,;，；。.0-9]{0,44}[,，] ?<altogether>")
_INTRODUCED = re.compile(r"[^,;.，。；()（）%]{0,24}[:：]")
_LISTED = wording("<listed>")
_KINDS_FOLLOW = wording("<kinds_follow>")
_LAST = wording(r"<member>|[^，。；：\da-z]{0,6}")
_NEAR = 12
_BEFORE = 32
_PLACEABLE = 0.6
_PLACEABLE_AFTER = 0.7
_MOST_PARTS = 64
"""A sum of more parts is none a reader checks; it also keeps a source of thousands of like sentences cheap."""


def off_totals(told: Sequence[Told]) -> Iterator[Pair]:
    """Contradictions by addition, within a sentence and from one to the next; ``why`` has the sum written out."""
    for number, sentence in enumerate(told):
        levels = [item for item in sentence.figures if is_level(item.claim)]
        found: list[Pair] = []
        if len(levels) >= 2:
            found = list(_parts(sentence.text, levels))
        if len(levels) >= 3 and not found:
            found = list(_kinds_after(sentence.text, levels))
        if len(levels) >= 3 and not found:
            found = list(_total(sentence.text, levels))
        if number and levels and not found and sentence.follows(told[number - 1]):
            found = list(_restated(told[number - 1], sentence, levels))
        yield from found


def _parts(text: str, levels: Sequence[Placed]) -> Iterator[Pair]:
    """ "17,514 restaurants, of which 12,640 …": no part, nor several of one kind together, exceed the whole."""
    if _OF_THE.search(text[: levels[0].start]):
        whole, begin = levels[0].claim, levels[0].end
        everything = listed = False
    else:
        markers = list(_PARTS.finditer(text))
        if len(markers) > 1:
            markers = [marker for marker in markers if marker[0] not in ":："]
        before = [
            item.claim
            for item in levels
            if markers and item.end <= markers[0].start() and not _END.search(text, item.end, markers[0].start())
        ]
        if len(markers) != 1 or not before:
            return
        whole, begin = before[-1], markers[0].end()
        everything = bool(markers[0]["all"])
        listed = markers[0][0] in ":："
        if listed and not _INTRODUCED.fullmatch(text, levels[len(before) - 1].end, begin):
            return
    stop = _END.search(text, begin)
    after = [i for i in levels if begin <= i.start < (stop.start() if stop else len(text)) and i.claim is not whole]
    for item in after[: not listed]:
        if item.start - begin <= _NEAR and _same_kind(whole, item.claim) and _least(item.claim) > _over(whole):
            words = f"{shown(item.claim)} is more than {shown(whole)}, of which it is said to be a part"
            yield Pair(whole.id, item.claim.id, "contradiction", _SCORE, (words,))
            return
    if listed and not _is_list(text, begin, after, stop.start() if stop else len(text)):
        return
    if leave_out(text, after):
        alike = [item for item in after if _countable(whole, item.claim)]
    else:
        alike = [item for item in after if (_may_be_part if listed else _same_kind)(whole, item.claim)]
    named = [_quarters(text, levels, item) for item in alike]
    if sum(map(len, named)) > len(frozenset().union(*named)):
        # the third quarter is in the second half already
        return
    # Parts merely listed may overlap (49 countries, 39 of one kind and 22 of another), sums of money don't,
    # unless one is told by place and the other by product.
    money = whole.amount.dimension.startswith("money:")
    disjoint = everything or (money and parted_alike(text, begin, alike)) or leave_out(text, alike)
    if not 2 <= len(alike) <= _MOST_PARTS or not disjoint:
        return
    yield from _compare(whole, [item.claim for item in alike], everything, _PLACEABLE)


def _kinds_after(text: str, levels: Sequence[Placed]) -> Iterator[Pair]:
    """会员8000人，男性5200人，女性3600人: kinds that leave each other out, told right after their whole."""
    whole, *parts = levels[:3]
    gaps = [text[one.end : other.start] for one, other in pairwise((whole, *parts))]
    said = whole.claim.chinese and all(map(_KINDS_FOLLOW.fullmatch, gaps))
    if said and leave_out(text, parts) and all(_same_kind(whole.claim, part.claim) for part in parts):
        yield from _compare(whole.claim, [part.claim for part in parts], False, _PLACEABLE)


def _is_list(text: str, begin: int, after: Sequence[Placed], stop: int) -> bool:
    """Whether what follows a colon is a list of parts and nothing else: "50 tankers and 30 ferries"."""
    if len(after) < 2 or _OVERLAPPING.search(text, begin, stop) or _REST.search(text, 0, stop):
        return False
    gaps = pairwise(after)
    said = all(_LISTED.fullmatch(text[one.end : other.start]) for one, other in gaps)
    return said and _LAST.fullmatch(text, after[-1].end, stop) is not None


def _may_be_part(whole: Profile, part: Profile) -> bool:
    return _countable(whole, part) and not other_quantity(whole, part)


def _countable(whole: Profile, part: Profile) -> bool:
    return (
        part.amount.dimension == whole.amount.dimension
        and part.modality == whole.modality
        and part.record.per == whole.record.per
        and period_relation(whole.period, part.period) != "other"
    )


def _same_kind(whole: Profile, part: Profile) -> bool:
    return _may_be_part(whole, part) and part.record.unit == whole.record.unit


def _total(text: str, levels: Sequence[Placed]) -> Iterator[Pair]:
    """ "300 and 400, a total of 800": a total after two figures or more of other subjects."""
    marker = _PARTS.search(text)
    for number, item in enumerate(levels):
        earlier = levels[number - 1].end if number else 0
        later = levels[number + 1].start if number + 1 < len(levels) else len(text)
        named = _TOTAL_BEFORE.search(text[earlier : item.start]) or _TOTAL_AFTER.search(text[item.end : later])
        if not named or (marker and marker.start() < item.start):
            continue
        whole = item.claim
        near = [i for i in levels[max(0, number - _MOST_PARTS) : number] if _same_kind(whole, i.claim)]
        if len(near) < 2 or any(_ORIGIN.search(_before(text, part)) for part in near):
            continue
        parts = [part.claim for part in near]
        cover = _covers(text, levels, near, item)
        subjects = {part.subject_text for part in parts} | {whole.subject_text}
        if cover is False or (cover is None and len(subjects) < len(parts) and not _taken_in(text, near, item)):
            continue
        yield from _compare(whole, parts, True, _PLACEABLE)


def _taken_in(text: str, parts: Sequence[Placed], whole: Placed) -> bool:
    """Whether one subject's parts are told by where each came from, and the total right after them."""
    sources: list[str] = []
    stops = [part.start for part in parts[1:]] + [whole.start]
    begin = 0
    for part, stop in zip(parts, stops, strict=True):
        chinese = part.claim.chinese
        match = _SOURCE_ZH.search(text, begin, part.start) if chinese else _SOURCE.match(text, part.end, stop)
        if match is None:
            return False
        sources.append(match[2])
        begin = part.end
    between = text[parts[-1].end : whole.start]
    return len(set(sources)) == len(parts) and _ALTOGETHER.fullmatch(between) is not None


def _before(text: str, item: Placed) -> str:
    return text[max(0, item.start - _BEFORE) : item.start]


def _covers(text: str, levels: Sequence[Placed], parts: Sequence[Placed], whole: Placed) -> bool | None:
    """Whether parts told by quarter are those of the whole; None where none is told by quarter."""
    if not quarters(text):
        return None
    named = [_quarters(text, levels, part) for part in parts]
    if not any(named):
        return None
    return _fill(named, _quarters(text, levels, whole))


def _fill(parts: Sequence[frozenset[int]], whole: frozenset[int]) -> bool:
    return sum(map(len, parts)) == len(whole) and frozenset().union(*parts) == whole


def _quarters(text: str, levels: Sequence[Placed], item: Placed) -> frozenset[int]:
    """The quarters a figure is told of: they stand before it in Chinese, after it or first of all in English."""
    number = bisect_left(levels, item.start, key=lambda level: level.start)
    before = text[levels[number - 1].end if number else 0 : item.start]
    after = text[item.end : levels[number + 1].start if number + 1 < len(levels) else len(text)].rstrip(" .")
    if item.claim.chinese:
        return quarters(before)
    return quarters(after.split(" and ")[0]) or (quarters(before) if not number else frozenset())


def _restated(before: Told, sentence: Told, levels: Sequence[Placed]) -> Iterator[Pair]:
    """ "Acme sold 50 trucks in the north and 40 in the south. The company's total was 120." """
    whole = levels[0]
    head = sentence.text[: whole.start]
    counted = [item for item in sentence.figures if item.end <= whole.start]
    if len(levels) > 1 and whole.claim.amount.middle == levels[0].claim.amount.middle:
        # "In total the two plants made 600": the two are those told before
        head, whole, counted = _after_count(sentence, levels)
    if not (_OPENER.search(head) or _FOR_THE.search(head)) or len(counted) > 1:
        return
    parts = [item for item in before.figures if is_level(item.claim) and _same_kind(whole.claim, item.claim)]
    told = [item for item in before.figures if item.claim.amount.dimension == whole.claim.amount.dimension]
    if len(parts) < 2 or len(parts) < len(told) or (counted and counted[0].claim.amount.middle != len(parts)):
        return
    if _REST.search(before.text) or _REST.search(sentence.text) or _TOTAL_BEFORE.search(before.text[: parts[0].start]):
        return
    names = _names(whole.claim)
    if names and not any(names & _names(part.claim) for part in parts):
        return
    named = [_quarters(before.text, parts, part) for part in parts]
    if any(named):
        if not _fill(named, quarters(head)):
            return
    elif len({part.claim.record.as_of for part in parts} | {whole.claim.record.as_of}) > 1:
        return
    yield from _compare(whole.claim, [part.claim for part in parts], True, _PLACEABLE_AFTER)


def _names(claim: Profile) -> frozenset[str]:
    return claim.subject.names | frozenset(claim.proper.split())


def _after_count(sentence: Told, levels: Sequence[Placed]) -> tuple[str, Placed, list[Placed]]:
    first, second = levels[0], levels[1]
    if first.claim.amount.dimension == "count" and _ALL_THESE.search(sentence.text[: first.start]):
        head = sentence.text[: first.start] + sentence.text[first.end : second.start]
        return head, second, [first]
    return sentence.text[: first.start], first, []


def _compare(whole: Profile, parts: Sequence[Profile], everything: bool, placeable: float) -> Iterator[Pair]:
    """The parts against the whole: more than it, or less where they are all there is; nothing where they fit."""
    low, high = sum(map(_least, parts)), sum(map(_most, parts))
    over = low > _over(whole)
    under = everything and high < _least(whole) * (1 - _MARGIN)
    if not (over or under) or (everything and not placeable <= high / _most(whole) <= 1 / placeable):
        return
    added = sum(part.amount.middle for part in parts)
    how = "more than" if over else "less than"
    words = (
        f"{' + '.join(map(shown, parts))} = {in_unit_of(whole, added)}, {how} the {shown(whole)} stated for the whole"
    )
    for part in parts:
        yield Pair(whole.id, part.id, "contradiction", _SCORE, (words,))


def _over(whole: Profile) -> float:
    return _most(whole) * (1 + _MARGIN)


def _least(claim: Profile) -> float:
    return max(0.0, claim.amount.low)


def _most(claim: Profile) -> float:
    """The most a figure can be: without end after "more than"."""
    return max(claim.amount.high, claim.amount.ceiling)
