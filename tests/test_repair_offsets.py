"""The map between a text and its repaired view: exact under any edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.repair import OffsetMap
from factcheck.repair.offsets import Edit, apply

PIECES = st.text("ab汉数1５ \n\U0001f680", min_size=1, max_size=5)


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text and ascending edits of it: kept pieces and replaced ones by turns."""
    text = ""
    edits: list[Edit] = []
    for piece, new in draw(st.lists(st.tuples(PIECES, st.none() | st.text("xy 字", max_size=4)), max_size=12)):
        if new is not None:
            edits.append((len(text), len(text) + len(piece), new))
        text += piece
    return text, edits


def slow_origins(text: str, edits: list[Edit]) -> list[tuple[int, int]]:
    """For each character of the view the source span it stands for, the plain way."""
    origins: list[tuple[int, int]] = []
    at = 0
    for start, end, new in edits:
        origins += [(i, i + 1) for i in range(at, start)]
        if len(new) == end - start:
            origins += [(i, i + 1) for i in range(start, end)]
        else:
            origins += [(start, end)] * len(new)
        at = end
    return origins + [(i, i + 1) for i in range(at, len(text))]


@given(edited_texts(), st.data())
def test_every_span_maps_to_what_its_characters_stand_for(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, edits = case
    view, offsets = apply(text, edits)
    origins = slow_origins(text, edits)
    assert len(origins) == len(view)
    if not view:
        return
    start = data.draw(st.integers(0, len(view) - 1))
    end = data.draw(st.integers(start + 1, len(view)))
    assert offsets.to_source(start, end) == (origins[start][0], origins[end - 1][1])


@given(edited_texts(), st.data())
def test_view_of_a_source_span_holds_all_characters_that_stand_for_it(
    case: tuple[str, list[Edit]], data: st.DataObject
) -> None:
    text, edits = case
    view, offsets = apply(text, edits)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = offsets.to_view(start, end)
    touched = [i for i, (a, b) in enumerate(slow_origins(text, edits)) if a < end and start < b]
    if touched and start < end:
        assert found == (touched[0], touched[-1] + 1)
    else:
        assert found[0] == found[1]
    assert 0 <= found[0] <= found[1] <= len(view)


@given(edited_texts(), st.data())
def test_rounds_of_edits_compose(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, edits = case
    middle, first = apply(text, edits)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(middle)), max_size=8)))
    later: list[Edit] = [
        (a, b, data.draw(st.text("qr", max_size=3))) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b
    ]
    view, second = apply(middle, later)
    both = first.then(second)
    for start in range(len(view)):
        for end in range(start + 1, len(view) + 1):
            assert both.to_source(start, end) == first.to_source(*second.to_source(start, end))
    assert both.to_source(0, 0) == first.to_source(*second.to_source(0, 0))


@given(edited_texts())
def test_an_empty_span_stays_empty_and_inside(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    view, offsets = apply(text, edits)
    for at in range(len(view) + 1):
        start, end = offsets.to_source(at, at)
        assert 0 <= start == end <= len(text)


@pytest.mark.parametrize("edits", [[(2, 1, 0)], [(1, 1, 3)], [(0, 3, 1), (2, 4, 1)], [(-1, 1, 0)], [(0, 1, -1)]])
def test_edits_that_are_none_are_refused(edits: list[tuple[int, int, int]]) -> None:
    with pytest.raises(ValueError, match="edit"):
        OffsetMap.of(edits)


def test_same_length_edits_leave_the_identity() -> None:
    assert OffsetMap.of([(0, 2, 2), (5, 6, 1)]).is_identity
    assert not OffsetMap.of([(0, 2, 1)]).is_identity
