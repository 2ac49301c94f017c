"""A halving told in words alone against its two ends: "was halved, falling from $80 to $52", 价格腰斩，从80元降至52元.

"Doubled" and 翻番 are figures of their own and read in ``changes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.matching.profile import Profile
from factcheck.matching.scoring import Pair
from factcheck.matching.told import Told, ends, is_level, plain, shown
from factcheck.matching.wording import wording

_SCORE = 0.85
_AROUND = 0.06
"""How far from a half the quotient may lie: 0.44 to 0.56."""
_HALVED = wording("<halved>")
_HEDGE = wording(r"(?:(?P<more>\b<hedges_more> |<hedges_more_zh>)|(?P<nearly>\b<hedges_less> |<hedges_less_zh>))$")
_BEFORE = 16
_FROM = wording("^<halved_from>$")
_TO = wording("^<halved_then_to>$")
_TO_FIRST = wording("^<halved_to>$")
_FROM_SECOND = wording("^<halved_then_from>$")


def off_halvings(told: Sequence[Told]) -> Iterator[Pair]:
    """Pairs of the two ends of a change that is said to be a halving and is none."""
    for sentence in told:
        if len(sentence.figures) < 2:
            continue
        for match in _HALVED.finditer(sentence.text):
            place = next((n for n, item in enumerate(sentence.figures) if item.start >= match.end()), None)
            if place is None or place + 1 >= len(sentence.figures):
                continue
            one, two = sentence.figures[place], sentence.figures[place + 1]
            to_one, to_two = sentence.text[match.end() : one.start], sentence.after(place)
            if _FROM.match(to_one) and _TO.match(to_two):
                first, last = one.claim, two.claim
            elif _TO_FIRST.match(to_one) and _FROM_SECOND.match(to_two):
                first, last = two.claim, one.claim
            else:
                continue
            hedge = _HEDGE.search(sentence.text, max(0, match.start() - _BEFORE), match.start())
            more, nearly = bool(hedge and hedge["more"]), bool(hedge and hedge["nearly"])
            if _alike(first, last) and not _halves(first, last, more, nearly):
                quotient = last.amount.middle / first.amount.middle
                said = f"{hedge[0] if hedge else ''}{match[0]}"
                why = (f"{shown(last)} / {shown(first)} = {plain(round(quotient, 3))} times", f"stated {said}")
                yield Pair(last.id, first.id, "contradiction", _SCORE, why)


def _alike(first: Profile, last: Profile) -> bool:
    same = first.amount.dimension == last.amount.dimension and first.record.per == last.record.per
    return same and is_level(first) and is_level(last)


def _halves(first: Profile, last: Profile, more: bool, nearly: bool) -> bool:
    """Whether the quotient may be a half; less after "more than halved", more after "nearly halved"."""
    (low, high), (least, most) = ends(last), ends(first)
    smallest, largest = max(low, 0.0) / most, high / least if least > 0 else float("inf")
    least_wanted = 0.0 if more else 0.5 - _AROUND
    most_wanted = 0.5 + (_AROUND / 3 if more else 2 * _AROUND if nearly else _AROUND)
    return smallest <= most_wanted and largest >= least_wanted
