"""The review screen while the file under it can't be read for a moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from db_case import fill
from newsroom import fill as newsroom
from review_pilot import press, reviewing, settle, shown
from textual.pilot import Pilot

from claims_db import Database, Query
from claims_db.records import Finding
from factcheck.review.adjudication_screen import AdjudicationScreen
from factcheck.review.matching_screen import MatchingScreen
from factcheck.review.widgets.pair_pane import PairPane


async def test_a_change_that_cannot_be_read_is_shown_later(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as db, Database.open(tmp_path / "a.db", "bob") as bob:
        async with reviewing(db, query=Query(unjudged_by="ana")) as (pilot, screen):
            with sqlite3.connect(db.path, isolation_level=None) as conn:
                conn.execute("ALTER TABLE event RENAME TO elsewhere")
                await until(pilot, lambda: "event" in screen.status.message)
                assert pilot.app.is_running
                conn.execute("ALTER TABLE elsewhere RENAME TO event")
            conn.close()
            (event,) = bob.acts.mark([1], "refuted")
            await until(pilot, lambda: screen.seen == event.id)
            assert pilot.app.is_running


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Wait for the screen's own look around."""
    for _turn in range(100):
        if true():
            return
        await pilot.pause(0.1)
    raise AssertionError("the screen never saw it")


async def others_show(pilot: Pilot[None]) -> None:
    await pilot.pause(1.0)
    await settle(pilot)


async def test_the_adjudication_screen_follows_others(tmp_path: Path) -> None:
    with newsroom(tmp_path / "a.db") as db, Database.open(tmp_path / "a.db", "bo") as bo:
        db.acts.mark([1, 2, 3], "verified")
        bo.acts.mark([1, 2], "refuted")
        async with reviewing(db) as (pilot, _):
            await press(pilot, "V")
            mode = pilot.app.screen
            assert isinstance(mode, AdjudicationScreen)
            bo.acts.find(1, Finding("asked the company"))
            await others_show(pilot)
            assert "asked the company" in shown(mode.query_one(PairPane))
            assert "bo" in mode.said
            bo.acts.mark([3], "misleading")
            await others_show(pilot)
            assert mode.queue == [1, 2, 3]
            bo.acts.adjudicate([1], "refuted")
            await others_show(pilot)
            assert "bo settled claim 1 meanwhile" in mode.said
            assert mode.queue[mode.place] == 1
            newest = db.last_event_id()
            await press(pilot, "v")  # pressed before that could be read
            assert db.last_event_id() == newest
            assert mode.queue == [2, 3]
            bo.acts.adjudicate([2], "refuted")
            await others_show(pilot)
            assert mode.queue[mode.place] == 2
            await press(pilot, "n")
            assert mode.queue == [3]
            bo.acts.adjudicate([3], "refuted")
            await others_show(pilot)
            await press(pilot, "n")
            assert "Claims on which" in shown(mode.query_one(PairPane))
            db.acts.mark([4], "verified")
            bo.acts.mark([4], "refuted")
            await others_show(pilot)
            assert mode.queue == [4]


async def test_the_matching_screen_follows_others(tmp_path: Path) -> None:
    with newsroom(tmp_path / "a.db") as db, Database.open(tmp_path / "a.db", "bo") as bo:
        db.suggestions.add([(1, 8, "duplicate", 0.9, []), (1, 2, "duplicate", 0.5, [])])
        async with reviewing(db) as (pilot, _):
            await press(pilot, "M")
            mode = pilot.app.screen
            assert isinstance(mode, MatchingScreen)
            bo.acts.mark([8], "refuted")
            await others_show(pilot)
            assert "✗ refuted" in shown(mode.query_one(PairPane))
            assert "bo" in mode.said
            bo.suggestions.add([(5, 6, "contradiction", 0.95, [])])
            await others_show(pilot)
            assert [(one.a, one.b) for one in mode.queue] == [(5, 6), (1, 8), (1, 2)]
            assert (mode.queue[mode.place].a, mode.queue[mode.place].b) == (1, 8)
            bo.suggestions.accept(mode.queue[mode.place].id)
            await others_show(pilot)
            assert "judged meanwhile" in mode.said
            newest = db.last_event_id()
            await press(pilot, "x")  # pressed before that could be read
            assert db.last_event_id() == newest
            assert [(one.a, one.b) for one in mode.queue] == [(5, 6), (1, 2)]
