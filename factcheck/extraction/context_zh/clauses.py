"""Clauses: what stands between commas, with bracketed insertions taken out as clauses of their own."""

from __future__ import annotations

from dataclasses import dataclass, field

from factcheck.extraction.context_zh.words import Words


@dataclass(slots=True, eq=False)
class Clause:
    """Part of a sentence: ``at[i]`` is the index in ``words`` of its word i, ``codes[i]`` that word's class letter."""

    words: Words
    at: list[int] = field(default_factory=list)
    codes: str = ""
    host: Clause | None = None
    """For a bracketed insertion: the clause it stands in."""
    host_end: int = 0
    """How many words of the host precede the bracket."""
    mark: str = ""
    """The punctuation that ends it."""

    def text(self, first: int, last: int) -> str:
        """What stands in the source from word ``first`` up to but not with ``last``, brackets left out."""
        if first >= last:
            return ""
        at, words = self.at, self.words
        if at[last - 1] - at[first] == last - 1 - first:
            return words.between(at[first], at[last - 1] + 1).strip()
        pieces = "".join(words[at[i]] for i in range(first, last))
        # Left out brackets would make a string that the text does not hold: keep the longer piece before them.
        cut = next(i for i in range(first + 1, last) if at[i] != at[i - 1] + 1)
        whole = words.between(at[first], at[cut - 1] + 1).strip()
        return whole if len(whole) * 2 >= len(pieces) else words.between(at[cut], at[last - 1] + 1).strip()

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.words.starts[self.at[0]]

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.words.ends[self.at[-1]]


def clauses_of(words: Words) -> tuple[list[Clause], dict[int, tuple[Clause, int]]]:
    """The clauses in order of their ends, and for each figure's word index its clause and place there."""
    done: list[Clause] = []
    places: dict[int, tuple[Clause, int]] = {}
    open_clause = Clause(words)
    inserted: Clause | None = None

    def close(clause: Clause, mark: str) -> None:
        if clause.at:
            clause.mark = mark
            clause.codes = "".join([words.codes[i] for i in clause.at])
            done.append(clause)

    for index, code in enumerate(words.codes):
        current = inserted if inserted is not None else open_clause
        if code == ",":
            close(current, words[index])
            if inserted is not None:
                inserted = Clause(words, host=open_clause, host_end=len(open_clause.at))
            else:
                open_clause = Clause(words)
        elif code == "(" and inserted is None:
            inserted = Clause(words, host=open_clause, host_end=len(open_clause.at))
        elif code == ")":
            if inserted is not None:
                close(inserted, ")")
                inserted = None
        else:
            if code == "F":
                places[index] = (current, len(current.at))
            current.at.append(index)
    if inserted is not None:
        close(inserted, "")
    close(open_clause, "")
    return done, places
