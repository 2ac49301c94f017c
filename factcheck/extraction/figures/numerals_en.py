"""English number words: cardinals, "one and a half", "half a million", dozens as bands, thirds and quarters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from factcheck.extraction.figures.number import Number, ratio, times
from factcheck.extraction.patterns import pattern

_UNITS: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
SMALL: Final = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
SMALL["fourty"] = 40
SCALES: Final = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15,
    "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
_BANDS: Final = {
    "dozens": 12, "scores": 20, "tens": 10, "hundreds": 100, "thousands": 10**3, "millions": 10**6, "billions": 10**9,
    "trillions": 10**12, "lakhs": 10**5, "crores": 10**7,
}  # fmt: skip
DENOMINATORS: Final = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "twelfth": 12, "twentieth": 20, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
_BY_BEFORE: Final = pattern(r"(?:up|down|by|than|barely|just|only|roughly|about|nearly|almost|around|over|under) $")
_CHANGED_BEFORE: Final = pattern(
    r"(?:^|[^A-Za-z])(?:by|up|down|r[oi]sen?|rises?|fall(?:s|en)?|fell|gr[eo]wn?|grows?|jump(?:s|ed)?|drop(?:s|ped)?"
    r"|climb(?:s|ed)?|declin(?:es?|ed)|shr[aiu]nks?|slid|soar(?:s|ed)?|plung(?:es?|ed)|slump(?:s|ed)?|surg(?:es?|ed)"
    r"|gain(?:s|ed)?|los[et]s?|increas(?:es?|ed)|decreas(?:es?|ed))"
    r"(?: (?:roughly|about|nearly|almost|around|over|more than|less than|at least|only|just|some|approximately))? $",
    re.IGNORECASE,
)
"""A change before "a fifth": not the man who came fifth."""
_CHANGE_GOES_ON: Final = pattern(
    r" (?:to|from|in|on|last|this|since|over|during|between|compared|against|after|before|and|but|while|for|at|as"
    r"|within|year|when|than|because|despite|amid|thanks|following|through|under|by|year-on-year|a year)(?![A-Za-z])"
)
_MORE_THAN: Final = pattern(
    r" (?:(?:more|less|higher|lower|fewer|cheaper|bigger|smaller|faster|larger) than(?![A-Za-z])"
    r"|(?:higher|lower|cheaper|bigger|smaller|faster|slower|larger)(?=[.,;)]|$| (?:last|this|in|on|at|year)\b))"
)
_OTHER_FRACTION: Final = pattern(
    r" (?:to|or|and) (?:an? |one[ -]|two[ -]|three[ -])?(?:half|thirds?|quarters?|fifths?)(?= of |[.,;:)]|$)"
)
_ARTICLE_FRACTIONS: Final = frozenset(
    {"third", "quarter", "quarters", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
)
_VAGUE_WORDS: Final = ("several", "few", "couple")
WORDS: Final = (
    *SMALL,
    "hundred",
    *SCALES,
    "dozen",
    *_BANDS,
    "half",
    "quarter",
    "quarters",
    "third",
    "several",
    "few",
    "couple",
)
"""Every word a number may begin with."""

_TOKEN: Final = pattern(r"(,? ?-? ?(?:and |& )?)(a |an )?([A-Za-z]+)")
_FRACTION: Final = pattern(
    r"[ -](thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|twelfths?|twentieths?"
    r"|hundredths?|thousandths?|half)(?![A-Za-z])",
    re.IGNORECASE,
)
_HALF_MORE: Final = pattern(
    r" and (a half|one-half|one half|a quarter|three[- ]quarters|a third)(?![A-Za-z])", re.IGNORECASE
)
_HALF_MORE_VALUES: Final = {
    "a half": "0.5", "one-half": "0.5", "one half": "0.5", "a quarter": "0.25", "three quarters": "0.75",
    "three-quarters": "0.75", "a third": "0.333333333333",
}  # fmt: skip
_HALF_OF: Final = pattern(
    r"(?: of)?(?: an?)?[ -](?:an? )?(hundred|thousand|million|billion|trillion|dozen|lakh|crore)(?![A-Za-z])",
    re.IGNORECASE,
)
_SCALE_AFTER: Final = pattern(r"[ -](hundred|thousand|million|billion|trillion|lakh|crore)(?![A-Za-z])", re.IGNORECASE)
_POINT: Final = pattern(
    r" point((?: (?:zero|oh|one|two|three|four|five|six|seven|eight|nine)){1,8})(?![A-Za-z])", re.IGNORECASE
)
_BAND_OF: Final = pattern(
    r"s of (hundreds|thousands|millions|billions|trillions|lakhs|crores)(?![A-Za-z])", re.IGNORECASE
)
_VAGUE: Final = pattern(
    r"(?:several|few|couple(?: of)?) (hundred|thousand|million|billion|trillion|dozen|lakh|crore)(?![A-Za-z])",
    re.IGNORECASE,
)
_ARTICLE: Final = pattern(r"(?:^|[^A-Za-z0-9])(an? )$", re.IGNORECASE)
_MOST_TOKENS: Final = 40


@dataclass(slots=True, init=False)
class _Sum:
    """The cardinal read so far: ``total`` of the closed groups, ``current`` of the open one."""

    end: int
    total: int
    current: int
    last_scale: int
    scale: int
    closed: bool

    def __init__(
        self,
        end: int,
        total: int = 0,
        current: int = 0,
        last_scale: int = 10**18,
        scale: int = 1,
        closed: bool = False,
    ) -> None:
        self.end = end
        self.total = total
        self.current = current
        self.last_scale = last_scale
        self.scale = scale
        self.closed = closed

    def take(self, word: str) -> bool:
        """Adds ``word`` if the grammar lets it follow."""
        small = SMALL.get(word)
        if small is not None:
            rest = self.current % 100
            if (small >= 10 and rest == 0) or (0 < small < 10 and (rest == 0 or (rest >= 20 and rest % 10 == 0))):
                if self.closed and self.current:
                    return False
                self.current += small
                self.scale = 1
                return True
            return False
        if word == "hundred" and 0 < self.current < 100:
            self.current *= 100
            self.scale = 100
            return True
        if word == "dozen" and 0 < self.current < 100 and not self.total:
            self.current *= 12
            self.scale = 12
            return True
        scale = SCALES.get(word)
        if scale is None or (not self.current and not self.total):
            return False
        if self.current and scale < self.last_scale:
            self.total += self.current * scale
        elif not self.current and scale > self.scale >= 1000:  # a thousand million
            self.total *= scale
        else:
            return False
        self.current, self.last_scale = 0, scale
        self.scale = scale if self.scale < 1000 or self.scale == scale else self.scale * scale
        return True


def read_words(text: str, start: int) -> Number | None:
    """The number in English words at ``start``; an article that counts ("a dozen", "a third") is taken in.

    None for a word that begins no number ("few" without a magnitude, "scores" of a match).
    """
    match = _TOKEN.match(text, start)
    if match is None or match.group(1) or match.group(2):
        return None
    first = match.group(3).lower()
    begin = start
    if text[start - 1 : start] == " " and text[start - 2 : start - 1] in ("a", "A", "n"):
        article = _ARTICLE.search(text, max(0, start - 4), start)
        begin = article.start(1) if article else start
    if first in _BANDS:
        return _band(text, start, match.end(), first)
    if first in _VAGUE_WORDS:
        return _vague(text, begin, start)
    if first == "half":
        return _half(text, start, begin, match.end())
    if first in _ARTICLE_FRACTIONS:
        return _article_fraction(text, start, begin, match.end(), first)
    number = _cardinal(text, start, begin, match.end(), first)
    if number is None:
        return None
    return _with_fraction(text, number)


def _cardinal(text: str, start: int, begin: int, end: int, first: str) -> Number | None:
    sum_ = _Sum(end)
    if first in ("hundred", "dozen") or first in SCALES:
        if begin == start:
            return None
        sum_.current = 1
        start = begin
    if not sum_.take(first) and first != "zero":
        return None
    for _ in range(_MOST_TOKENS):
        match = _TOKEN.match(text, sum_.end)
        if match is None or match.group(2):
            break
        gap, word = match.group(1), match.group(3).lower()
        if not gap or (gap.startswith(",") and (sum_.current or not sum_.total)):
            break
        if ("and" in gap or "&" in gap) and sum_.scale < 100:
            break
        if gap.startswith(",") and word not in SMALL:
            break
        if not sum_.take(word):
            break
        sum_.end = match.end()
    value = Decimal(sum_.total + sum_.current)
    number = Number(start, sum_.end, value, scale=Decimal(max(1, sum_.scale)), form="en", own_scale=value >= 1000)
    point = _POINT.match(text, number.end) if text.startswith(" p", number.end) else None
    if point is not None:
        digits = "".join("0" if w == "oh" else str(SMALL[w]) for w in point.group(1).lower().split())
        number.value, number.end = Decimal(f"{number.value}.{digits}"), point.end()
    return number


def _with_fraction(text: str, number: Number) -> Number:
    """Adds "and a half", or turns the number into the numerator of "two thirds"."""
    following = text[number.end : number.end + 2]
    if following[:1] not in (" ", "-"):
        return number
    more = _HALF_MORE.match(text, number.end) if following == " a" else None
    if more is not None:
        number.value += times(Decimal(_HALF_MORE_VALUES[more.group(1).lower()]), number.scale)
        number.end = more.end()
        scale = _SCALE_AFTER.match(text, number.end)
        if scale is not None and number.scale == 1:
            word = scale.group(1).lower()
            factor = Decimal(100 if word == "hundred" else SCALES[word])
            number.value, number.end = times(number.value, factor), scale.end()
            number.scale, number.own_scale = factor, True
        return number
    below = _FRACTION.match(text, number.end) if following[1:] in "tqfsenhTQFSENH" else None
    if below is not None and number.value < 100:
        word = below.group(1).lower()
        denominator = DENOMINATORS.get(word) or DENOMINATORS.get(word.removesuffix("s"))
        plural = word.endswith("s")
        if (
            denominator
            and ((plural and number.value > 1) or (not plural and number.value == 1))
            and number.value < denominator
        ):
            number.value, number.end = ratio(number.value, Decimal(denominator)), below.end()
            number.fraction = True
            _of_magnitude(text, number)
    return number


def _of_magnitude(text: str, number: Number) -> None:
    """Takes in the magnitude of "half a million", "three quarters of a million"."""
    match = _HALF_OF.match(text, number.end)
    if match is None:
        return
    word = match.group(1).lower()
    factor = Decimal({"hundred": 100, "dozen": 12}.get(word) or SCALES[word])
    number.value, number.end = times(number.value, factor), match.end()
    number.scale, number.own_scale, number.fraction = factor, True, False


_NOT_HALF: Final = pattern(
    r"(?:[ -](?:time|way|term|terms|year|years|back|brother|sister|past|marathon|truth|hearted|life"
    r"|baked|mast|light|heartedly"
    r"|timer|final|price|size|dozen eggs|measures|moon|decade|blood|board|empty|full|yearly|century"
    r"|centuries|volley)(?![A-Za-z])"
    r"|-(?!hour(?!ly)|mile|day|minute|inch|million|billion|pound|percent|point|price|dozen|a-))",
    re.IGNORECASE,
)
_HALF_ORDINAL: Final = pattern(
    r"(?:^|[^A-Za-z])(?:first|second|third|fourth|latter|other|better|opening|final|early|late|last"
    r"|next|top|bottom|each|either|this|one|per"
    r"|previous|same|lower|upper|northern|southern|western|eastern|third|1st|2nd|her|his|my|your"
    r"|year'?s|and an?)[ -]$",
    re.IGNORECASE,
)


def _half(text: str, start: int, begin: int, end: int) -> Number | None:
    if (begin == start and _HALF_ORDINAL.search(text, max(0, start - 12), start)) or _NOT_HALF.match(text, end):
        return None
    if text[end : end + 1] in (",", ".", ";", ")") and text[max(0, start - 4) : start].lower() == "the ":
        return None  # "took 4.9m tonnes in the half, a third less": half of the year
    number = Number(begin if begin < start else start, end, Decimal("0.5"), form="en", fraction=True)
    _of_magnitude(text, number)
    return number


def _article_fraction(text: str, start: int, begin: int, end: int, word: str) -> Number | None:
    """ "a third", "a quarter of"; ordinals ("the third man") and spans of time ("a quarter ended") are none."""
    if word == "quarter" and text[end : end + 9].lower().startswith((" million", " billion", " of a mil", " of a bil")):
        number = Number(begin, end, Decimal("0.25"), form="en", fraction=True)
        _of_magnitude(text, number)
        return number
    if begin == start or word == "quarters":
        return None
    following = text[end : end + 4].lower()
    if following[:1] == " " and (
        _MORE_THAN.match(text, end) is not None
        or _OTHER_FRACTION.match(text, end) is not None
        or (
            _CHANGE_GOES_ON.match(text, end) is not None
            and _CHANGED_BEFORE.search(text, max(0, begin - 34), begin) is not None
        )
    ):
        return Number(begin, end, ratio(Decimal(1), Decimal(DENOMINATORS[word])), form="en", fraction=True)
    if not following.startswith(" of ") and following[:1] not in (".", ",", ";", ")") and following != "":
        return None
    if (
        word != "third"
        and not following.startswith(" of ")
        and _BY_BEFORE.search(text, max(0, begin - 8), begin) is None
    ):
        return None
    return Number(begin, end, ratio(Decimal(1), Decimal(DENOMINATORS[word])), form="en", fraction=True)


def _band(text: str, start: int, end: int, word: str) -> Number | None:
    """ "dozens", "tens of thousands": two to nine times the magnitude."""
    one = _BANDS[word]
    if word in ("scores", "tens") and not (text.startswith(" of ", end) and text[end + 4 : end + 5].isalpha()):
        return None
    of = _BAND_OF.match(text, end - 1)
    if of is not None:
        one *= _BANDS[of.group(1).lower()]
        end = of.end()
    elif word in ("tens", "scores") and word == "tens":
        return None
    return Number(
        start, end, Decimal(2 * one), Decimal(9 * one), scale=Decimal(one), form="en", vague=True, own_scale=one >= 1000
    )


def _vague(text: str, begin: int, start: int) -> Number | None:
    """ "several hundred", "a few dozen": two to nine times the magnitude; "a couple of hundred" is twice."""
    match = _VAGUE.match(text, start)
    if match is None:
        return None
    word = match.group(1).lower()
    one = {"hundred": 100, "dozen": 12}.get(word) or SCALES[word]
    high = Decimal(9 * one) if match.group()[0] not in "cC" else Decimal(3 * one)
    return Number(
        begin, match.end(), Decimal(2 * one), high, scale=Decimal(one), form="en", vague=True, own_scale=one >= 1000
    )
