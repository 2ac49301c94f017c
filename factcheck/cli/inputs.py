"""What the reading commands are given: sources and record files, with bad ones reported as they are met."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar

import click

from factcheck.cli.failures import complain
from factcheck.cli.output import Progress
from factcheck.reading.document import Document

F = TypeVar("F", bound=Callable[..., Any])


def input_options(command: F) -> F:
    """SOURCE arguments, --records and --jobs."""
    options = (
        click.argument("sources", metavar="SOURCE...", nargs=-1),
        click.option(
            "--records",
            multiple=True,
            metavar="FILE",
            help='A file of {"id","text"} objects, one a line; - for stdin (repeatable).',
        ),
        click.option("--jobs", type=click.IntRange(min=1), default=1, help="Extract in so many processes."),
    )
    return reduce(lambda decorated, option: option(decorated), reversed(options), command)


class Inputs:
    """The documents of all sources and record files, in order; what can't be read is reported and counted."""

    def __init__(self, sources: Iterable[str], records: Iterable[str] = ()) -> None:
        self._sources = tuple(sources)
        self._records = tuple(records)
        self.unread = 0
        """How many inputs were reported as unreadable so far."""

    def read(self, bar: Progress) -> Iterator[Document]:
        """The documents as they are read; ``bar`` is told of each."""
        from factcheck.reading import read

        for item in read(self._sources, records=self._records):
            if isinstance(item, Document):
                bar.advance(item.text, item.name)
                yield item
            else:
                self.unread += 1
                complain(str(item))

    def size(self) -> int | None:
        """Bytes of all files; None where there is anything else to read."""
        paths = [Path(name) for name in (*self._sources, *self._records)]
        if not all(path.is_file() for path in paths):
            return None
        return sum(path.stat().st_size for path in paths)

    def finish(self) -> None:
        """End the command with exit code 2 where an input could not be read."""
        if self.unread:
            raise click.exceptions.Exit(2)
