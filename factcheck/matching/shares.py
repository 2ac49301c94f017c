"""Shares of one whole that add up to more than it, in one sentence or in sentences that follow each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factcheck.matching.profile import Profile
from factcheck.matching.scoring import Pair
from factcheck.matching.text import normal
from factcheck.matching.told import Placed, Told, shown
from factcheck.matching.wording import wording

_MARGIN_POINTS = 1.0
_SCORE = 0.8
_SHARE = "share"
_MOST = 64
"""A sum of more shares is none a reader checks."""
_OF_WHICH = wording("<of_which>")
_OF = wording("^ <of_whole>")
_IN = wording("<share_places>")
_VERB = wording("<held>$")
_VERB_AFTER = wording(r"^[^,.;]{0,40}? <share_verbs>\b")
_OF_WHOLE = wording("<makes_up>")
_CHOICE = wording(
    r"^ (?P<of>of [a-z ]{2,20})?<choice_verbs> (?P<choice>[A-Z\u4e00-\u9fff][\w'’-]*)(?P<role> <choice_roles>\b)?"
)
_SEVERAL = wording(r"<several_answers>")
_BARE_ZH = wording("<bare_share_zh>")
_OPENING_ZH = wording("<opening_share_zh>$")
_HOLDERS = wording(r"[,;.，；。]|\b<holders_apart>\b")
_OVERLAPPING = wording("<overlapping>|<markets>")


class _Share(NamedTuple):
    claim: Profile
    of: str
    """The whole, "" where it is not told."""
    who: tuple[str, str]


def off_shares(told: Sequence[Told]) -> Iterator[Pair]:
    """Shares of one whole, of one period and of different holders, that exceed it."""
    seen: set[int] = set()
    for run in _runs(told):
        for shares in (*_named_wholes(run), *_bare(run), *map(_one_sentence, run), *map(_choices, run)):
            fresh = [claim for claim in shares if id(claim) not in seen]
            if len(fresh) < len(shares) or not _over(shares):
                continue
            seen.update(map(id, shares))
            stated = sum(claim.amount.middle for claim in shares)
            words = f"{' + '.join(map(shown, shares))} = {stated:g} %, more than the whole"
            for claim in shares[1:]:
                yield Pair(shares[0].id, claim.id, "contradiction", _SCORE, (words,))


def _runs(told: Sequence[Told]) -> Iterator[list[Told]]:
    """Sentences with shares that follow each other."""
    run: list[Told] = []
    for sentence in told:
        if not any(_is_share(item.claim) for item in sentence.figures):
            continue
        if run and not sentence.follows(run[-1]):
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def _is_share(claim: Profile) -> bool:
    return claim.amount.dimension == "%" and not claim.change and claim.modality == "actual"


def _over(shares: Sequence[Profile]) -> bool:
    if not 2 <= len(shares) <= _MOST or sum(claim.amount.low for claim in shares) <= 100 + _MARGIN_POINTS:
        return False
    # 52 + 48 are a whole: what follows parts it in another way
    for size in range(2, len(shares)):
        if abs(sum(claim.amount.middle for claim in shares[:size]) - 100) <= _MARGIN_POINTS:
            return False
        if abs(sum(claim.amount.middle for claim in shares[-size:]) - 100) <= _MARGIN_POINTS:
            return False
    return len({claim.period.label for claim in shares if claim.period}) <= 1


def _named_wholes(run: Sequence[Told]) -> Iterator[list[Profile]]:
    """ "Acme holds 55 % of the market. Zenith has 40 % of the market." """
    # a place told of some of them only parts them too
    if len({frozenset(match[1] or match[2] for match in _IN.finditer(sentence.text)) for sentence in run}) > 1:
        return
    wholes: dict[str, list[_Share]] = defaultdict(list)
    for sentence in run:
        if _OF_WHICH.search(sentence.text) or _OVERLAPPING.search(sentence.text):
            continue
        for number, item in enumerate(sentence.figures):
            whole = _whole(sentence, number)
            held = _VERB.search(sentence.before(number)) or _VERB_AFTER.search(sentence.after(number))
            if _is_share(item.claim) and whole and held:
                claim = item.claim
                holder = _holder(sentence.before(number)) or claim.subject_text
                wholes[whole].append(_Share(claim, whole, (holder, claim.metric_text)))
    for shares in wholes.values():
        subjects = {share.who[0] for share in shares}
        apart = len(subjects) == len(shares) and "" not in subjects
        if apart or (len(subjects) == 1 and len({share.who for share in shares}) == len(shares) >= 3):
            yield [share.claim for share in shares]


def _holder(before: str) -> str:
    """The words before "holds" or "accounts for"; "" where there is no such verb or no word."""
    verb = _VERB.search(before)
    return normal(_HOLDERS.split(before[: verb.start() + 1])[-1]).strip() if verb else ""


def _whole(sentence: Told, number: int) -> str:
    """What a figure is a share of, in words that can be compared; "" where that is not told."""
    match = _OF.match(sentence.after(number))
    if match:
        return normal(match[1].split("'s ")[-1].split("’s ")[-1])
    stated = sentence.figures[number].claim.record.relative_to
    return normal(stated) if isinstance(stated, str) and sentence.figures[number].claim.chinese else ""


def _bare(run: Sequence[Told]) -> Iterator[list[Profile]]:
    """全市用电量中，工业占60%。居民生活占30%。商业占15%。"""
    shares: list[Profile] = []
    holders: set[str] = set()
    for sentence in run:
        for number, item in enumerate(sentence.figures):
            before, after = sentence.before(number), sentence.after(number)
            first = not shares
            opening = _OPENING_ZH.search(before) if first else None
            bare = _BARE_ZH.fullmatch(before.lstrip("，；、 \n"))
            who = opening or bare
            if not who or not _is_share(item.claim) or not re.match(r"[，。；、\n]?$|[，；、]", after):
                break
            if _OVERLAPPING.search(who[1]) or who[1] in holders or (first and not opening):
                break
            holders.add(who[1])
            shares.append(item.claim)
        else:
            continue
        break
    if len(shares) >= 3 and len({claim.sentence_text for claim in shares}) > 1:
        yield shares


def _one_sentence(sentence: Told) -> list[Profile]:
    """Shares of one sentence that its words put beside each other."""
    groups: dict[tuple[str, str, int], list[Profile]] = defaultdict(list)
    market = bool(wording("<share_wholes>").search(sentence.text))
    for item in sentence.figures:
        claim = item.claim
        if _is_share(claim):
            label = claim.period.label if claim.period else ""
            metric = "" if market else claim.metric_text
            groups[metric, label, _which_whole(sentence, item)].append(claim)
    for shares in groups.values():
        named = market or all(_SHARE in claim.metric.metrics for claim in shares)
        if not named and (len(shares) < 3 or not _OF_WHOLE.search(sentence.text)):
            continue
        subjects = {claim.subject_text for claim in shares}
        if len(subjects) == len(shares) and "" not in subjects and not _cut_across(sentence, shares) and _over(shares):
            return shares
    return []


def _cut_across(sentence: Told, shares: Sequence[Profile]) -> bool:
    """Whether a holder is told by age, sex or the like, which cuts across other parts, or each has its own whole."""
    ids = {id(claim) for claim in shares}
    told = (sentence.before(number) for number, item in enumerate(sentence.figures) if id(item.claim) in ids)
    if any(map(_OVERLAPPING.search, (*told, *(claim.subject_text for claim in shares)))):
        return True
    if len({match[1] or match[2] for match in _IN.finditer(sentence.text)}) > 1:
        return True
    wholes = {normal(claim.record.relative_to) for claim in shares if isinstance(claim.record.relative_to, str)}
    return len(wholes) > 1


def _choices(sentence: Told) -> list[Profile]:
    """ "52 % chose Lind, 41 % chose Maro and 17 % chose Pell": other choices of the same people, one answer each."""
    if _SEVERAL.search(sentence.text):
        return []
    chosen = [
        (item.claim, match)
        for number, item in enumerate(sentence.figures)
        if _is_share(item.claim) and (match := _CHOICE.match(sentence.after(number)))
    ]
    choices = {match["choice"] for _, match in chosen}
    apart = len(choices) == len(chosen) and not any(match["role"] for _, match in chosen)
    return [claim for claim, _ in chosen] if apart and len({match["of"] for _, match in chosen}) == 1 else []


def _which_whole(sentence: Told, item: Placed) -> int:
    """How many "of which" stand before a share: each one makes what was named before it the whole."""
    return sum(1 for _ in _OF_WHICH.finditer(sentence.text, 0, item.start))
