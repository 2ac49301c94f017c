"""The command line: ``main`` runs one command and turns every failure into one line and an exit code."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

import click

from factcheck.cli.failures import complain, failure_line

INTERRUPTED = 128 + signal.SIGINT
READER_GONE = 128 + getattr(signal, "SIGPIPE", 13)
BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``factcheck`` with ``arguments`` (by default those of the process); the exit code.

    0 done, 1 a check the user asked for did not hold, 2 bad usage or bad input, 130 interrupted, 141 when whoever
    read the output went away. ``FACTCHECK_DEBUG=1`` lets a traceback through, for people who work on factcheck.
    """
    from factcheck.cli.app import app

    given = list(sys.argv[1:] if arguments is None else arguments)
    if instruction := os.environ.get("_FACTCHECK_COMPLETE"):
        from click.shell_completion import shell_complete

        return shell_complete(app, {}, "factcheck", "_FACTCHECK_COMPLETE", instruction)
    try:
        return _run(app, given)
    except BrokenPipeError:
        # The interpreter flushes stdout once more at exit; give it somewhere to write to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("FACTCHECK_DEBUG"):
            raise
        complain(failure_line(error))
        return BAD_INPUT


def _run(app: click.Command, arguments: list[str]) -> int:
    try:
        with app.make_context("factcheck", arguments) as context:
            app.invoke(context)
    except click.exceptions.Exit as done:
        sys.stdout.flush()
        return done.exit_code
    sys.stdout.flush()
    return 0
