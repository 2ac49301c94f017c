"""What a reviewer typed and did not save yet, kept in the state folder through refusals, restarts and crashes.

A file a form in a folder of database and reviewer (``drafts/DATABASE/FORM.json``), readable by its owner alone: notes
are private. Files are named by what the draft is on, not by its row id: that one may be something else's in a database
made anew at the same place. Where the folder can't be written a draft lasts as long as the program.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import platformdirs

from claims_db.errors import ClaimsDbError
from claims_db.names import Kind, Names

_FORM = re.compile(r"(?P<act>[a-z]+(?:-[a-z]+)*)-(?P<on>[0-9a-f]+)(?P<rest>(?:-\d+)*)")
_ON: Mapping[str, Kind] = {"add-claim": "source", "join": "source", "edit-note": "note", "edit-evidence": "evidence"}
"""What the forms of an act are on, where it is not a claim."""


@dataclass(frozen=True)
class Draft:
    """The fields of a form by their ids: as typed, and as they were when the form was opened."""

    values: Mapping[str, str]
    base: Mapping[str, str]


def drafts_path() -> Path:
    """The folder of all drafts."""
    return platformdirs.user_state_path("factcheck") / "drafts"


class Drafts:
    """The drafts of one reviewer in one database, by form: ``note-12``, ``cite-12``.

    The number is the row id of what the form is on; ``names`` tells what lasts of it, where there is a database.
    Nothing here raises on what the disk or the database refuses: a draft is there to lose nothing, not to end the
    screen.
    """

    def __init__(self, folder: Path, database: Path, reviewer: str, names: Names | None = None) -> None:
        whose = f"{database.resolve()}\0{reviewer}".encode(errors="surrogateescape")
        self._folder = folder / hashlib.sha256(whose).hexdigest()[:24]
        self._lasting = names
        self._stems: dict[str, str] = {}
        self._held: dict[str, Draft] = {}
        """Those of this session: what the disk refuses is not lost while the program runs."""
        self._stored: dict[str, Draft] = {}
        self._disk = threading.Lock()
        """Held while a file is written or removed, so that a late writer never brings back what was dropped."""

    def read(self, form: str) -> Draft | None:
        """What was typed into ``form``; None where nothing was, or the file is none of ours."""
        if form in self._held:
            return self._held[form]
        file = self._file(form)
        try:
            kept = json.loads(file.read_text("utf-8")) if file else {}
            return Draft(_texts(kept["values"]), _texts(kept["base"]))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def hold(self, form: str, draft: Draft) -> None:
        """Keep ``draft`` in memory; ``flush`` puts it on the disk."""
        self._file(form)  # looked up here: whoever flushes may be another thread
        self._held[form] = draft

    def flush(self, form: str) -> bool:
        """Put what is held of ``form`` on the disk, from any thread; False where it is kept in memory only."""
        with self._disk:
            draft, stem = self._held.get(form), self._stems.get(form)
            if draft is None or stem is None:
                return False
            file = self._folder / f"{stem}.json"
            try:
                if self._stored.get(form) != draft or not file.exists():
                    self._put(file, draft)
            except OSError:
                return False
            self._stored[form] = draft
            return True

    def write(self, form: str, draft: Draft) -> bool:
        """Keep ``draft``, on the disk when this returns; False where it is kept in memory only."""
        self.hold(form, draft)
        return self.flush(form)

    def drop(self, form: str) -> None:
        """Forget what was typed into ``form``: it is saved, or given up."""
        self._held.pop(form, None)
        file = self._file(form)
        with self._disk:
            self._stored.pop(form, None)
            # a folder that may no longer be written: the draft is offered once more, which loses nothing
            with suppress(OSError):
                if file:
                    file.unlink(missing_ok=True)

    def names(self, beginning: str) -> Iterator[str]:
        """The forms with a draft whose names begin so, the last written first."""
        written: list[tuple[int, str]] = []
        # what can't be listed is not offered; what is held still is
        with suppress(OSError):
            for path in self._folder.glob("*.json"):
                form = self._form(path.stem)
                if form is not None and form.startswith(beginning):
                    with suppress(OSError):  # another window saved it between the two looks
                        written.append((path.stat().st_mtime_ns, form))
        written.sort(reverse=True)
        yield from dict.fromkeys(
            [*(form for _, form in written), *(form for form in self._held if form.startswith(beginning))]
        )

    def _put(self, file: Path, draft: Draft) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # made with the rights of its owner alone, and there as a whole or not at all
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=self._folder, delete=False) as out:
            made = Path(out.name)
            try:
                json.dump(asdict(draft), out, ensure_ascii=True)
                out.flush()
                os.fsync(out.fileno())
                made.replace(file)
            except OSError:
                with suppress(OSError):  # the first refusal is the one to tell
                    made.unlink(missing_ok=True)
                raise

    def _file(self, form: str) -> Path | None:
        """The file of a form; None where nothing is known here under its number."""
        stem = self._stems.get(form) or self._turned(form, back=False)
        if stem is None:
            return None
        self._stems[form] = stem
        return self._folder / f"{stem}.json"

    def _form(self, stem: str) -> str | None:
        """The form of a file; None where what it is on is not in this database."""
        form = self._turned(stem, back=True)
        if form is not None:
            self._stems[form] = stem
        return form

    def _turned(self, name: str, *, back: bool) -> str | None:
        """A form's name with what lasts in the place of the row id, or ``back``."""
        if self._lasting is None:
            return name
        parts = _FORM.fullmatch(name)
        if parts is None:
            return None
        kind, on = _ON.get(parts["act"], "claim"), parts["on"]
        try:
            other = self._lasting.find(kind, on) if back else self._lasting.of(kind, int(on))
        except (ClaimsDbError, ValueError):
            # a database that can't be read says so elsewhere
            return None
        return None if other is None else f"{parts['act']}-{other}{parts['rest']}"


def _texts(written: Mapping[str, object]) -> dict[str, str]:
    return {name: value for name, value in written.items() if isinstance(value, str)}
