"""Figures without a verb: headlines, captions, list lines."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.context_en.clauses import subject_of
from factcheck.extraction.context_en.lexicon import lexicon
from factcheck.extraction.context_en.phrases import noun_run_after, noun_run_before
from factcheck.extraction.context_en.quantities import change_by_noun, opening_subject
from factcheck.extraction.context_en.role import Place, Role
from factcheck.extraction.context_en.scene import Scene


def without_verb(scene: Scene, place: Place) -> Role:
    """The role of a figure that no verb governs: nouns beside it, then the clause's opening."""
    tokens = scene.tokens
    role = Role()
    own = place.noun if place.noun[1] > place.noun[0] else scene.complement(place.at + 1, ("of", "in"))
    if place.noun[1] > place.noun[0] and change_by_noun(scene, place, role, own[1] - 1, own[0]):
        role.metric = role.metric or scene.text(own)
    else:
        role.metric = scene.text(own)
    following = noun_run_after(tokens, place.at + 2)
    if role.metric is None and tokens.classes[place.at + 1] == "," and lexicon().kind(tokens.words[following]) != "say":
        role.metric = scene.text((place.at + 2, following))
        role.subject = _denominator(scene, place) if role.metric else None
    if role.subject is None:
        high = place.left
        while high and tokens.classes[high - 1] in "PTO":
            high -= 1
        low = noun_run_before(tokens, high)
        if low < high:
            phrase = scene.phrase((low, high))
            role.owned_by(phrase)
            role.metric = role.metric or phrase.metric
        else:
            opening_subject(scene, role, place.left)
            if _stands_alone(scene, place, role) and own[1] > own[0] and place.edge in ".;:":
                role.subject = scene.text(own)  # "The last six polls, …": what is counted, not what was spoken of
    if role.subject is None:
        role.subject = role.metric
    return role


def _stands_alone(scene: Scene, place: Place, role: Role) -> bool:
    """Whether a count has no subject but what was spoken of before."""
    return place.figure.kind == "count" and role.subject == scene.discourse.subject and not role.named


def opening(scene: Scene, place: Place) -> Role | None:
    """ "In two terms, Lund signed no bill": a phrase before a comma has the subject of the clause after it."""
    classes = scene.tokens.classes
    if place.figure.kind not in ("count", "duration"):
        return None
    first = place.left
    while first and classes[first - 1] in _IN_OPENERS:
        first -= 1
    if first and classes[first - 1] not in _BEFORE_OPENERS:
        return None
    index = scene.clauses.before(place.at) + 1
    span = subject_of(scene.clauses, index) if index < len(scene.clauses.groups) else None
    if span is None or span[0] <= place.at or classes[span[0] - 1] != "," or classes[span[0]] == "F":
        return None
    group = scene.group(index)
    if group.infinitive or any(code in ".;:SRI" for code in classes[place.at : span[0]]):
        return None
    phrase = scene.clause_subject(index)
    role = Role(group=index)
    role.owned_by(phrase)
    if role.subject is None:
        return None
    own = place.noun if place.noun[1] > place.noun[0] else scene.complement(place.at + 1, ("of",))
    role.metric = scene.text(own) or phrase.metric
    if role.metric is None:
        role.metric = role.subject if group.base == "be" else scene.tokens.slice(group.last - 1, group.last)
    return role


_IN_OPENERS: Final = frozenset("POTDZJNA")
_BEFORE_OPENERS: Final = frozenset(".;:SI,")


def _denominator(scene: Scene, place: Place) -> str | None:
    """ "Person" of "$5,000 per person": whose it is where nobody else is named."""
    figure = place.figure
    words = scene.tokens.text[figure.end : figure.outer_end].split()
    return words[1] if len(words) == 2 and words[0] == "per" else None
