"""The topics of a sentence: whom its clauses are about, worked out only when a figure has no subject of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from factcheck.extraction.context import Discourse
from factcheck.extraction.context_zh import attribution, coreference
from factcheck.extraction.context_zh.clauses import Clause
from factcheck.extraction.context_zh.phrases import is_part

LOOK_BACK: Final = 12
"""Clauses before a figure that may name its subject."""
_PERSONS: Final = frozenset(("他", "她", "他们", "她们"))
LONGEST_UNREAD: Final = 64
"""Sentences whose subjects are put off at most, so that memory stays flat."""


@dataclass(slots=True, init=False)
class Topic:
    """What one clause offers as subject to itself and to those after it."""

    clause: Clause
    name: str | None
    letters: str
    """Classes of its words."""
    weak: bool
    """Rather an object of the clause than what it is about: only where nothing else is named before."""
    mention: str | None
    """The last name said in a clause without a topic."""

    def __init__(
        self, clause: Clause, name: str | None, letters: str = "", weak: bool = False, mention: str | None = None
    ) -> None:
        self.clause = clause
        self.name = name
        self.letters = letters
        self.weak = weak
        self.mention = mention


@dataclass(slots=True, init=False)
class Topics:
    """The clauses read so far, and their topics as far as anyone asked."""

    discourse: Discourse
    clauses: list[Clause]
    speaker: str | None
    """Who speaks: the last resort."""
    _known: list[Topic | None]
    remembered: bool
    """A topic has been noted in the discourse."""
    _noted: int
    """Clauses of which that has been tried."""
    _put_off: bool

    def __init__(
        self,
        discourse: Discourse,
        speaker: str | None = None,
        remembered: bool = False,
        _noted: int = 0,
        _put_off: bool = False,
    ) -> None:
        self.discourse = discourse
        self.clauses = []
        self.speaker = speaker
        self._known = []
        self.remembered = remembered
        self._noted = _noted
        self._put_off = _put_off

    def enter(self, clause: Clause) -> None:
        """Take in the next clause; the first topic of a sentence is noted in the discourse when that is asked."""
        self.take(clause)
        if not (self.remembered or self._put_off):
            self._put_off = True
            unread = self.discourse.unread
            if len(unread) >= LONGEST_UNREAD:
                self.discourse.catch_up()
                unread = self.discourse.unread
            unread.append(self.note)

    def take(self, clause: Clause) -> None:
        """Take in the next clause."""
        self.clauses.append(clause)
        self._known.append(None)

    def note(self) -> None:
        """Note the first topic of the clauses entered: what later pronouns refer to."""
        self._put_off = False
        while not self.remembered and self._noted < len(self.clauses):
            topic = self._at(self._noted)
            self._noted += 1
            name = topic.name or topic.mention
            if name and coreference.is_pronoun(name):
                self.remembered = True  # it speaks of what is remembered already
                coreference.note_again(name, self.discourse)
            elif name and (topic.name or len(name) > 2):
                coreference.note(name, topic.letters or "N", self.discourse)
                self.remembered = True

    def current(self, before: Clause | None = None) -> Topic | None:
        """The topic in force: that of the last clause that has one; with ``before``, of those before that one."""
        weak = None
        last = len(self.clauses) - 1
        if before is not None and self.clauses and self.clauses[-1] is before:
            last -= 1
        for index in range(last, max(-1, len(self.clauses) - 1 - LOOK_BACK), -1):
            topic = self._at(index)
            if topic.name and not topic.weak:
                return topic
            weak = weak or (topic if topic.name else None)
        return weak

    def mention(self) -> str | None:
        """The last name said in passing, or else the speaker."""
        for index in range(len(self.clauses) - 1, max(-1, len(self.clauses) - 1 - LOOK_BACK), -1):
            found = self._at(index).mention
            if found:
                return found
        speaker = self.speaker
        if speaker is None or attribution.is_bystander(speaker):
            return None
        employer = coreference.employer(speaker)
        return speaker if employer is None else employer or None

    def _at(self, index: int) -> Topic:
        known = self._known[index]
        if known is None:
            topic = _topic_of(self.clauses[index], self.discourse, follows=index > 0)
            known = self._known[index]  # a pronoun may have had the clauses up to this one read
            if known is None:
                known = self._known[index] = topic
        return known


def _speaks(clause: Clause, name: str) -> bool:
    """Whether ``name`` only tells, in ``clause``, what others did or measured."""
    if "S" in clause.codes and (name in _PERSONS or attribution.is_bystander(name)):
        return name in _PERSONS or attribution.speaker(clause, len(clause.codes)) is not None
    if "F" in clause.codes or "v" not in clause.codes or not attribution.is_bystander(name):
        return False
    return attribution.issuer(clause) is not None


def _topic_of(clause: Clause, discourse: Discourse, *, follows: bool) -> Topic:
    if clause.mark in ("：", ":") and attribution.quoted(clause):
        return Topic(clause, None)
    phrase = coreference.topic(clause)
    name = coreference.named(phrase) if phrase is not None else None
    if phrase is None or name is None or len(name) > coreference.LONGEST_NAME:
        return Topic(clause, None, mention=coreference.last_name(clause))
    if attribution.is_reporter(name):
        return Topic(clause, None)
    if _speaks(clause, name):
        return Topic(clause, None)
    if "S" in clause.codes and (employer := coreference.employer(name)) is not None:
        whose = None if attribution.is_bystander(employer) else employer
        return Topic(clause, coreference.resolved(whose, discourse), "N")
    if follows and "F" in clause.codes:
        owner, metric = phrase.owner_and_metric()
        if owner is not None and metric is not None and is_part(owner):
            return Topic(clause, name, phrase.codes, weak=True)  # 卡间|带宽
        last = len(clause.codes) - 1
        counted = clause.codes.find("F") == last and not clause.codes[phrase.end : last].strip("d")
        if metric is None and counted and is_part(phrase):
            return Topic(clause, name, phrase.codes, weak=True)  # 主跨|1120米
    weak = phrase.end == len(clause.codes) and clause.codes[0] in "vdT"
    return Topic(clause, coreference.resolved(name, discourse), phrase.codes, weak)
