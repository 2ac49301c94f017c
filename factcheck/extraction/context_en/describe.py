"""The door of the English context grammar: one context for each figure of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from claims_db.claim import Modality
from factcheck.extraction.context import Context, Discourse, Sentence
from factcheck.extraction.context_en.attribution import Attributions
from factcheck.extraction.context_en.baseline import relative_to
from factcheck.extraction.context_en.clauses import subject_of
from factcheck.extraction.context_en.dating import Dating
from factcheck.extraction.context_en.direction import direction
from factcheck.extraction.context_en.events import with_events
from factcheck.extraction.context_en.fiscal import is_over
from factcheck.extraction.context_en.groups import find_clauses
from factcheck.extraction.context_en.lexicon import head_mark
from factcheck.extraction.context_en.marks import CORPORATE, ORGANISATION, PERSON, PRODUCT, SPEC
from factcheck.extraction.context_en.modality import modality
from factcheck.extraction.context_en.periods import Period, find_periods
from factcheck.extraction.context_en.respective import share_out
from factcheck.extraction.context_en.role import Place, Role
from factcheck.extraction.context_en.roles import find_role
from factcheck.extraction.context_en.scene import Scene, clean
from factcheck.extraction.context_en.tokens import Tokens, tokenize

LONGEST: Final = 2400
"""Code points of the longest stretch read as one."""
_MARGIN: Final = 300
_MEMORY: Final = 900
_LONGEST_IDLE: Final = 400
_OPENING: Final = 12
_ANAPHORS: Final = frozenset(("it", "its", "they", "their", "he", "she", "his", "her", "them"))
_OPENERS: Final = frozenset(("in", "for", "during", "over", "in the", "for the", "during the", "over the"))
_PERIOD_PREFIX: Final = re.compile(
    r"\A(?:(?:fiscal|full-year|(?:first|second|third|fourth|final|last)[- ](?:quarter|half)"
    r"|(?:19|20)\d\d(?:['’]s)?)\s+)+",
    re.IGNORECASE,
)
_PREFIX_BEGINS: Final = frozenset("fstlFSTL12")
_BUILT_FOR: Final = frozenset(("designed", "rated"))
_MONTH_ALONE: Final = re.compile(r"\d{4}(?:-\d\d|Q\d)\Z")
_DIGITS: Final = re.compile(r"\d")
_TIMELESS: Final = frozenset(("performance", "age", "duration"))


def describe(text: str, sentence: Sentence, discourse: Discourse) -> list[Context]:
    """Say for each of ``sentence.figures``, in order, whose it is and what it measures.

    ``text`` is the whole repaired view; all offsets count code points of it. ``discourse`` is read to resolve "the
    company" or "a year earlier", and takes up what this sentence adds. Linear in the length of the sentence.
    """
    if not sentence.figures:
        discourse.memory["en.idle"] = f"{sentence.start} {sentence.end}"
        discourse.memory.pop("en.main", None)
        return []
    if sentence.end - sentence.start > LONGEST:
        return [context for part in _parts(sentence) for context in describe(text, part, discourse)]
    _forget(discourse, sentence.start)
    _forget_past(text, sentence.start, discourse)
    tokens = tokenize(text, sentence.start, sentence.end, sentence.figures)
    _catch_up(tokens, discourse)
    scene = Scene(tokens, find_clauses(tokens), discourse, sentence.figures)
    attributions = Attributions(scene)
    scene.subjects.clear()
    roles: list[tuple[Place, Role]] = []
    for index, figure in enumerate(sentence.figures):
        place = scene.place(figure, tokens.figure_at[index])
        role = find_role(scene, place)
        _remember(discourse, role)
        roles.append((place, role))
    share_out(scene, roles)
    _remember_main(scene)
    periods = find_periods(tokens, discourse.published, discourse.organisation, discourse.period)
    dating = Dating(scene, with_events(tokens, periods))
    contexts: list[Context] = []
    for place, role in roles:
        context = _context(sentence, scene, place, role, dating, periods, attributions)
        if contexts and context.modality == "forecast" and context.as_of is None and dating.is_compared(place.at, role):
            context.period = contexts[-1].period  # "rather than the 15m it pencilled in": for the same time
        contexts.append(context)
    last = roles[-1][0].figure
    discourse.memory["en.unit"] = f"{last.kind} {last.unit}"
    return contexts


def _parts(sentence: Sentence) -> Iterator[Sentence]:
    """A sentence too long to be one, cut around its figures, so that no rule sees more than ``LONGEST``."""
    figures = sentence.figures
    first = 0
    while first < len(figures):
        low = max(sentence.start, figures[first].start - _MARGIN, figures[first - 1].end if first else 0)
        last = first + 1
        while last < len(figures) and figures[last].end - low < LONGEST - _MARGIN:
            last += 1
        following = figures[last].start if last < len(figures) else sentence.end
        high = min(max(figures[last - 1].end, figures[last - 1].outer_end) + _MARGIN, following, sentence.end)
        yield Sentence(low, max(high, figures[last - 1].end), sentence.lang, figures[first:last])
        first = last


def _forget(discourse: Discourse, start: int) -> None:
    """Drops what was said so long ago that "it" and "they" can no longer mean it."""
    since = start - discourse.at if discourse.at >= 0 else 0
    if since > _MEMORY:
        discourse.subject = discourse.product = None
        discourse.memory.pop("en.main", None)
        discourse.memory.pop("en.metric", None)
    if since > 2 * _MEMORY:
        discourse.period = discourse.period_text = None
    discourse.at = start


def _forget_past(text: str, start: int, discourse: Discourse) -> None:
    """Drops a period long past when a new paragraph begins: "in 1987" dates what it opens, not the rest of the text."""
    told = discourse.period
    if told is None or text.find("\n", int(discourse.memory.get("en.told", start)), start) < 0:
        return
    year = _YEAR_IN.search(told)
    latest = discourse.published.year if discourse.published else int(discourse.memory.get("en.latest", "0"))
    if year is not None and int(year.group()) < latest - _RECENT:
        discourse.period = discourse.period_text = None


_YEAR_IN: Final = re.compile(r"\d{4}(?!.*\d{4})")
_RECENT: Final = 2
"""Years within which reports compare as a matter of course."""


def _tell(discourse: Discourse, period: Period) -> None:
    """Hands a period on to what follows."""
    discourse.period, discourse.period_text = period.resolved, period.text
    discourse.memory["en.told"] = str(period.end)
    year = _YEAR_IN.search(period.resolved or "")
    if year is not None and int(year.group()) > int(discourse.memory.get("en.latest", "0")):
        discourse.memory["en.latest"] = year.group()


def _catch_up(tokens: Tokens, discourse: Discourse) -> None:
    """Reads the subject of a sentence without figures just before, if this one may refer to it."""
    idle = discourse.memory.pop("en.idle", None)
    if idle is None or not _refers_back(tokens):
        return
    start, end = map(int, idle.split())
    before = tokenize(tokens.text, start, min(end, start + _LONGEST_IDLE), [])
    scene = Scene(before, find_clauses(before), discourse, [])
    Attributions(scene)
    _note_person(before, discourse)
    _note_period(before, scene)
    for index, group in enumerate(scene.clauses.groups):
        if group.infinitive or group.participle:
            continue
        phrase = scene.clause_subject(index)
        if phrase.owner and phrase.name:
            role = Role()
            role.owned_by(phrase)
            _remember(discourse, role)
            return
    named = _FIRST_NAME.match(before.classes)
    owner = before.slice(0, named.end()) if named and not scene.clauses.groups else _possessor(before)
    if owner is not None:
        discourse.organisation = owner


def _possessor(tokens: Tokens) -> str | None:
    """The name whose something a sentence spoke of: "Shops cannot get enough of Nintendo's console"."""
    mark = tokens.classes.rfind("K'")
    if mark < 0:
        return None
    low = mark
    while low and tokens.classes[low - 1] == "K":
        low -= 1
    return tokens.slice(low, mark + 1)


_FIRST_NAME: Final = re.compile("KK+")
_INTRODUCED: Final = re.compile(r"(?:[.;]|\A)(?P<name>KK+),D?[JNK']*N,")


def _note_person(tokens: Tokens, discourse: Discourse) -> None:
    """Takes up who "he" may mean: "Ann Lam, the chief executive, is in an expansive mood"."""
    match = _INTRODUCED.search(tokens.classes)
    if match and any(mark & PERSON for mark in tokens.marks[match.end("name") : match.end()]):
        discourse.memory["en.person"] = tokens.slice(match.start("name"), match.end("name"))


def _note_period(before: Tokens, scene: Scene) -> None:
    """Takes up the period that a sentence without figures opens with: "For the year to March it left its outlook …"."""
    discourse = scene.discourse
    for period in find_periods(before, discourse.published, discourse.organisation, discourse.period)[:1]:
        ahead = before.text[before.starts[0] : period.start].strip().lower()
        if period.resolved and not period.dated and not period.baseline and ahead in _OPENERS:
            _tell(discourse, period)


def _refers_back(tokens: Tokens) -> bool:
    """Whether the sentence opens with something that may stand for the subject of the one before."""
    opening = tokens.classes[:_OPENING]
    if "Q" in opening or "Z" in opening:
        return not _ANAPHORS.isdisjoint(tokens.words[:_OPENING])
    if opening[:1] != "D":
        return False
    return any(mark & (ORGANISATION | PRODUCT) for mark in tokens.marks[1:5])


def _context(
    sentence: Sentence,
    scene: Scene,
    place: Place,
    role: Role,
    dating: Dating,
    periods: list[Period],
    attributions: Attributions,
) -> Context:
    context = Context(sentence.start, sentence.end, clean(role.subject), _timeless(clean(role.metric)))
    context.modality = modality(scene, place, role)
    context.direction = direction(scene, place, role)
    context.relative_to = clean(relative_to(scene, place, role, periods))
    context.attributed_to = clean(attributions.of(place.at))
    discourse = scene.discourse
    period = _period_of(dating, place, role, discourse)
    if period is not None:
        context.as_of, context.period = period.text, period.resolved
        if context.modality in ("forecast", "target"):
            context.period = _still_to_come(period, discourse.published)
        if (
            period.resolved
            and not period.dated
            and not period.baseline
            and not period.aside
            and context.modality == "actual"
            and not dating.is_compared(place.at, role)
        ):
            _tell(discourse, period)
    elif discourse.period is not None and not _is_timeless(place, role) and not dating.is_from(place.at):
        context.period = discourse.period if _holds_on(scene, role, context.modality) else None
    if place.figure.comparator == "le" and scene.tokens.words[place.at - 2 : place.at] == ["up", "to"]:
        context.comparator = "eq"  # "it went up to 4.4%"
    if place.figure.comparator == "gt":
        _settle_over(context, scene, place)
    return context


def _still_to_come(period: Period, published: date | None) -> str | None:
    """The period of a forecast: "by December" is the next December, not the last one."""
    resolved = period.resolved
    if published is None or resolved is None or _MONTH_ALONE.match(resolved) is None or _DIGITS.search(period.text):
        return resolved
    if _STATED.search(period.text) or not is_over(resolved, published):
        return resolved
    return f"{int(resolved[:4]) + 1}{resolved[4:]}"


_STATED: Final = re.compile(r"\b(?:last|ago|before|earlier|previous)\b", re.IGNORECASE)


_WITH_OVER: Final = frozenset(("presided", "turned", "turns", "turning", "handed", "hand"))
"""Verbs whose "over" is no bound: "the club turned over $196m"."""


def _settle_over(context: Context, scene: Scene, place: Place) -> None:
    """ "Over" right after another figure says for how long, not "more than": "$3m over five years"."""
    tokens = scene.tokens
    if not tokens.text.startswith("over ", tokens.starts[place.at]):
        return
    lasts = place.figure.kind == "duration" and tokens.classes[place.at - 1 : place.at] in ("F", "N", "K")
    lasts = lasts and tokens.words[place.at + 1] not in ("ago", "earlier", "before", "old")
    if lasts or (tokens.words[place.at - 1] in _WITH_OVER):
        context.comparator = "eq"


def _holds_on(scene: Scene, role: Role, modality: Modality) -> bool:
    """Whether a figure without a period of its own may be of the one told before.

    What is so now is not, nor what is foretold or has come about by now, where that time is over.
    """
    if _is_present(scene, role):
        return False
    told, published = scene.discourse.period, scene.discourse.published
    if told is None or published is None or not is_over(told, published):
        return True
    if modality in ("forecast", "target"):
        return False
    if role.group < 0 or scene.tokens.words[scene.group(role.group).first] not in ("has", "have"):
        return True
    year = _YEAR_IN.search(told)
    return year is None or int(year.group()) == published.year


def _is_present(scene: Scene, role: Role) -> bool:
    """Whether the verb says what is so now ("the console costs $450"), whatever time was spoken of before."""
    if role.group < 0:
        return False
    group = scene.group(role.group)
    if group.infinitive or group.participle or group.kind not in ("act", "light", "level"):
        return False
    return group.last == group.first + 1 and ((group.word.endswith("s") and group.word != "was") or group.word == "are")


def _is_timeless(place: Place, role: Role) -> bool:
    """Whether no earlier period dates the figure: a property of a thing, or a measure that only describes one."""
    kind = place.figure.kind
    return kind in _TIMELESS or _is_spec(role) or (kind == "measure" and (role.describes or role.metric in _BUILT_FOR))


def _period_of(dating: Dating, place: Place, role: Role, discourse: Discourse) -> Period | None:
    """Of a property of a thing, a period in another clause says nothing."""
    return dating.of(place.at, role, discourse.period or ("" if _is_spec(role) else None))


def _timeless(metric: str | None) -> str | None:
    """The metric without its period: "fiscal first-quarter revenue" is revenue; ``as_of`` has the rest."""
    if not metric or metric[0] not in _PREFIX_BEGINS:
        return metric or None
    prefix = _PERIOD_PREFIX.match(metric)
    return metric[prefix.end() :] or metric if prefix else metric


def _is_spec(role: Role) -> bool:
    """Whether the metric is a property that needs no period: a range, a height."""
    return role.metric is not None and head_mark(role.metric) & SPEC != 0


def _remember_main(scene: Scene) -> None:
    """Keeps the subject of the sentence's first verb: what "it" at the head of the next sentence stands for."""
    memory = scene.discourse.memory
    memory.pop("en.main", None)
    groups, classes = scene.clauses.groups, scene.tokens.classes
    for index in range(min(2, len(groups))):
        group = groups[index]
        if group.infinitive or classes[group.last - 1] == "G":
            return
        span = subject_of(scene.clauses, index)
        if span is None or "F" in classes[span[0] : span[1]] or classes[span[0]] in "QZ":
            return
        phrase = scene.clause_subject(index)
        if group.kind != "say" or phrase.name:
            if phrase.owner and (phrase.name or not phrase.owner.endswith("s")):
                memory["en.main"] = phrase.owner
            return


def _remember(discourse: Discourse, role: Role) -> None:
    if not role.subject or role.whole:
        return
    discourse.subject = role.subject
    if role.metric:
        discourse.memory["en.metric"] = role.metric
    if role.named and role.product:
        discourse.product = role.subject
    elif role.named:
        name = role.possessor or role.subject
        if discourse.organisation and discourse.organisation != name:
            discourse.memory["en.pair"] = f"{discourse.organisation} and {name}"
        discourse.organisation = name
        corporate = role.metric and head_mark(role.metric) & CORPORATE
        if corporate or "en.reporter" not in discourse.memory:
            discourse.memory["en.reporter"] = name
