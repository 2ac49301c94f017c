"""Opening: what is made, what is refused, and in which words."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from db_case import fill

from claims_db import ClaimsDbError, Database, Query
from claims_db import errors as db_errors
from claims_db.filesystem import network_file_system


def refusal(path: Path, kind: type[ClaimsDbError], *, create: bool = True, readonly: bool = False) -> str:
    with pytest.raises(kind) as caught:
        Database.open(path, "ana", create=create, readonly=readonly)
    line = str(caught.value)
    assert str(path) in line
    assert "\n" not in line
    return line


def test_a_new_file_is_a_claims_database_in_strict_tables_and_write_ahead_logging(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    Database.open(path, "ana", create=True).close()
    with sqlite3.connect(path) as conn:
        assert conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert conn.execute("PRAGMA user_version").fetchone() == (5,)
        applied = [name for (name,) in conn.execute("SELECT name FROM _sqlite_migrations")]
        assert applied == ["0001_tables", "0002_matching", "0003_watched", "0004_recount", "0005_changes"]
        ours = ("source", "claim", "event", "note", "link", "evidence", "verdict", "batch")
        strict = dict(conn.execute("SELECT name, strict FROM pragma_table_list"))
        assert all(strict[name] for name in ours)


def test_every_connection_waits_for_the_disk_and_checks_references(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as db, db._store.read() as conn:
        assert conn.execute("PRAGMA synchronous").fetchone() == (2,)
        assert conn.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_missing_file_and_missing_folder(tmp_path: Path) -> None:
    refusal(tmp_path / "none.db", db_errors.DatabaseMissing, create=False)
    assert not (tmp_path / "none.db").exists()
    assert "folder" in refusal(tmp_path / "no" / "none.db", db_errors.DatabaseMissing)


def folder(path: Path) -> None:
    path.mkdir()


def text_file(path: Path) -> None:
    path.write_text("Not a database, but a text of more than sixteen bytes.")


def other_program(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE recipe (name TEXT)")


def cut_off(path: Path) -> None:
    fill(path).close()
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * 4000 + content[4100 : len(content) // 2])


@pytest.mark.parametrize("make", [folder, text_file, other_program, cut_off])
@pytest.mark.parametrize("readonly", [False, True])
def test_what_is_no_claims_database_is_refused_and_left_alone(
    tmp_path: Path, make: Callable[[Path], None], readonly: bool
) -> None:
    path = tmp_path / "odd.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    refusal(path, db_errors.DatabaseCorrupt, readonly=readonly)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_database_of_a_later_release(tmp_path: Path) -> None:
    path = tmp_path / "later.db"
    fill(path).close()
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA user_version = 7")
    assert "later release" in refusal(path, db_errors.DatabaseNewer)


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with Database.open(path, "ana") as db:
        assert db.count(Query(every=True)) == 0


READ_ONLY = """
import os, sys
from claims_db import Database, ClaimsDbError, Query
# the superuser may write anything, so that this is tried as nobody, with all modules loaded before
import claims_db.migrations, claims_db.filesystem, psutil
with Database.open(sys.argv[2], "ana") as db:
    db.count(Query())
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
for attempt in (
    lambda: Database.open(sys.argv[1], "ana"),
    lambda: print(Database.open(sys.argv[1], "ana", readonly=True).count(Query())),
    lambda: Database.open(sys.argv[1] + ".new", "ana", create=True),
):
    try:
        attempt()
    except ClaimsDbError as error:
        print(type(error).__name__)
"""


def test_read_only_file_can_be_read_and_says_why_it_is_not_written(tmp_path: Path) -> None:
    place = tmp_path / "shelf"
    place.mkdir()
    fill(place / "a.db").close()
    fill(tmp_path / "b.db").close()
    (place / "a.db").chmod(0o444)
    place.chmod(0o555)
    for above in (place, *place.parents):
        # nobody must be able to reach it
        if above.stat().st_uid == os.getuid() and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o055)
    try:
        said = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(place / "a.db"), str(tmp_path / "b.db")],
            capture_output=True,
            text=True,
            check=True,
        )
    finally:
        place.chmod(0o755)
    assert said.stdout.split() == ["DatabaseReadOnly", "6", "DatabaseReadOnly"]


WATCHING = """
import os, sys
from claims_db import Database, Query
import claims_db.migrations, claims_db.filesystem, psutil
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
with Database.open(sys.argv[1], "ana", readonly=True) as db:
    print(db.count(Query(status=("refuted",))), flush=True)
    for _ in sys.stdin:
        print(db.count(Query(status=("refuted",))), db.claims.get(1).status, flush=True)
"""


WATCHING_BY_THREADS = """
import os, sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from claims_db import Database, Query
import claims_db.migrations, claims_db.filesystem, psutil
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
together = Barrier(4)
def count(_):
    together.wait()
    return db.count(Query(status=("refuted",)))
with Database.open(sys.argv[1], "ana", readonly=True) as db, ThreadPoolExecutor(4) as threads:
    print(*threads.map(count, range(4)), flush=True)
    for _ in sys.stdin:
        # by one thread first: what the others opened is no less out of date
        print(db.count(Query(status=("refuted",))), *threads.map(count, range(4)), flush=True)
        assert len(db._store._all) == 5, "a connection was left behind"
"""


@pytest.mark.parametrize(
    ("watching", "before", "after"),
    [(WATCHING, "0", "{} refuted"), (WATCHING_BY_THREADS, "0 0 0 0", "{0} {0} {0} {0} {0}")],
)
def test_what_its_owner_writes_is_seen_from_a_folder_without_rights(
    tmp_path: Path, watching: str, before: str, after: str
) -> None:
    place = tmp_path / "shelf"
    place.mkdir()
    fill(place / "a.db").close()
    (place / "a.db").chmod(0o644)
    place.chmod(0o755 if os.getuid() == 0 else 0o555)
    for above in (place, *place.parents):
        if above.stat().st_uid == os.getuid() and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o055)
    with subprocess.Popen(
        [sys.executable, "-c", watching, str(place / "a.db")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdin
        assert reader.stdout
        assert reader.stdout.readline() == f"{before}\n"
        place.chmod(0o755)
        for refuted in (2, 4):
            with Database.open(place / "a.db", "bo") as db:
                db.acts.mark(range(1, refuted + 1), "refuted")
            reader.stdin.write("again\n")
            reader.stdin.flush()
            assert reader.stdout.readline() == after.format(refuted) + "\n"
        reader.stdin.close()


def test_unknown_status_and_closed_database(tmp_path: Path) -> None:
    db = fill(tmp_path / "a.db")
    db.close()
    db.close()
    with pytest.raises(db_errors.DatabaseError, match="closed"):
        db.count(Query())


def test_reading_only_refuses_acts(tmp_path: Path) -> None:
    fill(tmp_path / "a.db").close()
    with Database.open(tmp_path / "a.db", "ana", readonly=True) as db:
        assert db.count(Query()) == 6
        with pytest.raises(db_errors.DatabaseReadOnly):
            db.acts.mark([1], "verified")


class Mounted(NamedTuple):
    mountpoint: str
    fstype: str
    opts: str = "rw"


MOUNTS = [
    Mounted("/", "ext4"),
    Mounted("/mnt/news", "nfs4"),
    Mounted("/mnt/news/local", "xfs"),
    Mounted("/home/ana/remote", "fuse.sshfs"),
    Mounted("/srv", "ext4"),
    Mounted("/srv", "cifs"),
]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/tmp/claims.db", None),
        ("/mnt/news/claims.db", "nfs4"),
        ("/mnt/newsroom/claims.db", None),
        ("/mnt/news/local/claims.db", None),
        ("/home/ana/remote/desk/claims.db", "fuse.sshfs"),
        ("/srv/claims.db", "cifs"),
    ],
)
def test_network_file_systems_are_known_by_the_deepest_mount(path: str, kind: str | None) -> None:
    assert network_file_system(Path(path), MOUNTS) == kind


def test_this_folder_is_asked_of_the_real_system(tmp_path: Path) -> None:
    import psutil

    expected = network_file_system(tmp_path, psutil.disk_partitions(all=True))
    assert network_file_system(tmp_path) == expected


CREATE = """
import sys
from claims_db import Database
with Database.open(sys.argv[1], "ana", create=True) as db:
    print(db.last_event_id())
"""


def test_many_processes_may_create_one_file_at_once(tmp_path: Path) -> None:
    path = str(tmp_path / "shared.db")
    running = [
        subprocess.Popen(
            [sys.executable, "-c", CREATE, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    for process in running:
        out, err = process.communicate(timeout=60)
        assert (out, err) == ("0\n", "")
    with Database.open(path) as db:
        assert list(db.check()) == []


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, claims_db; print(sorted({'pydantic', 'sqlite3', 'msgspec', 'sqlite_utils'} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"


ACT = """
import sys
from claims_db import Database
with Database.open(sys.argv[1], "bo") as db:
    db.acts.mark([1], "refuted")
"""


def test_a_file_opened_twice_in_one_process_keeps_its_locks(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    with fill(path) as db:
        Database.open(path, "ana").close()
        subprocess.run([sys.executable, "-c", ACT, str(path)], check=True)
        assert db.claims.get(1).status == "refuted"
        db.acts.note(1, "kept")
    with Database.open(path, "ana") as again:
        assert [note.text for note in again.claims.get(1).notes] == ["kept"]


def test_a_file_of_the_release_before_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    fill(path).close()
    for version, readable in ((2, True), (1, False)):
        with closing(sqlite3.connect(path)) as conn:
            conn.execute(f"PRAGMA user_version = {version}")
        if readable:
            with Database.open(path, readonly=True) as database:
                assert len(database.ids(Query())) > 0
        else:
            with pytest.raises(ClaimsDbError, match="earlier release"):
                Database.open(path, readonly=True)
