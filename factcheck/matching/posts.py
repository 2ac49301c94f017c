"""What a post on a social network says, without what the network adds: links, handles, hashtags, signature."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINK_START = re.compile(r"(?=https?://|pic\.twitter\.com/)")
_LINK = re.compile(r"(?:https?://|pic\.twitter\.com/|www\.)\S+")
_SIGNATURE = re.compile(r"\s[—–-]\s+([^—–]{0,60}?)\s*\(@(\w+)\)\s+\w+ \d{1,2}, \d{4}\s*$")
_GLUED = re.compile(r"(?<=\S)(?=[#@]\w)")
_TAG = re.compile(r"[#@](\w+)")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_|(?<=[A-Za-z])(?=\d{2,})")


class Post(NamedTuple):
    """The words of a post, and its author's name where it is signed."""

    text: str
    author: str


def read_post(text: str) -> Post:
    """``text`` without links; hashtags and handles as words (``#IranProtests`` is Iran Protests)."""
    text = _LINK.sub(" ", _LINK_START.sub(" ", text))
    author = ""
    signed = _SIGNATURE.search(text)
    if signed:
        author = signed[1]
        text = text[: signed.start()]
    text = _TAG.sub(lambda match: f" {_CAMEL.sub(' ', match[1])} ", _GLUED.sub(" ", text))
    return Post(text, author)
