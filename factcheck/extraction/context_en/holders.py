"""Figures of what the noun before "with" has: "an investor with £10,000", "firms with a turnover below $3m"."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.context_en.objects import own_noun
from factcheck.extraction.context_en.phrases import is_metric, noun_run_before
from factcheck.extraction.context_en.role import Place, Role
from factcheck.extraction.context_en.scene import Scene

_HELD_AT: Final = frozenset(("below", "above", "under", "over", "between", "exceeding"))


def held_at(scene: Scene, place: Place) -> Role | None:
    """ "Companies with a turnover below 750 million euros": whose the quantity is that the noun before ``with`` has."""
    tokens = scene.tokens
    if place.edge == "P" and place.before in _HELD_AT:
        high = place.left - 1
    elif place.edge == "N" and is_metric(tokens, place.left - 1):
        hedge = tokens.text[tokens.starts[place.at] : place.figure.start].split()[:1]
        if not hedge or hedge[0].lower() not in _HELD_AT:
            return None
        high = place.left
    else:
        return None
    low = noun_run_before(tokens, high)
    if low == high or low < 2 or tokens.words[low - 1] != "with" or not is_metric(tokens, high - 1):
        return None
    first = noun_run_before(tokens, low - 1)
    if first == low - 1 or tokens.classes[low - 2] not in "NK" or tokens.classes[first - 1] in "VG":
        return None  # "leaving the firm with a lead over …" says who left it
    metric = scene.text((low, high))
    return Role(scene.text((first, low - 1)), metric, -1, quantity=metric, describes=True)


def held(scene: Scene, place: Place) -> Role | None:
    """ "an investor with £10,000 in bonds": the noun before ``with`` has it."""
    tokens = scene.tokens
    at = place.left - 1
    lowest = max(0, place.left - 10)
    while at > lowest and tokens.classes[at] in "NKJDC,F":
        at -= 1
    if tokens.words[at] != "with" or (place.edge != "P" and tokens.classes[place.left - 1] not in "C,"):
        return None
    comma = tokens.classes.rfind(",", max(0, place.left - 12), place.left) >= 0
    if scene.governing(place.at) >= 0 and not comma:
        return None
    high = at
    if high and tokens.classes[high - 1] in ",-":
        high -= 1
    low = noun_run_before(tokens, high)
    if low == high:
        return None
    role = Role(group=-1)
    role.owned_by(scene.phrase((low, high)))
    own = own_noun(scene, place)
    role.metric = scene.text(own)
    return role if role.metric else None
