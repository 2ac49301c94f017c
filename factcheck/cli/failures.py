"""One clear line on stderr for whatever went wrong."""

from __future__ import annotations

import sys

import click


def complain(message: str) -> None:
    """Write ``message`` to stderr as one harmless line that begins with ``factcheck:``."""
    line = f"factcheck: {message}"
    if not (line.isascii() and line.isprintable()):
        from factcheck.review.plain import visible

        line = visible(line)
    print(line, file=sys.stderr, flush=True)


def failure_line(error: Exception) -> str:
    """What to tell the user of ``error``: what was wrong, with which file or option, and what would work."""
    if isinstance(error, click.UsageError):
        return _usage_line(error)
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename is not None else ""
        return f"{where}{error.strerror}"
    if type(error).__module__.split(".")[0] in ("factcheck", "claims_db"):
        return str(error)
    return (
        f"internal error, please report it: {type(error).__name__}: {error} (FACTCHECK_DEBUG=1 shows where it happened)"
    )


def _usage_line(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "factcheck"
    message = " ".join(error.format_message().split()).rstrip(".")
    return f"{message} ({command} --help shows how it is used)"
