"""Whether parts of a whole leave each other out: by what they are (engineers, drivers) or by what parts them.

A part told by place and one told by product overlap: the goods sold abroad are of some product.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.matching.told import Placed
from factcheck.matching.wording import kinds_in, partings_in, wording

_TRADE_AFTER = wording("<trade_after>")
_TRADE_BEFORE = wording("<trade_before>$")
_BEFORE = 32
_CLAUSE = wording(r"[,;:.，；：。]| <parts_apart> ")


def leave_out(text: str, parts: Sequence[Placed]) -> bool:
    """Whether parts are of kinds that leave each other out: engineers and drivers, boys and girls."""
    if len(parts) < 2:
        return False
    trades = [
        _TRADE_BEFORE.search(text[max(0, part.start - _BEFORE) : part.start])
        if part.claim.chinese
        else _TRADE_AFTER.match(text, part.end)
        for part in parts
    ]
    named = [match[1].lower() for match in trades if match]
    if len(named) == len(set(named)) == len(parts):
        return True
    return _one_side_each([kinds_in(said) for said in _own_words(text, 0, parts)]) or _one_side_each(
        [part.claim.sides for part in parts]
    )


def parted_alike(text: str, begin: int, parts: Sequence[Placed]) -> bool:
    """Whether no part is told by place, channel or customer while another one is told by something else."""
    return len({partings_in(said) for said in _own_words(text, begin, parts)}) <= 1


def _one_side_each(sides: Sequence[Mapping[str, frozenset[str]]]) -> bool:
    """Whether in some group each part is of one side, and no two of the same."""
    return any(
        all(len(part[group]) == 1 for part in sides)
        and len(frozenset().union(*(part[group] for part in sides))) == len(sides)
        for group in frozenset.intersection(*map(frozenset, sides))
    )


def _own_words(text: str, begin: int, parts: Sequence[Placed]) -> list[str]:
    """The words of each part alone: those before it, in English also those after it up to the end of its clause."""
    said: list[str] = []
    for number, part in enumerate(parts):
        before = text[parts[number - 1].end if number else begin : part.start]
        if part.claim.chinese:
            said.append(before)
            continue
        after = text[part.end : parts[number + 1].start if number + 1 < len(parts) else len(text)]
        said.append(f"{_CLAUSE.split(before)[-1]} {_CLAUSE.split(after)[0]}")
    return said
