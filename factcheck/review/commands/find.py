"""Filtering, sorting, searching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claims_db.records import SORTS, Query, SourceSummary
from factcheck.review.blind import TELLING_SORTS
from factcheck.review.commands.registry import command
from factcheck.review.language import _, _n
from factcheck.review.order import following
from factcheck.review.questions.choosing import ChooseQuestion
from factcheck.review.questions.filtering import FilterQuestion, SearchQuestion

if TYPE_CHECKING:
    from factcheck.review.screen import ReviewScreen

_CLAIMS_LISTED_BY_SOURCE = 20_000
"""In a database of more claims the filter does not list every source: thousands are no list to choose from."""
SORT_TITLES = {
    "checkworthiness": "worth checking",
    "source": "source, then place in it",
    "id": "number",
    "value": "value",
    "status": "status",
    "kind": "kind",
    "metric": "metric",
    "subject": "subject",
    "changed": "last changed",
}


@command("filter")
async def filter_claims(screen: ReviewScreen) -> None:
    """Ask which claims to show."""
    db = screen.db
    screen.expect_words()
    question = FilterQuestion(
        screen.view.query, _sources_offered(screen), db.tags(), db.reviewers(), blind=screen.blind
    )
    query = await screen.ask(question)
    if query is not None:
        screen.load(replace(screen.view, query=query))


def _sources_offered(screen: ReviewScreen) -> Sequence[SourceSummary]:
    """The sources to choose from: all of them, or where they are too many for a list, the one at hand."""
    if screen.status.progress.claims <= _CLAIMS_LISTED_BY_SOURCE:
        return screen.db.sources.list()
    held = screen.view.query.source
    wanted = set() if held is None else {held}
    row = screen.claims.row(screen.claims.cursor) if screen.claims.current_id is not None else None
    if row is not None:
        wanted.add(row.source_id)
    found = [screen.db.sources.get(source) for source in sorted(wanted)]
    counts = {source.id: screen.db.count(Query(source=source.id)) for source in found}
    return [SourceSummary(source.id, source.name, source.title, counts[source.id], 0, False) for source in found]


@command("filter-clear")
def filter_clear(screen: ReviewScreen) -> None:
    """Show all claims."""
    blind = screen.blind
    screen.load(replace(screen.view, query=Query(unjudged_by=screen.db.reviewer if blind else None)))
    screen.say(_("All claims you have not judged; B ends the blind review.") if blind else _("All claims"))


@command("sort")
async def sort(screen: ReviewScreen) -> None:
    """Ask for the order; choosing the present one turns it round."""
    options = [(name, _(SORT_TITLES.get(name, name))) for name in SORTS if not (screen.blind and name in TELLING_SORTS)]
    chosen = await screen.ask(ChooseQuestion(_("Sort by"), options, screen.view.sort))
    wanted = next((name for name in SORTS if name == chosen), None)
    if wanted is None:
        return
    if wanted == screen.view.sort:
        sort_reverse(screen)
        return
    largest_first = wanted in ("checkworthiness", "value", "changed")
    screen.load(replace(screen.view, sort=wanted, descending=largest_first))


@command("sort-reverse")
def sort_reverse(screen: ReviewScreen) -> None:
    """Turn the order round."""
    screen.load(replace(screen.view, descending=not screen.view.descending))


@command("refresh")
def refresh(screen: ReviewScreen) -> None:
    """Read the list anew: what no longer matches goes, what was added comes."""
    screen.load(screen.view)
    screen.say(_("Read anew"))


@command("search")
async def search(screen: ReviewScreen) -> None:
    """Search the claims, or the text where the source has the focus."""
    in_source = screen.where == "source"
    title = _("Search in this source") if in_source else _("Search the claims")
    if not in_source:
        screen.expect_words()
    words = await screen.ask(SearchQuestion(title, screen.words))
    if words is None:
        return
    screen.words = words
    if not words:
        screen.clear_search()
    elif in_source:
        count = screen.source.find(words)
        said = _n("{count} place", "{count} places", count) if count else _("“{words}” is not in this source.")
        screen.say(said.format(words=words))
        if count:
            screen.source.next_found(1)
    else:
        screen.search(words)


@command("hit-next")
def hit_next(screen: ReviewScreen) -> None:
    """Go to the next place found."""
    _hit(screen, 1)


@command("hit-previous")
def hit_previous(screen: ReviewScreen) -> None:
    """Go to the previous place found."""
    _hit(screen, -1)


def _hit(screen: ReviewScreen, step: int) -> None:
    if screen.where == "source":
        found = screen.source.next_found(step)
        nothing = _("Nothing is searched in this source: / does.")
        place_of = _("{place} of {total}")
        screen.say(place_of.format(place=f"{found[0]:,}", total=f"{found[1]:,}") if found else nothing)
        return
    hits = screen.claims.order.hits
    place = following(hits, screen.claims.cursor, step)
    if place is None:
        screen.say(_("Nothing is searched: / does."))
        return
    screen.claims.cursor = place
    said = _("{place} of {total} claims with “{words}”")
    here, total = hits.count(1, 0, place + 1), hits.count(1)
    screen.say(said.format(place=f"{here:,}", total=f"{total:,}", words=screen.words))
