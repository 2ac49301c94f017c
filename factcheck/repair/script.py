"""One plain script: simplified characters, ASCII width, ordinary spaces. Every change here keeps the length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib import resources

_IDEOGRAPHS = "\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAS_IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
_SURROGATES = re.compile("([\ud800-\udfff]+)")

# Chinese punctuation ！（），：；？ keeps its width: it is no ASCII character typed wide, and sentences end at it.
_WIDE = re.compile(
    "[\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5e\uffe0-\uffe6\ufe50\ufe52\ufe5f-\ufe6b"
    "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
)
_MATHEMATICAL_DIGIT = re.compile("[\U0001d7ce-\U0001d7ff]")
_WIDE_GROUPING = re.compile("(?<![０-９])[０-９]{1,3}(?:，[０-９]{3})+(?![０-９])")
# Radicals and compatibility ideographs look like the plain character but never match it (texts taken from PDF).
_LOOKALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")

_OPENING = 100
_PLAIN_ASCII = bytes([ord("\t"), ord("\n"), *range(ord(" "), ord("~") + 1)])


def beyond_ascii(text: str) -> str:
    """The characters of ``text`` that are no plain ASCII, in order; all of it where it opens in Chinese.

    Of English that is next to nothing, and bytes are sifted twenty times as fast as a pattern looks at characters. Of
    Chinese it is nearly everything, and sifting would save nothing.
    """
    if not text.isascii() and _HAS_IDEOGRAPH.search(text, 0, _OPENING):
        return text
    sifted = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN_ASCII)
    return sifted.decode("utf-8", "surrogatepass")


def to_plain_script(text: str, beyond: str, unusual: str) -> str:
    """``text`` in simplified Chinese, full-width letters, digits and signs in ASCII, odd spaces and breaks plain.

    ``beyond`` is its ``beyond_ascii``, ``unusual`` has each of its unusual characters once.

    The result has the length of ``text`` and corresponds to it character by character. Characters that carry a
    meaning of their own (㎡ ½ ² ① ℃) stay. A line break of two characters becomes a space and ``\\n``.
    """
    if not text.isascii():
        if _HAS_IDEOGRAPH.search(beyond):
            if _LOOKALIKE.search(unusual):
                text = _LOOKALIKE.sub(_plain_ideograph, text)
            text = _to_simplified(text)
        text = _to_ascii_width(text, unusual)
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return text


def _to_simplified(text: str) -> str:
    converted = _convert(text)
    changes = [
        (match.start(), replacement)
        for trigger, pattern, replacement in _variants()
        if trigger in text
        for match in pattern.finditer(text)
    ]
    if not changes:
        return converted
    changes.sort(key=lambda change: change[0])
    parts: list[str] = []
    last = 0
    for start, replacement in changes:
        if start >= last:
            parts += (converted[last:start], replacement)
            last = start + len(replacement)
    parts.append(converted[last:])
    return "".join(parts)


def _single(new: str, old: str) -> str:
    return new if len(new) == len(old) else old


@cache
def _variants() -> list[tuple[str, re.Pattern[str], str]]:
    """(first character, pattern, replacement), the lines that win first."""
    rules: list[tuple[str, re.Pattern[str], str]] = []
    data = resources.files("factcheck.repair").joinpath("data/variants.tsv").read_text(encoding="utf-8")
    for line in data.splitlines():
        if line and not line.startswith("#"):
            pattern, replacement = line.split("\t")
            rules.append((pattern[0], re.compile(pattern), replacement))
    return rules[::-1]


def _convert(text: str) -> str:
    """OpenCC's t2s with its phrase table, held to one character for one."""
    convert = _converter()
    try:
        converted = convert(text)
    except UnicodeEncodeError:  # lone surrogates, which no UTF-8 library takes
        pieces = _SURROGATES.split(text)
        return "".join(piece if i % 2 else _convert(piece) for i, piece in enumerate(pieces))
    if len(converted) == len(text):
        return converted
    return "".join(map(_convert_line, text.splitlines(keepends=True)))


def _convert_line(line: str) -> str:
    convert = _converter()
    converted = convert(line)
    if len(converted) == len(line):
        return converted
    table = {character: _single(convert(character), character) for character in set(line)}
    return "".join(map(table.__getitem__, line))


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def _plain_ideograph(match: re.Match[str]) -> str:
    return _single(unicodedata.normalize("NFKC", match[0]), match[0])


def _to_ascii_width(text: str, unusual: str) -> str:
    if _MATHEMATICAL_DIGIT.search(unusual):
        text = _MATHEMATICAL_DIGIT.sub(_narrow, text)
    if not _WIDE.search(unusual):
        return text
    if "，" in text:
        text = _WIDE_GROUPING.sub(lambda match: match[0].replace("，", ","), text)
    return _WIDE.sub(_narrow, text)


@cache
def _narrow_character(character: str) -> str:
    if character in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029":
        return "\n"
    if character.isspace():
        return " "
    if character == "￣":
        return "¯"
    return _single(unicodedata.normalize("NFKC", character), character)


def _narrow(match: re.Match[str]) -> str:
    return _narrow_character(match[0])
