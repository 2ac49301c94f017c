"""Scores extraction and matching on the gold sets into `docs/quality.md`: `python -m benchmarks.quality`.

The gold sets and their scorers lie beside the checkout in `../shared/bench`; nothing of them is copied here.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks import extraction, fit_matching
from benchmarks.speed_text import SHARED

PAGE = Path(__file__).resolve().parents[1] / "docs" / "quality.md"
BENCH = SHARED / "bench"
COMMAND = f"{sys.executable} -m factcheck"
BLOCKS = ("scores", "matching", "threshold", "speed", "growth")
FIELDS = ("value", "unit", "kind", "comparator", "subject", "metric", "relative_to", "as_of", "modality", "direction")


def scorer(name: str, *arguments: str) -> str:
    """What a scorer of ``../shared/bench`` prints; leaves the program where it fails."""
    run = subprocess.run(
        [sys.executable, str(BENCH / name), *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    if run.returncode and not run.stdout:
        sys.exit(f"{name} failed: {run.stderr.strip()[-500:]}")
    return run.stdout


def extraction_table() -> list[str]:
    """One row a gold set and language: span F1 and the share of fields that are right."""
    lines = [
        "| set | figures | exact F1 | overlap F1 | " + " | ".join(FIELDS) + " |",
        "| --- | --- | --- | --- |" + " --- |" * len(FIELDS),
    ]
    for path in sorted([*(BENCH / "gold").glob("*.jsonl"), *(BENCH / "suites").glob("*.jsonl")]):
        report: dict[str, dict[str, Any]] = json.loads(
            scorer("score_extraction.py", str(path), "--command", COMMAND, "--json")
        )
        rows = [lang for lang in report if lang != "all"] if path.parent.name == "gold" else ["all"]
        for lang in rows:
            row = report[lang]
            name = f"{path.stem} {lang}" if path.parent.name == "gold" else path.stem
            cells = " | ".join(f"{row[field]:.3f}" if field in row else "" for field in FIELDS)
            lines.append(f"| {name} | {row['gold']} | {row['exact F1']:.3f} | {row['overlap F1']:.3f} | {cells} |")
    return lines


def printed(name: str, *arguments: str) -> list[str]:
    """A scorer's own words, as a code block."""
    return ["```", *scorer(name, *arguments, "--command", COMMAND).rstrip().splitlines(), "```"]


def replace(page: str, block: str, lines: list[str]) -> str:
    """``page`` with what stands between the marks of ``block`` replaced; added at the end where they are missing."""
    body = "\n".join([f"<!-- {block} -->", "", *lines, "", f"<!-- end of {block} -->"])
    marks = re.compile(rf"<!-- {block} -->.*?<!-- end of {block} -->", re.S)
    return marks.sub(lambda _: body, page) if marks.search(page) else f"{page.rstrip()}\n\n{body}\n"


def main() -> None:
    """Score, and rewrite the generated parts of the page."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--only", choices=BLOCKS, action="append")
    options.add_argument("--largest", type=int, default=1_000_000, help="characters of the longest text of growth")
    given = options.parse_args()
    if not BENCH.exists():
        sys.exit(f"no gold sets: {BENCH} is absent")
    wanted = given.only or BLOCKS
    page = PAGE.read_text("utf-8") if PAGE.exists() else "# Quality\n"
    if "scores" in wanted:
        page = replace(page, "scores", extraction_table())
    if "matching" in wanted:
        lines = ["Given the gold claims:", "", *printed("score_matching.py", "--given-claims")]
        lines += ["", "End to end from the articles:", "", *printed("score_matching.py")]
        lines += ["", "Earlier checks found (dev half):", "", *printed("score_retrieval.py", "--split", "dev")]
        page = replace(page, "matching scores", lines)
    if "threshold" in wanted:
        page = replace(page, "threshold", fit_matching.threshold_table([BENCH / "matching"]))
    if "speed" in wanted:
        page = replace(page, "speed", extraction.speed(8))
    if "growth" in wanted:
        page = replace(page, "growth", extraction.growth(given.largest))
    PAGE.write_text(page, "utf-8")
    print(f"wrote {PAGE}")


if __name__ == "__main__":
    main()
