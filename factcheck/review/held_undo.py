"""What is said of an undo or redo that others' changes hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims_db.records import act_name
from factcheck.review.language import _

if TYPE_CHECKING:
    from claims_db.records import Undone


def held_line(undone: Undone, *, blind: bool) -> str:
    """Return that an act stays as it is for what others changed since; in a blind review only that it stays."""
    act = _(act_name(undone.act))
    if blind:
        said = _("Not undone: {act} stays. z goes on to the act before.")
        return (said if undone.back else _("Not done again: {act}.")).format(act=act)
    names = ", ".join(sorted({conflict.by for conflict in undone.conflicts}))
    said = _("Not undone: {act} on claim {id}, {names} changed it since. z goes on to the act before.")
    if not undone.back:
        said = _("Not done again: {act} on claim {id}, {names} changed it since.")
    return said.format(act=act, id=undone.conflicts[0].claim_id, names=names)
