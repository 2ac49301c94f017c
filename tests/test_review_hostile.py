"""Hostile text in every pane and screen: shown harmlessly, each line as wide as its pane."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from review_pilot import press, reviewing
from rich.cells import cell_len
from shell import ROOT, command
from terminal import Terminal
from textual.geometry import Size
from textual.widget import Widget

from claims_db import Database
from claims_db.claim import Claim, Statement
from claims_db.records import Finding, NewSource
from factcheck.review.widgets.pair_pane import PairPane

HOSTILE = (
    "\x1b[2J\x1b]0;owned\x07\x9b31m[red]markup[/red] [link=file:///etc/passwd]x[/link] "
    "\u202ereversed\u202c \u2066isolate\u2069 "
    "👩\u200d👩\u200d👧\u200d👦 👍🏽 🇺🇸🇨🇳 ❤\ufe0f e\u0301\u0302\u0303 a\u200bb\ufeffc \ue000 ﷽ \u3164 \U000e0041 "
    "\rback\bspace\ttab\x00nul\u2028line\u2029paragraph 英伟达"
)
LONG = "9%" + "长" * 5000 + "x" * 5000


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "claims.db", reviewer="ana", create=True) as database:
        for number, text in enumerate((f"{HOSTILE} 12% {HOSTILE}\n{LONG}\n", f"14% {HOSTILE * 40}\n")):
            figures = [figure for figure in ("12%", "14%", "9%") if figure in text]
            claims = [claim(text, figure) for figure in figures]
            digest = hashlib.sha256(text.encode()).hexdigest()
            database.intake(NewSource(f"{HOSTILE}{number}", text, digest, title=HOSTILE), claims)
        ids = list(range(1, 4))
        database.suggestions.add([(1, 3, "contradiction", 0.9, [HOSTILE, LONG])])
        database.acts.mark(ids, "verified", Finding(HOSTILE, HOSTILE, "https://example.org/" + "x" * 3000))
        database.acts.note(1, HOSTILE + LONG)
        database.acts.tag([1], "[b]tag[/b]")
        database.acts.cite(1, "https://example.org/a", quote=HOSTILE)
        database.acts.link(1, 2, "duplicate", HOSTILE)
        with Database.open(database.path, reviewer="[bo]\u202e\x1b[31m") as other:
            other.acts.mark(ids, "refuted", Finding(LONG))
            other.acts.note(1, HOSTILE)
        yield database


def claim(text: str, figure: str) -> Claim:
    start = text.index(figure)
    left = text.rfind("\n", 0, start) + 1
    right = text.index("\n", start)
    return Claim(
        source="hostile",
        start=start,
        end=start + len(figure),
        figure=figure,
        statement=Statement(left, right, text[left:right]),
        kind="percentage",
        value=Decimal(figure[:-1]),
        unit="%",
        subject=HOSTILE,
        metric=LONG,
        attributed_to=HOSTILE,
        extractor="rules 1.0",
        checkworthiness=0.5,
    )


def assert_harmless(widget: Widget) -> None:
    """Every line is as wide as the widget, measured as terminals do, and holds nothing that steers one."""
    assert widget.size != Size(0, 0)
    for y in range(widget.size.height):
        strip = widget.render_line(y)
        text = strip.text
        assert strip.cell_length == cell_len(text) == widget.size.width, ascii(text)
        for character in text:
            assert unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"), ascii(text)
            assert character not in "\u200d\ufe0f", ascii(text)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_every_pane_is_harmless_and_aligned(db: Database, size: tuple[int, int]) -> None:
    async with reviewing(db, size) as (pilot, screen):
        for _ in range(3):
            panes = [screen.claims, screen.source, screen.detail, screen.list_title, screen.status]
            for pane in (pane for pane in panes if pane.display and pane.size.width):
                assert_harmless(pane)
            await press(pilot, "2", "pagedown", "end", "3", "pagedown", "1", "j")
        for key in ("M", "V"):
            await press(pilot, key)
            pair = pilot.app.screen.query_one(PairPane)
            for _ in range(4):
                assert_harmless(pair)
                await press(pilot, *["j"] * 10)
            await press(pilot, "escape")
        for key in ("H", "p", "f", "t", "L", "w"):
            await press(pilot, key, "escape")


def test_nothing_of_the_text_steers_the_terminal(db: Database, tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    with Terminal(
        command("review", "--reviewer", "ana"),
        cwd=tmp_path,
        before=None,
        PYTHONPATH=str(ROOT),
        HOME=home,
        XDG_STATE_HOME=home,
        XDG_CONFIG_HOME=home,
    ) as screen:
        screen.wait("of 3 reviewed")
        for key, words in (("M", "contradiction?"), ("V", "reviewers disagree"), ("H", "History of"), ("D", "Remove")):
            screen.press(key)
            screen.wait(words)
            screen.press("escape")
            screen.wait(lambda text, words=words: words not in text)  # type: ignore[misc]
        screen.press("q")
        assert screen.wait_end() == 0
        shown = screen.raw.decode("utf-8", "replace")
        assert "owned" in shown
        for steering in ("\x1b[2J\x1b]0", "\x1b]0;owned", "owned\x07", "\x9b", "\x00"):
            assert steering not in shown, ascii(shown[max(shown.index(steering) - 80, 0) :][:200])
        assert not any(mark in shown for mark in "\u202e\u2066\u200d\u2028\ufeff")
