"""What reviewers do: each method is one act, one transaction, durable when it returns, taken back by one undo."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from claims_db.act_values import add_link, citation, drop, finding_value, is_own_finding, new_uid, valid_tag
from claims_db.connection import Store
from claims_db.errors import InvalidRecord, UnknownItem
from claims_db.events import Act, require_claims, require_unchanged, same_parts
from claims_db.groups import with_groups
from claims_db.records import Event, Finding, LinkType, Stance, Status, Undone

if TYPE_CHECKING:
    from claims_db.claim import Claim

Change = Callable[[Act, int], None]
"""What an act does to one claim."""


class Acts:
    """``db.acts``. All methods return the events made, none where everything was so already.

    ``seen`` is the ``last_event_id`` that the caller's view showed: where another reviewer touched one of the claims
    since, ``ChangedMeanwhile`` is raised and nothing is done. Notes, tags and evidence are refused only for a change of
    the same note, tag or evidence, or of a claim put out of sight; verdicts, corrections and links, which rest on all
    that is known, for any. Unknown ids raise ``UnknownClaim`` or ``UnknownItem``,
    bad values ``InvalidRecord``; again nothing is done.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: set[int] = set()
        """Acts that were said to be held by others' changes: the next undo or redo goes past them."""

    def mark(
        self,
        ids: Iterable[int],
        status: Status,
        finding: Finding | None = None,
        *,
        group: bool = False,
        seen: int | None = None,
    ) -> list[Event]:
        """Give claims a status, and a finding that replaces the one there.

        None keeps it, but for one that another reviewer's verdict rests on where the status becomes another: then the
        reviewer's own, if any, takes its place. The status is the claim's, and stands as this reviewer's own verdict
        beside those of others. One that differs from what was adjudicated ends the adjudication. With ``group`` the
        act holds for every claim that says the same as one of ``ids`` (see ``records.Group``). Raises
        ``UnknownStatus``.
        """
        from claims_db.validation import valid_finding, valid_status

        wanted = valid_status(status)
        given = finding_value(valid_finding(finding)) if finding is not None else None

        def change(act: Act, claim_id: int) -> None:
            own = f"verdict:{act.reviewer}"
            before = act.state.read(claim_id, own)
            found = given if finding is not None else (before or {}).get("finding")
            verdict = {"status": wanted, "finding": found, "at": act.at}
            if before and before | {"at": ""} == verdict | {"at": ""}:
                verdict = before
            after: dict[str, Any] = {"status": wanted, own: None if wanted == "unreviewed" else verdict}
            differs = act.state.read(claim_id, "status") != wanted
            if finding is not None:
                after["finding"] = given
            elif differs and not is_own_finding(act, claim_id):
                after["finding"] = found
            if differs:
                after["adjudicated"] = None
            act.change(claim_id, after, affirm=("status", "finding"))

        return self._each("mark", ids, change, seen, group=group)

    def adjudicate(
        self,
        ids: Iterable[int],
        status: Status,
        finding: Finding | None = None,
        *,
        adopting: str | None = None,
        seen: int | None = None,
    ) -> list[Event]:
        """Settle claims on which verdicts differ: every reviewer's verdict stays, the claim gets this status.

        ``adopting`` names the reviewer whose verdict's finding becomes the claim's; ``UnknownItem`` where they have
        none on one of the claims.
        """
        from claims_db.validation import valid_finding, valid_status

        wanted = valid_status(status)
        given = finding_value(valid_finding(finding)) if finding is not None else None

        def change(act: Act, claim_id: int) -> None:
            after: dict[str, Any] = {"status": wanted, "adjudicated": act.reviewer}
            if finding is not None:
                after["finding"] = given
            if adopting is not None:
                theirs = act.state.read(claim_id, f"verdict:{adopting}")
                if theirs is None:
                    raise UnknownItem("{name} has no verdict on claim {id}", name=adopting, id=claim_id)
                after["finding"] = theirs["finding"]
            act.change(claim_id, after)

        return self._each("adjudicate", ids, change, seen)

    def find(self, claim_id: int, finding: Finding, *, seen: int | None = None) -> list[Event]:
        """Set a claim's finding alone; an empty one takes it away."""
        from claims_db.validation import valid_finding

        given = finding_value(valid_finding(finding))

        def change(act: Act, claim_id: int) -> None:
            own = f"verdict:{act.reviewer}"
            after: dict[str, Any] = {"finding": given}
            if verdict := act.state.read(claim_id, own):
                after[own] = verdict | {"finding": given}
            act.change(claim_id, after)

        return self._each("finding", (claim_id,), change, seen)

    def note(self, claim_id: int, text: str, *, seen: int | None = None) -> list[Event]:
        """Add a private note, kept as it is."""
        from claims_db.validation import valid_text

        kept = valid_text(text, "note")

        def change(act: Act, claim_id: int) -> None:
            act.change(claim_id, {f"note:{new_uid()}": {"text": kept, "by": act.reviewer, "at": act.at}})

        return self._each("note", (claim_id,), change, seen, about=same_parts())

    def edit_note(self, note_id: int, text: str, *, seen: int | None = None) -> list[Event]:
        """Change a note's text; its author and time stay, the log tells who changed it."""
        from claims_db.validation import valid_text

        kept = valid_text(text, "note")

        def change(act: Act, claim_id: int, part: str) -> None:
            act.change(claim_id, {part: act.state.read(claim_id, part) | {"text": kept}})

        return self._items("edit-note", "note", (note_id,), change, seen)

    def drop_note(self, note_id: int, *, seen: int | None = None) -> list[Event]:
        """Take a note away."""
        return self._items("drop-note", "note", (note_id,), drop, seen)

    def tag(self, ids: Iterable[int], *tags: str, seen: int | None = None) -> list[Event]:
        """Put tags (of one line each) on claims."""
        wanted = {f"tag:{valid_tag(tag)}": True for tag in tags}

        def change(act: Act, claim_id: int) -> None:
            act.change(claim_id, dict(wanted))

        return self._each("tag", ids, change, seen, about=same_parts(*wanted))

    def untag(self, ids: Iterable[int], *tags: str, seen: int | None = None) -> list[Event]:
        """Take tags off claims."""
        wanted = dict.fromkeys(f"tag:{valid_tag(tag)}" for tag in tags)

        def change(act: Act, claim_id: int) -> None:
            act.change(claim_id, dict(wanted))

        return self._each("untag", ids, change, seen, about=same_parts(*wanted))

    def cite(
        self,
        claim_id: int,
        url: str,
        quote: str | None = None,
        stance: Stance = "supports",
        date_seen: date | str | None = None,
        archive_url: str | None = None,
        *,
        seen: int | None = None,
    ) -> list[Event]:
        """Add evidence: an address, what it says, how it bears on the claim, and when it was seen."""
        value = citation(url, quote, stance, date_seen, archive_url)

        def change(act: Act, claim_id: int) -> None:
            act.change(claim_id, {f"evidence:{new_uid()}": {**value, "by": act.reviewer, "at": act.at}})

        return self._each("cite", (claim_id,), change, seen, about=same_parts())

    def edit_evidence(
        self,
        evidence_id: int,
        url: str,
        quote: str | None = None,
        stance: Stance = "supports",
        date_seen: date | str | None = None,
        archive_url: str | None = None,
        *,
        seen: int | None = None,
    ) -> list[Event]:
        """Put other evidence in the place of one; who cited it and when stay, the log tells who changed it."""
        value = citation(url, quote, stance, date_seen, archive_url)

        def change(act: Act, claim_id: int, part: str) -> None:
            act.change(claim_id, {part: act.state.read(claim_id, part) | value})

        return self._items("edit-evidence", "evidence", (evidence_id,), change, seen)

    def uncite(self, evidence_id: int, *, seen: int | None = None) -> list[Event]:
        """Take evidence away."""
        return self._items("uncite", "evidence", (evidence_id,), drop, seen)

    def link(
        self, a: int, b: int, type: LinkType, why: str | None = None, *, seen: int | None = None, beside: bool = False
    ) -> list[Event]:
        """Link claim ``a`` to claim ``b``; nothing happens where the link is there. Raises ``UnknownLinkType``.

        With ``beside`` the link of another reviewer does not count: one's own is written beside it.
        """
        return self.link_all(a, (b,), type, why, seen=seen, beside=beside)

    def link_all(
        self,
        a: int,
        others: Iterable[int],
        type: LinkType,
        why: str | None = None,
        *,
        seen: int | None = None,
        beside: bool = False,
    ) -> list[Event]:
        """Link claim ``a`` to each of ``others``, as one act; links that are there stay. Raises as ``link``."""
        from claims_db.validation import valid_link_type, valid_text

        kind = valid_link_type(type)
        reason = None if why is None else valid_text(why, "why")
        wanted = list(others)
        if a in wanted:
            raise InvalidRecord("claim {id} can't be linked to itself", id=a)

        def work(conn: sqlite3.Connection) -> list[Event]:
            require_claims(conn, (a, *wanted))
            require_unchanged(conn, (a, *wanted), seen, self._store.reviewer)
            act = Act(self._store, conn, "link")
            for b in wanted:
                add_link(act, a, b, kind, reason, beside=beside)
            return act.done()

        return self._store.write(work)

    def unlink(self, link_id: int, *, seen: int | None = None) -> list[Event]:
        """Take a link away."""
        return self._items("unlink", "link", (link_id,), drop, seen)

    def unlink_all(self, link_ids: Iterable[int]) -> list[Event]:
        """Take links away, as one act."""
        return self._items("unlink", "link", link_ids, drop, None)

    def assign(self, ids: Iterable[int], reviewer: str | None, *, seen: int | None = None) -> list[Event]:
        """Give claims to a reviewer, or to nobody."""
        from claims_db.validation import valid_text

        name = None if reviewer is None else valid_text(reviewer, "reviewer").strip()
        return self._each("assign", ids, lambda act, claim_id: act.change(claim_id, {"assignee": name}), seen)

    def correct(self, claim_id: int, *, seen: int | None = None, **fields: Any) -> list[Event]:
        """Correct what extraction got wrong; the extracted value is kept beside. None sets a field to nothing.

        Fields are those of a claim and ``statement_start``, ``statement_end``; figure and statement text follow from
        their edges. A figure (``value``, ``low``, ``high``, ``unit``) corrected without a ``base_`` field loses its
        base value, which only a reader of units knows. Raises ``InvalidRecord``, ``SpanMismatch``.
        """
        from claims_db.revisions import correct

        return correct(self._store, claim_id, fields, seen)

    def restore(
        self, claim_id: int, field: str, *, base: Mapping[str, Any] | None = None, seen: int | None = None
    ) -> list[Event]:
        """Put the extracted value of a corrected field back.

        ``base`` has the ``base_`` fields of the figure as it then is; without it the extracted ones come back, or
        none where other fields of the figure stay corrected.
        """
        from claims_db.revisions import restore

        return restore(self._store, claim_id, field, seen, base)

    def add_claim(self, source_id: int, claim: Claim) -> tuple[int, list[Event]]:
        """Add a claim that extraction missed; its id and the events. Raises as ``claims.store`` does."""
        from claims_db.revisions import add_claim

        return add_claim(self._store, source_id, claim)

    def withdraw(self, ids: Iterable[int], *, seen: int | None = None) -> list[Event]:
        """Hide claims that are none (undo brings them back)."""
        return self._each("withdraw", ids, lambda act, claim_id: act.change(claim_id, {"withdrawn": True}), seen)

    def split(
        self, claim_id: int, claims: Sequence[Claim], *, seen: int | None = None
    ) -> tuple[list[int], list[Event]]:
        """Put several claims in the place of one; ids of the new ones."""
        from claims_db.revisions import replace

        return replace(self._store, "split", (claim_id,), claims, seen)

    def merge(self, ids: Sequence[int], claim: Claim, *, seen: int | None = None) -> tuple[int, list[Event]]:
        """Put one claim in the place of several of one source; its id."""
        from claims_db.revisions import replace

        added, events = replace(self._store, "merge", ids, (claim,), seen)
        return added[0], events

    def revert(self, claim_id: int, event_id: int, *, seen: int | None = None) -> list[Event]:
        """Bring a claim back to what it was right after an event of its history (0: before the first).

        Verdicts of other reviewers stay theirs.
        """
        from claims_db.revisions import revert

        return revert(self._store, claim_id, event_id, seen)

    def undo(self, *, past_held: bool = False) -> Undone | None:
        """Take back this reviewer's last act that stands; None where there is none.

        One of which all was changed by others since is held (``Undone.held``): it goes on standing. The next call, or
        this one with ``past_held``, tries it again and, where it still is held, goes on to the act before it.
        """
        from claims_db.undo import undo

        return self._turn(undo, past_held)

    def redo(self, *, past_held: bool = False) -> Undone | None:
        """Do again what was undone last; None where there is nothing, or something was done since.

        What others' changes hold stays undone, as with ``undo``.
        """
        from claims_db.undo import redo

        return self._turn(redo, past_held)

    def _turn(self, turn: Callable[[Store, Collection[int]], Undone | None], past_held: bool) -> Undone | None:
        past = set(self._held)
        while True:
            undone = turn(self._store, past)
            if undone is None or not undone.held:
                self._held.clear()  # what is held is tried, and told, anew
                return undone
            self._held.add(undone.batch)
            if not past_held:
                return undone
            past.add(undone.batch)

    def _each(
        self,
        name: str,
        ids: Iterable[int],
        change: Change,
        seen: int | None,
        *,
        group: bool = False,
        about: Callable[[Event], bool] | None = None,
    ) -> list[Event]:
        wanted = list(ids)

        def work(conn: sqlite3.Connection) -> list[Event]:
            claims = require_claims(conn, with_groups(conn, wanted) if group else wanted)
            require_unchanged(conn, claims, seen, self._store.reviewer, about)
            act = Act(self._store, conn, name)
            for claim_id in claims:
                change(act, claim_id)
            return act.done()

        return self._store.write(work)

    def _items(
        self,
        name: str,
        table: str,
        item_ids: Iterable[int],
        change: Callable[[Act, int, str], None],
        seen: int | None,
    ) -> list[Event]:
        claim = "a" if table == "link" else "claim_id"
        wanted = list(item_ids)

        def work(conn: sqlite3.Connection) -> list[Event]:
            act = Act(self._store, conn, name)
            for item_id in wanted:
                row = conn.execute(f"SELECT uid, {claim} FROM {table} WHERE id = ? AND NOT gone", (item_id,)).fetchone()
                if row is None:
                    raise UnknownItem("{what} {id} is unknown", what=table, id=item_id)
                part = f"{table}:{row[0].hex()}"
                require_unchanged(conn, (row[1],), seen, self._store.reviewer, same_parts(part))
                change(act, row[1], part)
            return act.done()

        return self._store.write(work)
