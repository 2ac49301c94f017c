"""What holds digits or numerals but is no quantity: dates, times, versions, names, ordinals, labels, idioms."""

from __future__ import annotations

import re
from typing import Final

from factcheck.extraction.characters import END, HAN, HAN_END, table
from factcheck.extraction.figures.lexicon import word_list
from factcheck.extraction.once import Once
from factcheck.extraction.patterns import pattern

_MONTH: Final = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEP|OCT|NOV"
    r"|DEC)[a-zA-Z]{0,6}"
)
NO_QUANTITY: Final = pattern(
    r"[0-9]{4}[-/.][01]?[0-9][-/.][0-3]?[0-9](?![0-9])(?:[ T]{1,2}[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"  # 2025-07-19
    r"|(?:1[89]|20)(?:[1-9][0-9]|0[1-9]) ?年(?=前)"  # 2008年前, but 2000年前
    r"|(?:1[0-9]|2[01])[0-9]{2} ?年(?!前(?![一二三四两几0-9十])|多|余|来|历史"
    r"|的历史)(?: ?[0-9]{1,2} ?月(?: ?[0-9]{1,2} ?[日号])?)?[初底末春夏秋冬]?"
    r"|(?:1[0-9]|2[01])[0-9]{2}(?:/(?:20)?[0-9]{2})?(?: ?财年| ?年度|年代|年级|届|级)"
    r"|0[0-9] ?年|[0-9]{2}年(?=[0-9]{1,2}月|[底初末春夏秋冬]|上半|下半|[Qq][1-4]|年?[一二三四]季"
    r"|代(?!价))|[5-9][0-9]年(?![前多余来以之内间的历代老期]|历史)"
    r"|[0-9]{1,4}年代|[0-9]{1,2}年级"
    r"|(?:0?[1-9]|1[0-2]) ?月(?!球|薪|均|活|供|租"
    r"|嫂)(?:(?: ?[0-9]{1,2})?(?: ?[至到~-] ?[0-9]{1,2})? ?[日号](?![元圆币本均线型]))?(?:份|底|初"
    r"|末|中旬|上旬|下旬)?"
    r"|(?:0?[1-9]|[12][0-9]|3[01])(?:[-~至、](?:[12]?[0-9]|3[01]))?(?: ?日(?![元圆币本均线活内]|游)| ?号(?!线?召))"
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?(?: ?[aApP]\.?[mM]\b\.?)?|[0-9]{1,3} ?[:：∶] ?[0-9]{1,3}(?![0-9])"
    r"|[0-9]{1,2}(?:[:.][0-9]{2})? ?(?:[ap]\.?m\.?|[AP]\.?M\.?|o['’]clock)(?![A-Za-z])"
    r"|[0-9]{1,2}时(?:[0-9]{1,2}分)?(?![空尚速差装限段])|[0-9]{1,2}季[度报]"
    r"|[0-9]{1,2}点(?:[0-9]{1,2}分|[半钟整许]|左右)"
    r"|[0-9]{1,2}[-–](?:[0-9]{1,2}) ?(?:" + _MONTH + r")(?![a-z])"
    r"|[0-9]{1,2}(?:st|nd|rd|th)?(?: of)?,? (?:" + _MONTH + r")(?![a-z])\.?(?:,? (?:19|20)[0-9]{2})?"
    r"|(?:19|20)[0-9]{2} ?[-–—/~至] ?(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9]|[.,][0-9]|%"
    r"|[KkMm]|[个万亿名人])(?:年度?|财年|赛季|学年)?"
    r"|[0-3]?[0-9]/[0-3]?[0-9]/(?:[0-9]{4}|[0-9]{2})(?![0-9])|[0-3]?[0-9]\.[01]?[0-9]\.(?:19|20)[0-9]{2}"
    r"|[0-9]{1,6}(?:st|nd|rd|th|ST|ND|RD|TH)(?![a-z])|(?:(?:19|20)[0-9]{2}"
    r"|(?:1[0-9])?[0-9]0)['’]?s(?![A-Za-z0-9])|[0-9]{1,4} ?(?:BCE?|CE|AD|A\.D\.|B\.C\.)(?![A-Za-z])"
    r"|[0-9]+(?:-[0-9]+){2,40}|24/7|9/11|[0-9]+(?:\.[0-9]+){2,40}(?![0-9,])"
    r"|[0-9]{1,3}[°º] ?(?:[0-9]{1,2}['′’]|[NSEW](?![a-z])|[0-9.]+ ?['′])[^\s,，]{0,12}|[0-9]+/0(?![0-9.])"
    r"|[0-9]{6}(?=\.(?:SZ|SH|SS|HK)\b)|[0-9]{4,5}(?=\.HK\b)"
)
"""Shapes of digits that are never a quantity, matched where the digits begin."""

_DATE_AFTER: Final = frozenset(" :：∶-–—/.年月日号时点季aApPoOsS°º'’stndrhSTNDRHBCAD~至、届级")
_DATE_AFTER_SPACE: Final = frozenset("JFMASONDjapAPoBC年月日号:：-–—/~至")


_MONTH_LETTERS: Final = frozenset("JFMSOND")
"""What months begin with and, unlike A, nothing else that ``NO_QUANTITY`` has after a space."""
_CODE_AFTER_POINT: Final = frozenset(("S", "H", " "))
"""What may follow a point or hyphen after digits, other digits aside: a stock exchange, the end of a span of years."""
_MONTHS_BEGIN: Final = frozenset((
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "JAN", "FEB", "MAR", "APR",
    "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
))  # fmt: skip
_CLOCK_OR_DAY: Final = ("am", "a.m", "pm", "p.m", "o'c", "o’c", "of ", "of,")


def no_quantity(text: str, start: int, end: int) -> int | None:
    """Where a shape that is never a quantity ends, for digits from ``start`` to ``end``, or None."""
    following = text[end : end + 1]
    if following not in _DATE_AFTER or not following:
        return None
    if following == " ":
        after = text[end + 1 : end + 2]
        if after not in _DATE_AFTER_SPACE or (after in "apo" and not text.startswith(_CLOCK_OR_DAY, end + 1)):
            return None
        if after in _MONTH_LETTERS and text[end + 1 : end + 4] not in _MONTHS_BEGIN:
            return None
    elif following == "." or following == "-":  # noqa: PLR1714
        after = text[end + 1 : end + 2]
        if not after.isdigit() and after not in _CODE_AFTER_POINT:
            return None
    if following == "年" and of_reign(text, start, end):
        return end + 1
    match = NO_QUANTITY.match(text, start)
    return match.end() if match is not None else None


_ERA: Final = 2
_LASTING: Final = frozenset("来多余以之")


def of_reign(text: str, start: int, end: int) -> bool:
    """Whether the numeral ``start``..``end`` before 年 counts in an era: 光绪十七年 and 民国113年 are dates."""
    return start >= _ERA and text[start - _ERA : start] in _eras() and text[end + 1 : end + 2] not in _LASTING


def _read_eras() -> frozenset[str]:
    return word_list("eras_zh.txt")


_ERAS: Final = Once(_read_eras)


def _eras() -> frozenset[str]:
    return _ERAS.get()


_ORDINAL_BEFORE: Final = frozenset("第#№§@_\\")
_TOKEN: Final = pattern(r"[0-9A-Za-z_]+(?:[-./][0-9A-Za-z_]+)*")
_TOKEN_MOST: Final = 200
_PREFIX_WORD: Final = pattern(
    r"(?:^|[^A-Za-z])(?:sub|minus|non|to|or|and|plus|under|over|a|an|the|now|then|about|nearly|some|negative)-$",
    re.IGNORECASE,
)
_PREFIX_ENDS: Final = frozenset(
    {"ub", "us", "on", "to", "or", "nd", "er", "an", "he", "ow", "en", "ut", "ly", "me", "ve", "ne", "wo", "ee", "ur"}
    | {"ix", "ht"}
)
"""How those prefixes, and the number words one to ten, end."""
_NAME: Final = pattern(r"[A-Za-z][A-Za-z0-9+&'’/.-]*$")
_LINE_NUMBER: Final = pattern(r"(?:^|\n)[ \t　]{0,4}[(（\[【]?$")
_LIST_TAIL: Final = pattern(r"[.、．)）\]】](?![0-9])")
_BOXED: Final = pattern(r"[0-9]{1,3} ?[)）\]】]")


def _read_no_names() -> frozenset[str]:
    return word_list("before_numbers_en.txt")


_NO_NAMES: Final = Once(_read_no_names)


def _no_names() -> frozenset[str]:
    return _NO_NAMES.get()


def _read_labels() -> frozenset[str]:
    return word_list("labels_en.txt")


_LABELS: Final = Once(_read_labels)


def _labels() -> frozenset[str]:
    return _LABELS.get()


def _read_months() -> frozenset[str]:
    return word_list("months_en.txt")


_MONTHS: Final = Once(_read_months)


def _months() -> frozenset[str]:
    return _MONTHS.get()


_LONGEST_IDIOM: Final = 8


def _read_idioms() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in sorted(word_list("non_figures_zh.txt"), key=len, reverse=True):
        if 1 < len(word) <= _LONGEST_IDIOM:
            found.setdefault(word[:2], []).append(word)
    return {first: tuple(words) for first, words in found.items()}


_IDIOMS: Final = Once(_read_idioms)


def _idioms() -> dict[str, tuple[str, ...]]:
    """The idioms by their first two characters, the longest first."""
    return _IDIOMS.get()


def _read_idiom_begins() -> bytes:
    return table({1: "".join(first[0] for first in _idioms())})


_IDIOM_BEGINS: Final = Once(_read_idiom_begins)
"""The table of the characters that idioms begin with; rare ones are not in it."""
_FARTHEST_IDIOM: Final = 3


def idiom_end(text: str, start: int) -> int | None:
    """The end of an idiom of ``non_figures_zh.txt`` that covers the numeral at ``start``, or None."""
    idioms = _idioms()
    begins = _IDIOM_BEGINS.get()
    begin = start
    while begin >= 0 and start - begin <= _FARTHEST_IDIOM:
        code = ord(text[begin])
        if code >= END or begins[code]:
            for word in idioms.get(text[begin : begin + 2], ()):
                end = begin + len(word)
                if end <= start:
                    break
                if text[begin:end] == word:
                    return end
        begin -= 1
    return None


def token_end(text: str, start: int) -> int:
    """The end of the name or code that ``start`` stands in, so that its other digits are passed over."""
    match = _TOKEN.match(text, start, start + _TOKEN_MOST)
    return max(start + 1, match.end() if match is not None else start + 1)


def inside_token(text: str, start: int) -> bool:
    """Whether the digits at ``start`` go on a name or code: H20, COVID-19, scp-173m, #5, 第5."""
    if start and HAN <= ord(text[start - 1]) < HAN_END:
        return text[start - 1] == "第"
    previous = text[start - 1] if start else ""
    if previous in _ORDINAL_BEFORE and previous:
        return True
    if previous.isascii() and previous.isalpha():
        return True
    if previous in {" ", "\u3000"}:
        return start > 1 and text[start - 2] in "第№#"
    if previous in ("-", "－", "–", "/", ".", "&", "'", "’", "+") and start > 1:
        before = text[start - 2]
        if before.isascii() and before.isalpha():
            if previous == "-":
                if before not in "aA" and text[max(0, start - 3) : start - 1].lower() not in _PREFIX_ENDS:
                    return True
                return _PREFIX_WORD.search(text, max(0, start - 10), start) is None and not _counted_prefix(text, start)
            return previous not in "'’/." or (previous == "." and text[start - 3 : start - 2].isupper())
        if previous in ".&" and before.isdigit():
            return True
        if previous == "+" and before.isdigit():
            return _MILESTONE.search(text, max(0, start - 7), start) is not None
    return False


_COUNTED_PREFIX: Final = pattern(r"(?:^|[^A-Za-z])(?:one|two|three|four|five|six|seven|eight|nine|ten)-$")


_MILESTONE: Final = pattern(r"[Kk][0-9]{1,5}\+$")
"""K45+300: where along a road."""


def _counted_prefix(text: str, start: int) -> bool:
    return _COUNTED_PREFIX.search(text, max(0, start - 6), start) is not None


def list_number(text: str, start: int, end: int) -> bool:
    """Whether the digits number an item: "24. …", "（1）", "[12]"."""
    if end - start > 3:
        return False
    if _LIST_TAIL.match(text, end) is not None and _LINE_NUMBER.search(text, max(0, start - 6), start) is not None:
        return True
    return text[start - 1 : start] in ("(", "（", "[", "【") and start > 0 and _BOXED.match(text, start) is not None


def label_before(text: str, start: int) -> str | None:
    """``label`` after a word that numbers ("Chapter 3"), ``month`` after a month, ``name`` after a capitalised one."""
    end = start
    while end > 0 and start - end < 2 and text[end - 1] in " \u00a0":
        end -= 1
    if end in (start, 0) or not (text[end - 1].isascii() and (text[end - 1].isalnum() or text[end - 1] in ".+'")):
        return None
    begin = max(text.rfind(" ", max(0, end - 24), end), text.rfind("\n", max(0, end - 24), end)) + 1
    match = _NAME.search(text, max(begin, end - 24), end)
    if match is None:
        return None
    word = match.group()
    lower = word.lower()
    if lower in _months() and (word[0].isupper() or lower not in ("may", "march", "mar", "dec", "sep", "jan")):
        return "month"
    if lower in _labels() and not _is_time_or_verb(text, begin, word):
        return "label"
    if lower.rstrip(".") in _no_names() or (word.endswith(".") and len(word) > 3):
        return None
    if word[0].isupper() or any(c.isdigit() for c in word) or any(c.isupper() for c in word[1:]):
        return "name"
    return None


_LAST_WEEK: Final = pattern(
    r"(?:^|[^A-Za-z])(?:last|this|next|past|per|each|every|a|to|will|would|can|could|must|should|not) $|n['’]t $",
    re.IGNORECASE,
)


def _is_time_or_verb(text: str, start: int, word: str) -> bool:
    """Whether a label is none here: "last week 43 people died", "plans to build 300 homes"."""
    return (
        word.islower()
        and word not in ("call", "dial")
        and _LAST_WEEK.search(text, max(0, start - 8), start) is not None
    )


_YEAR_CUE: Final = pattern(
    r"(?:^|[^A-Za-z])(?:in|since|of|from|by|until|till|before|after|during|for|late|early|mid|through"
    r"|year|the|to|and|between|vs|versus"
    r"|fall|spring|summer|winter|autumn|fiscal|fy|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?,? ?['’]?$",
    re.IGNORECASE,
)
_MORE_CUE: Final = pattern(
    r"(?:more than|less than|fewer than|about|around|nearly|almost|over|some|least|up to"
    r"|approximately|roughly|total of|average of|maximum of|minimum of|price of|cost of)(?: a"
    r"| the)? $"
)


_BY_YEAR: Final = pattern(r"(?:^|[^a-z])(?:until|till|since|before|after|by|through) (?:at least|about|around) $")


def _is_amount(text: str, start: int) -> bool:
    """Whether the words before speak of an amount ("more than 2,000"), not of a year ("until at least 2031")."""
    if text[start - 3 : start - 1].lower() not in _MORE_ENDS:
        return False
    if text[start - 5 : start].lower() == "over " and _OVER_YEAR.search(text, max(0, start - 32), start) is not None:
        return False  # "averaged 4.7% over 2025", "a rise over 2019"
    before = text[max(0, start - 20) : start].lower()
    return _MORE_CUE.search(before) is not None and _BY_YEAR.search(before) is None


_OVER_YEAR: Final = pattern(
    r"(?:\d(?:%| per ?cent| percentage points?|bn|m| million| billion| tonnes)?"
    r"|growth|increase|gain|improvement|decline|drop|fall|rise) over $",
    re.IGNORECASE,
)


def looks_like_year(text: str, start: int, end: int) -> bool:
    """Whether four bare digits from 1000 to 2199 read as a year where no unit follows them."""
    if end - start != 4 or not "1000" <= text[start:end] <= "2199":
        return False
    if _is_amount(text, start):
        return False
    if "1800" <= text[start:end] <= "2100":
        return True
    return _YEAR_CUE.search(text, max(0, start - 14), start) is not None


def is_unlike_year(text: str, start: int) -> bool:
    """Whether what stands before 1900 to 2100 at ``start`` speaks of an age or an amount."""
    if "age" in text[max(0, start - 24) : start].lower():
        return True
    return _is_amount(text, start)


_MORE_ENDS: Final = frozenset({"an", "ut", "nd", "ly", "st", "er", "me", "to", "of", " a", "he"})
"""How the last words of ``_MORE_CUE`` end."""
