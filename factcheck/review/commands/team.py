"""Several reviewers: whose claim it is, blind second review, disagreements."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from claims_db.records import Query
from factcheck.review.adjudication_screen import AdjudicationScreen
from factcheck.review.commands.meanwhile import unless_changed
from factcheck.review.commands.registry import command
from factcheck.review.language import _, _n
from factcheck.review.questions.assigning import AssignQuestion

if TYPE_CHECKING:
    from factcheck.review.screen import ReviewScreen


@command("assign")
async def assign(screen: ReviewScreen) -> None:
    """Give the selection or the claim at hand to a reviewer, or to nobody."""
    ids, seen = screen.chosen_ids(), screen.seen
    if not ids:
        screen.say(_("There is no claim here to assign."))
        return
    title = _("Assign claim {id} to").format(id=ids[0])
    if len(ids) > 1:
        title = _("Assign {count} claims to").format(count=f"{len(ids):,}")
    name = await screen.ask(AssignQuestion(title, screen.db.reviewers()))
    if name is None:
        return
    act = partial(screen.db.acts.assign, ids, name or None)
    own = _("assigned to {name}").format(name=name or _("nobody"))
    events = await unless_changed(screen, seen, lambda seen: act(seen=seen), [own])
    if events is not None:
        screen.acted(events)
        screen.say(_given(ids, name or None))


@command("take")
def take(screen: ReviewScreen) -> Awaitable[None] | None:
    """Take the selection or the claim at hand; what is the reviewer's already is given back."""
    ids = screen.chosen_ids()
    if not ids:
        screen.say(_("There is no claim here to take."))
        return None
    mine = all(row.assignee == screen.db.reviewer for row in screen.db.claims.rows(ids))
    name = None if mine else screen.db.reviewer
    return screen.act(lambda: screen.db.acts.assign(ids, name, seen=screen.known), _given(ids, name))


def _given(ids: Sequence[int], name: str | None) -> str:
    what = _("Claim {id}").format(id=ids[0])
    if len(ids) > 1:
        what = _n("{count} claim", "{count} claims", len(ids))
    return _("{what}: assigned to {name}").format(what=what, name=name or _("nobody"))


@command("mine")
def mine(screen: ReviewScreen) -> None:
    """Show only what is assigned to the reviewer, or everybody's again."""
    query = screen.view.query
    wanted = None if query.assignee == screen.db.reviewer else screen.db.reviewer
    screen.load(replace(screen.view, query=replace(query, assignee=wanted)))
    screen.say(_("Assigned to you; Y shows everybody's.") if wanted else _("Everybody's claims"))


@command("second-review")
def second_review(screen: ReviewScreen) -> None:
    """Begin or end a blind second review: claims others judged and this reviewer did not, verdicts hidden."""
    query = screen.view.query
    blind = query.unjudged_by is None
    screen.load(replace(screen.view, query=replace(query, unjudged_by=screen.db.reviewer if blind else None)))
    begun = _("Blind: others' verdicts and notes are hidden. Listed: all you have not judged, also what nobody has.")
    now = screen.view.query
    if (now.status, now.flag, now.tag) != (query.status, query.flag, query.tag):
        begun = f"{begun} {_('The filter by status, state or tag ended.')}"
    screen.say(begun if blind else _("The blind review ended: all verdicts are shown again."))


def _hidden(screen: ReviewScreen) -> bool:
    """Whether a blind review hides what was asked for, which is said."""
    if screen.blind:
        screen.say(_("Blind review: what others decided is hidden; B ends it first."))
    return screen.blind


@command("disputes")
def disputes(screen: ReviewScreen) -> None:
    """Show the claims on which reviewers disagree, or all again."""
    if _hidden(screen):
        return
    disputed = screen.view.query.flag == "disputed"
    screen.load(replace(screen.view, query=Query() if disputed else Query(flag="disputed", every=True)))
    screen.say(_("All claims") if disputed else _("Reviewers disagree on these: V shows their verdicts."))


@command("adjudicate")
async def adjudicate(screen: ReviewScreen) -> None:
    """Settle disagreements, beginning with the claim at hand."""
    if not _hidden(screen):
        await screen.work_in(AdjudicationScreen(screen.db, screen.claims.current_id))
