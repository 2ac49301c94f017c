"""What an act changed, as sentences: field names, old and new values, words of the screen's language.

The history in the screen, ``factcheck show --history`` and the question after a change by others share this.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from claims_db.columns import NUMBERS
from claims_db.context import Context
from claims_db.records import act_name
from factcheck.normal_form import decimal_text
from factcheck.review.field_words import COMPARATORS, link_sentence
from factcheck.review.language import _
from factcheck.review.plain import visible
from factcheck.review.status import STATUSES

if TYPE_CHECKING:
    from claims_db.records import Event

Parts = Mapping[str, Any]

LONGEST = 2000
"""Characters of one text that are told; the log keeps all of them."""
_FINDING = (("rationale", "why"), ("correct_value", "corrected"), ("review_url", "review"))
_EVIDENCE = (("url", "Address"), ("stance", "stance"), ("quote", "Quote"), ("date_seen", "Seen on"))
_EVIDENCE_FIELDS = (*_EVIDENCE, ("archive_url", "Archived copy"))
_BASE = "field:base_"
_FIGURE = frozenset(("field:value", "field:low", "field:high", "field:unit"))
_WORDS = frozenset(("kind", "modality", "direction", "region"))
"""Fields whose values are words that the screen translates."""


def event_head(event: Event, about: int | None = None) -> tuple[str, str, str]:
    """When, who, and the act; named with its claim where that is not ``about``."""
    act = _(act_name(event.act))
    if event.undoes:
        act += "  " + _("(takes {event} back)").format(event=event.undoes)
    if event.claim_id != about:
        act += f"  {_('claim')} {event.claim_id}"
    return event.at[:19].replace("T", " "), visible(event.reviewer), act


def event_sentences(event: Event) -> list[str]:
    """What an act changed on its claim, a sentence each, safe to show; empty where nothing was changed by it."""
    told = [*_place(event), *changes(event.before, event.after, event.reviewer, event.context)]
    return [visible(sentence) for sentence in told]


def changes(before: Parts, after: Parts, reviewer: str = "", context: Context | None = None) -> list[str]:
    """What goes from ``before`` to ``after``, which are parts of a claim as in ``Event``; parts lacking are None."""
    known = context or Context()
    told: list[str] = []
    for part in sorted(after, key=_rank):
        old, new = before.get(part), after[part]
        name, _colon, key = part.partition(":")
        match name:
            case "status":
                told.append(_turned("verdict", _status(old or "unreviewed"), _status(new)))
            case "verdict":
                told += _verdict(key, old, new, after, own=key == reviewer)
            case "adjudicated":
                told.append(_("settled by {name}").format(name=new) if new else _("no longer settled"))
            case "finding":
                told += _fields(_FINDING, old or {}, new or {})
            case "assignee":
                told.append(_turned("assigned to", _quoted(old), _quoted(new)))
            case "tag":
                told.append((_("tag {tag} added") if new else _("tag {tag} removed")).format(tag=key))
            case "note":
                told.append(_note(old, new))
            case "evidence":
                told += _evidence(old, new)
            case "link":
                told.append(_link(old, new, known.ends.get(part)))
            case "rejection":
                told.append(_rejection(old, new, known.ends.get(part)))
            case "field":
                if not part.startswith(_BASE) or not _FIGURE & after.keys():
                    told.append(_correction(key, old, new, known))
            case "withdrawn":
                continue
            case _other:
                told.append(f"{part}: {json.dumps(old, ensure_ascii=False)} → {json.dumps(new, ensure_ascii=False)}")
    return told


def _rank(part: str) -> int:
    names = ("status", "verdict", "adjudicated", "finding", "field", "assignee", "tag", "note", "evidence", "link")
    name = part.partition(":")[0]
    return names.index(name) if name in names else len(names)


def _place(event: Event) -> Iterator[str]:
    """Whether the claim came into view or went out of sight, and what stands or stood in its place."""
    hidden = event.after.get("withdrawn")
    others = event.context.others
    if others and event.act == "merge":
        said = _("joined into claim {claims}") if hidden else _("joined from claim {claims}")
        yield said.format(claims=", ".join(map(str, others)))
    elif others and event.act == "split":
        said = _("split into claim {claims}") if hidden else _("split from claim {claims}")
        yield said.format(claims=", ".join(map(str, others)))
    elif hidden is not None:
        yield _("out of the list") if hidden else _("into the list")


def _turned(label: str, old: str, new: str) -> str:
    return f"{_(label)}: {old} → {new}" if old != new else f"{_(label)}: {new}"


def _status(status: str) -> str:
    look = STATUSES.get(status)
    return _(look.label) if look else status


def _quoted(value: object) -> str:
    """A text in quotation marks, cut where it is very long; the word for nothing where there is none."""
    if value is None:
        return _("none")
    text = str(value)
    return f"“{text[: LONGEST - 1]}…”" if len(text) > LONGEST else f"“{text}”"


def _fields(labels: tuple[tuple[str, str], ...], old: Parts, new: Parts) -> Iterator[str]:
    for name, label in labels:
        if old.get(name) != new.get(name):
            if name == "stance":
                yield _turned(label, _(old.get(name) or "none"), _(new.get(name) or "none"))
            else:
                yield _turned(label, _quoted(old.get(name)), _quoted(new.get(name)))


def _verdict(reviewer: str, old: Any, new: Any, after: Parts, *, own: bool) -> Iterator[str]:
    """A reviewer's own verdict, unless the claim's status tells it already."""
    before, now = (old or {}).get("status", "unreviewed"), (new or {}).get("status", "unreviewed")
    if not (own and after.get("status", now) == now and "status" in after) and before != now:
        label = _("verdict of {name}").format(name=reviewer)
        yield f"{label}: {_status(before)} → {_status(now)}"
    if "finding" not in after and new is not None:
        yield from _fields(_FINDING, (old or {}).get("finding") or {}, new.get("finding") or {})


def _note(old: Any, new: Any) -> str:
    if old is None:
        return _("note {text}").format(text=_quoted(new and new["text"]))
    if new is None:
        return _("note {text} removed").format(text=_quoted(old["text"]))
    return _turned("note", _quoted(old["text"]), _quoted(new["text"]))


def _evidence(old: Any, new: Any) -> Iterator[str]:
    if old is not None and new is not None:
        for sentence in _fields(_EVIDENCE_FIELDS, old, new):
            yield _("evidence {url}: {change}").format(url=old["url"], change=sentence)
        return
    piece = new or old or {}
    said = _("evidence: {stance} {url}") if new else _("evidence removed: {stance} {url}")
    sentence = said.format(stance=_(piece.get("stance") or "none"), url=piece.get("url"))
    yield sentence + (f" {_quoted(piece['quote'])}" if piece.get("quote") else "")


def _link(old: Any, new: Any, ends: tuple[int, int] | None) -> str:
    link = new or old or {}
    a, b = ends or ("?", "?")
    pair = link_sentence(a, link.get("type") or "related", b)
    said = _("linked: {pair}") if new else _("link removed: {pair}")
    return said.format(pair=pair) + (f" ({_quoted(link['why'])})" if link.get("why") else "")


def _rejection(old: Any, new: Any, ends: tuple[int, int] | None) -> str:
    one = new or old or {}
    a, b = ends or ("?", "?")
    said = (
        _("claims {id} and {other}: not {relation}") if new else _("claims {id} and {other}: open again ({relation})")
    )
    return said.format(id=a, other=b, relation=_(one.get("relation") or ""))


def _correction(name: str, old: Any, new: Any, known: Context) -> str:
    extracted = known.extracted.get(name)
    before = old["to"] if old is not None else extracted
    now = new["to"] if new is not None else extracted
    label, sides = _(name.replace("_", " ")), f"{field_text(name, before)} → {field_text(name, now)}"
    return f"{label} {sides}" if new is not None else f"{label} {sides} {_('(as extracted)')}"


def field_text(name: str, value: Any) -> str:
    """The value of a claim's field, as JSON or as in ``Claim``, in the words of the screen."""
    if value is None:
        return _("none")
    if name in NUMBERS:
        return decimal_text(value if isinstance(value, Decimal) else Decimal(str(value)))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "comparator":
        return _(COMPARATORS[value][1]) if value in COMPARATORS else str(value)
    return _(value) if name in _WORDS else str(value)
