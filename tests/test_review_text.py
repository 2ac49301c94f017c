"""Text on screen: hostile characters, widths, wrapping."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from factcheck.review.plain import cells, fit, visible
from factcheck.review.wrap import NOT_AT_END, NOT_AT_START, WrapIndex

MIXED = st.text(
    st.one_of(
        st.sampled_from("ab 12,.()（）《》，。“”英伟达积压亿美元\n\r\t\x1b\u200b\u202e\u200d👩🚀🏽🇺🇸\ufe0f\u0301"),
        st.characters(codec="utf-8"),
    ),
    max_size=200,
)


@given(MIXED)
def test_visible_text_keeps_every_offset_and_measures_as_its_characters(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert cells(shown) == cell_len(shown)
    assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in shown)


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\x9b31m", "\u202eevil", "\u2066x\u2069", "a\rb", "\x07", "\u2028"])
def test_nothing_that_steers_a_terminal_survives(hostile: str) -> None:
    assert visible(hostile).isprintable()


def test_an_emoji_family_is_as_wide_as_its_members() -> None:
    shown = visible("👩\u200d👩\u200d👧 ok")
    assert shown == "👩·👩·👧 ok"
    assert cells(shown) == 11


@given(MIXED, st.integers(0, 40))
def test_a_cell_is_filled_exactly(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


def test_a_cut_text_ends_with_an_ellipsis() -> None:
    assert fit("英伟达积压", 6) == "英伟… "
    assert fit("Nvidia", 6) == "Nvidia"
    assert fit("Nvidia Corp", 6) == "Nvidi…"


@given(MIXED, st.integers(4, 60))
def test_wrapped_lines_fit_and_leave_out_only_blanks_and_line_ends(text: str, width: int) -> None:
    index = WrapIndex(text, width)
    position = 0
    for start, end in zip(index.starts, index.ends, strict=True):
        assert position <= start <= end
        assert visible(text[position:start]).strip(" ") == ""
        assert cells(visible(text[start:end])) <= width
        position = end
    assert visible(text[position:]).strip(" ") == ""


@given(MIXED, st.integers(4, 60))
def test_every_shown_character_is_found_on_its_line(text: str, width: int) -> None:
    index = WrapIndex(text, width)
    for number, (start, end) in enumerate(zip(index.starts, index.ends, strict=True)):
        for offset in range(start, end):
            assert index.line_of(offset) == number


def test_closing_punctuation_never_starts_a_line() -> None:
    text = "美国政府曾以“国家安全”为由禁止英伟达，导致积压45亿美元库存，损失超100亿美元（潜在收入）。" * 3
    for width in range(12, 60):
        index = WrapIndex(text, width)
        lines = [text[start:end] for start, end in zip(index.starts, index.ends, strict=True)]
        assert not any(line[0] in NOT_AT_START for line in lines)
        assert not any(line[-1] in NOT_AT_END for line in lines[:-1])


def test_words_and_numbers_stay_whole() -> None:
    text = "Nvidia wrote off 4,500,000,000 dollars of inventory it could not sell"
    index = WrapIndex(text, 20)
    lines = [text[start:end] for start, end in zip(index.starts, index.ends, strict=True)]
    assert lines == ["Nvidia wrote off", "4,500,000,000", "dollars of inventory", "it could not sell"]
