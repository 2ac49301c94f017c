"""What was typed and not saved, as a list and as one line that names it and the key that takes it up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.review.drafts import Drafts
from factcheck.review.language import _

_FORM = re.compile(r"(?P<act>[a-z]+(?:-[a-z]+)*)-(?P<id>\d+)(?P<rest>(?:-\d+)*)")


@dataclass(frozen=True)
class Unsaved:
    """A form that was left, or that a killed program left."""

    form: str
    """The draft's name."""
    kind: str
    """Which form it is: ``note``, ``edit-note``, ``add-claim``."""
    number: int
    """Row id of what it is on: a claim, or what ``kind`` says."""
    span: tuple[int, int] | None
    """The figure that the form is on, for those that begin with one."""

    @property
    def act(self) -> str:
        """The act whose key opens the form."""
        return _ACTS[self.kind]

    def __str__(self) -> str:
        return _names()[self.kind].format(id=self.number)


def unsaved(drafts: Drafts) -> list[Unsaved]:
    """Return what ``drafts`` hold, the last written first; the parts of one claim that is being split count once."""
    return list({(one.kind, one.number): one for one in reversed(list(_read(drafts)))}.values())[::-1]


def _read(drafts: Drafts) -> Iterator[Unsaved]:
    for name in drafts.names(""):
        form = _FORM.fullmatch(name)
        if form is not None and form["act"] in _ACTS:
            numbers = [int(number) for number in form["rest"].split("-") if number]
            span = (numbers[-2], numbers[-1]) if len(numbers) >= 2 else None
            yield Unsaved(name, form["act"], int(form["id"]), span)


def unsaved_line(drafts: Drafts, key: str) -> str:
    """Return what ``drafts`` hold: the last written, with the ``key`` that takes it up; empty for nothing."""
    found = unsaved(drafts)
    if not found:
        return ""
    line = _("Unsaved: {what} ({key} takes it up)").format(what=found[0], key=key)
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
