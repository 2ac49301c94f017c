"""What retrieval hands out."""

from __future__ import annotations

from typing import Any

import msgspec


class Match(msgspec.Struct, frozen=True):
    """An earlier check: its id, and how well it fits (higher is better; comparable within one query)."""

    id: Any
    score: float


class Found(msgspec.Struct, frozen=True):
    """The earlier checks of one query, best first."""

    query: Any
    matches: list[Match]
