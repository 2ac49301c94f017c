"""Numbers among Chinese words with no unit in words: units by symbol, money by context, counts, or no figure."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final

from factcheck.extraction.figures.attach import apply_money, apply_unit
from factcheck.extraction.figures.currencies import currency_after, implied_currency
from factcheck.extraction.figures.lexicon import groups
from factcheck.extraction.figures.number import Number
from factcheck.extraction.figures.reading import Reading, Scene
from factcheck.extraction.figures.units import unit_after
from factcheck.extraction.patterns import pattern

HALF: Final = Decimal("0.5")
_CASUALTIES: Final = pattern(r"[死伤亡](?![亡者员病残害害心筋势口痛痕感害])")
_DEAD_AND_HURT: Final = pattern(
    r"[死亡][、]?[0-9一二两三四五六七八九十]{1,3}[多余]?伤|伤[、]?[0-9一二两三四五六七八九十]{1,3}[死亡]"
)
_THEREABOUTS: Final = pattern(r"出头|左右|上下|有余|开外")
_MODEL_AFTER: Final = pattern(r" [A-Z]{2,}[a-z]*(?![a-z])")
_BARE_BEFORE: Final = pattern(
    r"(?:为|达到?|至|到|超过?|逾|约|近|共|报|有|仅|过|剩|余|降到|升到|突破|不足|不到|增至|降至|升至"
    r"|跌至|涨至|落至|回到|累计|合计|总计)[ ]?$"
)
_BARE_AFTER: Final = pattern(r"[，。；、！？,;!?\s）)的]|$")
_LISTED: Final = pattern(r"(?:[、和或及][0-9]{1,6}(?:\.[0-9]+)?){1,12}[^\W0-9A-Za-z_]")
_SYMBOL: Final = pattern(r"[ \u00a0]?[A-Za-z%‰°℃℉$€£¥￥元Ωµμ㎡㎢/]")


def half_more(text: str, reading: Reading) -> None:
    """一吨半, 三倍半, 一年半: half a unit more."""
    if (
        text[reading.end : reading.end + 1] == "半"
        and text[reading.end + 1 : reading.end + 2] not in tuple("导径成数程场夜年决")
        and reading.number.high is None
        and reading.number.value < 1000
    ):
        reading.number.value += HALF
        reading.end += 1
        reading.number.plain = False


def symbol_or_bare(scene: Scene, reading: Reading, floor: int) -> bool:
    """Units by Latin symbol, then numbers with nothing after them: money by context, counts, or no figure."""
    text, number = scene.text, reading.number
    if _SYMBOL.match(text, reading.end) is not None:
        unit = unit_after(text, reading.end)
        if unit is not None:
            apply_unit(reading, *unit)
            half_more(text, reading)
            return True
        money = currency_after(text, reading.end)
        if money is not None:
            apply_money(scene, reading, money[0], money[1], chinese=True)
            return True
        if text[reading.end : reading.end + 1].isascii() and text[reading.end : reading.end + 1].isalpha():
            return False
    if reading.kind == "money":
        return True
    if number.fraction and number.form == "digits":
        reading.kind, reading.unit = "fraction", "1"
        return True
    if number.plain and _MODEL_AFTER.match(text, number.end) is not None:
        return False
    if number.own_scale or (number.vague and number.scale >= 100):
        return _magnitude_alone(scene, reading, floor)
    if _CASUALTIES.match(text, number.end) is not None and (number.form == "digits" or _both(text, number)):
        reading.kind = "count"
        return True
    if number.form == "zh":
        if text[number.end - 1] == "十" and _aged(text, reading):
            return True
        rounded = number.scale >= 100 and _THEREABOUTS.match(text, number.end) is not None
        return rounded and _magnitude_alone(scene, reading, floor)  # 降到四千出头
    if number.plain and number.value >= 100 and _priced(text, reading, floor):
        reading.kind, reading.unit = "money", implied_currency(text, number.start, number.end, scene.country_hint)
        return True
    if not number.plain and _LISTED.match(text, number.end) is not None:
        reading.tentative = True
        return True
    before = _BARE_BEFORE.search(text, max(floor, reading.start - 6), reading.start)
    if before is None or _BARE_AFTER.match(text, number.end) is None:
        return not number.plain and text[number.start : number.end].count(",") > 0
    reading.kind = "count" if number.value == number.value.to_integral_value() else "measure"
    return not (
        number.plain and ((number.end - number.start == 4 and 1900 <= number.value <= 2100) or number.value < 10)
    )


_ONES: Final = pattern(r"有([一二三四五六七八九])岁?(?![^\W\d_])")


def _aged(text: str, reading: Reading) -> bool:
    """Takes in 有三 of 九十有三, the old way to tell an age."""
    number = reading.number
    ones = _ONES.match(text, number.end) if number.high is None and number.value < 100 else None
    if ones is None:
        return False
    number.value += "一二三四五六七八九".index(ones.group(1)) + 1
    number.end = reading.end = ones.end()
    reading.kind, reading.unit, reading.own_unit = "age", "a", True
    return True


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What shows that a bare amount is money, and what shows that it is not (``money_cues_zh.txt``)."""
    named = groups("money_cues_zh.txt")
    money, count = (re.compile("|".join(sorted(named[key], key=len, reverse=True))) for key in ("money", "count"))
    return money, count


def _both(text: str, number: Number) -> bool:
    """Whether a numeral in words counts dead or injured: 两死三伤, 致三死, but not 九死一生."""
    before = text[max(0, number.start - 2) : number.start]
    return before[-1:] in ("致", "死", "伤") or before == "造成" or _DEAD_AND_HURT.match(text, number.end) is not None


def _priced(text: str, reading: Reading, floor: int) -> bool:
    """月租2800, 售价5999: a bare number right after a word for a price or wage, at the end of the clause."""
    if _BARE_AFTER.match(text, reading.number.end) is None:
        return False
    before = text[max(floor, reading.start - 8) : reading.start].rstrip(" 为仅约达到近是")
    return before.endswith(_price_words())


@cache
def _price_words() -> tuple[str, ...]:
    """Money cues of two characters and more; one alone (卖, 花) may stand before a count."""
    return tuple(word for word in groups("money_cues_zh.txt")["money"] if len(word) > 1)


def _magnitude_alone(scene: Scene, reading: Reading, floor: int) -> bool:
    """120万 without a unit is money where the clause speaks of money, else a count."""
    text, number = scene.text, reading.number
    if (
        number.form == "zh"
        and number.value in (100, 1000, 10**4, 10**8, 10**6, 10**7, 10**11, 10**12)
        and number.high is None
        and not number.more
    ):
        numeral = text[number.start : number.end]
        if numeral[0] in "百千万亿兆" or (
            numeral in ("一万", "一百", "一千") and text[number.end : number.end + 1] > "\u4e00"
        ):
            return False
    if text[number.end : number.end + 1] in tuple("级富人") or text.startswith("俱乐部", number.end):
        return False
    window = text[max(floor - 8, number.start - 16, 0) : number.start]
    clause = re.split(r"[。！？；\n]", window)[-1]
    after = text[number.end : number.end + 5]
    money, other = (max((m.start() for m in cue.finditer(clause)), default=-1) for cue in _cues())
    if money > other or re.match(r"起(?:购|售)|(?:的)?(?:预算|房|豪车|年薪|补贴|贷款|现金)", after):
        reading.kind, reading.unit = "money", implied_currency(text, number.start, number.end, scene.country_hint)
    else:
        reading.kind = "count"
    return True
