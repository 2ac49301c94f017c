"""Garbage is collected in pauses, once in each."""

from __future__ import annotations

import gc
import time
import weakref

from factcheck.review.garbage import Garbage


class Node:
    """Something that can stand in a cycle."""

    me: Node


def cycle() -> weakref.ref[Node]:
    node = Node()
    node.me = node
    return weakref.ref(node)


def test_a_pause_collects_what_is_in_cycles_and_only_once() -> None:
    gc.disable()
    try:
        garbage, left = Garbage(), cycle()
        now = time.monotonic()
        assert not garbage.look(last_key=now)
        assert left() is not None, "nothing is looked for between keys"
        assert garbage.look(last_key=now - 10)
        assert left() is None
        left = cycle()
        assert not garbage.look(last_key=now - 10), "the same pause"
        assert garbage.look(last_key=now - 5), "the pause after another key"
        assert left() is None
    finally:
        gc.unfreeze()
        gc.enable()
