"""A number among English words: units, money, letter magnitudes, ages, counted nouns, and bare numbers."""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.extraction.figures.attach import apply_money, apply_unit, extend_compound, letter_scale, number_at
from factcheck.extraction.figures.bare_en import attach_count, is_word_one
from factcheck.extraction.figures.counts_en import counted_noun
from factcheck.extraction.figures.currencies import Money, currencies, currency_after
from factcheck.extraction.figures.digits import letter_magnitude
from factcheck.extraction.figures.exclusions import label_before, looks_like_year
from factcheck.extraction.figures.multiples_en import fold
from factcheck.extraction.figures.number import ONE, RATIO, times
from factcheck.extraction.figures.rates import per_after
from factcheck.extraction.figures.reading import Reading, Scene
from factcheck.extraction.figures.units import Unit, closes_sentence, unit_after
from factcheck.extraction.patterns import pattern

_OLD = pattern(r"(?:[ -]old(?![A-Za-z])|[ -]olds(?![A-Za-z])| of age(?![A-Za-z]))", re.IGNORECASE)
_YO = pattern(r"[ -]?(?:yo|y/o|y\.o\.)(?![A-Za-z])", re.IGNORECASE)
_COUNT_CUE = pattern(
    (
        r"sold|sell|sales?|ship|vehicle|car|unit|user|customer|subscri|deliver|home|house|people|population"
        r"|job|visitor|passenger|share|view|download|vote"
        r"|device|install|follower|member|account|copies|viewer|resident|voter|worker|refugee|order"
        r"|listing|waiting|total|top|figure|order|student|household|patient|case|dose"
    ),
    re.IGNORECASE,
)
_METRE_AFTER = pattern(
    (
        r" ?(?:tall|long|high|wide|deep|away|across|above|below|from|in length|in height|race|sprint|jump"
        r"|hurdles|run|-|–|x|freestyle|\()"
    ),
    re.IGNORECASE,
)
_PRONOUN_AFTER = pattern(r" (?:it|they|we|he|she|you|I)(?![A-Za-z])")
_NEAR_NOUN = 160
_ONE_UNITS = frozenset({"percentage", "measure", "multiple", "duration"})
_ONE_NOT = frozenset({"points", "s", "min", "d", "wk", "x", "g", "[stone_av]", "t", "[ft_i]", "mm", "C", "G"})
_POUND = pattern(
    (
        r"cost|paid|pay|worth|price|spen[dt]|earn|£|salary|wage|fine|profit|revenue|sales|fund|debt"
        r"|sterling|bill|save|raise"
    ),
    re.IGNORECASE,
)
_LEAST_NAME = 4
"""Characters from the number on of "m dwt": so long a symbol is that of the unit, and the letter a magnitude."""
_RESOLUTIONS = frozenset({2, 4, 5, 8, 16})
"""4K and its kin name a picture format."""
_PARAMETERS = ("参数", "个参数", "模型", "大模型", "词元", "tokens", " tokens", " parameters", "-parameter")
_CENTS = pattern(r"(?: (?:and )?)(?=[0-9a-z])", re.IGNORECASE)
_AFTER_CENTS = pattern(r"(?=[.,;:!?)]|\s*$)")
_USD_AFTER = pattern(r" ?(?:U\.S\.|US)(?![A-Za-z$])")


def attach_english(scene: Scene, reading: Reading, floor: int) -> bool:
    """Reads what follows the number; False where the whole is no figure."""
    text = scene.text
    if reading.kind == "money":
        return _prefixed_money(scene, reading)
    if text[reading.end : reading.end + 1] == "%":
        reading.kind, reading.unit, reading.own_unit = "percentage", "%", True
        reading.end += 1
        return True
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
    rate(scene, reading)
    return True


def _letter(scene: Scene, reading: Reading) -> bool:
    """Decides what a single letter after a bare number is: a magnitude, or the symbol of a unit."""
    text, number = scene.text, reading.number
    letter = letter_magnitude(text, number)
    if letter is None:
        return False
    if letter == "K" and number.plain and number.value in _RESOLUTIONS and counted_noun(text, number.end + 1) is None:
        return False
    if letter in "kK":
        return letter_scale(text, reading, allowed="kK")
    if letter == "m":
        follow = text[number.end + 1 : number.end + 2]
        unit = unit_after(text, number.end + 1) if follow == " " else None
        named = unit is not None and (unit[0].word or unit[1] - number.end > _LEAST_NAME)
        if (unit is not None and unit[0].kind in ("measure", "multiple") and named) or counted_noun(
            text, number.end + 1
        ) is not None:
            return letter_scale(text, reading, allowed="m")
        if _counts_on(scene, number.start, number.end + 1):
            return letter_scale(text, reading, allowed="m")
        if (
            _METRE_AFTER.match(text, number.end + 1)
            or _COUNT_CUE.search(text, max(0, number.start - 90), number.end + 40) is None
        ):
            return False
        return letter_scale(text, reading, allowed="m")
    if letter == "M":
        return letter_scale(text, reading, allowed="M")
    if counted_noun(text, number.end + 1) is not None or text.startswith(_PARAMETERS, number.end + 1):
        return letter_scale(text, reading, allowed=letter)
    return False


def _counts_on(scene: Scene, start: int, end: int) -> bool:
    """Whether "15m" goes on with a count of the sentence: "19m consoles rather than the 15m it pencilled in"."""
    if not scene.nouns or start - scene.nouns[-1][0] > _NEAR_NOUN or not _PRONOUN_AFTER.match(scene.text, end):
        return False
    return scene.text.find(". ", scene.nouns[-1][0], start) < 0


def _with_unit(scene: Scene, reading: Reading, floor: int) -> bool:
    text = scene.text
    years = _YO.match(text, reading.end) if "y" in text[reading.end : reading.end + 2] else None
    if years is not None:
        reading.kind, reading.unit, reading.end, reading.own_unit = "age", "a", years.end(), True
        return True
    degrees = (
        _DEGREES.match(text, reading.end) if text[reading.end : reading.end + 2].strip()[:1] in ("C", "F") else None
    )
    if degrees is not None and _is_temperature(text, reading, floor, degrees.end()):
        celsius = degrees.group(1) == "C"
        unit_ = Unit("Cel", "measure", ONE, "degC") if celsius else Unit("[degF]", "measure", ONE, "degF")
        apply_unit(reading, unit_, degrees.end())
        return True
    return measured(scene, reading, floor)


def measured(scene: Scene, reading: Reading, floor: int) -> bool:
    """Reads the unit, currency or counted noun after the number; False where the whole is no figure."""
    text, number = scene.text, reading.number
    unit = unit_after(text, reading.end)
    money = currency_after(text, reading.end) if unit is None or unit[0].kind != "percentage" else None
    if money is not None and (unit is None or money[1] > unit[1]):
        return money_after(scene, reading, money[0], money[1])
    if unit is not None:
        return unit_found(scene, reading, floor, unit[0], unit[1])
    big = letter_magnitude(text, number, spaced=True)
    if big == "B" and counted_noun(text, number.end + 2) is not None:
        _apply_spaced(text, reading)
    return attach_count(scene, reading, floor)


def _apply_spaced(text: str, reading: Reading) -> None:
    number = reading.number
    number.value = times(number.value, Decimal(10**9))
    number.end = text.index("B", number.end) + 1
    number.own_scale, number.plain = True, False
    reading.end = number.end


def unit_found(scene: Scene, reading: Reading, floor: int, unit: Unit, end: int) -> bool:
    """Makes ``unit``, which ends at ``end``, the reading's own; False where the whole is no figure."""
    text = scene.text
    if not unit.word and reading.number.plain and end - reading.end <= 2 and _named(text, reading, unit, end):
        return False
    if is_word_one(reading) and (unit.symbol in _ONE_NOT or unit.kind not in _ONE_UNITS or unit.symbol == "points"):
        return False
    if (
        unit.symbol == "[lb_av]"
        and unit.word
        and (reading.number.scale >= 10**6 or _POUND.search(text, max(floor, reading.start - 40), reading.start))
    ):
        sterling = Money("GBP")
        return money_after(scene, reading, sterling, end)
    if (
        unit.symbol == "points"
        and text[end - 1] != "s"
        and text[reading.end : reading.end + 1] != "-"
        and reading.number.value != 1
    ) and (text[end : end + 1] == "-" or reading.number.form == "en"):
        return attach_count(scene, reading, floor)
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
        rate(scene, reading)
    return True


_DEGREES = pattern(r" ?([CF])(?![A-Za-z0-9+#'’&/-])")
_TEMPERATURE = pattern(
    r"temperature|degree|melt|boil|freez|thermomet|weather|forecast|climate|heat ?wave|hottest|coldest|warm|chill|plung"
    r"|overnight low|highs? of|lows? of|cooked? at|oven",
    re.IGNORECASE,
)


def _is_temperature(text: str, reading: Reading, floor: int, end: int) -> bool:
    """Whether a single C or F after a number is a degree: by the words around, never after a name (iPhone 5C)."""
    if _TEMPERATURE.search(text, max(floor, reading.start - 80), end + 30) is None:
        return False
    return label_before(text, reading.number.start) is None


_MODEL_LETTERS = frozenset("GDKVXFTBCPAS")


def _named(text: str, reading: Reading, unit: Unit, end: int) -> bool:
    """5G, 3D, 777F: one capital after small digits is a name unless a space or the context makes it a unit."""
    form = text[reading.end : end].strip()
    if form == "s" and end - reading.end == 1:  # the plural of a name ("PlayStation 5s"), people of an age ("over-75s")
        before = text[max(0, reading.number.start - 6) : reading.number.start].lower()
        return (
            before.endswith(("over-", "under-", "over ", "under "))
            or label_before(text, reading.number.start) == "name"
        )
    if len(form) != 1 or form not in _MODEL_LETTERS:
        return False
    if looks_like_year(text, reading.number.start, reading.number.end):
        return True
    if end - reading.end == 1:
        return form not in "VWATCK" or label_before(text, reading.number.start) == "name" or form == "K"
    return label_before(text, reading.number.start) == "name"


def money_after(scene: Scene, reading: Reading, money: Money, end: int) -> bool:
    """Makes ``money``, whose word ends at ``end``, the reading's currency; False where the whole is no figure."""
    text = scene.text
    if is_word_one(reading) and money.code == "?" and money.fraction is None:
        return False
    apply_money(scene, reading, money, end, chinese=False)
    magnitude = re.match(r" (million|billion|trillion)(?![A-Za-z])", text[end : end + 10])
    if magnitude is not None and not reading.number.own_scale:
        power = {"million": 6, "billion": 9, "trillion": 12}[magnitude.group(1)]
        reading.number.value = times(reading.number.value, Decimal(10**power))
        if reading.number.high is not None:
            reading.number.high = times(reading.number.high, Decimal(10**power))
        reading.number.scale, reading.number.own_scale = Decimal(10**power), True
        reading.end = end + magnitude.end()
    _minor(scene, reading)
    rate(scene, reading)
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
        and text[reading.end : reading.end + 1] != " "
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


def rate(scene: Scene, reading: Reading) -> None:
    """The denominator: inside the figure after a slash, outside in words."""
    text = scene.text
    if text[reading.end : reading.end + 1] == "/":
        from factcheck.extraction.figures.units import units

        below = units().forms.at(text, reading.end + 1)
        if below is not None:
            end = below[1] - 1 if closes_sentence(text, below[1]) else below[1]
            reading.per, reading.end = below[0].symbol, end
            return
    per = per_after(text, reading.end, money=reading.kind == "money")
    if per is not None:
        reading.per, reading.outer_end = per
