"""Claims put in the place of others, by joining or splitting: who took whose place, what came along, the way back.

Nothing of this is stored: it follows from the log. A join or a split is one batch of events that hides the old claims
and shows the new ones; each new claim has one event for each old one that names it as its far end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from claims_db.act_values import add_link, new_uid
from claims_db.errors import InvalidRecord
from claims_db.events import SELECT_EVENT, Act, to_event
from claims_db.records import Event, LinkType, Replacement

REPLACING = ("merge", "split")
"""The acts that put claims in the place of others."""
_IN_PLACE = {
    "merge": "{command}: claim {id} was joined into claim {others}; work on what stands in its place",
    "split": "{command}: claim {id} was split into claims {others}; work on what stands in its place",
}
_ANEW = {
    "merge": "claim {id} was joined into claim {others} then; join claims {old} anew instead",
    "split": "claim {id} was split into claims {others} then; split claim {old} anew instead",
}
_FIRST = {
    "merge": "claim {id} was joined into claim {others} since; go back on that first: factcheck revert {id} {event}",
    "split": "claim {id} was split into claims {others} since; go back on that first: factcheck revert {id} {event}",
}
"""Refusals by the act that stands in the way."""
_ITEMS = ("note", "evidence")
_CHUNK = 500


def events_of_claim(conn: sqlite3.Connection, claim_id: int) -> list[Event]:
    """The events on a claim itself, oldest first."""
    rows = conn.execute(f"{SELECT_EVENT} WHERE claim_id = ? ORDER BY at, id", (claim_id,))
    return [to_event(row) for row in rows]


def events_of_batch(conn: sqlite3.Connection, batch: int) -> Iterator[Event]:
    """The events of an act: consecutive from the one it is named after."""
    for row in conn.execute(f"{SELECT_EVENT} WHERE id >= ? ORDER BY id", (batch,)):
        event = to_event(row)
        if event.batch != batch:
            return
        yield event


def far_end(conn: sqlite3.Connection, event_id: int) -> int | None:
    """The other claim that an event concerns."""
    row = conn.execute("SELECT other_id FROM event WHERE id = ?", (event_id,)).fetchone()
    other: int | None = row[0]
    return other


def replacement(conn: sqlite3.Connection, batch: int) -> Replacement:
    """The join or split that is the act ``batch``."""
    events = list(events_of_batch(conn, batch))
    act = events[0].act
    # a link that came along is an event of the claim at its near end, which may be any
    events = [event for event in events if not moves_links(event)]
    old = dict.fromkeys(event.claim_id for event in events if event.after.get("withdrawn"))
    new = dict.fromkeys(event.claim_id for event in events if event.claim_id not in old)
    named = dict.fromkeys(far for event in events if event.claim_id in new if (far := far_end(conn, event.id)))
    return Replacement(batch, act, tuple(sorted(old | named)), tuple(new))


def moves_links(event: Event) -> bool:
    """Whether an event of a join or split is about nothing but links that came along."""
    return bool(event.after) and all(part.startswith("link:") for part in event.after)


def replacements(conn: sqlite3.Connection, claim_id: int) -> list[Replacement]:
    """The joins and splits that a claim had a part in, oldest first, whether they stand or not."""
    batches = conn.execute(
        "SELECT DISTINCT batch FROM event WHERE claim_id = ? AND act IN (?, ?) ORDER BY at, id", (claim_id, *REPLACING)
    ).fetchall()
    found = [replacement(conn, batch) for (batch,) in batches]
    return [one for one in found if claim_id in one.old or claim_id in one.new]


def standing(conn: sqlite3.Connection, claim_id: int) -> tuple[Replacement | None, Replacement | None]:
    """The replacement that put this claim in the place of others, and the one that put others in its place.

    None for one that never was, was undone, or was gone back on.
    """
    into = hiding(conn, events_of_claim(conn, claim_id))
    made = [one for one in replacements(conn, claim_id) if claim_id in one.new and _stands(conn, one)]
    return (made[-1] if made else None), into


def replaced_often(conn: sqlite3.Connection, claim_ids: Sequence[int]) -> list[int]:
    """Of these claims those that had a part in two joins or splits or more, in their order: few of very many."""
    found: list[int] = []
    for first in range(0, len(claim_ids), _CHUNK):
        some = claim_ids[first : first + _CHUNK]
        rows = conn.execute(
            f"SELECT claim_id FROM event WHERE claim_id IN ({', '.join('?' * len(some))}) AND act IN (?, ?) "
            "GROUP BY claim_id HAVING count(DISTINCT batch) > 1 ORDER BY claim_id",
            (*some, *REPLACING),
        )
        found.extend(row[0] for row in rows)
    return found


def in_place_of(conn: sqlite3.Connection, claim_id: int) -> tuple[Replacement, ...]:
    """The joins and splits that put claims in the place of this one that are still shown: several after a merge."""

    def shown(new: int) -> bool:
        return bool(conn.execute("SELECT NOT withdrawn FROM claim WHERE id = ?", (new,)).fetchone()[0])

    return tuple(
        one
        for one in replacements(conn, claim_id)
        if claim_id in one.old and claim_id not in one.new and any(map(shown, one.new))
    )


def _stands(conn: sqlite3.Connection, one: Replacement) -> bool:
    gone = [claim_id for claim_id in one.old if claim_id not in one.new]
    return any(_hides(conn, one, claim_id) for claim_id in gone)


def _hides(conn: sqlite3.Connection, one: Replacement, claim_id: int) -> bool:
    return hiding(conn, events_of_claim(conn, claim_id)) == one


def hiding(conn: sqlite3.Connection, events: Sequence[Event]) -> Replacement | None:
    """Of a claim with these events, the replacement that hides it after the last of them; None where none does."""
    setting = [event for event in events if "withdrawn" in event.after]
    place_of = {event.id: place for place, event in enumerate(setting)}
    place = len(setting) - 1
    while place >= 0:
        event = setting[place]
        if event.act in ("undo", "redo") and event.undoes in place_of:
            before = place_of[event.undoes]
            # undone: as it was before that act; done again: as before it was undone
            place = before - 1
            continue
        hides = event.act in REPLACING and event.after["withdrawn"]
        return replacement(conn, event.batch) if hides else None
    return None


def carry(act: Act, old: Sequence[int], new: Sequence[int]) -> None:
    """What hangs on the old claims comes along to each new one: notes, tags, evidence, links, who has to check them.

    Notes and evidence keep author and time. Links are moved; one that says ``duplicate`` becomes ``related``, since
    the figure is another now. Links among the old claims stay with them. Verdicts do: they are on what was said before.
    """
    assignees = {act.state.read(claim_id, "assignee") for claim_id in old} - {None}
    for target in new:
        for origin in old:
            if origin != target:
                parts = _annotations(act, origin, target)
                if len(assignees) == 1 and act.state.read(target, "assignee") is None:
                    parts["assignee"] = next(iter(assignees))
                # always: this is also how the log names the one as coming from the other
                act.change(target, parts, other_id=origin, always=True)
    for origin in old:
        if origin not in new:
            _move_links(act, origin, new, {*old, *new})


def _annotations(act: Act, origin: int, target: int) -> dict[str, Any]:
    names = act.conn.execute(
        "SELECT name FROM claim_tag JOIN tag ON tag.id = tag_id WHERE claim_id = ? ORDER BY name", (origin,)
    )
    parts: dict[str, Any] = {f"tag:{name}": True for (name,) in names.fetchall()}
    for table in _ITEMS:
        there = _items(act, table, target)
        # split and joined again, a claim has each note once
        parts |= {f"{table}:{new_uid()}": value for value in _items(act, table, origin) if value not in there}
    return parts


def _items(act: Act, table: str, claim_id: int) -> list[Any]:
    rows = act.conn.execute(
        f"SELECT uid FROM {table} WHERE claim_id = ? AND NOT gone ORDER BY id", (claim_id,)
    ).fetchall()
    return [act.state.read(claim_id, f"{table}:{uid.hex()}") for (uid,) in rows]


def _move_links(act: Act, origin: int, new: Sequence[int], inside: set[int]) -> None:
    rows = act.conn.execute(
        """
        SELECT link.uid, a, b FROM link JOIN claim AS one ON one.id = a JOIN claim AS two ON two.id = b
        WHERE (a = ?1 OR b = ?1) AND NOT gone AND NOT (CASE a WHEN ?1 THEN two.withdrawn ELSE one.withdrawn END)
        ORDER BY link.id
        """,
        (origin,),
    ).fetchall()
    for uid, a, b in rows:
        if (b if a == origin else a) in inside:
            continue
        part = f"link:{uid.hex()}"
        value = act.state.read(a, part)
        act.change(a, {part: None}, other_id=b)
        kind: LinkType = "related" if value["type"] == "duplicate" else value["type"]
        for target in new:
            one, two = (target, b) if a == origin else (a, target)
            add_link(act, one, two, kind, value["why"], by=value["by"], at=value["at"])


def require_in_place(conn: sqlite3.Connection, ids: Iterable[int], command: str) -> None:
    """Raises ``InvalidRecord`` for a claim in whose place others stand."""
    for claim_id in ids:
        one = hiding(conn, events_of_claim(conn, claim_id))
        if one is not None:
            raise InvalidRecord(_IN_PLACE[one.act], command=command, id=claim_id, others=_listed(one.new))


def crossed(conn: sqlite3.Connection, claim_id: int, events: Sequence[Event], hidden: bool) -> Replacement | None:
    """The replacement that has to be taken back as a whole for this claim to go back to the end of ``events``.

    ``hidden`` says whether it is out of sight there. Taken back for one of its claims alone, a join or split would
    leave the figures twice, or not at all. Raises ``InvalidRecord``, which says what to do, where something else
    stands on it, or where going back would make it anew.
    """
    row = conn.execute("SELECT withdrawn FROM claim WHERE id = ?", (claim_id,)).fetchone()
    if bool(row[0]) == hidden:
        return None
    made, into = standing(conn, claim_id)
    if not hidden:
        if into is not None:
            return _free_to_go(conn, into)
        _require_room(conn, claim_id)
        return None
    if made is not None:
        return _free_to_go(conn, made)
    then = hiding(conn, events)
    if then is not None:
        raise InvalidRecord(_ANEW[then.act], id=claim_id, others=_listed(then.new), old=_listed(then.old))
    return None


def take_back(act: Act, one: Replacement, but: int) -> None:
    """Undo a replacement as part of another act, save for what it did to claim ``but``."""
    from claims_db.undo import free_parts

    events = list(reversed(list(events_of_batch(act.conn, one.batch))))
    for event, (parts, _) in zip(events, free_parts(act.conn, events, back=True), strict=True):
        if event.claim_id != but:
            if "withdrawn" in event.before and (not event.after["withdrawn"] or _hides(act.conn, one, event.claim_id)):
                # whoever touched it since: half of a replacement would be worse
                parts["withdrawn"] = event.before["withdrawn"]
            act.change(event.claim_id, parts, other_id=far_end(act.conn, event.id))


def require_unworked(act: Act, claim_id: int, one: Replacement | None) -> None:
    """Raises ``InvalidRecord`` where going back would put out of sight what another reviewer did.

    That is on the claims that the replacement ``one`` made; without one on ``claim_id``, since it was last shown.
    """
    from claims_db.undo import worked_on

    if one is not None:
        events = list(events_of_batch(act.conn, one.batch))
    else:
        shown = [
            event
            for event in events_of_claim(act.conn, claim_id)
            if event.after.get("withdrawn") is False and event.act not in ("undo", "redo")
        ]
        events = shown[-1:]
    for event in events:
        if event.before.get("withdrawn"):
            for by, _ in worked_on(act.conn, event.claim_id, event.at, act.reviewer):
                raise InvalidRecord(
                    "claim {id}: {name} worked on it since, which going back would hide; {name} has to undo that first",
                    id=event.claim_id,
                    name=by,
                )


def moved_links(events: Sequence[Event], count: int) -> set[str]:
    """Parts that joins and splits of other claims changed after the first ``count`` of these events: their links.

    They belong to those acts, which going back on this claim does not touch.
    """
    own = {event.batch for event in events if not moves_links(event)}
    return {
        part for event in events[count:] if event.act in REPLACING and event.batch not in own for part in event.after
    }


def _free_to_go(conn: sqlite3.Connection, one: Replacement) -> Replacement:
    """``one``, unless other claims stand by now in the place of one that it made."""
    for claim_id in one.new:
        events = events_of_claim(conn, claim_id)
        later = hiding(conn, events)
        if later is not None and later != one:
            before = max((event.id for event in events if event.id < later.batch), default=0)
            raise InvalidRecord(_FIRST[later.act], id=claim_id, others=_listed(later.new), event=before)
    return one


def _require_room(conn: sqlite3.Connection, claim_id: int) -> None:
    """Raises ``InvalidRecord`` where a claim would stand beside one that it was joined or split from, or into."""
    related, unseen = {claim_id}, [claim_id]
    while unseen:
        for one in replacements(conn, unseen.pop()):
            unseen += {*one.old, *one.new} - related
            related |= {*one.old, *one.new}
    marks = ", ".join("?" * len(related))
    row = conn.execute(
        f"""
        SELECT there.id FROM claim AS here JOIN claim AS there
            ON there.start < here."end" AND here.start < there."end" AND there.id <> here.id
        WHERE here.id = ? AND there.id IN ({marks}) AND NOT there.withdrawn ORDER BY there.id LIMIT 1
        """,
        (claim_id, *related),
    ).fetchone()
    if row:
        raise InvalidRecord(
            "claim {id}: claim {other} stands in its place; join or split that one anew, or withdraw it first",
            id=claim_id,
            other=row[0],
        )


def _listed(ids: Sequence[int]) -> str:
    return ", ".join(map(str, ids))
