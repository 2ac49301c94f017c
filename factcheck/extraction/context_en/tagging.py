"""Settles the word classes that lists leave open: noun or verb, past tense or adjective, "that", "may", "there"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from factcheck.extraction.context_en.lexicon import lexicon
from factcheck.extraction.context_en.marks import METRIC, TIME_NOUN

_OPEN: Final = frozenset("vdGVIE")
_UNLISTED_VERB: Final = {
    "N": "DZFQ", "K": "DZFQK", "Q": "DZFQNKJTP", "M": "DZFQNKJTP", "T": "DZFQ", "R": "DZFQTP", "I": "DZFQTP",
    "X": "DZFQ", "F": "DZQ",
}  # fmt: skip
"""What may follow an unlisted word that could be a verb, by what stands before it."""
_AFTER_MODAL: Final = re.compile(r"M(?:[AJ]+N|[AJ]*J)(?=[DZFQ])")
"""A word that lists or form make a noun or adjective, but a modal makes a verb: "will mean 2m jobs"."""
_AFTER_BE: Final = re.compile(r"BA*(N)(?=[DZFQ])")
"""A noun in -ing right after a form of "be", with an object: "is spending $7m"."""
_HELPERS: Final = frozenset("VBHN")
_FINITE: Final = frozenset("VMBH")
_ENDS: Final = frozenset(".;:SR")
_REACH: Final = 15


def settle(words: list[str], classes: list[str], present: int) -> str:
    """The classes of ``words`` as a string, with v (noun or verb) and d (past form) decided by their neighbours.

    ``present`` holds the ``marks`` of all words.
    """
    last = len(classes) - 1
    apostrophes = False
    for at, code in enumerate(classes):
        if code == "A" and words[at] == "back" and 0 < at < last and classes[at - 1] == "N" and classes[at + 1] in "DZ":
            classes[at] = "A" if _verb_before(classes, words, at) else "V"  # "nine in ten parents back the ban"
        if code in _OPEN:
            before = classes[at - 1] if at else "."
            after = classes[at + 1] if at < last else "."
            classes[at] = _settled(code, words, classes, at, before, after)
        elif code == "'":
            apostrophes = True
    if apostrophes or present & TIME_NOUN:
        _times_and_apostrophes(words, classes, present & TIME_NOUN != 0)
    return _with_unlisted_verbs(words, "".join(classes))


def _with_unlisted_verbs(words: list[str], classes: str) -> str:
    """``classes`` with V for the unlisted words that their neighbours show to be verbs."""
    modal = [match.span() for match in _AFTER_MODAL.finditer(classes)] if "M" in classes else []
    verbs: list[int] = [end - 1 for _, end in modal]
    acting: list[int] = []
    if "B" in classes:
        acting = [match.start(1) for match in _AFTER_BE.finditer(classes) if words[match.start(1)].endswith("ing")]
    at = classes.find("N", 1)
    while at > 0:
        before, after = classes[at - 1], classes[at + 1 : at + 2]
        fits = before in _UNLISTED_VERB and after != "" and after in _UNLISTED_VERB[before]
        if not fits and after == "T" and before in "NK":
            fits = classes[at + 2 : at + 3] in _HELPERS
        if fits and _is_unlisted_verb(words, classes, at):
            verbs.append(at)
        at = classes.find("N", at + 1)
    if not verbs and not acting:
        return classes
    codes = list(classes)
    for start, end in modal:
        codes[start + 1 : end - 1] = "A" * (end - start - 2)  # "will likely cause"
    for at in acting:
        codes[at] = "G"
    for at in verbs:
        codes[at] = "V"
    return "".join(codes)


def _noun_or_verb(words: list[str], classes: list[str], at: int, before: str, after: str) -> str:
    word = words[at]
    if before == "A":
        before = _before_adverbs(classes, at)
        if before in ".O,":
            before = "A"
    if before in "MQERT":
        return "V" if before != "T" or not word.endswith("s") else "N"
    if before in "BH":
        return "V" if word in lexicon().unchanged else "N"
    if before == "F" and (after == "F" or (after == "D" and not _verb_before(classes, words, at))):
        return "V"
    if before == "Y" and after == "P" and _is_predicate(words, classes, at, before, after):
        return "V"  # "the projection for 2026 stays at"
    if before in "DZJO'PFLYX" or (before == "G" and lexicon().mark(word) & METRIC):
        return "N"  # "for fixing prices over seven years"
    if before in "NK":
        if after in ".," and lexicon().verbs[word].base in lexicon().reporting:
            return "N" if _follows_according(words, classes, at) else "V"
        return "V" if _is_predicate(words, classes, at, before, after) else "N"
    if after == "P" and before in "C)," and _opens_predicate(words, classes, at):
        return "V"
    if before in "C),":
        if before == "C" and after in "NJK" and _verb_before(classes, words, at) and _by_how_much(words, classes, at):
            return "V"  # "costs $900 a year and cut relapses by 38%"
        return "V" if after in "FDZTQLX" or (after == "A" and before == "C") else "N"
    if before in "AIS":
        changes = before == "S" and word.endswith("s") and lexicon().kind(word) in ("up", "down")
        if changes and after in "NJ" and _by_how_much(words, classes, at, bare=True):
            return "V"  # "but hikes middle class taxes $2,000"
        return "V" if after in "FDZQ" else "N"
    return "V" if after in "FDZQ" else "N"


def _follows_according(words: list[str], classes: list[str], at: int) -> bool:
    """Whether the word at ``at`` ends a phrase such as "according to a government report"."""
    step = at - 1
    while step >= 0 and classes[step] in "NKJDZ'":
        step -= 1
    return step > 0 and words[step - 1] == "according"


def _by_how_much(words: list[str], classes: list[str], at: int, bare: bool = False) -> bool:
    """Whether a noun phrase and "by" or "to" a figure follow the word at ``at``; ``bare``: or the figure alone."""
    step = at + 1
    while step < len(classes) and classes[step] in "NJKv":
        step += 1
    if bare and classes[step : step + 1] == ["F"]:
        return True
    return classes[step + 1 : step + 2] == ["F"] and words[step] in ("by", "to")


def _opens_predicate(words: list[str], classes: list[str], at: int) -> bool:
    """Whether a verb of change or level and its preposition follow a comma: "…, starts at $899"."""
    if at + 2 >= len(classes) or words[at + 1] not in ("at", "to", "by", "from") or classes[at + 2] not in "FD":
        return False
    return lexicon().verbs[words[at]].kind in ("up", "down", "level")


def _is_predicate(words: list[str], classes: list[str], at: int, before: str, after: str) -> bool:
    """Whether the word after a noun is the verb of its clause ("prices rise by", "rate ranks 43rd")."""
    has_verb = _verb_before(classes, words, at)
    before_k = before == "K"
    if after in "FDZQLX":
        return True
    if after == "G":
        # "voters regret backing him"
        return before == "N" and words[at - 1].endswith("s") and not _verb_before(classes, words, at, shown=True)
    if after == "I":
        return lexicon().verbs[words[at]].base in lexicon().reporting  # "bank figures show that"
    if after == "T" and classes[at + 2] == "K":
        return False  # "exports to Korea"
    if after == "T":
        intends = lexicon().verbs[words[at]].kind in ("plan", "expect") and words[at + 2] in lexicon().verbs
        return not has_verb or (intends and "F" not in classes[max(0, at - 3) : at])
    if after == "A":
        return not has_verb and _after_adverbs(classes, at + 1) not in "VBHM"  # "insurance plans currently include"
    if after == "P":
        changes = lexicon().verbs[words[at]].kind in ("up", "down", "level")
        if changes and words[at + 1] in ("by", "from", "at"):
            if has_verb and lexicon().verbs[words[at]].kind == "level":
                return False
            named = words[at + 1] == "at" or lexicon().mark(words[at]) & METRIC != 0  # "rates from A to B jumped"
            return not (named and _verb_follows(classes, at + 1))
        return not has_verb and not _verb_follows(classes, at + 1)
    changes = words[at].endswith("s") and lexicon().verbs[words[at]].kind in ("up", "down")
    if after in "NJKv" and changes and not lexicon().mark(words[at]) & METRIC:  # "Fed raises interest rates"
        return not has_verb and not _verb_follows(classes, at + 1)
    if before_k and after == "K" and words[at].endswith("s"):
        return not has_verb and not _verb_follows(re.split("[PC,]", "".join(classes[at + 1 : at + _REACH]))[0], 0)
    if after in "NJKv" and _by_how_much(words, classes, at) and _is_done(words[at]):
        return not has_verb  # "the firm cut prices by 5%", "sales beat forecasts by 5%"
    if after in "NKJd" and _changes_later(words, classes, at + 1):
        return False  # "a return ticket rises to $3"
    if after in "NKJd":
        return not (lexicon().roles.get(words[at + 1]) or has_verb or _verb_follows(classes, at + 1))
    return False


def _is_done(word: str) -> bool:
    """Whether the verb changes its object by so much, or leaves it behind by so much."""
    verb = lexicon().verbs[word]
    return verb.kind in ("up", "down") or verb.base in lexicon().rivals


def _changes_later(words: list[str], classes: list[str], at: int) -> bool:
    """Whether a verb of change or level in -s, with its preposition and figure, follows the nouns at ``at``."""
    while at < len(classes) - 2 and classes[at] in "NJK":
        at += 1
    if classes[at] != "v" or not words[at].endswith("s") or classes[at + 1] not in "TP" or classes[at + 2] != "F":
        return False
    return lexicon().verbs[words[at]].kind in ("up", "down", "level")


def _past_or_adjective(words: list[str], classes: list[str], at: int, before: str, after: str) -> str:
    if before == "A" and words[at - 1].endswith("ly") and after in "NK" and _before_adverbs(classes, at) in ".,PODC(":
        return "J"
    if (before in "DZJL'F" and after in "NKJdv") or (before in "DZ" and after == "F"):
        return "J"
    return "J" if before in "PO." and after in "NKJ" else "V"


def _gerund(words: list[str], classes: list[str], at: int, before: str, after: str) -> str:
    if before in "DZ" and after == "F":
        return "J"
    if before in "OPT" and words[at] == "operating" and lexicon().mark(words[at + 1]) & METRIC:
        return "J"  # "of operating profit", unlike "of raising prices"
    if before == "D" and words[at - 1] == "those":
        return "G"
    if after in "Nv" and before in "S.NK" and not _verb_before(classes, words, at) and _verb_follows(classes, at + 2):
        return "N"
    return "N" if before in "DZJ'F" and after not in "DZF" else "G"


def _sure_verb(words: list[str], classes: list[str], at: int, before: str, after: str) -> str:
    if before in "DZ'" or (before == "J" and after != "F"):
        return "N"
    if before in "PO" and words[at - 1] not in ("as", "than", "like", "since"):
        return "N"
    named = at == 0 and after == "K" and not words[at].endswith("s") and _verb_follows(classes, at + 1)
    return "K" if named else "V"


def _that(words: list[str], classes: list[str], at: int, before: str, after: str) -> str:
    """Determiner, relative pronoun (R), complementizer (I) or, where a sentence opens, pronoun."""
    if before in ".;" and after in "B'M":
        return "Q"
    if before == "V" and after == "T":
        return "Q"
    if before in "VPOT" and after in "NJK" and not _verb_follows(classes, at + 1):
        return "D"
    if after == "A" and at + 2 < len(classes):
        after = classes[at + 2]
    return "R" if after in "VMBHdv" and before in "NK" else "I"


def _there(words: list[str], classes: list[str], at: int, before: str, after: str) -> str:
    return "E" if after in "BMHV'" else "A"


def _settled(code: str, words: list[str], classes: list[str], at: int, before: str, after: str) -> str:
    """The class of the word at ``at`` whose class ``code`` is open."""
    if code == "v":
        return _noun_or_verb(words, classes, at, before, after)
    if code == "d":
        return _past_or_adjective(words, classes, at, before, after)
    if code == "V":
        return _sure_verb(words, classes, at, before, after)
    if code == "G":
        return _gerund(words, classes, at, before, after)
    return _that(words, classes, at, before, after) if code == "I" else _there(words, classes, at, before, after)


def _times_and_apostrophes(words: list[str], classes: list[str], timed: bool) -> None:
    """ "Last year" without preposition is an adverb; 's after a pronoun is "is"."""
    listed = lexicon()
    starts, nouns = listed.time_starts, listed.time_nouns
    last = len(classes) - 1
    for at, code in enumerate(classes):
        if code == "'":
            if words[at] in ("'s", "’s") and at and classes[at - 1] in "QERI":
                classes[at] = "B"
        elif timed and at < last and words[at] in starts and words[at + 1] in nouns:
            free = not at or classes[at - 1] not in "OP"
            if free and (at + 1 == last or classes[at + 2] not in "'O"):
                classes[at] = classes[at + 1] = "A"


def _is_unlisted_verb(words: list[str], classes: str, at: int) -> bool:
    """Whether an unlisted word is a verb: in -s between a noun and an object ("the card defies the trend")."""
    before = classes[at - 1]
    word = words[at]
    if before == "F" and classes[at + 1] in "DZ" and word in lexicon().verbs and not word.endswith("s"):
        return True  # "30% support the law"
    if before in "NKF" and _verb_before(classes, words, at):
        return False
    verbal = word.endswith("s") and not word.endswith("ss") and word not in lexicon().roles
    if before == "T":
        return not verbal
    if verbal and classes[at + 1] == "K":
        return not (_verb_before(classes, words, at) or _verb_follows(classes, at + 1))
    return verbal or before == "M"


def _before_adverbs(classes: Sequence[str], at: int) -> str:
    """The class before the adverbs that stand left of ``at``."""
    at -= 1
    while at >= 0 and classes[at] == "A":
        at -= 1
    return classes[at] if at >= 0 else "."


def _after_adverbs(classes: Sequence[str], at: int) -> str:
    """The class after the adverbs from ``at`` on."""
    while at < len(classes) and classes[at] == "A":
        at += 1
    return classes[at] if at < len(classes) else "."


def _verb_follows(classes: Sequence[str], at: int) -> bool:
    """Whether a sure verb comes within the same clause to the right."""
    for code in classes[at : at + _REACH]:
        if code in "VMBHd":
            return True
        if code in ".;:SR,":
            return False
    return False


def _verb_before(classes: Sequence[str], words: list[str], at: int, shown: bool = False) -> bool:
    """Whether the clause already has a verb to the left, reporting verbs aside.

    ``shown``: a verb right before a figure counts as one, too ("a poll shows 71% of voters regret").
    """
    for index in range(at - 1, max(-1, at - _REACH), -1):
        if classes[index] in _FINITE:
            return lexicon().kind(words[index]) != "say" and not (shown and classes[index + 1] == "F")
        if classes[index] in _ENDS:
            return False
    return False
