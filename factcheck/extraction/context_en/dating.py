"""Which of a sentence's periods a figure holds for."""

from __future__ import annotations

import re

from factcheck.extraction.context_en.periods import Period
from factcheck.extraction.context_en.scene import Scene

_ADJACENT = re.compile(
    r"[\s,(\[]*(?:(?:in|at|by|during|for|on|over|of|the|as of|around|from|all of|back in|some|about|a|just|its|their"
    r"|worldwide|globally|overseas|[a-z]+(?:s|ed)? (?:in|at|by|during|for))\s+){0,3}[(\[]?\Z"
)
_BEFORE = re.compile(r"(?:['’]s|,| -)?\s*(?:(?:about|around|nearly|some|a|an|the|only|just|at|was|were|of)\s+)*\Z")
_BREAKS = frozenset(".;S")


class Dating:
    """Assigns the periods of one sentence to its figures."""

    def __init__(self, scene: Scene, periods: list[Period]) -> None:
        self.scene = scene
        self.periods = [period for period in periods if not period.baseline]
        self.owned: dict[int, int] = {}
        """Index of a period, by the figure token right beside it."""
        taken: set[int] = set()
        tokens = scene.tokens
        for index, period in enumerate(self.periods):
            for at in tokens.figure_at:
                if self._beside(at, period):
                    if at not in self.owned:
                        self.owned[at] = index
                    taken.add(index)
        self.free = [index for index in range(len(self.periods)) if index not in taken]

    def _beside(self, at: int, period: Period) -> bool:
        tokens = self.scene.tokens
        text = tokens.text
        if 0 <= period.start - tokens.ends[at] <= 40:
            return _ADJACENT.match(text, tokens.ends[at], period.start) is not None
        if 0 <= tokens.starts[at] - period.end <= 16:
            return _BEFORE.match(text, period.end, tokens.starts[at]) is not None
        return False

    def of(self, at: int) -> Period | None:
        """The period of the figure at token ``at``: beside it, else in its clause, else in its sentence."""
        if not self.periods:
            return None
        own = self.owned.get(at)
        if own is not None:
            return self.periods[own]
        start = self.scene.tokens.starts[at]
        best: tuple[int, Period] | None = None
        for index in self.free:
            period = self.periods[index]
            cost = abs(period.start - start) + (1000 if self._broken(at, period) else 0)
            if best is None or cost < best[0]:
                best = (cost, period)
        if best is not None:
            return best[1]
        borrowed = [self.periods[index] for token, index in self.owned.items() if not self._is_from(token)]
        nearest = min(borrowed, key=lambda period: abs(period.start - start), default=None)
        return nearest if nearest is None or not self._is_from(at) else None

    def _is_from(self, at: int) -> bool:
        place_left = at
        classes = self.scene.tokens.classes
        while place_left and classes[place_left - 1] in "ADJL":
            place_left -= 1
        return place_left > 0 and self.scene.tokens.words[place_left - 1] in ("from", "against", "than")

    def _broken(self, at: int, period: Period) -> bool:
        tokens = self.scene.tokens
        low, high = sorted((tokens.starts[at], period.start))
        for index in range(max(0, at - 40), min(len(tokens.words), at + 40)):
            if low < tokens.starts[index] < high and tokens.classes[index] in _BREAKS:
                return True
        return False
