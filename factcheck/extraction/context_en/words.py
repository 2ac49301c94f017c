"""Reads what stands between two spaces, once for each form: its tokens, their classes and marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from factcheck.extraction.context_en.lexicon import lexicon

_TOKEN: Final = (
    r"[a-z]++(?![\w&/+'’-]|\.\w)"  # most words
    r"|[\[(][A-Za-z][\])][a-z]++"  # the quoted "[T]he"
    r"|(?:[^\W\d_]\.){2,}"  # U.S.
    r"|(?:Mrs?|Ms|Dr|St|Gov|Sen|Rep|Inc|Corp|Ltd|Co|Jr|Sr|No|vs)\."
    r"|[A-Z]\.(?=\s[A-Z])"  # an initial
    r"|(?!['’])\w(?:\w|[-&./+](?=\w)|['’](?=(?!(?:[sSdDmM]|ve|re|ll)\b)\w))*"
    r"|['’](?:[sSdDmM]|re|ve|ll)\b|[^\s\"“”‘`«»*\[\]]"
)
_finditer: Final = re.compile(_TOKEN).finditer
_PUNCTUATION: Final = {
    ",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "–": "-", "—": "-", "-": "-",
    ".": ".", "!": ".", "?": ".", "…": ".", "|": ".", "•": ".", "&": "K",
}  # fmt: skip
EITHER: Final = "?"
"""Class of a word whose place in the sentence decides; see ``by_place``."""
APOSTROPHES: Final = frozenset("'’")
_CAPITALS: Final = frozenset(("US", "WHO", "IT"))
"""Names that would be pronouns in lower case."""
_YEAR: Final = re.compile(r"(?:1[5-9]|20|21)\d(?:\d(?:[-/]\d\d(?:\d\d)?)?|0s)\Z")
_MOST_KEPT: Final = 50_000
_LONGEST_KEPT: Final = 40


@dataclass(slots=True, init=False)
class Piece:
    """The tokens of one piece of text without a space in it, with offsets into the piece."""

    words: list[str]
    """In lower case."""
    codes: list[str]
    """Word classes; see ``tokens.Tokens``."""
    marks: list[int]
    starts: list[int]
    ends: list[int]
    simple: bool
    """Whether it is all one token whose class is the same everywhere."""
    before_name: Piece | None
    """How the piece is read before a capital: the last of "Franklin D." is an initial there."""

    def __init__(
        self,
        words: list[str],
        codes: list[str],
        marks: list[int],
        starts: list[int],
        ends: list[int],
        simple: bool = False,
        before_name: Piece | None = None,
    ) -> None:
        self.words = words
        self.codes = codes
        self.marks = marks
        self.starts = starts
        self.ends = ends
        self.simple = simple
        self.before_name = before_name


simple: Final[dict[str, tuple[str, str, int]]] = {}
"""Word, class and marks of pieces that are one token, the same everywhere; the others are in ``_pieces``."""
_pieces: Final[dict[str, Piece]] = {}
_places: Final[dict[str, tuple[str, str]]] = {}


def piece_of(raw: str) -> Piece:
    """``raw`` read, from memory if it was met before; what is one token everywhere goes into ``simple``."""
    known = _pieces.get(raw)
    if known is not None:
        return known
    made = _read_plain(raw)
    if made is None:
        made = _read(raw, len(raw))
        if raw[-1:] == "." and "A" <= raw[-2:-1] <= "Z":
            other = _read(raw + " A", len(raw))
            if other.words != made.words:
                made.before_name = other
    if len(raw) <= _LONGEST_KEPT:
        if made.simple and made.before_name is None:
            if len(simple) >= _MOST_KEPT:
                simple.clear()
            simple[raw] = made.words[0], made.codes[0], made.marks[0]
        else:
            if len(_pieces) >= _MOST_KEPT:
                _pieces.clear()
            _pieces[raw] = made
    return made


def _read_plain(raw: str) -> Piece | None:
    """What ``_read`` makes of letters alone, with one mark after them or none, ten times as fast; None for others."""
    end = len(raw)
    mark = ""
    if not raw.isalpha():
        mark = raw[-1]
        if mark == ".":
            if end < 4 or not raw[0].islower():  # an abbreviation or initial, of which only these have a full stop
                return None
        elif mark not in ",;:":
            return None
        end -= 1
        if not raw[:end].isalpha():
            return None
    if not raw.isascii():
        return None
    known = raw[:end]
    word = known.lower()
    opening, inside = by_place(known)
    code = opening if opening == inside else EITHER
    listed = lexicon()
    said = listed.mark(word)
    cut = listed.contracted.get(word, 0)
    if cut and not mark:
        words = [word[:cut], "'" + word[cut:]]
        codes = [by_place(known[:cut])[0], listed.classes.get(words[1], "B")]
        return Piece(words, codes, [listed.mark(words[0]), 0], [0, cut], [cut, end])
    if not mark:
        return Piece([word], [code], [said], [0], [end], code != EITHER)
    return Piece([word, mark], [code, _PUNCTUATION[mark]], [said, listed.mark(mark)], [0, end], [end, end + 1])


def _read(text: str, end: int) -> Piece:
    made = Piece([], [], [], [], [])
    listed = lexicon()
    for match in _finditer(text):
        if match.start() >= end:
            break
        raw = match.group()
        if raw[0] in "[(" and len(raw) > 1:
            raw = raw[1] + raw[3:]
        word = raw.lower()
        opening, inside = by_place(raw)
        made.words.append(word)
        made.codes.append(opening if opening == inside else EITHER)
        made.marks.append(listed.mark(word))
        made.starts.append(match.start())
        made.ends.append(match.end())
    made.simple = len(made.words) == 1 and made.ends[0] - made.starts[0] == end and made.codes[0] != EITHER
    return made


def by_place(raw: str) -> tuple[str, str]:
    """The class of a word where a sentence opens, and inside a sentence."""
    known = _places.get(raw)
    if known is None:
        known = _by_place(raw)
        if len(_places) >= _MOST_KEPT:
            _places.clear()
        _places[raw] = known
    return known


def _by_place(raw: str) -> tuple[str, str]:
    word = raw.lower()
    listed = lexicon()
    code = listed.classes.get(word) or _unlisted(raw, word)
    inside = code
    if raw in APOSTROPHES:
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
    return code, inside


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


class _Lowered:
    """The last text asked for and its lower case: the sentences of a text come one after another."""

    def __init__(self) -> None:
        self.text = ""
        self.lower = ""


_last: Final = _Lowered()


def lowered(text: str) -> str:
    """``text`` with its ASCII letters in lower case, which is what patterns ask for; of the same length."""
    if text is not _last.text:
        # by way of bytes, which are lowered three times as fast as characters
        _last.lower = text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")
        _last.text = text
    return _last.lower
