"""Which way a figure moved."""

from __future__ import annotations

from typing import Final

from claims_db.claim import Direction
from factcheck.extraction.context_en.baseline import began_at
from factcheck.extraction.context_en.groups import negation
from factcheck.extraction.context_en.lexicon import head_mark, lexicon
from factcheck.extraction.context_en.marks import CHANGE, JOB, METRIC, RISE, WAY
from factcheck.extraction.context_en.role import Place, Role
from factcheck.extraction.context_en.scene import Scene

_MOVABLE: Final = frozenset(("percentage", "multiple", "money", "count", "measure", "fraction"))
"""Kinds of figures that a word like "higher" after them says the way of."""


def direction(scene: Scene, place: Place, role: Role) -> Direction | None:
    """Up or down, by a comparative or particle beside the figure, a noun of change, or the verb."""
    if role.change:
        return "up" if role.change == "up" else "down"
    if place.edge == "P" and place.before == "from":
        return None
    began = began_at(scene, place)
    if began >= 0 and (moved := _between(scene, place, began)) is not None:
        return moved
    fallen = _from_after(scene, place) if place.edge == "T" else -1
    if fallen >= 0 and (moved := _between(scene, place, fallen)) is not None:
        return moved
    if role.group >= 0 and negation(scene.clauses, role.group) >= 0:
        return None
    if scene.tokens.present & WAY:
        settled, way = _beside(scene, place, role)
        if settled:
            return way
        if (came := _came_from(scene, place.at)) is not None:
            return came
    return _by_verb(scene, place, role) if role.group >= 0 else None


def _between(scene: Scene, place: Place, began: int) -> Direction | None:
    """The way from one level to another, by their values: "went from 70 percent to 52 percent"."""
    first, last = scene.figures[scene.tokens.figure_at.index(began)], place.figure
    if first.value is None or last.value is None or first.unit != last.unit or first.value == last.value:
        return None
    return "up" if last.value > first.value else "down"


def _from_after(scene: Scene, place: Place) -> int:
    """The token of B in "eased to A from B", or -1."""
    tokens = scene.tokens
    for at in range(place.at + 2, min(place.at + _NEAR, len(tokens.words))):
        if tokens.classes[at] == "F":
            return at if tokens.words[at - 1] == "from" else -1
        if tokens.classes[at] in ".;VMBHS":
            return -1
    return -1


_NEAR: Final = 8


def _came_from(scene: Scene, at: int) -> Direction | None:
    """The way a level moved by what follows: "312 patients on trolleys, up from 287"."""
    tokens = scene.tokens
    comma = tokens.classes.find(",", at + 1, at + 12)
    if comma < 0 or any(code in "F.;VM" for code in tokens.classes[at + 1 : comma]):
        return None
    word = tokens.words[comma + 1]
    return _way(word) if word in ("up", "down") and tokens.words[comma + 2] == "from" else None


def _beside(scene: Scene, place: Place, role: Role) -> tuple[bool, Direction | None]:
    """Whether words right beside the figure settle which way it moved, and which."""
    tokens, at = scene.tokens, place.at
    directions = lexicon().directions
    for index in range(at - 1, place.left - 1, -1):
        if tokens.marks[index] & WAY and not _is_particle(scene, role, place):
            return True, _way(directions[tokens.words[index]])
    if place.edge == "P" and place.before in ("by", "to") and place.left > 1:
        word = tokens.words[place.left - 2]
        if word in ("up", "down"):
            return True, _way(word)
    step = at + 1
    joined = "or" in tokens.words[step : step + 2]
    while joined and (tokens.classes[step : step + 2] in (",C", "CF") or tokens.classes[step] == "F"):
        step += 1  # "78 cents, or 1.2%, lower"
    if tokens.classes[step] == "," and step > at + 1:
        step += 1
    after = step if step > at + 1 and tokens.classes[step] == "L" else at + 1
    if not tokens.marks[after] & WAY or place.figure.kind not in _MOVABLE:
        return False, None
    if tokens.words[after] in ("up", "down", "above", "below") and tokens.classes[at + 2] == "F":
        return True, None
    return True, _way(directions[tokens.words[after]])


def _is_particle(scene: Scene, role: Role, place: Place) -> bool:
    """Whether "up" or "down" before the figure belongs to a verb that tells no way: "made up 44%", "called up 900"."""
    words, at = scene.tokens.words, place.left
    if words[at] not in ("up", "down") or not at or scene.tokens.classes[at - 1] not in "VG":
        return False
    listed = lexicon()
    verb = listed.verbs.get(words[at - 1])
    base, kind = (verb.base, verb.kind) if verb is not None else (words[at - 1], "act")
    phrase = listed.phrases.get((base, words[at]))
    if phrase is not None:
        return phrase not in ("up", "down")
    moves = base in listed.movers or base.removesuffix("ed") in listed.movers or base.removesuffix("d") in listed.movers
    return kind not in ("up", "down", "level") and not moves


_OF_WAY: Final = frozenset(("by", "at", "below", "above", "past", "beyond", "under", "between"))
"""Prepositions between a verb of change and its amount or level."""


def _is_job(words: str | None) -> bool:
    return words is not None and head_mark(words) & JOB != 0


def _by_verb(scene: Scene, place: Place, role: Role) -> Direction | None:
    group = scene.group(role.group)
    if group.base == "go" and (_is_job(role.subject) or _is_job(role.metric)):
        return "down"
    if group.base in ("lose", "raise", "recover") and place.figure.kind == "money" and place.edge not in "PT":
        return None
    if place.edge == "P" and place.before not in _OF_WAY:
        return None  # "reduced crime in five states", "cut the deficit over ten years"
    if place.figure.kind in ("duration", "age") and place.edge not in "PTVG":
        return None
    if group.last <= place.at and group.kind in ("up", "down"):
        between = scene.tokens.classes[group.last : place.left]
        apart = "F" in between and place.edge not in "T" and place.before != "by"
        if apart and not role.after_change and not _same_step(between):
            return None
        return _way(group.kind)
    if group.kind == "level" and group.last <= place.at and role.subject:
        mark = head_mark(role.subject)
        if mark & CHANGE and not mark & METRIC:  # "the cuts amount to 7% of staff"
            return "up" if mark & RISE else "down"
    after = scene.tokens.words[group.last]
    if group.last <= place.at and after in ("up", "down") and group.base in ("be", "go", "come", "edge"):
        return _way(after)
    return None


def _same_step(between: str) -> bool:
    """Whether only commas and "and" or "or" part two figures: "557 points, or 1.18%", "56% and 14%"."""
    return not between[between.index("F") + 1 :].strip(",CAD")


def _way(word: str) -> Direction:
    return "up" if word == "up" else "down"
