"""Stateless matching: claims as JSON lines in, suggestions out."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from factcheck.matching.aliases import load_lexicon
from factcheck.matching.engine import match_profiles
from factcheck.matching.scoring import Pair
from factcheck.matching.sketch import Records

_EVERY_PAIR = 1500


def match_lines(lines: BinaryIO, name: str, own_lexicon: Path | None = None) -> Iterator[Pair]:
    """Suggestions among the claims of a file; claims without a comparable figure are passed over.

    Up to :data:`_EVERY_PAIR` claims every pair is weighed; beyond, blocks choose. Raises :class:`MatchingInputError`
    naming ``name`` and the line that can't be read.
    """
    lexicon = load_lexicon(own_lexicon)
    with _in_file(lines) as file:
        records = Records(file, name)
        sketches = records.read(lexicon)
        if len(sketches) <= _EVERY_PAIR:
            yield from match_profiles([records.profile(sketches, row, lexicon) for row in range(len(sketches))])
            return
        from factcheck.matching.bulk import Bulk

        yield from Bulk(records, sketches, lexicon).pairs()


def _in_file(lines: BinaryIO) -> BinaryIO:
    """``lines`` as a file that can be read again at any place: itself, or a copy of what a pipe brings."""
    if lines.seekable():
        return lines
    copy = tempfile.TemporaryFile()
    shutil.copyfileobj(lines, copy)
    copy.seek(0)
    return copy  # type: ignore[return-value]
