"""Four short articles about an invented company, two Chinese and two English, that repeat and contradict each other.

Companies, people, places and figures are made up; any likeness is chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.resources import as_file, files
from pathlib import Path

ARTICLES = ("export-licence.zh.txt", "quarter-results.zh.html", "results-wire.en.html", "job-cuts.en.txt")


@contextmanager
def sample_files() -> Iterator[list[Path]]:
    """The sample articles as files, for as long as the block runs."""
    folder = files("factcheck.sample")
    with ExitStack() as stack:
        yield [stack.enter_context(as_file(folder / name)) for name in ARTICLES]
