"""Readings that content farms put behind characters, ``達(dá)``, to make a copied text look new."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from factcheck.repair.offsets import Edit

_LETTERS = "a-zA-ZāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿêếềɑɡĀÁǍÀĒÉĚÈŌÓǑÒ\u0300\u0301\u0302\u0304\u0308\u030c"
_Verdict = Literal["toned", "toneless", "other"]

_TONED = re.compile("[À-ǜ\u0300-\u030cếềḿ]")
_CANDIDATE = re.compile(rf"(?<=[〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[(（] ?([{_LETTERS}]{{1,9}}) ?[)）]")
# Said so in speech, before certain tones; dictionaries give the citation form only.
_SANDHI = {"一": frozenset({"yī", "yí", "yì", "yi"}), "不": frozenset({"bù", "bú", "bu"})}


def find_pinyin(text: str, unusual: str) -> list[Edit]:
    """Edits that turn a character and a toned reading of it into the character alone.

    The two are one scarred character: a span that ends with it ends behind the reading.

    Only what pypinyin knows as a reading of that very character goes, polyphones included: ``壁壘(如CUDA替代)`` and
    ``壘(rú)`` stay. A reading without a tone (``們(men)``) goes only where toned ones show the text to be scarred, and
    the dictionary has that syllable toneless.
    """
    if not _TONED.search(unusual):
        return []
    edits: list[Edit] = []
    toneless: list[Edit] = []
    judged: dict[str, _Verdict] = {}
    for match in _CANDIDATE.finditer(text):
        start, end = match.span()
        scarred = text[start - 1 : end] if start else ""
        verdict = judged.get(scarred)
        if verdict is None:
            verdict = judged[scarred] = _judge(scarred)
        if verdict == "toned":
            edits.append((start - 1, end, scarred[0]))
        elif verdict == "toneless":
            toneless.append((start - 1, end, scarred[0]))
    if not edits or not toneless:
        return edits
    return sorted(edits + toneless)


def _judge(scarred: str) -> _Verdict:
    """Whether a character and the brackets behind it, ``達(dá)``, are that character and a reading of it."""
    if not scarred or not _is_ideograph(scarred[0]):
        return "other"
    reading = scarred[2:-1].strip(" ")
    if not _is_reading(scarred[0], reading):
        return "other"
    if not reading.isascii():
        return "toned"
    return "toneless" if reading.islower() else "other"


def _is_ideograph(character: str) -> bool:
    return (
        "\u3400" <= character <= "\u9fff"
        or character == "〇"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def _is_reading(character: str, reading: str) -> bool:
    from pypinyin import Style, pinyin

    plain = unicodedata.normalize("NFC", reading).lower().replace("ɑ", "a").replace("ɡ", "g")
    plain = unicodedata.normalize("NFC", plain)
    if plain in _SANDHI.get(character, ()):
        return True
    readings = pinyin(character, style=Style.TONE, heteronym=True, errors="ignore")
    return bool(readings) and plain in readings[0]
