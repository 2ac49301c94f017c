"""All that the rules for subject, metric and baseline look at: the figure, what stands around it, what came before."""

from __future__ import annotations

import re
from typing import Final

from factcheck.extraction.context_zh.clauses import Clause
from factcheck.extraction.context_zh.earlier import settle
from factcheck.extraction.context_zh.lexicon import acts
from factcheck.extraction.context_zh.phrases import Phrase, is_part, phrase_after, phrase_before
from factcheck.extraction.context_zh.predicates import Predicate, predicate
from factcheck.extraction.context_zh.sayings import Reading, Sayings
from factcheck.extraction.figure import Figure

RELATIVE_KINDS: Final = frozenset(("percentage", "multiple", "fraction"))
"""Kinds that say how large something is against something else."""
_ABSOLUTE: Final = frozenset(("duration", "measure", "performance"))
_DEED: Final = re.compile("nnv?$")
_OWN_DEED: Final = re.compile("n(?=$|[lF&])")
_ACCOUNTS: Final = frozenset(("收入", "利润", "成本", "支出", "费用", "毛利", "亏损", "预算"))
LOOK_BACK: Final = 8
"""Figures before this one that it may take subject or metric from."""


class Look:
    """One figure as the rules see it."""

    __slots__ = (
        "_owned",
        "_parted",
        "after",
        "bare",
        "clause",
        "counted",
        "deed",
        "deed_at",
        "figure",
        "left",
        "place",
        "relative",
        "said",
        "verb",
    )

    def __init__(
        self, said: Sayings, clause: Clause, place: int, figure: Figure, left: Predicate, after: Phrase | None
    ) -> None:
        self.said = said
        self.clause = clause
        self.place = place
        """Index of the figure's word in the clause."""
        self.figure = figure
        self.left = left
        self.after = after
        """The noun phrase right after the figure."""
        self.counted: str | None = counted_thing(after, figure) if after is not None else None
        """That phrase where it is the thing counted."""
        self.deed: Phrase | None = None
        """What those counted did, where it looks like a noun (学生|入院)."""
        self.deed_at: int | None = None
        """The word before the figure, where that noun is what is done (存活|24小时)."""
        self.relative: bool = figure.kind in RELATIVE_KINDS
        """Whether the figure is a share or a multiple."""
        self.bare: bool = left.change is None and left.verb is None and left.share is None and not left.reach
        """Whether nothing links figure and noun phrase before it."""
        self.verb: str | None = None if left.verb is None else clause.word(left.verb)
        """The verb before the figure."""
        self._parted: tuple[Phrase, Phrase] | bool | None = None
        self._owned: Phrase | bool | None = None

    @property
    def last(self) -> Reading | None:
        """The figure before this one in the sentence."""
        return self.said.readings[-1] if self.said.readings else None

    @property
    def last_subject(self) -> str | None:
        """Whose the figure before is."""
        return self.last.subject if self.last is not None else None

    @property
    def last_metric(self) -> str | None:
        """What the figure before measures."""
        return self.last.metric if self.last is not None else None

    @property
    def topic(self) -> str | None:
        """What the clauses so far are about."""
        topic = self.said.topics.current()
        return topic.name if topic is not None else None

    @property
    def _level(self) -> bool:
        """Whether the figure may be the level of what stands right before it ("身长32厘米", "门票60元")."""
        if self.figure.kind == "money":
            return self.bare or self._is_worth
        return self.figure.kind in _ABSOLUTE and (self.left.change is None or self.left.reach)

    @property
    def _is_worth(self) -> bool:
        """Whether 为 or 达, not 有, links what stands before with an amount of money."""
        left, at = self.left, self.clause.codes.rfind("I", 0, self.place)
        if not left.reach or left.change is not None or left.verb is not None or at < 0:
            return False
        return self.clause.word(at)[-1] != "有"

    def parted(self) -> tuple[Phrase, Phrase] | None:
        """(内蒙古局地, 降雪) of "内蒙古局地降雪20毫米": a noun phrase whose last noun is what is measured."""
        if self._parted is None:
            self._parted = self._part() or False
        return None if isinstance(self._parted, bool) else self._parted

    def _part(self) -> tuple[Phrase, Phrase] | None:
        phrase = self.left.said_of
        if phrase is None or phrase.codes[-1] != "n":
            return None
        if self.figure.kind == "duration" and self.clause.word(self.place - 1) == "持续":
            return None  # 山火持续6天
        if self._heads_counted(phrase) and any(letter in "rN" for letter in phrase.codes[:-1]):
            last = Phrase(self.clause, phrase.end - 1, phrase.end)
            end = phrase.end - 1
            while end - 1 > phrase.start and self.clause.codes[end - 1] in "a_":
                end -= 1  # 该校|现有|在校生
            return Phrase(self.clause, phrase.start, end), last
        worth = self.figure.kind == "money" and self.left.reach and self.left.change is None and phrase.codes == "Nn"
        if not worth and not (self.bare and self.figure.kind in _ABSOLUTE):
            return None
        if phrase.end - phrase.start < 2 or phrase.codes[0] not in "NeF" or "M" in phrase.codes:
            return None
        last = Phrase(self.clause, phrase.end - 1, phrase.end)
        return (Phrase(self.clause, phrase.start, phrase.end - 1), last) if is_part(last) else None

    def _heads_counted(self, phrase: Phrase) -> bool:
        """Whether ``phrase`` names those counted at the end of a clause without a verb: 员工|9400人."""
        return (
            self.figure.kind == "count"
            and self.bare
            and self.place + 1 == len(self.clause.codes)
            and phrase.end == self.place
            and not phrase.codes.strip("nNra_")
        )

    @property
    def attribute(self) -> Phrase | None:
        """The noun phrase before the figure, where it names a part or property of what an earlier clause is about.

        "S5000…，卡间带宽784GB/s", "这名早产儿…，身长32厘米": no name, person or body, and in a later clause.
        """
        if self._owned is None:
            self._owned = self._find_property() or False
        return None if isinstance(self._owned, bool) else self._owned

    def _find_property(self) -> Phrase | None:
        phrase, left = self.left.said_of, self.left
        if phrase is None or left.share is not None or left.verb is not None or left.of is not None:
            return None
        owner, metric = phrase.owner_and_metric()
        part = owner if metric is not None else phrase
        if part is None:
            return None
        if metric is not None and not part.codes.strip("ng") and self._told_before_time(phrase) is not None:
            return phrase
        if not is_part(part) and not (part.codes in ("n", "nn") and self._heads_counted(part)):
            return None
        if self.clause.codes[phrase.end] == "l":
            return None  # 损失了
        if metric is None and not self._level and not self._heads_counted(phrase):
            return None
        topic = self.said.topics.current(before=self.clause)
        nobody = topic is None or topic.weak
        if nobody and metric is not None and owner is not None and self._of_account(metric.text):
            settle(self.said.words.text, self.said.discourse)
            return phrase if self.said.discourse.organisation else None
        if topic is None or topic.weak or not topic.name or topic.name in phrase.text:
            return None
        if topic.clause.mark in "：:" and metric is None:
            return None  # 流行病学史：患者300例
        if metric is not None and owner is not None and metric.text == self.last_metric:
            return None  # 玉米产量…，水稻产量…
        return phrase

    def _of_account(self, metric: str) -> bool:
        """Whether ``metric`` is one of a company's accounts, of which a noun before names but a part: 转播|收入."""
        return self.figure.kind == "money" and metric in _ACCOUNTS

    def _told_before_time(self, phrase: Phrase) -> Phrase | None:
        """黄花机场 of "黄花机场|全年|旅客吞吐量": who is named before the time that parts it from what is measured."""
        at, codes = phrase.start, self.clause.codes
        if at < 2 or codes[at - 1] != "T":
            return None
        found = phrase_before(self.clause, at - 1, 0)
        if found is None or "M" in found.codes or (found.start and codes[found.start - 1] not in "cdf,_"):
            return None
        return found if found.end - found.start > 1 or not is_part(found) else None

    @property
    def owner_of_attribute(self) -> str | None:
        """Whose ``attribute`` it is."""
        phrase = self.attribute
        if phrase is None:
            return None
        found = self._told_before_time(phrase) if "M" in phrase.codes[1:] else None
        if found is not None:
            return found.text
        topic = self.said.topics.current(before=self.clause)
        if topic is None or topic.weak:
            return self.said.discourse.organisation
        last = self.last
        whose = last.subject if last is not None and last.clause is topic.clause else None
        if last is not None and whose and topic.name == last.metric:
            return whose  # 会员900人，男性600人，女性500人: both are members
        return whose if whose and topic.name and topic.name.startswith(whose) else topic.name


def look_at(said: Sayings, clause: Clause, place: int, low: int, figure: Figure) -> Look:
    """Look around the figure at word ``place`` of ``clause``, leftwards no further than word ``low``."""
    left = predicate(clause, place, low, relative=figure.kind in RELATIVE_KINDS)
    after = phrase_after(clause, place + 1)
    if after is None and clause.codes.startswith("&F", place + 1):
        after = phrase_after(clause, place + 3)  # 九千二百万和三亿个就业岗位
    if after is not None and _ends_in_verb(clause, after):
        after = Phrase(clause, after.start, after.end - 1)  # 12个|国家|新开|36家
    look = Look(said, clause, place, figure, left, after)
    if after is not None and figure.unit == "人" and _OWN_DEED.match(clause.codes, place + 1):
        if acts(clause.word(place + 1)):  # 500万人|失业
            look.after, look.counted, look.deed = None, None, Phrase(clause, place + 1, place + 2)
    elif after is not None and figure.kind == "count" and _DEED.match(clause.codes, after.start):
        who = Phrase(clause, after.start, after.start + 1)
        if not is_part(who) and is_part(Phrase(clause, who.end, who.end + 1)):
            look.after, look.deed = who, Phrase(clause, who.end, len(clause.codes))
            look.counted = counted_thing(who, figure)
    return look


def _ends_in_verb(clause: Clause, after: Phrase) -> bool:
    """Whether the last noun of ``after`` is a verb, whose object is counted next."""
    long = after.end - after.start > 1
    return long and clause.codes.startswith("F", after.end) and acts(clause.word(after.end - 1))


def counted_thing(after: Phrase | None, figure: Figure) -> str | None:
    """The thing counted or measured, where ``after`` names it."""
    if after is None or figure.kind in ("money", "performance") or figure.kind in RELATIVE_KINDS:
        return None
    if not after.codes.strip("Mg"):
        return None
    owner, _ = after.owner_and_metric()
    return (owner or after).text if figure.kind == "age" else after.text
