"""Currencies by symbol, code and word: ISO 4217 names from Babel, others and symbols from ``currencies.tsv``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Final

from factcheck.extraction.figures.lexicon import LexiconError, Lookup, SuffixLookup, groups, rows, words_of
from factcheck.extraction.once import Once
from factcheck.extraction.patterns import pattern

OPEN: Final = "?"
_ORDINARY_WORDS: Final = frozenset(
    [
        "ALL",
        "TOP",
        "TRY",
        "CUP",
        "PEN",
        "MAD",
        "SOS",
        "GEL",
        "BAM",
        "COP",
        "BOB",
        "ANG",
        "LAK",
        "MOP",
        "XXX",
        "STD",
        "MRO",
        "PAB",
        "AWG",
    ]
)
"""ISO codes that headlines in capitals also write as words or names; read as currencies only by their words."""
_WEAK: Final = frozenset({"PS", "LE", "FF", "TL", "DM", "Sh", "Ft", "kn", "p", "B$", "Re.", "Dh", "dollar"})
"""Signs that are also something else (PS5): they need a number with a magnitude, decimals or grouping."""
_HUNDREDTH: Final = Decimal("0.01")


@dataclass(slots=True, frozen=True)
class Money:
    """A currency word: ISO 4217 code, or ``$``, ``¥`` or ``?`` where the text around must decide."""

    code: str
    fraction: Decimal | None = None
    """For minor units: how much of the main unit one is."""
    word: str = ""


@dataclass(slots=True, frozen=True)
class CurrencyTable:
    before: SuffixLookup[Money]
    """Forms that may stand before the number."""
    after: Lookup[Money]
    """Forms that may stand after it."""
    chinese: dict[str, Money]
    """The Chinese forms of ``after``, to be matched together with the measure words."""


def _plurals(word: str) -> list[str]:
    if word in (
        "yen",
        "yuan",
        "won",
        "baht",
        "rand",
        "renminbi",
        "rmb",
        "sterling",
        "pence",
        "sen",
        "RMB",
        "CNH",
        "fen",
        "p",
    ):
        return [word]
    if word == "penny":
        return ["penny", "pennies"]
    if word.endswith("s"):
        return [word]
    return [word, word + "s"]


def _spell(forms: dict[str, Money], word: str, money: Money) -> None:
    for form in _plurals(word):
        for spelling in {form, form.upper(), form[:1].upper() + form[1:], form.title()} if len(form) > 1 else {form}:
            forms.setdefault(spelling, money)
            if " " in form:
                forms.setdefault(spelling.replace(" ", "-"), money)


def name_lines() -> Iterator[str]:
    """The lines of ``currency_names.tsv``, made anew from Babel; tests compare them with the file."""
    from babel import Locale

    english, mandarin = Locale("en").currencies, Locale("zh").currencies
    yield "# ISO 4217 codes with their English and Chinese names; made from Babel by currencies.name_lines."
    for code, name in sorted(english.items()):
        if len(code) == _CODE_LETTERS and not code.startswith("X"):
            yield f"{code}\t{name}\t{mandarin.get(code, '')}"


_CODE_LETTERS: Final = 3


def _iso(before: dict[str, Money], after: dict[str, Money], chinese: dict[str, Money]) -> None:
    """ISO codes with their English and Chinese names, from a file: loading Babel takes longer than an article."""
    for _, (code, name, chinese_name) in rows("currency_names.tsv", 3):
        money = Money(code)
        if code not in _ORDINARY_WORDS:
            before.setdefault(code, money)
            after.setdefault(code, money)
            for prefix in ("M", "m"):
                before.setdefault(prefix + code, Money(code, Decimal(10**6)))
                after.setdefault(prefix + code, Money(code, Decimal(10**6)))
        if "(" not in name:
            _spell(after, name.lower(), money)
        if "(" not in chinese_name and "（" not in chinese_name and chinese_name:
            chinese.setdefault(chinese_name, money)
            before.setdefault(chinese_name, money)


def _read_currencies() -> CurrencyTable:
    before: dict[str, Money] = {}
    after: dict[str, Money] = {}
    chinese: dict[str, Money] = {}
    for place, (code, symbols, english, words, minor) in rows("currencies.tsv", 5):
        for symbol in words_of(symbols):
            money = Money(code, word=symbol)
            before.setdefault(symbol, money)
            if not symbol.isalpha() or not symbol.isascii():
                after.setdefault(symbol, money)
        for word in words_of(english):
            _spell(after, word, Money(code, word=word))
        for word in words_of(words):
            chinese.setdefault(word, Money(code, word=word))
            if len(word) > 1 and not word.startswith(("元", "块")):
                before.setdefault(word, Money(code, word=word))
        for word in words_of(minor):
            name, _, fraction = word.partition("=")
            try:
                money = Money(code, Decimal(fraction) if fraction else _HUNDREDTH, name)
            except InvalidOperation:
                raise LexiconError(f"{place}: {fraction!r} is no number") from None
            if name.isascii():
                _spell(after, name, money)
            else:
                chinese.setdefault(name, money)
                after.setdefault(name, money)
    before.setdefault("dollar", Money("$", word="dollar"))
    before.setdefault("Dollar", Money("$", word="dollar"))
    _iso(before, after, chinese)
    after.update({form: money for form, money in chinese.items() if form not in after})
    return CurrencyTable(SuffixLookup(before), Lookup(after), chinese)


_CURRENCIES: Final = Once(_read_currencies)


def currencies() -> CurrencyTable:
    """The currency table, read once."""
    return _CURRENCIES.get()


def currency_before(text: str, start: int, floor: int, *, strong: bool) -> tuple[Money, int] | None:
    """The currency sign, code or word before a number at ``start``, and where it begins.

    ``strong``: the number has a magnitude, decimals or grouping. Up to two spaces may part them.
    """
    at = start
    while at > floor and start - at < 2 and text[at - 1] in " \u00a0":
        at -= 1
    if at <= floor:
        return None
    found = currencies().before.before(text, at, floor)
    if found is None:
        return None
    money, begin = found
    first = text[begin]
    if first.isascii() and first.isalpha():
        previous = text[begin - 1 : begin]
        if (previous.isascii() and previous.isalnum()) or (previous in ("-", "_", ".") and previous):
            return None
        if text[begin:at] in _WEAK and not strong:
            return None
    return money, begin


_GAP: Final = frozenset(" \u00a0-")


def currency_after(text: str, end: int) -> tuple[Money, int] | None:
    """The currency word, code or sign after a number that ends at ``end``, and where it ends."""
    at = end
    if text[at : at + 1] in _GAP:
        at += 1
        if text[at : at + 1] in (" ", "-") and text[at - 1] != "-":
            at += 1
    found = currencies().after.at(text, at)
    if found is None:
        return None
    money, stop = found
    form = text[at:stop]
    if (form == "p" and at > end) or (form in ("$", "£", "€", "¥", "US$") and text[stop : stop + 1].isdigit()):
        return None
    if form.lower() == "grand" and (form != "grand" or _GRAND_AFTER.match(text, stop) is None):
        return None
    if form in ("sen", "fen", "won", "real", "mark", "pula", "crown") and at == end:
        return None
    return money, stop


_GRAND_AFTER: Final = pattern(
    r"[.,;:!?)\]\"'”’]|$|\n| (?:an?|per|in|for|on|to|of|from|each|more|less|and|or|out|worth|at|with"
    r"|by|is|was|the|this|last)(?![A-Za-z])"
)
_CUE_REACH: Final = 40


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    return {
        code: pattern("|".join(map(re.escape, sorted(cues))))
        for code, cues in groups("currency_cues_zh.txt").items()
        if cues
    }


def implied_currency(text: str, start: int, end: int, country_hint: str | None = None) -> str | None:
    """The currency of Chinese money written without one, where words near it belong to one market only."""
    if country_hint in _YUAN:
        return _YUAN[country_hint]
    low, high = max(0, start - _CUE_REACH), end + _CUE_REACH // 2
    low = max(low, text.rfind("\n", low, start) + 1, text.rfind("。", low, start) + 1)
    line_end = text.find("\n", end, high)
    high = high if line_end < 0 else line_end
    found = {code for code, cue in _cues().items() if cue.search(text, low, high)}
    return found.pop() if len(found) == 1 else None


_DOLLARS: Final = {
    "AU": "AUD", "CA": "CAD", "HK": "HKD", "SG": "SGD", "NZ": "NZD", "TW": "TWD", "US": "USD", "MX": "MXN", "JM": "JMD",
}  # fmt: skip
_YUAN: Final = {"TW": "TWD", "HK": "HKD", "MO": "MOP"}
_YEN_TEXT: Final = pattern(r"[Yy]uan|[Rr]enminbi|RMB|Chin(?:a|ese)|[Bb]eijing")
_TAIWAN: Final = pattern(r"台湾|台北|新台币|台币|台股|高雄|台积电")


_COUNTRY_REACH: Final = 2000
"""Code points to either side in which a text shows its country."""


@cache
def _country_cues() -> dict[str, re.Pattern[str]]:
    return {
        code: pattern(r"\b(?:" + "|".join(sorted(cues | {cue.upper() for cue in cues})) + r")\b")
        for code, cues in groups("currency_cues_en.txt").items()
        if cues
    }


@cache
def _called(word: str) -> tuple[str, ...]:
    """The currencies whose full names end in ``word``: NOK and DKK for kroner."""
    ending = f" {word.lower()}"
    codes = {money.code for form, money in currencies().after.forms.items() if form.endswith(ending)}
    return tuple(sorted(codes & _country_cues().keys()))


def _of_country(word: str, text: str, start: int) -> str | None:
    """The currency called ``word`` of the country that the text around ``start`` speaks of most; None if none is."""
    low, high = max(0, start - _COUNTRY_REACH), start + _COUNTRY_REACH
    said = {code: sum(1 for _ in _country_cues()[code].finditer(text, low, high)) for code in _called(word)}
    most = max(said.values(), default=0)
    named = [code for code, count in said.items() if count == most]
    return named[0] if most and len(named) == 1 else None


def settle(money: Money, text: str, start: int, country_hint: str | None, *, chinese: bool) -> str | None:
    """The ISO 4217 code a currency word means at ``start`` of ``text``; None where it stays open.

    A bare dollar is the US dollar unless the source's country has its own; a bare 元 is the yuan unless the source
    or the words just before are Taiwanese.
    """
    code = money.code
    if code == "$":
        return _DOLLARS.get(country_hint or "", "USD")
    if code == "¥":
        if chinese or country_hint in ("CN", "HK", "TW"):
            return "CNY"
        return "CNY" if _YEN_TEXT.search(text, max(0, start - 200), start + 200) else "JPY"
    if code == OPEN:
        return None if chinese else _of_country(money.word, text, start)
    if code == "CNY" and money.word in ("元", "圆", "块", "块钱", "元钱"):
        if country_hint in _YUAN:
            return _YUAN[country_hint]
        if _TAIWAN.search(text, max(0, start - 30), start):
            return "TWD"
    return code
