"""``match`` and ``find`` over a database."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click
import msgspec

from factcheck.cli.options import opened


def match_database(path: str, reviewer: str | None, form: str, lexicon: Path | None, again: bool) -> None:
    """Match what is new in the database, or ``again`` all; write suggestions as ``form`` asks, a summary to stderr."""
    from factcheck.cli.output import progress
    from factcheck.matching.output import write_pairs
    from factcheck.matching.scoring import Pair
    from factcheck.matching.store import match_again, match_new

    counts: Counter[str] = Counter()
    with opened(path, reviewer) as database, progress("matching", lambda: None) as bar:

        def counted(pair: Pair) -> Pair:
            counts[pair.relation] += 1
            bar.advance("", pair.relation)
            return pair

        pairs = match_again(database, lexicon) if again else match_new(database, lexicon=lexicon)
        write_pairs(map(counted, pairs), form)
    click.echo(
        f"{counts['duplicate']:,} duplicates, {counts['contradiction']:,} contradictions, {counts['update']:,} updates "
        "suggested",
        err=True,
    )


def find_in_database(path: str, text: str, top: int, form: str, lexicon: Path | None) -> None:
    """Write the earlier checks of ``text``, best first, with what was decided about them."""
    from factcheck.cli.output import Column, write_table
    from factcheck.matching.store import find

    with opened(path, readonly=True) as database:
        found = find(database, text, top, lexicon)
        rows = {row.id: row for row in database.claims.rows([earlier.claim_id for earlier in found])}
        shown = [(earlier, rows[earlier.claim_id]) for earlier in found if earlier.claim_id in rows]
    if form == "jsonl":
        matches = [
            {"id": e.claim_id, "score": e.score, "status": row.status, "figure": row.figure, "why": e.why}
            for e, row in shown
        ]
        sys.stdout.buffer.write(msgspec.json.encode({"query": text, "matches": matches}) + b"\n")
        return
    columns = (
        Column("id", 7, right=True),
        Column("score", 5),
        Column("status", 14),
        Column("figure", 16),
        Column("subject", 16, 1),
        Column("source", 16, 1),
        Column("why", 30, 3),
    )
    write_table(
        columns,
        (
            (
                str(e.claim_id),
                f"{e.score:.2f}",
                row.status,
                row.figure,
                row.subject or "",
                row.source_name,
                "; ".join(e.why),
            )
            for e, row in shown
        ),
    )
