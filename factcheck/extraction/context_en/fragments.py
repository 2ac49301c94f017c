"""Figures without a verb: headlines, captions, list lines."""

from __future__ import annotations

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
    if role.subject is None:
        role.subject = role.metric
    return role


def _denominator(scene: Scene, place: Place) -> str | None:
    """ "Person" of "$5,000 per person": whose it is where nobody else is named."""
    figure = place.figure
    words = scene.tokens.text[figure.end : figure.outer_end].split()
    return words[1] if len(words) == 2 and words[0] == "per" else None
