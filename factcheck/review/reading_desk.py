"""Showing one claim: its source text, scrolled to it, and everything known about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.content import Content

from factcheck.review.blind import own_rows, own_view
from factcheck.review.columns import short_name
from factcheck.review.detail_text import detail_fields
from factcheck.review.language import _
from factcheck.review.pairing import to_judge
from factcheck.review.plain import visible
from factcheck.review.widgets.detail_pane import DetailPane
from factcheck.review.widgets.source_pane import Mark, Passage, SourcePane

if TYPE_CHECKING:
    from claims_db import Database

_SUGGESTIONS = 20
"""Suggestions shown beside a claim; the matching screen has them all."""


class ReadingDesk:
    """Keeps source pane and detail pane on the claim at hand; a text is read from the database once."""

    def __init__(self, db: Database, source: SourcePane, detail: DetailPane) -> None:
        self._db = db
        self._source = source
        self._detail = detail
        self._open_source: int | None = None
        self._open_claim: int | None = None
        self._statuses: dict[int, str] = {}
        """What has become of claims of the open source since its marks were drawn."""
        self._blind = False

    def be_blind(self, blind: bool) -> None:
        """Hide what other reviewers decided and wrote, or show it again."""
        if blind != self._blind:
            self._blind = blind
            self.forget()

    def open(self, claim_id: int) -> None:
        """Show a claim, the details from the top unless they show it already. Raises ``ClaimsDbError``."""
        record = self._db.claims.get(claim_id)
        if self._blind:
            record = own_view(record, self._db)
        source = self._db.sources.get(record.source_id)
        if self._open_source != record.source_id:
            spans = self._db.claims.spans(record.source_id)
            marks = [
                Mark(start, end, found, "unreviewed" if self._blind else status) for start, end, found, status in spans
            ]
            self._source.show(Passage(self._db.sources.text(record.source_id), marks))
            self._source.border_title = Content(visible(source.title or short_name(source.name)))
            self._open_source = record.source_id
            self._statuses.clear()
        self._recolour()
        claim = record.claim
        self._source.point_at((claim.start, claim.end), (claim.statement.start, claim.statement.end))
        suggestions = to_judge(self._db, claim_id, blind=self._blind)[:_SUGGESTIONS]
        ends = [link.other(claim_id) for link in record.links]
        ends += [member.id for member in record.group.members[:20]] if record.group else []
        ends += [suggestion.b if suggestion.a == claim_id else suggestion.a for suggestion in suggestions]
        rows = self._db.claims.rows(ends)
        others = {row.id: row for row in (own_rows(self._db, rows) if self._blind else rows)}
        replaced = self._db.claims.replaced(claim_id) if record.version else (None, None)
        self._detail.show(
            detail_fields(record, source, others, suggestions, replaced), top=claim_id != self._open_claim
        )
        self._open_claim = claim_id

    def clear(self) -> None:
        """Show nothing."""
        self._source.show(Passage(""))
        self._source.border_title = _("Source")
        self._detail.show(())
        self._open_source = self._open_claim = None

    def forget(self) -> None:
        """Read the marks of the source anew when a claim is next opened."""
        self._open_source = None

    def note_statuses(self, statuses: Mapping[int, str]) -> bool:
        """Note the new statuses of claims; whether a figure of the open source changes its colour when next opened."""
        known = {mark.claim_id for mark in self._source.passage.marks}
        changed = {claim_id: status for claim_id, status in statuses.items() if claim_id in known}
        self._statuses |= changed
        return bool(changed)

    def _recolour(self) -> None:
        if self._statuses:
            passage = self._source.passage
            marks = [
                replace(mark, status=self._statuses[mark.claim_id]) if mark.claim_id in self._statuses else mark
                for mark in passage.marks
            ]
            self._source.show(Passage(passage.text, marks))
            self._statuses.clear()
