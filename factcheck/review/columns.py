"""The columns of the claim list: how wide each is on a screen of a given width, and what stands in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.normal_form import normal_form
from factcheck.review.language import _
from factcheck.review.plain import fit
from factcheck.review.status import STATUSES

if TYPE_CHECKING:
    from claims_db.records import ClaimRow

FLAG_LEGEND = (
    ("✎", "has notes"),
    ("§", "has evidence"),
    ("↔", "has links"),
    ("#", "has tags"),
    ("=", "has suggested matches"),
    ("!", "decided without evidence"),
    ("≠", "reviewers disagree"),
    ("→", "target, forecast or hypothetical"),
    ("▫", "outside the article, or states no claim"),
)
"""The glyph of each flag, in the order of their fixed places, and what it means."""
EDGE_LEGEND = (("●", "selected"), ("›", "found by the search in the list"))
"""What may stand at the left edge of a row, and what it means."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in cells; a column of width 0 is left out."""

    ident: int
    label: int
    figure: int
    subject: int
    metric: int
    source: int
    flags: int

    def titles(self) -> tuple[tuple[int, str], ...]:
        """Width and title of each column shown, after the two cells of cursor and status glyph."""
        every = (
            (self.label, "status"),
            (self.ident, "id"),
            (self.figure, "figure"),
            (self.subject, "subject"),
            (self.metric, "metric"),
            (self.source, "source"),
            (self.flags, "flags"),
        )
        return tuple(column for column in every if column[0])


@lru_cache(maxsize=64)
def columns_for(width: int, ident_digits: int) -> Columns:
    """Share ``width`` cells out; ids of ``ident_digits`` digits are shown where there is room for them."""
    flags = len(FLAG_LEGEND)
    label = 15 if width >= 110 else 0
    ident = ident_digits + 1 if width >= 64 else 0
    gaps = 3 + (label > 0) + (ident > 0) + 4
    room = max(width - gaps - flags - label - ident, 16)
    figure = min(max(room * 28 // 100, 14), 24)
    rest = max(room - figure, 3)
    source = rest * 26 // 100 if width >= 60 else 0
    metric = rest * 38 // 100
    return Columns(ident, label, figure, rest - metric - source, metric, source, flags)


def row_cells(row: ClaimRow, columns: Columns) -> list[tuple[str, str]]:
    """Return the cells of one row as (text of exactly the column's width, role that names its style)."""
    status, elsewhere = STATUSES[row.status], row.verdict_elsewhere
    found: list[tuple[str, str]] = [(status.glyph, f"status-{row.status}")]
    # the verdict on the same claim elsewhere stands beside the own status: "·✗"
    found.append((STATUSES[elsewhere].glyph if elsewhere else " ", f"status-{elsewhere or row.status}"))
    if columns.label:
        label = _(status.label)
        if elsewhere and row.group:
            label = f"= {row.group.lead.id} {_(STATUSES[elsewhere].label)}"
        found.append((fit(label, columns.label) + " ", f"status-{elsewhere or row.status}"))
    if columns.ident:
        found.append((f"{row.id:>{columns.ident}} ", "quiet"))
    found.append((fit(normal_form(row, row.per), columns.figure) + " ", "figure"))
    found.append((fit(row.subject or "·", columns.subject) + " ", "text"))
    found.append((fit(row.metric or "·", columns.metric) + " ", "text"))
    if columns.source:
        name = short_name(row.source_name)
        name = _("earlier {name}").format(name=name) if row.superseded else name
        found.append((fit(name, columns.source) + " ", "quiet"))
    found.append((flags_of(row), "flags"))
    return found


def flags_of(row: ClaimRow) -> str:
    """Return the row's flags, each in its fixed place."""
    held = (
        row.note_count,
        row.evidence_count,
        row.link_count,
        row.tags,
        row.suggestion_count,
        row.finding_missing_evidence,
        row.disputed,
        row.modality != "actual",
        row.region != "body" or not row.states_claim,
    )
    return "".join(glyph if on else " " for (glyph, _), on in zip(FLAG_LEGEND, held, strict=True))


def distinct_names(names: Collection[str]) -> dict[str, str]:
    """For each of ``names`` its last part, with as many parts before it as tell it from the others."""
    parts = {name: name.rstrip("/").split("/") for name in names}
    taken = dict.fromkeys(parts, 1)
    while True:
        short = {name: "/".join(parts[name][-count:]) or name for name, count in taken.items()}
        alike = Counter(short.values())
        longer = [name for name, text in short.items() if alike[text] > 1 and taken[name] < len(parts[name])]
        if not longer:
            return short
        for name in longer:
            taken[name] += 1


def short_name(name: str) -> str:
    """Return the last part of a path or URL, which tells sources apart in a narrow column."""
    return name.rstrip("/").rsplit("/", 1)[-1] or name
