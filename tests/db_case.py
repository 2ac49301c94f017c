"""A database of two short articles, for the tests of the store."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path
from typing import Any

from claims_db import Claim, Database, NewSource, Statement

HARBOUR = (
    "滨海港去年吞吐量達(dá)到3.2亿吨，同比增长8.5%。港务局计划三年内投资45亿元。\n"
    "The harbour handled 320 million tonnes, up 8.5 percent, its director said.\n"
)
WATER = "The town of Lindau cut its water use by 12% to 4.1 million cubic metres in 2024.\n"


def source(name: str, text: str, **more: Any) -> NewSource:
    """A plain-text source."""
    return NewSource(name=name, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), **more)


def claim(text: str, figure: str, **fields: Any) -> Claim:
    """The claim on the first ``figure`` in ``text``, stated by its line."""
    start = text.index(figure)
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", start)
    named: dict[str, Any] = {"kind": "count", "value": Decimal(1), "extractor": "rules 1.0", "lang": "en"} | fields
    return Claim(
        source="as given",
        start=start,
        end=start + len(figure),
        figure=figure,
        statement=Statement(left, right, text[left:right]),
        **named,
    )


def harbour() -> list[Claim]:
    """The claims of ``HARBOUR``, the last of which states nothing to check."""
    return [
        claim(
            HARBOUR,
            "3.2亿吨",
            kind="measure",
            value=Decimal("320000000"),
            unit="t",
            base_value=Decimal("320000000000"),
            base_unit="kg",
            subject="滨海港",
            metric="吞吐量",
            checkworthiness=0.9,
            lang="zh",
        ),
        claim(HARBOUR, "8.5%", kind="percentage", value=Decimal("8.5"), unit="%", subject="滨海港", lang="zh"),
        claim(HARBOUR, "45亿元", kind="money", value=Decimal("4500000000"), unit="CNY", metric="投资", lang="zh"),
        claim(HARBOUR, "320 million tonnes", kind="measure", value=Decimal("320000000"), unit="t", subject="harbour"),
        claim(HARBOUR, "8.5 percent", kind="percentage", value=Decimal("8.5"), unit="%", states_claim=False),
    ]


def water() -> list[Claim]:
    """The claims of ``WATER``."""
    return [
        claim(WATER, "12%", kind="percentage", value=Decimal(12), unit="%", subject="Lindau", metric="water use"),
        claim(WATER, "4.1 million cubic metres", kind="measure", value=Decimal("4100000"), unit="m3"),
    ]


def fill(path: Path, reviewer: str = "ana") -> Database:
    """A new database at ``path``: claims 1-5 of source 1, 6 and 7 of source 2."""
    db = Database.open(path, reviewer, create=True)
    db.intake(source("harbour.txt", HARBOUR), harbour())
    db.intake(source("water.txt", WATER), water())
    return db


def parts(db: Database) -> dict[int, dict[str, Any]]:
    """The state of every claim as the tables have it."""
    from claims_db.present import present_parts

    with db._store.read() as conn:
        ids = [row[0] for row in conn.execute("SELECT id FROM claim ORDER BY id")]
        return present_parts(conn, ids)
