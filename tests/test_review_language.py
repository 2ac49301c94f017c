"""The screen in simplified Chinese: complete for every act, and nothing lost in the sentences with places to fill."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from newsroom import fill
from review_pilot import press, reviewing, shown

from claims_db import Database
from factcheck.review import language
from factcheck.review.actions import ACTIONS
from factcheck.review.columns import FLAG_LEGEND
from factcheck.review.settings import read_settings, settings_path
from factcheck.review.status import STATUSES

REVIEW = Path(language.__file__).parent


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database
    language.use_language("en")


def catalogue() -> dict[str, str]:
    with (REVIEW / "locale" / "zh_CN.po").open("rb") as written:
        return {str(message.id): str(message.string) for message in read_po(written) if message.id}


def messages() -> set[str]:
    """Every literal that the screen's code hands to ``_``, and the words of its tables."""
    found = {word for action in ACTIONS for word in (action.title, action.group, action.footer) if word}
    found |= {look.label for look in STATUSES.values()} | {meaning for _, meaning in FLAG_LEGEND}
    for path in REVIEW.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                argument = node.args[0]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value:
                    found.add(argument.value)
    return found


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
    assert "tlh" in settings.problems[0]
