"""Record files: one JSON object ``{"id", "text"}`` a line, read as a stream."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from email.utils import parsedate_to_datetime
from typing import BinaryIO

import msgspec

from factcheck.reading.document import Document, Unreadable
from factcheck.reading.files import LARGEST, MEBIBYTE, open_file

_MARKS = (b"\xff\xfe", b"\xfe\xff")
_STDIN = "standard input"
_UTF8_MARK = b"\xef\xbb\xbf"
_YEAR_FIRST = re.compile(r"\s*(\d{4})(?:\D(\d{1,2})\D(\d{1,2})(?!\d)|(\d{2})(\d{2})(?!\d))")


class _Nameless(Unreadable):
    """A record without an id."""


class _Record(msgspec.Struct):
    text: str
    id: str | int | float | None = None
    name: str | None = None
    title: str | None = None
    published: str | int | float | None = None
    date: str | int | float | None = None


def read_records(path: str) -> Iterator[Document | Unreadable]:
    """The records of a file, or of standard input for ``-``, in order, in memory one at a time.

    ``id`` (or ``name``) and ``text`` are required; ``title`` and ``published`` or ``date`` are used where given, other
    fields ignored. A line that is no such record is named by its number and the next ones are still read. Raises
    CannotRead for a file that can't be opened.
    """
    name = _STDIN if path == "-" else path
    with nullcontext(sys.stdin.buffer) if path == "-" else open_file(path) as file:
        empty = anonymous = True
        nameless: list[Unreadable] = []
        for number, line in _lines(file):
            if line is None:
                yield Unreadable(name, f"line {number} is longer than {LARGEST // MEBIBYTE} MiB; split its text")
                return
            if number == 1:
                if line.startswith(_MARKS):
                    yield Unreadable(name, "a record file must be UTF-8; convert it and try again")
                    return
                line = line.removeprefix(_UTF8_MARK)
            if line.strip():
                empty = False
                read = _read_line(name, number, line)
                # one line says it of a whole file in which no record has an id
                if anonymous and isinstance(read, _Nameless):
                    nameless.append(read)
                    continue
                anonymous = False
                yield from nameless
                nameless.clear()
                yield read
        if len(nameless) > 1:
            yield Unreadable(name, f'none of its {len(nameless):,} records has an "id"')
        else:
            yield from nameless
        if empty:
            yield Unreadable(name, 'no records in it; each line is an object like {"id": "a1", "text": "…"}')


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one too long to hold, which ends the stream."""
    number = 0
    while line := file.readline(LARGEST + 1):
        number += 1
        if len(line) > LARGEST:
            yield number, None
            return
        yield number, line


_decode = msgspec.json.Decoder(_Record).decode


def _read_line(file: str, number: int, line: bytes) -> Document | Unreadable:
    try:
        record = _decode(line)
    except UnicodeDecodeError:
        return Unreadable(file, f"line {number} is not UTF-8")
    except (msgspec.MsgspecError, RecursionError) as error:
        wanted = 'an object like {"id": "a1", "text": "…"}'
        return Unreadable(file, f"line {number} is not {wanted}: {str(error) or 'nested too deeply'}")
    name = record.id if record.id is not None else record.name
    if name is None or name == "":
        return _Nameless(file, f'line {number} has no "id"')
    if not record.text.strip():
        return Unreadable(file, f"line {number} (id {name}) has no text")
    digest = hashlib.sha256(record.text.encode()).hexdigest()
    written = record.published if record.published is not None else record.date
    return Document(
        name=str(name),
        text=record.text,
        sha256=digest,
        media_type="text/plain",
        encoding="utf-8",
        reader="records 1",
        title=record.title or None,
        published=None if written is None else to_date(str(written)),
        # what comes by standard input has no name that a later record could be a version under
        record_file=file if file != _STDIN else f"{file} {digest[:12]}",
    )


def to_date(written: str) -> date | None:
    """The day of a date as feeds write it: ISO 8601, ``2024/5/3``, ``2024年5月3日``, ``20240503`` or RFC 5322.

    None for anything else: a text is worth having without its date.
    """
    match = _YEAR_FIRST.match(written)
    try:
        if match:
            year, month, day = (int(part) for part in match.groups() if part)
            return date(year, month, day)
        return parsedate_to_datetime(written).date()
    except (ValueError, TypeError, IndexError):
        return None
