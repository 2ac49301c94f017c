"""The quick looks of the Chinese grammar find what the patterns behind them would find."""

from __future__ import annotations

import random
import re
from re import _constants as ops  # type: ignore[attr-defined]  # no public way tells what a pattern begins with
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from factcheck.extraction.characters import END, first_of, table
from factcheck.extraction.context_zh.branches import Branches, beginnings
from factcheck.extraction.context_zh.lexicon import lexicon
from factcheck.extraction.context_zh.periods import FIRST, TIME, TIME_SOURCE
from factcheck.extraction.context_zh.time_places import ALWAYS, FOLLOWS, LED_BY, SPACES, mark_words, next_time
from factcheck.extraction.figures.country_zh import country_of
from factcheck.extraction.figures.lexicon import word_list
from factcheck.repair import repair

ANYTHING = "*"
WORD = re.compile(
    rf"(?=[A-Za-z{FIRST}])(?:(?![A-Z][股恤])"
    r"(?P<latin>(?:\d+[A-Za-z]|[A-Za-z])[A-Za-z0-9.+&'’]*(?:[ ·-][A-Z0-9][A-Za-z0-9.+&'’]*)*)"
    rf"|{TIME_SOURCE})"
)
PIECES = [
    *"".join(FOLLOWS),
    *"".join(FOLLOWS.values()),
    *ALWAYS,
    *LED_BY,
    *"年月日季度的止股恤AQb19，。",
    "2025",
    "财年",
]


def characters_of(members: list[Any]) -> set[str]:
    found: set[str] = set()
    for op, value in members:
        if op is ops.NEGATE:
            return {ANYTHING}
        if op is ops.LITERAL:
            found.add(chr(value))
        elif op is ops.RANGE:
            found |= {chr(code) for code in range(value[0], value[1] + 1)}
        else:
            assert op is ops.CATEGORY
            found |= set("0123456789" if value is ops.CATEGORY_DIGIT else " \t\n\u3000")
    return found


def joined(first: set[str], then: set[str]) -> set[str]:
    whole = {a for a in first if len(a) == 2}
    return whole | {(a + b)[:2] for a in first - whole for b in then}


def openings(tree: Any) -> set[str]:
    """The first two characters of whatever the parsed pattern matches; fewer where the match may be over."""
    found = {""}
    for op, value in tree:
        if all(len(opening) == 2 for opening in found):
            break
        if op is ops.LITERAL:
            step = {chr(value)}
        elif op is ops.IN:
            step = characters_of(value)
        elif op in (ops.ANY, ops.NOT_LITERAL):
            step = {ANYTHING}
        elif op is ops.BRANCH:
            step = set().union(*map(openings, value[1]))
        elif op is ops.SUBPATTERN:
            step = openings(value[3])
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
            once = openings(value[2])
            step = {""} if value[0] == 0 else once
            step |= joined(once, once) if int(value[1]) > 1 else once
        else:
            assert op in (ops.ASSERT, ops.ASSERT_NOT, ops.AT)
            step = {""}
        found = joined(found, step)
    return found


def test_a_time_begins_with_two_characters_that_are_listed() -> None:
    follows = {first: seconds for firsts, seconds in FOLLOWS.items() for first in firsts}
    opened = openings(parser.parse(TIME_SOURCE))
    assert {"今年", "第一", "近三", "Q1"} <= opened
    missing = {
        opening
        for opening in opened
        if opening[0] not in ALWAYS + LED_BY + SPACES and opening[1:] not in tuple(follows.get(opening[0], ""))
    }
    assert not missing
    assert max("".join(FOLLOWS) + ALWAYS + LED_BY + SPACES) < chr(END)


def texts() -> list[str]:
    dice = random.Random(11)
    return ["".join(dice.choices(PIECES, k=dice.randint(1, 40))) for _ in range(3000)]


def test_next_time_finds_what_the_pattern_finds() -> None:
    count = 0
    for text in texts():
        at = 0
        while (found := next_time(text, at, len(text))) is not None:
            assert found.span() == TIME.search(text, at).span()  # type: ignore[union-attr]
            at = found.end()
            count += 1
        assert TIME.search(text, at) is None
    assert count > 500


def test_mark_words_marks_what_the_pattern_finds() -> None:
    for text in texts():
        for start, end in ((0, len(text)), (len(text) // 4, len(text) * 3 // 4)):
            spans: list[tuple[int, int]] = []
            letters: list[str] = []
            mark_words(text, start, end, spans, letters, {})
            found = list(WORD.finditer(text, start, end))
            assert spans == [word.span() for word in found]
            assert letters == ["T" if word["latin"] is None else "e" for word in found]


@pytest.mark.parametrize("kind", ["target", "forecast", "hypothetical"])
def test_branches_find_what_the_pattern_finds(kind: str) -> None:
    words: list[str] = lexicon().table["modality"][kind]
    for word in words:
        assert set(beginnings(word)) == {opening[0] for opening in openings(parser.parse(word))}, word
    pattern, branches = re.compile("|".join(words)), Branches(words)
    pieces = [*sorted(set(re.findall("[\u3400-\u9fff]{1,3}", "".join(words)))), "，", "2030年", "达", "在", "年"]
    dice = random.Random(11)
    for _ in range(3000):
        text = "".join(dice.choices(pieces, k=dice.randint(1, 12)))
        expected, found = pattern.search(text, 1, 20), branches.search(text, 1, 20)
        assert (expected and expected.span()) == (found and found.span()), text


@pytest.mark.parametrize("alternative", ["打?算", "甲|乙丙", r"\d年", "(?:甲|)乙", "[^甲]乙", "(?:甲|[乙丙])丁", ""])
def test_branches_try_everywhere_what_may_begin_with_anything(alternative: str) -> None:
    assert beginnings(alternative) == ""
    branches = Branches(["力争", alternative])
    for text in ("要打算", "要算", "在丙丁", "在乙丙", "在3年", "力争", "乙"):
        expected, found = re.search(f"力争|{alternative}", text), branches.search(text, 0, len(text))
        assert (expected and expected.span()) == (found and found.span()), text


def test_a_table_holds_its_characters_and_looks_no_further_than_the_text() -> None:
    known = table({1: "年月", 2: "月\U00020000"})
    assert (known[ord("年")], known[ord("月")], known[ord("日")], len(known)) == (1, 2, 0, END)
    assert first_of(known, "三月\U00020000年", 0, 99) == 1
    assert first_of(known, "三月\U00020000年", 2, 99) == 3
    assert first_of(known, "三月\U00020000年", 2, 3) == -1


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("這個樓盤售500萬元，旺角、沙田與台北的買家各半", "HK"),
        ("這個樓盤售500萬，台北、桃園與香港的買家", "TW"),
        ("這個樓盤售500萬元，台北與香港的買家", None),
        ("這個樓盤賣給500萬元，恒生指數與台股、台北", "TW"),  # 恒生指数 is one word, not two
        ("這個樓盤在旺角售出", None),
        ("这个楼盘售500万元，旺角", None),
        ("這個樓盤售500元，" + "。" * 4000 + "旺角", None),
        ("這個樓盤售500元，" + "。" * 3000 + "澳門", "MO"),
    ],
)
def test_the_country_is_the_one_spoken_of_most(text: str, country: str | None) -> None:
    assert country_of(text, repair(text).text) == country


def test_each_word_that_shows_a_country_can_be_found_by_two_characters() -> None:
    assert min(map(len, word_list("country_cues_zh.txt"))) > 1
