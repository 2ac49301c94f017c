"""Claims out in a format for others, in again, and checked against their sources."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click
from click.core import ParameterSource

from claims_db.records import SORTS
from factcheck.cli.failures import complain
from factcheck.cli.options import database_option, filter_options, opened, query_of, reviewer_option

if TYPE_CHECKING:
    from factcheck.export.claimreview import Publisher
    from factcheck.export.selection import Exported, Tally


@click.command("export")
@filter_options
@click.option("--sort", type=click.Choice(SORTS), default="source", show_default=True, help="What orders them.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "claimreview"]),
    default="jsonl",
    show_default=True,
    help="claimreview: schema.org JSON-LD.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, whole or not at all (by default stdout).")
@click.option("--allow-unsourced", is_flag=True, help="Also claims decided without evidence.")
@click.option("--allow-disputed", is_flag=True, help="Also claims on which reviewers' verdicts differ.")
@click.option("--with-notes", is_flag=True, help="Also private notes.")
@click.option("--with-reviewers", is_flag=True, help="Also the names of reviewers.")
@click.option("--with-text", is_flag=True, help="jsonl: also the sources' texts, so that any database can import it.")
@click.option("--bom", is_flag=True, help="csv: begin with a byte order mark, for spreadsheet programs.")
@click.option("--publisher", metavar="NAME", envvar="FACTCHECK_PUBLISHER", help="claimreview: who publishes.")
@click.option("--publisher-url", metavar="URL", envvar="FACTCHECK_PUBLISHER_URL", help="claimreview: the address.")
@click.option(
    "--review-url",
    metavar="TEMPLATE",
    envvar="FACTCHECK_REVIEW_URL",
    help="claimreview: address of reviews that name none, with {uid} or {id} in it.",
)
@click.option(
    "--language",
    type=click.Choice(["en", "zh"]),
    default="en",
    show_default=True,
    help="claimreview: of the ratings' names.",
)
@database_option
def export_command(db: str, **given: Any) -> None:
    """Write decided claims in a format for others.

    Without --status: every claim that is verified, refuted, misleading or unverifiable. Claims decided without
    evidence, disputed claims, private notes and reviewers' names stay out unless asked for.
    """
    from factcheck.export.selection import Tally, decided, exported, fit_to_leave

    publisher = _publisher(given)
    tally = Tally()
    with opened(db, readonly=True) as database, _output(given["output"]) as stream:
        records = database.claims.iterate(decided(query_of(database, given)), sort=given["sort"])
        claims: Iterable[Exported] = exported(
            database,
            records,
            notes=given["with_notes"],
            reviewers=given["with_reviewers"],
            texts=given["with_text"],
        )
        claims = fit_to_leave(
            claims, tally, allow_unsourced=given["allow_unsourced"], allow_disputed=given["allow_disputed"]
        )
        _write(given, claims, stream, publisher, tally)
    _say_left_out(tally)
    if given["output"]:
        out = tally.taken - len(tally.undecided) - len(tally.unpublished)
        click.echo(f"{given['output']}: {out:,} {'claim' if out == 1 else 'claims'}", err=True)


def _write(
    given: dict[str, Any],
    claims: Iterable[Exported],
    stream: BinaryIO,
    publisher: Publisher | None,
    tally: Tally,
) -> None:
    if publisher is not None:
        from factcheck.export.claimreview import write_claimreview

        write_claimreview(claims, stream, publisher, tally)
    elif given["form"] == "csv":
        from factcheck.export.spreadsheet import write_csv

        write_csv(claims, stream, mark=given["bom"], notes=given["with_notes"], reviewers=given["with_reviewers"])
    else:
        from factcheck.export.jsonl import write_jsonl

        write_jsonl(claims, stream)


def _publisher(given: dict[str, Any]) -> Publisher | None:
    """Who publishes, where the format is for publication."""
    if given["form"] != "claimreview":
        return None
    from factcheck.export.claimreview import Publisher

    if not given["publisher"]:
        raise click.UsageError(
            "claimreview needs --publisher NAME (or FACTCHECK_PUBLISHER): the standard asks who says so"
        )
    from claims_db.validation import valid_url

    for option, what in (("publisher_url", "--publisher-url"), ("review_url", "--review-url")):
        if given[option]:
            valid_url(given[option], what)
    return Publisher(given["publisher"], given["publisher_url"], given["language"], given["review_url"])


@contextmanager
def _output(path: str | None) -> Iterator[BinaryIO]:
    from factcheck.export.atomic import written_whole

    with nullcontext(sys.stdout.buffer) if path in (None, "-") else written_whole(path) as stream:
        yield stream


def _say_left_out(tally: Tally) -> None:
    for ids, why in (
        (tally.disputed, "on which reviewers disagree (settle that in factcheck review, or --allow-disputed)"),
        (tally.unsourced, "decided without evidence (cite some, or --allow-unsourced)"),
        (tally.undecided, "without a verdict, which a review needs"),
        (tally.unpublished, "without a review's address (mark --review-url, or --review-url TEMPLATE here)"),
    ):
        if ids:
            shown = ", ".join(map(str, ids[:10])) + (", ..." if len(ids) > 10 else "")
            complain(f"left out {len(ids):,} {why}: {shown}")


@click.command("verify")
@click.argument("export", metavar="EXPORT", type=click.Path())
@database_option
def verify_command(export: str, db: str) -> None:
    """Check an export against its sources.

    Every figure and statement must stand where the export says, in the very source whose hash it gives; with a
    database, each field, the finding and the evidence must be what it holds now, too. Exits with 1 when something does
    not hold, and names it.
    """
    from factcheck.cli.output import write_line
    from factcheck.export.verification import verify
    from factcheck.review.plain import visible

    found = checked = 0
    named = click.get_current_context().get_parameter_source("db") is not ParameterSource.DEFAULT
    if named and not Path(db).exists():
        raise click.UsageError(
            f"{db}: there is no such database; without --db the files the export names are looked up"
        )
    # without a database the files that the export names must do
    known = opened(db, readonly=True) if Path(db).exists() else nullcontext()
    with known as database:
        for outcome in verify(database, export):
            checked += 1
            for problem in outcome.problems:
                found += 1
                write_line(visible(f"{export}: {outcome.where}: {problem}"))
    if found:
        raise click.exceptions.Exit(1)
    write_line(visible(f"{export}: {checked:,} claims, all as their sources have them"))


@click.command("import")
@click.argument("exports", metavar="EXPORT...", nargs=-1, required=True, type=click.Path())
@database_option
@reviewer_option
def import_command(exports: tuple[str, ...], db: str, reviewer: str | None) -> None:
    """Bring an export in: its claims and what was decided about them.

    EXPORT is a JSON lines export. Its sources are those of the same hash in the database, or the texts in the export
    (export --with-text), or the files it names. What is here already is left as it is.
    """
    from factcheck.export.lines import BadExport
    from factcheck.export.reimport import bring_in

    failed = False
    with opened(db, reviewer, create=True) as database:
        for export in exports:
            try:
                brought = bring_in(database, export)
            except BadExport as other:
                complain(str(other))
                failed = True
                continue
            for refusal in brought.refused:
                complain(refusal)
            failed = failed or bool(brought.refused)
            click.echo(f"{export}: {brought.summary}")
    if failed:
        raise click.exceptions.Exit(2)
