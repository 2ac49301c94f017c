"""Make the pictures of the documentation: the real command in a pseudo-terminal, drawn as it looks there.

    python docs/make_pictures.py            # all, into docs/images/
    python docs/make_pictures.py review-wide     # one

Needs the ``dev`` dependencies and the fonts DejaVu Sans Mono and Noto Sans Mono CJK (Debian's packages
``fonts-dejavu-core`` and ``fonts-noto-cjk``).
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pexpect
import pyte
import resvg_py
from wcwidth import wcwidth

if TYPE_CHECKING:
    from claims_db.records import Status

IMAGES = Path(__file__).parent / "images"
FONTS = "DejaVu Sans Mono, Noto Sans Mono CJK SC"
SIZE = 20
WIDE_SIZE = 23
CELL = 12.04
"""Width of a cell: the advance of DejaVu Sans Mono."""
LINE = 25
ASCENT = 19
BACKGROUND, FOREGROUND = "#15181d", "#d4d7dc"
_SETTLE = 0.6


@dataclass(frozen=True)
class Picture:
    """A screen to draw: its size in cells, and the keys that lead there; a key of several letters is typed at once."""

    columns: int
    rows: int
    keys: tuple[str, ...]


PICTURES = {
    "review-wide": Picture(160, 40, ("v", "r", "j", "j")),
    "review-small": Picture(80, 24, ("v", "m", "j")),
    "review-filter": Picture(120, 32, ("v", "f")),
    "review-evidence": Picture(120, 32, ("j", "c", "https://www.sec.gov/ix?doc=nvda-20250427.htm")),
    "review-correct": Picture(110, 30, ("E", "\t", "\t", "\t")),
    "review-help": Picture(100, 34, ("?",)),
    "review-matching": Picture(120, 30, ("j", "=")),
    "review-group": Picture(120, 32, ("=", "d", "\x1b", "r")),
    "review-adjudication": Picture(120, 30, ("Q", "V")),
    "review-plot": Picture(120, 32, ("/", "诺瓦芯", "\r", "p")),
    "review-span": Picture(100, 28, ("b", "w")),
}


def capture(command: list[str], picture: Picture) -> pyte.Screen:
    """Run ``command`` in a pseudo-terminal, press the keys, return the screen."""
    screen = pyte.Screen(picture.columns, picture.rows)
    stream = pyte.ByteStream(screen)
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "TEXTUAL_ANIMATIONS": "none"}
    environment.pop("NO_COLOR", None)
    child = pexpect.spawn(command[0], command[1:], dimensions=(picture.rows, picture.columns), env=environment)
    try:
        deadline = time.monotonic() + 60
        while "reviewed" not in "".join(screen.display) and time.monotonic() < deadline:
            _read(child, stream, 1.0)
        _read(child, stream, 2.0)
        for key in picture.keys:
            child.send(key)
            _read(child, stream, 1.5)
    finally:
        child.close(force=True)
    return screen


def _read(child: pexpect.spawn, stream: pyte.ByteStream, patience: float) -> None:
    """Feed the screen until the program has been quiet for a moment."""
    end, quiet_since = time.monotonic() + patience, None
    while time.monotonic() < end:
        try:
            stream.feed(child.read_nonblocking(1 << 16, timeout=0.1))
            quiet_since = time.monotonic()
        except pexpect.TIMEOUT:
            if quiet_since is not None and time.monotonic() - quiet_since > _SETTLE:
                return
        except pexpect.EOF:
            return


def draw(screen: pyte.Screen, path: Path) -> None:
    """Write the screen as a PNG: every character at its own cell, so that no font can shift the columns."""
    grounds, inks = [], []
    for y in range(screen.lines):
        top = y * LINE
        for x in range(screen.columns):
            cell, left = screen.buffer[y][x], x * CELL
            ground, ink = _colours(cell)
            if ground != BACKGROUND:
                grounds.append(_box(left, top, LINE, ground))
            if cell.underscore:
                grounds.append(_box(left, top + ASCENT + 4, 1.2, ink))
            if cell.data.strip():
                weight = ' font-weight="bold"' if cell.bold else ""
                size = f' font-size="{WIDE_SIZE}"' if wcwidth(cell.data[0]) == 2 else ""
                place = f'x="{left:.2f}" y="{top + ASCENT}" fill="{ink}"'
                inks.append(f"<text {place}{weight}{size}>{escape(cell.data)}</text>")
    width, height = screen.columns * CELL, screen.lines * LINE
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 -12 {width + 32:.2f} {height + 24}" '
        f'font-family="{FONTS}" font-size="{SIZE}"><rect x="-16" y="-12" width="100%" height="100%" '
        f'fill="{BACKGROUND}"/>{"".join(grounds)}{"".join(inks)}</svg>'
    )
    path.write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=svg)))


def _box(left: float, top: float, height: float, colour: str) -> str:
    """A cell's rectangle, a trifle wider so that no seam shows."""
    return f'<rect x="{left:.2f}" y="{top:.1f}" width="{CELL + 0.4:.2f}" height="{height}" fill="{colour}"/>'


def _colours(cell: pyte.screens.Char) -> tuple[str, str]:
    ground = BACKGROUND if cell.bg == "default" else f"#{cell.bg}"
    ink = FOREGROUND if cell.fg == "default" else f"#{cell.fg}"
    return (ink, ground) if cell.reverse else (ground, ink)


def fill_sample(path: Path) -> None:
    """Make the database of the sample articles, with claims on which two reviewers differ."""
    from claims_db import Database, Query
    from claims_db.records import Finding
    from factcheck.cli.demo import fill

    fill(str(path), "ana")
    verdicts: tuple[tuple[str, Status, Finding, str], ...] = (
        (
            "ana",
            "verified",
            Finding(rationale="As in the quarterly report, page 3."),
            "The press office sent the report on 3 March.",
        ),
        (
            "bo",
            "misleading",
            Finding("The report counts orders, not deliveries; delivered were 36,000.", "36,000 chips"),
            "Asked the company for deliveries by month.",
        ),
    )
    for reviewer, status, finding, note in verdicts:
        with Database.open(path, reviewer=reviewer) as db:
            rows = db.claims.rows(db.ids(Query(kind=("count",))))
            chosen = [row.id for row in rows if row.value in (45_000, 45_200)]
            chosen.sort(key=lambda number: db.claims.get(number).claim.lang)
            db.acts.mark(chosen, status, finding)
            for number in chosen:
                db.acts.note(number, note)


def main(names: list[str]) -> None:
    """Draw the pictures named, or all."""
    IMAGES.mkdir(exist_ok=True)
    factcheck = str(Path(sys.executable).with_name("factcheck"))
    for name in names or list(PICTURES):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = folder
            path = Path(folder) / "claims.db"
            fill_sample(path)
            command = [factcheck, "review", "--db", str(path), "--reviewer", "ana"]
            draw(capture(command, PICTURES[name]), IMAGES / f"{name}.png")
        print(f"docs/images/{name}.png")


if __name__ == "__main__":
    main(sys.argv[1:])
