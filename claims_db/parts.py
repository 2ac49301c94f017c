"""The parts of a claim's state that acts change: how each is read from the tables and written to them.

An event says which parts of a claim's state went from what to what, as JSON values; None stands for "not there".
Writing a part brings its table, and the columns of the claim's row that follow from it, to the new value. The same
writers serve acts, undo, and merging.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claims_db.codes import STATUS_CODES
from claims_db.columns import SELECT, from_row, to_row, with_fields
from claims_db.corrections import decode, encode, field_value
from claims_db.intake import reindex
from claims_db.records import STATUSES
from claims_db.search import Folding
from claims_db.sources import source_text
from claims_db.suggestions import settle

NOTHING: dict[str, Any] = {"status": "unreviewed", "withdrawn": False}
"""Parts whose value is not None while nobody has acted."""

_COLUMN_OF = {"assignee": "assignee", "adjudicated": "adjudicated_by"}
_NOTE = ("text", "by", "at")
_EVIDENCE = ("url", "quote", "stance", "date_seen", "archive_url", "by", "at")
_LINK = ("type", "why", "by", "at")
_REJECTION = ("relation", "by", "at")


@dataclass(slots=True)
class State:
    """Reads and writes parts of claims inside one transaction."""

    conn: sqlite3.Connection
    folding: Folding

    def read(self, claim_id: int, part: str) -> Any:
        """The present value of a part."""
        name, _, key = part.partition(":")
        match name:
            case "status":
                return STATUSES[self._column(claim_id, "status")]
            case "withdrawn":
                return bool(self._column(claim_id, "withdrawn"))
            case "assignee":
                return self._column(claim_id, "assignee")
            case "adjudicated":
                return self._column(claim_id, "adjudicated_by")
            case "finding":
                return _loads(self._one("SELECT finding FROM finding WHERE claim_id = ?", claim_id))
            case "verdict":
                row = self.conn.execute(
                    "SELECT status, finding, at FROM verdict WHERE claim_id = ? AND reviewer = ?", (claim_id, key)
                ).fetchone()
                return row and {"status": STATUSES[row[0]], "finding": _loads(row[1]), "at": row[2]}
            case "tag":
                return (
                    self._one(
                        "SELECT 1 FROM claim_tag JOIN tag ON tag.id = tag_id WHERE claim_id = ? AND name = ?",
                        claim_id,
                        key,
                    )
                    and True
                )
            case "note":
                return self._item("note", _NOTE, key)
            case "evidence":
                return self._item("evidence", _EVIDENCE, key)
            case "link":
                return self._pair("link", _LINK, key)
            case "rejection":
                return self._pair("rejection", _REJECTION, key)
            case "field":
                corrected = self._one(
                    "SELECT corrected FROM correction WHERE claim_id = ? AND field = ?", claim_id, key
                )
                return None if corrected is None else {"to": json.loads(corrected)}
            case _:
                raise ValueError(f"no such part: {part}")

    def apply(self, event_id: int, claim_id: int, parts: Mapping[str, Any], other_id: int | None = None) -> None:
        """Write parts of one claim, and what follows from them. ``other_id`` is the far end of a new link."""
        columns: dict[str, Any] = {"version": event_id}
        fields: dict[str, Any] = {}
        for part, value in parts.items():
            name, _, key = part.partition(":")
            match name:
                case "status":
                    columns["status"] = STATUS_CODES[value]
                case "withdrawn":
                    columns["withdrawn"] = int(value)
                case "assignee" | "adjudicated":
                    columns[_COLUMN_OF[name]] = value
                case "finding":
                    self._write_finding(claim_id, value)
                case "verdict":
                    self._write_verdict(claim_id, key, value)
                case "tag":
                    columns["tag_count"] = self._write_tag(claim_id, key, value)
                case "note":
                    columns["note_count"] = self._write_note(claim_id, key, value)
                case "evidence":
                    columns["evidence_count"] = self._write_evidence(claim_id, key, value)
                case "link":
                    columns["link_count"] = self._write_link(event_id, claim_id, other_id, key, value)
                case "rejection":
                    self._write_pair("rejection", _REJECTION, claim_id, other_id, key, value)
                case "field":
                    fields[key] = value
                case _:
                    raise ValueError(f"no such part: {part}")
        if fields:
            columns |= self._write_fields(claim_id, fields)
        if any(part.startswith(("verdict:", "adjudicated")) for part in parts):
            columns["disputed"] = self._disputed(claim_id, columns)
        self._update(claim_id, columns)

    def _update(self, claim_id: int, columns: Mapping[str, Any]) -> None:
        setters = ", ".join(f'"{name}" = ?' for name in columns)
        self.conn.execute(f"UPDATE claim SET {setters} WHERE id = ?", (*columns.values(), claim_id))

    def _column(self, claim_id: int, name: str) -> Any:
        return self._one(f"SELECT {name} FROM claim WHERE id = ?", claim_id)

    def _one(self, sql: str, *values: Any) -> Any:
        row = self.conn.execute(sql, values).fetchone()
        return row[0] if row else None

    def _item(self, table: str, names: tuple[str, ...], key: str) -> dict[str, Any] | None:
        row = self.conn.execute(
            f"SELECT {', '.join(names)} FROM {table} WHERE uid = ? AND NOT gone", (bytes.fromhex(key),)
        ).fetchone()
        return dict(zip(names, row, strict=True)) if row else None

    def _pair(self, table: str, names: tuple[str, ...], key: str) -> dict[str, Any] | None:
        row = self.conn.execute(
            f"""
            SELECT hex(one.uid), hex(two.uid), {", ".join(f"{table}.{name}" for name in names)}
            FROM {table} JOIN claim AS one ON one.id = a JOIN claim AS two ON two.id = b
            WHERE {table}.uid = ? AND NOT gone
            """,
            (bytes.fromhex(key),),
        ).fetchone()
        if row is None:
            return None
        return {"a": row[0].lower(), "b": row[1].lower(), **dict(zip(names, row[2:], strict=True))}

    def _write_finding(self, claim_id: int, value: Any) -> None:
        if value is None:
            self.conn.execute("DELETE FROM finding WHERE claim_id = ?", (claim_id,))
        else:
            self.conn.execute(
                "INSERT INTO finding VALUES (?, ?) ON CONFLICT DO UPDATE SET finding = excluded.finding",
                (claim_id, dumps(value)),
            )

    def _write_verdict(self, claim_id: int, reviewer: str, value: Any) -> None:
        if value is None:
            self.conn.execute("DELETE FROM verdict WHERE claim_id = ? AND reviewer = ?", (claim_id, reviewer))
        else:
            finding = None if value["finding"] is None else dumps(value["finding"])
            self.conn.execute(
                """
                INSERT INTO verdict (claim_id, reviewer, status, finding, at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET status = excluded.status, finding = excluded.finding, at = excluded.at
                """,
                (claim_id, reviewer, STATUS_CODES[value["status"]], finding, value["at"]),
            )

    def _disputed(self, claim_id: int, columns: Mapping[str, Any]) -> int:
        adjudicated = columns.get("adjudicated_by", self._column(claim_id, "adjudicated_by"))
        if adjudicated is not None:
            return 0
        different = self._one("SELECT count(DISTINCT status) FROM verdict WHERE claim_id = ?", claim_id)
        return int(different > 1)

    def _write_tag(self, claim_id: int, name: str, value: Any) -> int:
        if value:
            self.conn.execute("INSERT INTO tag (name) VALUES (?) ON CONFLICT DO NOTHING", (name,))
            self.conn.execute(
                "INSERT INTO claim_tag SELECT ?, id FROM tag WHERE name = ? ON CONFLICT DO NOTHING", (claim_id, name)
            )
        else:
            self.conn.execute(
                "DELETE FROM claim_tag WHERE claim_id = ? AND tag_id = (SELECT id FROM tag WHERE name = ?)",
                (claim_id, name),
            )
        return int(self._one("SELECT count(*) FROM claim_tag WHERE claim_id = ?", claim_id))

    def _write_note(self, claim_id: int, key: str, value: Any) -> int:
        uid = bytes.fromhex(key)
        row = self.conn.execute("SELECT id, text FROM note WHERE uid = ?", (uid,)).fetchone()
        self._write_item("note", _NOTE, claim_id, uid, value)
        if value is not None:
            words = self.folding.words(value["text"])
            old = self.folding.words(row[1]) if row else None
            note_id = row[0] if row else self._one("SELECT id FROM note WHERE uid = ?", uid)
            if old is not None and old != words:
                self.conn.execute(
                    "INSERT INTO note_search (note_search, rowid, words) VALUES ('delete', ?, ?)", (note_id, old)
                )
            if old != words:
                self.conn.execute("INSERT INTO note_search (rowid, words) VALUES (?, ?)", (note_id, words))
        return int(self._one("SELECT count(*) FROM note WHERE claim_id = ? AND NOT gone", claim_id))

    def _write_evidence(self, claim_id: int, key: str, value: Any) -> int:
        self._write_item("evidence", _EVIDENCE, claim_id, bytes.fromhex(key), value)
        return int(self._one("SELECT count(*) FROM evidence WHERE claim_id = ? AND NOT gone", claim_id))

    def _write_item(self, table: str, names: tuple[str, ...], claim_id: int, uid: bytes, value: Any) -> None:
        if value is None:
            self.conn.execute(f"UPDATE {table} SET gone = 1 WHERE uid = ?", (uid,))
            return
        self.conn.execute(
            f"""
            INSERT INTO {table} (uid, claim_id, {", ".join(names)}) VALUES (?, ?, {", ".join("?" * len(names))})
            ON CONFLICT (uid) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in names)}, gone = 0
            """,
            (uid, claim_id, *(value[name] for name in names)),
        )

    def _write_link(self, event_id: int, claim_id: int, other_id: int | None, key: str, value: Any) -> int:
        far = self._write_pair("link", _LINK, claim_id, other_id, key, value)
        if far is not None:
            self._update(far, {"version": event_id, "link_count": self._links(far)})
        return self._links(claim_id)

    def _write_pair(
        self, table: str, names: tuple[str, ...], claim_id: int, other_id: int | None, key: str, value: Any
    ) -> int | None:
        """What joins two claims, or keeps them apart, and what follows for suggestions; the far end, if known."""
        uid = bytes.fromhex(key)
        row = self.conn.execute(f"SELECT b FROM {table} WHERE uid = ?", (uid,)).fetchone()
        far: int | None = row[0] if row else other_id
        if value is None:
            self.conn.execute(f"UPDATE {table} SET gone = 1 WHERE uid = ?", (uid,))
        elif row:
            self.conn.execute(
                f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in names)}, gone = 0 WHERE uid = ?",
                (*(value[name] for name in names), uid),
            )
        else:
            self.conn.execute(
                f"INSERT INTO {table} (uid, a, b, {', '.join(names)}) VALUES (?, ?, ?{', ?' * len(names)})",
                (uid, claim_id, far, *(value[name] for name in names)),
            )
        if far is not None:
            settle(self.conn, claim_id, far)
        return far

    def _links(self, claim_id: int) -> int:
        return int(
            self._one(
                "SELECT (SELECT count(*) FROM link WHERE a = ?1 AND NOT gone)"
                " + (SELECT count(*) FROM link WHERE b = ?1 AND NOT gone)",
                claim_id,
            )
        )

    def _write_fields(self, claim_id: int, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Corrections: the claim's columns hold the value in force, ``correction`` keeps the extracted one."""
        name, source_id = self.conn.execute(
            "SELECT name, source_id FROM claim JOIN source ON source.id = source_id WHERE claim.id = ?", (claim_id,)
        ).fetchone()
        text = source_text(self.conn, source_id)
        row = self.conn.execute(f"SELECT {SELECT} FROM claim WHERE id = ?", (claim_id,)).fetchone()
        before = from_row(row, name, text)
        in_force: dict[str, Any] = {}
        for field, value in fields.items():
            kept = self._one("SELECT extracted FROM correction WHERE claim_id = ? AND field = ?", claim_id, field)
            if value is not None:
                extracted = kept if kept is not None else dumps(encode(field, field_value(before, field)))
                in_force[field] = decode(field, value["to"])
                self.conn.execute(
                    """
                    INSERT INTO correction (claim_id, field, extracted, corrected) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET corrected = excluded.corrected
                    """,
                    (claim_id, field, extracted, dumps(value["to"])),
                )
            elif kept is not None:
                in_force[field] = decode(field, json.loads(kept))
                self.conn.execute("DELETE FROM correction WHERE claim_id = ? AND field = ?", (claim_id, field))
        after = with_fields(before, in_force, text)
        reindex(self.conn, claim_id, before, after, name, self.folding)
        from claims_db.columns import COLUMNS

        count = self._one("SELECT count(*) FROM correction WHERE claim_id = ?", claim_id)
        return {**dict(zip(COLUMNS, to_row(after), strict=True)), "correction_count": count}


def dumps(value: Any) -> str:
    """JSON as the file keeps it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _loads(text: str | None) -> Any:
    return None if text is None else json.loads(text)
