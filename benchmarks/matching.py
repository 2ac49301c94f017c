"""Matching at the size of an archive: a database of N claims, the cost of adding to it and of searching it.

usage: python -m benchmarks.matching [N]

Claims come from ``../shared/bench/scale_matching.py``. Prints the stateless run (seconds, memory, recall, precision),
then for a database of the same claims: adding an article of 30 claims with matching, and ``find``, warm; beside them
what rapidfuzz would need to compare all pairs of statements, extrapolated from 2,000 of them.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rapidfuzz import fuzz, process

from claims_db import Database
from claims_db.claim import Claim
from factcheck import extract
from factcheck.matching.store import find, match_new
from factcheck.reading.document import document_of_text

ROOT = Path(__file__).resolve().parent.parent
GENERATOR = ROOT.parent / "shared" / "bench" / "scale_matching.py"
PER_SOURCE = 500


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    if not GENERATOR.is_file():
        sys.exit(f"{GENERATOR}: not there; the generator is not part of this repository")
    command = f"{sys.executable} -m factcheck"
    subprocess.run([sys.executable, str(GENERATOR), str(size), "--command", command], check=True)
    with tempfile.TemporaryDirectory() as folder:
        claims, truth = Path(folder) / "claims.jsonl", Path(folder) / "truth.jsonl"
        subprocess.run([sys.executable, str(GENERATOR), str(size), "--only-make", str(claims), str(truth)], check=True)
        statements = [json.loads(line)["statement"]["text"] for line in claims.open(encoding="utf-8")]
        _all_pairs(statements)
        _database(Path(folder) / "claims.db", statements)


def _all_pairs(statements: list[str]) -> None:
    some = statements[:2000]
    began = time.perf_counter()
    process.cdist(some, some, scorer=fuzz.token_sort_ratio, workers=-1)
    hours = (time.perf_counter() - began) * (len(statements) / len(some)) ** 2 / 3600
    print(f"rapidfuzz, all pairs of {len(statements):,} statements, extrapolated: {hours:,.1f} h")


def _database(path: Path, statements: list[str]) -> None:
    texts = ["\n".join(statements[at : at + PER_SOURCE]) for at in range(0, len(statements), PER_SOURCE)]
    with Database.open(path, "bench", create=True) as database:
        began = time.perf_counter()
        count = sum(_add(database, f"source {number}", text) for number, text in enumerate(texts))
        print(f"extracting and storing {count:,} claims: {time.perf_counter() - began:,.0f} s")
        began = time.perf_counter()
        found = sum(1 for _ in match_new(database))
        print(f"first matching: {time.perf_counter() - began:,.0f} s, {found:,} suggestions")
        article = "\n".join(statements[: 30 * 97 : 97])
        print(f"adding 30 claims, matched: {_timed(lambda: _add_and_match(database, article)):.3f} s")
        for asked in (statements[len(statements) // 2], statements[len(statements) // 3]):
            print(f"find: {1000 * _median(lambda asked=asked: find(database, asked, 10)):.0f} ms")  # type: ignore[misc]


def _add(database: Database, name: str, text: str) -> int:
    claims: list[Claim] = extract(text, source=name)
    database.intake(document_of_text(text, name=name), claims)
    return len(claims)


def _add_and_match(database: Database, text: str) -> None:
    _add(database, "a new article", text)
    list(match_new(database))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _median(work: Callable[[], object]) -> float:
    work()
    return statistics.median(_timed(work) for _ in range(5))


if __name__ == "__main__":
    main()
