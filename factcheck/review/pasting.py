"""What is pasted is text up to the paste's end, never keys.

Textual's parser looks for escape sequences inside a bracketed paste too: an ESC in pasted text made keys of what
follows, each of them an act. Control characters mean nothing in any field here, so ESC is left out.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

_ESC = "\x1b"


class PasteSafeParser(XTermParser):
    """Textual's parser of what a terminal sends, with pastes made harmless."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasting = False
        self._held = ""
        """The end of what came, where it may be the beginning of the paste's end."""

    def feed(self, data: str) -> Iterable[Message]:
        """Parse ``data``; empty at the end of input, as Textual has it."""
        if not data:
            return super().feed(data)
        cleaned = self._cleaned(data)
        return super().feed(cleaned) if cleaned else ()

    def _cleaned(self, data: str) -> str:
        """``data`` without the escapes in pastes, whatever pieces it comes in."""
        data, self._held = self._held + data, ""
        kept: list[str] = []
        while data:
            mark = BRACKETED_PASTE_END if self._pasting else BRACKETED_PASTE_START
            text, found, rest = data.partition(mark)
            if self._pasting:
                if not found:
                    text, self._held = _parted(text, mark)
                text = text.replace(_ESC, "")
            kept.append(text + found)
            if found:
                self._pasting = not self._pasting
            data = rest
        return "".join(kept)


def _parted(text: str, mark: str) -> tuple[str, str]:
    """``text`` before what may be the beginning of ``mark`` at its end, and that."""
    for length in range(min(len(mark) - 1, len(text)), 0, -1):
        if text.endswith(mark[:length]):
            return text[:-length], text[-length:]
    return text, ""


def make_pastes_safe() -> None:
    """Have the driver that Textual will run, of the terminal or the browser, use this parser."""
    named = os.environ.get("TEXTUAL_DRIVER", "").partition(":")[0]
    driver = named or f"textual.drivers.{'win32' if sys.platform == 'win32' else 'linux_driver'}"
    vars(importlib.import_module(driver))["XTermParser"] = PasteSafeParser
