"""Shares of those to whom something happens: "side effects were reported in 5% of patients"."""

from __future__ import annotations

from typing import Final

from factcheck.extraction.context_en.phrases import Phrase, noun_run_after
from factcheck.extraction.context_en.role import Place, Role, Span
from factcheck.extraction.context_en.scene import Scene

_HAPPENING: Final = frozenset(("occur", "happen", "appear", "develop", "arise"))
_NOTED: Final = frozenset(("report", "see", "find", "observe", "note", "detect", "record", "diagnose", "identify"))
"""Verbs that in the passive say no more than that it happened."""


def befallen(scene: Scene, place: Place, role: Role, happens: Phrase, own: Span, objects: Span) -> bool:
    """Sets ``role`` where the figure is the share of a group to whom what ``happens`` names comes; False elsewhere.

    ``own``: what the share is of; ``objects``: the verb's object.
    """
    tokens, group = scene.tokens, scene.group(role.group)
    if place.figure.kind not in ("percentage", "fraction") or objects[1] > objects[0]:
        return False
    if tokens.words[place.at + 1] != "of":
        return False
    if group.base not in _HAPPENING and (
        group.base not in _NOTED or "B" not in tokens.classes[group.first : group.last]
    ):
        return False
    share_of = scene.of_those(place.at + 1)
    if share_of[1] == share_of[0]:
        role.share_of = own
        treated = noun_run_after(tokens, own[1] + 1) if tokens.words[own[1]] in ("on", "with") else 0
        share_of = (own[0], treated) if treated > own[1] + 1 else own  # "of the patients on the drug"
    role.metric = role.quantity = happens.metric or happens.owner
    role.subject, role.named, role.among = scene.group_text(share_of) or role.subject, False, True
    return True
