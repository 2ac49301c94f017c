"""Names that reviewers called the same: learned from the duplicate links of one database, beside the lexicon.

Nothing of it is stored: it follows from the links that stand when a run begins, and goes with them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from factcheck.matching.aliases import NAME_KINDS, Concept, Lexicon, load_lexicon, read_apart, strip_legal_form
from factcheck.matching.bags import bag_of
from factcheck.matching.profile import proper_part, subject_of
from factcheck.matching.text import normal, tokens

if TYPE_CHECKING:
    from claims_db import Database
    from factcheck.matching.profile import Profile
    from factcheck.matching.record import Record

_LEAST = 2
"""Links that must join two names: one may be a slip, or of a claim whose subject was misread."""
_DIGITS = re.compile(r"\d+")
_What = Literal["subject", "metric"]


@dataclass(slots=True)
class Linked:
    """Names called the same; ``lexicon`` is the packaged one with them, or just that where there are none."""

    lexicon: Lexicon
    links: dict[frozenset[str], int] = field(default_factory=dict)
    """By two names as compared: how many links join them."""
    others: dict[tuple[_What, str], tuple[str, ...]] = field(default_factory=dict)
    """By a name as compared: the others of its group, as written."""

    def renamed(self, record: Record) -> list[Record]:
        """``record`` under the other names of its subject and metric, one name changed at a time."""
        whats: tuple[_What, _What] = ("subject", "metric")
        return [
            msgspec.structs.replace(record, **{what: other})
            for what in whats
            if self.others and isinstance(name := getattr(record, what), str)
            for other in self.others.get((what, _key(name)), ())
        ]

    def told(self, a: Profile, b: Profile, why: tuple[str, ...]) -> tuple[str, ...]:
        """``why`` with what links say of the names of ``a`` and ``b``, where they differ."""
        if not self.links:
            return why
        pairs = ((a.shown_subject, b.shown_subject), (a.shown_metric, b.shown_metric))
        counts = [self.links.get(frozenset((_key(one), _key(other))), 0) for one, other in pairs]
        return (*why, *(f"called the same by {count} links" for count in dict.fromkeys(counts) if count))


def linked_names(database: Database, own: Path | None = None) -> Linked:
    """The lexicon and what the duplicate links of ``database`` add to it. Raises as ``load_lexicon`` does."""
    packaged = load_lexicon(own)
    rows = database.blocks.called_the_same()
    if len(rows) < _LEAST:
        return Linked(packaged)
    linked = Linked(packaged)
    added: list[tuple[Concept, str]] = []
    _learn(linked, "subject", [row[:2] for row in rows], added)
    _learn(linked, "metric", [row[2:] for row in rows], added)
    if added:
        linked.lexicon = read_apart(own)
        for concept, form in added:
            linked.lexicon.add(concept, (form,))
    return linked


def _key(name: str) -> str:
    return normal(name).casefold().strip()


def _learn(
    linked: Linked, what: _What, pairs: Iterable[tuple[str | None, str | None]], added: list[tuple[Concept, str]]
) -> None:
    """Put the groups of names that links join often enough into ``linked``, and their new forms into ``added``."""
    counts: Counter[frozenset[str]] = Counter()
    written: dict[str, str] = {}
    for one, other in pairs:
        if one and other and _key(one) != _key(other):
            counts[frozenset((_key(one), _key(other)))] += 1
            written[_key(one)], written[_key(other)] = one, other
    lexicon = linked.lexicon
    known = {key: _known(name, what, lexicon) for key, name in written.items()}
    usable = {key for key, name in written.items() if known[key] or _tellable(name, what, lexicon)}
    groups = {key: {key} for key in usable}
    for pair, count in counts.items():
        one, other = sorted(pair)
        if count >= _LEAST and pair <= usable and _DIGITS.findall(one) == _DIGITS.findall(other):
            groups[one] |= groups[other]
            for key in groups[one]:
                groups[key] = groups[one]
    # a single link is too little to join names, and enough to doubt that they are
    said: dict[str, set[Concept]] = defaultdict(set)
    for pair in counts:
        one, other = pair
        said[one] |= known[one] | known[other]
        said[other] |= known[one] | known[other]
    for group in {id(group): group for group in groups.values() if len(group) > 1}.values():
        concepts = set().union(*(said[key] for key in group))
        if len(concepts) > 1:
            continue
        first = min(group)
        concept = next(iter(concepts), Concept(f"linked:{what}:{first}", "agency" if what == "subject" else what, ""))
        added.extend((concept, written[key]) for key in sorted(group) if not known[key])
        for one, other in combinations(sorted(group), 2):
            if count := counts[frozenset((one, other))]:
                linked.links[frozenset((one, other))] = count
        for key in group:
            linked.others[what, key] = tuple(written[other] for other in sorted(group - {key}))


def _known(name: str, what: _What, lexicon: Lexicon) -> set[Concept]:
    """What the lexicon knows a whole name as: a name for a subject, a metric for a metric."""
    kinds = NAME_KINDS if what == "subject" else ("metric",)
    said = strip_legal_form(tokens(normal(name)))
    mentions = lexicon.mentions(said)
    return {c for c in mentions[0].concepts if c.kind in kinds} if len(mentions) == 1 else set()


def _tellable(name: str, what: _What, lexicon: Lexicon) -> bool:
    """Whether a name of which the lexicon knows no part stands for one thing: not "the company", "they", "growth"."""
    if what == "metric":
        bag = bag_of(name, lexicon)
        words = bag.runs or any(token[:2] == "t:" for token in bag.weights)
        return bool(words) and not (bag.metrics or bag.qualifiers or bag.changes or bag.names)
    name, bag, _ = subject_of(name, lexicon)
    known = bag.names or bag.metrics or bag.qualifiers
    return len(name) > 1 and not known and bool(proper_part(name, bag))
