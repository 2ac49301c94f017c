"""What was typed in an earlier session and not saved, as one line that names it and the key that takes it up."""

from __future__ import annotations

import re
from collections.abc import Mapping

from factcheck.review.drafts import Drafts
from factcheck.review.language import _

_FORM = re.compile(r"(?P<act>[a-z]+(?:-[a-z]+)*)-(?P<id>\d+)(?:-|$)")


def unsaved_line(drafts: Drafts, keys: Mapping[str, str]) -> str:
    """Return what ``drafts`` hold, the last written named with its key out of ``keys`` (by act); empty for nothing.

    The parts of one claim that is being split count once.
    """
    found = dict.fromkeys(
        (form["act"], form["id"]) for name in drafts.names("") if (form := _FORM.match(name)) and form["act"] in _ACTS
    )
    if not found:
        return ""
    act, number = next(iter(found))
    what = _names()[act].format(id=number)
    line = _("Unsaved: {what} ({key} takes it up)").format(what=what, key=keys[_ACTS[act]].split()[0])
    more = len(found) - 1
    return _("{line}, and {count} more").format(line=line, count=more) if more else line


_ACTS = {
    **{name: name for name in ("note", "cite", "finding", "link", "correct", "add-claim", "split", "join")},
    **dict.fromkeys(("edit-note", "edit-evidence"), "edit"),
}
"""By the beginning of a draft's name the act whose key takes it up."""


def _names() -> dict[str, str]:
    """What each form is called, in the language of the screen."""
    return {
        "note": _("note on claim {id}"),
        "cite": _("evidence on claim {id}"),
        "finding": _("finding on claim {id}"),
        "link": _("link of claim {id}"),
        "correct": _("correction of claim {id}"),
        "add-claim": _("new claim in source {id}"),
        "split": _("split of claim {id}"),
        "join": _("join in source {id}"),
        "edit-note": _("change of note {id}"),
        "edit-evidence": _("change of evidence {id}"),
    }
