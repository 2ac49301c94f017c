"""Periods: the time expressions of Chinese news, and what they resolve to.

A resolved period is written ``2004``, ``2025-05``, ``2025H1``, ``2026Q1``, ``FY2026Q1`` or ``2025-01/2025-05`` (from,
to). Relative ones (去年, 上半年, 本季) are counted from the date the article was published or from the period the
sentences before speak of (同期, 当季, 全年).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from factcheck.extraction.patterns import pattern

_MONTH: Final = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_COUNT: Final = r"(?:\d+|十[一二]?|[一二两三四五六七八九])"
_FESTIVAL: Final = (
    r"(?:双(?:11|12|十一|十二|节)|618|(?:春节|国庆|中秋|五一|端午|清明|元旦|圣诞|暑期)(?!档)|寒假|暑假|春运)"
)
_ATOM: Final = (
    r"(?P<season_end>(?:19|20)\d\d[/／-]\d\d)(?P<season_kind>财年|年度|学年|赛季|榨季)|"
    r"[“\"]?(?P<plan>十[二三四五]五)[”\"]?(?:时期|期间|以来|末)|"
    r"(?P<year>(?:19|20)\d\d|[一二][〇零一二三四五六七八九]{3})\s?(?:(?P<fy>财年)|年度?|(?=全年|[上下]半年))"
    r"|(?P<joined>(?:20)?\d\d)(?P<joinedpart>[QH][1-4])"
    r"|(?P<named>今年|去年|上一?年度?|前一年度?|前年|明年|后年(?![产均薪])|当年|同年|本年度?)"
    r"|(?P<quarter>第[一二三四1-4](?P<fiscal>财)?季度?|[一二三四]季度|[一二三四]季报|Q[1-4](?!\d))"
    rf"|(?P<half>[上下]半财?年)|(?P<quarters>[前首][二三两]个?季(?:度|(?![报节度])))|[前头首](?P<months>{_COUNT})个月"
    rf"|(?P<m1>{_MONTH})\s?月?(?:份)?\s?[-—–~～至到]\s?(?P<m2>{_MONTH})\s?月份?|(?P<month>{_MONTH})\s?月份?(?![内前]|(?:交割|主力)?合约)"
    r"|(?P<day>[0-3]?\d(?:\s?[至到—~-]\s?[0-3]?\d)?\s?(?:日|号(?![线楼院馆店文令机车位]))|[上中下]旬)|(?P<end>年[底末]|(?<=[年月季度旬])[底末]|岁末)(?=$|[^端线层])|(?P<start>年初|(?<=[年月季度旬])初)(?=$|[^中级创])|年中"
    r"|(?P<session>[本上下]周[一二三四五六日末]?|[上前]一(?:个?交易日|季度|[周月日])|[今本上去下新](?:学年|赛季))"
    r"|(?P<season>[今去][春夏秋冬](?![天季日至到])|[春夏秋冬]季)|(?P<week>(?<![疗孕娠药射年])第[0-9]{1,2}周(?![岁年期龄时]))|(?P<within>(?<![0-9〇零一二三四五六七八九十两几数半多今])年内(?![部外]))|(?P<full>全年|整个?财年|(?<=的)财年|(?<=止)(?:年度|财年)|(?<=止的)年度)|(?P<same>同[期日]|(?:报告)?期内|报告期(?![后前])|[该本]期间)"
    rf"|(?P<festival>[“\"]?{_FESTIVAL}(?:、?{_FESTIVAL})*[”\"]?(?:小?长?假期?|黄金周|购物节|大促)?)"
    r"|(?P<fiscal_year>[本当该今]个?财年[底末]?|上一?个?财年|前一个?财年|财年[底末])|(?P<this>[当该本同]财?季度?(?!节)|当期)|(?P<last>上一?个?财?季度?(?!节)|最近一个?季度?)|(?P<thismonth>本月|当月|同月)|(?P<lastmonth>上个?月)"
    r"|(?P<now>目前|现在|如今|当前|当下|眼下|今天|今日|当日|昨[日天晚]|今晚|今夜)"
    r"|(?P<century>(?:\d\d|[一二]?十[一二九]?)世[纪界][^，,。；、]{0,2}?(?:年代|初|末|中期|(?=，|,)))"
    rf"|(?P<ago>{_COUNT})年(?:多)?前|(?P<vague>过去|此前|最初|起初|当初|原来|原先|往年|常年|疫情前|近年来?|上世纪[^，,。；]{{0,2}}年代|近[几数两三四五六七八九十]年来?|首(?:[日月周年]|个(?:小时|月|季度|交易日|周末|工作日)))"
)
_PLAIN: Final = re.sub(r"\?P<\w+>", "?:", _ATOM)
FIRST: Final = (
    "财0-9〇一二三四五六七八九十今去上前明后当同本该第下头年初底末岁春夏秋冬国全最目现如眼昨近过此首截自到Q"
    '“"双五端清元圣暑寒整报期起原往常疫中'
)
"""What a time expression may begin with, as a character class."""
TIME_SOURCE: Final = (
    rf"(?:截[至止]|自|到)?\s?(?P<core>(?:(?<!\d)(?:{_PLAIN}))(?:(?=[{FIRST}财止的\s])止?的?\s?(?:{_PLAIN}))*"
    rf"(?:(?<=[年月日号底末])\s?[至到](?:\s?(?:{_PLAIN}))+)?(?:以来|起|(?:期间|之?前|以后|之后))?)"
)
"""A run of time expressions; the group ``core`` leaves out 截至, 自 and 到."""
TIME: Final = pattern(rf"(?=[{FIRST}\s]){TIME_SOURCE}")
_ATOMS: Final = pattern(_ATOM)
_RANGE: Final = re.compile(r"(.+[年月日号底末])[至到](.+)")
_PLAIN_DATE: Final = re.compile(r"(?:\d{4}(?:-\d\d)?){2}")
_MONTHLY: Final = re.compile(r"\d{4}-\d\d")
_QUARTERLY: Final = re.compile(r"(FY)?(\d{4})Q([1-4])")
_FOUR_DIGITS: Final = re.compile(r"\d{4}")
_DIGITS: Final = frozenset("0123456789")
_DAY_NUMBER: Final = re.compile("[0-9]+")
_DAY_ALONE: Final = re.compile("[0-3]?[0-9][日号]")
_WEEKS: Final = 52
_SPRING: Final = 4
_LAST_MONTH: Final = 12
_WITHIN_YEAR: Final = frozenset(("within", "full", "season", "festival"))
_NUMERALS: Final = {n: i for i, n in enumerate("零一二三四五六七八九十")} | {"两": 2, "十一": 11, "十二": 12, "〇": 0}


def _unknown() -> None:
    return None


@dataclass(slots=True, init=False)
class Anchor:
    """What relative periods are counted from. ``said`` is the resolved period the text last spoke of."""

    published: date | None
    said: str | None
    quarter: str | None
    """The last quarter the text spoke of, resolved."""
    fiscal_year: int | None
    """The last fiscal year named (2026 in "2026财年第一财季")."""
    ahead: bool
    """What is dated lies ahead, as targets and forecasts do."""
    year_end: Callable[[], int | None]
    """Tells the month in which the fiscal year of the company spoken of ends, if that is known."""

    def __init__(
        self,
        published: date | None,
        said: str | None = None,
        quarter: str | None = None,
        fiscal_year: int | None = None,
        year_end: Callable[[], int | None] = _unknown,
    ) -> None:
        self.published = published
        self.said = said
        self.quarter = quarter
        self.fiscal_year = fiscal_year
        self.ahead = False
        self.year_end = year_end

    @property
    def said_year(self) -> int | None:
        """Year of ``said``, fiscal or not."""
        found = _FOUR_DIGITS.search(self.said) if self.said else None
        return int(found.group()) if found else None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMERALS.get(text, 0)


def _year(text: str) -> int:
    return int(text) if text.isdigit() else int("".join(str(_NUMERALS[c]) for c in text))


def resolve(text: str, anchor: Anchor) -> str | None:
    """The period that the time expression ``text`` names, or None where text and ``anchor`` leave it open."""
    ends = _RANGE.fullmatch(text)
    if ends and _DAY_ALONE.fullmatch(ends[2]):
        return resolve(ends[1], anchor)  # 6月1日至16日
    if ends:
        return _from_to(resolve(ends[1], anchor), resolve(ends[2], anchor))
    parts = _parts(text)
    if "plan" in parts:
        first = 2011 + 5 * "二三四五".index(parts["plan"][1])
        return f"{first}/{first + 4}"
    if "season_end" in parts:
        year = int(parts["season_end"][:2] + parts["season_end"][-2:])
        if parts["season_kind"] in ("学年", "赛季"):
            return f"{parts['season_end'][:4]}/{year}"
        return f"FY{year}" if parts["season_kind"] == "财年" else str(year)
    if "fiscal_year" in parts:
        return f"FY{anchor.fiscal_year - (text[0] in '上前')}" if anchor.fiscal_year else None
    if "ago" in parts:
        return _ago(_number(parts["ago"]), anchor)
    if "same" in parts:
        return _same(parts, anchor)
    if "now" in parts:
        return f"{anchor.published:%Y-%m}" if anchor.published else None
    if "this" in parts or "last" in parts:
        return _quarter_spoken_of(parts, anchor)
    if "week" in parts:
        return _month_of_week(int(text.strip("第周 ")), anchor) if len(parts) == 1 else None
    if len(parts) == 1 and "day" in parts and text[0] in _DIGITS:
        return _month_of_day(text, anchor)
    if text == "全年" and (anchor.said or "").startswith("FY"):
        return f"FY{anchor.said_year}"
    if "joined" in parts:
        year = int(parts["joined"]) if len(parts["joined"]) == 4 else 2000 + int(parts["joined"])
        return f"{year}{parts['joinedpart']}"
    return _calendar(parts, anchor)


def _from_to(first: str | None, last: str | None) -> str | None:
    """The period from one to another; where but one is known, or they are not of one kind, the first."""
    if first is None or last is None or first == last:
        return first or last
    return f"{first}/{last}" if len(first) == len(last) and _PLAIN_DATE.fullmatch(first + last) else first


@lru_cache(maxsize=4096)
def _parts(text: str) -> Mapping[str, str]:
    """What the parts of the time expression ``text`` are, by the names of their groups."""
    parts: dict[str, str] = {}
    for atom in _ATOMS.finditer(text):
        found = {name: value for name, value in atom.groupdict().items() if value}
        if "year" in found and "year" in parts:  # "截至2025年4月27日的2026财年": the later one names the period
            parts = {}
        parts.update(found)
    return parts


def _named_year(parts: Mapping[str, str], anchor: Anchor) -> int | None:
    if "year" in parts:
        return _year(parts["year"])
    named = parts.get("named", "").removesuffix("度")
    if named in ("当年", "同年"):
        return anchor.said_year
    if named in ("上一年", "前一年", "上年") and anchor.said_year:  # 2025年净利润9000万欧元，上年为1.1亿欧元
        return anchor.said_year - 1
    steps = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "前一年": -1, "前年": -2, "明年": 1, "后年": 2}
    if named and anchor.published:
        return anchor.published.year + steps[named]
    return None


def _calendar(parts: Mapping[str, str], anchor: Anchor) -> str | None:
    """A year, or a part of one; the year is the one named, else the latest that had begun it when published."""
    year = _named_year(parts, anchor)
    known = year is not None or "named" in parts
    if "quarter" in parts:
        return _quarter(parts, year, known, anchor)
    if year is None and not known:
        year = _latest_year(parts, anchor)
    if year is None:
        return None
    if "full" in parts and "month" in parts:  # 截至2026年3月的整个财年
        return f"FY{year}" if _number(parts["month"]) < _LAST_MONTH else str(year)
    if parts.get("half", "")[2:] == "财年":
        return _half_to(parts, year)
    if "half" in parts:
        return f"{year}H{1 if parts['half'][0] == '上' else 2}"
    if "quarters" in parts:
        return f"{year}Q1/{year}Q{3 if '三' in parts['quarters'] else 2}"
    if "months" in parts:
        return f"{year}-01/{year}-{_number(parts['months']):02d}"
    if "m1" in parts:
        return f"{year}-{_number(parts['m1']):02d}/{year}-{_number(parts['m2']):02d}"
    if "month" in parts:
        return f"{year}-{_number(parts['month']):02d}"
    if parts.get("thismonth") in ("当月", "同月") and _MONTHLY.fullmatch(anchor.said or ""):
        return anchor.said
    if "thismonth" in parts or "lastmonth" in parts:
        return _month_spoken_of("lastmonth" in parts, anchor)
    if "end" in parts or "start" in parts:
        return f"{year}-{12 if 'end' in parts else 1:02d}"
    if "fy" in parts:
        return f"FY{year}"
    return str(year) if known or not _WITHIN_YEAR.isdisjoint(parts) else None


def _half_to(parts: Mapping[str, str], year: int) -> str | None:
    """The six months of 截至9月底的上半财年, where the month it ends with is told."""
    if "month" not in parts:
        return None
    last = _number(parts["month"])
    first = last - 5 if last > 5 else last + 7
    return f"{year if last > 5 else year - 1}-{first:02d}/{year}-{last:02d}"


def _latest_year(parts: Mapping[str, str], anchor: Anchor) -> int | None:
    """The year of a part of one without a year of its own."""
    published = anchor.published
    if published is None:
        return anchor.said_year
    year = anchor.said_year if "full" in parts and anchor.said_year else published.year
    if parts.get("season", "")[:1] == "去":
        return published.year - 1
    if "month" in parts and _number(parts["month"]) > published.month:
        year = published.year - 1
    if "end" in parts and published.month < _SPRING and not anchor.ahead:
        year = published.year - 1  # 年末 in a report of February
    return year


def _month_of_week(week: int, anchor: Anchor) -> str | None:
    """The month in which most of a week lies: 第47周 of the year of publication."""
    if anchor.published is None or not 1 <= week <= _WEEKS:
        return None
    return f"{date.fromisocalendar(anchor.published.year, week, 4):%Y-%m}"


def _month_of_day(day: str, anchor: Anchor) -> str | None:
    """The month of 15日 alone: that of publication, or the one before where the day was still to come."""
    if anchor.published is None:
        return None
    found = _DAY_NUMBER.match(day)
    first = int(found.group()) if found else 0
    return _month_spoken_of(first > anchor.published.day and not anchor.ahead, anchor)


def _month_spoken_of(last: bool, anchor: Anchor) -> str | None:
    if anchor.published is None:
        return anchor.said
    year, month = anchor.published.year, anchor.published.month - last
    return f"{year if month else year - 1}-{month or 12:02d}"


def _quarter(parts: Mapping[str, str], year: int | None, known: bool, anchor: Anchor) -> str | None:
    number = next(_number(c) for c in parts["quarter"] if c in "一二三四1234")
    if "fiscal" in parts or "fy" in parts:
        if year is None:
            year = anchor.fiscal_year or _fiscal_year(number, anchor)
        return f"FY{year}Q{number}" if year else None
    if year is None and not known:
        if anchor.published is None:  # 2026年第1季财报：…。第2季预估…
            told = anchor.said_year if anchor.said and anchor.said[0] != "F" else None
            return f"{told}Q{number}" if told else None
        begun = 3 * number - 2 <= anchor.published.month
        year = anchor.published.year if begun else anchor.published.year - 1
    return f"{year}Q{number}" if year else None


def _fiscal_year(number: int, anchor: Anchor) -> int | None:
    """The latest fiscal year whose quarter ``number`` had ended when the article was published."""
    year_end = anchor.year_end() if anchor.published is not None else None
    if anchor.published is None or year_end is None:
        return anchor.published.year if anchor.published else None
    offset, month = divmod(year_end - 3 * (4 - number) - 1, 12)
    last = (anchor.published.year, anchor.published.month)
    year = anchor.published.year + 1
    while (year + offset, month + 1) > last:
        year -= 1
    return year


def _quarter_spoken_of(parts: Mapping[str, str], anchor: Anchor) -> str | None:
    """当季 is the quarter the text speaks of; 上季 and 最近一季 the last full one before publication."""
    if "this" in parts and anchor.quarter:
        return anchor.quarter
    if parts.get("this", "")[:1] == "同":
        return anchor.said
    if anchor.published is None:
        return quarter_before(anchor.quarter) if "last" in parts and anchor.quarter else None
    year, quarter = anchor.published.year, (anchor.published.month - 1) // 3 + ("this" in parts)
    return f"{year}Q{quarter}" if quarter else f"{year - 1}Q4"


def _ago(years: int, anchor: Anchor) -> str | None:
    """So many years before publication; 一年前 beside a quarter or month told is that of the year before."""
    if anchor.published is None:
        return None
    if years == 1 and anchor.said and anchor.said_year == anchor.published.year and len(anchor.said) > len("2025"):
        return shifted(anchor.said, -1)
    return str(anchor.published.year - years)


def _same(parts: Mapping[str, str], anchor: Anchor) -> str | None:
    """同期 of the year named, else of the time spoken of."""
    if "year" in parts:
        return _in_year(anchor.said, _year(parts["year"]))
    return shifted(anchor.said, -1) if parts.get("named") in ("去年", "上年") else anchor.said


def _in_year(period: str | None, year: int) -> str:
    """The part of ``year`` that ``period`` is of its own: 2023年同期."""
    found = _FOUR_DIGITS.search(period) if period else None
    moved = shifted(period, year - int(found.group())) if found else None
    return moved or str(year)


def quarter_before(quarter: str) -> str | None:
    """2025Q2 of 2025Q3; None where ``quarter`` is none of the form."""
    found = _QUARTERLY.fullmatch(quarter)
    if found is None:
        return None
    number = int(found[3])
    fiscal = found[1] or ""
    return f"{fiscal}{found[2]}Q{number - 1}" if number > 1 else f"{fiscal}{int(found[2]) - 1}Q4"


def shifted(period: str | None, years: int) -> str | None:
    """``period`` moved by ``years``: the base period of a year-on-year comparison."""
    return period and re.sub(r"\d{4}", lambda m: str(int(m.group()) + years), period)
