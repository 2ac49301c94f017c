"""The subjects of the verb groups of a sentence."""

from __future__ import annotations

import re
from typing import Final

from factcheck.extraction.context_en.groups import Clauses
from factcheck.extraction.context_en.lexicon import lexicon
from factcheck.extraction.context_en.marks import METRIC, TIME_NOUN
from factcheck.extraction.context_en.phrases import noun_run_before
from factcheck.extraction.context_en.tokens import Tokens

_LIST: Final = re.compile(r"(?:[DZJNKYXF']+,)+[DZJNKYXF']*,?C[DZJNKYXF']+\Z")
_NOUNISH: Final = frozenset("NKFQYXJ'")
_LEFT_EDGE: Final = frozenset(".;:SRI-E")
FARTHEST: Final = 40
"""Tokens looked at to either side of a figure or verb: keeps the work linear in hostile text."""


def subject_of(clauses: Clauses, index: int, depth: int = 0) -> tuple[int, int] | None:
    """Token span of the subject of group ``index``; None when the sentence names none."""
    group = clauses.groups[index]
    if not group.resolved:
        group.resolved = True
        those = index and group.first and clauses.tokens.words[group.first - 1] == "those"
        group.subject = subject_of(clauses, index - 1, depth + 1) if those else _subject(clauses, index, depth)
    return group.subject


def _subject(clauses: Clauses, index: int, depth: int) -> tuple[int, int] | None:
    tokens, group = clauses.tokens, clauses.groups[index]
    classes = tokens.classes
    if depth > 6:
        return None
    previous = index - 1 if index and clauses.groups[index - 1].last > group.first - FARTHEST else -1
    floor = clauses.groups[previous].last if previous >= 0 else max(0, group.first - FARTHEST)
    high = group.first
    if group.participle and high and classes[high - 1] == "P" and previous >= 0:
        return _before_parenthesis(clauses, previous, floor, depth, True)
    if group.infinitive:
        return _of_infinitive(clauses, previous, floor, high, depth)
    low = high
    while low > floor and classes[low - 1] not in _LEFT_EDGE:
        low -= 1
    edge = classes[low - 1] if low else "."
    opens = classes[group.first] == "G" or tokens.words[group.first] == "having"
    absolute = _absolute(tokens, low, high) if opens else None
    if absolute is None and opens and high > low and classes[high - 1] == "N":
        absolute = _described_by(tokens, low, high)
    if absolute is not None:
        return absolute
    if low == floor and previous >= 0 and clauses.groups[previous].kind not in ("say", "expect"):
        low = _after_conjunction(classes, low, high)
    span = _trim(tokens, low, high)
    if span is None:
        return _elided(clauses, index, (previous, low), edge, depth)
    if low == floor and previous >= 0 and tokens.words[span[0] - 1] not in _SUBORDINATING:
        if tokens.words[high - 1] == "ago" and high > span[1]:
            return subject_of(clauses, previous, depth + 1)  # "a poll taken two months ago found"
        inherited = _from_relative(clauses, previous, span, depth)
        if inherited is not None:
            return inherited
    after_be = group.participle and previous >= 0 and clauses.groups[previous].base == "be" and low == floor
    if after_be and ("," not in classes[floor : span[0]] or classes[group.last] in "PT"):
        return subject_of(clauses, previous, depth + 1)
    return span


def _elided(clauses: Clauses, index: int, before: tuple[int, int], edge: str, depth: int) -> tuple[int, int] | None:
    """The subject of group ``index`` without words of its own; ``before``: the group before, where the clause opens."""
    (previous, low), classes, group = before, clauses.tokens.classes, clauses.groups[index]
    high = group.first
    follows = group.participle and index + 1 < len(clauses.groups)
    if follows and high == 1 and classes[:2] == "PG":
        return subject_of(clauses, index + 1, depth + 1)  # "After losing 9,000 jobs, the region recovered"
    if edge == "R" or (edge == "I" and not classes[low:high].strip("A")):
        return _antecedent(clauses.tokens, low - 1)
    told = clauses.groups[previous].kind in ("help", "expect", "plan") if previous >= 0 else True
    if not told and clauses.groups[previous].last == high and not group.participle:
        outer = _around_object_clause(clauses, previous, depth)
        if outer is not None:
            return outer  # "the price of the car that he bought rose"
    if _comma_closes(classes, low, high):
        floor = clauses.groups[previous].last if previous >= 0 else max(0, high - FARTHEST)
        return _before_parenthesis(clauses, previous, floor, depth, group.participle)
    if edge == "-" or (edge in ".;:" and high > low):
        return None
    if follows and not high:
        return subject_of(clauses, index + 1, depth + 1)  # "Weighing in at 1.2kg, the laptop is"
    return _of_earlier(clauses, previous, low, edge, depth)


def _absolute(tokens: Tokens, low: int, high: int) -> tuple[int, int] | None:
    """ "With Labour taking …", "despite the company having spent …": the noun phrase after the preposition."""
    for at in range(high - 1, max(low, high - 10) - 1, -1):
        if tokens.words[at] in ("with", "despite", "without") and tokens.classes[at] == "P":
            return (at + 1, high) if _names(tokens.classes, at + 1, high) else None
    return None


def _described_by(tokens: Tokens, low: int, high: int) -> tuple[int, int] | None:
    """ "For people making over $200,000": the plural right before the participle, behind a preposition."""
    first = noun_run_before(tokens, high)
    if first <= low or tokens.classes[first - 1] != "P" or tokens.words[first - 1] not in ("for", "among", "by"):
        return None
    head = tokens.words[high - 1]
    plural = (head.endswith("s") and not head.endswith("ss")) or head in ("people", "men", "women", "children")
    return (first, high) if plural else None


def _after_conjunction(classes: str, low: int, high: int) -> int:
    """Where the second of two clauses begins: after "and" that follows the first verb's object."""
    cut = classes.rfind("C", low, high)
    if cut <= low or cut + 1 >= high or not _names(classes, cut + 1, high):
        return low
    return cut + 1


def _of_infinitive(clauses: Clauses, previous: int, floor: int, high: int, depth: int) -> tuple[int, int] | None:
    """The object of "expect X to", else the subject of the verb before."""
    tokens = clauses.tokens
    if previous < 0:
        return _trim(tokens, floor, high)  # the headline "Maker to cut 9,000 jobs"
    if "." in tokens.classes[floor:high] or ";" in tokens.classes[floor:high]:
        low = max(tokens.classes.rfind(".", floor, high), tokens.classes.rfind(";", floor, high)) + 1
        return _trim(tokens, low, high) or subject_of(clauses, previous, depth + 1)
    before = clauses.groups[previous]
    if (before.kind in ("expect", "help") or before.base in lexicon().commanding) and high > floor:
        span = _trim(tokens, floor, high)
        if span is not None:
            return span
    intended = tokens.classes.rfind("P", floor, high)
    if intended >= 0 and clauses.groups[previous].base == "be" and tokens.words[intended] == "for":
        return _trim(tokens, intended + 1, high)
    return subject_of(clauses, previous, depth + 1)


def _trim(tokens: Tokens, low: int, high: int) -> tuple[int, int] | None:
    """The noun phrase that fills ``low``..``high``, rid of openers ("In 2013,", "and"), asides and adverbs."""
    classes = tokens.classes
    high = _before_adverbs(tokens, low, high)
    if high > low and classes[high - 1] == "C":
        return None
    if high > low and classes[high - 1] == "Q":
        return high - 1, high
    while low < high and classes[low] in "CA,":
        low += 1
    if high > low and classes[high - 1] in ",)-":
        opener = {",": ",", ")": "(", "-": "-"}[classes[high - 1]]
        opened = classes.rfind(opener, low, high - 1)
        if opened > low and _names(classes, low, opened):
            named = _name_beside(classes, low, opened, high)
            return named if named is not None else _trim(tokens, low, opened)
        high -= 1
        if opener == ",":
            return None
    body = classes[low:high]
    comma = body.rfind(",")
    if comma >= 0 and not _LIST.match(body) and "(" not in body[comma:]:
        if _names(classes, low + comma + 1, high):
            low += comma + 1
        else:
            high = low + comma
    while low < high and classes[low] in "CA,":
        low += 1
    if low < high and classes[low] in "DPN":
        low = _past_opener(tokens, low, high)
    for at in range(high - 1, low, -1):
        if classes[at] == "P" and tokens.words[at] in _SUBORDINATING and _names(classes, at + 1, high):
            low = at + 1
            break
    if low < high and classes[low] in "PT":
        return None
    return (low, high) if _names(classes, low, high) else None


def _before_adverbs(tokens: Tokens, low: int, high: int) -> int:
    """``high`` moved before the adverbs that belong to the verb ("also", "no longer")."""
    while high > low and tokens.classes[high - 1] == "A":
        high -= 1
    if high > low + 1 and tokens.words[high - 2 : high] == ["no", "longer"]:
        return high - 2
    if high > low + 2 and tokens.classes[high - 1] == "Y" and tokens.words[high - 2] == "on":
        return high - 2  # "the cabinet on Tuesday cleared"
    if high > low + 3 and tokens.words[high - 1] == "whole" and tokens.words[high - 3] == "as":
        return high - 3
    return high


def _of_earlier(clauses: Clauses, previous: int, low: int, edge: str, depth: int) -> tuple[int, int] | None:
    """The subject of the verb before, for a clause that opens at ``low`` without one of its own."""
    if previous < 0 or edge in ".;:":
        return None
    said = clauses.groups[previous].kind == "say" and clauses.tokens.classes[low - 2 : low - 1] == ","
    if edge == "S" and previous and said:
        previous -= 1  # "it reached 62%, officials said, but fell short"
    return subject_of(clauses, previous, depth + 1)


def _past_opener(tokens: Tokens, low: int, high: int) -> int:
    """Past a time or other phrase that opens the clause without a comma ("A year ago Novo could do no wrong")."""
    classes = tokens.classes
    at = low + (low < high and classes[low] == "D")
    if at + 2 < high and tokens.marks[at] & TIME_NOUN and tokens.words[at + 1] in ("ago", "earlier", "later", "before"):
        low = at + 2
    if low < high and classes[low] == "P":
        low = _after_opener(tokens, low, high)
        low += 3 * (tokens.words[low : low + 3] == ["as", "a", "whole"])
        low += low < high and classes[low] == "P" and tokens.words[low] in _SUBORDINATING  # "on Monday after the fire"
    return low


_SUBORDINATING: Final = frozenset(("as", "after", "before", "since", "until", "till", "than"))


def _after_opener(tokens: Tokens, low: int, high: int) -> int:
    """Past "as" before a clause, or past a time without comma ("in the first half of 2025 sales …")."""
    if tokens.words[low] in _SUBORDINATING:
        return low + 1
    classes, marks = tokens.classes, tokens.marks
    at = low + 1
    while at < high and classes[at] in "DZAJO" and not marks[at] & TIME_NOUN:
        at += 1
    while at < high and (classes[at] == "Y" or marks[at] & TIME_NOUN):
        at += 1
        at += at + 1 < high and classes[at] == "T" and classes[at + 1] == "Y"  # "in the year to June 2025 sales"
        if at + 1 < high and classes[at] == "O":
            return _after_opener(tokens, at, high) if _after_opener(tokens, at, high) > at else low
        if at < high and classes[at] != "Y" and not marks[at] & TIME_NOUN:
            return at
    while at < high and classes[at] in "NKJYXF'":
        at += 1
    if low + 1 < at < high and classes[at] in "DZQ":
        return at  # "after the storm the town": a noun and a determiner are two phrases
    return low


def _names(classes: str, low: int, high: int) -> bool:
    return any(code in _NOUNISH for code in classes[low:high])


_PLAIN: Final = re.compile(r"[DZ][AJN']*N\Z")
_NAME: Final = re.compile(r"(?:K+')?[JN]{0,3}K[KXYC]*\Z")


def _name_beside(classes: str, low: int, opened: int, high: int) -> tuple[int, int] | None:
    """The name that stands between commas after a common noun: "Its main carrier, Cathay Pacific, carried"."""
    while low < opened and classes[low] in "CA":
        low += 1
    if classes[high - 1] != "," or not _PLAIN.match(classes[low:opened]):
        return None
    return (opened + 1, high - 1) if _NAME.match(classes[opened + 1 : high - 1]) else None


def _comma_closes(classes: str, low: int, high: int) -> bool:
    return high > low and classes[high - 1] in ",)"


def _antecedent(tokens: Tokens, relative: int) -> tuple[int, int] | None:
    """The noun phrase before a relative pronoun."""
    classes = tokens.classes
    high = relative
    while high and classes[high - 1] in ",A-P":
        high -= 1
    if high > 1 and tokens.words[high - 2] == "per":
        high -= 2
    low = high
    while low > max(0, high - 12) and classes[low - 1] in "NKJDZ'YXFO":
        low -= 1
    placed = tokens.words[relative] == "who" and low > 1 and tokens.words[low - 1] in ("in", "with", "from", "at")
    if placed and classes[low:high].strip("K") == "" and classes[low - 2] in "NK":
        low = low - 1  # "employees in Wisconsin who", "people with asthma who"
        while low > max(0, high - 12) and classes[low - 1] in "NKJDZ'YXF":
            low -= 1
    if 1 < low < high and classes[relative - 1] == "," and classes[low - 1] in "PO" and _measured(tokens, low - 2):
        low = noun_run_before(tokens, low - 1)  # "profit on player sales, which"
    apposed = low > 1 and classes[low] in "DZ" and classes[low - 2 : low] == "K,"
    if apposed and "K" not in classes[low:high]:  # "HK Express, the group's budget airline, which"
        high = low = low - 1
        while low > max(0, high - 12) and classes[low - 1] in "KXY":
            low -= 1
    return (low, high) if low < high else None


def _measured(tokens: Tokens, at: int) -> bool:
    return tokens.classes[at] in "NK" and tokens.marks[at] & METRIC != 0


def _before_parenthesis(
    clauses: Clauses, previous: int, floor: int, depth: int, reduced: bool
) -> tuple[int, int] | None:
    """The subject before ", which …," or ", based in …,"; else that of the verb before."""
    tokens = clauses.tokens
    classes = tokens.classes
    if reduced and not _closes_aside(clauses, previous, floor):
        if previous >= 0 and clauses.groups[previous].kind == "say" and classes[floor : floor + 1] == "I":
            comma = classes.find(",", floor, floor + FARTHEST)
            if comma > floor + 1 and _names(classes, floor + 1, comma):
                return floor + 1, comma
        while previous >= 0 and _is_reduced(clauses, previous):
            previous -= 1
        if previous < 0:
            return (_antecedent(tokens, floor) if floor else None) or _antecedent(tokens, clauses.groups[0].first)
        return subject_of(clauses, previous, depth + 1)
    comma = classes.rfind(",", max(0, floor - FARTHEST), clauses.groups[previous].first if previous >= 0 else floor)
    if comma > 0 and previous >= 0:
        between = classes[comma + 1 : clauses.groups[previous].first]
        if "C" not in between:
            low = comma
            while low > max(0, comma - FARTHEST) and classes[low - 1] not in ".;:SRIVBHMG,-":
                low -= 1
            span = _trim(tokens, low, comma)
            if span is not None:
                return span
    return subject_of(clauses, previous, depth + 1) if previous >= 0 else None


def _closes_aside(clauses: Clauses, previous: int, floor: int) -> bool:
    """Whether the verb before stands in ", where …," or ", which …,": after it comes the main verb, in -ed or not."""
    tokens = clauses.tokens
    if previous < 0:
        return False
    comma = tokens.classes.rfind(",", max(0, floor - FARTHEST), clauses.groups[previous].first)
    return comma > 0 and tokens.words[comma + 1] in ("where", "when", "which", "who", "whose")


def _from_relative(clauses: Clauses, previous: int, span: tuple[int, int], depth: int) -> tuple[int, int] | None:
    """A noun right after a relative clause's verb is that verb's object: the main subject stands before it."""
    classes = clauses.tokens.classes
    before = clauses.groups[previous]
    if "," in classes[before.last : span[0]]:
        return None
    if before.participle and before.first > 1 and classes[before.first - 1] == "P" and classes[before.last] != "P":
        return _antecedent(clauses.tokens, before.first - 1)
    start = subject_of(clauses, previous, depth + 1)
    if start is not None and start[0] and clauses.tokens.words[start[0] - 1] in _SUBORDINATING:
        outer = _antecedent(clauses.tokens, start[0] - 1)
        if outer is not None and not any(code in "VBHM" for code in classes[max(0, outer[0] - 1) : outer[0]]):
            return outer
    opened = before.first
    while opened and classes[opened - 1] == "A":
        opened -= 1
    introduced = opened and classes[opened - 1] in "RI"
    if introduced or (before.participle and before.last < len(classes) and classes[before.last] == "P"):
        if before.participle and not introduced and (not before.first or classes[before.first - 1] not in "NK"):
            return None
        if introduced and (before.kind == "say" or _has_main_verb(clauses, previous)):
            return None
        inner = subject_of(clauses, previous, depth + 1)
        return _with_head(clauses.tokens, inner) if introduced and inner is not None else inner
    return None


def _around_object_clause(clauses: Clauses, previous: int, depth: int) -> tuple[int, int] | None:
    """The noun phrase before ``that`` where group ``previous`` and its own subject follow it; None elsewhere."""
    inner, classes = subject_of(clauses, previous, depth + 1), clauses.tokens.classes
    if inner is None or inner[0] < 2 or classes[inner[0] - 1] not in "IR" or classes[inner[0] - 2] not in "NK":
        return None
    outer = _antecedent(clauses.tokens, inner[0] - 1)
    return _with_head(clauses.tokens, outer) if outer is not None else None


def _with_head(tokens: Tokens, span: tuple[int, int]) -> tuple[int, int]:
    """ "The toll from the quake" for "the quake" of "the toll from the quake that struck on Sunday has climbed"."""
    low = span[0]
    while low > 1 and tokens.classes[low - 1] in "PO":
        before = noun_run_before(tokens, low - 1)
        if before == low - 1 or tokens.marks[low - 2] & METRIC == 0:
            break
        low = before
    return low, span[1]


def _has_main_verb(clauses: Clauses, relative: int) -> bool:
    """Whether the clause around the relative clause of group ``relative`` already has its verb."""
    if not relative:
        return False
    earlier = clauses.groups[relative - 1]
    between = clauses.tokens.classes[earlier.last : clauses.groups[relative].first]
    return earlier.kind != "say" and not _LEFT_EDGE.intersection(between[:-1].replace("I", "").replace("R", ""))


def _is_reduced(clauses: Clauses, index: int) -> bool:
    """Whether group ``index`` cannot be the main verb: an infinitive, an -ing form, or "…, based in"."""
    group = clauses.groups[index]
    if group.infinitive or not group.participle:
        return group.infinitive
    classes, words = clauses.tokens.classes, clauses.tokens.words
    after = words[group.last] if group.last < len(words) else ""
    return (
        classes[group.last - 1] == "G"
        or after in ("by", "for", "in", "with")
        or classes[group.first - 1 : group.first] == ","
    )
