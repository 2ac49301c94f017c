"""What the store tells of itself: counts, agreement of reviewers, and what a check found wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from claims_db.claim import Kind
from claims_db.records import Status


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of reviewers on claims that at least two have decided."""

    claims: int
    reviewers: tuple[str, ...]
    krippendorff_alpha: float | None
    cohen_kappa: float | None
    """Of the two reviewers with the most claims in common; None where it is undefined."""


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts of the claims a reviewer is shown by default."""

    sources: int
    claims: int
    hidden: int
    """Figures kept but not shown: boilerplate, figures that state nothing, retired ones."""
    by_status: Mapping[Status, int]
    by_kind: Mapping[Kind, Mapping[Status, int]]
    by_source: tuple[tuple[str, int, int], ...]
    """(name, claims, of which reviewed), the largest first."""
    by_reviewer: Mapping[str, int]
    """Standing verdicts."""
    unsourced: int
    """Decided without evidence."""
    events: int
    agreement: Mapping[str, Agreement] = field(default_factory=dict)
    """By kind, and for all kinds under ``all``; empty with fewer than two reviewers."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something ``check`` found wrong."""

    what: Literal["span", "hash", "uid", "link", "log", "search", "sqlite"]
    where: str
    """``claim 12``, ``source 3``, …"""
    message: str
    """One line."""
