"""English numbers without a unit: ages, counts of the noun that follows, fractions, and bare figures."""

from __future__ import annotations

import re
from typing import Final

from factcheck.extraction.figures.attach import apply_money, apply_unit
from factcheck.extraction.figures.counts_en import carried_noun, compound_noun, counted_noun
from factcheck.extraction.figures.currencies import currency_after
from factcheck.extraction.figures.exclusions import label_before, looks_like_year
from factcheck.extraction.figures.number import Number
from factcheck.extraction.figures.rates import per_after
from factcheck.extraction.figures.reading import Reading, Scene
from factcheck.extraction.figures.units import unit_after, unit_word
from factcheck.extraction.patterns import pattern

_AGE_BEFORE: Final = pattern(
    r"(?:^|[^A-Za-z])(?:aged?|ages|the age of|ages of) (?:of |over |under |above |below |between |from )?$",
    re.IGNORECASE,
)
_AGED_BEFORE: Final = pattern(r"(?:life expectancy|median age|average age|mean age)[^.;\n]{0,40}$", re.IGNORECASE)
_IS_AGED: Final = pattern(
    r"(?:^|[^A-Za-z])(?:[Hh]e|[Ss]he|[Ii]|who)(?:['’]s| is| was| will be| turned| turns| would be"
    r"| had turned| just turned) $"
)
_APPOSITION_AFTER: Final = pattern(r",|\)| (?:has|had|who|of|from|said|says|was|is|told|and|died)(?![A-Za-z])|[.;]")
_PRONOUN_OK: Final = pattern(
    r"(?:are|were|is|was|killed|injured|than|to|by|least|about|nearly|only|just|of|another|other|some"
    r"|had|have|has|scored|all|with|all the|nearly) $"
)
_NOT_COUNTED: Final = frozenset(
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


def is_word_one(reading: Reading) -> bool:
    number = reading.number
    return (
        number.form == "en"
        and number.value == 1
        and not number.own_scale
        and not number.fraction
        and number.high is None
    )


def attach_count(scene: Scene, reading: Reading, floor: int) -> bool:
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
    named = _named(text, reading, floor)
    if named is not None:
        return named
    if number.vague and text.startswith(" of ", number.end) and _of_what(scene, reading):
        return True
    or_more = _OR_MORE.match(text, number.end)
    noun = counted_noun(text, or_more.end() if or_more is not None else number.end)
    if (
        number.plain
        and looks_like_year(text, number.start, number.end)
        and (noun is None or not _many(text, number.start))
    ):
        return False
    if is_word_one(reading):
        return False
    reading.kind = "count"
    if noun is not None:
        return _counted(scene, reading, noun[0], noun[1])
    return _bare(scene, reading, floor)


def _named(text: str, reading: Reading, floor: int) -> bool | None:
    """False where a name, label or month before owns the number, True for an age after a name, else None."""
    number = reading.number
    version = number.form == "digits" and not number.own_scale and number.value < 100 and text[number.end - 2] == "."
    label = label_before(text, number.start) if number.plain or version or number.form == "en" else None
    if version and label != "name":
        label = None
    if number.plain and label in (None, "name") and _age_apposition(text, reading, floor):
        return True
    if label is not None and (label != "name" or number.form != "en"):
        return False
    return None


def _counted(scene: Scene, reading: Reading, noun: str, end: int) -> bool:
    """Gives the reading the noun it counts, or the unit that noun is ("517 rushing yards")."""
    text, number = scene.text, reading.number
    hyphened = text[number.end : number.end + 1] == "-"
    if hyphened and (noun in _NOT_COUNTED or noun.endswith(("ed", "ly", "ing"))):
        return False
    measured = unit_word(noun) if not hyphened and not text.startswith(" of ", number.end) else None
    if measured is not None:
        apply_unit(reading, measured, end)
        return True
    reading.unit, reading.own_unit = noun, True
    scene.nouns.append((number.end, noun))
    _rate_of_count(text, reading, end)
    return True


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
    ) and not (
        re.search(r"[A-Z][a-z'’]+ [A-Z][a-z'’]+ $", before)
        and re.match(r" (?:has|had|who|was|is|said|of|from) ", text[number.end : number.end + 6])
    ):
        return False
    if re.search(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,? $", before):
        return False
    reading.kind, reading.unit, reading.states_claim, reading.own_unit = "age", "a", False, True
    return True


_INDEX: Final = pattern(
    r"(?:[Ii]ndex|INDEX|points|Nasdaq|Dow|S&P|FTSE|Nikkei|Hang Seng|DAX|CAC|Sensex|Nifty|KOSPI|Kospi"
    r"|TOPIX|Composite)(?:[^.!?\n]|\.(?=[0-9])){0,90} (?:at|to|of) $"
)
_NAME_AFTER: Final = pattern(r" [A-Z][A-Za-z]*[a-z](?![a-z]*[.:])")
_OR_MORE: Final = pattern(r" or (?:more|fewer|less)(?= [a-z])")
_MORE_AFTER: Final = pattern(r" more(?=[.,;:!?)]|$)")
_CASUALTIES: Final = pattern(
    r" (?:dead|killed|injured|hurt|wounded|missing|arrested|detained|rescued|feared|hospitali[sz]ed"
    r"|charged)(?![A-Za-z])"
)
_LISTED: Final = pattern(r"(?:, (?:and |or )?| (?:and|or) )[0-9]")
_BARE_OUT: Final = pattern(r"[-/][A-Za-z0-9]|[:][0-9]")


_FORMER: Final = pattern(
    r"(?:\b(?:from|against|versus|with|to|than)|\b(?:was|were)) (?:(?:about|around|roughly|nearly|almost|just) )?$"
)
_BREAK: Final = pattern(r"[.!?](?=\s)|\n")
_NEAR: Final = 100


def _is_former_amount(scene: Scene, reading: Reading) -> bool:
    """Whether a bare number is the other end of an amount of money ("$1.24 billion, down from 1.61 billion")."""
    if scene.money is None:
        return False
    text, start, (after, _) = scene.text, reading.number.start, scene.money
    counted = bool(scene.nouns) and scene.nouns[-1][0] > after
    if start - after > _NEAR or counted or _BREAK.search(text, after, start):
        return False
    return _FORMER.search(text, max(after, start - 24), start) is not None


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
    if number.own_scale and _is_former_amount(scene, reading):
        assert scene.money is not None
        reading.kind, reading.unit = "money", scene.money[1]
        return True
    if number.vague:
        reading.unit = carried_noun(text, number.start, scene.nouns)
        return True
    if number.form == "en" and not number.own_scale:
        after_of = text.startswith(" of ", number.end)
        return number.value >= 2 and (
            after_of
            or _MORE_AFTER.match(text, number.end) is not None
            or _CASUALTIES.match(text, number.end) is not None
            or (
                _PRONOUN_OK.search(text, max(floor, number.start - 10), number.start) is not None
                and text[number.end : number.end + 1] != "-"
            )
        )
    reading.unit = carried_noun(text, number.start, scene.nouns)
    if (
        number.plain
        and number.value < 10
        and number.end - number.start == 1
        and not _PRONOUN_OK.search(text, max(floor, number.start - 10), number.start)
    ):
        reading.tentative = _LISTED.match(text, number.end) is not None
        return reading.tentative
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
