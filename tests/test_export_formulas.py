"""Cells a spreadsheet program could run are defused, plain numbers are left alone, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.export.formulas import guarded, unguarded


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", " =1", "'=1", "-$3bn", "%0"],
)
def test_formulas_are_defused(cell: str) -> None:
    assert guarded(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["-5", "-3.25", "+7", "-1,234.5", "-5%", "", "12", "3-5亿", "'tis", "约12%"])
def test_real_numbers_and_plain_text_are_left_alone(cell: str) -> None:
    assert guarded(cell) == cell


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n ＝12a%|"), max_size=8) | st.text(max_size=20))
def test_what_was_guarded_can_be_had_back(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
