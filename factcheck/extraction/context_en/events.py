"""Finds the events that date a figure as a period does: "since Lund took office", "during the recession"."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.context_en.lexicon import lexicon
from factcheck.extraction.context_en.marks import TIME_NOUN
from factcheck.extraction.context_en.periods import Period
from factcheck.extraction.context_en.phrases import noun_run_after
from factcheck.extraction.context_en.tokens import Tokens
from factcheck.extraction.context_en.words import lowered

_LONGEST: Final = 12
"""Tokens of an event."""
_CLOSES: Final = frozenset(".,;:SIRC-()F")


def with_events(tokens: Tokens, periods: list[Period]) -> list[Period]:
    """``periods`` and the events among ``tokens``, ascending; a period within an event is part of it."""
    events: list[Period] = []
    text, low, high = lowered(tokens.text), tokens.starts[0], tokens.ends[-1]
    for word in ("since", "during"):
        if text.find(word, low, high) < 0 or word not in tokens.words:
            continue
        at = tokens.words.index(word)
        end = _end_of_since(tokens, at) if word == "since" else _end_of_during(tokens, at)
        if end == at or _is_period(tokens, periods, at, end):
            continue
        start = tokens.starts[at if word == "since" else at + 1]
        events.append(Period(start, tokens.ends[end - 1], tokens.text[start : tokens.ends[end - 1]], None, dated=True))
    if not events:
        return periods
    kept = [one for one in periods if not any(event.start <= one.start < event.end for event in events)]
    return sorted(kept + events, key=lambda period: period.start)


def _is_period(tokens: Tokens, periods: list[Period], at: int, end: int) -> bool:
    """Whether a period says when, not an event: "since the start of May", "during the period April-August 2020"."""
    start, last = tokens.ends[at + 1] + 5, tokens.ends[end - 1]
    if tokens.words[at] == "during":
        return any(tokens.starts[at] <= period.start < last for period in periods)
    return any(period.start < start and last <= period.end for period in periods)


def _end_of_since(tokens: Tokens, at: int) -> int:
    """One past an event that began what the clause tells: a noun, or a clause in the past ("since he took office")."""
    classes, low = tokens.classes, at + 1
    while classes[low] == "A":
        low += 1
    if classes[low] == "G":
        return _past_complement(tokens, low + 1)
    high = low + 1 if classes[low] == "Q" else noun_run_after(tokens, low)
    if high == low:
        return at
    if classes[high] == "O":
        high = max(high, noun_run_after(tokens, high + 1))
    while classes[high] == "A":
        high += 1
    if classes[high] == "V" and _is_past(tokens.words[high]):
        return _past_complement(tokens, high + 1)
    if classes[high] == "B" and tokens.words[high] in ("was", "were") and classes[high + 1] not in "F.,;":
        return _past_complement(tokens, high + 1 + (classes[high + 1] in "VG"))
    if classes[low] in "DZK" and (classes[high] in ".,;:)F" or (classes[high] in "HN" and classes[low] == "K")):
        return high
    return at


def _end_of_during(tokens: Tokens, at: int) -> int:
    """One past what lasted: "during the recession"; its own period ("during the year") is none of these."""
    low = at + 1
    high = noun_run_after(tokens, low)
    if high <= low + 1 or tokens.classes[low] not in "DZ" or tokens.marks[high - 1] & TIME_NOUN:
        return at
    return high if tokens.classes[high] in ".,;:SC" else at


def _past_complement(tokens: Tokens, at: int) -> int:
    """Where the clause that goes on at ``at`` ends."""
    end = at
    while end < len(tokens.classes) and end - at < _LONGEST and tokens.classes[end] not in _CLOSES:
        if tokens.words[end] in ("than", "and"):
            break
        end += 1
        if tokens.classes[end] in "HBMV" and end > at + 1:  # "… took office Oslo has built": a clause begins before it
            while end > at and tokens.classes[end - 1] in "KQ":
                end -= 1
            return end
    return end


def _is_past(word: str) -> bool:
    """Whether a verb form is a past one: causes ("since it takes months") stand in the present."""
    verb = lexicon().verbs.get(word)
    return word.endswith("ed") or (verb is not None and verb.base != word and not word.endswith(("s", "ing")))
