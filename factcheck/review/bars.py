"""Progress as bars, by kind and by source; the screen and ``factcheck stats`` share them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcheck.review.columns import short_name
from factcheck.review.language import _
from factcheck.review.plain import fit

if TYPE_CHECKING:
    from claims_db.reports import Agreement, Stats
    from factcheck.review.plot import Piece

_COUNTS = 20


def progress_lines(stats: Stats, width: int) -> Iterator[list[Piece]]:
    """Yield a bar for each kind and each of the largest sources, then how far reviewers agree."""
    label = min(max(width - _COUNTS - 20, 12), 34)
    bar = max(width - label - _COUNTS - 2, 8)
    yield [(_("By kind"), "strong")]
    for kind, by_status in stats.by_kind.items():
        total = sum(by_status.values())
        yield _bar(_(kind), total - by_status.get("unreviewed", 0), total, label, bar)
    yield [("", "text")]
    yield [(_("By source"), "strong")]
    for name, total, reviewed in stats.by_source:
        yield _bar(short_name(name), reviewed, total, label, bar)
    if stats.by_reviewer:
        yield [("", "text")]
        yield [(_("By reviewer"), "strong")]
        most = max(stats.by_reviewer.values())
        for name, verdicts in stats.by_reviewer.items():
            filled = round(bar * verdicts / most) if most else 0
            yield [(fit(name, label) + " ", "text"), ("━" * filled, "done"), (f" {verdicts:,}", "quiet")]
    if stats.agreement:
        yield [("", "text")]
        yield [(_("Agreement of reviewers (1 is full, 0 is chance)"), "strong")]
        yield [(fit("", label) + f" {_('claims'):>8}  {_('alpha'):>6}  {_('kappa'):>6}", "quiet")]
        for group, agreement in stats.agreement.items():
            yield _agreement(_(group), agreement, label)


def _bar(name: str, reviewed: int, total: int, label: int, bar: int) -> list[Piece]:
    filled = round(bar * reviewed / total) if total else 0
    share = f"{reviewed:,} / {total:,}"
    return [
        (fit(name, label) + " ", "text"),
        ("━" * filled, "done"),
        ("─" * (bar - filled), "axis"),
        (f" {share}", "quiet"),
    ]


def _agreement(name: str, agreement: Agreement, label: int) -> list[Piece]:
    alpha, kappa = (
        "–" if figure is None else f"{figure:.2f}" for figure in (agreement.krippendorff_alpha, agreement.cohen_kappa)
    )
    return [(fit(name, label), "text"), (f" {agreement.claims:>8,}  {alpha:>6}  {kappa:>6}", "text")]
