"""The statuses of a claim as the screen shows them: a glyph each, so that colour is never the only sign."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatusLook:
    """How one status is shown."""

    glyph: str
    label: str
    decided: bool
    """Whether it carries a finding."""


STATUSES = {
    "unreviewed": StatusLook("·", "unreviewed", False),
    "needs-evidence": StatusLook("?", "needs evidence", False),
    "verified": StatusLook("✓", "verified", True),
    "refuted": StatusLook("✗", "refuted", True),
    "misleading": StatusLook("◐", "misleading", True),
    "unverifiable": StatusLook("∅", "unverifiable", True),
    "not-a-claim": StatusLook("–", "not a claim", False),
}
"""In the order in which the screen lists them."""
