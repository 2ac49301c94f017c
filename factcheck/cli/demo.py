"""The first thing a newcomer runs: the sample articles, matched, in the review screen."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from factcheck.cli.inputs import Inputs
from factcheck.cli.options import reviewer_option


@click.command("demo")
@click.option("--no-screen", is_flag=True, help="List the claims instead of opening the screen.")
@click.option("--keep", metavar="PATH", type=click.Path(dir_okay=False), help="Keep the database at PATH.")
@reviewer_option
def demo_command(no_screen: bool, keep: str | None, reviewer: str | None) -> None:
    """Open the review screen on the bundled sample articles.

    The database is thrown away afterwards unless --keep names a place for it.
    """
    if keep and Path(keep).exists():
        raise click.UsageError(f"{keep}: there is a file already; choose another name for the demonstration")
    with tempfile.TemporaryDirectory(prefix="factcheck-demo-") as folder:
        path = keep or str(Path(folder) / "claims.db")
        fill(path, reviewer)
        if no_screen or not (sys.stdin.isatty() and sys.stdout.isatty()):
            from factcheck.cli.listing import list_command

            list_command.main(["--db", path, "--sort", "source"], standalone_mode=False)
        else:
            from factcheck.cli.review import open_screen

            open_screen(path, reviewer)
    if keep:
        click.echo(f"the demonstration's database is {keep}; factcheck review --db {keep} opens it again", err=True)


def fill(path: str, reviewer: str | None) -> None:
    """Make the database ``path`` from the sample articles and match their claims."""
    from dataclasses import replace

    from factcheck.cli.options import opened
    from factcheck.cli.output import Quiet
    from factcheck.intake import take_in
    from factcheck.matching.store import match_new
    from factcheck.sample import sample_files

    with opened(path, reviewer, create=True) as database, sample_files() as paths:
        # named after their files, not after where the package happens to be installed
        read = Inputs(map(str, paths)).read(Quiet())
        for _ in take_in(database, (replace(item, name=Path(item.name).name) for item in read)):
            pass
        for _ in match_new(database):
            pass
