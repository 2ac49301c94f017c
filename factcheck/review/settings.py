"""What a reviewer set, and what the screen remembers between sessions.

The settings file is the reviewer's own (``review.toml`` in the platform's config folder, docs/review.md); what is
remembered is the program's (``review.json`` in the platform's state folder) and may be deleted at any time.
"""

from __future__ import annotations

import json
import re
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import platformdirs

from claims_db.records import SORTS, Query, Sort
from factcheck.review.actions import ACTIONS, BY_ID, MODES, Action
from factcheck.review.keys import is_key, nearest_key, shown_key, twins
from factcheck.review.language import LANGUAGES, _
from factcheck.review.order import View

_PLACES_REMEMBERED = 100


@dataclass(frozen=True)
class Trouble:
    """Something in the settings that could not be taken over; its text is in the language of the screen by then."""

    template: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return _(self.template).format(**self.values)


def trouble(template: str, **values: object) -> Trouble:
    """A message of the catalogue with what its places hold."""
    return Trouble(template, values)


@dataclass(frozen=True)
class Settings:
    """A reviewer's settings; ``problems`` are lines about what could not be taken over."""

    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys by act, as written, unknown ones left out."""
    theme: str | None = None
    language: str | None = None
    """``en`` or ``zh_CN``; None follows the locale."""
    problems: tuple[Trouble, ...] = ()


def settings_path() -> Path:
    """Where the settings file is looked for."""
    return platformdirs.user_config_path("factcheck") / "review.toml"


def read_settings(path: Path) -> Settings:
    """Read the settings file at ``path``; one that is missing sets nothing, a bad line is named and left out."""
    try:
        text = path.read_text("utf-8")
        written = tomllib.loads(text)
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Settings(problems=(trouble("{path}: {error}; all settings stay as they are", path=path, error=said),))

    def at(name: str) -> str:
        return f"{path}:{_line_of(text, name)}"

    problems = [
        trouble("{where}: there is no setting {name}; choose of {known}", where=at(name), name=name, known=_SETTINGS)
        for name in written
        if name not in ("keys", "theme", "language")
    ]
    keys = _read_keys(written.get("keys", {}), at, problems)
    problems.extend(clash.trouble(at(clash.act(keys))) for clash in conflicts(keys))
    theme, language = written.get("theme"), written.get("language")
    if theme is not None and not isinstance(theme, str):
        problems.append(trouble("{where}: the name of a theme is a text", where=at("theme")))
        theme = None
    if language is not None and language not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        problems.append(
            trouble(
                "{where}: there is no language {name}; choose of {known}",
                where=at("language"),
                name=repr(language),
                known=known,
            )
        )
        language = None
    return Settings(keys, theme, language, tuple(problems))


_SETTINGS = "keys, theme, language"


def _line_of(text: str, name: str) -> int:
    """The line that sets ``name``."""
    found = re.search(rf"^[ \t]*\[?[ \t]*[\"']?{re.escape(name)}[\"']?[ \t]*[=\].]", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _read_keys(written: object, at: Callable[[str], str], problems: list[Trouble]) -> dict[str, str]:
    """The keys by act; what is no act, no text or no key goes to ``problems``."""
    if not isinstance(written, dict):
        problems.append(trouble('{where}: keys are a table: write [keys], and under it note = "a"', where=at("keys")))
        return {}
    keys: dict[str, str] = {}
    for name, value in written.items():
        if name not in BY_ID:
            near = get_close_matches(name, BY_ID, 1)
            hint = near[0] if near else "docs/review.md"
            said = "{where}: there is no act named {name}; look at {hint}"
            problems.append(trouble(said, where=at(name), name=name, hint=hint))
            continue
        if not isinstance(value, str) or not all(key.strip() for key in value.split(",")):
            said = '{where}: {name} needs keys as text, such as "a" or "ctrl+t,f5"'
            problems.append(trouble(said, where=at(name), name=name))
            continue
        wanted = [key.strip() for key in value.split(",")]
        for key in wanted:
            if not is_key(key):
                said = "{where}: {name}: there is no key {key}; write it as {examples}"
                examples = nearest_key(key) or "a, A, f5, ctrl+t, slash, pagedown"
                problems.append(trouble(said, where=at(name), name=name, key=key, examples=examples))
        known = [key for key in wanted if is_key(key)]
        if known:
            keys[name] = ",".join(known)
    return keys


@dataclass(frozen=True)
class Clash:
    """A key that two acts would answer to; each with the plain key whose twin it is, where it is one."""

    key: str
    one: Action
    other: Action
    twin_of: str | None

    def act(self, keys: Mapping[str, str]) -> str:
        """Of the two acts the one that the settings gave the key to."""
        return self.other.id if self.other.id in keys else self.one.id

    def trouble(self, where: str) -> Trouble:
        """The line that tells of it."""
        names: dict[str, object] = {"where": where, "key": self.key, "one": self.one.id, "other": self.other.id}
        if self.twin_of is None:
            return trouble("{where}: {key} is the key of both {one} and {other}", **names)
        said = "{where}: {key} is the key of both {one} and {other}: with an input method on it stands for {plain}"
        return trouble(said, **names, plain=self.twin_of)


def conflicts(keys: Mapping[str, str]) -> list[Clash]:
    """Return each key that two acts of overlapping places would answer to, twins for input methods included."""
    found: list[Clash] = []
    taken: dict[str, list[tuple[Action, str]]] = {}
    for action in ACTIONS:
        for plain in keys.get(action.id, action.keys).split(","):
            for name in (plain.strip(), *twins(plain.strip())):
                key, stands_for = shown_key(name), shown_key(plain)
                for other, other_plain in taken.get(key, []):
                    # where both stand for the same key, that one was told already
                    told = stands_for == other_plain and key != stands_for
                    if _overlap(other, action) and other is not action and not told:
                        twin_of = next((p for p in (stands_for, other_plain) if p != key), None)
                        found.append(Clash(key, other, action, twin_of))
                taken.setdefault(key, []).append((action, stands_for))
    return found


def _overlap(one: Action, other: Action) -> bool:
    places = (one.where, other.where)
    return one.where == other.where or ("anywhere" in places and not any(place in MODES for place in places))


@dataclass
class Remembered:
    """Where one reviewer left off in one database."""

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


def _key(database: Path, reviewer: str) -> str:
    """Under which name the memory holds a reviewer's place in ``database``."""
    return f"{database.resolve()}\0{reviewer}"


def recall(path: Path, database: Path, reviewer: str) -> Remembered:
    """Return what is remembered of ``reviewer`` in ``database``; nothing where the memory is missing or unreadable."""
    memory = _read(path)
    # earlier releases kept one place a database: whoever comes first takes it over
    held = memory.get(_key(database, reviewer), memory.get(str(database.resolve())))
    known = {one.name for one in fields(Remembered)}
    if not isinstance(held, dict):
        return Remembered()
    return Remembered(**{name: value for name, value in held.items() if name in known})


def remember(path: Path, database: Path, reviewer: str, what: Remembered) -> None:
    """Keep ``what`` for ``reviewer`` in ``database``. A memory that can't be written is no reason to trouble anyone."""
    memory = _read(path)
    for name in (str(database.resolve()), _key(database, reviewer)):
        memory.pop(name, None)
    memory[_key(database, reviewer)] = asdict(what)
    latest = dict(list(memory.items())[-_PLACES_REMEMBERED:])
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
