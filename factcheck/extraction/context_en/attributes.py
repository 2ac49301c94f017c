"""Ages, lengths of time and measures that describe a noun rather than state something of a subject."""

from __future__ import annotations

from factcheck.extraction.context_en.phrases import noun_run_before
from factcheck.extraction.context_en.scene import Place, Role, Scene


def attribute(scene: Scene, place: Place) -> Role | None:
    """The role of "36-month leases", "voters 18 to 34", "a 30TB drive"; None for other figures."""
    kind = place.figure.kind
    if kind not in ("age", "duration", "measure"):
        return None
    tokens = scene.tokens
    if kind == "age":
        return _age(scene, place)
    attributive = place.noun[1] > place.noun[0] and (
        tokens.classes[place.at - 1 : place.at] in ("D", "Z", "J") if place.at else True
    )
    if kind == "duration" or attributive:
        if place.noun[1] > place.noun[0]:
            return Role(scene.text(place.noun), None, scene.governing(place.at))
        whole = scene.complement(place.at + 1, ("of",))
        if kind == "duration" and whole[1] > whole[0]:
            phrase = scene.phrase(whole)
            return Role(phrase.owner or phrase.metric, None, scene.governing(place.at))
    return None


def _age(scene: Scene, place: Place) -> Role | None:
    """The noun the age describes: before it ("voters 18 to 34", "Texans under the age of 65") or after it."""
    tokens = scene.tokens
    classes = tokens.classes
    if place.noun[1] > place.noun[0]:
        return Role(scene.text(place.noun), "age" if "age" in tokens.words else None, scene.governing(place.at))
    high = place.left
    metric = None
    while high and (classes[high - 1] in "OPD,(" or tokens.words[high - 1] in ("age", "ages", "aged")):
        if tokens.words[high - 1].startswith("age"):
            metric = tokens.slice(high - 1, high)
        high -= 1
    low = noun_run_before(tokens, high)
    if low == high:
        return None
    phrase = scene.phrase((low, high))
    return Role(phrase.owner or phrase.metric, metric, scene.governing(place.at), named=False)
