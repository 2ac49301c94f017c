"""What the clauses of a sentence hand on to the next, and what was read of each figure."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims_db.claim import Direction
from factcheck.extraction.context import Discourse, Sentence
from factcheck.extraction.context_zh.clauses import Clause
from factcheck.extraction.context_zh.topics import Topics
from factcheck.extraction.context_zh.words import Words


@dataclass(slots=True)
class Reading:
    """What the grammar makes of one figure."""

    subject: str | None = None
    metric: str | None = None
    relative_to: str | None = None
    direction: Direction | None = None
    states_claim: bool = True
    counted: str | None = None
    """The thing counted, where a noun follows the figure."""
    own_subject: bool = False
    """The clause itself names whose figure it is."""
    own_metric: bool = False
    """The clause itself names what is measured."""
    baseline_time: int | None = None
    """Word (of the clause) of a time expression that belongs to the baseline."""
    in_baseline: bool = False
    """The figure is itself the baseline ("比2023年的180.9万辆下降1.1%")."""
    clause: Clause | None = None
    place: int = 0


@dataclass(slots=True)
class Sayings:
    """The state of reading a sentence, clause by clause."""

    words: Words
    sentence: Sentence
    discourse: Discourse
    topics: Topics
    speaker: str | None = None
    modal: bool = False
    """Some word of the sentence speaks of a target, a forecast or a supposition."""
    frame: str | None = None
    """X of "X方面，": the metric of what follows."""
    baseline: str | None = None
    """X of "与X相比，"."""
    time: str | None = None
    """The last time expression that clauses to come stand under."""
    statement: tuple[int, int] | None = None
    """Where the statement of the last figure begins and ends."""
    readings: list[Reading] = field(default_factory=list)
