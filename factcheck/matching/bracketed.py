"""Names that an article gives in both scripts: 北方海洋养殖（Havbruk Nord）, Lanmei Biopharma (蓝湄生物)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factcheck.matching.identity import same_name
from factcheck.matching.profile import Profile
from factcheck.matching.text import is_chinese, normal

_HAN, _LATIN = r"[一-鿿·]{2,24}", r"[A-Za-zÀ-ÿ][\w .&'’À-ÿ-]{1,39}"
_LATIN_INSIDE = re.compile(rf"({_HAN})[”」》]?[（(]({_LATIN})[）)]")
_HAN_INSIDE = re.compile(rf"({_LATIN})[（(]({_HAN})[）)]")
_SHORTEST = 2


class Bracketed:
    """The names that some articles give in both scripts."""

    def __init__(self, claims: Iterable[Profile]) -> None:
        self._pairs: set[tuple[str, str]] = set()
        """The Chinese and the Latin name, each with what may stand before it."""
        for text in {claim.sentence_text for claim in claims}:
            if "(" in text or "（" in text:
                self._pairs.update((han, _plain(latin)) for han, latin in _LATIN_INSIDE.findall(text))
                self._pairs.update((han, _plain(latin)) for latin, han in _HAN_INSIDE.findall(text))

    def __bool__(self) -> bool:
        return bool(self._pairs)

    def same(self, a: Profile, b: Profile) -> bool:
        """Whether the subjects of two claims are a name in Chinese and the same in Latin letters."""
        chinese, latin = (a, b) if any(map(is_chinese, a.subject_text)) else (b, a)
        name, other = chinese.subject_text, latin.proper
        if len(name) < _SHORTEST or not other or any(map(is_chinese, latin.subject_text)):
            return False
        return any(
            han.endswith(name) and (same_name(spelt, other) or spelt.endswith(other)) for han, spelt in self._pairs
        )


def _plain(name: str) -> str:
    return normal(name).strip()
