"""What each act of :mod:`factcheck.review.actions` does, one module a group."""

from factcheck.review.commands import annotate, bulk, decide, find, look, match, move, revise
from factcheck.review.commands.registry import COMMANDS

__all__ = ["COMMANDS", "annotate", "bulk", "decide", "find", "look", "match", "move", "revise"]
