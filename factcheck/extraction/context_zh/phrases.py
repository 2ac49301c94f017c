"""Noun phrases: where one starts, whose it is, and what it measures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck.extraction.context_zh.clauses import Clause
from factcheck.extraction.context_zh.lexicon import lexicon

_QUOTES = "“”\"'‘’「」『』《》"
_QUOTE = re.compile(f"[{_QUOTES}]")
NOMINAL = frozenset("nNMgeQ_amqr&")
"""Classes that may stand in a noun phrase."""
_INSIDE_MODIFIER = NOMINAL | frozenset("Tf")
_METRIC = re.compile(r"[gM]*M(?!.*M)")
_NUMBERED = re.compile("[mq]+g*M")
"""最大的|一枚|直径"""
_PART = re.compile("g*ng?|nn")
_ENDS_MODIFIER = frozenset("vlUDSphb")
_NOUN = re.compile("[nNMer]")
_AFTER = re.compile(r"_?l?(?:[advnNMgmqQe_&bpIT]{0,12}y)?_?([anNMgeQr_]*(?:[nNMe]|g(?!l))Q?|S(?=[c&]|$))")
_AFTER_LOOSE = re.compile(r"_?(?:[advUDI]*y)?_?([adnNMgeQ_]*(?:[nNMe]|g(?!l))(?:[vdB]*[nNMge]+|v(?=&|$))?Q?)")
_ONLY_ADJECTIVE = re.compile(r"[amqQ_&]*$")
LONGEST = 14
"""Words of the longest noun phrase read."""


@dataclass(slots=True)
class Phrase:
    """The noun phrase of the words ``start`` up to but not with ``end`` of ``clause``."""

    clause: Clause
    start: int
    end: int
    _split: tuple[Phrase | None, Phrase | None] | None = None

    @property
    def text(self) -> str:
        """As it stands in the source."""
        return trimmed(self.clause, self.start, self.end)

    @property
    def codes(self) -> str:
        """Class letters of its words."""
        return self.clause.codes[self.start : self.end]

    def owner_and_metric(self) -> tuple[Phrase | None, Phrase | None]:
        """The phrase as (whose, what is measured): 英伟达 | 股价; 全省小学 | 师资缺口. Either may be missing."""
        if self._split is None:
            self._split = self._owner_and_metric()
        return self._split

    def _owner_and_metric(self) -> tuple[Phrase | None, Phrase | None]:
        codes = self.codes
        if "M" not in codes:
            return self, None
        head = codes.rfind("y") + 1
        found = _METRIC.search(codes, head)
        if not found:
            return self, None
        first = self.start + found.start()
        if head and found.end() == len(codes) and len(codes) - head <= 6 and not _NUMBERED.match(codes, head):
            first = self.start + head
        owner_end = self.start + head - 1 if first == self.start + head and head else first
        owner = Phrase(self.clause, self.start, owner_end)
        named = owner_end > self.start and not _ONLY_ADJECTIVE.fullmatch(owner.codes)
        return (owner if named else None), Phrase(self.clause, first, self.start + found.end())


def is_part(phrase: Phrase) -> bool:
    """Whether ``phrase`` may be a mere part or property of something: no name, person, body or place."""
    return _PART.fullmatch(phrase.codes) is not None and lexicon().beings.search(phrase.text) is None


def trimmed(clause: Clause, start: int, end: int) -> str:
    """Text of the words ``start``..``end`` without the punctuation and numerals around them."""
    codes = clause.codes
    while start < end and codes[start] in "&_ydl":
        start += 1
    while start < end and codes[end - 1] in "&_yl":
        end -= 1
    text = clause.text(start, end)
    if _QUOTE.search(text) and len(_QUOTE.findall(text)) % 2:
        return text.strip(_QUOTES)  # one of a pair
    return text


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
            and clause.text(modifier - 1, modifier) == "为"
            and codes[start - 2] == "n"
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
    found = (_AFTER_LOOSE if loose else _AFTER).match(clause.codes, start, start + LONGEST)
    return Phrase(clause, found.start(1), found.end(1)) if found else None
