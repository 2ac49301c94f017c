"""Which of a sentence's periods a figure holds for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from factcheck.extraction.context_en.lexicon import head_mark, lexicon
from factcheck.extraction.context_en.marks import CORPORATE
from factcheck.extraction.context_en.modality import foretells
from factcheck.extraction.context_en.periods import Period
from factcheck.extraction.context_en.phrases import noun_run_before
from factcheck.extraction.context_en.role import Role
from factcheck.extraction.context_en.scene import Scene

_BETWEEN: Final = frozenset("PODAJNKZ'G(")
_REACH: Final = 7
_PARTS: Final = frozenset(("and", "but", "while", ","))
_OPEN_ENDED: Final = frozenset(("price", "start", "range", "cost", "begin", "come", "get"))
"""Verbs whose "from $20" is a lowest price, not where a change began."""


_SHOWING: Final = frozenset(("show", "report", "indicate", "hear", "learn", "estimate"))
_PUTTING_OUT: Final = frozenset(("report", "post", "book", "declare"))
_LONGEST_WHEN: Final = 16
_ASIDE: Final = 12
"""Tokens from the end of a relative clause's period within which the main verb comes."""


@dataclass(slots=True, init=False)
class _Dated:
    """A period with its place among the tokens."""

    period: Period
    first: int
    last: int
    clause: int
    """Governing verb group, or -1 when none precedes it."""
    opening: bool
    """It stands before the sentence's first verb, so it holds for the whole sentence."""
    owner: int
    """The figure token it belongs to, if it stands right beside one."""

    def __init__(self, period: Period, first: int, last: int, clause: int, opening: bool, owner: int = -1) -> None:
        self.period = period
        self.first = first
        self.last = last
        self.clause = clause
        self.opening = opening
        self.owner = owner


class Dating:
    """Assigns the periods of one sentence to its figures."""

    def __init__(self, scene: Scene, periods: list[Period]) -> None:
        self.scene = scene
        tokens = scene.tokens
        starts = tokens.starts
        self.dated: list[_Dated] = []
        at = 0
        for period in periods:
            while at < len(starts) and tokens.ends[at] <= period.start:
                at += 1
            last = at
            while last < len(starts) and starts[last] < period.end:
                last += 1
            before = at - 1 - (at > 0 and tokens.classes[at - 1] == "D")
            if tokens.classes[last : last + 1] == "'" and before >= 0 and tokens.classes[before] == "F":
                period.baseline = True  # "more than double the previous year's deficit"
            clause = scene.clauses.before(min(at, len(starts) - 1))
            while clause > 0 and self._describes(clause):
                clause -= 1  # "10m hectares of drained, irrigated land by 2030"
            if at and tokens.classes[at - 1] == "C" and scene.group_at(last) >= 0:
                clause = scene.group_at(last)  # "grew by 13%, and now makes up"
            period.aside = clause >= 0 and tokens.classes[scene.group(clause).first - 1] == "R"
            item = _Dated(period, at, last, clause, clause < 0 and not period.baseline)
            item.owner = self._neighbour(item)
            self.dated.append(item)

    def _describes(self, clause: int) -> bool:
        """Whether verb group ``clause`` is a participle before its noun."""
        group = self.scene.group(clause)
        after = self.scene.tokens.classes[group.last]
        return group.participle and after in "NJ" and self.scene.tokens.classes[group.first - 1] in ",C"

    def _neighbour(self, item: _Dated) -> int:
        """The figure right before ("1.81 million cars in 2023") or right after ("2003's 9.1%") a period."""
        classes = self.scene.tokens.classes
        if self._opens_a_part(item):
            return item.last
        at = item.first - 1
        while at >= 0 and item.first - at <= _REACH and classes[at] in _BETWEEN:
            at -= 1
        if at > 0 and classes[at] == "V" and classes[at - 1] == "F" and classes[at + 1 : at + 2] == "P":
            at -= 1  # "the peak of 75.5% reached in May"
        if at > 1 and classes[at] == "V" and classes[at - 1] in "NKQ":
            at = self._before_relative(at)  # "the $73m profit that the club made in 2023"
        if at >= 0 and classes[at] == "F" and not item.period.baseline:
            return at
        at = item.last
        while at < len(classes) and at - item.last < 4 and classes[at] in "'ADJ":
            at += 1
        if classes[at] == "N" and self._is_attribute(item):
            at = self._past_noun(at)
        return at if at < len(classes) and classes[at] == "F" and item.last < at else -1

    def _before_relative(self, at: int) -> int:
        """The figure whose noun the relative clause with its verb at token ``at`` belongs to; else ``at``."""
        classes = self.scene.tokens.classes
        low = at
        while low and at - low < _REACH and classes[low - 1] in "DZJNKQ'":
            low -= 1
        if classes[low - 1] not in "IR":
            return at
        low -= 1
        while low and at - low < 2 * _REACH and classes[low - 1] in "JNK":
            low -= 1
        return low - 1 if low and classes[low - 1] == "F" else at

    def _is_attribute(self, item: _Dated) -> bool:
        """Whether the period stands before a noun as an adjective does: "a second-quarter profit of $3m"."""
        before = self.scene.tokens.classes[item.first - 1] if item.first else "."
        return before in "DZJVOG" and item.period.text[:3].lower() not in ("the", "thi", "las", "nex")

    def _past_noun(self, at: int) -> int:
        """The figure that "of" or "at" ties to the noun phrase that goes on at token ``at``; else ``at``."""
        classes = self.scene.tokens.classes
        end = at
        while end - at < _REACH and classes[end] in "NKJ'":
            end += 1
        if self.scene.tokens.words[end] not in ("of", "at"):
            return at
        end += 1
        while classes[end] in "ADJL":
            end += 1
        return end if classes[end] == "F" else at

    def _opens_a_part(self, item: _Dated) -> bool:
        """Whether a figure follows at once where a new part began: "it was 4.1% and a year ago 4.4%"."""
        tokens = self.scene.tokens
        if tokens.classes[item.last : item.last + 1] != "F":
            return False
        at = item.first - 1
        while at > 0 and tokens.classes[at] in "PD":
            at -= 1
        return at > 0 and tokens.words[at] in _PARTS and tokens.classes[at - 1] == "F"

    def of(self, at: int, role: Role, default: str | None) -> Period | None:
        """The period of the figure at token ``at``: beside it, in its clause, or over its sentence.

        ``default`` is the period the text spoke of before; it beats a period of another clause.
        """
        clause = role.group if role.group >= 0 else self.scene.governing(at)
        best: tuple[int, Period] | None = None
        for item in self.dated:
            if item.period.weekday and self._is_of_report(item, role):
                continue
            if item.owner == at or self._opens_when(item, at):
                return item.period
            if item.period.baseline or (item.first <= at < item.last and item.period.text[-3:] != "ago"):
                continue  # "the last five years" does not date itself
            rank = self._rank(item, at, clause)
            if rank >= 3 and (default is not None or role.against):
                continue
            cost = 1000 * rank + abs(item.first - at)
            if best is None or cost < best[0]:
                best = (cost, item.period)
        return None if best is None or (best[0] >= 4000) else best[1]

    def _rank(self, item: _Dated, at: int, clause: int) -> int:
        low, high = min(item.first, at), max(item.first, at)
        between = self.scene.tokens.classes[low:high]
        if "." in between or ";" in between:
            return 4
        if item.period.weekday and item.clause >= 0:
            said = self.scene.group(item.clause)
            if (said.kind == "say" or said.base in _SHOWING) and item.clause != clause:
                return 4  # the day it was said
        if item.owner < 0 and self._is_of_saying(item, at):
            return 4
        if 0 <= clause < item.clause and item.owner < 0 and ",C" in between:
            return 4  # "a quarter of the buses are electric, and the rest will be by 2032"
        if self.is_from(at) or (item.owner >= 0 and (self.is_from(item.owner) or self._against(item.owner))):
            return 4
        if 0 <= item.clause < clause and self.scene.group(item.clause).kind == "say" and item.owner < 0:
            return 2
        if item.owner < 0 and 0 <= clause == item.clause - 1 and self._is_aside(clause):
            return 2
        same = item.clause == clause or item.opening or self._before_verb(item, clause, at)
        if self._is_of_relative(item, clause, at) or (item.owner > at and self._is_told_apart(item, clause)):
            return 4  # "the quake that struck on Sunday has killed 53 people"
        if self._is_outside(item, clause, between) or (item.owner < 0 and self._is_of_aside(item, clause)):
            return 4
        if item.owner > at and self._opens_a_part(item):
            return 4
        if item.owner > at and "CP" in self.scene.tokens.classes[at : item.owner]:
            return 4  # "by 30% in two years and by 157% since 2012"
        if item.owner > at and not same and "F" in self.scene.tokens.classes[item.first : item.last]:
            return 4  # "creates 930 jobs, totalling 5,600 over the next 20 years"
        if item.owner >= 0:
            return 1 if same and not item.opening else 2 if item.opening else 3
        return 0 if same and not item.opening else 1 if item.opening else 3

    def _opens_when(self, item: _Dated, at: int) -> bool:
        """Whether the figure stands in a clause about the period: "more than in 2024, when the crop was 80m tonnes"."""
        tokens = self.scene.tokens
        when = item.last + (tokens.classes[item.last] == ",")
        if at <= when or at - when > _LONGEST_WHEN or tokens.words[when] != "when":
            return False
        return not any(code in ".;," for code in tokens.classes[when:at])

    def _is_of_report(self, item: _Dated, role: Role) -> bool:
        """Whether a day is that on which a figure of the books came out: "posted a profit of $3m on Thursday"."""
        if item.clause < 0 or role.metric is None or not head_mark(role.metric) & CORPORATE:
            return False
        base = self.scene.group(item.clause).base
        return base in _PUTTING_OUT or base in lexicon().publishing

    def _is_of_relative(self, item: _Dated, clause: int, at: int) -> bool:
        """Whether the period stands in a relative clause that ends before the figure's verb."""
        if not 0 <= item.clause < clause or item.last > at:
            return False
        first = self.scene.group(item.clause).first
        classes = self.scene.tokens.classes
        return (
            first > 1
            and classes[first - 1] == "R"
            and classes[first - 2] in "NK,"
            and (self.scene.group(clause).first - item.last < _ASIDE)
        )

    def _is_told_apart(self, item: _Dated, clause: int) -> bool:
        """Whether the period dates only the figure it stands beside.

        So it is where that one tells what is to come and this one what was ("carried 2m in its first year and is
        expected to carry 4m this year"), or where a participle ties the two ("the $25m budgeted in 2020").
        """
        classes = self.scene.tokens.classes
        if classes[item.owner + 1] == "V" and classes[item.owner + 2] == "P" and item.first == item.owner + 3:
            return True
        if not 0 <= clause < item.clause:
            return False
        return foretells(self.scene, item.clause) and not foretells(self.scene, clause)

    def _is_outside(self, item: _Dated, clause: int, between: str) -> bool:
        """Whether the figure's relative clause closed before the period: "…, which makes 40m, will shut in May"."""
        if not 0 <= clause < item.clause or "," not in between:
            return False
        opened = self.scene.group(clause).first - 1
        return opened > 0 and self.scene.tokens.classes[opened] == "R" and self.scene.tokens.classes[opened - 1] == ","

    def _is_of_aside(self, item: _Dated, clause: int) -> bool:
        """Whether the period belongs to an aside that closed before the figure's verb: ", founded in 1987, employs"."""
        if item.opening and clause >= 0:
            return self._is_in_opening_aside(item)
        if not 0 <= item.clause < clause or item.first < self.scene.group(item.clause).last:
            return False
        classes, group = self.scene.tokens.classes, self.scene.group(item.clause)
        if classes[item.last : item.last + 1] != ",":
            return False
        due = group.infinitive and "," in classes[max(0, group.first - 3) : group.first]  # ", due to open in 2029,"
        return due or self._is_aside(item.clause)

    def _is_in_opening_aside(self, item: _Dated) -> bool:
        """Whether the period is only part of an aside after the subject: "The tunnel, due to open in 2029, will"."""
        classes = self.scene.tokens.classes
        opened = classes.rfind(",", 0, item.first)
        if opened <= 0 or classes[item.last : item.last + 1] != "," or classes[0] == "P":
            return False
        inner = classes[opened + 1 : item.first]
        return inner[inner.rfind("-") + 1 :].strip("PDA") != ""  # "LONDON, Feb 20 - In 2024, …" opens after the dash

    def _is_of_saying(self, item: _Dated, at: int) -> bool:
        """Whether the period stands right after a verb of saying or publishing ("it projected in May", "out today")."""
        tokens = self.scene.tokens
        if tokens.words[item.first - 1] == "out" and tokens.classes[item.first - 2] == ",":
            return True
        if item.clause < 0:
            return False
        group = self.scene.group(item.clause)
        gap = tokens.classes[group.last : item.first]
        if gap not in ("", "P", "PD", "A"):
            # "published in The Lancet on Thursday"
            apart = item.period.dated and group.base in lexicon().publishing and group.word != group.base
            return apart and len(gap) < _REACH and not gap.strip("PDNJK")
        if group.kind in ("say", "expect", "plan"):
            # "said in May that it had cut": what was said holds for then, but not for "the 21% it projected in May"
            return at < group.first and "B" not in tokens.classes[group.first : group.last] and group.word != group.base
        return group.base in lexicon().publishing

    def _before_verb(self, item: _Dated, clause: int, at: int) -> bool:
        """Whether the period stands in the subject of the figure's verb ("the target for 2025 is …")."""
        if clause < 0 or item.clause != clause - 1:
            return item.clause < 0 and clause < 0
        between = self.scene.tokens.classes[item.last : self.scene.group(clause).first]
        if "," in between and item.clause >= 0 and self._is_aside(item.clause):
            return False
        within = item.last <= at < item.last + len(between)  # "homes sold in 2024, at 9.7trn yuan, were"
        if within and ",C" in between:
            return False  # "he left last May, and 40 people came"
        return len(between) < 12 and between.count("F") == within and not any(code in "ISR.;:" for code in between)

    def _is_aside(self, clause: int) -> bool:
        """Whether the verb opens an aside ("…, priced from $20, drew …"): its sentence's period holds for it too."""
        group = self.scene.group(clause)
        return group.participle and self.scene.tokens.classes[group.first - 1 : group.first] == ","

    def is_from(self, at: int) -> bool:
        """Whether a change began at the figure ("from 95%", "from a list price of 69,800 yuan")."""
        at = self._opening(at)
        if not at or self.scene.tokens.words[at - 1] not in ("from", "than"):
            return False
        clause = self.scene.governing(at)
        return clause < 0 or self.scene.group(clause).base not in _OPEN_ENDED

    def _opening(self, at: int) -> int:
        """Where the phrase begins that ends in the figure at token ``at``: "a list price of 69,800 yuan"."""
        classes = self.scene.tokens.classes
        while at and classes[at - 1] in "ADJL":
            at -= 1
        return noun_run_before(self.scene.tokens, at - 1) if at and classes[at - 1] == "O" else at

    def _against(self, at: int) -> bool:
        words = self.scene.tokens.words
        at = self._opening(at)
        if at > 1 and words[at - 1] == "to":
            return words[at - 2] == "compared"
        return at > 0 and words[at - 1] in ("against", "versus", "vs", "with")

    def is_compared(self, at: int, role: Role) -> bool:
        """Whether the figure only serves to compare: "a rise of 4% on the $9.8bn it earned in 2023", "from 61%"."""
        if role.against or self.is_from(at):
            return True
        tokens = self.scene.tokens
        while at and tokens.classes[at - 1] in "ADJL":
            at -= 1
        word = tokens.words[at - 1] if at else ""
        if word == "on":
            return at > 1 and tokens.classes[at - 2] == "F"
        if word in ("with", "to", "of"):
            return at > 1 and tokens.words[at - 2] in ("compared", "instead", "relative")
        return word in ("against", "versus", "vs", "than")
