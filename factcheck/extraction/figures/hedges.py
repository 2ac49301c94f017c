"""Approximators and comparators around a number, from ``hedges.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_letters
from typing import Final, cast

from claims_db.claim import Comparator
from factcheck.extraction.figures.lexicon import LexiconError, Lookup, SuffixLookup, rows
from factcheck.extraction.once import Once

_COMPARATORS: Final = ("approx", "lt", "le", "gt", "ge")
_LOOK_BACK: Final = 34


@dataclass(slots=True, frozen=True)
class HedgeTable:
    english_before: dict[str, Comparator]
    chinese_before: SuffixLookup[Comparator]
    english_after: Lookup[Comparator]
    chinese_after: Lookup[Comparator]


def _read_hedges() -> HedgeTable:
    tables: dict[tuple[str, bool], dict[str, Comparator]] = {
        (where, ascii_): {} for where in ("before", "after") for ascii_ in (True, False)
    }
    for place, (where, comparator, words) in rows("hedges.tsv", 3):
        if where not in ("before", "after") or comparator not in _COMPARATORS:
            raise LexiconError(f"{place}: must begin with before or after and one of {', '.join(_COMPARATORS)}")
        for word in words.split():
            ascii_ = word.isascii() and word[0].isalpha()
            tables[where, ascii_][word.replace("_", " ")] = cast(Comparator, comparator)
    return HedgeTable(
        tables["before", True],
        SuffixLookup(tables["before", False]),
        Lookup(tables["after", True]),
        Lookup(tables["after", False]),
    )


_HEDGES: Final = Once(_read_hedges)


def hedges() -> HedgeTable:
    """The hedge words, read once."""
    return _HEDGES.get()


_LETTERS: Final = frozenset(ascii_letters)
_ARTICLES: Final = frozenset({"a", "an", "the", "some", "another", "whopping", "staggering", "mere", "record", "total"})
_DETERMINERS: Final = frozenset({"the", "its", "their", "our", "your", "his", "her", "that", "this"})
_VERB_BEFORE_GUO: Final = frozenset("通经不渡度走去来看听说做吃玩到跑打写读学住见难好错太绕路跨闪躲放")
_BARE_SCALE: Final = frozenset("十百千万亿")
_STACK: Final = 2


def hedge_before(text: str, start: int, floor: int) -> tuple[Comparator, int] | None:
    """The comparator of the words before a number that begins at ``start``, and where those words begin.

    Two may be stacked ("more than about"): the bound wins over the approximation.
    """
    if text[start - 1 : start] == " ":
        last = text[text.rfind(" ", max(0, start - _LOOK_BACK), start - 1) + 1 : start - 1]
        if last.isalpha() and last.isascii() and last.lower() not in _leading_words():
            return None
    found = _one_before(text, start, floor)
    if found is None:
        return None
    at = found[1]
    for _ in range(_STACK - 1):
        next_ = _one_before(text, at, floor)
        if next_ is None:
            break
        comparator = next_[0] if found[0] == "approx" else found[0]
        found = comparator, next_[1]
        at = next_[1]
    return found


def _one_before(text: str, start: int, floor: int) -> tuple[Comparator, int] | None:
    at = start
    while at > floor and text[at - 1] in " \u00a0":
        at -= 1
    if at <= floor:
        return None
    last = text[at - 1]
    if last.isascii() and (last.isalpha() or last == "."):
        return _english_before(text, at, floor) if at < start else None
    if last == "-" and text[max(0, at - 4) : at].lower() == "sub-":
        return "lt", at - 4
    found = hedges().chinese_before.before(text, at, floor)
    if found is None:
        return None
    _comparator, begin = found
    word = text[begin:at]
    if word == "过" and text[begin - 1 : begin] in _VERB_BEFORE_GUO:
        return None
    if word == "上" and (text[start] not in _BARE_SCALE or text[begin - 1 : begin] in tuple("以线网路手身晚会世史")):
        return None
    if word in ("破", "近", "超", "约") and text[begin - 1 : begin + 1] in (
        "爆破",
        "最近",
        "附近",
        "靠近",
        "赛约",
        "条约",
        "违约",
    ):
        return None
    if word == ">" and text[begin - 1 : begin] in ("-", "=", ">"):
        return None
    return found


def _read_phrases() -> dict[str, list[tuple[str, Comparator]]]:
    found: dict[str, list[tuple[str, Comparator]]] = {}
    for phrase, comparator in sorted(hedges().english_before.items(), key=lambda item: -len(item[0])):
        found.setdefault(phrase.rpartition(" ")[2], []).append((phrase, comparator))
    return found


_PHRASES: Final = Once(_read_phrases)


def _phrases() -> dict[str, list[tuple[str, Comparator]]]:
    """The English phrases by their last word, the longest first."""
    return _PHRASES.get()


def _read_leading_words() -> frozenset[str]:
    return _ARTICLES.union(_phrases())


_LEADING_WORDS: Final = Once(_read_leading_words)


def _leading_words() -> frozenset[str]:
    return _LEADING_WORDS.get()


_OPENING: Final = "(“\"'‘[—–-~"


def _english_before(text: str, end: int, floor: int) -> tuple[Comparator, int] | None:
    low = floor if floor > end - _LOOK_BACK else max(0, end - _LOOK_BACK)
    last = text[text.rfind(" ", low, end) + 1 : end]
    if last.isalpha() and last.lower() not in _leading_words():
        return None
    window = text[low:end].lower()
    stop = len(window)
    if stop != end - low:  # İ in lower case is two characters
        window, stop = text[low:end], end - low
    begin = _word_begin(window, stop)
    definite = window[begin:stop] == "the"
    while begin > 1 and window[begin:stop] in _ARTICLES:
        if window[begin:stop] == "some" and window[_word_begin(window, begin - 1) : begin - 1] not in ("the", "of"):
            break
        stop = begin - 1
        begin = _word_begin(window, stop)
    if window[begin:stop] == "top" and window[_word_begin(window, begin - 1) : begin - 1] in _DETERMINERS:
        return None  # "the top 1 percent", unlike "sales top 1 million"
    for phrase, comparator in _phrases().get(window[begin:stop].lstrip(_OPENING), ()):
        at = stop - len(phrase)
        if at >= 0 and window.startswith(phrase, at):
            outer = at
            while outer and window[outer - 1] in _OPENING:
                outer -= 1
            if not outer or window[outer - 1] in " \n":
                # "less than the 5.8m of a year ago" compares with a figure that is known
                return None if definite and phrase.endswith(" than") else (comparator, low + at)
    return None


def _word_begin(window: str, stop: int) -> int:
    """Where the run of characters without white space that ends at ``stop`` begins."""
    return max(window.rfind(" ", 0, stop), window.rfind("\n", 0, stop)) + 1


def hedge_after(text: str, end: int) -> tuple[Comparator, int] | None:
    """The comparator of the words after a figure that ends at ``end``, and where those words end."""
    following = text[end : end + 1]
    at = end
    while following in (" ", "\u00a0") and at < end + 2:
        at += 1
        following = text[at : at + 1]
    if not following:
        return None
    if following in _LETTERS:
        return hedges().english_after.at(text, at) if at > end else None
    found = hedges().chinese_after.at(text, at)
    if found is None:
        return None
    word = text[at : found[1]]
    after = text[found[1] : found[1] + 1]
    if word == "起" and after in tuple("来了义码案事火诉因始初源点跑飞床草伏立落头") and after:
        return None
    if word in ("多", "余") and (at > end or after in tuple("元边样次方种个家项数媒体么少云维级地额款量票")) and after:
        return None
    if word == "许" and after in tuple("可诺多久愿昌"):
        return None
    if word in ("前后", "上下") and after in tuple("左文游班级楼铺"):
        return None
    if word == "+" and after.isdigit():
        return None
    return found
