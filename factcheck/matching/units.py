"""From a claim's kind and unit to the dimension it is compared in."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from factcheck.extraction.base_units import base_of

_PERFORMANCE = re.compile(r"^([munpkKMGTPEZY]?)(FLOPS?|OPS?|IOPS)(?:/s)?$", re.IGNORECASE)
_PREFIX = {"": 1.0, "k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12, "p": 1e15, "e": 1e18, "z": 1e21, "y": 1e24}
_SHARES = {"%": 1.0, "ratio": 100.0, "1": 100.0, "percent": 1.0, "‰": 0.1}


@cache
def dimension_of(kind: str, unit: str | None) -> tuple[str, float]:
    """The dimension of a figure and the factor from ``unit`` to its base unit.

    Money gives ``money:ISO`` (``money:?`` where the currency is open), shares ``%`` whether written as percentage or
    fraction, multiples ``x``, percentage points ``pp``, counts ``count`` whatever is counted; physical units the base
    unit that extraction converts to. A unit nobody knows is a dimension of its own.
    """
    if kind == "money":
        return f"money:{unit or '?'}", 1.0
    if unit in ("pp", "百分点"):
        return "pp", 1.0
    if kind in ("percentage", "fraction"):
        return "%", _SHARES.get(unit or "%", 1.0 if kind == "percentage" else 100.0)
    if kind == "multiple" or unit == "x":
        return "x", 1.0
    if unit in _times():
        return _physical(_times()[unit])
    if kind == "count" or unit is None or (kind == "number" and unit in _words()["scale"]["words"]):
        return "count", 1.0
    match = _PERFORMANCE.match(unit)
    if match:
        return f"{match[2].upper().rstrip('S')}/s", _PREFIX[match[1].lower()]
    return _physical(unit)


def _physical(unit: str) -> tuple[str, float]:
    base = base_of(unit, _spellings(unit))
    return (base[1], base[0]) if base else (f"unit:{unit.casefold()}", 1.0)


def _spellings(unit: str) -> list[str]:
    """How pint may spell a unit that another program wrote: UCUM powers and products, signs for powers."""
    plain = unit.replace("²", "2").replace("³", "3")
    return [re.sub(r"(?<=[a-zA-Z\]])(\d)", r"**\1", plain.replace(".", "*").replace("[", "").replace("]", ""))]


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    text = resources.files("factcheck.matching").joinpath("data/units.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _times() -> dict[str, str]:
    return {form: unit for unit, forms in _words()["time"].items() for form in forms}
