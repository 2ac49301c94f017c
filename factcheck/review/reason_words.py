"""Why matching suggests a pair, in the language of the screen: matching stores its reasons in English."""

from __future__ import annotations

import re

from factcheck.review.language import _

TEMPLATES = (
    "same base value {value}",
    "figures differ by {share} %: {figures}",
    "figures differ: {figures}",
    "opposite directions: {figures}",
    "{one} and {other} agree as rounded",
    "{one}, then {other}",
    "same subject {name}",
    "same metric {name}",
    "subject unstated in one: {name}",
    "metric unstated in one: {name}",
    "period stated in one only: {period}",
    "period {one} = {other}",
    "period {one} ~ {other}",
    "period {one} ≠ {other}",
    "{modality} against {other_modality}",
    "called the same by {count} links",
    "stated {figure} {way}",
    "stated {figure}",
    "with claim {id}: {figure}",
    "from {one} to {other} is a change of {gap}",
    "the same sentence in an earlier version of the article",
    "the same figure in an earlier version of the article",
    "{one} in an earlier version of the article, now {other}",
    "{sum}, that is {share} % {more}",
    "{sum}, that is {share} %",
    "{sum}, a change of {times} times",
    "{sum}, {more} than the {whole} stated for the whole",
    "{sum}, more than the whole",
    "{part} is more than {whole}, of which it is said to be a part",
    "{sum} times",
)
"""What ``factcheck.matching`` says of a pair, the likelier before the looser; a reason of none is shown as stored."""
_WORDS = ("modality", "other_modality", "more", "way")
_CHOICES = {"more": "more|less", "way": "up|down"}
"""What alone may stand in a place, where a figure of words ("three times") could be taken for it."""


def _pattern(template: str) -> re.Pattern[str]:
    def place(name: re.Match[str]) -> str:
        return f"(?P<{name[1]}>{_CHOICES.get(name[1], '.+?')})"

    return re.compile(re.sub(r"\\\{(\w+)\\\}", place, re.escape(template)) + r"\Z")


_PATTERNS = tuple((template, _pattern(template)) for template in TEMPLATES)


def told_reason(reason: str) -> str:
    """Return a stored reason in the language of the screen, names and figures as they are."""
    for template, pattern in _PATTERNS:
        found = pattern.match(reason)
        if found is not None:
            said = {name: _(value) if name in _WORDS else value for name, value in found.groupdict().items()}
            return _(template).format(**said)
    return reason
