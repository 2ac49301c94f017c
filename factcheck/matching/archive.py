"""Matching of very many stored claims at once: the way of a file, with what comes of it stored in portions."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, TypeVar

import msgspec
import numpy as np

from factcheck.matching.aliases import Lexicon
from factcheck.matching.bulk import Bulk
from factcheck.matching.keys import format_key, keys_of_sketches
from factcheck.matching.record import record_of
from factcheck.matching.scoring import Pair
from factcheck.matching.sketch import Records, Sketches
from factcheck.matching.store import stored

if TYPE_CHECKING:
    from claims_db import Database

T = TypeVar("T")

_AT_ONCE = 10_000


def match_archive(database: Database, claim_ids: Sequence[int], lexicon: Lexicon) -> Iterator[Pair]:
    """Match ``claim_ids`` with all that is stored; store the suggestions and yield them.

    The claims count as matched when all is stored: interrupted, it begins anew and finds what it stored.
    """
    new = set(claim_ids)
    since = database.blocks.last_change()
    with tempfile.TemporaryFile() as file:
        ids, offsets = _write(database, file)
        if ids:
            records = Records(file, "the database")
            sketches = records.read(lexicon)
            _file(database, records, sketches, lexicon, ids, offsets)
            database.blocks.note(format_key())
            for pairs in _portions(p for p in Bulk(records, sketches, lexicon).pairs() if p.a in new or p.b in new):
                database.suggestions.add(((p.a, p.b, p.relation, p.score, p.why) for p in pairs), since=since)
                yield from stored(database, pairs, since)
    database.suggestions.add((), matched=claim_ids, since=since)


def file_anew(database: Database, lexicon: Lexicon, leave: Sequence[int]) -> None:
    """File the claims of a database of an earlier release under the keys of this one; once, a pass over the claims.

    ``leave`` are claims about to be matched: filed now, they would be found by each other twice.
    """
    if database.blocks.noted(format_key()):
        return
    if not database.blocks.empty():
        with tempfile.TemporaryFile() as file:
            ids, offsets = _write(database, file)
            if ids:
                records = Records(file, "the database")
                _file(database, records, records.read(lexicon), lexicon, ids, offsets, frozenset(leave))
    # last: interrupted, it is done again
    database.blocks.note(format_key())


def _file(
    database: Database,
    records: Records,
    sketches: Sketches,
    lexicon: Lexicon,
    ids: array[int],
    offsets: array[int],
    leave: frozenset[int] = frozenset(),
) -> None:
    numbers = np.frombuffer(ids, np.int64)[np.searchsorted(offsets, sketches.offset)].tolist()

    def compared_with(row: int) -> object:
        return records.record(int(sketches.offset[row]), int(sketches.length[row])).relative_to

    filed = zip(numbers, keys_of_sketches(sketches, lexicon, compared_with), strict=True)
    for keys in _portions((number, some) for number, some in filed if number not in leave):
        database.blocks.put(keys)


def _write(database: Database, file: BinaryIO) -> tuple[array[int], array[int]]:
    """The stored claims as JSON lines; the id of each and where its line begins."""
    encode = msgspec.json.Encoder().encode
    ids, offsets = array("q"), array("q")
    at = 0
    for claim_id, source_id, claim in database.blocks.claims():
        record = record_of(claim, claim_id)
        record.source = f"source {source_id}"
        line = encode(record) + b"\n"
        file.write(line)
        ids.append(claim_id)
        offsets.append(at)
        at += len(line)
    file.flush()
    return ids, offsets


def _portions(things: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(things)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
