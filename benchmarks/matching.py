"""Matching at the size of an archive: a database of N claims, the cost of adding to it and of searching it.

usage: python -m benchmarks.matching [N] [--linkage PYTHON] [--db FILE]

Claims come from ``../shared/bench/scale_matching.py``. Prints the stateless run (seconds, memory, recall, precision),
then for a database of the same claims: adding an article of 30 claims with matching, and ``find``, warm, and what share
of the claims planted in them both return; beside them what rapidfuzz would need to compare all pairs of statements,
extrapolated from 2,000 of them, and with ``--linkage`` the public tool ``recordlinkage`` on the claims
(record_linkage.py). With ``--db`` only adding and finding are measured, in a database filled and matched before
(benchmarks/review.py fills one of 1,000,000).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from claims_db import Database
from claims_db.claim import Claim
from claims_db.records import ClaimRecord, Query
from factcheck import extract
from factcheck.matching.scoring import Pair
from factcheck.matching.store import find, match_new
from factcheck.reading.document import document_of_text

ROOT = Path(__file__).resolve().parent.parent
GENERATOR = ROOT.parent / "shared" / "bench" / "scale_matching.py"
PER_SOURCE = 500


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("size", nargs="?", type=int, default=100_000)
    options.add_argument(
        "--db", type=Path, help="measure adding and finding in this matched database, which is added to"
    )
    options.add_argument("--linkage", metavar="PYTHON", help="an interpreter that has the public tool recordlinkage")
    chosen = options.parse_args()
    if chosen.db is not None:
        _measure(chosen.db)
        return
    size = chosen.size
    if not GENERATOR.is_file():
        sys.exit(f"{GENERATOR}: not there; the generator is not part of this repository")
    command = f"{sys.executable} -m factcheck"
    subprocess.run([sys.executable, str(GENERATOR), str(size), "--command", command], check=True)
    with tempfile.TemporaryDirectory() as folder:
        claims, truth = Path(folder) / "claims.jsonl", Path(folder) / "truth.jsonl"
        subprocess.run([sys.executable, str(GENERATOR), str(size), "--only-make", str(claims), str(truth)], check=True)
        if chosen.linkage:
            tool = Path(__file__).with_name("record_linkage.py")
            subprocess.run([chosen.linkage, str(tool), str(claims), str(truth)], check=True)
        rows = [json.loads(line) for line in claims.open(encoding="utf-8")]
        statements = [row["statement"]["text"] for row in rows]
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
        count = sum(len(_add(database, f"source {number}", text)) for number, text in enumerate(texts))
        print(f"extracting and storing {count:,} claims: {time.perf_counter() - began:,.0f} s")
        began = time.perf_counter()
        found = sum(1 for _ in match_new(database))
        print(f"first matching: {time.perf_counter() - began:,.0f} s, {found:,} suggestions")
    _measure(path)


def _measure(path: Path) -> None:
    """Adding an article of 30 claims, matching included, and searching, in a database that is matched."""
    with Database.open(path, "bench") as database:
        stored = _some_stored(database, 75)
        print(f"{path}: {database.count(Query(every=True)):,} claims, processors' load {os.getloadavg()[0]:.1f}")
        _add_and_match(database, "warm", stored[-1].claim.statement.text)
        for number, first in enumerate((0, 5, 10)):
            planted = stored[first : first + 30]
            article = "\n".join(record.claim.statement.text for record in planted)
            began, busy = time.perf_counter(), time.process_time()
            added, pairs = _add_and_match(database, f"article {number}", article)
            took, busy = time.perf_counter() - began, time.process_time() - busy
            print(f"adding {len(added)} claims, matched: {took:.3f} s, of these processor {busy:.3f} s (target 1 s)")
            whole = [record for record in planted if _told_whole(record)]
            found = _suggested(database, whole, pairs, "duplicate")
            _print_share("planted duplicates suggested", found, len(whole))
        changed = [(record, said) for record in stored[40:70] if (said := _contradicted(record))]
        _, pairs = _add_and_match(database, "contradictions", "\n".join(said for _, said in changed))
        found = _suggested(database, [record for record, _ in changed], pairs, "contradiction")
        _print_share("planted contradictions suggested", found, len(changed))
        statements = [record.claim.statement.text for record in stored[:30]]
        for asked in statements[:3]:
            print(f"find: {1000 * _median(lambda asked=asked: find(database, asked, 10)):.0f} ms (target 200 ms)")  # type: ignore[misc]
        found = sum(_finds(database, statement) for statement in statements)
        _print_share("statements whose claim find has among ten", found, len(statements))
    command = [sys.executable, "-m", "factcheck", "find", statements[0], "--db", str(path)]
    took = _median(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))
    print(f"find, the whole command: {1000 * took:.0f} ms (target 200 ms)")


def _print_share(what: str, found: int, all_: int) -> None:
    print(f"{what}: {found} of {all_}, {100 * found / all_:.0f} %")


def _suggested(database: Database, planted: Sequence[ClaimRecord], pairs: Sequence[Pair], relation: str) -> int:
    """How many of ``planted`` (or equal claims: earlier runs added some) are in a suggestion of that relation."""
    ids = sorted({i for pair in pairs if pair.relation == relation for i in (pair.a, pair.b)})
    said = {(r.claim.figure, r.claim.statement.text) for r in database.claims.iterate(ids=ids)}
    return sum((r.claim.figure, r.claim.statement.text) in said for r in planted)


def _finds(database: Database, statement: str) -> bool:
    ids = [earlier.claim_id for earlier in find(database, statement, 10)]
    return any(record.claim.statement.text == statement for record in database.claims.iterate(ids=ids))


def _told_whole(record: ClaimRecord) -> bool:
    """Whether the sentence alone says of whom and when; others are read with what their own article said before."""
    claim = record.claim
    sentence = claim.statement.text
    return bool(
        claim.metric and claim.subject and claim.subject in sentence and claim.period and claim.period[:4] in sentence
    )


def _contradicted(record: ClaimRecord) -> str | None:
    """The sentence of a claim with another first digit of its figure; None where that could be another claim."""
    claim = record.claim
    sentence = claim.statement.text
    if not _told_whole(record) or sentence.count(claim.figure) != 1:
        return None
    figure = re.sub("[1-9]", lambda digit: str(int(digit[0]) % 9 + 1), claim.figure, count=1)
    return sentence.replace(claim.figure, figure) if figure != claim.figure else None


def _some_stored(database: Database, count: int) -> list[ClaimRecord]:
    """Stored claims far from each other, no sentence twice."""
    ids = database.ids(Query(), sort="source")
    found: dict[str, ClaimRecord] = {}
    for record in database.claims.iterate(ids=ids[:: max(1, len(ids) // (2 * count))]):
        found.setdefault(record.claim.statement.text, record)
    return list(found.values())[:count]


def _add(database: Database, name: str, text: str) -> list[Claim]:
    claims: list[Claim] = extract(text, source=name)
    database.intake(document_of_text(text, name=name), claims)
    return claims


def _add_and_match(database: Database, name: str, text: str) -> tuple[list[Claim], list[Pair]]:
    """The claims of the article and the suggestions for them; its name is new with every run, as its text is."""
    claims = _add(database, f"{name} of {time.time()}", f"{time.time()}\n{text}")
    return claims, list(match_new(database))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _median(work: Callable[[], object]) -> float:
    work()
    return statistics.median(_timed(work) for _ in range(5))


if __name__ == "__main__":
    main()
