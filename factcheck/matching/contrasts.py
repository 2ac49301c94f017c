"""Words that leave each other out (killed and injured, gross and net profit): claims told with them are of two things.

The words are data (``data/contrasts.toml``). What counts stands in the claim's own metric or in the clause of its
figure; a clause with words of two sides tells nothing.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from factcheck.matching.profile import Profile
from factcheck.matching.text import normal

_DENIED = "denied"


class _Words(NamedTuple):
    """All words, and of each the (group, side) it stands for; the groups that count for changes alone."""

    finder: AhoCorasick
    forms: list[str]
    sides: dict[str, tuple[tuple[str, str], ...]]
    of_changes: frozenset[str]


def opposed(a: Profile, b: Profile) -> bool:
    """Whether two claims are told with words that leave each other out, so that no figure is of both."""
    if a.contrasts is None:
        a.contrasts = _sides(a)
    if b.contrasts is None:
        b.contrasts = _sides(b)
    one, other = a.contrasts, b.contrasts
    if (_DENIED in one) != (_DENIED in other):
        return True
    of_changes = _words().of_changes
    return any(
        group in other and sides.isdisjoint(other[group]) and (group not in of_changes or (a.change and b.change))
        for group, sides in one.items()
    )


def _sides(claim: Profile) -> dict[str, frozenset[str]]:
    # what the metric itself says decides; the clause tells the rest
    return {**_read(claim.clause_text), **_read(claim.shown_metric)}


@lru_cache(maxsize=4096)
def _read(text: str) -> dict[str, frozenset[str]]:
    words = _words()
    found: dict[str, set[str]] = defaultdict(set)
    said = normal(text)
    for number, start, end in words.finder.find_matches_as_indexes(said):
        form = words.forms[number]
        if not form.isascii() or not (said[start - 1 : start].isalnum() or said[end : end + 1].isalnum()):
            for group, side in words.sides[form]:
                found[group].add(side)
    return {group: frozenset(sides) for group, sides in found.items()}


@cache
def _words() -> _Words:
    text = resources.files("factcheck.matching").joinpath("data/contrasts.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)
    sides: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for group, some in (*table["groups"].items(), *table["changes"].items()):
        for side, forms in some.items():
            for form in forms:
                sides[form].append((group, side))
    for form in table["negation"]["words"]:
        sides[form].append((_DENIED, ""))
    forms = list(sides)
    return _Words(
        AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest),
        forms,
        {form: tuple(some) for form, some in sides.items()},
        frozenset(table["changes"]),
    )
