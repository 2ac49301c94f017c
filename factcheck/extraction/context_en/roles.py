"""The role of one figure in its clause: the rules, in the order in which they are tried."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.context_en.attributes import attribute, foretold_by, own_verb, relative_clause
from factcheck.extraction.context_en.fragments import opening, without_verb
from factcheck.extraction.context_en.groups import negation
from factcheck.extraction.context_en.holders import held, held_at
from factcheck.extraction.context_en.lexicon import head_mark, lexicon
from factcheck.extraction.context_en.lists import aside, coordinated, gapped, owned, with_at
from factcheck.extraction.context_en.marks import METRIC, NEGATION, OUTLOOK
from factcheck.extraction.context_en.objects import under_verb
from factcheck.extraction.context_en.phrases import noun_run_after
from factcheck.extraction.context_en.quantities import after_noun_and_of
from factcheck.extraction.context_en.role import Place, Role
from factcheck.extraction.context_en.scene import Scene
from factcheck.extraction.context_en.subjects import SUBJECT_EDGES, as_subject


def find_role(scene: Scene, place: Place) -> Role:
    """Whose the figure at ``place`` is and what it measures; remembers it for the next figure."""
    role = _of_the(scene, place) or _by_form(scene, place) or _by_clause(scene, place) or without_verb(scene, place)
    if place.figure.kind == "performance":
        _performance(scene, place, role)
    if role.subject is None and role.metric and (role.quantity or place.noun[1] > place.noun[0]):
        counted = scene.text(place.noun) if place.figure.kind == "count" and not role.quantity else None
        role.subject = counted or _thing(role.metric)
    if role.subject is None and place.figure.kind == "count":
        role.subject = place.figure.unit  # "and about 45,000 were still cut off": of the homes counted before
    if role.subject is None and scene.tokens.words[:2] in (["of", "those"], ["of", "them"], ["of", "these"]):
        role.subject = scene.discourse.subject
    if role.metric and scene.tokens.present & OUTLOOK:
        _foretold(scene, role)
    if role.metric and scene.tokens.present & NEGATION and role.group >= 0 and role.metric != role.quantity:
        _deny(scene, place, role)
    scene.previous, scene.previous_at = role, place.at
    return role


def _of_the(scene: Scene, place: Place) -> Role | None:
    """ "Of the 742 people tested, 611 …": those counted, and how many of them; None elsewhere."""
    tokens = scene.tokens
    if tokens.words[0] != "of" or place.figure.kind not in ("count", "percentage", "fraction"):
        return None
    if place.left == 1 and place.noun[1] > place.noun[0] and place.figure.kind == "count":
        counted = scene.text(place.noun)
        return Role(counted, counted)
    previous = scene.previous
    if previous is None or scene.previous_at > 3 or place.edge != "," or place.noun[1] > place.noun[0]:
        return None
    role = as_subject(scene, place)
    if role is not None and previous.subject == previous.metric and role.share_of is None:
        role.subject, role.named = previous.subject, False
    return role


def _by_form(scene: Scene, place: Place) -> Role | None:
    """The rules for figures that describe a noun, are verbs, or stand in brackets; each only where it can hold."""
    kind = place.figure.kind
    role: Role | None = None
    if scene.previous is not None and kind != "duration" and scene.tokens.classes[place.at + 1] in "NK":
        role = foretold_by(scene, place)
    if role is not None:
        return role
    if place.noun[1] > place.noun[0] or kind in ("age", "duration") or place.before == "worth":
        role = attribute(scene, place)
    if role is None and kind == "multiple":
        role = own_verb(scene, place)
    if role is None and (scene.tokens.classes[place.at + 1] in "QDK" or scene.tokens.classes[place.noun[1]] in "IR"):
        role = relative_clause(scene, place)
    if role is None and (scene.previous is not None or place.before == "at"):
        role = aside(scene, place)
    if role is None and place.before == "at":
        role = with_at(scene, place)
    if role is None and place.edge == "'":
        role = owned(scene, place)
    if role is None and place.edge in "PN":
        role = held_at(scene, place)
    if role is None and place.edge in "PC,":
        role = held(scene, place)
    return role


def _by_clause(scene: Scene, place: Place) -> Role | None:
    """The rules for subjects, nouns with "of", lists and verbs, in the order in which they are tried."""
    role = as_subject(scene, place) if place.edge in SUBJECT_EDGES else None
    if role is None and place.edge == "O":
        role = after_noun_and_of(scene, place)
    if role is None and scene.previous is not None:
        role = coordinated(scene, place)
        if role is None and place.edge in "NK":
            role = gapped(scene, place)
    if role is None and (place.edge == "P" or (place.figure.kind == "duration" and scene.clauses.before(place.at) < 0)):
        role = opening(scene, place)
    return role or under_verb(scene, place)


def _foretold(scene: Scene, role: Role) -> None:
    """What "the projection for 2026" foretells: the quantity spoken of before, where its own words name none."""
    head = (role.metric or "").partition(" for ")[0]
    before = scene.discourse.memory.get("en.metric")
    if before is None or not head_mark(head) & OUTLOOK or " " in head or head_mark(before) & OUTLOOK:
        return
    if role.subject is None or role.subject == role.metric:
        role.subject = scene.discourse.subject
    role.metric = role.quantity = before


def _deny(scene: Scene, place: Place, role: Role) -> None:
    """The verb's denial stays with what it says: "not go to work", "no longer employs people"."""
    denied = negation(scene.clauses, role.group)
    if denied < 0 or role.metric is None:
        return
    tokens, last = scene.tokens, scene.group(role.group).last
    verb = tokens.slice(last - 1, last)
    if role.metric.startswith(verb):
        role.metric = f"{tokens.slice(denied, last - 1)} {role.metric}"
        gone = noun_run_after(tokens, last + 1) if role.metric.endswith(verb) and tokens.classes[last] == "T" else 0
        if gone > last + 1:
            role.metric = tokens.slice(denied, gone)  # "not go to school"
    elif place.at < denied:  # the figure counts the subject
        begins = tokens.ends[last - 1]
        found = tokens.text.find(role.metric, begins, begins + _NEAR + len(role.metric))
        ends = found + len(role.metric) if found >= 0 else begins
        role.metric = tokens.text[tokens.starts[denied] : ends]


_NEAR: Final = 30


def _performance(scene: Scene, place: Place, role: Role) -> None:
    """What a computing speed measures: as said of it, as said of the last one, else its unit."""
    memory = scene.discourse.memory
    own = place.noun if place.noun[1] > place.noun[0] else scene.complement(place.at + 1, ("of",))
    if own[1] > own[0] or role.quantity:
        if role.metric:
            memory["en.performance"] = role.metric
        return
    figure = scene.tokens.text[place.figure.start : place.figure.end]
    role.metric = memory.get("en.performance") or figure.lstrip("0123456789., -") or None


def _thing(metric: str) -> str:
    """What an unowned quantity is of: "New-energy vehicle" of "New-energy vehicle sales", else itself."""
    thing, _, head = metric.rpartition(" ")
    listed = lexicon()
    last = thing.rpartition(" ")[2].lower()
    plain = listed.classes.get(last, "N") not in "NvV" or listed.mark(last) & METRIC
    return metric if not thing or plain or not listed.mark(head.lower()) & METRIC else thing
