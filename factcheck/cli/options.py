"""Options that several commands share, and what they stand for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from claims_db.records import FLAGS, KINDS, STATUSES, Query

if TYPE_CHECKING:
    from claims_db import Database

MOST_IN_RANGE = 1_000_000
"""Ids a range may span: more than the largest database has claims, few enough to hold."""

F = TypeVar("F", bound=Callable[..., Any])

database_option = click.option(
    "--db",
    envvar="FACTCHECK_DB",
    default="claims.db",
    show_default=True,
    type=click.Path(dir_okay=False),
    help="The database (also by FACTCHECK_DB).",
)
reviewer_option = click.option(
    "--reviewer", envvar="FACTCHECK_REVIEWER", help="Who acts (also by FACTCHECK_REVIEWER; by default the login name)."
)

lexicon_option = click.option(
    "--lexicon", type=click.Path(path_type=Path), help="Your own names and terms, read beside those of factcheck."
)


def stdin_text() -> str:
    """Everything on stdin, as UTF-8 whatever the locale; bytes that are none become ``�``."""
    return sys.stdin.buffer.read().decode("utf-8-sig", "replace")


class ClaimIds(click.ParamType[list[int]]):
    """The id of a claim as people type it (``12`` or ``#12``), a range of them (``3-9``), or ``-``: ids on stdin."""

    name = "id"

    def convert(self, value: str | list[int], param: click.Parameter | None, ctx: click.Context | None) -> list[int]:
        """The ids ``value`` names; fails the parameter where it names none."""
        if isinstance(value, list):
            return value
        if value == "-":
            words = stdin_text().split()
            return [number for word in words for number in self.convert(word, param, ctx)]
        first, dash, last = value.removeprefix("#").partition("-")
        last = last if dash else first
        if not (first.isascii() and first.isdigit() and last.isascii() and last.isdigit()):
            self.fail(f"{value!r} is not a claim id; ids are whole numbers, as factcheck list shows them", param, ctx)
        # fewer digits than the interpreter refuses to convert
        if max(len(first), len(last)) > 19 or not int(first) <= int(last) < 2**63:
            self.fail(f"{value!r} is no range of claim ids", param, ctx)
        if int(last) - int(first) >= MOST_IN_RANGE:
            wanted = "list --format ids names those there are"
            self.fail(f"{value!r} is a range of more than {MOST_IN_RANGE:,} ids; {wanted}", param, ctx)
        return list(range(int(first), int(last) + 1))


def filter_options(command: F) -> F:
    """The options that choose claims; ``query_of`` reads what they were given as."""
    options = (
        click.option("--status", multiple=True, type=click.Choice(STATUSES), help="Only these statuses (repeatable)."),
        click.option("--kind", multiple=True, type=click.Choice(KINDS), help="Only these kinds (repeatable)."),
        click.option("--source", metavar="NAME|ID", help="Only claims of this source."),
        click.option("--tag", multiple=True, help="Only claims with this tag (repeatable)."),
        click.option("--text", help="Only claims whose text contains this; one Chinese character is enough."),
        click.option("--flag", type=click.Choice(FLAGS), help="Only claims in this state."),
        click.option("--assignee", metavar="NAME", help="Only claims assigned to NAME ('' for nobody)."),
        click.option("--unjudged-by", metavar="NAME", help="Only claims NAME has no verdict on."),
        click.option("--all", "every", is_flag=True, help="Also figures outside the article body or stating no claim."),
    )
    return reduce(lambda decorated, option: option(decorated), reversed(options), command)


def query_of(database: Database, chosen: dict[str, Any]) -> Query:
    """The query that ``filter_options`` were given as; raises ``click.UsageError`` for an unknown source."""
    source = chosen["source"]
    return Query(
        status=tuple(chosen["status"]),
        kind=tuple(chosen["kind"]),
        source=None if source is None else source_id(database, source),
        tag=tuple(chosen["tag"]),
        text=chosen["text"] or None,
        every=chosen["every"],
        flag=chosen["flag"],
        assignee=chosen["assignee"],
        unjudged_by=chosen["unjudged_by"],
    )


def source_id(database: Database, wanted: str) -> int:
    """The id of the source called ``wanted``: its name, the end of its path, or the id itself.

    A name stands for the latest version of its source; an older one is named by its id.
    """
    sources = database.sources.list()
    # an article that went back to an earlier text has its latest version under the lower id
    latest = [(source.id, source.name) for source in sources if not source.superseded]
    by_name = [number for number, name in latest if name == wanted]
    found = by_name[-1:] or [number for number, name in latest if name.endswith("/" + wanted)]
    if not found and wanted.isascii() and wanted.isdigit():
        found = [source.id for source in sources if source.id == int(wanted)]
    if not found:
        raise click.UsageError(f"no source is called {wanted!r}; factcheck stats lists those there are")
    if len(found) > 1:
        raise click.UsageError(f"{wanted!r} is the end of several sources' names; give one in full")
    return found[0]


@contextmanager
def opened(
    path: str, reviewer: str | None = None, *, create: bool = False, readonly: bool = False
) -> Iterator[Database]:
    """The database at ``path``, open until the block ends; one made for it that got no source is taken away again."""
    from claims_db import Database

    made_here, useless = create and not Path(path).exists(), False
    try:
        with Database.open(path, reviewer=reviewer or None, create=create, readonly=readonly) as database:
            said = f"another program holds {path}; waiting for it"
            database.tell_of_waiting(lambda: click.echo(said, err=True))
            try:
                yield database
            finally:
                useless = made_here and not database.sources.list()
    finally:
        if useless:
            for name in (path, f"{path}-wal", f"{path}-shm"):
                Path(name).unlink(missing_ok=True)
