"""What is found out about one figure: whose it is and what it measures, and what stands right beside it."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.extraction.context_en.phrases import Phrase
from factcheck.extraction.figure import Figure

Span = tuple[int, int]
"""First token and one past the last; both equal when there is nothing."""


@dataclass(slots=True, init=False)
class Role:
    """What was found for one figure; ``group`` is the index of its verb group, -1 for none."""

    subject: str | None
    metric: str | None
    group: int
    share_of: Span | None
    """The whole that a share is a part of."""
    change: str | None
    """Direction by a noun of change beside the figure."""
    baseline: str | None
    """What the rule that found the role knows it is compared with."""
    named: bool
    possessor: str | None
    product: bool
    against: bool
    """Whether it is what another figure is compared with."""
    after_change: bool
    """Whether it is the level a change reached ("fell 3% to $171")."""
    whole: str | None
    """Whose the whole is, where the subject is a part of what was counted ("34 of them")."""
    quantity: str | None
    """The metric, if it is a quantity's name: later figures of the sentence may be about it."""
    describes: bool
    """Whether the figure only describes a thing ("the 100MW plant")."""

    among: bool
    """Whether the subject is the group of which the figure is a share, the metric what befalls it."""

    def __init__(
        self,
        subject: str | None = None,
        metric: str | None = None,
        group: int = -1,
        share_of: Span | None = None,
        change: str | None = None,
        baseline: str | None = None,
        named: bool = False,
        possessor: str | None = None,
        product: bool = False,
        against: bool = False,
        after_change: bool = False,
        whole: str | None = None,
        quantity: str | None = None,
        describes: bool = False,
    ) -> None:
        self.subject = subject
        self.metric = metric
        self.group = group
        self.share_of = share_of
        self.change = change
        self.baseline = baseline
        self.named = named
        self.possessor = possessor
        self.product = product
        self.against = against
        self.after_change = after_change
        self.whole = whole
        self.quantity = quantity
        self.describes = describes
        self.among = False

    def owned_by(self, phrase: Phrase) -> None:
        """Take subject and kind of name from ``phrase``."""
        self.subject = phrase.owner or phrase.metric
        self.named = phrase.name and phrase.owner is not None
        self.product = phrase.product
        self.possessor = phrase.possessor


@dataclass(slots=True, init=False)
class Place:
    """A figure and what stands right beside it."""

    figure: Figure
    at: int
    """Its token."""
    left: int
    """The first of the modifiers before it ("a further", "nearly")."""
    edge: str
    """Class of the token before ``left``; ``.`` at the beginning."""
    before: str
    """The word before ``left``."""
    noun: Span
    """The noun phrase that directly follows: what is counted."""

    def __init__(self, figure: Figure, at: int, left: int, edge: str, before: str, noun: Span) -> None:
        self.figure = figure
        self.at = at
        self.left = left
        self.edge = edge
        self.before = before
        self.noun = noun
