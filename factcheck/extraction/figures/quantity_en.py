"""A number among English words: units, money, letter magnitudes, ages, counted nouns, and bare numbers."""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.extraction.figures.attach import apply_money, apply_unit, extend_compound, letter_scale, number_at
from factcheck.extraction.figures.counts_en import carried_noun, compound_noun, counted_noun
from factcheck.extraction.figures.currencies import Money, currencies, currency_after
from factcheck.extraction.figures.digits import letter_magnitude
from factcheck.extraction.figures.exclusions import label_before, looks_like_year
from factcheck.extraction.figures.multiples_en import fold
from factcheck.extraction.figures.number import RATIO, Number, times
from factcheck.extraction.figures.rates import per_after
from factcheck.extraction.figures.reading import Reading, Scene
from factcheck.extraction.figures.units import Unit, unit_after, unit_word

_OLD = re.compile(r"(?:[ -]old(?![A-Za-z])|[ -]olds(?![A-Za-z])| of age(?![A-Za-z]))", re.IGNORECASE)
_YO = re.compile(r"[ -]?(?:yo|y/o|y\.o\.)(?![A-Za-z])", re.IGNORECASE)
_AGE_BEFORE = re.compile(
    r"(?:^|[^A-Za-z])(?:aged?|ages|the age of|ages of) (?:of |over |under |above |below |between |from )?$",
    re.IGNORECASE,
)
_AGED_BEFORE = re.compile(r"(?:life expectancy|median age|average age|mean age)[^.;\n]{0,40}$", re.IGNORECASE)
_IS_AGED = re.compile(
    r"(?:^|[^A-Za-z])(?:[Hh]e|[Ss]he|[Ii]|who)(?:['’]s| is| was| will be| turned| turns| would be| had turned| just turned) $"
)
_APPOSITION_AFTER = re.compile(r",|\)| (?:has|had|who|of|from|said|says|was|is|told|and|died)(?![A-Za-z])|[.;]")
_COUNT_CUE = re.compile(
    r"sold|sales?|ship|vehicle|car|unit|user|customer|subscri|deliver|home|house|people|population|job|visitor|passenger|share|view|download|vote"
    r"|device|install|follower|member|account|copies|viewer|resident|voter|worker|refugee|order|listing|total|top|figure|order|student|household|patient|case|dose",
    re.IGNORECASE,
)
_METRE_AFTER = re.compile(
    r" ?(?:tall|long|high|wide|deep|away|across|above|below|from|in length|in height|race|sprint|jump|hurdles|run|-|–|x|freestyle|\()",
    re.IGNORECASE,
)
_NUMBER_NOUN = re.compile(r"[ -][A-Za-z]")
_PRONOUN_OK = re.compile(
    r"(?:are|were|is|was|killed|injured|than|to|by|least|about|nearly|only|just|of|another|other|some|had|have|has|scored|all|with|all the|nearly) $"
)
_ONE_UNITS = frozenset({"percentage", "measure", "multiple", "duration"})
_ONE_NOT = frozenset({"points", "s", "min", "d", "wk", "x", "g", "[stone_av]", "t", "[ft_i]", "mm", "C", "G"})
_POUND = re.compile(
    r"cost|paid|pay|worth|price|spen[dt]|earn|£|salary|wage|fine|profit|revenue|sales|fund|debt|sterling|bill|save|raise",
    re.IGNORECASE,
)
_NOT_COUNTED = frozenset(
    [
        "faced",
        "way",
        "fold",
        "time",
        "digit",
        "tier",
        "man",
        "based",
        "sided",
        "handed",
        "day",
        "year",
        "month",
        "week",
        "old",
        "tone",
        "hearted",
        "figure",
        "term",
        "wheel",
        "dimensional",
        "bit",
    ]
)
_CENTS = re.compile(r"(?: (?:and )?)(?=[0-9a-z])", re.IGNORECASE)
_AFTER_CENTS = re.compile(r"(?=[.,;:!?)]|\s*$)")
_USD_AFTER = re.compile(r" ?(?:U\.S\.|US)(?![A-Za-z$])")


def attach_english(scene: Scene, reading: Reading, floor: int) -> bool:
    """Reads what follows the number; False where the whole is no figure."""
    text = scene.text
    if reading.kind == "money":
        return _prefixed_money(scene, reading)
    end = fold(text, reading.number)
    if end is not None:
        reading.kind, reading.unit, reading.end, reading.own_unit = "multiple", "x", end, True
        return True
    if text[reading.end : reading.end + 1] in "kKmMbBT" and _letter(scene, reading):
        pass
    return _with_unit(scene, reading, floor)


def _prefixed_money(scene: Scene, reading: Reading) -> bool:
    text = scene.text
    letter_scale(text, reading, allowed="kKmMbBtT")
    after = _USD_AFTER.match(text, reading.end)
    if after is not None and reading.money_word == "$":
        reading.end, reading.unit = after.end(), "USD"
    else:
        found = currency_after(text, reading.end)
        if (
            found is not None
            and found[0].fraction is None
            and (
                found[0].code == reading.unit or (reading.money_word == "$" and len(text[reading.end : found[1]]) >= 4)
            )
        ):
            apply_money(scene, reading, found[0], found[1], chinese=False)
    _minor(scene, reading)
    _rate(scene, reading)
    return True


def _letter(scene: Scene, reading: Reading) -> bool:
    """Decides what a single letter after a bare number is: a magnitude, or the symbol of a unit."""
    text, number = scene.text, reading.number
    letter = letter_magnitude(text, number)
    if letter is None:
        return False
    if letter in "kK":
        return letter_scale(text, reading, allowed="kK")
    if letter == "m":
        follow = text[number.end + 1 : number.end + 2]
        unit = unit_after(text, number.end + 1) if follow == " " else None
        if (unit is not None and unit[0].kind in ("measure", "multiple") and unit[0].word) or counted_noun(
            text, number.end + 1
        ) is not None:
            return letter_scale(text, reading, allowed="m")
        if (
            _METRE_AFTER.match(text, number.end + 1)
            or _COUNT_CUE.search(text, max(0, number.start - 90), number.end + 40) is None
        ):
            return False
        return letter_scale(text, reading, allowed="m")
    if letter == "M":
        return letter_scale(text, reading, allowed="M")
    if counted_noun(text, number.end + 1) is not None or text[number.end + 1 : number.end + 2] > "\u4e00":
        return letter_scale(text, reading, allowed=letter)
    return False


def _with_unit(scene: Scene, reading: Reading, floor: int) -> bool:
    text, number = scene.text, reading.number
    years = _YO.match(text, reading.end) if "y" in text[reading.end : reading.end + 2] else None
    if years is not None:
        reading.kind, reading.unit, reading.end, reading.own_unit = "age", "a", years.end(), True
        return True
    unit = unit_after(text, reading.end)
    money = currency_after(text, reading.end)
    if money is not None and (unit is None or money[1] > unit[1]):
        return _money_after(scene, reading, *money)
    if unit is not None:
        return _unit(scene, reading, floor, *unit)
    big = letter_magnitude(text, number, spaced=True)
    if big == "B" and counted_noun(text, number.end + 2) is not None:
        letter_scale(text, reading, allowed="") or _apply_spaced(text, reading)
    return _count(scene, reading, floor)


def _apply_spaced(text: str, reading: Reading) -> None:
    number = reading.number
    number.value = times(number.value, Decimal(10**9))
    number.end = text.index("B", number.end) + 1
    number.own_scale, number.plain = True, False
    reading.end = number.end


def _is_word_one(reading: Reading) -> bool:
    number = reading.number
    return (
        number.form == "en"
        and number.value == 1
        and not number.own_scale
        and not number.fraction
        and number.high is None
    )


def _unit(scene: Scene, reading: Reading, floor: int, unit: Unit, end: int) -> bool:
    text = scene.text
    if not unit.word and reading.number.plain and end - reading.end <= 2 and _named(text, reading, unit, end):
        return False
    if _is_word_one(reading) and (unit.symbol in _ONE_NOT or unit.kind not in _ONE_UNITS or unit.symbol == "points"):
        return False
    if (
        unit.symbol == "[lb_av]"
        and unit.word
        and (reading.number.scale >= 10**6 or _POUND.search(text, max(floor, reading.start - 40), reading.start))
    ):
        sterling = Money("GBP")
        return _money_after(scene, reading, sterling, end)
    if (
        unit.symbol == "points"
        and text[end - 1] != "s"
        and text[reading.end : reading.end + 1] != "-"
        and reading.number.value != 1
    ):
        if text[end : end + 1] == "-" or reading.number.form == "en":
            return _count(scene, reading, floor)
    apply_unit(reading, unit, end)
    if unit.kind == "duration":
        old = _OLD.match(text, end)
        if old is not None:
            reading.kind, reading.end = "age", old.end()
            return True
    if text[end - 1 : end] in "'’":
        reading.end = end - 1
    extend_compound(scene, reading)
    if unit.kind == "measure" and unit.symbol in (
        "bbl",
        "t",
        "L",
        "kg",
        "m3",
        "[gal_us]",
        "W.h",
        "kW.h",
        "MW.h",
        "GW.h",
        "GB",
        "[cft_i]",
    ):
        _rate(scene, reading)
    return True


_MODEL_LETTERS = frozenset("GDKVXFTBCPAS")


def _named(text: str, reading: Reading, unit: Unit, end: int) -> bool:
    """5G, 3D, 777F: one capital after small digits is a name unless a space or the context makes it a unit."""
    form = text[reading.end : end].strip()
    if len(form) != 1 or form not in _MODEL_LETTERS:
        return False
    if end - reading.end == 1:
        return form not in "VWATCK" or label_before(text, reading.number.start) == "name" or form == "K"
    return label_before(text, reading.number.start) == "name"


def _money_after(scene: Scene, reading: Reading, money: Money, end: int) -> bool:
    text = scene.text
    if _is_word_one(reading) and money.code == "?" and money.fraction is None:
        return False
    apply_money(scene, reading, money, end, chinese=False)
    magnitude = re.match(r" (million|billion|trillion)(?![A-Za-z])", text[end : end + 10])
    if magnitude is not None and not reading.number.own_scale:
        power = {"million": 6, "billion": 9, "trillion": 12}[magnitude.group(1)]
        reading.number.value = times(reading.number.value, Decimal(10**power))
        reading.number.scale, reading.number.own_scale = Decimal(10**power), True
        reading.end = end + magnitude.end()
    _minor(scene, reading)
    _rate(scene, reading)
    return True


def _minor(scene: Scene, reading: Reading) -> None:
    """3 dollars 50 cents, 15 dollars and 50."""
    text, number = scene.text, reading.number
    if (
        number.high is not None
        or number.own_scale
        or reading.factor is not None
        or number.value != number.value.to_integral_value()
    ):
        return
    join = _CENTS.match(text, reading.end)
    if join is None or (
        reading.prefixed
        and text[reading.end : reading.end + 4] != " and"
        and not text[reading.end : reading.end + 1] == " "
    ):
        return
    small = number_at(text, join.end())
    if small is None or small.high is not None or small.value >= 100 or not small.value or small.fraction:
        return
    found = currencies().after.at(text, small.end + 1) if text[small.end : small.end + 1] == " " else None
    if (
        found is not None
        and found[0].fraction is not None
        and reading.unit in (found[0].code, "USD", "EUR", "AUD", "CAD", "GBP", None)
    ):
        number.value += times(small.value, found[0].fraction)
        reading.end = found[1]
    elif (
        not reading.prefixed
        and found is None
        and small.plain
        and small.end - small.start == 2
        and _AFTER_CENTS.match(text, small.end)
    ):
        number.value += RATIO.divide(small.value, Decimal(100))
        reading.end = small.end


def _rate(scene: Scene, reading: Reading) -> None:
    """The denominator: inside the figure after a slash, outside in words."""
    text = scene.text
    if text[reading.end : reading.end + 1] == "/":
        from factcheck.extraction.figures.units import units

        below = units().forms.at(text, reading.end + 1)
        if below is not None:
            reading.per, reading.end = below[0].symbol, below[1]
            return
    per = per_after(text, reading.end, money=reading.kind == "money")
    if per is not None:
        reading.per, reading.outer_end = per


def _count(scene: Scene, reading: Reading, floor: int) -> bool:
    """A number without a unit: an age, a count of what follows, a bare figure, or nothing."""
    text, number = scene.text, reading.number
    if number.fraction:
        return _fraction(text, reading)
    following = text[number.end : number.end + 1]
    if (following.isascii() and (following.isalpha() or following == "_")) or (
        following == "/" and text[number.end + 1 : number.end + 2].isalpha()
    ):
        return False
    if (number.plain and text[number.start] == "0" and number.end - number.start > 1) or reading.signed == "-":
        return False
    if _states_age(text, number, floor):
        reading.kind, reading.unit = "age", "a"
        reading.own_unit = True
        return True
    version = (
        number.form == "digits"
        and not number.own_scale
        and number.value < 100
        and text[number.end - 2 : number.end - 1] == "."
    )
    label = label_before(text, number.start) if number.plain or version or number.form == "en" else None
    if version and label != "name":
        label = None
    if label is not None:
        if label == "name" and _age_apposition(text, reading, floor):
            return True
        if label != "name" or number.form != "en":
            return False
    if number.plain and _age_apposition(text, reading, floor):
        return True
    if number.vague and text.startswith(" of ", number.end) and _of_what(scene, reading):
        return True
    noun = counted_noun(text, number.end)
    if (
        number.plain
        and looks_like_year(text, number.start, number.end)
        and (noun is None or not _many(text, number.start))
    ):
        return False
    if _is_word_one(reading):
        return False
    reading.kind = "count"
    if noun is not None:
        hyphened = text[number.end : number.end + 1] == "-"
        if hyphened and (noun[0] in _NOT_COUNTED or noun[0].endswith(("ed", "ly", "ing"))):
            return False
        measured = unit_word(noun[0]) if not hyphened else None
        if measured is not None:
            apply_unit(reading, measured, noun[1])
            return True
        reading.unit, reading.own_unit = noun[0], True
        scene.nouns.append((number.end, noun[0]))
        _rate_of_count(text, reading, noun[1])
        return True
    return _bare(scene, reading, floor)


def _states_age(text: str, number: Number, floor: int) -> bool:
    """Whether the words before speak of an age: "aged 18 to 34", "under the age of 65", "life expectancy … 73"."""
    before = text[max(floor, number.start - 60) : number.start]
    if "age" in before[-24:].lower() and _AGE_BEFORE.search(before[-24:]) is not None:
        return True
    if not number.plain or not 10 < number.value < 110:
        return False
    if _IS_AGED.search(before[-20:]) is not None and counted_noun(text, number.end) is None:
        return True
    return ("expectancy" in before or " age " in before) and _AGED_BEFORE.search(before) is not None


def _of_what(scene: Scene, reading: Reading) -> bool:
    """ "trillions of dollars", "hundreds of miles", "dozens of people"."""
    text, at = scene.text, reading.number.end + 3
    money = currency_after(text, at)
    if money is not None:
        apply_money(scene, reading, money[0], money[1], chinese=False)
        return True
    unit = unit_after(text, at)
    if unit is not None and unit[0].word and unit[0].symbol != "points":
        apply_unit(reading, *unit)
        return True
    noun = counted_noun(text, at)
    if noun is None:
        return False
    reading.kind, reading.unit, reading.own_unit = "count", noun[0], True
    return True


def _rate_of_count(text: str, reading: Reading, end: int) -> None:
    per = per_after(text, end, money=False)
    if per is not None:
        reading.per = per[0]


def _many(text: str, start: int) -> bool:
    """Whether 1500-2100 before a plural may count it: no year-like word before."""
    before = text[max(0, start - 12) : start].lower()
    return (
        not re.search(r"(?:in|since|of|from|by|the|during|for|until|early|late|fiscal|mid)[ -]$", before)
        and text[start : start + 4] < "1900"
    )


def _fraction(text: str, reading: Reading) -> bool:
    reading.kind, reading.unit = "fraction", "1"
    number = reading.number
    if number.form == "digits":
        after = text[number.end : number.end + 4]
        if not (
            after.startswith((" of ", " the", " a ", " in "))
            or text[number.start : number.end] in "½⅓⅔¼¾"
            or after[:1] in (" ",)
        ):
            return False
        noun = counted_noun(text, number.end)
        if label_before(text, number.start) in ("name", "label", "month") or (
            noun is None and not after.startswith((" of", " the"))
        ):
            return text[number.start : number.end] in "½⅓⅔¼¾"
    return True


def _age_apposition(text: str, reading: Reading, floor: int) -> bool:
    """ "Maddon, 66, has …", "Nick Hague 44 has …": an age in passing."""
    number = reading.number
    if not number.plain or not 10 <= number.value <= 105 or number.end - number.start > 3:
        return False
    before = text[max(floor, number.start - 24) : number.start]
    if not before[-2:-1].islower() and before[-2:] != ", ":
        return False
    if (
        not before.endswith(", ")
        or not re.search(r"[A-Z][a-z'’-]+, $", before)
        or not _APPOSITION_AFTER.match(text, number.end)
    ):
        if not (
            re.search(r"[A-Z][a-z'’]+ [A-Z][a-z'’]+ $", before)
            and re.match(r" (?:has|had|who|was|is|said|of|from) ", text[number.end : number.end + 6])
        ):
            return False
    if re.search(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,? $", before):
        return False
    reading.kind, reading.unit, reading.states_claim, reading.own_unit = "age", "a", False, True
    return True


_INDEX = re.compile(
    r"(?:[Ii]ndex|INDEX|points|Nasdaq|Dow|S&P|FTSE|Nikkei|Hang Seng|DAX|CAC|Sensex|Nifty|KOSPI|Kospi|TOPIX|Composite)[^.!?\n]{0,90} (?:at|to|of) $"
)
_NAME_AFTER = re.compile(r" [A-Z][A-Za-z]*[a-z](?![a-z]*[.:])")
_BARE_OUT = re.compile(r"[-/][A-Za-z0-9]|[:][0-9]")


def _bare(scene: Scene, reading: Reading, floor: int) -> bool:
    """A number with no noun: kept where its form or the words before it show a quantity."""
    text, number = scene.text, reading.number
    if _BARE_OUT.match(text, number.end):
        return False
    compound = (
        compound_noun(text, number.end)
        if 2 <= number.value < 100 and number.value == number.value.to_integral_value()
        else None
    )
    if compound is not None:
        reading.unit, reading.own_unit = compound, True
        return True
    if number.plain and number.value < 1000 and _NAME_AFTER.match(text, number.end):
        return False
    if (
        number.vague
        and scene.money is not None
        and number.start - scene.money[0] < 120
        and text.startswith(" in ", number.end)
    ):
        reading.kind, reading.unit = "money", scene.money[1]
        return True
    if number.vague:
        reading.unit = carried_noun(text, number.start, scene.nouns)
        return True
    if number.form == "en" and not number.own_scale:
        after_of = text.startswith(" of ", number.end)
        return number.value >= 2 and (
            after_of
            or (
                _PRONOUN_OK.search(text, max(floor, number.start - 10), number.start) is not None
                and not text[number.end : number.end + 1] == "-"
            )
        )
    reading.unit = carried_noun(text, number.start, scene.nouns)
    if (
        number.plain
        and number.value < 10
        and number.end - number.start == 1
        and not _PRONOUN_OK.search(text, max(floor, number.start - 10), number.start)
    ):
        return False
    if number.value != number.value.to_integral_value():
        reading.unit = None
    if (
        number.form == "digits"
        and not number.plain
        and not number.own_scale
        and _INDEX.search(text, max(0, number.start - 120), number.start)
    ):
        reading.kind, reading.unit = "measure", "points"
    return True
