"""Units of measure: which word after a number means which unit, from ``units.tsv``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final, cast

from claims_db.claim import Kind
from factcheck.extraction.figures.lexicon import LexiconError, Lookup, rows, words_of
from factcheck.extraction.figures.number import ONE
from factcheck.extraction.once import Once
from factcheck.extraction.patterns import pattern

PREFIXES: Final = {
    "E": ("exa", "艾"), "P": ("peta", "拍"), "T": ("tera", "太"), "G": ("giga", "吉"), "M": ("mega", "兆"),
    "k": ("kilo", "千"), "h": ("hecto", "百"), "d": ("deci", "分"), "c": ("centi", "厘"), "m": ("milli", "毫"),
    "u": ("micro", "微"), "n": ("nano", "纳"), "p": ("pico", "皮"), "f": ("femto", "飞"),
}  # fmt: skip
"""SI prefixes by UCUM symbol: English word part, Chinese word part."""

_MICRO: Final = ("u", "µ", "μ")
_KINDS: Final = ("measure", "duration", "performance", "percentage", "multiple")


@dataclass(slots=True, frozen=True)
class Unit:
    """What a unit word means: a reading in it is ``factor`` times as many ``symbol``."""

    symbol: str
    kind: Kind
    factor: Decimal
    pint: str
    """The unit as pint spells it; empty where it has no dimension pint knows."""
    word: bool = True
    """Written as a word rather than a symbol."""
    prefixed: bool = False


@dataclass(slots=True, frozen=True)
class UnitTable:
    """Every written form of every unit."""

    forms: Lookup[Unit]
    pint: dict[str, str]
    """Pint's spelling by symbol."""


def _plural(word: str) -> list[str]:
    head, _, tail = word.partition(" per ")
    tail = f" per {tail}" if tail else ""
    if head.startswith("degree"):
        return [word, "degrees" + word[6:]]
    if head.endswith(("s", "feet", "hertz", "lux", "ennia", "celsius", "fahrenheit")) or head.endswith("ies"):
        return [word]
    if head.endswith(("inch", "ch", "sh")):
        plurals = [head + "es"]
    elif head.endswith("y") and head[-2:-1] not in "aeiou":
        plurals = [head[:-1] + "ies"]
    elif head.endswith("foot"):
        plurals = [head]
    else:
        plurals = [head + "s"]
    if " of " in head:
        first, _, rest = head.partition(" ")
        plurals = [f"{first}s {rest}"]
    if head.endswith((" cubed", " squared")):
        first, _, rest = head.partition(" ")
        plurals = [f"{first}s {rest}", head]
    return [word, *(plural + tail for plural in plurals)]


def _cases(word: str) -> set[str]:
    first, space, rest = word.partition(" ")
    return {word, word.upper(), word[0].upper() + word[1:], word.title(), f"{first}{space}{rest.title()}"}


def _english(word: str) -> set[str]:
    spellings: set[str] = set()
    for form in _plural(word):
        for joined in {form, form.replace(" ", "-")} if " " in form and " per " not in form else {form}:
            spellings |= _cases(joined)
    return spellings


def _read_units() -> UnitTable:
    forms: dict[str, Unit] = {}
    pint: dict[str, str] = {}
    for place, (symbol, kind, pint_name, symbols, english, chinese, prefixes, factor) in rows("units.tsv", 8):
        if kind not in _KINDS:
            raise LexiconError(f"{place}: kind {kind!r} is none of {', '.join(_KINDS)}")
        try:
            scale = Decimal(factor) if factor else ONE
        except InvalidOperation:
            raise LexiconError(f"{place}: factor {factor!r} is no number") from None
        pint.setdefault(symbol, pint_name)
        unit = Unit(symbol, cast(Kind, kind), scale, pint_name)
        sign = Unit(symbol, cast(Kind, kind), scale, pint_name, word=False)
        for form in words_of(symbols):
            forms[form] = sign
        for word in words_of(english):
            forms.update(dict.fromkeys(_english(word), unit))
        for word in words_of(chinese):
            name, _, own = word.partition("|")
            forms[name] = Unit(symbol, unit.kind, Decimal(own), pint_name) if own else unit
        for prefix in prefixes.split():
            _add_multiple(forms, pint, prefix, unit, symbols, english, chinese)
    return UnitTable(Lookup(forms), pint)


_UNITS: Final = Once(_read_units)


def units() -> UnitTable:
    """The unit table, read once: built-in units, the user's, and all their SI multiples."""
    return _UNITS.get()


def _add_multiple(
    forms: dict[str, Unit], pint: dict[str, str], prefix: str, unit: Unit, symbols: str, english: str, chinese: str
) -> None:
    """Adds the forms of one SI multiple; a form a row of its own defines stays that row's."""
    latin, han = PREFIXES[prefix]
    pint_name = latin + unit.pint if unit.pint else ""
    multiple = Unit(prefix + unit.symbol, unit.kind, unit.factor, pint_name, prefixed=True)
    sign = Unit(multiple.symbol, unit.kind, unit.factor, pint_name, word=False, prefixed=True)
    pint.setdefault(multiple.symbol, pint_name)
    for form in words_of(symbols):
        for letter in _MICRO if prefix == "u" else (prefix,):
            forms.setdefault(letter + form, sign)
    for word in words_of(english):
        for spelling in _english(latin + word):
            forms.setdefault(spelling, multiple)
    for word in words_of(chinese):
        forms.setdefault(han + word.partition("|")[0], multiple)


_SEPARATORS: Final = frozenset(" \u00a0\u202f\u3000-")
_SEPARATOR: Final = pattern(r"[ \u00a0\u202f\u3000]{0,2}-?[ ]?")
_LONE_LETTER: Final = frozenset("CKFVAWJNTGHhsmgtlLadB")
_SPEED_PER: Final = pattern(
    r" (?:per|an?) (hour|second|minute|millisecond|microsecond|sec|hr|min)(?![A-Za-z])", re.IGNORECASE
)
_SPEED_SYMBOL: Final = {
    "hour": "h", "hr": "h", "second": "s", "sec": "s", "minute": "min", "min": "min", "millisecond": "ms",
    "microsecond": "us",
}  # fmt: skip
SPEED_LENGTHS: Final = frozenset({"m", "km", "cm", "mm", "um", "nm", "[mi_i]", "[ft_i]", "[yd_i]", "[nmi_i]", "[in_i]"})
_SENTENCE_END: Final = pattern(r"$|\n| +[A-Z]")
_IN_AFTER: Final = pattern(
    r'\.?(?: (?:thick|wide|long|high|deep|tall|across|x|×|by|and|in diameter|or)(?![A-Za-z])|["\')),;]|\.?\s*$)'
)
_ODD_START: Final = frozenset("\"″”'′’([")
_QUOTED: Final = pattern(
    r'( ?["″”]|[\'′’])(?= (?:long|wide|tall|high|deep|thick|x|×|by|when|across|in )|[0-9]|[,.;)]|$| above| below)'
)
_BRACKETED: Final = pattern(r" ?[(\[]([A-Za-z°%µμ²³/·]{1,8})[)\]]")


def closes_sentence(text: str, stop: int) -> bool:
    """Whether a unit that ends at ``stop`` ends with a full stop that is the sentence's ("$1,293/oz.")."""
    return text[stop - 1] == "." and _SENTENCE_END.match(text, stop) is not None


def unit_after(text: str, end: int, *, spaced_letters: bool = True) -> tuple[Unit, int] | None:
    """The unit whose word or symbol follows a number that ends at ``end``, and where it ends.

    A hyphen or a space may part them ("3-inch"); a rate written with a slash or, for speeds, in words
    ("miles per hour") is one unit. Looks at most a few words ahead.
    """
    at = end
    if text[at : at + 1] in _SEPARATORS:
        gap = _SEPARATOR.match(text, end)
        at = gap.end() if gap is not None else end
        if at - end > 2 and text[at - 2] == "-" and text[at : at + 1].isupper():  # noqa: PLR2004
            return None  # "July 18, 2025 - Yards won": a dateline, no length
    table = units()
    found = table.forms.at(text, at)
    if found is None:
        return _odd_unit(text, end)
    unit, stop = found
    if "." not in text[at : stop - 1] and closes_sentence(text, stop):
        stop -= 1
    if not unit.word:
        if not _symbol_fits(text, end, at, stop, unit, spaced_letters):
            return None
    elif at > end and text[at - 1] == "-" and text[at : at + 1] > "\u3000":
        return None
    return _rate(text, unit, stop)


def _symbol_fits(text: str, end: int, at: int, stop: int, unit: Unit, spaced_letters: bool) -> bool:
    """Whether a symbol is one here: letters that are also words or magnitudes need a tight fit."""
    form = text[at:stop]
    hyphen = at > end and "-" in text[end:at]
    if hyphen and not (len(form) > 1 and form.isalpha()):
        return False
    if form in ("in", "in."):
        return _IN_AFTER.match(text, stop) is not None and text[stop : stop + 3] != " 20"
    if len(form) == 1 and form in _LONE_LETTER and at > end:
        if not spaced_letters:
            return False
        after = text[stop : stop + 1]
        return (
            after == ""
            or (form == "s" and text.startswith("-1", stop))
            or after in " ,.;:)/]、，。；%\n·"
            or after > "\u3000"
        )
    if form in (
        "min",
        "ma",
        "pa",
        "ha",
        "mA",
        "PS",
        "AU",
        "st",
        "bar",
        "pc",
        "mi",
        "kn",
        "sec",
        "gal",
        "BP",
        "MP",
        "TF",
        "PF",
    ):
        return at == end or not hyphen
    if form in {"X", "x", "×"}:
        return at == end and not text[stop : stop + 2].lstrip().isdigit()
    return True


def _odd_unit(text: str, end: int) -> tuple[Unit, int] | None:
    """Inch and foot marks, and units in brackets ("20 (kg)")."""
    if _ODD_START.isdisjoint(text[end : end + 2]):
        return None
    marked = _QUOTED.match(text, end)
    if marked is not None:
        name = "inch" if marked.group(1)[-1] in '"″”' else "foot"
        return units().forms.forms[name], marked.end(1)
    boxed = _BRACKETED.match(text, end)
    if boxed is not None:
        unit = units().forms.forms.get(boxed.group(1))
        if unit is not None and not unit.word:
            return unit, boxed.end()
    return None


def _rate(text: str, unit: Unit, stop: int) -> tuple[Unit, int]:
    """Takes in a denominator written with a slash, and the one of a speed in words."""
    if text[stop : stop + 1] == "/":
        below = units().forms.at(text, stop + 1)
        if below is not None:
            return divided(unit, below[0].symbol), below[1]
    if unit.symbol in SPEED_LENGTHS:
        per = _SPEED_PER.match(text, stop)
        if per is not None:
            return divided(unit, _SPEED_SYMBOL[per.group(1).lower()]), per.end()
    elif unit.symbol == "s" and text[stop : stop + 2] in ("-1", "⁻¹", "^-1"):
        return Unit("Hz", "measure", ONE, "hertz"), stop + 2
    return unit, stop


def divided(unit: Unit, denominator: str) -> Unit:
    """``unit`` per ``denominator`` (a symbol)."""
    below = units().pint.get(denominator, "")
    pint = f"{unit.pint}/({below})" if unit.pint and below else ""
    kind: Kind = "performance" if unit.symbol.endswith("FLOP") else "measure"
    return Unit(f"{unit.symbol}/{denominator}", kind, unit.factor, pint)


def unit_word(word: str) -> Unit | None:
    """The unit ``word`` names by itself ("yards" of "517 rushing yards"), if it is one written as a word."""
    unit = units().forms.forms.get(word)
    return unit if unit is not None and unit.word and len(word) > 3 and unit.kind in ("measure", "duration") else None
