"""Numbers in Arabic digits: grouping, decimals, fractions, scientific notation, and the magnitude words after them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from factcheck.extraction.figures.number import LARGEST_EXPONENT, LONGEST_DIGITS, ONE, Number, plain, ratio, times
from factcheck.extraction.patterns import pattern

_NUMBER: Final = pattern(
    r"(?P<grouped>[0-9]{1,3}(?:,[0-9]{3}){1,12}(?![0-9])(?:\.[0-9]{1,30})?)"
    r"|(?P<fullwidth>[0-9]{1,3}(?:，[0-9]{3}){1,12}(?![0-9])(?:\.[0-9]{1,30})?)"
    r"|(?P<indian>[0-9]{1,2}(?:,[0-9]{2}){1,8},[0-9]{3}(?![0-9])(?:\.[0-9]{1,30})?)"
    r"|(?P<european>[0-9]{1,3}(?:\.[0-9]{3}){1,12},[0-9]{1,2}(?![0-9])|[0-9]{1,3}(?:\.[0-9]{3}){2,12}(?![0-9.]))"
    r"|(?P<spaced>[0-9]{1,3}(?:[\u00a0\u202f\u2009'’ ][0-9]{3}){1,12}(?![0-9,]))"
    r"|(?P<plain>[0-9]+(?:\.[0-9]+)?)"
)
_DIGITS: Final = pattern("[0-9]+")
_GROUPS: Final = frozenset(".,，\u00a0\u202f\u2009'’ ")
_SCIENTIFIC: Final = pattern(
    r"[eE]([+\-−]?[0-9]{1,3})(?![0-9A-Za-z])"
    r"| ?[×xX*·] ?10(?:\^\(?([-−+]?[0-9]{1,3})\)?|([-−][0-9]{1,3})|([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))"
)
_FRACTION: Final = pattern(r"(?: ([0-9]{1,3}) ?[/⁄] ?([0-9]{1,4})|[/⁄]([0-9]{1,4}))(?![0-9/⁄%]|[.,][0-9])")
_VULGAR: Final = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅐": (1, 7),
    "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
VULGAR_CHARACTERS: Final = "".join(_VULGAR)
_SUPERSCRIPT: Final = str.maketrans("⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹−", "-+0123456789-")

_ZH_SCALE: Final = {
    "十": 10, "百": 100, "千": 1000, "仟": 1000, "佰": 100, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8,
    "兆": 10**12, "w": 10**4, "W": 10**4,
}  # fmt: skip
_ZH_TAIL: Final = pattern(
    r"[ \u00a0]?([多余几来]?)[ \u00a0]?([百千仟佰万萬亿億兆]{1,5}|[十](?=[几多余万亿]))([多余几]?)"
)
_ZH_TAIL_BEGINS: Final = frozenset(" \u00a0多余几来百千仟佰万萬亿億兆十")
_ZH_REST: Final = pattern(r"([零0-9][0-9]*(?:\.[0-9]+)?)([百千万亿]?)")
_PREFIX_OF_UNIT: Final = pattern(r"[千兆](?=瓦|米|克|卡|伏|帕|赫|焦|字节|比特|位|电子伏|欧|安)")
_NO_HEDGE: Final = pattern(r"余[额款量票地热震波生]|多(?:元(?=[化文素性体视])|[边样媒伦云功数维])|来[自源宾]")
HEDGE_AFTER: Final = pattern(r"[ \u00a0]?([多余]|来(?=[个亩岁斤块元人年天米里公户家口吨平]))")

EN_SCALE: Final = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15,
    "quintillion": 10**18, "lakh": 10**5, "lakhs": 10**5, "lac": 10**5, "crore": 10**7, "crores": 10**7, "mn": 10**6,
    "mln": 10**6, "mio": 10**6, "mil": 10**6, "bn": 10**9, "bln": 10**9, "mrd": 10**9, "tn": 10**12, "trn": 10**12,
    "tln": 10**12, "dozen": 12, "million-plus": 10**6,
}  # fmt: skip
_EN_TAIL: Final = pattern(
    r"[ \u00a0-]?((?:[Hh]undred|[Tt]housand|[MmBb]illion|[Tt]rillion|[Qq]u(?:adr|int)illion|[Ll]akhs?"
    r"|[Ll]ac|[Cc]rores?"
    r"|[Mm]ln|[Mm]n|[Mm]io|[Bb]ln|[Bb]n|BN|MN|[Mm]rd|[Tt]rn|[Tt]n|[Tt]ln|[Dd]ozen|MILLION|BILLION"
    r"|TRILLION|THOUSAND)\.?)"
    r"(?![A-Za-z])"
)
_EN_START: Final = frozenset("hHtTmMbBqQlLcCdD")
_LETTER_SCALE: Final = {"k": 1000, "K": 1000, "m": 10**6, "M": 10**6, "b": 10**9, "B": 10**9, "t": 10**12, "T": 10**12}
_LETTERS: Final = frozenset("kKmMbBT")
_LETTER: Final = pattern(r"[ \u00a0]?([kKmMbBT])(?![A-Za-z0-9'’²³^])")


def read_digits(text: str, start: int) -> Number | None:
    """The number in digits at ``start``, or None where a run of digits is too long to be a quantity.

    Never looks further than the run of digits and a bounded tail of magnitude words.
    """
    vulgar = _VULGAR.get(text[start])
    if vulgar is not None:
        value = ratio(Decimal(vulgar[0]), Decimal(vulgar[1]))
        return _magnitude(text, Number(start, start + 1, value, fraction=True))
    run = _DIGITS.match(text, start)
    if run is not None:
        end = run.end()
        if (text[end : end + 1] not in _GROUPS or not text[end + 1 : end + 2].isdecimal()) and end - start < 30:
            return _with_tail(text, Number(start, end, Decimal(run.group()), plain=True))
    match = _NUMBER.match(text, start)
    if match is None or match.end() - start > 2 * LONGEST_DIGITS:
        return None
    form = match.lastgroup
    raw = match.group()
    end = match.end()
    if form == "plain":
        number = Number(start, end, Decimal(raw), plain="." not in raw)
    elif form == "european":
        number = Number(start, end, Decimal(raw.replace(".", "").replace(",", ".")))
    elif form == "spaced":
        number = _spaced(text, start, raw)
    else:
        number = Number(start, end, Decimal(raw.replace(",", "").replace("，", "")))
    return _with_tail(text, number)


def _with_tail(text: str, number: Number) -> Number:
    """Takes in an exponent, a fraction and the magnitude words after the digits."""
    following = text[number.end : number.end + 2]
    if following[:1] in "eE ×xX*·/⁄½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞" and following:
        _extend(text, number)
    return _magnitude(text, number)


def _spaced(text: str, start: int, raw: str) -> Number:
    """Digits grouped by spaces; an ordinary space groups only round thousands ("10 000"), it may part two numbers."""
    if " " in raw and not raw.endswith("000"):
        digits = raw.split(" ", 1)[0]
        if not digits.isdigit():
            digits = digits[:1]
        return Number(start, start + len(digits), Decimal(digits), plain=True)
    return Number(start, start + len(raw), Decimal("".join(c for c in raw if c.isdigit())))


def _extend(text: str, number: Number) -> None:
    """Takes in an exponent or a fraction that follows."""
    vulgar = _VULGAR.get(text[number.end : number.end + 1])
    if vulgar is not None and number.plain:
        number.value = number.value + ratio(Decimal(vulgar[0]), Decimal(vulgar[1]))
        number.end += 1
        number.plain = False
        return
    match = _SCIENTIFIC.match(text, number.end)
    if match is not None:
        exponent = next(group for group in match.groups() if group).translate(_SUPERSCRIPT)
        if abs(int(exponent)) > LARGEST_EXPONENT:
            return
        number.value = plain(number.value.scaleb(int(exponent)))
        number.end = match.end()
        number.plain = False
        return
    match = _FRACTION.match(text, number.end) if number.plain else None
    if match is None:
        return
    numerator, denominator = match.group(1), match.group(2) or match.group(3)
    below = Decimal(denominator)
    if numerator is None:
        if 0 < number.value < below <= 1000:
            number.value, number.end = ratio(number.value, below), match.end()
            number.fraction, number.plain = True, False
    elif 0 < Decimal(numerator) < below and below in (2, 3, 4, 5, 6, 8, 10, 16, 32, 64):
        number.value = number.value + ratio(Decimal(numerator), below)
        number.end, number.plain = match.end(), False


def _magnitude(text: str, number: Number) -> Number:
    """Applies the magnitude words that follow, Chinese or English."""
    following = text[number.end : number.end + 2]
    if not following:
        return number
    last = following[-1]
    if following[0] > "\u3000" or last > "\u3000":
        if (last if following[0] in " \u00a0" else following[0]) in _ZH_TAIL_BEGINS:
            _chinese_tail(text, number)
    elif _EN_START.isdisjoint(following):
        return number
    elif following[0] in " \u00a0-" or following[0].isalpha():
        for _ in range(3):
            match = _EN_TAIL.match(text, number.end)
            if match is None:
                break
            word = match.group(1).lower().rstrip(".")
            scale = Decimal(EN_SCALE[word])
            number.value = times(number.value, scale)
            number.scale = times(number.scale, scale)
            number.own_scale, number.plain = True, False
            number.end = match.end(1) - (1 if match.group(1).endswith(".") else 0)
    return number


def _chinese_tail(text: str, number: Number) -> None:
    total = Decimal(0)
    current = number.value
    previous = None
    for _ in range(4):
        match = _ZH_TAIL.match(text, number.end)
        if match is None or _PREFIX_OF_UNIT.match(text, match.start(2)) or _NO_HEDGE.match(text, match.end(2)):
            break
        inner, letters, after = match.group(1), match.group(2), match.group(3)
        end = match.end()
        if len(letters) > 1 and _PREFIX_OF_UNIT.match(text, match.end(2) - 1):
            letters, after, end = letters[:-1], "", match.end(2) - 1
        scale = ONE
        for letter in letters:
            scale = scale * _ZH_SCALE[letter]
        if previous is not None and scale >= previous:
            break
        if (after == "几" and text[end : end + 1] not in "个万亿千百名人家") or text[end - 1 : end + 1] in (
            "余额",
            "余款",
        ):
            after, end = "", end - 1
        number.more = number.more or bool(inner or after)
        total = total + times(current, scale)
        number.end, number.scale, number.own_scale, number.plain = end, scale, True, False
        previous, current = scale, Decimal(0)
        rest = _ZH_REST.match(text, end) if not number.more else None
        if rest is None or not _continues(rest, scale):
            break
        digits = rest.group(1).replace("零", "")
        if not digits:
            break
        if not rest.group(2):
            factor = scale / 10 if len(rest.group(1)) == 1 else ONE
            total = total + times(Decimal(digits), factor)
            number.end, number.scale = rest.end(), ONE
            break
        current, number.end = Decimal(digits), rest.end(1)
    if previous is not None:
        number.value = times(total + current, ONE)


def _continues(rest: re.Match[str], scale: Decimal) -> bool:
    """Whether digits after a magnitude go on with the same number: 3万4000, 1亿2000万, 3万5."""
    digits, letter = rest.group(1).replace("零", ""), rest.group(2)
    if not digits or ("." in digits and not letter):
        return False
    return Decimal(digits) * (_ZH_SCALE[letter] if letter else 1) < scale


def letter_magnitude(text: str, number: Number, *, spaced: bool = False) -> str | None:
    """The single letter magnitude (k, m, M, B, T) right after ``number``, if any; it is not applied."""
    if _LETTERS.isdisjoint(text[number.end : number.end + 2]):
        return None
    match = _LETTER.match(text, number.end)
    if match is None or (match.end() - number.end > 1 and not spaced):
        return None
    return match.group(1)


def apply_letter(text: str, number: Number, letter: str) -> None:
    """Multiplies by ``letter`` and takes it into the number."""
    scale = Decimal(_LETTER_SCALE[letter])
    number.end = text.index(letter, number.end) + 1
    number.value = times(number.value, scale)
    number.scale, number.own_scale, number.plain = times(number.scale, scale), True, False
