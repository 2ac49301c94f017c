"""A number among Chinese words: shares, units, money, measure words, ages, and what is left without any."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extraction.figures.attach import apply_money, apply_unit, extend_compound, letter_scale
from factcheck.extraction.figures.bare_zh import HALF, half_more, symbol_or_bare
from factcheck.extraction.figures.chinese_units import Measure, Word, after_spaces, word_after
from factcheck.extraction.figures.currencies import Money, currency_after
from factcheck.extraction.figures.digits import HEDGE_AFTER
from factcheck.extraction.figures.minor_units_zh import minor_units
from factcheck.extraction.figures.number import ONE, RATIO, Number, times
from factcheck.extraction.figures.rates import per_after_zh
from factcheck.extraction.figures.reading import Reading, Scene
from factcheck.extraction.figures.shares_zh import fraction_words, tenths
from factcheck.extraction.figures.units import Unit, divided
from factcheck.extraction.patterns import pattern

_NOT_MORE = frozenset("元边样次方媒体么少云维级地额款量票热震波生下")
_PRICE_START = pattern(r"起(?=[购售步拍投，。；、！!?？\s）)]|$|豪|价)")
_CASES = pattern(r"(?:案|事故|火灾|事件|纠纷|警情|投诉|诈骗|举报|违法|侵权|火情)[^。；\n]{0,12}$")
_TEMPERATURE = pattern(r"温|热|冷|寒|烧|暑|气象|摄氏|℃|天气|冰|凉|晴|雨")
_INDEX = pattern(r"指|点位|股|大盘|沪|深|恒|道|纳|标普|涨|跌|报|收")
_SPEED = pattern(r"(?:时速|每小时|车速)[^，。,;；]{0,6}$")
_EVERY_SECOND = pattern(r"每秒(?:钟)?[^，。,;；]{0,4}$")
_PER_SECOND = pattern(r"每秒[^，。,;；]{0,8}$|秒[^，。,;；]{0,4}$")
_NAMED_BEFORE = pattern(r"(?:^|[^A-Za-z])(?:[A-Z][A-Za-z]+|[a-z]{1,2}[A-Z][A-Za-z]*) $")
_CLASS = pattern(r"年级|[初高][一二三]$")
_RANK = pattern(r"前$|(?:排名|位列|位居|名列|列)[^，。]{0,4}$")
_OPERATIONS = pattern(r"次(?:浮点)?(?:运算|计算|操作)?(?:/秒|每秒)?")
_OLD = pattern(r"(?:大|龄)(?![家小的队型会量学厦楼桥道路])")
_AGE = pattern(r"[ ]?(?:周岁|岁)(?:半)?(?!月|末)")
_HEADED = pattern(r"[多]?[男女少青老儿孩童婴小母父妻夫嫌的]")
_SPACED_POINTS = pattern(r"[ \u3000]{0,4}个[ \u3000]{0,4}百[ \u3000]{0,4}分[ \u3000]{0,4}点")


def attach_chinese(scene: Scene, reading: Reading, floor: int) -> bool:
    """Reads what follows the number; False where the whole is no figure."""
    text, number = scene.text, reading.number
    following = after_spaces(text, number.end)
    if following == "%" and text[number.end] == "%":
        reading.kind, reading.unit, reading.own_unit = "percentage", "%", True
        reading.end += 1
        return True
    if following in _SHARE_BEGINS and _takes_share(text, reading):
        return True
    if following in "多余来":
        _hedge_inside(text, reading)
        following = after_spaces(text, reading.end)
    if following == "次" and _operations(text, reading):
        return True
    if following in _NUMBER_GOES_ON:
        age = _AGE.match(text, reading.end)
        if age is not None:
            _age(text, reading, age.end())
            return True
        if text.startswith(_MORE_OF_UNIT, reading.end):
            return _and_more(text, reading)
        points = _SPACED_POINTS.match(text, reading.end)
        if points is not None:
            reading.kind, reading.unit, reading.end, reading.own_unit = "percentage", "pp", points.end(), True
            return True
    elif following in _SCALE_LETTERS and number.form == "digits":
        letter_scale(text, reading, allowed="wWkK" if reading.kind != "money" else "kKmMbB")
    found = word_after(text, reading.end)
    if found is not None:
        return _word(scene, reading, floor, *found)
    return symbol_or_bare(scene, reading, floor)


_MORE_OF_UNIT = ("个半", "个多小时", "个多月", "个多星期", "个多钟头", "个多世纪")
_SHARE_BEGINS = frozenset("又分成折")
_NUMBER_GOES_ON = frozenset("周岁个")
_SCALE_LETTERS = frozenset("wWkKmMbB")


def _takes_share(text: str, reading: Reading) -> bool:
    """Reads 三分之二, 三成, 九折."""
    share = fraction_words(text, reading.number) or tenths(text, reading.number)
    if share is None:
        return False
    reading.number = share.number
    reading.kind, reading.unit, reading.direction = share.kind, share.unit, share.direction
    reading.end, reading.own_unit = share.number.end, True
    return True


def _hedge_inside(text: str, reading: Reading) -> None:
    number = reading.number
    if number.more or number.vague:
        return
    match = HEDGE_AFTER.match(text, number.end)
    if match is None or (
        text[match.end() : match.end() + 1] in _NOT_MORE and text[match.end() : match.end() + 1] not in "元次级"
    ):
        return
    if text[match.end() : match.end() + 2] in ("多元", "元化") or (number.value < 10 and not number.own_scale):
        return
    number.more, number.end, number.plain = True, match.end(), False
    reading.end = match.end()
    following = text[number.end : number.end + 1]
    if following in "万亿" and following:
        factor = Decimal(10**4 if following == "万" else 10**8)
        number.value, number.scale, number.end = times(number.value, factor), factor, number.end + 1
        number.own_scale = True
        reading.end = number.end


def _word(scene: Scene, reading: Reading, floor: int, word: Word, at: int, end: int) -> bool:
    text = scene.text
    if isinstance(word, Unit):
        return _unit(scene, reading, floor, word, at, end)
    if isinstance(word, Money):
        return _money(scene, reading, floor, word, at, end)
    return _measure(scene, reading, floor, word, at, end, text)


def _unit(scene: Scene, reading: Reading, floor: int, unit: Unit, at: int, end: int) -> bool:
    text = scene.text
    fitting = _fitting_unit(text, reading, floor, unit, at, end)
    if fitting is None:
        return False
    unit = fitting
    if text.startswith("俱乐部", end):
        return False  # 2秒俱乐部
    apply_unit(reading, unit, end)
    rate = per_after_zh(text, end) if text[end : end + 1] in ("/", "／", "每") else None
    if rate is not None and unit.kind == "measure":
        apply_unit(reading, divided(unit, rate[0]), rate[1])
    elif unit.symbol in ("km", "m", "[mi_i]") and _SPEED.search(text, max(floor, reading.start - 14), reading.start):
        apply_unit(reading, divided(unit, "h"), end)
    elif unit.symbol in ("km", "m") and _EVERY_SECOND.search(text, max(floor, reading.start - 8), reading.start):
        apply_unit(reading, divided(unit, "s"), end)
    if unit.kind == "duration" and _OLD.match(text, end) and unit.symbol != "h":
        reading.kind, reading.end = "age", end + 1
    half_more(text, reading)
    if unit.symbol == "s":
        _tenths_of_second(text, reading)
    if unit.kind != "percentage":
        extend_compound(scene, reading)
    return True


def _fitting_unit(text: str, reading: Reading, floor: int, unit: Unit, at: int, end: int) -> Unit | None:
    """The unit a word means here; None where the word is none here (a year of the calendar, a shoe size, 两人)."""
    number, form = reading.number, text[at:end]
    if form == "度":
        return _degrees(text, reading, floor, unit, end)
    if form == "点":
        indexed = number.form != "zh" and _INDEX.search(text, max(floor, number.start - 30), number.start)
        return unit if indexed else None
    if (form == "年" and not _is_span(text, reading, end)) or (form == "世纪" and number.value >= 5):
        return None
    if form in ("周", "天", "年", "晚") and _is_one(number):
        reading.states_claim = False
        return unit if _qualified(text, reading, end, floor) else None
    if form == "平" and ((number.plain and number.value < 10) or text[number.start - 1 : number.start] == "成"):
        return None  # 3胜2平, 打成10平
    if form == "码" and number.plain and 20 <= number.value <= 50:
        return None
    if form == "两" and number.form == "digits" and text[end : end + 1] > "\u4e00":
        return unit if text[end] in "重的黄白银金" else None
    return unit


def _degrees(text: str, reading: Reading, floor: int, unit: Unit, end: int) -> Unit | None:
    """度 as degrees Celsius where the words around speak of temperature; 华氏 and 摄氏 before belong to the figure."""
    number = reading.number
    if _TEMPERATURE.search(text, max(floor, number.start - 14), end + 6) is None:
        small = number.form == "zh" or (number.plain and number.value < 10)
        return None if small else unit
    low = max(floor, number.start - 6)
    before = text[low : number.start]
    for scale, symbol, name in (("华氏", "[degF]", "degF"), ("摄氏", "Cel", "degC")):
        if scale in before:
            reading.start = low + before.index(scale)
            return Unit(symbol, "measure", ONE, name)
    return Unit("Cel", "measure", ONE, "degC")


def _is_one(number: Number) -> bool:
    return number.form == "zh" and number.value == 1 and number.high is None and number.end - number.start == 1


def _qualified(text: str, reading: Reading, end: int, floor: int) -> bool:
    return text[end : end + 1] in tuple("半多内后前") or text[max(floor, reading.start - 1) : reading.start] in tuple(
        "近超逾约足满"
    )


def _is_span(text: str, reading: Reading, end: int) -> bool:
    """Whether N年 is a length of time; years and anniversaries of the calendar are not."""
    number = reading.number
    if number.form == "zh":
        digits = text[number.start : number.end]
        if number.end - number.start >= 4 and number.value >= 1000 and not any(c in "十百千万几余多" for c in digits):
            return False
        return not (
            number.end - number.start == 2 and number.high is None and not any(c in "十百千万廿卅几半" for c in digits)
        )
    if text[end : end + 1] in ("度", "代"):
        return False
    return not (number.plain and 1000 <= number.value <= 2199 and text[end : end + 1] not in tuple("前来多以之历"))


def _and_more(text: str, reading: Reading) -> bool:
    """两个半小时, 三个半月, 两个多小时."""
    if text[reading.end + 1] == "半":
        reading.number.value += HALF
    else:
        reading.number.more = True
    if text[reading.end + 2 : reading.end + 3] == "月":
        apply_unit(reading, Unit("mo", "duration", ONE, "month"), reading.end + 3)
        return True
    found = word_after(text, reading.end + 2)
    if found is None or not isinstance(found[0], Unit):
        return False
    apply_unit(reading, found[0], found[2])
    return True


_THING_AFTER = pattern(r"[0-9][0-9.,万亿]|[^\W\d_多半钱零五每买卖一二三四六七八九]{2}")
_PIECE_AFTER = pattern(r"[瓷石地电屏板显硬砖布肉蛋木玻金银铜铁冰糖面奖牌田墓碑大小]")


def _money(scene: Scene, reading: Reading, floor: int, money: Money, at: int, end: int) -> bool:
    text = scene.text
    form = text[at:end]
    if form == "块" and (_PIECE_AFTER.match(text, end) or (_is_one(reading.number) and _THING_AFTER.match(text, end))):
        return _measure(scene, reading, floor, Measure("块"), at, end, text)
    if (
        form in ("角", "毛", "圆")
        and (_is_one(reading.number) or not text[end : end + 1] or text[end : end + 1] > "\u4e00")
        and form != "圆"
    ):
        return False
    if (
        form == "元"
        and reading.number.form == "zh"
        and reading.number.own_scale
        and reading.number.end - reading.number.start == 1
    ):
        return False
    apply_money(scene, reading, money, end, chinese=True)
    if text[end : end + 1] == "整":
        reading.end = end
    named = currency_after(text, end)
    if (
        named is not None
        and form in ("元", "圆", "块")
        and len(text[end : named[1]].strip()) > 1
        and not text[end].isdigit()
    ):
        apply_money(scene, reading, named[0], named[1], chinese=True)
        reading.end = named[1]
    minor_units(text, reading, form)
    rate = per_after_zh(text, reading.end)
    if rate is not None:
        reading.per = rate[0]
        if text[reading.end : reading.end + 1] in ("/", "／"):
            reading.end = rate[1]
        else:
            reading.outer_end = rate[1]
    return True


_SECONDS = pattern(r"([0-5]?[0-9])秒([0-9]{1,3})?(?![0-9.])")


_DECIMALS = pattern(r"[0-9]{2,3}(?![0-9.]|[^\W\d_])|[0-9]{2,3}(?=[夺获的排位，。])")


def _tenths_of_second(text: str, reading: Reading) -> None:
    """40秒388: the digits after the seconds of a race are decimals."""
    number = reading.number
    match = _DECIMALS.match(text, reading.end) if number.plain and number.high is None else None
    if match is not None:
        number.value = Decimal(f"{number.value}.{match.group()}")
        number.plain, reading.end = False, match.end()


def _race_time(text: str, reading: Reading, end: int) -> bool:
    """1分23秒45: minutes, seconds and the decimals of the second, in minutes."""
    match = _SECONDS.match(text, end)
    if match is None or reading.number.form != "digits" or reading.number.high is not None:
        return False
    seconds = Decimal(f"{match.group(1)}.{match.group(2) or 0}")
    apply_unit(reading, Unit("min", "duration", ONE, "minute"), match.end())
    reading.number.value = RATIO.plus(reading.number.value + RATIO.divide(seconds, Decimal(60)))
    reading.number.plain = False
    return True


def _measure(scene: Scene, reading: Reading, floor: int, word: Measure, at: int, end: int, text: str) -> bool:
    number = reading.number
    if _is_one(number) and not word.plain:
        return False
    if word.word == "分" and _race_time(text, reading, end):
        return True
    if (
        word.word == "起"
        and number.own_scale
        and _PRICE_START.match(text, at)
        and _CASES.search(text, max(floor, number.start - 20), number.start) is None
    ):
        return symbol_or_bare(scene, reading, floor)
    if word.plain and number.plain and _NAMED_BEFORE.search(text, max(floor, number.start - 12), number.start):
        return False
    if (
        word.word in ("系", "班")
        and (number.plain or number.value <= 20)
        and _CLASS.search(text, max(floor, number.start - 4), number.start)
    ):
        return False
    if word.word in ("名", "位", "强", "大", "届", "轮") and _RANK.search(
        text, max(floor, number.start - 8), number.start
    ):
        return False
    if (
        number.form == "zh"
        and number.own_scale
        and number.end - number.start <= 2
        and number.value in (10**4, 10**8, 10**12)
        and text[number.start - 1 : number.start] != "上"
    ):
        return False
    if (
        word.word in ("级", "届", "期", "代", "版", "章", "集", "层楼", "阶")
        and number.form == "zh"
        and number.value <= 20
        and word.word in ("届", "期", "章", "版")
    ):
        return False
    reading.kind, reading.unit, reading.own_unit = "count", word.word, True
    if not word.plain:
        reading.end = end
        if word.word in ("卡",) and text[end : end + 1] > "\u4e00":
            reading.states_claim = False
    else:
        reading.end = number.end
        reading.outer_end = max(reading.outer_end, end)
    return True


def _operations(text: str, reading: Reading) -> bool:
    """每秒148万亿次: operations a second are FLOP/s in news usage, by the prefix the magnitude words name."""
    number = reading.number
    if number.scale < 10**8 or text[number.end : number.end + 1] != "次":
        return False
    match = _OPERATIONS.match(text, number.end)
    rate = match is not None and match.group().endswith(("/秒", "每秒"))
    if not rate and _PER_SECOND.search(text, max(0, reading.start - 14), reading.start) is None:
        return False
    prefix, power = next(
        (p, 10**e) for p, e in (("E", 18), ("P", 15), ("T", 12), ("G", 9), ("M", 6)) if number.scale >= 10**e or e == 6
    )
    factor = Decimal(1).scaleb(-len(str(power)) + 1)
    number.value = times(number.value, factor)
    number.high = times(number.high, factor) if number.high is not None else None
    number.scale, number.own_scale = ONE, False
    reading.kind, reading.unit, reading.own_unit = "performance", f"{prefix}FLOP/s", True
    reading.end = match.end() if rate and match is not None else number.end + 1
    return True


def _age(text: str, reading: Reading, end: int) -> None:
    reading.kind, reading.unit, reading.end, reading.own_unit = "age", "a", end, True
    if text[end - 1] == "半":
        reading.number.value += HALF
    if _HEADED.match(text, end) is not None:
        reading.states_claim = False
