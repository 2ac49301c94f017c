"""Figures after a quantity's name: "revenue of $44.1bn", "a charge of about $4.5bn", ", a rise of 69%"."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.context_en.clauses import FARTHEST
from factcheck.extraction.context_en.marks import CHANGE, RISE
from factcheck.extraction.context_en.phrases import noun_run_after, noun_run_before
from factcheck.extraction.context_en.role import Place, Role
from factcheck.extraction.context_en.scene import Scene

_EXTREMES: Final = frozenset(("peak", "high", "low", "record", "trough", "level", "maximum", "minimum", "average"))


def after_noun_and_of(scene: Scene, place: Place) -> Role | None:
    """The role of a figure that ``of`` ties to a noun; None when it is not."""
    if place.edge != "O" or place.left < 2:
        return None
    high = place.left - 1
    low = noun_run_before(scene.tokens, high)
    if low == high:
        return None
    phrase = scene.phrase((low, high))
    index = scene.governing(low)
    if scene.tokens.words[high - 1] == "one" and high - low < 3 and place.noun[1] > place.noun[0]:
        return _one_of(scene, place, index)
    role = Role(group=index)
    role.metric = phrase.metric or phrase.owner
    previous = scene.previous
    if previous is not None and previous.quantity and scene.tokens.words[high - 1] in _EXTREMES and high - low < 3:
        # "far below the peak of 75.5%"
        return Role(previous.subject, previous.quantity, index, quantity=previous.quantity)
    if phrase.metric:
        role.owned_by(phrase)
        role.subject = phrase.owner if not (phrase.implied and (index >= 0 or low)) else None
    change_by_noun(scene, place, role, high - 1, low)
    if role.subject is None:
        _borrow_subject(scene, role, index, low)
    role.quantity = role.metric
    if place.figure.kind == "count" and place.noun[1] > place.noun[0] and not role.named:
        role.subject = scene.text(place.noun)
    return role


def _one_of(scene: Scene, place: Place, index: int) -> Role:
    """ "Oregon is one of only three states that allow it": the count is of the states, whoever is one of them."""
    role = Role(group=index, metric=scene.text(place.noun))
    if index >= 0:
        role.owned_by(scene.clause_subject(index))
    if role.subject is None:
        role.subject, role.named = role.metric, False
    return role


def change_by_noun(scene: Scene, place: Place, role: Role, head: int, low: int) -> bool:
    """Direction by a noun of change at token ``head``, and what it is that changed; False if it is none."""
    mark = scene.tokens.marks[head]
    if not mark & CHANGE:
        return False
    role.change = "up" if mark & RISE else "down"
    thing = scene.complement(max(place.at, head) + 1, ("in", "of", "to"))
    if thing[1] > thing[0]:
        phrase = scene.phrase(thing)
        role.metric = phrase.metric or phrase.owner
        role.subject = phrase.owner if phrase.metric else None
        role.named, role.product = phrase.name and role.subject is not None, phrase.product
    elif scene.tokens.classes[head - 1 : head] in ("N", "K") and head - 1 >= low:
        inner = scene.phrase((low, head))
        role.metric = inner.metric or role.metric
    elif _apposed(scene, low) and scene.previous and scene.previous.quantity:
        role.metric, role.subject = scene.previous.quantity, scene.previous.subject
    return True


def _apposed(scene: Scene, low: int) -> bool:
    return low > 0 and scene.tokens.classes[low - 1] in ",-(" and scene.previous is not None


def _borrow_subject(scene: Scene, role: Role, index: int, low: int) -> None:
    """The subject of the clause, of the figure before in an apposition, or the noun before ``with``."""
    tokens = scene.tokens
    idiom = low > 2 and tokens.classes[low - 2] == "N" and tokens.classes[low - 3] == "V"  # "made landfall with"
    if low > 1 and tokens.words[low - 1] == "with" and tokens.classes[low - 2] not in "V" and not idiom:
        high = low - 2 if tokens.classes[low - 2] in ",-" else low - 1
        first = noun_run_before(tokens, high)
        if first < high:
            role.owned_by(scene.phrase((first, high)))
            return
    same = scene.previous is not None and 0 <= index == scene.previous.group
    if (_apposed(scene, low) or same) and scene.previous and scene.previous.subject:
        role.subject = scene.previous.subject
        role.named = role.named and not (scene.previous.subject.endswith("s") and not scene.previous.named)
        return
    if index >= 0:
        role.owned_by(scene.clause_subject(index))
    if role.subject is None:
        opening_subject(scene, role, low)


def opening_subject(scene: Scene, role: Role, low: int) -> None:
    """No verb before: the name at the start of the clause, or that of the sentence before."""
    tokens = scene.tokens
    classes = tokens.classes
    first = low
    while first > max(0, low - FARTHEST) and classes[first - 1] not in ".;:S":
        first -= 1
    high = noun_run_after(tokens, first) if first < low else first
    while high < low and classes[high] in "OC'" and noun_run_after(tokens, high + 1) > high + 1:
        high = noun_run_after(tokens, high + 1)
    if first < high <= low:
        role.owned_by(scene.phrase((first, high)))
    if role.subject is None:
        role.subject = scene.discourse.subject
