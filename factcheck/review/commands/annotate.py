"""Notes, tags, evidence, findings, links, corrections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from claims_db.errors import ClaimsDbError
from factcheck.review.blind import own_rows
from factcheck.review.commands.filling import fill_in
from factcheck.review.commands.meanwhile import unless_changed
from factcheck.review.commands.registry import command
from factcheck.review.language import _, told
from factcheck.review.questions.choosing import ChooseQuestion, TagQuestion
from factcheck.review.questions.correcting import CorrectQuestion
from factcheck.review.questions.evidence import Citation, CiteQuestion
from factcheck.review.questions.linking import LinkChoice, LinkQuestion
from factcheck.review.questions.writing import FindingQuestion, NoteQuestion

if TYPE_CHECKING:
    from claims_db.records import ClaimRow, Event, Finding
    from factcheck.review.screen import ReviewScreen

_RESULTS = 50


async def _do(
    screen: ReviewScreen, seen: int, act: Callable[[int | None], Sequence[Event]], own: str, done: str
) -> bool:
    """Do an act and say ``done``; False where it was refused, or left because others changed the claim meanwhile."""
    try:
        events = await unless_changed(screen, seen, act, own)
    except ClaimsDbError as refusal:
        screen.fail(told(refusal))
        return False
    if events is None:
        return False
    screen.acted(events)
    screen.say(done)
    return True


@command("note")
async def note(screen: ReviewScreen) -> None:
    """Write a note; one left unfinished comes back when the question is asked again."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return
    question = NoteQuestion(_("Note on claim {id}").format(id=claim_id))
    act = partial(screen.db.acts.note, claim_id)
    events = await fill_in(
        screen, question, f"note-{claim_id}", lambda text, seen: act(text, seen=seen), str, again="note"
    )
    _shown(screen, events, _("Claim {id}: note saved").format(id=claim_id))


def _shown(screen: ReviewScreen, events: Sequence[Event] | None, done: str) -> None:
    """Show what a form that was saved changed, and say ``done``."""
    if events is not None:
        screen.acted(events)
        screen.say(done)


@command("tag")
async def tag(screen: ReviewScreen) -> None:
    """Add or remove tags, of the selection or the claim at hand."""
    ids, seen = screen.chosen_ids(), screen.seen
    if not ids:
        screen.say(_("There is no claim here to tag."))
        return
    held = screen.db.claims.get(ids[0]).tags if len(ids) == 1 else ()
    what = _("Claim {id}").format(id=ids[0]) if len(ids) == 1 else _("{count} claims").format(count=f"{len(ids):,}")
    change = await screen.ask(TagQuestion(_("Tag: {what}").format(what=what), held, screen.db.tags()))
    if change is None:
        return
    act = screen.db.acts.tag if change.add else screen.db.acts.untag
    said = _("{what}: tag {tag} added") if change.add else _("{what}: tag {tag} removed")
    tags = ", ".join(change.tags)
    await _do(screen, seen, lambda seen: act(ids, *change.tags, seen=seen), tags, said.format(what=what, tag=tags))


@command("cite")
async def cite(screen: ReviewScreen) -> None:
    """Cite evidence for the claim at hand."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return

    def act(citation: Citation, seen: int | None) -> Sequence[Event]:
        return screen.db.acts.cite(
            claim_id,
            citation.url,
            quote=citation.quote,
            stance=citation.stance,
            date_seen=citation.date_seen,
            archive_url=citation.archive_url,
            seen=seen,
        )

    def own(citation: Citation) -> str:
        return f"{_(citation.stance)} {citation.url}\n{citation.quote or ''}"

    question = CiteQuestion(_("Evidence on claim {id}").format(id=claim_id))
    events = await fill_in(screen, question, f"cite-{claim_id}", act, own, again="cite")
    _shown(screen, events, _("Claim {id}: evidence cited").format(id=claim_id))


@command("finding")
async def finding(screen: ReviewScreen) -> None:
    """Write why the claim at hand was decided so."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return
    record, act = screen.record(claim_id), partial(screen.db.acts.find, claim_id)

    def own(answer: Finding) -> str:
        return "\n".join(part for part in (answer.rationale, answer.correct_value, answer.review_url) if part)

    question = FindingQuestion(_("Finding on claim {id}").format(id=claim_id), record.finding)
    events = await fill_in(
        screen, question, f"finding-{claim_id}", lambda answer, seen: act(answer, seen=seen), own, again="finding"
    )
    _shown(screen, events, _("Claim {id}: finding saved").format(id=claim_id))


@command("link")
async def link(screen: ReviewScreen) -> None:
    """Link the claim at hand to another, found by words or number."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return
    said = ""

    def own(choice: LinkChoice) -> str:
        nonlocal said
        said = _("Claim {id} {type} claim {other}").format(id=claim_id, type=_(choice.type), other=choice.other)
        return said

    def act(choice: LinkChoice, seen: int | None) -> Sequence[Event]:
        return screen.db.acts.link(claim_id, choice.other, choice.type, choice.why, seen=seen)

    question = LinkQuestion(_("Link claim {id} to").format(id=claim_id), lambda words: _others(screen, claim_id, words))
    events = await fill_in(screen, question, f"link-{claim_id}", act, own, again="link")
    _shown(screen, events, _("{what}: linked").format(what=said))


def _others(screen: ReviewScreen, claim_id: int, words: str) -> Sequence[ClaimRow]:
    """Claims to link to: those of the same source without words, else what number or words find."""
    db, everything = (
        screen.db,
        replace(screen.view.query, status=(), kind=(), source=None, tag=(), text=None, flag=None),
    )
    if not words:
        source_id = db.claims.get(claim_id).source_id
        rows = [row for row in db.claims.of_source(source_id)[:500] if row.id != claim_id][:_RESULTS]
        return own_rows(db, rows) if screen.blind else rows
    ids = list(db.ids(replace(everything, text=words), limit=_RESULTS))
    if words.isdecimal():
        ids = [*db.ids(replace(everything, ids=(int(words),), every=True)), *ids]
    rows = db.claims.rows([found for found in dict.fromkeys(ids) if found != claim_id])
    return own_rows(db, rows) if screen.blind else rows


@command("correct")
async def correct(screen: ReviewScreen) -> None:
    """Overwrite what extraction got wrong; the extracted value is kept beside it."""
    claim_id = screen.current_claim()
    if claim_id is None:
        return
    record = screen.db.claims.get(claim_id)
    text = screen.db.sources.text(record.source_id)
    names: list[str] = []

    def own(fields: dict[str, Any]) -> str:
        names[:] = [_(name.replace("_", " ")) for name in fields]
        return "\n".join(f"{name}: {value}" for name, value in zip(names, fields.values(), strict=True))

    def act(fields: dict[str, Any], seen: int | None) -> Sequence[Event]:
        return screen.db.acts.correct(claim_id, seen=seen, **fields)

    question = CorrectQuestion(_("Correct claim {id}").format(id=claim_id), record.claim, text)
    events = await fill_in(screen, question, f"correct-{claim_id}", act, own, again="correct")
    _shown(screen, events, _("Claim {id}: {fields} corrected").format(id=claim_id, fields=", ".join(names)))


@command("remove")
async def remove(screen: ReviewScreen) -> None:
    """Take a note, a piece of evidence or a link away."""
    claim_id, seen = screen.current_claim(), screen.seen
    if claim_id is None:
        return
    record, acts = screen.record(claim_id), screen.db.acts
    options = [
        *((f"note {note.id}", f"{_('note')}  {note.text.splitlines()[0][:80]}") for note in record.notes),
        *((f"cite {piece.id}", f"{_('evidence')}  {piece.url}") for piece in record.evidence),
        *((f"link {link.id}", f"{_('link')}  {_(link.type)} {link.other(claim_id)}") for link in record.links),
    ]
    if not options:
        screen.say(_("The claim has no note, evidence or link to remove."))
        return
    chosen = await screen.ask(ChooseQuestion(_("Remove from claim {id}").format(id=claim_id), options))
    if chosen is None:
        return
    what, _space, number = chosen.partition(" ")
    drop = {"note": acts.drop_note, "cite": acts.uncite, "link": acts.unlink}[what]
    said = _("Claim {id}: removed. z takes it back.").format(id=claim_id)
    await _do(screen, seen, lambda seen: drop(int(number), seen=seen), dict(options)[chosen], said)
