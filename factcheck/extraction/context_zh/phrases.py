"""Noun phrases: where one starts, whose it is, and what it measures."""

from __future__ import annotations

import re
from typing import Final

from factcheck.extraction.context_zh.clauses import Clause
from factcheck.extraction.context_zh.lexicon import lexicon
from factcheck.extraction.context_zh.words import QUOTES, has_half_quotation

NOMINAL: Final = frozenset("nNMgeQ_amqr&")
"""Classes that may stand in a noun phrase."""
_INSIDE_MODIFIER: Final = NOMINAL | frozenset("Tf")
_NUMBERED: Final = re.compile("[mq]+g*M")
"""最大的|一枚|直径"""
_ENDS_MODIFIER: Final = frozenset("vlUDSphb")
_EVERY: Final = frozenset("年月季")
"""Before a metric they are part of it."""
_FIRMS: Final = frozenset(("公司", "该公司", "集团", "该集团", "本公司", "该行", "该厂", "该校", "我校"))
_NAME: Final = re.compile("[Ne]")
_NOUN: Final = re.compile("[nNMer]")
_AFTER: Final = re.compile(
    r"_?l?(?:(?:p[nNvge_]{1,4}f)?[advnNMgmqQe_&bpIT]{0,12}y)?_?([anNMgeQr_]*(?:[nNMe]|g(?![lF]))Q?|S(?=[c&]|$))"
)
_AFTER_LOOSE: Final = re.compile(r"_?(?:[advUDI]*y)?_?([adnNMgeQ_]*(?:[nNMe]|g(?!l))(?:[vdB]*[nNMge]+|v(?=&|$))?Q?)")
LONGEST: Final = 14
"""Words of the longest noun phrase read."""


class Phrase:
    """The noun phrase of the words ``start`` up to but not with ``end`` of ``clause``."""

    __slots__ = ("_split", "clause", "codes", "end", "start")

    def __init__(self, clause: Clause, start: int, end: int) -> None:
        self.clause = clause
        self.start = start
        self.end = end
        self.codes = clause.codes[start:end]
        """Class letters of its words."""
        self._split: tuple[Phrase | None, Phrase | None] | None = None

    @property
    def text(self) -> str:
        """As it stands in the source."""
        return trimmed(self.clause, self.start, self.end)

    def owner_and_metric(self) -> tuple[Phrase | None, Phrase | None]:
        """The phrase as (whose, what is measured): 英伟达 | 股价; 全省小学 | 师资缺口. Either may be missing."""
        if "M" not in self.codes:
            return self, None
        if self._split is None:
            self._split = self._owner_and_metric()
        return self._split

    def _owner_and_metric(self) -> tuple[Phrase | None, Phrase | None]:
        codes = self.codes
        head = codes.rfind("y") + 1
        last = codes.rfind("M", head)
        if last < 0:
            return self, None
        first = last
        while first > head and (codes[first - 1] in "gM" or self.clause.word(self.start + first - 1) in _EVERY):
            first -= 1  # 设计|月|产能
        if first > head + 1 and codes[first - 1] == "n" and self.clause.word(self.start + first - 2) == "年":
            first -= 2  # 机场|年|旅客|吞吐量
        whole = head and last + 1 == len(codes) and len(codes) - head <= 6
        names = _NAME.search(codes, head, last) is not None and codes[0] != "r"  # 建设的|T3航站楼|面积
        if whole and not names and not _NUMBERED.match(codes, head):
            first = head
        if first > 1 and not head and codes[0] == "r" and self.clause.word(self.start) in _FIRMS:
            first = 1 if not codes[1:first].strip("ng") else first  # 公司|现金储备
        owner_end = head - 1 if head and first == head else first
        metric = Phrase(self.clause, self.start + first, self.start + last + 1)
        if not codes[:owner_end].strip("amqQ_&"):
            area = owner_end == 1 and self.clause.word(self.start) in lexicon().areas
            return (Phrase(self.clause, self.start, self.start + 1) if area else None), metric
        if (time := codes.find("T", 1, owner_end)) > 0:
            owner_end = time  # 交易所|明年1月|交货|的原油价格
        while codes[owner_end - 1] in "Tf_" and owner_end > 1:
            owner_end -= 1  # 该校|目前|的学生人数
        return Phrase(self.clause, self.start, self.start + owner_end), metric


def is_part(phrase: Phrase) -> bool:
    """Whether ``phrase`` may be a mere part or property of something: no name, person, body or place."""
    codes = phrase.codes
    return (codes == "nn" or codes.lstrip("g") in ("n", "ng")) and not phrase.text.endswith(lexicon().beings)


def trimmed(clause: Clause, start: int, end: int) -> str:
    """Text of the words ``start``..``end`` without the punctuation and numerals around them."""
    codes = clause.codes
    while start < end and codes[start] in "&_ydl":
        start += 1
    while start < end and codes[end - 1] in "&_yl":
        end -= 1
    text = clause.text(start, end)
    return text.strip(QUOTES) if has_half_quotation(text) else text


def phrase_before(clause: Clause, end: int, low: int) -> Phrase | None:
    """The noun phrase that ends before word ``end``, reaching back to word ``low`` at most."""
    codes = clause.codes
    low = max(low, end - LONGEST)
    start = end
    while start > low:
        code = codes[start - 1]
        if code in NOMINAL:
            start -= 1
            continue
        if code != "y" or start == end:
            break
        modifier = start - 1
        while modifier > low and codes[modifier - 1] in _INSIDE_MODIFIER:
            modifier -= 1
        if not codes[modifier : start - 1].strip("Mgd_T") and modifier > 0 and codes[modifier - 1] in "cdTpnNre,":
            break
        if modifier == start - 1 or (
            modifier > 0 and codes[modifier - 1] in _ENDS_MODIFIER and codes[start - 2] != "r"
        ):
            break
        if (
            modifier > 0
            and codes[modifier - 1] == "I"
            and (
                (clause.word(modifier - 1) == "为" and codes[start - 2] == "n") or clause.word(modifier - 1)[-1] == "于"
            )
        ):
            break
        start = modifier
    while start < end and codes[start] in "&_T":
        start += 1
    last = end
    while last > start and codes[last - 1] in "&_":
        last -= 1
    if start >= last or not _NOUN.search(codes, start, last):
        return None
    return Phrase(clause, start, last)


def phrase_after(clause: Clause, start: int, *, loose: bool = False) -> Phrase | None:
    """The noun phrase that begins at word ``start``: the thing counted, or 营收 in "5亿元的营收".

    A ``loose`` one may hold verbs (图像生成能力).
    """
    if start >= len(clause.codes):
        return None
    found = (_AFTER_LOOSE if loose else _AFTER).match(clause.codes, start, start + LONGEST)
    return Phrase(clause, found.start(1), found.end(1)) if found else None
