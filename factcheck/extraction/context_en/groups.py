"""The verb groups of a sentence: "rose", "has been cut", "to sell"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from claims_db.claim import Modality
from factcheck.extraction.context_en.lexicon import lexicon
from factcheck.extraction.context_en.tokens import Tokens

_OPENS_GROUP: Final = frozenset("TMBHVG")
_AUXILIARIES: Final = frozenset("MBH")
_VERBS: Final = frozenset("VG")


@dataclass(slots=True, init=False)
class Group:
    """A verb group: ``first``..``last`` tokens (``last`` excluded), its main verb's word, base form and kind."""

    first: int
    last: int
    word: str
    base: str
    kind: str
    infinitive: bool
    participle: bool
    """A bare -ing or -ed form, which may open a reduced relative clause."""
    subject: tuple[int, int] | None
    """Token span of the subject, once looked for."""
    resolved: bool
    modality: Modality | None
    """What its words say of how sure it is, once looked for."""

    def __init__(
        self,
        first: int,
        last: int,
        word: str,
        base: str,
        kind: str,
        infinitive: bool,
        participle: bool,
        subject: tuple[int, int] | None = None,
        resolved: bool = False,
        modality: Modality | None = None,
    ) -> None:
        self.first = first
        self.last = last
        self.word = word
        self.base = base
        self.kind = kind
        self.infinitive = infinitive
        self.participle = participle
        self.subject = subject
        self.resolved = resolved
        self.modality = modality


@dataclass(slots=True, init=False)
class Clauses:
    """The verb groups of one stretch of tokens, in order, with lookups by token index."""

    tokens: Tokens
    groups: list[Group]
    lasts: list[int]
    """Where each group ends."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.groups = []
        self.lasts = []

    def before(self, at: int) -> int:
        """Index of the last group that ends at or before token ``at``; -1 when there is none."""
        lasts = self.lasts
        index = len(lasts) - 1
        while index >= 0 and lasts[index] > at:  # a handful of groups: bisect is called more slowly than this ends
            index -= 1
        return index


def find_clauses(tokens: Tokens) -> Clauses:
    """All verb groups of ``tokens``, left to right."""
    found = Clauses(tokens)
    words, classes, listed = tokens.words, tokens.classes, lexicon()
    groups, lasts, verbs, particles = found.groups, found.lasts, listed.verbs, listed.particles
    last = 0
    for first, opening in enumerate(classes):
        if first < last or opening not in _OPENS_GROUP:
            continue
        end = _group_end(classes, first, opening)
        if end < 0:
            continue
        last = end
        word, code = words[last - 1], classes[last - 1]
        if code == "B":
            base, kind = "be", "level"
        elif code == "H":
            base, kind = "have", "light"
        else:
            verb = verbs.get(word)
            base, kind = (verb.base, verb.kind) if verb is not None else (word, "act")
        if words[last] in particles:
            kind = listed.phrases.get((base, words[last]), kind)
        participle = opening in "VG" and (code == "G" or word.endswith("ed") or word in listed.participles)
        groups.append(Group(first, last, word, base, kind, opening == "T", participle))
        lasts.append(last)
    return found


def _group_end(classes: str, first: int, opening: str) -> int:
    """Where the verb group that begins at ``first`` ends, -1 if none does.

    A group is a verb, auxiliaries and their verb, or "to" and either; adverbs may stand between.
    """
    if opening in "VG":
        return first + 1
    end = first + 1
    if opening == "T":
        while classes[end : end + 1] == "A":
            end += 1
        following = classes[end : end + 1]
        end += 1
        if following not in _AUXILIARIES:
            return end if following in _VERBS else -1
    at = end
    while at < len(classes):
        code = classes[at]
        at += 1
        if code in _AUXILIARIES:
            end = at
        elif code in _VERBS:
            return at
        elif code != "A":
            break
    return end
