"""Revenue by business, told in the sentence after the whole: "Revenue was $500m. Hardware brought in $320m, …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.matching.parting import parted_alike
from factcheck.matching.scoring import Pair
from factcheck.matching.told import Placed, Told, in_unit_of, is_level, shown
from factcheck.matching.wording import wording

_SCORE = 0.8
_MARGIN = 0.02
_MOST = 1.6
"""Parts that are more of the whole are of something else."""
_WHOLE = wording(r"\b<segmented>\b|<segmented_zh>")
_FIRST = wording("^<first_segment>$")
_NEXT = wording("^<next_segment>$")
_FIRST_ZH = wording(r"^[^，。；：0-9]{2,16}<segment_zh>[^，。；：0-9]{0,4}$")
_NEXT_ZH = wording(r"^[，、；][^，。；：0-9]{2,16}$")
_LEFT_OUT = wording(r"<between_segments>|<rest_of_time>")


def off_segments(told: Sequence[Told]) -> Iterator[Pair]:
    """Contradictions between a whole and three parts or more of the next sentence that exceed it."""
    for number in range(1, len(told)):
        before, sentence = told[number - 1], told[number]
        if len(sentence.figures) < 3 or not sentence.follows(before):
            continue
        wholes = [item for item in before.figures if item.claim.amount.dimension.startswith("money:")]
        if len(wholes) == 1 and _are_segments(sentence):
            yield from _held(wholes[0], before, sentence)


def _are_segments(sentence: Told) -> bool:
    if _LEFT_OUT.search(sentence.text):
        return False
    first, following = (_FIRST_ZH, _NEXT_ZH) if sentence.figures[0].claim.chinese else (_FIRST, _NEXT)
    if not first.match(sentence.before(0)):
        return False
    places = range(1, len(sentence.figures))
    return all(following.match(sentence.before(place)) for place in places) and len(sentence.after(places[-1])) <= 1


def _held(placed: Placed, before: Told, sentence: Told) -> Iterator[Pair]:
    whole = placed.claim
    parts = [item.claim for item in sentence.figures]
    alike = all(
        is_level(part)
        and part.amount.dimension == whole.amount.dimension
        and part.modality == whole.modality
        and part.record.per == whole.record.per
        and (part.period is None or whole.period is None or part.period.label == whole.period.label)
        for part in parts
    )
    if not alike or not is_level(whole) or not _WHOLE.search(before.text[: placed.end + 16]):
        return
    low, top = sum(max(0.0, part.amount.low) for part in parts), max(whole.amount.high, whole.amount.ceiling)
    if not top * (1 + _MARGIN) < low < top * _MOST or not parted_alike(sentence.text, 0, sentence.figures):
        return
    added = in_unit_of(whole, sum(part.amount.middle for part in parts))
    words = f"{' + '.join(map(shown, parts))} = {added}, more than the {shown(whole)} stated for the whole"
    for part in parts:
        yield Pair(whole.id, part.id, "contradiction", _SCORE, (words,))
