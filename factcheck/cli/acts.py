"""What a reviewer does to claims, for scripts: the same acts as in the screen, each durable when the command ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from claims_db.records import DECIDED, LINK_TYPES, STATUSES
from factcheck.cli.options import ClaimIds, database_option, opened, reviewer_option

if TYPE_CHECKING:
    from claims_db import Database
    from claims_db.records import Finding, LinkType, Status

one_id = click.argument("claim", metavar="ID", type=ClaimIds())
many_ids = click.argument("claims", metavar="ID...", nargs=-1, required=True, type=ClaimIds())


def single(ids: list[int]) -> int:
    """The only id given; raises ``click.UsageError`` for a range of several."""
    if len(ids) != 1:
        raise click.UsageError(f"one claim id is needed here, not {len(ids)}")
    return ids[0]


def all_ids(groups: tuple[list[int], ...]) -> list[int]:
    """The ids of all groups, each once, in order."""
    ids = list(dict.fromkeys(number for group in groups for number in group))
    if not ids:
        raise click.UsageError("no claim id was given")
    return ids


@click.command("mark", no_args_is_help=False)
@many_ids
@click.argument("status", metavar="STATUS", type=click.Choice(STATUSES))
@click.option("--why", metavar="TEXT", help="The rationale of the finding.")
@click.option("--correct-value", metavar="TEXT", help="The figure that is right, where this one is not.")
@click.option("--review-url", metavar="URL", help="Where the review is published.")
@click.option("--group", is_flag=True, help="Also the claims linked as duplicates of these: all that say the same.")
@database_option
@reviewer_option
def mark_command(
    claims: tuple[list[int], ...],
    status: Status,
    why: str | None,
    correct_value: str | None,
    review_url: str | None,
    group: bool,
    db: str,
    reviewer: str | None,
) -> None:
    """Set the status of claims, and with it what was found.

    ID is a number as `factcheck list` shows it, a range (3-9), or - for ids on stdin. What an earlier finding says
    and no option replaces stays as it was. All claims of one command are one act: one `undo` takes it back.
    """
    ids = all_ids(claims)
    with opened(db, reviewer) as database:
        given = (why, correct_value, review_url)
        finding = None
        if any(part is not None for part in given):
            finding = _finding(database, ids, *given)
        marked = _with_groups(database, ids) if group else ids
        events = database.acts.mark(ids, status, finding, group=group)
        if not events:
            which = f"claim {ids[0]} is" if len(marked) == 1 else f"{count_of(len(marked), 'claim')} are"
            click.echo(f"nothing changed: {which} {status} already")
        else:
            overruled = sum(event.before.get("status") not in (None, "unreviewed", status) for event in events)
            decided = f", {overruled:,} of them decided before" if overruled else ""
            click.echo(f"{count_of(len(marked), 'claim')} marked {status}{decided}")
        if status in DECIDED:
            _say_unsourced(database, marked)


def _with_groups(database: Database, ids: list[int]) -> list[int]:
    """``ids``, and the other claims of their groups."""
    found = dict.fromkeys(ids)
    for row in database.claims.rows(ids):
        found |= dict.fromkeys(member.id for member in row.group.members) if row.group else {}
    return list(found)


def _finding(
    database: Database, ids: list[int], why: str | None, correct_value: str | None, review_url: str | None
) -> Finding:
    """The finding the options give; for a single claim the rest of its earlier finding stays, if not another's."""
    from claims_db.records import Finding

    earlier = database.claims.get(ids[0]).finding_for(database.reviewer) if len(ids) == 1 else None
    return Finding(
        rationale=why if why is not None else (earlier.rationale if earlier else None),
        correct_value=correct_value if correct_value is not None else (earlier.correct_value if earlier else None),
        review_url=review_url if review_url is not None else (earlier.review_url if earlier else None),
    )


def _say_unsourced(database: Database, ids: list[int]) -> None:
    bare = [row.id for row in database.claims.rows(ids) if not row.evidence_count]
    if bare:
        shown = ", ".join(map(str, bare[:10])) + (", ..." if len(bare) > 10 else "")
        click.echo(
            f"without evidence: {shown} (export leaves such claims out; factcheck cite ID URL adds evidence)", err=True
        )


def count_of(number: int, noun: str) -> str:
    """``1 claim``, ``2,000 claims``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


@click.command("link")
@one_id
@click.argument("others", metavar="OTHER...", nargs=-1, required=True, type=ClaimIds())
@click.argument("link_type", metavar="TYPE", type=click.Choice(LINK_TYPES))
@click.option("--why", metavar="TEXT", help="What shows it.")
@click.option("--remove", is_flag=True, help="Take such links off.")
@database_option
@reviewer_option
def link_command(
    claim: list[int],
    others: tuple[list[int], ...],
    link_type: LinkType,
    why: str | None,
    remove: bool,
    db: str,
    reviewer: str | None,
) -> None:
    """Link a claim to others.

    `factcheck link 4 9 10 contradicts` says that claim 4 contradicts claims 9 and 10. TYPE is duplicate, contradicts,
    supports, updates, derived-from or related. All links of one command are one act.
    """
    first = single(claim)
    with opened(db, reviewer) as database:
        given = all_ids(others)
        if remove:
            database.acts.unlink_all(_links(database, first, given, link_type))
            done = "unlinked from"
        else:
            done = "linked to" if database.acts.link_all(first, given, link_type, why) else "already linked to"
    shown = ", ".join(map(str, given[:10])) + (", ..." if len(given) > 10 else "")
    click.echo(f"claim {first} {done} {shown}: {link_type}")


def _links(database: Database, first: int, others: list[int], link_type: LinkType) -> list[int]:
    """The ids of the links of claim ``first`` to ``others``; raises ``click.UsageError`` where one has none."""
    links = [link for link in database.claims.get(first).links if link.type == link_type]
    for other in others:
        if other not in {link.other(first) for link in links}:
            raise click.UsageError(f"claim {first} has no link {link_type!r} to claim {other}")
    return [link.id for link in links if link.other(first) in others]


past_held_option = click.option(
    "--past-held", is_flag=True, help="Go past acts that are held by what others changed since."
)


@click.command("undo")
@past_held_option
@database_option
@reviewer_option
def undo_command(past_held: bool, db: str, reviewer: str | None) -> None:
    """Take back your last act, also one of an earlier session.

    One that others' changes hold stays, which is said.
    """
    with opened(db, reviewer) as database:
        undone = database.acts.undo(past_held=past_held)
        click.echo(undone.description if undone else "nothing to undo")


@click.command("redo")
@past_held_option
@database_option
@reviewer_option
def redo_command(past_held: bool, db: str, reviewer: str | None) -> None:
    """Do again what undo took back."""
    with opened(db, reviewer) as database:
        done = database.acts.redo(past_held=past_held)
        click.echo(done.description if done else "nothing to redo")
