"""JSON lines: one claim a line with everything that was decided about it; the format that ``import`` reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

import msgspec

from claims_db.claim_json import encode
from claims_db.records import ClaimRecord
from factcheck.export.selection import Exported


def write_jsonl(
    claims: Iterable[Exported], stream: BinaryIO, more: Callable[[int], dict[str, Any]] | None = None
) -> None:
    """Write each of ``claims`` as one JSON object on a line of ``stream``, in UTF-8.

    ``more`` gives further members for the claim of an id.
    """
    for claim in claims:
        further = more(claim.record.id) if more else {}
        stream.write(encode(claim.record.claim, **beside(claim), **further) + b"\n")


def beside(exported: Exported) -> dict[str, Any]:
    """What a line of the export says beside the claim itself; ``docs/exports.md`` lists it."""
    record, source = exported.record, exported.source
    return {
        "id": record.id,
        "uid": record.uid,
        "status": record.status,
        **_without_none(
            corrected=sorted(record.corrected) or None,
            extracted=msgspec.Raw(encode(record.extracted)) if record.corrected else None,
            source_sha256=source.sha256,
            source_text_sha256=source.text_sha256,
            source_title=source.title,
            source_published=source.published,
            source_media_type=source.media_type,
            source_encoding=source.encoding,
            source_reader=source.reader,
            source_text=exported.text,
            decided_at=exported.decided_at,
        ),
        **_review(exported),
    }


def _review(exported: Exported) -> dict[str, Any]:
    record = exported.record
    parts: dict[str, Any] = {}
    if record.finding:
        parts["finding"] = _without_none(
            rationale=record.finding.rationale,
            correct_value=record.finding.correct_value,
            review_url=record.finding.review_url,
        )
    if record.evidence:
        parts["evidence"] = [
            _without_none(
                url=item.url,
                quote=item.quote,
                stance=item.stance,
                date_seen=item.date_seen,
                archive_url=item.archive_url,
                **(_who(item.by, item.at) if exported.reviewers else {}),
            )
            for item in record.evidence
        ]
    if record.tags:
        parts["tags"] = list(record.tags)
    if record.links:
        parts["links"] = _links(exported)
    if record.group:
        parts["group"] = _without_none(
            lead=record.group.lead.id,
            claims=[member.id for member in record.group.members],
            verdict=record.group.verdict,
        )
    if exported.notes and record.notes:
        parts["notes"] = [
            {"text": note.text, **(_who(note.by, note.at) if exported.reviewers else {})} for note in record.notes
        ]
    if exported.reviewers and record.verdicts:
        parts["verdicts"] = _verdicts(record)
    return parts


def _links(exported: Exported) -> list[dict[str, Any]]:
    """A link reads "``from`` is/does ``type`` of ``to``"; both ends are uids."""
    uids = {**exported.uids, exported.record.id: exported.record.uid}
    return [
        _without_none(type=link.type, **{"from": uids.get(link.a), "to": uids.get(link.b)}, why=link.why)
        for link in exported.record.links
    ]


def _verdicts(record: ClaimRecord) -> list[dict[str, Any]]:
    return [{"status": verdict.status, **_who(verdict.reviewer, verdict.at)} for verdict in record.verdicts]


def _who(by: str, at: str) -> dict[str, str]:
    return {"by": by, "at": at}


def _without_none(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
