"""Speed of the review screen at size: `python -m benchmarks.review [--claims 1000000] [--db FILE]`.

Fills a database through `factcheck add --records` (generated records, one source of 1 MB with 5,000 claims among them;
matching has a benchmark of its own), then drives the real command in a pseudo-terminal. What a bare Textual app takes
in the same run stands beside it: that much is the library's, the terminal's and the machine's. With ``--db`` a database
filled before is used again; the marks made stay in it.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.review_records import LONG_SOURCE, long_record, write_records
from benchmarks.timed_terminal import TimedTerminal

ROOT = Path(__file__).resolve().parents[1]
FACTCHECK = [sys.executable, "-m", "factcheck"]
_PLACE = re.compile(r"Claims ([\d,]+) of ([\d,]+)(\+?)")
PAGE_DOWN, PAGE_UP = "\x1b[6~", "\x1b[5~"


@dataclass
class Table:
    """The figures, as rows of (what, target, measured, bare Textual app)."""

    rows: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, what: str, target: str, measured: str, bare: str = "") -> None:
        """Add a row and show it at once on stderr, since a run takes minutes."""
        self.rows.append((what, target, measured, bare))
        print(f"{what}: {measured}", file=sys.stderr, flush=True)

    def markdown(self) -> str:
        """The table."""
        lines = ["| what | target | measured | bare Textual app |", "| --- | --- | --- | --- |"]
        return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in self.rows)])


def fill(path: Path, claims: int, jobs: int, table: Table) -> None:
    """Fill a new database through the public command; its time and size."""
    with tempfile.TemporaryDirectory() as folder:
        records, yearbook = Path(folder) / "reports.jsonl", Path(folder) / "yearbook.jsonl"
        write_records(records, claims)
        long_record(yearbook)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.perf_counter()
        command = [*FACTCHECK, "add", "--quiet", "--no-match", "--db", str(path), "--jobs", str(jobs)]
        subprocess.run([*command, "--records", str(records), "--records", str(yearbook)], check=True, cwd=ROOT)
        took = time.perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = f"{took / 60:.1f} min, {processor / claims * 1e6:.0f} µs processor time a claim"
    table.add(f"filling, {claims:,} claims in {claims // 10:,} sources, {jobs} jobs", "< 15 min", said)
    table.add("file size", "", f"{path.stat().st_size / 1e6:,.0f} MB")


def percentiles(seconds: list[float]) -> str:
    """``p50 / p99`` in milliseconds."""
    ordered = sorted(seconds)
    p99 = ordered[min(int(len(ordered) * 0.99), len(ordered) - 1)]
    return f"{ordered[len(ordered) // 2] * 1e3:.1f} / {p99 * 1e3:.1f} ms"


def place(text: str) -> tuple[int, int, bool] | None:
    """Cursor, length and whether the order is whole, as the list's title has them."""
    match = _PLACE.search(text)
    if match is None:
        return None
    return int(match[1].replace(",", "")), int(match[2].replace(",", "")), not match[3]


def bare_figures(starts: int, keys: int) -> tuple[list[float], list[float]]:
    """Start and key times of the bare app."""
    opened: list[float] = []
    pressed: list[float] = []
    for _ in range(starts):
        with TimedTerminal([sys.executable, "-m", "benchmarks.bare_app"], ROOT) as terminal:
            opened.append(terminal.opened(lambda text: "keys 0" in text))
            if not pressed:
                pressed = [terminal.press("x", lambda text, n=n: f"keys {n + 1}" in text) for n in range(keys)]  # type: ignore[misc]
    return opened, pressed


class Session:
    """The review screen on a database, with a memory of its own in ``home``."""

    def __init__(self, database: Path, home: Path) -> None:
        self._command = [*FACTCHECK, "review", "--db", str(database), "--reviewer", "bench"]
        self._settings = {name: str(home) for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME")}

    def open(self) -> tuple[TimedTerminal, float]:
        """Start it; seconds until rows stood on the screen."""
        (Path(self._settings["XDG_STATE_HOME"]) / "factcheck" / "review.json").unlink(missing_ok=True)
        terminal = TimedTerminal(self._command, ROOT, environment=self._settings)
        return terminal, terminal.opened(lambda text: place(text) is not None and "\n▌" in text)


def starting(session: Session, bare: list[float], runs: int, table: Table) -> None:
    """Start of the command until rows are on the screen."""
    took = []
    for _ in range(runs):
        terminal, seconds = session.open()
        with terminal:
            took.append(seconds)
    said = f"{min(took):.2f} s ({min(took) / min(bare):.1f} times bare)"
    table.add(f"start of the command to rows (least of {runs})", "< 0.5 s", said, f"{min(bare):.2f} s")


def moving(terminal: TimedTerminal, bare: list[float], presses: int, table: Table) -> None:
    """Keys that move, until the list's title shows the new place."""
    keys = (("down", ("j",)), ("page down", (PAGE_DOWN,)), ("end and top", ("G", "g")), ("next unreviewed", ("J",)))
    for name, some in keys:
        took = []
        for key in some * (presses // len(some)):
            was = place(terminal.text)
            took.append(terminal.press(key, lambda text, was=was: place(text) != was))  # type: ignore[misc]
        table.add(f"{name}: key to repaint, p50 / p99", "< 15 / 40 ms", percentiles(took), percentiles(bare))


def marking(terminal: TimedTerminal, presses: int, table: Table) -> None:
    """Marks: until the cursor has moved on, and until the act is acknowledged, which is after it is on the disk."""
    moved, acknowledged = [], []
    for _ in range(presses):
        was, said = place(terminal.text), _marked(terminal.text)
        first, second = terminal.press_for(
            "v",
            [
                lambda text, was=was: place(text) != was,  # type: ignore[misc]
                lambda text, said=said: _marked(text) not in (None, said),  # type: ignore[misc]
            ],
        )
        moved.append(first)
        acknowledged.append(second)
    table.add("mark: key to repaint, p50 / p99", "< 15 / 40 ms", percentiles(moved))
    table.add("mark: key to acknowledged (on the disk), p50 / p99", "", percentiles(acknowledged))


def _marked(text: str) -> str | None:
    found = re.search(r"Claim (\d+): verified", text)
    return found[1] if found else None


VIEWS = (
    ("sort by value", "s", "Sort by", "jjj", "value ↓"),
    ("sort by subject", "s", "Sort by", "jjjj", "subject ↑"),
    ("turn the order round", "", "", "", "S"),
    ("filter by kind", "f", "Show only", "\t ", "money"),
    ("filter by words that 1 in 6 claims has", "f", "Show only", "\t\t\tBright", "“Bright”"),
)
"""What is shown, the key that asks, what its question says, what is typed into it, what the list's title then says."""


def viewing(terminal: TimedTerminal, table: Table) -> None:
    """Other views of all claims: until the first rows are there, until the whole order is."""
    for name, opening, question, typed, title in VIEWS:
        confirm = "\r"
        if opening:
            terminal.press(opening, lambda text, question=question: question in text)  # type: ignore[misc]
            terminal.type(typed)
        else:
            confirm, title = title, "subject ↓"
        first, whole = terminal.press_for(
            confirm,
            [
                lambda text, title=title: title in _title(text),  # type: ignore[misc]
                lambda text, title=title: title in _title(text) and (place(text) or (0, 0, False))[2],  # type: ignore[misc]
            ],
        )
        table.add(f"{name}: first rows / whole order", "< 200 ms / 1 s", f"{first * 1e3:.0f} / {whole * 1e3:.0f} ms")
        if opening == "f":
            terminal.press("F", lambda text, title=title: title not in _title(text))  # type: ignore[misc]
            terminal.rest(1)


def _title(text: str) -> str:
    return text.split("\n", 1)[0]


def searching(terminal: TimedTerminal, table: Table) -> None:
    """A search that many claims answer, until the screen is at the first of them."""
    terminal.press("/", lambda text: "Search the claims" in text)
    terminal.type("Riverfield")
    took = terminal.press("\r", lambda text: "with “Riverfield”" in text)
    table.add("search: first found", "< 200 ms", f"{took * 1e3:.0f} ms")
    terminal.type("\x1b")


def reading(terminal: TimedTerminal, bare: list[float], presses: int, table: Table) -> None:
    """The source of 1 MB with 5,000 claims: found by its name and opened (both are timed), then paged."""
    terminal.press("f", lambda text: "Show only" in text)
    terminal.type("\t\t\tyearbook")
    took = terminal.press(
        "\r", lambda text: "yearbook" in _source_title(text) and (place(text) or (0, 0))[1] == LONG_SOURCE
    )
    table.add("source of 1 MB with 5,000 claims: found and opened", "< 0.3 s", f"{took * 1e3:.0f} ms")
    terminal.type("2g")  # its top: the first claim of the order may stand at the end
    terminal.rest(1)
    paged = [terminal.press(PAGE_DOWN) for _ in range(presses)]
    table.add("source of 1 MB: page, p50 / p99", "p99 < 40 ms", percentiles(paged), percentiles(bare))


def _source_title(text: str) -> str:
    """What stands right of the list's title."""
    return _title(text).rpartition("─ ─")[2]


def measure(database: Path, home: Path, presses: int, table: Table) -> None:
    """Everything on a filled database."""
    bare_start, bare_keys = bare_figures(5, presses)
    session = Session(database, home)
    starting(session, bare_start, 5, table)
    terminal, _ = session.open()
    with terminal:
        terminal.press("", lambda text: (place(text) or (0, 0, False))[2])
        terminal.rest(1)
        moving(terminal, bare_keys, presses, table)
        marking(terminal, presses // 2, table)
        viewing(terminal, table)
        searching(terminal, table)
        reading(terminal, bare_keys, presses, table)
        table.add("resident memory after all this", "< 150 MB", f"{terminal.resident() / 1e6:.0f} MB")
    table.add("processors' load, 1 minute", "", f"{os.getloadavg()[0]:.1f} on {os.cpu_count()}")


def main() -> None:
    """Fill, measure, print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--claims", type=int, default=1_000_000)
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options.add_argument("--db", type=Path, help="filled before and to be kept; filled now where it is not there")
    options.add_argument("--presses", type=int, default=100)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table = Table()
        database = given.db or Path(folder) / "claims.db"
        if not database.exists():
            fill(database, given.claims, given.jobs, table)
        measure(database.resolve(), Path(folder), given.presses, table)
    print(table.markdown())


if __name__ == "__main__":
    main()
