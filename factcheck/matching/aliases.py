"""The lexicon of names and terms across languages, and how it is found in a text.

Data: ``data/names.tsv`` and ``data/terms.tsv`` (their heads say the format), territories and currencies from the CLDR,
and a user's own file of either format, which is read last and may add forms to a concept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from factcheck.derived import derived
from factcheck.matching.record import MatchingInputError
from factcheck.matching.text import normal, tokens
from factcheck.matching.wording import words_of

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

NAME_KINDS = ("company", "agency", "place", "person", "product", "event")
EXCLUSIVE = "!"
"""A term group that begins so holds concepts of which a figure can be of one alone: men, women."""
TERM_KINDS = ("metric", "item", "qualifier", "change", "stop")
_LEGAL_FORMS = frozenset(words_of("legal_forms"))
_CHINESE_LEGAL_FORMS = words_of("legal_forms_zh")


class Concept(NamedTuple):
    """What a form means: ``key`` such as ``nvidia``, its ``kind``, and the ``group`` of concepts it is near to."""

    key: str
    kind: str
    group: str


def narrows(concept: Concept) -> bool:
    """Whether a concept tells figures of one metric apart."""
    return concept.kind == "qualifier" or concept.group.startswith(EXCLUSIVE)


class Mention(NamedTuple):
    """One stretch of tokens by its first one, and what it may mean (empty: not in the lexicon)."""

    token: str
    concepts: tuple[Concept, ...]


@lru_cache(maxsize=16384)
def _unknown(token: str) -> Mention:
    return Mention(token, ())


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    mention: Mention | None = None
    """Of the tokens on the way here, where they are a form."""


class Tokenized(msgspec.Struct, array_like=True):
    """A lexicon whose forms were cut into tokens: what takes long to make and is quick to read."""

    concepts: list[Concept]
    labels: dict[str, str]
    qualifiers: dict[str, str]
    forms: dict[str, msgspec.Raw]
    """By their first token: of each the number of the concept, and the other tokens (``_FORMS`` reads them)."""


_FORMS = msgspec.json.Decoder(list[tuple[int, list[str]]])


@dataclass(slots=True, eq=False)
class Lexicon:
    """Forms of concepts, found longest first in a list of tokens; complete before the first text is read with it."""

    _root: _Node = field(default_factory=_Node)
    _labels: dict[str, str] = field(default_factory=dict)
    _qualifiers: dict[str, str] = field(default_factory=dict)
    _qualifier_forms: list[str] = field(default_factory=list)
    _qualifier_finder: AhoCorasick | None = None
    _concepts: list[Concept] = field(default_factory=list)
    _unread: dict[str, msgspec.Raw] = field(default_factory=dict)
    """Forms by their first token, put into the tree when a text has that token: a text needs few of them."""

    @classmethod
    def of(cls, known: Tokenized) -> Lexicon:
        """The lexicon of ``known``, to which more may be added."""
        return cls(_labels=known.labels, _qualifiers=known.qualifiers, _concepts=known.concepts, _unread=known.forms)

    def add(self, concept: Concept, forms: Iterable[str]) -> None:
        """Let each of ``forms`` mean ``concept``."""
        for form in forms:
            self._labels.setdefault(concept.key, form)
            if narrows(concept):
                self._qualifiers[form.lower()] = concept.key
                self._qualifier_finder = None
            said = tokens(normal(form))
            if said:
                self._read(said[0])
                self._put(concept, said)

    def _put(self, concept: Concept, said: Sequence[str]) -> None:
        node = self._root
        for token in said:
            node = node.children.setdefault(token, _Node())
        known = node.mention.concepts if node.mention else ()
        if concept not in known:
            node.mention = Mention(said[0], (*known, concept))

    def _read(self, first: str) -> None:
        for number, others in _FORMS.decode(self._unread.pop(first, b"[]")):
            self._put(self._concepts[number], (first, *others))

    def mentions(self, said: Sequence[str]) -> list[Mention]:
        """The stretches of ``said`` that are forms, longest first from the left, and single tokens between them."""
        made: list[Mention] = []
        at, end = 0, len(said)
        unread, first = self._unread, self._root.children
        while at < end:
            token = said[at]
            if token in unread:
                self._read(token)
            node = first.get(token)
            at += 1
            if node is None:
                made.append(_unknown(token))
                continue
            found, here = node.mention, at
            while here < end and (node := node.children.get(said[here])) is not None:
                here += 1
                if node.mention is not None:
                    found, at = node.mention, here
            made.append(found or _unknown(token))
        return made

    def qualifiers(self, text: str) -> frozenset[str]:
        """Keys of the qualifiers in a lower-case text of plain script: the quick way, whole words of English alone."""
        if self._qualifier_finder is None:
            from ahocorasick_rs import AhoCorasick, MatchKind

            self._qualifier_forms = list(self._qualifiers)
            self._qualifier_finder = AhoCorasick(self._qualifier_forms, matchkind=MatchKind.LeftmostLongest)
        found: set[str] = set()
        for number, start, end in self._qualifier_finder.find_matches_as_indexes(text):
            form = self._qualifier_forms[number]
            if not form.isascii() or not (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()):
                found.add(self._qualifiers[form])
        return frozenset(found)

    def label(self, key: str) -> str:
        """How to show a concept to a reader: its first form."""
        return self._labels.get(key, key)


def strip_legal_form(said: list[str]) -> list[str]:
    """``said`` without a company's legal form at its end (Inc, Group, 有限公司)."""
    kept = list(said)
    while len(kept) > 1 and kept[-1] in _LEGAL_FORMS:
        kept.pop()
    text = "".join(kept)
    for form in _CHINESE_LEGAL_FORMS:
        if text.endswith(form) and len(kept) - len(form) >= 2:
            return kept[: -len(form)]
    return kept


def read_lexicon(lines: Iterable[str], name: str) -> Iterator[tuple[Concept, list[str]]]:
    """Concepts and forms of a lexicon file; :class:`MatchingInputError` names the file and the faulty line."""
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.rstrip("\r\n").split("\t")
        kind = cells[0].strip()
        width = 3 if kind in NAME_KINDS else 4
        if kind not in NAME_KINDS + TERM_KINDS:
            kinds = ", ".join(NAME_KINDS + TERM_KINDS)
            raise MatchingInputError(f"{name}, line {number}: unknown kind {kind!r}; it must be one of {kinds}")
        if len(cells) != width:
            raise MatchingInputError(
                f"{name}, line {number}: {len(cells)} columns where a {kind} has {width}, parted by tabs"
            )
        forms = [form.strip() for form in cells[-1].split("|") if form.strip()]
        key = cells[1].strip()
        if not forms or not key:
            raise MatchingInputError(f"{name}, line {number}: a {kind} needs a concept and at least one form")
        yield Concept(key, kind, cells[2].strip() if width == 4 else ""), forms


_FILES = ("terms.tsv", "names.tsv")
_READ_WITH = ("snowballstemmer", "opencc", "ftfy", "babel")
"""Libraries by which forms become tokens, and from which some come."""


def _packaged(file: str) -> list[str]:
    return _data(file).read_text(encoding="utf-8").splitlines()


def _data(file: str) -> Path:
    return Path(__file__).with_name("data") / file


@cache
def load_lexicon(own: Path | None = None) -> Lexicon:
    """The packaged lexicon, the CLDR's territories, the user's names in the config folder, and ``own`` if given.

    Raises :class:`MatchingInputError` where a user's file can't be read or a line of it is faulty.
    """
    return read_apart(own)


def read_apart(own: Path | None = None) -> Lexicon:
    """As :func:`load_lexicon`, but one of the caller's own, to which more may be added."""
    lexicon = Lexicon.of(_built_in())
    for path in (own_names_path(), own):
        if path is not None and (path is own or path.exists()):
            for concept, forms in read_lexicon(_lines_of(path), str(path)):
                lexicon.add(concept, forms)
    return lexicon


def _built_in() -> Tokenized:
    """The packaged lexicon and the CLDR's territories, kept in tokens: making them takes half a second."""
    repair = Path(__file__).parents[1] / "repair"
    code = [
        Path(__file__),
        Path(__file__).with_name("text.py"),
        *sorted(repair.glob("*.py")),
        repair / "data" / "variants.tsv",
    ]
    content = derived("lexicon", [*map(_data, _FILES), *code], _READ_WITH, lambda: msgspec.json.encode(tokenize()))
    return msgspec.json.decode(content, type=Tokenized)


def tokenize() -> Tokenized:
    """The packaged lexicon and the CLDR's territories, their forms in tokens."""
    made = Tokenized([], {}, {}, {})
    by_first: dict[str, list[tuple[int, list[str]]]] = {}
    packaged = (entry for file in _FILES for entry in read_lexicon(_packaged(file), file))
    for number, (concept, forms) in enumerate((*packaged, *_territories())):
        made.concepts.append(concept)
        for form in forms:
            made.labels.setdefault(concept.key, form)
            if narrows(concept):
                made.qualifiers[form.lower()] = concept.key
            said = tokens(normal(form))
            if said:
                by_first.setdefault(said[0], []).append((number, said[1:]))
    made.forms = {first: msgspec.Raw(msgspec.json.encode(some)) for first, some in by_first.items()}
    return made


def own_names_path() -> Path:
    """Where a user's own names and terms for all commands are looked for: beside the lexicons of extraction."""
    from factcheck.extraction.figures.lexicon import user_folder

    return user_folder() / "names.tsv"


def _lines_of(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise MatchingInputError(f"{file}: can't read the lexicon ({error}); give a UTF-8 text file") from None


def _territories() -> Iterator[tuple[Concept, list[str]]]:
    """Countries and regions by ISO 3166 code, in the CLDR's English and Chinese names, but for names.tsv's."""
    from babel import Locale

    ours = {form for _, forms in read_lexicon(_packaged("names.tsv"), "names.tsv") for form in forms}
    english, chinese = Locale("en").territories, Locale("zh").territories
    for code, name in english.items():
        forms = [form for form in (name, chinese.get(code, "")) if form and form not in ours]
        if code.isalpha() and len(forms) == 2:
            yield Concept(f"territory:{code}", "place", ""), forms
