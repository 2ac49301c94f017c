"""What stands above the list, and in it when it is empty."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims_db.records import Query
from factcheck.review.language import _
from factcheck.review.order import Order, View
from factcheck.review.plain import visible

if TYPE_CHECKING:
    from claims_db import Database


def list_title(view: View, order: Order, cursor: int) -> str:
    """Return the list's title: place, count, filter, order."""
    total = f"{len(order):,}" if order.complete else f"{len(order):,}+"
    place = _("{place} of {total}").format(place=f"{cursor + 1:,}", total=total) if len(order) else _("none")
    selected = order.selected_count
    parts = [f"{_('Claims')} {place}"]
    if selected:
        parts.append(_("{count} selected").format(count=f"{selected:,}"))
    parts.extend(filter_parts(view.query))
    parts.append(f"{_(view.sort)} {'↓' if view.descending else '↑'}")
    return visible(" · ".join(parts))


def filter_parts(query: Query) -> list[str]:
    """Return the conditions of a filter in words."""
    parts = []
    if query.status:
        parts.append(_(" or ").join(_(status.replace("-", " ")) for status in query.status))
    if query.kind:
        parts.append(_(" or ").join(map(_, query.kind)))
    parts.extend(f"#{tag}" for tag in query.tag)
    if query.source is not None:
        parts.append(_("source {number}").format(number=query.source))
    if query.text:
        parts.append(f"“{query.text}”")
    if query.flag:
        parts.append(_(query.flag))
    if query.assignee is not None:
        parts.append(f"{_('assigned to')} {query.assignee or _('nobody')}")
    if query.unjudged_by is not None:
        parts.append(_("blind second review"))
    if query.every:
        parts.append(_("with figures that claim nothing"))
    return parts


def empty_lines(db: Database, view: View) -> Sequence[str]:
    """Return what an empty list says: what there is, and what to do next."""
    if db.count(Query(every=True)) == 0:
        return (
            _("No claims here yet."),
            "",
            _("Leave with q and add an article:"),
            f"  factcheck add --db {shlex.quote(str(db.path))} ARTICLE.html",
            _("or run it in another terminal: the claims appear here by themselves."),
        )
    if db.count(Query()) == 0:
        return (
            _("The sources hold figures, but none that states a claim in the article's body."),
            "",
            _("f shows them: choose “also figures outside the article”."),
        )
    return (
        _("No claim matches: {filter}.").format(filter=", ".join(filter_parts(view.query))),
        "",
        _("F shows all claims, f changes the filter."),
    )
