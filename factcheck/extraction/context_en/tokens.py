"""Cuts a sentence into words, one token a figure, and gives each a word class by lists, form and neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final

from factcheck.extraction.context_en.lexicon import lexicon
from factcheck.extraction.context_en.tagging import settle
from factcheck.extraction.figure import Figure

_TOKEN: Final = (
    r"[a-z]++(?![\w&/+'’-]|\.\w)"  # most words
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|(?:Mrs?|Ms|Dr|St|Gov|Sen|Rep|Inc|Corp|Ltd|Co|Jr|Sr|No|vs)\."
    r"|[A-Z]\.(?=\s[A-Z])"  # an initial
    r"|(?!['’])\w(?:\w|[-&./+](?=\w)|['’](?=(?!(?:[sSdDmM]|ve|re|ll)\b)\w))*"
    r"|['’](?:[sSdDmM]|re|ve|ll)\b|[^\s\"“”‘`«»*\[\]]"
)
_SPLIT = re.compile(f"({_TOKEN})").split
_PUNCTUATION = {
    ",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "–": "-", "—": "-", "-": "-",
    ".": ".", "!": ".", "?": ".", "…": ".", "|": ".", "•": ".", "&": "K",
}  # fmt: skip
PADDING = 3
"""Empty closing tokens, so that rules may look a few tokens ahead without asking whether there are any."""
_CAPITALS = frozenset(("US", "WHO", "IT"))
"""Names that would be pronouns in lower case."""
_APOSTROPHES = frozenset("'’")
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d(?:[-/]\d\d(?:\d\d)?)?\Z")


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
    present: frozenset[str]
    """The words, to see at once whether a rule's telling word is among them."""

    def slice(self, first: int, last: int) -> str:
        """The text of tokens ``first`` up to but not including ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""


def tokenize(text: str, start: int, end: int, figures: list[Figure]) -> Tokens:
    """The tokens of ``text[start:end]``; the figures in it are single tokens with their hedges."""
    if len(_codes) >= _MOST_SEEN:
        for table in (_lower, _codes, _positional):
            table.clear()
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    classes: list[str] = []
    figure_at: list[int] = []
    position = start
    for figure in figures:
        outer = max(position, min(figure.outer_start, figure.start))
        if outer < figure.start and _opens_with_verb(text[outer : figure.start]):
            outer = figure.start
        _words(text, position, outer, starts, ends, words, classes)
        if classes and classes[-1] == "-" and ends[-1] == outer and text[outer - 2 : outer - 1].isalnum():
            for part in (starts, ends, words, classes):  # the hyphen of "over-21s"
                part.pop()
        position = max(outer, figure.outer_end, figure.end)
        figure_at.append(len(words))
        starts.append(outer)
        ends.append(position)
        verb = figure.kind == "multiple" and _as_verb(text[figure.start : figure.end], classes[-1] if classes else ".")
        words.append(verb or "")
        classes.append("V" if verb else "F")
    _words(text, position, end, starts, ends, words, classes)
    starts += [end] * PADDING
    ends += [end] * PADDING
    words += [""] * PADDING
    classes += "." * PADDING
    return Tokens(text, starts, ends, words, settle(words, classes), figure_at, frozenset(words))


def _words(
    text: str, start: int, end: int, starts: list[int], ends: list[int], words: list[str], classes: list[str]
) -> None:
    parts = _SPLIT(text[start:end])  # gap, token, gap, …
    raws = parts[1::2]
    codes = list(map(_codes.get, raws))
    if None in codes:
        for raw in raws:
            if raw not in _codes:
                _first_look(raw)
        codes = list(map(_codes.get, raws))
    bounds = list(accumulate(map(len, parts), initial=start))
    low = len(words)
    starts += bounds[1:-1:2]
    ends += bounds[2::2]
    words += map(_lower.__getitem__, raws)
    classes += codes  # type: ignore[arg-type]
    if _EITHER in codes:
        _decide(text, raws, low, starts, ends, words, classes)


def _decide(
    text: str, raws: list[str], low: int, starts: list[int], ends: list[int], words: list[str], classes: list[str]
) -> None:
    """Settles the tokens whose class depends on where they stand, and drops quotation marks."""
    quotes: list[int] = []
    at = low - 1
    for _ in range(classes.count(_EITHER)):
        at = classes.index(_EITHER, at + 1)
        raw = raws[at - low]
        before = at - 1 - (bool(quotes) and quotes[-1] == at - 1)
        if raw in _APOSTROPHES:
            if before >= 0 and words[before].endswith("s") and text[ends[at] : ends[at] + 1] == " ":
                classes[at] = "'"
            else:
                quotes.append(at)
            continue
        opening, inside = _positional[raw]
        classes[at] = inside if before >= 0 and classes[before] not in ".:-(" else opening
    for at in reversed(quotes):
        del starts[at], ends[at], words[at], classes[at]


_VERB_FIGURE = re.compile(r"(?:doubl|tripl|trebl|quadrupl|quintupl|halv)e[ds]?", re.IGNORECASE)


def _as_verb(figure: str, before: str) -> str:
    """The lower-case form of a figure that is the verb of its clause ("has doubled"); empty for others."""
    if figure[0].isdigit() or before in "DPZJO" or not _VERB_FIGURE.fullmatch(figure):
        return ""
    if figure[-1] == "e" and before not in "TMNKvQ":
        return ""  # "nearly triple the 2011 low"
    return figure.lower()


@lru_cache(maxsize=1000)
def _opens_with_verb(hedge: str) -> bool:
    """Whether a comparator is the clause's verb: "rents exceed €2,500", "starts at $899"."""
    word = hedge.split(maxsplit=1)[0].lower() if not hedge.isspace() else ""
    return word in lexicon().verbs and not word.endswith(("ing", "ted", "ced")) and word not in _NEVER_VERBS


_NEVER_VERBS = frozenset(("close", "short", "over", "up", "under"))
_MOST_SEEN = 50_000
_EITHER: Final = "?"
_lower: dict[str, str] = {}
"""Lower-case forms of the words met so far. Cleared when full, with the two below."""
_codes: dict[str, str] = {}
"""Their classes; ``_EITHER`` where the place in the sentence decides."""
_positional: dict[str, tuple[str, str]] = {}
"""Of those: class where a sentence opens, class inside."""


def _first_look(raw: str) -> None:
    """Takes up the lower-case form and classes of a word not met before."""
    word = raw.lower()
    listed = lexicon()
    code = listed.classes.get(word) or _unlisted(raw, word)
    inside = code
    if raw in _APOSTROPHES:
        inside = ","
    elif raw == "May":
        inside = "K"
    elif raw in _CAPITALS:
        code = inside = "K"
    elif raw[0] != word[0] and word in listed.calendar:
        inside = "Y"
        code = "Y" if word.endswith("day") else code
    elif raw[0] != word[0] and code in "NJvdG":
        inside = "J" if word in listed.demonyms else "K"
    _lower[raw] = word
    _codes[raw] = code if code == inside else _EITHER
    if code != inside:
        _positional[raw] = code, inside


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
