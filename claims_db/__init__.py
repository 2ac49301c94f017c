"""The claims database: one SQLite file that holds sources, claims and everything reviewers decide about them.

Names are imported where they are first used, so that ``import claims_db`` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims_db.claim import Claim, Statement
    from claims_db.database import Database
    from claims_db.errors import ClaimsDbError
    from claims_db.records import Event, Finding, NewSource, Query

__all__ = ["Claim", "ClaimsDbError", "Database", "Event", "Finding", "NewSource", "Query", "Statement"]

_HOMES = {
    "Claim": "claim",
    "Statement": "claim",
    "ClaimsDbError": "errors",
    "Database": "database",
    "Event": "records",
    "Finding": "records",
    "NewSource": "records",
    "Query": "records",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'claims_db' has no attribute {name!r}")
    return getattr(import_module(f"claims_db.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
