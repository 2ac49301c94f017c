"""A stated change against its two ends: "from 40 to 50, up 20 %", and the same told in the sentence after.

Only set phrases are read, in which nothing but the two figures can be meant: what stands between the figures is matched
whole. Claims read here are not looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factcheck.matching.profile import Profile
from factcheck.matching.scoring import Pair
from factcheck.matching.told import NO_ABSOLUTES, Told, ends, other_quantity, plain, shown
from factcheck.matching.wording import wording, words_of

_MARGIN = 0.005
_MARGIN_SHARE = 0.05
_MARGIN_POINTS = 1.0
_SCORE = 0.9
_FROM_BEFORE = wording("<from_before>$")
_TO_AFTER = wording("<to_after>")
_SO_MUCH = wording("<so_much>")
_BARE = wording("<bare_change>$")
_NOUN_AFTER = wording(r"^ <change_told_after>\b")
_OR = wording(r"<or>\s*$")
_ENDS_HERE = re.compile(r"^(?:[,.;:!?)），。；！？、]|$)")
_VERB_BEFORE = wording("<verb_before>$")
_THEN_FROM = wording("<then_from>")
_THEN_TO = wording("<then_to>")
_TO_BEFORE = wording("<to_before>$")
_BACK_FROM = wording("<back_from>")
_UP_FROM = wording("<up_from>")
_FROM_AFTER = wording("<from_after>")
_THAN_ZH = wording("<than_zh>")
_SO_MUCH_ZH = wording("<so_much_zh>")
_YEAR_BEFORE_ZH = wording("<year_before_zh>")
_ON_YEAR_ZH = wording("<on_year_zh>")
_LED_ZH = wording("<led_zh>")
_IS_ZH = wording("<is_zh>")
_TIMES_ZH = wording("<times_zh>")
_TIMES = wording("<times>")
_TIMES_AFTER = wording("<times_after>")
_RATE_OF_TIME = wording("<averages>|<on_earlier>")
_MOVE = wording("<change_verbs_en>|<change_nouns_en>")
_MORE = wording("^ <more_or_less> ")
_JOINED = wording(r"<change_verbs_en>|<change_nouns_en>|<change_words_zh>|<change_rates_zh>|<or>")
_ANOTHER_TIME = wording(r"^ ?(?:[a-z]+ )?<to_another_time>\b")
_SAID = wording("^(?: <more_or_less>)?(?:[,.;!?，。；！]|$)")
_ANAPHOR = wording("<anaphors>")
_EARLIER_THEN = words_of("earlier_then")
_AGAINST = wording("<against>")


class Ends(NamedTuple):
    """Where a change began and where it led."""

    first: Profile
    last: Profile


def off_changes(told: Sequence[Told]) -> tuple[list[Pair], set[int]]:
    """Contradictions between changes and their ends, and the ``id()`` of every claim that was read as such a change."""
    pairs: list[Pair] = []
    read: set[int] = set()
    for number, sentence in enumerate(told):
        found = [*_in_sentence(sentence), *_after(told, number)]
        for change, two in found:
            if id(change) in read or other_quantity(two.first, two.last):
                continue
            read.add(id(change))
            pairs.extend(against(change, two))
    return pairs, read


def _in_sentence(told: Told) -> Iterator[tuple[Profile, Ends]]:
    """Changes and their ends among three figures of a sentence that stand side by side."""
    for number in range(len(told.figures) - 2):
        one, two, three = (item.claim for item in told.figures[number : number + 3])
        before, after = told.before(number), told.after(number + 2)
        first, second = told.after(number), told.after(number + 1)
        if _alike(one, two) and _is_change(three, one) and not _of_time(second, after):
            if _FROM_BEFORE.search(before) and _TO_AFTER.fullmatch(first) and _led_to(second, after):
                yield three, Ends(one, two)
            back = _TO_BEFORE.search(before) and _BACK_FROM.fullmatch(first) and _led_to(second, after)
            times = _is_multiple(three) and _IS_ZH.fullmatch(first) and _TIMES_ZH.fullmatch(second)
            than = _THAN_ZH.fullmatch(first) and _SO_MUCH_ZH.fullmatch(second)
            if back or than or (times and _SAID.match(after)):
                yield three, Ends(two, one)
        last_year = _YEAR_BEFORE_ZH.fullmatch(first) and _ON_YEAR_ZH.fullmatch(second)
        if last_year and _alike(one, two) and _is_change(three, one):
            yield three, Ends(two, one)
        led = not first and _LED_ZH.fullmatch(second) and _FROM_BEFORE.search(before)
        if led and _alike(one, three) and _is_multiple(two):
            yield two, Ends(one, three)
        moved = _VERB_BEFORE.search(before) or (_is_multiple(one) and one.change)
        if _alike(two, three) and _is_change(one, two) and moved and not _of_time(before, first):
            if _THEN_FROM.fullmatch(first) and _TO_AFTER.fullmatch(second):
                yield one, Ends(two, three)
            elif _THEN_TO.fullmatch(first) and _BACK_FROM.fullmatch(second):
                yield one, Ends(three, two)
        if _alike(one, three) and _is_change(two, one) and not _of_time(first, second):
            up = _UP_FROM.fullmatch(first) and _FROM_AFTER.fullmatch(second) and _moves(first, second)
            if up or (_is_multiple(two) and _TIMES.fullmatch(first) and _TIMES_AFTER.fullmatch(second)):
                yield two, Ends(three, one)


def _is_multiple(claim: Profile) -> bool:
    return claim.amount.dimension == "x" or claim.record.kind == "fraction"


def _moves(first: str, second: str) -> bool:
    """Whether "up … from" or "… more than" is said: "50, 20 % from 40" alone may be anything."""
    return bool(_MOVE.search(first) or _MORE.match(second))


def _led_to(between: str, after: str) -> bool:
    """Whether the words between the later end and the change join them: ", up", ", a rise of", "，增长"."""
    if not _SO_MUCH.fullmatch(between):
        return False
    if _ANOTHER_TIME.match(after):
        return False
    if _BARE.search(between):
        return bool(_NOUN_AFTER.match(after) or (_OR.search(between) and _ENDS_HERE.match(after)))
    return _JOINED.search(between) is not None


def _of_time(before: str, after: str) -> bool:
    """Whether the words around a change make it one a year, or one against the year before."""
    return bool(_RATE_OF_TIME.search(before[-24:]) or _RATE_OF_TIME.search(after[:16]))


def _after(told: Sequence[Told], number: int) -> Iterator[tuple[Profile, Ends]]:
    """ "Sales were 50, against 40 a year earlier. That is a rise of 20 %." """
    sentence = told[number]
    if not number or not sentence.follows(told[number - 1]):
        return
    change = sentence.figures[0]
    if not _ANAPHOR.fullmatch(sentence.text[: change.start]) or not _SAID.match(sentence.after(0)):
        return
    levels = [i.claim for i in told[number - 1].figures if _is_change(change.claim, i.claim)]
    if len(levels) == 1 and number > 1 and told[number - 1].follows(told[number - 2]):
        levels = [i.claim for i in told[number - 2].figures if _is_change(change.claim, i.claim)] + levels
    if len(levels) == 2 and _alike(*levels):
        two = _in_time(told[number - 1].text, *levels)
        if two:
            yield change.claim, two


def _in_time(text: str, one: Profile, other: Profile) -> Ends | None:
    """Two figures as earlier and later, by their periods or the words that tell which was before."""
    if one.period and other.period and one.period.first is not None and other.period.first is not None:
        if one.period.length != other.period.length or one.period.first == other.period.first:
            return None
        return Ends(one, other) if one.period.first < other.period.first else Ends(other, one)
    if one.period and other.period:
        return None
    when = [_EARLIER_THEN.index(c.record.as_of) if c.record.as_of in _EARLIER_THEN else -1 for c in (one, other)]
    if min(when) >= 0 and when[0] != when[1]:
        return Ends(one, other) if when[0] < when[1] else Ends(other, one)
    if one.sentence_text == other.sentence_text and other.origin and not one.origin and _AGAINST.search(text):
        return Ends(other, one)
    if one.sentence_text == other.sentence_text and one.origin and not other.origin:
        return Ends(one, other)
    return None


def _alike(one: Profile, other: Profile) -> bool:
    """Whether two figures can be the ends of one change."""
    return (
        one.amount.dimension == other.amount.dimension
        and one.amount.middle > 0
        and other.amount.middle > 0
        and (one.record.per == other.record.per or not one.record.per or not other.record.per)
        and (
            one.record.unit == other.record.unit
            or one.amount.dimension != "count"
            or not one.record.unit
            or not other.record.unit
        )
    )


def _is_change(change: Profile, end: Profile) -> bool:
    """Whether a figure can be the change of one like ``end``."""
    if end.amount.dimension in ("pp", "x") or (end.amount.dimension == "%" and end.record.kind == "fraction"):
        return False
    if change.amount.dimension in NO_ABSOLUTES:
        return change.amount.dimension != "pp" or end.amount.dimension == "%"
    return _points(change, end) or change.amount.dimension == end.amount.dimension


def _points(change: Profile, end: Profile) -> bool:
    return end.amount.dimension == "%" and change.record.unit == "points"


def against(change: Profile, two: Ends, way: int = 0) -> Iterator[Pair]:
    """The pairs of a change, or a comparison, with its two figures where the sum is off; nothing where it comes out.

    ``way`` is 1 where ``two.last`` is said to be more, -1 for less, 0 where that is not looked at.
    """
    low, high = _stated(change, two.first)
    if any(least - margin <= high and low <= most + margin for least, most, margin in _readings(change, two, way)):
        return
    first, last = two.first.amount.middle, two.last.amount.middle
    gap = abs(last - first)
    if change.amount.dimension == "x":
        words = f"{shown(two.last)} / {shown(two.first)} = {last / first:.3g} times"
    elif change.amount.dimension == "%" and two.first.amount.dimension != "%":
        more = "more" if last > first else "less"
        words = f"{shown(two.last)} / {shown(two.first)} = {last / first:.3g}, that is {100 * gap / first:.3g} % {more}"
    else:
        words = f"from {shown(two.first)} to {shown(two.last)} is a change of {plain(gap)}"
    stated = f"stated {shown(change)}" + (f" {change.direction}" if change.direction else "")
    for absolute, third in ((two.last, two.first), (two.first, two.last)):
        why = (words, stated, f"with claim {third.id}: {shown(third)}")
        yield Pair(change.id, absolute.id, "contradiction", _SCORE, why)


def _stated(change: Profile, end: Profile) -> tuple[float, float]:
    """The change's own interval; points of an index of shares are percentage points."""
    low, high = ends(change)
    value = change.record.value
    if _points(change, end) and isinstance(value, float) and change.amount.middle:
        factor = value / change.amount.middle
        return low * factor, high * factor
    return low, high


def _readings(change: Profile, two: Ends, way: int) -> Iterator[tuple[float, float, float]]:
    """What the change may be by its ends: least, most and the margin, for every way it can be meant."""
    (low, high), (least, most) = ends(two.last), ends(two.first)
    quotient = (low / most if most else 0.0, high / least if least else float("inf"))
    stated = abs(change.amount.middle)
    up = two.last.amount.middle >= two.first.amount.middle if not way else way > 0
    if change.amount.dimension == "x":
        margin = _MARGIN_SHARE * stated
        yield quotient[0], quotient[1], margin
        if change.change and not way:
            yield quotient[0] - 1, quotient[1] - 1, margin
        return
    if change.amount.dimension == "%":
        margin = max(_MARGIN_POINTS, _MARGIN_SHARE * stated)
        grown = (100 * (quotient[0] - 1), 100 * (quotient[1] - 1))
        yield (*grown, margin) if up else (-grown[1], -grown[0], margin)
        if change.record.kind == "fraction" and not way:
            yield 100 * quotient[0], 100 * quotient[1], margin
    if two.first.amount.dimension == "%" or change.amount.dimension not in NO_ABSOLUTES:
        yield *((low - most, high - least) if up else (least - high, most - low)), _MARGIN * stated
