"""Figures that are object or complement of a verb: "paid $54m", "rose 3%", "updated its prices to $12"."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.context_en.befalling import befallen
from factcheck.extraction.context_en.clauses import subject_of
from factcheck.extraction.context_en.groups import Group
from factcheck.extraction.context_en.lexicon import head_mark, lexicon
from factcheck.extraction.context_en.lists import complement_after
from factcheck.extraction.context_en.marks import ANYBODY, PEOPLE, TIME_NOUN
from factcheck.extraction.context_en.phrases import Phrase, is_metric, noun_run_after
from factcheck.extraction.context_en.quantities import change_by_noun
from factcheck.extraction.context_en.role import Place, Role, Span
from factcheck.extraction.context_en.scene import Scene

_OWN_NOUN_COUNTS: Final = frozenset(("percentage", "fraction", "performance", "measure", "count"))
_EMPTY: Span = (0, 0)
_COPULAS: Final = frozenset(("be", "remain", "look", "seem", "become", "stay", "appear"))
_STATES: Final = frozenset(("be", "start", "begin", "stand", "sit", "stay", "remain", "lie", "hover", "see"))
"""Verbs of level that say nothing themselves: what is measured is the subject."""
_PUT: Final = frozenset(("put", "peg", "estimate", "reckon"))
_SUMS: Final = frozenset((*_PUT, "come", "amount"))
"""Verbs that with "to" or "at" leave what is measured to their subject."""
_DIMENSIONS: Final = frozenset(("across", "tall", "long", "wide", "high", "deep", "thick"))
_BASELINE: Final = frozenset(("against", "versus", "vs", "vs.", "than", "compared"))
_QUOTING: Final = frozenset(["close", "end", "open", "finish", "trade", "settle"])
"""Verbs that name a price themselves: "the index closed at 6709.93"."""


def under_verb(scene: Scene, place: Place) -> Role | None:
    """The role of a figure right of its verb group; None when no verb governs it."""
    index = scene.governing(place.at)
    if index < 0:
        return None
    group = scene.group(index)
    if (
        _holds_against(scene, place)
        and scene.previous
        and (scene.previous_at >= group.last or scene.previous.group == index)
    ):
        return _compared(scene, place)
    if place.before == "from" and place.edge == "P" and scene.previous and scene.previous.group == index:
        before = scene.previous  # "to $3bn of net sales from $2bn"
        return Role(before.subject, before.metric, index, quantity=before.quantity, against=before.against)
    phrase = scene.clause_subject(index)
    if phrase.metric and group.kind in ("act", "light") and _is_people(phrase.metric):
        phrase = Phrase(scene.text(subject_of(scene.clauses, index) or _EMPTY))
    role = Role(group=index)
    role.owned_by(phrase)
    own = own_noun(scene, place)
    objects = _object_between(scene, group.last, place.left)
    if place.before == "in" and befallen(scene, place, role, phrase, own, objects):
        return role
    if _is_owned(scene, place):
        role.owned_by(scene.phrase((place.left, place.left + 1)))
        role.metric = scene.text(own)
        return role
    again = _goes_on(scene, place, group, own, objects) if group.kind in ("plan", "expect") else None
    if again is not None:
        return again
    if place.figure.kind == "measure" and place.before == "with" and _is_accompanied(scene, place, own):
        role.subject = role.metric = scene.text(own)
        role.named = False
        return role
    if own[1] > own[0] and (place.edge != "T" or group.base == "lead") and _changes(scene, place, role, own):
        return role
    if group.base == "be" and group.first and scene.tokens.classes[group.first - 1] == "E":
        return _existing(scene, place, role, own)
    _choose(scene, place, role, group, phrase, own, objects)
    if role.subject is None:
        _missing_subject(scene, place, role)
    elif place.figure.kind in ("count", "measure") and own[1] > own[0] and _is_anybody(role.subject):
        role.subject, role.named = scene.text(own), False
        role.metric = _with_place(scene, place, group, scene.tokens.slice(group.last - 1, group.last))
    return role


def _holds_against(scene: Scene, place: Place) -> bool:
    """Whether the figure is what another one is held against: "compared with 197,000 tonnes"."""
    if place.edge == "P" and place.before in _BASELINE:
        return True
    return place.before in ("with", "to") and place.left > 1 and scene.tokens.words[place.left - 2] == "compared"


def _is_accompanied(scene: Scene, place: Place, own: Span) -> bool:
    """Whether a phrase after a comma tells of another thing: ", with up to 20cm of snow"."""
    tokens = scene.tokens
    return own[1] > own[0] and tokens.words[own[0] - 1] == "of" and tokens.classes[place.left - 2] == ","


def _goes_on(scene: Scene, place: Place, group: Group, own: Span, objects: Span) -> Role | None:
    """ "Output fell to 1.5m tonnes; officials forecast 3.7m tonnes": of what was measured before, in the same unit."""
    if own[1] > own[0] or objects[1] > objects[0]:
        return None
    if place.left != group.last and not (place.before in ("for", "at") and place.left == group.last + 1):
        return None
    previous, memory = scene.previous, scene.discourse.memory
    if previous is None:
        if memory.get("en.unit") != f"{place.figure.kind} {place.figure.unit}":
            return None
        subject, metric = scene.discourse.subject, memory.get("en.metric")
    else:
        before = scene.figures[scene.tokens.figure_at.index(scene.previous_at)]
        if (before.kind, before.unit) != (place.figure.kind, place.figure.unit):
            return None
        subject, metric = previous.subject, previous.quantity or previous.metric
    return Role(subject, metric, scene.governing(place.at), quantity=metric) if metric else None


def _is_anybody(subject: str) -> bool:
    """Whether the one who acts says nothing of whose the figure is: "buyers took home 17 million cars"."""
    return head_mark(subject) & ANYBODY != 0


def _is_people(metric: str) -> bool:
    """Whether a counted noun acts itself: "Facebook users spend"."""
    return head_mark(metric) & PEOPLE != 0


def _missing_subject(scene: Scene, place: Place, role: Role) -> None:
    """No subject in the clause: what an imperative acts on ("save $438 on a …"), or the sentence before."""
    on = scene.complement(place.at + 1, ("on", "off"))
    group = scene.group(role.group) if role.group >= 0 else None
    if group is not None and group.base in ("pay", "spend"):
        bought = scene.complement(place.at + 1, ("for", "on"))
        if bought[1] > bought[0]:  # "just paid €6.80 for a flat white"
            role.subject = scene.text(bought)
            return
    if on[1] > on[0] and group is not None and group.word == group.base:
        role.subject = scene.text(on)
    elif _is_unowned_count(scene, place, role.group):
        role.subject = scene.text(place.noun)  # "Says six studies verify it"
    else:
        role.subject = scene.discourse.subject


def _is_unowned_count(scene: Scene, place: Place, index: int) -> bool:
    """Whether nobody in its clause owns what a count counts: "Says six studies verify it"."""
    if place.figure.kind != "count" or place.noun[1] == place.noun[0] or place.edge not in "SIV.;:-":
        return False
    return scene.group(index).kind == "say" and subject_of(scene.clauses, index) is None


def _is_owned(scene: Scene, place: Place) -> bool:
    """Whether a possessive pronoun stands right before the figure ("its 106 floors")."""
    return scene.tokens.classes[place.left : place.left + 1] == "Z" and place.left < place.at


def _changes(scene: Scene, place: Place, role: Role, own: Span) -> bool:
    """ "an 18% jump in profits": direction and metric by the noun the figure describes."""
    before = role.subject
    if not change_by_noun(scene, place, role, own[1] - 1, own[0]):
        return False
    role.metric = role.metric or scene.text(own)
    role.quantity = role.metric
    if role.subject is None:
        role.subject = before
    return True


def _compared(scene: Scene, place: Place) -> Role | None:
    """ "300 petaflops against 180 petaflops for Nvidia's NVL72": the same metric, perhaps of another owner."""
    previous = scene.previous
    if previous is None:
        return None
    role = Role(previous.subject, previous.metric, previous.group, quantity=previous.quantity, against=True)
    other = scene.of_those(place.at + 1)
    if other[1] == other[0]:
        other = scene.complement(place.at + 1, ("for", "of", "at", "with"))
    if other[1] > other[0]:
        role.subject, role.named = scene.group_text(other), False
    return role


def _existing(scene: Scene, place: Place, role: Role, own: Span) -> Role:
    """ "There are 321,092 teachers in Texas"."""
    role.metric = scene.text(own)
    where = scene.complement(max(place.noun[1], place.at + 1), ("in", "at", "for"), places=True)
    role.subject = scene.text(where) or role.metric
    return role


def own_noun(scene: Scene, place: Place) -> Span:
    """What the figure is of: the noun it counts, or the complement with "of" or "in"."""
    if place.noun[1] > place.noun[0]:
        return place.noun
    return scene.complement(place.at + 1, ("of", "in"))


def _object_between(scene: Scene, low: int, high: int) -> Span:
    """The noun phrase between verb and figure: "updated its RAM prices to", "gave Ukraine"."""
    classes = scene.tokens.classes
    while low < high and classes[low] in "A":
        low += 1
    if low >= high or classes[low] in "PTO,":
        return _EMPTY
    end = noun_run_after(scene.tokens, low)
    if not classes[low:end].strip("YDA") or scene.tokens.marks[end - 1] & TIME_NOUN:
        return _EMPTY  # "ending 2025 at 24%"
    if end > low and end < high and classes[end] in "OP" and scene.tokens.words[end] in ("of", "for", "on", "in"):
        end = max(end, noun_run_after(scene.tokens, end + 1))
        if end < high and classes[end] in "OP" and scene.tokens.words[end] in ("of", "for", "on", "in", "with"):
            end = max(end, noun_run_after(scene.tokens, end + 1))  # "funding for people with asthma"
    return (low, min(end, high)) if end > low else _EMPTY


def _choose(scene: Scene, place: Place, role: Role, group: Group, subject: Phrase, own: Span, objects: Span) -> None:
    """Sets the metric by the kind of verb, and the subject where an object is the owner."""
    verb = _verb_words(scene, group)
    has_own, has_object = own[1] > own[0], objects[1] > objects[0]
    dimension = scene.tokens.words[place.at + 1]
    if place.figure.kind == "measure" and dimension in _DIMENSIONS:
        role.metric = dimension
        return
    if subject.metric is None and subject.owner and not has_own and _is_same_quantity(scene, place, role.group):
        subject = Phrase(subject.owner, _spoken_of(scene), subject.name, subject.product)
    quantity = subject.metric
    if (place.edge == "T" or place.figure.kind == "measure") and _says_itself(scene, place, role, group, own):
        return
    if has_object and _object_owns(scene, role, group, objects, place, verb):
        return
    if group.kind in ("up", "down"):
        _choose_change(scene, place, role, own, subject, verb)
        role.after_change = place.edge == "T"
    elif group.kind == "level" or _is_put(scene, place, group):
        _choose_level(scene, place, role, group, subject, own, verb)
    elif group.kind == "light" or (place.edge == "P" and place.before in ("with", "on")):
        role.metric = scene.text(own) or quantity or _on_board(scene, place) or verb
        if has_own and place.figure.kind in ("percentage", "fraction"):
            role.share_of = own
    elif place.figure.kind in ("percentage", "fraction") and has_own:
        role.metric = _spent_on(scene, group, own, verb) or scene.text(own)
        role.share_of = own
    elif (
        has_own and _is_direct(scene, place, own) and place.figure.kind in ("count", "measure") and group.kind == "act"
    ):
        _act_on(scene, place, role, group, own)
    elif has_own and _says_own(scene, place, own):
        role.metric = scene.text(own)
    elif place.noun[1] > place.noun[0] and place.figure.kind in ("money", "percentage"):
        role.metric = scene.text(place.noun)
    elif group.base in ("spend", "waste", "lavish"):
        thing = scene.complement(place.at + 1, ("on", "for"))
        bought = scene.text(thing)
        role.metric = f"{verb} {scene.tokens.words[place.at + 1]} {bought}" if bought else scene.text(own) or verb
    elif quantity and place.edge == "T":
        role.metric = role.quantity = quantity  # "inflation cooled to 42%"
    else:
        role.metric = _with_place(scene, place, group, verb) if group.base != "be" else scene.text(own)


def _act_on(scene: Scene, place: Place, role: Role, group: Group, own: Span) -> None:
    """Sets the metric where the verb acts on what is counted: the verb with it, or what they are said to be."""
    role.metric = _rated(scene, own[1])
    if role.metric is not None:
        role.subject, role.named = scene.text(own), False
    else:
        role.metric = f"{_with_place(scene, place, group, _verb_words(scene, group))} {scene.text(own)}"


def _is_put(scene: Scene, place: Place, group: Group) -> bool:
    """Whether the verb only says who reckons so: "the damage is put at $3bn"."""
    return group.base in _PUT and place.before == "at" and "B" in scene.tokens.classes[group.first : group.last]


def _rated(scene: Scene, at: int) -> str | None:
    """ "Damaged" of "list 11,300 houses as damaged": what the counted are said to be."""
    tokens = scene.tokens
    fits = tokens.words[at] == "as" and tokens.classes[at + 1] in "JV" and tokens.classes[at + 2] in ".,;CPS"
    return tokens.slice(at + 1, at + 2) if fits else None


def _spent_on(scene: Scene, group: Group, own: Span, verb: str) -> str | None:
    """ "Spends 2.6% of GDP on defence": what a share of something is spent on."""
    spent = scene.complement(own[1], ("on",)) if group.base == "spend" else _EMPTY
    return f"{verb} on {scene.text(spent)}" if spent[1] > spent[0] else None


def _says_itself(scene: Scene, place: Place, role: Role, group: Group, own: Span) -> bool:
    """Whether the words after the figure name what it measures, whatever the verb; then the metric is set."""
    tokens = scene.tokens
    if own[1] > own[0] and place.edge == "T" and place.figure.kind == "money" and is_metric(tokens, own[1] - 1):
        role.metric = role.quantity = scene.text(own)  # "raised to $3bn of operating profit from $2bn"
        return True
    over = tokens.words[place.at + 1] in ("above", "below", "beneath")
    if place.figure.kind == "measure" and group.kind == "level" and over:
        level = noun_run_after(tokens, place.at + 2)
        if level > place.at + 2:
            role.metric = tokens.slice(place.at + 1, level)  # "sits 3,046 m above sea level"
            return True
    return False


def _compared_quality(scene: Scene, place: Place) -> str | None:
    """ "Faster" of "is 20% faster", "more likely" of "are twice more likely"."""
    tokens, at = scene.tokens, place.at + 1
    if tokens.classes[at] != "L":
        return None
    if tokens.words[at] in ("more", "less") and tokens.classes[at + 1] in "JAN":
        return tokens.slice(at, at + 2)
    return None if tokens.words[at] in _PLAIN_COMPARATIVES else tokens.slice(at, at + 1)


_PLAIN_COMPARATIVES: Final = frozenset(("more", "less", "fewer", "higher", "lower", "greater"))


def _is_direct(scene: Scene, place: Place, own: Span) -> bool:
    """Whether the verb acts on what the figure counts: "sold 5m cars", "flies 24 of the type"."""
    return place.edge in "VG" and (place.noun[1] > place.noun[0] or scene.tokens.words[own[0] - 1] != "in")


def _is_place(scene: Scene, own: Span) -> bool:
    """Whether "of Earth" only says from where a distance counts."""
    return (
        scene.tokens.classes[own[0]] == "K"
        and not is_metric(scene.tokens, own[1] - 1)
        and own[1] - own[0] == 1
        and (scene.tokens.words[own[0]] not in _STUFF)
    )


_STUFF: Final = frozenset(("ram", "vram", "ddr5", "ddr4", "hbm"))


def _on_board(scene: Scene, place: Place) -> str | None:
    """The place after a bare count: "had 140 on board"."""
    tokens = scene.tokens
    if tokens.words[place.at + 1] not in ("on", "aboard", "in") or place.figure.kind != "count":
        return None
    high = noun_run_after(tokens, place.at + 2)
    timed = high > place.at + 2 and (tokens.marks[high - 1] & TIME_NOUN or tokens.classes[high - 1] == "Y")
    return tokens.slice(place.at + 1, high) if high > place.at + 2 and not timed else None


def _spoken_of(scene: Scene) -> str | None:
    """The quantity the sentence spoke of last."""
    if scene.previous and scene.previous.quantity:
        return scene.previous.quantity
    return scene.discourse.memory.get("en.metric")


def _is_same_quantity(scene: Scene, place: Place, index: int) -> bool:
    """Whether "it" stands for a quantity: one of this sentence, or the one told last where the unit is the same."""
    if not _is_it(scene, index):
        return False
    if scene.previous is not None:
        return True
    unit = scene.discourse.memory.get("en.unit")
    return place.figure.kind in ("percentage", "money") and unit == f"{place.figure.kind} {place.figure.unit}"


def _is_it(scene: Scene, index: int) -> bool:
    """Whether the verb's subject is "it", which may stand for a quantity just spoken of."""
    span = subject_of(scene.clauses, index) if index >= 0 else None
    return span is not None and scene.tokens.words[span[0]] == "it"


def _verb_words(scene: Scene, group: Group) -> str:
    """The verb as written; of "were up" and "go down" the word that says something."""
    words = scene.tokens.words
    after = words[group.last]
    if group.kind in ("up", "down") and after in ("up", "down") and (group.base, after) in lexicon().phrases:
        return after
    return scene.tokens.slice(group.last - 1, group.last)


def _says_own(scene: Scene, place: Place, own: Span) -> bool:
    """Whether what the figure is of says more than the verb: "billions in fees", "twice as much airtime"."""
    if place.figure.kind == "count" and place.noun[1] == place.noun[0]:
        return True
    if scene.group(scene.governing(place.at)).kind in ("say", "plan", "expect", "help"):
        return True
    if place.figure.kind == "money" and is_metric(scene.tokens, own[1] - 1):
        return True
    return place.figure.kind == "performance" or scene.tokens.words[place.at + 1] == "as"


def _with_place(scene: Scene, place: Place, group: Group, verb: str) -> str:
    """The verb with its particle and the place it sells to: "took home", "sold overseas"."""
    words = scene.tokens.words
    if (group.base, words[group.last] if group.last < len(words) else "") in lexicon().phrases:
        verb = scene.tokens.slice(group.last - 1, group.last + 1)
    after = max(place.noun[1], place.at + 1)
    if after < len(words) and words[after] in ("overseas", "abroad", "worldwide", "globally", "online"):
        verb = f"{verb} {words[after]}"
    return verb


def _choose_change(scene: Scene, place: Place, role: Role, own: Span, subject: Phrase, verb: str) -> None:
    """ "lost 10% of market share", "degraded 40% of the land", "cut 40,000 spots", "revenue rose 3%"."""
    quantity = subject.metric
    if verb in ("up", "down") and quantity is None and not subject.name:
        quantity = subject.owner  # "burglaries were down 12%"
    if quantity is None and own[1] <= own[0] and not subject.name and _reaches(scene, place, role.group):
        quantity = subject.owner  # "aircraft movements edged up to 231,000"
    role.quantity = quantity
    if own[1] > own[0] and place.edge == "T" and place.figure.kind == "count" and not quantity:
        role.metric = scene.text(own)
    elif own[1] <= own[0] or place.edge in "PT" or (quantity and not _is_lost(place)):
        role.metric = quantity or verb
    elif is_metric(scene.tokens, own[1] - 1) or place.figure.kind == "count":
        role.metric, role.share_of = scene.text(own), own
    else:
        role.metric = verb
        if place.figure.kind in ("percentage", "fraction"):
            role.subject, role.named, role.share_of = scene.text(own), False, own


def _reaches(scene: Scene, place: Place, index: int) -> bool:
    """Whether the figure is the level that the subject itself came to: "rose to 300", "rose 3% to 300"."""
    if place.edge != "T" or index < 0 or place.figure.kind in ("duration", "age"):
        return False
    group = scene.group(index)
    span = subject_of(scene.clauses, index)
    if span is None or scene.tokens.classes[span[0]] == "Q" or scene.tokens.classes[span[1] - 1] == "Q":
        return False
    gap = scene.tokens.classes[group.last : place.left]
    passive = "B" in scene.tokens.classes[group.first : group.last]
    return gap.strip("AF") == "T" and not passive and not group.infinitive


def _is_lost(place: Place) -> bool:
    """Whether a count is the object of a verb of change: "the target would eliminate 2.7 million jobs"."""
    return place.figure.kind == "count" and place.edge == "V" and place.noun[1] > place.noun[0]


def _object_owns(scene: Scene, role: Role, group: Group, objects: Span, place: Place, verb: str) -> bool:
    """Handles a noun phrase between verb and figure; True when it settled the metric."""
    if group.base in _COPULAS and scene.tokens.classes[objects[0]] not in "DZK":
        return False  # "was less impressive at ¥56.9bn"
    phrase = scene.phrase(objects)
    if place.before == "by" and (group.base.startswith("out") or group.base in lexicon().rivals):
        role.metric, role.baseline = verb, phrase.owner or scene.text(objects)
        return True
    if place.edge in "PT" and place.before in ("by", "to", "from", "at"):
        role.metric = phrase.metric or verb
        done_to = (
            place.before == "by"
            and group.kind in ("act", "light")
            and phrase.metric is None
            and role.subject is not None
        )
        if done_to:  # "carried the voters by 12 points": whoever did it
            role.metric = f"{verb} {scene.text(objects) or ''}".strip()
        elif phrase.owner or (place.before == "at" and group.base in lexicon().putting):
            role.owned_by(phrase)  # who puts inflation at 81% only says so
        role.quantity = role.metric
        role.after_change = place.edge == "T"
        return True
    hedge = scene.tokens.text[place.figure.outer_start : place.figure.start]
    if place.edge in "NK" and hedge.startswith(("starting", "start", "priced", "costing")):
        role.owned_by(phrase)
        role.metric = phrase.metric or phrase.owner
        return True
    if group.base in ("cost", "save", "earn") and phrase.owner:
        role.owned_by(phrase)
        role.metric = verb
        return True
    return False


def _choose_level(scene: Scene, place: Place, role: Role, group: Group, subject: Phrase, own: Span, verb: str) -> None:
    if (
        own[1] > own[0]
        and place.figure.kind in _OWN_NOUN_COUNTS
        and not (place.figure.kind == "measure" and (subject.metric or _is_place(scene, own)))
    ):
        stated = place.figure.kind == "count" or group.base in _STATES  # "exports were 30% of GDP"
        metric = (subject.metric if stated else None) or scene.text(own)
        role.metric, role.share_of = metric, own
    elif subject.metric:
        role.metric = role.quantity = subject.metric
    elif group.base == "be" and _compared_quality(scene, place):
        role.metric = _compared_quality(scene, place)
    elif group.base == "be" and complement_after(scene, place):
        role.metric = complement_after(scene, place)
    elif group.base == "be" and scene.tokens.words[group.last] in ("up", "down"):
        role.metric = scene.tokens.slice(group.last, group.last + 1)
    elif group.base in _SUMS and place.edge in "TP" and place.before in ("to", "at") and place.left == group.last + 1:
        role.metric = subject.owner or verb  # "the monthly increase came to 6,100"
    elif group.base == "average" and subject.owner and not subject.name:
        role.metric = subject.owner  # "on-time departures averaged 87%"
    elif group.base in _QUOTING or group.base not in _STATES:
        role.metric = verb
    else:
        own_of = own if place.noun[1] > place.noun[0] or scene.tokens.words[own[0] - 1] == "of" else _EMPTY
        role.metric = scene.text(own_of) or subject.owner
