"""The real command, in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str

    def lines(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    def complaint(self) -> str:
        """The one line on stderr of a command that refused, whatever it says first."""
        assert "Traceback" not in self.err, self.err
        assert "internal error" not in self.err, self.err
        complaints = self.err.splitlines()
        assert len(complaints) == 1, self.err
        assert complaints[0].startswith("factcheck: ")
        return complaints[0]


def command(*arguments: str | Path) -> list[str]:
    """The command line that runs factcheck with ``arguments``."""
    return [sys.executable, "-m", "factcheck", *map(str, arguments)]


def unprivileged() -> list[str]:
    """What to put before a command so that file permissions hold for it; nothing where they hold anyway.

    Skips the test for an administrator without ``setpriv`` to give the right to ignore them away.
    """
    if os.geteuid():
        return []
    if not (setpriv := shutil.which("setpriv")):
        pytest.skip("this user may read and write every file")
    return [setpriv, "--bounding-set=-dac_override,-dac_read_search", "--"]


def factcheck(
    *arguments: str | Path,
    cwd: Path | None = None,
    given: str | bytes | None = None,
    before: Sequence[str] = (),
    **environment: str,
) -> Result:
    """Run ``factcheck`` with ``arguments`` in ``cwd``, ``given`` on its standard input, ``before`` in front of it."""
    wanted = {name: value for name, value in os.environ.items() if not name.startswith("FACTCHECK_")}
    done = subprocess.run(
        [*before, *command(*arguments)],
        cwd=cwd,
        input=given.encode() if isinstance(given, str) else given,
        stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True,
        env=wanted | {"PYTHONPATH": str(ROOT), "FACTCHECK_REVIEWER": "ana"} | environment,
        timeout=120,
        check=False,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())
