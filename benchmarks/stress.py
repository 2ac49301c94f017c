"""Several processes act on one file while one of them is killed every second: `python -m benchmarks.stress`.

Each process marks, notes, links and undoes, and writes down the uid of every event that was acknowledged, and how long
the act took. At the end every one of those events must be in the log, none twice, and the database must be clean.
Prints one table; exit code 1 where something is wrong.
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
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

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
            began = time.perf_counter()
            try:
                uids = act(database, ids, number, dice)
            except ClaimsDbError as error:
                print(f"{reviewer}: {error}", file=sys.stderr)
                return 1
            took = time.perf_counter() - began
            os.write(out, (" ".join([f"{took * 1e3:.2f}", *uids]) + "\n").encode("ascii"))
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


@dataclass(frozen=True)
class Outcome:
    """What became of a run."""

    acknowledged: int
    """Acts."""
    events: int
    """In the log."""
    took: list[float]
    """Milliseconds of each act, from the call to the acknowledgement."""
    lost: list[str]
    """Uids of events that were acknowledged and are not in the log."""
    twice: list[str]
    problems: list[str]
    """Of ``factcheck check``."""
    said: list[str]
    """By processes that were refused an act, ``locked`` among them."""

    @property
    def faults(self) -> list[str]:
        """Everything that is wrong, a line each."""
        return [
            *(f"acknowledged but not in the log: {uid}" for uid in self.lost),
            *(f"twice in the log: {uid}" for uid in self.twice),
            *self.problems,
            *(f"a process said: {line}" for line in self.said),
        ]


def outcome(path: Path, folder: Path, processes: int, said: list[str]) -> Outcome:
    """Hold what was acknowledged against the log, and check the database."""
    logs = [(folder / f"acks-{number}").read_text("ascii").splitlines() for number in range(processes)]
    lines = [line.split() for log in logs for line in log]
    acknowledged = {uid for line in lines for uid in line[1:]}
    with Database.open(path, reviewer="judge") as database:
        logged = Counter(event.uid for event in database.changes_since(0))
        problems = [str(problem) for problem in database.check()]
    return Outcome(
        acknowledged=len(lines),
        events=logged.total(),
        took=[float(line[0]) for line in lines],
        lost=sorted(acknowledged - logged.keys()),
        twice=[uid for uid, times in logged.items() if times > 1],
        problems=problems,
        said=said,
    )


def table(found: Outcome, processes: int, acts: int, kills: int, seconds: float) -> str:
    """The result as one table."""
    cuts = quantiles(found.took, n=100, method="inclusive")
    rows = (
        ("processes x acts", f"{processes} x {acts:,}"),
        ("killed with -9", f"{kills}"),
        ("acts acknowledged", f"{found.acknowledged:,}"),
        ("events in the log", f"{found.events:,}"),
        ("seconds", f"{seconds:.0f}"),
        ("ms an act, p50 / p99 / most", f"{cuts[49]:.1f} / {cuts[98]:.0f} / {max(found.took):.0f}"),
        ("acknowledged, not in the log", f"{len(found.lost)}"),
        ("twice in the log", f"{len(found.twice)}"),
        ("problems of factcheck check", f"{len(found.problems)}"),
        ("refusals seen (locked, ...)", f"{len(found.said)}"),
    )
    return "\n".join(["| measure | value |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in rows)])


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
        found = outcome(path, folder, given.processes, said)
    print(table(found, given.processes, given.acts, kills, took))
    missing = given.processes * given.acts - found.acknowledged
    for line in [*found.faults[:10], *([f"{missing} acts were not done"] if missing else [])]:
        print(line, file=sys.stderr)
    return bool(found.faults or missing)


if __name__ == "__main__":
    sys.exit(main())
