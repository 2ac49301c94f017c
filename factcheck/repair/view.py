"""From a stored text to the view that extraction reads."""

from __future__ import annotations

from dataclasses import dataclass, field

from factcheck.repair.invisible import find_invisible
from factcheck.repair.mojibake import find_broken_closes, find_latin_mojibake
from factcheck.repair.offsets import OffsetMap, apply
from factcheck.repair.pinyin import find_pinyin
from factcheck.repair.script import to_plain_script


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired view of a text and the way back to it."""

    text: str
    """The view: plain simplified Chinese or English, without scars."""
    offsets: OffsetMap = field(default_factory=OffsetMap)
    """Spans of the view to spans of the text it was made from, in code points."""

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the stored text that the span ``start``..``end`` of the view stands for."""
        return self.offsets.to_source(start, end)


def repair(text: str) -> Repaired:
    """The view of ``text`` that extraction works on; ``docs/repair.md`` lists what is repaired and what is not.

    Takes any ``str``, lone surrogates and NUL included, in time linear in its length.
    """
    view, offsets = text, OffsetMap()
    # Each round sees what the one before it uncovered: a reading may stand behind an entity.
    for find in (find_broken_closes, find_latin_mojibake, find_invisible, find_pinyin):
        view, step = apply(view, find(view))
        if not step.is_identity:
            offsets = offsets.then(step)
    return Repaired(to_plain_script(view), offsets)
