"""Reads the number after a range word and decides: one range, a change from one figure to another, or two figures."""

from __future__ import annotations

import re
from typing import Final

from factcheck.extraction.figures import exclusions, ranges
from factcheck.extraction.figures.attach import is_chinese, number_at, sign_and_currency
from factcheck.extraction.figures.digits import VULGAR_CHARACTERS
from factcheck.extraction.figures.numerals_zh import ALL
from factcheck.extraction.figures.quantity_en import attach_english
from factcheck.extraction.figures.quantity_zh import attach_chinese
from factcheck.extraction.figures.reading import Reading, Scene
from factcheck.extraction.patterns import pattern

_DASHES: Final = frozenset("-－–—")
_CONNECTOR_SECOND: Final = frozenset("-－–—―~～∼〜至到和与及或tauoTAUO")
_CONNECTOR_STARTS: Final = frozenset(" -－–—―~～∼〜至到和与及或、/\u00a0")


_WIDEST: Final = 5
"""How many times the lower end the upper end of a range after "by" may be."""
_BY: Final = pattern(
    r"(?:^|[^A-Za-z])(?:by|up|down|rose|fell|gain(?:ed|s)?|lost|loses|added|adds|drop(?:ped|s)?"
    r"|climb(?:ed|s)?|jump(?:ed|s)?|slid|slipped|rises|falls|shed"
    r"|tumbled|surged|soared|plunged|increased|decreased|declined|advanced) (?:about |nearly |over |some |another )?$"
)


def _by_to(text: str, first: Reading, second: Reading, floor: int) -> bool:
    """ "increased by $43.6 billion to $419.2 billion": the change and the level it led to."""
    return first.factor != second.factor or _BY.search(text, max(floor, first.start - 24), first.start) is not None


def with_range(scene: Scene, first: Reading, floor: int, *, attached: bool = True) -> Reading | None:
    """``first`` with the number after a range word, or ``first`` alone (None where it is no figure by itself).

    ``attached``: ``first`` is a figure by what follows it; else only a range can make it one.
    """
    text = scene.text
    alone = first if attached else None
    at = first.end if attached else first.number.end
    following = text[at : at + 1]
    if following not in _CONNECTOR_STARTS or (following == " " and text[at + 1 : at + 2] not in _CONNECTOR_SECOND):
        return alone
    match = ranges.CONNECTOR.match(text, at)
    if match is None or (first.number.high is not None and first.number.vague):
        return alone
    if match.group("and") and not ranges.is_between(text, first.start, floor):
        return alone
    inner = ranges.HEDGE_INSIDE.match(text, match.end()) if match.group("and") else None
    second = _second(scene, first, inner.end() if inner is not None else match.end())
    if second is None:
        return alone
    measured = first.own_unit and attached
    if measured and first.kind == "age" and not second.own_unit:
        second.kind, second.unit, second.own_unit = "age", first.unit, True
    if _apart(text, first, second, match, floor, measured):
        return alone
    if not match.group("and") and ranges.is_change(text, first.start, floor):
        return _change(scene, first, second)
    _share(first, second, measured)
    joined = ranges.joined(first, second)
    return joined if joined is not None else alone


def _apart(text: str, first: Reading, second: Reading, match: re.Match[str], floor: int, measured: bool) -> bool:
    """Whether the two stand side by side without being a range: 4GB or 8GB, a score, a year, a change and a level."""
    if first.number.fraction and not second.number.fraction and second.number.value > 2:
        return True  # "fell a quarter to 3 million"
    if match.group("up") and exclusions.looks_like_year(text, second.number.start, second.number.end):
        return True  # "$2.90 through 2026"
    if second.tentative and not second.number.plain:
        return True
    if match.group("or"):
        return measured or first.number.own_scale
    if match.group("slash"):
        return measured or not second.own_unit or not (first.number.plain and second.number.plain)
    word = match.group().strip()
    if word == "to" and not first.number.plain and text[max(floor, first.start - 3) : first.start] == "by ":
        wide = not first.number.value < second.number.value < _WIDEST * first.number.value
        if wide:
            return True  # "shrinks by 15,800 to 7.39m": the change and the level it led to
    if measured:
        levels = first.kind == "money" or first.unit == "points"
        return levels and word == "to" and _by_to(text, first, second, floor)
    if first.number.plain and exclusions.looks_like_year(text, first.number.start, first.number.end):
        return not second.own_unit or second.number.own_scale
    if second.own_unit:
        return False
    if (first.kind or second.kind) is None:
        return True
    return word in _DASHES and not (first.number.own_scale or second.number.own_scale)


def _share(first: Reading, second: Reading, measured: bool) -> None:
    """Lets the two ends of a range lend each other what only one of them says."""
    if not measured:
        first.end, first.outer_end = first.number.end, -1
        ranges.hand_on(first, second)
    elif not second.own_unit and first.prefixed:
        second.kind, second.unit, second.factor = first.kind, first.unit, first.factor
        ranges.carry_scale(first.number, second.number)
    elif first.number.scale == 1 and (first.prefixed or first.kind == second.kind == "count"):
        ranges.carry_scale(first.number, second.number)


def _second(scene: Scene, first: Reading, begin: int) -> Reading | None:
    """The reading that begins at ``begin`` (a sign or a currency may come first)."""
    text = scene.text
    at = begin
    while (
        at < len(text)
        and at - begin < 6
        and not ("0" <= text[at] <= "9" or text[at] in ALL or text[at] in VULGAR_CHARACTERS)
    ):
        character = text[at]
        if character.isascii() and character.isalpha() and at == begin:
            word = number_at(text, at)
            if word is not None:
                break
        if (character.isspace() and at > begin + 3) or character in ",.;!?，。；！？、":
            return None
        at += 1
    number = number_at(text, at)
    if number is None or (
        exclusions.NO_QUANTITY.match(text, at) is not None and not text.startswith(("年",), number.end)
    ):
        return None
    second = Reading(number, number.start, number.end)
    chinese = is_chinese(text, number)
    sign_and_currency(scene, second, begin, chinese=chinese)
    if second.start != begin:
        return None
    attached = attach_chinese(scene, second, begin) if chinese else attach_english(scene, second, begin)
    if not attached:
        if not first.own_unit or second.kind is not None:
            return None
        second.end = number.end
    return second


def _change(scene: Scene, first: Reading, second: Reading) -> Reading:
    """ "from A to B" as a change: A alone, with B's unit where it has none; B is read next and remembers A."""
    if not first.own_unit:
        first.end = first.number.end
        ranges.hand_on(first, second)
    scene.changes[second.start] = first.start
    first.final = True
    return first
