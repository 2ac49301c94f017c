"""The English context grammar on text nobody wrote for it: no crash, no offset outside the text, linear work."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from context_en_reading import read_all
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.extraction.context import Discourse, Sentence
from factcheck.extraction.context_en import describe
from factcheck.extraction.context_en.lexicon import lexicon, read_lexicon
from factcheck.extraction.context_en.marks import METRIC
from factcheck.extraction.context_en.tokens import PADDING, tokenize
from factcheck.extraction.figure import Figure
from factcheck.extraction.figures.lexicon import LexiconError

PIECES = [
    *["5%", "$3bn", "1,200", "12 km", "two years", "3 times", "half", "2004", "Q3", "FY25", "May", "last year"],
    *["Nvidia", "the company", "its", "it", "they", "who", "which", "that", "of", "in", "from", "to", "by", "with"],
    *["revenue", "shares", "people", "rose", "fell", "cut", "sold", "said", "expects", "will", "would", "if", "was"],
    *["up", "down", "more", "than", "and", ",", ".", ";", ":", "(", ")", "-", "—", "'s", "’", '"', "[", "]", "\n"],
    *["\u202e", "\u0000", "\ud800", "中国", "é", "…", "there", "worth", "as", "much", "another", "doubled"],
]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_word_salad_gives_one_context_a_figure_with_offsets_around_it(text: str) -> None:
    for figure, context in read_all(text):
        assert 0 <= context.statement_start <= figure.start
        assert figure.end <= context.statement_end <= len(text)


def _figure(start: int, end: int) -> Figure:
    return Figure(start, end, start, end, "count", "en", value=Decimal(1))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120), st.data())
def test_any_text_with_any_figures(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    figures = [_figure(low, high) for low, high in zip(cuts[::2], cuts[1::2], strict=False)]
    sentence = Sentence(0, len(text), "en", figures)
    assert len(describe(text, sentence, Discourse())) == len(figures)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abcS'’.,- \"$5", max_size=60))
def test_tokens_are_ascending_slices_of_the_text(text: str) -> None:
    tokens = tokenize(text, 0, len(text), [])
    assert len(tokens.classes) == len(tokens.words) == len(tokens.starts) == len(tokens.ends)
    for at in range(len(tokens.words) - PADDING):
        assert text[tokens.starts[at] : tokens.ends[at]].lower() == tokens.words[at]
        assert at == 0 or tokens.ends[at - 1] <= tokens.starts[at]


@pytest.mark.parametrize("unit", ["5 and ", "5, ", "5 of the ", "rose 5 to ", "which said 5 ", "(5 "])
def test_a_sentence_of_figures_only_is_read_in_parts(unit: str) -> None:
    text = unit * 4_000
    step, at = len(unit), unit.index("5")
    figures = [_figure(start + at, start + at + 1) for start in range(0, len(text), step)]
    contexts = describe(text, Sentence(0, len(text), "en", figures), Discourse())
    assert len(contexts) == len(figures)
    assert all(context.statement_end - context.statement_start < 5_000 for context in contexts)


def test_word_lists_agree_with_each_other() -> None:
    listed = lexicon()
    assert set(listed.classes.values()) <= set("NJVvdGLAFDZQEPOTCSRIMBH")
    for (first, _), kind in listed.phrases.items():
        assert first in listed.verbs
        assert kind in {verb.kind for verb in listed.verbs.values()}
    assert all(1 <= month <= 12 for month in listed.fiscal_year_end.values())


def test_words_of_the_user_are_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "context_en_verbs.tsv").write_text("zoom\tup\n", encoding="utf-8")
    (tmp_path / "context_en_nouns.tsv").write_text("frobnication\tmetric\n", encoding="utf-8")
    (tmp_path / "context_en_periods.toml").write_text("[fiscal_year_end]\nnorthwind = 6\n", encoding="utf-8")
    monkeypatch.setenv("FACTCHECK_LEXICONS", str(tmp_path))
    own = read_lexicon()
    assert own.kind("zoomed") == "up"
    assert own.mark("frobnications") & METRIC
    assert own.fiscal_year_end["northwind"] == 6
    assert own.kind("rose") == "up"


@pytest.mark.parametrize(
    ("name", "line", "complaint"),
    [
        ("context_en_verbs.tsv", "zoom\tsideways\n", "sideways"),
        ("context_en_nouns.tsv", "frobnication\n", "role"),
        ("context_en_words.toml", 'colours = ["red"]\n', "colours"),
        ("context_en_words.toml", "adverbs = [\n", "context_en_words.toml"),
    ],
)
def test_an_unreadable_word_list_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, line: str, complaint: str
) -> None:
    (tmp_path / name).write_text(line, encoding="utf-8")
    monkeypatch.setenv("FACTCHECK_LEXICONS", str(tmp_path))
    with pytest.raises(LexiconError, match=complaint) as caught:
        read_lexicon()
    assert name in str(caught.value)
