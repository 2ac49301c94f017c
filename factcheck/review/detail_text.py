"""Everything known about a claim, as labelled lines of the detail pane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from factcheck.normal_form import decimal_text, normal_form, unit_name
from factcheck.review.field_words import COMPARATORS, shown_field
from factcheck.review.language import _
from factcheck.review.reason_words import told_reason
from factcheck.review.status import STATUSES

if TYPE_CHECKING:
    from claims_db.claim import Claim
    from claims_db.records import ClaimRecord, ClaimRow, Replacement, Source, Suggestion, Verdict

SIGNS = {name: meaning for name, (_sign, meaning) in COMPARATORS.items() if name not in ("eq", "range")}
"""What is told of a figure's comparator; nothing where it is exact, or a range that shows itself."""


DETAIL_LABELS = (
    *("why", "corrected", "review", "verdict", "assigned to", "same as", "figure", "reads as", "extracted", "found by"),
    *("subject", "metric", "against", "period", "said by", "kind", "comparator", "direction", "modality", "base unit"),
    *("region", "duplicate?", "contradicts?", "update?", "tags", "supports", "refutes", "context", "duplicate"),
    *("contradicts", "updates", "is updated by", "derived-from", "related", "note", "title", "source", "published"),
    *("characters", "joined from", "split from", "joined into", "split into"),
)
"""Every label of the detail pane, which translates them as it draws."""
_RELATIONS = {"duplicate": "duplicate?", "contradiction": "contradicts?", "update": "update?"}
_GROUP = 12
"""Claims of a group that are listed."""


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled value; ``role`` names its style. An empty label continues the field above."""

    label: str
    text: str
    role: str = "text"


def detail_fields(
    record: ClaimRecord,
    source: Source,
    others: dict[int, ClaimRow],
    suggestions: Sequence[Suggestion] = (),
    replaced: tuple[Replacement | None, Replacement | None] = (None, None),
) -> list[Field]:
    """Return what the detail pane shows of ``record``; ``others`` holds the rows of the claims it has to do with.

    ``replaced`` is what ``Claims.replaced`` says of it.
    """
    return [
        *_judgement(record, source),
        *_place(*replaced),
        *_group(record, others),
        Field("", ""),
        *_figure(record),
        Field("", ""),
        *_suggested(record.id, suggestions, others),
        *_annotations(record, others),
        *_source(record, source),
    ]


def _judgement(record: ClaimRecord, source: Source) -> Iterator[Field]:
    look = STATUSES[record.status]
    yield Field(f"{_('claim')} {record.id}", f"{look.glyph} {_(look.label)}", f"status-{record.status}")
    if record.finding_missing_evidence:
        yield Field("", _("! decided without evidence: not exported until it is cited"), "warning")
    if source.superseded:
        yield Field("", _("of an earlier version of its article"), "warning")
    elif record.retired:
        yield Field("", _("no longer found in its source as extracted today"), "warning")
    finding = record.finding
    if finding is not None:
        if finding.rationale:
            yield Field("why", finding.rationale)
        if finding.correct_value:
            yield Field("corrected", finding.correct_value, "strong")
        if finding.review_url:
            yield Field("review", finding.review_url, "link")
    for verdict in record.verdicts:
        if len(record.verdicts) > 1:
            yield Field("verdict", _verdict(verdict), "quiet")
    if record.assignee:
        yield Field("assigned to", record.assignee)


def _place(made: Replacement | None, into: Replacement | None) -> Iterator[Field]:
    """The claims in whose place this one stands, and those that stand in its place."""
    if made:
        yield Field("joined from" if made.act == "merge" else "split from", ", ".join(map(str, made.old)), "quiet")
    if into:
        yield Field("joined into" if into.act == "merge" else "split into", ", ".join(map(str, into.new)), "warning")


def _verdict(verdict: Verdict) -> str:
    look = STATUSES[verdict.status]
    said = _("{status} by {name}").format(status=_(look.label), name=verdict.reviewer)
    return f"{look.glyph} {said}"


def _group(record: ClaimRecord, others: dict[int, ClaimRow]) -> Iterator[Field]:
    """The claims that say the same, the one that leads first."""
    if record.group is None:
        return
    label = _("same as")
    for member in record.group.members[:_GROUP]:
        if member.id == record.id:
            continue
        look, row = STATUSES[member.status], others.get(member.id)
        about = f" {normal_form(row, row.per)} {_about(row)}".rstrip() if row else ""
        yield Field(label, f"{member.id}:{about} · {look.glyph} {_(look.label)}", f"status-{member.status}")
        label = ""
    more = len(record.group.members) - _GROUP
    if more > 0:
        yield Field("", _("and {count} more").format(count=f"{more:,}"), "quiet")


def _figure(record: ClaimRecord) -> Iterator[Field]:
    claim = record.claim
    yield Field("figure", claim.figure, "strong")
    yield Field("reads as", normal_form(claim, claim.per), "strong")
    for label, value in _claim_fields(claim):
        if value:
            yield Field(label, value)
    for name in sorted(record.corrected):
        before = getattr(record.extracted, name, None)
        said = decimal_text(before) if isinstance(before, Decimal) else shown_field(name, before)
        yield Field("extracted", f"{_(name.replace('_', ' '))}: {said or _('not stated')}", "quiet")
    worth = _("worth checking {worth}").format(worth=f"{claim.checkworthiness:.2f}")
    yield Field("found by", f"{claim.extractor or record.origin}; {worth}", "quiet")


def _claim_fields(claim: Claim) -> Iterator[tuple[str, str | None]]:
    yield "subject", claim.subject
    yield "metric", claim.metric
    yield "against", claim.relative_to
    yield "period", _joined(claim.as_of, claim.period)
    yield "said by", claim.attributed_to
    yield "kind", _(claim.kind) + (f", {_(claim.precision)}" if claim.precision else "")
    if claim.comparator in SIGNS:
        yield "comparator", _(SIGNS[claim.comparator])
    if claim.direction:
        yield "direction", _(claim.direction)
    if claim.modality != "actual":
        yield "modality", _(claim.modality)
    if claim.base_unit and claim.base_unit != claim.unit:
        yield "base unit", _base(claim)
    if claim.region != "body":
        yield "region", _(claim.region)
    if not claim.states_claim:
        yield "", _("states no claim")


def _base(claim: Claim) -> str:
    numbers = [claim.base_value] if claim.base_value is not None else [claim.base_low, claim.base_high]
    return f"{'–'.join(decimal_text(n) for n in numbers if n is not None)} {unit_name(claim.base_unit)}"


def _suggested(here: int, suggestions: Sequence[Suggestion], others: dict[int, ClaimRow]) -> Iterator[Field]:
    for suggestion in suggestions:
        other = others.get(suggestion.b if suggestion.a == here else suggestion.a)
        if other is None:
            continue
        checked = f" · {STATUSES[other.status].glyph} {_(STATUSES[other.status].label)}"
        known = checked if other.status != "unreviewed" else ""
        text = f"{other.id}: {normal_form(other, other.per)} {_about(other)}".rstrip()
        yield Field(_RELATIONS[suggestion.relation], f"{text} ({suggestion.score:.0%}){known}", "suggested")
        yield Field("", "; ".join(map(told_reason, suggestion.why)), "quiet")
    if suggestions:
        yield Field("", _("= judges them"), "quiet")
        yield Field("", "")


def _about(row: ClaimRow) -> str:
    return " ".join(dict.fromkeys(part for part in (row.subject, row.metric) if part))


def _annotations(record: ClaimRecord, linked: dict[int, ClaimRow]) -> Iterator[Field]:
    found = False
    if record.tags:
        yield Field("tags", " ".join(f"#{tag}" for tag in record.tags), "tag")
        found = True
    for evidence in record.evidence:
        seen = _(", seen {day}").format(day=evidence.date_seen) if evidence.date_seen else ""
        yield Field(evidence.stance, evidence.url, "link")
        if evidence.quote:
            yield Field("", f"“{evidence.quote}”")
        if evidence.archive_url:
            yield Field("", _("archived {url}").format(url=evidence.archive_url), "quiet")
        yield Field("", f"{evidence.by}, {evidence.at[:10]}{seen}", "quiet")
        found = True
    for link in record.links:
        yield _link(record.id, link.a, link.type, linked.get(link.other(record.id)), link.other(record.id))
        if link.why:
            yield Field("", "; ".join(map(told_reason, link.why.split("; "))))
        found = True
    for note in record.notes:
        yield Field("note", note.text)
        yield Field("", _("{name}, {time}, private").format(name=note.by, time=note.at[:16].replace("T", " ")), "quiet")
        found = True
    if found:
        yield Field("", "")


def _link(here: int, a: int, kind: str, other: ClaimRow | None, other_id: int) -> Field:
    label = "is updated by" if kind == "updates" and a != here else kind
    if other is None:
        return Field(label, f"{_('claim')} {other_id}")
    look = STATUSES[other.status]
    known = f" · {look.glyph} {_(look.label)}" if other.status != "unreviewed" else ""
    return Field(label, f"{other_id}: {normal_form(other, other.per)} {_about(other)}".rstrip() + known, "linked")


def _source(record: ClaimRecord, source: Source) -> Iterator[Field]:
    if source.title:
        yield Field("title", source.title)
    yield Field("source", source.name, "quiet")
    if source.published:
        yield Field("published", source.published.isoformat(), "quiet")
    claim, place = record.claim, _("{start}–{end} of {length}")
    characters = place.format(start=f"{claim.start:,}", end=f"{claim.end:,}", length=f"{source.length:,}")
    yield Field("characters", characters, "quiet")


def _joined(written: str | None, resolved: str | None) -> str | None:
    if written and resolved and written != resolved:
        return f"{written} ({resolved})"
    return written or resolved
