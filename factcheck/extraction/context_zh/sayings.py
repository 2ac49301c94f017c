"""What the clauses of a sentence hand on to the next, and what was read of each figure."""

from __future__ import annotations

from dataclasses import dataclass

from claims_db.claim import Comparator, Direction, Modality
from factcheck.extraction.context import Discourse, Sentence
from factcheck.extraction.context_zh.clauses import Clause
from factcheck.extraction.context_zh.topics import Topics
from factcheck.extraction.context_zh.words import Words


@dataclass(slots=True, init=False)
class Reading:
    """What the grammar makes of one figure."""

    subject: str | None
    metric: str | None
    relative_to: str | None
    direction: Direction | None
    states_claim: bool
    counted: str | None
    """The thing counted, where a noun follows the figure."""
    own_subject: bool
    """The clause itself names whose figure it is."""
    own_metric: bool
    """The clause itself names what is measured."""
    baseline_time: int | None
    """Word (of the clause) of a time expression that belongs to the baseline."""
    in_baseline: bool
    """The figure is itself the baseline ("比2023年的180.9万辆下降1.1%")."""
    clause: Clause | None
    place: int
    comparator: Comparator | None
    """Where the clause hedges a figure that its own words leave plain (约给付六成)."""

    def __init__(
        self,
        subject: str | None = None,
        metric: str | None = None,
        relative_to: str | None = None,
        direction: Direction | None = None,
        states_claim: bool = True,
        counted: str | None = None,
        own_subject: bool = False,
        own_metric: bool = False,
        baseline_time: int | None = None,
        in_baseline: bool = False,
        clause: Clause | None = None,
        place: int = 0,
        comparator: Comparator | None = None,
    ) -> None:
        self.subject = subject
        self.metric = metric
        self.relative_to = relative_to
        self.direction = direction
        self.states_claim = states_claim
        self.counted = counted
        self.own_subject = own_subject
        self.own_metric = own_metric
        self.baseline_time = baseline_time
        self.in_baseline = in_baseline
        self.clause = clause
        self.place = place
        self.comparator = comparator


@dataclass(slots=True, init=False)
class Sayings:
    """The state of reading a sentence, clause by clause."""

    words: Words
    sentence: Sentence
    discourse: Discourse
    topics: Topics
    speaker: str | None
    modal: bool
    """Some word of the sentence speaks of a target, a forecast or a supposition."""
    frame: str | None
    """X of "X方面，": the metric of what follows."""
    baseline: str | None
    """X of "与X相比，"."""
    time: str | None
    """The last time expression that clauses to come stand under."""
    statement: tuple[int, int] | None
    """Where the statement of the last figure begins and ends."""
    readings: list[Reading]
    modality: Modality
    """Of the figure before."""
    dated: str | None
    """The period of the first figure of the sentence that has one."""

    def __init__(
        self,
        words: Words,
        sentence: Sentence,
        discourse: Discourse,
        topics: Topics,
        speaker: str | None = None,
        modal: bool = False,
        frame: str | None = None,
        baseline: str | None = None,
        time: str | None = None,
        statement: tuple[int, int] | None = None,
    ) -> None:
        self.words = words
        self.sentence = sentence
        self.discourse = discourse
        self.topics = topics
        self.speaker = speaker
        self.modal = modal
        self.frame = frame
        self.baseline = baseline
        self.time = time
        self.statement = statement
        self.readings = []
        self.modality = "actual"
        self.dated = None
