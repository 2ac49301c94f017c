"""Looking at claims from the shell: many as a table or for programs, one with everything known about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from claims_db.records import SORTS
from factcheck.cli.options import ClaimIds, database_option, filter_options, opened, query_of

if TYPE_CHECKING:
    from array import array

    from claims_db import Database
    from claims_db.records import ClaimRow, Query, Sort

PAGE = 500
_HIDDEN = "figures outside an article's body or stating no claim are"
DESCENDING = ("checkworthiness", "value", "changed")
"""Sorts that begin with the highest unless reversed."""


@click.command("list")
@filter_options
@click.option(
    "--sort", type=click.Choice(SORTS), default="checkworthiness", show_default=True, help="What orders them."
)
@click.option("--reverse", is_flag=True, help="The other way round.")
@click.option("--limit", type=click.IntRange(min=0), help="At most so many.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "csv", "ids"]),
    default="table",
    show_default=True,
    help="How they are written; ids: one id a line.",
)
@click.option("--with-notes", is_flag=True, help="jsonl, csv: also private notes.")
@click.option("--with-reviewers", is_flag=True, help="jsonl, csv: also the names of reviewers.")
@database_option
def list_command(
    sort: Sort,
    reverse: bool,
    limit: int | None,
    form: str,
    with_notes: bool,
    with_reviewers: bool,
    db: str,
    **chosen: Any,
) -> None:
    """List claims."""
    with opened(db, readonly=True) as database:
        descending = sort not in DESCENDING if reverse else None
        query = query_of(database, chosen)
        ids = database.ids(query, sort=sort, descending=descending, limit=limit)
        if form == "ids":
            from factcheck.cli.output import write_bytes

            for number in ids:
                write_bytes(b"%d\n" % number)
        elif form == "table":
            _table(database, ids)
            _say_hidden(database, query)
        else:
            _for_programs(database, ids, form, notes=with_notes, reviewers=with_reviewers)


def _say_hidden(database: Database, query: Query) -> None:
    """How many figures these filters would list as well with ``--all``."""
    if query.every:
        return
    hidden = database.count(replace(query, every=True)) - database.count(query)
    if hidden:
        what = "figure outside an article's body or stating no claim is" if hidden == 1 else _HIDDEN
        click.echo(f"{hidden:,} more {what} not listed (--all)", err=True)


def _pages(ids: array[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), PAGE):
        yield list(ids[start : start + PAGE])


def _table(database: Database, ids: array[int]) -> None:
    from factcheck.cli.output import Column, write_table

    columns = (
        Column("id", 6, right=True),
        Column("status", 16),
        Column("figure", 24),
        Column("subject", 10, share=3),
        Column("metric", 10, share=3),
        Column("period", 9),
        Column("source", 12, share=2),
        Column("flags", 5),
    )
    rows = (row for page in _pages(ids) for row in database.claims.rows(page))
    write_table(columns, map(_cells, rows))


def _cells(row: ClaimRow) -> tuple[str, ...]:
    from factcheck.normal_form import normal_form

    figure = normal_form(row, row.per)
    source = row.source_name.rsplit("/", 1)[-1]
    if row.superseded:
        source = f"earlier {source}"
    return (
        str(row.id),
        _status(row),
        figure,
        row.subject or "",
        row.metric or "",
        row.period or "",
        source,
        _flags(row),
    )


def _status(row: ClaimRow) -> str:
    """The status, or where there is no verdict yet the one on a claim that says the same: ``= 12 refuted``."""
    elsewhere = row.verdict_elsewhere
    return f"= {row.group.lead.id} {elsewhere}" if elsewhere and row.group else row.status


def _flags(row: ClaimRow) -> str:
    """N noted, E has evidence, L linked, T tagged, S has suggestions, ! decided without evidence."""
    marks = (
        ("N", row.note_count),
        ("E", row.evidence_count),
        ("L", row.link_count),
        ("T", row.tags),
        ("S", row.suggestion_count),
        ("!", row.finding_missing_evidence),
    )
    return "".join(letter for letter, there in marks if there)


def _for_programs(
    database: Database,
    ids: array[int],
    form: str,
    *,
    notes: bool,
    reviewers: bool,
    more: Callable[[int], dict[str, Any]] | None = None,
) -> None:
    import sys

    from factcheck.export.selection import exported

    claims = exported(database, map(database.claims.get, ids), notes=notes, reviewers=reviewers)
    if form == "csv":
        from factcheck.export.spreadsheet import write_csv

        write_csv(claims, sys.stdout.buffer, notes=notes, reviewers=reviewers)
    else:
        from factcheck.export.jsonl import write_jsonl

        write_jsonl(claims, sys.stdout.buffer, more)


@click.command("show")
@click.argument("claims", metavar="ID...", nargs=-1, required=True, type=ClaimIds())
@click.option(
    "--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True, help="How to write it."
)
@click.option("--history", is_flag=True, help="Also who did what when.")
@database_option
def show_command(claims: tuple[list[int], ...], form: str, history: bool, db: str) -> None:
    """Show everything known about claims."""
    from array import array

    ids = array("q", [number for group in claims for number in group])
    with opened(db, readonly=True) as database:
        if form == "jsonl":
            checked = partial(_checked, database)
            _for_programs(database, ids, "jsonl", notes=True, reviewers=True, more=checked)
            return
        from factcheck.cli.output import write_line
        from factcheck.cli.portrait import history_lines, portrait

        for place, number in enumerate(ids):
            if place:
                write_line("")
            for line in portrait(database, number):
                write_line(line)
            if history:
                for line in history_lines(database, number):
                    write_line(line)


def _checked(database: Database, number: int) -> dict[str, Any]:
    """``{"checked_before": [{"id","relation","status","score","figure","text","source"}]}``, or nothing."""
    from factcheck.matching.checked import checked_before

    found = [
        {
            "id": before.other_id,
            "relation": before.relation,
            "status": before.status,
            "score": before.score,
            "figure": before.figure,
            "text": before.text,
            "source": before.source,
        }
        for before in checked_before(database, [number])
    ]
    return {"checked_before": found} if found else {}
