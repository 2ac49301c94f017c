"""With what a comparison is made: "three times the V2" told of the Vantor V3 is made with the Vantor V2."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable
from functools import cache
from typing import Final

from factcheck.matching.wording import words_of

COMPARING: Final = frozenset({"%", "x"})
"""The dimensions of comparisons."""
_LEADING = re.compile(r"^(?:(?:that|those) of )?(?:the |its |their )?", re.IGNORECASE)
_CODE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]*\d+[A-Za-z]*(?![A-Za-z0-9])")


def rival_of(subject: str, compared_with: object, dimension: str) -> str:
    """The subject that a claim about ``subject`` is compared with, as written; "" where it is none, or a time.

    A code alone stands for the name of the subject with that code.
    """
    if dimension not in COMPARING or not isinstance(compared_with, str) or _of_time().search(compared_with):
        return ""
    said = _LEADING.sub("", compared_with.strip()).removesuffix("'s").removesuffix("’s").removesuffix("的")
    mine, theirs = list(_CODE.finditer(subject)), list(_CODE.finditer(said))
    if len(mine) == len(theirs) == 1 and theirs[0].end() == len(said):
        name = said[: theirs[0].start()]
        if subject[: mine[0].start()].endswith(name):
            return f"{subject[: mine[0].start()]}{theirs[0][0]}{subject[mine[0].end() :]}"
    return said


def who_of(names: Collection[str], text: str) -> Hashable:
    """Who is so named: the names that are more than a code, as V2 is one of many makers; else the text."""
    return tuple(sorted(names)) if any(not _CODE.fullmatch(name) for name in names) else text


@cache
def _of_time() -> re.Pattern[str]:
    return re.compile("|".join(words_of("no_rivals")), re.IGNORECASE)
