"""What can go wrong with a database, each with one line a user can act on.

``str(error)`` names the file, id or field, says what is wrong and what would work; it never holds a traceback or a
line break. ``template`` is the same sentence with its ``values`` still in braces, for whoever shows it in another
language; ``where`` stands before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims_db.records import Event


class ClaimsDbError(Exception):
    """Any refusal of the store: a ``message`` with places in braces, and the ``values`` that fill them."""

    where = ""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values) if values else message)
        self.template = message
        self.values = values


class DatabaseError(ClaimsDbError):
    """The file as a whole can't be used; ``path`` is the file."""

    def __init__(self, path: str | Path, message: str, **values: object) -> None:
        super().__init__(message, **values)
        self.path = Path(path)
        self.where = f"{path}: "

    def __str__(self) -> str:
        return f"{self.where}{super().__str__()}"


class DatabaseMissing(DatabaseError):
    """There is no such file, and it was not to be created."""


class DatabaseNewer(DatabaseError):
    """Written by a later release, whose tables this one does not know."""


class DatabaseCorrupt(DatabaseError):
    """SQLite can't read the file, or it is no SQLite file, or one of another program."""


class DatabaseReadOnly(DatabaseError):
    """The file or its folder can't be written."""


class DatabaseBusy(DatabaseError):
    """Another process held the file for longer than was waited for it (``Database.be_patient``)."""


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
            "{source}: {what} at {start}-{end} should read {expected}, the stored text has {found}; nothing was stored",
            source=source,
            what=what,
            start=start,
            end=end,
            expected=shorten(expected),
            found=shorten(found),
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
        values = {"claim": last.claim_id, "count": claims, "name": last.reviewer, "act": last.act, "at": last.at}
        one = "claim {claim} was changed meanwhile by {name} ({act}, {at}); look again, or repeat"
        many = "{count} claims were changed meanwhile by {name} ({act}, {at}); look again, or repeat"
        super().__init__(one if claims == 1 else many, **values)


def shorten(text: str, limit: int = 40) -> str:
    """``text`` quoted on one line, cut to ``limit`` characters; safe to print."""
    return ascii(text) if len(text) <= limit and not text.isprintable() else _cut(text, limit)


def _cut(text: str, limit: int) -> str:
    kept = text if len(text) <= limit else text[: limit - 1] + "…"
    return repr(kept)
