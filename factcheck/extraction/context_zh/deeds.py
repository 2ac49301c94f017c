"""What those counted do, where neither noun phrase nor verb before the figure tells what is measured.

The last resort: only figures that would else state no claim come here, so that part of speech may be asked for.
"""

from __future__ import annotations

import re
from typing import Final

from factcheck.extraction.context_zh.lexicon import acts, lexicon
from factcheck.extraction.context_zh.look import Look
from factcheck.extraction.context_zh.phrases import phrase_after, trimmed

_LIST: Final = re.compile("d*F[nNMgea_]+(?:&F[nNMgea_]+)*")
"""4200个|座位、180万册|藏书: a clause that counts and has no verb."""
_PASSED_OVER: Final = frozenset("nNMgaepdTfqmcr_Q&Flb")
_STATES: Final = frozenset(("处于", "位于", "属于"))
_LONGEST: Final = 16
"""Code points of the longest deed that is told with its object."""
_REFERS: Final = frozenset("这那该其此两后前首")
"""这|三种: such things were counted before."""


def deed(look: Look) -> str | None:
    """落户 of "11个学院在此落户", 跟踪 of "在33个地区对儿童进行了跟踪", 座位 of "图书馆：4200个座位，180万册藏书"."""
    clause, codes, place = look.clause, look.clause.codes, look.place
    if place > 1 and codes[place - 1] == "y" and "F" in codes[:place] and look.said.readings:
        return look.said.readings[-1].metric  # 14个国家的|108家|医院
    if place and clause.word(place - 1)[0] in _REFERS and codes[place - 1] in "rf":
        return None
    lasts = look.figure.kind == "duration"
    stands = look.after is not None if not lasts else not codes.startswith("f", place + 1)
    if stands and place and codes[place - 1] == "n" and acts(clause.word(place - 1)):
        look.deed_at = place - 1
        return clause.word(place - 1)  # 突击|搜查|23处|办公|地点, 表面|存活|72小时
    return None if lasts else _after(look) or _listed(look)


def _after(look: Look) -> str | None:
    clause, codes = look.clause, look.clause.codes
    at = look.place + 1
    while at < len(codes):
        code = codes[at]
        if code in "vUDS" or (code == "I" and clause.word(at) in _STATES) or (code == "n" and _ends_as_verb(look, at)):
            if codes[at + 1 : at + 2] != "y" and not (code == "S" and codes[at - 1] == "f"):
                break
        elif code == "g" and codes[at + 1 : at + 2] in ("", "l", "F", "&"):
            break
        elif code not in _PASSED_OVER and code != "y":
            return None
        at += 1
    if at >= len(codes):
        return None
    if clause.word(at) in lexicon().light_verbs:
        return clause.word(len(codes) - 1) if codes[-1] in "nvM" and len(codes) - 1 > at else clause.word(at)
    tail = phrase_after(clause, at + 1)
    text = trimmed(clause, at, tail.end if tail is not None and tail.end - at <= 4 else at + 1)
    return text if len(text) <= _LONGEST else clause.word(at)


def _ends_as_verb(look: Look, at: int) -> bool:
    """Whether the noun that is word ``at`` is what those counted did: 失业 of "500万人失业"."""
    codes = look.clause.codes
    alone = at == look.place + 1 and look.clause.word(look.place)[-1] not in "人名位员"
    return not alone and codes[at + 1 : at + 2] in ("", "l", "F", "&") and acts(look.clause.word(at))


def _listed(look: Look) -> str | None:
    """The thing counted, where the clause only says how many, of whom the clauses before speak."""
    if look.counted is None or not _LIST.fullmatch(look.clause.codes):
        return None
    clauses = look.said.topics.clauses
    told = len(clauses) > 1 and (clauses[-2].mark in "：:" or _LIST.fullmatch(clauses[-2].codes) is not None)
    return look.counted if told else None
