"""The quick reading of plain shapes agrees with the full grammar, whatever stands around them."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.extraction.figure import Figure
from factcheck.extraction.figures import find_figures, scan

NUMBERS = [
    "5",
    "12",
    "3.5",
    "1,000",
    "2013",
    "1850",
    "2013.5",
    "007",
    "one",
    "Three",
    "twelve",
    "few",
    "third",
    "million",
]
SIGNS = [
    "$",
    "£",
    "€",
    "US$",
    "US $",
    "minus ",
    "-",
    "+",
    '"',
    "(",
    "No. ",
    "over ",
    "Rs. ",
    "July ",
    "aged ",
    "than ",
    "",
]
NEXT = [
    *(
        " million",
        " million people",
        " percent",
        "%",
        " percentage points",
        " miles an hour",
        " miles",
        " dollars",
        "-year",
    ),
    *(
        " years",
        " years old",
        " to 20",
        " to 20 percent",
        " and 7 men",
        " or more jobs",
        " in 10",
        " in all",
        " of them",
    ),
    *(
        "th",
        "th floor",
        ", 2012",
        ". The",
        ") was",
        " a day",
        " a.m.",
        " pounds",
        " US troops",
        " hundred",
        " votes",
        "km",
    ),
]


def full_grammar(text: str, monkeypatch: pytest.MonkeyPatch) -> list[Figure]:
    with monkeypatch.context() as patched:
        patched.setattr(scan, "plain_figure", lambda *_: None)
        patched.setattr(scan, "plain_word", lambda *_: None)
        return find_figures(text)


def test_plain_shapes_read_as_the_full_grammar_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for number, sign, following in product(NUMBERS, SIGNS, NEXT):
        text = f"He said that it was {sign}{number}{following} last year."
        assert find_figures(text) == full_grammar(text, monkeypatch), text


pieces = st.lists(
    st.sampled_from([*NUMBERS, *SIGNS, *NEXT, " ", ", ", "\n", "The ", " jobs", "人", "约", "“"]),
    min_size=1,
    max_size=12,
)


@settings(max_examples=400)
@given(pieces)
def test_any_order_of_them_too(parts: list[str]) -> None:
    text = "".join(parts)
    assert find_figures(text) == full_grammar(text, pytest.MonkeyPatch())
