"""Judging what matching suggests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.review.commands.registry import command
from factcheck.review.language import _
from factcheck.review.matching_screen import MatchingScreen
from factcheck.review.pairing import to_judge

if TYPE_CHECKING:
    from factcheck.review.screen import ReviewScreen


@command("match")
async def match(screen: ReviewScreen) -> None:
    """Judge the suggestions for the claim at hand."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return
    if not to_judge(screen.db, claim_id, blind=screen.blind):
        screen.say(_("Nothing is suggested for this claim; M goes through all suggestions."))
        return
    await screen.work_in(MatchingScreen(screen.db, claim_id, blind=screen.blind))


@command("match-all")
async def match_all(screen: ReviewScreen) -> None:
    """Judge all open suggestions, the surest first."""
    await screen.work_in(MatchingScreen(screen.db, blind=screen.blind))
