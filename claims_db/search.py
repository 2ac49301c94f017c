"""Full-text search that finds Chinese of any length, Latin words and their beginnings, in either script and width.

SQLite's FTS5 takes a run of Han characters for one word. Here every Han and kana character is a word of its own, in
the index and in queries, and a run of them is queried as a phrase, so that one character is found as well as ten.
Both sides are folded alike: compatibility forms (Unicode NFKC), traditional characters and regional variants by
OpenCC's character tables, case and diacritics by FTS5's ``unicode61``. The character table is copied into the file
when it is made: an index stays right under another OpenCC release.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable
from functools import cache

from claims_db.claim import Claim

MAX_PHRASES = 24
"""Of one query; what follows is left out. FTS5 refuses very long expressions."""
# Han with its extensions, and kana: scripts written without spaces, one character to a word here
_UNSPACED = ((0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))
# toned pinyin that content farms put after a character: 達(dá)
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_PINYIN = re.compile(rf"(?<=[㐀-鿿])[(（][a-zü]{{0,5}}[{_TONED}][a-z]{{0,3}}[)）]", re.IGNORECASE)
_PHRASE = re.compile(r'"([^"]*)"?|([^\s"]+)')
_TONE_TEST = re.compile(f"[{_TONED}]")


class Folding(dict[int, str]):
    """A table for ``str.translate``, filled as characters are met."""

    def __init__(self, variants: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._variants = dict(variants)
        self._statement = ("", "")

    def __missing__(self, code: int) -> str:
        folded = "".join(map(self._fold, unicodedata.normalize("NFKC", chr(code))))
        self[code] = folded
        return folded

    def _fold(self, char: str) -> str:
        if any(first <= ord(char) <= last for first, last in _UNSPACED):
            return f" {self._variants.get(char, char)} "
        # invisible characters and NUL: the first part no words, the second ends a text for SQLite
        kind = unicodedata.category(char)
        return "" if kind == "Cf" else " " if kind in ("Cc", "Cs") else char

    def words(self, text: str) -> str:
        """``text`` as it is indexed: folded, words parted by single spaces (case is left to the tokenizer)."""
        if _TONE_TEST.search(text):
            text = _PINYIN.sub("", text)
        return " ".join(text.translate(self).split())

    def of_claim(self, claim: Claim, source_name: str) -> str:
        """All that a claim is found by: statement, figure, subject, metric, who says so, the source's name."""
        statement = claim.statement.text
        known, words = self._statement
        if known != statement:
            # figures of one statement come one after the other
            words = self.words(statement)
            self._statement = (statement, words)
        for text in (claim.figure, claim.subject, claim.metric, claim.attributed_to, source_name):
            if text:
                more = self.words(text)
                if f" {more} " not in f" {words} ":
                    # a word that no query holds keeps phrases from running across fields
                    words = f"{words} \ue000 {more}"
        return words

    def expression(self, query: str) -> str | None:
        """``query`` in FTS5's syntax, None when nothing in it is a word. Any text is a valid query.

        Words and runs of characters parted by spaces must all occur; within quotes, in that order. A Latin word of
        two letters or more that ends a term also stands for longer words that begin so.
        """
        phrases = []
        for quoted, bare in _PHRASE.findall(query):
            words = self.words(quoted or bare)
            if not any(char.isalnum() for char in words):
                continue
            last = words.split()[-1]
            prefix = not quoted and len(last) > 1 and last[-1].isalpha()
            phrases.append(f'"{words}"{" *" if prefix else ""}'.replace("\x00", " "))
        return " ".join(phrases[:MAX_PHRASES]) or None


def load_folding(conn: sqlite3.Connection) -> Folding:
    """The folding that the file's index was made with."""
    return Folding(conn.execute("SELECT variant, plain FROM script_variant"))


@cache
def script_variants() -> tuple[tuple[str, str], ...]:
    """(variant, plain simplified character) by OpenCC: traditional, then Hong Kong's and Taiwan's own forms."""
    import opencc

    characters = [chr(code) for first, last in _UNSPACED[1:] for code in range(first, last + 1)]
    found: dict[str, str] = {}
    for table in ("t2s", "hk2s", "tw2s"):
        converted = opencc.OpenCC(table).convert("\n".join(characters)).split("\n")
        for char, plain in zip(characters, converted, strict=True):
            if char != plain and len(plain) == 1:
                found.setdefault(char, plain)
    return tuple(sorted(found.items()))
