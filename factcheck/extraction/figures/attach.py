"""Gives a reading its sign, its currency and its unit, and continues compounds ("5 ft 2 in", 三块五毛)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final

from factcheck.extraction.figures.currencies import Money, currency_before, settle
from factcheck.extraction.figures.digits import apply_letter, letter_magnitude, read_digits
from factcheck.extraction.figures.lexicon import rows
from factcheck.extraction.figures.number import ONE, RATIO, Number, times
from factcheck.extraction.figures.numerals_en import read_words
from factcheck.extraction.figures.numerals_zh import ALL, read_numeral
from factcheck.extraction.figures.reading import Reading, Scene
from factcheck.extraction.figures.units import Unit, unit_after
from factcheck.extraction.patterns import pattern

_MINUS: Final = frozenset("-−－–")
_SIGN_BEFORE: Final = frozenset('$€£¥ \t\n(（[【:：,，;；=、。/\u00a0“"')
_MINUS_WORDS: Final = pattern(r"(?:^|[^A-Za-z])(minus|negative)[ -]$|(负|零下|-|−)$", re.IGNORECASE)


def is_chinese(text: str, number: Number) -> bool:
    """Whether a number stands among Chinese words: by its own, else by the characters next to it."""
    if number.form != "digits":
        return number.form == "zh"
    if text.isascii():
        return False
    following = text[number.end : number.end + 2].lstrip()
    if following and following[0] > "\u2e7f":
        return True
    before = text[number.start - 1] if number.start else ""
    return before > "\u2e7f" and not (following[:1].isalpha() and following[:1].isascii())


def sign_and_currency(scene: Scene, reading: Reading, floor: int, *, chinese: bool) -> None:
    """Takes in what stands before the number: a sign, a currency, or both in either order."""
    text, number = scene.text, reading.number
    _sign(text, reading, floor)
    strong = (
        number.own_scale
        or not number.plain
        or number.form != "digits"
        or text[number.end : number.end + 1] in "mbktMBKT"
    )
    found = currency_before(text, reading.start, floor, strong=strong)
    if found is None:
        return
    money, begin = found
    code = settle(money, text, begin, scene.country_hint, chinese=chinese)
    reading.kind, reading.unit, reading.start = "money", code, begin
    reading.prefixed = reading.own_unit = True
    reading.factor = money.fraction
    reading.money_word = money.word
    if not reading.signed:
        _sign(text, reading, floor)


def _sign(text: str, reading: Reading, floor: int) -> None:
    at = reading.start
    if at <= floor:
        return
    last = text[at - 1]
    if last in "+＋":
        before = text[at - 2] if at - 1 > floor else " "
        if not (before.isascii() and before.isalnum()):
            reading.signed, reading.sign_start = "+", at - 1
    elif last == " ":
        if at - 2 > floor and text[at - 2] in "sSeE−-":
            _minus(text, reading, floor)
    elif last in _MINUS or last in {"负", "下"}:
        _minus(text, reading, floor)


def _minus(text: str, reading: Reading, floor: int) -> None:
    at = reading.start
    last = text[at - 1]
    if last == "±":
        return
    word = _MINUS_WORDS.search(text, max(floor, at - 10), at)
    if word is None:
        return
    said = word.group(1) or word.group(2)
    begin = word.start(1) if word.group(1) else word.start(2)
    if said in _MINUS or (last in _MINUS and not word.group(1)):
        before = text[begin - 1] if begin > floor else " "
        if (before not in _SIGN_BEFORE and not before > "\u2e7f") or (
            text[begin - 1 : begin] == " " and _dash(text, begin, floor)
        ):
            return
    elif said == "负" and text[begin - 1 : begin] in tuple("胜平正欠担自肩抱背辜"):
        return
    reading.signed, reading.sign_start, reading.start = "-", begin, begin


def _dash(text: str, begin: int, floor: int) -> bool:
    """Whether a dash with a space before it and a number before that parts a range ("40 -50")."""
    return begin - 2 >= floor and text[begin - 2].isdigit()


def apply_unit(reading: Reading, unit: Unit, end: int) -> None:
    """Makes ``unit`` the reading's own."""
    if reading.kind == "money":
        reading.per, reading.end = unit.symbol, end
        return
    reading.kind, reading.unit, reading.pint = unit.kind, unit.symbol, unit.pint
    if unit.factor != ONE:
        reading.factor = unit.factor
    reading.end, reading.own_unit = end, True


def apply_money(scene: Scene, reading: Reading, money: Money, end: int, *, chinese: bool) -> None:
    """Makes ``money`` the reading's currency; a currency before the number wins over an open one after it."""
    if not reading.prefixed or reading.unit is None:
        reading.unit = settle(money, scene.text, reading.start, scene.country_hint, chinese=chinese)
    reading.kind, reading.end, reading.own_unit = "money", end, True
    reading.money_word = money.word
    if money.fraction is not None:
        reading.factor = money.fraction


def letter_scale(text: str, reading: Reading, *, allowed: str) -> bool:
    """Applies a single-letter magnitude ($1.8M) where ``allowed`` has it."""
    letter = letter_magnitude(text, reading.number)
    if letter is None or letter not in allowed or (reading.number.own_scale and letter in "kK"):
        return False
    apply_letter(text, reading.number, letter)
    reading.end = reading.number.end
    return True


@cache
def _compounds() -> dict[tuple[str, str], Decimal]:
    return {(cells[0], cells[1]): Decimal(cells[2]) for _, cells in rows("compounds.tsv", 3)}


@cache
def _larger() -> frozenset[str]:
    return frozenset(larger for larger, _ in _compounds())


_JOIN: Final = pattern(r"(?: (?:and )?|零|又)?(?=[0-9a-z" + ALL + "])")


def extend_compound(scene: Scene, reading: Reading) -> None:
    """Takes in a smaller unit of the same dimension that follows without a comma: 5 ft 2 in, 3小时20分."""
    if reading.unit not in _larger() or reading.number.high is not None or reading.number.vague:
        return
    text = scene.text
    join = _JOIN.match(text, reading.end)
    if join is None:
        return
    number = number_at(text, join.end())
    if number is None or number.high is not None or number.own_scale:
        return
    found = unit_after(text, number.end)
    if found is None and text[number.end : number.end + 1] == "分" and reading.unit == "h":
        found = _minutes(), number.end + 1
    if found is None:
        if (
            reading.unit == "m"
            and number.end - number.start <= 2
            and reading.number.form == number.form
            and join.end() == reading.end
        ):
            _decimal_metres(reading, number)
        return
    unit, end = found
    parts = _compounds().get((reading.unit or "", unit.symbol))
    if parts is None or number.value >= parts:
        return
    value = reading.number.value + RATIO.divide(number.value, parts)
    reading.number.value = RATIO.plus(value)
    reading.end = end
    reading.number.plain = False


def _decimal_metres(reading: Reading, number: Number) -> None:
    """1米8: the digits after the unit are decimals."""
    if reading.number.value != reading.number.value.to_integral_value():
        return
    digits = str(number.value)
    reading.number.value = Decimal(f"{reading.number.value}.{digits}")
    reading.end = number.end


@cache
def _minutes() -> Unit:
    return Unit("min", "duration", ONE, "minute")


def number_at(text: str, start: int) -> Number | None:
    """The number that begins exactly at ``start``, in whatever writing."""
    if start >= len(text):
        return None
    first = text[start]
    if first.isdigit():
        return read_digits(text, start) if first.isascii() or first in "½⅓⅔¼¾" else None
    if first in ALL or first in "几数":
        return read_numeral(text, start)
    if first.isascii() and first.isalpha():
        return read_words(text, start)
    return None


def scaled(reading: Reading) -> tuple[Decimal, Decimal | None]:
    """The reading's value, or low and high, sign and unit factor applied."""
    low, high = reading.number.value, reading.number.high
    if reading.factor is not None:
        low = times(low, reading.factor)
        high = times(high, reading.factor) if high is not None else None
    if reading.signed == "-":
        low, high = (-low, None) if high is None else (-high, -low)
    return low, high
