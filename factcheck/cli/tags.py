"""Tags by command: put on claims, taken off those named, those a filter chooses, or all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli.acts import all_ids, many_ids
from factcheck.cli.options import ClaimIds, database_option, filter_options, opened, query_of, reviewer_option
from factcheck.review.tagging import split_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims_db import Database
    from claims_db.records import Event


def _tags(written: str) -> tuple[str, ...]:
    """The tags named; raises ``click.UsageError`` where there are none."""
    tags = split_tags(written)
    if not tags:
        raise click.UsageError("the tag is empty")
    return tags


def _say(tags: Sequence[str], done: str, events: Sequence[Event], asked: int) -> None:
    """How many claims were changed by it: those that were so already were not."""
    changed = len({event.claim_id for event in events})
    click.echo(f"tag {', '.join(tags)}: {done} {changed:,} of {asked:,} claim{'' if asked == 1 else 's'}")


@click.command("tag")
@many_ids
@click.argument("tag")
@click.option("--remove", is_flag=True, hidden=True, help="What `untag` does, which it was before that was there.")
@database_option
@reviewer_option
def tag_command(claims: tuple[list[int], ...], tag: str, remove: bool, db: str, reviewer: str | None) -> None:
    """Put tags on claims; `untag` takes them off.

    TAG may name several, parted by commas: "h20, nvidia".
    """
    ids, tags = all_ids(claims), _tags(tag)
    with opened(db, reviewer) as database:
        act = database.acts.untag if remove else database.acts.tag
        _say(tags, "taken off" if remove else "put on", act(ids, *tags), len(ids))


@click.command("untag")
@click.argument("off", metavar="TAG")
@click.argument("claims", metavar="[ID]...", nargs=-1, type=ClaimIds())
@filter_options
@database_option
@reviewer_option
def untag_command(off: str, claims: tuple[list[int], ...], db: str, reviewer: str | None, **chosen: Any) -> None:
    """Take a tag off claims: those named, those that the filters choose, or all that have it.

    TAG may name several, parted by commas. All of it is one act: one `undo` takes it back.
    """
    tags = _tags(off)
    if claims and any(value not in ((), None, False) for value in chosen.values()):
        raise click.UsageError("either name claims or choose them by filters, not both")
    with opened(db, reviewer) as database:
        ids = all_ids(claims) if claims else _tagged(database, tags, chosen)
        _say(tags, "taken off", database.acts.untag(ids, *tags), len(ids))


def _tagged(database: Database, tags: Sequence[str], chosen: dict[str, Any]) -> list[int]:
    """The claims with any of ``tags`` that the filters choose; raises ``click.UsageError`` where there are none."""
    query = query_of(database, chosen)
    found = {number for tag in tags for number in database.ids(replace(query, tag=(*query.tag, tag), every=True))}
    if not found:
        raise click.UsageError(f"no claim that is meant has the tag {', '.join(tags)}")
    return sorted(found)
