"""Several processes act on one file while one of them is killed every second: `python -m benchmarks.stress`.

Each process marks, notes, links and undoes, and writes down the uid of every event that was acknowledged. At the end
every one of those must be in the log, none twice, and the database must be clean. Exit code 1 where it is not.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from claims_db import Database
from claims_db.errors import ClaimsDbError
from claims_db.records import Query
from factcheck.intake import Taken, take_in
from factcheck.reading import read
from factcheck.reading.document import Document

CLAIMS_A_SOURCE = 20


def fill(path: Path, folder: Path, sources: int) -> None:
    """A database of ``sources`` articles with ``CLAIMS_A_SOURCE`` claims each, made through the public intake."""
    for number in range(sources):
        lines = [f"Company {number} sold {n + 1},000 cars in 2024." for n in range(CLAIMS_A_SOURCE)]
        (folder / f"article-{number}.txt").write_text("\n".join(lines), "utf-8")
    with Database.open(path, reviewer="filler", create=True) as database:
        documents = (item for item in read([str(folder)]) if isinstance(item, Document))
        for taken in take_in(database, documents):
            assert isinstance(taken, Taken), taken
            assert taken.stored.added == CLAIMS_A_SOURCE, taken


def act(database: Database, ids: list[int], number: int, dice: random.Random) -> list[str]:
    """One act; the uids of the events it made (none where there was nothing to undo)."""
    claim = dice.choice(ids)
    match number % 4:
        case 0:
            events = database.acts.mark([claim], dice.choice(("verified", "refuted", "needs-evidence", "unreviewed")))
        case 1:
            events = database.acts.note(claim, f"note {number}")
        case 2:
            other = dice.choice([i for i in ids if i != claim])
            events = database.acts.link(claim, other, "related", why=f"link {number}")
        case _:
            undone = database.acts.undo()
            events = list(undone.events) if undone else []
    return [event.uid for event in events]


def child(path: Path, reviewer: str, acts: int, log: Path) -> int:
    """Act until ``log`` holds ``acts`` lines; a line is written once the act was acknowledged."""
    done = log.read_text("ascii").count("\n") if log.exists() else 0
    dice = random.Random(f"{reviewer}-{done}")
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with Database.open(path, reviewer=reviewer) as database:
        ids = list(database.ids(Query(every=True)))
        for number in range(done, acts):
            try:
                uids = act(database, ids, number, dice)
            except ClaimsDbError as error:
                print(f"{reviewer}: {error}", file=sys.stderr)
                return 1
            os.write(out, (" ".join(uids) + "\n").encode("ascii"))
    return 0


def run(path: Path, folder: Path, processes: int, acts: int, *, kill_every: float) -> tuple[int, float, list[str]]:
    """Run the processes, killing one every ``kill_every`` seconds; (kills, seconds, what was said on stderr)."""
    said: list[str] = []
    kills = 0
    dice = random.Random(7)

    def start(number: int) -> subprocess.Popen[str]:
        arguments = [str(path), f"reviewer-{number}", str(acts), str(folder / f"acks-{number}")]
        command = [sys.executable, "-m", "benchmarks.stress", "--child", *arguments]
        return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)

    began = time.perf_counter()
    running = {number: start(number) for number in range(processes)}
    last_kill = began
    while running:
        time.sleep(0.02)
        for number, process in list(running.items()):
            if process.poll() is None:
                continue
            said.extend((process.communicate()[1] or "").splitlines())
            del running[number]
            if process.returncode == -signal.SIGKILL:
                running[number] = start(number)
        if running and time.perf_counter() - last_kill >= kill_every:
            running[dice.choice(list(running))].kill()
            kills += 1
            last_kill = time.perf_counter()
    return kills, time.perf_counter() - began, said


def faults(path: Path, folder: Path, processes: int, said: list[str]) -> list[str]:
    """What is wrong afterwards: lost or doubled acts, problems of the database, locks that were seen."""
    acknowledged = Counter(
        uid for number in range(processes) for uid in (folder / f"acks-{number}").read_text("ascii").split()
    )
    with Database.open(path, reviewer="judge") as database:
        logged = Counter(event.uid for event in database.changes_since(0))
        problems = [str(problem) for problem in database.check()]
    found = [f"acknowledged but not in the log: {uid}" for uid in acknowledged if uid not in logged]
    found += [f"twice in the log: {uid}" for uid, times in logged.items() if times > 1]
    found += problems
    found += [f"a process said: {line}" for line in said]
    return found


def main() -> int:
    """Run and report."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--child", nargs=4, metavar=("DB", "REVIEWER", "ACTS", "LOG"))
    options.add_argument("--processes", type=int, default=8)
    options.add_argument("--acts", type=int, default=2000, help="of each process")
    options.add_argument("--kill-every", type=float, default=1.0, help="seconds")
    given = options.parse_args()
    if given.child:
        database, reviewer, acts, log = given.child
        return child(Path(database), reviewer, int(acts), Path(log))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = folder / "articles"
        articles.mkdir()
        path = folder / "claims.db"
        fill(path, articles, 25)
        kills, took, said = run(path, folder, given.processes, given.acts, kill_every=given.kill_every)
        found = faults(path, folder, given.processes, said)
    total = given.processes * given.acts
    print(f"{given.processes} processes x {given.acts} acts in {took:.1f} s ({took / total * 1e3:.2f} ms an act)")
    print(f"{kills} killed; faults: {len(found)}")
    for line in found[:10]:
        print(" ", line)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
