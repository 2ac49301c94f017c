"""Cells that a spreadsheet program would run as formulas, defused in a way that can be undone.

The leading characters are those of OWASP's "CSV Injection" page, their full-width forms included.
"""

from __future__ import annotations

import re

_STARTS_FORMULA = tuple("=+-@\t\r\n＝＋－＠|%")
_NUMBER = re.compile(r"[-+]?[0-9][0-9,]*(\.[0-9]+)?%?")
_IGNORED_IN_FRONT = " \u00a0\u3000\u200b\ufeff'"


def needs_guard(cell: str) -> bool:
    """Whether a spreadsheet program could run ``cell``; plain numbers, negative ones included, are not at risk."""
    first = cell.lstrip(_IGNORED_IN_FRONT)
    return first.startswith(_STARTS_FORMULA) and not _NUMBER.fullmatch(cell)


def guarded(cell: str) -> str:
    """``cell`` with an apostrophe in front where a spreadsheet program could run it."""
    return f"'{cell}" if cell and needs_guard(cell) else cell


def unguarded(cell: str) -> str:
    """What ``guarded`` made ``cell`` from."""
    return cell[1:] if cell.startswith("'") and needs_guard(cell[1:]) else cell
