"""Everything known about one claim, as lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcheck.matching.checked import Checked, checked_before
from factcheck.normal_form import normal_form
from factcheck.review.history_text import event_head, event_sentences
from factcheck.review.plain import visible

if TYPE_CHECKING:
    from claims_db import Database
    from claims_db.records import ClaimRecord

_AROUND = 60
"""Characters told of a decided claim's sentence."""
_FACTS = ("kind", "subject", "metric", "relative_to", "as_of", "period", "modality", "attributed_to", "precision")


def portrait(database: Database, number: int) -> Iterator[str]:
    """The lines that describe claim ``number``; raises ``UnknownClaim``."""
    record = database.claims.get(number)
    claim = record.claim
    yield f"claim {record.id}  {record.status}  {visible(normal_form(claim, claim.per))}"
    yield f"  figure         {visible(claim.figure)}  ({claim.start}-{claim.end}, {claim.region})"
    yield f"  statement      {visible(claim.statement.text)}"
    for name in _FACTS:
        value = getattr(claim, name)
        if value:
            yield f"  {name.replace('_', ' '):<15}{visible(str(value))}"
    if record.corrected:
        before = visible(normal_form(record.extracted))
        yield f"  corrected      {', '.join(sorted(record.corrected))}; extracted as {before}"
    source = database.sources.get(record.source_id)
    if source.superseded:
        yield "  version        an earlier one of its article"
    yield f"  source         {visible(source.name)} (source {source.id}, sha256 {source.sha256})"
    if source.title:
        yield f"  headline       {visible(source.title)}"
    yield f"  found by       {visible(claim.extractor)}, checkworthiness {claim.checkworthiness:.2f}, uid {record.uid}"
    yield from _place(database, number)
    yield from _group(record)
    yield from _review(record)
    for decided in checked_before(database, [number]):
        yield f"  {checked_line(decided)}"
    for suggestion in database.suggestions.of(number):
        other = suggestion.b if suggestion.a == number else suggestion.a
        why = visible("; ".join(suggestion.why))
        yield f"  suggested      {suggestion.relation} {other} ({suggestion.score:.2f}): {why}"


def _place(database: Database, number: int) -> Iterator[str]:
    """The claims in whose place this one stands, and those that stand in its place."""
    made, into = database.claims.replaced(number)
    done = {"merge": "joined", "split": "split"}
    if made:
        yield f"  {done[made.act] + ' from':<15}{', '.join(map(str, made.old))}"
    if into:
        yield f"  {done[into.act] + ' into':<15}{', '.join(map(str, into.new))}; not listed any more"


def checked_line(before: Checked) -> str:
    """What was decided about what a claim says (or contradicts), on one line."""
    what = "checked before" if before.relation == "duplicate" else "contradicts what was checked"
    said = visible(" ".join(before.text.split()))
    if len(said) > _AROUND:
        said = f"{said[: _AROUND - 1]}…"
    return f"{what}: {before.status}, claim {before.other_id} “{said}” ({visible(before.source)}, {before.score:.2f})"


def _group(record: ClaimRecord) -> Iterator[str]:
    """The claims that say the same, the one that leads first."""
    if record.group:
        others = [f"{member.id} {member.status}" for member in record.group.members if member.id != record.id]
        yield f"  same as        {', '.join(others)}; {record.group.lead.id} leads"


def _review(record: ClaimRecord) -> Iterator[str]:
    finding = record.finding
    if finding:
        for label, text in (
            ("rationale", finding.rationale),
            ("right figure", finding.correct_value),
            ("published", finding.review_url),
        ):
            if text:
                yield f"  {label:<15}{visible(text)}"
    if record.tags:
        yield f"  tags           {visible(', '.join(record.tags))}"
    for evidence in record.evidence:
        quote = f" “{visible(evidence.quote)}”" if evidence.quote else ""
        seen = f" (seen {evidence.date_seen})" if evidence.date_seen else ""
        yield f"  {f'evidence {evidence.id}':<15}{evidence.stance}: {visible(evidence.url)}{quote}{seen}"
    for link in record.links:
        # a link reads "a type b"; from the other end it is the same link, read backwards
        way = link.type if link.a == record.id else f"({link.type}) of"
        why = f": {visible(link.why)}" if link.why else ""
        yield f"  link           {way} {link.other(record.id)}{why}"
    for note in record.notes:
        yield f"  {f'note {note.id}':<15}{visible(note.text)} ({visible(note.by)}, {note.at})"
    if record.finding_missing_evidence:
        yield "  decided without evidence: export leaves it out"


def history_lines(database: Database, number: int) -> Iterator[str]:
    """Who did what to claim ``number``, oldest first: the event's number, when, who, the act, what changed by it."""
    for event in database.history(number):
        when, who, act = event_head(event, number)
        yield f"  {event.id:>6}  {when}  {who}  {act}  {'; '.join(event_sentences(event))}".rstrip()
