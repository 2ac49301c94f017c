"""What a reviewer set, and what the screen remembers between sessions.

The settings file is the reviewer's own (``review.toml`` in the platform's config folder, docs/review.md); what is
remembered is the program's (``review.json`` in the platform's state folder) and may be deleted at any time.
"""

from __future__ import annotations

import json
import tempfile
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

import platformdirs

from claims_db.records import SORTS, Query, Sort
from factcheck.review.actions import ACTIONS, BY_ID, MODES, Action
from factcheck.review.keys import shown_keys
from factcheck.review.language import LANGUAGES
from factcheck.review.order import View

_DATABASES_REMEMBERED = 100


@dataclass(frozen=True)
class Settings:
    """A reviewer's settings; ``problems`` are lines about what could not be taken over."""

    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys by act, as written."""
    theme: str | None = None
    language: str | None = None
    """``en`` or ``zh_CN``; None follows the locale."""
    problems: tuple[str, ...] = ()


def settings_path() -> Path:
    """Where the settings file is looked for."""
    return platformdirs.user_config_path("factcheck") / "review.toml"


def read_settings(path: Path) -> Settings:
    """Read the settings file at ``path``; one that is missing sets nothing, a bad line is named and left out."""
    try:
        written = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as trouble:
        return Settings(problems=(f"{path}: {trouble}; the keys stay as they are",))
    problems: list[str] = []
    keys: dict[str, str] = {}
    for name, value in written.get("keys", {}).items():
        if name not in BY_ID:
            problems.append(f"{path}: there is no act named {name}; docs/review.md lists them")
        elif not isinstance(value, str) or not all(key.strip() for key in value.split(",")):
            problems.append(f'{path}: {name} needs keys as text, such as "a" or "ctrl+t,f5"')
        else:
            keys[name] = value
    problems.extend(f"{path}: {line}" for line in conflicts(keys))
    theme = written.get("theme")
    language = written.get("language")
    if language is not None and language not in LANGUAGES:
        problems.append(f"{path}: there is no language {language!r}; choose one of {', '.join(LANGUAGES)}")
        language = None
    return Settings(keys, theme if isinstance(theme, str) else None, language, tuple(problems))


def conflicts(keys: Mapping[str, str]) -> list[str]:
    """Return a line for each key that two acts of overlapping places would answer to."""
    found: list[str] = []
    taken: dict[str, list[Action]] = {}
    for action in ACTIONS:
        for key in shown_keys(keys.get(action.id, action.keys)).split():
            others = [other for other in taken.get(key, []) if _overlap(other, action)]
            found.extend(f"{key} is the key of both {other.id} and {action.id}" for other in others)
            taken.setdefault(key, []).append(action)
    return found


def _overlap(one: Action, other: Action) -> bool:
    places = (one.where, other.where)
    return one.where == other.where or ("anywhere" in places and not any(place in MODES for place in places))


@dataclass
class Remembered:
    """Where a reviewer left off in one database."""

    sort: str = "checkworthiness"
    descending: bool = True
    query: dict[str, Any] = field(default_factory=dict)
    claim: int | None = None
    detail: bool = True
    """Whether the details are open where both panes fit."""
    theme: str | None = None

    def view(self) -> View:
        """The view left off at; anything it does not know (another release wrote it) is left out."""
        names = {one.name for one in fields(Query)} - {"ids"}
        kept: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in self.query.items()
            if name in names
        }
        sort: Sort = next((name for name in SORTS if name == self.sort), "checkworthiness")
        return View(Query(**kept), sort, self.descending)

    def take(self, view: View) -> None:
        """Remember ``view``."""
        self.sort, self.descending = view.sort, view.descending
        self.query = {name: value for name, value in asdict(view.query).items() if value and name != "ids"}


def memory_path() -> Path:
    """Where the program keeps what it remembers."""
    return platformdirs.user_state_path("factcheck") / "review.json"


def recall(path: Path, database: Path) -> Remembered:
    """Return what is remembered of ``database``; nothing where the memory is missing or unreadable."""
    held = _read(path).get(str(database.resolve()))
    known = {one.name for one in fields(Remembered)}
    if not isinstance(held, dict):
        return Remembered()
    return Remembered(**{name: value for name, value in held.items() if name in known})


def remember(path: Path, database: Path, what: Remembered) -> None:
    """Keep ``what`` for ``database``. A memory that can't be written is no reason to trouble a reviewer."""
    memory = _read(path)
    memory.pop(str(database.resolve()), None)
    memory[str(database.resolve())] = asdict(what)
    latest = dict(list(memory.items())[-_DATABASES_REMEMBERED:])
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as draft:
            json.dump(latest, draft, ensure_ascii=False)
        Path(draft.name).replace(path)


def _read(path: Path) -> dict[str, Any]:
    try:
        held = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}
