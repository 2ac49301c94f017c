"""One claim as one line of JSON, and back without losing a digit.

Numbers are JSON numbers in plain notation, written from exact decimals; unstated fields are left out.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import msgspec

from claims_db.claim import Claim
from claims_db.errors import InvalidRecord

_MAX_EXPONENT = 6000
"""Powers of ten a number may have in plain notation before it is no number but an attack on memory."""


class _Line(msgspec.Struct, omit_defaults=True, gc=False):
    """The fields of a claim in the order they are written; None is left out."""

    source: str
    start: int
    end: int
    figure: Any
    statement: Any
    kind: str
    value: Any = None
    low: Any = None
    high: Any = None
    unit: str | None = None
    base_value: Any = None
    base_low: Any = None
    base_high: Any = None
    base_unit: str | None = None
    comparator: str | None = None
    subject: str | None = None
    metric: str | None = None
    relative_to: str | None = None
    as_of: str | None = None
    period: str | None = None
    per: str | None = None
    precision: str | None = None
    modality: str | None = None
    direction: str | None = None
    attributed_to: str | None = None
    region: str | None = None
    states_claim: bool | None = None
    extractor: str | None = None
    checkworthiness: float | None = None
    lang: str | None = None


_encoder = msgspec.json.Encoder(decimal_format="number")
_claims = msgspec.json.Decoder(Claim)
_objects = msgspec.json.Decoder(dict[str, Any], float_hook=Decimal)
_FIELDS = frozenset(Claim.__dataclass_fields__)


def encode(claim: Claim, **extra: Any) -> bytes:
    """``claim`` as one JSON object without line break, ``extra`` fields (id, status, …) before its own.

    Extra values are anything JSON can say, decimals included. A lone surrogate, which UTF-8 can't say, is written as
    its JSON escape. Raises ``InvalidRecord`` for a number that is not finite.
    """
    value, base_value = claim.value, claim.base_value
    written = None if value is None else _number(value)
    line = _Line(
        claim.source,
        claim.start,
        claim.end,
        claim.figure,
        claim.statement,
        claim.kind,
        written,
        None if claim.low is None else _number(claim.low),
        None if claim.high is None else _number(claim.high),
        claim.unit,
        written if base_value is value else None if base_value is None else _number(base_value),
        None if claim.base_low is None else _number(claim.base_low),
        None if claim.base_high is None else _number(claim.base_high),
        claim.base_unit,
        claim.comparator,
        claim.subject,
        claim.metric,
        claim.relative_to,
        claim.as_of,
        claim.period,
        claim.per,
        claim.precision,
        claim.modality,
        claim.direction,
        claim.attributed_to,
        claim.region,
        claim.states_claim,
        claim.extractor,
        claim.checkworthiness,
        claim.lang,
    )
    try:
        encoded = _encoder.encode(line)
    except UnicodeEncodeError:
        encoded = _encoder.encode(_escaped(msgspec.structs.asdict(line) | {"statement": asdict(claim.statement)}))
    if not extra:
        return encoded
    try:
        beside = _encoder.encode(_plain(extra))
    except UnicodeEncodeError:
        beside = _encoder.encode(_escaped(_plain(extra)))
    return beside[:-1] + b"," + encoded[1:]


def decode(line: bytes | str) -> Claim:
    """The claim of a line that ``encode`` wrote, decimals exactly as written; other fields are passed over.

    Raises ``InvalidRecord``.
    """
    try:
        return _claims.decode(line)
    except msgspec.MsgspecError as error:
        raise InvalidRecord(f"no claim: {error}") from None


def decode_with_extra(line: bytes | str) -> tuple[Claim, dict[str, Any]]:
    """The claim of a line and the fields that are not a claim's, their numbers as ints and decimals."""
    claim = decode(line)
    fields = _objects.decode(line)
    return claim, {name: value for name, value in fields.items() if name not in _FIELDS}


def _number(number: Decimal) -> Decimal | msgspec.Raw:
    """A decimal as JSON should read it: its own digits, without exponent."""
    text = str(number)
    if text.isdecimal():
        return number
    if "E" not in text:
        if not number.is_finite():
            raise InvalidRecord(f"{number} is no number that JSON can say")
        return number
    if abs(number.adjusted()) > _MAX_EXPONENT:
        raise InvalidRecord(f"{text} is too long to be written out")
    return msgspec.Raw(format(number, "f"))


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return _number(value)
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case _:
            return value


def _escaped(value: Any) -> Any:
    """``value`` without None fields, its strings as JSON in ASCII."""
    match value:
        case str():
            return msgspec.Raw(json.dumps(value).encode())
        case dict():
            return {key: _escaped(item) for key, item in value.items() if item is not None}
        case list():
            return [_escaped(item) for item in value]
        case _:
            return value
