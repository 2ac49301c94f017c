"""What the word lists say of a word, as bits of one number: several questions of a word are one dictionary look-up."""

from __future__ import annotations

from typing import Final

METRIC: Final = 1 << 0
CORPORATE: Final = 1 << 1
BOOKED: Final = 1 << 2
ANYBODY: Final = 1 << 3
JOB: Final = 1 << 4
PEOPLE: Final = 1 << 5
SPEC: Final = 1 << 6
RISE: Final = 1 << 7
FALL: Final = 1 << 8
ORGANISATION: Final = 1 << 9
PRODUCT: Final = 1 << 10
PERSON: Final = 1 << 11
MEASURE_WORD: Final = 1 << 12
TIME_NOUN: Final = 1 << 13
TIME_START: Final = 1 << 14
TIME_TRIGGER: Final = 1 << 15
CONDITION: Final = 1 << 16
ACCORDING: Final = 1 << 17
SUPPOSED: Final = 1 << 18
FORETOLD: Final = 1 << 19
OUTLOOK: Final = 1 << 20
AIM: Final = 1 << 21
WAY: Final = 1 << 22
COMPARING: Final = 1 << 23
MEANT: Final = 1 << 24
NEGATION: Final = 1 << 25

CHANGE: Final = RISE | FALL

MARK_OF_ROLE: Final = {
    "metric": METRIC,
    "corporate": CORPORATE,
    "booked": BOOKED,
    "anybody": ANYBODY,
    "job": JOB,
    "people": PEOPLE,
    "spec": SPEC,
    "rise": RISE,
    "fall": FALL,
    "organisation": ORGANISATION,
    "product": PRODUCT,
    "person": PERSON,
    "measure-word": MEASURE_WORD,
}
"""The roles of ``data/context_en_nouns.tsv``; the last part of a hyphenated word decides on them."""
