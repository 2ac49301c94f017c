"""What a reader of the page never sees: entities, left-over tags, zero-width and control characters and sequences."""

from __future__ import annotations

import html
import re
from html.entities import html5

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

# ECMA-48 control sequences, which colour and move in a terminal: "ESC[31m" is no length of 31 metres
_SEQUENCE = r"(?:(?<=\x1b)\[|(?<=\x9b))[0-?]{0,64}[ -/]{0,8}[@-~]"
# one character of the set comes first: a pattern that begins with a set is searched for several times as fast
_REMOVE = re.compile(f"[{_REMOVED}](?:{_SEQUENCE})?(?:[{_REMOVED}](?:{_SEQUENCE})?)*")
_ENTITIES = re.compile(_ENTITY)
_TAGS = re.compile(_TAG, re.IGNORECASE)
_BLOCK = re.compile(_BLOCK_TAGS, re.IGNORECASE)


def find_invisible(text: str, unusual: str) -> list[Edit]:
    """Edits that decode entities and drop what has no width, in ascending order.

    A left-over block tag becomes a line break, an inline tag nothing (``<sup>`` a circumflex, so that
    ``10<sup>5</sup>`` does not read as 105). ``unusual`` holds each character of the text that is not plain.
    """
    # Three plain searches: one pattern of three alternatives would try each of them at every character.
    edits: list[Edit] = []
    if _REMOVE.search(unusual):
        edits = [(match.start(), match.end(), "") for match in _REMOVE.finditer(text)]
    if "&" in text:
        for match in _ENTITIES.finditer(text):
            decoded = _decode(match[0])
            if decoded != match[0]:
                edits.append((match.start(), match.end(), decoded))
    if "<" in text:
        for match in _TAGS.finditer(text):
            edits.append((match.start(), match.end(), _plain_tag(match["tag"].lower(), bool(match["close"]))))
        edits = _without_overlaps(edits)
    edits.sort()
    return edits


def _without_overlaps(edits: list[Edit]) -> list[Edit]:
    """Only the outermost edits: a tag may hold an entity or a zero-width character."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (e[0], -e[1])):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


def _decode(entity: str) -> str:
    """An entity's character, also when it was escaped more than once; nothing for one without width.

    A name that HTML does not know stays (``html.unescape`` would take the ``not`` out of ``&notice;``).
    """
    body = entity[1:]
    while body.startswith("amp;") and len(body) > 4:
        body = body[4:]
    decoded = html.unescape(f"&{body}") if body[0] == "#" else html5.get(body, entity)
    return _REMOVE.sub("", decoded)


def _plain_tag(tag: str, closes: bool) -> str:
    if _BLOCK.fullmatch(tag):
        return "\n"
    return "^" if tag == "sup" and not closes else ""
