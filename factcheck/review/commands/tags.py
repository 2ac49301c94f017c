"""Tags, of the selection or the claim at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from factcheck.review.commands.meanwhile import do
from factcheck.review.commands.registry import command
from factcheck.review.history_text import changes
from factcheck.review.language import _, _n
from factcheck.review.questions.choosing import ChooseQuestion, TagQuestion

if TYPE_CHECKING:
    from claims_db.records import Event
    from factcheck.review.screen import ReviewScreen


@command("tag")
async def tag(screen: ReviewScreen) -> None:
    """Add tags to the selection or the claim at hand; a claim at hand that has them loses them."""
    ids, seen = screen.chosen_ids(), screen.seen
    if not ids:
        screen.say(_("There is no claim here to tag."))
        return
    held = screen.record(ids[0]).tags if len(ids) == 1 else ()
    change = await screen.ask(TagQuestion(_("Tag: {what}").format(what=_what(ids)), held, screen.db.tags()))
    if change is not None:
        await _change(screen, seen, ids, change.tags, add=change.add)


@command("untag")
async def untag(screen: ReviewScreen) -> None:
    """Take a tag off the selection or the claim at hand: one of those that they have."""
    ids, seen = screen.chosen_ids(), screen.seen
    held = _own_tags(screen, ids) if screen.blind else screen.db.tags(ids)
    if not held:
        screen.say(_("There is no tag here to take off."))
        return
    options = [(name, f"{name}  {count:,}") for name, count in held]
    chosen = await screen.ask(ChooseQuestion(_("Take off: {what}").format(what=_what(ids)), options))
    if chosen is not None:
        await _change(screen, seen, ids, (chosen,), add=False)


def _own_tags(screen: ReviewScreen, ids: Sequence[int]) -> list[tuple[str, int]]:
    """The reviewer's own tags on claims and how many have each: a blind review tells of no others."""
    return sorted(Counter(chain.from_iterable(screen.db.tags_by(ids, screen.db.reviewer).values())).items())


def _what(ids: Sequence[int]) -> str:
    if len(ids) == 1:
        return _("Claim {id}").format(id=ids[0])
    return _n("{count} claim", "{count} claims", len(ids))


async def _change(screen: ReviewScreen, seen: int, ids: Sequence[int], tags: Sequence[str], *, add: bool) -> None:
    act = screen.db.acts.tag if add else screen.db.acts.untag
    parts = {f"tag:{name}": add or None for name in tags}

    def done(events: Sequence[Event]) -> str:
        """How many claims were changed by it: those that had the tag already, or never had it, were not."""
        count = len({event.claim_id for event in events})
        said = _("Tag {tag} added to {count} of {all} claims") if add else _("Tag {tag} off {count} of {all} claims")
        if len(ids) == 1:
            said = (
                _n("{what}: tag {tag} added", "{what}: tags {tag} added", len(tags))
                if add
                else _n("{what}: tag {tag} removed", "{what}: tags {tag} removed", len(tags))
            )
        return said.format(what=_what(ids), tag=", ".join(tags), count=f"{count:,}", all=f"{len(ids):,}")

    await do(screen, seen, lambda seen: act(ids, *tags, seen=seen), changes({}, parts), done)
