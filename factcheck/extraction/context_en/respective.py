"""Figures told in a row of things told in a row: "revenue and profit rose 5% and 3% respectively"."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.context_en.clauses import subject_of
from factcheck.extraction.context_en.role import Place, Role, Span
from factcheck.extraction.context_en.scene import Scene

_BETWEEN: Final = ",CADJL"
_WORD: Final = "respectively"
_BEFORE: Final = 3
"""Tokens before "respectively" within which the last of the row stands."""


def share_out(scene: Scene, roles: list[tuple[Place, Role]]) -> None:
    """Gives each figure of a row before "respectively" its own subject and metric.

    They are those of the things joined in the subject of the row's verb, else of as many figures before the row.
    """
    words = scene.tokens.words
    if len(roles) < 2 or _WORD not in words:  # noqa: PLR2004
        return
    row = _row(scene, roles, words.index(_WORD))
    if len(row) < 2:  # noqa: PLR2004
        return
    first = row[0]
    group = roles[first][1].group
    span = subject_of(scene.clauses, group) if group >= 0 else None
    things = _joined(scene, span) if span is not None else []
    if len(things) == len(row):
        for index, thing in zip(row, things, strict=True):
            _become(scene, roles[index][1], thing)
        return
    earlier = range(first - len(row), first)
    if earlier.start < 0 or any(roles[one][0].figure.kind != roles[first][0].figure.kind for one in earlier):
        return
    for index, one in zip(row, earlier, strict=True):
        role, told = roles[index][1], roles[one][1]
        if role.subject and not role.named and told.among:
            role.metric = role.subject  # "the rates of side effects were 5% and 6% respectively"
        role.subject = told.subject


def _row(scene: Scene, roles: list[tuple[Place, Role]], end: int) -> list[int]:
    """The indexes in ``roles`` of the figures joined right before token ``end``."""
    classes = scene.tokens.classes
    row: list[int] = []
    for index in range(len(roles) - 1, -1, -1):
        place = roles[index][0]
        if place.at >= end:
            continue
        gap = classes[place.at + 1 : roles[row[0]][0].left if row else end]
        if gap.strip(_BETWEEN if row else _BETWEEN + "NK") or (not row and len(gap) > _BEFORE):
            break
        row.insert(0, index)
    return row


def _joined(scene: Scene, span: Span) -> list[Span]:
    """The things that commas and "and" join in ``span``; none where it has a clause of its own."""
    classes = scene.tokens.classes
    if any(code in "VBHMGRIF" for code in classes[span[0] : span[1]]):
        return []
    things: list[Span] = []
    low = span[0]
    for at in range(span[0], span[1] + 1):
        if at == span[1] or classes[at] in ",C":
            if at > low:
                things.append((low, at))
            low = at + 1
    return things


def _become(scene: Scene, role: Role, thing: Span) -> None:
    """Takes what the figure of ``role`` measures, and whose it is, from ``thing``."""
    phrase = scene.phrase(thing)
    if phrase.metric is not None:
        role.metric = role.quantity = phrase.metric
    if phrase.owner is not None:
        role.subject, role.named = phrase.owner, False
    elif role.subject is None or not role.named:
        role.subject = phrase.metric
