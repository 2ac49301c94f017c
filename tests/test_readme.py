"""What the README shows is what happens."""

import re
import subprocess
import sys
from pathlib import Path

README = (Path(__file__).resolve().parents[1] / "README.md").read_text("utf-8")


def test_the_example_for_programs_prints_what_it_says() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    promised = [line.removeprefix("# ") for line in code.splitlines() if line.startswith("# ")]
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert promised
    assert run.stdout.splitlines() == promised


def test_the_tour_names_commands_that_exist() -> None:
    from factcheck.cli.app import COMMANDS

    (tour,) = re.findall(r"```\n(factcheck extract.*?)```", README, re.S)
    named = re.findall(r"^factcheck (\w+)", tour, re.M)
    assert len(named) > 8
    assert [name for name in named if name not in COMMANDS] == []
