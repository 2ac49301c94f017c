"""Connections, transactions, and SQLite's errors put into one line."""

from __future__ import annotations

import os
import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from claims_db import errors
from claims_db.codes import APPLICATION_ID, READABLE_SINCE, SCHEMA_VERSION

if TYPE_CHECKING:
    from claims_db.search import Folding

T = TypeVar("T")

PATIENCE = 60.0
"""Seconds to wait for another process's transaction; the longest of ours (a bulk act) takes a few."""
_UNTOLD = 1.5
"""Seconds waited before a command says that it waits."""
_CACHE_KIB = 8_192
_SIDE_CACHE_KIB = 2_048
"""For threads beside the one that opened the file: they go along whole indexes, once."""
_ROOM_KIB = 65_536
_BULK_CACHE_KIB = 131_072
_BULK_LOG_PAGES = 25_000


class Store:
    """An open database file: one connection a thread, reads as snapshots, writes as whole retried transactions."""

    def __init__(self, path: Path, reviewer: str, *, readonly: bool) -> None:
        self.path = path
        self.reviewer = reviewer
        self.readonly = readonly
        self._waits: Callable[[], None] | None = None
        self._local = threading.local()
        """Of each thread: its connection, how the file was where it was opened as one that nobody changes, patience."""
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False
        self._folding: Folding | None = None

    @classmethod
    def open(cls, path: Path, *, reviewer: str | None, create: bool, readonly: bool) -> Self:
        """See ``Database.open``."""
        fresh = _look(path, create=create and not readonly)
        if not readonly:
            _refuse_network(path)
        store = cls(path, reviewer or _login_name(), readonly=readonly)
        try:
            with store._translated():
                store._prepare(fresh)
        except BaseException:
            store.close()
            raise
        return store

    def _prepare(self, fresh: bool) -> None:
        conn = self._connection()
        found = self._version(conn, fresh)
        if found > SCHEMA_VERSION:
            raise errors.DatabaseNewer(
                self.path,
                "made by a later release (tables {found}, this release knows {known}); upgrade factcheck",
                found=found,
                known=SCHEMA_VERSION,
            )
        if not self.readonly:
            self._patiently(lambda: self._use_wal(conn))
        if found < SCHEMA_VERSION and not self.readonly:
            self.write(self._migrate)
        elif found < READABLE_SINCE:
            raise errors.DatabaseReadOnly(self.path, "made by an earlier release; open it for writing once")

    def _version(self, conn: sqlite3.Connection, fresh: bool) -> int:
        """``user_version``, 0 for a file without tables. Raises ``DatabaseCorrupt`` for another program's file."""
        application = conn.execute("PRAGMA application_id").fetchone()[0]
        version: int = conn.execute("PRAGMA user_version").fetchone()[0]
        if application == APPLICATION_ID:
            return version
        empty = fresh or conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
        if application or not empty or self.readonly:
            # a creation that another process has under way may be seen half: then it is ours by now
            if conn.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID:
                return int(conn.execute("PRAGMA user_version").fetchone()[0])
            raise errors.DatabaseCorrupt(self.path, "an SQLite file, but not a claims database; name another file")
        return 0

    def _migrate(self, conn: sqlite3.Connection) -> None:
        # another process may have done it while this one waited for the lock
        if conn.execute("PRAGMA user_version").fetchone()[0] < SCHEMA_VERSION:
            from claims_db.migrations import migrate

            conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrate(conn)

    def _use_wal(self, conn: sqlite3.Connection) -> None:
        mode = conn.execute("PRAGMA journal_mode").fetchone()[0]
        if mode != "wal":
            mode = conn.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode != "wal":
            raise errors.DatabaseReadOnly(
                self.path, "can't be switched to write-ahead logging (journal {mode})", mode=mode
            )

    def _connection(self) -> sqlite3.Connection:
        if self._closed:
            raise errors.DatabaseError(self.path, "already closed")
        conn: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if conn is not None and self._outdated(conn):
            with self._lock:
                self._all.remove(conn)
            conn.close()
            conn = None
        if conn is None:
            conn = self._connect()
            self._local.connection = conn
            with self._lock:
                self._all.append(conn)
        return conn

    def _outdated(self, conn: sqlite3.Connection) -> bool:
        """Whether somebody writes after all to the file that this thread opened as one that nobody changes.

        What is being read goes on from the connection it began with.
        """
        frozen = getattr(self._local, "frozen", None)
        if frozen is None or conn.in_transaction:
            return False
        return _has_log(self.path) or _state(self.path) != frozen

    def _connect(self) -> sqlite3.Connection:
        mode = "ro" if self.readonly else "rw"
        self._local.frozen = None
        if self.readonly and not os.access(self.path.parent, os.W_OK):
            # SQLite could not make the log's index beside the file; without a log nobody can be writing there
            if not _has_log(self.path):
                mode, self._local.frozen = "ro&immutable=1", _state(self.path)
            elif not self.path.with_name(self.path.name + "-shm").exists():
                said = "its last acts are in {log}, unreadable in a folder that can't be written; copy both elsewhere"
                raise errors.DatabaseReadOnly(self.path, said, log=self.path.name + "-wal")
        elif not self.readonly and not self.path.exists():
            mode = "rwc"
        # closing is allowed from any thread; each thread else uses its own connection
        conn = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=PATIENCE,
            check_same_thread=False,
            cached_statements=256,
        )
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute("PRAGMA synchronous = FULL")
        conn.execute(f"PRAGMA cache_size = -{_SIDE_CACHE_KIB if self._all else _CACHE_KIB}")
        conn.execute("PRAGMA temp_store = MEMORY")
        return conn

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection whose statements all see one state of the database (also inside ``write``)."""
        with self._translated():
            conn = self._connection()
            if conn.in_transaction:
                yield conn
                return
            conn.execute("BEGIN")
            try:
                yield conn
            finally:
                if conn.in_transaction:
                    conn.execute("ROLLBACK")

    def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``work`` in one transaction, durable on return; it is run again from the start where another
        process was in the way, so it must not consume anything."""
        if self.readonly:
            raise errors.DatabaseReadOnly(self.path, "opened for reading only")
        with self._translated():
            conn = self._connection()
            if self._waits is None:
                return self._patiently(lambda: _transact(conn, work))
            # SQLite itself waits too long to tell of it; reads, which nobody is told of, go on waiting as ever
            usual = conn.execute("PRAGMA busy_timeout").fetchone()[0]
            conn.execute(f"PRAGMA busy_timeout = {round(_UNTOLD * 1000)}")
            try:
                return self._patiently(lambda: _transact(conn, work))
            finally:
                conn.execute(f"PRAGMA busy_timeout = {usual}")

    def be_patient(self, seconds: float) -> None:
        """Wait for other processes' transactions no longer than that, in this thread from now on."""
        with self._translated():
            self._connection().execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")
        self._local.patience = seconds

    def tell_of_waiting(self, tell: Callable[[], None]) -> None:
        """See ``Database.tell_of_waiting``."""
        self._waits = tell

    @property
    def _patience(self) -> float:
        """Of the thread at hand."""
        seconds: float = getattr(self._local, "patience", PATIENCE)
        return seconds

    def _patiently(self, attempt: Callable[[], T]) -> T:
        deadline = time.monotonic() + self._patience
        tell = self._waits
        while True:
            try:
                return attempt()
            except sqlite3.OperationalError as error:
                if not _is_busy(error) or time.monotonic() > deadline:
                    raise
                if tell is not None:
                    tell()
                    tell = None
            time.sleep(random.uniform(0.001, 0.02))

    def folding(self) -> Folding:
        """How this file's search index folds words, loaded once."""
        if self._folding is None:
            from claims_db.search import load_folding

            with self.read() as conn:
                self._folding = load_folding(conn)
        return self._folding

    @contextmanager
    def bulk(self) -> Iterator[None]:
        """Room for long runs of writing: more pages in memory, fewer copies of them out of the log."""
        conn = self._connection()
        usual = [conn.execute(f"PRAGMA {name}").fetchone()[0] for name in ("cache_size", "wal_autocheckpoint")]
        conn.execute(f"PRAGMA cache_size = -{_BULK_CACHE_KIB}")
        conn.execute(f"PRAGMA wal_autocheckpoint = {_BULK_LOG_PAGES}")
        try:
            yield
        finally:
            if not self._closed:
                conn.execute(f"PRAGMA cache_size = {usual[0]}")
                conn.execute(f"PRAGMA wal_autocheckpoint = {usual[1]}")

    @contextmanager
    def room(self) -> Iterator[None]:
        """Room for one large act: what it touches of a thousand places is read, and written to the log, once."""
        with self._translated():
            conn = self._connection()
            usual = conn.execute("PRAGMA cache_size").fetchone()[0]
            conn.execute(f"PRAGMA cache_size = -{max(_ROOM_KIB, -usual)}")
        try:
            yield
        finally:
            if not self._closed:
                with self._translated():
                    conn.execute(f"PRAGMA cache_size = {usual}")

    def data_version(self) -> int:
        """Changes when any other connection commits; compare only within one thread."""
        with self._translated():
            return int(self._connection().execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close the connections of all threads."""
        self._closed = True
        with self._lock:
            connections, self._all = self._all, []
        for conn in connections:
            # the last connection folds the log into the file; where that fails the log stays and loses nothing
            with suppress(sqlite3.Error):
                conn.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise explain(self.path, error, self._patience) from error


def _transact(conn: sqlite3.Connection, work: Callable[[sqlite3.Connection], T]) -> T:
    if conn.in_transaction:
        return work(conn)
    conn.execute("BEGIN IMMEDIATE")
    try:
        result = work(conn)
        conn.execute("COMMIT")
    except BaseException:
        # a full disk may have rolled back already
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise
    return result


def explain(path: Path, error: sqlite3.Error, patience: float = PATIENCE) -> errors.DatabaseError:
    """The typed one-line error for one of SQLite's; ``patience``: seconds that were waited for others."""
    extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if extended in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE):
        return errors.DiskFull(path, "the disk is full; make room and repeat, nothing was written")
    if extended in (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_TRUNCATE):
        return errors.DatabaseReadOnly(
            path, "the disk or a quota refuses to take more; nothing was written, see to it and repeat"
        )
    match extended & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            said = "another process has held it for {seconds} s; repeat when it is done"
            if patience < 1:
                said = "another program holds it; nothing was written, repeat when it is done"
            return errors.DatabaseBusy(path, said, seconds=f"{patience:.0f}")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_AUTH:
            return errors.DatabaseReadOnly(path, "can't be written; check the rights of the file and its folder")
        case sqlite3.SQLITE_NOTADB:
            return errors.DatabaseCorrupt(path, "not an SQLite file; name a claims database")
        case sqlite3.SQLITE_CORRUPT:
            return errors.DatabaseCorrupt(
                path, "damaged ({error}); restore a backup, or try the sqlite3 .recover command", error=error
            )
        case _:
            return errors.DatabaseError(path, " ".join(str(error).split()))


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _look(path: Path, *, create: bool) -> bool:
    """Refuse what can't be a database before SQLite makes one of it; true where there is nothing yet."""
    # the file itself is never opened here: closing it would drop the locks of every connection this process holds
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        if not create:
            raise errors.DatabaseMissing(path, "no such database; adding a source makes it") from None
        if not path.parent.is_dir():
            raise errors.DatabaseMissing(path, "its folder does not exist; make it first") from None
        return True
    except OSError as error:
        raise errors.DatabaseError(path, "can't be read: {error}", error=error.strerror) from None
    if path.is_dir():
        raise errors.DatabaseCorrupt(path, "a folder; name a file in it, such as claims.db")
    if not os.access(path, os.R_OK):
        raise errors.DatabaseError(path, "can't be read: Permission denied")
    return size == 0


def _refuse_network(path: Path) -> None:
    from claims_db.filesystem import network_file_system

    if kind := network_file_system(path):
        raise errors.DatabaseOnNetwork(
            path,
            "on a network file system ({kind}), where writing is unsafe; work on a local copy and bring its acts "
            "back with: factcheck merge",
            kind=kind,
        )


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _state(path: Path) -> tuple[int, int]:
    """Size and time of the last change; raises ``DatabaseMissing`` where the file is gone."""
    try:
        found = path.stat()
    except OSError as error:
        raise errors.DatabaseMissing(path, "can't be read: {error}", error=error.strerror) from None
    return found.st_size, found.st_mtime_ns


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        # no entry for this user, as in bare containers
        return "reviewer"
