"""The front of the store: its methods read like what they do, the work is done in the module each belongs to."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from claims_db.blocks import Blocks
from claims_db.claims import Claims
from claims_db.connection import Store
from claims_db.names import Names
from claims_db.sources import Sources
from claims_db.suggestions import Suggestions

if TYPE_CHECKING:
    from claims_db.acts import Acts
    from claims_db.claim import Claim
    from claims_db.intake import Refuse
    from claims_db.merge import Merged
    from claims_db.records import Event, Query, Sort, SourceAdded, SourceData, Status, Stored
    from claims_db.reports import Problem, Stats


class Database:
    """One open database file and the reviewer who acts through it.

    Usable from several threads (each gets its own connection) and from several processes at once. Every method may
    raise a ``claims_db.errors.ClaimsDbError``, whose text is one line fit to be shown.

    Attributes: ``sources``, ``claims``, ``acts``, ``suggestions``, ``blocks`` group the methods that belong to them.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.sources = Sources(store)
        self.claims = Claims(store)
        self.names = Names(store)
        self.suggestions = Suggestions(store)
        self.blocks = Blocks(store)

    @classmethod
    def open(
        cls, path: str | Path, reviewer: str | None = None, *, create: bool = False, readonly: bool = False
    ) -> Self:
        """Open ``path``, bringing its tables up to date; make it first when ``create`` is true and it is missing.

        ``reviewer`` is whose acts these will be (default: the login name). Raises ``DatabaseMissing``,
        ``DatabaseNewer``, ``DatabaseCorrupt``, ``DatabaseReadOnly``, ``DatabaseOnNetwork``.
        """
        return cls(Store.open(Path(path), reviewer=reviewer, create=create, readonly=readonly))

    @cached_property
    def acts(self) -> Acts:
        """What reviewers do; imported when the first of them does something, so that opening to read stays quick."""
        from claims_db.acts import Acts

        return Acts(self._store)

    @property
    def path(self) -> Path:
        """The file."""
        return self._store.path

    @property
    def reviewer(self) -> str:
        """Whose acts are recorded."""
        return self._store.reviewer

    @property
    def readonly(self) -> bool:
        """Whether it was opened for reading only."""
        return self._store.readonly

    def be_patient(self, seconds: float) -> None:
        """Wait that long for other processes that hold the file (a minute unless said), then raise ``DatabaseBusy``.

        Holds for the calling thread.
        """
        self._store.be_patient(seconds)

    def tell_of_waiting(self, tell: Callable[[], None]) -> None:
        """Call ``tell`` once for an act that has waited over a second for others that hold the file."""
        self._store.tell_of_waiting(tell)

    def close(self) -> None:
        """Close every connection; a second call does nothing."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def intake(self, source: SourceData, claims: Iterable[Claim]) -> tuple[SourceAdded, Stored]:
        """Store a source and its claims in one transaction; claims of a known source are stored again."""
        from claims_db.intake import intake

        return intake(self._store, source, claims)

    def intake_many(
        self, pairs: Iterable[tuple[SourceData, Iterable[Claim]]], refuse: Refuse | None = None
    ) -> Iterator[tuple[SourceAdded, Stored]]:
        """``intake`` for a stream: several sources share a transaction, each result is yielded once it is durable.

        ``pairs`` is read between transactions, so that slow reading or extraction never holds up other writers. A
        pair that can't be stored is handed to ``refuse`` and the stream goes on; without ``refuse`` it raises after
        those before it were stored.
        """
        from claims_db.intake import intake_many

        return intake_many(self._store, pairs, refuse)

    def ids(
        self,
        query: Query,
        sort: Sort = "checkworthiness",
        descending: bool | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> array[int]:
        """Ids of the claims that meet ``query``, in order.

        ``descending`` None means the sort's natural direction: highest first for checkworthiness, value and
        changed, ascending otherwise. Claims that tie come in order of id, reversed in the other direction.
        """
        from claims_db.query import ids

        return ids(self._store, query, sort, descending, limit, offset)

    def ids_with_status(
        self, query: Query, sort: Sort = "checkworthiness", descending: bool | None = None, limit: int | None = None
    ) -> tuple[array[int], bytes]:
        """``ids``, and parallel to them the status of each as its place in ``records.STATUSES``."""
        from claims_db.query import ids_with_status

        return ids_with_status(self._store, query, sort, descending, limit, 0)

    def matching(self, text: str, notes_by: str | None = None) -> array[int]:
        """Ids of all claims in which ``text`` is found, shown in lists or not, in no order: what a search looks up.

        Notes are searched too: everybody's, or those of the reviewer ``notes_by``.
        """
        from claims_db.query import matching

        return matching(self._store, text, notes_by)

    def count_by_status(self) -> dict[Status, int]:
        """How many of the claims shown by default have each status."""
        from claims_db.query import count_by_status

        return count_by_status(self._store)

    def count(self, query: Query) -> int:
        """How many claims meet ``query``."""
        from claims_db.query import count

        return count(self._store, query)

    def history(self, claim_id: int) -> list[Event]:
        """Every act on a claim, oldest first, links from other claims included. Raises ``UnknownClaim``."""
        from claims_db.events import history

        return history(self._store, claim_id)

    def changes_since(self, event_id: int, limit: int | None = None) -> list[Event]:
        """Events after ``event_id``, oldest first."""
        from claims_db.events import changes_since

        return changes_since(self._store, event_id, limit)

    def last_event_id(self) -> int:
        """Id of the newest event, 0 for an empty log."""
        from claims_db.events import last_event_id

        return last_event_id(self._store)

    def data_version(self) -> int:
        """A number that changes when another connection commits; cheap enough to poll (2 µs)."""
        return self._store.data_version()

    def tags_by(self, ids: Sequence[int], reviewer: str) -> dict[int, tuple[str, ...]]:
        """By claim, the tags of ``ids`` that ``reviewer`` put there."""
        from claims_db.claims import tags_by

        with self._store.read() as conn:
            return tags_by(conn, ids, reviewer)

    def tags(self, ids: Sequence[int] | None = None) -> list[tuple[str, int]]:
        """(tag, claims that carry it), by name; of the claims ``ids`` alone where given."""
        from claims_db.query import tags

        return tags(self._store, ids)

    def reviewers(self) -> list[str]:
        """Everyone who has acted, by name."""
        from claims_db.events import reviewers

        return reviewers(self._store)

    def stats(self) -> Stats:
        """Progress by status, kind, source and reviewer, and the reviewers' agreement."""
        from claims_db.stats import stats

        return stats(self._store)

    def check(self) -> Iterator[Problem]:
        """Verify everything; yields what is wrong, nothing when all is well."""
        from claims_db.check import check

        return check(self._store)

    def backup(self, path: str | Path) -> None:
        """Write a consistent copy to ``path`` while others work; it appears whole or not at all."""
        from claims_db.backup import backup

        backup(self._store, Path(path))

    def merge(self, other: str | Path) -> Merged:
        """Bring in the sources, claims and acts of a copy of this database that are not here yet."""
        from claims_db.merge import merge

        return merge(self._store, Path(other))
