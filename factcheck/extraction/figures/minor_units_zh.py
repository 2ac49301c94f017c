"""Minor units of Chinese money after the main one: 三块五毛, 123元1角1分, 10日元5日本钱."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extraction.figures.attach import number_at
from factcheck.extraction.figures.currencies import currency_after
from factcheck.extraction.figures.number import times
from factcheck.extraction.figures.reading import Reading
from factcheck.extraction.patterns import pattern

_MINOR = pattern(
    r"(?:又|零)?([0-9一二两三四五六七八九]{1,2})(角钱|毛钱|分钱|角|毛|分)|(?:又"
    r"|零)([0-9一二两三四五六七八九十]{1,3})(美分|欧分|便士)"
)
_MINOR_VALUE = {"角": "0.1", "毛": "0.1", "分": "0.01"}
_LOOSE_TENTH = pattern(r"([1-9一二三四五六七八九])(?=[，。；、！？,;!?\s）)]|$)")
_ANY_MINOR = pattern(r"[ ]?(?:又|零)?(?=[0-9一二两三四五六七八九])")


def minor_units(text: str, reading: Reading, form: str) -> None:
    """Adds the minor unit that follows: 三块五毛, 123元1角1分, 两美元又三美分, 三块五; ``form`` is the main one."""
    if reading.number.high is not None or (reading.number.own_scale and reading.number.form == "digits"):
        return
    value = reading.number.value
    for _ in range(2):
        match = _MINOR.match(text, reading.end)
        if match is None:
            break
        count = number_at(text, match.start(1) if match.group(1) else match.start(3))
        if count is None:
            break
        word = match.group(2) or match.group(4)
        value += times(count.value, Decimal(_MINOR_VALUE.get(word[0], "0.01")))
        reading.end = match.end()
    else:
        match = None
    if value == reading.number.value:
        spoken = form in ("块", "元") and reading.number.form == "zh"
        spoken = spoken or (form == "块" and reading.number.plain and text[reading.end : reading.end + 1].isascii())
        loose = _LOOSE_TENTH.match(text, reading.end) if spoken else None
        if loose is not None:
            tenth = number_at(text, reading.end)
            if tenth is not None:
                value += times(tenth.value, Decimal("0.1"))
                reading.end = loose.end()
        else:
            value = _named_minor(text, reading, value)
    reading.number.value = value


def _named_minor(text: str, reading: Reading, value: Decimal) -> Decimal:
    """10日元5日本钱: a minor unit under its own name."""
    gap = _ANY_MINOR.match(text, reading.end)
    number = number_at(text, gap.end()) if gap is not None else None
    if number is None or number.high is not None or number.value >= 100:
        return value
    found = currency_after(text, number.end)
    if found is None or found[0].fraction is None or found[0].code not in (reading.unit, "$", "?"):
        return value
    reading.end = found[1]
    return value + times(number.value, found[0].fraction)
