"""What events add up to: a claim's state, and what each reviewer can undo.

Time orders events (``Event.at``; of acts of one instant in merged logs their lowest uid decides): the last one to say
something about a part of a claim's state decides it, whatever file it was made in. Events of one act keep its order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Literal

from claims_db.parts import NOTHING
from claims_db.records import Event

BatchState = Literal["standing", "undone", "dead"]


def replay(events: Iterable[Event]) -> dict[str, Any]:
    """The parts of one claim's state that differ from the start."""
    events = list(events)
    of_act: dict[int, str] = {}
    for event in events:
        of_act[event.batch] = min(of_act.get(event.batch, event.uid), event.uid)
    parts: dict[str, Any] = {}
    for event in sorted(events, key=lambda event: (event.at, of_act[event.batch], event.id)):
        parts |= event.after
    return {part: value for part, value in parts.items() if value != NOTHING.get(part)}


def batch_states(events: Iterable[tuple[int, str, str, int, int | None]]) -> dict[int, BatchState]:
    """The state of each act from (event id, reviewer, act, batch, undoes) in order of time."""
    states: dict[int, BatchState] = {}
    undone: dict[str, set[int]] = defaultdict(set)
    batch_of: dict[int, int] = {}
    undone_by: dict[int, int] = {}
    for event_id, reviewer, act, batch, undoes in events:
        batch_of[event_id] = batch
        if undoes is None:
            if batch not in states:
                states |= dict.fromkeys(undone.pop(reviewer, ()), "dead")
                states[batch] = "standing"
        elif act == "undo":
            target = batch_of[undoes]
            undone_by[event_id] = target
            states[target] = "undone"
            undone[reviewer].add(target)
        else:
            target = undone_by[undoes]
            states[target] = "standing"
            undone[reviewer].discard(target)
    return states
