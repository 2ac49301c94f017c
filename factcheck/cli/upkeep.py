"""How far the review is, whether the file is sound, and a copy of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from claims_db.records import STATUSES
from factcheck.cli.options import database_option, opened

if TYPE_CHECKING:
    from claims_db.reports import Stats


@click.command("stats")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to write it."
)
@database_option
def stats_command(form: str, db: str) -> None:
    """Count claims by status, kind, source and reviewer.

    Where two reviewers or more have a verdict on the same claims, also how far they agree beyond chance.
    """
    from factcheck.cli.output import write_bytes, write_line

    with opened(db, readonly=True) as database:
        stats = database.stats()
    if form == "json":
        import msgspec

        write_bytes(msgspec.json.encode(stats) + b"\n")
        return
    for line in _stats_lines(stats):
        write_line(line)


def _sources(count: int) -> str:
    return "one source" if count == 1 else f"{count:,} sources"


def _stats_lines(stats: Stats) -> Iterator[str]:
    import shutil

    from factcheck.review.bars import progress_lines

    decided = stats.claims - stats.by_status.get("unreviewed", 0)
    yield f"{stats.claims:,} claims of {_sources(stats.sources)}, {decided:,} reviewed, {stats.events:,} acts logged"
    if stats.hidden:
        more = "one more figure is" if stats.hidden == 1 else f"{stats.hidden:,} more figures are"
        yield f"{more} kept but not shown (list --all)"
    if stats.unsourced:
        yield f"{stats.unsourced:,} decided without evidence; export leaves them out"
    yield ""
    for status in STATUSES:
        yield f"  {status:<16}{stats.by_status.get(status, 0):>9,}"
    yield ""
    for line in progress_lines(stats, shutil.get_terminal_size((100, 24)).columns):
        yield "".join(text for text, _role in line).rstrip()


@click.command("check")
@database_option
def check_command(db: str) -> None:
    """Verify the database: spans, hashes, links, SQLite's own integrity.

    Exits with 1 when something is wrong, and names it.
    """
    from factcheck.cli.output import write_line
    from factcheck.review.plain import visible

    found = 0
    with opened(db, readonly=True) as database:
        for problem in database.check():
            found += 1
            write_line(visible(f"{problem.what}: {problem.where}: {problem.message}"))
    if found:
        raise click.exceptions.Exit(1)
    write_line(f"{visible(db)}: every span, hash and link holds")


@click.command("backup")
@click.argument("path", type=click.Path(dir_okay=False))
@click.option("--force", is_flag=True, help="Replace PATH if it exists.")
@database_option
def backup_command(path: str, force: bool, db: str) -> None:
    """Copy the database while others work on it.

    PATH gets one consistent state, in a single file.
    """
    from pathlib import Path

    from factcheck.cli.output import write_line
    from factcheck.review.plain import visible

    target = Path(path)
    if target.exists() and not force:
        raise click.UsageError(f"{path}: there is a file already; choose another name or add --force")
    with opened(db, readonly=True) as database:
        database.backup(target)
    write_line(visible(f"{db}: copied to {path}"))
