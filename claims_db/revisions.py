"""Acts that change what a claim says rather than what is thought of it: corrections, added, split, merged claims."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from claims_db.claim import Claim
from claims_db.columns import SELECT, from_row, with_fields
from claims_db.connection import Store
from claims_db.corrections import (
    BASE,
    CORRECTABLE,
    FIGURE,
    decode,
    encode,
    field_value,
    restored_with,
    with_consequences,
)
from claims_db.errors import InvalidRecord, UnknownItem, UnknownSource
from claims_db.events import Act, require_claims, require_unchanged
from claims_db.intake import Prepared, insert_claims, prepare
from claims_db.parts import NOTHING
from claims_db.records import Event
from claims_db.sources import source_text
from claims_db.validation import valid_claim


def load(conn: sqlite3.Connection, claim_id: int) -> tuple[Claim, Claim, str]:
    """A claim in force, the same as extracted, and the source text. The claim must be there."""
    source_id, name = conn.execute(
        "SELECT source_id, name FROM claim JOIN source ON source.id = source_id WHERE claim.id = ?", (claim_id,)
    ).fetchone()
    text = source_text(conn, source_id)
    row = conn.execute(f"SELECT {SELECT} FROM claim WHERE id = ?", (claim_id,)).fetchone()
    in_force = from_row(row, name, text)
    kept = conn.execute("SELECT field, extracted FROM correction WHERE claim_id = ?", (claim_id,)).fetchall()
    extracted = {field: decode(field, json.loads(value)) for field, value in kept}
    return in_force, with_fields(in_force, extracted, text) if extracted else in_force, text


def correct(store: Store, claim_id: int, fields: Mapping[str, Any], seen: int | None) -> list[Event]:
    """See ``Acts.correct``."""
    for field in fields:
        if field not in CORRECTABLE:
            raise InvalidRecord(f"{field!r} can't be corrected; choose of {', '.join(sorted(CORRECTABLE))}")
    wanted = with_consequences(dict(fields))

    def work(conn: sqlite3.Connection) -> list[Event]:
        require_claims(conn, (claim_id,))
        require_unchanged(conn, (claim_id,), seen, store.reviewer)
        in_force, extracted, text = load(conn, claim_id)
        checked = valid_claim(with_fields(in_force, wanted, text), text, f"claim {claim_id}")
        act = Act(store, conn, "correct")
        act.change(claim_id, {f"field:{field}": _corrected(checked, extracted, field) for field in wanted})
        return act.done()

    return store.write(work)


def _corrected(claim: Claim, extracted: Claim, field: str) -> dict[str, Any] | None:
    """The correction that makes a field what it is in ``claim``; None where that is what was extracted."""
    value = field_value(claim, field)
    return None if value == field_value(extracted, field) else {"to": encode(field, value)}


def restore(store: Store, claim_id: int, field: str, seen: int | None, base: Mapping[str, Any] | None) -> list[Event]:
    """See ``Acts.restore``."""

    def work(conn: sqlite3.Connection) -> list[Event]:
        require_claims(conn, (claim_id,))
        require_unchanged(conn, (claim_id,), seen, store.reviewer)
        in_force, extracted, text = load(conn, claim_id)
        if field not in CORRECTABLE:
            raise InvalidRecord(f"{field!r} is not a field that is corrected")
        corrected = [row[0] for row in conn.execute("SELECT field FROM correction WHERE claim_id = ?", (claim_id,))]
        fields = restored_with(field, corrected)
        back = {name: field_value(extracted, name) for name in fields}
        if base is not None or (field in FIGURE and (FIGURE - {"kind", field}).intersection(corrected)):
            back |= {name: (base or {}).get(name) for name in BASE}
        checked = valid_claim(with_fields(in_force, back, text), text, f"claim {claim_id}")
        act = Act(store, conn, "restore")
        act.change(claim_id, {f"field:{name}": _corrected(checked, extracted, name) for name in sorted(back)})
        return act.done()

    return store.write(work)


def add_claim(store: Store, source_id: int, claim: Claim) -> tuple[int, list[Event]]:
    """See ``Acts.add_claim``."""

    def work(conn: sqlite3.Connection) -> tuple[int, list[Event]]:
        act = Act(store, conn, "add-claim")
        added = _add(store, act, source_id, [claim])
        return added[0], act.done()

    return store.write(work)


def replace(
    store: Store, name: str, ids: Sequence[int], claims: Sequence[Claim], seen: int | None
) -> tuple[list[int], list[Event]]:
    """Put ``claims`` in the place of the claims ``ids``, all of one source; see ``Acts.split`` and ``Acts.merge``."""
    from claims_db.succession import carry, require_in_place

    command = "join" if name == "merge" else name
    if not claims:
        raise InvalidRecord("{command}: needs at least one claim to put in the place", command=command)

    def work(conn: sqlite3.Connection) -> tuple[list[int], list[Event]]:
        old = require_claims(conn, ids)
        require_unchanged(conn, old, seen, store.reviewer)
        sources = {
            conn.execute("SELECT source_id FROM claim WHERE id = ?", (claim_id,)).fetchone()[0] for claim_id in old
        }
        if len(sources) != 1:
            raise InvalidRecord("{command}: needs claims of one source", command=command)
        require_in_place(conn, old, command)
        act = Act(store, conn, name)
        added = _add(store, act, sources.pop(), claims)
        carry(act, old, added)
        for claim_id in old:
            # one of the new claims may stand on the very figure of an old one
            if claim_id not in added:
                act.change(claim_id, {"withdrawn": True})
        return added, act.done()

    return store.write(work)


def _add(store: Store, act: Act, source_id: int, claims: Sequence[Claim]) -> list[int]:
    row = act.conn.execute("SELECT name FROM source WHERE id = ?", (source_id,)).fetchone()
    if row is None:
        raise UnknownSource("source {id} is unknown", id=source_id)
    prepared = prepare(source_id, row[0], source_text(act.conn, source_id), claims)
    added: list[int] = []
    for uid, claim in prepared.claims:
        known = act.conn.execute("SELECT id FROM claim WHERE uid = ? AND source_id = ?", (uid, source_id)).fetchone()
        if known:
            _adopt(act, known[0], claim, prepared)
            added.append(known[0])
        else:
            # made hidden, so that showing it is the act and hiding it the undo
            new = insert_claims(act.conn, prepared, [(uid, claim)], store.folding(), origin=1)[0]
            act.conn.execute("UPDATE claim SET withdrawn = 1 WHERE id = ?", (new,))
            act.change(new, {"withdrawn": False})
            added.append(new)
    return added


def _adopt(act: Act, claim_id: int, claim: Claim, prepared: Prepared) -> None:
    """A figure that is stored already is shown again, and corrected to what the reviewer says."""
    _, extracted, _ = load(act.conn, claim_id)
    after: dict[str, Any] = {"withdrawn": False}
    for field in sorted(CORRECTABLE - {"start", "end", "region", "lang"}):
        value = field_value(claim, field)
        same = value == field_value(extracted, field)
        after[f"field:{field}"] = None if same else {"to": encode(field, value)}
    act.change(claim_id, after)


def revert(store: Store, claim_id: int, event_id: int, seen: int | None) -> list[Event]:
    """See ``Acts.revert``."""
    from claims_db.succession import crossed, events_of_claim, moved_links, require_unworked, take_back

    def work(conn: sqlite3.Connection) -> list[Event]:
        require_claims(conn, (claim_id,))
        require_unchanged(conn, (claim_id,), seen, store.reviewer)
        events = events_of_claim(conn, claim_id)
        count = _events_until(conn, claim_id, events, event_id)
        then, touched = parts_at(events, count)
        moved = moved_links(events, count)
        act = Act(store, conn, "revert")
        own = f"verdict:{store.reviewer}"
        target = {
            part: then.get(part, NOTHING.get(part))
            for part in touched
            if (not part.startswith("verdict:") or part == own) and part not in moved
        }
        hidden = bool(target.get("withdrawn", False))
        replaced = crossed(conn, claim_id, events[:count], hidden)
        if replaced or (hidden and not act.state.read(claim_id, "withdrawn")):
            require_unworked(act, claim_id, replaced)
        act.change(claim_id, target)
        if replaced:
            take_back(act, replaced, but=claim_id)
        return act.done()

    return store.write(work)


def _events_until(conn: sqlite3.Connection, claim_id: int, events: Sequence[Event], event_id: int) -> int:
    """How many of a claim's events there are up to the act of ``event_id``, which counts as a whole (0: none).

    The event may be one on another claim that concerns this one, such as a link made from there. Raises
    ``UnknownItem`` for one of neither.
    """
    if event_id == 0:
        return 0
    row = conn.execute(
        "SELECT batch, at FROM event WHERE id = ?1 AND (claim_id = ?2 OR other_id = ?2)", (event_id, claim_id)
    ).fetchone()
    if row is None:
        raise UnknownItem("event {event} is not one of claim {id}", event=event_id, id=claim_id)
    batch, at = row
    return max((place + 1 for place, event in enumerate(events) if event.at < at or event.batch == batch), default=0)


def parts_at(events: Sequence[Event], count: int) -> tuple[dict[str, Any], set[str]]:
    """The parts as they were after the first ``count`` events, and all that ever changed."""
    then: dict[str, Any] = {}
    touched: set[str] = set()
    for place, event in enumerate(events):
        touched |= event.after.keys()
        if place < count:
            then |= event.after
        for part, value in event.before.items():
            then.setdefault(part, value)
    return then, touched
