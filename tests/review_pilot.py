"""Driving the review screen in tests: open it, press keys, let it come to rest, read what it shows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.widget import Widget

from claims_db import Database
from claims_db.records import Query
from factcheck.review.app import ReviewApp
from factcheck.review.screen import ReviewScreen


@asynccontextmanager
async def reviewing(
    db: Database, size: tuple[int, int] = (120, 40), query: Query | None = None
) -> AsyncIterator[tuple[Pilot[None], ReviewScreen]]:
    """The app on ``db``, settled on its first claim."""
    app = ReviewApp(db, query=query)
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, ReviewScreen)
        await settle(pilot)
        yield pilot, screen


async def settle(pilot: Pilot[None]) -> None:
    """Let background reading and the cursor come to rest."""
    for _ in range(400):
        await pilot.pause()
        screen = pilot.app.screen_stack[0]
        if isinstance(screen, ReviewScreen) and screen.settled:
            break
        await pilot.pause(0.02)
    await pilot.pause()


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Wait until ``true`` is, ten seconds at most."""
    for _ in range(500):
        if true():
            return
        await pilot.pause(0.02)
    raise AssertionError("waited ten seconds for what did not come")


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys by their Textual names."""
    await pilot.press(*keys)
    await settle(pilot)


async def write(pilot: Pilot[None], text: str) -> None:
    """Type ``text``."""
    await pilot.press(*("space" if letter == " " else "enter" if letter == "\n" else letter for letter in text))


def shown(widget: Widget) -> str:
    """The lines of a pane in view."""
    return "\n".join(widget.render_line(y).text for y in range(widget.size.height))


def statuses(db: Database) -> dict[int, str]:
    """The status of each claim, by id."""
    return {row.id: row.status for row in db.claims.rows(db.ids(Query(), sort="id"))}
