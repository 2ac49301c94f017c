"""Who says what on one axis, and progress as bars: in the screen and by command."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from newsroom import fill, found, source
from review_pilot import press, reviewing
from shell import factcheck

from claims_db import Database
from claims_db.claim import Kind
from factcheck.review.bars import progress_lines
from factcheck.review.plain import cells
from factcheck.review.plot import plain_lines, plot_lines, values_like, values_of
from factcheck.review.questions.help import Sheet

OTHERS = {
    "wire.txt": "英伟达的库存为43亿美元。",
    "blog.txt": "英伟达的库存为50亿美元。",
    "count.txt": "英伟达的库存为9万片。",
}


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        for (name, text), value in zip(OTHERS.items(), (4300000000, 5000000000, 90000), strict=True):
            figure, unit = ("9万片", "片") if value == 90000 else (f"{value // 100000000}亿美元", "USD")
            kind: Kind = "money" if unit == "USD" else "count"
            claim = found(text, figure, kind, 0.2, value=value, unit=unit, subject="英伟达", metric="库存")
            database.intake(source(name, text, None), [claim])
        database.suggestions.add([(1, 8, "duplicate", 0.97, ["same base value"])])
        yield database


def test_values_are_those_of_the_subject_and_metric_in_any_source(db: Database) -> None:
    values = values_like(db, 1)
    assert [(value.label, value.source) for value in values.values] == [
        ("4.3 B USD", "wire.txt"),
        ("4.5 B USD", "chips.txt"),
        ("4.5 B USD", "filing.txt"),
        ("5 B USD", "blog.txt"),
    ]
    assert (values.unit, values.others) == ("USD", 1)
    assert values_of(db, "英伟达", "库存").values == values.values


def test_places_on_the_axis_are_in_proportion(db: Database) -> None:
    lines = plain_lines(plot_lines(values_like(db, 1), 100, here=1))
    places = [line.index("●") for line in lines[:4]]
    first, last = places[0], places[-1]
    assert places[1] == places[2] == first + round((last - first) * float(Decimal("0.2") / Decimal("0.7")))
    assert lines[1].startswith("▌")
    assert lines[4].split() == ["4.3", "B", "USD", "5", "B", "USD"]
    assert "1 more" in lines[5]


@pytest.mark.parametrize("width", [40, 72, 90, 200])
def test_drawings_fit_their_width(db: Database, width: int) -> None:
    for line in plain_lines([*plot_lines(values_like(db, 1), width), *progress_lines(db.stats(), width)]):
        assert cells(line) <= width


async def test_plot_and_progress_open_in_the_screen(db: Database) -> None:
    db.acts.mark([1], "refuted")
    for size in ((80, 24), (160, 45)):
        async with reviewing(db, size) as (pilot, _):
            await press(pilot, "p")
            sheet = pilot.app.screen
            assert isinstance(sheet, Sheet)
            assert sum("●" in line for line in sheet.text_lines()) == 4
            assert any("✗ 4.5 B USD" in line for line in sheet.text_lines())
            await press(pilot, "escape", "P")
            sheet = pilot.app.screen
            assert isinstance(sheet, Sheet)
            assert any(line.startswith("money") and "1 / 5" in line for line in sheet.text_lines())


async def test_a_long_plot_keeps_its_keys_and_the_claim_at_hand_in_view(db: Database) -> None:
    text = "".join(f"英伟达的库存为{number}亿美元。\n" for number in range(10, 60))
    claims = [
        found(text, f"{number}亿美元", "money", 0.1, value=number * 10**8, unit="USD", subject="英伟达", metric="库存")
        for number in range(10, 60)
    ]
    db.intake(source("many.txt", text, None), claims)
    async with reviewing(db, (80, 24)) as (pilot, _):
        await press(pilot, "p")
        sheet = pilot.app.screen
        assert isinstance(sheet, Sheet)
        await pilot.pause(0.1)
        fields, keys = sheet.query_one("#fields"), sheet.query_one("#keys")
        (here,) = [place for place, line in enumerate(sheet.text_lines()) if line.startswith("▌")]
        assert here > 24
        assert fields.scroll_y <= here < fields.scroll_y + fields.size.height
        assert keys.region.bottom < sheet.query_one("#box").region.bottom <= 24
        await press(pilot, "q", "P")
        sheet = pilot.app.screen
        assert isinstance(sheet, Sheet)
        assert sheet.query_one("#keys").region.bottom < sheet.query_one("#box").region.bottom <= 24


async def test_help_is_wrapped_beside_the_keys(db: Database) -> None:
    async with reviewing(db, (80, 24)) as (pilot, _):
        await press(pilot, "question_mark", "G")
        sheet = pilot.app.screen
        assert isinstance(sheet, Sheet)
        assert sheet.query_one("#fields").scroll_y > 0
        lines = list(sheet.text_lines())
        assert max(map(cells, lines)) <= 74
        assert [len(line) - len(line.lstrip()) for line in lines if line.strip() == "address"] == [20]


def test_the_commands_draw_the_same(db: Database, tmp_path: Path) -> None:
    drawn = factcheck("plot", "英伟达", "库存", "--width", "100", cwd=tmp_path)
    assert drawn.out.splitlines()[1:] == plain_lines(plot_lines(values_of(db, "英伟达", "库存"), 100))
    as_json = json.loads(factcheck("plot", "英伟达", "库存", "--format", "json", cwd=tmp_path).out)
    assert [value["low"] for value in as_json["values"]] == [4.3e9, 4.5e9, 4.5e9, 5e9]
    assert "no claim gives 'nothing' of 'nobody'" in factcheck("plot", "nobody", "nothing", cwd=tmp_path).out
    assert "━" not in factcheck("stats", cwd=tmp_path).out
    db.acts.mark([1], "refuted")
    assert "━" in factcheck("stats", cwd=tmp_path).out
