"""So many times so much each, against the total: "40 beds at $500 each, a total of $25,000", 每台5000元，共计25万元.

Count, figure of each and total stand in one sentence in this order, the words between them are set phrases, and no
other count stands there. The count may be one that is no claim of its own; then its digits are read from the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factcheck.matching.profile import Profile
from factcheck.matching.scoring import Pair
from factcheck.matching.told import Told, ends, in_unit_of, is_level, shown
from factcheck.matching.wording import wording

_SCORE = 0.85
_MARGIN = 0.02
_PLACEABLE = 0.4
"""A total further from the product is of more than what was counted."""
_AT = wording(r"^[^,;:.]{0,60}? <each_before>$")
_OF = wording(r"^[^,;:.]{0,40}? <of_size>$")
_EACH_AFTER = wording(r"^<each_after>")
_EACH_OF = wording("<each_of>$")
_EACH_OF_THEN = wording(r"^[^,;:.]{0,40}$")
_TOTAL = wording(r"^(?:<each_after>)?,? <product_before>$")
_EACH_ZH = wording(r"<each_zh>[^，。；0-9]{0,8}?<hedges_zh>?$")
_TOTAL_ZH = wording(r"^[^，。；0-9]{0,4}[，,；;]<product_zh>[^，。；0-9]{0,8}?<hedges_zh>?$")
_RATE = wording(r"<rate_of_time>")
_COUNTED = wording("<counted_zh>")
_SIZES = {"": 1.0, "万": 1e4, "亿": 1e8}


class _Count(NamedTuple):
    """How many there are: the least and most, the number as written, and the claim where it is one."""

    low: float
    high: float
    written: str
    claim: Profile | None


def off_products(told: Sequence[Told]) -> Iterator[Pair]:
    """Contradictions between a total and the product it is told with."""
    for sentence in told:
        for place in range(len(sentence.figures) - 1):
            each, total = sentence.figures[place].claim, sentence.figures[place + 1].claim
            if not _alike(each, total):
                continue
            count = _count_zh(sentence, place) if each.chinese else _count_en(sentence, place)
            if count is not None and not _RATE.search(sentence.text[: sentence.figures[place + 1].end + 16]):
                yield from _held(count, each, total)


def _alike(each: Profile, total: Profile) -> bool:
    """Whether the one can be a multiple of the other: amounts of one kind, both certain, the total the larger."""
    return (
        is_level(each)
        and is_level(total)
        and each.amount.dimension == total.amount.dimension
        and each.modality == total.modality
        and not total.record.per
        and total.amount.middle > each.amount.middle
        and not (each.period and total.period and each.period.label != total.period.label)
    )


def _count_en(sentence: Told, place: int) -> _Count | None:
    if not _TOTAL.match(sentence.after(place)):
        return None
    counts = [n for n, item in enumerate(sentence.figures[:place]) if item.claim.amount.dimension == "count"]
    if counts != [place - 1]:
        return None
    between = sentence.after(place - 1)
    each_of = _EACH_OF.search(sentence.before(place - 1)) and _EACH_OF_THEN.match(between)
    of_size = _OF.match(between) and _EACH_AFTER.match(sentence.after(place))
    if not (each_of or of_size or _AT.match(between)):
        return None
    return _of_claim(sentence.figures[place - 1].claim)


def _count_zh(sentence: Told, place: int) -> _Count | None:
    item = sentence.figures[place]
    if not _TOTAL_ZH.match(sentence.after(place)) or not _EACH_ZH.search(sentence.before(place)):
        return None
    counted = list(_COUNTED.finditer(sentence.text, 0, item.start))
    others = [other for other in sentence.figures[:place] if other.claim.amount.dimension == "count"]
    if len(counted) != 1 or len(others) > 1:
        return None
    if others:
        return _of_claim(others[0].claim)
    match = counted[0]
    number = float(match["number"].replace(",", "")) * _SIZES[match["size"]]
    wide = 0.1 if match["about"] or match["more"] else 0.0
    return _Count(number * (1 - wide), number * (1 + wide), match["number"] + match["size"], None)


def _of_claim(claim: Profile) -> _Count | None:
    low, high = ends(claim)
    return _Count(low, high, shown(claim), claim) if claim.amount.middle > 1 and not claim.change else None


def _held(count: _Count, each: Profile, total: Profile) -> Iterator[Pair]:
    (low, high), (least, most) = ends(each), ends(total)
    product = (count.low + count.high) / 2 * each.amount.middle
    if count.low * low * (1 - _MARGIN) <= most and least <= count.high * high * (1 + _MARGIN):
        return
    if not _PLACEABLE <= product / total.amount.middle <= 1 / _PLACEABLE:
        return
    words = f"{count.written} × {shown(each)} = {in_unit_of(total, product)}"
    stated = f"stated {shown(total)}"
    others = [each] if count.claim is None else [each, count.claim]
    for one in others:
        third = [f"with claim {other.id}: {shown(other)}" for other in others if other is not one]
        yield Pair(total.id, one.id, "contradiction", _SCORE, (words, stated, *third))
