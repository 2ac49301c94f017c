"""A small real database for the tests of the review screen: three articles, nine claims, two languages."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from claims_db import Database
from claims_db.claim import Claim, Kind, Statement
from claims_db.records import NewSource

CHIPS = (
    "美国批准芯片恢复对华出口\n\n"
    "英伟达此前积压45亿美元库存，损失超100亿美元收入。其性能仅为旗舰的15%-30%，略高于对手约12%。\n\n"
    "实测算力达320 TFLOPS，而对手仅148 TFLOPS。股价一度下跌6%。\n"
)
FILING = "Nvidia files its report\n\nNvidia wrote off $4.5 billion of inventory in the quarter.\n"
TARGET = "Plan for 2027\n\nThe plan raises the domestic share to 40% by 2027.\n"


def found(text: str, figure: str, kind: Kind, worth: float, **fields: Any) -> Claim:
    """The claim of ``figure`` in ``text``, stated by the sentence around it."""
    start = text.index(figure)
    left = max(text.rfind(mark, 0, start) for mark in "。，\n") + 1
    right = min(place for mark in "。，\n" if (place := text.find(mark, start)) >= 0)
    fields |= {name: Decimal(str(fields[name])) for name in ("value", "low", "high") if name in fields}
    return Claim(
        source="article",
        start=start,
        end=start + len(figure),
        figure=figure,
        statement=Statement(left, right, text[left:right]),
        kind=kind,
        extractor="rules 1.0",
        checkworthiness=worth,
        **fields,
    )


def articles() -> list[tuple[NewSource, list[Claim]]]:
    """The sources and their claims."""
    chips = [
        found(CHIPS, "45亿美元", "money", 0.9, value=4500000000, unit="USD", subject="英伟达", metric="库存"),
        found(CHIPS, "100亿美元", "money", 0.8, value=10000000000, unit="USD", comparator="gt", subject="英伟达"),
        found(CHIPS, "15%-30%", "percentage", 0.7, low=15, high=30, unit="%", comparator="range", metric="性能"),
        found(CHIPS, "12%", "percentage", 0.65, value=12, unit="%", comparator="approx", metric="性能"),
        found(CHIPS, "320 TFLOPS", "performance", 0.6, value=320, unit="TFLOPS", metric="算力"),
        found(CHIPS, "148 TFLOPS", "performance", 0.55, value=148, unit="TFLOPS", metric="算力"),
        found(CHIPS, "6%", "percentage", 0.5, value=6, unit="%", direction="down", metric="股价"),
    ]
    filing = [found(FILING, "$4.5 billion", "money", 0.4, value=4500000000, unit="USD", subject="Nvidia")]
    target = [found(TARGET, "40%", "percentage", 0.3, value=40, unit="%", modality="target", metric="share")]
    return [
        (source("chips.txt", CHIPS, "芯片恢复对华出口"), chips),
        (source("filing.txt", FILING, "Nvidia files its report"), filing),
        (source("target.txt", TARGET, None), target),
    ]


def source(name: str, text: str, title: str | None) -> NewSource:
    """A source of plain text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return NewSource(name=name, text=text, sha256=digest, encoding="utf-8", title=title, published=date(2025, 7, 19))


def fill(path: Path, reviewer: str = "ana") -> Database:
    """Make the database at ``path`` and open it as ``reviewer``."""
    db = Database.open(path, reviewer=reviewer, create=True)
    for new_source, claims in articles():
        db.intake(new_source, claims)
    return db
