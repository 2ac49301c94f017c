"""Sentences: where they end, and that every figure falls into exactly one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.extraction.figure import Figure
from factcheck.extraction.sentences import LONGEST, language, sentences


def cut(text: str) -> list[str]:
    return [text[s.start : s.end].strip() for s in sentences(text, [])]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("营收增长3%。利润下降。", ["营收增长3%。", "利润下降。"]),
        ("Sales rose 3.5%. Profit fell.", ["Sales rose 3.5%.", "Profit fell."]),
        ("Mr. Smith sold 5 shares. He left.", ["Mr. Smith sold 5 shares.", "He left."]),
        ("The U.S. economy grew 2%.", ["The U.S. economy grew 2%."]),
        ("It bought Acme Inc. The price was $3.", ["It bought Acme Inc.", "The price was $3."]),
        ("J. K. Rowling sold 500 million books.", ["J. K. Rowling sold 500 million books."]),
        ("标题没有句号\n正文第一句。", ["标题没有句号", "正文第一句。"]),
        ("a line that was broken\nin the middle goes on.", ["a line that was broken\nin the middle goes on."]),
        ("他说：“涨了5%。”随后离开。", ["他说：“涨了5%。”", "随后离开。"]),
        ("\n\n  \n", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


@pytest.mark.parametrize(
    ("text", "lang"),
    [("AMD宣布重启对华出口MI308芯片", "zh"), ("Revenue of 腾讯 rose, the company said on Monday", "en"), ("12%", "en")],
)
def test_language_goes_by_the_letters(text: str, lang: str) -> None:
    assert language(text) == lang


def figure_at(start: int, end: int) -> Figure:
    return Figure(start, end, start, end, "count", "en")


@given(st.text(alphabet="ab 。.!?\n,，1", max_size=300), st.data())
def test_every_figure_is_in_one_sentence_that_holds_it_whole(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=12)))
    figures = [figure_at(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if text[a:b].strip() == text[a:b]]
    found = list(sentences(text, figures))
    assert [f for s in found for f in s.figures] == figures
    for sentence in found:
        for figure in sentence.figures:
            assert sentence.start <= figure.start < figure.end <= sentence.end
    for before, after in pairwise(found):
        assert before.end <= after.start


def test_a_run_without_an_end_is_parted() -> None:
    text = "亿" * (5 * LONGEST)
    assert max(s.end - s.start for s in sentences(text, [])) <= LONGEST
