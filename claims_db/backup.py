"""A consistent copy while others work."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

from claims_db.connection import Store, explain
from claims_db.errors import DatabaseError, DatabaseReadOnly


def backup(store: Store, target: Path) -> None:
    """See ``Database.backup``. An older file at ``target`` is replaced at the end, in one step.

    Raises ``DatabaseReadOnly`` where ``target`` can't be written, ``DiskFull``.
    """
    if target.is_dir():
        raise DatabaseError(target, "a folder; name the file of the copy")
    if target.exists() and target.samefile(store.path):
        raise DatabaseError(target, "is the database itself; name another file")
    if not target.parent.is_dir():
        raise DatabaseError(target, "its folder does not exist; make it first")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise DatabaseReadOnly(target, f"can't be written: {error.strerror}") from None
    os.close(handle)
    part = Path(name)
    try:
        _copy(store, part, target)
        part.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise DatabaseReadOnly(target, f"can't be written: {error.strerror}") from None
    finally:
        part.unlink(missing_ok=True)


def _copy(store: Store, part: Path, target: Path) -> None:
    with store.read() as source:
        try:
            copy = sqlite3.connect(part)
            try:
                # in one step, inside a read transaction: one state, and writers are not held up
                source.backup(copy)
                # the copy is one file without a log beside it
                copy.execute("PRAGMA journal_mode = DELETE")
            finally:
                copy.close()
        except sqlite3.Error as error:
            raise explain(target, error) from error
    with part.open("rb") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the renaming durable, where the system lets folders be opened."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
