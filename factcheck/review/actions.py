"""Every act of the review screen as data: its name, its keys, what it is called and where it works.

Bindings, footer, help and command palette are all made from this table; ``factcheck.review.commands`` says what each
does. A user's key file (docs/review.md) replaces keys by the act's name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Where = Literal["anywhere", "claims", "source", "detail", "matching", "adjudication", "span"]
"""The pane that must have the focus for the keys to work, or the screen of its own that must be open."""
MODES: tuple[Where, ...] = ("matching", "adjudication", "span")
"""Screens over the review screen; the palette offers the acts of the screen that is open."""


@dataclass(frozen=True, slots=True)
class Action:
    """One act."""

    id: str
    keys: str
    """Textual key names, separated by commas; the first is the one shown."""
    title: str
    group: str
    where: Where = "anywhere"
    footer: str = ""
    """Short name for the footer; empty for none."""

    @property
    def writes(self) -> bool:
        """Whether it changes the database."""
        if self.group in ("Decide", "Judge", "Settle"):
            return True
        return self.id in _WRITING


_WRITING = frozenset(
    (
        *("note", "tag", "cite", "finding", "link", "correct", "edges", "add-claim", "split", "join", "remove"),
        *("assign", "take", "untag", "edit", "take-up"),
    )
)
"""The acts of other groups that change the database."""

_DECIDE = (
    Action("mark-verified", "v", "Mark verified, go on to the next", "Decide", footer="verified"),
    Action("mark-refuted", "r", "Mark refuted, go on", "Decide", footer="refuted"),
    Action("mark-misleading", "m", "Mark misleading, go on", "Decide", footer="misleading"),
    Action("mark-unverifiable", "u", "Mark unverifiable, go on", "Decide"),
    Action("mark-needs-evidence", "e", "Mark as needing evidence, go on", "Decide"),
    Action("mark-not-a-claim", "x", "Mark as not a claim, go on", "Decide"),
    Action("mark-unreviewed", "o", "Open again: mark unreviewed", "Decide"),
    Action("undo", "z", "Undo your last act", "Decide", footer="undo"),
    Action("redo", "Z,ctrl+r", "Redo what was undone", "Decide"),
)

_ANNOTATE = (
    Action("note", "i", "Write a note", "Annotate", footer="note"),
    Action("tag", "t", "Add or remove tags", "Annotate"),
    Action("untag", "U", "Take a tag off", "Annotate"),
    Action("cite", "c", "Cite evidence", "Annotate", footer="cite"),
    Action("finding", "w", "Write the finding: why, corrected figure, review address", "Annotate"),
    Action("link", "L", "Link to another claim", "Annotate"),
    Action("match", "equals_sign", "Judge what matching suggests for this claim", "Annotate"),
    Action("match-all", "M", "Judge all that matching suggests, the surest first", "Annotate", footer="match"),
    Action("correct", "E", "Correct what extraction got wrong", "Annotate"),
    Action("edges", "b", "Move the edges of the figure", "Annotate"),
    Action("add-claim", "I", "Add a claim that extraction missed", "Annotate"),
    Action("split", "X", "Split the claim into several", "Annotate"),
    Action("join", "C", "Join the selected claims into one", "Annotate"),
    Action("take-up", "plus", "Take up what was typed and not saved", "Annotate"),
    Action("edit", "W", "Change a note or a piece of evidence", "Annotate"),
    Action("remove", "D", "Remove a note, evidence or link", "Annotate"),
    Action("select", "space", "Select or unselect the claim", "Annotate", where="claims"),
    Action("select-all", "A", "Select all claims of the list, or none", "Annotate"),
)

_TEAM = (
    Action("assign", "a", "Assign to a reviewer", "Together"),
    Action("take", "T", "Take the claim, or give it back", "Together"),
    Action("mine", "Y", "Only what is assigned to me, or all", "Together"),
    Action("second-review", "B", "Blind second review: begin or end", "Together"),
    Action("disputes", "Q", "Claims on which reviewers disagree, or all", "Together"),
    Action("adjudicate", "V", "Settle disagreements: every verdict side by side", "Together"),
)

_FIND = (
    Action("filter", "f", "Filter by status, kind, source, tag", "Find", footer="filter"),
    Action("filter-clear", "F", "Show all claims", "Find"),
    Action("sort", "s", "Sort", "Find"),
    Action("sort-reverse", "S", "Reverse the order", "Find"),
    Action("search", "slash", "Search", "Find", footer="search"),
    Action("hit-next", "n", "Next place found", "Find"),
    Action("hit-previous", "N", "Previous place found", "Find"),
    Action("refresh", "R", "Read the list anew", "Find"),
)

_MOVE_ANYWHERE = (
    Action("next-unreviewed", "J", "Next unreviewed claim", "Move"),
    Action("previous-unreviewed", "K", "Previous unreviewed claim", "Move"),
    Action("decided", "minus", "Back to the claim decided last, and on again", "Move"),
    Action("next-in-source", "right_square_bracket", "Next claim of this source", "Move"),
    Action("previous-in-source", "left_square_bracket", "Previous claim of this source", "Move"),
    Action("focus-claims", "1", "Go to the list", "Move"),
    Action("focus-source", "2", "Go to the source text", "Move"),
    Action("focus-detail", "3", "Go to the details", "Move"),
    Action("back", "escape", "Back; clear the selection or the search", "Move"),
)


def _movement(where: Where) -> tuple[Action, ...]:
    """The keys that move in a pane: arrows and vim's."""
    what = {"claims": "claim", "source": "line", "detail": "line"}[where]
    return (
        Action(f"{where}-down", "j,down", f"Down a {what}", "Move", where),
        Action(f"{where}-up", "k,up", f"Up a {what}", "Move", where),
        Action(f"{where}-half-down", "ctrl+d", "Down half a page", "Move", where),
        Action(f"{where}-half-up", "ctrl+u", "Up half a page", "Move", where),
        Action(f"{where}-page-down", "pagedown,ctrl+f", "Down a page", "Move", where),
        Action(f"{where}-page-up", "pageup,ctrl+b", "Up a page", "Move", where),
        Action(f"{where}-top", "g,home", "To the top (gg works too)", "Move", where),
        Action(f"{where}-end", "G,end", "To the end", "Move", where),
    )


_PANES = (
    Action("open", "l,right,enter", "Open: read it in its source", "Move", "claims"),
    Action("source-left", "h,left", "Back to the list", "Move", "source"),
    Action("source-right", "l,right", "On to the details", "Move", "source"),
    Action("detail-left", "h,left", "Back to the source", "Move", "detail"),
)

_SCREEN = (
    Action("help", "question_mark,f1", "Keys that work here", "Screen", footer="help"),
    Action("detail-toggle", "d", "Show or hide the details", "Screen", footer="details"),
    Action("history", "H", "Who did what to this claim, and back to any state", "Screen"),
    Action("open-url", "O", "Open an address of the claim in the browser", "Screen"),
    Action("plot", "p", "Who says what: the same figure in all sources, on one axis", "Screen"),
    Action("progress", "P", "Progress by kind, source and reviewer, and agreement", "Screen"),
    Action("copy", "y", "Copy the claim with its citation", "Screen"),
    Action("theme", "f9", "Choose the colours", "Screen"),
    Action("palette", "ctrl+p,colon", "Every act by name", "Screen"),
    Action("quit", "q,ctrl+q", "Quit", "Screen", footer="quit"),
)


def _mode(where: Where) -> tuple[Action, ...]:
    """The keys that every screen of its own has."""
    return (
        Action(f"{where}-help", "question_mark,f1", "Keys that work here", "Screen", where, "help"),
        Action(f"{where}-palette", "ctrl+p,colon", "Every act by name", "Screen", where),
        Action(f"{where}-leave", "escape,q", "Back to the claims", "Screen", where, "back"),
    )


_MATCHING = (
    Action("pair-duplicate", "d", "They say the same", "Judge", "matching", "duplicate"),
    Action("pair-contradicts", "c", "They contradict each other", "Judge", "matching", "contradicts"),
    Action("pair-updates", "u", "The newer updates the older", "Judge", "matching", "update"),
    Action("pair-related", "r", "They are related", "Judge", "matching", "related"),
    Action("pair-unrelated", "x", "Not related: never suggest them again", "Judge", "matching", "not related"),
    Action("pair-undo", "z", "Take the last judgement back", "Judge", "matching", "undo"),
    Action("pair-next", "n,right,l", "Next suggestion", "Move", "matching", "next"),
    Action("pair-previous", "N,left,h", "Previous suggestion", "Move", "matching"),
    Action("pair-down", "j,down", "Down a line", "Move", "matching"),
    Action("pair-up", "k,up", "Up a line", "Move", "matching"),
    *_mode("matching"),
)

_ADJUDICATION = (
    Action("settle-verified", "v", "Settle as verified", "Settle", "adjudication", "verified"),
    Action("settle-refuted", "r", "Settle as refuted", "Settle", "adjudication", "refuted"),
    Action("settle-misleading", "m", "Settle as misleading", "Settle", "adjudication", "misleading"),
    Action("settle-unverifiable", "u", "Settle as unverifiable", "Settle", "adjudication"),
    Action("settle-needs-evidence", "e", "Settle as needing evidence", "Settle", "adjudication"),
    Action("settle-not-a-claim", "x", "Settle as not a claim", "Settle", "adjudication"),
    *(
        Action(
            f"settle-as-{number}",
            str(number),
            f"Settle as verdict {number} says, with its finding",
            "Settle",
            "adjudication",
            f"take {number}" if number < 3 else "",
        )
        for number in range(1, 10)
    ),
    Action("settle-undo", "z", "Take the last settlement back", "Settle", "adjudication", "undo"),
    Action("settle-next", "n,right,l", "Next disagreement", "Move", "adjudication", "next"),
    Action("settle-previous", "N,left,h", "Previous disagreement", "Move", "adjudication"),
    Action("settle-down", "j,down", "Down a line", "Move", "adjudication"),
    Action("settle-up", "k,up", "Up a line", "Move", "adjudication"),
    *_mode("adjudication"),
)
_SPAN = (
    Action("span-left", "h,left", "A character to the left", "Move", "span"),
    Action("span-right", "l,right", "A character to the right", "Move", "span"),
    Action("span-word-back", "b,ctrl+left", "A word back", "Move", "span"),
    Action("span-word", "w,ctrl+right", "A word on", "Move", "span", "word"),
    Action("span-down", "j,down", "Down a line", "Move", "span"),
    Action("span-up", "k,up", "Up a line", "Move", "span"),
    Action("span-select", "v,space", "Begin to select here, or start over", "Choose", "span", "select"),
    Action("span-other", "o,tab", "Move the other end", "Choose", "span", "other end"),
    Action("span-accept", "enter,f2", "Take what is selected", "Choose", "span", "accept"),
    *_mode("span"),
)

ACTIONS: tuple[Action, ...] = (
    *_DECIDE,
    *_ANNOTATE,
    *_TEAM,
    *_FIND,
    *_MOVE_ANYWHERE,
    *_movement("claims"),
    *_movement("source"),
    *_movement("detail"),
    *_PANES,
    *_SCREEN,
    *_MATCHING,
    *_ADJUDICATION,
    *_SPAN,
)

BY_ID = {action.id: action for action in ACTIONS}
