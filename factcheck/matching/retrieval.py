"""Earlier checks of a claim, best first: BM25 over words and characters, then learned weights over the best fifty."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from factcheck.matching import rerank
from factcheck.matching.aliases import NAME_KINDS, load_lexicon
from factcheck.matching.bm25 import Bm25
from factcheck.matching.posts import read_post
from factcheck.matching.record import MatchingInputError
from factcheck.matching.text import CJK, is_chinese, normal, stem, tokens
from factcheck.matching.wording import words_of

_CANDIDATES = 60
_CHARACTER_SHARE = 0.4
_AUTHOR_WEIGHT = 0.4
_NOT_WORD = re.compile(rf"[^\w{CJK}]+")
_STOP = frozenset(map(stem, words_of("too_common_en")))


class Text(msgspec.Struct):
    """An earlier check or a query: ``{"id","text","title"?}``; null texts count as empty."""

    id: Any
    text: str | None = None
    title: str | None = None


class Match(msgspec.Struct, frozen=True):
    """An earlier check: its id, and how well it fits (higher is better; comparable within one query)."""

    id: Any
    score: float


class Found(msgspec.Struct, frozen=True):
    """The earlier checks of one query, best first."""

    query: Any
    matches: list[Match]


def terms_of(text: str, concepts: bool) -> list[str]:
    """Index terms: English stems without empty words, Chinese pairs of characters.

    With ``concepts`` also the lexicon's names, metrics and things, which are the same in both languages.
    """
    said = tokens(normal(text))
    terms = [token for token in said if not is_chinese(token) and token not in _STOP]
    terms += [a + b for a, b in itertools.pairwise(said) if is_chinese(a) and is_chinese(b)]
    if concepts:
        kept = (*NAME_KINDS, "metric", "item")
        for mention in load_lexicon().mentions(said):
            terms += ["c:" + concept.key for concept in mention.concepts if concept.kind in kept]
    return terms


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """``text`` in normal form without punctuation: what character similarities compare."""
    return _NOT_WORD.sub(" ", normal(text)).strip()


def _grams(text: str) -> list[str]:
    """Character 4-grams, pairs where Chinese."""
    padded = f" {plain(text)} "
    grams = [padded[i : i + 4] for i in range(len(padded) - 3)]
    return grams if padded.isascii() else grams + [padded[i : i + 2] for i in range(len(padded) - 1)]


class Archive:
    """Earlier checks, indexed once for many queries. ``concepts`` makes the two languages meet, at some cost."""

    def __init__(self, checks: Sequence[Text], concepts: bool = False) -> None:
        self._concepts = concepts
        self._ids = [check.id for check in checks]
        texts = [check.text or "" for check in checks]
        titles = [check.title or "" for check in checks]
        words = [terms_of(text, concepts) for text in texts]
        title_words = [terms_of(title, concepts) for title in titles]
        self._words = Bm25(a + b for a, b in zip(words, title_words, strict=True))
        self._titles = Bm25(title_words)
        self._characters = Bm25((_grams(f"{a} {b}") for a, b in zip(texts, titles, strict=True)), b=0.6)
        self._checked = [
            rerank.Checked(plain(text), plain(title), frozenset(word), frozenset(title_word))
            for text, title, word, title_word in zip(texts, titles, words, title_words, strict=True)
        ]
        self._idf = {term: self._words.idf(term) for check in self._checked for term in check.terms | check.title_terms}

    def candidates(self, text: str) -> tuple[list[int], NDArray[np.float64]]:
        """Positions of the checks worth a second look, and their features, shape (positions, features)."""
        if not self._ids:
            return [], np.empty((0, len(rerank.FEATURES)))
        post = read_post(text)
        terms = frozenset(terms_of(post.text, self._concepts))
        author = frozenset(terms_of(post.author, self._concepts))
        query = {**dict.fromkeys(author, _AUTHOR_WEIGHT), **dict.fromkeys(terms, 1.0)}
        scores = rerank.Scores(
            self._words.scores(query),
            self._titles.scores(query),
            self._characters.scores(dict.fromkeys(_grams(post.text), 1.0)),
        )
        first = scores.words / max(float(scores.words.max()), 1e-9)
        first += _CHARACTER_SHARE * scores.characters / max(float(scores.characters.max()), 1e-9)
        rows = [int(row) for row in np.argsort(-first, kind="stable")[:_CANDIDATES] if first[row] > 0]
        whole = sum(weight * self._words.idf(term) for term, weight in query.items())
        asked = rerank.Asked(plain(post.text), terms, author, whole)
        return rows, rerank.features(asked, self._checked, rows, scores, self._idf)

    def find(self, text: str, top: int) -> list[Match]:
        """The ``top`` checks that fit best; of checks in the same words the one given first comes first."""
        rows, features = self.candidates(text)
        ranked = self.ranking(rows, features @ rerank.load_weights())
        return [Match(self._ids[row], round(score, 4)) for row, score in ranked[:top]]

    def ranking(self, rows: Sequence[int], scores: NDArray[np.float64]) -> list[tuple[int, float]]:
        """``rows`` with their scores, best first; checks in the same words share the best score of theirs."""
        best: dict[str, float] = {}
        for row, score in zip(rows, scores, strict=True):
            said = self.words_of(row)
            best[said] = max(best.get(said, -np.inf), float(score))
        ranked = [(row, best[self.words_of(row)]) for row in rows]
        return sorted(ranked, key=lambda item: (-item[1], item[0]))

    def words_of(self, row: int) -> str:
        """The words of a check, run together: the same for checks that differ in punctuation alone."""
        return self._checked[row].plain.replace(" ", "")


def read_texts(lines: Iterable[bytes], name: str, faulty: Callable[[str], None] | None = None) -> Iterator[Text]:
    """Texts of ``lines``; :class:`MatchingInputError` names the line that can't be read or has the id of another one.

    An object with a field that is missing or of another type is left out where ``faulty`` is given, which is told so.
    """
    decoder = msgspec.json.Decoder(Text)
    seen: dict[tuple[type, Any], int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            text = decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            fault = f'{name}, line {number}: {error}; each line must be an object with "id" and "text"'
            if faulty is None or not isinstance(error, msgspec.ValidationError) or not line.lstrip().startswith(b"{"):
                raise MatchingInputError(fault) from None
            faulty(fault)
            continue
        key = (type(text.id), str(text.id))
        if key in seen:
            raise MatchingInputError(
                f"{name}, line {number}: the id {text.id!r} is that of line {seen[key]} too; give each its own"
            )
        seen[key] = number
        yield text


def find_lines(
    checked: Iterable[bytes],
    checked_name: str,
    queries: Iterable[bytes],
    queries_name: str,
    top: int,
    faulty: Callable[[str], None] | None = None,
) -> Iterator[Found]:
    """The earlier checks of every query, in the order of the queries; both are read in full before the first answer.

    ``faulty`` is as for :func:`read_texts`.
    """
    checks = list(read_texts(checked, checked_name, faulty))
    asked = list(read_texts(queries, queries_name, faulty))
    archive = Archive(checks, concepts=any(_has_chinese(text) for text in (*checks, *asked)))
    for query in asked:
        yield Found(query.id, archive.find(query.text or "", top))


def _has_chinese(text: Text) -> bool:
    return any(is_chinese(character) and character < "\uff00" for character in f"{text.text or ''}{text.title or ''}")
