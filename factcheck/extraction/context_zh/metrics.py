"""What a figure measures: the first rule that has an answer gives it."""

from __future__ import annotations

import re
from typing import Final

from factcheck.extraction.context_zh.clauses import Clause
from factcheck.extraction.context_zh.coreference import topic
from factcheck.extraction.context_zh.deeds import deed
from factcheck.extraction.context_zh.lexicon import lexicon
from factcheck.extraction.context_zh.look import LOOK_BACK, Look
from factcheck.extraction.context_zh.phrases import Phrase, phrase_after, trimmed

HAPPENED: Final = re.compile(r"d*([vgM]+)l?(?=&|F|$)")
"""死亡 after "128人", to the end of the clause or list item."""
VERB_AFTER: Final = re.compile(r"(?:p[anNe_]+)?[cdlpTQfS_]*(?:b|h)?[dl]*([vUDM]v*|g(?=l))")
"""The verb that follows a figure: 参与 of "33万人参与了该项目"."""
_MORE: Final = re.compile(r"\s*的?更[高多快长大强好久远深广低少慢短小差]|\s*以上的(?:增长|提升|下降|减少)")
_DONE: Final = re.compile(r"[dl]*([vg])(?!y)")
_RELATIVE_CLAUSE: Final = re.compile(r"([vUDg]l?[nNMea]+)y$")
_LISTED: Final = re.compile("(?:&Fl?[nNMgeaQ_]+)*")
"""、130多名消防员 of "28辆消防车、130多名消防员赶到现场"."""
_LONGEST_AFTER: Final = 12
_THERE_IS: Final = re.compile("([Iv])[dl]*$")
"""有|3人|未接种疫苗"""
_IN_A_ROW: Final = frozenset(("连续", "已连续", "连"))
_GOES_ON: Final = re.compile("[dlp]*([vUDIg][UDvanNMge]{0,4})(?=[,F]|$)")
_OF: Final = re.compile("_?y")
_TOLD: Final = re.compile(r"[dT_]*([Ib][^FB]+)$")
"""需要|重症监护, 受到|学校关闭的影响: what is said of a share, to the end of the clause."""
_HEADLESS: Final = re.compile("[cdT_]*([vg][^FSBUDI,]*)y[dT]*[IK]l?[IK]?$")
_IS: Final = frozenset(("是", "为", "均为", "都是"))
_LONGEST_TOLD: Final = 16
_AWAY: Final = frozenset(("距离", "距"))
_COUNTS: Final = frozenset(("count", "duration"))
_ADDS_OWN: Final = frozenset(("count", "measure"))


def own_metric(look: Look) -> str | None:
    """The metric that the clause itself names, or None. Rules that ask for what is not there are not tried."""
    left, kind = look.left, look.figure.kind
    found = None
    if left.share is not None:
        found = _share(look)
    if not found and look.relative and left.reach and look.verb is not None:
        found = _headless(look)
    if not found and kind in _ADDS_OWN:
        found = _happened(look) if kind == "count" else _dimension_after(look)
    if not found and look.after is not None:
        found = _thing_after(look)
    if not found and look.verb is not None:
        found = _spent_on(look)
    if not found and look.after is not None:
        found = _change_of(look) or _metric_after(look)
    if not found and (left.said_of is not None or kind == "measure"):
        found = _level_of(look)
    if not found and kind == "duration":
        found = _for_how_long(look)
    if not found:
        found = _metric_before(look)
    if found:
        return found
    found = _by_verb(look) or _by_rest(look)
    if found or kind not in _COUNTS or (look.left.reach and not _there_is(look)):
        return found
    return deed(look) or (look.counted if look.left.reach else None)  # 有两个|校区


def _for_how_long(look: Look) -> str | None:
    """位于扩张区间 of "连续两个月位于扩张区间"."""
    if look.place and look.clause.word(look.place - 1) == "持续":
        return "持续"
    if look.place == 0 or look.clause.word(look.place - 1) not in _IN_A_ROW:
        return None
    found = _GOES_ON.match(look.clause.codes, look.place + 1)
    return trimmed(look.clause, found.start(1), found.end(1)) if found else None


def _by_verb(look: Look) -> str | None:
    """The metric by the verb before the figure, or what belongs to it."""
    left = look.left
    found = _verb_before(look) if look.verb is not None else None
    if not found and left.thing is not None:
        found = _possessed(look)
    if not found and look.figure.outer_end > look.figure.end:
        found = _in_unit(look)
    if not found and look.figure.kind == "measure":
        found = _dimension_before(look)
    return found or (_changed(look) if left.change is not None else None)


def _by_rest(look: Look) -> str | None:
    """The metric by what follows the figure, where nothing before it told."""
    found = _verb_after(look) if look.place + 1 < len(look.clause.codes) else None
    if not found and look.left.relative and look.figure.kind == "count":
        found = trimmed(look.clause, look.place - 2, look.place - 1)  # 受访的|1204名租客
    if not found and look.relative:
        found = _share_of_thing(look) or _relative_clause(look)
    return found


def borrowed_metric(look: Look) -> str | None:
    """The metric of figures or clauses before, where this figure may share it."""
    left, kind = look.left, look.figure.kind
    if look.said.frame and left.change is None and not (_same_unit(look) and look.last_metric):
        return look.said.frame
    loose = left.said_of is None and (kind != "count" or left.reach or look.verb in lexicon().averages)
    if loose or _same_unit(look) or kind in ("performance", "measure", "percentage", "money"):
        return _inherited(look) or _of_unit(look)
    return None


def inherits_change(look: Look) -> bool:
    """Whether "同比增长69%" tells a change of what the figure before measures."""
    left = look.left
    if left.change is None or left.said_of is not None:
        return False
    return look.relative or _same_unit(look) or _change_goes_on(look)


def _change_goes_on(look: Look) -> bool:
    """Whether "降至940亿美元" tells where the change of the clause before ("出口下降5.1%") led."""
    readings, left = look.said.readings, look.left
    if not readings or not left.reach or left.thing is not None or left.change is None:
        return False
    last = readings[-1]
    if look.figure.kind == "money" and look.said.sentence.figures[len(readings) - 1].kind == "money":
        return last.own_metric and last.clause is not look.clause and last.direction in (None, left.direction)
    if left.verb is not None:
        return False
    return last.clause is not look.clause and last.own_metric and last.direction == left.direction


def inherited(look: Look) -> str | None:
    """The metric of the last figure of like unit; of a share or change, of the last figure that has any."""
    return _inherited(look)


def _share(look: Look) -> str | None:
    """占汽车总销量 of "占汽车总销量的四成"."""
    left = look.left
    if left.share is None:
        return None
    of = look.clause.codes.find("y", left.share, look.place)
    end = left.of.end if left.of else of if of == look.place - 1 else left.share + 1  # 占|全国|的近五成
    return trimmed(look.clause, left.share, end)


def _headless(look: Look) -> str | None:
    """完成第四剂接种 of "完成第四剂接种的只有36%": a relative clause that stands for those it is true of."""
    told = _HEADLESS.match(look.clause.codes, 0, look.place)
    text = trimmed(look.clause, told.start(1), told.end(1)) if told else ""
    return text if 0 < len(text) <= _LONGEST_TOLD else None


def _happened(look: Look) -> str | None:
    """死亡 of "造成128人死亡"."""
    if look.deed is not None:
        return look.deed.text
    found = HAPPENED.match(look.clause.codes, look.place + 1)
    return trimmed(look.clause, found.start(1), found.end(1)) if found else None


def _dimension_after(look: Look) -> str | None:
    """重 of "23公斤重肿瘤"."""
    index = look.place + 1
    if look.figure.kind != "measure" or index >= len(look.clause.codes):
        return None
    word = look.clause.word(index)
    return word if word in lexicon().dimensions else None


def _thing_after(look: Look) -> str | None:
    """消息限制 of "10倍更高的消息限制", 视频 of "创建6分钟的视频"."""
    clause, figure = look.clause, look.figure
    if look.after is None:
        return None
    if figure.kind == "multiple":
        takes = _MORE.match(look.said.words.text, max(figure.end, figure.outer_end)) is not None
    else:
        of = clause.codes.startswith("y", look.place + 1)
        takes = of and figure.kind in ("measure", "duration") and look.left.verb is not None
    if not takes:
        return None
    return (phrase_after(clause, look.place + 1, loose=True) or look.after).text


def _spent_on(look: Look) -> str | None:
    """回购股票 of "斥资141亿美元回购股票"."""
    if look.verb not in lexicon().spending:
        return None
    found = _DONE.match(look.clause.codes, look.place + 1)
    return _with_object(look, found.start(1), found.end()) if found else None


def _metric_after(look: Look) -> str | None:
    """费用 of "计提45亿美元费用"."""
    after = look.after
    metric = after.owner_and_metric()[1] if after is not None else None
    if after is None or metric is None or look.figure.kind in ("duration", "age"):
        return None
    if look.relative and metric.text[-1] in "者员" and _verb_after(look):
        return None  # 三成|的|感染者|致死
    if look.left.verb is None and _measured(look) is not None:
        return None
    return after.text if len(after.text) <= _LONGEST_AFTER and after.codes[-1] == "M" else metric.text


def _measured(look: Look) -> Phrase | None:
    left = look.left
    measured = left.said_of.owner_and_metric()[1] if left.said_of is not None else None
    if measured is None and left.thing is not None:
        owner, measured = left.thing.owner_and_metric()
        if measured is not None and owner is not None and not owner.codes.strip("ng"):
            return left.thing  # 完成|旅客吞吐量
    return measured


def _change_of(look: Look) -> str | None:
    """死亡风险 of "降低了27%的死亡风险"."""
    codes, after = look.clause.codes, look.after
    if look.left.change is None or after is None or not look.relative or not codes.startswith("y", look.place + 1):
        return None
    return after.text if look.left.change >= look.place - 2 else None


def _level_of(look: Look) -> str | None:
    """身长 of "身长32厘米" after a clause that says whose."""
    if _dimension_before(look):
        return _dimension_before(look)
    parted = look.parted()
    phrase = look.attribute if parted is None else parted[1]
    return phrase.text if phrase is not None else None


def _metric_before(look: Look) -> str | None:
    """股价 of "英伟达股价下跌6%"."""
    measured = _measured(look)
    if measured is None and look.left.of is not None and look.left.said_of is None and not _among(look):
        if look.figure.kind == "multiple" and look.left.reach and _inherited(look):
            return None  # 市值…，约为德国GDP的1.1倍
        measured = look.left.of.owner_and_metric()[1]
    return measured.text if measured is not None else None


def _among(look: Look) -> bool:
    """Whether the whole is a set of which some are counted: 确诊病例|中有20%."""
    return look.left.located and look.left.reach


def _verb_before(look: Look) -> str | None:
    """开设 of "开设100多家专卖店"; 分红 of "发放20亿英镑分红"."""
    verb, after = look.verb, look.after
    if verb is None:
        return None
    light = verb in lexicon().light_verbs
    if _promised(look) or (verb in lexicon().averages and _inherited(look)):
        return None  # 前10个月|累计|38.6万辆
    thing = look.left.thing
    if thing is not None and look.figure.kind in ("money", "duration") and "N" not in thing.codes:
        return thing.text  # 判处有期徒刑十三年
    if verb in lexicon().having and (has := look.counted or (thing.text if thing is not None else None)):
        return has  # 设有9个|学院, 设|座位|4200个
    if (light or look.figure.kind == "money") and after is not None and len(after.codes) <= 4:
        return after.text
    return verb


def _promised(look: Look) -> bool:
    """Whether the verb only promises the change of what the figure before measures: 承诺|到2028年|降至|5美元."""
    left = look.left
    if left.verb is None or left.change is None or left.verb > left.change or left.thing is not None:
        return False
    return left.reach and not look.clause.codes[left.verb + 1 : left.change].strip("dTp") and _change_goes_on(look)


def _possessed(look: Look) -> str | None:
    """员工 of "有员工8万人"."""
    left = look.left
    return left.thing.text if left.thing is not None and left.reach and left.change is None else None


def _in_unit(look: Look) -> str | None:
    """人口 of "700多万人口", where the figure grammar takes the noun for its unit."""
    tail = look.said.words.text[look.figure.end : look.figure.outer_end].strip()
    return tail if tail and lexicon().class_of(tail) == "M" else None


def _dimension_before(look: Look) -> str | None:
    """高 of "最高一座高3米"."""
    if look.figure.kind != "measure" or look.place == 0:
        return None
    at = look.clause.codes.rfind("p", 0, look.place)
    if at >= 0 and look.clause.word(at) in _AWAY and not look.clause.codes[at + 1 : look.place].strip("nNed"):
        return trimmed(look.clause, at, look.place)  # 距离|地球|40光年
    word = look.clause.word(look.place - 1)
    return word if word in lexicon().dimensions else None


def _changed(look: Look) -> str | None:
    """上升 of "舞台上升10米"; of a bare "同比增长69%" only where nothing before was measured."""
    change = look.left.change
    if change is None or ((inherits_change(look) or _promised(look)) and _inherited(look)):
        return None
    of_same = look.left.said_of is not None and look.left.said_of.codes == "r" and look.left.reach
    if of_same and _same_unit(look) and _inherited(look):
        return None  # 公司计划提高到每月47架
    word = look.clause.word(change)
    return None if word[-1] in "于及" and _inherited(look) else word


def _verb_after(look: Look) -> str | None:
    """取消 of "三成航班被取消", 参与 of "33万人参与了该项目"."""
    left, after = look.left, look.after
    has = left.reach and not _there_is(look)
    if left.change is not None or (has and look.figure.kind not in ("percentage", "fraction")):
        return None
    end = look.place + 1 if after is None else after.end
    listed = _LISTED.match(look.clause.codes, end)
    found = VERB_AFTER.match(look.clause.codes, listed.end() if listed and after is not None else end)
    if not found:
        return None
    if look.clause.word(found.start(1)) in lexicon().light_verbs:
        tail = phrase_after(look.clause, found.end())
        if tail is not None:
            return tail.text
    return _with_object(look, found.start(1), found.end())


def _there_is(look: Look) -> bool:
    """Whether 有 stands before a count: 有|3人|未接种疫苗."""
    exists = _THERE_IS.search(look.clause.codes, 0, look.place) if look.figure.kind == "count" else None
    return look.left.located or (exists is not None and look.clause.word(exists.start(1)).endswith("有"))


def _share_of_thing(look: Look) -> str | None:
    """夜戏 of "七成夜戏"; 需要监护 of "七成的患者需要监护", where 的 shows whom that is said of."""
    if look.after is not None and _OF.match(look.clause.codes, look.place + 1):
        told = _TOLD.match(look.clause.codes, look.after.end)
        if told and look.clause.word(told.start(1)) not in _IS:
            text = trimmed(look.clause, told.start(1), told.end(1))
            return text if len(text) <= _LONGEST_TOLD else None
    share = look.figure.kind in ("percentage", "fraction") and look.left.change is None
    return look.after.text if share and look.after is not None else None


def _relative_clause(look: Look) -> str | None:
    """进入口腔 of "进入口腔的尼古丁有5%"."""
    said_of = look.left.said_of
    if said_of is None or not look.relative or look.left.change is not None or look.said.frame:
        return None
    found = _RELATIVE_CLAUSE.search(look.clause.codes, max(0, said_of.start - 6), said_of.start)
    return trimmed(look.clause, found.start(1), found.end(1)) if found else None


def _with_object(look: Look, start: int, end: int) -> str:
    """The verb at words ``start``..``end`` with its object, where that is short."""
    if look.clause.codes.startswith("p", end) and look.clause.word(end) == "于":
        return trimmed(look.clause, start, end + 1)  # 59.7万人|死|于
    tail = phrase_after(look.clause, end)
    return trimmed(look.clause, start, tail.end if tail is not None and tail.end - end <= 3 else end)


def _same_unit(look: Look) -> bool:
    readings = look.said.readings
    return len(readings) > 0 and look.said.sentence.figures[len(readings) - 1].unit == look.figure.unit


def _inherited(look: Look) -> str | None:
    readings, figures = look.said.readings, look.said.sentence.figures
    nearest = None
    for k in range(len(readings) - 1, max(-1, len(readings) - 1 - LOOK_BACK), -1):
        metric = readings[k].metric
        if metric and figures[k].kind == "duration" and look.figure.kind != "duration":
            metric = _lasting(readings[k].clause) or metric
        if metric:
            if look.relative or figures[k].unit == look.figure.unit:
                return metric
            nearest = nearest or metric
    return nearest


def _lasting(clause: Clause | None) -> str | None:
    """失业率 of "失业率连续四个月上升，": what went on for so long."""
    phrase = topic(clause) if clause is not None else None
    metric = phrase.owner_and_metric()[1] if phrase is not None else None
    return metric.text if metric is not None else None


def _of_unit(look: Look) -> str | None:
    """The metric last measured in this unit: what a bare "H20仅148 TFLOPS" means."""
    figure = look.figure
    return look.said.discourse.memory.get(unit_key(figure.unit)) if figure.kind == "performance" else None


def unit_key(unit: str | None) -> str:
    """Where the discourse keeps the metric last measured in ``unit``."""
    return f"zh.metric.{unit}"
