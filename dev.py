#!/usr/bin/env python3
"""Sets the project up in .venv and runs it: `python3 dev.py demo`, `python3 dev.py test`, `python3 dev.py run ARGS...`.

Needs Python 3.11 or newer and the package index, nothing else; with a C compiler, extraction is compiled. Runs again
quickly: packages are installed, and extraction compiled, only when pyproject.toml, setup.py or constraints.txt changed.
A compiled module whose source was edited is removed, so that the edited source runs; `python3 dev.py compile` makes all
of them anew.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
USAGE = "usage: python3 dev.py demo | test [pytest arguments] | run [factcheck arguments] | setup | compile"
INPUTS = ("pyproject.toml", "setup.py", "constraints.txt")


def set_up(extra: str) -> None:
    """Make .venv and install the project in it, with the packages of `extra` ('' or 'dev'), at the pinned versions."""
    wanted = b"".join((ROOT / name).read_bytes() for name in INPUTS)
    drop_stale()
    state = f"{hashlib.sha256(wanted).hexdigest()} {sys.version_info[:2]}"
    done = [VENV / f"set-up-{name}" for name in ({extra} if extra == "dev" else {"run", "dev"})]
    if any(mark.exists() and mark.read_text() == state for mark in done):
        return
    print("setting up .venv (first time only: a few minutes) ...", file=sys.stderr)
    if not (BIN / "python").exists() and not (BIN / "python.exe").exists():
        venv.create(VENV, with_pip=True)
    install(f"{ROOT}[{extra}]" if extra else str(ROOT))
    (VENV / f"set-up-{extra or 'run'}").write_text(state)


def install(target: str, *options: str) -> None:
    """Install the project in .venv, which also compiles extraction."""
    pip = [str(BIN / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, "-c", str(ROOT / "constraints.txt"), *options, "-e", target], check=True)


def drop_stale() -> None:
    """Remove every compiled module if the source of one is newer: they are made to fit each other."""
    compiled = list((ROOT / "factcheck").rglob("*.so"))
    if any(newer(module) for module in compiled):
        print("extraction was edited since it was compiled: it runs as plain Python now", file=sys.stderr)
        for module in compiled:
            module.unlink()


def newer(module: Path) -> bool:
    """Whether the source beside a compiled module was changed after it."""
    source = module.with_name(module.name.partition(".")[0] + ".py")
    return not source.exists() or source.stat().st_mtime > module.stat().st_mtime


def call(*command: str) -> int:
    """Run a program of .venv in the project's folder; its exit code."""
    return subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT, check=False).returncode


def test(arguments: list[str]) -> int:
    """Everything CI checks, cheapest first; stops at the first that fails."""
    set_up("dev")
    steps = (
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("lint-imports",),
        ("python", "-m", "pytest", "-n", "auto", *arguments),
    )
    for step in steps:
        print("+", *step, flush=True)
        code = call(*step)
        if code:
            return code
    return 0


def main(arguments: list[str]) -> int:
    """Do what the first argument names; the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 (an older Python may well be what starts this)
        print("factcheck needs Python 3.11 or newer; this is " + sys.version.split()[0], file=sys.stderr)
        return 2
    match arguments:
        case ["demo", *rest]:
            set_up("")
            return call("factcheck", "demo", *rest)
        case ["run", *rest]:
            set_up("")
            # the caller's folder, so that relative paths mean what they say
            return subprocess.run([str(BIN / "factcheck"), *rest], check=False).returncode
        case ["test", *rest]:
            return test(rest)
        case ["setup"]:
            set_up("dev")
            return 0
        case ["compile"]:
            set_up("dev")
            install(str(ROOT), "--no-deps")
            return 0
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as error:
        sys.exit(
            f"set-up failed: {' '.join(map(str, error.cmd[1:5]))} ended with {error.returncode}; see the lines above"
        )
