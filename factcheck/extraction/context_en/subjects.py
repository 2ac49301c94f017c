"""Figures inside their clause's subject: "57 people died", "50% of households make …"."""

from __future__ import annotations

import re
from typing import Final

from factcheck.extraction.context_en.clauses import FARTHEST, subject_of
from factcheck.extraction.context_en.groups import Group
from factcheck.extraction.context_en.lexicon import lexicon
from factcheck.extraction.context_en.marks import TIME_NOUN
from factcheck.extraction.context_en.phrases import EXTREMES, noun_run_after
from factcheck.extraction.context_en.role import Place, Role, Span
from factcheck.extraction.context_en.scene import Scene

_EDGES: Final = frozenset(".;:,CSRI(-")
SUBJECT_EDGES: Final = _EDGES.union("VP")
"""Classes before a figure that may stand in a subject: after verbs and prepositions only some do."""
_POSTMODIFIERS: Final = re.compile(
    r"(?:OQ|OD(?=[RVG])|Q[MBHV]+[DZJNKXYPO']*?(?=[MBHV])|[OP][DZ]?\([NKJX]+\)[NKJ]+|[OPT]?[DZJLNKXYA'CGF]*[NKXYF]|[IR]A*[MBHV]+[ADZJNKXYCPO']*?(?=[MBHV])|O[DZJ]*[NK]+)*"
)
_SHARES: Final = frozenset(("percentage", "fraction", "money", "measure", "count"))


def as_subject(scene: Scene, place: Place) -> Role | None:
    """The role of a figure that counts or measures the subject; None when it does not stand there."""
    helped = told = False
    if place.edge not in _EDGES:
        kind = lexicon().kind(place.before) if place.edge == "V" else ""
        helped = kind in ("help", "expect")
        between = place.edge == "P" and place.before in ("between", "among", "with")
        told = kind == "light" and lexicon().verbs[place.before].base in lexicon().reporting
        if not helped and not between and kind != "say" and not told:
            return None
    index = _verb_after(scene, place)
    if index < 0:
        return None
    group = scene.group(index)
    if group.infinitive and not helped:
        return None
    if (place.edge == "P" or told) and group.participle and not _goes_along(scene, place, group):
        return None
    if group.participle and scene.clauses.before(place.at) >= 0:
        after = scene.tokens.classes[group.last : group.last + 1]
        finite = scene.tokens.words[group.last] in ("as", "after", "before", "since", "until")
        if place.edge in ",C(" and after in ("P", "T", ".") and not finite:
            return None  # "… and 300 people trapped in the rubble", unlike "… and 300 people fled as it spread"
    metric = _predicate_of(scene, place, group)
    start = max(place.noun[1], place.at + 1)
    if scene.tokens.words[place.at - 1] in EXTREMES and place.left < place.at and place.noun[1] == place.noun[0]:
        return Role(scene.tokens.slice(place.at - 1, _end_of_phrase(scene, place.at + 1)), metric, index)
    whole = scene.complement(start, ("of", "in") if place.figure.kind == "money" else ("of",))
    counted = place.figure.kind == "count" and place.noun[1] > place.noun[0]
    if whole[1] > whole[0] and place.figure.kind in _SHARES and not counted:
        return Role(scene.text(whole), metric, index, share_of=whole)
    if place.noun[1] > place.noun[0] and place.figure.kind in ("money", "percentage", "performance"):
        phrase = scene.phrase(place.noun)
        role = Role(phrase.owner or scene.discourse.subject, phrase.metric or scene.text(place.noun), index)
        role.quantity = phrase.metric
        return role
    half = place.figure.kind == "fraction" and scene.tokens.classes[place.at + 1] in "DZ"
    if place.noun[1] > place.noun[0] or half:
        return Role(_counted(scene, place), metric, index)
    if scene.tokens.classes[start : start + 3] in ("ODR", "ODV", "ODG"):  # "of those who voted early"
        return Role(scene.tokens.slice(start + 1, min(group.first, start + _LONGEST_REDUCED)), metric, index)
    if scene.tokens.classes[start : start + 2] == "OQ":
        return Role(_them(scene, start + 1), metric, index)
    if "another" in scene.tokens.words[place.left : place.at]:
        return _another(scene, place, group, metric, index)
    of_which = scene.tokens.words[place.left - 2 : place.left] in (["of", "which"], ["of", "whom"])
    subject = _them(scene, place.left - 1) if of_which else None
    subject = subject or _same_kind(scene, place) or _paid_for(scene, place, group)
    return Role(subject, metric, index)


def _another(scene: Scene, place: Place, group: Group, metric: str | None, index: int) -> Role:
    """ "Another 19 are missing": of what was counted before; "another 800 will go" also measures the same."""
    if group.base == "be" or _is_passive(scene, group):
        return Role(_same_kind(scene, place) or scene.discourse.subject, metric, index)
    part = scene.complement(group.last, ("from", "for", "in", "at"), places=True)
    memory = scene.discourse.memory
    return Role(scene.text(part) or scene.discourse.subject, memory.get("en.metric") or metric, index)


def _predicate_of(scene: Scene, place: Place, group: Group) -> str | None:
    """What the verb says of what is counted; of a passive that says little, the noun itself."""
    if group.kind != "light" or not _is_passive(scene, group) or place.noun[1] == place.noun[0]:
        return predicate(scene, group)
    left = group.base == "leave" and scene.tokens.classes[group.last] == "P"  # "were left without power"
    high = noun_run_after(scene.tokens, group.last + 1) if left else 0
    return scene.tokens.slice(group.last - 1, high) if high > group.last + 1 else scene.text(place.noun)


def _goes_along(scene: Scene, place: Place, group: Group) -> bool:
    """Whether the figure opens an aside of its own: ", with 45 countries involved", "with 300 people fleeing"."""
    tokens, opened = scene.tokens, place.left - 1
    if place.edge == "V":
        return tokens.classes[group.last - 1] == "G" and group.first == place.noun[1]  # "shows two men looting"
    if place.before != "with" or place.noun[1] == place.noun[0] or group.first < place.noun[1]:
        return False
    acting = tokens.classes[group.last - 1] == "G" and scene.clauses.before(place.at) >= 0
    return acting or (opened > 0 and tokens.classes[opened - 1] == ",")


def _counted(scene: Scene, place: Place) -> str | None:
    """What a count counts: "major droughts of the 20th century", the pupils of "half the pupils walk"."""
    low, high = place.noun
    if low == high:
        return scene.text((place.at + 1, noun_run_after(scene.tokens, place.at + 1)))
    whole = scene.complement(high, ("of",), places=True)
    return scene.text((low, whole[1])) if whole[1] > whole[0] else scene.text(place.noun)


def _paid_for(scene: Scene, place: Place, group: Group) -> str | None:
    """What "$1tn was spent on housing" was spent on; of other money passed on, whom the text spoke of."""
    if place.figure.kind != "money" or not _is_passive(scene, group):
        return None
    behind = group.last + (scene.tokens.classes[group.last] == "A")
    bought = scene.text(scene.complement(behind, ("on", "for")))
    return bought or (scene.previous.subject if scene.previous else scene.discourse.organisation)


def _end_of_phrase(scene: Scene, at: int) -> int:
    """One past the last token of "(the top 1 percent) of earners"; ``at`` where nothing follows the figure."""
    whole = scene.complement(at, ("of", "in"), places=True)
    return whole[1] if whole[1] > whole[0] else at


def _same_kind(scene: Scene, place: Place) -> str | None:
    """What a bare number counts after one with its noun: "three people were killed and at least 17 injured"."""
    previous = scene.previous
    if previous is None or place.edge not in "C,-;S":
        return None
    if place.figure.kind in ("percentage", "fraction"):  # "two thirds of pupils …, and 8% …"
        kind = scene.figures[scene.tokens.figure_at.index(scene.previous_at)].kind
        before = kind in ("percentage", "fraction") or (kind == "count" and place.edge == "S")
        return previous.subject if previous.share_of is not None or (before and previous.group >= 0) else None
    if place.edge not in "C,":
        return None
    if place.figure.kind != "count":
        return None
    counted = noun_run_after(scene.tokens, scene.previous_at + 1) > scene.previous_at + 1
    return previous.subject if counted else None


def _them(scene: Scene, at: int) -> str | None:
    """Whom "of them" means: what was counted before, else a subject of the sentence, else the pronoun itself."""
    if scene.previous is not None:
        counted = noun_run_after(scene.tokens, scene.previous_at + 1)
        if counted > scene.previous_at + 1:
            return scene.text((scene.previous_at + 1, counted))
    first = subject_of(scene.clauses, 0)
    if first is not None and first[1] < at and scene.tokens.classes[first[0]] not in "QZ":
        start = first[0]
        while start < first[1] and scene.tokens.classes[start] in "DF":
            start += 1
        return scene.text((start, first[1])) or scene.tokens.words[at]
    told = scene.previous.subject if scene.previous is not None else scene.discourse.subject
    return told or scene.tokens.words[at]


def _is_passive(scene: Scene, group: Group) -> bool:
    classes = scene.tokens.classes
    return "B" in classes[group.first : group.last] and classes[group.last - 1] == "V"


def _verb_after(scene: Scene, place: Place) -> int:
    classes = scene.tokens.classes
    start = scene.past_bracket(max(place.noun[1], place.at + 1))
    index = scene.group_at(place.noun[1]) if place.noun[1] > place.noun[0] else -1
    if index >= 0 and not scene.group(index).participle:
        return index
    extent = _POSTMODIFIERS.match(classes, start, min(len(classes), start + FARTHEST))
    end = extent.end() if extent else start
    while end < len(classes) and classes[end] in "A)":
        end += 1
    if end < len(classes) and classes[end] == "(":
        close = classes.find(")", end, end + 12)
        if close > 0:
            end = close + 2 if classes[close + 1 : close + 2] == "," else close + 1
    found = scene.group_at(end)
    if found >= 0 and scene.group(found).participle:
        following = scene.group_at(scene.group(found).last)
        if following >= 0 and not scene.group(following).participle and not scene.group(following).infinitive:
            return following  # "customers surveyed had used"
        main = _after_reduced(scene, found)
        if main >= 0:
            return main
    if found < 0 and classes[end : end + 1] in ("R", "I"):
        return _after_relative(scene, end)
    if found < 0 and index < 0 and classes[start : start + 1] == ",":
        close = classes.find(",", start + 1, start + 12)
        return scene.group_at(close + 1) if close > 0 else -1
    return found if found >= 0 else index


def _after_reduced(scene: Scene, index: int) -> int:
    """The main verb after "detainees swapped for a soldier are …" or "days occurring in towns would …"; else -1."""
    groups, tokens = scene.clauses.groups, scene.tokens
    if index + 1 >= len(groups) or "B" in tokens.classes[groups[index].first : groups[index].last]:
        return -1
    low, main = groups[index].last, groups[index + 1]
    if main.infinitive or main.first - low > _LONGEST_REDUCED or tokens.classes[low] not in "POA":
        return -1
    if main.first > low and not main.infinitive and not tokens.classes[low : main.first].strip("PAY"):
        return index + 1  # "stations inspected last winter met"
    if main.participle or not _PREPOSITIONAL.fullmatch(tokens.classes, low, main.first):
        return -1
    return index + 1 if _CLAUSES.isdisjoint(tokens.words[low : main.first]) else -1


_LONGEST_REDUCED: Final = 12
_PREPOSITIONAL: Final = re.compile(r"(?:[POTC]+A*[DZL]?[AJNKXYF']+)+")
_CLAUSES: Final = frozenset(("as", "after", "before", "since", "until", "till", "than", "following"))


def predicate(scene: Scene, group: Group) -> str | None:
    """The metric a verb states of its subject: the verb, or its complement where the verb says little."""
    tokens = scene.tokens
    classes = tokens.classes
    at = group.last
    following = scene.group_at(at)
    if following >= 0 and scene.group(following).infinitive:
        return predicate(scene, scene.group(following))
    if group.kind == "say":
        said = at + (classes[at] == "I")
        own = scene.group_at(said + 1) if classes[said] == "Q" else -1
        if own >= 0:  # "half of adults say they have cut back"
            return predicate(scene, scene.group(own))
    if tokens.words[at : at + 1] == ["as"] and "B" in classes[group.first : group.last]:
        return tokens.slice(group.last - 1, max(noun_run_after(tokens, at + 1), at + 1))
    while at < len(classes) and classes[at] == "A":
        at += 1
    if group.base == "be" and classes[at] == "F":
        return tokens.slice(at - 1, at + 1)  # "45% of the workforce is over 50"
    if group.kind in ("light", "level", "act") and at < len(classes):
        if group.kind == "level" and classes[at] == "P":
            inner = at + 1 + (classes[at + 1] in "TPO")  # "due to human actions", "out of work"
            high = noun_run_after(tokens, inner)
            timed = high > inner and (classes[high - 1] == "Y" or tokens.marks[high - 1] & TIME_NOUN != 0)
            if not timed:
                return tokens.slice(at, high) if high > inner else None
        high = noun_run_after(tokens, at)
        if high > at:
            if classes[high : high + 1] in ("T", "O"):
                high = max(high, noun_run_after(tokens, high + 1))
            if group.base in ("be", "have") or group.kind == "level":
                return scene.text((at, high))
            return _verb_phrase(scene, group, (at, high))
        if classes[at] in "JN" or (group.kind == "level" and classes[at] == "V" and tokens.words[at].endswith("ed")):
            return tokens.slice(at, at + 1)  # "remain unaccounted for"
    return tokens.slice(group.last - 1, group.last)


def _verb_phrase(scene: Scene, group: Group, thing: Span) -> str:
    """ "Used the feature": the verb with what it acts on."""
    return f"{scene.tokens.slice(group.last - 1, group.last)} {scene.text(thing) or ''}".strip()


def _after_relative(scene: Scene, relative: int) -> int:
    """The main verb after "revenue that is supposed to be dedicated to …": the next finite group, or -1."""
    groups = scene.clauses.groups
    classes = scene.tokens.classes
    index = scene.clauses.before(relative) + 2
    while index < len(groups) and groups[index].first - relative < FARTHEST:
        between = classes[groups[index - 1].last : groups[index].first]
        if any(code in ".;:SC" for code in between):
            return -1
        if not groups[index].infinitive and not groups[index].participle:
            return index
        index += 1
    return -1
