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
    "same amount: {one}, {other}",
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
    "stated {figure}",
    "with claim {id}: {figure}",
    "from {one} to {other} is a change of {gap}",
    "the same sentence in an earlier version of the article",
    "the same figure in an earlier version of the article",
    "{one} in an earlier version of the article, now {other}",
    "{sum}, that is {share} % {more}",
)
"""What ``factcheck.matching`` says of a pair, the likelier before the looser; a reason of none is shown as stored."""
_WORDS = ("modality", "other_modality")


def _pattern(template: str) -> re.Pattern[str]:
    places = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(template))
    return re.compile(places + r"\Z")


_PATTERNS = tuple((template, _pattern(template)) for template in TEMPLATES)


def told_reason(reason: str) -> str:
    """Return a stored reason in the language of the screen, names and figures as they are."""
    for template, pattern in _PATTERNS:
        found = pattern.match(reason)
        if found is not None:
            said = {name: _(value) if name in _WORDS else value for name, value in found.groupdict().items()}
            return _(template).format(**said)
    return reason
