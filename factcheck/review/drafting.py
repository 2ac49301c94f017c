"""A claim drafted from a span that a reviewer chose: what extraction would have made of it, had it seen it.

The screen and the commands ``add-claim``, ``split`` and ``join`` share this.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from claims_db.claim import Claim, Lang, Statement
from claims_db.errors import InvalidRecord
from claims_db.records import ClaimRecord
from factcheck.review.field_words import WORDS_OF, read_word
from factcheck.review.language import _
from factcheck.review.unit_words import read_unit

_AROUND = 1500
"""Code points read on each side of the span: more than the longest paragraph's worth of context."""
_NUMBER = re.compile(r"[-+−]?\d[\d,]*(?:\.\d+)?")

NUMBERS = ("value", "low", "high")
WORDS = (
    *("unit", "comparator", "direction", "subject", "metric", "relative_to"),
    *("as_of", "period", "per", "precision", "attributed_to", "modality"),
)
_FIGURE = frozenset(("kind", *NUMBERS, "unit"))
"""Fields that the base value follows from."""
_BASE = ("base_value", "base_low", "base_high", "base_unit")
_QUANTITY = (
    *("kind", "value", "low", "high", "unit", "comparator"),
    *_BASE,
)
DRAFTED = ("kind", *NUMBERS, *WORDS)
"""The fields of a drafted claim that a reviewer is asked for."""
OFFSETS = ("start", "end")
CORRECTED = (*DRAFTED, *OFFSETS)
"""The fields of a claim that a reviewer is asked for who corrects it."""


def warm() -> None:
    """Read what drafting needs: the first draft would else take seconds."""
    from factcheck import extract

    list(extract("1 km", every=True))


def draft(text: str, start: int, end: int, source: str) -> Claim:
    """Return the claim of ``text[start:end]``, its fields those of the extracted figure that it overlaps most.

    Where extraction finds none there, the first number in the span is the value, and the kind a count. ``source`` is
    the name the claim carries. Raises ``InvalidRecord`` for a span that is empty or not in the text.
    """
    if not 0 <= start < end <= len(text):
        raise InvalidRecord(f"{source}: {start}-{end} is no span of its text of {len(text)} code points")
    from factcheck import extract

    first = _line_start(text, max(start - _AROUND, 0))
    window = text[first : _line_end(text, min(end + _AROUND, len(text)))]
    found = [
        (min(claim.end + first, end) - max(claim.start + first, start), claim)
        for claim in extract(window, source=source, every=True)
    ]
    overlap, best = max(found, key=lambda pair: pair[0], default=(0, None))
    left, right = statement_around(text, start, end)
    spans: dict[str, Any] = {
        "start": start,
        "end": end,
        "figure": text[start:end],
        "statement": Statement(left, right, text[left:right]),
        "region": "body",
        "states_claim": True,
        "extractor": "",
    }
    if best is not None and overlap > 0:
        inside = best.start + first < start or end < best.end + first
        return replace(best, **_part(text[start:end], best) if inside else {}, **spans)
    from factcheck.extraction.sentences import language

    lang: Lang = "zh" if language(text[left:right]) == "zh" else "en"
    return Claim(source=source, kind="count", value=_number(text[start:end]), lang=lang, **spans)


def _part(figure: str, whole: Claim) -> dict[str, Any]:
    """The quantity of ``figure``, a part of the figure of ``whole``: read by itself, the unit of the whole if bare."""
    from factcheck import extract

    alone = next(iter(extract(figure, every=True)), None)
    if alone is not None:
        return {name: getattr(alone, name) for name in _QUANTITY}
    bare = dict.fromkeys(_QUANTITY)
    return {**bare, "kind": whole.kind, "unit": whole.unit, "comparator": "eq", "value": _number(figure)}


def statement_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentence, or the sentences, in which ``start..end`` stands."""
    from factcheck.extraction.sentences import sentences

    first = _line_start(text, max(start - _AROUND, 0))
    left, right = start, end
    for sentence in sentences(text[first : _line_end(text, min(end + _AROUND, len(text)))], []):
        if sentence.start + first < end and start < sentence.end + first:
            left, right = min(left, sentence.start + first), max(right, sentence.end + first)
    return left, right


def with_fields(claim: Claim, written: dict[str, str]) -> Claim:
    """Return ``claim`` with fields as people write them: numbers with or without commas, an empty text for nothing.

    The base value follows. Raises ``FieldError``.
    """
    drafted = replace(claim, **with_base(claim, read_fields(claim, written)))
    if drafted.value is None and (drafted.low is None or drafted.high is None):
        raise FieldError("value", _("value: a number is needed, or low and high."))
    return drafted


class FieldError(ValueError):
    """What was written into ``field`` is no value of its sort; the message is one line for people."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def read_fields(claim: Claim, written: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of fields of ``claim`` from what a person wrote; the unit must be one of the claim's kind.

    Raises ``FieldError``.
    """
    fields: dict[str, Any] = {}
    for name, text in written.items():
        try:
            fields[name] = _read_field(name, text)
        except ValueError as problem:
            raise FieldError(name, str(problem)) from None
    kind = fields.get("kind", claim.kind)
    if "unit" in fields or kind != claim.kind:
        try:
            unit = read_unit(kind, written.get("unit", claim.unit or ""))
        except ValueError as problem:
            raise FieldError("unit", str(problem)) from None
        if "unit" in fields:
            fields["unit"] = unit
    return fields


def with_base(claim: Claim, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``fields``, which are to be set on ``claim``, and with a figure the base value that follows from it."""
    if not _FIGURE & fields.keys() or any(name in fields for name in _BASE):
        return dict(fields)
    return {**fields, **base_fields(replace(claim, **{name: fields[name] for name in _FIGURE & fields.keys()}))}


def base_fields(claim: Claim) -> dict[str, Any]:
    """Return the base value, low, high and unit that follow from the figure of ``claim``, as extraction would say."""
    from factcheck.extraction.base_units import to_base
    from factcheck.extraction.figure import Figure

    place = (claim.start, claim.end)
    figure = Figure(*place, *place, claim.kind, claim.lang, claim.value, claim.low, claim.high, claim.unit)
    return dict(zip(_BASE, to_base(figure), strict=True))


def restored_base(record: ClaimRecord, field: str) -> dict[str, Any] | None:
    """Return the base value of a figure whose ``field`` goes back to what was extracted while others stay corrected.

    None where the base value that was extracted comes back with the field, or does not depend on it.
    """
    if field not in _FIGURE or not (_FIGURE - {field}).intersection(record.corrected):
        return None
    return base_fields(replace(record.claim, **{field: getattr(record.extracted, field)}))


def _read_field(name: str, written: str) -> Decimal | int | str | None:
    text = written.strip()
    if name in NUMBERS:
        try:
            return Decimal(text.replace(",", "")) if text else None
        except InvalidOperation:
            message = _("{name}: “{text}” is no number; write digits such as 4500000000.")
            raise ValueError(message.format(name=_(name), text=text)) from None
    if name in WORDS_OF:
        return read_word(name, text)
    if name in (*OFFSETS, "statement_start", "statement_end"):
        if not (text.isascii() and text.isdigit()):
            raise ValueError(_("{name}: a whole number is needed, not “{text}”.").format(name=_(name), text=text))
        return int(text)
    return text or None


def part_of(whole: Claim, part: Claim) -> Claim:
    """Return ``part``, its subject and the like those of the claim it is split from where it names none."""
    names = ("subject", "metric", "relative_to", "period", "as_of", "attributed_to")
    return replace(part, **{name: getattr(whole, name) for name in names if getattr(part, name) is None})


def joined_span(records: Sequence[ClaimRecord]) -> tuple[int, int]:
    """Return the span from the first figure to the last."""
    return min(r.claim.start for r in records), max(r.claim.end for r in records)


def words_around(text: str, offset: int) -> list[tuple[int, int]]:
    """Return the words around ``offset`` as spans, ascending: Chinese ones by the segmenter, blanks left out."""
    import rjieba

    first, last = _line_start(text, max(offset - 300, 0)), min(offset + 300, len(text))
    words, place = [], first
    for word in rjieba.cut(text[first:last]):
        if not word.isspace():
            words.append((place, place + len(word)))
        place += len(word)
    return words


def next_word(text: str, offset: int) -> int:
    """Return where the next word begins."""
    return next((start for start, _ in words_around(text, offset) if start > offset), min(offset + 1, len(text)))


def previous_word(text: str, offset: int) -> int:
    """Return where the word at ``offset`` begins, or the one before it where ``offset`` begins one."""
    return next((s for s, _ in reversed(words_around(text, offset)) if s < offset), max(offset - 1, 0))


def word_end(text: str, offset: int) -> int:
    """Return the last character of the word at ``offset``, or of the next one where ``offset`` ends one."""
    return next((end - 1 for _, end in words_around(text, offset) if end - 1 > offset), min(offset + 1, len(text)))


def _number(figure: str) -> Decimal | None:
    match = _NUMBER.search(figure)
    return Decimal(match.group().replace(",", "").replace("−", "-")) if match else None


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", max(offset - _AROUND, 0), offset) + 1 or offset


def _line_end(text: str, offset: int) -> int:
    place = text.find("\n", offset, offset + _AROUND)
    return place if place >= 0 else offset
