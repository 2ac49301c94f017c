"""Pasted text is text, whatever is in it and in whatever pieces it arrives."""

from __future__ import annotations

import pytest
from textual import events

from factcheck.review.pasting import PasteSafeParser

START, END = "\x1b[200~", "\x1b[201~"


def parsed(pieces: list[str]) -> list[tuple[str, str]]:
    parser = PasteSafeParser()
    found = []
    for piece in pieces:
        for message in parser.feed(piece):
            if isinstance(message, events.Paste):
                found.append(("paste", message.text))
            elif isinstance(message, events.Key):
                found.append(("key", message.key))
    return found


SENT = f"j{START}a\x1bvr\x1b[31mx\x1b\x1b[20{END}k"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 1000])
def test_an_escape_in_a_paste_makes_no_keys(size: int) -> None:
    # a paste's beginning is looked for in one piece; terminals send it so
    pieces = ["j", START, *pieces_of(SENT[1 + len(START) :], size)]
    assert parsed([SENT]) == parsed(pieces)
    assert parsed(pieces) == [("key", "j"), ("paste", "avr[31mx[20"), ("key", "k")]


def pieces_of(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


def test_keys_and_sequences_outside_pastes_are_as_ever() -> None:
    assert parsed(["\x1b[A", "v", "\x1b[6~"]) == [("key", "up"), ("key", "v"), ("key", "pagedown")]
    assert parsed([START + "one" + END + START + "two" + END]) == [("paste", "one"), ("paste", "two")]
