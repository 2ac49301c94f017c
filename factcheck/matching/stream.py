"""Stateless matching: claims as JSON lines in, suggestions out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from factcheck.matching.aliases import load_lexicon
from factcheck.matching.engine import match_profiles
from factcheck.matching.profile import Profile, profile_of
from factcheck.matching.record import read_records
from factcheck.matching.scoring import Pair


def match_lines(lines: Iterable[bytes], name: str, own_lexicon: Path | None = None) -> Iterator[Pair]:
    """Suggestions among the claims of ``lines``; claims without a comparable figure are passed over.

    Raises :class:`MatchingInputError` naming ``name`` and the line that can't be read.
    """
    lexicon = load_lexicon(own_lexicon)
    profiles: list[Profile] = []
    for record in read_records(lines, name):
        profile = profile_of(record, lexicon)
        if profile is not None:
            profile.order = len(profiles)
            profiles.append(profile)
    yield from match_profiles(profiles)
