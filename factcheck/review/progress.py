"""How far the work is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims_db import Database
    from claims_db.records import Event


@dataclass(frozen=True)
class Progress:
    """Counts of the claims a reviewer is shown by default, whatever the filter."""

    by_status: Mapping[str, int] = field(default_factory=dict)
    own: bool = False
    """Whether it tells of one reviewer's verdicts alone, as ``unreviewed`` and ``judged``."""

    @classmethod
    def of(cls, db: Database) -> Progress:
        """Count the claims of a database."""
        return cls({str(status): count for status, count in db.count_by_status().items()})

    @classmethod
    def own_of(cls, db: Database) -> Progress:
        """Count which claims the database's reviewer has judged; nothing of what others hold is in it."""
        from claims_db.records import Query

        left = db.count(Query(unjudged_by=db.reviewer))
        return cls({"unreviewed": left, "judged": db.count(Query()) - left}, own=True)

    @property
    def claims(self) -> int:
        """All of them."""
        return sum(self.by_status.values())

    @property
    def reviewed(self) -> int:
        """Those with any status but unreviewed."""
        return self.claims - self.by_status.get("unreviewed", 0)

    def after(self, events: Iterable[Event]) -> Progress:
        """Return the counts once ``events`` happened, without counting the database again."""
        counts = dict(self.by_status)
        for event in events:
            before, after = event.before.get("status"), event.after.get("status")
            if before in counts and after in counts:
                counts[before] -= 1
                counts[after] += 1
        return Progress(counts)
