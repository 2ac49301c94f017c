"""The coherent base unit of a figure's dimension, by pint: so that 1.2万千瓦 and 12 MW compare equal.

Money keeps its currency, ``%`` and ``pp`` stay as they are (12 % is 12, not 0.12: a share and a percentage are made
comparable by the matching step), permille and basis points too; counts keep their noun.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from factcheck.extraction.figure import Figure
from factcheck.extraction.figures.number import EXACT, RATIO
from factcheck.extraction.figures.units import units
from factcheck.extraction.patterns import pattern

if TYPE_CHECKING:
    from pint import UnitRegistry

_KEPT = frozenset({"money", "percentage", "multiple", "fraction", "count"})
_BASE_SYMBOLS = {
    "meter": "m", "kilogram": "kg", "second": "s", "ampere": "A", "kelvin": "K", "mole": "mol", "candela": "cd",
    "radian": "rad", "bit": "bit", "flop": "FLOP", "op": "OP", "transfer": "T",
}  # fmt: skip
_NAMED = {
    "kg.m2/s3": "W", "kg.m2/s2": "J", "kg.m/s2": "N", "kg/m.s2": "Pa", "1/s": "Hz", "kg.m2/A.s3": "V", "A.s": "C",
    "kg.m2/A2.s3": "Ohm", "A2.s4/kg.m2": "F", "FLOP/s": "FLOP/s", "OP/s": "OP/s", "bit": "B", "bit/s": "B/s",
}  # fmt: skip
"""Base dimensions by the symbol that newsrooms know; information counts in bytes."""
_CODES = {name: code for code, name in _NAMED.items()}
_FACTOR = pattern(r"([A-Za-z]+)([0-9]*)")
_BYTES = Decimal("0.125")
_DAYS = {"a": Decimal(31_557_600), "mo": Decimal(2_629_800)}
"""The Julian year and its twelfth, in seconds, as UCUM defines ``a`` and ``mo``."""

_EXACT_DIGITS = 11
"""Factors with more digits are rounded ones."""

Base = tuple[Decimal, Decimal, str]


@cache
def _registry() -> UnitRegistry[Any]:
    import pint

    registry: UnitRegistry[Any] = pint.UnitRegistry(non_int_type=Decimal, cache_folder=None)
    registry.define("ppb = 1e-9")
    registry.define("basis_point = 1e-4")
    registry.define("flop = [computing_operation]")
    registry.define("op = [integer_operation]")
    registry.define("transfer = [transfer]")
    return registry


@lru_cache(maxsize=4096)
def _base(symbol: str) -> Base | None:
    """Factor, offset and symbol of the base unit of ``symbol``; None where it has no dimension."""
    if symbol in _DAYS:
        return _DAYS[symbol], Decimal(0), "s"
    name = _pint_name(symbol)
    if not name:
        return None
    known = _table().get(name)
    if known is None:
        return _rate(symbol) or by_pint(symbol, name)
    factor, offset, base = known
    return Decimal(factor), Decimal(offset), base


def _rate(symbol: str) -> Base | None:
    """What two units of the table make divided, as pint would say; None where only pint can tell."""
    above, _, below = symbol.partition("/")
    one, other = (_table().get(_pint_name(part)) if part else None for part in (above, below))
    if one is None or other is None or one[1] != "0" or other[1] != "0":
        return None
    factors = Decimal(one[0]), Decimal(other[0])
    if any(len(factor.as_tuple().digits) > _EXACT_DIGITS for factor in factors):
        return None  # a rounded factor: the quotient would be rounded twice
    powers = _powers(one[2])
    for base, power in _powers(other[2]).items():
        powers[base] = powers.get(base, 0) - power
    if "bit" in powers:
        return None  # bits or bytes
    code = _term({base: Fraction(power) for base, power in powers.items() if power})
    return _tidy(EXACT.divide(*factors)), Decimal(0), _NAMED.get(code, code)


def _powers(code: str) -> dict[str, int]:
    """The base dimensions of a UCUM term, with their exponents."""
    code = _CODES.get(code, code)
    above, _, below = code.partition("/")
    powers: dict[str, int] = {}
    for sign, part in ((1, above), (-1, below)):
        for base, exponent in _FACTOR.findall(part):
            powers[base] = sign * int(exponent or 1)
    return powers


@cache
def _table() -> dict[str, tuple[str, str, str]]:
    """``base_units.tsv``: what pint says of the built-in units, because loading pint takes longer than an article."""
    text = (files("factcheck.extraction") / "data/base_units.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: (factor, offset, base) for name, factor, offset, base in rows}


def table_lines() -> Iterator[str]:
    """The lines of ``base_units.tsv``, made anew; tests compare them with the file."""
    yield "# What pint says of the units of units.tsv and their usual rates; made by base_units.table_lines."
    yield "# pint expression\tfactor to the base unit\toffset\tbase unit"
    names = {_pint_name(symbol): symbol for symbol in units().pint}
    rates = (f"{above}/{below}" for above in units().pint for below in _RATE_BELOW)
    names.update({_pint_name(rate): rate for rate in rates if rate.partition("/")[0] in _RATE_ABOVE})
    for name, symbol in names.items():
        if name and symbol not in _DAYS:
            factor, offset, base = by_pint(symbol, name)
            yield f"{name}\t{factor}\t{offset}\t{base}"


_RATE_BELOW = ("s", "min", "h", "d", "a")
_RATE_ABOVE = frozenset(
    {
        *("m", "km", "cm", "mm", "[mi_i]", "[ft_i]", "[nmi_i]", "t", "kg", "g", "L", "m3", "bbl"),
        *("B", "kB", "MB", "GB", "TB", "PB", "bit", "kbit", "Mbit", "Gbit", "Tbit"),
        *("FLOP", "MFLOP", "GFLOP", "TFLOP", "PFLOP", "EFLOP"),
    }
)


def by_pint(symbol: str, name: str) -> Base:
    """Factor, offset and base unit of ``symbol``, which pint spells ``name``."""
    registry = _registry()
    if symbol in ("Cel", "[degF]"):
        zero, one = (registry.Quantity(Decimal(n), name).to("kelvin").magnitude for n in (0, 1))
        return one - zero, zero, "K"
    quantity = registry.Quantity(Decimal(1), registry.parse_units(name) if name.isidentifier() else None)
    if not name.isidentifier():
        quantity = registry.parse_expression(name)
    base = quantity.to_base_units()
    magnitude = base.magnitude if isinstance(base.magnitude, Decimal) else Decimal(str(base.magnitude))
    code = _ucum(base)
    if code in ("bit", "bit/s"):
        magnitude *= _BYTES
    return _tidy(magnitude), Decimal(0), _NAMED.get(code, code)


def base_of(symbol: str, spellings: Iterable[str] = ()) -> tuple[float, str] | None:
    """Factor to and symbol of the base unit of ``symbol``, offsets aside; None where nobody knows it.

    ``spellings`` are pint expressions to try for a symbol that is not in ``units.tsv``.
    """
    known = _base(symbol)
    for spelling in () if known else spellings:
        try:
            known = by_pint(symbol, spelling)
        except Exception:  # pint raises whatever its parser and its optional parts raise
            continue
        break
    return (float(known[0]), known[2]) if known else None


def _pint_name(symbol: str) -> str:
    table = units().pint
    name = table.get(symbol)
    if name is not None:
        return name
    above, slash, below = symbol.partition("/")
    if not slash:
        return ""
    parts = table.get(above, ""), table.get(below, "")
    if not all(parts):
        return ""
    return f"({parts[0]})/({parts[1]})".replace("degC", "delta_degC").replace(
        "degF", "delta_degF"
    )  # a rate of degrees is one of differences


def _tidy(value: Decimal) -> Decimal:
    """Takes the rounding noise of long divisions away: 15 digits are more than any factor is known to."""
    rounded = value.normalize() if len(value.as_tuple().digits) <= FACTOR_DIGITS else +RATIO_15.plus(value)
    return Decimal(format(rounded.normalize(), "f"))


FACTOR_DIGITS = 15
RATIO_15 = RATIO.copy()
RATIO_15.prec = FACTOR_DIGITS


def _ucum(quantity: Any) -> str:
    """The base units of a pint quantity as a UCUM term."""
    return _term({_BASE_SYMBOLS.get(name, name): Fraction(str(power)) for name, power in quantity.unit_items()})


def _term(powers: dict[str, Fraction]) -> str:
    """A UCUM term, numerator before denominator, in alphabetical order."""
    above: list[str] = []
    below: list[str] = []
    for symbol, exponent in sorted(powers.items()):
        size = abs(exponent)
        (above if exponent > 0 else below).append(symbol if size == 1 else f"{symbol}{size}")
    term = ".".join(above) or "1"
    return f"{term}/{'.'.join(below)}" if below else term


@lru_cache(maxsize=4096)
def conversion(symbol: str, target: str) -> Decimal | None:
    """How many ``target`` one ``symbol`` is, exact to 15 digits; None where they measure different things."""
    one, other = _base(symbol), _base(target)
    if one is None or other is None or one[2] != other[2] or one[1] or other[1]:
        return None
    return _tidy(EXACT.divide(one[0], other[0]))


def to_base(figure: Figure) -> tuple[Decimal | None, Decimal | None, Decimal | None, str | None]:
    """``(base_value, base_low, base_high, base_unit)`` of a figure; all None where its unit is open.

    A temperature difference can't be told from a temperature: both are converted as temperatures, to kelvin.
    """
    unit = figure.unit
    if unit is None:
        return None, None, None, None
    if figure.kind in _KEPT:
        return figure.value, figure.low, figure.high, unit
    conversion_ = _conversion(unit)
    if conversion_ is None:
        return figure.value, figure.low, figure.high, unit
    factor, offset, symbol, is_rounded = conversion_
    if figure.value is not None:
        return _apply(figure.value, factor, offset, is_rounded), None, None, symbol
    low, high = figure.low, figure.high
    return (
        None,
        _apply(low, factor, offset, is_rounded) if low is not None else None,
        _apply(high, factor, offset, is_rounded) if high is not None else None,
        symbol,
    )


@lru_cache(maxsize=4096)
def _conversion(symbol: str) -> tuple[Decimal, Decimal, str, bool] | None:
    """Factor, offset, symbol of the base unit, and whether the factor is a rounded quotient (1 km/h)."""
    base = _base(symbol)
    if base is None:
        return None
    factor, offset, base_symbol = base
    return factor, offset, base_symbol, len(factor.as_tuple().digits) == FACTOR_DIGITS


def _apply(value: Decimal, factor: Decimal, offset: Decimal, is_rounded: bool) -> Decimal:
    product = EXACT.multiply(value, factor)
    if is_rounded:
        product = RATIO.plus(product)  # so is what a rounded factor gives
    if offset:
        product = EXACT.add(product, offset)
    whole = product.to_integral_value()
    return whole if whole == product else product.normalize(EXACT)
