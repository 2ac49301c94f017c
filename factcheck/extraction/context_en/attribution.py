"""Who says so: "X said", "according to X", "central bank figures show"."""

from __future__ import annotations

import re

from factcheck.extraction.context_en.clauses import Group, subject_of
from factcheck.extraction.context_en.phrases import bare, noun_run_after
from factcheck.extraction.context_en.scene import Scene

_SOURCES = frozenset(
    [
        "data",
        "figures",
        "report",
        "reports",
        "study",
        "survey",
        "poll",
        "research",
        "statistics",
        "numbers",
        "analysis",
        "estimates",
        "records",
        "documents",
        "filing",
    ]
)
_ACCORDING = re.compile(r"according to", re.IGNORECASE)


class Attributions:
    """The reporting verbs of one stretch of text."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.found: list[tuple[int, int, str]] = []
        """First and last token that the report may cover, and who reports."""
        classes = scene.tokens.classes
        for index, group in enumerate(scene.clauses.groups):
            if group.kind not in ("say", "expect", "plan") and group.base not in ("show", "estimate", "report"):
                continue
            who = self._speaker(index, group)
            if who:
                low = classes.rfind(".", 0, group.first) + 1
                high = classes.find(".", group.last)
                self.found.append((low, high if high >= 0 else len(classes), who))
        words = scene.tokens.words
        for at, word in enumerate(words):
            if word == "according" and words[at + 1 : at + 2] == ["to"]:
                high = noun_run_after(scene.tokens, at + 2)
                low = classes.rfind(".", 0, at) + 1
                end = classes.find(".", at)
                name = scene.tokens.slice(*bare(scene.tokens, at + 2, high))
                if name:
                    self.found.append((low, end if end >= 0 else len(classes), name))

    def of(self, at: int) -> str | None:
        """Who says what stands at token ``at``; the nearest reporting verb's subject."""
        for low, high, who in self.found:
            if low <= at < high:
                return who
        return None

    def _speaker(self, index: int, group: Group) -> str | None:
        tokens = self.scene.tokens
        span = subject_of(self.scene.clauses, index)
        classes = tokens.classes
        inverted = (
            group.first
            and classes[group.first - 1] == ","
            and group.last < len(classes)
            and classes[group.last] in "DKN"
        )
        if group.kind in ("expect", "plan") and (group.participle or "B" in classes[group.first : group.last]):
            return None
        if inverted and group.kind == "say":
            high = noun_run_after(tokens, group.last)
            if classes[high : high + 1] == "P" and tokens.words[high] in ("for", "of"):
                high = max(high, noun_run_after(tokens, high + 1))
            return tokens.slice(*bare(tokens, group.last, high)) or None
        if span is None:
            return None
        head = tokens.words[span[1] - 1]
        if group.base in ("show", "report") and not _SOURCES.intersection(tokens.words[span[0] : span[1]]):
            return None
        if classes[span[0]] == "Q":
            return self.scene.phrase(span).owner
        if head in _SOURCES and span[1] - span[0] > 1 and group.base == "show":
            return tokens.slice(*bare(tokens, span[0], span[1] - 1)) or None
        if any(code == "F" for code in classes[span[0] : span[1]]):
            return None
        return tokens.slice(*bare(tokens, *span)) or None
