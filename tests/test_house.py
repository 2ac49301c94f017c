"""The rules of the house that a machine can hold: imports, sizes, pins, documentation."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted(p for d in ("factcheck", "claims_db", "tests", "benchmarks") for p in (ROOT / d).rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def distribution(requirement: str) -> str:
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name.group()).lower()


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from factcheck.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print('loaded:', *sorted({m.split('.')[0] for m in sys.modules}))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    listing, _, loaded = run.stdout.rpartition("loaded:")
    assert "extract" in listing
    heavy = {"textual", "rich", "pydantic", "trafilatura", "pint", "babel", "opencc", "pypinyin", "lxml", "numpy"}
    assert not heavy & set(loaded.split())


def test_the_store_and_the_core_know_no_screen() -> None:
    code = (
        "import sys, claims_db, claims_db.claim, claims_db.database; store = set(sys.modules)\n"
        "import factcheck; factcheck.extract('营收增长3%')\n"
        "print([m for m in store if m.split('.')[0] in ('factcheck', 'textual')], 'textual' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[] False"


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_is_one_idea(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 500
    assert not re.search(r"utils?$|helpers?$|manager$", path.stem)


@pytest.mark.parametrize("requirement", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"])
def test_each_dependency_is_pinned_and_accounted_for(requirement: str) -> None:
    name = distribution(requirement)
    pins = {distribution(line) for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()}
    assert name in pins
    assert name in (ROOT / "docs" / "decisions.md").read_text("utf-8").lower()


def test_constraints_are_plain_pins() -> None:
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines():
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9._+!-]+", line), line


def test_every_data_file_is_documented() -> None:
    pages = "".join(p.read_text("utf-8") for p in (ROOT / "docs").glob("*.md"))
    data = [p for p in (ROOT / "factcheck").rglob("data/*") if p.suffix in {".toml", ".tsv", ".txt", ".json"}]
    assert data
    assert [p.name for p in data if p.name not in pages] == []


def test_links_in_the_documentation_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
            if not re.match(r"[a-z]+:", target):
                assert (page.parent / target).exists(), f"{page.name}: {target}"
