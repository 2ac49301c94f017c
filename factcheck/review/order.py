"""The queue of claims behind the list: ids in order, and by position which are unreviewed, found or selected.

Plain arrays, so that a million claims take ten megabytes and "the next unreviewed" is one search in memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from itertools import chain, compress
from typing import TYPE_CHECKING

from claims_db.records import STATUSES, Query, Sort

if TYPE_CHECKING:
    from claims_db import Database

FIRST_ROWS = 256
"""Rows fetched before the full order: more than any screen shows."""
_AROUND = 2000
"""Positions on either side of the cursor where a claim is looked for first."""
_CHUNK = 1 << 14
"""Positions handled between two chances for other threads to run."""
_IS_UNREVIEWED = bytes(code == STATUSES.index("unreviewed") for code in range(256))


_STEADY_SORTS: tuple[Sort, ...] = ("checkworthiness", "source", "id", "value", "kind", "metric", "subject")
"""Orders that marks and notes don't change."""


@dataclass(frozen=True)
class View:
    """What the list shows, and in which order."""

    query: Query = field(default_factory=Query)
    sort: Sort = "checkworthiness"
    descending: bool = True

    def is_part_of(self, other: View | None) -> bool:
        """Whether this is ``other`` with words asked for besides, and nothing in either that acts on claims change."""
        if other is None or not (self.query.text or "").strip():
            return False
        steady = Query(kind=self.query.kind, source=self.query.source, every=self.query.every)
        return self.sort in _STEADY_SORTS and replace(self, query=steady) == other == replace(other, query=steady)


@dataclass
class Order:
    """Ids in the order of the list; the byte arrays are parallel to them, 1 for yes."""

    ids: array[int]
    unreviewed: bytearray
    complete: bool = True
    view: View | None = None
    """What these claims answer to, where that is known."""
    hits: bytearray = field(default_factory=bytearray)
    selected: bytearray = field(default_factory=bytearray)
    _places: array[int] | None = field(default=None, repr=False)
    """By id, the place of each claim; -1 for none. Made when many places are first asked for."""

    def __post_init__(self) -> None:
        self.hits = self.hits or bytearray(len(self.ids))
        self.selected = self.selected or bytearray(len(self.ids))

    def __len__(self) -> int:
        return len(self.ids)

    def position(self, claim_id: int, near: int = 0) -> int | None:
        """Return where ``claim_id`` stands, looking around ``near`` first; None where the list lacks it."""
        low = max(near - _AROUND, 0)
        try:
            return low + self.ids[low : near + _AROUND].index(claim_id)
        except ValueError:
            pass
        try:
            return self.ids.index(claim_id)
        except ValueError:
            return None

    def places(self, wanted: Collection[int], near: int) -> dict[int, int]:
        """Return where each of ``wanted`` stands that is in the list: found around ``near``, or in one pass for all."""
        low = max(near - _AROUND, 0)
        missing = set(wanted)
        found = {}
        # chained, not unpacked: the chunks of a million ids are made only if the neighbours are not enough
        for start, chunk in chain([(low, self.ids[low : near + _AROUND])], _numbered_chunks(self.ids)):
            if not missing:
                break
            if missing.isdisjoint(chunk):
                continue
            for place, claim_id in enumerate(chunk, start):
                if claim_id in missing:
                    found[claim_id] = place
                    missing.discard(claim_id)
        return found

    def learn_places(self) -> None:
        """Make looking up many places fast (four bytes a claim): a tenth of a second for a million, in a thread."""
        if self._places is None:
            places = array("i", [-1]) * (max(self.ids, default=0) + 1)
            for start, chunk in _numbered_chunks(self.ids):
                for place, claim_id in enumerate(chunk, start):
                    places[claim_id] = place
            self._places = places

    def _places_of(self, chosen: Iterable[int]) -> list[int]:
        self.learn_places()
        places = self._places or array("i")
        size = len(places)
        return [places[claim_id] for claim_id in chosen if claim_id < size and places[claim_id] >= 0]

    def flags(self, chosen: Iterable[int]) -> bytearray:
        """For each claim of the order, 1 where it is among ``chosen``."""
        flagged = bytearray(len(self.ids))
        for place in self._places_of(chosen):
            flagged[place] = 1
        return flagged

    def narrowed(self, chosen: Iterable[int], view: View, limit: int) -> Order:
        """Those of ``chosen`` that are in this order, at most ``limit``, as the first rows of ``view``."""
        places = nsmallest(limit, self._places_of(chosen))
        ids = array("q", [self.ids[place] for place in places])
        return Order(ids, bytearray(self.unreviewed[place] for place in places), complete=False, view=view)

    def note_statuses(self, statuses: Mapping[int, str], near: int) -> dict[int, int]:
        """Keep track of which claims are unreviewed after ``statuses`` (by id) came to be; return their places."""
        places = self.places(statuses, near)
        for claim_id, place in places.items():
            self.unreviewed[place] = statuses[claim_id] == "unreviewed"
        return places

    @property
    def selected_count(self) -> int:
        """How many claims are selected. Asked for at every key: that there is none is found fifty times faster."""
        return self.selected.count(1) if 1 in self.selected else 0

    @property
    def selected_fresh_count(self) -> int:
        """How many of the selected claims are unreviewed."""
        both = int.from_bytes(self.selected, "big") & int.from_bytes(self.unreviewed, "big")
        return both.bit_count()

    def selected_fresh_ids(self) -> list[int]:
        """Return the ids of the selected claims that are unreviewed, in the order of the list."""
        return list(compress(compress(self.ids, self.selected), compress(self.unreviewed, self.selected)))

    def selected_ids(self) -> list[int]:
        """Return the ids of the selected claims, in the order of the list."""
        return list(compress(self.ids, self.selected)) if self.selected_count else []

    def select(self, wanted: Collection[int]) -> None:
        """Select each of ``wanted`` that is in the list, besides those selected already."""
        for place in self.places(wanted, 0).values():
            self.selected[place] = 1

    def adopt(self, older: Order) -> None:
        """Take over the selection of the order this one replaces."""
        if not older.selected_count:
            return
        chosen = set(older.selected_ids())
        self.selected = bytearray(claim_id in chosen for claim_id in self.ids)


def following(flags: bytearray, position: int, step: int) -> int | None:
    """Return the next flagged position after (``step`` 1) or before (-1) ``position``, going round the end."""
    if step > 0:
        place = flags.find(1, position + 1)
        place = place if place >= 0 else flags.find(1)
    else:
        place = flags.rfind(1, 0, max(position, 0))
        place = place if place >= 0 else flags.rfind(1)
    return place if place >= 0 else None


def load_order(db: Database, view: View, limit: int | None = None) -> Order:
    """Read the ids of ``view`` from ``db``: all, or the first ``limit``."""
    ids, statuses = db.ids_with_status(view.query, sort=view.sort, descending=view.descending, limit=limit)
    # what a reviewer has no verdict on is unreviewed to them, whatever others hold
    unreviewed = b"\1" * len(ids) if view.query.unjudged_by is not None else statuses.translate(_IS_UNREVIEWED)
    return Order(ids, bytearray(unreviewed), complete=limit is None or len(ids) < limit, view=view)


def _numbered_chunks(ids: array[int]) -> Iterator[tuple[int, array[int]]]:
    for start in range(0, len(ids), _CHUNK):
        yield start, ids[start : start + _CHUNK]
