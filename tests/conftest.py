"""What every test needs: no settings of the person who runs them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# What is drawn must not decide whether a commit passes: CI draws the same each time, a person's run new ones.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "explore")

ROOT = Path(__file__).resolve().parents[1]


def pytest_sessionstart() -> None:
    """Edited sources must be what is tested, not what was compiled from them before."""
    for compiled in (ROOT / "factcheck").rglob("*.so"):
        source = compiled.with_name(compiled.name.partition(".")[0] + ".py")
        if not source.exists() or source.stat().st_mtime > compiled.stat().st_mtime:
            pytest.exit(f"{source.name} is newer than its compiled module: run `python3 dev.py compile`", returncode=2)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Config and state folders of the test's own."""
    home = tmp_path / "home"
    monkeypatch.setenv("LANGUAGE", "en")
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    return home
