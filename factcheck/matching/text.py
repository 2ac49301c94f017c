"""Texts as matching compares them: repaired, lower case, in tokens of one character (Chinese) or one stem (English)."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.repair.view import plain_text

CJK = "㐀-鿿豈-﫿"
_TOKEN = re.compile(
    rf"[{CJK}]|[^\W\d_{CJK}](?:[^\W_{CJK}]|[.&](?=[^\W\d_]))*|\d[\d,]*(?:\.\d+)?[^\W\d_{CJK}]*[^\W_{CJK}]*"
)
_POSSESSIVE = re.compile(r"['’]s\b|['’](?=s?\b)")
_ACCENTED = str.maketrans("àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ", "aaaaaaceeeeiiiinoooooouuuuyy")
_MEASURED = re.compile(
    r"^[\d,]*\.\d|^[\d,]+(?:[mkgtx]|bn|mn|tn|trn|[kcmnu]?m|k?g|[kmgt]b|[kmgtp]?wh?|[kmgt]?hz|h|s|pp|c|f|d|th|st|nd|rd|"
    r"[kmgtpe]?flops?|tops|yo|am|pm|year|q|p)\d?$"
)
# "Monthly" narrows a figure, "six months" says when; a market share is not shares.
_OWN_STEMS = frozenset(["hourly", "weekly", "monthly", "quarterly", "yearly", "shares"])
_PLAIN_NUMBER = re.compile(r"^[\d,.]+(?:th|st|nd|rd)?$")


@lru_cache(maxsize=65536)
def normal(text: str) -> str:
    """``text`` repaired (scars out, simplified), in lower case, without possessive endings and accents."""
    plain = plain_text(text).lower()
    if not plain.isascii():
        plain = plain.translate(_ACCENTED)
    return _POSSESSIVE.sub("", plain)


def tokens(text: str) -> list[str]:
    """The tokens of a normal text: Chinese characters one by one, English words as stems, codes such as h20 whole."""
    return [token if len(token) == 1 or token >= "⺀" else stem(token) for token in _TOKEN.findall(text)]


def raw_tokens(text: str) -> list[str]:
    """As :func:`tokens`, words unstemmed."""
    return _TOKEN.findall(text)


def is_chinese(token: str) -> bool:
    """Whether a token is a Chinese character or begins with one."""
    return token >= "⺀"


def is_number(token: str) -> bool:
    """Whether a token is digits alone."""
    return _PLAIN_NUMBER.match(token) is not None


def is_code(token: str) -> bool:
    """Whether a token names a model: letters and digits mixed, as h20, 910b, mi308; not 17m or 4.5bn."""
    if token.isalpha() or not token.isascii() or not any(map(str.isdigit, token)) or not any(map(str.isalpha, token)):
        return False
    return token[0].isalpha() or _MEASURED.match(token) is None


@lru_cache(maxsize=262144)
def stem(word: str) -> str:
    """The Snowball stem of an English word; codes, short words and those of :data:`_OWN_STEMS` as they are."""
    if word in _OWN_STEMS:
        return word
    if len(word) < 3 or not word.isascii() or not word.isalpha():
        return word.replace(".", "") if "." in word and not word[0].isdigit() else word
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


@lru_cache(maxsize=1)
def _stemmer():  # type: ignore[no-untyped-def]
    import snowballstemmer

    return snowballstemmer.stemmer("english")
