"""Tags as people type them: several at once, parted by commas."""

from __future__ import annotations

import re

_COMMA = re.compile(r"[,，、;；]")
LAST_TAG = re.compile(r"[^\s,，、;；][^,，、;；]*$")
"""Finds the tag that is being typed, the last one."""


def split_tags(written: str) -> tuple[str, ...]:
    """Return the tags in ``written``, each once: ``h20, nvidia`` names two. Empty where it names none."""
    return tuple(dict.fromkeys(tag for part in _COMMA.split(written) if (tag := " ".join(part.split()))))
