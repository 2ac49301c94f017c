"""The review screen."""

from __future__ import annotations

import sys

import click

from factcheck.cli.options import database_option, reviewer_option


@click.command("review")
@database_option
@reviewer_option
def review_command(db: str, reviewer: str | None) -> None:
    """Open the review screen.

    Everything in it is done by keyboard; press ? there for the keys.
    """
    from pathlib import Path

    if not Path(db).exists():
        raise click.UsageError(f"{db}: there is no such database; factcheck add SOURCE... makes one")
    open_screen(db, reviewer)


def open_screen(db: str, reviewer: str | None) -> None:
    """Run the review screen on the database ``db`` until it is left."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("the review screen needs a terminal; factcheck list and mark do the same from scripts")
    from factcheck.review import run

    run(db, reviewer)
