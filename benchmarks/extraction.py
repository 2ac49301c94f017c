"""Speed of extraction beside its peers, in one run: `python -m benchmarks.extraction [--megabytes 8] [--growth]`.

MB are 10^6 bytes of UTF-8. factcheck is timed as the installed command that writes every field as JSON lines, with its
start-up taken off; the digit scan is the cheapest thing that could find a figure; quantulum3 (optional: `pip install
quantulum3`) is the best-known public extractor, timed on a slice because it is slow.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.speed_text import records

MB = 1e6
COMMAND = [sys.executable, "-m", "factcheck", "extract", "--all", "--format", "jsonl", "--records"]


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def command_seconds(rows: Iterable[dict[str, str]]) -> tuple[float, int]:
    """Wall seconds of the command on ``rows``, and how many claims it wrote."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        out = Path(folder) / "claims.jsonl"
        with out.open("wb") as claims:
            took = seconds(lambda: subprocess.run([*COMMAND, str(path)], stdout=claims, check=True))
        with out.open("rb") as claims:
            return took, sum(1 for _ in claims)


def peer_rate(texts: list[str]) -> float | None:
    """MB/s of quantulum3 on the first 20 kB of ``texts``; None where it is not installed."""
    if importlib.util.find_spec("quantulum3") is None:
        return None
    from quantulum3 import parser

    parser.parse("a first call of 3 m loads its tables")
    part: list[str] = []
    while texts and sum(len(text.encode()) for text in part) < 20_000:
        part.append(texts[len(part)])
    took = seconds(lambda: [parser.parse(text) for text in part])
    return sum(len(text.encode()) for text in part) / MB / took


def speed(megabytes: float) -> list[str]:
    """The speed table, as Markdown lines."""
    lines = [
        "| text | factcheck MB/s | µs a claim | digit scan MB/s | quantulum3 MB/s | times quantulum3 |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for lang in ("en", "zh"):
        rows = records(lang, int(megabytes * MB))
        size = sum(len(row["text"].encode()) for row in rows) / MB
        start_up = min(command_seconds(rows[:1])[0] for _ in range(3))
        took, claims = command_seconds(rows)
        net = took - start_up
        digits = re.compile(r"\d+(?:[.,]\d+)*")
        scan = seconds(lambda rows=rows, digits=digits: [digits.findall(row["text"]) for row in rows])  # type: ignore[misc]
        peer = peer_rate([row["text"] for row in rows])
        peer_cells = f"{peer:.4f} | {size / net / peer:.0f}" if peer else "not installed | "
        lines.append(f"| {lang} | {size / net:.2f} | {net / claims * 1e6:.0f} | {size / scan:.0f} | {peer_cells} |")
    return lines


TEXTS: dict[str, str] = {
    "Chinese article": "营收440.6亿美元，同比增长69%。公司3月12日公告，净利润约3.2亿元，下降12.5%，员工3万余人。",
    "English article": "Profit fell 3% to $171 million, it said. It sold 3,000 cars, twice as many as in July 2012. ",
    "digits only": "7",
    "亿 repeated": "亿",
    "一 repeated": "一",
    "nested ranges": "3-5-",
    "nested ranges, Chinese": "三至五至",
    "nested ranges, English": "between 1 and ",
    "number words": "one hundred ",
    "百分之 repeated": "百分之",
    "list without end": "5亿元、",
    "no space": "a1b2亿",
    "brackets": "(",
}
"""What is repeated to the length."""


def growth(largest: int) -> list[str]:
    """CPU seconds for one text of growing length, ordinary and adversarial, as Markdown lines.

    Where time is linear the microseconds a character stay the same from column to column.
    """
    from factcheck.extraction.registry import extractor
    from factcheck.reading.document import document_of_text

    rules = extractor("rules")

    def cpu_seconds(text: str) -> float:
        document = document_of_text(text, name="text")
        began = time.process_time()
        for _ in rules.extract(document):  # one at a time, as the command does: memory is not what is measured
            pass
        return time.process_time() - began

    cpu_seconds("".join(TEXTS.values()))
    sizes = [size for size in (10_000, 100_000, 1_000_000, 10_000_000, 100_000_000) if size <= largest]
    lines = [
        "| text | " + " | ".join(f"{size:,} characters" for size in sizes) + " |",
        "| --- |" + " --- |" * len(sizes),
    ]
    for name, piece in TEXTS.items():
        cells = []
        for size in sizes:
            took = cpu_seconds((piece * (size // len(piece) + 1))[:size])
            cells.append(f"{took:.3f} s ({took / size * 1e6:.2f} µs/char)")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines


def main() -> None:
    """Print what was asked for."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--megabytes", type=float, default=8)
    options.add_argument("--growth", action="store_true", help="time against length instead, one text, also hostile")
    options.add_argument("--largest", type=int, default=10_000_000, help="characters of the longest text of --growth")
    given = options.parse_args()
    print("\n".join(growth(given.largest) if given.growth else speed(given.megabytes)))


if __name__ == "__main__":
    main()
