"""The lexicon of names and terms across languages, and how it is found in a text.

Data: ``data/names.tsv`` and ``data/terms.tsv`` (their heads say the format), territories and currencies from the CLDR,
and a user's own file of either format, which is read last and may add forms to a concept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from factcheck.matching.record import MatchingInputError
from factcheck.matching.text import normal, tokens
from factcheck.matching.wording import words_of

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


class Mention(NamedTuple):
    """One stretch of tokens, ``start``..``end``, and what it may mean (empty: not in the lexicon)."""

    start: int
    end: int
    concepts: tuple[Concept, ...]


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    concepts: tuple[Concept, ...] = ()


@dataclass(slots=True, eq=False)
class Lexicon:
    """Forms of concepts, found longest first in a list of tokens; complete before the first text is read with it."""

    _root: _Node = field(default_factory=_Node)
    _labels: dict[str, str] = field(default_factory=dict)
    _qualifiers: dict[str, str] = field(default_factory=dict)
    _qualifier_forms: list[str] = field(default_factory=list)
    _qualifier_finder: AhoCorasick | None = None

    def add(self, concept: Concept, forms: Iterable[str]) -> None:
        """Let each of ``forms`` mean ``concept``."""
        for form in forms:
            self._labels.setdefault(concept.key, form)
            if concept.kind == "qualifier" or concept.group.startswith(EXCLUSIVE):
                self._qualifiers[form.lower()] = concept.key
                self._qualifier_finder = None
            node = self._root
            for token in tokens(normal(form)):
                node = node.children.setdefault(token, _Node())
            if node is not self._root and concept not in node.concepts:
                node.concepts += (concept,)

    def mentions(self, said: list[str]) -> Iterator[Mention]:
        """The stretches of ``said`` that are forms, longest first from the left, and single tokens between them."""
        at, end = 0, len(said)
        while at < end:
            node: _Node | None = self._root
            found: tuple[Concept, ...] = ()
            stop, here = at + 1, at
            while here < end and (node := node.children.get(said[here]) if node else None) is not None:
                here += 1
                if node.concepts:
                    found, stop = node.concepts, here
            yield Mention(at, stop, found)
            at = stop

    def qualifiers(self, text: str) -> frozenset[str]:
        """Keys of the qualifiers in a lower-case text of plain script: the quick way, whole words of English alone."""
        if self._qualifier_finder is None:
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


def _packaged(file: str) -> list[str]:
    text = resources.files("factcheck.matching").joinpath("data", file).read_text(encoding="utf-8")
    return text.splitlines()


@cache
def load_lexicon(own: Path | None = None) -> Lexicon:
    """The packaged lexicon, the CLDR's territories, the user's names in the config folder, and ``own`` if given.

    Raises :class:`MatchingInputError` where a user's file can't be read or a line of it is faulty.
    """
    lexicon = Lexicon()
    for file in ("terms.tsv", "names.tsv"):
        for concept, forms in read_lexicon(_packaged(file), file):
            lexicon.add(concept, forms)
    for concept, forms in _territories():
        lexicon.add(concept, forms)
    for path in (own_names_path(), own):
        if path is not None and (path is own or path.exists()):
            for concept, forms in read_lexicon(_lines_of(path), str(path)):
                lexicon.add(concept, forms)
    return lexicon


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
