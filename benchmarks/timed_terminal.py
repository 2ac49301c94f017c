"""A program in a pseudo-terminal, and when what it wrote came.

The clock is read as bytes arrive; only afterwards are they drawn (by pyte, which is slower than the programs measured)
to see after which of them the screen showed what was waited for.
"""

from __future__ import annotations

import os
import select
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import psutil
import pyte

QUIET = 0.12
"""Seconds without output after which a program counts as at rest."""
BYTECODE = Path(tempfile.gettempdir()) / "factcheck-benchmark-bytecode"
Seen = Callable[[str], bool]


class TimedTerminal:
    """Runs ``command`` on a terminal of ``columns`` by ``rows``; ends it when the block ends."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        *,
        columns: int = 160,
        rows: int = 45,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        # as installed: with its bytecode kept, also where the sources' own folder must stay clean
        plain = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(BYTECODE)}
        plain |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "COLORTERM": "truecolor"}
        size = {"COLUMNS": str(columns), "LINES": str(rows)}
        self._began = time.perf_counter()
        self._process = pexpect.spawn(
            command[0],
            list(command[1:]),
            cwd=str(folder),
            env=dict(os.environ) | plain | size | dict(environment or {}),
            dimensions=(rows, columns),
            timeout=None,
        )
        self._process.delaybeforesend = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.close(force=True)

    @property
    def text(self) -> str:
        """What is on the screen."""
        rows = (self.screen.buffer[row] for row in range(self.screen.lines))
        return "\n".join("".join(row[column].data for column in range(self.screen.columns)).rstrip() for row in rows)

    def resident(self) -> int:
        """Bytes of memory the program has in use."""
        return int(psutil.Process(self._process.pid).memory_info().rss)

    def cpu_seconds(self) -> float:
        """Processor time the program has used."""
        times = psutil.Process(self._process.pid).cpu_times()
        return float(times.user + times.system)

    def opened(self, seen: Seen, patience: float = 60) -> float:
        """Seconds from the start of the command until its screen satisfied ``seen``."""
        return self._watch(self._began, [seen], patience)[0]

    def press(self, key: str, seen: Seen | None = None, patience: float = 30) -> float:
        """Seconds from ``key`` until the screen satisfied ``seen`` (None: until it changed); waits until it rests."""
        before = self.text
        return self.press_for(key, [seen or (lambda text: text != before)], patience)[0]

    def press_for(self, key: str, conditions: Sequence[Seen], patience: float = 30) -> list[float]:
        """Seconds from ``key`` until the screen first satisfied each of ``conditions``; waits until it rests."""
        began = time.perf_counter()
        os.write(self._process.child_fd, key.encode())
        return self._watch(began, conditions, patience)

    def type(self, keys: str) -> None:
        """Press ``keys`` one after the other, untimed."""
        for key in keys:
            os.write(self._process.child_fd, key.encode())
            self.rest()

    def rest(self, quiet: float = QUIET) -> None:
        """Draw what still comes, until nothing has for ``quiet`` seconds."""
        for _, some in self._pieces(time.perf_counter() + 30, quiet):
            self._stream.feed(some)

    def _watch(self, began: float, conditions: Sequence[Seen], patience: float) -> list[float]:
        deadline = began + patience
        found: dict[int, float] = {}
        while len(found) < len(conditions):
            for at, some in self._pieces(deadline, QUIET):
                self._stream.feed(some)
                text = self.text
                for number, seen in enumerate(conditions):
                    if number not in found and seen(text):
                        found[number] = at - began
            if len(found) < len(conditions) and time.perf_counter() > deadline:
                raise TimeoutError(f"not seen within {patience} s; the screen:\n{self.text}")
        return [found[number] for number in range(len(conditions))]

    def _pieces(self, deadline: float, quiet: float) -> list[tuple[float, bytes]]:
        """What the program writes until it rests, with the moment each piece came."""
        pieces: list[tuple[float, bytes]] = []
        file = self._process.child_fd
        while time.perf_counter() < deadline:
            ready, _, _ = select.select([file], [], [], quiet)
            if not ready:
                break
            try:
                some = os.read(file, 1 << 16)
            except OSError as error:
                raise EOFError(f"the program ended; its screen:\n{self.text}") from error
            pieces.append((time.perf_counter(), some))
        return pieces
