"""Several reviewers: whose claim it is, settling what they disagree on, bringing copies together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claims_db.records import STATUSES
from factcheck.cli.acts import all_ids, count_of, many_ids
from factcheck.cli.options import database_option, opened, reviewer_option

if TYPE_CHECKING:
    from claims_db.records import Status


@click.command("assign")
@many_ids
@click.option("--to", "name", metavar="NAME", help="To whom; by default to yourself.")
@click.option("--nobody", is_flag=True, help="To nobody.")
@database_option
@reviewer_option
def assign_command(
    claims: tuple[list[int], ...], name: str | None, nobody: bool, db: str, reviewer: str | None
) -> None:
    """Give claims to a reviewer, or to nobody."""
    if name and nobody:
        raise click.UsageError("--to and --nobody exclude each other")
    ids = all_ids(claims)
    with opened(db, reviewer) as database:
        to = None if nobody else name or database.reviewer
        changed = {event.claim_id for event in database.acts.assign(ids, to)}
        whom = f"to {to}" if to else "to nobody"
    already = f", {count_of(len(ids) - len(changed), 'claim')} before" if 0 < len(changed) < len(ids) else ""
    said = f"{count_of(len(changed), 'claim')} assigned {whom}{already}"
    click.echo(said if changed else f"nothing changed: assigned {whom} already")


@click.command("adjudicate", no_args_is_help=False)
@many_ids
@click.argument("status", type=click.Choice(STATUSES))
@click.option("--why", metavar="TEXT", help="The rationale of the finding.")
@click.option("--as", "name", metavar="NAME", help="Take over NAME's finding.")
@database_option
@reviewer_option
def adjudicate_command(
    claims: tuple[list[int], ...], status: Status, why: str | None, name: str | None, db: str, reviewer: str | None
) -> None:
    """Settle claims on which reviewers disagree; every verdict stays for the agreement figures.

    `factcheck list --flag disputed` lists them, `factcheck show ID` has the verdicts.
    """
    from claims_db.records import Finding

    if why and name:
        raise click.UsageError("--why and --as exclude each other")
    with opened(db, reviewer) as database:
        ids = all_ids(claims)
        events = database.acts.adjudicate(ids, status, Finding(rationale=why) if why else None, adopting=name)
    changed = len({event.claim_id for event in events})
    said = f"{count_of(changed, 'claim')} settled as {status}"
    click.echo(said if changed else f"nothing changed: settled as {status} already")


@click.command("merge")
@click.argument("other", type=click.Path(exists=True, dir_okay=False))
@database_option
@reviewer_option
def merge_command(other: str, db: str, reviewer: str | None) -> None:
    """Bring in what was done in OTHER, a copy of this database: its sources, claims and acts, each once.

    Claims on which reviewers now disagree are named; `adjudicate` settles them. So are claims that one copy joined and
    the other split, or split otherwise.
    """
    with opened(db, reviewer) as database:
        merged = database.merge(other)
    click.echo(f"{merged.sources:,} sources, {merged.claims:,} claims and {merged.events:,} acts brought in")
    done = {"merge": "joined into", "split": "split into"}
    for number, acts in merged.replaced_twice:
        made = " and ".join(f"{done[one.act]} {', '.join(map(str, one.new))}" for one in acts)
        click.echo(f"claim {number} was {made}: all of these stand; withdraw those that should not", err=True)
    if merged.disputed:
        shown = ", ".join(map(str, merged.disputed[:20])) + (", ..." if len(merged.disputed) > 20 else "")
        click.echo(f"reviewers disagree on: {shown}", err=True)
