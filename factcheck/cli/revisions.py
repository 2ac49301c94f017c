"""Correcting what extraction made of a source, for scripts: the acts of the screen, by the same code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from factcheck.cli.acts import all_ids, many_ids, one_id, single
from factcheck.cli.options import database_option, opened, reviewer_option, source_id

if TYPE_CHECKING:
    from claims_db.claim import Claim

_SHOWN = 40
"""Characters told of a span's text."""

set_option = click.option(
    "--set", "fields", metavar="FIELD=VALUE", multiple=True, help="Set a field of the new claim (repeatable)."
)


def _fields(given: tuple[str, ...]) -> dict[str, str]:
    """``FIELD=VALUE`` words as a mapping; raises ``click.UsageError`` for one without ``=``."""
    for word in given:
        if "=" not in word:
            raise click.UsageError(f"{word!r} is no FIELD=VALUE, such as value=4500000000 or subject=Nvidia")
    return {name: value for name, _, value in (word.partition("=") for word in given)}


def _drafted(claim: Claim, fields: tuple[str, ...]) -> Claim:
    from factcheck.review.drafting import DRAFTED, with_fields

    written = _fields(fields)
    for name in written:
        if name not in DRAFTED:
            raise click.UsageError(f"{name!r} is no field of a new claim; choose of {', '.join(DRAFTED)}")
    try:
        return with_fields(claim, written)
    except ValueError as problem:
        figure = claim.figure if len(claim.figure) <= _SHOWN else f"{claim.figure[: _SHOWN - 1]}…"
        raise click.UsageError(f"{claim.start}-{claim.end} “{figure}”: {problem}") from None


@click.command("correct")
@one_id
@click.argument("fields", metavar="FIELD=VALUE...", nargs=-1, required=True)
@database_option
@reviewer_option
def correct_command(claim: list[int], fields: tuple[str, ...], db: str, reviewer: str | None) -> None:
    """Correct what extraction got wrong; the extracted value is kept beside.

    `factcheck correct 4 value=4300000000 subject=Nvidia`; an empty VALUE sets a field to nothing. `start` and `end`
    move the edges of the figure.
    """
    from factcheck.review.drafting import read_fields, with_base

    written = _fields(fields)
    with opened(db, reviewer) as database:
        number, seen = single(claim), database.last_event_id()
        held = database.claims.get(number).claim
        try:
            values: dict[str, Any] = read_fields(held, written)
        except ValueError as problem:
            raise click.UsageError(str(problem)) from None
        events = database.acts.correct(number, seen=seen, **with_base(held, values))
    named = ", ".join(values)
    click.echo(f"claim {number}: {named} corrected" if events else f"nothing changed: claim {number} says so already")


@click.command("restore")
@one_id
@click.argument("names", metavar="FIELD...", nargs=-1, required=True)
@database_option
@reviewer_option
def restore_command(claim: list[int], names: tuple[str, ...], db: str, reviewer: str | None) -> None:
    """Put the extracted value of corrected fields back."""
    from factcheck.review.drafting import restored_base

    number = single(claim)
    with opened(db, reviewer) as database:
        for name in names:
            seen = database.last_event_id()
            database.acts.restore(number, name, base=restored_base(database.claims.get(number), name), seen=seen)
    click.echo(f"claim {number}: {', '.join(names)} as extracted")


@click.command("add-claim")
@click.argument("source", metavar="SOURCE")
@click.argument("start", type=int)
@click.argument("end", type=int)
@set_option
@database_option
@reviewer_option
def add_claim_command(
    source: str, start: int, end: int, fields: tuple[str, ...], db: str, reviewer: str | None
) -> None:
    """Add a claim that extraction missed: the figure from START to END of SOURCE's text, in code points.

    Its fields are what extraction makes of that place, unless --set says otherwise. Prints the claim's id.
    """
    from factcheck.review.drafting import draft

    with opened(db, reviewer) as database:
        number = source_id(database, source)
        drafted = draft(database.sources.text(number), start, end, database.sources.get(number).name)
        added, _ = database.acts.add_claim(number, _drafted(drafted, fields))
        click.echo(added)
    click.echo(f"claim {added} added", err=True)


@click.command("split")
@one_id
@click.argument("parts", metavar="START-END...", nargs=-1, required=True)
@database_option
@reviewer_option
def split_command(claim: list[int], parts: tuple[str, ...], db: str, reviewer: str | None) -> None:
    """Put several claims in the place of one, each the figure from START to END of the source's text.

    Prints their ids; `correct` says what they state where extraction reads them wrongly.
    """
    from factcheck.review.drafting import draft, part_of

    with opened(db, reviewer) as database:
        seen = database.last_event_id()
        record = database.claims.get(single(claim))
        text = database.sources.text(record.source_id)
        drafted = [
            part_of(record.claim, _drafted(draft(text, start, end, record.claim.source), ()))
            for start, end in map(_span, parts)
        ]
        added, _ = database.acts.split(record.id, drafted, seen=seen)
        click.echo(" ".join(map(str, added)))
    click.echo(f"claim {record.id} split into {', '.join(map(str, added))}", err=True)


def _span(word: str) -> tuple[int, int]:
    start, _, end = word.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        raise click.UsageError(f"{word!r} is no span; write its code points as 120-127")
    return int(start), int(end)


@click.command("join")
@many_ids
@set_option
@database_option
@reviewer_option
def join_command(claims: tuple[list[int], ...], fields: tuple[str, ...], db: str, reviewer: str | None) -> None:
    """Put one claim in the place of several of one source: from the first figure to the last. Prints its id."""
    from factcheck.review.drafting import draft, joined_span

    with opened(db, reviewer) as database:
        seen = database.last_event_id()
        records = [database.claims.get(number) for number in all_ids(claims)]
        first = records[0]
        start, end = joined_span(records)
        drafted = draft(database.sources.text(first.source_id), start, end, first.claim.source)
        added, _ = database.acts.merge([record.id for record in records], _drafted(drafted, fields), seen=seen)
        click.echo(added)
    click.echo(f"claims {', '.join(str(record.id) for record in records)} joined into {added}", err=True)


@click.command("withdraw")
@many_ids
@database_option
@reviewer_option
def withdraw_command(claims: tuple[list[int], ...], db: str, reviewer: str | None) -> None:
    """Hide claims that are none; `undo` brings them back."""
    with opened(db, reviewer) as database:
        events = database.acts.withdraw(ids := all_ids(claims))
    changed = len({event.claim_id for event in events})
    click.echo(f"{changed:,} of {len(ids):,} claim{'' if len(ids) == 1 else 's'} withdrawn")


@click.command("revert")
@one_id
@click.argument("event", type=click.IntRange(min=0))
@database_option
@reviewer_option
def revert_command(claim: list[int], event: int, db: str, reviewer: str | None) -> None:
    """Bring a claim back to what it was right after EVENT of its history (0: before the first).

    `factcheck show ID --history` numbers the events. Verdicts of other reviewers stay theirs.
    """
    with opened(db, reviewer) as database:
        done = database.acts.revert(single(claim), event)
        others = sorted({one.claim_id for one in done if "withdrawn" in one.after} - set(claim))
        with_it = f", and with it what it was joined or split with: {', '.join(map(str, others))}" if others else ""
        click.echo(f"back to that state{with_it}" if done else "it is in that state already")
