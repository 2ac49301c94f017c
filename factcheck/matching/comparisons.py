"""A stated comparison of two things against the figure of each: "A is 20 % dearer than B", "three times as many as B".

Things are told apart by the names in which they differ (East Plant, West Plant). Only where just one figure near the
comparison is of the one and just one of the other is there a sum.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.matching.changes import Ends, against
from factcheck.matching.profile import Profile
from factcheck.matching.scoring import Pair
from factcheck.matching.text import is_chinese
from factcheck.matching.told import NO_ABSOLUTES, Told, other_quantity
from factcheck.matching.wording import measured_in, wording, words_of

_NEAR = 3
"""How many sentences before the comparison its figures may stand."""
_MOST = 16
_THAN = wording("^ <than_other>$")
_AS = wording("^ <as_other>$")
_OF = wording("^<of_other>$")
_THAN_ZH = wording("<than_other_zh>$")
_TIMES_ZH = wording("<times_other_zh>$")
_DOWN = wording(r"^<comparing_down>$")
_NAME = re.compile(r"[A-Z0-9][\w'’-]*")
_WORD = re.compile(r"[A-Za-z0-9][\w'’-]*")
_IN_X = wording("^<in_a_place>")
_APART = wording(r"[,;:.]|\b<apart>\b")
_ELSE = wording("<in_something>")
_AS_MUCH = frozenset(words_of("as_much"))
_SMALL = frozenset(words_of("small"))
_ENDS = re.compile(r"^[，。；,.;!?]?$")
_OTHER_TIME = wording("<other_times>")


class _Compared(NamedTuple):
    """What something is compared with, the noun that is counted and the word that says how ("dearer"), "" if none."""

    of: str
    noun: str
    how: str
    way: int
    """1 for more, -1 for less, 0 for so many times as much."""


def off_comparisons(told: Sequence[Told]) -> tuple[list[Pair], set[int]]:
    """Contradictions between comparisons and what they compare, and the ``id()`` of every claim settled so.

    Settled is what was held against both figures, or is measured in what no figure tells ("three times as fast").
    """
    pairs: list[Pair] = []
    read: set[int] = set()
    for number, sentence in enumerate(told):
        for place, item in enumerate(sentence.figures):
            if item.claim.amount.dimension not in ("%", "x"):
                continue
            compared = _compared(sentence, place)
            if compared is None:
                continue
            two = _figures(told, number, item.claim, compared)
            if two is not None or measured_in(compared.how):
                read.add(id(item.claim))
            if two is not None:
                pairs.extend(against(item.claim, two, compared.way))
    return pairs, read


def _compared(sentence: Told, place: int) -> _Compared | None:
    """With what a figure compares its subject, if it does."""
    claim = sentence.figures[place].claim
    if claim.chinese:
        before = sentence.before(place)
        match = _THAN_ZH.search(before) or (_TIMES_ZH.search(before) if claim.amount.dimension == "x" else None)
        if match is None or not _ENDS.match(sentence.after(place)):
            return None
        more = "how" in match.groupdict()
    else:
        after = sentence.after(place)
        stop = re.search(r"[,;:.!?](?:\s|$)", after)
        clause = after[: stop.start()] if stop else after
        times = claim.amount.dimension == "x"
        # "three times more than" is said of three times and of four
        match = None if times else _THAN.match(clause)
        more = match is not None
        if match is None and (times or claim.record.kind == "fraction"):
            match = _AS.match(clause)
            if match and match["how"] not in _AS_MUCH and not measured_in(match["how"]):
                return None  # "five times as likely"
            match = match or _OF.match(clause)
    if match is None or _OTHER_TIME.search(match["of"]) or _ELSE.search(match["of"]):
        return None
    said = match.groupdict()
    how = said.get("how") or ""
    return _Compared(match["of"], said.get("noun") or "", how, (-1 if _DOWN.match(how) else 1) if more else 0)


def _figures(told: Sequence[Told], number: int, claim: Profile, compared: _Compared) -> Ends | None:
    """The figure of what a claim compares with, and of what it compares; None where either is not plainly told."""
    noun, how = compared.noun, compared.how
    subject = claim.record.subject if isinstance(claim.record.subject, str) else ""
    if claim.chinese:
        subject = subject.partition("比")[0]
    mine, other = _told_apart(subject, compared.of, claim.chinese)
    if not mine or not other:
        return None
    asked = _words(subject) - mine | ({noun.rsplit(maxsplit=1)[-1]} if noun else set())
    ones: list[Profile] = []
    others: list[Profile] = []
    for at in range(number, max(-1, number - _NEAR - 1), -1):
        if at < number and not told[at + 1].follows(told[at]):
            break
        for place, item in enumerate(told[at].figures[:_MOST]):
            level = item.claim
            if level is claim or level.amount.dimension in NO_ABSOLUTES or level.amount.middle <= 0 or level.change:
                continue
            if not _may_measure(claim, how, level) or (asked and not _told_of(asked, told[at].text)):
                continue
            whose = _whose(told[at], place, mine, other)
            if whose:
                (ones if whose is mine else others).append(level)
    if len(ones) != 1 or len(others) != 1:
        return None
    one, two = ones[0], others[0]
    same = one.amount.dimension == two.amount.dimension and one.record.per == two.record.per
    if not same or other_quantity(one, two) or (one.amount.dimension == "count" and one.record.unit != two.record.unit):
        return None
    if one.period and two.period and one.period.label != two.period.label:
        return None
    return Ends(two, one)


def _told_apart(one: str, other: str, chinese: bool) -> tuple[frozenset[str], frozenset[str]]:
    """The words in which two names differ: capitalised ones and codes, else any; in Chinese the names themselves."""
    if chinese or any(map(is_chinese, one + other)):
        return frozenset([one.strip()]) - {""}, frozenset([other.strip()]) - {""}
    for pattern in (_NAME, _WORD):
        a, b = (frozenset(re.sub("['’]s$", "", word) for word in pattern.findall(name)) for name in (one, other))
        a, b = a - b - _SMALL, b - a - _SMALL
        if a and b:
            return a, b
    return frozenset(), frozenset()


def _words(subject: str) -> set[str]:
    """The other words of an English subject: "tickets in Arlen" asks for a figure of tickets."""
    if any(map(is_chinese, subject)):
        return set()
    words = re.findall(r"\b[A-Za-z][a-z]+\b", subject)
    return {word for word in words if word.islower() and word not in _SMALL}


def _told_of(asked: set[str], sentence: str) -> bool:
    said = sentence.lower()
    return all(word[: max(4, len(word) - 3)] in said for word in asked)


def _may_measure(claim: Profile, how: str, level: Profile) -> bool:
    """Whether a comparison can be of such a figure: dearer is of money alone, whatever the sentence is about."""
    if level.record.kind == "age":
        return False
    dimensions = measured_in(how) if how else ()
    if dimensions:
        return any(
            level.amount.dimension == name or (name[-1] == ":" and level.amount.dimension.startswith(name))
            for name in dimensions
        )
    # where only the subject says what is compared ("tickets are 40 % higher"), its words are looked for elsewhere
    if claim.record.metric == claim.record.subject:
        return True
    if other_quantity(claim, level):
        return False
    if claim.metric.metrics & level.metric.metrics or not isinstance(claim.record.metric, str):
        return True
    metric, said = claim.record.metric, level.sentence_text
    return metric in said or metric == how if claim.chinese else _told_of(_words(metric) - {how}, said)


def _whose(sentence: Told, place: int, mine: frozenset[str], other: frozenset[str]) -> frozenset[str] | None:
    """Of which of two things a figure is: of the one named right before or after it, else of the one in its subject."""
    level = sentence.figures[place].claim
    if level.chinese:
        head = sentence.before(place).lstrip("，,；;、而 \n")
        said = [keys for keys in (mine, other) if all(map(head.startswith, keys))]
    else:
        after = _IN_X.match(sentence.after(place))
        said = [keys for keys in (mine, other) if after and not keys.isdisjoint(after[1].split())]
        if not said:
            near = set(_WORD.findall(_APART.split(sentence.before(place))[-1]))
            said = [keys for keys in (mine, other) if keys <= near]
    if not said:
        subject = level.record.subject if isinstance(level.record.subject, str) else ""
        words = {subject} if level.chinese else set(re.findall(r"[\w'’-]+", subject))
        said = [keys for keys in (mine, other) if keys <= words]
    return said[0] if len(said) == 1 else None
