"""Notes and evidence by command: writing them, changing and removing those that `factcheck show` numbers."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, TypeVar

import click

from claims_db.records import STANCES
from factcheck.cli.acts import one_id, single
from factcheck.cli.options import database_option, opened, reviewer_option, stdin_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims_db.records import Evidence, Note, Stance

_BEARING = {"supports": "supports it", "refutes": "refutes it", "context": "gives context"}

replace_option = click.option("--replace", type=int, metavar="N", help="Change the one that `show` calls N instead.")
remove_option = click.option("--remove", type=int, metavar="N", help="Take away the one that `show` calls N.")

Item = TypeVar("Item", "Note", "Evidence")


class Day(click.ParamType[date | Literal[""]]):
    """A day as 2026-05-19; the empty text stands for none."""

    name = "date"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date | Literal[""]:
        """Raises ``click.BadParameter`` for anything else."""
        if isinstance(value, date):
            return value
        if not value:
            return ""
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2026-05-19", param, ctx)


def _item(items: Sequence[Item], number: int, claim: int, what: str) -> Item:
    """The item of a claim with this number; raises ``click.UsageError`` where the claim has none such."""
    found = next((item for item in items if item.id == number), None)
    if found is None:
        raise click.UsageError(f"claim {claim} has no {what} {number}; factcheck show {claim} numbers them")
    return found


def _one_way(given: object, replace: int | None, remove: int | None, what: str) -> None:
    """Raises ``click.UsageError`` where nothing is to be done, or two things at once."""
    if remove is not None and (given is not None or replace is not None):
        raise click.UsageError(f"--remove takes neither {what} nor --replace")
    if remove is None and replace is None and given is None:
        raise click.UsageError(f"{what} is missing")


@click.command("note")
@one_id
@click.argument("text", required=False)
@replace_option
@remove_option
@database_option
@reviewer_option
def note_command(
    claim: list[int], text: str | None, replace: int | None, remove: int | None, db: str, reviewer: str | None
) -> None:
    """Write a private note on a claim, change one or take one away.

    TEXT may be - for stdin.
    """
    number = single(claim)
    _one_way(text, replace, remove, "TEXT")
    written = stdin_text() if text == "-" else text
    if remove is None and not (written and written.strip()):
        raise click.UsageError("the note is empty")
    with opened(db, reviewer) as database:
        if remove is not None:
            database.acts.drop_note(_item(database.claims.get(number).notes, remove, number, "note").id)
            done = f"note {remove} removed"
        elif written and replace is not None:
            database.acts.edit_note(_item(database.claims.get(number).notes, replace, number, "note").id, written)
            done = f"note {replace} changed"
        else:
            database.acts.note(number, written or "")
            done = "note saved"
    click.echo(f"claim {number}: {done}")


@click.command("cite")
@one_id
@click.argument("url", required=False)
@click.option("--quote", metavar="TEXT", help="What the source says, word for word.")
@click.option("--stance", type=click.Choice(STANCES), help="What it says of the claim.  [default: supports]")
@click.option("--date-seen", metavar="DATE", type=Day(), help="When it was seen, as 2026-05-19.")
@click.option("--archive-url", metavar="URL", help="An archived copy of it.")
@replace_option
@remove_option
@database_option
@reviewer_option
def cite_command(
    claim: list[int],
    url: str | None,
    quote: str | None,
    stance: Stance | None,
    date_seen: date | Literal[""] | None,
    archive_url: str | None,
    replace: int | None,
    remove: int | None,
    db: str,
    reviewer: str | None,
) -> None:
    """Cite evidence for or against a claim, change or remove what was cited.

    With --replace, what no argument or option gives stays as it was; an empty --quote, --archive-url or --date-seen
    takes it away.
    """
    number = single(claim)
    _one_way(url, replace, remove, "URL")
    with opened(db, reviewer) as database:
        evidence = database.claims.get(number).evidence
        if remove is not None:
            piece = _item(evidence, remove, number, "evidence")
            database.acts.uncite(piece.id)
            click.echo(f"claim {number}: no longer evidence, {piece.url}")
            return
        day = date_seen or None
        if replace is not None:
            piece = _item(evidence, replace, number, "evidence")
            url, stance = url or piece.url, stance or piece.stance
            database.acts.edit_evidence(
                piece.id,
                url,
                quote=piece.quote if quote is None else quote or None,
                stance=stance,
                date_seen=piece.date_seen if date_seen is None else day,
                archive_url=piece.archive_url if archive_url is None else archive_url or None,
            )
        elif url is not None:
            stance = stance or "supports"
            database.acts.cite(number, url, quote=quote, stance=stance, date_seen=day, archive_url=archive_url)
    click.echo(f"claim {number}: evidence that {_BEARING[stance or 'supports']}, {(url or '').strip()}")
