"""The public tool ``recordlinkage`` on the claims of ``../shared/bench/scale_matching.py``, beside ours.

usage: PYTHON benchmarks/record_linkage.py CLAIMS.jsonl TRUTH.jsonl

Runs by itself in an environment that has ``recordlinkage`` (pip install recordlinkage) and nothing of this project.
Blocked by metric and period; a pair of like subjects (Jaro-Winkler 0.9) is a duplicate where the values are within
1 %, else a contradiction. Prints seconds, recall and precision.
"""

from __future__ import annotations

import json
import math
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any


def main() -> None:
    if len(sys.argv) != 3:
        sys.exit((__doc__ or "").strip())
    claims, truth = (
        [json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines()] for name in sys.argv[1:]
    )
    began = time.perf_counter()
    seen = _linked(claims)
    took = time.perf_counter() - began
    print(f"recordlinkage, {len(claims):,} claims: {took:,.1f} s")
    for relation, alike in (("duplicate", True), ("contradiction", False)):
        planted = {tuple(sorted((p["a"], p["b"]))) for p in truth if p["relation"] == relation}
        said = {pair for pair, near in seen.items() if near is alike}
        right = len(planted & said)
        print(f"{relation}: recall {right / len(planted):.3f}, precision {right / max(1, len(said)):.3f}")


def _linked(claims: list[dict[str, Any]]) -> dict[tuple[str, ...], bool]:
    """Pairs of claims whose subjects are alike, and whether their values are."""
    tool: Any = import_module("recordlinkage")
    pandas: Any = import_module("pandas")
    frame = pandas.DataFrame(claims).set_index("id")[["subject", "metric", "period", "value"]]
    frame["size"] = [math.log(abs(value) or 1e-9) for value in frame["value"]]
    index = tool.Index()
    index.block(["metric", "period"])
    compare = tool.Compare()
    compare.string("subject", "subject", method="jarowinkler", threshold=0.9, label="subject")
    compare.numeric("size", "size", method="step", offset=math.log(1.01), label="near")
    found = compare.compute(index.index(frame), frame)
    found = found[found["subject"] > 0]
    return {tuple(sorted(pair)): bool(near > 0) for pair, near in zip(found.index, found["near"], strict=True)}


if __name__ == "__main__":
    main()
