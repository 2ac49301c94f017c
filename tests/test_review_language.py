"""The screen in simplified Chinese: complete for every act, and nothing lost in the sentences with places to fill."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.pofile import read_po
from newsroom import fill
from review_pilot import press, reviewing, shown

from claims_db import Database
from claims_db.claim import Direction, Modality, Region
from claims_db.corrections import CORRECTABLE
from claims_db.records import FLAGS, KINDS, LINK_TYPES, SORTS, STANCES
from claims_db.records import STATUSES as STATUS_NAMES
from factcheck.review import language
from factcheck.review.actions import ACTIONS
from factcheck.review.columns import FLAG_LEGEND, columns_for
from factcheck.review.commands.find import SORT_TITLES
from factcheck.review.detail_text import DETAIL_LABELS, SIGNS
from factcheck.review.drafting import DRAFTED
from factcheck.review.questions.correcting import NUMBERS, OFFSETS, WORDS
from factcheck.review.questions.filtering import FLAG_TITLES
from factcheck.review.settings import read_settings, settings_path
from factcheck.review.status import STATUSES

REVIEW = Path(language.__file__).parent
CORRECTED = (*NUMBERS, *WORDS, *OFFSETS)
ACTS = {
    *("mark", "adjudicate", "finding", "note", "edit-note", "drop-note", "tag", "untag", "cite", "uncite", "link"),
    *("unlink", "assign", "correct", "restore", "add-claim", "withdraw", "split", "merge", "revert", "undo", "redo"),
    *("accept", "reject", "reopen"),
    *("status", "verdict", "adjudicated", "evidence", "rejection", "field", "assignee", "withdrawn"),
}
"""Names of acts and of what they change, as the history tells them."""


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database
    language.use_language("en")


def catalogue() -> dict[str, str]:
    with (REVIEW / "locale" / "zh_CN.po").open("rb") as written:
        return {str(message.id): str(message.string) for message in read_po(written) if message.id}


def messages() -> set[str]:
    """Every literal that the screen hands to ``_``, and the words of its tables and of the store."""
    found = {word for action in ACTIONS for word in (action.title, action.group, action.footer) if word}
    found |= {look.label for look in STATUSES.values()} | {meaning for _, meaning in FLAG_LEGEND}
    found |= {title for _, title in columns_for(200, 7).titles() if title != "id"}
    found |= set(SORT_TITLES.values()) | set(FLAG_TITLES.values()) | set(SIGNS.values()) | set(DETAIL_LABELS)
    found |= {name.replace("_", " ") for name in (*DRAFTED, *CORRECTED, *CORRECTABLE)}
    found |= {status.replace("-", " ") for status in STATUS_NAMES}
    for words in (KINDS, LINK_TYPES, STANCES, SORTS, FLAGS, get_args(Modality), get_args(Direction), get_args(Region)):
        found |= set(words)
    for path in REVIEW.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "trouble"):
                found |= {text for text in literals(node.args[0]) if text}
    return found | ACTS


def literals(node: ast.expr) -> Iterator[str]:
    """The texts an expression may be, as far as it spells them."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


SPOKEN = {"say", "fail", "notify", "Label", "field", "ValueError", "Question", "CheckMark", "entitle"}
"""Calls whose texts a reviewer reads."""


def test_no_text_of_the_screen_goes_past_the_catalogue() -> None:
    past = []
    for path in REVIEW.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            spoken = called in SPOKEN or called.endswith("Question")
            given = [arg for arg in node.args[:2] if spoken]
            given += [word.value for word in node.keywords if word.arg in ("placeholder", "prompt", "title")]
            past += [f"{path.name}: {text}" for arg in given for text in written(arg) if re.search("[a-z]{3,} ", text)]
    assert past == []


def written(node: ast.expr) -> Iterator[str]:
    """The texts that an expression spells out without asking the catalogue."""
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    else:
        yield from literals(node)


def test_every_message_is_translated_with_the_same_places() -> None:
    translated = catalogue()
    assert messages() - translated.keys() == set()
    for english, chinese in translated.items():
        assert chinese, english
        places = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (english, chinese)]
        assert places[0] == places[1], english


@pytest.mark.parametrize(
    ("name", "value", "chosen"),
    [
        ("LANG", "zh_CN.UTF-8", "zh_CN"),
        ("LC_ALL", "zh_TW", "zh_CN"),
        ("LANG", "de_DE.UTF-8", "en"),
        ("LANG", "C", "en"),
    ],
)
def test_the_locale_chooses(monkeypatch: pytest.MonkeyPatch, name: str, value: str, chosen: str) -> None:
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv(name, value)
    assert language.use_language() == chosen
    assert language.use_language("en") == "en"


async def test_the_setting_makes_the_screen_chinese(db: Database) -> None:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('language = "zh_CN"\n', "utf-8")
    async with reviewing(db, (160, 45)) as (pilot, screen):
        assert "未审" in shown(screen.detail)
        assert "陈述 1 / 9" in screen.list_title.text
        assert "已审 0 / 9" in shown(screen.status)
        assert "主体" in shown(screen.detail)
        await press(pilot, "v")
        assert screen.status.message.startswith("第 1 条：属实")
        assert db.claims.get(1).status == "verified"
        for line in range(screen.claims.size.height):
            assert screen.claims.render_line(line).cell_length == screen.claims.size.width
        await press(pilot, "question_mark")
        assert "标为属实，到下一条" in "\n".join(pilot.app.screen.text_lines())  # type: ignore[attr-defined]


def test_an_unknown_language_is_named() -> None:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('language = "tlh"\n', "utf-8")
    settings = read_settings(path)
    assert settings.language is None
    assert "tlh" in str(settings.problems[0])
