"""A claim as a JSON line: what is written, and that nothing is lost on the way back."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_db import Claim, ClaimsDbError, Statement
from claims_db.claim import Comparator, Kind, Modality
from claims_db.claim_json import decode, decode_with_extra, encode

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
maybe = st.none() | text
number = st.none() | st.decimals(allow_nan=False, allow_infinity=False) | st.integers(-20, 20).map(
    lambda exponent: Decimal(7).scaleb(exponent)
)  # fmt: skip
claims = st.builds(
    Claim,
    source=text,
    start=st.integers(0, 10**9),
    end=st.integers(0, 10**9),
    figure=text,
    statement=st.builds(Statement, st.integers(0, 10**9), st.integers(0, 10**9), text),
    kind=st.sampled_from(get_args(Kind)),
    value=number,
    low=number,
    high=number,
    unit=maybe,
    base_value=number,
    comparator=st.sampled_from(get_args(Comparator)),
    subject=maybe,
    metric=maybe,
    relative_to=maybe,
    modality=st.sampled_from(get_args(Modality)),
    direction=st.sampled_from([None, "up", "down"]),
    checkworthiness=st.floats(0, 1),
    states_claim=st.booleans(),
)


def simple(**fields: Any) -> Claim:
    return Claim(source="a", start=0, end=1, figure="7", statement=Statement(0, 1, "7"), kind="count", **fields)


@given(claims)
def test_there_and_back(claim: Claim) -> None:
    line = encode(claim)
    assert b"\n" not in line
    assert decode(line) == claim
    assert decode(line.decode()) == claim


@given(claims, st.dictionaries(st.sampled_from(["id", "uid", "note"]), number | text | st.integers(0, 99)))
def test_extra_fields_come_first_and_back(claim: Claim, extra: dict[str, Any]) -> None:
    line = encode(claim, **extra)
    assert list(json.loads(line))[: len(extra)] == list(extra)
    back, fields = decode_with_extra(line)
    assert back == claim
    assert fields == extra


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("4500000000", "4500000000"),
        ("4.5E+9", "4500000000"),
        ("12.50", "12.50"),
        ("1E-10", "0.0000000001"),
        ("-0.5", "-0.5"),
        ("0.333333333333", "0.333333333333"),
        ("123456789012345678901234567890.1", "123456789012345678901234567890.1"),
    ],
)
def test_numbers_are_plain(value: str, written: str) -> None:
    assert f'"value":{written},' in encode(simple(value=Decimal(value))).decode()


def test_unstated_fields_are_left_out_and_told_ones_never() -> None:
    fields = json.loads(encode(simple(value=Decimal(7))))
    assert None not in fields.values()
    assert {"comparator", "modality", "region", "states_claim", "extractor", "checkworthiness", "lang"} <= fields.keys()
    assert "unit" not in fields


def test_lone_surrogates_are_written_as_escapes() -> None:
    odd = simple(value=Decimal("1E+3"), subject="a\ud800b")
    line = encode(odd, note="\udc00")
    assert line.isascii()
    fields = json.loads(line)
    assert (fields["subject"], fields["value"], fields["note"]) == ("a\ud800b", 1000, "\udc00")
    assert fields["statement"] == {"start": 0, "end": 1, "text": "7"}


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+999999"])
def test_numbers_that_json_has_not_are_refused(value: str) -> None:
    with pytest.raises(ClaimsDbError):
        encode(simple(value=Decimal(value)))


@pytest.mark.parametrize("line", ["", "{}", "[1]", "{", '{"source":1}', "\ufeff{}", "nonsense"])
def test_what_is_no_claim_is_refused_in_one_line(line: str) -> None:
    with pytest.raises(ClaimsDbError) as caught:
        decode(line)
    assert "\n" not in str(caught.value)
