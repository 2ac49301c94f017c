"""A program in a pseudo-terminal, and the screen a person would see."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "f2": "\x1bOQ",
    "space": " ",
}


class Terminal:
    """Runs ``command`` on a terminal of ``columns`` by ``rows``; ends it when the block ends."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        cwd: Path,
        columns: int = 120,
        rows: int = 40,
        before: Callable[[], None] | None = None,
        **environment: str,
    ) -> None:
        """``before`` is called in the new process, before the program."""
        self.screen = pyte.Screen(columns, rows)
        self.raw = b""
        """Everything the program wrote."""
        self._stream = pyte.ByteStream(self.screen)
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("FACTCHECK_")}
        # the size in words as well, since a variable left by whoever runs the tests would win over the terminal's
        size = {"COLUMNS": str(columns), "LINES": str(rows)}
        plain = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "COLORTERM": "truecolor"}
        self._process = pexpect.spawn(
            command[0],
            list(command[1:]),
            cwd=str(cwd),
            env=inherited | size | plain | environment,
            dimensions=(rows, columns),
            timeout=None,
            preexec_fn=before,
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
        # not pyte's own display, which stumbles over a wide character of which half was drawn over
        rows = (self.screen.buffer[row] for row in range(self.screen.lines))
        return "\n".join("".join(row[column].data for column in range(self.screen.columns)).rstrip() for row in rows)

    def colour(self, word: str, offset: int = 0) -> str:
        """The colour of the first character of ``word`` on the screen, or of the one ``offset`` cells further."""
        for row in list(self.screen.buffer.values()):
            # a wide character takes two cells, the second of them empty
            cells = "".join(row[column].data or "\0" for column in range(self.screen.columns))
            if (column := cells.find(word)) >= 0:
                return str(row[column + offset].fg)
        raise AssertionError(f"no {word!r} on the screen:\n{self.text}")

    def press(self, *keys: str) -> None:
        """Type keys by name (``enter``, ``f2``) or as they are."""
        for key in keys:
            self._process.send(KEYS.get(key, key))

    def wait(self, wanted: str | Callable[[str], bool], seconds: float = 30) -> str:
        """Read until ``wanted`` is on the screen (or true of it); the screen's text."""
        deadline = time.monotonic() + seconds
        seen = (lambda text: wanted in text) if isinstance(wanted, str) else wanted
        while not seen(self.text):
            if time.monotonic() > deadline:
                raise AssertionError(f"waited {seconds} s for {wanted!r}; the screen:\n{self.text}")
            self._read(0.05)
        return self.text

    def settle(self, quiet: float = 0.3, seconds: float = 30) -> str:
        """Read until nothing has come for ``quiet`` seconds; the screen's text."""
        deadline = time.monotonic() + seconds
        while self._read(quiet):
            if time.monotonic() > deadline:
                raise AssertionError(f"still drawing after {seconds} s; the screen:\n{self.text}")
        return self.text

    def wait_end(self, seconds: float = 30) -> int:
        """Read until the program has ended; its exit code."""
        deadline = time.monotonic() + seconds
        while self._process.isalive():
            if time.monotonic() > deadline:
                raise AssertionError(f"still running after {seconds} s; the screen:\n{self.text}")
            self._read(0.05)
        return int(self._process.exitstatus or 0)

    def kill(self) -> None:
        """End the program as a power cut would."""
        self._process.kill(9)
        self._process.wait()

    def hang_up(self) -> None:
        """Close the terminal window under the program, and wait until it has ended."""
        self._process.kill(signal.SIGHUP)
        self._process.ptyproc.fileobj.close()
        self._process.wait()

    def _read(self, seconds: float) -> bool:
        """Feed what comes within ``seconds`` to the screen; whether anything came."""
        try:
            came = self._process.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return False
        except pexpect.EOF:
            time.sleep(seconds)
            return False
        self.raw += came
        self._stream.feed(came)
        return True
