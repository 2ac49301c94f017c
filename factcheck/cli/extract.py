"""Claims straight from sources to stdout, as a stream, with no database."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

from claims_db.claim import Claim
from factcheck.cli.inputs import Inputs, input_options


@click.command("extract")
@input_options
@click.option("--all", "every", is_flag=True, help="Also figures outside the article body or stating no claim.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "table"]),
    default="jsonl",
    show_default=True,
    help="How claims are written.",
)
def extract_command(sources: tuple[str, ...], records: tuple[str, ...], jobs: int, every: bool, form: str) -> None:
    """Read sources and write the claims they make to stdout; no database.

    SOURCE is a file, a folder, an address, or - for stdin.
    """
    from factcheck.cli.output import progress
    from factcheck.extraction.streaming import extract_documents, spare_collector

    if not sources and not records:
        raise click.UsageError("nothing to read: give a SOURCE, or --records FILE, or - for stdin")
    spare_collector()
    inputs = Inputs(sources, records)
    # claims that run over the terminal show well enough that something is going on
    with progress("extracting", inputs.size, wanted=not sys.stdout.isatty()) as bar:
        claims = (
            claim
            for _, found in extract_documents(inputs.read(bar), jobs=jobs)
            for claim in found
            if every or claim.reviewable
        )
        _write(claims, form)
    inputs.finish()


def _write(claims: Iterable[Claim], form: str) -> None:
    if form == "jsonl":
        from claims_db.claim_json import encode

        write = sys.stdout.buffer.write
        for claim in claims:
            write(encode(claim) + b"\n")
    elif form == "csv":
        from factcheck.export.spreadsheet import write_claims_csv

        write_claims_csv(claims, sys.stdout.buffer)
    else:
        _table(claims)


def _table(claims: Iterable[Claim]) -> None:
    from factcheck.cli.output import Column, write_table

    columns = (
        Column("source", 10, share=1),
        Column("at", 6, right=True),
        Column("figure", 16),
        Column("reads", 20),
        Column("subject", 10, share=2),
        Column("metric", 10, share=2),
        Column("period", 9),
        Column("statement", 10, share=4),
    )
    write_table(columns, _cells(claims))


def _cells(claims: Iterable[Claim]) -> Iterator[tuple[str, ...]]:
    from factcheck.normal_form import normal_form

    for claim in claims:
        yield (
            claim.source.rsplit("/", 1)[-1],
            str(claim.start),
            claim.figure,
            normal_form(claim, claim.per),
            claim.subject or "",
            claim.metric or "",
            claim.period or "",
            claim.statement.text,
        )
