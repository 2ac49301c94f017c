"""What matching suggests, listed and judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factcheck.cli.options import database_option, opened, reviewer_option

if TYPE_CHECKING:
    from claims_db import Database
    from factcheck.review.pairing import Judgement

_JUDGEMENTS = ("duplicate", "contradicts", "updates", "related", "unrelated")


@click.command("suggestions")
@click.argument("numbers", metavar="[NUMBER...]", nargs=-1, type=click.IntRange(min=1))
@click.option("--judge", "judgement", type=click.Choice(_JUDGEMENTS), help="What the two claims are to each other.")
@click.option("--reopen", is_flag=True, help="Make suggestions judged `unrelated` undecided again.")
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True, help="List at most so many.")
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@database_option
@reviewer_option
def suggestions_command(
    numbers: tuple[int, ...],
    judgement: Judgement | None,
    reopen: bool,
    limit: int,
    form: str,
    db: str,
    reviewer: str | None,
) -> None:
    """List what matching suggests, the surest first, or judge suggestions.

    NUMBER is the first column of the list. Judging links the two claims so; `unrelated` links nothing and keeps the
    pair from being suggested again, unless the text or figure of one of them changes. `undo` takes a judgement back.
    """
    if bool(numbers) != bool(judgement or reopen) or (judgement and reopen):
        raise click.UsageError("give numbers together with --judge or with --reopen, or neither to list")
    with opened(db, reviewer, readonly=not numbers) as database:
        if not numbers:
            _list(database, limit, form)
            return
        from factcheck.review.pairing import judge

        for suggestion in [database.suggestions.get(number) for number in numbers]:
            if judgement:
                judge(database, suggestion, judgement)
            else:
                database.suggestions.reopen(suggestion.id)


def _list(database: Database, limit: int, form: str) -> None:
    found = database.suggestions.open(limit)
    if form == "jsonl":
        import msgspec

        from factcheck.cli.output import write_bytes

        for s in found:
            line = {"id": s.id, "a": s.a, "b": s.b, "relation": s.relation, "score": s.score, "why": s.why}
            write_bytes(msgspec.json.encode(line) + b"\n")
        return
    from factcheck.cli.output import Column, write_table
    from factcheck.normal_form import normal_form

    rows = {row.id: row for row in database.claims.rows([end for s in found for end in (s.a, s.b)])}
    columns = (
        Column("number", 6, right=True),
        Column("relation", 13),
        Column("score", 5),
        Column("claim", 7, right=True),
        Column("figure", 18),
        Column("claim", 7, right=True),
        Column("figure", 18),
        Column("why", 20, 1),
    )
    write_table(
        columns,
        (
            (
                str(s.id),
                s.relation,
                f"{s.score:.2f}",
                str(s.a),
                normal_form(rows[s.a], rows[s.a].per),
                str(s.b),
                normal_form(rows[s.b], rows[s.b].per),
                "; ".join(s.why),
            )
            for s in found
        ),
    )
