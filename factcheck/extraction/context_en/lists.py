"""Further members of a list, asides in brackets, and clauses whose verb is left out."""

from __future__ import annotations

from factcheck.extraction.context_en.marks import CHANGE, RISE, TIME_NOUN
from factcheck.extraction.context_en.phrases import is_metric, noun_run_after, noun_run_before
from factcheck.extraction.context_en.role import Place, Role
from factcheck.extraction.context_en.scene import Scene

_NEAR = 16
_BACK = frozenset(("ago", "earlier", "before", "previously", "later"))
_IN_TIME = frozenset(("by", "during", "within", "before", "after", "since", "until"))


def coordinated(scene: Scene, place: Place) -> Role | None:
    """The role of a figure that goes on from the one before: ", 34 of them double-deckers", "(£28.85m)"."""
    previous = scene.previous
    if previous is None:
        return None
    tokens = scene.tokens
    if place.before == "by" and tokens.words[scene.previous_at - 1] == "by":
        likewise = _likewise(scene, place, previous)
        if likewise is not None:
            return likewise
    again = previous.among and place.before == "in" and tokens.classes[place.left - 2] in "C,"
    goes_with = place.before == "with" and tokens.classes[place.left - 2] == "," and _state(scene, place) is not None
    low = scene.previous_at + 1
    joined = place.edge in ",C" or goes_with
    if previous.group >= 0 and scene.group(previous.group).first > scene.previous_at and joined:
        low = scene.group(previous.group).last
    between = tokens.classes[low : place.left]
    pair = place.edge == "T" and tokens.words[scene.previous_at - 1 : scene.previous_at] == ["from"]
    pair = pair and "," not in between
    dated = place.edge == "'" and place.left > 1 and tokens.classes[place.left - 2] == "Y"
    if not (place.edge in ",C(-/" or _trailing_change(scene, place) or pair or dated or goes_with or again):
        return None
    of_them = between.endswith("PV,") and tokens.words[place.at + 1 : place.at + 3] == ["of", "them"]
    if len(between) > _NEAR or (any(code in "VBHM.;S" for code in between) and not dated and not of_them):
        return None  # unlike "11,300 houses as damaged, 2,900 of them beyond repair"
    owner = previous.whole or previous.subject
    role = Role(owner, previous.metric, previous.group, previous.share_of, previous.change)
    role.quantity = previous.quantity
    if pair or dated:
        role.change = _way_before(scene) if pair else None
        return role
    if _trailing_change(scene, place):
        role.metric = previous.quantity or previous.metric or _whole(scene, previous)
        role.group, role.share_of = -1, None
        return role
    if place.edge == "(" and place.noun[1] == place.noun[0]:
        return role
    if not (previous.among and _of_another(scene, place, role)):
        _member(scene, place, role, previous)
    return role


def _of_another(scene: Scene, place: Place, role: Role) -> bool:
    """ "In 6.4% of those on the drug and 7.0% of those on placebo": what befalls another group."""
    group = scene.of_those(place.at + 1)
    if group[1] == group[0]:
        group = scene.complement(place.at + 1, ("of",))
        role.share_of = group
    if group[1] == group[0] or place.figure.kind not in ("percentage", "fraction"):
        return False
    role.subject, role.among = scene.group_text(group), True
    return True


def _likewise(scene: Scene, place: Place, previous: Role) -> Role | None:
    """ "Cut emissions by 5% and the fuel bill by $3m": the same was done to another thing."""
    tokens = scene.tokens
    cut = tokens.classes.rfind("C", scene.previous_at + 1, place.left - 1)
    span = (cut + 1, place.left - 1)
    if cut < 0 or span[1] <= span[0] or tokens.classes[span[0] : span[1]].strip("DZJNKXY'"):
        return None
    if tokens.classes[scene.previous_at + 1 : cut].strip("DNA,"):
        return None
    phrase = scene.phrase(span)
    if phrase.owner is None and phrase.metric is None:
        return None
    role = Role(previous.subject, phrase.metric or phrase.owner, previous.group)
    verb, _, done_to = (previous.metric or "").partition(" ")
    if done_to and previous.group >= 0 and verb == tokens.words[scene.group(previous.group).last - 1]:
        role.metric = f"{verb} {role.metric}"
    role.quantity = role.metric
    return role


def _member(scene: Scene, place: Place, role: Role, previous: Role) -> None:
    """What a further member of a list counts, and whose it is where the text says so."""
    tokens = scene.tokens
    if place.noun[1] > place.noun[0] and tokens.classes[place.noun[0]] == "L":
        role.metric = scene.text((place.noun[0] + 1, place.noun[1]))
        if previous.against:
            role.subject = scene.clause_subject(previous.group).owner or previous.subject
            role.baseline = previous.subject
        return
    if place.noun[1] > place.noun[0] and tokens.marks[place.noun[1] - 1] & CHANGE and previous.metric:
        role.change = "up" if tokens.marks[place.noun[1] - 1] & RISE else "down"
        changed = scene.complement(place.noun[1], ("in", "of"))
        if changed[1] > changed[0]:
            role.metric, role.quantity = scene.text(changed), None
        elif place.noun[1] - place.noun[0] > 1:
            role.metric, role.quantity = scene.text((place.noun[0], place.noun[1] - 1)), None
        return  # "€1.3bn in 2024, a 12% increase on 2023": of what was just told
    if place.noun[1] > place.noun[0]:
        if place.figure.kind == "count" and previous.subject == previous.metric and not previous.named:
            role.subject = scene.text(place.noun)  # "there are 500m users and 80m bloggers"
        role.metric, role.quantity = scene.text(place.noun), None
        return
    if place.figure.kind == "multiple":
        thing = noun_run_after(tokens, place.at + 1)
        if tokens.classes[place.at + 1] == "D" and tokens.classes[thing : thing + 1] == "O":
            role.metric = scene.text((place.at + 1, thing))
            return
    part = scene.complement(place.at + 1, ("of", "in"))
    state = _state(scene, place) or (complement_after(scene, place) if place.figure.kind == "money" else None)
    if state is not None:
        role.metric, role.quantity, role.group = state, None, -1
    elif part[1] > part[0]:
        role.metric = scene.text(part)
        if place.figure.kind in ("percentage", "fraction"):
            role.share_of = part
    elif tokens.words[place.at + 1 : place.at + 3] in (["of", "them"], ["of", "which"], ["of", "whom"]):
        _part_of_them(scene, place, role)
    where = _department(scene, place) if place.figure.kind != "money" or place.noun[1] > place.noun[0] else None
    if where is not None:
        role.subject = where


_PLACED = frozenset(("up", "down", "away", "ago", "ahead", "old", "earlier", "later", "now", "today", "here"))


def complement_after(scene: Scene, place: Place) -> str | None:
    """What the subject is so much of: "91% contained", "27 months late", "€310 million over budget"."""
    tokens, at = scene.tokens, place.at + 1
    if tokens.words[at] in ("over", "under") and is_metric(tokens, at + 1):
        return tokens.slice(at, at + 2)
    fits = tokens.classes[at] in "JVA" and tokens.words[at] not in _PLACED and tokens.classes[at + 1] in ".,;CPS"
    return tokens.slice(at, at + 1) if fits else None


def _state(scene: Scene, place: Place) -> str | None:
    """ "Missing" of "with 30 still missing": what a bare number of those just spoken of are or underwent."""
    tokens = scene.tokens
    at = place.at + 1
    while tokens.classes[at] == "A":
        at += 1
    if place.figure.kind != "count" or tokens.classes[at] not in "JVG" or tokens.classes[at + 1] not in ".,;CPA":
        return None
    return tokens.slice(at, at + 1)


def _part_of_them(scene: Scene, place: Place, role: Role) -> None:
    """ "8.7m visitors, two-thirds of them from abroad": what was counted before, and what is said of these."""
    tokens = scene.tokens
    counted = noun_run_after(tokens, scene.previous_at + 1)
    if counted > scene.previous_at + 1:
        role.whole = role.subject
        role.subject, role.named = scene.text((scene.previous_at + 1, counted)), False
    at = place.at + 3
    if tokens.words[at] in _IN_TIME:
        return  # "3.5 million of them by the close of the weekend": as before
    high = noun_run_after(tokens, at)
    if high == at and tokens.classes[at] == "P":
        high = max(noun_run_after(tokens, at + 1), at + 2)
        role.metric = tokens.slice(at, high)
    elif high > at:
        role.metric = scene.text((at, high))


def _trailing_change(scene: Scene, place: Place) -> bool:
    """ ", up 69%", ", down from half to less than 40%": a change of, or levels of, what was just spoken of."""
    tokens = scene.tokens
    for at in range(place.left, scene.previous_at, -1):
        if tokens.words[at] in ("up", "down") and tokens.classes[at - 1] in ",-(C":
            return True
    return False


def _way_before(scene: Scene) -> str | None:
    """``up`` or ``down`` before "from A to B"."""
    words = scene.tokens.words[max(0, scene.previous_at - 4) : scene.previous_at]
    return next((word for word in words if word in ("up", "down")), None)


def _whole(scene: Scene, previous: Role) -> str | None:
    """The quantity a share is part of ("10% of market share"), if it is one."""
    span = previous.share_of
    return scene.text(span) if span and is_metric(scene.tokens, span[1] - 1) else None


def aside(scene: Scene, place: Place) -> Role | None:
    """ "mostly Chinese (estimated at 7.5 million)", "367 MPs (out of 550)": a figure in brackets after a noun."""
    previous = scene.previous
    tokens = scene.tokens
    if place.before == "at" and tokens.classes[place.left - 2 : place.left - 1] == ",":
        comma = tokens.classes.find(",", place.at + 1, place.at + 6)
        if comma >= 0 and tokens.classes[place.at + 1 : comma].strip("PDAYJ"):
            comma = -1  # only a period may stand between: "output, at 8,000 tonnes in 2024, held up"
        after = comma + 1
        while comma >= 0 and tokens.classes[after] == "A":
            after += 1
        follows = scene.group_at(after) if comma >= 0 else -1
        if follows >= 0:
            phrase = scene.clause_subject(follows)
            role = Role(None, phrase.metric, follows, quantity=phrase.metric)
            role.owned_by(phrase)
            return role
    if previous is not None and place.before == "at" and tokens.classes[place.left - 2 : place.left - 1] == ",":
        low = noun_run_before(tokens, place.left - 2)
        if 0 < low < place.left - 2 and tokens.words[low - 1] == "than":  # "than women, at 4.2 per cent"
            return Role(scene.text((low, place.left - 2)), previous.metric, previous.group, quantity=previous.quantity)
    opened = tokens.classes.rfind("(", max(0, place.left - 4), place.left)
    if previous is None or opened < 1 or any(code in "VBHMNK" for code in tokens.classes[opened : place.left]):
        return None
    role = Role(previous.subject, previous.metric, previous.group, quantity=previous.quantity)
    low = noun_run_before(tokens, opened)
    between = tokens.classes[scene.previous_at + 1 : low]
    if scene.previous_at < low < opened and ("," in between or "S" in between):
        role.subject = scene.text((low, opened))
    return role


def with_at(scene: Scene, place: Place) -> Role | None:
    """ ", with usable storage at 27%": the noun phrase between the two prepositions."""
    tokens = scene.tokens
    if place.before != "at":
        return None
    low = noun_run_before(tokens, place.left - 1)
    if low == place.left - 1 or not low or tokens.words[low - 1] != "with":
        return None
    phrase = scene.phrase((low, place.left - 1))
    role = Role(quantity=phrase.metric)
    role.owned_by(phrase)
    role.metric = phrase.metric or phrase.owner
    return role


def owned(scene: Scene, place: Place) -> Role | None:
    """ "The council's 78 seats": the owner's."""
    if place.edge != "'" or place.noun[1] <= place.noun[0] or place.left < place.at:
        return None
    low = noun_run_before(scene.tokens, place.left - 1)
    if low == place.left - 1 or scene.tokens.classes[low] == "Y":
        return None
    role = Role(group=scene.governing(low))
    role.owned_by(scene.phrase((low, place.left - 1)))
    role.metric = scene.text(place.noun)
    return role


def _department(scene: Scene, place: Place) -> str | None:
    """In "3,400 from business operations and 2,600 across legal": the part the figure belongs to."""
    tokens = scene.tokens
    at = place.at + 1
    if at < len(tokens.words) and tokens.words[at] in ("from", "across", "for", "at"):
        high = noun_run_after(tokens, at + 1)
        if high > at + 1 and not tokens.marks[high - 1] & TIME_NOUN:
            while tokens.classes[high : high + 1] in (",", "C") and noun_run_after(tokens, high + 1) > high + 1:
                high = noun_run_after(tokens, high + 1)
            return scene.text((at + 1, high))
    return None


def gapped(scene: Scene, place: Place) -> Role | None:
    """ ", and the Ascend 910C some 0.78 petaflops": the verb of the clause before is understood."""
    previous = scene.previous
    if previous is None or place.edge not in "NK":
        return None
    tokens = scene.tokens
    low = scene.previous_at + 1
    tail = tokens.classes[low : place.left]
    cut = max(tail.rfind(","), tail.rfind("C"), tail.rfind("S"))
    if cut < 0 or len(tail) > _NEAR or any(code in "VBHM.;" for code in tail):
        return None
    span = (low + cut + 1, place.left)
    if tokens.classes[span[0] : span[1]].strip("DZJNKXYA'"):
        return None
    if tokens.words[span[1]] in _BACK or tokens.words[span[1] - 1] in _BACK:  # "4.1% in May and a year ago 4.4%"
        return Role(previous.subject, previous.metric, previous.group, quantity=previous.quantity)
    phrase = scene.phrase(span)
    if phrase.owner is None and phrase.metric is None:
        return None
    role = Role(phrase.owner or previous.subject, phrase.metric or previous.metric, previous.group)
    role.named, role.product, role.quantity = phrase.name, phrase.product, previous.quantity
    return role
