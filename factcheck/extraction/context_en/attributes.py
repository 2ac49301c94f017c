"""Ages, lengths of time and measures that describe a noun rather than state something of a subject."""

from __future__ import annotations

import re

from factcheck.extraction.context_en.clauses import subject_of
from factcheck.extraction.context_en.marks import METRIC
from factcheck.extraction.context_en.phrases import measured, noun_run_after, noun_run_before
from factcheck.extraction.context_en.role import Place, Role
from factcheck.extraction.context_en.scene import Scene

_VERBS = re.compile(r"(?:doubl|tripl|trebl|quadrupl|quintupl|halv)(?:e|ed|es|ing)")


def attribute(scene: Scene, place: Place) -> Role | None:
    """The role of "36-month leases", "voters 18 to 34", "a 30TB drive"; None for other figures."""
    kind = place.figure.kind
    if kind == "age":
        return _age(scene, place)
    if place.before == "worth":
        return _worth(scene, place)
    if place.noun[1] > place.noun[0]:
        if (
            kind == "count"
            and place.figure.unit is None
            and place.edge == "N"
            and scene.tokens.marks[place.at - 1] & METRIC
        ):
            return Role(scene.text(place.noun), place.before, describes=True)  # "a magnitude 6.7 earthquake"
        if kind == "count":
            return _described(scene, place) if _of_measured_list(scene, place) else _counted_part(scene, place)
        if (kind == "money" and place.left < place.at) or place.edge == "-":
            return _priced(scene, place)
        if kind in ("measure", "duration"):
            return _described(scene, place)
    elif kind == "duration":
        whole = scene.complement(place.at + 1, ("of",))
        if whole[1] > whole[0]:
            governing = scene.governing(place.at)
            phrase, actor = scene.phrase(whole), scene.clause_subject(governing)
            thing = phrase.owner or phrase.metric
            acts = place.edge == "V" or place.before in ("for", "to")
            who = (actor.owner or actor.metric or thing) if acts else thing
            return Role(who, thing if acts else None, governing) if thing else None
    return None


def _worth(scene: Scene, place: Place) -> Role | None:
    """ "Property worth about 9.7 trillion yuan", "the house is worth $5m"."""
    at = place.left - 1
    low = noun_run_before(scene.tokens, at)
    if low > 1 and scene.tokens.words[low - 1] in ("at", "in", "on") and scene.tokens.classes[low] == "K":
        at = low - 1  # "a contract at Anfield worth …"
        low = noun_run_before(scene.tokens, at)
    phrase = scene.phrase((low, at)) if low < at else scene.clause_subject(scene.governing(at))
    if phrase.owner is None and phrase.metric is None:
        return None
    return Role(phrase.owner or phrase.metric, "worth", scene.governing(low))


def _of_measured_list(scene: Scene, place: Place) -> bool:
    """Whether the noun belongs to a later figure of a list that describes it: the 12 of "12, 24 or 36-month leases"."""
    last = place.noun[0] - 1
    tokens = scene.tokens
    if last <= place.at or tokens.classes[last] != "F":
        return False
    return scene.figures[tokens.figure_at.index(last)].kind in ("measure", "duration")


def _counted_part(scene: Scene, place: Place) -> Role | None:
    """The second figure of "eight of the nine justices", and "an 8-core processor"."""
    classes = scene.tokens.classes
    inner = classes[max(0, place.left - 2) : place.left] == "FO"
    if not inner and classes[place.at + 1] != "-":
        return None
    noun = scene.text(place.noun)
    verb = scene.group_at(place.noun[1])
    metric = scene.tokens.slice(place.noun[1], scene.group(verb).last) if inner and verb >= 0 else noun
    if verb >= 0 and not scene.group(verb).participle:
        metric = noun
    return Role(noun, metric, scene.governing(place.at))


def _priced(scene: Scene, place: Place) -> Role | None:
    """ "A $5m house": the thing priced, unless it is itself a quantity ("a $1bn special dividend")."""
    head = place.noun[1] - 1
    if measured(scene.tokens, head):
        return None
    thing, governing = scene.text(place.noun), scene.governing(place.at)
    holds = place.edge in "VH" and governing >= 0 and place.left < place.at and scene.tokens.classes[place.left] == "D"
    if holds and scene.group(governing).last == place.left and scene.group(governing).base in _HAVING:
        role = Role(group=governing)
        role.owned_by(scene.clause_subject(governing))
        if role.subject is not None:  # "Bury faces a £23m gap"
            role.metric = thing
            return role
    return Role(thing, thing, governing)


_HAVING = frozenset(
    ("have", "face", "run", "owe", "hold", "own", "post", "report", "book", "win", "land", "secure", "sign")
)


def _described(scene: Scene, place: Place) -> Role | None:
    """ "36-month leases", "a 30TB drive", "the Jetson Orin 32GB module"."""
    governing = scene.governing(place.at)
    if place.figure.kind == "measure" and place.left == place.at:
        if place.edge in "KX":
            low = noun_run_before(scene.tokens, place.at)
            return Role(scene.text((low, place.at)), scene.text(place.noun), governing, describes=True)
        if place.edge != ".":
            return None
    thing = scene.text(place.noun)
    if place.edge in "VH" and governing >= 0 and scene.group(governing).last == place.left and place.left < place.at:
        actor = scene.clause_subject(governing)
        if actor.owner:  # "packs a 7,300mAh battery"
            role = Role(group=governing)
            role.owned_by(actor)
            role.metric = thing
            return role
    earlier = scene.previous
    goes_on = place.edge in ",C" and place.left < place.at  # "… and a 48MP camera"
    if goes_on and earlier and earlier.subject != earlier.metric and 0 <= earlier.group == governing:
        return Role(earlier.subject or thing, thing, governing)
    return Role(thing, thing, governing, describes=True)


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


def own_verb(scene: Scene, place: Place) -> Role | None:
    """Figures that are verbs: "the grid has doubled", "quadruples capacity"."""
    figure = place.figure
    word = scene.tokens.text[figure.start : figure.end].lower()
    if figure.kind != "multiple" or not _VERBS.fullmatch(word):
        return None
    if scene.tokens.classes[place.at] == "V":
        return _as_verb(scene, place)
    if place.edge in "DP" and place.noun[1] > place.noun[0]:
        return None
    index = scene.clauses.before(place.at)
    role = Role(group=-1)
    helper = (
        index >= 0 and scene.group(index).last >= place.left and scene.group(index).base in ("have", "be", "will", "do")
    )
    if helper or (place.edge in ",C" and index >= 0):
        phrase = scene.clause_subject(index)
        role.group = index if helper else -1
    else:
        low = noun_run_before(scene.tokens, place.left)
        phrase = scene.phrase((low, place.left)) if low < place.left else scene.clause_subject(index)
    role.owned_by(phrase)
    role.metric = scene.text(place.noun) or phrase.metric or phrase.owner
    if place.noun[1] <= place.noun[0]:
        thing = noun_run_after(scene.tokens, place.at + 1)
        if thing > place.at + 1:
            role.metric = scene.phrase((place.at + 1, thing)).metric or role.metric
    role.quantity = role.metric
    return role


def _as_verb(scene: Scene, place: Place) -> Role:
    """ "Net profit more than doubled": the verb's subject; "doubled its output": the object's quantity."""
    index = scene.clauses.before(place.at) + 1
    phrase = scene.clause_subject(index)
    role = Role(group=index)
    role.owned_by(phrase)
    thing = noun_run_after(scene.tokens, place.at + 1)
    if thing > place.at + 1:
        role.metric = scene.phrase((place.at + 1, thing)).metric or scene.text((place.at + 1, thing))
    role.metric = role.metric or phrase.metric or phrase.owner
    role.quantity = role.metric
    return role


def _instead(scene: Scene, place: Place) -> bool:
    """Whether the figure is what another one was held against: "rather than the 15m it pencilled in"."""
    words = scene.tokens.words
    at = place.left
    while at and scene.tokens.classes[at - 1] == "D":
        at -= 1
    return words[at - 1] in ("than", "against", "versus") or words[at - 2] in ("instead", "compared")


def foretold_by(scene: Scene, place: Place) -> Role | None:
    """ "Beating the $25.9bn analysts had forecast": what the figure before measures."""
    previous, tokens = scene.previous, scene.tokens
    held = tokens.words[place.left : place.left + 1] == ["the"] and place.left < place.at
    if previous is None or not (held or tokens.text[place.figure.start - 4 : place.figure.start] == "the "):
        return None
    after = noun_run_after(tokens, place.at + 1)
    index = scene.group_at(after)
    if index < 0 or scene.group(index).kind not in ("plan", "expect") or scene.group(index).infinitive:
        return None
    return Role(previous.subject, previous.metric, index, against=True, quantity=previous.quantity)


def _of_its_clause(scene: Scene, place: Place) -> Role | None:
    """ "the £73m profit that the club made": whose it is by the clause behind it."""
    tokens, after = scene.tokens, place.noun[1]
    if after <= place.noun[0] or tokens.words[after] not in ("that", "which") or tokens.classes[after] not in "IR":
        return None
    index = scene.clauses.before(after) + 1
    if index >= len(scene.clauses.groups) or scene.group(index).first - after < 2:
        return None
    group, classes = scene.group(index), tokens.classes
    span = subject_of(scene.clauses, index)
    if span is None or span[0] <= after or span[1] != group.first or "B" in classes[group.first : group.last]:
        return None
    if group.kind == "say" or classes[group.last] not in ".,;PSCYA":
        return None  # "a 97 percent chance that you win nothing": the verb has its own object
    role = Role(group=index, metric=scene.text(place.noun))
    role.owned_by(scene.clause_subject(index))
    return role if role.subject else None


def relative_clause(scene: Scene, place: Place) -> Role | None:
    """ "the $3,460 it fetched last year": a verb with a pronoun subject right after the figure."""
    tokens = scene.tokens
    previous = scene.previous
    own = _of_its_clause(scene, place)
    if own is not None:
        return own
    if tokens.classes[place.at + 1] != "Q":
        after = noun_run_after(tokens, place.at + 1)
        index = scene.group_at(after) if previous is not None and _instead(scene, place) else -1
        if previous is None or index < 0 or scene.group(index).infinitive:
            return None  # "less than the 5.8% the government had proposed"
        return Role(previous.subject, previous.metric, index, against=True, quantity=previous.quantity)
    if scene.group_at(place.at + 2) < 0:
        return None
    index = scene.group_at(place.at + 2)
    group = scene.group(index)
    if previous is not None and group.kind in ("say", "expect", "plan") and _instead(scene, place):
        # "ending the year at 24% instead of the 21% it projected"
        return Role(previous.subject, previous.metric, index, against=True, quantity=previous.quantity)
    role = Role(group=index, metric=tokens.slice(group.last - 1, group.last))
    role.owned_by(scene.clause_subject(index))
    if role.subject is None and scene.previous:
        role.subject = scene.previous.subject
    return role
