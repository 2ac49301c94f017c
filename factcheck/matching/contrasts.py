"""Words that leave each other out (killed and injured, gross and net profit): claims told with them are of two things.

The words are data (``data/contrasts.toml``). What counts stands in the claim's own metric or in the clause of its
figure; a clause with words of two sides tells nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from factcheck.matching.dates import DAYS_A_YEAR, lag_of
from factcheck.matching.places import figure_place
from factcheck.matching.profile import Profile
from factcheck.matching.text import normal

_DENIED = "denied"
_NOT_THIS = "not this figure"
_A_YEAR = re.compile(r"(?<![\d./-])((?:19|20)\d\d)(?![\d./-])")
_MAY_TELL_AGE = re.compile(r"\d[岁歲]|(?i:under|over|aged|older|above|younger|below the age|year)")
_NUMBER = re.compile(r"\d+")
_DAYS_A_MONTH = 31
_A_YEAR_LONG = 12 * _DAYS_A_MONTH
_REACH = 24
"""Code points before a figure that may deny it."""


class _Words(NamedTuple):
    """All words, and of each the (group, side) it stands for; the groups that count for changes alone; those of which
    one word makes another thing of what is told, of changes but for those of some metrics."""

    finder: AhoCorasick
    forms: list[str]
    sides: dict[str, tuple[tuple[str, str], ...]]
    of_changes: frozenset[str]
    alone: frozenset[str]
    alone_in_changes: frozenset[str]
    but_of: frozenset[str]
    ages: tuple[tuple[str, re.Pattern[str]], ...]
    before: re.Pattern[str]


def opposed(a: Profile, b: Profile) -> bool:
    """Whether two claims are told with words that leave each other out, so that no figure is of both."""
    if a.contrasts is None:
        a.contrasts = _sides(a)
    if b.contrasts is None:
        b.contrasts = _sides(b)
    one, other = a.contrasts, b.contrasts
    if _NOT_THIS in one or _NOT_THIS in other:
        return True
    words, changes = _words(), a.change and b.change
    if any((group in one) != (group in other) for group in words.alone):
        return True
    if changes and baselines_apart(a, b):
        return True
    narrowed = changes and not (a.topic | b.topic) & words.but_of
    if narrowed and any((group in one) != (group in other) for group in words.alone_in_changes):
        return True
    return any(
        group in other and sides.isdisjoint(other[group]) and (group not in words.of_changes or changes)
        for group, sides in one.items()
    )


def baselines_apart(a: Profile, b: Profile) -> bool:
    """Whether two changes are over so many years and so many others: 同比 is over one, 较2019年 in 2023 over four."""
    one, other = _years_back(a), _years_back(b)
    return one is not None and other is not None and one != other


def _years_back(claim: Profile) -> int | None:
    """How many years before its own time a change is measured from, as far as its baseline tells."""
    said, period = claim.record.relative_to, claim.period
    if not isinstance(said, str) or not said:
        return None
    lag = lag_of(said)
    if (lag is not None and lag.unit == "year" and lag.steps == -1) or "year" in _read(said).get("basis", ()):
        return 1
    match = _A_YEAR.search(said)
    if match is None or period is None or period.first is None or period.fiscal or period.length > _A_YEAR_LONG:
        return None
    return (period.first - _DAYS_A_MONTH - 1) // DAYS_A_YEAR - int(match[1])


def _sides(claim: Profile) -> dict[str, frozenset[str]]:
    # what the metric itself says decides; the clause tells the rest
    clause = claim.clause_text
    found = {**_read(clause), **_ages(clause), **_read(claim.shown_metric), **_ages(claim.shown_subject)}
    if kinds := _words().alone & found.keys() - {_DENIED}:
        counted = claim.record.unit if isinstance(claim.record.unit, str) else ""
        for kind in kinds - _read(f"{claim.shown_subject}\n{claim.shown_metric}\n{counted}").keys():
            del found[kind]
    start, end = figure_place(claim.record, claim.sentence_text)
    if start and _words().before.search(claim.sentence_text[max(0, start - _REACH) : start].lower()):
        found[_NOT_THIS] = frozenset([""])
    if start < end:
        # "was under 15": the figure itself may be an age
        found.update(
            _ages(claim.sentence_text[max(0, start - _REACH) : end + _REACH // 2]) if "ages" not in found else {}
        )
    return found


def _ages(text: str) -> dict[str, frozenset[str]]:
    if not _MAY_TELL_AGE.search(text):
        return {}
    said = normal(text)
    found = {(side, *_NUMBER.findall(match[1])) for side, pattern in _words().ages for match in pattern.finditer(said)}
    return {"ages": frozenset(map("-".join, found))} if found else {}


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
    kinds = table["alone"]["kinds"]
    in_changes = {side: some for side, some in table["alone"]["changes"].items() if side != "but_of"}
    for group, some in (kinds | in_changes).items():
        for form in some:
            sides[form].append((group, ""))
    forms = list(sides)
    return _Words(
        AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest),
        forms,
        {form: tuple(some) for form, some in sides.items()},
        frozenset(table["changes"]),
        frozenset(kinds) | {_DENIED},
        frozenset(in_changes),
        frozenset(table["alone"]["changes"]["but_of"]),
        tuple((side, re.compile(pattern)) for side, some in table["ages"].items() for pattern in some),
        re.compile("|".join(table["negation"]["before"])),
    )
