"""The review screen: claims, their sources and what reviewers decide, in the terminal."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims_db import Database
    from claims_db.records import Query


_TURN = 0.001
"""Seconds a thread that reads in the background may hold up the one that paints."""


def run(db_path: Path | str, reviewer: str | None = None, *, query: Query | None = None) -> None:
    """Open the screen on the database at ``db_path`` and return when the reviewer leaves it.

    ``reviewer`` signs every act (default: the login name); ``query`` is the first filter. A file that can't be
    written is opened for looking. Raises
    ``claims_db.errors.ClaimsDbError`` where the file can't be opened.
    """
    import gc
    import sys

    # what is imported stays: not looking through it for garbage makes the start and every later collection shorter
    gc.disable()
    from factcheck.review.app import ReviewApp
    from factcheck.review.garbage import postpone_full_collections
    from factcheck.review.held import PATIENCE
    from factcheck.review.pasting import make_pastes_safe

    make_pastes_safe()
    postpone_full_collections()
    gc.enable()
    sys.setswitchinterval(_TURN)
    with open_for_review(Path(db_path), reviewer) as db:
        db.be_patient(PATIENCE)
        ReviewApp(db, query=query).run()


def open_for_review(path: Path, reviewer: str | None) -> Database:
    """Open the database at ``path`` for writing, or for looking where the file or its folder can't be written.

    Raises ``claims_db.errors.ClaimsDbError`` where it can't be read either.
    """
    from claims_db import Database
    from claims_db.errors import DatabaseReadOnly

    if not path.exists() or os.access(path, os.W_OK):
        try:
            return Database.open(path, reviewer=reviewer)
        except DatabaseReadOnly:
            return Database.open(path, reviewer=reviewer, readonly=True)
    return Database.open(path, reviewer=reviewer, readonly=True)
