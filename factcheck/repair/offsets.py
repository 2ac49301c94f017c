"""The one class that leads offsets of a repaired view back to the stored text, and the other way."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from operator import add, sub

Edit = tuple[int, int, str]
"""Replace ``text[start:end]`` (never empty) by a string of any length, the empty one included."""


class _Step:
    """One round of edits as four parallel columns: where each stands before and after."""

    __slots__ = ("source_end", "source_start", "view_end", "view_start")

    def __init__(self, edits: list[tuple[int, int, int]]) -> None:
        self.source_start = array("q", [start for start, _, _ in edits])
        self.source_end = array("q", [end for _, end, _ in edits])
        shifts = accumulate([length - end + start for start, end, length in edits])
        self.view_end = array("q", map(add, self.source_end, shifts))
        self.view_start = array("q", map(sub, self.view_end, [length for _, _, length in edits]))

    def back(self, at: int) -> tuple[int, int]:
        """The source characters that the view character ``at`` stands for."""
        i = bisect_right(self.view_start, at) - 1
        if i < 0:
            return at, at + 1
        if at < self.view_end[i]:
            return self.source_start[i], self.source_end[i]
        source = at - self.view_end[i] + self.source_end[i]
        return source, source + 1

    def back_span(self, start: int, end: int) -> tuple[int, int]:
        first, after = self.back(start)
        if end <= start:
            return first, first
        if end > start + 1:
            after = self.back(end - 1)[1]
        return first, after

    def forth_span(self, start: int, end: int) -> tuple[int, int]:
        i = bisect_right(self.source_start, start) - 1
        if i < 0:
            first = start
        elif start < self.source_end[i]:
            first = self.view_start[i]
        else:
            first = start - self.source_end[i] + self.view_end[i]
        if end <= start:
            return first, first
        i = bisect_left(self.source_start, end) - 1
        if i < 0:
            return first, end
        if end <= self.source_end[i]:
            return first, self.view_end[i]
        return first, end - self.source_end[i] + self.view_end[i]


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps spans between a source text and the view that rounds of edits made of it.

    Offsets are code points. A replacement as long as what it replaces counts as one character for one; any other
    is a block whose characters all stand for the whole of what was replaced. Both directions cost a binary search
    for each round that changed a length; ``OffsetMap()`` is the identity.
    """

    _steps: tuple[_Step, ...] = ()

    @classmethod
    def of(cls, edits: Iterable[tuple[int, int, int]]) -> OffsetMap:
        """Map of one round of edits ``(start, end, length of the replacement)``.

        Edits ascend, do not overlap, and each replaces at least one character; ValueError otherwise.
        """
        last = 0
        changing: list[tuple[int, int, int]] = []
        for edit in edits:
            start, end, length = edit
            if not last <= start < end or length < 0:
                raise ValueError(f"edit {start}..{end} is empty, overlaps or comes before the one ahead of it")
            last = end
            if length != end - start:
                changing.append(edit)
        return cls((_Step(changing),)) if changing else cls()

    def then(self, later: OffsetMap) -> OffsetMap:
        """The map of this round followed by ``later``, whose source is this map's view."""
        return OffsetMap(self._steps + later._steps)

    @property
    def is_identity(self) -> bool:
        """Whether view and source have the same offsets."""
        return not self._steps

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source span of a view span.

        It begins with the first source character of the first view character and ends after the last source
        character of the last one, so what was removed inside is covered and what was removed around it is not.
        An empty span maps to an empty one.
        """
        for step in reversed(self._steps):
            start, end = step.back_span(start, end)
        return start, end

    def to_view(self, start: int, end: int) -> tuple[int, int]:
        """The view span of all characters that stand for any part of the source span; empty if none is left."""
        for step in self._steps:
            start, end = step.forth_span(start, end)
        return start, end


def apply(text: str, edits: list[Edit]) -> tuple[str, OffsetMap]:
    """Carry out ascending edits: the edited text and the map back."""
    if not edits:
        return text, OffsetMap()
    parts: list[str] = []
    last = 0
    for start, end, replacement in edits:
        parts.append(text[last:start])
        parts.append(replacement)
        last = end
    parts.append(text[last:])
    return "".join(parts), OffsetMap.of([(start, end, len(new)) for start, end, new in edits])
