"""The fields of a claim as people read and write them in the language of the screen: kinds, modalities, comparators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import get_args

from claims_db.claim import Comparator, Direction, Modality
from claims_db.records import KINDS
from factcheck.review.language import _

WORDS_OF: Mapping[str, Sequence[str]] = {
    "kind": KINDS,
    "comparator": get_args(Comparator),
    "modality": get_args(Modality),
    "direction": get_args(Direction),
}
"""The fields that hold one of a few words, and these."""
UNSAID: Mapping[str, str] = {"comparator": "eq", "modality": "actual"}
"""What a field holds that says nothing else."""
COMPARATORS: Mapping[str, tuple[str, str]] = {
    "eq": ("=", "exactly"),
    "approx": ("≈", "approximately"),
    "lt": ("<", "less than"),
    "le": ("≤", "at most"),
    "gt": (">", "more than"),
    "ge": ("≥", "at least"),
    "range": ("–", "from … to"),
}
"""The sign and the words of each comparator."""


def link_sentence(a: object, kind: str, b: object) -> str:
    """Return what a link from claim ``a`` to claim ``b`` says, in the language of the screen."""
    said = {
        "duplicate": _("Claim {id} says the same as claim {other}"),
        "contradicts": _("Claim {id} contradicts claim {other}"),
        "supports": _("Claim {id} supports claim {other}"),
        "updates": _("Claim {id} updates claim {other}"),
        "derived-from": _("Claim {id} is derived from claim {other}"),
    }.get(kind, _("Claim {id} is related to claim {other}"))
    return said.format(id=a, other=b)


def shown_field(name: str, value: object) -> str:
    """Return a field's value as a form shows it: digits, signs for comparators, words translated, "" for none."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return _shown(name, str(value)) if name in WORDS_OF else str(value)


def _shown(name: str, word: str) -> str:
    return COMPARATORS[word][0] if name == "comparator" and word in COMPARATORS else _(word)


def shown_words(name: str) -> list[str]:
    """Return the words that a field of ``WORDS_OF`` may hold, as ``shown_field`` shows them."""
    return [_shown(name, word) for word in WORDS_OF[name]]


def told_words(name: str) -> str:
    """Return the words that a field of ``WORDS_OF`` may hold as one line; signs with what they mean."""
    if name == "comparator":
        return "  ".join(f"{sign} {_(meaning)}" for sign, meaning in COMPARATORS.values())
    return "  ".join(shown_words(name))


def read_word(name: str, written: str) -> str | None:
    """Return the word of ``WORDS_OF`` that ``written`` means, in English, as translated or as a sign.

    "" is what the field holds that says nothing, where it may. Raises ``ValueError`` that names the field and the
    words it may hold.
    """
    said = written.strip().casefold()
    if not said and name != "kind":
        return UNSAID.get(name)
    for word in WORDS_OF[name]:
        spellings = [word, _(word)]
        if name == "comparator":
            sign, meaning = COMPARATORS[word]
            spellings += [sign, meaning, _(meaning)]
        if said in (spelling.casefold() for spelling in spellings):
            return word
    message = _("{name}: “{text}” is none; choose of {words}.")
    raise ValueError(message.format(name=_(name), text=written.strip(), words=", ".join(shown_words(name))))
