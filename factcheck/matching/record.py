"""Claims as matching reads them: one JSON object a line, whatever program wrote it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from decimal import Decimal

    from claims_db.claim import Claim


class MatchingInputError(ValueError):
    """Input that can't be read; its text is one line that names the file and the line and says what would work."""


class MistypedClaimError(MatchingInputError):
    """A claim one of whose fields is of a type that can't be read: it alone is left out."""


class Statement(msgspec.Struct, gc=False, omit_defaults=True):
    """The sentence around a figure; ``start`` is null where the source's offsets are unknown."""

    text: Any = None
    start: Any = None
    end: Any = None


class Record(msgspec.Struct, gc=False, omit_defaults=True):
    """A claim of the contract, loosely typed: an unknown unit, period or kind is a value like any other."""

    id: Any = None
    kind: Any = None
    value: Any = None
    low: Any = None
    high: Any = None
    unit: Any = None
    base_value: Any = None
    base_low: Any = None
    base_high: Any = None
    base_unit: Any = None
    comparator: Any = None
    figure: Any = None
    subject: Any = None
    metric: Any = None
    relative_to: Any = None
    as_of: Any = None
    period: Any = None
    per: Any = None
    modality: Any = None
    direction: Any = None
    attributed_to: Any = None
    source: Any = None
    start: Any = None
    end: Any = None
    statement: Statement | str | None = None
    lang: Any = None
    region: Any = None

    @property
    def statement_text(self) -> str:
        """The sentence, or an empty text."""
        said = self.statement.text if isinstance(self.statement, Statement) else self.statement
        return said if isinstance(said, str) else ""


class Brief(msgspec.Struct, gc=False):
    """Of a claim what its relation to another needs beside its sketch."""

    id: Any
    figure: Any = None
    start: Any = None
    statement: Statement | str | None = None

    @property
    def statement_text(self) -> str:
        """The sentence, or an empty text."""
        said = self.statement.text if isinstance(self.statement, Statement) else self.statement
        return said if isinstance(said, str) else ""


_decoder = msgspec.json.Decoder(Record)


def decode(line: bytes, name: str, number: int) -> Record:
    """The claim on one line of ``name``; raises :class:`MatchingInputError` naming file and line."""
    try:
        record = _decoder.decode(line)
    except msgspec.MsgspecError as error:
        record = _decode_loosely(line, name, number, error)
    if record.id is None or isinstance(record.id, (dict, list)):
        raise MatchingInputError(f'{name}, line {number}: the claim has no id; give each line an "id"')
    return record


def _decode_loosely(line: bytes, name: str, number: int, error: Exception) -> Record:
    """Python's ``json`` also writes NaN and Infinity: such a claim has no figure, yet the line is readable."""
    try:
        row = json.loads(line)
    except ValueError:
        raise MatchingInputError(f"{name}, line {number}: not a JSON object ({error}); give one claim a line") from None
    if not isinstance(row, dict):
        raise MatchingInputError(f"{name}, line {number}: not a JSON object; give one claim a line")
    try:
        return msgspec.convert(row, Record, strict=False)
    except msgspec.MsgspecError as problem:
        raise MistypedClaimError(f"{name}, line {number}: {problem}; the claim is left out") from None


def read_records(lines: Iterable[bytes], name: str) -> Iterator[Record]:
    """The claims of ``lines`` in order; blank lines are passed over."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield decode(line, name, number)


def record_of(claim: Claim, claim_id: int | str) -> Record:
    """A claim as matching reads it."""
    said = claim.statement
    return Record(
        id=claim_id,
        kind=claim.kind,
        value=_number(claim.value),
        low=_number(claim.low),
        high=_number(claim.high),
        unit=claim.unit,
        base_value=_number(claim.base_value),
        base_low=_number(claim.base_low),
        base_high=_number(claim.base_high),
        base_unit=claim.base_unit,
        comparator=claim.comparator,
        figure=claim.figure,
        subject=claim.subject,
        metric=claim.metric,
        relative_to=claim.relative_to,
        as_of=claim.as_of,
        period=claim.period,
        per=claim.per,
        modality=claim.modality,
        direction=claim.direction,
        attributed_to=claim.attributed_to,
        source=claim.source,
        start=claim.start,
        end=claim.end,
        statement=Statement(said.text, said.start, said.end),
        lang=claim.lang,
        region=claim.region,
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
