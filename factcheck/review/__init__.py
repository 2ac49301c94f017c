"""The review screen: claims, their sources and what reviewers decide, in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims_db.records import Query


_TURN = 0.001
"""Seconds a thread that reads in the background may hold up the one that paints."""


def run(db_path: Path | str, reviewer: str | None = None, *, query: Query | None = None) -> None:
    """Open the screen on the database at ``db_path`` and return when the reviewer leaves it.

    ``reviewer`` signs every act (default: the login name); ``query`` is the first filter. Raises
    ``claims_db.errors.ClaimsDbError`` where the file can't be opened.
    """
    import gc
    import sys

    # what is imported stays: not looking through it for garbage makes the start and every later collection shorter
    gc.disable()
    from claims_db import Database
    from factcheck.review.app import ReviewApp
    from factcheck.review.garbage import postpone_full_collections

    postpone_full_collections()
    gc.enable()
    sys.setswitchinterval(_TURN)
    with Database.open(db_path, reviewer=reviewer) as db:
        ReviewApp(db, query=query).run()
