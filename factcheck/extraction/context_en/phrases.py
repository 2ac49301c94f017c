"""Takes a noun phrase apart: the owner, what of it is measured, and which earlier name a pronoun stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from factcheck.extraction.context import Discourse
from factcheck.extraction.context_en.lexicon import lexicon
from factcheck.extraction.context_en.marks import (
    BOOKED,
    CHANGE,
    CORPORATE,
    MEASURE_WORD,
    METRIC,
    ORGANISATION,
    PRODUCT,
    TIME_NOUN,
)
from factcheck.extraction.context_en.tokens import Tokens

_EMPTY_NOUNS: Final = frozenset(("number", "total", "amount", "volume", "proportion", "risk"))
_TRADED: Final = frozenset(("sale", "sales", "deliveries", "shipments", "exports", "imports", "output", "production"))
"""Quantities of goods: what stands after "of" is the thing sold, not the company that sells it."""
_WORLDWIDE: Final = frozenset(("worldwide", "global", "national", "domestic", "industry"))
_DIGIT: Final = re.compile(r"\d")
_TITLE: Final = re.compile(r"([KJN]*N)K+")
_NAME_RUN: Final = re.compile(r"K[KXYC]*(?<=[KXY])")
_NOMINAL: Final = frozenset(("total", "average", "low", "high", "median", "mean", "record", "public", "previous"))
"""Adjectives that may stand for a noun ("the total", "the 2011 low")."""
EXTREMES: Final = frozenset(("top", "bottom"))
LONGEST_NAME: Final = 12
"""Tokens of the longest subject kept whole."""


@dataclass(slots=True, init=False)
class Phrase:
    """Who owns the quantity and what it is called, as text; either may be missing."""

    owner: str | None
    metric: str | None
    name: bool
    """Whether ``owner`` is a name (not a common noun): the discourse remembers only these."""
    product: bool
    possessor: str | None
    """The name inside ``owner`` ("Kenya" of "Kenya's total grid")."""
    implied: bool
    """Whether ``owner`` is only the company the text speaks of."""

    def __init__(
        self,
        owner: str | None = None,
        metric: str | None = None,
        name: bool = False,
        product: bool = False,
        possessor: str | None = None,
        implied: bool = False,
    ) -> None:
        self.owner = owner
        self.metric = metric
        self.name = name
        self.product = product
        self.possessor = possessor
        self.implied = implied


def bare(tokens: Tokens, low: int, high: int) -> tuple[int, int]:
    """``low``..``high`` without leading determiners and adverbs and trailing punctuation."""
    classes = tokens.classes
    while low < high and (classes[low] in "DZC,(FOL'" or (classes[low] == "A" and classes[low + 1] != "J")):
        low += 1
    while high > low and classes[high - 1] in ",(-.;:)AC":
        high -= 1
    return low, high


def noun_run_before(tokens: Tokens, high: int, floor: int = 0) -> int:
    """The first token of the noun phrase (without postmodifiers) that ends before token ``high``."""
    classes = tokens.classes
    low = high
    floor = max(floor, high - LONGEST_NAME)
    while low > floor and classes[low - 1] in "NKJXYL'":
        low -= 1
    while low > floor and classes[low - 1] in "DZ":
        low -= 1
    while low < high and classes[low] in "'":
        low += 1
    return low


def noun_run_after(tokens: Tokens, low: int) -> int:
    """One past the last token of the noun phrase that begins at ``low``; ``low`` itself when there is none."""
    classes = tokens.classes
    at = low
    ceiling = min(len(classes), low + LONGEST_NAME)
    while at < ceiling and classes[at] in "DZAL":
        at += 1
    start = at
    while at < ceiling and (
        classes[at] in "NKJXY'" or (classes[at] == "G" and classes[at + 1 : at + 2] == "N" and at >= start)
    ):
        at += 1
    end = at
    while at > start and classes[at - 1] in "J'":
        at -= 1
    if end > at and classes[low] == "D" and tokens.words[end - 1] in _NOMINAL:
        return end
    return at if at > start else low


def is_metric(tokens: Tokens, at: int) -> bool:
    """Whether the noun at ``at`` names a quantity (revenue, price, rate)."""
    return tokens.classes[at] in "NK" and tokens.marks[at] & METRIC != 0


def measured(tokens: Tokens, at: int) -> bool:
    """Whether the noun at ``at`` is a quantity or a change of one."""
    return tokens.marks[at] & CHANGE != 0 or is_metric(tokens, at)


def take_apart(tokens: Tokens, low: int, high: int, discourse: Discourse) -> Phrase:
    """Owner and metric of the noun phrase at ``low``..``high``."""
    classes = tokens.classes
    while low < high and (classes[low] in "DAC,(OI'" or (classes[low] == "F" and low + 1 < high)):
        low += 1
    if low >= high:
        return Phrase()
    if classes[low] == "Q":
        return _pronoun(tokens, low, discourse)
    high = _without_clause(classes, low, high)
    if tokens.words[low] == "such" and high == low + 2 and discourse.subject:
        return Phrase(discourse.subject)
    if classes[low] == "Z":
        rest = bare(tokens, low + 1, _head_end(tokens, low + 1, high))
        if _is_thing(tokens, *rest):
            return Phrase(tokens.slice(*rest), None, True, _is_product(tokens, *rest))
        antecedent = antecedent_of_possessive(tokens.words[low], discourse)
        if antecedent is None and rest[0] < rest[1] and not is_metric(tokens, rest[1] - 1):
            return Phrase(tokens.slice(*bare(tokens, low + 1, min(high, low + LONGEST_NAME))) or None)
        if antecedent and rest[0] < rest[1] and tokens.words[low] == "its" and not measured(tokens, rest[1] - 1):
            return Phrase(f"{antecedent}’s {tokens.slice(*rest)}", None, possessor=antecedent)
        return Phrase(antecedent, tokens.slice(*rest) or None, bool(antecedent))
    possessive = classes.find("'", low, _head_end(tokens, low, high))
    if possessive > low:
        return _owned(tokens, low, possessive, high, discourse)
    return _compound(tokens, low, high, discourse)


def _owned(tokens: Tokens, low: int, possessive: int, high: int, discourse: Discourse) -> Phrase:
    """ "Nvidia's revenue": owner and metric; "Kenya's total grid": a thing with its owner; "Sale's Robert Mitchell"."""
    classes = tokens.classes
    again = classes.find("'", possessive + 1, _head_end(tokens, low, high))
    split = again if again > 0 and "K" in classes[possessive + 1 : again] else possessive
    rest = bare(tokens, split + 1, _head_end(tokens, split + 1, high))
    metric = tokens.slice(*rest) or None
    if _is_thing(tokens, *rest):
        return Phrase(metric, None, True, _is_product(tokens, *rest))
    if split == low + 1 and tokens.marks[low] & TIME_NOUN:
        return Phrase(None, metric)
    owner = tokens.slice(*bare(tokens, low, split)) or None
    named = "K" in classes[low:split]
    if named and metric and tokens.marks[rest[1] - 1] & ORGANISATION and not is_metric(tokens, rest[1] - 1):
        return Phrase(tokens.slice(*bare(tokens, low, rest[1])), None, True)  # "Turkey's central bank"
    antecedent = _definite(tokens, low, split, discourse)
    if metric and not is_metric(tokens, rest[1] - 1) and not antecedent:
        return Phrase(tokens.slice(low, rest[1]), metric, named, possessor=owner if named else None)
    if metric and antecedent and not measured(tokens, rest[1] - 1):
        return Phrase(f"{antecedent}’s {metric}", None, possessor=antecedent)
    return Phrase(antecedent or owner, metric, named or bool(antecedent))


def _is_thing(tokens: Tokens, low: int, high: int) -> bool:
    """Whether what somebody owns is itself named: "Huawei's older Ascend 910B", "its CloudMatrix 384 system"."""
    return low < high and "K" in tokens.classes[low:high] and not is_metric(tokens, high - 1)


def _head_end(tokens: Tokens, low: int, high: int) -> int:
    """Where the head of the phrase ends: before its first postmodifier."""
    classes = tokens.classes
    at = low
    while at < high and (
        classes[at] not in "OPTV(,IRGBHMSF" or (classes[at] == "F" and classes[at + 1] in "NJK" and at + 1 < high)
    ):
        at += 1
    return at


def _without_clause(classes: str, low: int, high: int) -> int:
    """``high`` moved before a relative clause or aside within the phrase."""
    at = low + 1
    while at < high:
        if classes[at] in "RIVBHM(":
            return at
        at += 1
    return high


def _compound(tokens: Tokens, low: int, high: int, discourse: Discourse) -> Phrase:
    """A phrase without possessive: "H20 sales", "sales of new homes", "the military"."""
    classes = tokens.classes
    head_end = _head_end(tokens, low, high)
    if head_end == low:
        return Phrase(tokens.slice(low, low + 1)) if classes[low] == "F" else Phrase()
    if not classes[low:head_end].strip("YDA"):
        return Phrase()
    head = head_end - 1
    while head > low and classes[head] in "AC'":
        head -= 1
    while head > low and classes[head] == "J" and classes[head - 1] in "NJ":
        head -= 1  # "income attributable to"
    if is_metric(tokens, head):
        return _quantity(tokens, (low, high), head, head_end, discourse)
    definite = _definite(tokens, low, high, discourse)
    if definite is not None:
        return Phrase(definite, None, True)
    first, last = bare(tokens, low, min(high, low + LONGEST_NAME))
    if last < high and last < head_end:
        last = head_end
    if first < last and tokens.marks[head] & MEASURE_WORD and head_end < high:
        inner = bare(tokens, head_end + 1, high)
        return Phrase(tokens.slice(*inner) or None, None, "K" in classes[inner[0] : inner[1]])
    withs = next((at for at in range(first, last) if tokens.words[at] == "with"), last)
    last = withs if withs > first else last
    title = _TITLE.match(classes, first, head_end)
    if title and title.end() == head_end and last == head_end and _is_title(tokens.words[title.end(1) - 1]):
        first = title.end(1)  # "chip designer Novacore"
    name = "K" in classes[first + 1 : head_end] or (
        classes[first] == "K" and first < head_end and not _sentence_case(tokens, first, first + 1)
    )
    if name and classes[head] == "N" and tokens.words[head].endswith("s") and not tokens.marks[head] & ORGANISATION:
        name = "K" in classes[low:head].strip("K")  # "Aircraft movements" are nobody
    if not name and head_end < last and classes[head_end] == "P":
        last = last if tokens.ends[last - 1] - tokens.starts[first] <= 60 else head_end
    return Phrase(tokens.slice(first, last) or None, None, name, _is_product(tokens, first, head_end))


def _quantity(tokens: Tokens, span: tuple[int, int], head: int, head_end: int, discourse: Discourse) -> Phrase:
    """A phrase whose head names what is measured: whose it is, by what follows, a name before, or the text so far."""
    low, high = span
    classes = tokens.classes
    owner = _postmodifier(tokens, head_end, high, discourse)
    names = _NAME_RUN.match(classes, low, head)
    if discourse.organisation and owner is None and tokens.marks[head] & BOOKED:
        owner_of_books = discourse.memory.get("en.reporter") or discourse.organisation
        return Phrase(owner_of_books, tokens.slice(*bare(tokens, low, head + 1)), True, implied=True)
    if owner is None and names and names.end() <= head and not _sentence_case(tokens, low, names.end()):
        metric = bare(tokens, names.end(), head + 1)
        return Phrase(tokens.slice(low, names.end()), tokens.slice(*metric), True, _has_digit(tokens, low, names.end()))
    first, last = bare(tokens, low, head + 1)
    metric_text = tokens.slice(first, last)
    if owner and owner.owner and tokens.words[head_end] == "of" and tokens.words[head] in _EMPTY_NOUNS:
        counted = tokens.slice(*bare(tokens, head_end + 1, max(high, noun_run_after(tokens, head_end + 1))))
        metric_text = f"{metric_text} of {counted}" if counted else metric_text
    if tokens.words[head] in _TRADED and tokens.classes[head_end : head_end + 2] == "TK" and owner is None:
        metric_text = tokens.slice(first, noun_run_after(tokens, head_end + 1))  # "exports to China"
    if owner is None:
        made = tokens.words[head] in ("output", "production") and tokens.classes[head - 1 : head] in ("N", "K")
        if discourse.organisation and _is_corporate(tokens, head) and not (made and head > low):
            if not _WORLDWIDE.isdisjoint(tokens.words[low:head]):
                inner = bare(tokens, low + 1, head)
                return Phrase(tokens.slice(*inner) or None, metric_text)
            owner_of_books = discourse.memory.get("en.reporter") or discourse.organisation
            return Phrase(owner_of_books, metric_text, True, implied=True)
        return Phrase(None, metric_text)
    sold = tokens.words[head_end] == "of" and tokens.words[head] in _TRADED
    return Phrase(owner.owner, metric_text, owner.name, owner.product or sold)


def _is_corporate(tokens: Tokens, head: int) -> bool:
    """Whether the quantity at ``head`` is one that a company has, where nobody else is named."""
    if tokens.marks[head] & CORPORATE:
        return True
    return head > 0 and (tokens.words[head - 1], tokens.words[head]) in lexicon().books


def _is_title(word: str) -> bool:
    """Whether a noun before a name says what its bearer is: "chip designer", "utility", "actor"."""
    roles = lexicon().roles.get(word, frozenset())
    return word.endswith(("er", "or", "ist", "ian")) or "organisation" in roles or "person" in roles


def _sentence_case(tokens: Tokens, low: int, high: int) -> bool:
    """Whether the only capital is that of a sentence's first word, which need not be a name."""
    if high - low != 1 or not _opens_sentence(tokens, low):
        return False
    word = tokens.text[tokens.starts[low] : tokens.ends[low]]
    plural = word.endswith("s") and word[1:].islower()
    if (
        plural
        or _stands_in_lower_case(tokens, low)
        or tokens.words[low].endswith("ly")
        or "-" in word
        or tokens.words[low] in lexicon().classes
    ):
        return not (plural and capitalised_inside(tokens, low))
    return False


def _opens_sentence(tokens: Tokens, low: int) -> bool:
    """Whether a sentence begins at token ``low``, after a dateline perhaps ("KYOTO, August 2 - Shops …")."""
    return low == 0 or (tokens.classes[low - 1] == "-" and "Y" in tokens.classes[:low] and low <= LONGEST_NAME)


_LOOKED_THROUGH: Final = 3000
"""Code points to either side in which a name must show itself."""


def capitalised_inside(tokens: Tokens, at: int) -> bool:
    """Whether the capitalised word at ``at`` stands inside a sentence too, near it: names do, other words do not."""
    text, start = tokens.text, tokens.starts[at]
    word = text[start : tokens.ends[at]]
    if word[1:] != word[1:].lower() or not word.isalpha():
        return True  # "iPhone", "BYD", "H20"
    low, high = max(0, start - _LOOKED_THROUGH), start + _LOOKED_THROUGH
    sought = " " + word
    found = text.find(sought, low, high)
    for _ in range(_OCCURRENCES):
        if found < 0:
            return False
        before, after = text[found - 1 : found], text[found + len(sought) : found + len(sought) + 1]
        if found + 1 != start and (before.isalpha() or before == ",") and not after.isalpha():
            return True
        found = text.find(sought, found + 1, high)
    return False


def _stands_in_lower_case(tokens: Tokens, at: int) -> bool:
    """Whether the word at ``at`` stands near it without its capital: "Adult fares" where "an adult" is told of."""
    start, word = tokens.starts[at], tokens.words[at]
    if len(word) < _SHORTEST or not word.isalpha():
        return False
    high = start + _LOOKED_THROUGH
    found = tokens.text.find(" " + word, max(0, start - _LOOKED_THROUGH), high)
    return found >= 0 and not tokens.text[found + len(word) + 1 : found + len(word) + 2].isalpha()


_SHORTEST: Final = 4
_OCCURRENCES: Final = 6
"""How many of a word's places are looked at."""


_OF_OWNERS: Final = frozenset(("of", "in", "for", "at", "on", "among", "from"))


def _postmodifier(tokens: Tokens, low: int, high: int, discourse: Discourse) -> Phrase | None:
    """The owner in "sales of X", "prices in X", "rate on X"."""
    classes = tokens.classes
    while low < high and classes[low] not in "OPT":
        low += 1
    if low < high and tokens.words[low - 1] == "attributable" and classes[low] == "T":
        pass  # "income attributable to shareholders"
    elif low >= high or tokens.words[low] not in _OF_OWNERS:
        return None
    elif tokens.words[low] == "from" and tokens.marks[low - 1] & (CORPORATE | BOOKED):
        return None  # unlike "the toll from the quake": "revenue from rents"
    first = low + 1
    last = noun_run_after(tokens, first)
    if last <= first and classes[first : first + 2] in ("DF", "ZF"):
        first += 2  # "at the three airports"
        last = noun_run_after(tokens, first)
    if last <= first or last > high or (tokens.words[low] == "from" and classes[last] == "T"):
        return None
    if last < high and classes[last] == "F" and tokens.words[last - 1] in EXTREMES:
        return Phrase(tokens.slice(last - 1, last + 1), None)  # "incomes for the top 1 percent"
    if classes[first] in "Y" or tokens.marks[last - 1] & TIME_NOUN or classes[last - 1] == "Y":
        return None
    if tokens.words[first] in ("may", "march") and last == first + 1:
        return None
    inner = take_apart(tokens, first, last, discourse)
    if inner.owner is None:
        return None if inner.metric is None else Phrase(inner.metric, None)
    return inner


def _definite(tokens: Tokens, low: int, high: int, discourse: Discourse) -> str | None:
    """The earlier name that "the company" or "the chip" stands for."""
    if not low or tokens.words[low - 1] not in ("the", "this", "that", "both"):
        return None
    if high - low > 4 or tokens.classes[high - 1] != "N":
        return None
    head = tokens.marks[high - 1]
    if tokens.words[low - 1] == "both" or tokens.words[high - 2] in ("two", "both"):
        return discourse.memory.get("en.pair") if head & ORGANISATION else None
    if head & ORGANISATION and "O" not in tokens.classes[low:high]:
        office = tokens.words[high - 1]
        if (
            office in lexicon().offices
        ):  # "the federal government" is itself; "the government" is no company told before
            before = discourse.organisation or ""
            return before if high - low == 1 and office in before.lower() else None
        return discourse.organisation
    if high - low == 1 and head & PRODUCT:
        return _product_before(tokens, low) or discourse.product
    return None


def _product_before(tokens: Tokens, at: int) -> str | None:
    """The last product-like name (letters and digits) of the sentence before token ``at``: "the H20"."""
    for index in range(at - 1, max(-1, at - 3 * LONGEST_NAME), -1):
        if tokens.classes[index] == "K" and _has_digit(tokens, index, index + 1):
            return tokens.slice(index, index + 1)
    return None


def _pronoun(tokens: Tokens, at: int, discourse: Discourse) -> Phrase:
    word = tokens.words[at]
    if word in ("it", "that", "this"):
        if word == "it" and discourse.organisation and (discourse.subject or "").endswith("s"):
            return Phrase(discourse.memory.get("en.main") or discourse.organisation, None, False)
        return Phrase(discourse.memory.get("en.main") or discourse.subject or discourse.organisation, None, False)
    if word in ("they", "them"):
        return Phrase(discourse.memory.get("en.plural") or discourse.organisation, None, False)
    if word in ("he", "she"):
        return Phrase(discourse.memory.get("en.person"), None, False)
    if word in ("we", "us"):
        return Phrase(discourse.memory.get("en.we"), None, False)
    return Phrase()


def antecedent_of_possessive(word: str, discourse: Discourse) -> str | None:
    """Whom "its", "their", "his" stand for."""
    if word == "its":
        return discourse.organisation or discourse.subject
    if word == "their":
        return discourse.memory.get("en.plural") or discourse.subject
    if word in ("his", "her"):
        return discourse.memory.get("en.person")
    return None


def _has_digit(tokens: Tokens, low: int, high: int) -> bool:
    return high > low and _DIGIT.search(tokens.text, tokens.starts[low], tokens.ends[high - 1]) is not None


def _is_product(tokens: Tokens, low: int, high: int) -> bool:
    return _has_digit(tokens, low, high) or tokens.marks[high - 1] & PRODUCT != 0
