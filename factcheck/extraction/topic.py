"""What an article is about, as far as the share of known words of a line goes."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.extraction.lines import Lines, read_patterns
from factcheck.extraction.patterns import pattern

_WORD = pattern(r"[A-Za-z][A-Za-z0-9]{2,}|[\u3400-\u9fff]+")
_SAMPLE = 8000
_FEW = 4


def _terms(text: str) -> set[str]:
    """English words and Chinese character pairs."""
    common = read_patterns().common
    terms: set[str] = set()
    for match in _WORD.finditer(text):
        word = match[0]
        if word.isascii():
            if (low := word.lower()) not in common:
                terms.add(low)
        else:
            terms.update(word[i : i + 2] for i in range(len(word) - 1))
    return terms


@dataclass(frozen=True, slots=True)
class Topic:
    """The words of an article's first paragraphs."""

    terms: frozenset[str]

    @classmethod
    def of(cls, view: str, lines: Lines) -> Topic:
        """From the paragraphs among ``lines``, at most 8,000 characters of them."""
        sample: list[str] = []
        size = 0
        for line in lines:
            if line.kind == "prose":
                sample.append(view[line.start : min(line.end, line.start + _SAMPLE - size)])
                size += len(sample[-1])
                if size >= _SAMPLE:
                    break
        return cls(frozenset(_terms(" ".join(sample))))

    def share(self, text: str) -> float:
        """Share of the words of ``text`` that the article has too; 0 for a text without words."""
        terms = _terms(text)
        return len(terms & self.terms) / len(terms) if terms else 0.0

    def weight(self, text: str) -> float:
        """The share, less for a text of so few words that it may be chance."""
        terms = _terms(text)
        return len(terms & self.terms) / (len(terms) + _FEW)
