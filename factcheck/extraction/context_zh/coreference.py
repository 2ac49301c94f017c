"""Topics and plain coreference: whom a clause is about, and what 该公司, 该芯片 and 其 refer to."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from factcheck.extraction.context import Discourse
from factcheck.extraction.context_zh.attribution import speaker
from factcheck.extraction.context_zh.clauses import Clause
from factcheck.extraction.context_zh.lexicon import acts, lexicon
from factcheck.extraction.context_zh.phrases import LONGEST, Phrase, phrase_after, trimmed

LONGEST_NAME: Final = 30
"""Code points of the longest subject."""
_OPENERS: Final = re.compile(r"[cdTQ_ml]*")
_AFTER_NAME: Final = re.compile(r"\d+|[一两三半][年天月日]|[平户人日月年场]均|累计|合计")
"""What stands after a name and belongs to what follows: 当地居民|平均, 商场|一年."""
_LENGTH: Final = re.compile(r"[\d一二两三四五六七八九十几]+个?(?:月|季度|年|天|日|周)")
_LEADING: Final = re.compile(r"[nNMgeQ_amqr&]+(?:y[nNMgeQ_amqr&]+)*")
_RELATIVE: Final = re.compile(r"y_?([anNMgeQ_]*[nNMge]Q?)")
_LAST_NOUN: Final = re.compile("F([anN_]*n)$")
_CLOSING: Final = re.compile(r"y_?([anNMgeQ_]*(?:[nNMge]Q?|m))$")
_ENDING_NAME: Final = re.compile(r"([eN][eN_]*)$")
_DESCRIBED: Final = re.compile(r"[nNMgeQ_r&]*[dTf]*(?:p[nNe]+)?vy_?([anNMgeQ_]*[nNMge]Q?)")
_EVENT: Final = re.compile("[nNeQ_&y]+v")
_NAME: Final = re.compile("[eN][eN_]*")
_ACTS: Final = re.compile("[vI]")
_AWAY: Final = frozenset(("从", "自", "向", "往", "比", "较"))
_WITH: Final = frozenset("与跟同")
_CAUSES: Final = frozenset(("由于", "因", "因为", "鉴于"))
_TEMPORAL: Final = frozenset(("时", "后", "前", "之后", "之前", "期间"))
_SUBJECT_MATTER: Final = re.compile(r"[^F]{1,12}?y[nNMgea_]+|[nNMgeQ_a]+")
_ABOUT: Final = frozenset(("关于", "对于", "至于", "有关"))
_SHARE: Final = re.compile("[%％成]|分之|一半|半数")
_PRODUCT: Final = re.compile(r"(?=.*\d)[A-Za-z\u4e00-\u9fff]*[A-Za-z0-9][A-Za-z0-9 .-]*")
_OF_COMPANY: Final = frozenset(
    (
        "公司",
        "该公司",
        "集团",
        "该集团",
        "本集团",
        "该行",
        "这家公司",
        "这家",
        "本公司",
        "该机构",
        "该厂",
        "该组织",
        "管理层",
        "该国",
        "该省",
        "该市",
        "该校",
    )
)
_LEANS: Final = frozenset("该其它他她前自这此那公集") | {word[0] for word in _OF_COMPANY}
"""What all begin with that may stand for something named before."""
_OF_GROUP: Final = frozenset(("集团", "该集团", "本集团"))
_GROUP: Final = "zh.group"
"""Where the discourse keeps the last company that calls itself a group."""
_COMPANYS: Final = re.compile(r"(?:该?公司|该集团)(?:的|在|手头|旗下|方面)")
_OF_PRODUCT: Final = re.compile("该(?:芯片|产品|机|车|车型|模型|项目|片|剧)|这款.*|该系列")


@cache
def _organisation_endings() -> tuple[str, ...]:
    return tuple(lexicon().table["organisations"]["endings"])


@cache
def _title() -> re.Pattern[str]:
    return re.compile("|".join(lexicon().table["attribution"]["titles"]))


def employer(speaker: str) -> str | None:
    """甲公司 of "甲公司董事长王某", nothing of "董事长王某": whose figures an officer tells; None where none speaks."""
    found = _office().search(speaker)
    return speaker[: found.start()].removesuffix("的") if found is not None else None


@cache
def _office() -> re.Pattern[str]:
    return re.compile("(?:联席|副|代理|前|执行)*(?:" + "|".join(lexicon().table["attribution"]["officers"]) + ")")


def subject_matter(clause: Clause) -> Phrase | None:
    """What a clause like "关于X的规模曾有多项估算，" is about."""
    return _open_phrase(clause, 0) if clause.codes[0] == "p" and clause.word(0) in _ABOUT else None


def topic(clause: Clause) -> Phrase | None:
    """The noun phrase ``clause`` is about: the one it opens with, or the head of a relative clause."""
    codes = clause.codes
    if "F" not in codes and clause.word(0) in _CAUSES:
        return None
    said = speaker(clause, len(codes))
    start = said[1] if said and said[1] < len(codes) else 0
    found = _open_phrase(clause, start)
    if found is not None and start and found.end == len(codes):
        found = None  # what was announced, not who
    if found is None and start and start < len(codes):
        found = _open_phrase(clause, 0)
    return found


def _open_phrase(clause: Clause, start: int) -> Phrase | None:
    codes = clause.codes
    at = _opens_at(clause, start)
    if (
        at >= len(codes)
        or codes[at] in "BK"
        or _accompanied(clause, at)
        or (codes[-1] == "f" and not _EVENT.match(codes, at))
    ):
        return None
    if codes[at] == "F":
        while codes[at + 1 : at + 2] == "F":
            at += 1
        return None if _SHARE.search(clause.text(at, at + 1)) else phrase_after(clause, at + 1)
    closing = _CLOSING.search(codes, max(0, len(codes) - LONGEST))
    if codes[at] == "p" and clause.word(at) in _ABOUT:
        about = _SUBJECT_MATTER.match(codes, at + 1)
        return Phrase(clause, at + 1, about.end()) if about else None
    if codes[at] in "pb":
        closing = None  # 受…的拖累, 在…的推动下
    if closing is None and (codes[at] == "v" or clause.word(at) in ("由", "被")) and "y" in codes[at:]:
        closing = _ENDING_NAME.search(codes, max(0, len(codes) - LONGEST))
    if codes[at] in "pvIUDbSf" or (codes[at] == "r" and closing and "F" in codes):
        return _head(clause, at, closing)
    described = _DESCRIBED.match(codes, at)
    if described and Phrase(clause, described.start(1), described.end(1)).text not in lexicon().light_nouns:
        return Phrase(clause, described.start(1), described.end(1))
    leading = _LEADING.match(codes, at)
    if not leading or leading.end() == len(codes) == 1:
        return None
    end = leading.end()
    event = _LAST_NOUN.search(codes, end) if clause.word(min(end, len(codes) - 1)) in lexicon().occurring else None
    if event:
        return Phrase(clause, event.start(1), event.end(1))  # 甘肃发生5.6级|地震
    if codes[end : end + 1] in ("v", "U", "D") and closing and "F" in codes[end : closing.start()] and "l" not in codes:
        return Phrase(clause, closing.start(1), closing.end(1))
    if codes[end : end + 1] in ("f", "T"):
        return _before_postposition(clause, at, end)
    if codes[end : end + 1] == "F":
        return _described_or_counted(clause, at, end) or Phrase(clause, at, end)
    while end - at > 1 and codes[end - 1] in "gm" and _AFTER_NAME.fullmatch(clause.word(end - 1)):
        end -= 1  # 当地居民|平均
    return Phrase(clause, at, end)


def _before_postposition(clause: Clause, start: int, end: int) -> Phrase | None:
    """The words ``start``..``end`` before 期间 or 后, without what happened then; before 中 or 上 nobody.

    Before a time an event alone is nobody either: 开馆|首周.
    """
    whole = Phrase(clause, start, end)
    if clause.codes[end] == "T":
        return None if end - start == 1 and clause.codes[start] == "n" and acts(clause.word(start)) else whole
    if clause.word(end) not in _TEMPORAL:
        return None
    if clause.codes[end - 1] == "n" and acts(clause.word(end - 1)):
        end -= 1  # 项目|建设|期间, 谈判|后
    return Phrase(clause, start, end) if end > start else None


def _accompanied(clause: Clause, at: int) -> bool:
    """Whether with whom, not who, stands at word ``at``: 与|美雅村|相距甚远."""
    return clause.codes[at] == "&" and clause.word(at) in _WITH


def _head(clause: Clause, at: int, closing: re.Match[str] | None) -> Phrase | None:
    """The head of the relative clause that begins at word ``at``; ``closing``: the head the clause ends with."""
    codes = clause.codes
    head = _RELATIVE.search(codes, at, at + LONGEST) if codes[at] in "vUD" else None
    acts = closing and head and _ACTS.search(codes, head.end(), closing.start())
    found = head if acts else closing or head  # 孵化出的|幼鱼|难成为大鱼的猎物
    return Phrase(clause, found.start(1), found.end(1)) if found else None


def _opens_at(clause: Clause, start: int) -> int:
    """The first word from ``start`` that is no adverb, time or length of time."""
    codes = clause.codes
    opener = _OPENERS.match(codes, start)
    at = opener.end() if opener else start
    if "F" in codes[at : at + 2] and (length := _length_at(clause, start, at)):
        opener = _OPENERS.match(codes, length)
        at = opener.end() if opener else length
    return at


def _length_at(clause: Clause, start: int, at: int) -> int:
    """The word after 前|10个月, 过去|五年 at word ``at``, which tell when and not who; 0 where there is none."""
    codes = clause.codes
    if codes.startswith("fF", at):
        return at + 2 if clause.word(at) in "前近" and _LENGTH.fullmatch(clause.word(at + 1)) else 0
    before = clause.word(at - 1)[-1] if at > start else ""
    return (
        at + 1 if codes[at] == "F" and before in ("前", "近", "去", "来") and _LENGTH.fullmatch(clause.word(at)) else 0
    )


def _described_or_counted(clause: Clause, start: int, place: int) -> Phrase | None:
    """The noun after the figure at word ``place``, where the clause that opens at ``start`` is about that."""
    after = phrase_after(clause, place + 1)
    if after is None or "M" in after.codes:
        return None
    if "M" not in clause.codes[start:place]:
        return None if _SHARE.search(clause.text(place, place + 1)) else after
    owner, metric = Phrase(clause, start, place).owner_and_metric()
    described = clause.codes[place - 1] == "M" and clause.codes[place + 1] == "y" and owner is None
    return after if described and metric is not None else None  # 月薪2万多的程序员


def named(phrase: Phrase) -> str | None:
    """Whom ``phrase`` names: its owner where it is a metric (北京二手房成交 → 北京二手房), else all of it."""
    owner, metric = phrase.owner_and_metric()
    if metric is not None:
        phrase = owner if owner is not None else phrase
        if owner is None:
            return None
    codes = phrase.codes
    if not any(c in "nNer" for c in codes):
        return phrase.text if phrase.text in lexicon().areas else None
    if phrase.end - phrase.start == 1 and phrase.text in lexicon().light_nouns:
        return None
    head = codes.rfind("y")
    if head > 0 and phrase.clause.text(phrase.start + head + 1, phrase.end) in lexicon().light_nouns:
        return trimmed(phrase.clause, phrase.start, phrase.start + head)
    return phrase.text or None


def resolved(subject: str | None, discourse: Discourse) -> str | None:
    """What a pronoun-like subject stands for; any other subject is handed back, 该 and 其 in front resolved."""
    if not subject:
        return None
    if subject[0] not in _LEANS:
        return subject
    if subject in _OF_COMPANY or (_COMPANYS.match(subject) and discourse.organisation):
        named_last = discourse.organisation
        group = discourse.memory.get(_GROUP) if subject in _OF_GROUP else None
        return group or named_last or subject
    if _OF_PRODUCT.fullmatch(subject):
        return discourse.product or subject
    if subject[0] == "该" and 1 < len(subject) < 4:
        told = (discourse.organisation, discourse.subject)
        kind = subject[1:]
        named_so = (name for name in told if name and name.endswith(kind) and len(name) > len(kind))
        return next(named_so, subject)  # 该场: 黄花机场
    if subject in (
        "其",
        "它",
        "它们",
        "他",
        "她",
        "他们",
        "前者",
        "自己",
        "这",
        "此",
        "该",
        "这些",
        "那",
        "此举",
        "这一",
    ):
        return discourse.subject or (None if subject in ("其", "该", "此", "这", "那", "这一") else subject)
    return subject


def is_pronoun(subject: str) -> bool:
    """Whether ``subject`` refers to something named before."""
    if subject[0] == "该" and len(subject) > 3 and subject not in lexicon().classes:
        return False  # 该段线路
    return lexicon().class_of(subject) == "r" and (subject[0] != "其" or len(subject) <= 2)


def note(name: str, codes: str, discourse: Discourse) -> None:
    """Note ``name``, whose words have the class letters ``codes``."""
    discourse.subject = name
    if _PRODUCT.fullmatch(name):
        discourse.product = name
    elif _title().search(name):
        return
    elif name.endswith(_organisation_endings()) or "N" in codes or "e" in codes:
        discourse.organisation = name
        if name.endswith(("集团", "控股")):
            discourse.memory[_GROUP] = name


def note_again(pronoun: str, discourse: Discourse) -> None:
    """Note that the text speaks again of the company that ``pronoun`` (公司) stands for."""
    company = resolved(pronoun, discourse) if pronoun in _OF_COMPANY else None
    if company is not None and company != pronoun:
        discourse.subject = company


def last_name(clause: Clause) -> str | None:
    """The last name said in a clause that has no topic of its own ("实现一个Triton Kernel")."""
    if clause.codes[0] in "Bpb":
        return None
    names = _NAME.findall(clause.codes)
    if not names:
        return None
    start = clause.codes.rfind(names[-1])
    if start > 0 and clause.word(start - 1) in _AWAY:
        return None  # 2人从|意大利|返回
    return trimmed(clause, start, start + len(names[-1]))
