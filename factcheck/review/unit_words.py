"""The units a claim may have, by its kind, as people write them: symbols, codes, and the words that articles use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache

from claims_db.claim import Kind
from factcheck.review.language import _

_KINDS_OF_UNITS: Mapping[Kind, tuple[str, ...]] = {
    # a length of time may be measured, and a speed performed
    **dict.fromkeys(("measure", "duration", "performance"), ("measure", "duration", "performance")),
    "age": ("duration",),
    "percentage": ("percentage",),
    "multiple": ("multiple",),
}
"""By a claim's kind the kinds of the units in ``units.tsv`` that it may have."""
_USUAL: Mapping[Kind, str] = {
    "money": "USD, CNY, EUR",
    "percentage": "%, pp, [bp]",
    "multiple": "x",
    "fraction": "1",
    "age": "a, mo",
    "duration": "h, d, a",
    "performance": "TFLOP/s, Gbit/s",
    "measure": "km, t, GW.h, km/h",
}
_RATES = ("measure", "performance")
"""Kinds whose unit may be one divided by another."""
_NEAR = 0.7
_SUGGESTED = 3


def read_unit(kind: Kind, written: str) -> str | None:
    """Return the unit that ``written`` means for a claim of ``kind``: ``公里`` is km, ``US dollars`` USD; None for "".

    A count takes any noun. Raises ``ValueError`` with one line for what is no unit of that kind.
    """
    text = written.strip()
    if not text or kind == "count":
        return text or None
    known = known_units(kind)
    found = known.get(text) or (known.get(text.upper()) if kind == "money" else None)
    if found is None and kind in _RATES:
        parts = [known.get(part.strip()) for part in text.split("/")]
        found = "/".join(part for part in parts if part) if len(parts) > 1 and all(parts) else None
    if found is None:
        raise ValueError(_refusal(kind, text))
    return found


def unit_hint(kind: Kind) -> str:
    """Return what the unit of a claim of ``kind`` may be, with examples, in one line."""
    if kind == "count":
        return _("what is counted, any noun: cars, people, 辆")
    if kind == "money":
        return _("a currency by its code or name: {examples}").format(examples=f"{_USUAL[kind]}, 美元")
    return _("a unit by its symbol or name: {examples}").format(examples=_USUAL[kind])


def completions(kind: Kind) -> Sequence[str]:
    """Return what the unit of a claim of ``kind`` may be completed to: symbols first, then words."""
    if kind == "count":
        from factcheck.extraction.figures.lexicon import groups

        found = groups("measure_words_zh.txt")
        return [*sorted(found.get("counted", ())), *sorted(found.get("plain", ()))]
    return list(known_units(kind))


def _refusal(kind: Kind, text: str) -> str:
    known = known_units(kind)
    near = dict.fromkeys(known[word] for word in get_close_matches(text, known, 9, _NEAR))
    examples = ", ".join(list(near)[:_SUGGESTED]) or _USUAL[kind]
    if kind == "money":
        said = _("unit: “{text}” is no currency known here; write a code or name, such as {examples}.")
    else:
        said = _("unit: “{text}” is no unit of this kind known here; write a symbol or name, such as {examples}.")
    return said.format(text=text, examples=examples)


@cache
def known_units(kind: Kind) -> Mapping[str, str]:
    """Return the unit of each way of writing one that a claim of ``kind`` may have, the symbols themselves first.

    Words that mean several of a unit, such as *decade* or *cent*, are none: the value would change with them.
    """
    if kind == "money":
        return _currencies()
    if kind not in _KINDS_OF_UNITS:
        return {"1": "1"} if kind == "fraction" else {}
    from factcheck.extraction.figures.units import units

    forms = {word: unit for word, unit in units().forms.forms.items() if unit.kind in _KINDS_OF_UNITS[kind]}
    found = {unit.symbol: unit.symbol for unit in forms.values()}
    for word, unit in forms.items():
        if unit.factor == 1:
            found.setdefault(word, unit.symbol)
    return found


def _currencies() -> dict[str, str]:
    from factcheck.extraction.figures.currencies import currencies
    from factcheck.extraction.figures.lexicon import rows

    table = currencies()
    found = {code: code for _, (code, *_names) in rows("currency_names.tsv", 3)}
    known = {money.code for money in table.after.forms.values() if money.code.isalpha()}
    found |= {code: code for code in sorted(known)}
    for forms in (table.before.forms, table.after.forms):
        for word, money in forms.items():
            if money.fraction is None and money.code in found:  # "$" alone may be one of several
                found.setdefault(word, money.code)
    return found
