"""Nothing acknowledged is lost and nobody sees a lock: real processes on one file, killed without warning."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from db_case import fill

from claims_db import Database, Query
from claims_db.errors import DiskFull

# Says the uid of every event once its act has returned, so what was said was acknowledged.
ACTOR = """
import random, sys
from claims_db import Database
path, name, acts = sys.argv[1], sys.argv[2], int(sys.argv[3])
chance = random.Random(name)
with Database.open(path, name) as db:
    for number in range(acts):
        claim = chance.randint(1, 7)
        match chance.randrange(6):
            case 0 | 1:
                events = db.acts.mark([claim], chance.choice(["verified", "refuted", "unreviewed"]))
            case 2:
                events = db.acts.note(claim, f"{name} {number}")
            case 3:
                events = db.acts.tag([claim, claim % 7 + 1], name)
            case 4:
                events = db.acts.link(claim, claim % 7 + 1, chance.choice(["supports", "related"]), f"{number}")
            case 5:
                undone = db.acts.undo()
                events = undone.events if undone else ()
        for event in events:
            print(event.uid, flush=True)
print("done", flush=True)
"""
# Stores sources as fast as it can, saying each that is acknowledged.
ADDER = """
import sys
sys.path.insert(0, sys.argv[2])
from db_case import claim, source
from claims_db import Database
with Database.open(sys.argv[1], "adder") as db:
    pairs = ((f"item {n} weighs {n} kg\\n", f"{n} kg") for n in range(100_000))
    for added, stored in db.intake_many((source(t, t), [claim(t, figure)]) for t, figure in pairs):
        print(added.id, stored.added, flush=True)
"""


def start(code: str, *arguments: object, out: Path) -> subprocess.Popen[bytes]:
    with out.open("ab") as said, out.with_suffix(".err").open("ab") as complained:
        return subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], stdout=said, stderr=complained)


@contextmanager
def ended(*processes: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


def said(out: Path) -> list[str]:
    # a line cut by the kill was not said
    return [line for line in out.read_text().splitlines(keepends=True) if line.endswith("\n")]


def test_processes_act_together_while_one_is_killed_again_and_again(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    fill(path).close()
    steady = [start(ACTOR, path, f"steady{n}", 120, out=tmp_path / f"steady{n}.txt") for n in range(3)]
    kills = 0
    with ended(*steady):
        while any(process.poll() is None for process in steady):
            victim = start(ACTOR, path, f"victim{kills}", 100_000, out=tmp_path / "victim.txt")
            with ended(victim):
                time.sleep(random.uniform(0.4, 0.8))
            kills += 1
            assert kills < 200
    acknowledged = [line.strip() for out in tmp_path.glob("*.txt") for line in said(out) if line != "done\n"]
    assert all(said(tmp_path / f"steady{n}.txt")[-1] == "done\n" for n in range(3))
    assert [out.read_text() for out in tmp_path.glob("*.err")] == [""] * 4
    with Database.open(path, "ana") as db:
        logged = [event.uid for event in db.changes_since(0)]
        assert len(set(logged)) == len(logged)
        assert len(set(acknowledged)) == len(acknowledged)
        assert set(acknowledged) <= set(logged)
        # an act that was durable when its process died, before it could say so, is at most one bulk act a kill
        assert len(logged) - len(acknowledged) <= 2 * kills
        assert list(db.check()) == []


def test_adding_killed_midway_leaves_whole_sources(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    fill(path).close()
    out = tmp_path / "adder.txt"
    adder = start(ADDER, path, Path(__file__).parent, out=out)
    with ended(adder), Database.open(path, "ana") as db:
        deadline = time.monotonic() + 60
        while not said(out):
            assert time.monotonic() < deadline
            # a reviewer works beside it
            db.acts.mark([1], "verified")
            db.acts.mark([1], "refuted")
    last = said(out)[-1].split()
    with Database.open(path, "ana") as db:
        assert db.claims.get(1).status == "refuted"
        assert db.count(Query(source=int(last[0]))) == 1
        sources = db.sources.list()
        assert all(item.claims == 1 for item in sources[2:])
        assert list(db.check()) == []


def test_a_full_disk_refuses_the_act_whole_and_work_goes_on_when_there_is_room(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as db:
        db.acts.mark([1], "verified")
        with db._store.read() as conn:
            pages = conn.execute("PRAGMA page_count").fetchone()[0]
            most = conn.execute("PRAGMA max_page_count").fetchone()[0]
            # SQLite then reports what it reports on a full disk
            conn.execute(f"PRAGMA max_page_count = {pages}")
        for _ in range(2):
            with pytest.raises(DiskFull, match="make room"):
                db.acts.note(1, "long " * 100_000)
        assert db.claims.get(1).notes == ()
        with db._store.read() as conn:
            conn.execute(f"PRAGMA max_page_count = {most}")
        db.acts.note(1, "long " * 100_000)
        assert len(db.claims.get(1).notes) == 1
        assert list(db.check()) == []
