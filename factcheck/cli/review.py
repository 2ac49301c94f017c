"""The review screen."""

from __future__ import annotations

import os
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
    # factcheck serve runs the screen on a driver of its own, with pipes in place of a terminal
    served = "TEXTUAL_DRIVER" in os.environ
    if not served and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("the review screen needs a terminal; factcheck list and mark do the same from scripts")
    from factcheck.review import run

    run(db, reviewer)
