"""Names that mean the same thing in every database: row ids are each file's own, and start anew in a new one."""

from __future__ import annotations

from typing import Literal

from claims_db.connection import Store

Kind = Literal["claim", "source", "note", "evidence"]

_SELECT: dict[Kind, tuple[str, str]] = {
    # one text may be stored in several sources, with the same uids
    "claim": (
        "claim JOIN source ON source.id = source_id",
        "lower(hex(uid) || hex(substr(sha256, 1, 8)))",
    ),
    "source": ("source", "lower(hex(sha256))"),
    "note": ("note", "lower(hex(uid))"),
    "evidence": ("evidence", "lower(hex(uid))"),
}
_FIND: dict[Kind, str] = {
    "claim": "uid = substr(?1, 1, 16) AND substr(sha256, 1, 8) = substr(?1, 17) ORDER BY claim.id",
    "source": "sha256 = ?1 ORDER BY superseded, id",
    "note": "uid = ?1",
    "evidence": "uid = ?1",
}


class Names:
    """``db.names``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, kind: Kind, number: int) -> str | None:
        """The lasting name, hexadecimal, of what has this id here; None where nothing has."""
        table, name = _SELECT[kind]
        with self._store.read() as conn:
            row = conn.execute(f"SELECT {name} FROM {table} WHERE {kind}.id = ?", (number,)).fetchone()
        return row[0] if row else None

    def claim_of(self, kind: Literal["note", "evidence"], number: int) -> int | None:
        """The claim that a note or a piece of evidence with this id is on; None where there is none, or no longer."""
        with self._store.read() as conn:
            row = conn.execute(f"SELECT claim_id FROM {kind} WHERE id = ? AND NOT gone", (number,)).fetchone()
        return row[0] if row else None

    def find(self, kind: Kind, name: str) -> int | None:
        """The id here of what has this lasting name; None where nothing has, or it is no such name."""
        try:
            key = bytes.fromhex(name)
        except ValueError:
            return None
        table, _ = _SELECT[kind]
        with self._store.read() as conn:
            row = conn.execute(f"SELECT {kind}.id FROM {table} WHERE {_FIND[kind]} LIMIT 1", (key,)).fetchone()
        return row[0] if row else None
