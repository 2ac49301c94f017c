"""What a reviewer typed and did not save yet, kept in the state folder through refusals, restarts and crashes.

A file a form, named by database and reviewer (``drafts/DATABASE/FORM.json``), readable by its owner alone: notes are
private. Where the folder can't be written a draft lasts as long as the program.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True)
class Draft:
    """The fields of a form by their ids: as typed, and as they were when the form was opened."""

    values: Mapping[str, str]
    base: Mapping[str, str]


def drafts_path() -> Path:
    """The folder of all drafts."""
    return platformdirs.user_state_path("factcheck") / "drafts"


class Drafts:
    """The drafts of one reviewer in one database, by form: ``note-12``, ``cite-12``."""

    def __init__(self, folder: Path, database: Path, reviewer: str) -> None:
        whose = f"{database.resolve()}\0{reviewer}".encode(errors="surrogateescape")
        self._folder = folder / hashlib.sha256(whose).hexdigest()[:24]
        self._held: dict[str, Draft] = {}
        """Those of this session: what the disk refuses is not lost while the program runs."""

    def read(self, form: str) -> Draft | None:
        """What was typed into ``form``; None where nothing was, or the file is none of ours."""
        if form in self._held:
            return self._held[form]
        try:
            kept = json.loads(self._file(form).read_text("utf-8"))
            return Draft(_texts(kept["values"]), _texts(kept["base"]))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def write(self, form: str, draft: Draft) -> bool:
        """Keep ``draft``; False where it is kept in memory only."""
        if self._held.get(form) == draft and self._file(form).exists():
            return True
        self._held[form] = draft
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # made with the rights of its owner alone, and there as a whole or not at all
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=self._folder, delete=False) as out:
                try:
                    json.dump(asdict(draft), out, ensure_ascii=True)
                    out.flush()
                    os.fsync(out.fileno())
                except OSError:
                    Path(out.name).unlink(missing_ok=True)
                    raise
            Path(out.name).replace(self._file(form))
        except OSError:
            return False
        return True

    def drop(self, form: str) -> None:
        """Forget what was typed into ``form``: it is saved, or given up."""
        self._held.pop(form, None)
        try:
            self._file(form).unlink(missing_ok=True)
        except OSError:
            # a folder that may no longer be written: the draft is offered once more, which loses nothing
            return

    def names(self, beginning: str) -> Iterator[str]:
        """The forms with a draft whose names begin so, the last written first."""
        files = [path for path in self._folder.glob("*.json") if path.stem.startswith(beginning)]
        files.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
        yield from dict.fromkeys([*(path.stem for path in files), *(n for n in self._held if n.startswith(beginning))])

    def _file(self, form: str) -> Path:
        return self._folder / f"{form}.json"


def _texts(written: Mapping[str, object]) -> dict[str, str]:
    return {name: value for name, value in written.items() if isinstance(value, str)}
