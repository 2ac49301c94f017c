"""Whose a figure is: named in its clause, or taken from what came before."""

from __future__ import annotations

import re
from typing import Final

from factcheck.extraction.context_zh import coreference
from factcheck.extraction.context_zh.clauses import Clause
from factcheck.extraction.context_zh.earlier import settle
from factcheck.extraction.context_zh.lexicon import acts, lexicon
from factcheck.extraction.context_zh.look import LOOK_BACK, Look
from factcheck.extraction.context_zh.metrics import VERB_AFTER
from factcheck.extraction.context_zh.phrases import Phrase, phrase_after, phrase_before, trimmed
from factcheck.extraction.context_zh.sayings import Reading

_TWO: Final = 2
_FINDS: Final = re.compile("([^F]*?v)l?[mqa]*([nNe]+)")
_PHYSICAL: Final = re.compile(
    "质量|直径|半径|重量|体[重长型高]|[身全]长|高度|宽度|体积|密度|温度|亮度|面积|寿命|厚度|深度"
)
_PLACES: Final = frozenset(("在", "于"))
_ACTS_THERE: Final = re.compile("(?:&[nN]+)?(?:p[FnN]+)?[dl]*[vUDg](?![^,]*y)")
"""和|地区|上映 after those counted: they are where something is done."""
_SINGLES_OUT: Final = re.compile("最[高低大小多少快慢强差重长]|居首|为甚|领跑|排名?第一")


def own_subject(look: Look) -> str | None:
    """The subject that the clause itself names, or None. Rules that ask for what is not there are not tried."""
    left, after = look.left, look.after
    found = None
    if left.beneficiary is not None:
        found = _beneficiary(look)
    if not found and look.counted is not None:
        found = _counted_itself(look)
    if not found and look.figure.kind == "measure":
        found = _sized(look)
    if not found and left.said_of is not None:
        found = _singular(look)
    if not found and left.said_of is not None:
        found = (_described(look) if after is not None else None) or _said_of(look)
    if not found and left.of is not None:
        found = _whole(look)
    if not found and look.counted is not None:
        found = _counted_unclaimed(look)
    if not found and after is not None:
        found = _shared(look)
    if not found and look.clause.host is not None:
        found = _before_bracket(look)
    return found or None


def borrowed_subject(look: Look, *, own_metric: bool) -> str | None:
    """The subject of the clauses and figures before, best first; ``own_metric``: the clause names what it measures."""
    last = look.last
    singled = singled_out(look)
    if singled is not None and (name := coreference.named(singled)):
        return name
    recent = look.said.readings[-LOOK_BACK:]
    inherited = next((reading.subject for reading in reversed(recent) if reading.subject), None)
    if inherited and not own_metric and look.figure.kind != "count":
        return inherited
    topic = look.said.topics.current()
    if topic is not None and topic.name and (found_thing := _found_thing(look, topic.clause)):
        return found_thing
    if topic is not None and topic.name:
        if topic.name in lexicon().areas and look.figure.kind == "count" and (look.counted or thing(look)):
            return look.counted or thing(look)  # 全国共查处2981起|案件
        closer = last is not None and _closer(last, topic.clause, look.clause)
        return last.subject if last is not None and closer else topic.name
    if inherited and last is not None and inherited == last.counted:
        inherited = thing(look) or inherited
    found = inherited or look.counted or _object_after(look) or thing(look) or look.said.topics.mention()
    if found is None:
        settle(look.said.words.text, look.said.discourse)
        found = look.said.discourse.subject
    return found


def _found_thing(look: Look, before: Clause) -> str | None:
    """行星 of "研究人员发现一颗行星，质量约为地球的1.4倍": a physical property is of what was found."""
    finds = _FINDS.fullmatch(before.codes) if before is not look.clause else None
    if finds is None or before.word(finds.end(1) - 1) not in lexicon().finding:
        return None
    said_of, at = look.left.said_of, look.place - 1
    physical = said_of is not None and _PHYSICAL.search(said_of.text) is not None
    if (
        physical
        or look.clause.word(0) in ("距离", "距")
        or (look.figure.kind == "measure" and at >= 0 and look.clause.word(at) in lexicon().dimensions)
    ):
        return trimmed(before, finds.start(2), finds.end(2))
    return None


def singled_out(look: Look) -> Phrase | None:
    """年轻人比例 of "其中年轻人比例最高，达71%": what the clause right before the figure's singles out."""
    clauses, last = look.said.topics.clauses, look.last
    if look.left.said_of is not None or last is None or len(clauses) < _TWO or clauses[-1] is not look.clause:
        return None
    before = clauses[-2]
    if "F" in before.codes or last.clause is None or last.clause.start >= before.start:
        return None
    found = _SINGLES_OUT.search(before.words.text, before.start, before.end)
    return coreference.topic(before) if found else None


def thing(look: Look) -> str | None:
    """What the verb before the figure acts upon: 非法书刊 of "收缴非法书刊316万册"."""
    found = look.left.thing
    if found is None:
        return None
    owner, _ = found.owner_and_metric()
    return None if owner is None and not found.codes.strip("M") else (owner or found).text


def _beneficiary(look: Look) -> str | None:
    """公司 of "为公司增加1亿元的市值"."""
    left, after = look.left, look.after
    if left.beneficiary is None or left.change is None or after is None or "M" not in after.codes:
        return None
    return left.beneficiary.text


def _counted_itself(look: Look) -> str | None:
    """专利 of "对1.2亿份专利进行分析": the thing counted, where the verb does not say who counts."""
    left = look.left
    if look.counted is None:
        return None
    listed = look.place > 0 and look.clause.word(look.place - 1) == "等"
    apart = look.bare and left.said_of is not None and "M" not in left.said_of.codes
    if left.prepositional and (actor := _actor(look)):
        return actor
    stands_alone = left.prepositional or left.relative or listed or apart or _announced(look)
    return look.counted if stands_alone or look.verb in lexicon().light_verbs else None


def _actor(look: Look) -> str | None:
    """影片 of "影片已在14个国家上映": who acts where the things counted are but the place."""
    clause, after = look.clause, look.after
    at = clause.codes.rfind("p", 0, look.place)
    if after is None or at < 1 or clause.word(at) not in _PLACES or not _ACTS_THERE.match(clause.codes, after.end):
        return None
    phrase = coreference.topic(clause)
    return coreference.named(phrase) if phrase is not None and phrase.end <= at else None


def _announced(look: Look) -> bool:
    """Whether the things counted are listed next ("解决了三个难题：…")."""
    after = look.after
    return look.clause.mark in ("：", ":") and after is not None and after.end == len(look.clause.codes)


def _sized(look: Look) -> str | None:
    """肿瘤 of "23公斤重肿瘤"."""
    index = look.place + 1
    if look.figure.kind != "measure" or index >= len(look.clause.codes):
        return None
    found = phrase_after(look.clause, index + 1) if look.clause.word(index) in lexicon().dimensions else None
    return found.text if found is not None else None


def _singular(look: Look) -> str | None:
    """公司 of "公司是国内首家营收突破100亿元的企业": of whom it is said that there is no other such."""
    clause, codes = look.clause, look.clause.codes
    at = codes.find("I", 0, look.place)
    if at <= 0 or clause.word(at) != "是" or codes.find("y", look.place + 1) < 0:
        return None
    if not any(clause.word(index) in lexicon().singular for index in range(at + 1, look.place)):
        return None
    phrase = phrase_before(clause, at, 0)
    return coreference.named(phrase) if phrase is not None else None


def _described(look: Look) -> str | None:
    """程序员 of "月薪2万多的程序员"."""
    said_of, after = look.left.said_of, look.after
    if said_of is None or after is None or not look.bare or not look.clause.codes.startswith("y", look.place + 1):
        return None
    owner, metric = said_of.owner_and_metric()
    return after.text if owner is None and metric is not None and "M" not in after.codes else None


def _said_of(look: Look) -> str | None:
    """英伟达 of "英伟达股价下跌6%" and of "英伟达2025年营收为…"."""
    said_of = look.left.said_of
    if said_of is None:
        return None
    parted = look.parted()
    if parted is not None:
        return parted[0].text
    if look.attribute is not None:
        return look.owner_of_attribute
    if look.deed_at is not None and look.deed_at == said_of.end - 1:
        return Phrase(look.clause, said_of.start, look.deed_at).text if said_of.start < look.deed_at else None
    if said_of.codes == "n" and look.clause.codes[said_of.end] == "T" and acts(said_of.text):
        return None  # 开馆|首周
    owner, metric = said_of.owner_and_metric()
    name = (owner or said_of).text if metric is None or owner is not None else _owner_further(look)
    if name is None or not coreference.is_pronoun(name):
        return name
    known = coreference.resolved(name, look.said.discourse)
    if known not in (None, name):
        return known
    if len(name) > 1 and name[0] == "该":
        return name  # 该药: named, though nothing before says which
    return (look.counted if metric is None or owner is not None else None) or look.topic or name


def _owner_further(look: Look) -> str | None:
    """The owner left of a time or adverb: 英伟达|2025年|营收, 公司|当季|营收."""
    clause, codes = look.clause, look.clause.codes
    at = look.left.left
    while at > 0 and codes[at - 1] in "Tdf_y":
        at -= 1
    if at and codes[at - 1] == "F":
        return _counted_owner(look, at - 1)
    if at in (0, look.left.left):
        return None
    phrase = phrase_before(clause, at, 0)
    if phrase is None or (phrase.start > 0 and codes[phrase.start - 1] in "pB"):
        return None
    owner, metric = phrase.owner_and_metric()
    named = phrase if metric is None else owner
    return named.text if named is not None else None


def _counted_owner(look: Look, at: int) -> str | None:
    """两市 of "两市成交额1.92万亿元"."""
    figures = look.said.sentence.figures
    k = len(look.said.readings) - 1
    if k < 0 or at + 1 != look.left.left or figures[k].kind != "count":
        return None
    return look.clause.text(at, at + 1)


def _whole(look: Look) -> str | None:
    """数据集 of "数据集中的320万个"; of a share the topic, else the whole itself."""
    left = look.left
    if left.of is None:
        return None
    if not look.relative:
        return left.of.text if left.located and (look.counted is None or look.figure.unit == "人") else None
    if left.share is not None:
        return None
    recent = look.said.readings[-LOOK_BACK:] if left.change is not None else []
    before = next((reading.subject for reading in reversed(recent) if reading.subject), None)
    owner, _ = left.of.owner_and_metric()
    topic = look.said.topics.current()
    if topic is not None and (found_thing := _found_thing(look, topic.clause)):
        return found_thing
    return before or look.topic or (None if left.reach else (owner or left.of).text)


def _counted_unclaimed(look: Look) -> str | None:
    """The thing counted, where no one is named who has or does it."""
    if look.counted is None:
        return None
    topic = None if look.left.verb is None else look.topic
    if look.left.verb is None and look.left.change is not None:
        told = look.said.topics.current()  # 公司…，并裁减加工部门250个岗位
        topic = told.name if told is not None and any(letter in "Ner" for letter in told.letters) else None
    return look.counted if topic is None or topic in lexicon().areas or coreference.is_pronoun(topic) else None


def _shared(look: Look) -> str | None:
    """夜戏 of "七成夜戏"."""
    after = look.after
    left = look.left
    counts = left.reach and left.said_of is None and left.of is None and left.verb is None and left.change is None
    share = look.figure.kind in ("percentage", "fraction") and (look.bare or (counts and _only(look)))
    return after.text if share and after is not None and "M" not in after.codes else None


def _only(look: Look) -> bool:
    """Whether nothing but 只有 or 有 stands before the figure, and 的 and whom it counts after it."""
    codes = look.clause.codes
    return not codes[: look.place].strip("cdTI_,") and codes.startswith(("y", "_y"), look.place + 1)


def _before_bracket(look: Look) -> str | None:
    """The noun phrase right before the bracket a figure stands in: "机柜（180 PFLOPS）"."""
    host, end = look.clause.host, look.clause.host_end
    if host is None or end == 0:
        return None
    codes = "".join([host.words.codes[i] for i in host.at[:end]])
    at = host.at
    low = end - 1
    while low > 0 and at[low] == at[low - 1] + 1:
        low -= 1  # not past the bracket before: 甘肃（63%）、宁夏（50%）
    phrase = phrase_before(Clause(host.words, at[:end], codes), end, low) if codes[-1] != "F" else None
    return coreference.named(phrase) if phrase is not None else None


def _closer(last: Reading, topic: Clause, clause: Clause) -> bool:
    """Whether the subject of the figure before is nearer than the topic."""
    if not last.own_subject or last.subject == last.counted or last.clause is None or topic is clause:
        return False
    return last.clause.start >= topic.start


def _object_after(look: Look) -> str | None:
    """该项目 of "33万人参与了该项目"."""
    found = VERB_AFTER.match(look.clause.codes, look.place + 1)
    phrase = phrase_after(look.clause, found.end()) if found else None
    return trimmed(look.clause, found.end(), phrase.end) if phrase is not None and found else None
