"""Who says so: "X said", "according to X", "central bank figures show"."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.context_en.clauses import subject_of
from factcheck.extraction.context_en.groups import Group
from factcheck.extraction.context_en.lexicon import lexicon
from factcheck.extraction.context_en.marks import ACCORDING, ORGANISATION, PERSON, TIME_NOUN, TIME_START
from factcheck.extraction.context_en.phrases import bare, noun_run_after
from factcheck.extraction.context_en.role import Span
from factcheck.extraction.context_en.scene import Scene
from factcheck.extraction.context_en.tokens import Tokens

_REPORTING: Final = frozenset(("show", "estimate", "report"))


class Attributions:
    """The reports of one stretch of text: which tokens each covers, and who makes it."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.found: list[tuple[int, int, str]] = []
        tokens = scene.tokens
        putting = lexicon().putting
        for index, group in enumerate(scene.clauses.groups):
            reports = group.kind in ("say", "expect") or group.base in _REPORTING
            if reports or (group.base in putting and self._puts(group)):
                who = self._speaker(index, group)
                if who:
                    self.found.append((*self._covered(group), who))
        if tokens.present & ACCORDING:
            self._according(tokens)

    def _puts(self, group: Group) -> bool:
        """ "ENAG put annual inflation at 81%", "the bank sees inflation ending the year at 24%"."""
        tokens = self.scene.tokens
        if tokens.classes[group.last - 1] == "G" or "B" in tokens.classes[group.first : group.last]:
            return False
        stop = tokens.classes.find("F", group.last, group.last + 14)
        while stop > group.last and tokens.classes[stop - 1] in "ADJL":
            stop -= 1
        return stop > 0 and tokens.words[stop - 1] == "at" and "," not in tokens.classes[group.last : stop]

    def _according(self, tokens: Tokens) -> None:
        for at, word in enumerate(tokens.words):
            if word == "according" and tokens.words[at + 1] == "to":
                name = tokens.slice(*bare(tokens, at + 2, self._name_end(at + 2)))
                if name:
                    self.found.append((*self._half(at), name))

    def of(self, at: int) -> str | None:
        """Who says what stands at token ``at``."""
        for low, high, who in self.found:
            if low <= at < high:
                return who
        return None

    def _half(self, at: int) -> Span:
        """From the full stop or semicolon before ``at`` to the next."""
        classes = self.scene.tokens.classes
        low = max(classes.rfind(".", 0, at), classes.rfind(";", 0, at)) + 1
        ends = [end for end in (classes.find(".", at), classes.find(";", at)) if end >= 0]
        return low, min(ends, default=len(classes))

    def _covered(self, group: Group) -> Span:
        """What follows "X said (that)"; the whole sentence when "X said" closes it or stands between commas."""
        classes = self.scene.tokens.classes
        low, high = self._half(group.first)
        if classes[group.last : group.last + 1] in (",", ".", "") or classes[group.first - 1 : group.first] == ",":
            return low, high
        if group.subject is not None and group.subject[0] and classes[group.subject[0] - 1] == "R":
            comma = classes.find(",", group.last, high)
            return group.last, comma if comma >= 0 else high  # "twice what analysts had expected, and"
        after = self._after_day(group.last)
        span = group.subject
        apart = span is not None and classes[span[0] - 1 : span[0]] in (",", "A") and "," in classes[low : span[0]]
        if (after > group.last and classes[after] in ",.") or (apart and classes[after] in ",.SP"):
            return low, high  # "…, the bank said on Friday."
        return group.last, high

    def _after_day(self, at: int) -> int:
        """Past a day or week that follows the verb: "said on Friday", "said this week"."""
        tokens = self.scene.tokens
        step = at + 1 if tokens.words[at] in ("on", "in", "at", "late", "early") else at
        end = step
        while tokens.classes[end] in "YA" or (
            tokens.classes[end] in "DJN" and tokens.marks[end] & (TIME_NOUN | TIME_START)
        ):
            end += 1
        return end if end > step else at

    def _name_end(self, at: int) -> int:
        tokens = self.scene.tokens
        high = noun_run_after(tokens, at)
        while tokens.classes[high : high + 1] in ("O", "P") and tokens.words[high] in ("of", "for", "at"):
            further = noun_run_after(tokens, high + 1)
            if further == high + 1:
                break
            high = further
        return high

    def _speaker(self, index: int, group: Group) -> str | None:
        tokens = self.scene.tokens
        classes = tokens.classes
        words = classes[group.first : group.last]
        if "B" in words or (group.participle and classes[group.last - 1] == "G"):
            return None
        inverted = classes[group.first - 1 : group.first] == "," and classes[group.last : group.last + 1] in tuple(
            "DKN"
        )
        if inverted and group.kind == "say" and not group.infinitive:
            return tokens.slice(*bare(tokens, group.last, self._name_end(group.last))) or None
        span = subject_of(self.scene.clauses, index)
        if span is None or "F" in classes[span[0] : span[1]]:
            return None
        if group.base in lexicon().putting and group.kind != "expect":
            return tokens.slice(*bare(tokens, *self._without_aside(span))) or None
        if group.base in _REPORTING and classes[group.last : group.last + 1] not in (",", ".", "I", ""):
            return None
        if classes[span[0]] == "Q":
            who = self.scene.clause_subject(index).owner
            return None if who is None or who.lower() in ("i", "we", "you") else who
        sources = lexicon().sources
        named = span[1] - span[0] > 1 and _is_owner(tokens, span[0], span[1] - 1)  # unlike "a recent study"
        if group.base == "show" and named and tokens.words[span[1] - 1] in sources:
            return tokens.slice(*bare(tokens, span[0], span[1] - 1)) or None
        name = tokens.slice(*bare(tokens, *self._without_aside(span))) or None
        if name and "K" in classes[span[0] : span[1]] and group.kind == "say":
            self.scene.discourse.memory["en.person"] = name
        return name

    def _without_aside(self, span: Span) -> Span:
        """ "Jensen Huang, the chief executive," names him once."""
        comma = self.scene.tokens.classes.find(",", span[0], span[1])
        return span if comma < 0 else (span[0], comma)


def _is_owner(tokens: Tokens, low: int, high: int) -> bool:
    """Whether the words before "figures show" name whose figures: "central bank", unlike "unemployment"."""
    if "K" in tokens.classes[low:high] or "'" in tokens.classes[low:high]:
        return True
    return tokens.marks[high - 1] & (ORGANISATION | PERSON) != 0
