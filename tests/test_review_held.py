"""A file that another program holds: the act waits, the screen says so and goes on, nothing is done twice."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import fill
from review_pilot import press, reviewing, settle, statuses, until, write

from claims_db import Database
from factcheck.review.held import PATIENCE
from factcheck.review.screen import ReviewScreen


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        database.be_patient(PATIENCE)
        yield database


@pytest.fixture
def holder(db: Database) -> Iterator[sqlite3.Connection]:
    """Another program, with the file in its hands."""
    other = sqlite3.connect(db.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    yield other
    other.close()


async def test_a_mark_waits_and_is_done_once(db: Database, holder: sqlite3.Connection) -> None:
    async with reviewing(db) as (pilot, screen):
        await pilot.press("v")
        await until(pilot, lambda: screen.held.waiting)
        assert "Another program holds the file" in screen.status.message
        await pilot.pause(0.5)
        assert screen.held.waiting, "the screen lives on while the act waits"
        holder.execute("ROLLBACK")
        await until(pilot, lambda: not screen.held.waiting)
        await settle(pilot)
        assert screen.claims.current_id == 2
        assert "Claim 1: verified" in screen.status.message
    assert [event.act for event in db.history(1)] == ["mark"]


async def test_escape_gives_the_mark_up(db: Database, holder: sqlite3.Connection) -> None:
    async with reviewing(db) as (pilot, screen):
        await pilot.press("v")
        await until(pilot, lambda: screen.held.waiting)
        await pilot.press("escape")
        await until(pilot, lambda: "nothing was written" in screen.status.message)
        holder.execute("ROLLBACK")
        assert set(statuses(db).values()) == {"unreviewed"}
        await press(pilot, "v")
    assert statuses(db)[1] == "verified"


async def test_keys_typed_while_an_act_waits_come_after_it(db: Database, holder: sqlite3.Connection) -> None:
    async with reviewing(db) as (pilot, screen):
        typing = asyncio.create_task(pilot.press("v", "r"))
        await until(pilot, lambda: screen.held.waiting)
        holder.execute("ROLLBACK")
        await typing
        await until(pilot, lambda: statuses(db)[2] == "refuted")
        assert statuses(db)[1] == "verified"


@pytest.mark.parametrize(("keys", "text", "act"), [("i", "a note", "note"), ("t", "later", "tag")])
async def test_what_is_written_waits_too(
    db: Database, holder: sqlite3.Connection, keys: str, text: str, act: str
) -> None:
    async with reviewing(db) as (pilot, screen):
        await press(pilot, keys)
        await write(pilot, text)
        await pilot.press("f2")
        await until(pilot, lambda: screen.held.waiting)
        holder.execute("ROLLBACK")
        await until(pilot, lambda: not screen.held.waiting)
        await settle(pilot)
        assert isinstance(pilot.app.screen, ReviewScreen)
    assert [event.act for event in db.history(1)] == [act]


async def test_undo_waits(db: Database, holder: sqlite3.Connection) -> None:
    holder.execute("ROLLBACK")
    db.acts.mark([1], "verified")
    holder.execute("BEGIN EXCLUSIVE")
    async with reviewing(db) as (pilot, screen):
        await pilot.press("z")
        await until(pilot, lambda: screen.held.waiting)
        holder.execute("ROLLBACK")
        await until(pilot, lambda: not screen.held.waiting)
    assert [event.act for event in db.history(1)] == ["mark", "undo"]
