"""Sources into the database, with their claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.failures import complain
from factcheck.cli.inputs import Inputs, input_options
from factcheck.cli.options import database_option, lexicon_option, opened, reviewer_option
from factcheck.intake import Refused, Taken

if TYPE_CHECKING:
    from claims_db import Database


@click.command("add")
@input_options
@click.option(
    "--refresh", is_flag=True, help="Extract again what is stored already (alone: everything); decisions stay."
)
@click.option("--no-match", is_flag=True, help="Leave the comparison with stored claims to `factcheck match`.")
@click.option("--quiet", is_flag=True, help="Say only what could not be read, and the totals.")
@lexicon_option
@database_option
@reviewer_option
def add_command(
    sources: tuple[str, ...],
    records: tuple[str, ...],
    jobs: int,
    refresh: bool,
    no_match: bool,
    quiet: bool,
    lexicon: Path | None,
    db: str,
    reviewer: str | None,
) -> None:
    """Read sources, store them and the claims they make.

    SOURCE is a file, a folder, an address, or - for stdin. Its text is stored unchanged. The same bytes are never
    stored twice; a source of a known name with other bytes becomes a new version, the old one keeps its reviews.
    New claims are matched with those stored, and the suggestions kept for review.
    """
    from factcheck.cli.output import progress
    from factcheck.intake import stored_documents, take_in

    if not sources and not records and not refresh:
        raise click.UsageError("nothing to add: give a SOURCE, or --records FILE, or - for stdin")
    everything = not sources and not records
    if lexicon is not None and not no_match:
        # a fault in it is said before anything is stored
        from factcheck.matching.aliases import load_lexicon

        load_lexicon(lexicon)
    inputs = Inputs(sources, records)
    with opened(db, reviewer, create=not everything) as database, progress("adding", inputs.size) as bar:
        documents = stored_documents(database) if everything else inputs.read(bar)
        totals = _report(take_in(database, documents, refresh=refresh, jobs=jobs), quiet)
        if not no_match:
            _say_checked(database, _match(database, totals, lexicon), quiet)
    totals["refused"] += inputs.unread
    _say_totals(totals)
    if totals["refused"]:
        raise click.exceptions.Exit(2)


def _report(taken: Iterable[Taken | Refused], quiet: bool) -> Counter[str]:
    """Say what became of each source; the sums."""
    from factcheck.cli.output import write_line
    from factcheck.review.plain import visible

    totals: Counter[str] = Counter()
    for item in taken:
        if isinstance(item, Refused):
            totals["refused"] += 1
            complain(item.why)
            continue
        totals[item.source.outcome] += 1
        totals["new claims"] += item.stored.added
        if not quiet:
            write_line(f"{visible(item.name)}: {_outcome(item)}")
    return totals


def _match(database: Database, totals: Counter[str], lexicon: Path | None) -> list[int]:
    """Compare what is new with what is stored and count the suggestions; those of the new claims that have some."""
    from factcheck.cli.output import progress
    from factcheck.matching.store import match_new

    fresh = database.blocks.unmatched()
    known, paired = set(fresh), set[int]()
    with progress("matching", lambda: None) as bar:
        for pair in match_new(database, fresh, lexicon):
            totals["suggestions"] += 1
            paired.update(known.intersection((pair.a, pair.b)))
            bar.advance("", pair.relation)
    return sorted(paired)


def _say_checked(database: Database, claim_ids: list[int], quiet: bool) -> None:
    """Say of each new claim what was decided about the like before."""
    if quiet or not claim_ids:
        return
    from factcheck.cli.output import write_line
    from factcheck.cli.portrait import checked_line
    from factcheck.matching.checked import checked_before

    for before in checked_before(database, claim_ids):
        write_line(f"claim {before.claim_id}: {checked_line(before)}")


def _outcome(item: Taken) -> str:
    stored = item.stored
    claims = ", ".join(
        f"{number} {what}"
        for number, what in (
            (stored.added, "claims added"),
            (stored.changed, "read otherwise than before"),
            (stored.kept, "as before"),
            (stored.retired, "no longer found"),
        )
        if number
    )
    match item.source.outcome:
        case "added":
            return f"added as source {item.source.id}, {claims or 'no claims'}"
        case "changed":
            return f"changed: new version, source {item.source.id}, {claims or 'no claims'}"
        case _:
            return f"had it already (source {item.source.id})" + (f", {claims}" if claims else "")


def _say_totals(totals: Counter[str]) -> None:
    parts = [
        f"{totals['added']:,} added",
        f"{totals['changed']:,} changed",
        f"{totals['known']:,} already there",
        f"{totals['refused']:,} refused",
    ]
    found = f", {totals['suggestions']:,} suggestions by matching" if totals["suggestions"] else ""
    click.echo(f"{', '.join(parts)}; {totals['new claims']:,} new claims{found}")
