"""Sets of characters as tables by code point: compiled, a look into one makes no string of the character.

Only what is below ``END`` can be in a table: all but rare characters.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

END: Final = 0x10000
_SHIFT: Final = 21
HAN: Final = 0x3400
"""From here to ``HAN_END`` all are Chinese characters."""
HAN_END: Final = 0xA000


def table(kinds: Mapping[int, str]) -> bytes:
    """A table with each kind (1 to 255) at its characters, 0 elsewhere; a character of two kinds has the later.

    What lies beyond ``END`` is left out.
    """
    made = bytearray(END)
    for kind, characters in kinds.items():
        for character in characters:
            if ord(character) < END:
                made[ord(character)] = kind
    return bytes(made)


def pair_of(text: str, at: int) -> int:
    """The character at ``at`` and the one after it as one number; a lone character at the end of ``text`` has its own.

    Sets of pairs tell most places apart where words of two characters and more may begin.
    """
    second = ord(text[at + 1]) if at + 1 < len(text) else 0
    return ord(text[at]) << _SHIFT | second


def first_of(known: bytes, text: str, at: int, end: int) -> int:
    """The first place from ``at`` to ``end`` whose character is in the table ``known``; -1 if there is none."""
    end = min(end, len(text))
    while at < end:
        code = ord(text[at])
        if code < END and known[code]:
            return at
        at += 1
    return -1
