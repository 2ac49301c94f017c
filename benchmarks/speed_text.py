"""The texts that speed is measured on: ``../shared/bench/speed``, repeated to a size."""

from __future__ import annotations

import json
import sys
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"


def records(lang: str, size: int) -> list[dict[str, str]]:
    """Records of the ``lang`` ("en" or "zh") text, repeated until their UTF-8 text is ``size`` bytes or more.

    Leaves the program with a clear line where the text is absent.
    """
    path = SHARED / "bench" / "speed" / f"{lang}.jsonl"
    if not path.exists():
        sys.exit(f"no speed text: {path} is absent")
    once = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    made: list[dict[str, str]] = []
    total = 0
    while total < size:
        for row in once:
            made.append({"id": f"{row['id']}-{len(made)}", "text": row["text"]})
            total += len(row["text"].encode())
            if total >= size:
                break
    return made
