"""How surely a figure is stated, and which way it moved."""

from __future__ import annotations

from claims_db.claim import Direction, Modality
from factcheck.extraction.context_en.lexicon import head_mark, lexicon
from factcheck.extraction.context_en.marks import CONDITION, JOB
from factcheck.extraction.context_en.scene import Place, Role, Scene

_NEAR = 30


def modality(scene: Scene, place: Place, role: Role) -> Modality:
    """Target, forecast, hypothetical or actual, by the verbs that govern the figure."""
    listed = lexicon()
    tokens = scene.tokens
    scored = place.figure.kind == "count" and role.metric is not None and role.metric.endswith("goals")
    if role.metric and not scored and not listed.target.isdisjoint(role.metric.lower().split()):
        return "target"
    if role.metric and not listed.outlooks.isdisjoint(role.metric.lower().split()):
        return "forecast"
    index = role.group if role.group >= 0 else scene.governing(place.at)
    if index < 0:
        return "actual"
    groups = scene.clauses.groups
    found: Modality = "actual"
    while index >= 0:
        group = groups[index]
        words = tokens.words[group.first : group.last]
        stated = _of_group(scene, index, words)
        if stated != "actual":
            found = stated
            break
        previous = groups[index - 1] if index else None
        joined = scene.tokens.classes[group.first - 1 : group.first] == "C" and group.word == group.base
        linked = group.infinitive or group.participle or joined
        if previous is None or not linked or group.first - previous.last > 12:
            break
        index -= 1
    if found == "actual" and _conditional(scene, place):
        return "hypothetical"
    return found


def _of_group(scene: Scene, index: int, words: list[str]) -> Modality:
    listed = lexicon()
    group = scene.group(index)
    tokens = scene.tokens
    if group.kind == "plan":
        return "target"
    if group.kind == "expect":
        return "forecast"
    after = tokens.words[group.last] if group.last < len(tokens.words) else ""
    scheduled = tokens.words[group.last - 1] if group.last - group.first > 1 else after
    follows_to = group.last < len(tokens.words) and tokens.classes[group.last : group.last + 2].find("T") >= 0
    passive = group.base == "be" or (group.last - group.first > 1 and tokens.classes[group.first] == "B")
    if passive and follows_to and scheduled in listed.scheduled:
        return "forecast"
    for word in words:
        if word in listed.hypothetical:
            if word in ("could", "couldn't", "couldn’t") and ("not" in words or word != "could"):
                return "actual"
            return _supposed(scene, index, word)
        if word in listed.forecast:
            return "forecast"
    return "actual"


def _supposed(scene: Scene, index: int, word: str) -> Modality:
    """Reported "would" and "could" foretell ("said sales would fall"); otherwise they only suppose."""
    kinds = [scene.group(earlier).kind for earlier in range(max(0, index - 4), index)]
    if "plan" in kinds or _if_before(scene, scene.group(index).first):
        return "hypothetical"
    if word in ("would", "could", "'d", "’d") and "say" in kinds:
        return "forecast"
    return "hypothetical"


def _if_before(scene: Scene, at: int) -> bool:
    words = scene.tokens.words
    return any(word in ("if", "unless") for word in words[max(0, at - _NEAR) : at])


def _conditional(scene: Scene, place: Place) -> bool:
    tokens = scene.tokens
    if not tokens.present & CONDITION:
        return False
    for at in range(place.at - 1, max(-1, place.at - _NEAR), -1):
        if tokens.words[at] in ("if", "unless"):
            return True
        if tokens.classes[at] in ".;,":
            return False
    return False


def direction(scene: Scene, place: Place, role: Role) -> Direction | None:
    """Up or down, by a comparative or particle beside the figure, a noun of change, or the verb."""
    listed = lexicon()
    tokens = scene.tokens
    at = place.at
    if place.edge == "P" and place.before == "from" and not role.change:
        return None
    if role.change:
        return "up" if role.change == "up" else "down"
    for word in reversed(tokens.words[place.left : at]):
        if word in listed.directions and not _is_particle(scene, role, place):
            return _way(listed.directions[word])
    if place.edge == "P" and place.before in ("by", "to") and place.left > 1:
        word = tokens.words[place.left - 2]
        if word in ("up", "down"):
            return _way(word)
    step = at + 1
    joined = "or" in tokens.words[step : step + 2]
    while joined and (tokens.classes[step : step + 2] in (",C", "CF") or tokens.classes[step] == "F"):
        step += 1  # "78 cents, or 1.2%, lower"
    if tokens.classes[step] == "," and step > at + 1:
        step += 1
    after = tokens.words[step] if step > at + 1 and tokens.classes[step] == "L" else tokens.words[at + 1]
    if after in listed.directions and place.figure.kind in (
        "percentage",
        "multiple",
        "money",
        "count",
        "measure",
        "fraction",
    ):
        if after in ("up", "down", "above", "below") and tokens.classes[at + 2 : at + 3] == "F":
            return None
        return _way(listed.directions[after])
    return _by_verb(scene, place, role)


def _is_particle(scene: Scene, role: Role, place: Place) -> bool:
    """Whether the word before the figure belongs to the verb: "made up 44%"."""
    if role.group < 0:
        return False
    group = scene.group(role.group)
    words = scene.tokens.words
    return group.last == place.left and (group.base, words[group.last]) in lexicon().phrases


def _is_job(words: str | None) -> bool:
    return words is not None and head_mark(words) & JOB != 0


def _by_verb(scene: Scene, place: Place, role: Role) -> Direction | None:
    index = role.group
    if index < 0:
        return None
    group = scene.group(index)
    if group.base == "go" and (_is_job(role.subject) or _is_job(role.metric)):
        return "down"
    if group.base in ("lose", "raise") and place.figure.kind == "money" and place.edge not in "PT":
        return None
    if group.last <= place.at and group.kind in ("up", "down"):
        between = scene.tokens.classes[group.last : place.left]
        if "F" in between and not role.after_change and place.edge not in "T" and not _same_step(between):
            return None
        return _way(group.kind)
    after = scene.tokens.words[group.last] if group.last < len(scene.tokens.words) else ""
    if group.last <= place.at and after in ("up", "down") and group.base in ("be", "go", "come", "edge"):
        return _way(after)
    return None


def _same_step(between: str) -> bool:
    """Whether only commas and "and" or "or" part two figures: "557 points, or 1.18%", "56% and 14%"."""
    return not between[between.index("F") + 1 :].strip(",CAD")


def _way(word: str) -> Direction:
    return "up" if word == "up" else "down"
