"""Walks a text from one place where a figure can be to the next, and reads each closely.

Everything looks only a bounded number of characters around such a place, so that time is linear.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Final

from factcheck.extraction.characters import first_of, table
from factcheck.extraction.figures import exclusions
from factcheck.extraction.figures.attach import apply_unit, is_chinese, number_at, sign_and_currency
from factcheck.extraction.figures.digits import VULGAR_CHARACTERS, read_digits
from factcheck.extraction.figures.multiples_en import multiple_word, one_in, share_of
from factcheck.extraction.figures.number import Number
from factcheck.extraction.figures.numerals_en import read_words
from factcheck.extraction.figures.numerals_zh import ALL, read_numeral
from factcheck.extraction.figures.places import NUMERAL_START, SIGNS, word_places
from factcheck.extraction.figures.plain_en import BEFORE, plain_figure
from factcheck.extraction.figures.plain_words_en import plain_word
from factcheck.extraction.figures.quantity_en import attach_english
from factcheck.extraction.figures.quantity_zh import attach_chinese
from factcheck.extraction.figures.range_reading import with_range
from factcheck.extraction.figures.reading import Reading, Scene
from factcheck.extraction.figures.shares_zh import Share, doubling, half, percent_words, spaced_share
from factcheck.extraction.figures.units import unit_after
from factcheck.extraction.patterns import pattern

TO_ASCII: Final = {0xFF10 + n: ord("0") + n for n in range(10)} | {0xFF05: "%", 0xFF0B: "+", 0xFF0D: "-", 0xFF0E: "."}
_ADDRESS: Final = pattern(r"(?:https?://|www\.)[^\s<>\"\u3000-\u9fff]+")
_NUMERALS: Final = table({1: ALL})
_DIGIT_RUN: Final = pattern(r"([0-9]+)[0-9.,]*")
_GOES_ON_SPACED: Final = frozenset("0123456789.点點折成个" + ALL)
_LONGEST_RUN: Final = 60
_LONGEST_NUMERAL: Final = 40


def readings(scene: Scene) -> Iterator[Reading]:
    """Every figure of the scene's text, ascending and apart, before its surroundings (hedges, lists) are read."""
    text = scene.text
    addresses = _addresses(text)
    words = word_places(text, digits=not scene.has_signs)
    words.append(-1)
    index = 0
    word = words[0]
    sign = -2 if scene.has_signs else -1
    position = floor = 0
    while True:
        while 0 <= word < position:
            index += 1
            word = words[index]
        if -1 != sign < position:
            sign = first_of(SIGNS, text, position, len(text))
        start = sign if word < 0 or 0 <= sign < word else word
        if start < 0:
            return
        character = text[start]
        if addresses and addresses[-1][0] <= start:
            position = max(position, addresses.pop()[1])
            continue
        if "0" <= character <= "9" or character in VULGAR_CHARACTERS:
            reading, position = _digits(scene, start, floor)
        elif character in NUMERAL_START:
            reading, position = _numeral(scene, start, floor)
        else:
            reading = _word(scene, start, floor)
            position = start + 1 if reading is None else reading.end + 1
        if reading is not None:
            if reading.kind == "money":
                scene.money = reading.end, reading.unit
            yield reading
            floor = reading.end
            position = max(position, floor)


def _addresses(text: str) -> list[tuple[int, int]]:
    """Spans of web addresses, the first one last."""
    if "://" not in text and "www." not in text:
        return []
    return [m.span() for m in _ADDRESS.finditer(text)][::-1]


def _digits(scene: Scene, start: int, floor: int) -> tuple[Reading | None, int]:
    """The figure whose digits begin at ``start``, and where to go on."""
    text = scene.text
    if scene.quick and start and text[start - 1] in BEFORE:
        plain = plain_figure(scene, start, floor)
        if plain is not None:
            return (None, plain) if isinstance(plain, int) else (plain, plain.end)
    if exclusions.inside_token(text, start) and not _currency_letters(text, start, floor):
        ordinal = _DIGIT_RUN.match(text, start) if text[start - 1] in "第#№" else None
        return None, ordinal.end() if ordinal is not None else exclusions.token_end(text, start)
    run = _DIGIT_RUN.match(text, start)
    share = None
    if run is not None:
        if run.end() - start > _LONGEST_RUN:
            return None, run.end()
        never = exclusions.no_quantity(text, start, run.end(1))
        if never is not None:
            return None, never
        phone = _PHONE.match(text, start) if text[start] == "0" else None
        if phone is not None:
            return None, phone.end()
        if " " in text[start + 1 : start + 6] and not text.isascii() and _may_be_spaced(text, run.end(1)):
            share = spaced_share(text, start)
    if share is not None:
        return _of_share(scene, share, floor), share.number.end
    number = read_digits(text, start)
    if number is None:
        return None, run.end() if run is not None else start + 1
    if exclusions.list_number(text, start, number.end):
        return None, number.end
    if number.plain and number.end - start > 11 and not _has_unit(text, number.end):
        return None, number.end
    reading = _quantity(scene, number, floor)
    if reading is not None:
        return reading, reading.end
    score = _SCORE.match(text, start)
    if score is not None:
        return None, score.end()
    return None, max(
        number.end,
        exclusions.token_end(text, start)
        if text[number.end : number.end + 1].isalpha() and text[number.end].isascii()
        else number.end,
    )


def _may_be_spaced(text: str, end: int) -> bool:
    """Whether after the digits that end at ``end``, and spaces, a share set with spaces could go on."""
    return text[end : end + 5].lstrip(" \u3000")[:1] in _GOES_ON_SPACED


_SCALE_WORD: Final = pattern(r" (?:thousand|[mbtr]{1,2}illion|[mb]n|lakh|crore)(?![A-Za-z])")
_PHONE: Final = pattern(r"0[0-9]{2,4}[ -][0-9]{3,4}[ -]?[0-9]{3,4}(?![0-9])")
_CURRENCY_LETTERS: Final = pattern(r"(?:^|[^A-Za-z0-9])(?:[A-Z]{3,4}|\$US|US|RM|Rs\.?|PS|Rp|Tk|Ksh|R|DM|FF|Y=)[ -]?$")
_FARTHEST_LETTERS: Final = 6


@lru_cache(maxsize=4096)
def _ends_in_currency_letters(before: str) -> bool:
    return _CURRENCY_LETTERS.search(before) is not None


def _currency_letters(text: str, start: int, floor: int) -> bool:
    """Whether letters right before digits are a currency (RM23.50, USD10m)."""
    if not text[start - 1].isalpha() and text[start - 1] not in " =.-":
        return False
    begin = start - _FARTHEST_LETTERS
    if begin > floor:
        if not _ends_in_currency_letters(text[begin:start]):
            return False
    elif _CURRENCY_LETTERS.search(text, max(floor, begin), start) is None:
        return False
    from factcheck.extraction.figures.currencies import currency_before

    following = _DIGIT_RUN.match(text, start)
    strong = following is not None and (
        "," in following.group()
        or "." in following.group()
        or text[following.end() : following.end() + 1] in "mbkMB"
        or _SCALE_WORD.match(text, following.end()) is not None
    )
    return currency_before(text, start, floor, strong=strong) is not None


def _has_unit(text: str, end: int) -> bool:
    from factcheck.extraction.figures.currencies import currency_after

    return unit_after(text, end) is not None or currency_after(text, end) is not None


def _numeral(scene: Scene, start: int, floor: int) -> tuple[Reading | None, int]:
    """The figure whose Chinese numeral begins at ``start``, and where to go on."""
    text = scene.text
    character = text[start]
    if character == "翻":
        share = doubling(text, start)
        return (_of_share(scene, share, floor), share.number.end) if share is not None else (None, start + 1)
    previous = text[start - 1] if start else ""
    if character in "百佰千仟":
        share = percent_words(text, start)
        if share is not None:
            return _of_share(scene, share, floor), share.number.end
    if character == "半" or (character == "一" and text[start + 1 : start + 2] == "半"):
        share = half(text, start)
        if share is not None and previous not in ("大", "多", "另", "前", "后", "过"):
            return _of_share(scene, share, floor), share.number.end
    end = _numeral_end(text, start)
    if end - start > _LONGEST_NUMERAL:
        return None, end  # all of it at once: an idiom in it would have the rest matched again
    if not _tells_parts(text, end):
        idiom = exclusions.idiom_end(text, start)
        over = previous == "上" and text[start - 2 : start - 1] not in _NOT_OVER and end - start == 1
        if (
            idiom is not None
            and not (over and character in "百千万亿")
            and not (end - start == 3 and text[end : end + 1] in ("个", "岁"))
        ):  # 十四五个小时
            return None, idiom
    if character in "半几数":
        return _open_numeral(scene, start, floor)
    if _counts_in_order(text, start, end):
        return None, end
    if " " in text[start + 1 : start + 4]:
        share = spaced_share(text, start)
        if share is not None:
            return _of_share(scene, share, floor), share.number.end
    number = read_numeral(text, start)
    if number is None:
        return None, end
    if text[number.end : number.end + 1] in ("月", "号", "时") or (
        text[number.end : number.end + 1] == "日" and text[number.end + 1 : number.end + 2] not in tuple("元圆币均")
    ):
        return None, number.end
    reading = _quantity(scene, number, floor)
    return reading, reading.end if reading is not None else number.end


def _numeral_end(text: str, start: int) -> int:
    """The end of the run of Chinese numerals at ``start``; past its character in any case."""
    end = start
    while end < len(text) and first_of(_NUMERALS, text, end, end + 1) == end:
        end += 1
    return max(end, start + 1)


def _tells_parts(text: str, at: int) -> bool:
    return at < len(text) and text[at] == "分" and text.startswith("分之", at)


def _counts_in_order(text: str, start: int, end: int) -> bool:
    """Whether the numeral ``start``..``end`` is an ordinal or part of a name: 第三, 周五, 星期二, 老六, 这一."""
    if not start:
        return False
    previous = text[start - 1]
    if previous in "第周初老零":
        return True
    if text[end : end + 1] == "年" and exclusions.of_reign(text, start, end):
        return True
    if end - start == 1 and (previous == "点" or (text[start] == "一" and previous in _WHICH)):
        return True
    return text[start - 2 : start] in ("星期", "第 ")


_NOT_OVER: Final = frozenset("以线网路手身晚会世史马")
_WHICH: Final = frozenset("前上下后每这那某同任另哪其头首第唯")
_PART_OF_WORD: Final = frozenset("多少系总人指次函基参岁倍分小负整常变读件复单双计点户套无茶未")
_HALF_UNIT: Final = pattern(r"个?(小时|钟头|月|年|世纪|公里|里|公斤|斤|吨|米|亩|分钟|秒|周|天)(?!报|度|刊|内)")


def _open_numeral(scene: Scene, start: int, floor: int) -> tuple[Reading | None, int]:
    """Numbers that begin with 几 or 数 (数百), and 半 before a unit (半小时)."""
    text = scene.text
    if text[start] == "半":
        match = _HALF_UNIT.match(text, start + 1)
        if match is None or text[start - 1 : start] in tuple("上下前后大小多过一夜月") or match.group(1) == "天":
            return None, start + 1
        at = match.start(1)
        reading = Reading(Number(start, start + 1, Decimal("0.5"), form="zh"), start, at)
        found = unit_after(text, at) or unit_after(text, start + 1)
        if match.group(1) == "月":
            reading.kind, reading.unit, reading.pint, reading.end = "duration", "mo", "month", match.end()
            reading.own_unit = True
        elif found is not None:
            apply_unit(reading, *found)
        else:
            return None, start + 1
        return reading, reading.end
    if text[start - 1 : start] in _PART_OF_WORD and start:
        return None, start + 1
    vague = read_numeral(text, start)
    if vague is None or vague.high is None:
        return None, start + 1
    figure = _quantity(scene, vague, floor)
    return figure, figure.end if figure is not None else vague.end


def _of_share(scene: Scene, share: Share, floor: int) -> Reading | None:
    number = share.number
    reading = Reading(
        number, number.start, number.end, share.kind, share.unit, direction=share.direction, own_unit=True
    )
    if number.start - 1 >= floor and scene.text[number.start - 1] == "负":
        reading.signed, reading.start = "-", number.start - 1
        reading.sign_start = reading.start
    if share.kind == "multiple":
        reading.final = True
        return reading
    return with_range(scene, reading, floor)


def _word(scene: Scene, start: int, floor: int) -> Reading | None:
    """The figure whose English number word begins at ``start``."""
    text = scene.text
    plain = plain_word(scene, start, floor) if scene.quick else None
    if plain is not None:
        return None if isinstance(plain, bool) else plain
    if text[start] in "dDtTqQ":
        multiple = multiple_word(text, start)
        if multiple is not None:
            return multiple
    if (
        text[start - 1 : start] == "-"
        and text[start - 2 : start - 1].isalpha()
        and not text[max(0, start - 4) : start].lower().endswith(("sub-", "-to-", "mid-"))
    ):
        return None
    number = read_words(text, start) or _word_fold(text, start)
    if number is None or number.start < floor:
        return None
    return _quantity(scene, number, floor)


def _quantity(scene: Scene, number: Number, floor: int) -> Reading | None:
    """The figure of ``number``: its unit, and the second number of a range."""
    text = scene.text
    if number.form != "zh":
        ratio_ = _one_in(text, number)
        if ratio_ is not None:
            return ratio_
    chinese = is_chinese(text, number)
    reading = Reading(number, number.start, number.end)
    sign_and_currency(scene, reading, floor, chinese=chinese)
    attached = attach_chinese(scene, reading, floor) if chinese else attach_english(scene, reading, floor)
    if reading.final:
        return reading
    return with_range(scene, reading, floor, attached=attached)


def _one_in(text: str, number: Number) -> Reading | None:
    at = one_in(text, number)
    if at is None:
        return None
    second = number_at(text, at)
    share = share_of(number, second) if second is not None else None
    if share is None or second is None:
        return None
    following = unit_after(text, second.end)
    if (following is not None and following[0].kind in ("duration", "percentage")) or (
        second.end - at == 4 and second.plain
    ):
        return None
    return Reading(share, share.start, share.end, "fraction", "1", own_unit=True, final=True)


def _word_fold(text: str, start: int) -> Number | None:
    """The number of "sixfold"."""
    match = _FOLD_WORD.match(text, start)
    if match is None:
        return None
    number = read_words(match.group(1), 0)
    if number is not None:
        number.start, number.end = start, match.end(1)
    return number


_FOLD_WORD: Final = pattern(r"([A-Za-z]+)fold(?![A-Za-z])")
_SCORE: Final = pattern(r"[0-9]{1,3}[-–—][0-9]{1,3}(?![0-9])")
