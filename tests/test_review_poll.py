"""The review screen while the file under it can't be read for a moment."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from db_case import fill
from review_pilot import reviewing, settle

from claims_db import Database, Query


async def test_a_change_that_cannot_be_read_is_shown_later(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as db, Database.open(tmp_path / "a.db", "bob") as bob:
        async with reviewing(db, query=Query(unjudged_by="ana")) as (pilot, screen):
            screen.polling.pause()
            (event,) = bob.acts.mark([1], "refuted")
            with sqlite3.connect(db.path, isolation_level=None) as conn:
                conn.execute("ALTER TABLE verdict RENAME TO elsewhere")
                screen._poll()
                await settle(pilot)
                assert pilot.app.is_running
                assert screen.seen < event.id
                conn.execute("ALTER TABLE elsewhere RENAME TO verdict")
            conn.close()
            screen._poll()
            await settle(pilot)
            assert screen.seen == event.id
            assert pilot.app.is_running
