"""Word classes: what part each word may play in the clause around a figure, from ``data/context_zh.toml``.

A class is one letter, so that a clause becomes a short string the grammar can look over:

====  ======================================  ====  ======================================
``M``  metric (营收, 死亡人数)                  ``n``  noun
``g``  modifier of a metric (净, 人均)          ``N``  name
``U``  verb of rise                            ``e``  Latin word, model name
``D``  verb of fall                            ``v``  other verb
``I``  is, has, reaches                        ``a``  adjective
``K``  makes up (占)                           ``d``  adverb
``B``  compared with (比, 较)                  ``l``  了, 着, 过
``b``  passive marker (被)                     ``y``  的
``h``  把, 将, 使                               ``c``  linking word
``p``  preposition                             ``f``  postposition (中, 方面)
``S``  verb of saying                          ``r``  pronoun-like subject
``T``  time expression                         ``F``  a figure
``m``  other numeral                           ``q``  measure word
``,``  end of a clause                         ``&``  、 和 与 及
``(``  opening bracket                         ``)``  closing bracket
``Q``  quotation mark                          ``_``  space inside a name
====  ======================================  ====  ======================================
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

from claims_db.claim import Direction
from factcheck.extraction.figures.lexicon import LexiconError, user_folder

_CLASSES: Final = {
    "adjective": "a",
    "metric": "M",
    "pronoun": "r",
    "modifier": "g",
    "rise": "U",
    "fall": "D",
    "reach": "I",
    "share": "K",
    "compare": "B",
    "passive": "b",
    "disposal": "h",
    "link": "c",
    "adverb": "d",
    "preposition": "p",
    "location": "f",
    "verb": "v",
    "say": "S",
    "noun": "n",
    "time": "T",
}
_PUNCTUATION: Final = {
    **dict.fromkeys("，,；;：:。！!？?…", ","),
    **dict.fromkeys("、和与及或", "&"),
    "以及": "&",
    **dict.fromkeys("（([【", "("),
    **dict.fromkeys("）)]】", ")"),
    **dict.fromkeys("“”\"'‘’《》「」『』〈〉", "Q"),
    **dict.fromkeys("-－—–·/~～", "_"),
    "的": "y", "之": "y", "了": "l", "着": "l", "过": "l",
}  # fmt: skip
UNKNOWN: Final = "?"
"""Class of a word the dictionary lacks that begins or ends with a verb of its own (占该, 欧盟占, 成本上升)."""
_FILE: Final = "context_zh.toml"
_NUMERAL: Final = re.compile("[\\d零〇一二两三四五六七八九十百千万亿半几数多每首整]")
_SHORTEST_PAIR: Final = 3
_MEMO_LIMIT: Final = 200_000


@dataclass(slots=True)
class Lexicon:
    """The word classes and word lists of the grammar."""

    table: dict[str, Any]
    classes: dict[str, str] = field(default_factory=dict)
    directions: dict[str, Direction] = field(default_factory=dict)
    by_tag: dict[str, str] = field(default_factory=dict)
    """Part-of-speech tag of the segmenter to class letter."""
    endings: tuple[str, ...] = ()
    closers: frozenset[str] = frozenset()
    """Verbs of one character that stand between noun phrases."""
    comparatives: frozenset[str] = frozenset()
    not_metric: frozenset[str] = frozenset()
    dimensions: frozenset[str] = frozenset()
    light_nouns: frozenset[str] = frozenset()
    light_verbs: frozenset[str] = frozenset()
    occurring: frozenset[str] = frozenset()
    spending: frozenset[str] = frozenset()
    dateline: re.Pattern[str] = re.compile("")
    adverbs: re.Pattern[str] = re.compile("")
    """The adverbs at which a word the dictionary lacks is parted."""
    areas: frozenset[str] = frozenset()
    """Adjectives of area that stand for all who live there ("全市紧急转移…")."""
    singular: frozenset[str] = frozenset()
    """Words that say there is no other such (唯一, 首家)."""
    day_parts: frozenset[str] = frozenset()
    """Parts of a day, which say more of the day before them (星期天|晚上)."""
    expecting: frozenset[str] = frozenset()
    """Those whose expectations are told beside what happened (市场, 分析师)."""
    acts: frozenset[str] = frozenset()
    """Adjectives that are verbs too (新建)."""
    doers: frozenset[str] = frozenset()
    """Verbs that name persons or bodies after a count (100多家|组织)."""
    nominal_verbs: frozenset[str] = frozenset()
    """Verbs that the segmenter knows as nouns alone (失业)."""
    having: frozenset[str] = frozenset()
    finding: frozenset[str] = frozenset()
    in_names: frozenset[str] = frozenset()
    """Metrics that end the name of a firm where such a name must stand (湖畔电力)."""
    averages: frozenset[str] = frozenset()
    """Modifiers that are adverbs at the end of a noun phrase (当地居民|平均)."""
    beings: tuple[str, ...] = ()
    """Endings of persons, bodies and places: such a noun is never a mere property of something else."""
    activities: frozenset[str] = frozenset()
    """Modifiers that are metrics before a verb of change."""
    counts: frozenset[str] = frozenset()
    """Metrics that join with the verb before (休息|人数)."""
    suffixes: frozenset[str] = frozenset()
    """Metrics of one character, which join with the word before."""
    memo: dict[str, str] = field(default_factory=dict)
    """Class of every word asked for."""

    def class_of(self, word: str) -> str:
        """The class letter of ``word``."""
        letter = self.memo.get(word)
        if letter is None:
            if len(self.memo) > _MEMO_LIMIT:
                self.memo.clear()
            letter = self.memo[word] = self.judge(word)
        return letter

    def classes_of(self, words: list[str]) -> str:
        """The class letters of ``words``, in a row."""
        memo = self.memo
        letters: list[str] = []
        for word in words:
            letter = memo.get(word)
            letters.append(self.class_of(word) if letter is None else letter)
        return "".join(letters)

    def judge(self, word: str) -> str:
        """The class letter of ``word``, worked out anew."""
        if word == "\0":
            return word
        listed = _PUNCTUATION.get(word) or self.classes.get(word)
        if listed:
            return listed
        formed = _by_form(word)
        if formed:
            return formed
        letter = self.by_tag.get(_segmenter().tag(word)[0][1], "n")
        if letter == "m" and not _NUMERAL.search(word):
            letter = "n"
        if len(word) == 3 and word[-1] in "比较" and self.class_of(word[:-1]) == "M":
            return UNKNOWN  # 产量|比
        if len(word) > 1 and not _segmenter().has_word(word):
            if word[0] in "比较距":
                return UNKNOWN  # 比|老款, 距|月面
            if len(word) > 2 and "不" in word[1:-1]:
                return "v"  # 耳不聋
            letter = self._made(word, letter)
        if letter in "nvd" and len(word) == 4 and word[2:] in self.directions:
            return UNKNOWN  # 成本上升
        if len(word) == 3 and word[1:] in self.directions and self.class_of(word[0]) == "d":
            return UNKNOWN  # 略高于
        if letter in "nNa" and len(word) > 1 and word.endswith(self.endings) and word not in self.not_metric:
            if len(word) > _SHORTEST_PAIR and self.classes.get(word[-2:]) == "M" and self.class_of(word[:-2]) in "nN":
                return UNKNOWN  # 粮食|产量
            return "M"
        return letter

    def _made(self, word: str, letter: str) -> str:
        """The class of a word the dictionary lacks, by the characters it is made of."""
        made = self.table["compounds"]
        if len(word) < 4:
            if word[-1] in made["changes"]:
                return self.class_of(word[-1]) if word[-2] in made["before_changes"] else UNKNOWN
            if word[-1] in made["closers"]:
                return UNKNOWN  # 月产|由
            if word[-1] in "多少" and letter in "nvad":
                return UNKNOWN  # 套内|少
            if len(word) == 3 and word[0] in "最至" and self.class_of(word[:2]) in "dg":
                return UNKNOWN
            if any(c in made["adverbs"] for c in word):
                return UNKNOWN
        if letter not in "vad":
            return letter
        if word[0] in self.closers or word[-1] in self.closers:
            return UNKNOWN
        return "v" if len(word) == 2 and word[-1] in made["verbs"] else "n"

    def direction(self, word: str) -> Direction | None:
        """Which way the verb of change ``word`` goes; of a compound its last character tells."""
        return self.directions.get(word) or self.directions.get(word[-1:])


def _by_form(word: str) -> str:
    """The class letter that the form of ``word`` alone tells, or nothing."""
    if word[0] == "该" and len(word) == 2:
        return "r"  # 该场
    if word[0] == "每" and len(word) < 5:
        return "d"
    if word.isspace():
        return "_"
    if word.isascii():
        return "m" if word.isdigit() else "e" if any(c.isalnum() for c in word) else "_"
    return ""


_LOADED: Final[list[Any]] = []


def _segmenter() -> Any:
    """The ``rjieba`` module, imported at the first Chinese figure because its dictionary takes 0.2 s to load."""
    if not _LOADED:  # asked for at every clause, for which functools.cache is slow
        _LOADED.append(_load_segmenter())
    return _LOADED[0]


def _load_segmenter() -> Any:
    import rjieba

    table = _read()
    lists = table["words"]
    long_modifiers = [word for word in lists["modifier"] if len(word) > 2]
    for word in (
        *table["names"]["keep"],
        *lists["metric"],
        *long_modifiers,
        *lists["compare"],
        *lists["verb"],
        *lists["noun"],
    ):
        if len(word) > 1 and not rjieba.has_word(word):
            rjieba.add_word(word, 5000, "nz" if word in table["names"]["keep"] else "n")
    for word in table["compounds"]["whole"]:
        rjieba.add_word(word, 300_000, "n")
    return rjieba


def acts(word: str) -> bool:
    """Whether ``word``, be it a noun here, can be a verb (搜查, 住院). Asked seldom: the segmenter tags it anew."""
    tag: str = _segmenter().tag(word)[0][1]
    return len(word) > 1 and (tag in ("v", "vn", "vi", "vd") or word in lexicon().nominal_verbs)


def cut(text: str) -> list[str]:
    """``text`` as words, which joined give ``text`` again."""
    words: list[str] = _segmenter().cut(text)
    return words


@cache
def _read() -> dict[str, Any]:
    table = tomllib.loads((files("factcheck.extraction") / "data" / _FILE).read_text("utf-8"))
    own = user_folder() / _FILE
    try:
        _add(table, tomllib.loads(own.read_text("utf-8-sig")), str(own))
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{own}: can't be read ({error}); correct it or move it away") from None
    return table


def _add(table: dict[str, Any], own: dict[str, Any], place: str) -> None:
    """Add a user's words to ``table``: lists are joined, single values replaced."""
    for name, value in own.items():
        known = table.get(name)
        if known is not None and type(known) is not type(value):
            raise LexiconError(f"{place}: {name} must be a {type(known).__name__}; see docs/context.md")
        if isinstance(known, dict):
            _add(known, value, place)
        elif isinstance(known, list):
            known.extend(value)
        else:
            table[name] = value


_LEXICON: Final[list[Lexicon]] = []


def lexicon() -> Lexicon:
    """The grammar's words, read once a process."""
    if not _LEXICON:
        _LEXICON.append(_read_lexicon())
    return _LEXICON[0]


def _read_lexicon() -> Lexicon:
    table = _read()
    made = Lexicon(table)
    for name, letter in _CLASSES.items():
        for word in table["words"][name]:
            made.classes.setdefault(word, letter)
    for word in table["names"]["keep"]:
        made.classes.setdefault(word, "N")
    made.directions.update(dict.fromkeys(table["words"]["rise"], "up"))
    made.directions.update(dict.fromkeys(table["words"]["fall"], "down"))
    for letter, tags in table["parts_of_speech"].items():
        made.by_tag.update(dict.fromkeys(tags, letter))
    made.endings = tuple(table["metric_endings"]["endings"])
    made.dimensions = frozenset(table["dimensions"]["words"])
    made.light_nouns = frozenset(table["light"]["nouns"])
    made.occurring = frozenset(table["light"]["occurring"])
    made.light_verbs = frozenset(table["light"]["verbs"])
    made.spending = frozenset(table["light"]["spending"])
    made.dateline = re.compile(table["dateline"]["pattern"])
    made.adverbs = re.compile(f"([{table['compounds']['adverbs']}])")
    made.areas = frozenset(table["beings"]["areas"])
    made.singular = frozenset(table["light"]["singular"])
    made.day_parts = frozenset(table["day_parts"]["words"])
    made.expecting = frozenset(table["attribution"]["expecting"])
    made.acts = frozenset(table["words"]["adjective"]) & frozenset(table["words"]["verb"])
    made.doers = frozenset(table["compounds"]["doers"])
    made.having = frozenset(table["light"]["having"])
    made.finding = frozenset(table["light"]["finding"])
    made.in_names = frozenset(table["compounds"]["in_names"])
    made.nominal_verbs = frozenset(table["compounds"]["nominal_verbs"])
    made.averages = frozenset(table["compounds"]["averages"])
    made.activities = frozenset(table["compounds"]["activities"])
    made.counts = frozenset(table["compounds"]["counts"])
    made.suffixes = frozenset(table["compounds"]["suffixes"])
    made.beings = (*table["beings"]["endings"], *table["organisations"]["endings"])
    made.closers = frozenset(
        word
        for word, letter in made.classes.items()
        if len(word) == 1 and letter in "IKB" and word not in table["dimensions"]["words"]
    )
    made.comparatives = frozenset((*table["comparatives"]["more"], *table["comparatives"]["less"]))
    made.directions.update(dict.fromkeys(table["comparatives"]["more"], "up"))
    made.directions.update(dict.fromkeys(table["comparatives"]["less"], "down"))
    made.not_metric = frozenset(table["metric_endings"]["but_not"])
    return made
