"""From where a text in traditional characters comes: what its bare 元 and $ are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from factcheck.extraction.figures.lexicon import groups
from factcheck.extraction.patterns import pattern

_TRADITIONAL: Final = pattern("[億萬國會來與這個發電應後業數產點過開關問題經長無為從時對學實現體報說員門間當進動價錢]")
"""Characters that simplified script lacks; hardly a sentence of traditional text has none of them."""
_ASKED: Final = pattern("[元塊圓$萬億](?:(?<=[元塊圓$])|(?<=[0-9].))")
"""A money sign, or 萬 or 億 after a digit; a pattern that begins with a set is searched for five times as fast."""
_SAMPLE: Final = 300
"""Code points in which the script shows."""
_READ: Final = 4_000
"""Code points of the text searched for its country."""


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    named = groups("country_cues_zh.txt")
    return tuple((code, _any_of(cues)) for code, cues in named.items() if cues)


def _any_of(cues: Iterable[str]) -> re.Pattern[str]:
    first = "".join(sorted({cue[0] for cue in cues}))
    return pattern(f"(?=[{first}])(?:{'|'.join(map(re.escape, sorted(cues)))})")


def country_of(text: str, view: str) -> str | None:
    """HK, TW or MO where ``text`` is in traditional characters and speaks of one of them most.

    ``view`` is the repaired text in simplified characters. Simplified texts keep no hint: there 元 is the yuan, and
    the money of Hong Kong or Taiwan is named.
    """
    if text == view or _TRADITIONAL.search(text, 0, _SAMPLE) is None or _ASKED.search(text, 0, _READ) is None:
        return None
    said = {code: len(cue.findall(view, 0, _READ)) for code, cue in _cues()}
    most = max(said, key=lambda code: said[code])
    return most if said[most] and list(said.values()).count(said[most]) == 1 else None
