"""What can go wrong with a database, each with one line a user can act on.

``str(error)`` names the file, id or field, says what is wrong and what would work; it never holds a traceback or a
line break.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims_db.records import Event


class ClaimsDbError(Exception):
    """Any refusal of the store."""


class DatabaseError(ClaimsDbError):
    """The file as a whole can't be used; ``path`` is the file."""

    def __init__(self, path: str | Path, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = Path(path)


class DatabaseMissing(DatabaseError):
    """There is no such file, and it was not to be created."""


class DatabaseNewer(DatabaseError):
    """Written by a later release, whose tables this one does not know."""


class DatabaseCorrupt(DatabaseError):
    """SQLite can't read the file, or it is no SQLite file, or one of another program."""


class DatabaseReadOnly(DatabaseError):
    """The file or its folder can't be written."""


class DatabaseBusy(DatabaseError):
    """Another process held the file for longer than any act of ours takes (``connection.PATIENCE`` seconds)."""


class DatabaseOnNetwork(DatabaseReadOnly):
    """On a network file system, where write-ahead logging is unsafe; it can be read there, not written."""


class DiskFull(DatabaseError):
    """No room left; nothing of the refused act was written."""


class InvalidRecord(ClaimsDbError):
    """A record does not hold what its field asks for; the message names record and field."""


class SpanMismatch(InvalidRecord):
    """``text[start:end]`` is not the figure or statement it is said to be; nothing was stored."""

    def __init__(self, source: str, what: str, start: int, end: int, expected: str, found: str) -> None:
        super().__init__(
            f"{source}: {what} at {start}-{end} should read {shorten(expected)}, the stored text has "
            f"{shorten(found)}; nothing was stored"
        )
        self.start, self.end, self.expected, self.found = start, end, expected, found


class Unknown(ClaimsDbError):
    """An id or a word that names nothing here."""


class UnknownSource(Unknown):
    """No source has this id."""


class UnknownClaim(Unknown):
    """No claim has this id."""


class UnknownStatus(Unknown):
    """Not one of ``records.STATUSES``."""


class UnknownLinkType(Unknown):
    """Not one of ``records.LINK_TYPES``."""


class UnknownItem(Unknown):
    """No note, evidence, link or suggestion has this id."""


class ChangedMeanwhile(ClaimsDbError):
    """Another reviewer changed a claim after the caller last looked; nothing was done.

    ``events`` are the acts the caller has not seen, oldest first.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        self.events = tuple(events)
        last = self.events[-1]
        claims = len({event.claim_id for event in events})
        what = f"claim {last.claim_id} was" if claims == 1 else f"{claims} claims were"
        super().__init__(f"{what} changed meanwhile by {last.reviewer} ({last.act}, {last.at}); look again, or repeat")


def shorten(text: str, limit: int = 40) -> str:
    """``text`` quoted on one line, cut to ``limit`` characters; safe to print."""
    return ascii(text) if len(text) <= limit and not text.isprintable() else _cut(text, limit)


def _cut(text: str, limit: int) -> str:
    kept = text if len(text) <= limit else text[: limit - 1] + "…"
    return repr(kept)
