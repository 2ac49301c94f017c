"""The predicate over a figure: read leftwards from the figure to the noun phrase it is said of."""

from __future__ import annotations

import re
from typing import Final

from claims_db.claim import Direction
from factcheck.extraction.context_zh.clauses import Clause
from factcheck.extraction.context_zh.lexicon import lexicon
from factcheck.extraction.context_zh.phrases import NOMINAL, Phrase, phrase_before

_OF_STATE: Final = frozenset(("在", "于", "到", "至"))
"""Prepositions that a verb takes before a level: 保持在8%."""
_BY: Final = frozenset(("按", "按照", "以"))
_COUNTING: Final = frozenset(("计算", "计", "折算", "统计", "衡量"))
_AT: Final = frozenset(("在", "于"))
CHANGE_FROM: Final = frozenset(("由", "从", "自"))
YEAR_ON_YEAR: Final = frozenset(("同比", "环比", "按年", "按季", "按月", "yoy", "YoY", "YOY", "qoq", "QoQ"))
_BESIDE: Final = frozenset(("相比", "相较", "比较", "相比之下"))
ON_YEAR: Final = frozenset(a + b for a in "年月季" for b in "增减升跌降衰")
"""Changes against the year, month or quarter before, in one word."""
CHANGE_TO: Final = re.compile("[dTp_]*[UDvng][UDvngIpTdl]*F")
"""From the figure a change begins with to the one it ends with."""
_TAKES_OBJECT: Final = re.compile("g[nN]+F")
_HEADS: Final = NOMINAL - frozenset("g_&Q")
"""Classes a noun phrase may end with."""
REACH: Final = 45
"""Words read leftwards at most."""


class Predicate:
    """What stands left of a figure in its clause."""

    __slots__ = (
        "baseline",
        "beneficiary",
        "change",
        "clause",
        "figure",
        "left",
        "located",
        "of",
        "passive",
        "prepositional",
        "reach",
        "relative",
        "said_of",
        "share",
        "thing",
        "verb",
    )

    def __init__(self, clause: Clause, figure: int) -> None:
        self.clause = clause
        self.figure = figure
        self.left = figure
        """Index of the word before which reading stopped."""
        self.said_of: Phrase | None = None
        """The noun phrase whose predicate it is."""
        self.thing: Phrase | None = None
        """Object that stands between verb and figure (招收|外国留学生|3000余人) or after 把."""
        self.verb: int | None = None
        self.change: int | None = None
        self.share: int | None = None
        self.reach = False
        self.passive = False
        self.located = False
        """The whole is a place or set ("数据集中的320万个")."""
        self.of: Phrase | None = None
        """The whole in "X的15%"."""
        self.baseline: tuple[int, int] | None = None
        """Words of the baseline after 比, 较."""
        self.beneficiary: Phrase | None = None
        """X of 为 X, 给 X."""
        self.relative = False
        """The figure stands right after a relative clause, which says nothing of it ("可使用的6TB代码库")."""
        self.prepositional = False
        """The figure stands in a prepositional phrase."""

    @property
    def direction(self) -> Direction | None:
        """Of the verb of change; of 新增, which mostly modifies a noun, where it is the verb."""
        if self.change is not None:
            return lexicon().direction(self.clause.word(self.change))
        return None if self.verb is None else lexicon().directions.get(self.clause.word(self.verb))


def predicate(clause: Clause, figure: int, low: int, *, relative: bool = False) -> Predicate:
    """Read the words of ``clause`` before word ``figure``, not going before word ``low``.

    ``relative``: the figure is a share or multiple, so that what precedes 的 is what it is measured against.
    """
    codes = clause.codes
    read = Predicate(clause, figure)
    low = max(low, figure - REACH)
    at = figure
    if at > low and codes[at - 1] == "y":
        at, low = _take_whole(read, at, low, relative)
    if at > low and "B" in codes[low:at] and clause.word(at - 1) in lexicon().comparatives:
        read.change = at = at - 1
    while at > low and read.said_of is None:
        at = _take_phrase(read, at, low) if codes[at - 1] in _HEADS else _step(read, at, low)
    read.left = at
    return read


def _take_whole(read: Predicate, at: int, low: int, relative: bool) -> tuple[int, int]:
    """Take in X of "X的15%"; new values of ``at`` and ``low``."""
    clause, codes = read.clause, read.clause.codes
    located = at - 1 > low and codes[at - 2] == "f"
    read.of = phrase_before(clause, at - 1 - located, low)
    read.located = located
    share = codes.rfind("K", max(0, at - 12), at)
    if read.of and share >= 0:
        read.share, at = share, share
        low = min(low, max(0, share - REACH))
    elif read.of:
        at = read.of.start
    elif codes[at - 2 : at - 1] == "T" and at - 3 >= low and clause.word(at - 3) in CHANGE_FROM:
        read.reach = True
        at -= 3  # 由|去年|的|31%
    elif relative and codes[at - 2 : at - 1] == "T":
        read.baseline = (at - 2, at - 1)
        at -= 2
    elif relative and codes[at - 3 : at - 1] == "Ff":
        read.baseline = (at - 3, at - 1)  # 是|一年|前|的|3倍
        at -= 3
    elif relative and codes[at - 2 : at - 1] == "g":
        read.baseline = (at - 2, at - 1)  # 只有|人工|的|三分之一
        at -= 2
    elif codes[at - 2 : at - 1] in ("v", "g", "U", "D") or (at > 1 and clause.word(at - 2) in lexicon().acts):
        read.relative = True
        at = low
    return at, low


def _located_baseline(read: Predicate, start: int, low: int) -> bool:
    """Takes in a baseline that is a place or time in words: 较|工业化|前|水平."""
    clause = read.clause
    whole = phrase_before(clause, start - 1, low)
    if whole is None or whole.start <= low or clause.codes[whole.start - 1] != "B":
        return False
    read.baseline = read.baseline or (whole.start, read.figure if read.change is None else read.change)
    return True


def _step(read: Predicate, at: int, low: int) -> int:
    """Take in the word before ``at``, or the phrase that ends there; the new place is less than ``at``."""
    codes = read.clause.codes
    code = codes[at - 1]
    if code in "UD":
        read.change = at - 1 if read.change is None else read.change
    elif (code == "g" and read.clause.word(at - 1) == "预期") or (code == "S" and _foreseen(codes, at - 1, low)):
        pass
    elif code == "v" or (code == "g" and _is_verb(codes, at - 1)):
        read.verb = at - 1 if read.verb is None and not read.prepositional else read.verb
    elif code == "K":
        read.share = at - 1
    elif code == "I":
        read.reach = True
    elif code == "B" and (start := _held_beside(read.clause, at - 1, low)) >= 0:
        read.baseline = read.baseline or (start + 1, at - 1)
        return start
    elif code == "b":
        read.passive = True
    elif code == "p" and _starts_from(read, at):
        read.reach = True
    elif code == "p":
        read.prepositional = read.prepositional or (
            not codes[at : read.figure].strip("dTfa_")
            and (codes[at - 2 : at - 1] != "v" or read.clause.word(at - 1) not in _OF_STATE)
        )
    elif code == "T" and at - 2 >= low and codes[at - 2] == "B":
        read.baseline = read.baseline or (at - 1, at)
        return at - 2
    elif code == "f":
        return _take_place(read, at, low)
    elif code in "SF":
        return low
    elif code == "g":
        return _take_phrase(read, at, low)
    return at - 1


def _take_place(read: Predicate, at: int, low: int) -> int:
    """Take in the place, time or set that ends with the postposition before ``at``; the new place."""
    clause = read.clause
    start = _skip_locative(clause, at, low)
    if (read.reach or clause.word(at - 1)[-1] == "有") and _among(read, at, start):
        return start  # 290名议员|中有|23名
    if start > low and clause.codes[start - 1] == "B":
        read.baseline = read.baseline or (start, at)  # 比|高峰|时|少了
    return start


def _among(read: Predicate, at: int, start: int) -> bool:
    """Takes in X of "X中有23名", the whole of which some are counted."""
    clause = read.clause
    of_time = read.change is not None or read.verb is not None or read.of is not None
    if of_time or start == at - 1 or clause.word(at - 1)[0] not in "中里内" or clause.codes[start] in "pT":
        return False
    whole = phrase_before(clause, at - 1, start)
    if whole is None or whole.text.endswith(("时间", "期间", "过程")):
        return False
    read.of, read.located, read.reach = whole, True, True
    return True


def _held_beside(clause: Clause, at: int, low: int) -> int:
    """The word 与 of "与|2019年同期|相比|增长8%", where 相比 is word ``at``; -1 where there is none after ``low``."""
    if clause.word(at) not in _BESIDE or at == low:
        return -1
    start = max(clause.codes.rfind(mark, low, at - 1) for mark in "&pB")
    return start if start >= low and not set("F,") & set(clause.codes[start:at]) else -1


def _foreseen(codes: str, at: int, low: int) -> bool:
    """Whether 预计 follows a metric, which is no speaker: "毕业生规模|预计|1270万人"."""
    return len(codes[low:at].rstrip("dT")) > 0 and codes[low:at].rstrip("dT")[-1] == "M"


def _starts_from(read: Predicate, at: int) -> bool:
    """Whether the figure is where a change begins: "由|128K|扩展到200K"."""
    codes = read.clause.codes
    if at != read.figure or read.clause.word(at - 1) not in CHANGE_FROM:
        return False
    return CHANGE_TO.match(codes, at + 1) is not None


def _is_verb(codes: str, at: int) -> bool:
    """Whether a word that mostly modifies a metric (销售) is a verb here: after an adverb, or before 了."""
    if codes[at + 1 : at + 2] in ("l", "F"):
        return True
    return at > 0 and (codes[at - 1] == "d" or (codes[at - 1] == "T" and _TAKES_OBJECT.match(codes, at) is not None))


def _skip_locative(clause: Clause, at: int, low: int) -> int:
    if at - 2 > low and clause.codes[at - 2] == "v" and clause.word(at - 1) in ("时", "后", "前"):
        at -= 1  # 出生时
    phrase = phrase_before(clause, at - 1, low)
    start = phrase.start if phrase else at - 1
    return start - 1 if start > low and clause.codes[start - 1] == "p" else start


def _take_baseline(read: Predicate, phrase: Phrase, low: int, adjacent: bool) -> int | None:
    """Takes in ``phrase`` as what is compared with, after 比 or a place in words after 比; None where it is neither."""
    start = phrase.start
    if read.clause.codes[start - 1] == "B":
        if read.clause.word(start - 1) not in YEAR_ON_YEAR:
            read.baseline = read.baseline or (start, phrase.end)
        return start - 1
    if not adjacent and _located_baseline(read, start, low):
        return read.baseline[0] - 1 if read.baseline else start
    return None


def _phrase_ending(read: Predicate, at: int, low: int) -> Phrase | None:
    """The noun phrase before word ``at``, without a modifier that is a verb or adverb there."""
    clause, codes = read.clause, read.clause.codes
    phrase = phrase_before(clause, at, low)
    if phrase is None:
        return None
    end = phrase.end
    if codes[at - 1] == "g" and at < read.figure and codes[at] in "dvI" and at - 1 > phrase.start:
        end = at - 1  # 家庭|最高|可贷
    while end > phrase.start + 1 and clause.word(end - 1) in lexicon().averages:
        end -= 1  # 受试者|平均|减重
    if end < phrase.end:
        phrase = Phrase(clause, phrase.start, end)
    start = phrase.start
    if start - 1 > low and codes[start - 1] in "da" and codes[start - 2] == "B":
        return Phrase(clause, start - 1, phrase.end)  # 比|一般|成年人
    if codes[start] == "g" and start + 1 < phrase.end and _is_verb(codes, start):
        phrase = Phrase(clause, start + 1, phrase.end)
    return phrase


def _done_there(phrase: Phrase) -> Phrase | None:
    """投资 of "在|合肥|投资240亿元": what is measured, where the noun before it is but the place."""
    if phrase.clause.word(phrase.start - 1) not in _AT or "y" in phrase.codes:
        return None
    owner, metric = phrase.owner_and_metric()
    return metric if owner is not None and owner.start == phrase.start else None


def _take_marked(read: Predicate, phrase: Phrase, low: int, adjacent: bool) -> int | None:
    """Takes in ``phrase`` after 比 or 在; None where that makes it neither baseline nor place."""
    if read.clause.codes[phrase.start - 1] != "p":
        return _take_baseline(read, phrase, low, adjacent)
    if phrase.clause.word(phrase.start - 1) in _BY and phrase.clause.word(phrase.end - 1) in _COUNTING:
        return phrase.start - 1  # 按|固定汇率|计算
    done = _done_there(phrase)
    if done is None:
        return None
    read.said_of = done
    return phrase.start - 1


def _take_phrase(read: Predicate, at: int, low: int) -> int:
    clause, codes = read.clause, read.clause.codes
    phrase = _phrase_ending(read, at, low)
    if phrase is None:
        return at - 1
    start = phrase.start
    before = codes[start - 1] if start > low else ""
    if before == "B" and "M" in phrase.codes and clause.word(start - 1) in YEAR_ON_YEAR:
        read.said_of = phrase  # PPI|同比|降幅
        return start - 1
    follows = low > 0 and codes[low - 1 : start] in ("F", "Fy")
    if follows and ("M" not in phrase.codes or read.verb is not None):
        return low  # the thing the figure before counts
    adjacent = read.change is None and read.verb is None and read.share is None and not read.reach
    if before in ("B", "f", "p"):
        further = _take_marked(read, phrase, low, adjacent)
        if further is not None:
            return further
    if before == "K":
        read.of = read.of or phrase
        return start
    if before in ("U", "D") and adjacent and clause.word(start - 1)[-1:] in "于过出及赢输":
        read.baseline = (start, phrase.end)
        return start
    serves = before == "I" and not adjacent and clause.word(start - 1) == "为"
    if (before == "p" or serves) and "M" not in phrase.codes:
        read.prepositional = read.prepositional or adjacent
        if clause.word(start - 1)[-1:] in "为给向":
            read.beneficiary = phrase
        return start - 1
    if before == "h" and (phrase.owner_and_metric()[0] is None or phrase.owner_and_metric()[1] is None):
        read.thing = read.thing or phrase
        return start - 1
    if before == "I" and adjacent and clause.word(start - 1).endswith("有") and "M" not in phrase.codes:
        read.thing = phrase  # 有员工8万人
        return start
    paid = before == "v" and phrase.codes == "M"
    if before and before in "vUDg" and adjacent and not paid and (before != "g" or _is_verb(codes, start - 1)):
        read.thing = phrase
        return start
    if before == "v" and read.verb is not None and "M" not in phrase.codes:
        return start - 1
    if "预" in clause.text(phrase.end, read.figure) and phrase.text in lexicon().expecting:
        return start  # 市场|预期|增长0.4%: told of the same
    read.said_of = phrase
    return start
