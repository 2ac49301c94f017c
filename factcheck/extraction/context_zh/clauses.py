"""Clauses: what stands between commas, with bracketed insertions taken out as clauses of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from factcheck.extraction.context_zh.words import Words

_GLOSSES: Final = frozenset(("(e)", "(N)", "(n)"))
"""Insertions that repeat a name in another script."""


@dataclass(slots=True, eq=False, init=False)
class Clause:
    """Part of a sentence: ``at[i]`` is the index in ``words`` of its word i, ``codes[i]`` that word's class letter."""

    words: Words
    at: Sequence[int]
    codes: str
    mark: str
    """The punctuation that ends it."""
    host: Clause | None
    """For a bracketed insertion: the clause it stands in."""
    host_end: int
    """How many words of the host precede the bracket."""
    first: int
    """Its first word in ``words``, where all of ``at`` are side by side; else -1."""

    def __init__(
        self,
        words: Words,
        at: Sequence[int],
        codes: str,
        mark: str = "",
        host: Clause | None = None,
        host_end: int = 0,
        first: int = -1,
    ) -> None:
        self.words = words
        self.at = at
        self.codes = codes
        self.mark = mark
        self.host = host
        self.host_end = host_end
        self.first = first

    def text(self, first: int, last: int) -> str:
        """What stands in the source from word ``first`` up to but not with ``last``.

        Where an insertion has been taken out between them the words on its longer side are given, unless it is a mere
        gloss inside the name of a model.
        """
        if first >= last:
            return ""
        at, words = self.at, self.words
        starts = words.starts
        if self.first >= 0 <= first:
            return words.text[starts[self.first + first] : starts[self.first + last]].strip()
        start, end = at[first], at[last - 1]
        if end - start == last - 1 - first:
            return words.text[starts[start] : starts[end + 1]].strip()
        cut = next(i for i in range(first + 1, last) if at[i] != at[i - 1] + 1)
        if self.codes[cut:last] == "e" and words.codes[at[cut - 1] + 1 : at[cut]] in _GLOSSES:
            return words.between(at[first], at[last - 1] + 1).strip()  # 塔恩(Tarn)T7
        before = words.between(at[first], at[cut - 1] + 1).strip()
        after = self.text(cut, last)
        return before if len(before) >= len(after) else after

    def word(self, index: int) -> str:
        """Word ``index`` as it stands in the source."""
        at, words = self.first + index if self.first >= 0 <= index else self.at[index], self.words
        start, end = words.starts[at], words.starts[at + 1]
        if end - start > 1 and words.text[start] == " ":
            start += 1  # the space before a figure
        return words.text[start:end]

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.words.starts[self.first if self.first >= 0 else self.at[0]]

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.words.starts[self.first + len(self.codes) if self.first >= 0 else self.at[-1] + 1]


def clauses_of(words: Words) -> list[Clause]:
    """The clauses that hold any word, in order of their first."""
    codes = words.codes
    if "(" in codes:
        return _with_insertions(words)
    done: list[Clause] = []
    start = 0
    for run in codes.split(","):
        end = start + len(run)
        if run:
            mark = words[end] if end < len(codes) else ""
            done.append(Clause(words, range(start, end), run, mark, first=start))
        start = end + 1
    return done


def _with_insertions(words: Words) -> list[Clause]:
    done: list[Clause] = []
    main: list[int] = []
    host = Clause(words, main, "")
    inner: list[int] | None = None
    insertion = host

    def close(clause: Clause, indexes: list[int], mark: str) -> None:
        if indexes:
            clause.mark = mark
            clause.codes = "".join([words.codes[i] for i in indexes])
            if indexes[-1] - indexes[0] == len(indexes) - 1:
                clause.first = indexes[0]
            done.append(clause)

    for index, code in enumerate(words.codes):
        if code == "(" and inner is None:
            inner = []
            insertion = Clause(words, inner, "", host=host, host_end=len(main))
        elif code == ")" and inner is not None:
            close(insertion, inner, ")")
            inner = None
        elif code == "," and inner is not None:
            close(insertion, inner, words[index])
            inner = []
            insertion = Clause(words, inner, "", host=host, host_end=len(main))
        elif code == ",":
            close(host, main, words[index])
            main = []
            host = Clause(words, main, "")
        elif code not in "()":
            (main if inner is None else inner).append(index)
    if inner is not None:
        close(insertion, inner, "")
    close(host, main, "")
    return sorted(done, key=lambda clause: clause.at[0])
