"""A share against its part and its whole: "300 of its 900 shops, or half of them", 营收50亿元，其中海外20亿元，占六成.

Only set phrases are read in which whole, part and share stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factcheck.matching.profile import Profile
from factcheck.matching.scoring import Pair
from factcheck.matching.told import Told, ends, is_level, shown
from factcheck.matching.wording import wording

_SCORE = 0.85
_MARGIN_POINTS = 1.0
_MARGIN_SHARE = 0.05
_PLACEABLE = 4
"""A share many times what the figures make is not theirs."""
_OF_WHICH = wording(r"^[^.;。；]{0,40}?<of_which>[^.;。；，,]{0,24}$")
_OR = wording(r"^<portion_before>$")
_OR_ZH = wording(r"^[^，。；0-9]{0,8}<portion_before>$")
_OF_THESE_ZH = wording(r"^<of_these_zh>$")
_DONE = wording(r"^<portion_after>")
_OF_WHOLE = wording("^<whole_before>$")
_OUT_OF = wording("^<whole_owner>$")
_THEN_OR = wording(r"^[a-z ]{0,40}<portion_before>$")
_OF_THE = wording("(?:^|[,;] )<of_the> $")
_OF_THE_THEN = wording(r"^[a-z ]{0,24}, <hedge>$")


class _Portion(NamedTuple):
    share: Profile
    part: Profile
    whole: Profile


def off_portions(told: Sequence[Told]) -> tuple[list[Pair], set[int]]:
    """Contradictions between a share and the two figures it is told with, and the ``id()`` of every share so read."""
    pairs: list[Pair] = []
    read: set[int] = set()
    for sentence in told:
        for found in _portions(sentence):
            if _fits(found):
                read.add(id(found.share))
                pairs.extend(_held(found))
    return pairs, read


def _portions(told: Told) -> Iterator[_Portion]:
    for number in range(len(told.figures) - 2):
        one, two, three = (item.claim for item in told.figures[number : number + 3])
        first, second, after = told.after(number), told.after(number + 1), told.after(number + 2)
        if _is_share(three) and _DONE.match(after):
            out_of_two = _OF_THE.search(told.before(number)) and _OF_THE_THEN.match(first)
            of_these = _OR_ZH.match(second) and _OF_THESE_ZH.match(first)
            if of_these or (_OR.match(second) and (_OF_WHICH.match(first) or out_of_two)):
                yield _Portion(three, two, one)
            elif _OUT_OF.match(first) and _THEN_OR.match(second):
                yield _Portion(three, one, two)
        elif _is_share(two) and _OR.match(first) and _OF_WHOLE.match(second):
            yield _Portion(two, one, three)


def _is_share(claim: Profile) -> bool:
    return claim.amount.dimension == "%" and not claim.change


def _fits(found: _Portion) -> bool:
    """Whether part and whole are amounts of one kind, one time and one certainty."""
    part, whole = found.part, found.whole
    return (
        is_level(part)
        and is_level(whole)
        and part.amount.dimension == whole.amount.dimension
        and part.record.per == whole.record.per
        and part.modality == whole.modality == found.share.modality
        and not (part.period and whole.period and part.period.label != whole.period.label)
    )


def _held(found: _Portion) -> Iterator[Pair]:
    (low, high), (least, most), (under, over) = map(ends, (found.part, found.whole, found.share))
    margin = max(_MARGIN_POINTS, _MARGIN_SHARE * found.share.amount.middle)
    smallest = 100 * max(low, 0.0) / most
    largest = 100 * high / least if least > 0 else float("inf")
    quotient = 100 * found.part.amount.middle / found.whole.amount.middle
    if smallest - margin <= over and under <= largest + margin:
        return
    if not 1 / _PLACEABLE <= quotient / max(found.share.amount.middle, 1e-9) <= _PLACEABLE:
        return
    words = f"{shown(found.part)} / {shown(found.whole)} = {quotient / 100:.3g}, that is {quotient:.3g} %"
    stated = f"stated {shown(found.share)}"
    for absolute, third in ((found.part, found.whole), (found.whole, found.part)):
        why = (words, stated, f"with claim {third.id}: {shown(third)}")
        yield Pair(found.share.id, absolute.id, "contradiction", _SCORE, why)
