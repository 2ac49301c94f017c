"""Claims for the tests of matching, written as a program that calls the command would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from factcheck.matching.aliases import load_lexicon
from factcheck.matching.profile import Profile, profile_of
from factcheck.matching.record import decode


def claim(claim_id: str, **fields: Any) -> dict[str, Any]:
    """A claim with a figure, a subject and a metric, changed by ``fields``; ``said`` is its sentence."""
    row: dict[str, Any] = {
        "id": claim_id,
        "source": f"source of {claim_id}",
        "kind": "money",
        "value": 4_500_000_000,
        "unit": "USD",
        "figure": "$4.5bn",
        "comparator": "eq",
        "subject": "Acme",
        "metric": "revenue",
        "period": "2024",
        "modality": "actual",
        "lang": "en",
    }
    said = fields.pop("said", None)
    row.update(fields)
    row["statement"] = {"text": said or f"{row['subject']} reported {row['metric']} of {row['figure']}."}
    return {name: value for name, value in row.items() if value is not None}


def profile(row: dict[str, Any]) -> Profile:
    """The profile of a claim that has one."""
    found = profile_of(decode(json.dumps(row).encode(), "test", 1), load_lexicon())
    assert found is not None
    return found


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    """``rows`` as JSON lines in ``path``."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path
