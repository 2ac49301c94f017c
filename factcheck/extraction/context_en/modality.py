"""How surely a figure is stated."""

from __future__ import annotations

from typing import Final

from claims_db.claim import Modality
from factcheck.extraction.context_en.clauses import subject_of
from factcheck.extraction.context_en.groups import Group
from factcheck.extraction.context_en.lexicon import lexicon
from factcheck.extraction.context_en.marks import (
    AIM,
    CONDITION,
    FORETOLD,
    MEANT,
    ORGANISATION,
    OUTLOOK,
    PEOPLE,
    PERSON,
    SUPPOSED,
)
from factcheck.extraction.context_en.phrases import noun_run_after
from factcheck.extraction.context_en.role import Place, Role
from factcheck.extraction.context_en.scene import Scene
from factcheck.extraction.context_en.tokens import Tokens

_NEAR: Final = 30


def modality(scene: Scene, place: Place, role: Role) -> Modality:
    """Target, forecast, hypothetical or actual, by the verbs that govern the figure."""
    worded = _by_words_beside(scene, place, role)
    if worded is not None:
        return worded
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
        gap = scene.tokens.classes[groups[index - 1].last : group.first]
        if len(gap) > 12 or "." in gap or ";" in gap:
            break
        index -= 1
    if scene.tokens.present & CONDITION and (_conditional(scene, place) or _follows_condition(scene, place)):
        return "hypothetical"
    return "hypothetical" if _asks(scene, place) else "actual"


def _by_words_beside(scene: Scene, place: Place, role: Role) -> Modality | None:
    """What the metric's own words or those beside the figure settle, whatever the verb."""
    if role.metric:
        named = _words_mark(role.metric)
        if named & AIM and not (place.figure.kind == "count" and role.metric.endswith("goals")):
            return "target"
        if named & OUTLOOK:
            return "forecast"
    if _is_whole(scene, place):
        return "actual"
    if scene.tokens.present & MEANT:
        meant = _meant(scene, place)
        if meant is not None:
            return meant
    if place.before == "from" and scene.tokens.words[place.left - 2] in ("up", "down", "higher", "lower"):
        return "actual"  # "expects sales of $40bn, up from $30bn"
    return None


def _is_whole(scene: Scene, place: Place) -> bool:
    """Whether the figure is what another one is a part of: the staff of "will cut 640 of its 7,700 staff"."""
    classes = scene.tokens.classes
    return place.edge == "O" and place.left > 1 and classes[place.left - 2] == "F" and classes[place.left] in "DZ"


def _asks(scene: Scene, place: Place) -> bool:
    """Whether the sentence asks if it is so: "Did the plan cost $3bn?"."""
    tokens = scene.tokens
    if tokens.words[0] not in _ASKING or tokens.classes[0] not in "BHM" or tokens.words[1:3] == ["you", "know"]:
        return False
    end = tokens.text.find("?", tokens.ends[place.at], tokens.ends[place.at] + _LONGEST_QUESTION)
    return end >= 0 and "." not in tokens.classes[: place.at]


_ASKING: Final = frozenset(("did", "does", "do", "is", "are", "was", "were", "has", "have", "had", "can"))
_LONGEST_QUESTION: Final = 120


def _follows_condition(scene: Scene, place: Place) -> bool:
    """Whether the clause follows from one that opens the sentence: "If we do nothing, the fund is $3bn short"."""
    tokens = scene.tokens
    opening = next((at for at, word in enumerate(tokens.words[:_OPENING]) if word in ("if", "unless")), -1)
    if opening < 0 or any(code in ".;S" for code in tokens.classes[opening + 1 : place.at]):
        return False
    if tokens.words[opening + 1] == "you" or tokens.words[opening + 1].startswith("you'"):
        return False  # "if you count the airstrikes" only says how it is reckoned
    if tokens.classes[:opening].strip("VIAC,:") or "," not in tokens.classes[opening : place.at]:
        return False
    index = scene.governing(place.at)
    return index >= 0 and not _is_past_or_done(scene, index)


def _is_past_or_done(scene: Scene, index: int) -> bool:
    """Whether the verb tells what was: "if he was tired, he ran 9 km"."""
    group = scene.group(index)
    if scene.tokens.classes[group.first] == "H" or scene.tokens.words[group.first] in ("was", "were", "did"):
        return True
    return group.word != group.base and not group.word.endswith(("s", "ing"))


_OPENING: Final = 4


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


def foretells(scene: Scene, index: int) -> bool:
    """Whether verb group ``index`` tells what is to come, by itself or the verb that leads to it ("is expected to")."""
    group = scene.group(index)
    if _of_group(scene, index, group) in ("forecast", "target"):
        return True
    leads = group.infinitive and index > 0 and scene.group(index - 1).last >= group.first - 1
    return leads and _of_group(scene, index - 1, scene.group(index - 1)) in ("forecast", "target")


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
    if (
        group.base == "be"
        and not longer
        and tokens.classes[last : last + 2] in ("TV", "TB")
        and _has_no_aim(scene, index)
    ):
        return "forecast"  # "families are to get $3,000 each"
    if longer and tokens.words[first] == "should" and _is_thing(scene, index, group):
        return "forecast"  # "the scheme should save 300 tonnes"
    for at in range(first, last):
        if tokens.marks[at] & SUPPOSED:
            word = tokens.words[at]
            if word in ("could", "couldn't", "couldn’t") and ("not" in tokens.words[first:last] or word != "could"):
                return "actual"
            return _supposed(scene, index, word)
        if tokens.marks[at] & FORETOLD:
            return "forecast"
    return "actual"


def _is_thing(scene: Scene, index: int, group: Group) -> bool:
    """Whether a verb in the active says of a thing what it "should" do: so it is foretold, not asked for."""
    tokens = scene.tokens
    if any(code in "BH" for code in tokens.classes[group.first : group.last]):
        return False
    span = subject_of(scene.clauses, index)
    if span is None or tokens.classes[span[0]] in "QF" or "K" in tokens.classes[span[0] : span[1]]:
        return False
    if not _SOMEBODY.isdisjoint(tokens.words[span[0] : span[1]]):
        return False
    return not any(mark & (PEOPLE | PERSON | ORGANISATION) for mark in tokens.marks[span[0] : span[1]])


_SOMEBODY: Final = frozenset((
    "person", "people", "adults", "children", "women", "men", "patients", "workers", "parents", "students", "citizens",
    "families", "residents", "voters", "drivers", "users", "everyone", "everybody", "nobody", "somebody",
))  # fmt: skip


def _has_no_aim(scene: Scene, index: int) -> bool:
    """Whether what stands before "is to" acts itself, unlike "the plan is to cut" or "the way is to pay"."""
    span = subject_of(scene.clauses, index)
    if span is None or scene.tokens.words[0] == "under":
        return False  # "under the deal Nvidia is to hand over 20%": so it is agreed
    tokens, low = scene.tokens, span[0]
    while low < span[1] - 1 and tokens.classes[low] in "DF":
        low += 1
    head = noun_run_after(tokens, low) - 1
    if tokens.classes[head] == "K":
        return True
    word = tokens.words[head]
    return word.endswith("s") and word not in _INTENTIONS and not tokens.marks[head] & AIM


_INTENTIONS: Final = frozenset(("plans", "priorities", "ideas", "ways", "steps", "options", "proposals", "choices"))


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
    if word == "may" and _permits(scene, index):
        return "actual"
    return "hypothetical"


def _permits(scene: Scene, index: int) -> bool:
    """Whether "may" says what is allowed: by what is done ("visitors may stay 90 days"), or by a ruling after it."""
    listed = lexicon()
    if scene.group(index).base in listed.permitted:
        return True
    return any(group.base in listed.ruling for group in scene.clauses.groups[index + 1 : index + 3])


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
