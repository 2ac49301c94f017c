"""What a figure is compared with: "from a year earlier", "than the H100", "of Nvidia's revenue", "from 61%"."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.context_en.lexicon import lexicon
from factcheck.extraction.context_en.marks import COMPARING, METRIC, TIME_NOUN
from factcheck.extraction.context_en.periods import Period
from factcheck.extraction.context_en.phrases import bare, noun_run_after
from factcheck.extraction.context_en.role import Place, Role
from factcheck.extraction.context_en.scene import Scene

_REACH: Final = 9
_FAR: Final = 16
"""Tokens after the figure up to which words are looked for that compare and do nothing else."""
_ALWAYS: Final = frozenset(("than", "versus", "compared"))


def relative_to(scene: Scene, place: Place, role: Role, periods: list[Period]) -> str | None:
    """The baseline of ``place.figure`` as written, or None."""
    if role.baseline is not None:
        return role.baseline
    tokens = scene.tokens
    began = began_at(scene, place)
    if began >= 0:
        return scene.figure_text(began)
    stood = _stood_before(scene, place, role)
    if stood is not None:
        return stood
    at = place.at + 1
    if tokens.words[at] == "as" and (tokens.words[at + 1] in ("much", "many") or tokens.words[at + 2] == "as"):
        return _second_as(scene, at + 2)
    if place.figure.kind in ("multiple", "fraction"):
        whole = _multiplied(scene, place, at)
        if whole is not None:
            return whole
    if tokens.present & COMPARING or len(scene.figures) > 1:
        found = _compared(scene, place, role, periods)
        if found is not None:
            return found
    qualifies = place.figure.kind == "percentage" and place.noun[1] > place.noun[0]  # "a 10% pay rise": no share
    if role.share_of is not None and place.figure.kind in ("percentage", "fraction") and not qualifies:
        return tokens.slice(*bare(tokens, *role.share_of)) or None
    if tokens.words[at] == "of":
        return _clause_after_of(scene, place)
    return _since(scene, place, periods) if tokens.words[at] == "since" else None


def _compared(scene: Scene, place: Place, role: Role, periods: list[Period]) -> str | None:
    """What a word of comparison behind the figure leads to: "than the H100", "from a year earlier"."""
    tokens = scene.tokens
    at = place.at + 1
    for step in range(at, min(at + _FAR, len(tokens.words))):
        if step >= at + _REACH and tokens.words[step] not in _ALWAYS:
            continue
        code = tokens.classes[step]
        if code in ".;VMBHSF":
            if code == "V" and tokens.words[step + 1] == "short":
                continue
            if code == "F" and _than_the(scene, place, step):
                return scene.figure_text(step)
            if code == "F" and tokens.words[step + 1] in _NORMS:
                return _norm_after(scene, step)
            if code != "F" or tokens.words[step - 1] != "to":
                break
        if tokens.marks[step] & COMPARING:
            found = _after_marker(scene, place, role, step, periods)
            if found is None and step == at and tokens.words[step] in ("on", "over") and role.change:
                held = at + 1 + (tokens.classes[at + 1] == "D")  # "a rise of 4% on the $9.8bn it earned before"
                found = scene.figure_text(held) if tokens.classes[held] == "F" else None
            if found is not None:
                return found
    if tokens.classes[at] == "L":
        return _after_parallel(scene, at + 1)
    if role.group >= 0 and scene.group(role.group).first > place.at:
        return _after_predicate(scene, place, scene.group(role.group).last)
    return None


def _after_parallel(scene: Scene, at: int) -> str | None:
    """X of "needs 40% less energy and runs twice as fast than X": shared by two comparisons joined with "and"."""
    tokens = scene.tokens
    joined = tokens.classes.find("C", at, at + _REACH)
    if joined < 0 or any(code in ".,;SRI" for code in tokens.classes[at:joined]):
        return None
    for step in range(joined + 1, min(joined + _REACH, len(tokens.words))):
        if tokens.words[step] == "than":
            return _thing_compared(scene, step + 1, told=True) if tokens.classes[step - 1] in "LN" else None
        if tokens.classes[step] in ".,;SRI":
            return None
    return None


def _stood_before(scene: Scene, place: Place, role: Role) -> str | None:
    """A of "margin, which had stood at A, narrowed to B"."""
    if place.edge != "T" or role.group < 1 or scene.group(role.group).kind not in ("up", "down"):
        return None
    tokens, earlier = scene.tokens, scene.group(role.group - 1)
    if tokens.words[earlier.first] != "had" or tokens.classes[earlier.first - 1] != "R" or earlier.last >= place.at:
        return None
    at = next((at for at in tokens.figure_at if earlier.last <= at < place.at), -1)
    if at < 0 or at > scene.group(role.group).first:
        return None
    before = scene.figures[tokens.figure_at.index(at)]
    alike = (before.kind, before.unit) == (place.figure.kind, place.figure.unit)
    return scene.figure_text(at) if alike else None


def _after_predicate(scene: Scene, place: Place, low: int) -> str | None:
    """ "One in six is obese, compared with one in nine": what a figure in the subject is held against."""
    tokens = scene.tokens
    for at in range(low, min(low + _REACH, len(tokens.words) - 2)):
        if tokens.classes[at] in ".;VMHF" and at > low:
            return None
        if tokens.words[at] in ("compared", "versus", "against") and tokens.classes[at - 1] == ",":
            held = at + 1 + (tokens.words[at + 1] in ("with", "to"))
            if tokens.classes[held] == "D" and tokens.classes[held + 1] != "F":
                return _thing_compared(scene, held)  # "…, against a national average of 33%"
            held += tokens.classes[held] in "AD"
            if tokens.classes[held] != "F":
                return None
            kind = scene.figures[tokens.figure_at.index(held)].kind
            return scene.figure_text(held) if kind == place.figure.kind else None
    return None


def _than_the(scene: Scene, place: Place, at: int) -> bool:
    """Whether the figure at token ``at`` is one that this one is held against: ", more than the $6bn it had"."""
    tokens = scene.tokens
    other = scene.figures[tokens.figure_at.index(at)]
    return other.kind == place.figure.kind and " than the " in tokens.text[tokens.starts[at] : other.start]


def _norm_after(scene: Scene, at: int) -> str | None:
    """ ", well below the five-year average of 7.9 tonnes": the norm of so many years, with its height."""
    tokens = scene.tokens
    figure = scene.figures[tokens.figure_at.index(at)]
    held = tokens.text[tokens.starts[at] : figure.start].lower().split() or tokens.words[at - 2 : at]
    if _OVER_NORMS.isdisjoint(held):
        return None
    end = at + 2
    if tokens.classes[end : end + 2] == "OF":
        return scene.figure_text(end + 1)
    return tokens.text[figure.start : tokens.ends[end - 1]]


def _since(scene: Scene, place: Place, periods: list[Period]) -> str | None:
    """The time a change is counted from: "up sevenfold since 2021"."""
    tokens = scene.tokens
    at = place.at + 1
    start = tokens.starts[at + 1]
    timed = (period for period in periods if period.text[:6].lower() == "since ")
    began = next((period for period in timed if start <= period.start <= start + 8), None)
    return tokens.text[began.start : began.end].rstrip(".") if began is not None else None


def _multiplied(scene: Scene, place: Place, at: int) -> str | None:
    """What a multiple multiplies: "twice the speed of …", "half the level of a year ago", "ten times what it made"."""
    tokens = scene.tokens
    digits = tokens.text[place.figure.start].isdigit()
    verb = tokens.classes[place.at] == "V" or (
        not digits and tokens.text[place.figure.end - 4 : place.figure.end] in ("fold", "bled")
    )
    if place.figure.kind == "multiple" and not digits and tokens.classes[at : at + 3] in ("LDF", "LPF"):
        return scene.figure_text(at + 2)
    if verb or (place.figure.kind == "fraction" and tokens.classes[at] not in "DZ"):
        return None
    own = place.noun
    if place.figure.kind == "multiple" and own[1] > own[0] and own[0] == at and tokens.marks[own[1] - 1] & METRIC:
        return scene.text(own) if tokens.classes[at] not in "LF" else None  # "costs 11 times local earnings"
    if tokens.classes[at] == "D" and tokens.marks[noun_run_after(tokens, at) - 1] & TIME_NOUN:
        return None  # "one in nine a decade ago"
    if tokens.words[at] == "what":
        index = scene.clauses.before(at) + 1
        groups = scene.clauses.groups
        if index < len(groups) and groups[index].last - at < _REACH:
            last = groups[index].last
            return tokens.slice(at, last + (tokens.classes[last : last + 1] == "A"))
    if tokens.classes[at] in "DZQ" or tokens.words[at] == "that":
        high = noun_run_after(tokens, at + (tokens.words[at] == "that"))
        if tokens.classes[high : high + 1] == "O":
            last = noun_run_after(tokens, high + 1)
            if tokens.words[high + 1] == "those":
                last = _of_pronoun(scene, high + 1)
            high = last if last > high + 1 else high
            if tokens.words[high : high + 1] == ["ago"]:
                high += 1
        high += tokens.words[high : high + 1] in (["high"], ["low"])  # "half its 2021 high"
        return tokens.slice(at, high) or None
    if tokens.classes[at : at + 3] in ("LDF", "LPF"):
        return scene.figure_text(at + 2)
    return None


def _figure_token(scene: Scene, start: int) -> int:
    tokens = scene.tokens
    return next((at for at in tokens.figure_at if tokens.starts[at] <= start < tokens.ends[at]), -1)


def began_at(scene: Scene, place: Place) -> int:
    """The token of A in "from A to B" where B is this figure, or -1."""
    if place.figure.change_from is not None:
        return _figure_token(scene, place.figure.change_from)
    if place.edge != "T":
        return -1
    tokens = scene.tokens
    for at in range(place.left - 2, max(-1, place.left - 12), -1):
        if tokens.classes[at] == "F":
            step = at
            while step and tokens.classes[step - 1] in "APDJL" and tokens.words[step - 1] != "from":
                step -= 1
            before = tokens.words[step - 1] if step else ""
            began = before == "from" or "from" in tokens.text[tokens.starts[at] : tokens.ends[at]].split()
            return at if began else -1
        if tokens.classes[at] in ".;VS":
            return -1
    return -1


def _after_marker(scene: Scene, place: Place, role: Role, step: int, periods: list[Period]) -> str | None:
    tokens = scene.tokens
    word = tokens.words[step]
    low = step + 1
    while low < len(tokens.words) and tokens.words[low] in ("with", "to", "in", "of", "at", "by", "during"):
        low += 1
    if low >= len(tokens.words):
        return None
    if word == "past" and tokens.words[step - 1] in ("the", "this", "over"):
        return None  # "over the past seven months"
    period = _period_at(scene, low, periods)
    if period is not None:
        if not period.baseline and word in ("on", "over", "from"):
            return None
        return tokens.text[min(period.start, tokens.starts[low]) : period.end].rstrip(".")
    if word in ("on", "over"):
        planned = word == "over" and step == place.at + 1 and tokens.marks[low] & METRIC != 0
        high = noun_run_after(tokens, low)
        if (
            role.change is None
            and step == place.at + 1
            and high > low
            and tokens.words[high - 1] in ("level", "levels")
        ):
            return tokens.slice(*bare(tokens, low, high))  # "down 22% on pre-pandemic levels"
        return tokens.slice(low, low + 1) if planned and tokens.classes[low + 1] in ".,;CS" else None  # "over budget"
    if word == "from":
        return _began(scene, place, step)
    if word == "short":
        return _fell_short_of(scene, step, low)
    ruled = word == "under" and not _is_level(scene, low)  # "under Margaret Thatcher"
    if word in lexicon().levels and (step != place.at + 1 or tokens.classes[low] == "F" or ruled):
        return None
    if word == "against" and not _holds_against(scene, place, low):
        return None
    if word == "than" and (tokens.classes[low] in "QE" or tokens.words[low] in ("there", "what")):
        clause = _than_clause(scene, low, periods)
        if clause is not None:
            return clause
    return _thing_compared(scene, low, told=word == "than")


def _period_at(scene: Scene, low: int, periods: list[Period]) -> Period | None:
    """The period that begins at token ``low`` or an article before it."""
    start = scene.tokens.starts[low]
    for period in periods:
        if period.start <= start + 4 and start <= period.end and period.end > start:
            return period
    return None


def _fell_short_of(scene: Scene, step: int, low: int) -> str | None:
    tokens = scene.tokens
    if tokens.words[step + 1 : step + 2] != ["of"]:
        return None
    high = noun_run_after(tokens, low)
    low += tokens.classes[low : low + 2] == "DF"
    return scene.figure_text(low) if tokens.classes[low] == "F" else tokens.slice(*bare(tokens, low, high)) or None


def _is_level(scene: Scene, low: int) -> bool:
    """Whether the noun phrase at ``low`` is a height that a figure may lie under: a price, a limit, last year's."""
    tokens = scene.tokens
    high = noun_run_after(tokens, low)
    return high > low and (tokens.marks[high - 1] & METRIC != 0 or tokens.words[high - 1] in _NORMS)


_OVER_NORMS: Final = frozenset(("below", "above", "under", "over", "than"))
_NORMS: Final = frozenset(("average", "norm", "level", "par", "normal", "standard", "minimum", "maximum", "threshold"))


def _holds_against(scene: Scene, place: Place, low: int) -> bool:
    """Whether "against" compares: with a figure or level, or a share or rate with anything; not "$1m against me"."""
    if scene.tokens.classes[low] == "Q":
        return False
    held = scene.tokens.classes[low : low + 2]
    return place.figure.kind in _RATES or held[:1] == "F" or held == "DF" or _is_level(scene, low)


_RATES: Final = frozenset(("percentage", "multiple", "fraction", "performance", "measure"))


def _than_clause(scene: Scene, low: int, periods: list[Period]) -> str | None:
    """What "than it was in 2019", "than there were when he took office" and "than what it spent" compare with."""
    tokens = scene.tokens
    end = low + 1
    while end - low < _LONGEST_CLAUSE and tokens.classes[end] not in ".,;:SIR-()":
        end += 1
    if tokens.words[low] == "what":
        return tokens.slice(low, end)
    if tokens.words[end] == "when":
        close = end + 1
        while close - end < _LONGEST_CLAUSE and tokens.classes[close] not in ".,;:SIR-()":
            close += 1
        return tokens.slice(end, close)
    own = scene.group_at(low + 1)
    if own >= 0 and scene.group(own).kind in ("say", "expect", "plan"):
        return tokens.slice(low, end)  # "fewer than it forecast last month"
    for period in periods:
        if tokens.starts[low] < period.start < tokens.ends[end - 1]:
            return period.text
    return None


_LONGEST_CLAUSE: Final = 18


def _thing_compared(scene: Scene, low: int, told: bool = False) -> str | None:
    """The figure, name or noun phrase at ``low``; ``told``: with its verb ("than the watchdog had predicted")."""
    tokens = scene.tokens
    while tokens.classes[low] in "AD" and tokens.classes[low + 1] in "AF":
        low += 1
    if tokens.classes[low] == "F":
        return scene.figure_text(low)
    high = noun_run_after(tokens, low)
    if tokens.classes[low] == "Q" or tokens.words[low] == "those":
        high = _of_pronoun(scene, low)
    if tokens.classes[high : high + 1] == "O" and high > low:
        further = high + 1 + (tokens.classes[high + 1] == "F")  # "against a norm of 110cm"
        last = max(further, noun_run_after(tokens, further))
        high = last if last > high + 1 else high
    foretold = scene.group_at(high) if told and high > low else -1
    if foretold >= 0 and scene.group(foretold).kind in ("say", "expect", "plan"):
        high = scene.group(foretold).last
    return tokens.slice(low, high) or None


def _of_pronoun(scene: Scene, at: int) -> int:
    """Where "everyone else" or "those managing only 2,000" ends."""
    tokens = scene.tokens
    group = scene.group_at(at + 1)
    if group < 0:
        return max(at + 1, noun_run_after(tokens, at + 1))
    high = scene.group(group).last
    while tokens.classes[high] in "AF":
        high += 1
    return high


def _began(scene: Scene, place: Place, step: int) -> str | None:
    """The level a change began at: "34.2 percent from 36.9 percent", "down from a peak of 1.2 million customers"."""
    tokens = scene.tokens
    changed = place.edge == "T" or tokens.words[step - 1] in ("up", "down", "higher", "lower") or step == place.at + 1
    if not changed and "," not in tokens.classes[place.at + 1 : step]:
        return None
    end = min(step + _REACH, len(tokens.classes))
    for at in range(step + 1, end):
        if tokens.classes[at] == "F":
            kinds = {scene.figures[tokens.figure_at.index(at)].kind, place.figure.kind}
            if len(kinds) > 1 and kinds != {"age", "count"}:
                return None  # "stole $8m from 34 clients"
            if tokens.classes[at - 1] != "O":
                return scene.figure_text(at)
            return tokens.slice(step + 1, max(at + 1, noun_run_after(tokens, at + 1)))
        if tokens.classes[at] not in "DAJNKLO":
            return None
    return None


def _clause_after_of(scene: Scene, place: Place) -> str | None:
    """ "less than 10 percent of what the average state spends"."""
    tokens = scene.tokens
    at = place.at + 1
    if tokens.words[at + 1] != "what":
        return None
    index = scene.clauses.before(at) + 1
    groups = scene.clauses.groups
    last = groups[index].last if index < len(groups) and groups[index].last - at < 16 else at + 2
    return tokens.slice(at + 1, last)


def _second_as(scene: Scene, at: int) -> str | None:
    """NP of "twice as much airtime as NP"."""
    tokens = scene.tokens
    for step in range(at, min(at + _REACH, len(tokens.words))):
        if tokens.words[step] == "as":
            high = noun_run_after(tokens, step + 1)
            if tokens.classes[high : high + 1] == "O" and high > step + 1:
                high = max(high, noun_run_after(tokens, high + 1))
            return tokens.slice(step + 1, high) or None
    return None
