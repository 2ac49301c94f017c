"""Ages, lengths of time and measures that describe a noun rather than state something of a subject."""

from __future__ import annotations

import re

from factcheck.extraction.context_en.lexicon import lexicon
from factcheck.extraction.context_en.phrases import is_metric, noun_run_after, noun_run_before
from factcheck.extraction.context_en.scene import Place, Role, Scene

_VERBS = re.compile(r"(?:doubl|tripl|trebl|quadrupl|quintupl|halv)(?:e|ed|es|ing)")


def attribute(scene: Scene, place: Place) -> Role | None:
    """The role of "36-month leases", "voters 18 to 34", "a 30TB drive"; None for other figures."""
    kind = place.figure.kind
    tokens = scene.tokens
    if place.edge == "P" and place.before == "worth":
        low = noun_run_before(tokens, place.left - 1)
        if low < place.left - 1:
            phrase = scene.phrase((low, place.left - 1))
            return Role(phrase.owner or phrase.metric, "worth", scene.governing(low))
    inner = (
        tokens.classes[max(0, place.left - 2) : place.at] in ("FOD", "FO")
        or tokens.classes[max(0, place.left - 2) : place.left] == "FO"
    )
    if kind == "count" and inner and place.noun[1] > place.noun[0]:
        return Role(scene.text(place.noun), scene.text(place.noun), scene.governing(place.at))
    if kind == "count" and tokens.classes[place.at + 1 : place.at + 2] == "-" and place.noun[1] > place.noun[0]:
        return Role(scene.text(place.noun), scene.text(place.noun), scene.governing(place.at))
    if (kind == "money" and place.left < place.at) or place.edge == "-":
        noun = place.noun
        if (
            noun[1] > noun[0]
            and not is_metric(tokens, noun[1] - 1)
            and not lexicon().roles.get(tokens.words[noun[1] - 1])
        ):
            return Role(scene.text(noun), None, scene.governing(place.at))
    if kind not in ("age", "duration", "measure"):
        return None
    if kind == "age":
        return _age(scene, place)
    attributive = place.noun[1] > place.noun[0] and (
        tokens.classes[place.at - 1 : place.at] in ("D", "Z", "J") if place.at else True
    )
    if kind == "measure" and place.edge in "KX" and place.noun[1] > place.noun[0] and place.left == place.at:
        low = noun_run_before(tokens, place.at)
        return Role(scene.text((low, place.at)), scene.text(place.noun), scene.governing(place.at))
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


def own_verb(scene: Scene, place: Place) -> Role | None:
    """Figures that are verbs: "the grid has doubled", "quadruples capacity"."""
    figure = place.figure
    word = scene.tokens.text[figure.start : figure.end].lower()
    if figure.kind != "multiple" or not _VERBS.fullmatch(word):
        return None
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


def relative_clause(scene: Scene, place: Place) -> Role | None:
    """ "the $3,460 it fetched last year": a verb with a pronoun subject right after the figure."""
    tokens = scene.tokens
    if tokens.classes[place.at + 1 : place.at + 2] != "Q" or scene.group_at(place.at + 2) < 0:
        return None
    index = scene.group_at(place.at + 2)
    group = scene.group(index)
    role = Role(group=index, metric=tokens.slice(group.last - 1, group.last))
    role.owned_by(scene.clause_subject(index))
    if role.subject is None and scene.previous:
        role.subject = scene.previous.subject
    return role
