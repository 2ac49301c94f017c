"""Stateless matching: claims as JSON lines in, suggestions out."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from factcheck.matching.aliases import Lexicon, load_lexicon
from factcheck.matching.engine import match_profiles
from factcheck.matching.scoring import Pair
from factcheck.matching.sketch import Records

_EVERY_PAIR = 1500


def match_lines(
    lines: BinaryIO,
    name: str,
    own_lexicon: Path | None = None,
    passed_over: Callable[[int, int], None] | None = None,
    faulty: Callable[[str], None] | None = None,
) -> Iterator[Pair]:
    """Suggestions among the claims of a file; claims without a comparable figure are passed over.

    ``passed_over`` is told how many those are and the line of the first, if there are any; ``faulty`` of each claim
    left out because a field of it is of another type than can be read, in one line that names its place.

    Up to :data:`_EVERY_PAIR` claims every pair is weighed; beyond, blocks choose. Raises :class:`MatchingInputError`
    naming ``name`` and the line that can't be read.
    """
    lexicon = load_lexicon(own_lexicon)
    with tempfile.TemporaryFile() as copy:
        file = lines if _is_file(lines) else copy
        if file is copy:
            shutil.copyfileobj(lines, copy)
            copy.flush()
        if os.fstat(file.fileno()).st_size:
            yield from _match_file(Records(file, name), lexicon, passed_over, faulty)


def _match_file(
    records: Records,
    lexicon: Lexicon,
    passed_over: Callable[[int, int], None] | None,
    faulty: Callable[[str], None] | None,
) -> Iterator[Pair]:
    sketches = records.read(lexicon)
    records.require_own_ids(sketches)
    if passed_over or faulty:
        bare, faults = records.left_out(sketches)
        if bare and passed_over:
            passed_over(len(bare), bare[0])
        if faulty:
            for fault in faults:
                faulty(fault)
    if len(sketches) <= _EVERY_PAIR:
        yield from match_profiles([records.profile(sketches, row, lexicon) for row in range(len(sketches))])
        return
    from factcheck.matching.bulk import Bulk

    yield from Bulk(records, sketches, lexicon).pairs()


def _is_file(lines: BinaryIO) -> bool:
    """Whether ``lines`` can be read again at any place, as a pipe can't."""
    try:
        return stat.S_ISREG(os.fstat(lines.fileno()).st_mode)
    except (OSError, ValueError):
        return False
