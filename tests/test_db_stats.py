"""Counts, and agreement figures against published examples."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from db_case import fill

from claims_db import Database
from claims_db.agreement import agreement


def test_counts(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db") as db:
        db.acts.mark([1, 2], "verified")
        db.acts.cite(1, "https://example.org")
        db.acts.mark([6], "needs-evidence")
        stats = db.stats()
        assert (stats.sources, stats.claims, stats.hidden, stats.events) == (2, 6, 1, 4)
        assert stats.by_status["verified"] == 2
        assert stats.by_status["unreviewed"] == 3
        assert stats.by_kind["percentage"]["needs-evidence"] == 1
        assert stats.by_source == (("harbour.txt", 4, 2), ("water.txt", 2, 1))
        assert stats.by_reviewer == {"ana": 3}
        assert stats.unsourced == 1
        assert stats.agreement == {}


def test_agreement_by_kind(tmp_path: Path) -> None:
    with fill(tmp_path / "a.db", "ana") as ana, Database.open(tmp_path / "a.db", "bob") as bob:
        ana.acts.mark([1, 2, 3, 6], "verified")
        bob.acts.mark([1, 2, 6], "verified")
        bob.acts.mark([3], "refuted")
        found = ana.stats().agreement
        assert set(found) == {"all", "measure", "percentage", "money"}
        assert found["all"].claims == 4
        assert found["all"].reviewers == ("ana", "bob")
        # observed 3/4, expected 3/4 by the margins
        assert found["all"].cohen_kappa == pytest.approx(0)
        assert found["measure"].krippendorff_alpha is None


def rows(*by_reviewer: Sequence[int | None]) -> list[tuple[int, str, int]]:
    return [
        (claim, f"r{number}", status)
        for number, given in enumerate(by_reviewer)
        for claim, status in enumerate(given)
        if status is not None
    ]


def test_krippendorffs_own_example() -> None:
    # Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: nominal data, missing values
    none = None
    found = agreement(
        rows(
            [1, 2, 3, 3, 2, 1, 4, 1, 2, none, none, none],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, none, 3],
            [none, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, none],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, none],
        )
    )
    assert found.krippendorff_alpha == pytest.approx(0.743, abs=0.0005)


def test_cohens_kappa_of_a_two_by_two_table() -> None:
    # 20 both yes, 15 both no, 5 and 10 apart: observed 0.7, expected 0.5
    pairs = [(1, 1)] * 20 + [(1, 2)] * 5 + [(2, 1)] * 10 + [(2, 2)] * 15
    found = agreement(rows([one for one, _ in pairs], [two for _, two in pairs]))
    assert found.cohen_kappa == pytest.approx(0.4)
    # a third reviewer with fewer claims changes nothing of it
    third = rows([one for one, _ in pairs], [two for _, two in pairs], [2] * 10)
    assert agreement(third).cohen_kappa == pytest.approx(0.4)


def test_no_figure_where_there_is_nothing_to_agree_on() -> None:
    assert agreement(rows([1, 1], [1, 1])).krippendorff_alpha is None
    assert agreement(rows([1, 2], [None, None])).claims == 0
