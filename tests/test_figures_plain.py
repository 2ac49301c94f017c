"""The quick reading of plain shapes agrees with the full grammar, whatever stands around them."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.extraction.figures import find_figures

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


def test_plain_shapes_read_as_the_full_grammar_reads_them() -> None:
    for number, sign, following in product(NUMBERS, SIGNS, NEXT):
        text = f"He said that it was {sign}{number}{following} last year."
        assert find_figures(text) == find_figures(text, quick=False), text


phrases = st.tuples(st.sampled_from(SIGNS), st.sampled_from(NUMBERS), st.sampled_from(NEXT)).map("".join)
between = st.sampled_from([" ", ", ", ". ", "\n", " and ", " of the ", " jobs, ", " (", "人，约", "“", " - "])


@settings(max_examples=400)
@given(st.lists(st.tuples(between, phrases), min_size=1, max_size=6))
def test_phrases_in_any_order_too(parts: list[tuple[str, str]]) -> None:
    text = "The firm" + "".join(before + phrase for before, phrase in parts)
    assert find_figures(text) == find_figures(text, quick=False)
