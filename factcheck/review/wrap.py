"""Where the lines of a long text break on screen: an index of line starts, Chinese line-breaking rules included.

Textual wraps a run of Chinese as one word, so the source pane wraps by itself. Rules follow the common core of
GB/T 15834 and JIS X 4051 (kinsoku): closing punctuation never starts a line, opening punctuation never ends one,
words and numbers of narrow characters stay whole where they fit.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right

from factcheck.review.plain import WIDTHS, visible

NOT_AT_START = frozenset("，。、；：？！）】》」』〉〕｝”’…—–·,.;:?!)]}%‰％℃°～~")
NOT_AT_END = frozenset("（【《「『〈〔｛“‘([{$€£¥￥#@")
_LOOK_BACK = 48
"""How many characters a break may move back before a run is cut anyway."""
_BLANK = frozenset("\t\r\n")
_cells_of = WIDTHS.__getitem__
_PARAGRAPH_END = re.compile(r"\r\n|\n|\r")


class WrapIndex:
    """Line starts of ``text`` wrapped to ``width`` cells.

    Every line is a slice ``text[starts[i]:ends[i]]``; the slices are ascending, don't overlap and leave out nothing
    but line ends and the blanks at a break.
    """

    def __init__(self, text: str, width: int) -> None:
        self.width = max(width, 4)
        self.starts = array("q")
        self.ends = array("q")
        shown = visible(text) if any(visible(character) != character for character in set(text) - _BLANK) else text
        position = 0
        for match in _PARAGRAPH_END.finditer(text):
            self._paragraph(shown, position, match.start())
            position = match.end()
        self._paragraph(shown, position, len(text))

    def __len__(self) -> int:
        return len(self.starts)

    def line_of(self, offset: int) -> int:
        """Return the line that shows the code point at ``offset``; a line end belongs to the line before it."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def _paragraph(self, shown: str, start: int, size: int) -> None:
        """Add the lines of the paragraph ``shown[start:size]``."""
        width = self.width
        ascii_only = shown[start:size].isascii() if size - start > width // 2 else True
        while True:
            end = start + width if ascii_only else _fill(shown, start, size, width)
            if end >= size:
                self.starts.append(start)
                self.ends.append(size)
                return
            stop = end if shown[end] == " " else shown.rfind(" ", start, end) if ascii_only else -1
            if stop <= start:
                stop = _break_before(shown, start, end)
            following = stop
            while following < size and shown[following] in " \t":
                following += 1
            while stop > start + 1 and shown[stop - 1] in " \t":
                stop -= 1
            self.starts.append(start)
            self.ends.append(stop)
            if following == size:
                return
            start = following


def _fill(shown: str, start: int, size: int, width: int) -> int:
    """Return the end of the longest run from ``start`` that fits into ``width`` cells, of one character at least."""
    end, room = start, width
    while end < size and room > 0:
        # characters are two cells at most, so that half the room always fits; the last cell is tried singly
        step = shown[end : min(end + max(room // 2, 1), size)]
        used = sum(map(_cells_of, step))
        if used > room:
            break
        room -= used
        end += len(step)
    while end < size and _cells_of(shown[end]) == 0:
        end += 1
    return max(end, start + 1)


def _break_before(shown: str, start: int, end: int) -> int:
    """Return the last allowed break in ``start+1..end``; ``end`` itself where a run has none."""
    for index in range(end, max(start, end - _LOOK_BACK), -1):
        if _may_break(shown[index - 1], shown[index]):
            return index
    return end


def _may_break(before: str, after: str) -> bool:
    if after == " ":
        return True
    if after in NOT_AT_START or before in NOT_AT_END or WIDTHS[after] == 0:
        return False
    if before in " -/" or WIDTHS[after] == 2 or WIDTHS[before] == 2:
        return True
    return before in NOT_AT_START and not before.isascii()
