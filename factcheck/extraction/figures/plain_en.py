"""The plain shapes of English, read at one look: "5 percent", "$1.2 billion", "3,000 jobs", a year in passing.

They are three of four numerals of a newspaper. Whatever is not plain beyond doubt is left to the full grammar, which
reads the plain shapes the same way (tests compare the two), only slower.
"""

from __future__ import annotations

from decimal import Decimal
from string import ascii_letters
from typing import Final, NamedTuple

from factcheck.extraction.figures.bare_en import attach_count
from factcheck.extraction.figures.currencies import Money, currencies, currency_before, settle
from factcheck.extraction.figures.digits import EN_SCALE
from factcheck.extraction.figures.exclusions import is_unlike_year, no_quantity
from factcheck.extraction.figures.number import Number, times
from factcheck.extraction.figures.numerals_en import WORDS
from factcheck.extraction.figures.quantity_en import measured, money_after, rate, unit_found
from factcheck.extraction.figures.range_reading import with_range
from factcheck.extraction.figures.reading import Reading, Scene
from factcheck.extraction.figures.units import SPEED_LENGTHS, Unit, units
from factcheck.extraction.once import Once
from factcheck.extraction.patterns import pattern

_PLAIN: Final = pattern(
    r"([0-9]{1,3}(?:,[0-9]{3}){1,3}(?![0-9])|[0-9]{1,9}(?![0-9]))(\.[0-9]{1,9}(?![0-9.]))?"
    r"(?: (thousand|million|billion|trillion)(?![A-Za-z]))?"
    r"(?:(%)|([ -])([A-Za-z]{2,}|a(?= ))(?![0-9])|([snrt][tdh])(?![A-Za-z])|(?=[,;)](?![0-9.])|\.(?![0-9A-Za-z.])))"
)
"""Number, decimals, magnitude; then ``%``, a separator and a word, the ending of an ordinal, or the end of a phrase."""
_RANGE_SIGNS: Final = frozenset("-－–—―~～∼〜至到和与及或、/\u00a0")
_ENDS_WORD: Final = frozenset(' ,.;:!?)"”\n')
_SCALES: Final = {word: Decimal(EN_SCALE[word]) for word in ("thousand", "million", "billion", "trillion")}
CONNECTORS: Final = frozenset({"to", "and", "or", "up", "through"})
"""Words after which the second number of a range may follow."""
NOT_PLAIN: Final = frozenset({"fold", "Fold", "yo", "Yo", "YO", "US"}) | {
    case(word) for word in EN_SCALE for case in (str.lower, str.title, str.upper)
}
"""Words that go on with the number or its unit."""
_NUMBER_WORDS: Final = frozenset(WORDS)


class _AfterNumber(NamedTuple):
    """What the lexicons of units and currencies say of a word."""

    entry: Unit | Money | None
    """What it is by itself."""
    longer: frozenset[str]
    """The two characters with which a longer form goes on after it ("percent points")."""
    begins: bool
    """Whether any unit or currency begins with it."""
    begins_money: bool


class _WordsAfter(dict[str, _AfterNumber]):
    """Looks words up as a text brings them."""

    def __init__(self) -> None:
        super().__init__()
        self._forms: dict[str, list[str]] = {}
        for form in {*currencies().after.forms, *units().forms.forms}:
            self._forms.setdefault(form[:2], []).append(form)

    def __missing__(self, word: str) -> _AfterNumber:
        if len(self) > _MOST_WORDS:
            self.clear()
        found = self[word] = self._look_up(word)
        return found

    def _look_up(self, word: str) -> _AfterNumber:
        after, forms = currencies().after.forms, units().forms.forms
        size = len(word)
        buckets = [self._forms.get(word[:2], [])] if size > 1 else self._forms.values()
        begun = [
            form
            for bucket in buckets
            for form in bucket
            if form.startswith(word) and form[size : size + 1] not in _LETTERS
        ]
        if not begun:
            return _AfterNumber(None, frozenset(), begins=False, begins_money=False)
        longer = {form[size : size + 2] for form in begun if len(form) > size}
        unit, money = forms.get(word), after.get(word)
        entry: Unit | Money | None = None
        if size >= _SHORTEST_WORD:
            if unit is not None and unit.word and money is None and unit.symbol not in ("[lb_av]", "points"):
                entry = unit
                if unit.symbol in SPEED_LENGTHS:
                    longer.update((" p", " P", " a", " A"))  # "10 miles an hour"
            elif money is not None and unit is None and word.islower() and word.endswith("s"):
                entry = money
        return _AfterNumber(entry, frozenset(longer), begins=True, begins_money=any(form in after for form in begun))


_LETTERS: Final = frozenset(ascii_letters)
_SHORTEST_WORD: Final = 3
_MOST_WORDS: Final = 50_000


def _read_words_after() -> _WordsAfter:
    return _WordsAfter()


_WORDS_AFTER: Final = Once(_read_words_after)


def words_after() -> _WordsAfter:
    """What units and currencies begin with the word after a number."""
    return _WORDS_AFTER.get()


def _read_currency_ends() -> frozenset[str]:
    return frozenset(form.rstrip(" \u00a0")[-2:] for form in currencies().before.forms)


_CURRENCY_ENDS: Final = Once(_read_currency_ends)


def _currency_ends() -> frozenset[str]:
    """The last two characters of whatever may stand before a number as its currency, or the only one."""
    return _CURRENCY_ENDS.get()


def may_be_signed_or_priced(text: str, at: int, floor: int, *, symbol: str) -> bool:
    """Whether what ends at ``at`` might be a sign, a currency or a mark of order: the full grammar knows."""
    last, two = text[at - 1], text[at - 2 : at]
    if last in "+＋−-第№#" or (
        two in _MINUS_ENDS and text[max(0, at - 8) : at].lower().endswith(("minus", "negative"))
    ):
        return True
    if symbol:
        return last in "SDKTCc"  # US $5
    ends = _currency_ends()
    if two not in ends and (last not in ends or (last.isalnum() and two[0].isalnum())):
        return False
    return currency_before(text, at, floor, strong=True) is not None


_MINUS_ENDS: Final = frozenset({"us", "ve", "US", "VE", "uS", "Us", "vE", "Ve"})


def plain_figure(scene: Scene, start: int, floor: int) -> Reading | int | None:
    """The figure whose digits begin at ``start``; where to go on if there is none; None for the full grammar.

    One of ``BEFORE`` stands before ``start``.
    """
    text = scene.text
    if start < _LEAST_BEFORE:
        return None
    match = _PLAIN.match(text, start)
    if match is None:
        return None
    digits, decimals, scale, percent, separator, word, ordinal = match.groups()
    symbol = text[start - 1] if text[start - 1] in _SYMBOLS else ""
    at = start - 2 if symbol else start - 1
    if (
        (digits[0] == "0" and len(digits) > 1)
        or text[at] not in _BEFORE_PHRASE
        or word in NOT_PLAIN
        or (scale is None and word in _ONE_IN and _SHARE_BELOW.match(text, match.end()) is not None)
        or (text[at] == " " and may_be_signed_or_priced(text, at, floor, symbol=symbol))
    ):
        return None
    if percent:
        return None if symbol or scale else _percentage(scene, start, match.end(), digits, decimals, floor)
    if ordinal is not None:
        return None if symbol or decimals or scale else no_quantity(text, start, match.start(7))
    end = match.end() if separator is None else match.start(5)
    if separator is not None and not scale and not decimals:
        past = no_quantity(text, start, end)
        if past is not None:
            return None if symbol else past
    reading = Reading(_number(start, end, digits, decimals, scale), start, end)
    if symbol:
        return _priced(scene, reading, floor, symbol, separator, word)
    if separator is None:
        return _alone(scene, reading, floor)
    return with_word(scene, reading, floor, separator, word, match.end())


BEFORE: Final = frozenset(' $£€"“(')
_SYMBOLS: Final = frozenset("$£€")
_BEFORE_PHRASE: Final = frozenset(' "“(')
_LEAST_BEFORE: Final = 4
_SHARE_BELOW: Final = pattern(r"(?: of)?(?: every)? (?:[0-9]|(?:" + "|".join(WORDS) + r"|every|an?)(?![a-z]))")
_ONE_IN: Final = frozenset({"in", "out", "In", "Out", "IN", "OUT"})


def _percentage(
    scene: Scene, start: int, end: int, digits: str, decimals: str | None, floor: int
) -> Reading | int | None:
    text = scene.text
    number = _number(start, end - 1, digits, decimals, None)
    reading = Reading(number, start, end, "percentage", "%", own_unit=True)
    following = text[end : end + 1]
    if following in _RANGE_SIGNS or (following == " " and text[end + 1 : end + 2] in "-–—―~～∼〜至到和与及或tauo"):
        return with_range(scene, reading, floor)
    return reading


def _number(start: int, end: int, digits: str, decimals: str | None, scale: str | None) -> Number:
    grouped = "," in digits
    value = Decimal((digits.replace(",", "") if grouped else digits) + (decimals or ""))
    if scale is None:
        return Number(start, end, value, plain=not grouped and decimals is None)
    factor = _SCALES[scale]
    return Number(start, end, times(value, factor), None, factor, own_scale=True)


def _alone(scene: Scene, reading: Reading, floor: int) -> Reading | int | None:
    """A number before a mark that ends the phrase: often a year, or the day after a month."""
    text, start, end = scene.text, reading.start, reading.end
    before = text[start - 2]
    if text[start - 1] != " " or before.isspace():
        return None  # it may number the items of a list
    if reading.number.plain:
        if end - start == _YEAR_DIGITS and "1900" <= text[start:end] <= "2100" and not is_unlike_year(text, start):
            return end
        if end - start < _DAY_DIGITS and _MONTH_BEFORE.search(text, start - 11 if start > 11 else 0, start) is not None:  # noqa: PLR2004
            window = text[start - 60 if start > 60 else 0 : start]  # noqa: PLR2004
            return None if "age" in window or "expectancy" in window else end
    if not attach_count(scene, reading, floor):
        return end
    return reading


_DAY_DIGITS: Final = 3
_YEAR_DIGITS: Final = 4
_MONTH_BEFORE: Final = pattern(
    r" (?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Mar\.|Apr\."
    r"|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.) $"
)


def with_word(scene: Scene, reading: Reading, floor: int, separator: str, word: str, end: int) -> Reading | int | None:
    """What the number of ``reading`` is before ``word``, which ends at ``end``: see ``plain_figure``."""
    text, number = scene.text, reading.number
    known = words_after()[word]
    entry = known.entry
    if entry is not None and text[end : end + 1] in _ENDS_WORD and text[end : end + 2] not in known.longer:
        if isinstance(entry, Money):
            attached = money_after(scene, reading, entry, end)
        else:
            attached = unit_found(scene, reading, floor, entry, end)
    elif known.begins:
        attached = measured(scene, reading, floor)
    elif (
        number.plain
        and number.end - number.start == _YEAR_DIGITS
        and separator == " "
        and "1900" <= text[number.start : number.end] <= "2100"
        and not is_unlike_year(text, number.start)
    ):
        attached = False
    else:
        attached = attach_count(scene, reading, floor)
    at = reading.end if attached else number.end
    if text[at : at + 1] == " " and text[at + 1 : at + 2] not in "-–—―~～∼〜至到和与及或tauo":
        return reading if attached else number.end
    found = with_range(scene, reading, floor, attached=attached)
    if found is not None:
        return found
    return None if separator == "-" else number.end


def _priced(
    scene: Scene, reading: Reading, floor: int, symbol: str, separator: str | None, word: str | None
) -> Reading | None:
    number = reading.number
    if separator is not None and word is not None:
        if separator == "-" or words_after()[word].begins_money:
            return None
        if not number.own_scale and (word == "and" or word.lower() in _NUMBER_WORDS):
            return None
    money = currencies().before.forms[symbol]
    reading.kind, reading.start = "money", reading.start - 1
    reading.unit = settle(money, scene.text, reading.start, scene.country_hint, chinese=False)
    reading.prefixed = reading.own_unit = True
    reading.money_word = money.word
    if separator is None:
        return reading
    rate(scene, reading)
    return with_range(scene, reading, floor) if word in CONNECTORS else reading
