"""Record files: one object a line, streamed."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from factcheck.reading import Document, Unreadable, read
from factcheck.reading.records import to_date


def records(path: Path | str) -> list[Document | Unreadable]:
    return list(read([], records=[str(path)]))


def test_a_record_is_a_document(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    lines = [
        {"id": "a", "text": "45億美元\r\n", "title": "T", "published": "2025-07-19T22:46:38+08:00", "other": [1]},
        {"id": 7, "text": "5%", "date": "2024年5月3日"},
        {"name": "n", "text": "x"},
    ]
    path.write_text("\ufeff" + "\n\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    a, seven, n = records(path)
    assert isinstance(a, Document)
    assert isinstance(seven, Document)
    assert isinstance(n, Document)
    assert (a.name, a.text, a.title, a.published) == ("a", "45億美元\r\n", "T", date(2025, 7, 19))
    assert a.sha256 == hashlib.sha256("45億美元\r\n".encode()).hexdigest()
    assert (seven.name, seven.published) == ("7", date(2024, 5, 3))
    assert n.name == "n"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "line 2 is not an object"),
        (b'"text"', "line 2 is not an object"),
        (b'{"id": "a"}', "line 2 is not an object"),
        (b'{"id": "a", "text": 5}', "line 2 is not an object"),
        (b'{"text": "5%"}', 'line 2 has no "id"'),
        (b'{"id": "a", "text": " "}', "line 2 (id a) has no text"),
        (b'{"id": "a", "text": "\xff"}', "line 2 is not"),
        (b'{"id": "a", "text": "\\ud800"}', "line 2 is not"),
        (b"[" * 100_000, "line 2 is not"),
    ],
)
def test_a_malformed_line_is_named_and_the_next_is_read(tmp_path: Path, line: bytes, reason: str) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(b'{"id": 1, "text": "5%"}\n' + line + b'\n{"id": 3, "text": "6%"}')
    first, bad, last = records(path)
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(bad, Unreadable)
    assert bad.name == str(path)
    assert reason in bad.reason
    assert "\n" not in str(bad)


def test_files_that_hold_no_records(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text("\n \n")
    assert "no records" in str(*records(path))
    path.write_text('{"id": 1, "text": "5%"}', encoding="utf-16")
    assert "must be UTF-8" in str(*records(path))
    assert "no such file" in str(*records(tmp_path / "none.jsonl"))
    assert "a folder" in str(*records(tmp_path))


def test_a_record_file_among_the_sources(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text('{"id": 1, "text": "5%"}')
    assert [answer.name for answer in read([str(path)])] == ["1"]


def test_records_from_standard_input_are_taken_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            line = b'{"id": 1, "text": "5%"}\n'
            buffer[: len(line)] = line
            return len(line)

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(Endless())))
    assert len(list(islice(read([], records=["-"]), 1000))) == 1000


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-05-03", date(2024, 5, 3)),
        ("2024/5/3 08:00", date(2024, 5, 3)),
        ("20240503", date(2024, 5, 3)),
        ("20240503T080000Z", date(2024, 5, 3)),
        ("Fri, 03 May 2024 08:00:00 +0000", date(2024, 5, 3)),
        ("2024-13-03", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_as_feeds_write_them(written: str, day: date | None) -> None:
    assert to_date(written) == day
