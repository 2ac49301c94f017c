"""What each act of :mod:`factcheck.review.actions` does, one module a group."""

from factcheck.review.commands.registry import COMMANDS

__all__ = ["COMMANDS"]

COMMANDS.modules = tuple(
    f"{__name__}.{name}"
    for name in (
        "move",
        "decide",
        "bulk",
        "find",
        "annotate",
        "tags",
        "items",
        "look",
        "match",
        "revise",
        "take_up",
        "see",
        "team",
    )
)
