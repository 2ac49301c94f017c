"""The screen in simplified Chinese: complete for every act, and nothing lost in the sentences with places to fill."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.pofile import read_po
from newsroom import CHIPS, articles, fill
from review_pilot import press, reviewing, shown, write
from textual.widgets import Input, OptionList

from claims_db import Database, errors
from claims_db.claim import Direction, Modality, Region
from claims_db.corrections import CORRECTABLE
from claims_db.records import FLAGS, KINDS, LINK_TYPES, SORTS, STANCES, Event
from claims_db.records import STATUSES as STATUS_NAMES
from claims_db.validation import valid_claim
from factcheck.review import language
from factcheck.review.actions import ACTIONS
from factcheck.review.columns import EDGE_LEGEND, FLAG_LEGEND, columns_for
from factcheck.review.commands.find import SORT_TITLES
from factcheck.review.detail_text import DETAIL_LABELS, SIGNS
from factcheck.review.drafting import CORRECTED, DRAFTED
from factcheck.review.questions.filtering import FLAG_TITLES
from factcheck.review.reason_words import TEMPLATES, told_reason
from factcheck.review.settings import read_settings, settings_path
from factcheck.review.status import STATUSES

REVIEW = Path(language.__file__).parent
ACTS = {
    *(
        "mark",
        "adjudicate",
        "finding",
        "note",
        "edit-note",
        "drop-note",
        "tag",
        "untag",
        "cite",
        "uncite",
        "link",
        "edit-evidence",
    ),
    *("unlink", "assign", "correct", "restore", "add-claim", "withdraw", "split", "join", "revert", "undo", "redo"),
    *("accept", "reject", "reopen"),
    *("exactly", "from … to", "stance", "none"),
    *("status", "verdict", "adjudicated", "evidence", "rejection", "field", "assignee", "withdrawn"),
}
"""Names of acts, of what they change, and of values, as the history tells them."""


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database
    language.use_language("en")


def catalogue() -> dict[str, str]:
    with (REVIEW / "locale" / "zh_CN.po").open("rb") as written:
        messages = [message for message in read_po(written) if message.id]
    found = {str(message.id): str(message.string) for message in messages if not message.pluralizable}
    for message in messages:
        if message.pluralizable:  # Chinese has one form for every number
            forms = [str(form) for form in message.string or ()]
            assert len(forms) == 1
            found |= dict.fromkeys(message.id, forms[0])
    return found


def messages() -> set[str]:
    """Every literal that the screen hands to ``_``, and the words of its tables and of the store."""
    found = {word for action in ACTIONS for word in (action.title, action.group, action.footer) if word}
    found |= {look.label for look in STATUSES.values()} | {meaning for _, meaning in (*FLAG_LEGEND, *EDGE_LEGEND)}
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
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_n":
                found |= {text for arg in node.args[:2] for text in literals(arg)}
    return found | ACTS | refusals()


def refusals() -> set[str]:
    """What the store says when it refuses, its places still in braces, and the words that go into them."""
    names = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
    found = {"evidence address", "archive address", "review address", "date seen", "quote", "note", "tag", "why"}
    for path in Path(errors.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in names:
                found |= {text for arg in node.args for text in literals(arg) if text}
    claim = articles()[0][1][0]
    two, one = Decimal(2), Decimal(1)
    wrong = (
        replace(claim, value=None),
        replace(claim, value=None, low=two, high=one),
        replace(claim, base_low=two, base_high=one),
        replace(claim, value=Decimal("1e500")),
        replace(claim, checkworthiness=2.0),
        replace(claim, figure="44亿美元"),
    )
    for claim in wrong:
        with pytest.raises(errors.InvalidRecord) as refused:
            valid_claim(claim, CHIPS, "chips.txt")
        found.add(refused.value.template)
    for count in (1, 2):
        events = [Event(n, "", "now", "bo", "mark", n, n, {}, {}, None) for n in range(count)]
        found.add(errors.ChangedMeanwhile(events).template)
    return found


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
        # "one claim" says its number in words
        assert places[0] | ({"count"} & places[1]) == places[1], english


def test_reasons_of_matching_are_told_in_the_language_of_the_screen() -> None:
    assert set(TEMPLATES) <= catalogue().keys()
    reasons = {
        "same base value 23.7 B CNY": "基准值相同：23.7 B CNY",
        "figures differ by 25 %: 23.7 B, 17.7 B CNY": "数字相差 25 %：23.7 B, 17.7 B CNY",
        "same subject 小鹏": "主体相同：小鹏",
        "period 2026Q1 = 2026Q1": "时期 2026Q1 = 2026Q1",
        "target against actual": "语气：目标对实际",
        "774 M USD, then 1.515 B USD": "先为 774 M USD，后为 1.515 B USD",
        "with claim 12: 5 %": "另见第 12 条：5 %",
        "净利润 = net profit": "净利润 = net profit",
        "stated three times": "原文写 three times",
        "stated 45% up": "原文写 45%（上升）",
        "50 / 40 = 1.25, that is 25 % more": "50 / 40 = 1.25，即多 25 %",
        "20 / 50 = 0.4, that is 40 %": "20 / 50 = 0.4，即 40 %",
        "52元 / 80元 = 0.65 times": "52元 / 80元 = 0.65 倍",
        "3人 + 4人 = 7人, less than the 9人 stated for the whole": "3人 + 4人 = 7人，少于所写总数 9人",
        "60% + 55% = 115 %, more than the whole": "60% + 55% = 115 %，超过整体",
        "60人 is more than 50人, of which it is said to be a part": "60人 多于 50人，而原文说前者是后者的一部分",
    }
    language.use_language("en")
    assert [told_reason(reason) for reason in reasons] == list(reasons)
    language.use_language("zh_CN")
    assert [told_reason(reason) for reason in reasons] == list(reasons.values())
    language.use_language("en")


def test_numbers_have_their_form_in_each_language() -> None:
    def said(count: int) -> str:
        one = "Claim {id} and one more that says the same: {status}. z takes it back."
        many = "Claim {id} and {count} more that say the same: {status}. z takes it back."
        return language._n(one, many, count).format(id=28, status="refuted")

    language.use_language("en")
    assert said(1) == "Claim 28 and one more that says the same: refuted. z takes it back."
    assert said(1200) == "Claim 28 and 1,200 more that say the same: refuted. z takes it back."
    language.use_language("zh_CN")
    assert said(1).startswith("第 28 条及另外 1 条说法相同的")
    assert said(3).startswith("第 28 条及另外 3 条说法相同的")
    language.use_language("en")


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


async def test_refusals_settings_palette_and_words_are_chinese(db: Database) -> None:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('language = "zh_CN"\n[keys]\nfly = "w"\n', "utf-8")
    with Database.open(db.path, "bo") as other:
        async with reviewing(db, (120, 40)) as (pilot, screen):
            assert "没有名为 fly 的操作" in "".join(map(str, read_settings(path).problems))
            await press(pilot, "c")
            await write(pilot, "nowhere")
            await press(pilot, "f2")
            assert "证据网址：'nowhere' 不是网址" in str(pilot.app.screen.query_one("#problem").render())
            await press(pilot, "escape", "colon")
            assert pilot.app.screen.query_one(Input).placeholder == "操作名或其中几个字"
            await write(pilot, "qqqq")
            await pilot.pause(1.2)
            options = pilot.app.screen.query_one(OptionList)
            assert "没有这样的操作" in str(options.get_option_at_index(0).prompt.renderable)  # type: ignore[union-attr]
            await press(pilot, "escape")
            await press(pilot, "escape")
            await press(pilot, "G", "E")
            modality = pilot.app.screen.query_one("#field-modality", Input)
            assert modality.value == "目标"
            modality.value = "预测"
            await press(pilot, "f2")
            assert db.claims.get(9).claim.modality == "forecast"
            assert "目标" in shown(screen.detail)
            screen.polling.pause()
            other.acts.mark([9], "refuted")
            await press(pilot, "v")
            assert "第 9 条刚被 bo 改动（标记" in screen.status.message
            for connection in db._store._all:
                connection.execute("PRAGMA query_only = 1")
            await press(pilot, "v")
            assert "无法写入" in screen.status.message


def test_an_unknown_language_is_named() -> None:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('language = "tlh"\n', "utf-8")
    settings = read_settings(path)
    assert settings.language is None
    assert "tlh" in str(settings.problems[0])
