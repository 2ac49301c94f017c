"""Where results go: machine formats as UTF-8 bytes, tables fitted to the terminal, a progress bar on stderr."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

WIDTH_IN_PIPES = 160


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its width in cells, and its share of the cells that are left over."""

    heading: str
    width: int
    share: int = 0
    right: bool = False


class Progress(Protocol):
    """What a long command tells its progress bar."""

    def advance(self, done: str, note: str) -> None:
        """The text ``done`` is done; ``note`` says what of. Only a bar that is shown counts its bytes."""
        ...


class Quiet:
    """A progress bar where nobody looks."""

    def advance(self, done: str, note: str) -> None:
        """Nothing is shown."""


def write_bytes(chunk: bytes) -> None:
    """Write to stdout as it is, whatever the locale's encoding."""
    sys.stdout.buffer.write(chunk)


def write_line(text: str) -> None:
    """Write one line of text for people to stdout: what their terminal can't encode becomes ``?``, never an error."""
    encoding = sys.stdout.encoding or "utf-8"
    line = text.encode(encoding, "replace")
    if sys.stdout.isatty():
        # through the text layer, which a progress bar listens to
        print(line.decode(encoding))
    else:
        sys.stdout.buffer.write(line + b"\n")


def write_table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """Write ``rows`` as they come, one line each, cut to the terminal's width, hostile characters made harmless."""
    from factcheck.review.plain import fit

    widths = _widths(columns)

    def line(cells: Sequence[str]) -> str:
        fitted = (
            _right(fit(text, width), width) if column.right else fit(text, width)
            for text, width, column in zip(cells, widths, columns, strict=True)
        )
        return "  ".join(fitted).rstrip()

    write_line(line([column.heading for column in columns]))
    for row in rows:
        write_line(line(row))


def _right(fitted: str, width: int) -> str:
    text = fitted.rstrip(" ")
    return " " * (len(fitted) - len(text)) + text if len(fitted) == width else fitted


def _widths(columns: Sequence[Column]) -> list[int]:
    """The columns' widths: each gets its own and its share of the rest of the line."""
    total = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDTH_IN_PIPES
    spare = total - sum(column.width for column in columns) - 2 * (len(columns) - 1)
    shares = sum(column.share for column in columns)
    return [max(4, column.width + (spare * column.share // shares if column.share else 0)) for column in columns]


@contextmanager
def progress(what: str, size: Callable[[], int | None], *, wanted: bool = True) -> Iterator[Progress]:
    """A bar on stderr while the block runs, where it is ``wanted`` and stderr is a terminal; nothing otherwise.

    ``size`` says of how many bytes, None where nobody knows; it is asked only where there is a bar.
    """
    if not wanted or not sys.stderr.isatty():
        yield Quiet()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[note]}", markup=False),
    )
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as shown:
        yield _Bar(shown, shown.add_task(what, total=size(), note=""))


class _Bar:
    def __init__(self, shown: RichProgress, task: TaskID) -> None:
        self._shown = shown
        self._task = task

    def advance(self, done: str, note: str) -> None:
        from factcheck.review.plain import fit

        steps = len(done.encode("utf-8", "surrogatepass"))
        self._shown.update(self._task, advance=steps, note=fit(note, 30))
