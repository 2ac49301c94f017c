"""What a reader of the page never sees: entities, left-over tags, zero-width and control characters."""

from __future__ import annotations

import html
import re

from factcheck.repair.offsets import Edit

_REMOVED = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # controls; tab and the line breaks stay
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufe00-\ufe0f\U000e0001-\U000e01ef"  # variation selectors, tag characters
)
_ENTITY = r"&(?:amp;){0,3}(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_BLOCK_TAGS = "p|br|div|li|ul|ol|tr|td|th|table|tbody|thead|h[1-6]|section|article|blockquote|hr"
_INLINE_TAGS = "a|b|i|u|s|em|strong|span|font|small|big|mark|sub|sup|abbr|cite|code|q|time|img|wbr"
_TAG = rf"<(?P<close>/?)(?P<tag>(?:{_BLOCK_TAGS})|(?:{_INLINE_TAGS}))(?:\s[^<>]{{0,500}})?/?>"

_SCAR = re.compile(rf"[{_REMOVED}]+|{_ENTITY}|{_TAG}", re.IGNORECASE)
_REMOVE = re.compile(f"[{_REMOVED}]+")
_BLOCK = re.compile(_BLOCK_TAGS, re.IGNORECASE)


def find_invisible(text: str) -> list[Edit]:
    """Edits that decode entities and drop what has no width, in ascending order.

    A left-over block tag becomes a line break, an inline tag nothing (``<sup>`` a circumflex, so that
    ``10<sup>5</sup>`` does not read as 105).
    """
    markup = "&" in text or "<" in text
    if not markup and not _REMOVE.search(text):
        return []
    pattern = _SCAR if markup else _REMOVE
    edits: list[Edit] = []
    for match in pattern.finditer(text):
        written = match[0]
        if written[0] == "&":
            new = _decode(written)
        elif written[0] == "<":
            new = _plain_tag(match["tag"].lower(), bool(match["close"]))
        else:
            new = ""
        if new != written:
            edits.append((match.start(), match.end(), new))
    return edits


def _decode(entity: str) -> str:
    """An entity's character, also when it was escaped more than once; nothing for one without width."""
    decoded = entity
    for _ in range(4):
        again = html.unescape(decoded)
        if again == decoded:
            break
        decoded = again
    return _REMOVE.sub("", decoded)


def _plain_tag(tag: str, closes: bool) -> str:
    if _BLOCK.fullmatch(tag):
        return "\n"
    return "^" if tag == "sup" and not closes else ""
