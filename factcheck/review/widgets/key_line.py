"""The keys that work here, in one line at the bottom; a click on one does what the key does.

One widget that draws itself: Textual's footer makes a widget of every key, each styled and laid out again whenever the
focus moves.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.strip import Strip
from textual.widget import Widget

from factcheck.review.actions import ACTIONS
from factcheck.review.language import _
from factcheck.review.plain import cells, visible

_ALWAYS = ("help", "quit", "leave")
"""Acts whose keys stay in view on the narrowest screen, by the end of their names."""
_PLACES = {action.id: place for place, action in enumerate(ACTIONS)}


class KeyLine(Widget):
    """Key and name of every binding that is to be shown, as many as fit."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-line--key", "key-line--name"}

    def on_mount(self) -> None:
        """Follow the bindings in force."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self.refresh())

    def _shown(self) -> list[tuple[int, str, str, Binding]]:
        """For each binding the cell it begins at, its key, its name."""
        found: list[tuple[str, str, Binding]] = []
        seen: set[str] = set()
        # in the order of the acts: Textual puts keys of the user's own at the end
        active = sorted(self.screen.active_bindings.values(), key=lambda one: _PLACES.get(one.binding.id or "", 0))
        for _node, binding, enabled, _tooltip in active:
            if not binding.show or not enabled or binding.action in seen:
                continue
            seen.add(binding.action)
            found.append((self.app.get_key_display(binding), visible(_(binding.description)), binding))
        shown: list[tuple[int, str, str, Binding]] = []
        fitting = self._fitting(found)
        used = sum(cells(key) + cells(name) + 2 for key, name, _binding in fitting)
        gap = 2 if len(fitting) == len(found) and used + len(found) < self.size.width else 1
        place = 1
        for key, name, binding in fitting:
            shown.append((place, key, name, binding))
            place += cells(key) + cells(name) + 1 + gap
        return shown

    def _fitting(self, found: list[tuple[str, str, Binding]]) -> list[tuple[str, str, Binding]]:
        """Those that fit, in their order; what leads to all the others, and out, is kept before any other."""
        room = self.size.width  # one before the first; the blank after the last may be cut
        kept: set[int] = set()
        first = [place for place, (_key, _name, binding) in enumerate(found) if (binding.id or "").endswith(_ALWAYS)]
        for place in [*first, *(place for place in range(len(found)) if place not in first)]:
            key, name, _binding = found[place]
            width = cells(key) + cells(name) + 2
            if width > room:
                if place in first:
                    continue
                break
            room -= width
            kept.add(place)
        return [one for place, one in enumerate(found) if place in kept]

    def render_line(self, y: int) -> Strip:
        """Draw them."""
        base = self.rich_style
        key_style = base + self.get_component_rich_style("key-line--key", partial=True)
        name_style = base + self.get_component_rich_style("key-line--name", partial=True)
        segments: list[Segment] = []
        end = 0
        for place, key, name, _binding in self._shown():
            segments += [Segment(" " * (place - end), base), Segment(key, key_style), Segment(f" {name}", name_style)]
            end = place + cells(key) + cells(name) + 1
        return Strip(segments).adjust_cell_length(self.size.width, base)

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the pointer does."""
        for place, _key, _name, binding in reversed(self._shown()):
            if event.x >= place:
                self.app.simulate_key(binding.key)
                return
