"""What a figure is compared with: "from a year earlier", "than the H100", "of Nvidia's revenue", "from 61%"."""

from __future__ import annotations

from factcheck.extraction.context_en.periods import Period
from factcheck.extraction.context_en.phrases import bare, noun_run_after
from factcheck.extraction.context_en.scene import Place, Role, Scene

_REACH = 9
_MARKERS = frozenset(("than", "versus", "vs", "vs.", "against", "compared", "relative", "short", "on", "over", "from"))


def relative_to(scene: Scene, place: Place, role: Role, periods: list[Period]) -> str | None:
    """The baseline of ``place.figure`` as written, or None."""
    if role.baseline is not None:
        return role.baseline
    start_of_from = place.figure.change_from
    if start_of_from is not None:
        return _figure_text(scene, start_of_from)
    tokens = scene.tokens
    if place.edge == "T":
        earlier = _from_figure(scene, place)
        if earlier is not None:
            return earlier
    at = place.at + 1
    if tokens.words[at : at + 2] in (["as", "much"], ["as", "many"]):
        return _second_as(scene, at + 2)
    if (
        place.figure.kind == "multiple"
        and not tokens.text[place.figure.end - 5 : place.figure.end].endswith(("e", "s"))
        and not tokens.text[place.figure.start].isdigit()
    ):
        return None
    if (
        place.figure.kind == "multiple"
        and at < len(tokens.words)
        and (tokens.classes[at] in "DZQ" or tokens.words[at] == "that")
    ):
        high = noun_run_after(tokens, at + (tokens.words[at] == "that"))
        if tokens.classes[high : high + 1] == "O":
            high = max(high, noun_run_after(tokens, high + 1))
        return tokens.slice(at, high) or None
    if place.figure.kind == "multiple" and tokens.classes[at : at + 3] in ("LDF", "LPF"):
        return scene.figure_text(at + 2)
    for step in range(at, min(at + _REACH, len(tokens.words))):
        code = tokens.classes[step]
        if code in ".;VMBHS" or (code == "F" and step > at):
            break
        if tokens.words[step] in _MARKERS:
            found = _after_marker(scene, step, periods)
            if found is not None:
                return found
    if role.share_of is not None and place.figure.kind in ("percentage", "fraction"):
        return tokens.slice(*bare(tokens, *role.share_of)) or None
    return _clause_after_of(scene, place)


def _figure_text(scene: Scene, start: int) -> str | None:
    tokens = scene.tokens
    for at in tokens.figure_at:
        if tokens.starts[at] <= start < tokens.ends[at]:
            return tokens.text[start : tokens.ends[at]]
    return None


def _from_figure(scene: Scene, place: Place) -> str | None:
    """A of "from A to B" where B is this figure."""
    tokens = scene.tokens
    for at in range(place.left - 2, max(-1, place.left - 12), -1):
        if tokens.classes[at] == "F":
            before = tokens.words[at - 1] if at else ""
            step = at
            while step and tokens.classes[step - 1] in "APDJL" and tokens.words[step - 1] != "from":
                step -= 1
            before = tokens.words[step - 1] if step else ""
            if before == "from" or "from" in tokens.text[tokens.starts[at] : tokens.ends[at]].split():
                return scene.figure_text(at)
            return None
        if tokens.classes[at] in ".;VS":
            return None
    return None


def _after_marker(scene: Scene, step: int, periods: list[Period]) -> str | None:
    tokens = scene.tokens
    word = tokens.words[step]
    low = step + 1
    while low < len(tokens.words) and tokens.words[low] in ("with", "to", "in", "of", "at", "by", "during"):
        low += 1
    if low >= len(tokens.words):
        return None
    for period in periods:
        if (
            period.start <= tokens.starts[low] + 4
            and tokens.starts[low] <= period.end
            and period.end > tokens.starts[low]
        ):
            if period.baseline or word not in ("on", "over", "from"):
                return tokens.text[min(period.start, tokens.starts[low]) : period.end]
            return None
    if word in ("on", "over", "from", "short"):
        if word == "short" and tokens.words[step + 1 : step + 2] == ["of"]:
            high = noun_run_after(tokens, low)
            return tokens.slice(*bare(tokens, low, high)) or None
        return None
    if tokens.classes[low] == "F":
        return scene.figure_text(low)
    high = noun_run_after(tokens, low)
    if tokens.classes[high : high + 1] == "O" and high > low:
        high = max(high, noun_run_after(tokens, high + 1))
    return tokens.slice(low, high) or None


def _clause_after_of(scene: Scene, place: Place) -> str | None:
    """ "less than 10 percent of what the average state spends"."""
    tokens = scene.tokens
    at = place.at + 1
    if tokens.words[at : at + 2] != ["of", "what"]:
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
