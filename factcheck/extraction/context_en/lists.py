"""Further members of a list, asides in brackets, and clauses whose verb is left out."""

from __future__ import annotations

from factcheck.extraction.context_en.phrases import TIME_NOUNS, noun_run_after
from factcheck.extraction.context_en.scene import Place, Role, Scene

_NEAR = 16


def coordinated(scene: Scene, place: Place) -> Role | None:
    """The role of a figure that goes on from the one before: ", 34 of them double-deckers", "(£28.85m)"."""
    previous = scene.previous
    if previous is None or place.edge not in ",C(-/":
        return None
    tokens = scene.tokens
    between = tokens.classes[scene.previous_at + 1 : place.left]
    if len(between) > _NEAR or any(code in "VBHM.;S" for code in between):
        return None
    role = Role(previous.subject, previous.metric, previous.group, previous.share_of, previous.change)
    role.quantity = previous.quantity
    if place.edge == "(" and place.noun[1] == place.noun[0]:
        return role
    if place.noun[1] > place.noun[0] and tokens.classes[place.noun[0]] != "L":
        role.metric, role.quantity = scene.text(place.noun), None
        return role
    part = scene.complement(place.at + 1, ("of", "in"))
    if part[1] > part[0]:
        role.metric = scene.text(part)
    elif tokens.words[place.at + 1 : place.at + 3] in (["of", "them"], ["of", "which"], ["of", "whom"]):
        role.metric = scene.text((place.at + 3, noun_run_after(tokens, place.at + 3))) or previous.metric
    where = _department(scene, place)
    if where is not None:
        role.subject = where
    return role


def _department(scene: Scene, place: Place) -> str | None:
    """In "3,400 from business operations and 2,600 across legal": the part the figure belongs to."""
    tokens = scene.tokens
    at = place.at + 1
    if at < len(tokens.words) and tokens.words[at] in ("from", "across", "for", "at"):
        high = noun_run_after(tokens, at + 1)
        if high > at + 1 and tokens.words[high - 1] not in TIME_NOUNS:
            while tokens.classes[high : high + 1] in (",", "C") and noun_run_after(tokens, high + 1) > high + 1:
                high = noun_run_after(tokens, high + 1)
            return scene.text((at + 1, high))
    return None


def gapped(scene: Scene, place: Place) -> Role | None:
    """ ", and the Ascend 910C some 0.78 petaflops": the verb of the clause before is understood."""
    previous = scene.previous
    if previous is None or place.edge not in "NK":
        return None
    tokens = scene.tokens
    low = scene.previous_at + 1
    tail = tokens.classes[low : place.left]
    cut = max(tail.rfind(","), tail.rfind("C"), tail.rfind("S"))
    if cut < 0 or len(tail) > _NEAR or any(code in "VBHM.;" for code in tail):
        return None
    span = (low + cut + 1, place.left)
    if tokens.classes[span[0] : span[1]].strip("DZJNKXYA'"):
        return None
    phrase = scene.phrase(span)
    if phrase.owner is None:
        return None
    role = Role(phrase.owner, phrase.metric or previous.metric, previous.group)
    role.named, role.product, role.quantity = phrase.name, phrase.product, previous.quantity
    return role
