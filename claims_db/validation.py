"""What crosses the border into the file is checked here, by pydantic, and said in one line when it is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import urlsplit

from claims_db.claim import Claim
from claims_db.errors import InvalidRecord, SpanMismatch, UnknownLinkType, UnknownStatus, shorten
from claims_db.records import (
    LINK_TYPES,
    STANCES,
    STATUSES,
    Finding,
    LinkType,
    NewSource,
    SourceData,
    Stance,
    Status,
)

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")

MAX_EXPONENT = 400
"""Powers of ten a number may span; the Planck volume to the universe's is 186."""


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def valid(kind: Callable[..., T], value: Any, what: str) -> T:
    """``value`` as ``kind``; raises ``InvalidRecord`` that starts with ``what`` and names the field."""
    from pydantic import ValidationError

    try:
        return cast(T, _adapter(kind).validate_python(value))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        said = {"what": what, "field": place.replace("_", " "), "problem": first["msg"]}
        if first["type"] == "literal_error":
            raise InvalidRecord("{what}: {field}: choose of {known}", **said, known=first["ctx"]["expected"]) from None
        raise InvalidRecord("{what}: {field}: {problem}" if place else "{what}: {problem}", **said) from None


def valid_claim(claim: Claim, text: str, source: str) -> Claim:
    """A checked copy of ``claim``, whose spans were compared with ``text``, the stored text of ``source``.

    Raises ``InvalidRecord`` or ``SpanMismatch``.
    """
    checked = valid(Claim, claim, _which(claim, source))
    _check_span(source, "figure", checked.start, checked.end, checked.figure, text)
    statement = checked.statement
    _check_span(source, "statement", statement.start, statement.end, statement.text, text)
    _check_numbers(checked, source)
    return checked


def _which(claim: Claim, source: str) -> str:
    """A claim as a message names it in any language: its source, its figure, where it stands."""
    figure = getattr(claim, "figure", None)
    return f"{source}, {shorten(figure) if isinstance(figure, str) else '?'} ({getattr(claim, 'start', '?')})"


def _check_span(source: str, what: str, start: int, end: int, expected: str, text: str) -> None:
    found = text[start:end] if 0 <= start < end <= len(text) else ""
    if not found or found != expected:
        raise SpanMismatch(source, what, start, end, expected, found)


def _check_numbers(claim: Claim, source: str) -> None:
    problem = _number_problem(claim)
    if problem:
        template, values = problem
        raise InvalidRecord(f"{{what}}: {template}", what=_which(claim, source), **values)


def _number_problem(claim: Claim) -> tuple[str, dict[str, object]] | None:
    value, low, high = claim.value, claim.low, claim.high
    if value is None and (low is None or high is None):
        return "the field value is empty; fill it in, or both low and high", {}
    base_low, base_high = claim.base_low, claim.base_high
    if low is not None and high is not None and low > high:
        return "the field low ({low}) is above high ({high}); correct one of them", {"low": low, "high": high}
    if base_low is not None and base_high is not None and base_low > base_high:
        return "the field base low ({low}) is above base high ({high}); correct one of them", {
            "low": base_low,
            "high": base_high,
        }
    for field in ("value", "low", "high", "base_value", "base_low", "base_high"):
        number = getattr(claim, field)
        if number is not None and (abs(number.adjusted()) > MAX_EXPONENT or len(str(number)) > MAX_EXPONENT):
            said = "the field {field} has more than {most} digits; write a shorter number"
            return said, {"field": field.replace("_", " "), "most": MAX_EXPONENT}
    if not 0 <= claim.checkworthiness <= 1:
        return "the field checkworthiness ({worth}) is not between 0 and 1", {"worth": claim.checkworthiness}
    return None


def valid_source(source: SourceData) -> NewSource:
    """A checked copy of anything that carries a source. Raises ``InvalidRecord``."""
    name = proper(source.name, "source name", "name")
    text = proper(source.text, name, "text")
    checked = valid(
        NewSource,
        {
            "name": name,
            "text": text,
            "sha256": source.sha256,
            "media_type": source.media_type,
            "encoding": source.encoding,
            "raw": source.raw,
            "reader": source.reader,
            "title": source.title,
            "published": source.published,
            "boilerplate": source.boilerplate,
            "record_file": source.record_file,
        },
        name,
    )
    if len(checked.sha256) != 64 or not all(digit in "0123456789abcdef" for digit in checked.sha256):
        raise InvalidRecord(f"{name}: sha256 must be 64 lower-case hexadecimal digits")
    if checked.raw is not None and hashlib.sha256(checked.raw).hexdigest() != checked.sha256:
        raise InvalidRecord(f"{name}: sha256 is not that of the raw bytes")
    for start, end in checked.boilerplate or ():
        if not 0 <= start <= end <= len(text):
            raise InvalidRecord(f"{name}: boilerplate span {start}-{end} lies outside the text")
    return checked


def proper(text: str, what: str, field: str) -> str:
    """``text`` unless it holds half a character, which no encoding can store. Raises ``InvalidRecord``."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidRecord(
            "{what}: {field} holds half a character (lone surrogate) at {start}; replace it by U+FFFD",
            what=ascii(what)[1:-1],
            field=field,
            start=error.start,
        ) from None
    return text


def valid_text(text: str, what: str) -> str:
    """A note, tag or the like: proper Unicode and not blank, otherwise untouched. Raises ``InvalidRecord``."""
    if not text.strip():
        raise InvalidRecord("{what}: is empty", what=what)
    return proper(text, what, "text")


def valid_status(status: Status) -> Status:
    """Raises ``UnknownStatus``."""
    if status not in STATUSES:
        raise UnknownStatus(
            "status {name} is unknown; choose one of {known}", name=repr(status), known=", ".join(STATUSES)
        )
    return status


def valid_link_type(kind: LinkType) -> LinkType:
    """Raises ``UnknownLinkType``."""
    if kind not in LINK_TYPES:
        raise UnknownLinkType(
            "link type {name} is unknown; choose one of {known}", name=repr(kind), known=", ".join(LINK_TYPES)
        )
    return kind


def valid_stance(stance: Stance) -> Stance:
    """Raises ``InvalidRecord``."""
    if stance not in STANCES:
        raise InvalidRecord(
            "stance {name} is unknown; choose one of {known}", name=repr(stance), known=", ".join(STANCES)
        )
    return stance


def valid_url(url: str, what: str) -> str:
    """An address of the web (http or https), on one line. Raises ``InvalidRecord``."""
    trimmed = valid_text(url, what).strip()
    if any(not char.isprintable() for char in trimmed):
        raise InvalidRecord(
            "{what}: {text} holds control characters; give the address on one line", what=what, text=ascii(trimmed[:60])
        )
    try:
        parts = urlsplit(trimmed)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, trimmed))
    except ValueError:
        # an unbalanced bracket, as in http://[::1
        sound = False
    if not sound:
        raise InvalidRecord(
            "{what}: {text} is no web address; write it in full, as https://example.org/page",
            what=what,
            text=shorten(trimmed),
        )
    return trimmed


def valid_finding(finding: Finding) -> Finding | None:
    """A checked copy, blank fields as None; None when nothing is left. Raises ``InvalidRecord``."""
    checked = valid(Finding, finding, "finding")
    rationale, value, url = (
        part if part and part.strip() else None
        for part in (checked.rationale, checked.correct_value, checked.review_url)
    )
    if url is not None:
        url = valid_url(url, "review address")
    if rationale is None and value is None and url is None:
        return None
    return Finding(rationale, value, url)


def valid_date(value: date | str | None, what: str) -> date | None:
    """A calendar date, also as ISO 8601 text. Raises ``InvalidRecord``."""
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InvalidRecord("{what}: {text} is no date; write it as 2026-03-31", what=what, text=repr(value)) from None
