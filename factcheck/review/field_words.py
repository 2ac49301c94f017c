"""The fields of a claim as people read and write them in the language of the screen: kinds, modalities, directions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import get_args

from claims_db.claim import Direction, Modality
from claims_db.records import KINDS
from factcheck.review.language import _

WORDS_OF: dict[str, Sequence[str]] = {
    "kind": KINDS,
    "modality": get_args(Modality),
    "direction": get_args(Direction),
}
"""The words that a field may hold, where they are in the catalogue."""


def shown_field(name: str, value: object) -> str:
    """Return a field's value as it is shown: numbers in digits, words of ``WORDS_OF`` translated, "" for none."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return _(str(value)) if name in WORDS_OF else str(value)


def read_word(name: str, written: str) -> str:
    """Return the word of ``WORDS_OF`` that ``written`` means, in English or as translated; else what was written."""
    said = written.casefold()
    return next((word for word in WORDS_OF.get(name, ()) if said in (word, _(word).casefold())), written)
