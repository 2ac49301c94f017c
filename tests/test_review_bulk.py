"""Several claims at once: what the title counts, and decided claims that a mark would overrule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import fill
from review_pilot import press, reviewing

from claims_db import Database
from factcheck.review.screen import ReviewScreen


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database


def selected(screen: ReviewScreen) -> int:
    """How many claims the title says are selected."""
    parts = [part for part in screen.list_title.text.split(" · ") if part.endswith(" selected")]
    return int(parts[0].split()[0]) if parts else 0


async def test_the_title_counts_what_is_selected(db: Database) -> None:
    db.acts.mark([1, 2], "refuted")
    async with reviewing(db) as (pilot, screen):
        await press(pilot, "f", "space", "enter", "A")
        assert selected(screen) == 7
        await press(pilot, "F")
        assert selected(screen) == screen.claims.order.selected_count == 7
        await press(pilot, "escape")
        assert selected(screen) == screen.claims.order.selected_count == 0
        await press(pilot, "A")
        assert selected(screen) == screen.claims.order.selected_count == 9
        await press(pilot, "A", "G", "space")
        assert selected(screen) == screen.claims.order.selected_count == 1
        await press(pilot, "v")
        assert selected(screen) == 0
