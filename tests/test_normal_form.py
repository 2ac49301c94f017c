"""The short neutral form of a figure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.normal_form import decimal_text, normal_form, unit_name


@dataclass
class Figure:
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    comparator: str = "eq"
    direction: str | None = None


def value(number: str, unit: str | None = None, comparator: str = "eq", direction: str | None = None) -> Figure:
    return Figure(value=Decimal(number), unit=unit, comparator=comparator, direction=direction)


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (value("4500000000", "USD"), "4.5 B USD"),
        (value("10000000000", "USD", "gt"), "> 10 B USD"),
        (value("1400000", "CNY"), "1.4 M CNY"),
        (value("1234567", "USD"), "1,234,567 USD"),
        (value("328000", "辆", "ge"), "≥ 328,000 辆"),
        (value("12", "%", "approx"), "≈ 12 %"),
        (value("6", "%", direction="down"), "6 % ↓"),
        (value("3", "x", direction="up"), "3× ↑"),
        (value("0.333333333333", "1"), "1/3"),
        (value("0.25", "1"), "1/4"),
        (value("-5", "Cel"), "-5 °C"),
        (value("320", "TFLOP/s"), "320 TFLOP/s"),
        (value("1.5", "GW.h"), "1.5 GWh"),
        (value("90", "m2"), "90 m²"),
        (value("7"), "7"),
        (Figure(low=Decimal(15), high=Decimal(30), unit="%", comparator="range"), "15–30 %"),
        (Figure(low=Decimal("1E9"), high=Decimal("2E9"), unit="USD", comparator="range"), "1–2 B USD"),
        (Figure(low=Decimal("9E8"), high=Decimal("1.2E9"), unit="USD", comparator="range"), "900 M–1.2 B USD"),
        (Figure(low=Decimal(200), high=Decimal(900), unit="人", comparator="approx"), "≈ 200–900 人"),
        (Figure(), "—"),
    ],
)
def test_normal_form(figure: Figure, text: str) -> None:
    assert normal_form(figure) == text


def test_a_rate_names_its_denominator() -> None:
    assert normal_form(value("7", "USD"), per="mo") == "7 USD / mo"
    assert normal_form(value("0.6", "CNY"), per="kW.h") == "0.6 CNY / kWh"


def test_unknown_units_pass_unchanged() -> None:
    assert unit_name("third-party large models") == "third-party large models"
    assert unit_name("个") == "个"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**15), max_value=10**15))
def test_no_digit_is_lost(number: Decimal) -> None:
    text = decimal_text(number)
    scale = {" T": 12, " B": 9, " M": 6}.get(text[-2:], 0)
    digits = Decimal((text[:-2] if scale else text).replace(",", ""))
    assert digits * Decimal(10) ** scale == number
