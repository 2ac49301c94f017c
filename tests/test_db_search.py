"""Search: Chinese of one and two characters, both scripts, words and their beginnings, and any odd input."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from decimal import Decimal

import pytest
from db_case import claim, fill, source
from hypothesis import given, settings
from hypothesis import strategies as st

from claims_db import Database, Query


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The two articles, and one with scars, full-width forms and traditional characters as claim 8."""
    with fill(tmp_path_factory.mktemp("search") / "a.db") as opened:
        text = "華為昇騰(téng)晶片性能達ＡＢＣ-９０的２倍,résumé of Zürich\u200b's Straße。\n"
        opened.intake(
            source("rapport-2025.html", text),
            [claim(text, "２倍", kind="multiple", value=Decimal(2), subject="华为", attributed_to="李明")],
        )
        yield opened


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("港", [1, 2, 3]),
        ("吞吐", [1, 2, 3]),
        ("吞吐量", [1, 2, 3]),
        ("吐吞", []),
        ("量达到", [1, 2, 3]),
        ("量達到3.2亿", [1, 2, 3]),
        ("億元", [1, 2, 3]),
        ("升腾", [8]),
        ("昇騰芯片", []),
        ("昇騰晶片", [8]),
        ("华为 性能", [8]),
        ("华为 港", []),
        ("abc-90", [8]),
        ("ＡＢＣ", [8]),
        ("2倍", [8]),
        ("李明", [8]),
        ("resume", [8]),
        ("zurich", [8]),
        ("HARBOUR", [1, 2, 3, 4]),
        ("harb", [1, 2, 3, 4]),
        ("arbour", []),
        ("harbour.txt", [1, 2, 3, 4]),
        ("rapport", [8]),
        ("tonnes percent", [4]),
        ('"320 million"', [4]),
        ('"million 320"', []),
        ('"320 mill"', []),
        ('"320 million', [4]),
        ("32", []),
        ("a", []),
        ("%", []),
        ("   ", [1, 2, 3, 4, 6, 7, 8]),
    ],
)
def test_finds(db: Database, text: str, found: list[int]) -> None:
    assert list(db.ids(Query(text=text), "id")) == found
    assert db.count(Query(text=text)) == len(found)


def test_notes_are_found_as_they_are_now(db: Database) -> None:
    db.acts.note(6, "问过水务局，數字可疑")
    note = db.claims.get(6).notes[0].id
    assert list(db.ids(Query(text="数字可疑"))) == [6]
    db.acts.edit_note(note, "已核实")
    assert list(db.ids(Query(text="数字可疑"))) == []
    assert list(db.ids(Query(text="核实"))) == [6]
    db.acts.drop_note(note)
    assert list(db.ids(Query(text="核实"))) == []
    db.acts.undo()
    assert list(db.ids(Query(text="核實"))) == [6]


def test_corrected_subject_is_found_and_the_old_one_not(db: Database) -> None:
    db.acts.correct(7, subject="Wasserwerk")
    assert list(db.ids(Query(text="wasser"))) == [7]
    db.acts.correct(7, subject="Stadtwerk")
    assert list(db.ids(Query(text="wasser"))) == []
    db.acts.undo()
    db.acts.undo()
    assert list(db.ids(Query(text="wasser"))) == []
    assert list(db.check()) == []


@settings(max_examples=300, deadline=None)
@given(text=st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\"*:^(){}-+ANDORNEAR' \x00")), max_size=60))
def test_any_text_is_a_query(db: Database, text: str) -> None:
    assert set(db.ids(Query(text=text))) <= set(range(1, 9))


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, 60), length=st.integers(1, 12))
def test_every_piece_of_a_chinese_statement_finds_it(db: Database, place: int, length: int) -> None:
    statement = db.claims.get(1).claim.statement.text
    piece = statement[place : place + length].strip()
    # a scar and a number are whole or they are something else
    if piece and all("\u4e00" <= char <= "\u9fff" for char in piece):
        assert 1 in db.ids(Query(text=piece))


def test_folding_is_data_of_the_file(db: Database) -> None:
    with sqlite3.connect(db.path) as conn:
        table = dict(conn.execute("SELECT variant, plain FROM script_variant"))
    assert (table["騰"], table["昇"], table["著"]) == ("腾", "升", "着")
