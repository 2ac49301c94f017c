"""Which claims say the same or contradict each other, and which were checked before."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from factcheck.cli.options import database_option, lexicon_option, reviewer_option


@contextmanager
def _lines(path: str) -> Iterator[BinaryIO]:
    """The file called ``path``, or stdin for ``-``, as bytes."""
    if path == "-":
        yield sys.stdin.buffer
        return
    with Path(path).open("rb") as file:
        yield file


def _say_passed_over(count: int, first: int) -> None:
    claims = "claim" if count == 1 else "claims"
    click.echo(f"{count} {claims} without a usable figure passed over (first: line {first})", err=True)


def _refuse(faults: list[str]) -> None:
    """Once all that could be read was handled: raise for what could not, in one line."""
    if faults:
        from factcheck.matching.record import MatchingInputError

        others = len(faults) - 1
        raise MatchingInputError(faults[0] + (f" ({others:,} more like it)" if others else ""))


@click.command("match")
@click.option("--records", metavar="FILE", help="Claims, one JSON object a line; - for stdin. No database is used.")
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@click.option("--again", is_flag=True, help="Weigh the whole database anew; links and rejections stay.")
@lexicon_option
@database_option
@reviewer_option
def match_command(
    records: str | None, form: str, again: bool, lexicon: Path | None, db: str, reviewer: str | None
) -> None:
    """Suggest duplicates, contradictions and updates.

    Without --records the claims of the database that are new since the last time are matched with all others, and the
    suggestions are stored for review.
    """
    from factcheck.matching.output import write_pairs

    if records is None:
        from factcheck.cli.matching_database import match_database

        match_database(db, reviewer, form, lexicon, again)
        return
    if again:
        raise click.UsageError("--again goes with a database; --records are always weighed anew")
    from factcheck.matching.stream import match_lines

    faults: list[str] = []
    with _lines(records) as lines:
        write_pairs(match_lines(lines, _name(records), lexicon, _say_passed_over, faults.append), form)
    _refuse(faults)


@click.command("find")
@click.argument("text", required=False)
@click.option("--records", metavar="FILE", help='Earlier checks, {"id","text","title"?} a line. No database is used.')
@click.option("--queries", metavar="FILE", help='What to look for, {"id","text"} a line; - for stdin.')
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True, help="So many matches each.")
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@lexicon_option
@database_option
def find_command(
    text: str | None, records: str | None, queries: str | None, top: int, form: str, lexicon: Path | None, db: str
) -> None:
    """Find the earlier checks of TEXT (a claim, a sentence, a figure), best first."""
    if (records is None) != (queries is None):
        raise click.UsageError("--records and --queries go together: what was checked, and what to look for")
    if records is None:
        if not text:
            raise click.UsageError("nothing to find: give TEXT, or --records FILE with --queries FILE")
        from factcheck.cli.matching_database import find_in_database

        find_in_database(db, text, top, form, lexicon)
        return
    if text:
        raise click.UsageError("give either TEXT or --queries FILE")
    if lexicon is not None:
        raise click.UsageError("--lexicon goes with TEXT; --records are found by their words alone")
    from factcheck.matching.output import write_found
    from factcheck.matching.retrieval import find_lines

    assert queries is not None
    faults: list[str] = []
    with _lines(records) as checked, _lines(queries) as asked:
        write_found(find_lines(checked, _name(records), asked, _name(queries), top, faults.append), form)
    _refuse(faults)


def _name(path: str) -> str:
    return "stdin" if path == "-" else path
