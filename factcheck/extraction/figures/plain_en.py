"""The plain shapes of English, read at one look: "5 percent", "$1.2 billion", "3,000 jobs", a year in passing.

They are three of four numerals of a newspaper. Whatever is not plain beyond doubt is left to the full grammar, which
reads the plain shapes the same way (tests compare the two), only slower.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from factcheck.extraction.figures.bare_en import attach_count
from factcheck.extraction.figures.currencies import Money, currencies, settle
from factcheck.extraction.figures.digits import EN_SCALE
from factcheck.extraction.figures.exclusions import is_unlike_year, no_quantity
from factcheck.extraction.figures.number import Number, times
from factcheck.extraction.figures.numerals_en import WORDS
from factcheck.extraction.figures.quantity_en import measured, money_after, rate, unit_found
from factcheck.extraction.figures.range_reading import with_range
from factcheck.extraction.figures.reading import Reading, Scene
from factcheck.extraction.figures.units import SPEED_LENGTHS, Unit, units
from factcheck.extraction.patterns import pattern

_PLAIN = pattern(
    r"([0-9]{1,3}(?:,[0-9]{3}){1,3}(?![0-9])|[0-9]{1,9}(?![0-9]))(\.[0-9]{1,9}(?![0-9.]))?"
    r"(?: (thousand|million|billion|trillion)(?![A-Za-z]))?"
    r"(?:(%)(?![-–—―~～∼〜至到和与及或、/\u00a0]| (?:[-–—―~～∼〜至到和与及或]|to[ -]|and|or|up to|through ))"
    r"|([ -])([A-Za-z]{2,}|a(?= ))(?![0-9])"
    r"|([snrt][tdh])(?![A-Za-z])|(?=[,.;)](?![0-9.])))"
)
"""Number, decimals, magnitude; then ``%`` and no range, or a separator and a word, or a mark that ends a phrase."""
_NO_RANGE = pattern(r"(?=[ ,.;:!?)\"”\n]|$)(?! (?:[-–—―~～∼〜至到和与及或]|to[ -]|and|or|up to|through ))")
_SCALES = {word: Decimal(EN_SCALE[word]) for word in ("thousand", "million", "billion", "trillion")}
_CONNECTORS = frozenset({"to", "and", "or", "up", "through", "of", "fold", "Fold", "yo", "Yo", "YO", "US"})
NOT_PLAIN = _CONNECTORS | {case(word) for word in EN_SCALE for case in (str.lower, str.title, str.upper)}
"""Words that go on with the number, the range or the unit."""
_NUMBER_WORDS = frozenset(WORDS)
_LETTERS = pattern(r"[A-Za-z]+")
_BEFORE_DOLLAR = frozenset("SDKTCc")


@dataclass(slots=True)
class _WordsAfter:
    alone: dict[str, Unit | Money]
    """Words that by themselves are a unit or a currency."""
    longer: dict[str, set[str]]
    """The two characters with which a longer form goes on after one of them ("percent points")."""
    begin: frozenset[str]
    """What any unit or currency begins with."""
    begin_money: frozenset[str]


@cache
def words_after() -> _WordsAfter:
    """The words of the lexicons of units and currencies, by what may follow them."""
    after, forms = currencies().after.forms, units().forms.forms
    longer: dict[str, set[str]] = {}
    for form in {*after, *forms}:
        first = _LETTERS.match(form)
        if first is not None:
            begun = longer.setdefault(first.group(), set())
            if len(form) > first.end():
                begun.add(form[first.end() : first.end() + 2])
    alone: dict[str, Unit | Money] = {}
    for word, begun in longer.items():
        unit, money = forms.get(word), after.get(word)
        if len(word) < _SHORTEST_WORD:
            continue
        if unit is not None and unit.word and money is None and unit.symbol not in ("[lb_av]", "points"):
            alone[word] = unit
            if unit.symbol in SPEED_LENGTHS:
                begun.update((" p", " P", " a", " A"))  # "10 miles an hour"
        elif money is not None and unit is None and word.islower() and word.endswith("s"):
            alone[word] = money
    of_money = {first.group() for form in after if (first := _LETTERS.match(form)) is not None}
    return _WordsAfter(alone, longer, frozenset(longer), frozenset(of_money))


_SHORTEST_WORD = 3


@cache
def _currency_ends() -> frozenset[str]:
    """The last two characters of whatever may stand before a number as its currency, or the only one."""
    return frozenset(form.rstrip(" \u00a0")[-2:] for form in currencies().before.forms)


def may_be_signed_or_priced(text: str, at: int, *, dollars: bool) -> bool:
    """Whether what ends at ``at`` might be a sign, a currency or a mark of order: the full grammar knows."""
    last, two = text[at - 1], text[at - 2 : at]
    if last in "+＋−-第№#" or two in _MINUS_ENDS:
        return True
    if dollars:
        return last in "SDKTCc"  # US $5
    ends = _currency_ends()
    return two in ends or (last in ends and not two[0].isalnum())


_MINUS_ENDS = frozenset({"us", "ve", "US", "VE", "uS", "Us", "vE", "Ve"})


def plain_figure(scene: Scene, start: int, floor: int) -> Reading | int | None:
    """The figure whose digits begin at ``start``; where to go on if there is none; None for the full grammar.

    A space or a dollar sign stands before ``start``.
    """
    text = scene.text
    if start - floor < _LEAST_BEFORE:
        return None
    match = _PLAIN.match(text, start)
    if match is None:
        return None
    digits, decimals, scale, percent, separator, word, ordinal = match.groups()
    dollars = text[start - 1] == "$"
    at = start - 2 if dollars else start - 1
    if (
        (digits[0] == "0" and len(digits) > 1)
        or text[at] != " "
        or word in NOT_PLAIN
        or (scale is None and word in _ONE_IN)
        or may_be_signed_or_priced(text, at, dollars=dollars)
    ):
        return None
    if percent:
        return None if dollars or scale else _percentage(start, match.end(), digits, decimals)
    end = match.end() if separator is None else match.start(5)
    if ordinal is not None:
        return None if dollars or decimals or scale else no_quantity(text, start, end - 2)
    if separator is None:
        if not dollars:
            return None if decimals or scale else _alone(text, start, end)
    elif not scale and not decimals:
        past = no_quantity(text, start, end)
        if past is not None:
            return None if dollars else past
    reading = Reading(_number(start, end, digits, decimals, scale), start, end)
    if dollars:
        return _dollars(scene, reading, separator, word)
    return with_word(scene, reading, floor, separator, word, match.end())


_LEAST_BEFORE = 4
_ONE_IN = frozenset({"in", "out", "In", "Out", "IN", "OUT"})


def _percentage(start: int, end: int, digits: str, decimals: str | None) -> Reading:
    number = _number(start, end - 1, digits, decimals, None)
    return Reading(number, start, end, "percentage", "%", own_unit=True)


def _number(start: int, end: int, digits: str, decimals: str | None, scale: str | None) -> Number:
    grouped = "," in digits
    value = Decimal((digits.replace(",", "") if grouped else digits) + (decimals or ""))
    if scale is None:
        return Number(start, end, value, plain=not grouped and decimals is None)
    factor = _SCALES[scale]
    return Number(start, end, times(value, factor), None, factor, own_scale=True)


def _alone(text: str, start: int, end: int) -> int | None:
    """Passes over a year, or the day after a month, that stands alone; whatever else does is no plain shape."""
    if end - start == _YEAR_DIGITS:
        if "1900" <= text[start:end] <= "2100" and not is_unlike_year(text, start):
            return end
    elif end - start < 3 and _MONTH_BEFORE.search(text, start - 11 if start > 11 else 0, start) is not None:  # noqa: PLR2004
        before = text[start - 60 if start > 60 else 0 : start]  # noqa: PLR2004
        return None if "age" in before or "expectancy" in before else end
    return None


_YEAR_DIGITS = 4
_MONTH_BEFORE = pattern(
    r" (?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Mar\.|Apr\."
    r"|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.) $"
)


def with_word(scene: Scene, reading: Reading, floor: int, separator: str, word: str, end: int) -> Reading | int | None:
    """What the number of ``reading`` is before ``word``, which ends at ``end``: see ``plain_figure``."""
    text, number = scene.text, reading.number
    words = words_after()
    entry = words.alone.get(word)
    if entry is not None and text[end : end + 2] not in words.longer[word] and _NO_RANGE.match(text, end) is not None:
        if isinstance(entry, Money):
            return reading if money_after(scene, reading, entry, end) else number.end
        if not unit_found(scene, reading, floor, entry, end):
            return number.end
        return reading if reading.end == end else with_range(scene, reading, floor)
    if word in words.begin:
        attached = measured(scene, reading, floor)
    elif (
        number.plain
        and number.end - number.start == _YEAR_DIGITS
        and separator == " "
        and "1900" <= text[number.start : number.end] <= "2100"
        and not is_unlike_year(text, number.start)
    ):
        return number.end
    else:
        attached = attach_count(scene, reading, floor)
    if separator == "-" or (attached and reading.end != number.end):
        found = with_range(scene, reading, floor, attached=attached)
    else:
        found = reading if attached else None
    if found is not None:
        return found
    return None if separator == "-" else number.end


def _dollars(scene: Scene, reading: Reading, separator: str | None, word: str | None) -> Reading | None:
    if separator is not None and word is not None:
        if separator == "-" or word in words_after().begin_money:
            return None
        if not reading.number.own_scale and word.lower() in _NUMBER_WORDS:
            return None
    money = currencies().before.forms["$"]
    reading.kind, reading.start = "money", reading.start - 1
    reading.unit = settle(money, scene.text, reading.start, scene.country_hint, chinese=False)
    reading.prefixed = reading.own_unit = True
    reading.money_word = money.word
    if separator is not None:
        rate(scene, reading)
    return reading
