"""What the role rules share: the tokens, verb groups and discourse of one stretch, and the role found last."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from factcheck.extraction.context import Discourse
from factcheck.extraction.context_en.clauses import FARTHEST, subject_of
from factcheck.extraction.context_en.groups import Clauses, Group
from factcheck.extraction.context_en.lexicon import head_mark
from factcheck.extraction.context_en.marks import (
    CORPORATE,
    METRIC,
    ORGANISATION,
    PERSON,
    PRODUCT,
    TIME_NOUN,
    TIME_START,
)
from factcheck.extraction.context_en.phrases import EXTREMES, Phrase, bare, is_metric, noun_run_after, take_apart
from factcheck.extraction.context_en.role import Place, Role, Span
from factcheck.extraction.context_en.tokens import Tokens
from factcheck.extraction.figure import Figure

_AVERAGES: Final = frozenset(("average", "total", "median", "mean", "maximum", "minimum", "combined"))
_OFFICERS: Final = frozenset(("chief", "ceo", "cfo", "officer", "chairman", "chairwoman", "treasurer"))
_SPEAKERS: Final = frozenset(("we", "i", "you"))
_TRADING: Final = frozenset(("trade", "trading", "deals", "dealings"))
_PARTS_OF_DAY: Final = frozenset(("early", "late", "morning", "afternoon", "midday", "after-hours"))
_ABOUT: Final = frozenset(("for", "among", "in"))
_REPORTS: Final = frozenset(("estimate", "hear", "learn", "show", "reckon"))
_REFERRING: Final = frozenset("QZ'")
_SCARRED: Final = re.compile(r"[\[\]\"“”()\n\t]|  ")
_SCARS: Final = str.maketrans("", "", '[]"“”()')


@dataclass(slots=True, init=False)
class Scene:
    """One stretch of tokens while its figures are read left to right."""

    tokens: Tokens
    clauses: Clauses
    discourse: Discourse
    figures: list[Figure]
    previous: Role | None
    previous_at: int
    subjects: dict[tuple[int, int], Phrase]
    """Subjects looked up so far, by verb group and the figure read last: pronouns depend on it."""
    plain_subjects: dict[int, Phrase]
    """Those that depend on nothing said before, by verb group."""

    def __init__(
        self,
        tokens: Tokens,
        clauses: Clauses,
        discourse: Discourse,
        figures: list[Figure],
        previous: Role | None = None,
        previous_at: int = -1,
    ) -> None:
        self.tokens = tokens
        self.clauses = clauses
        self.discourse = discourse
        self.figures = figures
        self.previous = previous
        self.previous_at = previous_at
        self.subjects = {}
        self.plain_subjects = {}

    def figure_text(self, at: int) -> str:
        """The figure at token ``at`` without its hedges."""
        tokens = self.tokens
        figure = self.figures[tokens.figure_at.index(at)]
        return tokens.text[figure.start : figure.end]

    def place(self, figure: Figure, at: int) -> Place:
        """The surroundings of ``figure``, which is token ``at``."""
        classes = self.tokens.classes
        left = at
        words = self.tokens.words
        while left and (classes[left - 1] in "ADJLZ" or (left == at and words[left - 1] in ("between", "record"))):
            left -= 1
        if left > 1 and words[left - 1] in EXTREMES and classes[left - 2] in "DZ":
            left -= 2  # "the top 1 percent"
        if left > 1 and words[left - 1] == "of" and words[left - 2] in _AVERAGES:
            left -= 2  # "an average of 33 minutes"
            while left and classes[left - 1] in "ADJLZ":
                left -= 1
        edge = classes[left - 1] if left else "."
        before = self.tokens.words[left - 1] if left else ""
        return Place(figure, at, left, edge, before, self._noun_after(at))

    def _noun_after(self, at: int) -> Span:
        tokens = self.tokens
        classes = tokens.classes
        low = self.past_bracket(at + 1)
        if low < len(classes) and classes[low] in ",C":
            low = _after_list(classes, low)
        if classes[low] == "(":
            low = self._past_insertion(low)  # "250 (voter registration) groups"
        if classes[low] == "-" and tokens.starts[low] == tokens.ends[at] == tokens.ends[low] - 1:
            low += 1
        if tokens.words[low : low + 1] == ["as"] and tokens.words[low + 1 : low + 2] in (["much"], ["many"]):
            low += 2
        if tokens.words[low : low + 2] == ["worth", "of"]:
            low += 2  # "$5m worth of goods"
        if low >= len(classes) or classes[low] not in "NKJLX" or tokens.marks[low] & TIME_START:
            return low, low
        high = noun_run_after(tokens, low)
        possessive = classes.find("'", low, high)
        if possessive > low:
            high = possessive
        if high > low and (tokens.marks[low] | tokens.marks[high - 1]) & TIME_NOUN:
            return low, low
        return low, high

    def past_bracket(self, at: int) -> int:
        """Past a figure in brackets that says the one before again: "half (47.7%) of adults", seen from either."""
        classes = self.tokens.classes
        if classes[at : at + 3] == "(F)":
            return at + 3
        return at + 1 if classes[at] == ")" and classes[max(0, at - 3) : at] == "F(F" else at

    def _past_insertion(self, low: int) -> int:
        """Past an editor's word in brackets before the noun it belongs to: "of the (control) towers"."""
        classes = self.tokens.classes
        opened = low + (classes[low] in "DZ")
        closed = classes.find(")", opened, opened + 6) if classes[opened] == "(" else -1
        return closed + 1 if closed > 0 and classes[closed + 1] in "NKJ" else low

    def complement(self, at: int, prepositions: tuple[str, ...], *, places: bool = False) -> Span:
        """The noun phrase after a preposition at token ``at``; times do not count, nor, unless asked, places."""
        tokens = self.tokens
        at = self.past_bracket(at)
        if at >= len(tokens.words) or tokens.words[at] not in prepositions:
            return at, at
        low = at + 1
        if tokens.classes[low : low + 1] == "F":
            low += 1
        elif tokens.classes[low : low + 2] in ("DF", "ZF"):
            low += 2
        low = self._past_insertion(low)
        high = noun_run_after(tokens, low)
        if high == low + 1 and tokens.classes[high] == "C" and tokens.classes[high + 1 : high + 3] in ("NN", "JN"):
            high = noun_run_after(tokens, high + 1)  # "in state and local taxes"
        if tokens.classes[high : high + 2] == "'F":
            high = max(high, noun_run_after(tokens, high + 2))
        if high < len(tokens.classes) and tokens.classes[high] == "F" and tokens.classes[high - 1] == "J":
            return at, at  # "in the previous three months"
        if tokens.words[high - 1] in _TRADING and tokens.words[low] in _PARTS_OF_DAY:
            return at, at
        if high == low or tokens.classes[low] == "Y" or tokens.marks[high - 1] & TIME_NOUN:
            return at, at
        if (
            not places
            and tokens.words[at] == "in"
            and tokens.classes[high - 1] == "K"
            and not is_metric(tokens, high - 1)
        ):
            return at, at
        return low, high

    def of_those(self, at: int) -> Span:
        """ "Those given a placebo" and "those on the drug" after "of" at token ``at``."""
        tokens, classes = self.tokens, self.tokens.classes
        if tokens.words[at] != "of" or tokens.words[at + 1] != "those" or classes[at + 2] not in "PVG":
            return at, at
        high = noun_run_after(tokens, at + 3)
        return (at + 1, high) if high > at + 3 else (at, at)

    def group_text(self, span: Span) -> str | None:
        """The words of ``span``, with their "those"."""
        those = span[1] > span[0] and self.tokens.words[span[0]] == "those"
        return clean(self.tokens.slice(*span)) if those else self.text(span)

    def text(self, span: Span) -> str | None:
        """The words of ``span`` without determiners; None when there are none."""
        low, high = bare(self.tokens, span[0], span[1])
        return clean(self.tokens.slice(low, high))

    def phrase(self, span: Span) -> Phrase:
        """Owner and metric of the noun phrase ``span``."""
        found = take_apart(self.tokens, span[0], span[1], self.discourse)
        if self.tokens.classes[span[0]] == "Z" and (found.metric is not None or found.possessor is not None):
            index = self.governing(span[0])
            if index >= 0 and self.group(index).kind != "say":
                local = self.clause_subject(index)
                if local.owner and found.metric is None:  # "Oslo cut its carbon intensity"
                    return Phrase(local.owner, self.text((span[0] + 1, span[1])), local.name, local.product)
                if local.owner:
                    return Phrase(local.owner, found.metric, local.name, local.product)
        return found

    def governing(self, at: int) -> int:
        """Index of the verb group left of token ``at`` in the same clause, -1 for none."""
        clauses, classes = self.clauses, self.tokens.classes
        index = clauses.before(at)
        while index > 0 and self._says(index) and self._is_aside(index):
            index -= 1
        if index < 0:
            return -1
        low = clauses.lasts[index]
        if at - low > FARTHEST or classes.find(".", low, at) >= 0 or classes.find(";", low, at) >= 0:
            return -1
        return index

    def _says(self, index: int) -> bool:
        """Whether verb group ``index`` reports: "analysts estimated", "councillors heard"."""
        group = self.group(index)
        return group.kind == "say" or group.base in _REPORTS

    def _is_aside(self, index: int) -> bool:
        """Whether verb group ``index`` is a report between commas: ", the bureau says, "."""
        group = self.group(index)
        classes = self.tokens.classes
        if classes[group.last] != ",":
            return False
        opened = classes.rfind(",", max(0, group.first - 12), group.first)
        return opened >= 0 and not any(code in "VBHM." for code in classes[opened : group.first])

    def group_at(self, at: int) -> int:
        """The verb group that begins at token ``at``, or -1."""
        if at >= len(self.tokens.words):
            return -1
        index = self.clauses.before(at) + 1
        groups = self.clauses.groups
        return index if index < len(groups) and groups[index].first == at else -1

    def group(self, index: int) -> Group:
        """The verb group with ``index``."""
        return self.clauses.groups[index]

    def clause_subject(self, index: int) -> Phrase:
        """Owner and metric of the subject of verb group ``index``."""
        found = self.plain_subjects.get(index)
        if found is not None:
            return found
        key = index, self.previous_at
        found = self.subjects.get(key)
        if found is None:
            found = self._clause_subject(index)
            ahead = self._ahead(index, found)
            if ahead is not None:
                found = Phrase(ahead, found.metric)
            if self._is_plain(index):
                self.plain_subjects[index] = found
            else:
                self.subjects[key] = found
        return found

    def _is_plain(self, index: int) -> bool:
        """Whether the subject of verb group ``index`` has no word whose meaning earlier sentences may decide."""
        if index < 0:
            return True
        span = self.clauses.groups[index].subject
        if span is None:
            return True
        low, high = span
        tokens = self.tokens
        if not _REFERRING.isdisjoint(tokens.classes[low:high]) or tokens.words[low] == "such":
            return False
        return all(not mark & (METRIC | ORGANISATION | PRODUCT) for mark in tokens.marks[low:high])

    def _clause_subject(self, index: int) -> Phrase:
        span = subject_of(self.clauses, index) if index >= 0 else None
        if span is None:
            return Phrase()
        if self.tokens.classes[span[0]] == "Q" and not (
            self.tokens.words[span[0]] in ("he", "she") and "en.person" in self.discourse.memory
        ):
            if self.tokens.words[span[0]] in _SPEAKERS:
                return Phrase(self.tokens.slice(*span))
            if self.tokens.words[span[0]] in ("he", "she") and not _is_person(self.discourse.subject):
                before = self._before_pronoun(index, span)
                return Phrase(self.tokens.slice(*span)) if before == span else self.phrase(before)
            told = index
            while told and self.group(told).infinitive:
                told -= 1  # "it expects to sell 15m and to earn $3bn"
            intends = self.group(told).kind in ("plan", "expect", "say")
            if intends and self.tokens.words[span[0]] == "it" and self.discourse.organisation:
                return Phrase(self.discourse.organisation, None, True)
            span = self._before_pronoun(index, span)
        elif self.tokens.classes[span[0]] == "Z":
            found = take_apart(self.tokens, span[0], span[1], self.discourse)
            thing = self.previous.subject if self.previous is not None and self.previous.product else None
            if thing and self.tokens.words[span[0]] == "its" and found.name and found.metric:
                return Phrase(thing, found.metric, True, True)  # "sales of the Switch fell, but its price"
            speaker = self.speaker(index) if self.tokens.words[span[0]] == "its" and found.metric else None
            if speaker is None and found.owner is None and index and self.tokens.words[span[0]] == "its":
                first = subject_of(self.clauses, 0)
                if first is not None and first[1] <= span[0] and self.tokens.classes[first[0]] not in "QZF":
                    speaker = self.phrase(first)
            if found.metric and index and self.tokens.words[span[0]] == "their":
                seeing = subject_of(self.clauses, index - 1)  # "families saw their incomes fall"
                if seeing is not None and seeing[1] <= span[0] and self.tokens.classes[seeing[0]] not in "QZ":
                    own = self.phrase(seeing)
                    return Phrase(own.owner or own.metric, found.metric, own.name) if own.owner or own.metric else found
            return Phrase(speaker.owner, found.metric, True) if speaker and speaker.owner else found
        found = self.phrase(span)
        if found.metric and (found.owner is None or found.implied) and is_metric(self.tokens, span[1] - 1):
            corporate = head_mark(found.metric) & CORPORATE
            speaker = self.speaker(index) if corporate else None
            if speaker is not None:
                return Phrase(speaker.owner, found.metric, True)
        return found

    def _ahead(self, index: int, found: Phrase) -> str | None:
        """Whose a quantity is by the phrase before it: "for men the rate was", "among those aged 15 to 24, it"."""
        span = self.clauses.groups[index].subject if index >= 0 else None
        if span is None or not span[0]:
            return None
        pronoun = self.tokens.classes[span[0]] == "Q"
        if pronoun and self.tokens.words[span[0]] != "it":
            return None
        if not pronoun and (found.metric is None or (found.owner and not found.implied)):
            return None
        tokens, classes = self.tokens, self.tokens.classes
        high = span[0] - (classes[span[0] - 1] == ",")
        low = high
        while low > max(0, high - FARTHEST // 4) and classes[low - 1] not in ".,;:SC-":
            low -= 1
        if classes[low] != "P" or tokens.words[low] not in _ABOUT or low + 1 >= high:
            return None
        if classes[low + 1 : high].strip("DJNKZF'VO") or tokens.marks[high - 1] & TIME_NOUN:
            return None
        named = "K" in classes[low + 1 : high]
        if not named and "N" not in classes[low + 1 : high]:
            return None  # "for six years"
        if tokens.words[low] == "in" and (pronoun or not named or classes[low + 1 : high].strip("JK")):
            return None
        return tokens.slice(low + 1, high)

    def speaker(self, index: int) -> Phrase | None:
        """The organisation that says what verb group ``index`` states of its own books; None for people."""
        groups, tokens = self.clauses.groups, self.tokens
        for earlier in range(index - 1, max(-1, index - 3), -1):
            if groups[earlier].kind not in ("say", "expect", "plan"):
                continue
            span = subject_of(self.clauses, earlier)
            if span is None or tokens.classes[span[0]] in "QZF" or "K" not in tokens.classes[span[0] : span[1]]:
                return None
            words = tokens.words[span[0] : span[1]]
            if not _OFFICERS.isdisjoint(words) and self.discourse.organisation:
                return Phrase(self.discourse.organisation, None, True)
            if any(mark & PERSON for mark in tokens.marks[span[0] : span[1]]) or words[-1].endswith("s'"):
                return None
            found = self.phrase(span)
            names = tokens.classes[span[0] : span[1]].strip("DA")
            person = len(names) == 2 and names == "KK" and self.discourse.organisation is not None
            return found if found.owner and found.metric is None and not person else None
        return None

    def _before_pronoun(self, index: int, span: Span) -> Span:
        """What a pronoun stands for, when an earlier subject of the same sentence can be it."""
        classes = self.tokens.classes
        for earlier in range(index - 1, max(-1, index - 6), -1):
            other = subject_of(self.clauses, earlier)
            if other is None or other[1] > span[0] or classes[other[0]] == "F":
                continue
            return other if classes[other[0]] != "Q" else self._before_pronoun(earlier, other)
        comma = span[0] - 1
        if comma > 0 and classes[comma] == ",":
            low = comma
            while low and classes[low - 1] in "NKJDZXYC,'":
                low -= 1
            if low < comma and (not low or classes[low - 1] in ".;S"):
                return low, comma
        if self.tokens.words[span[0]] == "it" and self.previous is not None and self.previous.subject:
            return span
        return self._name_before(span) if self.tokens.words[span[0]] in ("it", "they") else span

    def _name_before(self, span: Span) -> Span:
        """The last name before a pronoun; the pronoun itself when there is none."""
        classes = self.tokens.classes
        at = classes.rfind("K", max(0, span[0] - FARTHEST), span[0])
        low = at
        while low > 0 and classes[low - 1] == "K":
            low -= 1
        return (low, at + 1) if at > 0 else span


def _is_person(subject: str | None) -> bool:
    """Whether "he" or "she" may be ``subject``: a name of two words or more that is no quantity or organisation."""
    if subject is None or head_mark(subject) & (METRIC | ORGANISATION | PRODUCT):
        return False
    words = subject.split()
    return 1 < len(words) < 6 and all((word[0].isupper() and word.isalpha()) or word[-1] == "." for word in words)


_MORE_FIGURES: Final = re.compile(r"(?:,?C?A?F)+(?=[NKJ-])")


def _after_list(classes: str, low: int) -> int:
    """In "12, 24, or 36-month leases" the noun after the last figure goes with each of them."""
    match = _MORE_FIGURES.match(classes, low, low + FARTHEST)
    return match.end() if match else low


def clean(words: str | None) -> str | None:
    """``words`` without quotation marks and brackets, on one line; None when nothing is left."""
    if not words:
        return None
    known = _clean.get(words)
    if known is None:
        known = words
        if not words.isalpha() and _SCARRED.search(words):
            known = " ".join(words.translate(_SCARS).split())
        known = known.strip(" ,;:'’‘")
        if len(_clean) >= _MOST_KEPT:
            _clean.clear()
        _clean[words] = known
    return known or None


_MOST_KEPT: Final = 4096
_clean: Final[dict[str, str]] = {}
