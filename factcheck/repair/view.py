"""From a stored text to the view that extraction reads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from factcheck.repair.invisible import find_invisible
from factcheck.repair.mojibake import find_broken_closes, find_latin_mojibake
from factcheck.repair.offsets import OffsetMap, apply
from factcheck.repair.pinyin import find_pinyin
from factcheck.repair.script import beyond_ascii, to_plain_script

# What clean Chinese, English, Japanese, Korean and Russian consist of.
_UNUSUAL = re.compile(
    "[^\t\n -~\u0400-\u04ff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3，。、：；“”‘’（）《》—…！？·「」『』【】–]"
)

# What a scar of usual characters alone has in it: an entity, a tag, a broken close.
_SIGNS_OF_SCARS = ("&", "<", "?！?", "?/", "？/")

# Half a character: libraries that take UTF-8 refuse it.
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired view of a text and the way back to it."""

    text: str
    """The view: plain simplified Chinese or English, without scars."""
    offsets: OffsetMap = field(default_factory=OffsetMap)
    """Spans of the view to spans of the text it was made from, in code points."""
    beyond: str | None = None
    """``script.beyond_ascii`` of the view where it is known."""

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the stored text that the span ``start``..``end`` of the view stands for."""
        return self.offsets.to_source(start, end)


def repair(text: str) -> Repaired:
    """The view of ``text`` that extraction works on; ``docs/repair.md`` lists what is repaired and what is not.

    Takes any ``str``, lone surrogates and NUL included, in time linear in its length; the view holds neither.
    """
    unscarred, beyond, unusual = _without_scars(text)
    view = to_plain_script(unscarred.text, beyond, unusual)
    if _SURROGATES.search(unusual):
        view = _SURROGATES.sub("\ufffd", view)
    return Repaired(view, unscarred.offsets, beyond if view is unscarred.text else None)


def plain_text(text: str) -> str:
    """The text of ``repair(text)``, for callers that need no way back: most short texts have nothing to repair."""
    beyond = beyond_ascii(text)
    if _UNUSUAL.search(beyond) or any(sign in text for sign in _SIGNS_OF_SCARS):
        return repair(text).text
    return to_plain_script(text, beyond, "")


def without_scars(text: str) -> Repaired:
    """``text`` as a reader of the page saw it: no injected readings, no mojibake, in the script it was written in."""
    return _without_scars(text)[0]


def _without_scars(text: str) -> tuple[Repaired, str, str]:
    """The text without scars, its characters beyond ASCII (see ``beyond_ascii``), and its unusual ones."""
    view, offsets = text, OffsetMap()
    beyond = beyond_ascii(view)
    unusual = _unusual_characters(beyond)
    # Each round sees what the one before it uncovered: a reading may stand behind an entity.
    for find in (find_broken_closes, find_latin_mojibake, find_invisible, find_pinyin):
        edits = find(view, unusual)
        if edits:
            view, step = apply(view, edits)
            offsets = offsets.then(step)
            beyond = beyond_ascii(view)
            unusual = _unusual_characters(beyond)
    return Repaired(view, offsets), beyond, unusual


def _unusual_characters(beyond: str) -> str:
    """Each character that could be a scar or part of one, once, of a text whose ``beyond_ascii`` is ``beyond``.

    One pass here spares clean texts the searches that each repair would make.
    """
    return "".join(_UNUSUAL.findall("".join(set(beyond))))
