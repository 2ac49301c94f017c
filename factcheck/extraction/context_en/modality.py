"""How surely a figure is stated, and which way it moved."""

from __future__ import annotations

from typing import Final

from claims_db.claim import Direction, Modality
from factcheck.extraction.context_en.clauses import subject_of
from factcheck.extraction.context_en.groups import Group
from factcheck.extraction.context_en.lexicon import head_mark, lexicon
from factcheck.extraction.context_en.marks import (
    AIM,
    CHANGE,
    CONDITION,
    FORETOLD,
    JOB,
    MEANT,
    METRIC,
    OUTLOOK,
    RISE,
    SUPPOSED,
    WAY,
)
from factcheck.extraction.context_en.phrases import noun_run_after
from factcheck.extraction.context_en.role import Place, Role
from factcheck.extraction.context_en.scene import Scene
from factcheck.extraction.context_en.tokens import Tokens

_NEAR: Final = 30
_MOVABLE: Final = frozenset(("percentage", "multiple", "money", "count", "measure", "fraction"))
"""Kinds of figures that a word like "higher" after them says the way of."""


def modality(scene: Scene, place: Place, role: Role) -> Modality:
    """Target, forecast, hypothetical or actual, by the verbs that govern the figure."""
    if role.metric:
        named = _words_mark(role.metric)
        if named & AIM and not (place.figure.kind == "count" and role.metric.endswith("goals")):
            return "target"
        if named & OUTLOOK:
            return "forecast"
    if scene.tokens.present & MEANT:
        meant = _meant(scene, place)
        if meant is not None:
            return meant
    if place.before == "from" and scene.tokens.words[place.left - 2] in ("up", "down", "higher", "lower"):
        return "actual"  # "expects sales of $40bn, up from $30bn"
    index = role.group if role.group >= 0 else scene.governing(place.at)
    groups = scene.clauses.groups
    if index < 0:
        return _of_following(scene, place)
    if scene.tokens.present & OUTLOOK and _is_outlook(scene, index):
        return "forecast"
    while True:
        group = groups[index]
        stated = _of_group(scene, index, group)
        if stated != "actual":
            return stated
        if not index:
            break
        if _stands_alone(scene, index, group):
            break
        if group.first - groups[index - 1].last > 12:
            break
        index -= 1
    return "hypothetical" if scene.tokens.present & CONDITION and _conditional(scene, place) else "actual"


def _meant(scene: Scene, place: Place) -> Modality | None:
    """What an adjective before the figure says: "a planned 4.99 per cent rise", "an expected 3m visitors"."""
    marks = scene.tokens.marks
    for at in range(place.at - 1, max(-1, place.left - 1), -1):
        if marks[at] & MEANT:
            return "target" if scene.tokens.words[at] in lexicon().intended else "forecast"
    return None


def _of_following(scene: Scene, place: Place) -> Modality:
    """What the verb after a figure in its subject states: "companies with a turnover under €750m would be exempt"."""
    groups, classes = scene.clauses.groups, scene.tokens.classes
    index = scene.clauses.before(place.at) + 1
    clause = groups[index] if index < len(groups) else None
    if clause is None or clause.infinitive or clause.first - place.at > 12:
        return "actual"
    if clause.kind in ("plan", "expect") and "B" not in classes[clause.first : clause.last]:
        return "actual"  # what the subject has is a fact: "an investor with £10,000 could expect …"
    apart = any(code in ".;S,RI" for code in classes[place.at : clause.first])
    return "actual" if apart else _of_group(scene, index, clause)


def _stands_alone(scene: Scene, index: int, group: Group) -> bool:
    """Whether the verb before says nothing of how sure this one is: it is finite, in a clause of its own."""
    if group.infinitive:
        return False
    if group.participle:
        return _has_own_subject(scene, index)
    joined = scene.tokens.classes[group.first - 1 : group.first] == "C" and group.word == group.base
    simple = group.last == group.first + 1 and (group.word == group.base or group.word[-1] == "s")
    return not joined and not (simple and (_is_bare(scene, index) or _is_when(scene, index)))


def _has_own_subject(scene: Scene, index: int) -> bool:
    """Whether a verb in -ed is finite, with a subject of its own: "…, and its shares dropped 7%"."""
    span = subject_of(scene.clauses, index)
    classes = scene.tokens.classes
    return span is not None and span[0] > scene.group(index - 1).last and classes[span[0] - 1] in ",CS"


def _is_when(scene: Scene, index: int) -> bool:
    """Whether the clause tells when something will be: "bills will fall in April, when the cap drops to £1,641"."""
    span = subject_of(scene.clauses, index)
    low = span[0] if span is not None else scene.group(index).first
    return low > 0 and scene.tokens.words[low - 1] in ("when", "once", "until", "after", "before")


def _is_outlook(scene: Scene, index: int) -> bool:
    """Whether the verb is said of a forecast: "the projection for 2026 stays at 12%", "guidance was lifted to"."""
    span = subject_of(scene.clauses, index)
    if span is None:
        return False
    tokens = scene.tokens
    head = noun_run_after(tokens, span[0])
    return head > span[0] and tokens.marks[head - 1] & OUTLOOK != 0


def _is_bare(scene: Scene, index: int) -> bool:
    """Whether the verb is a bare infinitive after "see" or "let" and its subject: "will see their bills go up"."""
    group, earlier = scene.group(index), scene.group(index - 1)
    between = scene.tokens.classes[earlier.last : group.first]
    return earlier.base in ("see", "let", "make", "watch") and group.word == group.base and between.strip("DZJNK") == ""


def _words_mark(words: str) -> int:
    """The bits of ``marks`` of all ``words`` together."""
    known = _words_marks.get(words)
    if known is not None:
        return known
    marks, found = lexicon().marks, 0
    for word in words.lower().split():
        found |= marks.get(word, 0)
    if len(_words_marks) >= _MOST_KEPT:
        _words_marks.clear()
    _words_marks[words] = found
    return found


_MOST_KEPT: Final = 4096
_words_marks: Final[dict[str, int]] = {}


def _of_group(scene: Scene, index: int, group: Group) -> Modality:
    if group.modality is None:
        group.modality = _worded(scene, index, group)
    return group.modality


def _worded(scene: Scene, index: int, group: Group) -> Modality:
    """The modality that the words of one verb group state."""
    if group.kind == "plan":
        return "target"
    if group.kind == "expect":
        return "forecast"
    tokens = scene.tokens
    first, last = group.first, group.last
    if group.base == "see" and _foresees(tokens, group):
        return "forecast"
    longer = last - first > 1
    if "T" in tokens.classes[last : last + 2] and (group.base == "be" or (longer and tokens.classes[first] == "B")):
        scheduled = tokens.words[last - 1 if longer else last]
        if scheduled in lexicon().scheduled:
            return "forecast"
    for at in range(first, last):
        if tokens.marks[at] & SUPPOSED:
            word = tokens.words[at]
            if word in ("could", "couldn't", "couldn’t") and ("not" in tokens.words[first:last] or word != "could"):
                return "actual"
            return _supposed(scene, index, word)
        if tokens.marks[at] & FORETOLD:
            return "forecast"
    return "actual"


def _foresees(tokens: Tokens, group: Group) -> bool:
    """Whether "see" looks ahead: "is seen at 4%", "sees inflation ending the year at 24%", "sees sales of $3bn"."""
    classes, last = tokens.classes, group.last
    if "B" in classes[group.first : last]:
        return tokens.words[last] == "at" or classes[last] == "G" or classes[last] == "T"
    if group.word not in ("see", "sees") or "M" in classes[group.first : last]:
        return False
    thing = noun_run_after(tokens, last)
    return thing > last and (classes[thing] == "G" or tokens.words[thing] in ("of", "at"))


def _supposed(scene: Scene, index: int, word: str) -> Modality:
    """Reported "would" and "could" foretell ("said sales would fall"); otherwise they only suppose."""
    kinds = [scene.group(earlier).kind for earlier in range(max(0, index - 4), index)]
    if "plan" in kinds or _if_before(scene, scene.group(index).first):
        return "hypothetical"
    if word in ("would", "could", "'d", "’d") and ("say" in kinds or _said_after(scene, index, estimating=False)):
        return "forecast"
    if word in ("may", "might") and _said_after(scene, index, estimating=True):
        return "forecast"
    return "hypothetical"


def _said_after(scene: Scene, index: int, *, estimating: bool) -> bool:
    """Whether a report follows the clause: "…, forecasters warned"; ``estimating``: one of who reckons or expects."""
    groups, classes = scene.clauses.groups, scene.tokens.classes
    for later in range(index + 1, min(index + 3, len(groups))):
        group = groups[later]
        foretells = group.kind == "expect" or group.base in ("estimate", "reckon", "calculate", "think")
        if not foretells and (estimating or group.kind != "say"):
            continue
        span = subject_of(scene.clauses, later)
        if (
            span is not None
            and span[0]
            and classes[span[0] - 1] in ",A"
            and "I" not in classes[group.last : group.last + 1]
        ):
            return "." not in classes[groups[index].last : span[0]]
    return False


def _if_before(scene: Scene, at: int) -> bool:
    words = scene.tokens.words
    return any(word in ("if", "unless") for word in words[max(0, at - _NEAR) : at])


def _conditional(scene: Scene, place: Place) -> bool:
    tokens = scene.tokens
    for at in range(place.at - 1, max(-1, place.at - _NEAR), -1):
        if tokens.words[at] in ("if", "unless"):
            return True
        if tokens.classes[at] in ".;,":
            return False
    return False


def direction(scene: Scene, place: Place, role: Role) -> Direction | None:
    """Up or down, by a comparative or particle beside the figure, a noun of change, or the verb."""
    if role.change:
        return "up" if role.change == "up" else "down"
    if place.edge == "P" and place.before == "from":
        return None
    if scene.tokens.present & WAY:
        settled, way = _beside(scene, place, role)
        if settled:
            return way
        if (came := _came_from(scene, place.at)) is not None:
            return came
    return _by_verb(scene, place, role) if role.group >= 0 else None


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
    """Whether the word before the figure belongs to the verb: "made up 44%"."""
    if role.group < 0:
        return False
    group = scene.group(role.group)
    words = scene.tokens.words
    return group.last == place.left and (group.base, words[group.last]) in lexicon().phrases


def _is_job(words: str | None) -> bool:
    return words is not None and head_mark(words) & JOB != 0


def _by_verb(scene: Scene, place: Place, role: Role) -> Direction | None:
    group = scene.group(role.group)
    if group.base == "go" and (_is_job(role.subject) or _is_job(role.metric)):
        return "down"
    if group.base in ("lose", "raise") and place.figure.kind == "money" and place.edge not in "PT":
        return None
    if group.last <= place.at and group.kind in ("up", "down"):
        between = scene.tokens.classes[group.last : place.left]
        if "F" in between and not role.after_change and place.edge not in "T" and not _same_step(between):
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
