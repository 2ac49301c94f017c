"""Bindings made from the table of acts, each plain key with twins that an input method lets through.

While a Chinese input method is on, a letter goes to its window, not to the screen. So every act on a single
character answers to Alt and that letter as well, to its full-width form, and to the Chinese punctuation mark on the
same key; Space answers to Insert.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from textual.binding import Binding, BindingType
from textual.keys import Keys, format_key, key_to_character

from factcheck.review.actions import ACTIONS, Action, Where

_PUNCTUATION_OF_INPUT_METHOD = {"/": "、", "[": "【", "]": "】", ".": "。", "<": "《", ">": "》", "\\": "、"}
_RENAMED = {"slash": "/", "backslash": "\\", "at": "@", "minus": "-", "plus": "+", "underscore": "_"}
"""Keys to which Textual gives other names than Unicode does."""
_MODIFIERS = frozenset(("ctrl", "alt", "shift", "super", "hyper", "meta"))
_NAMED = frozenset(key.value.rpartition("+")[2] for key in Keys if key.value.isascii() and "<" not in key.value)
_FULL_WIDTH = 0xFEE0
"""Distance from an ASCII character to its full-width form."""


def bindings_for(where: Where) -> list[BindingType]:
    """Return the bindings of the acts that work in the pane ``where``."""
    return [binding for action in ACTIONS if action.where == where for binding in _bindings(action)]


def with_twins(keys: str) -> str:
    """Return ``keys`` (comma-separated Textual key names) followed by the twins of those that type a character."""
    named = [key.strip() for key in keys.split(",")]
    return ",".join([*named, *(twin for key in named for twin in twins(key))])


def _bindings(action: Action) -> Iterator[Binding]:
    first, *others = with_twins(action.keys).split(",")
    act = f"screen.act('{action.id}')"
    yield Binding(
        first, act, action.footer or action.title, show=bool(action.footer), tooltip=action.title, id=action.id
    )
    if others:
        yield Binding(",".join(others), act, action.title, show=False, id=action.id)


def twins(key: str) -> Iterator[str]:
    """Yield the keys that do what ``key`` does while an input method is on."""
    character = key if len(key) == 1 else _RENAMED.get(key) or (key_to_character(key) if "+" not in key else None)
    if character is None or not character.isascii() or not character.isprintable():
        return
    if character == " ":
        yield from ("ideographic_space", "insert")
        return
    if character.isalpha():
        yield f"alt+shift+{character.lower()}" if character.isupper() else f"alt+{character}"
    yield chr(ord(character) + _FULL_WIDTH)
    if character in _PUNCTUATION_OF_INPUT_METHOD:
        yield _PUNCTUATION_OF_INPUT_METHOD[character]


def is_key(key: str) -> bool:
    """Whether ``key`` is a key as Textual names it, or one character; modifiers stand before it with a plus."""
    if len(key) == 1:
        return True
    *modifiers, name = key.split("+")
    if not _MODIFIERS.issuperset(modifiers):
        return False
    return len(name) == 1 or name in _NAMED or name in _RENAMED or key_to_character(name) is not None


def nearest_key(key: str) -> str | None:
    """Return the key that was probably meant by ``key``, which is none."""
    *modifiers, name = key.lower().replace("-", "+").split("+")
    meant = [*(get_close_matches(one, _MODIFIERS, 1) for one in modifiers)]
    named = [name] if len(name) == 1 else get_close_matches(name, _NAMED, 1)
    if not named or not all(meant):
        return None
    near = "+".join([*(one[0] for one in meant), named[0]])
    return near if is_key(near) else None


def shown_keys(keys: str) -> str:
    """Return Textual key names as people write them: ``ctrl+d, /``."""
    return " ".join(shown_key(key) for key in keys.split(","))


def shown_key(key: str) -> str:
    """Return one Textual key name as people write it."""
    *modifiers, name = key.strip().split("+")
    prefix = "".join("^" if modifier == "ctrl" else f"{modifier}+" for modifier in modifiers)
    return prefix + format_key(name)
