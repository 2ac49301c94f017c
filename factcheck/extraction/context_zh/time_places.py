"""Where times and Latin names stand: told by two characters, so that long patterns are tried at few places."""

from __future__ import annotations

import re
from string import ascii_letters, digits
from typing import Final

from factcheck.extraction.characters import END, HAN_END, table
from factcheck.extraction.context_zh.periods import FIRST, TIME

_NUMERALS: Final = "一二三四五六七八九十"
FOLLOWS: Final = {
    _NUMERALS: f"{_NUMERALS}〇零世份到季年月至-~–—～ \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\u3000",
    "上下": "一世个半周季学年旬月财赛",
    "今明本当该": "下个初前周夜天季学年日月期晚财赛春夏秋冬",
    "同后": "季年日月期财",
    "去往常两全新": "年学赛春夏秋冬",
    "前头首近": f"{_NUMERALS}0123456789个几数两周年日月",
    "第": "一二三四0123456789",
    "最起如现目眼过此": "初近今在前下去",
    "原昨": "先来天日晚",
    "双元清端圣暑寒国": "1十节旦明午诞假期庆",
    "春夏秋冬中": "季节运秋旬",
    "疫报期": "情告内",
    "截": "止至",
    "整财岁年": "个财年末中初底度内",
    "Q": "1234",
}
"""What may follow each character that a time expression begins with, as far as Chinese and ASCII go."""
ALWAYS: Final = '0123456789底末初“"'
"""Characters it may begin with that are rare, or followed by almost anything."""
LED_BY: Final = "自到"
SPACES: Final = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What is matched before it."""
_LATIN: Final = re.compile(
    r"(?![A-Z][股恤])(?:\d+[A-Za-z]|[A-Za-z])[A-Za-z0-9.+&'’]*(?:[ ·-][A-Z0-9][A-Za-z0-9.+&'’]*)*"
)
"""Latin names and names of models."""
_ASCII_END: Final = 0x80
_HAN_BEGINS: Final = 0x3000
_SHIFT: Final = 16
_NEVER: Final = 0
_ALWAYS: Final = 1
_PAIR: Final = 2
_LED: Final = 3
_DIGIT: Final = 4
_LETTER: Final = 5


_TIMES: Final = table({_PAIR: "".join(FOLLOWS), _ALWAYS: ALWAYS, _LED: LED_BY + SPACES, _DIGIT: digits})
"""How each character is to be looked at where only times are looked for, by its code point."""
_WORDS: Final = table(
    {
        _PAIR: "".join(re.findall(f"[{FIRST}]", "".join(FOLLOWS))),
        _ALWAYS: ALWAYS,
        _LED: LED_BY,
        _DIGIT: digits,
        _LETTER: ascii_letters,
    }
)
"""The same for words to be kept whole, which begin with no space."""
_PAIRS: Final = frozenset(
    ord(first) << _SHIFT | ord(second) for firsts, seconds in FOLLOWS.items() for first in firsts for second in seconds
)


def next_time(text: str, at: int, end: int) -> re.Match[str] | None:
    """The first time expression between ``at`` and ``end``: what ``TIME.search`` would find."""
    while at < end:
        code = ord(text[at])
        kind = _TIMES[code] if code < END else _NEVER
        if kind and (kind in (_ALWAYS, _DIGIT) or _may_go_on(text, at, end, code, kind)):
            found = TIME.match(text, at, end)
            if found is not None:
                return found
            if kind == _DIGIT:
                at = _last_digit(text, at, end)
        at += 1
    return None


def mark_words(
    text: str, at: int, end: int, spans: list[tuple[int, int]], letters: list[str], classes: dict[str, str]
) -> None:
    """Append span and class letter of each time expression and Latin name between ``at`` and ``end``."""
    while at < end:
        code = ord(text[at])
        kind = _WORDS[code] if code < END else _NEVER
        at += 1
        if kind == _NEVER:
            continue
        start = at - 1
        if kind in (_LETTER, _DIGIT):
            found = _LATIN.match(text, start, end)
            if found is not None:
                at = found.end()
                spans.append((start, at))
                letters.append(classes.get(text[start:at], "e"))
                continue
            if kind == _LETTER:
                continue
        elif kind != _ALWAYS and not _may_go_on(text, start, end, code, kind):
            continue
        found = TIME.match(text, start, end)
        if found is not None:
            at = found.end()
            spans.append((start, at))
            letters.append("T")
        elif kind == _DIGIT:
            at = _last_digit(text, start, end) + 1


def _may_go_on(text: str, at: int, end: int, code: int, kind: int) -> bool:
    """Whether what follows the character at ``at`` may belong to the time expression that begins with it."""
    if at + 1 >= end:
        return False
    second = ord(text[at + 1])
    if kind == _LED:
        return second < END and _TIMES[second] != _NEVER
    if _ASCII_END <= second < _HAN_BEGINS or second >= HAN_END:
        return True  # digits and spaces of other scripts
    return code << _SHIFT | second in _PAIRS


def _last_digit(text: str, at: int, end: int) -> int:
    """The last of the digits at ``at``: no time begins inside a number."""
    while at + 1 < end:
        code = ord(text[at + 1])
        if code >= END or _TIMES[code] != _DIGIT:
            break
        at += 1
    return at
