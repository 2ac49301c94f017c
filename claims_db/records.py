"""What goes into the store and what comes out of it: small frozen dataclasses.

Those that callers fill (``NewSource``, ``Finding``, …) are validated by pydantic when they cross the border
(``claims_db.validation``); those that come out are built from rows already checked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Protocol, get_args

from claims_db.claim import Claim, Comparator, Direction, Kind, Lang, Modality, Region
from claims_db.context import Context

Status = Literal["unreviewed", "needs-evidence", "verified", "refuted", "misleading", "unverifiable", "not-a-claim"]
LinkType = Literal["duplicate", "contradicts", "supports", "updates", "derived-from", "related"]
Stance = Literal["supports", "refutes", "context"]
Origin = Literal["extractor", "reviewer"]
Outcome = Literal["added", "known", "changed"]
Sort = Literal["checkworthiness", "source", "id", "value", "status", "kind", "metric", "subject", "changed"]
SuggestionState = Literal["open", "accepted", "rejected"]
Flag = Literal[
    "unsourced", "noted", "sourced", "linked", "tagged", "corrected", "added", "retired", "suggested", "disputed"
]

STATUSES: tuple[Status, ...] = get_args(Status)
DECIDED: tuple[Status, ...] = ("verified", "refuted", "misleading", "unverifiable")
KINDS: tuple[Kind, ...] = get_args(Kind)
LINK_TYPES: tuple[LinkType, ...] = get_args(LinkType)
STANCES: tuple[Stance, ...] = get_args(Stance)
SORTS: tuple[Sort, ...] = get_args(Sort)
FLAGS: tuple[Flag, ...] = get_args(Flag)


class SourceData(Protocol):
    """Anything that carries a source: ``NewSource``, or a reader's document."""

    @property
    def name(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def encoding(self) -> str | None: ...
    @property
    def raw(self) -> bytes | None: ...
    @property
    def reader(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def published(self) -> date | None: ...
    @property
    def boilerplate(self) -> tuple[tuple[int, int], ...] | None: ...
    @property
    def record_file(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source to store; ``text`` is kept unchanged and all offsets count its code points."""

    name: str
    text: str
    sha256: str
    """Of the bytes read, 64 hexadecimal digits."""
    media_type: str = "text/plain"
    encoding: str | None = None
    raw: bytes | None = None
    reader: str = "text 1"
    title: str | None = None
    published: date | None = None
    boilerplate: tuple[tuple[int, int], ...] | None = None
    record_file: str | None = None
    """The record file that ``name`` is an id of; an id has versions within its file only."""


@dataclass(frozen=True, slots=True)
class Source:
    """A stored source, its text aside (``db.sources.text``)."""

    id: int
    name: str
    sha256: str
    """Of the bytes as read."""
    text_sha256: str
    """Of the stored text in UTF-8."""
    media_type: str
    encoding: str | None
    reader: str
    title: str | None
    published: date | None
    boilerplate: tuple[tuple[int, int], ...] | None
    added_at: str
    added_by: str
    supersedes: int | None
    """The older version of the same name."""
    superseded: bool
    """Whether a newer version of the same name is stored."""
    length: int
    """Of the text, in code points."""
    record_file: str | None = None
    """The record file that the name is an id of."""


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """A line of a list of sources."""

    id: int
    name: str
    title: str | None
    claims: int
    """Claims a reviewer is shown by default."""
    unreviewed: int
    superseded: bool


@dataclass(frozen=True, slots=True)
class SourceAdded:
    """What became of a source: new, known already (same bytes, or same name and text), or a new version of a name."""

    id: int
    outcome: Outcome
    name: str = field(default="", compare=False)
    """What the given source was called; one that is known may be stored under another name."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What an extraction did to the claims of a source, in claims."""

    added: int = 0
    kept: int = 0
    changed: int = 0
    """Found again with other fields: id and decisions stayed."""
    retired: int = 0
    """No longer found: hidden unless a reviewer worked on it, never deleted."""


@dataclass(frozen=True, slots=True)
class Query:
    """Which claims; all conditions hold together.

    ``status`` and ``kind`` name alternatives, ``tag`` names tags that must all be there. ``text`` searches (see
    docs/database.md). ``every`` also takes figures that state no claim or stand in boilerplate; retired claims
    come only when someone worked on them. ``assignee=""`` asks for claims assigned to nobody, ``unjudged_by`` for
    those on which that reviewer has no verdict (the queue of a blind second review); then ``text`` is not looked for in
    the notes of others.
    """

    status: Sequence[Status] = ()
    kind: Sequence[Kind] = ()
    source: int | None = None
    tag: Sequence[str] = ()
    text: str | None = None
    every: bool = False
    ids: Sequence[int] | None = None
    assignee: str | None = None
    flag: Flag | None = None
    unjudged_by: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A claim of a group, as far as the group is concerned."""

    id: int
    status: Status
    evidence_count: int


@dataclass(frozen=True, slots=True)
class Group:
    """Two claims or more that reviewers linked as ``duplicate``: they say the same, so a verdict on one tells of all.

    The first of ``members`` leads: a decided claim before an undecided one, then the one with the most evidence, then
    the one stored first.
    """

    members: tuple[Member, ...]

    @property
    def lead(self) -> Member:
        """The claim whose verdict stands for the group."""
        return self.members[0]

    @property
    def verdict(self) -> Status | None:
        """The lead's status where it is decided."""
        return self.lead.status if self.lead.status in DECIDED else None

    def verdict_for(self, claim_id: int, status: Status) -> Status | None:
        """What the group says of a claim of this status that has no verdict itself: another claim's, or None."""
        return self.verdict if status not in DECIDED and self.lead.id != claim_id else None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as a list shows it: corrections applied, nothing that needs another table's text."""

    id: int
    uid: str
    source_id: int
    source_name: str
    start: int
    end: int
    figure: str
    kind: Kind
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    per: str | None
    comparator: Comparator
    subject: str | None
    metric: str | None
    period: str | None
    modality: Modality
    direction: Direction | None
    region: Region
    states_claim: bool
    lang: Lang
    checkworthiness: float
    status: Status
    note_count: int
    evidence_count: int
    link_count: int
    suggestion_count: int
    tags: tuple[str, ...]
    assignee: str | None
    origin: Origin
    corrected: bool
    retired: bool
    """No longer found by the extractor, or of a superseded source."""
    disputed: bool
    """Reviewers' standing verdicts differ."""
    version: int
    """Id of the newest event that touched it, 0 for none."""
    superseded: bool = False
    """Of an earlier version of its article."""
    group: Group | None = None
    """The claims that say the same, this one among them."""

    @property
    def decided(self) -> bool:
        """Whether it has one of the four verdicts that go into an export."""
        return self.status in DECIDED

    @property
    def verdict_elsewhere(self) -> Status | None:
        """The verdict on a claim that says the same, where this one has none itself."""
        return self.group.verdict_for(self.id, self.status) if self.group else None

    @property
    def finding_missing_evidence(self) -> bool:
        """Decided without any evidence: allowed, flagged."""
        return self.decided and self.evidence_count == 0


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a claim was decided so, the right figure where there is one, and where the review is published."""

    rationale: str | None = None
    correct_value: str | None = None
    review_url: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A private note; plain text, never interpreted."""

    id: int
    text: str
    by: str
    at: str
    private: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document that bears on a claim."""

    id: int
    url: str
    quote: str | None
    stance: Stance
    date_seen: date | None
    archive_url: str | None
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Link:
    """A typed relation read "a ``type`` b"; ids of claims."""

    id: int
    a: int
    b: int
    type: LinkType
    why: str | None
    by: str
    at: str

    def other(self, claim_id: int) -> int:
        """The claim at the other end."""
        return self.b if claim_id == self.a else self.a


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A relation that matching proposes between two claims, ``a`` the smaller id."""

    id: int
    a: int
    b: int
    relation: str
    """``duplicate``, ``contradiction`` or ``update``."""
    score: float
    why: tuple[str, ...]
    state: SuggestionState
    by: str | None
    at: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one reviewer holds of a claim, whatever others hold."""

    reviewer: str
    status: Status
    finding: Finding | None
    at: str


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """Everything known about a claim."""

    id: int
    uid: str
    source_id: int
    claim: Claim
    """As reviewers left it: corrections applied."""
    extracted: Claim
    """As the extractor found it (or as the reviewer added it)."""
    corrected: Mapping[str, Any]
    """The fields that reviewers corrected, by name, with the corrected value; see ``acts.correct``."""
    status: Status
    finding: Finding | None
    notes: tuple[Note, ...]
    tags: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    links: tuple[Link, ...]
    verdicts: tuple[Verdict, ...]
    assignee: str | None
    origin: Origin
    retired: bool
    version: int
    group: Group | None = None
    """The claims that say the same, this one among them."""
    adjudicated_at: str | None = None
    """When a disagreement about it was settled, where that stands."""

    @property
    def finding_missing_evidence(self) -> bool:
        """Decided without any evidence: allowed, flagged, left out of exports by default."""
        return self.status in DECIDED and not self.evidence

    @property
    def disputed(self) -> bool:
        """Verdicts differ, and nobody has settled that: flagged, left out of exports by default."""
        return self.adjudicated_at is None and len({verdict.status for verdict in self.verdicts}) > 1

    def finding_for(self, reviewer: str) -> Finding | None:
        """What a new verdict of ``reviewer`` builds on: their own finding, or one that no other's verdict rests on."""
        own = next((verdict for verdict in self.verdicts if verdict.reviewer == reviewer), None)
        if own is not None:
            return own.finding
        return None if any(verdict.finding == self.finding for verdict in self.verdicts) else self.finding


@dataclass(frozen=True, slots=True)
class Event:
    """One act on one claim. ``before`` and ``after`` hold the parts of its state that changed, as JSON values.

    Parts: ``status``, ``finding``, ``verdict:NAME``, ``note:UID``, ``evidence:UID``, ``link:UID``, ``tag:NAME``,
    ``field:NAME``, ``assignee``, ``claim``, ``withdrawn``; docs/database.md has their values.
    """

    id: int
    uid: str
    at: str
    """UTC, ISO 8601 to the millisecond."""
    reviewer: str
    act: str
    claim_id: int
    batch: int
    """Id of the first event of the act: what is undone together."""
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    undoes: int | None
    """The event this one takes back."""
    context: Context = field(default=Context(), compare=False)
    """What its parts refer to, where ``history`` and ``ChangedMeanwhile`` give the event."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A join (``act`` is ``merge``) or split: the claims ``new`` were put in the place of the claims ``old``.

    One claim may be in both, where its figure stays.
    """

    batch: int
    act: str
    old: tuple[int, ...]
    new: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A part of a claim's state left as another reviewer set it since."""

    claim_id: int
    part: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did."""

    events: tuple[Event, ...]
    act: str
    """The act taken back or done again."""
    conflicts: tuple[Conflict, ...]
    batch: int = 0
    """That act's id."""
    back: bool = True
    """Whether it was to be taken back; else done again."""

    @property
    def held(self) -> bool:
        """Whether all of it is held by what others changed since: nothing was written, it stays as it was."""
        return not self.events

    @property
    def description(self) -> str:
        """One line for a status bar."""
        if self.held:
            names = ", ".join(sorted({conflict.by for conflict in self.conflicts}))
            number = len({conflict.claim_id for conflict in self.conflicts})
            where = f"claim {self.conflicts[0].claim_id}" if number == 1 else f"{number} claims"
            done = "undone" if self.back else "redone"
            return f"not {done}: {act_name(self.act)}, {where}; {names} changed it since"
        claims = {event.claim_id for event in self.events}
        where = f"claim {min(claims)}" if len(claims) == 1 else f"{len(claims)} claims"
        line = f"{self.events[0].act} {act_name(self.act)}: {where}"
        if self.conflicts:
            names = ", ".join(sorted({conflict.by for conflict in self.conflicts}))
            left = len({conflict.claim_id for conflict in self.conflicts})
            line += f"; {left} left as {names} changed it since"
        return line


def act_name(act: str) -> str:
    """What people call the act that the log calls ``act``: the name of the command that does it."""
    return "join" if act == "merge" else act
