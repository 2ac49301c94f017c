"""The order behind the list: places of many claims at once, and a filter by words picked from an order in memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import fill

from claims_db import Database
from claims_db.records import Query, Sort
from factcheck.review.order import Order, View, load_order

ids = st.lists(st.integers(1, 60), unique=True)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fill(tmp_path / "claims.db") as database:
        yield database


def ordered(some: list[int]) -> Order:
    return Order(array("q", some), bytearray(number % 2 for number in some))


@given(ids, st.sets(st.integers(1, 90)))
def test_flags_are_set_where_the_chosen_stand(some: list[int], chosen: set[int]) -> None:
    assert list(ordered(some).flags(chosen)) == [number in chosen for number in some]


@given(ids, st.sets(st.integers(1, 90)), st.integers(1, 70))
def test_a_narrowed_order_keeps_order_and_statuses(some: list[int], chosen: set[int], limit: int) -> None:
    narrowed = ordered(some).narrowed(chosen, View(), limit)
    expected = [number for number in some if number in chosen][:limit]
    assert list(narrowed.ids) == expected
    assert list(narrowed.unreviewed) == [number % 2 for number in expected]


@pytest.mark.parametrize("sort", ["checkworthiness", "value", "subject"])
@pytest.mark.parametrize("words", ["性能", "TFLOPS", "nowhere"])
def test_first_rows_from_memory_are_those_of_the_database(db: Database, sort: Sort, words: str) -> None:
    whole = load_order(db, View(sort=sort))
    view = View(Query(text=words), sort=sort)
    assert view.is_part_of(whole.view)
    narrowed = whole.narrowed(db.matching(words), view, 4)
    fetched = load_order(db, view, 4)
    assert (narrowed.ids, narrowed.unreviewed) == (fetched.ids, fetched.unreviewed)


@pytest.mark.parametrize(
    "other",
    [
        View(Query(text="a")),
        View(Query(kind=("money",))),
        View(sort="value"),
        View(descending=False),
        View(Query(status=("verified",))),
    ],
)
def test_only_words_may_be_added(other: View) -> None:
    assert not View(Query(text="b")).is_part_of(other)
    assert not View().is_part_of(View()), "nothing is added"
    held = replace(other, query=replace(other.query, text="b"))
    assert held.is_part_of(other) == (not other.query.status and not other.query.text)
