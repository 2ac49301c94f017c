"""docs/review.md says what the screen does."""

from __future__ import annotations

import re
from pathlib import Path

from factcheck.review.actions import ACTIONS
from factcheck.review.columns import EDGE_LEGEND, FLAG_LEGEND
from factcheck.review.keys import shown_keys
from factcheck.review.status import STATUSES

PAGE = (Path(__file__).parents[1] / "docs" / "review.md").read_text("utf-8")


def test_every_act_is_documented_with_its_keys() -> None:
    rows = dict(re.findall(r"^\| `([a-z0-9-]+)` \| (.*?) \|", PAGE, re.MULTILINE))
    assert rows == {action.id: " ".join(f"`{key}`" for key in shown_keys(action.keys).split()) for action in ACTIONS}


def test_every_sign_is_documented() -> None:
    for look in STATUSES.values():
        assert f"| `{look.glyph}` | {look.label} |" in PAGE
    for glyph, meaning in (*FLAG_LEGEND, *EDGE_LEGEND):
        assert f"| `{glyph}` | {meaning} |" in PAGE
