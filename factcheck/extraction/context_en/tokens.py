"""Cuts a sentence into words, one token a figure, and gives each a word class by lists, form and neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.extraction.context_en.lexicon import lexicon
from factcheck.extraction.figure import Figure

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|(?:Mrs?|Ms|Dr|St|Gov|Sen|Rep|Inc|Corp|Ltd|Co|Jr|Sr|No|vs)\."
    r"|(?!['’])\w(?:\w|[-&./+](?=\w)|['’](?=(?![sS]\b)\w))*"
    r"|['’][sS]\b|['’](?:re|ve|ll|d)\b|\S"
)
_PUNCTUATION = {
    ",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "–": "-", "—": "-", "-": "-",
    ".": ".", "!": ".", "?": ".", "…": ".", "|": ".", "•": ".", "&": "K",
}  # fmt: skip
_QUOTES = frozenset('"“”‘`«»*[]')
_APOSTROPHES = frozenset("'’")
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d\Z")
_AMBIGUOUS = re.compile("[vdGVI]")
_UNLISTED_VERB = re.compile(r"(?<=[NKQMTRI])N(?=[DZFQ])|(?<=F)N(?=[DZQ])|(?<=[RI])N(?=[TP])|(?<=[MQ])N(?=[NKJTP])")
_REPORTING = frozenset("show estimate forecast say project report".split())
_FINITE = frozenset("VMBH")
_ENDS = frozenset(".;:SR")


@dataclass(slots=True)
class Tokens:
    """The words of one stretch of text. ``classes`` has one character a token; see ``lexicon`` for the letters.

    Beside the lexicon's classes: F figure, K capitalised name, Y year, X other number, ``'`` possessive, v noun or
    verb, d past form (all v and d are resolved to N, J or V), and punctuation as itself (``-`` for dashes).
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    classes: str
    figure_at: list[int]
    """For each figure handed in, the index of its token."""

    def slice(self, first: int, last: int) -> str:
        """The text of tokens ``first`` up to but not including ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""


def tokenize(text: str, start: int, end: int, figures: list[Figure]) -> Tokens:
    """The tokens of ``text[start:end]``; the figures in it are single tokens with their hedges."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    classes: list[str] = []
    figure_at: list[int] = []
    position = start
    for figure in figures:
        outer = max(position, min(figure.outer_start, figure.start))
        _words(text, position, outer, starts, ends, words, classes)
        position = max(outer, figure.outer_end, figure.end)
        figure_at.append(len(words))
        starts.append(outer)
        ends.append(position)
        words.append("")
        classes.append("F")
    _words(text, position, end, starts, ends, words, classes)
    tokens = Tokens(text, starts, ends, words, "".join(classes), figure_at)
    _resolve(tokens)
    return tokens


def _words(
    text: str, start: int, end: int, starts: list[int], ends: list[int], words: list[str], classes: list[str]
) -> None:
    known, demonyms = lexicon().classes, lexicon().demonyms
    for match in _TOKEN.finditer(text, start, end):
        raw = match.group()
        if raw in _QUOTES:
            continue
        word = raw.lower()
        code = known.get(word)
        if code is None:
            code = _unlisted(raw, word)
        elif code in "NJvdGA" and raw[0] != word[0] and classes and classes[-1] not in ".:-(" and code != "A":
            code = "K" if word not in demonyms else "J"
        if raw in _APOSTROPHES and not (
            words and words[-1].endswith("s") and text[match.end() : match.end() + 1] == " "
        ):
            continue
        elif code == "M" and raw == "May" and words:
            code = "K"
        starts.append(match.start())
        ends.append(match.end())
        words.append(word)
        classes.append(code)


def _unlisted(raw: str, word: str) -> str:
    first = raw[0]
    if first.isupper():
        return "K"
    if first.islower():
        if word.endswith("ed") and len(word) > 4 and "-" not in word:
            return "d"
        if word.endswith("ing") and len(word) > 5 and "-" not in word:
            return "G"
        if word.endswith("ly") and len(word) > 4 and "-" not in word:
            return "A"
        return "N"
    if first.isdigit():
        if _YEAR.match(word):
            return "Y"
        return "X" if word.replace(",", "").replace(".", "").isdigit() else "K"
    if first in "'’":
        return "'"
    return _PUNCTUATION.get(first, "N" if first.isalpha() else "A" if first in "#@" else ",")


def _resolve(tokens: Tokens) -> None:
    """Decides words that may be noun or verb, and past forms that may be adjectives, by their neighbours."""
    classes = list(tokens.classes)
    last = len(classes) - 1
    for match in _AMBIGUOUS.finditer(tokens.classes):
        at = match.start()
        before = classes[at - 1] if at else "."
        after = classes[at + 1] if at < last else "."
        code = classes[at]
        if code == "v":
            classes[at] = _noun_or_verb(tokens, classes, at, before, after)
        elif code == "d":
            earlier = classes[at - 2] if at > 1 else "."
            adverbial = before == "A" and earlier in ".,PODC(" and tokens.words[at - 1].endswith("ly")
            classes[at] = "J" if adverbial and after in "NK" else _past_or_adjective(before, after)
        elif code == "G":
            if before in "DZJ'F" and after not in "DZF":
                classes[at] = "N"
        elif code == "V":
            if before in "DZ'" or (before == "J" and after != "F"):
                classes[at] = "N"
        elif before in "VPOT" and after in "NJK" and not _verb_follows(tokens.classes, at + 1):
            classes[at] = "D"  # "in that case"
        elif (
            after in "VMBHdv" or (after == "A" and classes[at + 2 : at + 3] and classes[at + 2] in "VMBHdv")
        ) and before in "NK":
            classes[at] = "R"
    listed = lexicon()
    for at, word in enumerate(tokens.words):
        if word in listed.time_starts and at < last and tokens.words[at + 1] in listed.time_nouns:
            if (not at or classes[at - 1] not in "OP") and (at + 1 == last or classes[at + 2] not in "'O"):
                classes[at] = classes[at + 1] = "A"
        if classes[at] == "E" and (at == last or classes[at + 1] not in "BMHV'"):
            classes[at] = "A"
        if classes[at] == "'":
            if word in ("'s", "’s") and at and classes[at - 1] in "QERI":
                classes[at] = "B"
    tokens.classes = _UNLISTED_VERB.sub(lambda match: _unlisted_verb(tokens, match), "".join(classes))


def _unlisted_verb(tokens: Tokens, match: re.Match[str]) -> str:
    """V for an unlisted word in -s between a noun and an object ("the card defies the trend"), else N."""
    word = tokens.words[match.start()]
    before = tokens.classes[match.start() - 1]
    if before in "NKF" and _verb_before(tokens.classes, tokens.words, match.start()):
        return "N"
    if before in "MT" or (word.endswith("s") and not word.endswith("ss") and word not in lexicon().roles):
        return "V"
    return "N"


def _past_or_adjective(before: str, after: str) -> str:
    if before in "DZJL'F" and after in "NKJdv":
        return "J"
    if before in "PO.(,C" and after in "NKJ":
        return "J" if before in "PO." else "V"
    return "V"


def _noun_or_verb(tokens: Tokens, classes: list[str], at: int, before: str, after: str) -> str:
    word = tokens.words[at]
    if before in "MQER" or (before == "T" and not word.endswith("s")):
        return "V"
    if before == "B":
        return "V" if word in ("set", "cut", "hit", "cost", "put", "shut") else "N"
    if before == "H":
        return (
            "V"
            if word in ("cut", "hit", "cost", "put", "shut", "set", "shed", "bet", "beat", "become", "come", "run")
            else "N"
        )
    if before in "DZJO'PFLYX":
        return "N"
    if before == "A":
        earlier = classes[at - 2] if at > 1 else "."
        return "V" if earlier in "NKQMTRI" and after not in "O,." else "N"
    if before in "NK" and after in ".," and lexicon().verbs[word].base in _REPORTING:
        return "V"
    if before in "NKC),":
        if after in "FDZTQL":
            return "N" if after == "T" and before != "C" and _verb_before(classes, tokens.words, at) else "V"
        if after == "A":
            return "V" if before == "C" or not _verb_before(classes, tokens.words, at) else "N"
        if after == "P":
            following = tokens.words[at + 1]
            listed = lexicon().verbs[word].kind in ("up", "down", "level")
            return (
                "V"
                if (listed and following in ("by", "from", "at"))
                or (
                    not _verb_before(classes, tokens.words, at)
                    and not _verb_follows(tokens.classes, at + 1)
                    and before != ","
                )
                else "N"
            )
        if after in "NKJd" and before in "NK":
            nouns = lexicon().roles.get(tokens.words[at + 1])
            return (
                "N"
                if nouns or _verb_follows(tokens.classes, at + 1) or _verb_before(classes, tokens.words, at)
                else "V"
            )
        return "N"
    return "V" if after in "FDZQ" else "N"


def _verb_follows(classes: str, at: int) -> bool:
    """Whether a sure verb comes within the same clause to the right."""
    for code in classes[at : at + 12]:
        if code in "VMBHd":
            return True
        if code in ".;:SR,":
            return False
    return False


def _verb_before(classes: Sequence[str], words: list[str], at: int) -> bool:
    for index in range(at - 1, max(-1, at - 15), -1):
        code = classes[index]
        if code in _FINITE:
            return lexicon().kind(words[index]) != "say"
        if code in _ENDS:
            return False
    return False
