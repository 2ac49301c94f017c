"""``factcheck serve``: the review screen in a browser."""

from __future__ import annotations

import sys

import click

from factcheck.cli.options import database_option, opened, reviewer_option

LOOPBACK = "127.0.0.1"


@click.command("serve")
@database_option
@reviewer_option
@click.option("--host", default=LOOPBACK, show_default=True, help="The address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(1, 65535))
@click.option("--public-url", help="The address people open, where it is not http://HOST:PORT (behind a proxy).")
@click.option("--sessions", default=8, show_default=True, type=click.IntRange(1, 100), help="Tabs open at once.")
def serve_command(db: str, reviewer: str | None, host: str, port: int, public_url: str | None, sessions: int) -> None:
    """Open the review screen in a browser: the same screen, over a page only you can open.

    Prints one address with a secret token; whoever opens it reviews as REVIEWER. Listens on this machine alone unless
    --host says otherwise.
    """
    if host in ("0.0.0.0", "::") and not public_url:  # noqa: S104 (it is refused here)
        raise click.UsageError(f"--host {host} listens everywhere; say with --public-url which address people open")
    with opened(db, reviewer) as database:
        who = database.reviewer
    from factcheck.serving.guard import Guard
    from factcheck.serving.server import ReviewServer

    guard = Guard(public_url or f"http://{f'[{host}]' if ':' in host else host}:{port}")
    program = [sys.executable, "-P", "-m", "factcheck", "review", "--db", db, "--reviewer", who]
    server = ReviewServer(program, guard, host=host, port=port, sessions=sessions)
    click.echo(f"Open {guard.address}\nCtrl+C ends it.", err=True)
    server.run()
