"""Suggestions and findings as lines on stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import msgspec

from factcheck.matching.retrieval import Found
from factcheck.matching.scoring import Pair

_BATCH = 512


def write_pairs(pairs: Iterable[Pair], form: str) -> None:
    """Write ``pairs``: ``{"a","b","relation","score","why"}`` a line for ``jsonl``, columns for people otherwise."""
    if form == "jsonl":
        encode = msgspec.json.Encoder().encode
        _write(encode(pair) for pair in pairs)
        return
    _write(
        f"{pair.relation:<13} {pair.score:4.2f}  {pair.a}  {pair.b}  {'; '.join(pair.why)}".encode() for pair in pairs
    )


def write_found(found: Iterable[Found], form: str) -> None:
    """Write each query's matches: ``{"query","matches":[{"id","score"}]}`` a line for ``jsonl``."""
    if form == "jsonl":
        encode = msgspec.json.Encoder().encode
        _write(encode(item) for item in found)
        return
    _write(f"{item.query}  {match.score:5.2f}  {match.id}".encode() for item in found for match in item.matches)


def _write(lines: Iterable[bytes]) -> None:
    batch: list[bytes] = []
    write = sys.stdout.buffer.write
    for line in lines:
        batch.append(line)
        if len(batch) >= _BATCH:
            write(b"\n".join(batch) + b"\n")
            batch.clear()
    if batch:
        write(b"\n".join(batch) + b"\n")
